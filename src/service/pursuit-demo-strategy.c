/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-demo-private.h"

#include "pursuit-date.h"
#include "pursuit-milestone.h"
#include "pursuit-proof.h"
#include "pursuit-rival.h"
#include "pursuit-stakeholder.h"
#include "pursuit-strategy.h"

/* What was shown of the milestones of a deal, and how it is judged (STG-2, CUS-7). Of deals that were closed long ago nobody asks. */

#define LONG_AGO 120

static gboolean
add (PursuitDemo      *self,
     PursuitDemoCase  *plan,
     PursuitRecord    *record,
     gint64            deal_id,
     GError          **error)
{
  g_object_set (record, "customer-id", PURSUIT_RECORD (plan->customer)->id, "deal-id", deal_id, NULL);

  return pursuit_store_insert (self->store, record, error);
}

/* What a milestone is shown by: something of that deal where there is something, else a line. */
static void
point_at (PursuitDemo     *self,
          PursuitDemoCase *plan,
          PursuitProof    *proof,
          gint64           deal_id)
{
  PursuitDocument *document = NULL;
  PursuitActivity *visit = NULL;

  for (guint i = 0; i < plan->documents->len && document == NULL; i++)
    if (((PursuitDocument *) g_ptr_array_index (plan->documents, i))->deal_id == deal_id)
      document = g_ptr_array_index (plan->documents, i);
  for (guint i = 0; i < plan->activities->len && visit == NULL; i++)
    {
      PursuitActivity *activity = g_ptr_array_index (plan->activities, i);

      if (activity->deal_id == deal_id && activity->kind != PURSUIT_ACTIVITY_NOTE)
        visit = activity;
    }

  if (document != NULL && pursuit_demo_random_chance (&plan->more, 40))
    {
      proof->kind = PURSUIT_PROOF_DOCUMENT;
      proof->document_id = PURSUIT_RECORD (document)->id;
    }
  else if (visit != NULL && pursuit_demo_random_chance (&plan->more, 40))
    {
      proof->kind = PURSUIT_PROOF_VISIT;
      proof->activity_id = PURSUIT_RECORD (visit)->id;
    }
  else
    {
      proof->kind = PURSUIT_PROOF_NOTE;
      proof->note = g_strdup (pursuit_demo_words_pick (self->words, "proof notes", &plan->more));
    }
}

static gboolean
add_proof (PursuitDemo       *self,
           PursuitDemoCase   *plan,
           PursuitDeal       *deal,
           PursuitMilestone  *milestone,
           gint64             at,
           GError           **error)
{
  g_autoptr(PursuitProof) proof = PURSUIT_PROOF (pursuit_record_new (PURSUIT_TYPE_PROOF));

  proof->milestone_id = PURSUIT_RECORD (milestone)->id;
  proof->done_on = pursuit_date_from_time (at);
  proof->staff_id = deal->owner_id;
  point_at (self, plan, proof, PURSUIT_RECORD (deal)->id);

  return add (self, plan, PURSUIT_RECORD (proof), PURSUIT_RECORD (deal)->id, error);
}

/* When the deal had come past a stage, or stood in it last; 0 while it has not. */
static gint64
find_end_of (PursuitDemoDeal *plan,
             gint64           position)
{
  for (guint i = 0; i < plan->steps->len; i++)
    {
      const PursuitDemoStep *step = &g_array_index (plan->steps, PursuitDemoStep, i);

      if (step->position > position || (step->position == position && i + 1 == plan->steps->len))
        return step->move.at;
    }

  return 0;
}

static PursuitStage *
find_stage_of (PursuitDemo      *self,
               PursuitMilestone *milestone)
{
  for (guint i = 0; i < self->stages->len; i++)
    if (PURSUIT_RECORD (g_ptr_array_index (self->stages, i))->id == milestone->stage_id)
      return g_ptr_array_index (self->stages, i);

  return NULL;
}

/* Stages that were left were left with what they require; in the present one a good deal is still to be done. */
static guint
get_chance (PursuitDeal      *deal,
            PursuitStage     *stage,
            PursuitMilestone *milestone,
            gint64            missing_id)
{
  if (PURSUIT_RECORD (milestone)->id == missing_id)
    return 0;
  if (milestone->handover)
    return deal->accepted_on != NULL ? 100 : deal->handed_over_on != NULL ? 50 : 0;
  if (PURSUIT_RECORD (stage)->id == deal->stage_id && deal->status == PURSUIT_DEAL_OPEN)
    return 45;

  return milestone->required ? 100 : 60;
}

static gboolean
write_proofs (PursuitDemo      *self,
              PursuitDemoCase  *plan,
              PursuitDemoDeal  *one,
              GError          **error)
{
  for (guint i = 0; i < self->milestones->len; i++)
    {
      PursuitMilestone *milestone = g_ptr_array_index (self->milestones, i);
      PursuitStage *stage = find_stage_of (self, milestone);
      gint64 at = stage != NULL ? find_end_of (one, stage->position) : 0;

      /* Drawn for every one, whether it was reached or not: what follows does not depend on it. */
      if (!pursuit_demo_random_chance (&plan->more, at != 0 ? get_chance (one->deal, stage, milestone, one->missing_id) : 0) || at == 0)
        continue;
      if (!add_proof (self, plan, one->deal, milestone, at, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_people (PursuitDemo      *self,
              PursuitDemoCase  *plan,
              PursuitDemoDeal  *one,
              GError          **error)
{
  for (guint i = 0; i < MIN (plan->contacts->len, 4); i++)
    {
      PursuitContact *contact = g_ptr_array_index (plan->contacts, i);
      g_autoptr(PursuitStakeholder) person = NULL;

      if (!pursuit_demo_random_chance (&plan->more, 70))
        continue;
      person = PURSUIT_STAKEHOLDER (pursuit_record_new (PURSUIT_TYPE_STAKEHOLDER));
      person->contact_id = PURSUIT_RECORD (contact)->id;
      person->role = contact->buying_role;
      person->attitude = contact->attitude;
      person->influence = pursuit_demo_random_between (&plan->more, 1, 5);
      person->wants = g_strdup (pursuit_demo_words_pick (self->words, "wants", &plan->more));
      if (!add (self, plan, PURSUIT_RECORD (person), PURSUIT_RECORD (one->deal)->id, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_rival (PursuitDemo      *self,
             PursuitDemoCase  *plan,
             PursuitDemoDeal  *one,
             GError          **error)
{
  g_autoptr(PursuitRival) rival = NULL;

  if (!pursuit_demo_random_chance (&plan->more, 55))
    return TRUE;

  rival = PURSUIT_RIVAL (pursuit_record_new (PURSUIT_TYPE_RIVAL));
  rival->name = g_strdup (pursuit_demo_words_pick (self->words, "competitors", &plan->more));
  rival->standing = PURSUIT_STANDING_AHEAD + (gint64) pursuit_demo_random_below (&plan->more, 3);
  rival->strengths = g_strdup (pursuit_demo_words_pick (self->words, "rival strengths", &plan->more));
  rival->weaknesses = g_strdup (pursuit_demo_words_pick (self->words, "rival weaknesses", &plan->more));
  rival->plan = g_strdup (pursuit_demo_words_pick (self->words, "rival plans", &plan->more));

  return add (self, plan, PURSUIT_RECORD (rival), PURSUIT_RECORD (one->deal)->id, error);
}

/* Up to two reviews; the later one says what changed since. */
static gboolean
write_reviews (PursuitDemo      *self,
               PursuitDemoCase  *plan,
               PursuitDemoDeal  *one,
               GError          **error)
{
  guint n = pursuit_demo_random_below (&plan->more, 3);
  gint64 begin = g_array_index (one->steps, PursuitDemoStep, 0).move.at;

  for (guint i = 1; i <= n; i++)
    {
      g_autoptr(PursuitStrategy) review = PURSUIT_STRATEGY (pursuit_record_new (PURSUIT_TYPE_STRATEGY));

      review->written_on = pursuit_date_from_time (begin + (self->now - begin) / (gint64) (n + 1) * (gint64) i);
      review->staff_id = one->deal->owner_id;
      review->goal = g_strdup (pursuit_demo_words_pick (self->words, "strategy goals", &plan->more));
      review->standing = g_strdup (pursuit_demo_words_pick (self->words, "strategy standings", &plan->more));
      if (i > 1)
        review->changes = g_strdup (pursuit_demo_words_pick (self->words, "strategy changes", &plan->more));
      if (!add (self, plan, PURSUIT_RECORD (review), PURSUIT_RECORD (one->deal)->id, error))
        return FALSE;
    }

  return TRUE;
}

/*
 * pursuit_demo_write_strategy:
 *
 * Writes what was shown of a deal's milestones and, while it is open, who decides, who else sells, and how it is judged; what
 * this refers to has its ids.
 */
gboolean
pursuit_demo_write_strategy (PursuitDemo      *self,
                             PursuitDemoCase  *plan,
                             PursuitDemoDeal  *one,
                             GError          **error)
{
  g_autofree char *today = pursuit_date_from_time (self->now);
  const char *closed_on = one->deal->closed_on;

  if (closed_on != NULL && pursuit_date_days_between (closed_on, today) > LONG_AGO)
    return TRUE;
  if (!write_proofs (self, plan, one, error))
    return FALSE;

  return one->deal->status != PURSUIT_DEAL_OPEN ||
         (write_people (self, plan, one, error) && write_rival (self, plan, one, error) && write_reviews (self, plan, one, error));
}
