/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "pursuit-application.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-records.h"
#include "pursuit-unsent-row.h"
#include "pursuit-unsent-window.h"
#include "pursuit-window-private.h"
#include "pursuit-worker-private.h"
#include "ui-fixture.h"

static PursuitApplication *application;

static void
fill (PursuitDesk *desk)
{
  g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Heming Steel", "region", "North", NULL);
  GError *error = NULL;

  g_assert_true (pursuit_records_create (desk, customer, NULL, &error));
  g_assert_no_error (error);
}

static gboolean
is_open (gpointer window)
{
  return pursuit_window_get_worker (window) != NULL;
}

static PursuitWindow *
open_window (UiFixture *fixture)
{
  PursuitWindow *window = pursuit_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  pursuit_window_open (window, fixture->path);
  ui_wait_until (is_open, window);
  ui_settle ();

  return window;
}

static PursuitBanner *
find_banner (PursuitWindow *window,
             const char    *id)
{
  return pursuit_banners_find (pursuit_window_get_banners (window), id);
}

static gboolean
says (GtkWidget  *below,
      const char *text)
{
  if (GTK_IS_LABEL (below) && g_str_equal (gtk_label_get_text (GTK_LABEL (below)), text))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (below); child; child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;

  return FALSE;
}

static void
assert_sidebar_says (PursuitWindow *window,
                     const char    *text)
{
  g_assert_true (says (GTK_WIDGET (window->sidebar), text));
}

static void
close_window (PursuitWindow *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
}

/* The share goes away and comes back: it is said at the top and in the sidebar, for as long as it lasts. */
static void
test_away (UiFixture     *fixture,
           gconstpointer  data)
{
  PursuitWindow *window = open_window (fixture);
  PursuitWorker *worker = pursuit_window_get_worker (window);

  g_assert_null (find_banner (window, "link"));
  pursuit_worker_set_link (worker, PURSUIT_LINK_AWAY, "The place of the database does not answer.");
  assert_sidebar_says (window, "Not reachable");
  g_assert_true (g_str_has_prefix (pursuit_banner_get_sentence (find_banner (window, "link")),
                                   "The folder cannot be reached since "));
  g_assert_nonnull (strstr (pursuit_banner_get_detail (find_banner (window, "link")), "saved when it is back"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.retry", NULL));

  pursuit_worker_set_link (worker, PURSUIT_LINK_OK, NULL);
  g_assert_null (find_banner (window, "link"));
  assert_sidebar_says (window, "Saved on this computer");
  close_window (window);
}

/* Whoever saves for long is named, but not at once: a save takes milliseconds. */
static void
test_busy (UiFixture     *fixture,
           gconstpointer  data)
{
  PursuitWindow *window = open_window (fixture);
  PursuitWorker *worker = pursuit_window_get_worker (window);

  pursuit_worker_set_link (worker, PURSUIT_LINK_BUSY, "Zhang San’s PC (SALES-07) has been saving for 1 s.");
  g_assert_null (find_banner (window, "link"));
  g_assert_cmpuint (window->busy_id, !=, 0);
  pursuit_worker_set_link (worker, PURSUIT_LINK_OK, NULL);
  g_assert_cmpuint (window->busy_id, ==, 0);
  close_window (window);
}

static void
test_damaged (UiFixture     *fixture,
              gconstpointer  data)
{
  PursuitWindow *window = open_window (fixture);

  pursuit_worker_set_link (pursuit_window_get_worker (window), PURSUIT_LINK_DAMAGED, "Page 7 is unreadable.");
  g_assert_cmpint (pursuit_banner_get_severity (find_banner (window, "link")), ==, PURSUIT_SEVERITY_ERROR);
  g_assert_cmpstr (pursuit_banner_get_detail (find_banner (window, "link")), ==, "Page 7 is unreadable.");
  close_window (window);
}

static PursuitSave *
make_save (void)
{
  g_autoptr(PursuitRecord) original = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Heming Steel", "region", "North", NULL);
  g_autoptr(PursuitRecord) edited = NULL;

  original->id = 1;
  original->revision = 1;
  edited = pursuit_record_copy (original);
  g_object_set (edited, "region", "South", NULL);

  return pursuit_save_new_edit (original, edited);
}

static void
test_row_says_what (void)
{
  g_autoptr(PursuitSave) edit = make_save ();
  g_autoptr(PursuitSave) move = pursuit_save_new (PURSUIT_SAVE_MOVE, PURSUIT_TYPE_CUSTOMER, 7);
  g_autofree char *edited = pursuit_unsent_row_dup_what (edit);
  g_autofree char *moved = NULL;

  move->position = 3;
  moved = pursuit_unsent_row_dup_what (move);
  g_assert_cmpstr (edited, ==, "Region of “Heming Steel”");
  g_assert_cmpstr (moved, ==, "Move “Customer 7” to stage 3");
}

static gboolean
has_held (gpointer worker)
{
  return pursuit_outbox_count_held (pursuit_worker_get_outbox (worker)) == 1;
}

static gboolean
is_sent (gpointer worker)
{
  return pursuit_outbox_count (pursuit_worker_get_outbox (worker)) == 0;
}

/* What was refused while nobody waited for the answer is listed beside what others wrote, and settled there. */
static void
test_held (UiFixture     *fixture,
           gconstpointer  data)
{
  PursuitWindow *window = open_window (fixture);
  PursuitWorker *worker = pursuit_window_get_worker (window);
  g_autoptr(GCancellable) nobody = g_cancellable_new ();
  g_autoptr(GPtrArray) unsent = NULL;
  const PursuitUnsent *first;
  GtkWidget *list;
  GtkWidget *row;

  /* Somebody else had it first. */
  {
    g_autoptr(PursuitDesk) other = pursuit_desk_open (fixture->path, PURSUIT_STORE_NONE, NULL);
    g_autoptr(PursuitRecord) was = pursuit_records_load (other, PURSUIT_TYPE_CUSTOMER, 1, NULL);
    g_autoptr(PursuitRecord) is = pursuit_record_copy (was);

    g_object_set (is, "region", "West", NULL);
    g_assert_true (pursuit_records_save (other, was, is, NULL, NULL));
  }
  g_cancellable_cancel (nobody);
  pursuit_worker_save_async (worker, make_save (), nobody, NULL, NULL);
  ui_wait_until (has_held, worker);
  g_assert_cmpstr (pursuit_banner_get_sentence (find_banner (window, "unsent")), ==,
                   "1 change could not be saved and waits for you.");

  list = pursuit_unsent_window_new (GTK_WINDOW (window), worker);
  gtk_window_present (GTK_WINDOW (list));
  row = ui_find_type (list, PURSUIT_TYPE_UNSENT_ROW);
  g_assert_nonnull (row);
  g_assert_nonnull (ui_find_type (row, g_type_from_name ("PursuitCompareField")));
  unsent = pursuit_outbox_list (pursuit_worker_get_outbox (worker));
  first = g_ptr_array_index (unsent, 0);
  g_assert_true (pursuit_worker_resolve (worker, first->key, PURSUIT_RESOLVE_DISCARD, 0, NULL));
  ui_wait_until (is_sent, worker);
  g_assert_null (ui_find_type (list, PURSUIT_TYPE_UNSENT_ROW));
  g_assert_null (find_banner (window, "unsent"));
  gtk_window_destroy (GTK_WINDOW (list));
  close_window (window);
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

/* Backups */

#define OVERDUE (3 * 24 * 60 * 60 * (gint64) G_USEC_PER_SEC + 1)

/* Nowhere to put backups, as if a disk were not there. */
static void
set_up_backups (UiFixture     *fixture,
                gconstpointer  data)
{
  g_autofree char *home = NULL;

  set_up (fixture, data);
  home = g_build_filename (fixture->directory, "backups", NULL);
  g_assert_true (g_file_set_contents (home, "", 0, NULL));
  g_setenv ("PURSUIT_BACKUP_HOME", home, TRUE);
}

static void
tear_down_backups (UiFixture     *fixture,
                   gconstpointer  data)
{
  const char *arguments[] = { "rm", "-rf", g_getenv ("PURSUIT_BACKUP_HOME"), NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
  g_unsetenv ("PURSUIT_BACKUP_HOME");
  pursuit_time_set_now (0);
  tear_down (fixture, data);
}

static gpointer
nothing_job (PursuitDesk   *desk,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  return NULL;
}

static void
count_down_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  --*(int *) user_data;
}

/* Until everything that the window has asked so far was answered. */
static void
await_answers (PursuitWindow *window)
{
  int n = 1;

  pursuit_worker_call_async (pursuit_window_get_worker (window), nothing_job, NULL, NULL, NULL, NULL, count_down_cb, &n);
  while (n > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
back_up (PursuitWindow *window)
{
  PursuitWorker *worker = pursuit_window_get_worker (window);

  pursuit_worker_back_up (worker);
  while (worker->backup_is_under_way)
    g_main_context_iteration (NULL, TRUE);
  await_answers (window);
}

/* That there is no backup is nothing to speak of in the first days; from then on it is said until there is one. */
static void
test_backup_overdue (UiFixture     *fixture,
                     gconstpointer  data)
{
  PursuitWindow *window = open_window (fixture);

  back_up (window);
  g_assert_null (find_banner (window, "backup"));
  pursuit_time_set_now (pursuit_time_now () + OVERDUE);
  back_up (window);
  g_assert_nonnull (find_banner (window, "backup"));
  g_assert_true (says (GTK_WIDGET (find_banner (window, "backup")), "There is no backup of this database yet."));

  g_assert_cmpint (g_unlink (g_getenv ("PURSUIT_BACKUP_HOME")), ==, 0);
  back_up (window);
  g_assert_null (find_banner (window, "backup"));
  close_window (window);
}

/* Whoever can only read could not make one. */
static void
test_backup_read_only (UiFixture     *fixture,
                       gconstpointer  data)
{
  PursuitWindow *window = open_window (fixture);

  pursuit_window_reopen (window, PURSUIT_STORE_READ_ONLY);
  ui_wait_until (is_open, window);
  pursuit_time_set_now (pursuit_time_now () + OVERDUE);
  g_signal_emit_by_name (pursuit_window_get_worker (window), "backed-up", TRUE);
  await_answers (window);
  g_assert_null (find_banner (window, "backup"));
  close_window (window);
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

#define ADD(path, func) g_test_add ("/ui/link/" path, UiFixture, NULL, set_up, func, tear_down)
  ADD ("away/said-while-it-lasts", test_away);
  ADD ("busy/said-when-it-lasts", test_busy);
  ADD ("damaged/is-an-error", test_damaged);
  ADD ("held/settled-in-the-list", test_held);
#undef ADD
#define ADD(path, func) g_test_add ("/ui/link/" path, UiFixture, NULL, set_up_backups, func, tear_down_backups)
  ADD ("backup/said-when-overdue", test_backup_overdue);
  ADD ("backup/not-to-a-reader", test_backup_read_only);
  g_test_add_func ("/ui/link/row/says-what", test_row_says_what);
  status = g_test_run ();
  g_object_unref (application);

  return status;
}
