/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A database that cannot be reached: the window is told, nothing waits for it, and everything goes on when it is back. */

#include "fault-vfs.h"
#include "main-loop.h"
#include "pursuit-customer.h"
#include "pursuit-db-private.h"
#include "pursuit-error.h"
#include "pursuit-records.h"
#include "pursuit-share-vfs-private.h"
#include "worker-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

/* What a thread that does not answer is given when the window is closed; asked in the long form only. */
#define GIVEN_UP_US (4 * G_USEC_PER_SEC)

static void
note_link_cb (PursuitWorker *worker,
              GString       *links)
{
  static const char *const names[] = { "ok", "busy", "away", "read-only", "damaged" };

  g_string_append_printf (links, "%s%s", links->len > 0 ? " " : "", names[pursuit_worker_get_link (worker, NULL)]);
}

static void
count_up (guint *count)
{
  (*count)++;
}

static gpointer
count_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  gint64 n = pursuit_store_count (pursuit_desk_get_store (desk), PURSUIT_TYPE_CUSTOMER, error);

  return n > 0 ? GINT_TO_POINTER ((int) n) : NULL;
}

/* The cable */

static void
open_on_cable (WorkerFixture *fixture)
{
  if (sqlite3_vfs_find (FAULT_VFS) == NULL)
    fault_vfs_register (PURSUIT_SHARE_VFS);
  pursuit_db_set_vfs (FAULT_VFS);
  worker_fixture_open (fixture);
}

static void
pull_cable (void)
{
  fault_vfs_arm (1, SQLITE_IOERR, TRUE);
}

static void
tear_down_cable (WorkerFixture *fixture,
                 gconstpointer  data)
{
  fault_vfs_disarm ();
  worker_fixture_tear_down (fixture, data);
  pursuit_db_set_vfs (NULL);
}

static gpointer
ask_job (PursuitDesk   *desk,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  g_atomic_int_inc ((int *) data);

  return count_job (desk, NULL, cancellable, error);
}

/* The database is not even asked: that would have been a wait for the kernel. */
static void
assert_away_at_once (WorkerFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  int n_asked = 0;

  g_assert_null (worker_fixture_call (fixture, ask_job, &n_asked, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_AWAY);
  g_assert_cmpint (g_atomic_int_get (&n_asked), ==, 0);
}

/* Everything is there again by itself: the window, what was saved meanwhile, and what others did. */
static void
test_away (WorkerFixture *fixture,
           gconstpointer  data)
{
  g_autoptr(GString) links = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  PursuitSave *mine;
  const char *sentence;
  guint n_resets = 0;

  open_on_cable (fixture);
  g_signal_connect_swapped (fixture->worker, "reset", G_CALLBACK (count_up), &n_resets);
  fixture->worker->is_share = GPOINTER_TO_INT (data);
  g_signal_connect (fixture->worker, "link", G_CALLBACK (note_link_cb), links);
  mine = worker_fixture_edit (fixture, "phone", "1");
  pull_cable ();
  worker_fixture_await_link (fixture, PURSUIT_LINK_AWAY);
  pursuit_worker_get_link (fixture->worker, &sentence);
  g_assert_true (g_str_has_prefix (sentence, "“test.pursuit” cannot be reached"));
  g_assert_cmpint (pursuit_worker_get_link_since (fixture->worker), ==, DESK_NOW);
  assert_away_at_once (fixture);
  worker_fixture_save_expect (fixture, mine, PURSUIT_SAVED_QUEUED);

  fault_vfs_disarm ();
  worker_fixture_await_link (fixture, PURSUIT_LINK_OK);
  worker_fixture_await_unsent (fixture, 0, 0);
  worker_fixture_assert (fixture, "phone", "1");
  g_assert_cmpint (GPOINTER_TO_INT (worker_fixture_call (fixture, count_job, NULL, NULL, &error)), ==, 1);
  g_assert_cmpstr (links->str, ==, "away ok");
  g_assert_cmpuint (n_resets, ==, 1);
}

static gboolean
says_no_file (gpointer data)
{
  const char *sentence;

  return pursuit_worker_get_link (((WorkerFixture *) data)->worker, &sentence) == PURSUIT_LINK_AWAY &&
         g_str_has_prefix (sentence, "There is no file ");
}

/* The cable is pulled while a save is on its way, at each point in turn: it is done once. */
static void
test_cut_in_a_save (WorkerFixture *fixture,
                    gconstpointer  data)
{
  int n_cut = 0;

  open_on_cable (fixture);
  for (int n = 1; n <= 60; n += 3)
    {
      g_autofree char *phone = g_strdup_printf ("%d", n);
      g_autoptr(PursuitSaved) saved = NULL;
      g_autoptr(GError) error = NULL;
      PursuitSave *mine = worker_fixture_edit (fixture, "phone", phone);

      fault_vfs_arm (n, SQLITE_IOERR, TRUE);
      saved = worker_fixture_save (fixture, mine, &error);
      g_assert_no_error (error);
      n_cut += fault_vfs_hits () > 0;
      fault_vfs_disarm ();
      pursuit_worker_retry (fixture->worker);
      worker_fixture_await_unsent (fixture, 0, 0);
      worker_fixture_await_link (fixture, PURSUIT_LINK_OK);
      worker_fixture_assert (fixture, "phone", phone);
    }
  g_assert_cmpint (n_cut, >, 5);
  g_assert_cmpint (desk_fixture_int (&fixture->next_door,
                                     "SELECT count(*) FROM journal WHERE verb = 'edit' AND entity = 'customer'"), ==, 20);
}

/* The place is there again, and the file is not: that is another thing to say, and it is waited for as well. */
static void
test_file_gone (WorkerFixture *fixture,
                gconstpointer  data)
{
  g_autofree char *aside = g_strconcat (fixture->next_door.base.path, ".aside", NULL);
  const char *sentence = NULL;

  open_on_cable (fixture);
  pull_cable ();
  worker_fixture_await_link (fixture, PURSUIT_LINK_AWAY);
  g_assert_cmpint (g_rename (fixture->next_door.base.path, aside), ==, 0);
  fault_vfs_disarm ();
  pursuit_worker_retry (fixture->worker);
  main_loop_run_until (says_no_file, fixture);

  g_assert_cmpint (g_rename (aside, fixture->next_door.base.path), ==, 0);
  pursuit_worker_retry (fixture->worker);
  worker_fixture_await_link (fixture, PURSUIT_LINK_OK);
  pursuit_worker_get_link (fixture->worker, &sentence);
  g_assert_null (sentence);
}

/* The kernel */

typedef struct
{
  GMutex lock;
  GCond changed;
  gboolean has_begun;
  gboolean may_end;
} Hang;

/* As a read from a server that went away: nothing can end it from outside. */
static gpointer
hang_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Hang *hang = data;

  g_mutex_lock (&hang->lock);
  hang->has_begun = TRUE;
  while (!hang->may_end)
    g_cond_wait (&hang->changed, &hang->lock);
  g_mutex_unlock (&hang->lock);

  return GINT_TO_POINTER (TRUE);
}

static void
end_hang (Hang *hang)
{
  g_mutex_lock (&hang->lock);
  hang->may_end = TRUE;
  g_cond_signal (&hang->changed);
  g_mutex_unlock (&hang->lock);
}

static gboolean
has_begun (gpointer data)
{
  Hang *hang = data;
  gboolean begun;

  g_mutex_lock (&hang->lock);
  begun = hang->has_begun;
  g_mutex_unlock (&hang->lock);
  g_main_context_wakeup (NULL);

  return begun;
}

static void
begin_hang (WorkerFixture *fixture,
            Hang          *hang)
{
  g_mutex_init (&hang->lock);
  g_cond_init (&hang->changed);
  fixture->worker->is_share = TRUE;
  pursuit_worker_call_async (fixture->worker, hang_job, hang, NULL, NULL, NULL, NULL, NULL);
  main_loop_run_until (has_begun, hang);
  /* Not before: what a slow disk does meanwhile is no hang. */
  fixture->worker->most_silence_us = 50000;
}

static void
test_hang (WorkerFixture *fixture,
           gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *waiting = NULL;
  Hang hang = { 0 };
  PursuitSave *mine;

  worker_fixture_open (fixture);
  mine = worker_fixture_edit (fixture, "phone", "1");
  begin_hang (fixture, &hang);
  pursuit_worker_call_async (fixture->worker, count_job, NULL, NULL, NULL, NULL, main_loop_keep_cb, &waiting);
  worker_fixture_await_link (fixture, PURSUIT_LINK_AWAY);
  result = main_loop_await (&waiting);
  pursuit_worker_call_finish (fixture->worker, result, &error);
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_AWAY);
  assert_away_at_once (fixture);
  worker_fixture_save_expect (fixture, mine, PURSUIT_SAVED_QUEUED);

  fixture->worker->most_silence_us = G_MAXINT64;
  end_hang (&hang);
  worker_fixture_await_link (fixture, PURSUIT_LINK_OK);
  worker_fixture_await_unsent (fixture, 0, 0);
  worker_fixture_assert (fixture, "phone", "1");
  g_clear_object (&result);
}

static gboolean
is_gone (gpointer data)
{
  g_main_context_wakeup (NULL);

  return g_atomic_pointer_get ((gpointer *) data) == NULL;
}

static void
clear_pointer_cb (gpointer  data,
                  GObject  *object)
{
  g_atomic_pointer_set ((gpointer *) data, NULL);
}

/* The window can be closed all the same, while the thread hangs on, and what that still has goes with it. */
static void
test_hang_shut_down (WorkerFixture *fixture,
                     gconstpointer  data)
{
  gint64 began;
  gpointer worker;
  Hang hang = { 0 };

  worker_fixture_open (fixture);
  begin_hang (fixture, &hang);
  worker = fixture->worker;
  g_object_weak_ref (G_OBJECT (worker), clear_pointer_cb, &worker);
  began = g_get_monotonic_time ();
  pursuit_worker_shut_down (fixture->worker);
  if (g_test_slow ())
    g_assert_cmpint (g_get_monotonic_time () - began, <, GIVEN_UP_US);
  g_clear_object (&fixture->worker);
  g_assert_nonnull (worker);

  end_hang (&hang);
  main_loop_run_until (is_gone, &worker);
}

/* A colleague */

static void
note_slow_cb (PursuitWorker *worker,
              gboolean       is_slow,
              GString       *slow)
{
  g_string_append (slow, is_slow ? "slow " : "on ");
}

/* A quarter of a second is noticed, and said; five are too long. */
static void
test_slow (WorkerFixture *fixture,
           gconstpointer  data)
{
  g_autoptr(GString) slow = g_string_new (NULL);

  g_setenv ("PURSUIT_PATIENCE_MS", "400", TRUE);
  worker_fixture_open (fixture);
  g_signal_connect (fixture->worker, "slow", G_CALLBACK (note_slow_cb), slow);
  worker_fixture_hold (fixture);
  worker_fixture_save_expect (fixture, worker_fixture_edit (fixture, "phone", "1"), PURSUIT_SAVED_QUEUED);
  worker_fixture_await_link (fixture, PURSUIT_LINK_BUSY);
  g_assert_cmpstr (slow->str, ==, "slow on ");
}

static gpointer
write_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return pursuit_records_delete (desk, PURSUIT_TYPE_CUSTOMER, 1, NULL, error) ? desk : NULL;
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_REMOVE;
}

/* A wait for a lock ends when nobody wants it any more. */
static void
test_cancel_wait (WorkerFixture *fixture,
                  gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_setenv ("PURSUIT_PATIENCE_MS", "60000", TRUE);
  worker_fixture_open (fixture);
  worker_fixture_hold (fixture);
  g_timeout_add (20, cancel_cb, cancellable);
  g_assert_null (worker_fixture_call (fixture, write_job, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (pursuit_worker_get_link (fixture->worker, NULL), ==, PURSUIT_LINK_OK);
}

/* Closed for a while */

static gpointer
close_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  pursuit_store_set_read_only (pursuit_desk_get_store (desk), data);

  return desk;
}

static void
test_read_only (WorkerFixture *fixture,
                gconstpointer  data)
{
  const char *sentence;

  worker_fixture_open (fixture);
  worker_fixture_call (fixture, close_job, (gpointer) "Closed for today.", NULL, NULL);
  pursuit_worker_poll (fixture->worker);
  worker_fixture_await_link (fixture, PURSUIT_LINK_READ_ONLY);
  pursuit_worker_get_link (fixture->worker, &sentence);
  g_assert_cmpstr (sentence, ==, "Closed for today.");
  worker_fixture_save_expect (fixture, worker_fixture_edit (fixture, "phone", "1"), PURSUIT_SAVED_QUEUED);

  worker_fixture_call (fixture, close_job, NULL, NULL, NULL);
  pursuit_worker_poll (fixture->worker);
  worker_fixture_await_link (fixture, PURSUIT_LINK_OK);
  worker_fixture_await_unsent (fixture, 0, 0);
  worker_fixture_assert (fixture, "phone", "1");
}

/* A file that was opened to be read will not be written later either: whoever asks is told at once. */
static void
test_reader (WorkerFixture *fixture,
             gconstpointer  data)
{
  g_autoptr(PursuitSaved) saved = NULL;
  g_autoptr(GError) error = NULL;

  worker_fixture_open_to_read (fixture);
  g_assert_cmpint (pursuit_worker_get_link (fixture->worker, NULL), ==, PURSUIT_LINK_READ_ONLY);
  saved = worker_fixture_save (fixture, worker_fixture_edit (fixture, "phone", "1"), &error);
  g_assert_null (saved);
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
  g_assert_cmpuint (pursuit_outbox_count (pursuit_worker_get_outbox (fixture->worker)), ==, 0);
  worker_fixture_assert (fixture, "phone", NULL);
}

static gpointer
damaged_job (PursuitDesk   *desk,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_DAMAGED, "It is damaged.");
  return NULL;
}

/* Said once it may be a server that was started anew; said again it is true, and nothing is written any more. */
static void
test_damaged (WorkerFixture *fixture,
              gconstpointer  data)
{
  g_autoptr(GString) links = g_string_new (NULL);

  worker_fixture_open (fixture);
  g_signal_connect (fixture->worker, "link", G_CALLBACK (note_link_cb), links);
  worker_fixture_call (fixture, damaged_job, NULL, NULL, NULL);
  worker_fixture_await_link (fixture, PURSUIT_LINK_OK);
  worker_fixture_save_expect (fixture, worker_fixture_edit (fixture, "phone", "1"), PURSUIT_SAVED_DONE);
  worker_fixture_call (fixture, damaged_job, NULL, NULL, NULL);
  worker_fixture_await_link (fixture, PURSUIT_LINK_DAMAGED);
  worker_fixture_save_expect (fixture, worker_fixture_edit (fixture, "phone", "2"), PURSUIT_SAVED_QUEUED);
  g_assert_cmpstr (links->str, ==, "damaged ok damaged");
  worker_fixture_assert (fixture, "phone", "1");
}

#define ADD(path, data, func) \
  g_test_add (path, WorkerFixture, data, worker_fixture_set_up, func, worker_fixture_tear_down)
#define ADD_CABLE(path, data, func) \
  g_test_add (path, WorkerFixture, data, worker_fixture_set_up, func, tear_down_cable)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD_CABLE ("/service/link/away/local", NULL, test_away);
  ADD_CABLE ("/service/link/away/share", GINT_TO_POINTER (TRUE), test_away);
  ADD_CABLE ("/service/link/away/file-gone", NULL, test_file_gone);
  ADD_CABLE ("/service/link/away/in-a-save", NULL, test_cut_in_a_save);
  ADD ("/service/link/hang/is-away", NULL, test_hang);
  ADD ("/service/link/hang/shuts-down", NULL, test_hang_shut_down);
  ADD ("/service/link/busy/is-said", NULL, test_slow);
  ADD ("/service/link/busy/wait-is-cancelled", NULL, test_cancel_wait);
  ADD ("/service/link/read-only/for-a-while", NULL, test_read_only);
  ADD ("/service/link/read-only/reader", NULL, test_reader);
  ADD ("/service/link/damaged/on-second-sight", NULL, test_damaged);

  return g_test_run ();
}
