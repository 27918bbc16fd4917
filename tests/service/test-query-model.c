/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A window onto a query: what it lists, how narrowly it tells of changes, and how little it holds. */

#include "desk-fixture.h"
#include "main-loop.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-deals.h"
#include "pursuit-enums.h"
#include "pursuit-query-model.h"
#include "pursuit-records.h"
#include "pursuit-share-vfs-private.h"


/* The desk of the fixture is the window next door; a recorder notes each signal. */
typedef struct
{
  DeskFixture next_door;
  PursuitWorker *worker;
  PursuitQueryModel *model;
  GString *changes;   /* "position-removed+added" */
  GString *notified;  /* names of properties */
} Fixture;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Fixture    *fixture)
{
  g_string_append_printf (fixture->changes, "%s%u-%u+%u", fixture->changes->len > 0 ? "|" : "", position, removed, added);
}

static void
notify_cb (PursuitQueryModel *model,
           GParamSpec        *pspec,
           Fixture           *fixture)
{
  g_string_append_printf (fixture->notified, "%s%s", fixture->notified->len > 0 ? "|" : "", pspec->name);
}

static void
open_database (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(PursuitOpened) opened = NULL;
  GAsyncResult *slot = NULL;

  pursuit_worker_open_async (fixture->worker, fixture->next_door.base.path, PURSUIT_STORE_NONE, NULL, main_loop_keep_cb, &slot);
  result = main_loop_await (&slot);
  opened = pursuit_worker_open_finish (fixture->worker, result, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  desk_fixture_set_up (&fixture->next_door, data);
  desk_fixture_add_customer (&fixture->next_door, "Anvil", NULL);
  desk_fixture_add_customer (&fixture->next_door, "Bolt", NULL);
  desk_fixture_add_customer (&fixture->next_door, "Crane", NULL);
  desk_fixture_add_customer (&fixture->next_door, "Drill", NULL);
  fixture->worker = pursuit_worker_new ();
  open_database (fixture);
  fixture->model = pursuit_query_model_new (fixture->worker);
  fixture->changes = g_string_new (NULL);
  fixture->notified = g_string_new (NULL);
  g_signal_connect (fixture->model, "items-changed", G_CALLBACK (items_changed_cb), fixture);
  g_signal_connect (fixture->model, "notify", G_CALLBACK (notify_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->model != NULL)
    g_assert_finalize_object (fixture->model);
  main_loop_end_worker (fixture->worker);
  g_string_free (fixture->changes, TRUE);
  g_string_free (fixture->notified, TRUE);
  desk_fixture_tear_down (&fixture->next_door, data);
}

/* The model as one string: "Anvil|Bolt", "?" for a placeholder. */
static char *
print_model (PursuitQueryModel *model)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    {
      g_autoptr(PursuitRow) row = g_list_model_get_item (G_LIST_MODEL (model), i);

      g_string_append_printf (text, "%s%s", i > 0 ? "|" : "",
                              pursuit_row_is_loaded (row) ? pursuit_row_get_text (row, 0) : "?");
    }

  return g_string_free (text, FALSE);
}

typedef struct
{
  PursuitQueryModel *model;
  const char *text;
} Expectation;

static gboolean
is_printed (gpointer data)
{
  Expectation *expectation = data;
  g_autofree char *text = print_model (expectation->model);

  return g_str_equal (text, expectation->text);
}

static void
await_model (Fixture    *fixture,
             const char *text)
{
  Expectation expectation = { fixture->model, text };

  main_loop_run_until (is_printed, &expectation);
}

static gboolean
is_idle (gpointer data)
{
  return !pursuit_query_model_is_loading (data);
}

static void
await_idle (Fixture *fixture)
{
  main_loop_run_until (is_idle, fixture->model);
}

static void
set_query (Fixture      *fixture,
           PursuitList   list,
           PursuitOrder  order,
           const char   *search)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (list);

  query->order = order;
  query->search = g_strdup (search);
  pursuit_query_model_set_query (fixture->model, query);
}

static void
assert_changes (Fixture    *fixture,
                const char *expected)
{
  g_assert_cmpstr (fixture->changes->str, ==, expected);
  g_string_assign (fixture->changes, "");
}

static void
test_query (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->model)), ==, 0);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (fixture->model)) == PURSUIT_TYPE_ROW);
  g_assert_null (pursuit_query_model_get_query (fixture->model));
  set_query (fixture, PURSUIT_LIST_CUSTOMERS, PURSUIT_ORDER_NAME, NULL);
  g_assert_true (pursuit_query_model_is_loading (fixture->model));
  g_assert_cmpint (pursuit_query_model_get_query (fixture->model)->list, ==, PURSUIT_LIST_CUSTOMERS);
  await_model (fixture, "Anvil|Bolt|Crane|Drill");
  assert_changes (fixture, "0-0+4");
  g_assert_cmpstr (fixture->notified->str, ==, "loading|n-items|loading");
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->model), 4));
  g_assert_cmpint (pursuit_query_model_get_id (fixture->model, 1), ==, 2);
  g_assert_cmpint (pursuit_query_model_get_id (fixture->model, 9), ==, 0);
  g_assert_cmpuint (pursuit_query_model_find (fixture->model, 3), ==, 2);
  g_assert_cmpuint (pursuit_query_model_find (fixture->model, 77), ==, G_MAXUINT);
  g_assert_null (pursuit_query_model_get_error (fixture->model));
}

/* What is shown stays until the answer comes, and only what differs is told. */
static void
test_narrower_query (Fixture       *fixture,
                     gconstpointer  data)
{
  set_query (fixture, PURSUIT_LIST_CUSTOMERS, PURSUIT_ORDER_NAME, NULL);
  await_model (fixture, "Anvil|Bolt|Crane|Drill");
  assert_changes (fixture, "0-0+4");
  set_query (fixture, PURSUIT_LIST_CUSTOMERS, PURSUIT_ORDER_NAME, "b");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->model)), ==, 4);
  await_model (fixture, "Bolt");
  assert_changes (fixture, "0-4+0|0-0+1");
  set_query (fixture, PURSUIT_LIST_CUSTOMERS, PURSUIT_ORDER_NAME, NULL);
  await_model (fixture, "Anvil|Bolt|Crane|Drill");
  set_query (fixture, PURSUIT_LIST_CUSTOMERS, PURSUIT_ORDER_NAME, "nothing");
  await_model (fixture, "");
}

/* Of several questions in a row the last one counts. */
static void
test_last_question (Fixture       *fixture,
                    gconstpointer  data)
{
  set_query (fixture, PURSUIT_LIST_CUSTOMERS, PURSUIT_ORDER_NAME, "a");
  set_query (fixture, PURSUIT_LIST_CUSTOMERS, PURSUIT_ORDER_NAME, "b");
  set_query (fixture, PURSUIT_LIST_CUSTOMERS, PURSUIT_ORDER_NAME, "drill");
  await_idle (fixture);
  await_model (fixture, "Drill");
  assert_changes (fixture, "0-0+1");
}

static void
rename_customer (Fixture    *fixture,
                 gint64      id,
                 const char *name)
{
  PursuitDesk *desk = fixture->next_door.desk;
  g_autoptr(PursuitRecord) original = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_CUSTOMER, id, NULL);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);

  g_object_set (edited, "name", name, NULL);
  g_assert_true (pursuit_records_save (desk, original, edited, NULL, NULL));
}

static void
count_up_cb (PursuitRow *row,
             guint      *count)
{
  (*count)++;
}

/* News from next door: a row that is held changes in place, and a move is a removal and an addition, no wider than it is. */
static void
test_news (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(PursuitRow) row = NULL;
  guint changed = 0;

  set_query (fixture, PURSUIT_LIST_CUSTOMERS, PURSUIT_ORDER_NAME, NULL);
  await_model (fixture, "Anvil|Bolt|Crane|Drill");
  assert_changes (fixture, "0-0+4");
  row = g_list_model_get_item (G_LIST_MODEL (fixture->model), 1);
  g_signal_connect (row, "changed", G_CALLBACK (count_up_cb), &changed);

  rename_customer (fixture, 2, "Bolts");
  pursuit_worker_poll (fixture->worker);
  await_model (fixture, "Anvil|Bolts|Crane|Drill");
  assert_changes (fixture, "");
  g_assert_cmpuint (changed, ==, 1);

  rename_customer (fixture, 4, "Axe");
  pursuit_worker_poll (fixture->worker);
  await_model (fixture, "Anvil|Axe|Bolts|Crane");
  assert_changes (fixture, "3-1+0|1-0+1");

  desk_fixture_add_customer (&fixture->next_door, "Bore", NULL);
  pursuit_worker_poll (fixture->worker);
  await_model (fixture, "Anvil|Axe|Bolts|Bore|Crane");
  assert_changes (fixture, "3-0+1");

  g_assert_true (pursuit_records_delete (fixture->next_door.desk, PURSUIT_TYPE_CUSTOMER, 1, NULL, NULL));
  pursuit_worker_poll (fixture->worker);
  await_model (fixture, "Axe|Bolts|Bore|Crane");
  assert_changes (fixture, "0-1+0");
  g_assert_cmpuint (changed, ==, 1);
}

/* A card that is moved leaves one lane and enters the other, with one signal each. */
static void
test_board_move (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(PursuitQueryModel) other = pursuit_query_model_new (fixture->worker);
  g_autoptr(GString) there = g_string_new (NULL);
  Fixture recorder = { .changes = there };
  Expectation expectation = { other, "Three|Four" };

  g_signal_connect (other, "items-changed", G_CALLBACK (items_changed_cb), &recorder);
  for (guint i = 0; i < 4; i++)
    desk_fixture_add_deal (&fixture->next_door, (const char *[]) { "One", "Two", "Three", "Four" } [i], "Anvil", NULL, 1,
                           i < 2 ? 1 : 2);
  for (gint64 stage = 1; stage <= 2; stage++)
    {
      g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_DEALS);

      query->stage_id = stage;
      query->status = PURSUIT_DEAL_OPEN;
      pursuit_query_model_set_query (stage == 1 ? fixture->model : other, query);
    }
  await_model (fixture, "One|Two");
  main_loop_run_until (is_printed, &expectation);
  g_string_assign (fixture->changes, "");
  g_string_assign (there, "");

  g_assert_true (pursuit_deals_move (fixture->next_door.desk, 1, 2, "because", NULL, NULL));
  pursuit_worker_poll (fixture->worker);
  expectation.text = "One|Three|Four";
  main_loop_run_until (is_printed, &expectation);
  await_model (fixture, "Two");
  assert_changes (fixture, "0-1+0");
  g_assert_cmpstr (there->str, ==, "0-0+1");
}

/* What another list is about is no news. */
static void
test_news_elsewhere (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(PursuitRecord) product = pursuit_record_new (pursuit_record_type_from_table ("product"));

  set_query (fixture, PURSUIT_LIST_CONTACTS, PURSUIT_ORDER_NAME, NULL);
  await_idle (fixture);
  g_string_assign (fixture->notified, "");
  g_object_set (product, "name", "Pump", NULL);
  g_assert_true (pursuit_records_create (fixture->next_door.desk, product, NULL, NULL));
  pursuit_worker_poll (fixture->worker);
  main_loop_drain ();
  g_assert_cmpstr (fixture->notified->str, ==, "");
  assert_changes (fixture, "");
}

#define N_MANY 10000
#define MOST_ALIVE 1200

static void
add_many (Fixture *fixture)
{
  g_autofree char *sql =
    g_strdup_printf ("WITH RECURSIVE n (i) AS (SELECT 5 UNION ALL SELECT i + 1 FROM n LIMIT %d)"
                     " INSERT INTO customer (id, created_at, changed_at, name, search, sort_key)"
                     " SELECT i, 1, 1, printf ('N%%05d', i), printf ('n%%05d', i),"
                     " CAST (char (65535) || printf ('%%05d', i) AS BLOB) FROM n", N_MANY - 4);

  store_fixture_raw (&fixture->next_door.base, sql);
}

static void
gone_cb (gpointer  data,
         GObject  *where)
{
  (*(int *) data)--;
}

static gboolean
is_loaded (gpointer data)
{
  return pursuit_row_is_loaded (data);
}

/* Placeholders fill in, whatever is looked at; and only what was looked at last is kept. */
static void
test_scroll (Fixture       *fixture,
             gconstpointer  data)
{
  GListModel *model = G_LIST_MODEL (fixture->model);
  int alive = 0;
  int most = 0;

  add_many (fixture);
  set_query (fixture, PURSUIT_LIST_CUSTOMERS, PURSUIT_ORDER_NAME, NULL);
  await_idle (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, N_MANY);
  for (guint i = 0; i < N_MANY; i++)
    {
      g_autoptr(PursuitRow) row = g_list_model_get_item (model, i);

      g_object_weak_ref (G_OBJECT (row), gone_cb, &alive);
      alive++;
      most = MAX (most, alive);
      if (i % 500 != 499)
        continue;
      main_loop_run_until (is_loaded, row);
      if (i >= 4)
        {
          g_autofree char *name = g_strdup_printf ("N%05u", i + 1);

          g_assert_cmpstr (pursuit_row_get_text (row, PURSUIT_CUSTOMER_ROW_NAME), ==, name);
        }
    }
  g_assert_cmpint (most, <=, MOST_ALIVE);
  g_assert_cmpint (alive, >, 0);
  assert_changes (fixture, "0-0+10000");
  g_clear_object (&fixture->model);
  g_assert_cmpint (alive, ==, 0);
}

/* The same row while somebody holds it, fetched once. */
static void
test_placeholder (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(PursuitRow) row = NULL;
  g_autoptr(PursuitRow) again = NULL;
  guint changed = 0;

  add_many (fixture);
  set_query (fixture, PURSUIT_LIST_CUSTOMERS, PURSUIT_ORDER_NAME, NULL);
  await_idle (fixture);
  row = g_list_model_get_item (G_LIST_MODEL (fixture->model), 5000);
  g_assert_false (pursuit_row_is_loaded (row));
  g_signal_connect (row, "changed", G_CALLBACK (count_up_cb), &changed);
  again = g_list_model_get_item (G_LIST_MODEL (fixture->model), 5000);
  g_assert_true (row == again);
  main_loop_run_until (is_loaded, row);
  g_assert_cmpuint (changed, ==, 1);
}

static GPtrArray *
read_rows (Fixture      *fixture,
           const gint64 *ids,
           guint         n)
{
  return pursuit_desk_query_rows (fixture->next_door.desk, PURSUIT_LIST_CUSTOMERS, ids, n, NULL);
}

/* Shown at once, the rest is added without the first ones flickering. */
static void
test_seed (Fixture       *fixture,
           gconstpointer  data)
{
  static const gint64 ids[] = { 1, 2 };
  g_autoptr(GPtrArray) rows = read_rows (fixture, ids, 2);
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  g_autofree char *first = NULL;

  query->order = PURSUIT_ORDER_NAME;
  pursuit_query_model_seed (fixture->model, query, ids, 2, rows, FALSE);
  first = print_model (fixture->model);
  g_assert_cmpstr (first, ==, "Anvil|Bolt");
  await_model (fixture, "Anvil|Bolt|Crane|Drill");
  assert_changes (fixture, "0-0+2|2-0+2");
}

/* What is complete needs no question, and no answer to an older one may replace it. */
static void
test_seed_complete (Fixture       *fixture,
                    gconstpointer  data)
{
  static const gint64 ids[] = { 3 };
  g_autoptr(GPtrArray) rows = read_rows (fixture, ids, 1);
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  g_autofree char *shown = NULL;

  set_query (fixture, PURSUIT_LIST_CUSTOMERS, PURSUIT_ORDER_NAME, NULL);
  query->search = g_strdup ("crane");
  pursuit_query_model_seed (fixture->model, query, ids, 1, rows, TRUE);
  g_assert_false (pursuit_query_model_is_loading (fixture->model));
  main_loop_shut_down (fixture->worker);
  shown = print_model (fixture->model);
  g_assert_cmpstr (shown, ==, "Crane");
  assert_changes (fixture, "0-0+1");
}

static gboolean
has_error (gpointer data)
{
  return pursuit_query_model_get_error (data) != NULL;
}

/* One sentence in place of an answer; the next answer takes it away. */
static void
test_error (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(PursuitWorker) closed = pursuit_worker_new ();
  g_autoptr(PursuitQueryModel) model = pursuit_query_model_new (closed);
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  sqlite3 *db;

  pursuit_query_model_set_query (model, query);
  main_loop_run_until (has_error, model);
  g_assert_cmpstr (pursuit_query_model_get_error (model), ==, "No database is open.");
  g_assert_false (pursuit_query_model_is_loading (model));
  main_loop_shut_down (closed);

  set_query (fixture, PURSUIT_LIST_CUSTOMERS, PURSUIT_ORDER_NAME, NULL);
  await_idle (fixture);
  g_string_assign (fixture->notified, "");
  db = scratch_open (fixture->next_door.base.path, PURSUIT_SHARE_VFS);
  scratch_exec (db, "ALTER TABLE customer RENAME TO elsewhere");
  set_query (fixture, PURSUIT_LIST_CUSTOMERS, PURSUIT_ORDER_NAME, NULL);
  main_loop_run_until (has_error, fixture->model);
  g_assert_cmpstr (pursuit_query_model_get_error (fixture->model), ==,
                   "“test.pursuit” cannot be used: no such table: customer.");
  g_assert_cmpstr (fixture->notified->str, ==, "loading|error|loading");
  scratch_exec (db, "ALTER TABLE elsewhere RENAME TO customer");
  scratch_close (db);
  set_query (fixture, PURSUIT_LIST_CUSTOMERS, PURSUIT_ORDER_NAME, NULL);
  await_idle (fixture);
  g_assert_null (pursuit_query_model_get_error (fixture->model));
  assert_changes (fixture, "0-0+4");
}

static void
add_contacts (Fixture *fixture)
{
  store_fixture_raw (&fixture->next_door.base,
                     "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 200)"
                     " INSERT INTO contact (id, created_at, changed_at, customer_id, name, search)"
                     " SELECT i, 1, 1, 1, printf ('P%03d', i), printf ('p%03d', i) FROM n;"
                     "WITH RECURSIVE n (i) AS (SELECT 20 UNION ALL SELECT i + 1 FROM n LIMIT 200)"
                     " INSERT INTO staff (id, created_at, changed_at, name, search)"
                     " SELECT i, 1, 1, printf ('S%03d', i), printf ('s%03d', i) FROM n;");
}

/* Rows of the list that was shown before come late: their ids mean other records. */
static void
test_change_list (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(PursuitQuery) staff = pursuit_query_new (PURSUIT_LIST_STAFF);
  g_autoptr(PursuitRow) old = NULL;
  g_autoptr(PursuitRow) row = NULL;
  gint64 ids[1] = { 150 };

  add_contacts (fixture);
  set_query (fixture, PURSUIT_LIST_CONTACTS, PURSUIT_ORDER_NAME, NULL);
  await_idle (fixture);
  old = g_list_model_get_item (G_LIST_MODEL (fixture->model), 149);
  g_assert_false (pursuit_row_is_loaded (old));
  g_main_context_iteration (NULL, FALSE);
  pursuit_query_model_seed (fixture->model, staff, ids, 1, NULL, TRUE);
  assert_changes (fixture, "0-0+200|0-200+0|0-0+1");
  row = g_list_model_get_item (G_LIST_MODEL (fixture->model), 0);
  g_assert_true (row != old);
  main_loop_run_until (is_loaded, row);
  g_assert_cmpstr (pursuit_row_get_text (row, PURSUIT_STAFF_ROW_NAME), ==, "S150");
}

/* Nobody looks any more: the model goes at once, and the answer finds nobody. */
static void
test_dispose (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(PursuitRow) row = NULL;

  add_many (fixture);
  set_query (fixture, PURSUIT_LIST_CUSTOMERS, PURSUIT_ORDER_NAME, NULL);
  await_idle (fixture);
  row = g_list_model_get_item (G_LIST_MODEL (fixture->model), 7000);
  g_main_context_iteration (NULL, FALSE);
  set_query (fixture, PURSUIT_LIST_CUSTOMERS, PURSUIT_ORDER_AMOUNT, "n");
  g_assert_finalize_object (g_steal_pointer (&fixture->model));
  main_loop_shut_down (fixture->worker);
  g_assert_cmpint (pursuit_row_get_id (row), ==, 7001);
}

/* News while a question is under way are not lost. */
static void
test_news_meanwhile (Fixture       *fixture,
                     gconstpointer  data)
{
  set_query (fixture, PURSUIT_LIST_CUSTOMERS, PURSUIT_ORDER_NAME, NULL);
  desk_fixture_add_customer (&fixture->next_door, "Early", NULL);
  pursuit_query_model_refresh (fixture->model);
  pursuit_query_model_refresh (fixture->model);
  await_model (fixture, "Anvil|Bolt|Crane|Drill|Early");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/service/query-model/query/lists", test_query);
  ADD ("/service/query-model/query/narrower", test_narrower_query);
  ADD ("/service/query-model/query/last-one-counts", test_last_question);
  ADD ("/service/query-model/news/narrow", test_news);
  ADD ("/service/query-model/news/board-move", test_board_move);
  ADD ("/service/query-model/news/elsewhere", test_news_elsewhere);
  ADD ("/service/query-model/news/meanwhile", test_news_meanwhile);
  ADD ("/service/query-model/rows/scroll-10000", test_scroll);
  ADD ("/service/query-model/rows/placeholder-fills", test_placeholder);
  ADD ("/service/query-model/seed/then-the-rest", test_seed);
  ADD ("/service/query-model/seed/complete", test_seed_complete);
  ADD ("/service/query-model/error/in-place", test_error);
  ADD ("/service/query-model/list/changes", test_change_list);
  ADD ("/service/query-model/dispose/while-asking", test_dispose);

  return g_test_run ();
}
