/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-deals-gate.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-deals-private.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-gate-facts.h"
#include "pursuit-records.h"
#include "pursuit-str.h"
#include "pursuit-team.h"

/* The gate of a stage (STG-2). What a person is shown before a move and what the verb asks are the same. */

static char *
dup_trouble (const PursuitGateFact *fact)
{
  if (!fact->is_gone)
    return NULL;
  if (fact->source == NULL)
    return g_strdup (_("What showed it is not there any more."));
  if (fact->has_left)
    return g_strdup_printf (_("“%s” does not work there any more."), fact->source);

  switch ((PursuitProofKind) fact->kind)
    {
    case PURSUIT_PROOF_DOCUMENT:
      return g_strdup_printf (_("The document “%s” was deleted."), fact->source);
    case PURSUIT_PROOF_VISIT:
      return g_strdup_printf (_("The visit “%s” was deleted."), fact->source);
    case PURSUIT_PROOF_CONTACT:
    case PURSUIT_PROOF_NOTE:
    case PURSUIT_PROOF_DATE:
    default:
      return g_strdup_printf (_("The person “%s” was deleted."), fact->source);
    }
}

static char *
dup_shown_by (const PursuitGateFact *fact)
{
  g_autofree char *day = fact->done_on != NULL ? pursuit_date_format (fact->done_on) : NULL;
  g_autofree char *text = fact->source == NULL && !pursuit_str_empty (fact->note) ? pursuit_str_excerpt (fact->note)
                                                                                  : g_strdup (fact->source);

  if (fact->proof_id == 0)
    return NULL;
  if (text == NULL || day == NULL)
    return g_strdup (text != NULL ? text : day);

  /* Translators: what shows a milestone, such as a document or a person, and the day */
  return g_strdup_printf (_("%1$s, %2$s"), text, day);
}

static PursuitGateItem *
make_item (const PursuitGateFact *fact)
{
  PursuitMilestone *milestone = PURSUIT_MILESTONE (pursuit_record_new (PURSUIT_TYPE_MILESTONE));
  PursuitGateItem *item;

  PURSUIT_RECORD (milestone)->id = fact->milestone_id;
  milestone->name = g_strdup (fact->name);
  milestone->name_zh = g_strdup (fact->name_zh);
  milestone->required = fact->required;
  milestone->handover = fact->handover;
  item = pursuit_gate_item_new (milestone, fact->position);
  item->trouble = dup_trouble (fact);
  item->shown_by = dup_shown_by (fact);
  item->is_missing = fact->required && (fact->proof_id == 0 || fact->is_gone);

  return item;
}

/* For people, with all that the records hold. */
static gboolean
complete_item (PursuitDesk            *desk,
               PursuitGateItem        *item,
               const PursuitGateFact  *fact,
               GError                **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  PursuitRecord *milestone = pursuit_store_load (store, PURSUIT_TYPE_MILESTONE, fact->milestone_id, error);

  if (milestone == NULL)
    return FALSE;

  g_object_unref (item->milestone);
  item->milestone = PURSUIT_MILESTONE (milestone);
  if (fact->proof_id == 0)
    return TRUE;

  item->proof = (PursuitProof *) pursuit_store_load (store, PURSUIT_TYPE_PROOF, fact->proof_id, error);
  return item->proof != NULL;
}

typedef enum
{
  PASSED,      /* milestones that have to be reached on the way */
  HANDOVER,    /* what belongs to the hand-over */
  EVERYTHING,  /* both, with their records */
} Wanted;

static gboolean
add_items (PursuitDesk  *desk,
           PursuitGate  *gate,
           Wanted        wanted,
           gboolean      complete,
           int           first,
           int           last,
           GError      **error)
{
  g_autoptr(GPtrArray) facts =
    pursuit_gate_facts_list (pursuit_desk_get_store (desk), PURSUIT_RECORD (gate->deal)->id, gate->deal->process_id, first,
                             last, error);

  if (facts == NULL)
    return FALSE;
  for (guint i = 0; i < facts->len; i++)
    {
      const PursuitGateFact *fact = g_ptr_array_index (facts, i);
      g_autoptr(PursuitGateItem) item = NULL;

      if (wanted != EVERYTHING && fact->handover != (wanted == HANDOVER))
        continue;
      item = make_item (fact);
      if (complete && !complete_item (desk, item, fact, error))
        return FALSE;
      pursuit_gate_take_item (gate, g_steal_pointer (&item));
    }

  return TRUE;
}

/* The process is asked only about ways that it may have something to say about. */
static gboolean
judge (PursuitDesk  *desk,
       PursuitGate  *gate,
       GError      **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitRecord) process = NULL;

  if (gate->is_win || gate->to == gate->from + 1 || gate->to == gate->from)
    return TRUE;
  if (!pursuit_gate_facts_count_between (store, gate->deal->process_id, gate->from, gate->to, &gate->n_left_out, error))
    return FALSE;
  process = pursuit_store_load (store, PURSUIT_TYPE_PROCESS, gate->deal->process_id, error);
  if (process == NULL)
    return FALSE;

  pursuit_gate_judge (gate, PURSUIT_PROCESS (process));
  return TRUE;
}

/* A win leaves the stage for won deals behind as well. */
static gboolean
fill (PursuitDesk   *desk,
      PursuitGate   *gate,
      PursuitStage  *from,
      PursuitStage  *to,
      gboolean       complete,
      GError       **error)
{
  int last = (int) to->position - !gate->is_win;

  gate->from = (int) from->position;
  gate->to = (int) to->position;
  return judge (desk, gate, error) &&
         (last < gate->from || add_items (desk, gate, PASSED, complete, gate->from, last, error));
}

/* Who may go on without milestones may also be one who works on the deal. */
static gboolean
require_override (PursuitDesk  *desk,
                  PursuitDeal  *deal,
                  GError      **error)
{
  const PursuitSubject subject = { deal->owner_id, deal->customer_id, PURSUIT_RECORD (deal)->id };

  return pursuit_desk_require_about (desk, PURSUIT_RIGHT_OVERRIDE, &subject, error);
}

/**
 * pursuit_deals_pass_gate:
 * @desk: a desk, within a transaction
 * @deal: an open deal as it is
 * @way: where it is to go
 * @out_missing: (out) (nullable) (transfer full): the names of the milestones that were overridden, a line each
 * @error: return location
 *
 * Asks whether a deal may leave the stages that it is about to leave. A move that no rule allows anyhow (to where the deal
 * stands, or out of its process) is left to pursuit_deal_enter_stage().
 *
 * Fails with %PURSUIT_ERROR_GATED when milestones or a reason are missing, %PURSUIT_ERROR_INVALID when the process forbids
 * the way, %PURSUIT_ERROR_DENIED when the actor may not go past what is missing, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it may
 */
gboolean
pursuit_deals_pass_gate (PursuitDesk           *desk,
                         PursuitDeal           *deal,
                         const PursuitDealWay  *way,
                         char                 **out_missing,
                         GError               **error)
{
  g_autoptr(PursuitStage) from = NULL;
  g_autoptr(PursuitGate) gate = NULL;

  *out_missing = NULL;
  if (deal->status != PURSUIT_DEAL_OPEN || deal->process_id != way->to->process_id ||
      way->to->type == PURSUIT_STAGE_LOST)
    return TRUE;
  from = pursuit_deals_load_stage (desk, deal->stage_id, error);
  if (from == NULL)
    return FALSE;

  gate = pursuit_gate_new (deal);
  gate->is_win = way->is_win;
  if (!fill (desk, gate, from, way->to, FALSE, error) ||
      (gate->n_missing > 0 && way->override &&
       !require_override (desk, deal, error)) ||
      !pursuit_gate_require (gate, way->reason, way->override, error))
    return FALSE;

  *out_missing = pursuit_gate_dup_missing (gate);
  return TRUE;
}

/**
 * pursuit_deals_require_handover:
 * @desk: a desk
 * @deal: a deal that is handed over
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_GATED when required items of the hand-over are missing (STG-8), or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when delivery has all that it needs
 */
gboolean
pursuit_deals_require_handover (PursuitDesk  *desk,
                                PursuitDeal  *deal,
                                GError      **error)
{
  g_autoptr(PursuitGate) gate = pursuit_gate_new (deal);

  return add_items (desk, gate, HANDOVER, FALSE, 0, G_MAXINT, error) && pursuit_gate_require (gate, NULL, FALSE, error);
}

static gboolean
look_up_override (PursuitDesk  *desk,
                  PursuitGate  *gate,
                  GError      **error)
{
  g_autoptr(GError) local = NULL;

  gate->may_override = require_override (desk, gate->deal, &local);
  if (gate->may_override)
    return TRUE;
  if (g_error_matches (local, PURSUIT_ERROR, PURSUIT_ERROR_DENIED))
    {
      gate->may_not = g_strdup (local->message);
      return TRUE;
    }

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static PursuitStage *
find_stage (PursuitGate *gate,
            gint64       id)
{
  for (guint i = 0; i < gate->stages->len; i++)
    if (((PursuitRecord *) g_ptr_array_index (gate->stages, i))->id == id)
      return g_ptr_array_index (gate->stages, i);

  return NULL;
}

/* The deal, the stages of its process, and where both sides stand. */
static PursuitGate *
begin_gate (PursuitDesk  *desk,
            gint64        deal_id,
            GError      **error)
{
  g_autoptr(PursuitRecord) deal = pursuit_records_load (desk, PURSUIT_TYPE_DEAL, deal_id, error);
  g_autoptr(PursuitGate) gate = NULL;
  g_autoptr(GPtrArray) stages = NULL;
  PursuitStage *buyers;
  PursuitStage *ours;

  if (deal == NULL)
    return NULL;
  stages = pursuit_deals_list_stages (desk, PURSUIT_DEAL (deal)->process_id, error);
  if (stages == NULL)
    return NULL;

  gate = pursuit_gate_new (PURSUIT_DEAL (deal));
  g_ptr_array_extend_and_steal (gate->stages, g_steal_pointer (&stages));
  ours = find_stage (gate, gate->deal->stage_id);
  buyers = find_stage (gate, gate->deal->buyer_stage_id);
  gate->from = gate->to = ours != NULL ? (int) ours->position : 0;
  gate->buyer = buyers != NULL ? (int) buyers->position : 0;
  if (!look_up_override (desk, gate, error))
    return NULL;

  return g_steal_pointer (&gate);
}

/* What the stage to enter requires and nobody has (TEAM-3). */
static gboolean
look_up_roles (PursuitDesk  *desk,
               PursuitGate  *gate,
               GError      **error)
{
  g_autoptr(PursuitCoverage) coverage = NULL;

  if (gate->goes_back)
    return TRUE;
  coverage = pursuit_team_read_coverage (desk, PURSUIT_RECORD (gate->deal)->id, error);
  if (coverage == NULL)
    return FALSE;

  gate->missing_roles = pursuit_coverage_dup_missing (coverage, gate->to);
  return TRUE;
}

/**
 * pursuit_deals_read_gate:
 * @desk: a desk
 * @deal_id: an open deal
 * @to_position: the stage to enter, 0 for winning the deal
 * @error: return location
 *
 * Reads what a move would need, for a person who is about to decide.
 *
 * Fails with %PURSUIT_ERROR_INVALID when there is no such stage, %PURSUIT_ERROR_NOT_FOUND, %PURSUIT_ERROR_DENIED when the
 * actor may not see the deal, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): the gate
 */
PursuitGate *
pursuit_deals_read_gate (PursuitDesk  *desk,
                         gint64        deal_id,
                         int           to_position,
                         GError      **error)
{
  g_auto(PursuitReading) reading = { NULL };
  g_autoptr(PursuitGate) gate = NULL;
  g_autoptr(PursuitStage) from = NULL;
  g_autoptr(PursuitStage) to = NULL;

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), NULL);

  if (!pursuit_reading_begin (&reading, pursuit_desk_get_store (desk), error) ||
      (gate = begin_gate (desk, deal_id, error)) == NULL)
    return NULL;

  gate->is_win = to_position == 0;
  from = pursuit_deals_load_stage (desk, gate->deal->stage_id, error);
  to = gate->is_win ? pursuit_deals_find_won_stage (desk, gate->deal->process_id, error)
                    : pursuit_deals_find_stage (desk, gate->deal->process_id, to_position, error);
  if (from == NULL || to == NULL || !fill (desk, gate, from, to, TRUE, error) || !look_up_roles (desk, gate, error))
    return NULL;

  return g_steal_pointer (&gate);
}

/**
 * pursuit_deals_read_milestones:
 * @desk: a desk
 * @deal_id: a deal
 * @error: return location
 *
 * Reads all milestones of a deal's process, those of the hand-over too, and what the deal has to show for each.
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND, %PURSUIT_ERROR_DENIED when the actor may not see the deal, or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): a gate that leads nowhere
 */
PursuitGate *
pursuit_deals_read_milestones (PursuitDesk  *desk,
                               gint64        deal_id,
                               GError      **error)
{
  g_auto(PursuitReading) reading = { NULL };
  g_autoptr(PursuitGate) gate = NULL;

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), NULL);

  if (!pursuit_reading_begin (&reading, pursuit_desk_get_store (desk), error) ||
      (gate = begin_gate (desk, deal_id, error)) == NULL ||
      !add_items (desk, gate, EVERYTHING, TRUE, 0, G_MAXINT, error))
    return NULL;

  return g_steal_pointer (&gate);
}
