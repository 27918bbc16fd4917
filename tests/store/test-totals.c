/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The figures that triggers keep, against a recount after many random changes (P6b), and the queries that read them. */

#include "pursuit-query-run.h"

#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "store-fixture.h"

#define N_STAGES 3
#define N_DAYS 5

static void
make_ground (StoreFixture *fixture)
{
  store_fixture_raw (fixture, "INSERT INTO process (id, created_at, changed_at, name) VALUES (1, 1, 1, 'P'), (2, 1, 1, 'Q');"
                              "INSERT INTO stage (id, created_at, changed_at, process_id, position, name, buyer_name)"
                              " VALUES (1, 1, 1, 1, 1, 'S1', 'B'), (2, 1, 1, 1, 2, 'S2', 'B'), (3, 1, 1, 1, 3, 'S3', 'B');"
                              "INSERT INTO staff (id, created_at, changed_at, name) VALUES (2, 1, 1, 'A'), (3, 1, 1, 'B');"
                              "INSERT INTO customer (id, created_at, changed_at, name) VALUES (1, 1, 1, 'C'), (2, 1, 1, 'D');");
}

static const char *
random_status (GRand *rand)
{
  static const char *const statuses[] = { "open", "won", "lost" };

  return statuses[g_rand_int_range (rand, 0, G_N_ELEMENTS (statuses))];
}

/* A closing day that may be missing, as imported deals have it. */
static char *
random_day (GRand *rand)
{
  int day = g_rand_int_range (rand, 0, N_DAYS + 1);

  return day == 0 ? g_strdup ("NULL") : g_strdup_printf ("'2026-03-%02d'", day);
}

/* Some stays, in any order, or nonsense: nothing says that those who write them think of the triggers. */
static char *
random_stays (GRand *rand)
{
  GString *text = g_string_new ("'");
  int first = g_rand_int_range (rand, 1, N_STAGES + 1);
  int n = g_rand_int_range (rand, 0, N_STAGES + 1);

  for (int i = 0; i < n; i++)
    g_string_append_printf (text, ";%d:%07d:%010d", 1 + (first + i) % N_STAGES, 2026030 + 10 * g_rand_int_range (rand, 0, 3),
                            g_rand_int_range (rand, 0, 1000000));
  if (n == 0)
    g_string_assign (text, g_rand_boolean (rand) ? "NULL" : "'long;ago:;77:12345678:1:2;'");
  else
    g_string_append_c (text, '\'');

  return g_string_free (text, FALSE);
}

/* What only the summaries of reports look at. */
static char *
random_report_change (GRand *rand)
{
  g_autofree char *stays = random_stays (rand);
  g_autofree char *day = random_day (rand);
  int stage = g_rand_int_range (rand, 1, N_STAGES + 1);
  int id = g_rand_int_range (rand, 1, 60);

  switch (g_rand_int_range (rand, 0, 9))
    {
    case 5:
      return g_strdup_printf ("UPDATE deal SET expected_close = %s, amount = amount + %d WHERE id BETWEEN %d AND %d", day, id % 2, id,
                              id + 5);
    case 6:
      return g_strdup_printf ("UPDATE deal SET probability = %d, process_id = 1 + %d %% 2 WHERE id = %d", id, stage, id);
    case 7:
      return g_strdup_printf ("UPDATE customer SET region = nullif ('R%d', 'R1'), last_contact_at = %d WHERE id = 1 + %d %% 2",
                              stage, id / 10, id);
    case 8:
      return g_strdup_printf ("UPDATE deal SET customer_id = 1 + %d %% 2, expected_close = coalesce (%s, '2026-12-31')"
                              " WHERE id = %d", stage, day, id);
    case 0:
      return g_strdup_printf ("UPDATE deal SET owner_id = nullif (%d, 1) WHERE id = %d", stage, id);
    case 1:
      return g_strdup_printf ("UPDATE deal SET stays = %s, opened_on = %s, owner_id = nullif (%d, 1) WHERE id = %d", stays, day,
                              stage, id);
    case 2:
      return g_strdup_printf ("UPDATE deal SET stays = %s, deleted_at = (deleted_at = 0) WHERE id = %d", stays, id);
    case 3:
      return g_strdup_printf ("UPDATE deal SET stays = coalesce (stays, '') || ';' || stage_id || ':2026042:0000200000',"
                              " stage_id = %d, max_position = max (max_position, %d)"
                              " WHERE id = %d AND instr (coalesce (stays, ''), ';' || stage_id || ':') = 0", stage, stage, id);
    default:
      return g_strdup_printf ("INSERT INTO deal (created_at, changed_at, customer_id, title, process_id, stage_id, owner_id,"
                              " status, closed_on, opened_on, max_position, stays) VALUES (1, 1, 1, 'D', 1, %d, 2, '%s', %s,"
                              " '2026-03-02', %d, %s)", stage, random_status (rand), day, stage, stays);
    }
}

static char *
random_change (GRand *rand)
{
  g_autofree char *day = random_day (rand);
  gint64 amount = g_rand_int_range (rand, 0, 1000000);
  int stage = g_rand_int_range (rand, 1, N_STAGES + 1);
  int probability = g_rand_int_range (rand, 0, 101);
  int id = g_rand_int_range (rand, 1, 60);

  switch (g_rand_int_range (rand, 0, 12))
    {
    case 7:
    case 8:
    case 9:
    case 10:
    case 11:
      return random_report_change (rand);
    case 0:
      return g_strdup_printf ("DELETE FROM deal WHERE id = %d", id);
    case 1:
      return g_strdup_printf ("UPDATE deal SET deleted_at = (deleted_at = 0) WHERE id = %d", id);
    case 2:
      return g_strdup_printf ("UPDATE deal SET status = '%s', closed_on = %s, probability = %d WHERE id = %d",
                              random_status (rand), day, probability, id);
    case 3:
      return g_strdup_printf ("UPDATE deal SET stage_id = %d, amount = %" G_GINT64_FORMAT " WHERE id = %d", stage, amount, id);
    case 4:
      return g_strdup_printf ("UPDATE deal SET closed_on = %s WHERE id BETWEEN %d AND %d", day, id, id + 3);
    default:
      return g_strdup_printf ("INSERT INTO deal (created_at, changed_at, customer_id, title, process_id, stage_id, status,"
                              " amount, probability, closed_on) VALUES (1, 1, 1, 'D', 1, %d, '%s', %" G_GINT64_FORMAT ", %d, %s)",
                              stage, random_status (rand), amount, probability, day);
    }
}

/* Rows that one side has and the other has not; a row of zeros is as good as none. */
static const char differences[] =
  "WITH counted AS (SELECT stage_id, status, count(*) AS n, sum(amount) AS a,"
  " sum(amount / 100 * probability + amount % 100 * probability / 100) AS w FROM deal WHERE deleted_at = 0 GROUP BY 1, 2),"
  " closed AS (SELECT status, closed_on, count(*) AS n, sum(amount) AS a,"
  " sum(amount / 100 * probability + amount % 100 * probability / 100) AS w FROM deal"
  " WHERE deleted_at = 0 AND status <> 'open' AND closed_on IS NOT NULL GROUP BY 1, 2),"
  " kept AS (SELECT * FROM deal_total WHERE count <> 0 OR amount <> 0 OR weighted <> 0),"
  " kept_closed AS (SELECT * FROM deal_closed_total WHERE count <> 0 OR amount <> 0 OR weighted <> 0)"
  " SELECT (SELECT count(*) FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept))"
  " + (SELECT count(*) FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted))"
  " + (SELECT count(*) FROM (SELECT * FROM closed EXCEPT SELECT * FROM kept_closed))"
  " + (SELECT count(*) FROM (SELECT * FROM kept_closed EXCEPT SELECT * FROM closed))";

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
assert_sound (StoreFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) findings = pursuit_store_check (fixture->store, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (findings, i));
  g_assert_cmpuint (findings->len, ==, 0);
}

static void
test_kept_is_recount (StoreFixture  *fixture,
                      gconstpointer  data)
{
  make_ground (fixture);
  for (guint32 seed = 1; seed <= 40; seed++)
    {
      change_at_random (fixture, seed, 25);
      g_assert_cmpint (store_fixture_int (fixture, differences), ==, 0);
      assert_sound (fixture);
    }
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM deal_stay_total WHERE count > 0 AND owner_id = 2"), >, 5);
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM deal_outcome_total WHERE count > 0 AND owner_id = 2"), >, 2);
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM deal_closed_total WHERE count > 0"), >, N_DAYS);
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM deal_expected_total WHERE count > 0"), >=, 2);
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM deal WHERE customer_region <> '' AND contacted_at > 0"), >, 2);
}

static void
assert_totals (StoreFixture       *fixture,
               const PursuitQuery *query,
               const char         *where)
{
  g_autofree char *sql = g_strconcat ("SELECT count(*) || '/' || coalesce(sum(amount), 0) || '/' || coalesce(sum(amount / 100"
                                      " * probability + amount % 100 * probability / 100), 0) FROM deal WHERE deleted_at = 0",
                                      where, NULL);
  g_autofree char *expected = store_fixture_text (fixture, sql);
  g_autofree char *got = NULL;
  g_autoptr(GError) error = NULL;
  PursuitTotals totals;

  pursuit_store_query_totals (fixture->store, query, &totals, &error);
  g_assert_no_error (error);
  got = g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, totals.count, totals.amount,
                         totals.weighted);
  g_assert_cmpstr (got, ==, expected);
}

static PursuitQuery *
query_all (int status)
{
  PursuitQuery *query = pursuit_query_new (PURSUIT_LIST_DEALS);

  query->status = status;
  query->scope = PURSUIT_SCOPE_ALL;
  return query;
}

/* Kept or counted, the figures are those of the deals. */
static void
test_query_is_recount (StoreFixture  *fixture,
                       gconstpointer  data)
{
  g_autoptr(PursuitQuery) any = query_all (PURSUIT_ANY);
  g_autoptr(PursuitQuery) open = query_all (PURSUIT_DEAL_OPEN);
  g_autoptr(PursuitQuery) won = query_all (PURSUIT_DEAL_WON);
  g_autoptr(PursuitQuery) staged = query_all (PURSUIT_DEAL_LOST);
  g_autoptr(PursuitQuery) owned = query_all (PURSUIT_DEAL_WON);

  make_ground (fixture);
  change_at_random (fixture, 4711, 300);
  store_fixture_raw (fixture, "INSERT INTO staff (id, created_at, changed_at, name) VALUES (1, 1, 1, 'A');"
                              "UPDATE deal SET owner_id = 1 WHERE id % 3 = 0");

  assert_totals (fixture, any, "");
  assert_totals (fixture, open, " AND status = 'open'");
  assert_totals (fixture, won, " AND status = 'won'");
  won->closed_from = g_strdup ("2026-03-02");
  assert_totals (fixture, won, " AND status = 'won' AND closed_on >= '2026-03-02'");
  won->closed_to = g_strdup ("2026-03-04");
  assert_totals (fixture, won, " AND status = 'won' AND closed_on BETWEEN '2026-03-02' AND '2026-03-04'");
  staged->stage_id = 2;
  assert_totals (fixture, staged, " AND status = 'lost' AND stage_id = 2");
  staged->closed_to = g_strdup ("2026-03-03");
  assert_totals (fixture, staged, " AND status = 'lost' AND stage_id = 2 AND closed_on <= '2026-03-03'");
  owned->owner_id = 1;
  owned->closed_from = g_strdup ("2026-03-01");
  assert_totals (fixture, owned, " AND status = 'won' AND owner_id = 1 AND closed_on >= '2026-03-01'");
}

#define NOW G_GINT64_CONSTANT (1773712800000000)   /* 2026-03-17T02:00:00Z */

/* Deals on both sides of the border between standing and standing still, to the microsecond. */
static void
test_stalled_is_recount (StoreFixture  *fixture,
                         gconstpointer  data)
{
  static const char stalled[] = " AND status = 'open' AND stage_entered_at > 0 AND 1773712800000000 - stage_entered_at >="
                                " (1 + (SELECT expected_days FROM stage WHERE id = stage_id)) * 86400000000"
                                " AND (SELECT expected_days FROM stage WHERE id = stage_id) > 0";
  g_autofree char *staged = g_strconcat (stalled, " AND stage_id = 2", NULL);
  g_autofree char *owned = g_strconcat (stalled, " AND owner_id = 1", NULL);
  g_autoptr(PursuitQuery) query = query_all (PURSUIT_DEAL_OPEN);

  pursuit_time_set_now (NOW);
  make_ground (fixture);
  change_at_random (fixture, 99, 500);
  store_fixture_raw (fixture, "INSERT INTO staff (id, created_at, changed_at, name) VALUES (1, 1, 1, 'A');"
                              "UPDATE stage SET expected_days = 10 * (id - 1);"
                              "UPDATE deal SET owner_id = 1 WHERE id % 3 = 0;"
                              "UPDATE deal SET stage_entered_at = CASE id % 5 WHEN 0 THEN 0 WHEN 1 THEN 1773712800000000 - 11 * 86400000000"
                              " WHEN 2 THEN 1773712800000001 - 11 * 86400000000 WHEN 3 THEN 1773712800000000 - 21 * 86400000000"
                              " ELSE 1773712800000000 END");
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM deal WHERE status = 'open' AND deleted_at = 0"), >, 10);

  query->stalled = TRUE;
  assert_totals (fixture, query, stalled);
  query->status = PURSUIT_ANY;
  assert_totals (fixture, query, stalled);
  query->stage_id = 2;
  assert_totals (fixture, query, staged);
  query->stage_id = 0;
  query->owner_id = 1;   /* counted the long way round */
  assert_totals (fixture, query, owned);
  pursuit_time_set_now (0);
}

/* A day's figures that somebody altered behind our back are found. */
static void
test_check_finds_wrong_day (StoreFixture  *fixture,
                            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) before = NULL;
  g_autoptr(GPtrArray) after = NULL;

  make_ground (fixture);
  change_at_random (fixture, 3, 100);
  before = pursuit_store_check (fixture->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (before->len, ==, 0);

  store_fixture_raw (fixture, "UPDATE deal_closed_total SET amount = amount + 1 WHERE closed_on = '2026-03-02'");
  after = pursuit_store_check (fixture->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_nonnull (g_strstr_len (g_ptr_array_index (after, 0), -1, "2026-03-02"));
}

/* What is expected of a month, or known of a customer, and was altered behind our back. */
static void
test_check_finds_wrong_forecast (StoreFixture  *fixture,
                                 gconstpointer  data)
{
  static const char *const harms[] = {
    "UPDATE deal_expected_total SET weighted = weighted + 1 WHERE month = 202612",
    "DELETE FROM deal_expected_total WHERE month = 202612",
    "UPDATE deal SET contacted_at = 7 WHERE id = 1",
    "UPDATE deal SET customer_region = 'Elsewhere' WHERE id = 1",
  };

  make_ground (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (harms); i++)
    {
      g_autoptr(GPtrArray) findings = NULL;

      store_fixture_raw (fixture, "DELETE FROM deal; INSERT INTO deal (id, created_at, changed_at, customer_id, title, process_id, stage_id,"
                                  " amount, probability, expected_close) VALUES (1, 1, 1, 1, 'D', 1, 1, 12345, 50, '2026-12-05')");
      assert_sound (fixture);
      store_fixture_raw (fixture, harms[i]);
      findings = pursuit_store_check (fixture->store, NULL, NULL);
      g_assert_cmpuint (findings->len, ==, 1);
      g_assert_nonnull (g_strstr_len (g_ptr_array_index (findings, 0), -1, i < 2 ? "202612" : "deal 1"));
      store_fixture_raw (fixture, "DELETE FROM deal; DELETE FROM deal_expected_total");
    }
}

#define ADD(path, func) g_test_add (path, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/store/totals/kept/equal-a-recount", test_kept_is_recount);
  ADD ("/store/totals/query/equals-a-recount", test_query_is_recount);
  ADD ("/store/totals/query/counts-what-stands-still", test_stalled_is_recount);
  ADD ("/store/totals/check/finds-a-wrong-day", test_check_finds_wrong_day);
  ADD ("/store/totals/check/finds-a-wrong-forecast", test_check_finds_wrong_forecast);

  return g_test_run ();
}
