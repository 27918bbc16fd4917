/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-demo-private.h"

#include "pursuit-standing-moves.h"

/*
 * How the customers came to be judged as they are: grade, funnel and relationship level, step by step, each with its reason. It is
 * drawn from numbers of its own, so that the rest of a demonstration is what it always was for its seed.
 */

/* Beside the stream of the deals' other side, above every stream of customers. */
#define STREAM (G_GUINT64_CONSTANT (1) << 41)

/* A customer was judged first when the history begins, and last some days ago. */
#define LAST_DAYS 6

/*
 * pursuit_demo_plan_interest:
 *
 * Names somebody who is interested where there is an opportunity (CUS-8).
 */
void
pursuit_demo_plan_interest (PursuitDemo     *self,
                            PursuitDemoCase *plan,
                            guint            index)
{
  PursuitContact *contact;

  plan->judging = pursuit_demo_random_new (self->seed, STREAM + index);
  if (plan->customer->funnel != PURSUIT_FUNNEL_OPPORTUNITY)
    return;

  contact = g_ptr_array_index (plan->contacts, pursuit_demo_random_below (&plan->judging, plan->contacts->len));
  contact->interest = g_strdup (pursuit_demo_words_pick (self->words, "interests", &plan->judging));
}

static const char *
pick_reason (PursuitDemo         *self,
             PursuitDemoCase     *plan,
             PursuitStandingKind  kind,
             gint64               from,
             gint64               to)
{
  g_autofree char *list = NULL;

  if (kind == PURSUIT_STANDING_KIND_GRADE)
    list = g_strdup (from != PURSUIT_GRADE_NONE ? "grade reasons up" : "grade reasons");
  else
    list = g_strdup_printf (kind == PURSUIT_STANDING_KIND_FUNNEL ? "funnel reasons %d" : "level evidence %d", (int) to);

  return pursuit_demo_words_pick (self->words, list, &plan->judging);
}

/* Which steps led to a value, the first from nothing: a grade from C upwards, or straight; the others one by one. */
static guint
list_steps (PursuitDemoCase     *plan,
            PursuitStandingKind  kind,
            gint64               value,
            gint64              *steps)
{
  guint n = 0;

  if (kind != PURSUIT_STANDING_KIND_GRADE)
    {
      for (gint64 step = 1; step <= value; step++)
        steps[n++] = step;
      return n;
    }

  for (gint64 grade = PURSUIT_GRADE_C; grade > value; grade--)
    if (pursuit_demo_random_chance (&plan->judging, 35))
      steps[n++] = grade;
  if (value != PURSUIT_GRADE_NONE)
    steps[n++] = value;
  return n;
}

/* Evenly over the history, the first at its beginning. */
static int
get_days_ago (guint step,
              guint n_steps)
{
  return n_steps == 1 ? PURSUIT_DEMO_DAYS - 1
                      : (int) ((PURSUIT_DEMO_DAYS - 1 - LAST_DAYS) * (n_steps - 1 - step) / (n_steps - 1)) + LAST_DAYS;
}

static gboolean
write_kind (PursuitDemo          *self,
            PursuitDemoCase      *plan,
            PursuitStandingKind   kind,
            GError              **error)
{
  gint64 steps[PURSUIT_LEVEL_MAX + 1];
  guint n = list_steps (plan, kind, pursuit_standing_get (plan->customer, kind), steps);
  gint64 was = 0;

  for (guint i = 0; i < n; i++)
    {
      const PursuitStandingMove move = {
        .customer_id = PURSUIT_RECORD (plan->customer)->id,
        .kind = kind,
        .from = was,
        .to = steps[i],
        .at = pursuit_demo_time (self, &plan->judging, get_days_ago (i, n)),
        .staff_id = plan->seller_id,
        .reason = (char *) pick_reason (self, plan, kind, was, steps[i]),
      };

      if (!pursuit_standing_moves_add (self->store, &move, error))
        return FALSE;
      was = steps[i];
    }

  return TRUE;
}

/*
 * pursuit_demo_write_standing:
 *
 * Writes how the customer came to be judged as it is.
 */
gboolean
pursuit_demo_write_standing (PursuitDemo      *self,
                             PursuitDemoCase  *plan,
                             GError          **error)
{
  for (guint kind = 0; kind < PURSUIT_N_STANDING_KINDS; kind++)
    if (!write_kind (self, plan, (PursuitStandingKind) kind, error))
      return FALSE;

  return TRUE;
}
