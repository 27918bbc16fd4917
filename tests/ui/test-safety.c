/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "pursuit-application.h"
#include "pursuit-backups.h"
#include "pursuit-customer.h"
#include "pursuit-error.h"
#include "pursuit-records.h"
#include "pursuit-safety-window-private.h"
#include "pursuit-window-private.h"
#include "ui-fixture.h"

static PursuitApplication *application;

static void
fill (PursuitDesk *desk)
{
  g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Heming Steel", NULL);

  g_assert_true (pursuit_records_create (desk, customer, NULL, NULL));
}

static gboolean
is_still (gpointer window)
{
  return !pursuit_safety_window_is_reading (window);
}

static PursuitSafetyWindow *
show (UiFixture *fixture)
{
  GtkWidget *window = pursuit_safety_window_new (NULL, fixture->worker);

  gtk_window_present (GTK_WINDOW (window));
  ui_wait_until (is_still, window);

  return PURSUIT_SAFETY_WINDOW (window);
}

static void
test_says_where (UiFixture     *fixture,
                 gconstpointer  data)
{
  PursuitSafetyWindow *window = show (fixture);

  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (window->file)), ==, "test.pursuit");
  g_assert_cmpstr (adw_action_row_get_subtitle (window->file), ==, fixture->path);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (window->place)), ==, "A disk of this computer");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_checks_journal (UiFixture     *fixture,
                     gconstpointer  data)
{
  PursuitSafetyWindow *window = show (fixture);

  g_signal_emit_by_name (window->verify, "clicked");
  g_assert_false (gtk_widget_get_sensitive (window->verify));
  ui_wait_until (is_still, window);
  g_assert_true (g_str_has_suffix (adw_action_row_get_subtitle (window->journal),
                                   ", and nothing was altered, removed or inserted."));
  g_assert_null (pursuit_banners_find (window->banners, "journal"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static gpointer
forget_backups_job (PursuitDesk   *desk,
                    gpointer       data,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autoptr(PursuitBackups) backups = pursuit_backups_new (desk);
  g_autoptr(GPtrArray) list = pursuit_backups_list (backups);

  for (guint i = 0; i < list->len; i++)
    pursuit_backup_remove (((PursuitBackup *) g_ptr_array_index (list, i))->path);

  return NULL;
}

static void
test_backs_up (UiFixture     *fixture,
               gconstpointer  data)
{
  PursuitSafetyWindow *window = show (fixture);

  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (window->state)), ==, "There is no backup yet");
  g_assert_false (gtk_widget_get_visible (window->backups_group));
  g_signal_emit_by_name (window->take, "clicked");
  ui_wait_until (is_still, window);

  g_assert_true (g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (window->state)), "The newest is from "));
  g_assert_true (gtk_widget_get_visible (window->backups_group));
  g_assert_nonnull (gtk_list_box_get_row_at_index (window->backups, 0));
  g_assert_null (gtk_list_box_get_row_at_index (window->backups, 1));
  gtk_window_destroy (GTK_WINDOW (window));
  ui_call (fixture, forget_backups_job, NULL);
}

static gboolean
is_refused (gpointer window)
{
  return g_str_equal (pursuit_window_get_state (window), "error");
}

static gboolean
is_open (gpointer window)
{
  return pursuit_window_get_worker (window) != NULL;
}

/* The folder was not there when the program began; now it is. */
static void
test_tries_again (UiFixture     *fixture,
                  gconstpointer  data)
{
  PursuitWindow *window = pursuit_window_new (application);
  g_autofree char *elsewhere = g_strconcat (fixture->path, ".away", NULL);

  pursuit_worker_shut_down (fixture->worker);
  g_assert_cmpint (g_rename (fixture->path, elsewhere), ==, 0);
  gtk_window_present (GTK_WINDOW (window));
  pursuit_window_open (window, fixture->path);
  ui_wait_until (is_refused, window);
  g_assert_true (gtk_widget_get_visible (pursuit_later_get_object (window->error, "try_again")));
  g_assert_false (gtk_widget_get_visible (pursuit_later_get_object (window->error, "open_newest_backup")));

  g_assert_cmpint (g_rename (elsewhere, fixture->path), ==, 0);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.try-again", NULL));
  ui_wait_until (is_open, window);
  g_assert_cmpstr (pursuit_window_get_state (window), ==, "content");
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
}

/* A file that is torn is not written to, and leads to its newest backup; here there is none. */
static void
test_damaged (UiFixture     *fixture,
              gconstpointer  data)
{
  PursuitWindow *window = pursuit_window_new (application);
  g_autofree char *noise = g_strnfill (3000, '\xee');
  FILE *file;

  pursuit_worker_shut_down (fixture->worker);
  file = fopen (fixture->path, "r+b");
  g_assert_cmpint (fseek (file, 100, SEEK_SET), ==, 0);
  g_assert_cmpuint (fwrite (noise, 1, 3000, file), ==, 3000);
  g_assert_cmpint (fclose (file), ==, 0);
  gtk_window_present (GTK_WINDOW (window));
  pursuit_window_open (window, fixture->path);
  ui_wait_until (is_refused, window);

  g_assert_cmpstr (adw_status_page_get_title (pursuit_later_get_object (window->error, "error_page")), ==, "The Database Is Damaged");
  g_assert_true (gtk_widget_get_visible (pursuit_later_get_object (window->error, "open_newest_backup")));
  g_assert_true (gtk_widget_get_visible (pursuit_later_get_object (window->error, "salvage")));
  g_assert_true (gtk_widget_get_visible (pursuit_later_get_object (window->error, "try_again")));
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
}

static GtkWidget *
find_answer (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data))
      return l->data;

  return NULL;
}

static gboolean
has_answer (gpointer data)
{
  return find_answer () != NULL;
}

static gboolean
shows_salvaged (gpointer window)
{
  return g_str_has_suffix (pursuit_window_get_path (window), "/salvaged.pursuit") && is_open (window);
}

/* What is read goes into a file of its own, which is opened when the person has seen what is missing. */
static void
test_salvages (UiFixture     *fixture,
               gconstpointer  data)
{
  PursuitWindow *window = pursuit_window_new (application);
  g_autofree char *target = g_build_filename (fixture->directory, "salvaged.pursuit", NULL);
  g_autofree char *command = g_strdup_printf ("rm -r '%s'*", target);

  gtk_window_present (GTK_WINDOW (window));
  pursuit_window_open (window, fixture->path);
  ui_wait_until (is_open, window);
  pursuit_window_salvage_to (window, target);
  ui_wait_until (has_answer, NULL);
  g_assert_true (g_file_test (target, G_FILE_TEST_IS_REGULAR));
  g_signal_emit_by_name (find_answer (), "response", "answer");
  gtk_window_destroy (GTK_WINDOW (find_answer ()));
  ui_wait_until (shows_salvaged, window);
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
  g_assert_cmpint (system (command), ==, 0);
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
main (int   argc,
      char *argv[])
{
  int status;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  application = pursuit_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
  g_application_register (G_APPLICATION (application), NULL, NULL);

#define ADD(path, func) g_test_add ("/ui/safety/" path, UiFixture, NULL, set_up, func, tear_down)
  ADD ("place/said", test_says_where);
  ADD ("journal/checked", test_checks_journal);
  ADD ("backup/made-and-listed", test_backs_up);
  ADD ("error/tries-again", test_tries_again);
  ADD ("error/damaged-leads-to-backups", test_damaged);
  ADD ("error/salvages", test_salvages);
  status = g_test_run ();
  g_object_unref (application);

  return status;
}
