/* SPDX-License-Identifier: GPL-3.0-or-later */

/* STG-3 and STG-4: what may happen to a deal, as tables of cases. */

#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-deal-rules.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"

#define AT G_GINT64_CONSTANT (1773729120000007)   /* 2026-03-17 */

typedef struct
{
  PursuitDeal *deal;
  PursuitStage *stages[3];   /* positions 1, 4, 8 of process 1 */
  PursuitStage *foreign;     /* of process 2 */
} Fixture;

static PursuitStage *
make_stage (gint64 id,
            gint64 process_id,
            gint64 position,
            gint64 probability)
{
  PursuitStage *stage = g_object_new (PURSUIT_TYPE_STAGE, NULL);

  PURSUIT_RECORD (stage)->id = id;
  stage->process_id = process_id;
  stage->position = position;
  stage->name = g_strdup_printf ("Stage %d", (int) position);
  stage->probability = probability;

  return stage;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->stages[0] = make_stage (11, 1, 1, 10);
  fixture->stages[1] = make_stage (14, 1, 4, 40);
  fixture->stages[2] = make_stage (18, 1, 8, 100);
  fixture->foreign = make_stage (24, 2, 4, 45);
  fixture->deal = g_object_new (PURSUIT_TYPE_DEAL, "title", "Press line", "process-id", G_GINT64_CONSTANT (1),
                                "stage-id", G_GINT64_CONSTANT (14), "probability", G_GINT64_CONSTANT (35),
                                "max-position", G_GINT64_CONSTANT (4), "stage-entered-at", G_GINT64_CONSTANT (5), NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (fixture->stages); i++)
    g_assert_finalize_object (fixture->stages[i]);
  g_assert_finalize_object (fixture->foreign);
  g_assert_finalize_object (fixture->deal);
}

static void
assert_refused (gboolean       allowed,
                GError       **error,
                const char    *sentence,
                PursuitDeal   *deal,
                PursuitRecord *before)
{
  g_assert_false (allowed);
  g_assert_error (*error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_cmpstr ((*error)->message, ==, sentence);
  g_assert_cmpuint (pursuit_record_diff (PURSUIT_RECORD (deal), before), ==, 0);
  g_clear_error (error);
}

/* STG-4: the stage brings its probability. STG-3: the days begin anew. */
static void
test_enter_forward (Fixture       *fixture,
                    gconstpointer  data)
{
  PursuitDeal *deal = fixture->deal;

  g_assert_true (pursuit_deal_enter_stage (deal, fixture->stages[2], AT, NULL));
  g_assert_cmpint (deal->stage_id, ==, 18);
  g_assert_cmpint (deal->probability, ==, 100);
  g_assert_cmpint (deal->stage_entered_at, ==, AT);
  g_assert_cmpint (deal->max_position, ==, 8);
  g_assert_cmpint (deal->status, ==, PURSUIT_DEAL_OPEN);
}

static void
test_enter_back (Fixture       *fixture,
                 gconstpointer  data)
{
  PursuitDeal *deal = fixture->deal;

  g_assert_true (pursuit_deal_enter_stage (deal, fixture->stages[0], AT, NULL));
  g_assert_cmpint (deal->stage_id, ==, 11);
  g_assert_cmpint (deal->probability, ==, 10);
  g_assert_cmpint (deal->max_position, ==, 4);
}

static void
test_enter_refusals (Fixture       *fixture,
                     gconstpointer  data)
{
  PursuitDeal *deal = fixture->deal;
  g_autoptr(PursuitRecord) before = pursuit_record_copy (PURSUIT_RECORD (deal));
  GError *error = NULL;

  assert_refused (pursuit_deal_enter_stage (deal, fixture->stages[1], AT, &error), &error,
                  "“Press line” already stands in stage 4.", deal, before);
  assert_refused (pursuit_deal_enter_stage (deal, fixture->foreign, AT, &error), &error,
                  "“Stage 4” is not a stage of the process of “Press line”.", deal, before);
}

typedef struct
{
  PursuitDealStatus status;
  const char *verb;
  gboolean allowed;
  const char *sentence;
} StatusCase;

/* STG-4: which verbs a status allows. */
static const StatusCase status_cases[] = {
  { PURSUIT_DEAL_OPEN, "enter", TRUE, NULL },
  { PURSUIT_DEAL_OPEN, "win", TRUE, NULL },
  { PURSUIT_DEAL_OPEN, "lose", TRUE, NULL },
  { PURSUIT_DEAL_OPEN, "reopen", FALSE, "“Press line” is open already." },
  { PURSUIT_DEAL_WON, "enter", FALSE, "“Press line” is already won; reopen it first." },
  { PURSUIT_DEAL_WON, "win", FALSE, "“Press line” is already won; reopen it first." },
  { PURSUIT_DEAL_WON, "lose", FALSE, "“Press line” is already won; reopen it first." },
  { PURSUIT_DEAL_WON, "reopen", TRUE, NULL },
  { PURSUIT_DEAL_LOST, "enter", FALSE, "“Press line” is already lost; reopen it first." },
  { PURSUIT_DEAL_LOST, "win", FALSE, "“Press line” is already lost; reopen it first." },
  { PURSUIT_DEAL_LOST, "lose", FALSE, "“Press line” is already lost; reopen it first." },
  { PURSUIT_DEAL_LOST, "reopen", TRUE, NULL },
};

static gboolean
do_verb (Fixture     *fixture,
         const char  *verb,
         GError     **error)
{
  if (g_str_equal (verb, "enter"))
    return pursuit_deal_enter_stage (fixture->deal, fixture->stages[2], AT, error);
  if (g_str_equal (verb, "win"))
    return pursuit_deal_win (fixture->deal, fixture->stages[2], AT, error);
  if (g_str_equal (verb, "lose"))
    return pursuit_deal_lose (fixture->deal, "price", NULL, AT, error);

  return pursuit_deal_reopen (fixture->deal, fixture->stages[1], AT, error);
}

static void
test_status (Fixture       *fixture,
             gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (status_cases); i++)
    {
      const StatusCase *c = &status_cases[i];
      g_autoptr(PursuitRecord) before = NULL;
      g_autoptr(GError) error = NULL;

      g_object_set (fixture->deal, "status", (gint64) c->status, "stage-id", G_GINT64_CONSTANT (14), NULL);
      before = pursuit_record_copy (PURSUIT_RECORD (fixture->deal));
      if (c->allowed)
        g_assert_true (do_verb (fixture, c->verb, NULL));
      else
        assert_refused (do_verb (fixture, c->verb, &error), &error, c->sentence, fixture->deal, before);
    }
}

static void
test_win (Fixture       *fixture,
          gconstpointer  data)
{
  PursuitDeal *deal = fixture->deal;

  g_assert_true (pursuit_deal_win (deal, fixture->stages[2], AT, NULL));
  g_assert_cmpint (deal->status, ==, PURSUIT_DEAL_WON);
  g_assert_cmpint (deal->stage_id, ==, 18);
  g_assert_cmpint (deal->max_position, ==, 8);
  g_assert_cmpint (deal->probability, ==, 100);
  g_assert_cmpstr (deal->closed_on, ==, "2026-03-17");
}

/* Whoever stands in the last stage already keeps the day of having entered it. */
/* The contract may have been signed before today, but not after it, and only a closed deal has a day of closing. */
static void
test_date_closing (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char *const refused[] = { "2026-03-18", "2026-02-30", "yesterday", "", NULL };
  PursuitDeal *deal = fixture->deal;
  GError *error = NULL;

  g_assert_false (pursuit_deal_date_closing (deal, "2026-03-10", "2026-03-17", &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_true (pursuit_deal_win (deal, fixture->stages[2], AT, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_assert_false (pursuit_deal_date_closing (deal, refused[i], "2026-03-17", &error));
      g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
      g_clear_error (&error);
      g_assert_cmpstr (deal->closed_on, ==, "2026-03-17");
    }

  g_assert_true (pursuit_deal_date_closing (deal, "2026-03-10", "2026-03-17", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (deal->closed_on, ==, "2026-03-10");
}

static void
test_win_in_last_stage (Fixture       *fixture,
                        gconstpointer  data)
{
  PursuitDeal *deal = fixture->deal;

  g_object_set (deal, "stage-id", G_GINT64_CONSTANT (18), NULL);
  g_assert_true (pursuit_deal_win (deal, fixture->stages[2], AT, NULL));
  g_assert_cmpint (deal->stage_entered_at, ==, 5);
  g_assert_cmpint (deal->probability, ==, 100);
}

static void
test_lose (Fixture       *fixture,
           gconstpointer  data)
{
  PursuitDeal *deal = fixture->deal;

  g_assert_true (pursuit_deal_lose (deal, "\u3000too dear ", " ", AT, NULL));
  g_assert_cmpint (deal->status, ==, PURSUIT_DEAL_LOST);
  g_assert_cmpint (deal->stage_id, ==, 14);
  g_assert_cmpint (deal->stage_entered_at, ==, 5);
  g_assert_cmpint (deal->probability, ==, 0);
  g_assert_cmpstr (deal->closed_on, ==, "2026-03-17");
  g_assert_cmpstr (deal->lost_reason, ==, "too dear");
  g_assert_null (deal->lost_to);
}

static void
test_lose_without_reason (Fixture       *fixture,
                          gconstpointer  data)
{
  static const char *const blanks[] = { NULL, "", " \t", "\u3000" };
  g_autoptr(PursuitRecord) before = pursuit_record_copy (PURSUIT_RECORD (fixture->deal));
  GError *error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (blanks); i++)
    assert_refused (pursuit_deal_lose (fixture->deal, blanks[i], "Rival", AT, &error), &error,
                    "Say why the deal is lost.", fixture->deal, before);
}

static void
test_reopen (Fixture       *fixture,
             gconstpointer  data)
{
  PursuitDeal *deal = fixture->deal;

  g_assert_true (pursuit_deal_lose (deal, "price", "Rival", AT, NULL));
  g_assert_cmpstr (deal->lost_to, ==, "Rival");
  g_assert_true (pursuit_deal_reopen (deal, fixture->stages[1], AT + 1, NULL));
  g_assert_cmpint (deal->status, ==, PURSUIT_DEAL_OPEN);
  g_assert_cmpint (deal->probability, ==, 40);
  g_assert_cmpint (deal->stage_entered_at, ==, AT + 1);
  g_assert_null (deal->closed_on);
  g_assert_null (deal->lost_reason);
  g_assert_null (deal->lost_to);
}

static void
assert_complete_cb (PursuitDeal *deal,
                    GParamSpec  *pspec,
                    guint       *count)
{
  g_assert_cmpint (deal->stage_id, ==, 18);
  g_assert_cmpint (deal->probability, ==, 100);
  g_assert_cmpint (deal->status, ==, PURSUIT_DEAL_WON);
  g_assert_nonnull (deal->closed_on);
  (*count)++;
}

/* Nobody is told before everything is as it will be. */
static void
test_notify (Fixture       *fixture,
             gconstpointer  data)
{
  guint count = 0;
  gulong handler = g_signal_connect (fixture->deal, "notify", G_CALLBACK (assert_complete_cb), &count);

  g_assert_true (pursuit_deal_win (fixture->deal, fixture->stages[2], AT, NULL));
  g_assert_cmpuint (count, ==, 7);
  g_signal_handler_disconnect (fixture->deal, handler);
}

/* The obvious way, with room for every product. */
static gint64
weigh_slowly (gint64 amount,
              gint64 probability)
{
  return (gint64) ((__int128) amount * probability / 100);
}

static void
test_weigh (void)
{
  static const gint64 amounts[] = { 0, 1, 99, 100, 101, 12345, 99999999, G_MAXINT64 / 2, G_MAXINT64 };

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    for (gint64 p = 0; p <= 100; p++)
      g_assert_cmpint (pursuit_deal_weigh (amounts[i], p), ==, weigh_slowly (amounts[i], p));
  for (guint i = 0; i < 10000; i++)
    {
      gint64 amount = (gint64) g_test_rand_int_range (0, G_MAXINT32) * g_test_rand_int_range (1, 1000);
      gint64 p = g_test_rand_int_range (0, 101);

      g_assert_cmpint (pursuit_deal_weigh (amount, p), ==, weigh_slowly (amount, p));
    }
}

/* STG-3: expected days per stage; a deal that stands still too long is stalled. */
static void
test_stalled (void)
{
  static const struct { gint64 waited; gint64 expected_days; int days; gboolean stalled; } cases[] = {
    { 0, 14, 0, FALSE },
    { G_TIME_SPAN_DAY - 1, 14, 0, FALSE },
    { G_TIME_SPAN_DAY, 14, 1, FALSE },
    { 14 * G_TIME_SPAN_DAY, 14, 14, FALSE },
    { 15 * G_TIME_SPAN_DAY - 1, 14, 14, FALSE },
    { 15 * G_TIME_SPAN_DAY, 14, 15, TRUE },
    { 400 * G_TIME_SPAN_DAY, 0, 400, FALSE },
    { -G_TIME_SPAN_DAY, 14, 0, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int days = pursuit_deal_count_days_in_stage (AT - cases[i].waited, AT);

      g_assert_cmpint (days, ==, cases[i].days);
      g_assert_cmpint (pursuit_deal_is_stalled (days, cases[i].expected_days), ==, cases[i].stalled);
    }
  g_assert_cmpint (pursuit_deal_count_days_in_stage (0, AT), ==, 0);
}

/* STG-4: next step and its date. */
static void
test_next_step (void)
{
  static const struct { const char *on; PursuitNextStepState state; } cases[] = {
    { NULL, PURSUIT_NEXT_STEP_NONE },
    { "", PURSUIT_NEXT_STEP_NONE },
    { "2026-03-16", PURSUIT_NEXT_STEP_OVERDUE },
    { "2025-12-31", PURSUIT_NEXT_STEP_OVERDUE },
    { "2026-03-17", PURSUIT_NEXT_STEP_TODAY },
    { "2026-03-18", PURSUIT_NEXT_STEP_FUTURE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (pursuit_deal_judge_next_step (cases[i].on, "2026-03-17"), ==, cases[i].state);
}

/* DOS-6: completeness is the share of wanted fields that are filled, and names what is missing. */
static void
test_completeness (void)
{
  g_autoptr(PursuitRecord) record = pursuit_record_new (PURSUIT_TYPE_CUSTOMER);
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);
  PursuitFieldMask wanted = pursuit_record_class_select (klass, PURSUIT_FIELD_WANTED);
  PursuitFieldMask missing = 0;
  int n_wanted = __builtin_popcountll (wanted);
  int filled = 0;

  g_assert_cmpint (n_wanted, >, 5);
  g_assert_cmpint (pursuit_customer_compute_completeness (PURSUIT_CUSTOMER (record), &missing), ==, 0);
  g_assert_cmpuint (missing, ==, wanted);
  for (guint i = 0; i < klass->n_fields; i++)
    {
      const PursuitField *field = &klass->fields[i];
      gboolean counts = (wanted & (G_GUINT64_CONSTANT (1) << i)) != 0;

      if (pursuit_field_is_text (field))
        pursuit_record_set_text (record, field, "x");
      else
        pursuit_record_set_number (record, field, 1);
      filled += counts;
      g_assert_cmpint (pursuit_customer_compute_completeness (PURSUIT_CUSTOMER (record), &missing), ==,
                       filled * 100 / n_wanted);
      g_assert_cmpuint (missing, ==, wanted & ~((G_GUINT64_CONSTANT (2) << i) - 1));
    }
  g_assert_cmpint (pursuit_customer_compute_completeness (PURSUIT_CUSTOMER (record), NULL), ==, 100);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/core/deal/enter/forward", test_enter_forward);
  ADD ("/core/deal/enter/back", test_enter_back);
  ADD ("/core/deal/enter/refusals", test_enter_refusals);
  ADD ("/core/deal/verbs/what-a-status-allows", test_status);
  ADD ("/core/deal/win/stands-in-the-last-stage", test_win);
  ADD ("/core/deal/win/keeps-entry-to-last-stage", test_win_in_last_stage);
  ADD ("/core/deal/win/on-an-earlier-day", test_date_closing);
  ADD ("/core/deal/lose/keeps-its-stage", test_lose);
  ADD ("/core/deal/lose/needs-a-reason", test_lose_without_reason);
  ADD ("/core/deal/reopen/begins-anew", test_reopen);
  ADD ("/core/deal/win/notifies-when-complete", test_notify);
  g_test_add_func ("/core/deal/weigh/equals-slow-twin", test_weigh);
  g_test_add_func ("/core/deal/stalled/boundaries", test_stalled);
  g_test_add_func ("/core/deal/next-step/states", test_next_step);
  g_test_add_func ("/core/customer/completeness/wanted-fields", test_completeness);

  return g_test_run ();
}
