/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every list with every filter is prepared and run; searches mean what was typed; and what is asked often is answered from
 * an index, by the engine's own counters. */

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-query-run.h"
#include "pursuit-query-sql-private.h"
#include "pursuit-staff.h"
#include "pursuit-store-private.h"
#include "store-fixture.h"

#include <string.h>

#define NOW G_GINT64_CONSTANT (1773729120000007)   /* 2026-03-17 */

static void
set_up (StoreFixture  *fixture,
        gconstpointer  data)
{
  pursuit_time_set_now (NOW);
  store_fixture_set_up (fixture, data);
}

static void
tear_down (StoreFixture  *fixture,
           gconstpointer  data)
{
  store_fixture_tear_down (fixture, data);
  pursuit_time_set_now (0);
}

static GArray *
query_ids (StoreFixture       *fixture,
           const PursuitQuery *query)
{
  g_autoptr(GError) error = NULL;
  GArray *ids = pursuit_store_query_ids (fixture->store, query, 0, &error);

  g_assert_no_error (error);

  return ids;
}

/* Sets one filter by its number; returns FALSE when there are no more. */
static gboolean
set_filter (PursuitQuery *query,
            guint         n)
{
  switch (n)
    {
    case 0: query->search = g_strdup ("name x"); return TRUE;
    case 1: query->customer_id = 1; return TRUE;
    case 2: query->deal_id = 1; return TRUE;
    case 3: query->stage_id = 1; return TRUE;
    case 4: query->owner_id = 1; return TRUE;
    case 5: query->unit_id = 1; return TRUE;
    case 6: query->product_id = 1; return TRUE;
    case 7: query->status = PURSUIT_DEAL_OPEN; return TRUE;
    case 8: query->status = PURSUIT_DEAL_WON; return TRUE;
    case 9: query->grade = PURSUIT_GRADE_A; return TRUE;
    case 10: query->grade = PURSUIT_GRADE_NONE; return TRUE;
    case 11: query->funnel = PURSUIT_FUNNEL_LEAD; return TRUE;
    case 12: query->region = g_strdup ("East"); return TRUE;
    case 13: query->industry = g_strdup ("Steel"); return TRUE;
    case 14: query->stalled = TRUE; return TRUE;
    case 15: query->closed_from = g_strdup ("2026-01-01"); return TRUE;
    case 16: query->closed_to = g_strdup ("2026-12-31"); return TRUE;
    case 17: query->scope = PURSUIT_SCOPE_NONE; return TRUE;
    case 18: query->scope = PURSUIT_SCOPE_OWN; query->scope_staff_id = 1; return TRUE;
    case 19: query->scope = PURSUIT_SCOPE_TEAM; query->scope_staff_id = 1; return TRUE;
    default: return FALSE;
    }
}

static void
run_everything (StoreFixture       *fixture,
                const PursuitQuery *query)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = query_ids (fixture, query);
  PursuitTotals totals, won, lost;

  if (query->list == PURSUIT_LIST_DEALS)
    {
      g_autoptr(GArray) lanes = NULL;
      g_autoptr(GPtrArray) rows = pursuit_store_query_first (fixture->store, query, 5, &error);

      g_assert_no_error (error);
      g_assert_nonnull (rows);
      g_assert_true (pursuit_store_query_totals (fixture->store, query, &totals, &error));
      lanes = pursuit_store_query_board (fixture->store, 1, query, &won, &lost, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (lanes->len, ==, 1);
    }
  if (query->list == PURSUIT_LIST_CUSTOMERS)
    {
      static const char *const facets[] = { "grade", "funnel", "region", "industry", "owner_id" };

      for (guint i = 0; i < G_N_ELEMENTS (facets); i++)
        {
          g_autoptr(GPtrArray) values = pursuit_store_query_facet (fixture->store, query, facets[i], &error);

          g_assert_no_error (error);
          g_assert_nonnull (values);
        }
    }
  g_assert_cmpint (query->scope == PURSUIT_SCOPE_NONE, <=, ids->len == 0);
}

/* Each filter by itself in each order, and all of them together. */
static void
test_all_filters (StoreFixture  *fixture,
                  gconstpointer  data)
{
  store_fixture_fill (fixture);
  for (PursuitList list = PURSUIT_LIST_CUSTOMERS; list <= PURSUIT_LIST_JOURNAL; list++)
    for (PursuitOrder order = PURSUIT_ORDER_DEFAULT; order < PURSUIT_N_ORDERS; order++)
      {
        g_autoptr(PursuitQuery) all = pursuit_query_new (list);

        all->order = order;
        run_everything (fixture, all);
        for (guint i = 0;; i++)
          {
            g_autoptr(PursuitQuery) one = pursuit_query_new (list);

            one->order = order;
            if (!set_filter (one, i))
              break;
            run_everything (fixture, one);
            if (i < 7 || i == 9 || i == 11 || i >= 12)
              {
                g_clear_pointer (&all->search, g_free);
                set_filter (all, i);
              }
          }
        run_everything (fixture, all);
      }
}

/* One letter, one column, one column of SQL. */
static void
test_columns (StoreFixture  *fixture,
              gconstpointer  data)
{
  for (PursuitList list = PURSUIT_LIST_CUSTOMERS; list <= PURSUIT_LIST_JOURNAL; list++)
    {
      g_auto(PursuitStmt) stmt = { NULL };

      g_assert_true (pursuit_stmt_prepare (&stmt, fixture->store->db, pursuit_list_row_sql (list), NULL));
      g_assert_cmpuint (strlen (pursuit_list_row_spec (list)), ==, pursuit_list_n_columns (list));
      g_assert_cmpint (sqlite3_column_count (stmt.handle), ==, (int) pursuit_list_n_columns (list) + 1);
    }
}

#define HOUSE \
  "INSERT INTO org_unit (id, created_at, changed_at, name, search) VALUES (1, 1, 1, 'Head', 'head'), (2, 1, 1, 'East', 'east');" \
  "INSERT INTO role (id, created_at, changed_at, name, system_role) VALUES (1, 1, 1, 'Seller', 'seller');" \
  "INSERT INTO staff (id, created_at, changed_at, name, title, unit_id, manager_id, role_id, phone, email, inactive, search)" \
  " VALUES (1, 1, 1, 'Ma', 'Head', 1, NULL, NULL, NULL, NULL, 0, 'ma'), (2, 1, 1, 'Li', 'Rep', 2, 1, 1, '13', 'l@x', 1, 'li');" \
  "UPDATE org_unit SET parent_id = 1, lead_id = 1 WHERE id = 2;" \
  "INSERT INTO process (id, created_at, changed_at, name) VALUES (1, 1, 1, 'P');" \
  "INSERT INTO stage (id, created_at, changed_at, process_id, position, name, buyer_name, expected_days)" \
  " VALUES (1, 1, 1, 1, 1, 'First', 'B', 5), (2, 1, 1, 1, 2, 'Second', 'B', 6);" \
  "INSERT INTO product (id, created_at, changed_at, name, series, price, retired) VALUES (1, 1, 1, 'Pump', 'S', 900, 1);"

#define BUSINESS \
  "INSERT INTO customer (id, created_at, changed_at, name, short_name, grade, funnel, region, industry, owner_id," \
  " last_contact_at, completeness, placeholder) VALUES (1, 1, 1, 'Mill Ltd', 'Mill', 'b', 'lead', 'East', 'Steel', 2, 77, 40, 1);" \
  "INSERT INTO contact (id, created_at, changed_at, customer_id, name, title, buying_role, attitude, phone, email)" \
  " VALUES (1, 1, 1, 1, 'Wu', 'Boss', 'decider', -1, '5', 'w@x');" \
  "INSERT INTO deal (id, created_at, changed_at, revision, customer_id, title, process_id, stage_id, status, amount, probability," \
  " owner_id, product_id, next_step, next_step_on, expected_close, closed_on, lost_reason, stage_entered_at) VALUES" \
  " (1, 1, 1, 3, 1, 'Line', 1, 2, 'open', 500, 20, 2, 1, 'Call', '2026-03-18', '2026-05-01', NULL, NULL, 66)," \
  " (2, 1, 1, 1, 1, 'Old', 1, 1, 'lost', 9, 0, NULL, NULL, NULL, NULL, NULL, '2026-01-02', 'price', 0);" \
  "INSERT INTO activity (id, created_at, changed_at, kind, customer_id, contact_id, deal_id, staff_id, happened_at, subject, body)" \
  " VALUES (1, 1, 1, 'visit', 1, 1, 1, 2, 50, 'Talk', 'Long');" \
  "INSERT INTO document (id, created_at, changed_at, customer_id, deal_id, name, location) VALUES (1, 1, 1, 1, 1, 'Quote', '/q');" \
  "INSERT INTO stage_move (id, deal_id, from_stage_id, to_stage_id, from_status, to_status, moved_at, staff_id, reason)" \
  " VALUES (1, 1, 1, 2, 'open', 'won', 60, 2, 'why');" \
  "INSERT INTO journal VALUES (1, 70, 2, 'Li', 'edit', 'customer', 1, 1, NULL, NULL, x'00', x'00', x'00', NULL, NULL);" \
  "INSERT INTO journal_payload VALUES (1, x'00', '{\"a\":1}', '{\"a\":2}');"

/* Everything that a row holds: texts as they are, numbers as numbers. */
static char *
print_row (PursuitRow  *row,
           PursuitList  list)
{
  const char *spec = pursuit_list_row_spec (list);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%d", (int) pursuit_row_get_id (row));
  for (guint i = 0; spec[i] != '\0'; i++)
    if (spec[i] == 'T')
      g_string_append_printf (text, "|%s", pursuit_row_get_text (row, i) != NULL ? pursuit_row_get_text (row, i) : "-");
    else
      g_string_append_printf (text, "|%d", (int) pursuit_row_get_number (row, i));

  return g_string_free (text, FALSE);
}

static const struct { PursuitList list; gint64 id; const char *row; } row_cases[] = {
  { PURSUIT_LIST_CUSTOMERS, 1, "1|Mill Ltd|Mill|2|1|East|Steel|2|Li|77|40|1|500|1|-" },
  { PURSUIT_LIST_CONTACTS, 1, "1|Wu|Boss|1|Mill Ltd|1|-1|5|w@x|-" },
  { PURSUIT_LIST_DEALS, 1, "1|Line|1|Mill|0|2|2|Second|6|66|500|20|2|Li|Pump|Call|2026-03-18|2026-05-01|-|-|3|-|0|0|0|0|-|-|77|-" },
  { PURSUIT_LIST_DEALS, 2, "2|Old|1|Mill|2|1|1|First|5|0|9|0|0|-|-|-|-|-|2026-01-02|price|1|-|0|0|0|0|-|-|77|-" },
  { PURSUIT_LIST_ACTIVITIES, 1, "1|2|Talk|Long|50|Li|Wu|Line|Mill Ltd" },
  { PURSUIT_LIST_TIMELINE, 8, "8|0|50|Li|2|Talk|Long|0|0|-|activity|-|-|-|-|-|-" },
  { PURSUIT_LIST_TIMELINE, 9, "9|1|60|Li|1|Line|why|1|2|-|deal|Second|-|First|-|-|-" },
  { PURSUIT_LIST_TIMELINE, 10, "10|2|70|Li|0|Mill Ltd|{\"a\":2}|0|0|edit|customer|-|-|-|-|-|-" },
  { PURSUIT_LIST_STAFF, 2, "2|Li|Rep|East|Ma|Seller|13|l@x|1" },
  { PURSUIT_LIST_UNITS, 2, "2|East|1|Head|Ma" },
  { PURSUIT_LIST_PRODUCTS, 1, "1|Pump|S|900|1" },
  { PURSUIT_LIST_DOCUMENTS, 1, "1|Quote|/q|Mill Ltd|Line|1|0|0|-|1|-" },
  { PURSUIT_LIST_JOURNAL, 1, "1|70|Li|edit|customer|1|{\"a\":1}|{\"a\":2}|Mill Ltd|1|0" },
};

static void
test_rows (StoreFixture  *fixture,
           gconstpointer  data)
{
  store_fixture_raw (fixture, HOUSE BUSINESS);
  for (guint i = 0; i < G_N_ELEMENTS (row_cases); i++)
    {
      const gint64 ids[] = { 999, row_cases[i].id };
      g_autoptr(GPtrArray) rows = pursuit_store_query_rows (fixture->store, row_cases[i].list, ids, 2, NULL);
      g_autofree char *row = NULL;

      g_assert_cmpuint (rows->len, ==, 1);
      row = print_row (g_ptr_array_index (rows, 0), row_cases[i].list);
      g_assert_cmpstr (row, ==, row_cases[i].row);
    }
}

/* The timeline brings together what happened, newest first, and each entry can be fetched by its id. */
static void
test_timeline (StoreFixture  *fixture,
               gconstpointer  data)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_TIMELINE);
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GPtrArray) rows = NULL;

  store_fixture_raw (fixture, HOUSE BUSINESS);
  query->customer_id = 1;
  ids = query_ids (fixture, query);
  g_assert_cmpuint (ids->len, ==, 3);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, 10);
  g_assert_cmpint (g_array_index (ids, gint64, 1), ==, 9);
  g_assert_cmpint (g_array_index (ids, gint64, 2), ==, 8);
  rows = pursuit_store_query_rows (fixture->store, PURSUIT_LIST_TIMELINE, (const gint64 *) (gpointer) ids->data, ids->len, NULL);
  g_assert_cmpuint (rows->len, ==, 3);
}

/* The buyer's steps are among them, and the journal's own entries about those are not (STG-1). */
static void
test_timeline_of_both_tracks (StoreFixture  *fixture,
                              gconstpointer  data)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_TIMELINE);
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  g_autofree char *row = NULL;

  store_fixture_raw (fixture, HOUSE BUSINESS
                     "UPDATE stage SET buyer_name = 'Budget', buyer_name_zh = '预算' WHERE position = 2;"
                     "INSERT INTO buyer_move (deal_id, to_stage_id, moved_at, staff_id, evidence)"
                     " SELECT 1, id, 65, 2, 'Letter' FROM stage WHERE position = 2;"
                     "UPDATE stage_move SET missing = 'Criteria';");
  query->customer_id = 1;
  ids = query_ids (fixture, query);
  g_assert_cmpuint (ids->len, ==, 4);
  g_assert_cmpint (g_array_index (ids, gint64, 1), ==, 3 + PURSUIT_TIMELINE_MOST_SOURCES);
  rows = pursuit_store_query_rows (fixture->store, PURSUIT_LIST_TIMELINE, &g_array_index (ids, gint64, 1), 2, NULL);
  row = print_row (g_ptr_array_index (rows, 0), PURSUIT_LIST_TIMELINE);
  g_assert_cmpstr (row, ==, "11|3|65|Li|0|Line|Letter|0|2|-|deal|Budget|预算|-|-|-|-");
  g_assert_cmpstr (pursuit_row_get_text (g_ptr_array_index (rows, 1), PURSUIT_TIMELINE_ROW_MISSING), ==, "Criteria");
}

static void
add_customer (StoreFixture *fixture,
              const char   *name,
              const char   *tags)
{
  g_autoptr(PursuitRecord) record = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", name, "tags", tags, NULL);
  g_auto(PursuitTx) tx = { NULL };

  g_assert_true (pursuit_tx_begin (&tx, fixture->store, NULL));
  g_assert_true (pursuit_store_insert (fixture->store, record, NULL));
  g_assert_true (pursuit_tx_commit (&tx, NULL));
}

static char *
find (StoreFixture *fixture,
      const char   *search)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  g_autoptr(GArray) ids = NULL;
  GString *found = g_string_new (NULL);

  query->order = PURSUIT_ORDER_AGE;
  query->search = g_strdup (search);
  ids = query_ids (fixture, query);
  for (guint i = ids->len; i > 0; i--)
    g_string_append_printf (found, "%s%d", i < ids->len ? "|" : "", (int) g_array_index (ids, gint64, i - 1));

  return g_string_free (found, FALSE);
}

static const struct { const char *search; const char *found; } search_cases[] = {
  { NULL, "1|2|3|4|5|6|7" },
  { "", "1|2|3|4|5|6|7" },
  { " \t\u3000", "1|2|3|4|5|6|7" },
  { "mill", "1|2" },
  { "MILL", "1|2" },
  { "ｍｉｌｌ", "1|2" },
  { "mill steel", "1" },
  { "steel  mill ", "1" },
  { "mill nothing", "" },
  { "%", "3" },
  { "100%", "3" },
  { "1%0", "" },
  { "_", "4" },
  { "a_b", "4" },
  { "a%b", "" },
  { "'", "5" },
  { "o'neil'; DROP TABLE customer; --", "" },
  { "\\", "6" },
  { "\"", "" },
  { "東方", "7" },
  { "东方", "7" },
  { "機", "7" },
  { "机械", "7" },
};

static void
test_search (StoreFixture  *fixture,
             gconstpointer  data)
{
  add_customer (fixture, "Mill", "steel");
  add_customer (fixture, "Old Mill", NULL);
  add_customer (fixture, "100% Paper", NULL);
  add_customer (fixture, "a_b", NULL);
  add_customer (fixture, "O'Neil", NULL);
  add_customer (fixture, "back\\slash", NULL);
  add_customer (fixture, "東方機械", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (search_cases); i++)
    {
      g_autofree char *found = find (fixture, search_cases[i].search);

      g_assert_cmpstr (found, ==, search_cases[i].found);
    }
}

/* A whole page that somebody pasted finds nothing, but is no error either. */
static void
test_search_page (StoreFixture  *fixture,
                  gconstpointer  data)
{
  g_autoptr(GString) page = g_string_new ("mill");
  g_autofree char *word = g_strnfill (100000, 'x');
  g_autofree char *found = NULL;

  add_customer (fixture, "Mill", NULL);
  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (page, " word%u", i);
  found = find (fixture, page->str);
  g_assert_cmpstr (found, ==, "");
  g_free (found);
  found = find (fixture, word);
  g_assert_cmpstr (found, ==, "");
  g_free (found);
  g_string_assign (page, "");
  for (guint i = 0; i < 3000; i++)
    g_string_append (page, "厂a");
  found = find (fixture, page->str);
  g_assert_cmpstr (found, ==, "");
}

/* The engine's counters over all statements since they were last asked for. */
static int
sum_counter (StoreFixture *fixture,
             int           counter)
{
  GHashTableIter iter;
  gpointer stmt;
  int sum = 0;

  g_hash_table_iter_init (&iter, fixture->store->db->statements);
  while (g_hash_table_iter_next (&iter, NULL, &stmt))
    sum += sqlite3_stmt_status (stmt, counter, TRUE);

  return sum;
}

typedef struct
{
  const char *name;
  PursuitList list;
  PursuitOrder order;
  const char *filter;   /* "lane", "customer", "search" or NULL */
  int most_sorts;
  guint limit;
} PlanCase;

/* What is asked all the time, and what it may cost. */
static const PlanCase plan_cases[] = {
  { "board-lane", PURSUIT_LIST_DEALS, PURSUIT_ORDER_DEFAULT, "lane", 0, 12 },
  { "board-lane-whole", PURSUIT_LIST_DEALS, PURSUIT_ORDER_DEFAULT, "lane", 0, 0 },
  { "deals-of-customer", PURSUIT_LIST_DEALS, PURSUIT_ORDER_DEFAULT, "customer", 1, 0 },
  { "customers-by-contact", PURSUIT_LIST_CUSTOMERS, PURSUIT_ORDER_DEFAULT, NULL, 0, 50 },
  { "customers-by-name", PURSUIT_LIST_CUSTOMERS, PURSUIT_ORDER_NAME, NULL, 0, 50 },
  { "customers-by-age", PURSUIT_LIST_CUSTOMERS, PURSUIT_ORDER_AGE, NULL, 0, 50 },
  { "contacts-of-customer", PURSUIT_LIST_CONTACTS, PURSUIT_ORDER_DEFAULT, "customer", 1, 0 },
  { "activities-of-customer", PURSUIT_LIST_ACTIVITIES, PURSUIT_ORDER_DEFAULT, "customer", 1, 0 },
  { "timeline-of-customer", PURSUIT_LIST_TIMELINE, PURSUIT_ORDER_DEFAULT, "customer", 1, 0 },
  { "documents-of-customer", PURSUIT_LIST_DOCUMENTS, PURSUIT_ORDER_DEFAULT, "customer", 1, 0 },
};

static PursuitQuery *
make_plan_query (const PlanCase *c)
{
  PursuitQuery *query = pursuit_query_new (c->list);

  query->order = c->order;
  if (g_strcmp0 (c->filter, "customer") == 0)
    query->customer_id = 3;
  if (g_strcmp0 (c->filter, "lane") == 0)
    {
      query->stage_id = 1;
      query->status = PURSUIT_DEAL_OPEN;
    }

  return query;
}

/* Enough rows that the plan matters. */
#define MANY(n, insert) "WITH RECURSIVE n (i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n LIMIT " #n ") " insert " FROM n;"

static void
fill_large (StoreFixture *fixture)
{
  store_fixture_raw (fixture,
    "BEGIN;" HOUSE BUSINESS
    MANY (2000, "INSERT INTO customer (id, created_at, changed_at, name, search, last_contact_at)"
                " SELECT i, 1, 1, 'C' || i, 'c' || i, i % 97")
    "UPDATE customer SET id = 3 WHERE id = 10;"
    MANY (2000, "INSERT INTO contact (created_at, changed_at, customer_id, name) SELECT 1, 1, CASE i % 50 WHEN 0 THEN 3 ELSE i + 1"
                " END, 'P' || i")
    MANY (3000, "INSERT INTO deal (created_at, changed_at, customer_id, title, process_id, stage_id, status, next_step_on)"
                " SELECT 1, 1, 11 + i % 1900, 'D' || i, 1, 1 + i % 2, CASE i % 3 WHEN 0 THEN 'won' ELSE 'open' END,"
                " CASE i % 4 WHEN 0 THEN NULL ELSE date ('2026-03-17', (i % 9 - 4) || ' days') END")
    MANY (2000, "INSERT INTO activity (created_at, changed_at, customer_id, subject, happened_at) SELECT 1, 1, 11 + i % 1900, 'A', i")
    MANY (2000, "INSERT INTO stage_move (deal_id, to_stage_id, to_status, moved_at) SELECT 1 + i % 3000, 1, 'open', i")
    MANY (2000, "INSERT INTO document (created_at, changed_at, customer_id, name) SELECT 1, 1, 11 + i % 1900, 'F'")
    MANY (2000, "INSERT INTO journal SELECT i, i, NULL, 'x', 'edit', 'customer', 11 + i % 1900, 11 + i % 1900, NULL, NULL,"
                " x'00', x'00', x'00', NULL, NULL")
    "COMMIT;");
}

static void
run_plan_query (StoreFixture   *fixture,
                const PlanCase *c)
{
  g_autoptr(PursuitQuery) query = make_plan_query (c);
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = pursuit_store_query_ids (fixture->store, query, c->limit, &error);
  g_autoptr(GPtrArray) rows = NULL;

  g_assert_no_error (error);
  rows = pursuit_store_query_rows (fixture->store, c->list, (const gint64 *) (gpointer) ids->data, MIN (ids->len, 20), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, MIN (ids->len, 20));
}

static void
assert_cheap (StoreFixture   *fixture,
              const PlanCase *c)
{
  run_plan_query (fixture, c);
  sum_counter (fixture, SQLITE_STMTSTATUS_REPREPARE);
  sum_counter (fixture, SQLITE_STMTSTATUS_AUTOINDEX);
  sum_counter (fixture, SQLITE_STMTSTATUS_SORT);
  sum_counter (fixture, SQLITE_STMTSTATUS_FULLSCAN_STEP);

  for (int round = 0; round < 3; round++)
    run_plan_query (fixture, c);
  g_assert_cmpint (sum_counter (fixture, SQLITE_STMTSTATUS_AUTOINDEX), ==, 0);
  g_assert_cmpint (sum_counter (fixture, SQLITE_STMTSTATUS_REPREPARE), ==, 0);
  g_assert_cmpint (sum_counter (fixture, SQLITE_STMTSTATUS_SORT), <=, 3 * c->most_sorts);
  /* A walk along an index counts as a scan; that of a whole table would count thousands. */
  g_assert_cmpint (sum_counter (fixture, SQLITE_STMTSTATUS_FULLSCAN_STEP), <=, 3 * (int) c->limit);
}

static void
test_plan (StoreFixture  *fixture,
           gconstpointer  data)
{
  fill_large (fixture);
  assert_cheap (fixture, data);
  store_fixture_raw (fixture, "ANALYZE");
  store_fixture_open (fixture);
  assert_cheap (fixture, data);
}

/* Each lane is one walk along its own index, and looks at nothing else. */
static void
test_lane_index (StoreFixture  *fixture,
                 gconstpointer  data)
{
  g_autoptr(PursuitQuery) query = make_plan_query (&plan_cases[0]);
  g_autoptr(GArray) ids = NULL;
  GHashTableIter iter;
  gpointer sql;
  guint lanes = 0;

  fill_large (fixture);
  ids = query_ids (fixture, query);
  g_hash_table_iter_init (&iter, fixture->store->db->statements);
  while (g_hash_table_iter_next (&iter, &sql, NULL))
    {
      g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
      g_auto(PursuitStmt) stmt = { NULL };
      gboolean row;

      if (strstr (sql, "next_step_on") == NULL)
        continue;
      lanes++;
      g_assert_true (pursuit_stmt_prepare (&stmt, fixture->store->db, explain, NULL));
      g_assert_true (pursuit_stmt_step (&stmt, &row, NULL));
      g_assert_nonnull (strstr (pursuit_stmt_get_text (&stmt, 3), "SEARCH d USING COVERING INDEX deal_on_board (stage_id=?"));
      break;
    }
  g_assert_cmpuint (lanes, >, 0);
}

/* What a bare limit means, and that 0 is all. */
static void
test_limit (StoreFixture  *fixture,
            gconstpointer  data)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);

  for (int i = 0; i < 5; i++)
    add_customer (fixture, "C", NULL);
  for (guint limit = 0; limit < 8; limit++)
    {
      g_autoptr(GArray) ids = pursuit_store_query_ids (fixture->store, query, limit, NULL);

      g_assert_cmpuint (ids->len, ==, limit == 0 ? 5 : MIN (limit, 5));
    }
}

#define ADD(path, data, func) g_test_add (path, StoreFixture, data, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/store/queries/every-list-and-filter", NULL, test_all_filters);
  ADD ("/store/queries/columns-agree", NULL, test_columns);
  ADD ("/store/queries/rows", NULL, test_rows);
  ADD ("/store/queries/timeline", NULL, test_timeline);
  ADD ("/store/queries/timeline-of-both-tracks", NULL, test_timeline_of_both_tracks);
  ADD ("/store/queries/search/what-was-typed", NULL, test_search);
  ADD ("/store/queries/search/a-pasted-page", NULL, test_search_page);
  for (guint i = 0; i < G_N_ELEMENTS (plan_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/queries/plan/", plan_cases[i].name, NULL);

      ADD (path, &plan_cases[i], test_plan);
    }
  ADD ("/store/queries/lane-walks-its-index", NULL, test_lane_index);
  ADD ("/store/queries/limit", NULL, test_limit);

  return g_test_run ();
}
