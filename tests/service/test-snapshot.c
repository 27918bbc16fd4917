/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long reading happens at a copy: of one moment, with the reader's own rights, beside everything else, and nothing is left. */

#include "desk-fixture.h"
#include "main-loop.h"
#include "pursuit-customer.h"
#include "pursuit-error.h"
#include "pursuit-local.h"
#include "pursuit-records.h"
#include "pursuit-snapshot.h"
#include "pursuit-worker.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

typedef struct
{
  DeskFixture base;
  char *state_home;
  char *state_before;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->state_before = g_strdup (g_getenv ("PURSUIT_STATE_HOME"));
  fixture->state_home = scratch_dir_new ();
  g_setenv ("PURSUIT_STATE_HOME", fixture->state_home, TRUE);
  desk_fixture_set_up (&fixture->base, data);
}

static void
remove_tree (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_tree (path);
      else
        g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  desk_fixture_tear_down (&fixture->base, data);
  remove_tree (fixture->state_home);
  if (fixture->state_before != NULL)
    g_setenv ("PURSUIT_STATE_HOME", fixture->state_before, TRUE);
  else
    g_unsetenv ("PURSUIT_STATE_HOME");
  g_free (fixture->state_before);
  g_free (fixture->state_home);
}

/* Folders of copies that are there now. */
static guint
count_copies (Fixture *fixture)
{
  g_autofree char *parent = pursuit_local_dup_dir (pursuit_store_get_uuid (pursuit_desk_get_store (fixture->base.desk)));
  g_autoptr(GDir) dir = g_dir_open (parent, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (name, "copy-");

  return n;
}

static guint
count_customers (PursuitDesk *desk)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  g_autoptr(GArray) ids = pursuit_desk_query_ids (desk, query, 0, NULL);

  return ids->len;
}

static void
test_same_rights (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(PursuitDesk) copy = NULL;
  g_autoptr(GError) error = NULL;

  desk_fixture_add_customer (&fixture->base, "Mill", "Li");
  desk_fixture_add_customer (&fixture->base, "Press", "Zhao");
  desk_fixture_sign_in (&fixture->base, "Li");
  copy = pursuit_snapshot_new (fixture->base.desk, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_customers (copy), ==, 1);
  g_assert_cmpstr (pursuit_desk_get_actor_name (copy), ==, "Li");
  g_assert_cmpstr (pursuit_desk_get_currency (copy), ==, pursuit_desk_get_currency (fixture->base.desk));
  g_assert_false (pursuit_desk_require (copy, PURSUIT_RIGHT_ADMINISTER, NULL));
}

static void
test_one_moment (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(PursuitDesk) copy = NULL;
  g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Forge", NULL);
  g_autoptr(GError) error = NULL;

  desk_fixture_add_customer (&fixture->base, "Mill", "Li");
  copy = pursuit_snapshot_new (fixture->base.desk, NULL, NULL);
  g_assert_cmpuint (count_copies (fixture), ==, 0);
  desk_fixture_add_customer (&fixture->base, "Press", "Li");
  g_assert_cmpuint (count_customers (copy), ==, 1);
  g_assert_false (pursuit_records_create (copy, customer, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
  g_assert_cmpuint (count_customers (fixture->base.desk), ==, 2);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (pursuit_snapshot_new (fixture->base.desk, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_copies (fixture), ==, 0);
}

/* What a crash left behind goes with the next copy, and what is new stays. */
static void
test_left_over (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *parent = pursuit_local_dup_dir (pursuit_store_get_uuid (pursuit_desk_get_store (fixture->base.desk)));
  g_autofree char *old = g_build_filename (parent, "copy-000000", NULL);
  g_autofree char *file = g_build_filename (old, "test.pursuit", NULL);
  g_autofree char *fresh = g_build_filename (parent, "copy-111111", NULL);
  const struct timespec times[2] = { { .tv_sec = 1000 }, { .tv_sec = 1000 } };
  g_autoptr(PursuitDesk) copy = NULL;

  g_assert_cmpint (g_mkdir (old, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "x", -1, NULL));
  g_assert_cmpint (g_mkdir (fresh, 0700), ==, 0);
  g_assert_cmpint (utimensat (AT_FDCWD, old, times, 0), ==, 0);
  copy = pursuit_snapshot_new (fixture->base.desk, NULL, NULL);
  g_assert_cmpuint (count_copies (fixture), ==, 1);
  g_assert_true (g_file_test (fresh, G_FILE_TEST_IS_DIR));
}

/* A reading that lasts until the worker has done something else. */
typedef struct
{
  GMutex lock;
  GCond changed;
  gboolean goes_on;
} Gate;

static gpointer
slow_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Gate *gate = data;

  g_mutex_lock (&gate->lock);
  while (!gate->goes_on)
    g_cond_wait (&gate->changed, &gate->lock);
  g_mutex_unlock (&gate->lock);

  return GUINT_TO_POINTER (count_customers (desk) + 100);
}

static gpointer
open_gate_job (PursuitDesk   *desk,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  Gate *gate = data;

  g_mutex_lock (&gate->lock);
  gate->goes_on = TRUE;
  g_cond_signal (&gate->changed);
  g_mutex_unlock (&gate->lock);

  return GUINT_TO_POINTER (1);
}

static PursuitWorker *
open_worker (Fixture *fixture)
{
  PursuitWorker *worker = pursuit_worker_new ();
  GAsyncResult *slot = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(PursuitOpened) opened = NULL;

  pursuit_worker_open_async (worker, fixture->base.base.path, PURSUIT_STORE_NONE, NULL, main_loop_keep_cb, &slot);
  result = main_loop_await (&slot);
  opened = pursuit_worker_open_finish (worker, result, NULL);
  g_assert_nonnull (opened);

  return worker;
}

/* The thread that read lets go of the worker a moment after its answer. */
static void
close_worker (PursuitWorker *worker)
{
  pursuit_worker_shut_down (worker);
  main_loop_drain ();
  g_object_add_weak_pointer (G_OBJECT (worker), (gpointer *) &worker);
  g_object_unref (worker);
  while (worker != NULL)
    g_thread_yield ();
}

static void
test_beside (Fixture       *fixture,
             gconstpointer  data)
{
  PursuitWorker *worker;
  Gate gate = { .goes_on = FALSE };
  GAsyncResult *read_slot = NULL;
  GAsyncResult *slot = NULL;
  g_autoptr(GAsyncResult) read_result = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  desk_fixture_add_customer (&fixture->base, "Mill", "Li");
  worker = open_worker (fixture);
  pursuit_worker_read_copy_async (worker, slow_job, &gate, NULL, NULL, NULL, main_loop_keep_cb, &read_slot);
  pursuit_worker_call_async (worker, open_gate_job, &gate, NULL, NULL, NULL, main_loop_keep_cb, &slot);
  result = main_loop_await (&slot);
  g_assert_cmpuint (GPOINTER_TO_UINT (pursuit_worker_call_finish (worker, result, NULL)), ==, 1);
  read_result = main_loop_await (&read_slot);
  g_assert_cmpuint (GPOINTER_TO_UINT (pursuit_worker_call_finish (worker, read_result, NULL)), ==, 101);
  g_assert_cmpuint (count_copies (fixture), ==, 0);
  g_clear_object (&read_result);
  g_clear_object (&result);
  close_worker (worker);
}

static void
test_no_database (Fixture       *fixture,
                  gconstpointer  data)
{
  PursuitWorker *worker = pursuit_worker_new ();
  Gate gate = { .goes_on = TRUE };
  GAsyncResult *slot = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  pursuit_worker_read_copy_async (worker, slow_job, &gate, NULL, NULL, NULL, main_loop_keep_cb, &slot);
  result = main_loop_await (&slot);
  g_assert_null (pursuit_worker_call_finish (worker, result, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND);
  g_clear_object (&result);
  close_worker (worker);
}

#define ADD(path, func) g_test_add ("/service/snapshot/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("same-person-and-rights", test_same_rights);
  ADD ("of-one-moment", test_one_moment);
  ADD ("cancelled", test_cancelled);
  ADD ("left-over", test_left_over);
  ADD ("beside-other-work", test_beside);
  ADD ("no-database", test_no_database);

  return g_test_run ();
}
