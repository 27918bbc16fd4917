/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Texts of a large file are gathered, and names sorted anew, beside the work of the window. */

#include "main-loop.h"
#include "pursuit-search.h"
#include "pursuit-text-index.h"
#include "worker-fixture.h"

static void
add_texts (WorkerFixture *f)
{
  store_fixture_raw (&f->next_door.base,
                     "DELETE FROM text_state;"
                     "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 7000)"
                     " INSERT INTO customer (created_at, changed_at, name, notes) SELECT 1, 1, 'Mill', 'number' || i FROM n");
}

static gboolean
is_ready (gpointer data)
{
  WorkerFixture *f = data;

  return !f->worker->upkeep_is_under_way && f->worker->upkeep_id == 0;
}

/* Asks through the worker, as the window does. */
static guint
count_found (WorkerFixture *f,
             const char    *words)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) slot = NULL;
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GError) error = NULL;

  pursuit_search_async (f->worker, words, PURSUIT_FOUND_TEXT, NULL, 0, 10, NULL, main_loop_keep_cb, &slot);
  result = main_loop_await (&slot);
  found = pursuit_search_finish (f->worker, result, &error);
  g_assert_no_error (error);

  return found->len;
}

static void
test_gathers (WorkerFixture *f,
              gconstpointer  data)
{
  add_texts (f);
  worker_fixture_open (f);
  g_assert_cmpuint (f->worker->upkeep_id, !=, 0);
  /* Whatever is asked meanwhile is answered from what is there. */
  g_assert_cmpuint (count_found (f, "number1"), >, 0);
  main_loop_run_until (is_ready, f);
  g_assert_cmpuint (count_found (f, "number7000"), ==, 1);
  desk_fixture_assert_sound (&f->next_door);
}

static void
test_closed_meanwhile (WorkerFixture *f,
                       gconstpointer  data)
{
  gboolean ready;

  add_texts (f);
  worker_fixture_open (f);
  worker_fixture_close (f);
  g_assert_true (pursuit_text_index_is_ready (f->next_door.base.store, &ready, NULL));
  g_assert_false (ready);
  worker_fixture_open (f);
  main_loop_run_until (is_ready, f);
  g_assert_cmpuint (count_found (f, "number7000"), ==, 1);
}

static void
count_cb (guint *count)
{
  ++*count;
}

static int
count_spoilt (WorkerFixture *f)
{
  return (int) desk_fixture_int (&f->next_door, "SELECT count(*) FROM customer WHERE sort_key = x'00'");
}

/* The window is there before names have a new order, and is told when they have. */
static void
test_sorts (WorkerFixture *f,
            gconstpointer  data)
{
  guint n_resets = 0;

  store_fixture_raw (&f->next_door.base, "UPDATE customer SET sort_key = x'00'; UPDATE derived SET version = 1");
  worker_fixture_open (f);
  g_signal_connect_swapped (f->worker, "reset", G_CALLBACK (count_cb), &n_resets);
  g_assert_cmpint (count_spoilt (f), >, 0);
  main_loop_run_until (is_ready, f);
  g_assert_cmpint (count_spoilt (f), ==, 0);
  g_assert_cmpuint (n_resets, ==, 1);
  desk_fixture_assert_sound (&f->next_door);
}

static void
test_nothing_to_do (WorkerFixture *f,
                    gconstpointer  data)
{
  worker_fixture_open (f);
  g_assert_cmpuint (f->worker->upkeep_id, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) \
  g_test_add ("/service/worker-upkeep/" path, WorkerFixture, NULL, worker_fixture_set_up, func, worker_fixture_tear_down)
  ADD ("gathers-beside-the-work", test_gathers);
  ADD ("sorts-beside-the-work", test_sorts);
  ADD ("goes-on-at-the-next-opening", test_closed_meanwhile);
  ADD ("nothing-to-do-in-a-complete-file", test_nothing_to_do);
#undef ADD

  return g_test_run ();
}
