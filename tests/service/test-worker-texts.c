/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The texts of a large file are gathered beside the work of the window. */

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

  return !f->worker->texts_are_under_way && f->worker->texts_id == 0;
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
  g_assert_cmpuint (f->worker->texts_id, !=, 0);
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
test_nothing_to_do (WorkerFixture *f,
                    gconstpointer  data)
{
  worker_fixture_open (f);
  g_assert_cmpuint (f->worker->texts_id, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) \
  g_test_add ("/service/worker-texts/" path, WorkerFixture, NULL, worker_fixture_set_up, func, worker_fixture_tear_down)
  ADD ("gathers-beside-the-work", test_gathers);
  ADD ("goes-on-at-the-next-opening", test_closed_meanwhile);
  ADD ("nothing-to-do-in-a-complete-file", test_nothing_to_do);
#undef ADD

  return g_test_run ();
}
