/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a window has of it: backups that nobody asks for, and an older state that somebody else puts back. */

#include "backup-fixture.h"
#include "main-loop.h"
#include "pursuit-backups-restore.h"
#include "pursuit-worker-private.h"

typedef struct
{
  BackupFixture base;
  PursuitWorker *worker;
  guint n_resets;
} Fixture;

static void
reset_cb (PursuitWorker *worker,
          Fixture       *fixture)
{
  fixture->n_resets++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GAsyncResult *slot = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(PursuitOpened) opened = NULL;

  backup_fixture_set_up (&fixture->base, data);
  desk_fixture_add_customer (&fixture->base.base, "Mill", "Li");
  fixture->worker = pursuit_worker_new ();
  g_signal_connect (fixture->worker, "reset", G_CALLBACK (reset_cb), fixture);
  pursuit_worker_open_async (fixture->worker, fixture->base.base.base.path, PURSUIT_STORE_NONE, NULL, main_loop_keep_cb,
                             &slot);
  result = main_loop_await (&slot);
  opened = pursuit_worker_open_finish (fixture->worker, result, NULL);
  g_assert_nonnull (opened);
}

/* The thread that finished a backup lets go of the worker a moment after its answer. */
static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  pursuit_worker_shut_down (fixture->worker);
  main_loop_drain ();
  g_object_add_weak_pointer (G_OBJECT (fixture->worker), (gpointer *) &fixture->worker);
  g_object_unref (fixture->worker);
  while (fixture->worker != NULL)
    g_main_context_iteration (NULL, FALSE);
  backup_fixture_tear_down (&fixture->base, data);
}

static guint
count_backups (Fixture *fixture)
{
  g_autoptr(PursuitBackups) where = pursuit_backups_new (fixture->base.base.desk);
  g_autoptr(GPtrArray) backups = pursuit_backups_list (where);

  return backups->len;
}

static void
back_up (Fixture *fixture)
{
  pursuit_worker_back_up (fixture->worker);
  g_assert_true (fixture->worker->backup_is_under_way);
  while (fixture->worker->backup_is_under_way)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_by_itself (Fixture       *fixture,
                gconstpointer  data)
{
  back_up (fixture);
  g_assert_cmpuint (count_backups (fixture), ==, 1);
  back_up (fixture);
  g_assert_cmpuint (count_backups (fixture), ==, 1);
  backup_fixture_pass_time (61);
  back_up (fixture);
  g_assert_cmpuint (count_backups (fixture), ==, 1);
  desk_fixture_add_customer (&fixture->base.base, "Press", "Li");
  back_up (fixture);
  g_assert_cmpuint (count_backups (fixture), ==, 2);
}

/* Nobody sits before it to be told: it is tried again, and the state says when there has been none for long. */
static void
test_nowhere (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *file = g_build_filename (fixture->base.home, "file", NULL);

  g_assert_true (g_file_set_contents (file, "", -1, NULL));
  g_setenv ("PURSUIT_BACKUP_HOME", file, TRUE);
  back_up (fixture);
  g_setenv ("PURSUIT_BACKUP_HOME", fixture->base.home, TRUE);
  g_assert_cmpuint (count_backups (fixture), ==, 0);
  back_up (fixture);
  g_assert_cmpuint (count_backups (fixture), ==, 1);
}

/* Also when the journal is exactly as long as before. */
static void
test_reset (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(PursuitBackup) backup = backup_fixture_take (&fixture->base, PURSUIT_BACKUP_ASKED);
  PursuitStore *store = pursuit_desk_get_store (fixture->base.base.desk);
  gint64 before, after;

  desk_fixture_add_customer (&fixture->base.base, "Press", "Li");
  pursuit_worker_poll (fixture->worker);
  while (fixture->worker->poll_is_under_way)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->n_resets, ==, 0);

  g_assert_true (pursuit_journal_get_last (store, &before, NULL));
  g_assert_true (pursuit_backups_restore (fixture->base.base.desk, backup->path, NULL, NULL, NULL, NULL));
  g_assert_true (pursuit_journal_get_last (store, &after, NULL));
  g_assert_cmpint (before, ==, after);
  pursuit_worker_poll (fixture->worker);
  while (fixture->worker->poll_is_under_way)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->n_resets, ==, 1);
}

#define ADD(path, func) g_test_add ("/service/backups/worker/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("by-itself", test_by_itself);
  ADD ("nowhere-is-tried-again", test_nowhere);
  ADD ("an-older-state-resets", test_reset);

  return g_test_run ();
}
