/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a list follows the journal's news: with the narrowest signals, and without a copy of its ids. */

#include "main-loop.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-query-model-private.h"
#include "pursuit-records.h"
#include "worker-fixture.h"

#define N_CUSTOMERS 40
#define N_EDITS 60

/* Somebody who knows of the list only what its signals say. */
typedef struct
{
  WorkerFixture base;
  PursuitQueryModel *model;
  GArray *mirror;       /* gint64 */
  guint n_signals;
  guint widest;
  gint64 kept_id;
  guint n_lost;         /* how often that one was told to go */
} Fixture;

static void
items_changed_cb (PursuitQueryModel *model,
                  guint              position,
                  guint              removed,
                  guint              added,
                  Fixture           *fixture)
{
  for (guint i = 0; i < removed; i++)
    fixture->n_lost += g_array_index (fixture->mirror, gint64, position + i) == fixture->kept_id;
  if (removed > 0)
    g_array_remove_range (fixture->mirror, position, removed);
  for (guint i = 0; i < added; i++)
    {
      gint64 id = pursuit_query_model_get_id (model, position + i);

      g_array_insert_val (fixture->mirror, position + i, id);
    }
  fixture->n_signals++;
  fixture->widest = MAX (fixture->widest, MAX (removed, added));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  worker_fixture_set_up (&fixture->base, data);
  for (guint i = 0; i < N_CUSTOMERS; i++)
    {
      g_autofree char *name = g_strdup_printf ("C%03u", i * 7 % 100);

      desk_fixture_add_customer (&fixture->base.next_door, name, NULL);
    }
  worker_fixture_open (&fixture->base);
  fixture->mirror = g_array_new (FALSE, FALSE, sizeof (gint64));
  fixture->model = pursuit_query_model_new (fixture->base.worker);
  g_signal_connect (fixture->model, "items-changed", G_CALLBACK (items_changed_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->model);
  g_array_unref (fixture->mirror);
  worker_fixture_close (&fixture->base);
  worker_fixture_tear_down (&fixture->base, data);
}

static gboolean
is_up_to_date (gpointer data)
{
  Fixture *fixture = data;
  PursuitDesk *desk = fixture->base.next_door.desk;
  const PursuitQuery *query = pursuit_query_model_get_query (fixture->model);
  g_autoptr(GArray) ids = pursuit_desk_query_ids (desk, query, 0, NULL);

  return ids->len == fixture->mirror->len && memcmp (ids->data, fixture->mirror->data, ids->len * sizeof (gint64)) == 0;
}

static void
show (Fixture      *fixture,
      PursuitOrder  order)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);

  query->order = order;
  pursuit_query_model_set_query (fixture->model, query);
  main_loop_run_until (is_up_to_date, fixture);
  fixture->n_signals = fixture->widest = 0;
}

static void
edit (Fixture *fixture,
      GRand   *rand)
{
  PursuitDesk *desk = fixture->base.next_door.desk;
  gint64 id = g_rand_int_range (rand, 1, N_CUSTOMERS);
  g_autoptr(PursuitRecord) original = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_CUSTOMER, id, NULL);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);
  g_autofree char *name = g_strdup_printf ("C%03d", g_rand_int_range (rand, 0, 100));

  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
      desk_fixture_add_customer (&fixture->base.next_door, name, NULL);
      break;
    case 1:
      if (!pursuit_records_delete (desk, PURSUIT_TYPE_CUSTOMER, id, NULL, NULL))
        pursuit_records_restore (desk, PURSUIT_TYPE_CUSTOMER, id, NULL, NULL);
      break;
    default:
      g_object_set (edited, "name", name, NULL);
      pursuit_records_save (desk, original, edited, NULL, NULL);
      break;
    }
}

/* Whatever happens next door: who only listens to the signals knows the list, and no signal is about more than one row. */
static void
test_signals_tell_everything (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  show (fixture, PURSUIT_ORDER_NAME);
  for (guint i = 0; i < N_EDITS; i++)
    {
      edit (fixture, rand);
      if (i % 3 > 0)
        continue;
      pursuit_worker_poll (fixture->base.worker);
      main_loop_run_until (is_up_to_date, fixture);
    }
  pursuit_worker_poll (fixture->base.worker);
  main_loop_run_until (is_up_to_date, fixture);
  g_assert_cmpuint (fixture->n_signals, >, 0);
  g_assert_cmpuint (fixture->widest, ==, 1);
}

static gboolean
is_caught_up (gpointer data)
{
  Fixture *fixture = data;
  gint64 last;

  g_assert_true (pursuit_journal_get_last (pursuit_desk_get_store (fixture->base.next_door.desk), &last, NULL));
  return fixture->model->as_of == last && fixture->model->cancellable == NULL;
}

/* The ids are handed to the worker and back, not copied. */
static void
test_ids_are_shared (Fixture       *fixture,
                     gconstpointer  data)
{
  PursuitIdList *ids;

  show (fixture, PURSUIT_ORDER_NAME);
  ids = fixture->model->ids;
  desk_fixture_add_customer (&fixture->base.next_door, "C050 and more", NULL);
  pursuit_worker_poll (fixture->base.worker);
  main_loop_run_until (is_caught_up, fixture);
  g_assert_cmpuint (fixture->mirror->len, ==, N_CUSTOMERS + 2);
  g_assert_true (fixture->model->ids == ids);
}

/* What no list looks at is not asked about; it is known all the same. */
static void
test_elsewhere_is_no_question (Fixture       *fixture,
                               gconstpointer  data)
{
  PursuitDesk *desk = fixture->base.next_door.desk;
  g_autoptr(PursuitRecord) product = pursuit_record_new (pursuit_record_type_from_table ("product"));

  show (fixture, PURSUIT_ORDER_NAME);
  g_object_set (product, "name", "Pump", NULL);
  g_assert_true (pursuit_records_create (desk, product, NULL, NULL));
  pursuit_worker_poll (fixture->base.worker);
  main_loop_run_until (is_caught_up, fixture);
  g_assert_cmpuint (fixture->n_signals, ==, 0);
}

static void
keep_cb (PursuitQueryModel *model,
         GArray            *ids,
         Fixture           *fixture)
{
  const gint64 nobody = 4711;

  g_array_append_val (ids, nobody);
  g_array_append_val (ids, fixture->kept_id);
}

static void
rename_all (Fixture *fixture)
{
  PursuitDesk *desk = fixture->base.next_door.desk;

  for (gint64 id = 2; id <= N_CUSTOMERS; id++)
    {
      g_autoptr(PursuitRecord) original = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_CUSTOMER, id, NULL);
      g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);
      g_autofree char *name = g_strdup_printf ("D%03d", (int) (id * 17 % 100));

      g_object_set (edited, "name", name, NULL);
      g_assert_true (pursuit_records_save (desk, original, edited, NULL, NULL));
    }
}

/* Nearly everything goes and comes; what a person looks at is told to stay, wherever it comes to lie. */
static void
test_kept_rows_stay (Fixture       *fixture,
                     gconstpointer  data)
{
  show (fixture, PURSUIT_ORDER_NAME);
  fixture->kept_id = pursuit_query_model_get_id (fixture->model, 20);
  rename_all (fixture);
  pursuit_worker_poll (fixture->base.worker);
  main_loop_run_until (is_up_to_date, fixture);
  g_assert_cmpuint (fixture->widest, >, 5);
  g_assert_cmpuint (fixture->n_lost, ==, 1);

  g_signal_connect (fixture->model, "keep", G_CALLBACK (keep_cb), fixture);
  show (fixture, PURSUIT_ORDER_AGE);
  g_assert_cmpuint (fixture->n_lost, ==, 1);
}

static void
test_id_list_copies_when_shared (void)
{
  const gint64 one = 1;
  g_autoptr(PursuitIdList) list = pursuit_id_list_new (g_array_new (FALSE, FALSE, sizeof (gint64)));
  g_autoptr(PursuitIdList) shared = NULL;
  PursuitIdList *first = list;

  g_array_append_val (pursuit_id_list_change (&list), one);
  g_assert_true (list == first);
  shared = pursuit_id_list_ref (list);
  g_array_append_val (pursuit_id_list_change (&list), one);
  g_assert_true (list != shared);
  g_assert_cmpuint (pursuit_id_list_get_length (list), ==, 2);
  g_assert_cmpuint (pursuit_id_list_get_length (shared), ==, 1);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/service/query-model/news/signals-tell-everything", test_signals_tell_everything);
  ADD ("/service/query-model/news/ids-are-shared", test_ids_are_shared);
  ADD ("/service/query-model/news/elsewhere-is-no-question", test_elsewhere_is_no_question);
  ADD ("/service/query-model/keep/rows-stay", test_kept_rows_stay);
  g_test_add_func ("/service/query-model/id-list/copies-when-shared", test_id_list_copies_when_shared);

  return g_test_run ();
}
