/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "pursuit-application.h"
#include "pursuit-customer.h"
#include "pursuit-new-database-window.h"
#include "pursuit-records.h"
#include "pursuit-views.h"
#include "pursuit-window-private.h"
#include "ui-fixture.h"

static PursuitApplication *application;

static PursuitWindow *
show_window (int width)
{
  PursuitWindow *window = pursuit_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), width, 700);
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static gboolean
is_there_or_refused (gpointer data)
{
  PursuitWindow *window = data;

  return pursuit_window_get_worker (window) || g_str_equal (pursuit_window_get_state (window), "error");
}

static void
open_and_wait (PursuitWindow *window,
               const char    *path)
{
  pursuit_window_open (window, path);
  ui_wait_until (is_there_or_refused, window);
}

static void
close_and_check (PursuitWindow *window)
{
  gpointer gone = window;

  g_object_add_weak_pointer (G_OBJECT (window), &gone);
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
  while (gone)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
shows_text (GtkWidget  *widget,
            const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (shows_text (child, text))
      return TRUE;

  return FALSE;
}

static void
test_missing_file (void)
{
  PursuitWindow *window = show_window (1280);

  g_assert_cmpstr (pursuit_window_get_state (window), ==, "welcome");
  open_and_wait (window, "/nowhere/gone & lost.pursuit");
  g_assert_cmpstr (pursuit_window_get_state (window), ==, "error");
  g_assert_null (pursuit_window_get_worker (window));
  g_assert_true (shows_text (GTK_WIDGET (window), "gone & lost.pursuit"));
  close_and_check (window);
}

static void
test_foreign_file (void)
{
  PursuitWindow *window = show_window (1280);
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;
  int fd = g_file_open_tmp ("pursuit-ui-XXXXXX.pursuit", &path, &error);

  g_assert_no_error (error);
  g_assert_true (g_close (fd, NULL));
  g_assert_true (g_file_set_contents (path, "This is no database, but a letter to a customer.", -1, NULL));
  open_and_wait (window, path);
  g_assert_cmpstr (pursuit_window_get_state (window), ==, "error");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "This is no database, but a letter to a customer.");
  close_and_check (window);
  g_unlink (path);
}

static void
test_content (UiFixture     *fixture,
              gconstpointer  data)
{
  PursuitWindow *window = show_window (1280);

  open_and_wait (window, fixture->path);
  g_assert_cmpstr (pursuit_window_get_state (window), ==, "content");
  g_assert_true (shows_text (GTK_WIDGET (window), "test.pursuit"));
  g_assert_nonnull (strstr (gtk_window_get_title (GTK_WINDOW (window)), "test.pursuit"));
  close_and_check (window);
}

/* Whoever changes their mind gets the last file they asked for. */
static void
test_last_file_wins (UiFixture     *fixture,
                     gconstpointer  data)
{
  PursuitWindow *window = show_window (1280);

  pursuit_window_open (window, "/nowhere/first.pursuit");
  open_and_wait (window, fixture->path);
  ui_settle ();
  g_assert_cmpstr (pursuit_window_get_state (window), ==, "content");
  close_and_check (window);
}

static guint
count_windows (void)
{
  return g_list_length (gtk_application_get_windows (GTK_APPLICATION (application)));
}

static void
test_one_window_a_file (UiFixture     *fixture,
                        gconstpointer  data)
{
  g_autoptr(GFile) file = g_file_new_for_path (fixture->path);
  PursuitWindow *window;

  g_assert_cmpuint (count_windows (), ==, 0);
  g_application_open (G_APPLICATION (application), &file, 1, "");
  g_assert_cmpuint (count_windows (), ==, 1);
  window = PURSUIT_WINDOW (gtk_application_get_windows (GTK_APPLICATION (application))->data);
  ui_wait_until (is_there_or_refused, window);

  g_application_open (G_APPLICATION (application), &file, 1, "");
  g_assert_cmpuint (count_windows (), ==, 1);
  close_and_check (window);
}

static gboolean
has_opened (gpointer data)
{
  return pursuit_window_get_worker (data) != NULL;
}

/* A file that could not be opened is tried again when it is asked for again, in the window that says so. */
static void
test_try_again (UiFixture     *fixture,
                gconstpointer  data)
{
  g_autofree char *away = g_strconcat (fixture->path, ".away", NULL);
  g_autofree char *link = g_strconcat (fixture->path, ".link", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (link);
  PursuitWindow *window = show_window (1280);

  g_assert_no_errno (g_rename (fixture->path, away));
  open_and_wait (window, fixture->path);
  g_assert_cmpstr (pursuit_window_get_state (window), ==, "error");

  g_assert_no_errno (g_rename (away, fixture->path));
  g_assert_no_errno (symlink (fixture->path, link));
  g_application_open (G_APPLICATION (application), &file, 1, "");
  ui_wait_until (has_opened, window);
  g_assert_cmpuint (count_windows (), ==, 1);

  /* And one that is open is shown, not opened beside itself. */
  pursuit_application_show_file (application, fixture->path, NULL);
  g_assert_cmpuint (count_windows (), ==, 1);
  close_and_check (window);
  g_assert_no_errno (g_unlink (link));
}

static void
test_close_while_opening (UiFixture     *fixture,
                          gconstpointer  data)
{
  PursuitWindow *window = show_window (1280);

  pursuit_window_open (window, fixture->path);
  close_and_check (window);
}

/* The demonstration is made once; nothing half done lies beside it. */
static void
test_demo (void)
{
  PursuitWindow *window = show_window (1280);
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "pursuit", NULL);
  g_autofree char *path = g_build_filename (folder, "demo.pursuit", NULL);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autofree char *part = g_strconcat (path, ".part", NULL);

  g_assert_true (g_str_has_prefix (folder, g_get_tmp_dir ()));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.open-demo", NULL);
  ui_wait_until (is_there_or_refused, window);
  g_assert_cmpstr (pursuit_window_get_state (window), ==, "content");
  g_assert_cmpstr (pursuit_worker_get_opened (pursuit_window_get_worker (window))->path, ==, path);
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  close_and_check (window);

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_unlink (journal);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static gboolean
has_dialog (gpointer data)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l; l = l->next)
    if (gtk_window_get_transient_for (l->data) == data && gtk_widget_get_mapped (l->data))
      return TRUE;

  return FALSE;
}

static GtkWindow *
find_dialog (PursuitWindow *window)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l; l = l->next)
    if (gtk_window_get_transient_for (l->data) == GTK_WINDOW (window))
      return l->data;

  return NULL;
}

/* Somebody who agrees with what is proposed needs two clicks. */
static void
test_new_database (void)
{
  PursuitWindow *window = show_window (1280);
  g_autofree char *path = g_build_filename (g_get_home_dir (), "Sales.pursuit", NULL);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  GtkWindow *dialog;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.new-database", NULL);
  ui_wait_until (has_dialog, window);
  dialog = find_dialog (window);
  g_assert_true (PURSUIT_IS_NEW_DATABASE_WINDOW (dialog));
  gtk_widget_activate (gtk_window_get_default_widget (dialog));
  ui_wait_until (is_there_or_refused, window);
  g_assert_cmpstr (pursuit_window_get_state (window), ==, "content");
  g_assert_cmpstr (pursuit_worker_get_opened (pursuit_window_get_worker (window))->path, ==, path);
  g_assert_cmpstr (pursuit_worker_get_opened (pursuit_window_get_worker (window))->currency, ==, "CNY");
  close_and_check (window);

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_unlink (journal);
}

static gboolean
is_page_ready (gpointer data)
{
  return pursuit_page_get_ready (pursuit_window_get_page (data));
}

/* Every page of the table comes up, also in an empty database. */
static void
test_views (UiFixture     *fixture,
            gconstpointer  data)
{
  PursuitWindow *window = show_window (1280);
  const PursuitView *views;
  guint n_views;

  open_and_wait (window, fixture->path);
  views = pursuit_views_list (&n_views);
  for (guint i = 0; i < n_views; i++)
    {
      g_autofree char *name = NULL;

      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", views[i].name));
      g_object_get (window, "view", &name, NULL);
      g_assert_cmpstr (name, ==, views[i].name);
      ui_wait_until (is_page_ready, window);
    }
  close_and_check (window);
}

static gpointer
create_job (PursuitDesk   *desk,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Mill & Sons", NULL);
  gint64 *entry_id = data;

  g_assert_true (pursuit_records_create (desk, customer, entry_id, error));
  return NULL;
}

static gpointer
count_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  gint64 *count = data;

  *count = pursuit_store_count (pursuit_desk_get_store (desk), PURSUIT_TYPE_CUSTOMER, error);
  return NULL;
}

typedef struct
{
  UiFixture *fixture;
  gint64 wanted;
} Expectation;

static gboolean
has_customers (gpointer data)
{
  Expectation *expectation = data;
  gint64 count = -1;

  ui_call (expectation->fixture, count_job, &count);
  return count == expectation->wanted;
}

/* A button in the window knows whether its action can be done. */
static gboolean
is_enabled (PursuitWindow *window,
            const char    *action)
{
  GtkWidget *button = gtk_button_new ();
  gboolean enabled;

  gtk_widget_set_parent (button, GTK_WIDGET (window));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  enabled = gtk_widget_get_sensitive (button);
  gtk_widget_unparent (button);

  return enabled;
}

static gboolean
can_undo (gpointer data)
{
  return is_enabled (data, "win.undo");
}

static gboolean
can_redo (gpointer data)
{
  return is_enabled (data, "win.redo");
}

/* Ctrl+Z takes back what a page offered, Shift+Ctrl+Z does it again; both through the service. */
static void
test_undo_and_redo (UiFixture     *fixture,
                    gconstpointer  data)
{
  PursuitWindow *window = show_window (1280);
  gint64 entry_id = 0;

  open_and_wait (window, fixture->path);
  g_assert_false (is_enabled (window, "win.undo"));
  ui_call (fixture, create_job, &entry_id);
  g_assert_cmpint (entry_id, >, 0);
  g_assert_true (has_customers (&(Expectation) { fixture, 1 }));

  gtk_widget_activate_action (GTK_WIDGET (window), "win.offer-undo", "(sx)", "“Mill & Sons” was added", entry_id);
  ui_settle ();
  g_assert_true (shows_text (GTK_WIDGET (window), "“Mill & Sons” was added"));

  g_assert_true (is_enabled (window, "win.undo"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  ui_wait_until (can_redo, window);
  g_assert_false (is_enabled (window, "win.undo"));
  g_assert_true (has_customers (&(Expectation) { fixture, 0 }));

  gtk_widget_activate_action (GTK_WIDGET (window), "win.redo", NULL);
  ui_wait_until (can_undo, window);
  g_assert_true (has_customers (&(Expectation) { fixture, 1 }));
  close_and_check (window);
}

static gboolean
is_written (gpointer data)
{
  return g_file_query_exists (data, NULL);
}

/* What is looked at comes out as it is shown. */
static void
test_export (UiFixture     *fixture,
             gconstpointer  data)
{
  PursuitWindow *window = show_window (1280);
  g_autofree char *path = g_build_filename (fixture->directory, "list.csv", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(PursuitQuery) query = NULL;
  g_autofree char *text = NULL;
  gint64 entry_id = 0;

  ui_call (fixture, create_job, &entry_id);
  open_and_wait (window, fixture->path);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "customers");
  ui_wait_until (is_page_ready, window);
  g_assert_true (is_enabled (window, "win.export"));
  query = pursuit_page_dup_query (pursuit_window_get_page (window));
  pursuit_window_export (window, query, file);
  ui_wait_until (is_written, file);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Mill & Sons"));
  close_and_check (window);
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static gboolean
is_folded (gpointer data)
{
  return pursuit_adaptive_bin_get_folded (data);
}

static gboolean
is_unfolded (gpointer data)
{
  return !pursuit_adaptive_bin_get_folded (data) && gtk_widget_get_width (data) > 0;
}

static PursuitAdaptiveBin *
find_bin (PursuitWindow *window)
{
  return PURSUIT_ADAPTIVE_BIN (ui_find_type (GTK_WIDGET (window), PURSUIT_TYPE_ADAPTIVE_BIN));
}

static void
test_sidebar_beside (UiFixture     *fixture,
                     gconstpointer  data)
{
  PursuitWindow *window = show_window (1280);
  PursuitAdaptiveBin *bin = find_bin (window);

  open_and_wait (window, fixture->path);
  ui_wait_until (is_unfolded, bin);
  g_assert_true (pursuit_adaptive_bin_get_docked (bin));

  gtk_widget_activate_action (GTK_WIDGET (window), "win.toggle-sidebar", NULL);
  g_assert_false (pursuit_adaptive_bin_get_revealed (bin));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.toggle-sidebar", NULL);
  g_assert_true (pursuit_adaptive_bin_get_docked (bin));
  close_and_check (window);
}

/* In a narrow window it goes by itself, comes over the content when asked for, and what is pinned stays pinned. */
static void
test_sidebar_folds (UiFixture     *fixture,
                    gconstpointer  data)
{
  PursuitWindow *window = show_window (900);
  PursuitAdaptiveBin *bin = find_bin (window);
  gboolean pinned;

  open_and_wait (window, fixture->path);
  ui_wait_until (is_folded, bin);
  g_assert_false (pursuit_adaptive_bin_get_revealed (bin));

  gtk_widget_activate_action (GTK_WIDGET (window), "win.toggle-sidebar", NULL);
  g_assert_true (pursuit_adaptive_bin_get_revealed (bin));
  g_assert_false (pursuit_adaptive_bin_get_docked (bin));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.toggle-sidebar", NULL);
  g_assert_false (pursuit_adaptive_bin_get_revealed (bin));
  g_object_get (bin, "pinned", &pinned, NULL);
  g_assert_true (pinned);
  close_and_check (window);
}

static void
set_up (UiFixture     *fixture,
        gconstpointer  data)
{
  ui_fixture_set_up (fixture, NULL);
}

static void
tear_down (UiFixture     *fixture,
           gconstpointer  data)
{
  ui_fixture_tear_down (fixture);
}

#define ADD(path, func) g_test_add (path, UiFixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_autofree char *data_directory = g_dir_make_tmp ("pursuit-ui-XXXXXX", NULL);
  GError *error = NULL;
  int status;

  g_setenv ("HOME", data_directory, TRUE);
  g_setenv ("XDG_DATA_HOME", data_directory, TRUE);
  gtk_test_init (&argc, &argv, NULL);
  application = pursuit_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  g_test_add_func ("/ui/window/open/missing-file-is-said-in-place", test_missing_file);
  g_test_add_func ("/ui/window/open/foreign-file-is-said-in-place", test_foreign_file);
  ADD ("/ui/window/open/shows-content", test_content);
  ADD ("/ui/window/open/last-file-wins", test_last_file_wins);
  ADD ("/ui/window/open/one-window-a-file", test_one_window_a_file);
  ADD ("/ui/window/open/asked-again-it-tries-again", test_try_again);
  ADD ("/ui/window/open/can-be-closed-meanwhile", test_close_while_opening);
  g_test_add_func ("/ui/window/open/demo-is-made", test_demo);
  g_test_add_func ("/ui/window/open/new-one-is-made", test_new_database);
  ADD ("/ui/window/views/all-get-ready", test_views);
  ADD ("/ui/window/undo/takes-back-and-does-again", test_undo_and_redo);
  ADD ("/ui/window/export/takes-out-the-list", test_export);
  ADD ("/ui/window/sidebar/stands-beside", test_sidebar_beside);
  ADD ("/ui/window/sidebar/folds", test_sidebar_folds);
  status = g_test_run ();
  g_object_unref (application);
  g_assert_cmpint (g_rmdir (data_directory), ==, 0);

  return status;
}
