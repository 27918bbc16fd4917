/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "pursuit-application.h"
#include "pursuit-command-bar.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-deals.h"
#include "pursuit-records.h"
#include "pursuit-views.h"
#include "pursuit-window.h"
#include "ui-classes.h"
#include "ui-fixture.h"

static PursuitApplication *application;

/* What can be pressed, filled in or chosen, and must therefore say what it is. */
static gboolean
must_have_name (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_ENTRY (widget) ||
         GTK_IS_SEARCH_ENTRY (widget) || GTK_IS_TEXT_VIEW (widget) || GTK_IS_SPIN_BUTTON (widget) ||
         GTK_IS_DROP_DOWN (widget) || GTK_IS_SWITCH (widget) || GTK_IS_CHECK_BUTTON (widget) ||
         GTK_IS_SCALE (widget) || GTK_IS_LIST_BOX_ROW (widget);
}

/* Their parts are the library's own, and are spoken of by the name of the whole. */
static gboolean
is_closed (GtkWidget *widget)
{
  return GTK_IS_MENU_BUTTON (widget) || GTK_IS_ENTRY (widget) || GTK_IS_SEARCH_ENTRY (widget) ||
         GTK_IS_SPIN_BUTTON (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_WINDOW_CONTROLS (widget) ||
         ADW_IS_COMBO_ROW (widget) || ADW_IS_ENTRY_ROW (widget);
}

/* The label that was set, as GTK would tell it; %NULL for none. */
static char *
dup_label (GtkWidget *widget)
{
  g_autofree char *told = NULL;

  if (!gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL))
    return NULL;

  /* Nobody is called this, so that the answer is what it is called instead. */
  told = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, "\t");
  return g_steal_pointer (&told);
}

/* The label of the widget that labels it; GTK tells its address, as "GtkLabel<0x55d2>". An image labels nothing: GTK
 * puts it there for a button with an icon, and then says the image's class. */
static char *
dup_labeller (GtkWidget *widget)
{
  GtkWidget *nobody = g_object_ref_sink (gtk_label_new (NULL));
  g_autofree char *told = NULL;
  char *name = NULL;
  void *labeller;

  if (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    told = gtk_test_accessible_check_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY, nobody,
                                               NULL);
  if (told && strchr (told, '<') && sscanf (strchr (told, '<') + 1, "%p", &labeller) == 1)
    name = dup_label (labeller);
  g_object_unref (nobody);

  return name;
}

static char *
dup_name (GtkWidget *widget)
{
  char *label = dup_label (widget);

  if (label == NULL)
    label = dup_labeller (widget);
  if (label)
    return label;
  if (ADW_IS_PREFERENCES_ROW (widget))
    return g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)));
  if (GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)))
    return g_strdup (gtk_button_get_label (GTK_BUTTON (widget)));
  if (GTK_IS_CHECK_BUTTON (widget) && gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)))
    return g_strdup (gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)));
  if (GTK_IS_MENU_BUTTON (widget) && gtk_menu_button_get_label (GTK_MENU_BUTTON (widget)))
    return g_strdup (gtk_menu_button_get_label (GTK_MENU_BUTTON (widget)));

  return NULL;
}

static char *
dup_place (GtkWidget *widget)
{
  GString *place = g_string_new (NULL);

  for (; widget; widget = gtk_widget_get_parent (widget))
    {
      const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));

      g_string_append_printf (place, "%s%s%s ← ", G_OBJECT_TYPE_NAME (widget), id ? " " : "", id ? id : "");
    }

  return g_string_free (place, FALSE);
}

static guint
count_nameless (GtkWidget *widget)
{
  g_autofree char *name = NULL;
  guint count = 0;

  if (must_have_name (widget) && gtk_widget_get_visible (widget))
    {
      name = dup_name (widget);
      if (name == NULL || *g_strstrip (name) == '\0' || g_str_has_prefix (name, "Gtk") ||
          g_str_has_prefix (name, "Adw"))
        {
          g_autofree char *place = dup_place (widget);

          g_test_message ("nameless: %s", place);
          count++;
        }
    }
  if (is_closed (widget))
    return count;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    count += count_nameless (child);

  return count;
}

static void
check_and_close (GtkWindow *window)
{
  g_assert_cmpuint (count_nameless (GTK_WIDGET (window)), ==, 0);
  gtk_window_destroy (window);
  ui_settle ();
}

static gboolean
is_page_ready (gpointer data)
{
  PursuitPage *page = pursuit_window_get_page (data);

  return pursuit_window_get_worker (data) && (page == NULL || pursuit_page_get_ready (page));
}

static PursuitWindow *
open_window (UiFixture *fixture)
{
  PursuitWindow *window = pursuit_window_new (application);

  gtk_window_present (GTK_WINDOW (window));
  pursuit_window_open (window, fixture->path);
  ui_wait_until (is_page_ready, window);

  return window;
}

/* The window with every page in it, and a record open where records are shown. */
static void
test_views (UiFixture     *fixture,
            gconstpointer  data)
{
  PursuitWindow *window = open_window (fixture);
  const PursuitView *views;
  guint n_views;

  views = pursuit_views_list (&n_views);
  for (guint i = 0; i < n_views; i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", views[i].name);
      ui_wait_until (is_page_ready, window);
      ui_settle ();
      pursuit_page_show_id (pursuit_window_get_page (window), 1);
      ui_wait_until (is_page_ready, window);
      ui_settle ();
    }
  check_and_close (GTK_WINDOW (window));
}

static gboolean
is_answered (gpointer bar)
{
  return !pursuit_command_bar_is_asking (bar);
}

/* The command bar over it, with records and actions in its list. */
static void
test_bar (UiFixture     *fixture,
          gconstpointer  data)
{
  PursuitWindow *window = open_window (fixture);
  PursuitCommandBar *bar;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.find", NULL);
  bar = PURSUIT_COMMAND_BAR (ui_find_type (GTK_WIDGET (window), PURSUIT_TYPE_COMMAND_BAR));
  gtk_editable_set_text (GTK_EDITABLE (pursuit_command_bar_get_entry (bar)), "r");
  ui_wait_until (is_answered, bar);
  ui_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (pursuit_command_bar_get_items (bar)), >, 3);
  check_and_close (GTK_WINDOW (window));
}

/* Without a database the window is not shown its content, but everything in it was built. */
static void
test_welcome (void)
{
  PursuitWindow *window = pursuit_window_new (application);

  gtk_window_present (GTK_WINDOW (window));
  ui_settle ();
  check_and_close (GTK_WINDOW (window));
}

/* Every dialog, as it comes up. Rows are named by who fills them: they are looked at in the views. */
static void
test_dialogs (void)
{
  g_autoptr(GPtrArray) types = ui_list_template_types ();
  guint count = 0;

  for (guint i = 0; i < types->len; i++)
    {
      GtkWindow *window;

      if (!g_type_is_a ((GType) types->pdata[i], GTK_TYPE_WINDOW))
        continue;
      window = ui_show_type ((GType) types->pdata[i]);
      ui_settle ();
      count += count_nameless (GTK_WIDGET (window));
      gtk_window_destroy (window);
      ui_settle ();
    }
  g_assert_cmpuint (count, ==, 0);
}

/* The walk finds what it is there to find. */
static void
test_nameless_is_found (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("list-add-symbolic");

  gtk_window_set_child (GTK_WINDOW (window), button);
  g_assert_cmpuint (count_nameless (window), ==, 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, "Add", -1);
  g_assert_cmpuint (count_nameless (window), ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
fill (PursuitDesk *desk)
{
  g_autoptr(PursuitCustomer) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Old Harbour", NULL);
  g_autoptr(PursuitContact) contact = g_object_new (PURSUIT_TYPE_CONTACT, "name", "Lin Ruoxi", NULL);
  GError *error = NULL;

  pursuit_records_create (desk, PURSUIT_RECORD (customer), NULL, &error);
  g_assert_no_error (error);
  contact->customer_id = PURSUIT_RECORD (customer)->id;
  pursuit_records_create (desk, PURSUIT_RECORD (contact), NULL, &error);
  g_assert_no_error (error);
  for (int position = 1; position <= 8; position++)
    {
      g_autoptr(PursuitDeal) deal = g_object_new (PURSUIT_TYPE_DEAL, "title", "Crane control", NULL);

      deal->customer_id = contact->customer_id;
      deal->amount = 1250000;
      pursuit_deals_create (desk, deal, position, NULL, &error);
      g_assert_no_error (error);
    }
}

static void
set_up (UiFixture     *fixture,
        gconstpointer  data)
{
  ui_fixture_set_up (fixture, fill);
}

static void
tear_down (UiFixture     *fixture,
           gconstpointer  data)
{
  ui_fixture_tear_down (fixture);
}

int
main (int    argc,
      char **argv)
{
  GError *error = NULL;
  int status;

  gtk_test_init (&argc, &argv, NULL);
  application = pursuit_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  g_test_add_func ("/ui/accessibility/walk/finds-the-nameless", test_nameless_is_found);
  g_test_add_func ("/ui/accessibility/welcome/everything-has-a-name", test_welcome);
  g_test_add ("/ui/accessibility/views/everything-has-a-name", UiFixture, NULL, set_up, test_views, tear_down);
  g_test_add ("/ui/accessibility/bar/everything-has-a-name", UiFixture, NULL, set_up, test_bar, tear_down);
  g_test_add_func ("/ui/accessibility/dialogs/everything-has-a-name", test_dialogs);
  status = g_test_run ();
  g_object_unref (application);

  return status;
}
