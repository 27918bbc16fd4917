/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-demo-private.h"

#include <string.h>

#include "pursuit-buyer-moves.h"
#include "pursuit-date.h"
#include "pursuit-deal-rules.h"

/*
 * The deals of a customer and their way through the stages. A way is drawn first, in days; the deal then goes it by the same
 * rules that the verbs apply, so that the record and its history agree.
 */

#define MAX_STEPS 24
#define MIN_DAYS_OPEN 1

/* The way of one deal: which positions, and how many days in each. */
typedef struct
{
  int positions[MAX_STEPS];
  int days[MAX_STEPS];
  guint n;
} Way;

void
pursuit_demo_deal_free (PursuitDemoDeal *deal)
{
  g_object_unref (deal->deal);
  g_array_unref (deal->steps);
  g_array_unref (deal->buyer_moves);
  g_free (deal);
}

static PursuitStage *
get_stage (PursuitDemo *self,
           int          position)
{
  return g_ptr_array_index (self->stages, (guint) position - 1);
}

static int
get_last_position (PursuitDemo *self)
{
  return (int) self->stages->len;
}

static void
add_position (Way *way,
              int  position)
{
  if (way->n < MAX_STEPS)
    way->positions[way->n++] = position;
}

/* Forward one by one, sometimes two at once, and now and then back. */
static void
draw_positions (PursuitDemoRandom *random,
                int                target,
                Way               *way)
{
  int position = target > 1 && pursuit_demo_random_chance (random, 12) ? 2 : 1;
  int n_back = 0;

  add_position (way, position);
  while (position != target)
    {
      if (position > 2 && n_back < 2 && pursuit_demo_random_chance (random, 9))
        {
          position -= pursuit_demo_random_between (random, 1, 2);
          n_back++;
        }
      else
        position += position + 2 <= target && pursuit_demo_random_chance (random, 7) ? 2 : 1;
      add_position (way, position);
    }
}

/* The last stage of an open deal shows how it stands now; some have stood still for too long (STG-3). */
static void
draw_days (PursuitDemo       *self,
           PursuitDemoRandom *random,
           gboolean           is_open,
           Way               *way)
{
  for (guint i = 0; i < way->n; i++)
    {
      int expected = (int) MAX (get_stage (self, way->positions[i])->expected_days, 5);
      gboolean stalls = i + 1 == way->n && is_open && pursuit_demo_random_chance (random, 22);

      if (stalls)
        way->days[i] = pursuit_demo_random_between (random, expected + 2, expected * 5 / 2);
      else if (i + 1 == way->n && is_open)
        way->days[i] = pursuit_demo_random_between (random, MIN_DAYS_OPEN, expected);
      else
        way->days[i] = pursuit_demo_random_between (random, MAX (expected / 3, 2), expected * 3 / 2);
    }
}

/* Long ways are gone faster, so that nothing began before the history does. */
static int
fit_days (Way *way)
{
  const int limit = PURSUIT_DEMO_DAYS - 20;
  int total = 0;
  int fitted = 0;

  for (guint i = 0; i < way->n; i++)
    total += way->days[i];
  if (total <= limit)
    return total;

  for (guint i = 0; i < way->n; i++)
    {
      way->days[i] = MAX (way->days[i] * limit / total, 1);
      fitted += way->days[i];
    }
  return fitted;
}

static void
add_step (PursuitDemoDeal   *plan,
          PursuitDeal       *after,
          gint64             from_stage_id,
          int                from_status,
          int                position,
          gint64             at,
          const char        *reason)
{
  PursuitDemoStep step = {
    .move = {
      .from_stage_id = from_stage_id,
      .to_stage_id = after->stage_id,
      .from_status = from_status,
      .to_status = (int) after->status,
      .at = at,
      .staff_id = after->owner_id,
      .reason = reason,
    },
    .position = position,
  };

  g_array_append_val (plan->steps, step);
}

static void
walk (PursuitDemo       *self,
      PursuitDemoRandom *random,
      PursuitDemoDeal   *plan,
      const Way         *way,
      int                days_ago)
{
  PursuitDeal *deal = plan->deal;

  for (guint i = 0; i < way->n; i++)
    {
      gint64 from = deal->stage_id;
      gint64 at = pursuit_demo_time (self, random, days_ago);
      gboolean is_back = i > 0 && way->positions[i] < way->positions[i - 1];

      if (!pursuit_deal_enter_stage (deal, get_stage (self, way->positions[i]), at, NULL))
        g_assert_not_reached ();   /* the way never stays where it is */
      if (i == 0)
        deal->opened_on = pursuit_date_from_time (at);
      add_step (plan, deal, from, i == 0 ? -1 : PURSUIT_DEAL_OPEN, way->positions[i], at,
                is_back ? pursuit_demo_words_pick (self->words, "back reasons", random) : NULL);
      days_ago -= way->days[i];
    }
}

static void
close_deal (PursuitDemo       *self,
            PursuitDemoRandom *random,
            PursuitDemoDeal   *plan,
            PursuitDealStatus  status,
            int                position,
            int                days_ago)
{
  PursuitDeal *deal = plan->deal;
  gint64 from = deal->stage_id;
  gint64 at = pursuit_demo_time (self, random, days_ago);
  const char *reason = NULL;
  gboolean done;

  if (status == PURSUIT_DEAL_WON)
    done = pursuit_deal_win (deal, get_stage (self, get_last_position (self)), at, NULL);
  else
    {
      const char *winner = pursuit_demo_random_chance (random, 70)
                             ? pursuit_demo_words_pick (self->words, "competitors", random)
                             : NULL;

      reason = pursuit_demo_words_pick (self->words, "lost reasons", random);
      done = pursuit_deal_lose (deal, reason, winner, at, NULL);
    }

  g_assert (done);
  add_step (plan, deal, from, PURSUIT_DEAL_OPEN, status == PURSUIT_DEAL_WON ? get_last_position (self) : position, at,
            reason);
}

/* What comes next is known for most open deals: some of it is overdue, some is for today. */
static void
add_next_step (PursuitDemo       *self,
               PursuitDemoRandom *random,
               PursuitDeal       *deal,
               int                position)
{
  static const guint8 weights[] = { 18, 15, 12, 55 };
  guint kind = pursuit_demo_random_weigh (random, weights, G_N_ELEMENTS (weights));
  char list[16];
  g_autofree char *today = pursuit_date_from_time (self->now);
  int days = 0;

  if (kind == 0)
    return;
  g_snprintf (list, sizeof (list), "next steps %d", MIN (position, 8));
  deal->next_step = g_strdup (pursuit_demo_words_pick (self->words, list, random));
  if (kind == 1)
    days = -pursuit_demo_random_between (random, 1, 20);
  else if (kind == 3)
    days = pursuit_demo_random_between (random, 1, 24);
  deal->next_step_on = pursuit_date_add_days (today, days);
}

static void
add_forecast (PursuitDemo       *self,
              PursuitDemoRandom *random,
              PursuitDeal       *deal,
              int                position)
{
  g_autofree char *today = pursuit_date_from_time (self->now);
  int days = pursuit_demo_random_between (random, -12, 20);

  for (int i = position; i <= get_last_position (self); i++)
    days += (int) get_stage (self, i)->expected_days * 3 / 4;

  deal->expected_close = pursuit_date_add_days (today, days);
}

/* Amounts run from 8 to 2000 ten-thousands, round as offers are; large customers buy more. */
static gint64
draw_amount (PursuitDemo       *self,
             PursuitDemoRandom *random,
             gint64             grade)
{
  static const guint8 usual[] = { 30, 45, 20, 5 };
  static const guint8 large[] = { 8, 35, 37, 20 };
  static const struct { int least, most, round; } bands[] = {
    { 8, 60, 1 }, { 12, 60, 5 }, { 60, 180, 5 }, { 90, 200, 10 },
  };
  guint band = pursuit_demo_random_weigh (random, grade == PURSUIT_GRADE_A ? large : usual, G_N_ELEMENTS (usual));
  int tens = pursuit_demo_random_between (random, bands[band].least, bands[band].most) * bands[band].round;

  return (gint64) tens * 10000 * self->unit;
}

static char *
draw_title (PursuitDemo       *self,
            PursuitDemoRandom *random,
            const char        *industry)
{
  g_autofree char *list = g_strconcat ("projects ", industry, NULL);
  const char *project = pursuit_demo_words_pick (self->words, list, random);
  const char *mark = strchr (project, '%');

  if (mark == NULL)
    return g_strdup (project);

  return g_strdup_printf ("%.*s%d%s", (int) (mark - project), project, pursuit_demo_random_between (random, 1, 6),
                          mark + 1);
}

static gboolean
has_title (PursuitDemoCase *plan,
           const char      *title)
{
  for (guint i = 0; i < plan->deals->len; i++)
    if (g_str_equal (((PursuitDemoDeal *) g_ptr_array_index (plan->deals, i))->deal->title, title))
      return TRUE;

  return FALSE;
}

/* A customer buys other things each time, as long as there are some. */
static char *
draw_new_title (PursuitDemo     *self,
                PursuitDemoCase *plan)
{
  char *title = draw_title (self, &plan->random, plan->company.industry);

  for (guint i = 0; i < 5 && has_title (plan, title); i++)
    {
      g_free (title);
      title = draw_title (self, &plan->random, plan->company.industry);
    }

  return title;
}

static PursuitDeal *
make_deal (PursuitDemo     *self,
           PursuitDemoCase *plan)
{
  PursuitDemoRandom *random = &plan->random;
  PursuitDeal *deal = PURSUIT_DEAL (pursuit_record_new (PURSUIT_TYPE_DEAL));

  deal->process_id = pursuit_desk_get_process_id (self->desk);
  deal->title = draw_new_title (self, plan);
  deal->amount = draw_amount (self, random, plan->customer->grade);
  deal->owner_id = plan->customer->owner_id;
  if (pursuit_demo_random_chance (random, 85))
    deal->product_id =
      g_array_index (self->products, gint64, pursuit_demo_random_below (random, self->products->len));
  if (pursuit_demo_random_chance (random, 60))
    deal->source = g_strdup (pursuit_demo_words_pick (self->words, "sources", random));
  if (pursuit_demo_random_chance (random, 25))
    deal->notes = g_strdup (pursuit_demo_words_pick (self->words, "team notes", random));

  return deal;
}

/* Where deals stand, as in the mockup of the board; where lost ones ended. */
static int
draw_target (PursuitDemo       *self,
             PursuitDemoRandom *random,
             PursuitDealStatus  status)
{
  static const guint8 open[] = { 5, 5, 5, 5, 4, 4, 4, 3 };
  static const guint8 lost[] = { 8, 14, 18, 18, 18, 14, 8, 2 };
  guint last = MIN ((guint) get_last_position (self), G_N_ELEMENTS (open));

  if (status == PURSUIT_DEAL_WON)
    return (int) last - (last > 1 && pursuit_demo_random_chance (random, 30));

  return 1 + (int) pursuit_demo_random_weigh (random, status == PURSUIT_DEAL_OPEN ? open : lost, last);
}

static void
add_deal (PursuitDemo       *self,
          PursuitDemoCase   *plan,
          PursuitDealStatus  status)
{
  PursuitDemoRandom *random = &plan->random;
  PursuitDemoDeal *deal = g_new0 (PursuitDemoDeal, 1);
  int target = draw_target (self, random, status);
  Way way = { .n = 0 };
  int total, ended;

  deal->deal = make_deal (self, plan);
  deal->steps = g_array_new (FALSE, FALSE, sizeof (PursuitDemoStep));
  deal->buyer_moves = g_array_new (FALSE, FALSE, sizeof (PursuitBuyerMove));
  draw_positions (random, target, &way);
  draw_days (self, random, status == PURSUIT_DEAL_OPEN, &way);
  total = fit_days (&way);
  target = way.positions[way.n - 1];   /* a way that was cut short ends earlier */
  ended = status == PURSUIT_DEAL_OPEN ? 0 : pursuit_demo_random_between (random, 1, PURSUIT_DEMO_DAYS - 8 - total);

  walk (self, random, deal, &way, ended + total);
  if (status == PURSUIT_DEAL_OPEN)
    {
      add_next_step (self, random, deal->deal, target);
      add_forecast (self, random, deal->deal, target);
    }
  else
    close_deal (self, random, deal, status, target, ended);

  g_ptr_array_add (plan->deals, deal);
}

/*
 * pursuit_demo_plan_deals:
 *
 * About 0.6 deals per customer, most of them at the best ones. Nobody sells to the public pool.
 */
void
pursuit_demo_plan_deals (PursuitDemo     *self,
                         PursuitDemoCase *plan)
{
  static const guint8 n_for_a[] = { 0, 10, 25, 30, 22, 13 };
  static const guint8 n_for_b[] = { 30, 42, 22, 6 };
  static const guint8 n_for_c[] = { 79, 18, 3 };
  static const guint8 statuses[] = { 40, 33, 27 };
  gint64 grade = plan->customer->grade;
  guint n_deals = 0;

  if (plan->customer->owner_id == 0)
    return;
  if (grade == PURSUIT_GRADE_A)
    n_deals = pursuit_demo_random_weigh (&plan->random, n_for_a, G_N_ELEMENTS (n_for_a));
  else if (grade == PURSUIT_GRADE_B)
    n_deals = pursuit_demo_random_weigh (&plan->random, n_for_b, G_N_ELEMENTS (n_for_b));
  else
    n_deals = pursuit_demo_random_weigh (&plan->random, n_for_c, G_N_ELEMENTS (n_for_c));

  for (guint i = 0; i < n_deals; i++)
    add_deal (self, plan,
              (PursuitDealStatus) pursuit_demo_random_weigh (&plan->random, statuses, G_N_ELEMENTS (statuses)));
}
