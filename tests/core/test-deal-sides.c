/* SPDX-License-Identifier: GPL-3.0-or-later */

/* STG-1, STG-3, STG-4 and STG-8: what is said of a deal beside where it stands, as tables of cases. */

#include "pursuit-deal-rules.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"

#define AT G_GINT64_CONSTANT (1773729120000007)   /* 2026-03-17 */
#define TODAY "2026-03-17"

static PursuitStage *
make_stage (gint64 process_id,
            gint64 position,
            gint64 type)
{
  PursuitStage *stage = g_object_new (PURSUIT_TYPE_STAGE, "process-id", process_id, "position", position, "name", "Ours",
                                      "buyer-name", "Theirs", "type", type, "probability", position * 10, NULL);

  PURSUIT_RECORD (stage)->id = process_id * 100 + position;
  return stage;
}

static PursuitDeal *
make_deal (gint64 position)
{
  return g_object_new (PURSUIT_TYPE_DEAL, "title", "Line", "process-id", G_GINT64_CONSTANT (1), "stage-id", 100 + position,
                       "stage-entered-at", AT, NULL);
}

static void
test_gap (void)
{
  static const struct { gint64 ours, buyers, status, gap; gboolean misaligned; } cases[] = {
    { 4, 0, PURSUIT_DEAL_OPEN, 0, FALSE }, { 4, 4, PURSUIT_DEAL_OPEN, 0, FALSE }, { 4, 3, PURSUIT_DEAL_OPEN, 1, FALSE },
    { 4, 2, PURSUIT_DEAL_OPEN, 2, TRUE },  { 4, 5, PURSUIT_DEAL_OPEN, -1, TRUE }, { 8, 2, PURSUIT_DEAL_WON, 0, FALSE },
    { 4, 1, PURSUIT_DEAL_LOST, 3, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PursuitDeal) deal = make_deal (cases[i].ours);
      g_autoptr(PursuitStage) ours = make_stage (1, cases[i].ours, PURSUIT_STAGE_OPEN);
      g_autoptr(PursuitStage) buyers = cases[i].buyers > 0 ? make_stage (1, cases[i].buyers, PURSUIT_STAGE_OPEN) : NULL;

      deal->status = cases[i].status;
      pursuit_deal_keep_gap (deal, ours, buyers);
      g_assert_cmpint (deal->gap, ==, cases[i].gap);
      g_assert_cmpint (pursuit_deal_is_ahead (deal->gap) || pursuit_deal_is_late (deal->gap), ==, cases[i].misaligned);
      g_assert_false (pursuit_deal_is_ahead (deal->gap) && pursuit_deal_is_late (deal->gap));
    }
}

static void
test_buyer (void)
{
  g_autoptr(PursuitDeal) deal = make_deal (3);
  g_autoptr(PursuitStage) ours = make_stage (1, 3, PURSUIT_STAGE_OPEN);
  g_autoptr(PursuitStage) to = make_stage (1, 1, PURSUIT_STAGE_OPEN);
  g_autoptr(PursuitStage) foreign = make_stage (2, 1, PURSUIT_STAGE_OPEN);
  g_autoptr(GError) error = NULL;

  g_assert_false (pursuit_deal_set_buyer_stage (deal, ours, foreign, "x", AT, &error));
  g_assert_cmpstr (error->message, ==, "“Theirs” is not a stage of the process of “Line”.");
  g_assert_false (pursuit_deal_set_buyer_stage (deal, ours, NULL, "x", AT, NULL));
  g_assert_true (pursuit_deal_set_buyer_stage (deal, ours, to, "x", AT, NULL));
  g_assert_cmpint (deal->gap, ==, 2);
  g_assert_cmpint (deal->buyer_entered_at, ==, AT);
  g_assert_true (pursuit_deal_set_buyer_stage (deal, ours, NULL, "x", AT, NULL));
  g_assert_cmpint (deal->gap + deal->buyer_stage_id + deal->buyer_entered_at, ==, 0);
  deal->status = PURSUIT_DEAL_LOST;
  g_assert_false (pursuit_deal_set_buyer_stage (deal, ours, to, "x", AT, NULL));
}

static void
test_begin (void)
{
  g_autoptr(PursuitDeal) deal = make_deal (1);
  g_autoptr(PursuitStage) first = make_stage (1, 1, PURSUIT_STAGE_OPEN);
  g_autoptr(PursuitStage) second = make_stage (1, 2, PURSUIT_STAGE_OPEN);

  pursuit_deal_begin_with_buyer (deal, second);
  g_assert_cmpint (deal->buyer_stage_id, ==, 0);
  pursuit_deal_begin_with_buyer (deal, first);
  g_assert_cmpint (deal->buyer_stage_id, ==, 101);
  g_assert_cmpint (deal->buyer_entered_at, ==, AT);
}

/* A day that has come is over without anybody doing anything. */
static void
test_parked (void)
{
  g_assert_false (pursuit_deal_is_parked (NULL, TODAY));
  g_assert_false (pursuit_deal_is_parked ("2026-03-16", TODAY));
  g_assert_false (pursuit_deal_is_parked (TODAY, TODAY));
  g_assert_true (pursuit_deal_is_parked ("2026-03-18", TODAY));
}

/* Moving and closing end it; a manual estimate outlives a move, no closing. */
static void
test_leaving (void)
{
  for (int verb = 0; verb < 3; verb++)
    {
      g_autoptr(PursuitDeal) deal = make_deal (3);
      g_autoptr(PursuitStage) here = make_stage (1, 3, PURSUIT_STAGE_OPEN);
      g_autoptr(PursuitStage) next = make_stage (1, 4, PURSUIT_STAGE_OPEN);
      g_autoptr(PursuitStage) won = make_stage (1, 8, PURSUIT_STAGE_WON);

      g_assert_true (pursuit_deal_park (deal, "2026-04-01", " budget ", TODAY, NULL));
      g_assert_cmpstr (deal->parked_reason, ==, "budget");
      g_assert_true (pursuit_deal_estimate (deal, here, 77, NULL));
      g_assert_true (verb == 0 ? pursuit_deal_enter_stage (deal, next, AT, NULL)
                     : verb == 1 ? pursuit_deal_win (deal, won, AT, NULL)
                                 : pursuit_deal_lose (deal, "price", NULL, AT, NULL));
      g_assert_null (deal->parked_until);
      g_assert_null (deal->parked_reason);
      g_assert_cmpint (deal->probability, ==, verb == 0 ? 77 : verb == 1 ? 100 : 0);
      g_assert_cmpint (deal->probability_manual, ==, verb == 0);
    }
}

static void
test_silent (void)
{
  static const struct { gint64 days_ago, silence_days; gboolean silent; } cases[] = {
    { 30, 30, FALSE }, { 31, 30, TRUE }, { 400, 0, FALSE }, { 0, 1, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (pursuit_deal_is_silent (AT - cases[i].days_ago * G_TIME_SPAN_DAY, AT, cases[i].silence_days), ==,
                     cases[i].silent);
  g_assert_true (pursuit_deal_is_silent (0, AT, 30));
  /* The day has to be over. */
  g_assert_false (pursuit_deal_is_silent (AT - 31 * G_TIME_SPAN_DAY + 1, AT, 30));
}

static void
test_hand_over (void)
{
  g_autoptr(PursuitDeal) deal = make_deal (8);
  g_autoptr(PursuitStage) won = make_stage (1, 8, PURSUIT_STAGE_WON);
  g_autoptr(PursuitStage) before = make_stage (1, 7, PURSUIT_STAGE_OPEN);
  g_autoptr(PursuitRecord) blank = pursuit_record_copy (PURSUIT_RECORD (deal));

  g_assert_false (pursuit_deal_hand_over (deal, before, 5, TODAY, TODAY, NULL));
  g_assert_false (pursuit_deal_hand_over (deal, won, 0, TODAY, TODAY, NULL));
  g_assert_false (pursuit_deal_hand_over (deal, won, 5, "2026-03-18", TODAY, NULL));
  g_assert_false (pursuit_deal_hand_over (deal, won, 5, "soon", TODAY, NULL));
  g_assert_false (pursuit_deal_accept (deal, TODAY, TODAY, NULL));
  g_assert_cmpuint (pursuit_record_diff (PURSUIT_RECORD (deal), blank), ==, 0);

  g_assert_true (pursuit_deal_hand_over (deal, won, 5, "2026-03-16", TODAY, NULL));
  g_assert_false (pursuit_deal_accept (deal, "2026-03-15", TODAY, NULL));
  g_assert_true (pursuit_deal_accept (deal, TODAY, TODAY, NULL));
  g_assert_false (pursuit_deal_accept (deal, TODAY, TODAY, NULL));
  /* Somebody else has to accept it anew. */
  g_assert_true (pursuit_deal_hand_over (deal, won, 6, TODAY, TODAY, NULL));
  g_assert_null (deal->accepted_on);
  /* Back in our hands. */
  g_assert_true (pursuit_deal_enter_stage (deal, before, AT, NULL));
  g_assert_cmpint (deal->receiver_id, ==, 0);
  g_assert_null (deal->handed_over_on);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/deal-sides/gap/ours-minus-the-buyer-s", test_gap);
  g_test_add_func ("/core/deal-sides/buyer/stage-and-evidence", test_buyer);
  g_test_add_func ("/core/deal-sides/buyer/begins-with-us", test_begin);
  g_test_add_func ("/core/deal-sides/park/is-over-by-itself", test_parked);
  g_test_add_func ("/core/deal-sides/park/ends-with-the-stage", test_leaving);
  g_test_add_func ("/core/deal-sides/silence/days", test_silent);
  g_test_add_func ("/core/deal-sides/hand-over/receiver-and-days", test_hand_over);

  return g_test_run ();
}
