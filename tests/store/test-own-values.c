/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The values of own fields as lists are ordered, narrowed and counted by them; every order against the places of its rows. */

#include "pursuit-query-places.h"
#include "pursuit-query-run.h"

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-store-private.h"
#include "store-fixture.h"

#define N_CUSTOMERS 6

#define DEFINITIONS                                                                                                       \
  "INSERT INTO own_field (created_at, changed_at, entity, key, name, kind, choices, position) VALUES"                    \
  " (1, 1, 'customer', 'size', 'Size', 'choice', '[{\"key\":\"small\",\"name\":\"S\"},{\"key\":\"big\",\"name\":\"B\"}]', 1)," \
  " (1, 1, 'customer', 'motto', 'Motto', 'text', NULL, 2), (1, 1, 'customer', 'machines', 'Machines', 'number', NULL, 3)," \
  " (1, 1, 'customer', 'since', 'Since', 'date', NULL, 4), (1, 1, 'customer', 'key_account', 'Key', 'yes-no', NULL, 5)," \
  " (1, 1, 'customer', 'bonus', 'Bonus', 'money', NULL, 6),"                                                              \
  " (1, 1, 'contact', 'size', 'Size', 'choice', '[{\"key\":\"small\",\"name\":\"S\"},{\"key\":\"big\",\"name\":\"B\"}]', 1)," \
  " (1, 1, 'deal', 'size', 'Size', 'choice', '[{\"key\":\"small\",\"name\":\"S\"},{\"key\":\"big\",\"name\":\"B\"}]', 1);"  \
  "INSERT INTO process (id, created_at, changed_at, name) VALUES (1, 1, 1, 'P');"                                        \
  "INSERT INTO stage (id, created_at, changed_at, process_id, position, name, buyer_name) VALUES (1, 1, 1, 1, 1, 'S', 'B')"

static const char *const extras[N_CUSTOMERS] = {
  "{\"bonus\":-5,\"key_account\":false,\"machines\":12.5,\"motto\":\"中\",\"since\":\"2026-03-17\",\"size\":\"big\"}",
  NULL,
  "{\"bonus\":300,\"key_account\":true,\"machines\":12.75,\"motto\":\"阿\",\"since\":\"1999-12-31\",\"size\":\"small\"}",
  "{\"machines\":-1,\"motto\":\"Zebra\",\"size\":\"big\"}",
  "{\"bonus\":20,\"machines\":100,\"motto\":\"apple\"}",
  "{\"elsewhere\":[1],\"key_account\":true}",
};

static PursuitRecord *
add (PursuitStore *store,
     PursuitRecord *record,
     const char    *extra)
{
  g_object_set (record, "extra", extra, NULL);
  g_assert_true (pursuit_store_insert (store, record, NULL));
  return record;
}

static void
fill (StoreFixture *fixture,
      gboolean      is_import)
{
  PursuitStore *store;
  g_auto(PursuitTx) tx = { NULL };

  store_fixture_close (fixture);
  store_fixture_raw (fixture, DEFINITIONS);
  store_fixture_open (fixture);
  store = fixture->store;
  g_assert_true (is_import ? pursuit_tx_begin_large (&tx, store, NULL) : pursuit_tx_begin (&tx, store, NULL));
  for (guint i = 0; i < N_CUSTOMERS; i++)
    {
      g_autoptr(PursuitRecord) customer = add (store, g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "C", NULL), extras[i]);
    }
  for (guint i = 1; i <= 3; i++)
    {
      const char *extra = i == 3 ? NULL : i == 2 ? "{\"size\":\"small\"}" : "{\"size\":\"big\"}";
      g_autoptr(PursuitRecord) contact =
        add (store, g_object_new (PURSUIT_TYPE_CONTACT, "name", "K", "customer-id", (gint64) i, NULL), extra);
      g_autoptr(PursuitRecord) deal =
        add (store, g_object_new (PURSUIT_TYPE_DEAL, "title", "D", "customer-id", (gint64) i, "process-id", G_GINT64_CONSTANT (1),
                                  "stage-id", G_GINT64_CONSTANT (1), NULL), extra);
    }
  g_assert_true (pursuit_tx_commit (&tx, NULL));
}

static char *
list (StoreFixture       *fixture,
      const PursuitQuery *query,
      guint               limit)
{
  g_autoptr(GArray) ids = pursuit_store_query_ids (fixture->store, query, limit, NULL);
  GString *text = g_string_new (NULL);

  g_assert_nonnull (ids);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%d", (int) g_array_index (ids, gint64, i));

  return g_string_free (text, FALSE);
}

/* Each row, looked for among the others, is found where it stands. */
static void
assert_places (StoreFixture       *fixture,
               const PursuitQuery *query)
{
  g_autoptr(GArray) ids = pursuit_store_query_ids (fixture->store, query, 0, NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr(GArray) changed = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr(GArray) places = NULL;

      g_array_append_val (changed, g_array_index (ids, gint64, i));
      g_assert_true (pursuit_store_query_places (fixture->store, query, (const gint64 *) (gpointer) ids->data, ids->len, changed,
                                                 &places, NULL));
      g_assert_nonnull (places);
      g_assert_cmpuint (g_array_index (places, PursuitRowPlace, 0).to, ==, i);
      g_assert_true (g_array_index (places, PursuitRowPlace, 0).stays);
    }
}

static void
assert_order (StoreFixture *fixture,
              PursuitList   of,
              const char   *field,
              gboolean      reversed,
              const char   *expected)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (of);
  g_autofree char *all = NULL;
  g_autofree char *first = NULL;

  query->own_order = g_strdup (field);
  query->reversed = reversed;
  all = list (fixture, query, 0);
  g_assert_cmpstr (all, ==, expected);
  first = list (fixture, query, 2);
  g_assert_cmpuint (strlen (first), ==, 2);
  g_assert_true (g_str_has_prefix (expected, first));
  assert_places (fixture, query);
}

/* Choices stand as they are offered, Chinese texts by their sound, numbers by size, nothing at the end. */
static void
test_orders (StoreFixture  *fixture,
             gconstpointer  data)
{
  fill (fixture, data != NULL);
  assert_order (fixture, PURSUIT_LIST_CUSTOMERS, "own.size", FALSE, "314256");
  assert_order (fixture, PURSUIT_LIST_CUSTOMERS, "own.size", TRUE, "413652");
  assert_order (fixture, PURSUIT_LIST_CUSTOMERS, "own.machines", FALSE, "413526");
  assert_order (fixture, PURSUIT_LIST_CUSTOMERS, "own.machines", TRUE, "531462");
  assert_order (fixture, PURSUIT_LIST_CUSTOMERS, "own.bonus", FALSE, "153246");
  assert_order (fixture, PURSUIT_LIST_CUSTOMERS, "own.since", FALSE, "312456");
  assert_order (fixture, PURSUIT_LIST_CUSTOMERS, "own.key_account", FALSE, "361245");
  assert_order (fixture, PURSUIT_LIST_CONTACTS, "own.size", FALSE, "213");
  assert_order (fixture, PURSUIT_LIST_DEALS, "own.size", TRUE, "123");
  assert_order (fixture, PURSUIT_LIST_CUSTOMERS, "own.motto", FALSE, "315426");
}

/* What is in the order of a field that there is not stands as if nobody had asked. */
static void
test_unknown (StoreFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  g_autofree char *usual = NULL;
  g_autofree char *unknown = NULL;

  fill (fixture, FALSE);
  usual = list (fixture, query, 0);
  query->own_order = g_strdup ("own.gone");
  unknown = list (fixture, query, 0);
  g_assert_cmpstr (unknown, ==, usual);
  assert_places (fixture, query);
}

static void
assert_chosen (StoreFixture *fixture,
               PursuitList   of,
               const char   *field,
               const char   *value,
               const char   *expected)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (of);
  g_autofree char *found = NULL;

  query->order = PURSUIT_ORDER_NAME;
  pursuit_query_set_chosen (query, field, value, TRUE);
  found = list (fixture, query, 0);
  g_assert_cmpstr (found, ==, expected);
}

/* Of contacts and deals, their own or their customers'. */
static void
test_choices (StoreFixture  *fixture,
              gconstpointer  data)
{
  fill (fixture, FALSE);
  assert_chosen (fixture, PURSUIT_LIST_CUSTOMERS, "own.size", "big", "14");
  assert_chosen (fixture, PURSUIT_LIST_CUSTOMERS, "own.size", "", "256");
  assert_chosen (fixture, PURSUIT_LIST_CUSTOMERS, "own.key_account", "true", "36");
  assert_chosen (fixture, PURSUIT_LIST_CUSTOMERS, "own.key_account", "false", "1");
  assert_chosen (fixture, PURSUIT_LIST_CUSTOMERS, "own.since", "1999-12-31", "3");
  assert_chosen (fixture, PURSUIT_LIST_CONTACTS, "contact.own.size", "small", "2");
  assert_chosen (fixture, PURSUIT_LIST_CONTACTS, "contact.own.size", "", "3");
  assert_chosen (fixture, PURSUIT_LIST_CONTACTS, "own.size", "small", "3");
  assert_chosen (fixture, PURSUIT_LIST_DEALS, "deal.own.size", "big", "1");
  assert_chosen (fixture, PURSUIT_LIST_DEALS, "own.size", "", "2");
}

static char *
count_values (StoreFixture *fixture,
              PursuitList   of,
              const char   *field)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (of);
  g_autoptr(GPtrArray) facets = pursuit_store_query_facet (fixture->store, query, field, NULL);
  GString *text = g_string_new (NULL);

  g_assert_nonnull (facets);
  for (guint i = 0; i < facets->len; i++)
    {
      const PursuitFacet *facet = g_ptr_array_index (facets, i);

      g_string_append_printf (text, "%s%s %d", i > 0 ? ", " : "", facet->value, (int) facet->count);
    }

  return g_string_free (text, FALSE);
}

static void
test_counts (StoreFixture  *fixture,
             gconstpointer  data)
{
  g_autofree char *of_customers = NULL;
  g_autofree char *of_contacts = NULL;
  g_autofree char *of_deals = NULL;

  fill (fixture, FALSE);
  of_customers = count_values (fixture, PURSUIT_LIST_CUSTOMERS, "own.key_account");
  of_contacts = count_values (fixture, PURSUIT_LIST_CONTACTS, "contact.own.size");
  of_deals = count_values (fixture, PURSUIT_LIST_DEALS, "deal.own.size");
  g_assert_cmpstr (of_customers, ==, "true 2, false 1");
  g_assert_cmpstr (of_contacts, ==, "big 1, small 1");
  g_assert_cmpstr (of_deals, ==, "big 1, small 1");
}

static void
save (StoreFixture *fixture,
      gint64        id,
      const char   *extra,
      gboolean      commits)
{
  g_auto(PursuitTx) tx = { NULL };
  g_autoptr(PursuitRecord) loaded = NULL;
  g_autoptr(PursuitRecord) edited = NULL;

  g_assert_true (pursuit_tx_begin (&tx, fixture->store, NULL));
  loaded = pursuit_store_load (fixture->store, PURSUIT_TYPE_CUSTOMER, id, NULL);
  edited = pursuit_record_copy (loaded);
  g_object_set (edited, "extra", extra, NULL);
  g_assert_true (pursuit_store_update (fixture->store, edited, NULL));
  if (commits)
    g_assert_true (pursuit_tx_commit (&tx, NULL));
}

/* A row whose value became another is found where it stands now, also between two numbers that differ after the point. */
static void
test_moved (StoreFixture  *fixture,
            gconstpointer  data)
{
  static const struct { const char *extra; guint to; } moves[] = {
    { "{\"machines\":12.6}", 2 }, { "{\"machines\":-3}", 0 }, { "{\"machines\":12.75}", 3 }, { "{\"motto\":\"x\"}", 4 },
  };
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  g_autoptr(GArray) changed = g_array_new (FALSE, FALSE, sizeof (gint64));
  const gint64 moved = 5;

  fill (fixture, FALSE);
  query->own_order = g_strdup ("own.machines");
  g_array_append_val (changed, moved);
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      g_autoptr(GArray) ids = pursuit_store_query_ids (fixture->store, query, 0, NULL);
      g_autoptr(GArray) now = NULL;
      g_autoptr(GArray) places = NULL;

      save (fixture, moved, moves[i].extra, TRUE);
      g_assert_true (pursuit_store_query_places (fixture->store, query, (const gint64 *) (gpointer) ids->data, ids->len, changed,
                                                 &places, NULL));
      g_assert_cmpuint (g_array_index (places, PursuitRowPlace, 0).to, ==, moves[i].to);
      now = pursuit_store_query_ids (fixture->store, query, 0, NULL);
      g_assert_cmpint (g_array_index (now, gint64, moves[i].to), ==, moved);
    }
}

static void
assert_clean (StoreFixture *fixture)
{
  g_autoptr(GPtrArray) findings = pursuit_store_check (fixture->store, NULL, NULL);

  g_assert_cmpuint (findings->len, ==, 0);
}

/* The values follow whatever becomes of the records, and nothing follows what did not happen. */
static void
test_follow (StoreFixture  *fixture,
             gconstpointer  data)
{
  fill (fixture, FALSE);
  assert_clean (fixture);
  save (fixture, 2, "{\"size\":\"small\"}", TRUE);
  assert_order (fixture, PURSUIT_LIST_CUSTOMERS, "own.size", FALSE, "231456");
  assert_clean (fixture);
  save (fixture, 3, NULL, TRUE);
  assert_order (fixture, PURSUIT_LIST_CUSTOMERS, "own.size", FALSE, "214356");
  assert_clean (fixture);
  save (fixture, 2, NULL, FALSE);
  assert_order (fixture, PURSUIT_LIST_CUSTOMERS, "own.size", FALSE, "214356");
  save (fixture, 6, "{\"size\":\"big\"}", TRUE);
  assert_order (fixture, PURSUIT_LIST_CUSTOMERS, "own.size", FALSE, "214635");
  assert_clean (fixture);
}

/* “check” says where the table is wrong. */
static void
test_check (StoreFixture  *fixture,
            gconstpointer  data)
{
  static const char *const damages[] = {
    "DELETE FROM own_value WHERE entity = 'customer' AND record_id = 4 AND key = 'size'",
    "UPDATE own_value SET value = 'small' WHERE entity = 'customer' AND record_id = 4 AND key = 'size'",
  };

  fill (fixture, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr(GPtrArray) findings = NULL;

      store_fixture_close (fixture);
      store_fixture_raw (fixture, damages[i]);
      store_fixture_open (fixture);
      findings = pursuit_store_check (fixture->store, NULL, NULL);
      g_assert_cmpuint (findings->len, ==, 1);
      g_assert_cmpstr (g_ptr_array_index (findings, 0), ==,
                       "The list of the values of own fields does not agree with record 4.");
      save (fixture, 4, extras[3], TRUE);
      assert_clean (fixture);
    }
}

/* A record without own fields costs no statement more than before there were any. */
static void
test_costs_nothing (StoreFixture  *fixture,
                    gconstpointer  data)
{
  g_auto(PursuitTx) tx = { NULL };
  g_autoptr(PursuitRecord) customer = NULL;

  fill (fixture, FALSE);
  g_assert_true (pursuit_tx_begin (&tx, fixture->store, NULL));
  customer = pursuit_store_load (fixture->store, PURSUIT_TYPE_CUSTOMER, 2, NULL);
  g_object_set (customer, "region", "East", NULL);
  g_assert_true (pursuit_store_update (fixture->store, customer, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (fixture->store->tx_own_values); i++)
    g_assert_null (fixture->store->tx_own_values[i]);
  g_assert_true (pursuit_tx_commit (&tx, NULL));
}

#define ADD(path, func, data) g_test_add ("/store/own-values/" path, StoreFixture, data, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();

  ADD ("orders", test_orders, NULL);
  ADD ("orders-of-an-import", test_orders, "import");
  ADD ("unknown-order-is-the-usual-one", test_unknown, NULL);
  ADD ("choices-narrow-three-lists", test_choices, NULL);
  ADD ("counts", test_counts, NULL);
  ADD ("values-follow-records", test_follow, NULL);
  ADD ("moved-row-is-placed", test_moved, NULL);
  ADD ("check-finds-what-is-wrong", test_check, NULL);
  ADD ("records-without-cost-nothing", test_costs_nothing, NULL);

  return g_test_run ();
}
