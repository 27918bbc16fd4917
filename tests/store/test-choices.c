/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Several values of one field at once, and tags: what lists and facets say against a look at each customer. */

#include "pursuit-query-run.h"

#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-store-private.h"
#include "store-fixture.h"

#include <string.h>

#define N_CUSTOMERS 120
#define N_ROUNDS 150

static const char *const fields[] = { "grade", "funnel", "owner_id", "region", "industry", "source", "tag" };
#define N_FIELDS 7
#define TAG 6

/* What the values may be; "" for none. */
static const char *const values[N_FIELDS][5] = {
  { "", "a", "b", "c", NULL },
  { "potential", "lead", "opportunity", NULL },
  { "", "1", "2", "3", NULL },
  { "", "East", "华东", "o'neil \"x\"", NULL },
  { "", "Steel", "Paper", NULL },
  { "", "fair", "web", NULL },
  { "", "key", "钢铁", "a\"b\\", NULL },
};

/* As people type them, and what they mean. */
static const struct
{
  const char *typed;
  const char *meant;
} tags[] = {
  { "", "" },
  { " , ;、 ", "" },
  { "steel", "steel" },
  { "steel,port", "port|steel" },
  { "steel, steel ,, port;", "port|steel" },
  { "钢铁、港口，steel；港口　", "steel|港口|钢铁" },
  { "key account, a\"b\\,\\n;{}", "\\n|a\"b\\|key account|{}" },
  { "one\ntwo\tthree\r", "one|three|two" },
  { "bell\arings", "" },
};

typedef struct
{
  StoreFixture base;
  GRand *rand;
  const char *of[N_CUSTOMERS + 1][N_FIELDS];   /* each customer's value; of tags one that it has, and "more" beside it for some */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  store_fixture_set_up (&fixture->base, data);
  fixture->rand = g_rand_new_with_seed (6);
  store_fixture_raw (&fixture->base, "INSERT INTO staff (id, created_at, changed_at, name) VALUES (1, 1, 1, 'A'), (2, 1, 1, 'B'),"
                                     " (3, 1, 1, 'C')");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_rand_free (fixture->rand);
  store_fixture_tear_down (&fixture->base, data);
}

static guint
count_values (guint field)
{
  return g_strv_length ((char **) values[field]);
}

static const char *
draw_value (Fixture *fixture,
            guint    field)
{
  return values[field][g_rand_int_range (fixture->rand, 0, (gint32) count_values (field))];
}

static PursuitRecord *
draw_customer (Fixture *fixture,
               guint    id)
{
  PursuitRecord *customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "C", NULL);
  g_autofree char *text = NULL;
  int grade = 0;
  int funnel = 0;

  for (guint i = 0; i < N_FIELDS; i++)
    fixture->of[id][i] = draw_value (fixture, i);
  if (*fixture->of[id][0] != '\0')
    pursuit_enum_from_nick (PURSUIT_TYPE_GRADE, fixture->of[id][0], &grade);
  pursuit_enum_from_nick (PURSUIT_TYPE_FUNNEL, fixture->of[id][1], &funnel);
  text = *fixture->of[id][TAG] != '\0' && id % 2 == 0 ? g_strconcat ("more, ", fixture->of[id][TAG], NULL) : g_strdup (fixture->of[id][TAG]);
  g_object_set (customer, "grade", (gint64) grade, "funnel", (gint64) funnel, "owner-id", g_ascii_strtoll (fixture->of[id][2], NULL, 10),
                "region", fixture->of[id][3], "industry", fixture->of[id][4], "source", fixture->of[id][5], "tags", text, NULL);

  return customer;
}

static void
assert_clean (Fixture *fixture)
{
  g_autoptr(GPtrArray) findings = pursuit_store_check (fixture->base.store, NULL, NULL);

  if (findings->len > 0)
    g_error ("%s", (char *) g_ptr_array_index (findings, 0));
}

/* The first half one by one, the rest as an import does; then some are changed, deleted and brought back. */
static void
fill (Fixture *fixture)
{
  for (guint half = 0; half < 2; half++)
    {
      g_auto(PursuitTx) tx = { NULL };

      g_assert_true (half == 0 ? pursuit_tx_begin (&tx, fixture->base.store, NULL) : pursuit_tx_begin_large (&tx, fixture->base.store, NULL));
      for (guint i = 1; i <= N_CUSTOMERS / 2; i++)
        {
          guint id = half * N_CUSTOMERS / 2 + i;
          g_autoptr(PursuitRecord) customer = draw_customer (fixture, id);

          g_assert_true (pursuit_store_insert (fixture->base.store, customer, NULL));
          g_assert_cmpint (customer->id, ==, id);
        }
      g_assert_true (pursuit_tx_commit (&tx, NULL));
      assert_clean (fixture);
    }
  for (guint id = 5; id <= N_CUSTOMERS; id += 9)
    {
      g_autoptr(PursuitRecord) customer = pursuit_store_load (fixture->base.store, PURSUIT_TYPE_CUSTOMER, id, NULL);
      g_autoptr(PursuitRecord) other = draw_customer (fixture, id);
      g_auto(PursuitTx) tx = { NULL };

      g_assert_true (pursuit_tx_begin (&tx, fixture->base.store, NULL));
      pursuit_record_assign (customer, other, PURSUIT_FIELD_MASK_ALL);
      g_assert_true (pursuit_store_update (fixture->base.store, customer, NULL));
      g_assert_true (pursuit_store_set_deleted (fixture->base.store, customer, TRUE, NULL));
      if (id % 2 == 0)
        g_assert_true (pursuit_store_set_deleted (fixture->base.store, customer, FALSE, NULL));
      else
        fixture->of[id][0] = NULL;
      g_assert_true (pursuit_tx_commit (&tx, NULL));
    }
  assert_clean (fixture);
}

/* The slow, obvious way. */
static gboolean
is_meant (Fixture            *fixture,
          const PursuitQuery *query,
          guint               id)
{
  if (fixture->of[id][0] == NULL)
    return FALSE;
  for (guint i = 0; i < N_FIELDS; i++)
    {
      const char *const *chosen = pursuit_query_get_choice (query, fields[i]);

      if (chosen != NULL && !g_strv_contains (chosen, fixture->of[id][i]))
        return FALSE;
    }

  return TRUE;
}

static void
draw_choices (Fixture      *fixture,
              PursuitQuery *query)
{
  for (guint i = 0; i < N_FIELDS; i++)
    for (int n = g_rand_int_range (fixture->rand, 0, 6) - 2; n > 0; n--)
      pursuit_query_set_chosen (query, fields[i], draw_value (fixture, i), TRUE);
}

static void
assert_ids (Fixture            *fixture,
            const PursuitQuery *query)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = pursuit_store_query_ids (fixture->base.store, query, 0, &error);
  g_autofree gboolean *listed = g_new0 (gboolean, N_CUSTOMERS + 1);
  gint64 count;

  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    listed[g_array_index (ids, gint64, i)] = TRUE;
  for (guint id = 1; id <= N_CUSTOMERS; id++)
    g_assert_cmpint (listed[id], ==, is_meant (fixture, query, id));
  g_assert_true (pursuit_store_query_count (fixture->base.store, query, &count, NULL));
  g_assert_cmpint (count, ==, ids->len);
}

static gint64
count_in_facet (GPtrArray  *facets,
                const char *value)
{
  for (guint i = 0; i < facets->len; i++)
    {
      const PursuitFacet *facet = g_ptr_array_index (facets, i);

      if (g_str_equal (facet->value != NULL ? facet->value : "", value))
        return facet->count;
    }

  return 0;
}

static void
assert_facet (Fixture            *fixture,
              const PursuitQuery *query,
              guint               field)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) facets = pursuit_store_query_facet (fixture->base.store, query, fields[field], &error);

  g_assert_no_error (error);
  for (guint i = 0; values[field][i] != NULL; i++)
    {
      gint64 n = 0;

      /* Of sources and tags those are not counted that have none. */
      if (field >= 5 && *values[field][i] == '\0')
        continue;
      for (guint id = 1; id <= N_CUSTOMERS; id++)
        n += is_meant (fixture, query, id) && g_str_equal (fixture->of[id][field], values[field][i]);
      g_assert_cmpint (count_in_facet (facets, values[field][i]), ==, n);
    }
}

static void
test_twin (Fixture       *fixture,
           gconstpointer  data)
{
  fill (fixture);
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);

      query->order = (PursuitOrder) (round % PURSUIT_N_ORDERS);
      draw_choices (fixture, query);
      assert_ids (fixture, query);
      for (guint i = 0; i < N_FIELDS; i++)
        assert_facet (fixture, query, i);
    }
}

/* What belongs to customers is narrowed by them. */
static void
test_others (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(PursuitQuery) contacts = pursuit_query_new (PURSUIT_LIST_CONTACTS);
  g_autoptr(PursuitQuery) deals = pursuit_query_new (PURSUIT_LIST_DEALS);
  gint64 n_contacts, n_deals;

  store_fixture_raw (&fixture->base,
                     "INSERT INTO customer (id, created_at, changed_at, name, tags) VALUES (1, 1, 1, 'A', 'key'), (2, 1, 1, 'B', NULL);"
                     "INSERT INTO contact (created_at, changed_at, name, customer_id) VALUES (1, 1, 'K', 1), (1, 1, 'L', 2);"
                     "INSERT INTO process (id, created_at, changed_at, name) VALUES (1, 1, 1, 'P');"
                     "INSERT INTO stage (id, created_at, changed_at, process_id, name, buyer_name) VALUES (1, 1, 1, 1, 'S', 'B');"
                     "INSERT INTO deal (created_at, changed_at, title, customer_id, process_id, stage_id) VALUES (1, 1, 'D', 1, 1, 1),"
                     " (1, 1, 'E', 2, 1, 1), (1, 1, 'F', 2, 1, 1)");
  pursuit_query_set_chosen (contacts, "tag", "key", TRUE);
  pursuit_query_set_chosen (deals, "tag", "", TRUE);
  g_assert_true (pursuit_store_query_count (fixture->base.store, contacts, &n_contacts, NULL));
  g_assert_true (pursuit_store_query_count (fixture->base.store, deals, &n_deals, NULL));
  g_assert_cmpint (n_contacts, ==, 1);
  g_assert_cmpint (n_deals, ==, 2);
}

static void
test_split (Fixture       *fixture,
            gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "C", "tags", tags[i].typed, NULL);
      g_autofree char *sql = NULL;
      g_autofree char *found = NULL;
      g_auto(PursuitTx) tx = { NULL };

      g_assert_true (i % 2 == 0 ? pursuit_tx_begin (&tx, fixture->base.store, NULL) : pursuit_tx_begin_large (&tx, fixture->base.store, NULL));
      g_assert_true (pursuit_store_insert (fixture->base.store, customer, NULL));
      g_assert_true (pursuit_tx_commit (&tx, NULL));
      sql = g_strdup_printf ("SELECT coalesce (group_concat (tag, '|'), '') FROM (SELECT tag FROM customer_tag WHERE customer_id = %d"
                             " ORDER BY tag)", (int) customer->id);
      found = store_fixture_text (&fixture->base, sql);
      g_assert_cmpstr (found, ==, tags[i].meant);
    }
  assert_clean (fixture);
}

/* The three big figures of any customers, just these by their numbers too, against the rows themselves. */
static void
test_figures (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(PursuitQuery) all = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  g_autoptr(PursuitQuery) some = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  PursuitFigures figures;

  pursuit_time_set_now (G_GINT64_CONSTANT (1773729120000007));   /* 2026-03-17 */
  store_fixture_raw (&fixture->base,
                     "INSERT INTO process (id, created_at, changed_at, name) VALUES (1, 1, 1, 'P');"
                     "INSERT INTO stage (id, created_at, changed_at, process_id, name, buyer_name) VALUES (1, 1, 1, 1, 'S', 'B');"
                     "INSERT INTO customer (id, created_at, changed_at, name, region, deleted_at) VALUES (1, 1, 1, 'A', 'East', 0),"
                     " (2, 1, 1, 'B', 'West', 0), (3, 1, 1, 'C', 'East', 0), (4, 1, 1, 'D', 'East', 9);"
                     "INSERT INTO deal (created_at, changed_at, title, customer_id, process_id, stage_id, status, amount, closed_on, deleted_at)"
                     " VALUES (1, 1, 'a', 1, 1, 1, 'won', 100, '2026-03-02', 0), (1, 1, 'b', 1, 1, 1, 'won', 20, '2025-04-30', 0),"
                     " (1, 1, 'c', 1, 1, 1, 'won', 3, '2024-01-01', 0), (1, 1, 'd', 1, 1, 1, 'lost', 1000, '2026-03-02', 0),"
                     " (1, 1, 'e', 1, 1, 1, 'won', 4000, '2026-03-02', 7), (1, 1, 'f', 2, 1, 1, 'won', 50000, '2026-02-02', 0)");
  g_assert_true (pursuit_store_query_figures (fixture->base.store, all, &figures, NULL));
  g_assert_cmpint (figures.customers, ==, 3);
  g_assert_cmpint (figures.amount, ==, 50123);
  g_assert_cmpint (figures.purchases, ==, 4);
  pursuit_query_set_chosen (some, "region", "East", TRUE);
  g_assert_true (pursuit_store_query_figures (fixture->base.store, some, &figures, NULL));
  g_assert_cmpint (figures.customers, ==, 2);
  g_assert_cmpint (figures.amount, ==, 123);
  g_assert_cmpint (figures.purchases, ==, 3);
  g_assert_cmpint (figures.month_amounts[11], ==, 100);
  g_assert_cmpint (figures.month_amounts[0], ==, 20);
  g_assert_cmpint (figures.month_purchases[10], ==, 0);
  pursuit_query_choose (some, "id", (const char *const[]) { "2", "3", "4", NULL });
  g_assert_true (pursuit_store_query_figures (fixture->base.store, some, &figures, NULL));
  g_assert_cmpint (figures.customers, ==, 1);
  g_assert_cmpint (figures.amount, ==, 0);
  pursuit_time_set_now (0);
}

/* A list of tags that does not follow from the customers is noticed. */
static void
test_checked (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) findings = NULL;

  store_fixture_raw (&fixture->base, "INSERT INTO customer (id, created_at, changed_at, name, tags) VALUES (7, 1, 1, 'A', 'key');"
                                     "UPDATE customer_tag SET tag = 'lock'");
  findings = pursuit_store_check (fixture->base.store, NULL, NULL);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (findings, 0), ==, "The list of tags does not agree with customer 7.");
}

/* The same values make the same query, whatever the order in which they were chosen; the last one taken away leaves none. */
static void
test_choose (void)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  g_autoptr(PursuitQuery) copy = NULL;

  pursuit_query_set_chosen (query, "region", "West", TRUE);
  pursuit_query_set_chosen (query, "region", "East", TRUE);
  pursuit_query_set_chosen (query, "region", "West", TRUE);
  pursuit_query_set_chosen (query, "grade", "a", TRUE);
  copy = pursuit_query_copy (query);
  g_assert_cmpuint (copy->choices->len, ==, 2);
  g_assert_cmpstr (((PursuitChoice *) g_ptr_array_index (copy->choices, 0))->field, ==, "grade");
  g_assert_true (g_strv_equal (pursuit_query_get_choice (copy, "region"), (const char *const[]) { "East", "West", NULL }));
  g_assert_true (pursuit_query_is_filtered (copy));
  g_assert_true (pursuit_query_has_chosen (copy, "region", "East"));
  pursuit_query_set_chosen (copy, "region", "East", FALSE);
  pursuit_query_choose (copy, "grade", NULL);
  g_assert_false (pursuit_query_has_chosen (copy, "region", "East"));
  pursuit_query_set_chosen (copy, "region", "West", FALSE);
  g_assert_null (copy->choices);
  g_assert_false (pursuit_query_is_filtered (copy));
  g_assert_true (pursuit_query_has_chosen (query, "region", "East"));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/choices/in-order-and-once", test_choose);
  ADD ("/store/choices/equal-a-look-at-each", test_twin);
  ADD ("/store/choices/narrow-what-belongs-to-customers", test_others);
  ADD ("/store/choices/figures/equal-the-rows", test_figures);
  ADD ("/store/choices/tags/split", test_split);
  ADD ("/store/choices/tags/checked", test_checked);

  return g_test_run ();
}
