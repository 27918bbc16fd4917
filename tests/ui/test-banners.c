/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "pursuit-banners.h"
#include "ui-fixture.h"

/* What is said, from top to bottom, as one string. */
static char *
print (PursuitBanners *banners)
{
  g_autoptr(GString) all = g_string_new (NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (banners)); child;
       child = gtk_widget_get_next_sibling (child))
    if (pursuit_banner_get_revealed (PURSUIT_BANNER (child)))
      g_string_append_printf (all, "%s%s", all->len > 0 ? "|" : "",
                              pursuit_banner_get_sentence (PURSUIT_BANNER (child)));

  return g_string_free (g_steal_pointer (&all), FALSE);
}

static void
assert_says (PursuitBanners *banners,
             const char     *expected)
{
  g_autofree char *all = print (banners);

  g_assert_cmpstr (all, ==, expected);
}

static PursuitBanners *
show_banners (GtkWidget **out_window)
{
  PursuitBanners *banners = g_object_new (PURSUIT_TYPE_BANNERS, "valign", GTK_ALIGN_START, NULL);

  *out_window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (*out_window), 500, 300);
  gtk_window_set_child (GTK_WINDOW (*out_window), GTK_WIDGET (banners));
  gtk_window_present (GTK_WINDOW (*out_window));
  ui_settle ();

  return banners;
}

static void
test_gravest_first (void)
{
  GtkWidget *window;
  PursuitBanners *banners = show_banners (&window);

  pursuit_banners_set (banners, "drafts", PURSUIT_SEVERITY_INFO, "Drafts.", NULL, NULL, NULL);
  pursuit_banners_set (banners, "unsent", PURSUIT_SEVERITY_WARNING, "Unsent.", NULL, NULL, NULL);
  pursuit_banners_set (banners, "damaged", PURSUIT_SEVERITY_ERROR, "Damaged.", NULL, NULL, NULL);
  pursuit_banners_set (banners, "link", PURSUIT_SEVERITY_WARNING, "Away.", NULL, NULL, NULL);
  assert_says (banners, "Damaged.|Unsent.|Away.|Drafts.");

  /* The same thing said anew stays in its place; said more gravely it rises. */
  pursuit_banners_set (banners, "unsent", PURSUIT_SEVERITY_WARNING, "Two unsent.", NULL, NULL, NULL);
  assert_says (banners, "Damaged.|Two unsent.|Away.|Drafts.");
  pursuit_banners_set (banners, "drafts", PURSUIT_SEVERITY_ERROR, "Drafts!", NULL, NULL, NULL);
  assert_says (banners, "Damaged.|Drafts!|Two unsent.|Away.");

  pursuit_banners_unset (banners, "damaged");
  pursuit_banners_unset (banners, "nothing");
  assert_says (banners, "Drafts!|Two unsent.|Away.");
  g_assert_null (pursuit_banners_find (banners, "damaged"));
  pursuit_banners_clear (banners);
  assert_says (banners, "");
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_single (gpointer data)
{
  return gtk_widget_get_last_child (data) == gtk_widget_get_first_child (data);
}

static gboolean
is_slid_in (gpointer data)
{
  return gtk_revealer_get_child_revealed (GTK_REVEALER (ui_find_type (data, GTK_TYPE_REVEALER)));
}

static void
test_unset_removes (void)
{
  GtkWidget *window;
  PursuitBanners *banners = show_banners (&window);

  pursuit_banners_set (banners, "link", PURSUIT_SEVERITY_WARNING, "Away.", NULL, NULL, NULL);
  ui_settle ();
  pursuit_banners_unset (banners, "link");
  pursuit_banners_set (banners, "link", PURSUIT_SEVERITY_WARNING, "Away again.", NULL, NULL, NULL);
  assert_says (banners, "Away again.");
  ui_wait_until (is_single, banners);
  assert_says (banners, "Away again.");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The window goes while messages slide away. */
static void
test_unset_on_closing (void)
{
  GtkWidget *window;
  PursuitBanners *banners = show_banners (&window);

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      pursuit_banners_set (banners, id, PURSUIT_SEVERITY_WARNING, "Away.", NULL, NULL, NULL);
    }
  ui_wait_until (is_slid_in, banners);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      pursuit_banners_unset (banners, id);
    }
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  g_object_add_weak_pointer (G_OBJECT (banners), (gpointer *) &banners);
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
  g_assert_null (window);
  g_assert_null (banners);
}

static void
retry_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  ++*(guint *) user_data;
}

static GtkWidget *
find_button (GtkWidget  *below,
             const char *label)
{
  if (GTK_IS_BUTTON (below) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (below)), label) == 0)
    return below;

  for (GtkWidget *child = gtk_widget_get_first_child (below); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
test_button_acts (void)
{
  static const GActionEntry entries[] = { { .name = "retry", .activate = retry_cb } };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();
  GtkWidget *window;
  PursuitBanners *banners = show_banners (&window);
  guint n_retries = 0;

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), &n_retries);
  gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (group));
  pursuit_banners_set (banners, "link", PURSUIT_SEVERITY_WARNING, "Away.", "Since 10:32.", "_Retry Now", "win.retry");
  g_signal_emit_by_name (find_button (GTK_WIDGET (banners), "_Retry Now"), "clicked");

  g_assert_cmpuint (n_retries, ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* How grave it is can be heard, and the sentence is never cut. */
static void
test_read_out (void)
{
  GtkWidget *window;
  PursuitBanners *banners = show_banners (&window);
  PursuitBanner *error = pursuit_banners_set (banners, "a", PURSUIT_SEVERITY_ERROR, "Damaged.", "Twice.", NULL, NULL);
  PursuitBanner *info = pursuit_banners_set (banners, "b", PURSUIT_SEVERITY_INFO, "Drafts.", NULL, NULL, NULL);
  GtkWidget *label = ui_find_type (GTK_WIDGET (error), GTK_TYPE_LABEL);

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (error), GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (info), GTK_ACCESSIBLE_ROLE_STATUS);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (error), GTK_ACCESSIBLE_PROPERTY_LABEL, "Error: Damaged.");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (error), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Twice.");
  g_assert_true (gtk_label_get_wrap (GTK_LABEL (label)));
  g_assert_cmpint (gtk_label_get_ellipsize (GTK_LABEL (label)), ==, PANGO_ELLIPSIZE_NONE);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/banners/order/gravest-first", test_gravest_first);
  g_test_add_func ("/ui/banners/unset/removes", test_unset_removes);
  g_test_add_func ("/ui/banners/unset/survives-the-window", test_unset_on_closing);
  g_test_add_func ("/ui/banners/button/acts", test_button_acts);
  g_test_add_func ("/ui/banners/banner/read-out", test_read_out);

  return g_test_run ();
}
