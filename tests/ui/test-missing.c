/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "pursuit-application.h"
#include "pursuit-customer.h"
#include "pursuit-missing-window.h"
#include "pursuit-records.h"
#include "pursuit-window-private.h"
#include "ui-fixture.h"

/* An older copy lies in the place of the database: the window says what of ours is gone, and does it again. */

static PursuitApplication *application;

static void
create_customer (PursuitDesk *desk,
                 const char  *name)
{
  g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", name, NULL);
  GError *error = NULL;

  g_assert_true (pursuit_records_create (desk, customer, NULL, &error));
  g_assert_no_error (error);
}

static void
fill (PursuitDesk *desk)
{
  create_customer (desk, "Mill");
}

/* As `cp` does it: in place. */
static void
write_file (const char *path,
            const char *bytes,
            gsize       length)
{
  FILE *file = g_fopen (path, "wbe");

  g_assert_cmpuint (fwrite (bytes, 1, length, file), ==, length);
  g_assert_cmpint (fclose (file), ==, 0);
}

/* Two customers are made here, and somebody puts the file of before in the place of this one. */
static void
lose_saves (UiFixture *fixture)
{
  g_autofree char *older = NULL;
  g_autoptr(PursuitDesk) desk = NULL;
  gsize length;

  ui_end_worker (g_steal_pointer (&fixture->worker));
  g_assert_true (g_file_get_contents (fixture->path, &older, &length, NULL));
  desk = pursuit_desk_open (fixture->path, PURSUIT_STORE_NONE, NULL);
  create_customer (desk, "Forge & Sons");
  create_customer (desk, "Press");
  g_clear_object (&desk);
  write_file (fixture->path, older, length);
  fixture->worker = pursuit_worker_new ();
}

static PursuitBanner *
find_banner (PursuitWindow *window)
{
  return pursuit_banners_find (pursuit_window_get_banners (window), "missing");
}

static gboolean
is_said (gpointer data)
{
  return find_banner (data) != NULL;
}

static gboolean
is_said_no_more (gpointer data)
{
  return find_banner (data) == NULL;
}

typedef struct
{
  GtkWidget *window;
  const char *state;
} Wanted;

static gboolean
shows (gpointer data)
{
  const Wanted *wanted = data;
  GtkWidget *stack = ui_find_type (wanted->window, GTK_TYPE_STACK);

  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), wanted->state) == 0;
}

static GtkWidget *
find_missing_window (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (PURSUIT_IS_MISSING_WINDOW (l->data))
      return l->data;

  g_assert_not_reached ();
}

/* The title of each row, and what stands below it. */
static char *
read_rows (GtkWidget *window)
{
  GtkWidget *list = ui_find_type (window, GTK_TYPE_LIST_BOX);
  g_autoptr(GString) text = g_string_new (NULL);

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
    g_string_append_printf (text, "%s: %s\n", adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)),
                            adw_action_row_get_subtitle (ADW_ACTION_ROW (row)));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static PursuitWindow *
open_window (UiFixture *fixture)
{
  PursuitWindow *window = pursuit_window_new (application);

  gtk_window_present (GTK_WINDOW (window));
  pursuit_window_open (window, fixture->path);
  ui_wait_until (is_said, window);
  g_assert_cmpstr (pursuit_banner_get_sentence (find_banner (window)), ==,
                   "2 saves that this computer was told to be done are gone.");

  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-missing", NULL);
  ui_wait_until (shows, &(Wanted) { find_missing_window (), "list" });

  return window;
}

static gint64
count_customers (UiFixture *fixture)
{
  g_autoptr(PursuitDesk) desk = pursuit_desk_open (fixture->path, PURSUIT_STORE_NONE, NULL);

  return pursuit_store_count (pursuit_desk_get_store (desk), PURSUIT_TYPE_CUSTOMER, NULL);
}

static void
set_up (UiFixture     *fixture,
        gconstpointer  data)
{
  ui_fixture_set_up (fixture, fill);
  lose_saves (fixture);
}

static void
tear_down (UiFixture     *fixture,
           gconstpointer  data)
{
  ui_fixture_tear_down (fixture);
}

static GtkWidget *
find_button (GtkWidget  *below,
             const char *label)
{
  if (GTK_IS_BUTTON (below) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (below)), label) == 0)
    return below;

  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
is_done_again (gpointer data)
{
  g_autofree char *rows = read_rows (data);

  return g_strrstr (rows, "Done again") != NULL;
}

static void
test_replay (UiFixture     *fixture,
             gconstpointer  data)
{
  PursuitWindow *window = open_window (fixture);
  GtkWidget *missing = find_missing_window ();
  g_autofree char *rows = read_rows (missing);

  g_assert_true (g_str_has_prefix (rows, "“Forge & Sons”, new: "));
  g_assert_nonnull (g_strrstr (rows, "\n“Press”, new: "));
  g_signal_emit_by_name (find_button (missing, "Do Them Again"), "clicked");
  ui_wait_until (is_done_again, missing);
  ui_wait_until (is_said_no_more, window);
  gtk_window_destroy (GTK_WINDOW (missing));
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
  g_assert_cmpint (count_customers (fixture), ==, 3);
}

static gboolean
is_asked (gpointer data)
{
  GtkWidget **question = data;
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL && *question == NULL; l = l->next)
    *question = find_button (l->data, "_Forget");

  return *question != NULL;
}

/* The file is taken as it is, once the person has said so. */
static void
test_forget (UiFixture     *fixture,
             gconstpointer  data)
{
  PursuitWindow *window = open_window (fixture);
  GtkWidget *missing = find_missing_window ();
  GtkWidget *yes = NULL;

  g_signal_emit_by_name (find_button (missing, "Forget Them…"), "clicked");
  ui_wait_until (is_asked, &yes);
  g_assert_nonnull (find_banner (window));
  g_signal_emit_by_name (yes, "clicked");
  ui_wait_until (is_said_no_more, window);
  ui_wait_until (shows, &(Wanted) { missing, "nothing" });
  gtk_window_destroy (GTK_WINDOW (missing));
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
  g_assert_cmpint (count_customers (fixture), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  application = pursuit_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);

  g_test_add ("/ui/missing/replay", UiFixture, NULL, set_up, test_replay, tear_down);
  g_test_add ("/ui/missing/forget", UiFixture, NULL, set_up, test_forget, tear_down);

  return g_test_run ();
}
