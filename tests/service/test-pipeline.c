/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The report on the funnel against a count of the deals, for everybody who may see some, and for every period. */

#include "pursuit-pipeline.h"

#include "desk-fixture.h"
#include "pursuit-date.h"
#include "pursuit-deals.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-report.h"

#define N_DEALS 60
#define DAY (24 * G_TIME_SPAN_HOUR)

/* Some deals of three sellers, over more than a year: moved on and back, won and lost. */
static void
add_deals (DeskFixture *fixture)
{
  static const char *const sellers[] = { "Li", "Wang", "Zhao" };
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  gint64 now = DESK_NOW - 500 * DAY;

  desk_fixture_add_customer (fixture, "Mill", "Li");
  for (int i = 0; i < N_DEALS; i++)
    {
      gint64 id;

      now += g_rand_int_range (rand, 1, 7) * DAY;
      pursuit_time_set_now (now);
      id = desk_fixture_add_deal (fixture, "Press", "Mill", sellers[i % 3], g_rand_int_range (rand, 1, 100000),
                                  g_rand_int_range (rand, 1, 4));
      for (int step = g_rand_int_range (rand, 0, 6); step > 0; step--)
        {
          pursuit_time_set_now (now + (10 - step) * g_rand_int_range (rand, 0, 9) * DAY / 2);
          pursuit_deals_move (fixture->desk, id, g_rand_int_range (rand, 1, 9), "because", NULL, NULL);
        }
      pursuit_time_set_now (now + g_rand_int_range (rand, 60, 140) * DAY);
      if (i % 4 == 0)
        pursuit_deals_win (fixture->desk, id, NULL, NULL);
      else if (i % 4 == 1)
        pursuit_deals_lose (fixture->desk, id, "Too dear", NULL, NULL, NULL);
    }
  pursuit_time_set_now (DESK_NOW);
}

static void
assert_number (DeskFixture *fixture,
               gint64       found,
               const char  *sql,
               const char  *whose,
               const char  *more)
{
  g_autofree char *whole = g_strdup_printf ("SELECT coalesce ((%s FROM deal d JOIN stage t ON t.id = d.stage_id WHERE"
                                            " d.deleted_at = 0 AND %s AND %s), 0)", sql, whose, more);
  gint64 expected = desk_fixture_int (fixture, "%s", whole);

  if (found != expected)
    g_error ("%s: %d, not %d", whole, (int) found, (int) expected);
}

/* @whose and @when are conditions that say what the report is about. */
static void
assert_stages (DeskFixture           *fixture,
               const PursuitPipeline *report,
               const char            *whose,
               const char            *when)
{
  for (guint i = 0; i < report->stages->len; i++)
    {
      const PursuitPipelineStage *stage = g_ptr_array_index (report->stages, i);
      int position = (int) stage->stage->position;
      g_autofree char *here = g_strdup_printf ("d.status = 'open' AND t.position = %d", position);
      g_autofree char *reached = g_strdup_printf ("(%s) AND (d.status = 'won' OR d.max_position >= %d)", when, position);
      g_autofree char *advanced = g_strdup_printf ("(%s) AND (d.status = 'won' OR d.max_position > %d)", when, position);
      g_autofree char *lost = g_strdup_printf ("(%s) AND d.status = 'lost' AND d.max_position = %d", when, position);

      assert_number (fixture, stage->open.count, "SELECT count(*)", whose, here);
      assert_number (fixture, stage->open.amount, "SELECT sum(amount)", whose, here);
      assert_number (fixture, stage->open.weighted, "SELECT sum(amount * d.probability / 100)", whose, here);
      assert_number (fixture, stage->funnel.reached, "SELECT count(*)", whose, reached);
      assert_number (fixture, stage->funnel.advanced, "SELECT count(*)", whose, advanced);
      assert_number (fixture, stage->funnel.lost, "SELECT count(*)", whose, lost);
    }
}

static void
assert_report (DeskFixture   *fixture,
               gint64         owner_id,
               gint64         unit_id,
               PursuitPeriod  period,
               const char    *whose)
{
  static const char *const whens[] = {
    [PURSUIT_PERIOD_ALL] = "1 = 1",
    [PURSUIT_PERIOD_TWELVE_MONTHS] = "d.closed_on BETWEEN '2025-04-01' AND '2026-03-31'",
    [PURSUIT_PERIOD_YEAR] = "d.closed_on BETWEEN '2026-01-01' AND '2026-12-31'",
    [PURSUIT_PERIOD_QUARTER] = "d.closed_on BETWEEN '2026-01-01' AND '2026-03-31'",
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitPipeline) report = pursuit_pipeline_read (fixture->desk, 0, owner_id, unit_id, period, &error);
  g_autofree char *won = g_strdup_printf ("(%s) AND d.status = 'won'", whens[period]);
  g_autofree char *lost = g_strdup_printf ("(%s) AND d.status = 'lost'", whens[period]);

  g_assert_no_error (error);
  g_assert_cmpuint (report->stages->len, ==, 8);
  assert_stages (fixture, report, whose, whens[period]);
  assert_number (fixture, report->open.count, "SELECT count(*)", whose, "d.status = 'open'");
  assert_number (fixture, report->closings.won, "SELECT count(*)", whose, won);
  assert_number (fixture, report->closings.lost, "SELECT count(*)", whose, lost);
  assert_number (fixture, report->closings.won_amount, "SELECT sum(amount)", whose, won);
  assert_number (fixture, report->closings.days, "SELECT sum(julianday (d.closed_on) - julianday (d.opened_on))", whose, won);
}

static void
test_counts (DeskFixture   *fixture,
             gconstpointer  data)
{
  static const struct
  {
    const char *actor;
    const char *whose;
  } cases[] = {
    { "Chief", "1 = 1" },
    { "Ma", "1 = 1" },
    { "Li", "d.owner_id = (SELECT id FROM staff WHERE name = 'Li')" },
  };

  add_deals (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int period = 0; period < PURSUIT_N_PERIODS; period++)
      {
        desk_fixture_sign_in (fixture, cases[i].actor);
        assert_report (fixture, 0, 0, (PursuitPeriod) period, cases[i].whose);
      }
}

static void
test_narrows (DeskFixture   *fixture,
              gconstpointer  data)
{
  gint64 wang = desk_fixture_find (fixture, "staff", "Wang");
  gint64 east = desk_fixture_find (fixture, "org_unit", "East");
  g_autofree char *his = g_strdup_printf ("d.owner_id = %d", (int) wang);

  add_deals (fixture);
  desk_fixture_sign_in (fixture, "Chief");
  assert_report (fixture, wang, 0, PURSUIT_PERIOD_ALL, his);
  assert_report (fixture, wang, 0, PURSUIT_PERIOD_TWELVE_MONTHS, his);
  assert_report (fixture, 0, east, PURSUIT_PERIOD_ALL, "d.owner_id IN (SELECT id FROM staff WHERE name IN ('Li', 'Wang'))");
  desk_fixture_sign_in (fixture, "Zhao");
  assert_report (fixture, wang, 0, PURSUIT_PERIOD_ALL, "1 = 0");
}

/* Nobody's role is to see a team alone, yet a scope may be one. */
static void
test_team (DeskFixture   *fixture,
           gconstpointer  data)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_DEALS);
  g_autoptr(GArray) open = NULL;
  g_autoptr(GArray) outcomes = NULL;
  g_autoptr(GError) error = NULL;
  gint64 n_open = 0;
  gint64 n_closed = 0;

  add_deals (fixture);
  query->scope = PURSUIT_SCOPE_TEAM;
  query->scope_staff_id = desk_fixture_find (fixture, "staff", "Ma");
  open = pursuit_store_report_open (pursuit_desk_get_store (fixture->desk), query, &error);
  g_assert_no_error (error);
  outcomes = pursuit_store_report_outcomes (pursuit_desk_get_store (fixture->desk), query, 1, 0, 0, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < open->len; i++)
    n_open += g_array_index (open, PursuitReportOpen, i).totals.count;
  for (guint i = 0; i < outcomes->len; i++)
    n_closed += g_array_index (outcomes, PursuitReportOutcome, i).count;
  assert_number (fixture, n_open, "SELECT count(*)", "d.owner_id IN (SELECT id FROM staff WHERE name IN ('Li', 'Wang'))",
                 "d.status = 'open'");
  assert_number (fixture, n_closed, "SELECT count(*)", "d.owner_id IN (SELECT id FROM staff WHERE name IN ('Li', 'Wang'))",
                 "d.status <> 'open'");
}

/* The days of a stage are those of its stays: the deal is in it twice, for three days and for nine. */
static void
test_days (DeskFixture   *fixture,
           gconstpointer  data)
{
  g_autoptr(PursuitPipeline) report = NULL;
  g_autoptr(PursuitPipeline) before = NULL;
  const PursuitPipelineStage *first;
  gint64 id, entry_id;

  desk_fixture_add_customer (fixture, "Mill", "Li");
  id = desk_fixture_add_deal (fixture, "Press", "Mill", "Li", 100, 1);
  pursuit_time_set_now (DESK_NOW + 3 * DAY);
  g_assert_true (pursuit_deals_move (fixture->desk, id, 2, "because", NULL, NULL));
  pursuit_time_set_now (DESK_NOW + 10 * DAY);
  g_assert_true (pursuit_deals_move (fixture->desk, id, 1, "because", NULL, NULL));
  before = pursuit_pipeline_read (fixture->desk, 0, 0, 0, PURSUIT_PERIOD_ALL, NULL);
  pursuit_time_set_now (DESK_NOW + 19 * DAY);
  g_assert_true (pursuit_deals_move (fixture->desk, id, 2, "because", &entry_id, NULL));

  report = pursuit_pipeline_read (fixture->desk, 0, 0, 0, PURSUIT_PERIOD_ALL, NULL);
  first = g_ptr_array_index (report->stages, 0);
  g_assert_cmpint (first->n_stays, ==, 1);
  g_assert_cmpfloat_with_epsilon (pursuit_pipeline_stage_days (first), 12, 1e-9);
  g_assert_cmpfloat_with_epsilon (pursuit_stays_get_median (first->lengths), 10.5, 1e-9);
  g_assert_cmpfloat (pursuit_pipeline_stage_days (g_ptr_array_index (report->stages, 7)), ==, -1);

  first = g_ptr_array_index (before->stages, 0);
  g_assert_cmpfloat_with_epsilon (pursuit_pipeline_stage_days (first), 3, 1e-9);
}

/* Each process has its own stages, and a deal counts in its own (STG-7). */
static void
test_processes (DeskFixture   *fixture,
                gconstpointer  data)
{
  gint64 repeat = desk_fixture_int (fixture, "SELECT id FROM process WHERE code = 'repeat'");
  g_autoptr(PursuitDeal) deal = NULL;
  g_autoptr(PursuitPipeline) standard = NULL;
  g_autoptr(PursuitPipeline) other = NULL;
  g_autoptr(GError) error = NULL;

  desk_fixture_add_customer (fixture, "Mill", "Li");
  desk_fixture_add_deal (fixture, "Press", "Mill", "Li", 100, 1);
  deal = g_object_new (PURSUIT_TYPE_DEAL, "customer-id", desk_fixture_find (fixture, "customer", "Mill"), "title", "Bolts",
                       "amount", G_GINT64_CONSTANT (700), "process-id", repeat, NULL);
  g_assert_true (pursuit_deals_create (fixture->desk, deal, 2, NULL, NULL));
  g_assert_true (pursuit_deals_lose (fixture->desk, PURSUIT_RECORD (deal)->id, "Too dear", NULL, NULL, NULL));

  standard = pursuit_pipeline_read (fixture->desk, 0, 0, 0, PURSUIT_PERIOD_ALL, NULL);
  g_assert_cmpstr (standard->process_name, ==, "Project selling");
  g_assert_cmpuint (standard->stages->len, ==, 8);
  g_assert_cmpint (standard->open.amount, ==, 100);
  g_assert_cmpint (standard->closings.lost, ==, 0);

  other = pursuit_pipeline_read (fixture->desk, repeat, 0, 0, PURSUIT_PERIOD_ALL, NULL);
  g_assert_cmpint (other->process_id, ==, repeat);
  g_assert_cmpint (other->open.count, ==, 0);
  g_assert_cmpint (other->closings.lost, ==, 1);
  g_assert_cmpint (((PursuitPipelineStage *) g_ptr_array_index (other->stages, 1))->funnel.lost, ==, 1);

  g_assert_null (pursuit_pipeline_read (fixture->desk, 999, 0, 0, PURSUIT_PERIOD_ALL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND);
}

static void
test_denied (DeskFixture   *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  desk_fixture_sign_in (fixture, "Qian");
  g_assert_null (pursuit_pipeline_read (fixture->desk, 0, 0, 0, PURSUIT_PERIOD_ALL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
}

/* An empty database has a report, too. */
static void
test_empty (DeskFixture   *fixture,
            gconstpointer  data)
{
  assert_report (fixture, 0, 0, PURSUIT_PERIOD_ALL, "1 = 1");
  assert_report (fixture, 0, 0, PURSUIT_PERIOD_QUARTER, "1 = 1");
}

#define ADD(path, func) g_test_add (path, DeskFixture, NULL, desk_fixture_set_up, func, desk_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/service/pipeline/counts/what-each-may-see", test_counts);
  ADD ("/service/pipeline/counts/narrow-by-seller-and-unit", test_narrows);
  ADD ("/service/pipeline/counts/those-of-a-team", test_team);
  ADD ("/service/pipeline/days/are-those-of-all-visits", test_days);
  ADD ("/service/pipeline/processes/each-by-itself", test_processes);
  ADD ("/service/pipeline/denied/without-a-role", test_denied);
  ADD ("/service/pipeline/empty/is-all-zeros", test_empty);

  return g_test_run ();
}
