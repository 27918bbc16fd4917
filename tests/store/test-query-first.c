/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The first rows in one go, against ids and rows in two; and reading under one lock. */

#include "pursuit-query-run.h"

#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "store-fixture.h"

static void
make_deals (StoreFixture *fixture,
            guint32       seed)
{
  static const char *const statuses[] = { "open", "open", "won", "lost" };
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr(GString) sql =
    g_string_new ("BEGIN; INSERT INTO process (id, created_at, changed_at, name) VALUES (1, 1, 1, 'P');"
                  "INSERT INTO stage (id, created_at, changed_at, process_id, position, name, buyer_name)"
                  " VALUES (1, 1, 1, 1, 1, 'S1', 'B'), (2, 1, 1, 1, 2, 'S2', 'B');"
                  "INSERT INTO staff (id, created_at, changed_at, name) VALUES (1, 1, 1, 'A'), (2, 1, 1, 'B');"
                  "INSERT INTO customer (id, created_at, changed_at, name, short_name, search)"
                  " VALUES (1, 1, 1, 'Mill', NULL, 'mill'), (2, 1, 1, 'Harbour', 'Hb', 'harbour hb');");

  for (guint i = 0; i < 120; i++)
    {
      int days = g_rand_int_range (rand, -4, 5);
      g_autofree char *day = days == 4 ? g_strdup ("NULL") : g_strdup_printf ("date ('2026-03-17', '%d days')", days);

      g_string_append_printf (sql, "INSERT INTO deal (created_at, changed_at, customer_id, title, process_id, stage_id, status,"
                                   " amount, owner_id, next_step_on, deleted_at, search)"
                                   " VALUES (1, 1, %d, 'D%u', 1, %d, '%s', %d, nullif (%d, 0), %s, %d, 'd%u');",
                              g_rand_int_range (rand, 1, 3), i, g_rand_int_range (rand, 1, 3),
                              statuses[g_rand_int_range (rand, 0, G_N_ELEMENTS (statuses))],
                              g_rand_int_range (rand, 0, 50), g_rand_int_range (rand, 0, 3), day,
                              g_rand_int_range (rand, 0, 10) == 0, i);
    }
  g_string_append (sql, "COMMIT;");
  store_fixture_raw (fixture, sql->str);
}

static char *
print_rows (GPtrArray *rows)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      PursuitRow *row = g_ptr_array_index (rows, i);

      g_string_append_printf (text, "%" G_GINT64_FORMAT, pursuit_row_get_id (row));
      for (guint column = 0; column < PURSUIT_DEAL_ROW_N_COLUMNS; column++)
        g_string_append_printf (text, ":%s/%" G_GINT64_FORMAT, pursuit_row_get_text (row, column),
                                pursuit_row_get_number (row, column));
      g_string_append_c (text, '\n');
    }

  return g_string_free (text, FALSE);
}

static void
assert_same (StoreFixture       *fixture,
             const PursuitQuery *query,
             guint               limit)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) first = pursuit_store_query_first (fixture->store, query, limit, &error);
  g_autoptr(GArray) ids = pursuit_store_query_ids (fixture->store, query, limit, NULL);
  g_autoptr(GPtrArray) rows = NULL;
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;

  g_assert_no_error (error);
  rows = pursuit_store_query_rows (fixture->store, PURSUIT_LIST_DEALS, (const gint64 *) (gpointer) ids->data, ids->len, NULL);
  one = print_rows (first);
  two = print_rows (rows);
  g_assert_cmpstr (one, ==, two);
  g_assert_cmpuint (first->len, >, 0);
}

static void
test_first_is_ids_and_rows (StoreFixture  *fixture,
                            gconstpointer  data)
{
  static const guint limits[] = { 1, 3, 12, 20, 1000 };

  make_deals (fixture, 12);
  for (PursuitOrder order = PURSUIT_ORDER_DEFAULT; order < PURSUIT_N_ORDERS; order++)
    for (int status = PURSUIT_ANY; status <= PURSUIT_DEAL_LOST; status++)
      for (guint filter = 0; filter < 4; filter++)
        for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
          {
            g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_DEALS);

            query->scope = PURSUIT_SCOPE_ALL;
            query->order = order;
            query->status = status;
            query->stage_id = filter == 1 ? 2 : 0;
            query->owner_id = filter == 2 ? 1 : 0;
            query->search = filter == 3 ? g_strdup ("harb") : NULL;
            assert_same (fixture, query, limits[i]);
          }
}

/* What the rows say is what the table says, by the longest way round: SQL of our own. */
static void
test_first_has_the_boards_order (StoreFixture  *fixture,
                                 gconstpointer  data)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_DEALS);
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GString) got = g_string_new (NULL);
  g_autofree char *expected = NULL;

  make_deals (fixture, 7);
  query->scope = PURSUIT_SCOPE_ALL;
  query->status = PURSUIT_DEAL_OPEN;
  query->stage_id = 1;
  rows = pursuit_store_query_first (fixture->store, query, 15, NULL);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (got, "%" G_GINT64_FORMAT " ", pursuit_row_get_id (g_ptr_array_index (rows, i)));

  expected = store_fixture_text (fixture, "SELECT group_concat (id, ' ') || ' ' FROM (SELECT id FROM deal"
                                          " WHERE stage_id = 1 AND status = 'open' AND deleted_at = 0"
                                          " ORDER BY CASE WHEN next_step_on <= '2026-03-17' THEN 0"
                                          " WHEN next_step_on IS NULL THEN 1 ELSE 2 END, next_step_on, id LIMIT 15)");
  g_assert_cmpstr (got->str, ==, expected);
}

/* Within a reading the state stands still, though somebody else wants to write. */
static void
test_reading_sees_one_state (StoreFixture  *fixture,
                             gconstpointer  data)
{
  sqlite3 *other = scratch_open (fixture->path, NULL);

  store_fixture_raw (fixture, "INSERT INTO process (created_at, changed_at, name) VALUES (1, 1, 'P')");
  {
    g_auto(PursuitReading) reading = { NULL };
    g_auto(PursuitReading) inner = { NULL };

    g_assert_true (pursuit_reading_begin (&reading, fixture->store, NULL));
    g_assert_cmpint (pursuit_store_count (fixture->store, pursuit_record_type_from_table ("process"), NULL), ==, 1);
    g_assert_cmpint (scratch_try (other, "INSERT INTO process (created_at, changed_at, name) VALUES (1, 1, 'Q')") & 0xff, ==,
                     SQLITE_BUSY);
    g_assert_true (pursuit_reading_begin (&inner, fixture->store, NULL));
    pursuit_reading_clear (&inner);
    g_assert_cmpint (scratch_try (other, "INSERT INTO process (created_at, changed_at, name) VALUES (1, 1, 'Q')") & 0xff, ==,
                     SQLITE_BUSY);
    g_assert_cmpint (pursuit_store_count (fixture->store, pursuit_record_type_from_table ("process"), NULL), ==, 1);
  }
  g_assert_cmpint (scratch_try (other, "INSERT INTO process (created_at, changed_at, name) VALUES (1, 1, 'Q')"), ==, SQLITE_OK);
  g_assert_cmpint (pursuit_store_count (fixture->store, pursuit_record_type_from_table ("process"), NULL), ==, 2);
  scratch_close (other);
}

static void
test_reading_then_writing (StoreFixture  *fixture,
                           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_auto(PursuitReading) reading = { NULL };
  g_auto(PursuitTx) tx = { NULL };
  g_auto(PursuitTx) refused = { NULL };

  g_assert_true (pursuit_reading_begin (&reading, fixture->store, NULL));
  g_assert_false (pursuit_tx_begin (&refused, fixture->store, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
  pursuit_reading_clear (&reading);

  g_assert_true (pursuit_tx_begin (&tx, fixture->store, NULL));
  g_assert_true (pursuit_reading_begin (&reading, fixture->store, NULL));
  pursuit_reading_clear (&reading);
  g_assert_true (pursuit_store_put_setting (fixture->store, "a", "b", NULL));
  g_assert_true (pursuit_tx_commit (&tx, NULL));
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM setting WHERE key = 'a'"), ==, 1);
}

#define ADD(path, func) g_test_add (path, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  pursuit_time_set_now (G_GINT64_CONSTANT (1773712800000000));   /* 2026-03-17T02:00:00Z */

  ADD ("/store/query-first/rows/are-ids-and-rows", test_first_is_ids_and_rows);
  ADD ("/store/query-first/rows/have-the-boards-order", test_first_has_the_boards_order);
  ADD ("/store/reading/state/is-one", test_reading_sees_one_state);
  ADD ("/store/reading/transaction/comes-after", test_reading_then_writing);

  return g_test_run ();
}
