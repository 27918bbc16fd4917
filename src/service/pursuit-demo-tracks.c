/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-demo-private.h"

#include "pursuit-buyer-moves.h"
#include "pursuit-date.h"
#include "pursuit-deal-rules.h"
#include "pursuit-milestone.h"

/*
 * The other side of the deals, and what became of them besides moves: where the buyer stands (STG-1), what is parked or was
 * estimated, whose the next step is, what was handed over (STG-8). It is drawn from numbers of its own, so that the rest of a
 * demonstration is what it always was for its seed.
 */

/* Above every stream of customers. */
#define STREAM (G_GUINT64_CONSTANT (1) << 40)

#define HANDOVER_DAYS 25

static PursuitStage *
get_stage (PursuitDemo *self,
           int          position)
{
  return g_ptr_array_index (self->stages, (guint) position - 1);
}

static PursuitStage *
find_stage (PursuitDemo *self,
            gint64       id)
{
  for (guint i = 0; i < self->stages->len; i++)
    if (PURSUIT_RECORD (g_ptr_array_index (self->stages, i))->id == id)
      return g_ptr_array_index (self->stages, i);

  g_return_val_if_reached (NULL);
}

/* Most buyers are where we are or one stage behind; some are further behind, or ahead of us. 0: nobody said. */
static int
draw_buyers_position (PursuitDemo       *self,
                      PursuitDemoRandom *random,
                      int                ours)
{
  static const guint8 weights[] = { 4, 3, 8, 46, 26, 10, 3 };
  static const int gaps[] = { 0, -2, -1, 0, 1, 2, 3 };
  guint kind = pursuit_demo_random_weigh (random, weights, G_N_ELEMENTS (weights));

  return kind == 0 ? 0 : CLAMP (ours - gaps[kind], 1, (int) self->stages->len);
}

/* The buyer came stage by stage, sometimes two at once, between the opening of the deal and its end. */
static void
plan_buyer (PursuitDemo       *self,
            PursuitDemoRandom *random,
            PursuitDemoDeal   *plan,
            int                target)
{
  gint64 begin = g_array_index (plan->steps, PursuitDemoStep, 0).move.at;
  gint64 end = plan->deal->status == PURSUIT_DEAL_OPEN ? self->now
                                                       : g_array_index (plan->steps, PursuitDemoStep, plan->steps->len - 1).move.at;
  gint64 from = 0;
  int position = 1;

  while (position <= target)
    {
      char list[24];
      PursuitBuyerMove move = { .from_stage_id = from, .staff_id = plan->deal->owner_id };

      g_snprintf (list, sizeof list, "buyer evidence %d", MIN (position, 8));
      move.to_stage_id = PURSUIT_RECORD (get_stage (self, position))->id;
      move.at = begin + (end - begin) / target * (position - 1);
      move.evidence = from == 0 ? NULL : pursuit_demo_words_pick (self->words, list, random);
      g_array_append_val (plan->buyer_moves, move);
      plan->deal->buyer_stage_id = from = move.to_stage_id;
      plan->deal->buyer_entered_at = move.at;
      position += position + 2 <= target && pursuit_demo_random_chance (random, 12) ? 2 : 1;
    }
}

static void
park (PursuitDemo       *self,
      PursuitDemoRandom *random,
      PursuitDeal       *deal)
{
  g_autofree char *today = pursuit_date_from_time (self->now);
  g_autofree char *until = pursuit_date_add_days (today, pursuit_demo_random_between (random, 10, 70));

  if (!pursuit_deal_park (deal, until, pursuit_demo_words_pick (self->words, "park reasons", random), today, NULL))
    g_assert_not_reached ();   /* an open deal, a day to come, a reason */
}

static void
plan_open (PursuitDemo       *self,
           PursuitDemoRandom *random,
           PursuitDeal       *deal,
           PursuitStage      *stage)
{
  int step = pursuit_demo_random_chance (random, 50) ? 10 : -10;
  int estimate = CLAMP ((int) stage->probability + step, 5, 95);

  if (pursuit_demo_random_chance (random, 4))
    park (self, random, deal);
  if (pursuit_demo_random_chance (random, 6) && estimate != stage->probability &&
      !pursuit_deal_estimate (deal, stage, estimate, NULL))
    g_assert_not_reached ();   /* within 0 and 100 */
  if (deal->next_step != NULL && self->presales->len > 0 && pursuit_demo_random_chance (random, 20))
    deal->next_step_owner_id =
      g_array_index (self->presales, gint64, pursuit_demo_random_below (random, self->presales->len));
}

/* What was won long ago has been accepted, nearly all of it; what was won lately is on the way. */
static void
hand_over (PursuitDemo       *self,
           PursuitDemoRandom *random,
           PursuitDeal       *deal)
{
  g_autofree char *today = pursuit_date_from_time (self->now);
  g_autofree char *day = pursuit_date_add_days (deal->closed_on, pursuit_demo_random_between (random, 1, 10));
  g_autofree char *accepted = pursuit_date_add_days (day, pursuit_demo_random_between (random, 2, 14));
  gboolean is_old = pursuit_date_days_between (deal->closed_on, today) > HANDOVER_DAYS;
  gboolean done;

  if (self->presales->len == 0 || !pursuit_demo_random_chance (random, is_old ? 95 : 50) || g_strcmp0 (day, today) > 0)
    return;

  done = pursuit_deal_hand_over (deal, find_stage (self, deal->stage_id),
                                 g_array_index (self->presales, gint64, pursuit_demo_random_below (random, self->presales->len)),
                                 day, today, NULL) &&
         (!is_old || pursuit_deal_accept (deal, accepted, today, NULL));
  g_assert (done);
}

/* Now and then a manager let a deal go on without something that a stage requires, and wrote down why (STG-2). */
static void
move_past_one (PursuitDemo       *self,
               PursuitDemoRandom *random,
               PursuitDemoDeal   *plan)
{
  PursuitDemoStep *step;

  if (plan->steps->len < 2 || !pursuit_demo_random_chance (random, 4))
    return;
  step = &g_array_index (plan->steps, PursuitDemoStep, 1 + pursuit_demo_random_below (random, plan->steps->len - 1));
  for (guint i = 0; i < self->milestones->len && plan->missing_id == 0; i++)
    {
      PursuitMilestone *milestone = g_ptr_array_index (self->milestones, i);

      if (!milestone->required || milestone->handover || milestone->stage_id != step->move.from_stage_id ||
          step->move.to_status == PURSUIT_DEAL_LOST || find_stage (self, milestone->stage_id)->position >= step->position)
        continue;
      plan->missing_id = PURSUIT_RECORD (milestone)->id;
      step->move.missing = milestone->name;
      step->move.reason = pursuit_demo_words_pick (self->words, "missing reasons", random);
    }
}

static void
plan_deal (PursuitDemo       *self,
           PursuitDemoRandom *random,
           PursuitDemoDeal   *plan)
{
  PursuitDeal *deal = plan->deal;
  PursuitStage *stage = find_stage (self, deal->stage_id);
  int buyers = deal->status == PURSUIT_DEAL_WON ? (int) stage->position
                                                : draw_buyers_position (self, random, (int) stage->position);

  move_past_one (self, random, plan);
  if (buyers > 0)
    plan_buyer (self, random, plan, buyers);
  pursuit_deal_keep_gap (deal, stage, deal->buyer_stage_id != 0 ? find_stage (self, deal->buyer_stage_id) : NULL);
  if (deal->status == PURSUIT_DEAL_OPEN)
    plan_open (self, random, deal, stage);
  else if (deal->status == PURSUIT_DEAL_WON)
    hand_over (self, random, deal);
}

/* Some visits were meetings. */
static void
make_meetings (PursuitDemo     *self,
               PursuitDemoCase *plan)
{
  for (guint i = 0; i < plan->activities->len; i++)
    {
      PursuitActivity *activity = g_ptr_array_index (plan->activities, i);
      PursuitContact *contact;

      if (activity->kind != PURSUIT_ACTIVITY_VISIT || activity->contact_id == 0 ||
          !pursuit_demo_random_chance (&plan->more, 20))
        continue;
      contact = g_ptr_array_index (plan->contacts, (guint) activity->contact_id - 1);
      activity->kind = PURSUIT_ACTIVITY_MEETING;
      g_free (activity->subject);
      activity->subject = pursuit_demo_fill_in (pursuit_demo_words_pick (self->words, "meetings", &plan->more), contact->name);
    }
}

/*
 * pursuit_demo_plan_tracks:
 *
 * Where the buyers of the @index-th customer's deals stand, and how these go on.
 */
void
pursuit_demo_plan_tracks (PursuitDemo     *self,
                          PursuitDemoCase *plan,
                          guint            index)
{
  plan->more = pursuit_demo_random_new (self->seed, STREAM + index);
  for (guint i = 0; i < plan->deals->len; i++)
    plan_deal (self, &plan->more, g_ptr_array_index (plan->deals, i));
  make_meetings (self, plan);
}

/*
 * pursuit_demo_write_tracks:
 *
 * Writes the buyers' history of a deal that has its id.
 */
gboolean
pursuit_demo_write_tracks (PursuitDemo      *self,
                           PursuitDemoDeal  *plan,
                           GError          **error)
{
  for (guint i = 0; i < plan->buyer_moves->len; i++)
    {
      PursuitBuyerMove *move = &g_array_index (plan->buyer_moves, PursuitBuyerMove, i);

      move->deal_id = PURSUIT_RECORD (plan->deal)->id;
      if (!pursuit_buyer_moves_add (self->store, move, error))
        return FALSE;
    }

  return TRUE;
}
