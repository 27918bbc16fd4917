/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a list can be narrowed by, kept by triggers, against a count of the customers. */

#include "pursuit-query-run.h"

#include "pursuit-customer.h"
#include "pursuit-enums.h"
#include "pursuit-journal.h"
#include "pursuit-store-private.h"
#include "store-fixture.h"

static const char *const fields[] = { "grade", "funnel", "region", "industry", "owner_id" };

static const char *
pick (GRand             *rand,
      const char *const *texts,
      gint32             n)
{
  return texts[g_rand_int_range (rand, 0, n)];
}

static char *
random_change (GRand *rand)
{
  static const char *const grades[] = { "NULL", "'a'", "'b'", "'c'" };
  static const char *const funnels[] = { "'potential'", "'lead'", "'opportunity'" };
  static const char *const regions[] = { "NULL", "'East'", "'华东'", "'west'", "'West'" };
  static const char *const owners[] = { "NULL", "1", "2", "3" };
  const char *grade = pick (rand, grades, G_N_ELEMENTS (grades));
  const char *funnel = pick (rand, funnels, G_N_ELEMENTS (funnels));
  const char *region = pick (rand, regions, G_N_ELEMENTS (regions));
  const char *industry = pick (rand, regions, G_N_ELEMENTS (regions));
  const char *owner = pick (rand, owners, G_N_ELEMENTS (owners));
  int id = g_rand_int_range (rand, 1, 80);

  switch (g_rand_int_range (rand, 0, 7))
    {
    case 0:
      return g_strdup_printf ("DELETE FROM customer WHERE id = %d", id);
    case 1:
      return g_strdup_printf ("UPDATE customer SET deleted_at = (deleted_at = 0) WHERE id = %d", id);
    case 2:
      return g_strdup_printf ("UPDATE customer SET grade = %s, owner_id = %s, deleted_at = %d WHERE id BETWEEN %d AND %d", grade, owner,
                              id % 2, id, id + 2);
    case 3:
      return g_strdup_printf ("UPDATE customer SET region = %s, industry = %s, funnel = %s WHERE id = %d", region, industry, funnel, id);
    default:
      return g_strdup_printf ("INSERT INTO customer (created_at, changed_at, name, grade, funnel, region, industry, owner_id)"
                              " VALUES (1, 1, 'C', %s, %s, %s, %s, %s)", grade, funnel, region, industry, owner);
    }
}

static void
change_at_random (StoreFixture *fixture,
                  guint32       seed,
                  guint         n_changes)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr(GString) sql = g_string_new ("BEGIN;");

  for (guint i = 0; i < n_changes; i++)
    {
      g_autofree char *change = random_change (rand);

      g_string_append_printf (sql, "%s;", change);
    }
  g_string_append (sql, "COMMIT;");
  store_fixture_raw (fixture, sql->str);
}

static void
make_ground (StoreFixture *fixture)
{
  store_fixture_raw (fixture, "INSERT INTO org_unit (id, created_at, changed_at, name) VALUES (1, 1, 1, 'East');"
                              "INSERT INTO staff (id, created_at, changed_at, name, unit_id) VALUES (1, 1, 1, 'A', 1),"
                              " (2, 1, 1, 'B', 1), (3, 1, 1, 'C', NULL);"
                              "UPDATE org_unit SET lead_id = 1");
}

static char *
dup_facet (StoreFixture       *fixture,
           const PursuitQuery *query,
           const char         *field)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) facets = pursuit_store_query_facet (fixture->store, query, field, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < facets->len; i++)
    {
      const PursuitFacet *facet = g_ptr_array_index (facets, i);

      g_string_append_printf (text, "%s=%d ", facet->value != NULL ? facet->value : "-", (int) facet->count);
    }
  return g_string_free (text, FALSE);
}

static void
assert_counts (StoreFixture       *fixture,
               const PursuitQuery *query,
               const char         *where)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT coalesce (group_concat (v || '=' || n || ' ', ''), '') FROM (SELECT coalesce (%s, '-') AS v,"
                                              " count(*) AS n FROM customer WHERE deleted_at = 0%s GROUP BY %s ORDER BY 2 DESC, %s)",
                                              fields[i], where, fields[i], fields[i]);
      g_autofree char *expected = store_fixture_text (fixture, sql);
      g_autofree char *found = dup_facet (fixture, query, fields[i]);

      g_assert_cmpstr (found, ==, expected);
    }
}

static PursuitQuery *
query_all (void)
{
  PursuitQuery *query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);

  query->scope = PURSUIT_SCOPE_ALL;
  return query;
}

/* Under every filter, and within every scope. */
static void
assert_all_counts (StoreFixture *fixture)
{
  g_autoptr(PursuitQuery) all = query_all ();
  g_autoptr(PursuitQuery) graded = query_all ();
  g_autoptr(PursuitQuery) placed = query_all ();
  g_autoptr(PursuitQuery) owned = query_all ();
  g_autoptr(PursuitQuery) own = query_all ();
  g_autoptr(PursuitQuery) team = query_all ();

  assert_counts (fixture, all, "");
  graded->grade = PURSUIT_GRADE_NONE;
  graded->funnel = PURSUIT_FUNNEL_LEAD;
  assert_counts (fixture, graded, " AND grade IS NULL AND funnel = 'lead'");
  placed->region = g_strdup ("West");
  placed->industry = g_strdup ("华东");
  assert_counts (fixture, placed, " AND region = 'West' AND industry = '华东'");
  pursuit_query_free (g_steal_pointer (&placed));
  placed = query_all ();
  placed->region = g_strdup ("");
  assert_counts (fixture, placed, " AND region = ''");
  owned->owner_id = 2;
  owned->unit_id = 1;
  assert_counts (fixture, owned, " AND owner_id = 2");
  own->scope = PURSUIT_SCOPE_OWN;
  own->scope_staff_id = 3;
  assert_counts (fixture, own, " AND (owner_id = 3 OR owner_id IS NULL)");
  team->scope = PURSUIT_SCOPE_TEAM;
  team->scope_staff_id = 1;
  assert_counts (fixture, team, " AND (owner_id IN (1, 2) OR owner_id IS NULL)");
}

static void
test_kept_is_count (StoreFixture  *fixture,
                    gconstpointer  data)
{
  make_ground (fixture);
  for (guint32 seed = 1; seed <= 20; seed++)
    {
      g_autoptr(GPtrArray) findings = NULL;

      change_at_random (fixture, seed, 30);
      assert_all_counts (fixture);
      findings = pursuit_store_check (fixture->store, NULL, NULL);
      g_assert_cmpuint (findings->len, ==, 0);
      g_assert_cmpint (pursuit_store_count_customers (fixture->store, NULL), ==,
                       store_fixture_int (fixture, "SELECT count(*) FROM customer WHERE deleted_at = 0"));
    }
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM customer_facet WHERE count < 1"), ==, 0);
}

/* The kept counts answer, not the customers; with words to look for it is the other way round. */
static void
test_kept_answers (StoreFixture  *fixture,
                   gconstpointer  data)
{
  g_autoptr(PursuitQuery) query = query_all ();
  g_autoptr(GPtrArray) findings = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *counted = NULL;

  make_ground (fixture);
  store_fixture_raw (fixture, "INSERT INTO customer (created_at, changed_at, name, search, region) VALUES (1, 1, 'Mill', 'mill', 'East');"
                              "UPDATE customer_facet SET count = 1000");
  kept = dup_facet (fixture, query, "region");
  g_assert_cmpstr (kept, ==, "East=1000 ");
  query->search = g_strdup ("mill");
  counted = dup_facet (fixture, query, "region");
  g_assert_cmpstr (counted, ==, "East=1 ");

  findings = pursuit_store_check (fixture->store, NULL, NULL);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (findings, 0), ==, "The counts of the customers in region “East” do not agree with them.");
}

static PursuitRecord *
random_customer (GRand *rand)
{
  static const char *const texts[] = { NULL, "East", "华东", "west", "West", "a\x1f""b" };

  return g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "C", "region", pick (rand, texts, G_N_ELEMENTS (texts)),
                       "industry", pick (rand, texts, G_N_ELEMENTS (texts)), "grade", g_rand_int_range (rand, 0, 4),
                       "funnel", g_rand_int_range (rand, 0, 3), "owner-id", (gint64) g_rand_int_range (rand, 0, 4), NULL);
}

/* Changed by somebody else meanwhile, without a name, gone: some writes are refused, and what was there stays. */
static void
write_at_random (StoreFixture *fixture,
                 GRand        *rand)
{
  g_autoptr(PursuitRecord) fresh = random_customer (rand);
  g_autoptr(PursuitRecord) record = pursuit_store_load (fixture->store, PURSUIT_TYPE_CUSTOMER, g_rand_int_range (rand, 1, 80), NULL);
  gint32 what = g_rand_int_range (rand, 0, 10);
  gboolean ok = TRUE;

  if (record == NULL || what < 4)
    {
      g_assert_true (pursuit_store_insert (fixture->store, fresh, NULL));
      return;
    }
  pursuit_record_assign (record, fresh, PURSUIT_FIELD_MASK_ALL);
  if (what == 4)
    record->revision++;
  if (what == 5)
    g_object_set (record, "name", NULL, NULL);
  if (what >= 7)
    ok = pursuit_store_set_deleted (fixture->store, record, record->deleted_at == 0, NULL);
  if (what != 9)
    g_assert_true (pursuit_store_update (fixture->store, record, NULL) == (ok && what != 4 && what != 5));
}

static void
assert_counts_are_right (StoreFixture *fixture)
{
  g_autoptr(GPtrArray) findings = pursuit_store_check (fixture->store, NULL, NULL);

  g_assert_cmpuint (findings->len, ==, 0);
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM customer_facet WHERE count < 1"), ==, 0);
}

/* A transaction that notes what triggers would count says the same in the end; one that is given up leaves nothing behind. */
static void
test_large_is_count (StoreFixture  *fixture,
                     gconstpointer  data)
{
  make_ground (fixture);
  for (guint32 seed = 1; seed <= 20; seed++)
    {
      g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
      g_autofree char *before = store_fixture_text (fixture, "SELECT coalesce (sum (count), 0) FROM customer_facet");
      g_autofree char *after = NULL;
      g_auto(PursuitTx) tx = { NULL };

      g_assert_true (pursuit_tx_begin_large (&tx, fixture->store, NULL));
      g_assert_nonnull (fixture->store->facets);
      for (guint i = 0; i < 40; i++)
        write_at_random (fixture, rand);
      for (guint i = 0; seed % 7 == 0 && i < 300; i++)
        {
          g_autoptr(PursuitRecord) fresh = random_customer (rand);

          g_assert_true (pursuit_store_insert (fixture->store, fresh, NULL));
        }
      g_assert_true (seed % 7 != 0 || fixture->store->facets != NULL);
      if (seed % 4 != 0)
        g_assert_true (pursuit_tx_commit (&tx, NULL));
      else
        {
          pursuit_tx_clear (&tx);
          after = store_fixture_text (fixture, "SELECT coalesce (sum (count), 0) FROM customer_facet");
          g_assert_cmpstr (after, ==, before);
        }
      g_assert_null (fixture->store->facets);
      assert_counts_are_right (fixture);
    }
}

/* From the journal's entry on triggers are at work again, those of the counts and those that keep the journal. */
static void
test_large_ends_with_entry (StoreFixture  *fixture,
                            gconstpointer  data)
{
  PursuitJournalEntry entry = { .actor = (char *) "A", .verb = (char *) "import", .entity = (char *) "customer" };
  g_autoptr(PursuitRecord) first = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "First", NULL);
  g_autoptr(PursuitRecord) second = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Second", NULL);
  g_autoptr(GError) error = NULL;
  g_auto(PursuitTx) tx = { NULL };

  g_assert_true (pursuit_tx_begin_large (&tx, fixture->store, NULL));
  g_assert_true (pursuit_store_insert (fixture->store, first, NULL));
  g_assert_cmpint (pursuit_store_count_customers (fixture->store, NULL), ==, 0);
  g_assert_true (pursuit_journal_add (fixture->store, &entry, NULL));
  g_assert_cmpint (pursuit_store_count_customers (fixture->store, NULL), ==, 1);
  g_assert_true (pursuit_store_insert (fixture->store, second, NULL));
  g_assert_cmpint (pursuit_store_count_customers (fixture->store, NULL), ==, 2);
  g_assert_false (pursuit_db_exec (fixture->store->db, "UPDATE journal SET actor = 'B'", &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_true (pursuit_tx_commit (&tx, NULL));
  assert_counts_are_right (fixture);
}

#define ADD(path, func) g_test_add (path, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/store/facets/kept/equal-a-count", test_kept_is_count);
  ADD ("/store/facets/kept/answer-without-the-customers", test_kept_answers);
  ADD ("/store/facets/large/equal-a-count", test_large_is_count);
  ADD ("/store/facets/large/ends-with-the-entry", test_large_ends_with_entry);

  return g_test_run ();
}
