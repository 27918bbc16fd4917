/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-deals.h"

#include <glib/gi18n-lib.h>

#include "pursuit-buyer-moves.h"
#include "pursuit-date.h"
#include "pursuit-deal-rules.h"
#include "pursuit-deals-private.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-locale.h"
#include "pursuit-process-lookups.h"
#include "pursuit-process.h"
#include "pursuit-records-private.h"
#include "pursuit-stage-moves.h"
#include "pursuit-str.h"
#include "pursuit-team-private.h"

/* What a verb leaves behind beside the record and its journal entry. */
typedef struct
{
  gint64 at;
  const char *reason;    /* nullable: why, or what shows it */
  const char *missing;   /* nullable: the milestones that were overridden */
} Trace;

static gboolean
add_stage_move (PursuitDesk  *desk,
                PursuitDeal  *before,
                PursuitDeal  *after,
                const Trace  *trace,
                GError      **error)
{
  const PursuitStageMove move = {
    .deal_id = PURSUIT_RECORD (after)->id,
    .from_stage_id = before != NULL ? before->stage_id : 0,
    .to_stage_id = after->stage_id,
    .from_status = before != NULL ? (int) before->status : -1,
    .to_status = (int) after->status,
    .at = trace->at,
    .staff_id = pursuit_desk_get_actor_id (desk),
    .reason = trace->reason,
    .missing = trace->missing,
  };

  return pursuit_stage_moves_add (pursuit_desk_get_store (desk), &move, error);
}

static gboolean
add_buyer_move (PursuitDesk  *desk,
                PursuitDeal  *before,
                PursuitDeal  *after,
                const Trace  *trace,
                GError      **error)
{
  const PursuitBuyerMove move = {
    .deal_id = PURSUIT_RECORD (after)->id,
    .from_stage_id = before != NULL ? before->buyer_stage_id : 0,
    .to_stage_id = after->buyer_stage_id,
    .at = trace->at,
    .staff_id = pursuit_desk_get_actor_id (desk),
    .evidence = trace->reason,
  };

  return pursuit_buyer_moves_add (pursuit_desk_get_store (desk), &move, error);
}

/* Each side has a history of its own. */
static gboolean
add_history (PursuitDesk  *desk,
             PursuitDeal  *before,
             PursuitDeal  *after,
             const Trace  *trace,
             GError      **error)
{
  if ((before == NULL || before->stage_id != after->stage_id || before->status != after->status) &&
      !add_stage_move (desk, before, after, trace, error))
    return FALSE;

  return (before != NULL ? before->buyer_stage_id : 0) == after->buyer_stage_id ||
         add_buyer_move (desk, before, after, trace, error);
}

/* Whatever the rules keep begins blank. */
static void
begin_anew (PursuitDesk  *desk,
            PursuitDeal  *deal,
            PursuitStage *stage)
{
  g_autoptr(PursuitRecord) blank = pursuit_record_new (PURSUIT_TYPE_DEAL);

  pursuit_record_assign (PURSUIT_RECORD (deal), blank,
                         pursuit_record_class_select (PURSUIT_RECORD_GET_CLASS (deal), PURSUIT_FIELD_DERIVED));
  deal->process_id = stage->process_id;
  if (deal->owner_id == 0)
    deal->owner_id = pursuit_desk_get_actor_id (desk);
  if (deal->opened_on == NULL)
    deal->opened_on = pursuit_date_today ();
}

static gboolean
begin_in (PursuitDeal   *deal,
          PursuitStage  *stage,
          gint64         at,
          GError       **error)
{
  if (!pursuit_deal_enter_stage (deal, stage, at, error))
    return FALSE;

  pursuit_deal_begin_with_buyer (deal, stage);
  return TRUE;
}

/* The one that the person chose, or else the one that new deals follow by now. */
static gboolean
choose_process (PursuitDesk  *desk,
                PursuitDeal  *deal,
                gint64       *out_process_id,
                GError      **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitRecord) process = NULL;

  *out_process_id = deal->process_id;
  if (deal->process_id == 0)
    {
      if (!pursuit_lookup_standard_process (store, out_process_id, error))
        return FALSE;
      if (*out_process_id == 0)
        *out_process_id = pursuit_desk_get_process_id (desk);
      return TRUE;
    }
  process = pursuit_store_load (store, PURSUIT_TYPE_PROCESS, deal->process_id, error);
  if (process == NULL || !pursuit_records_require_alive (process, error))
    return FALSE;
  if (PURSUIT_PROCESS (process)->state == PURSUIT_PROCESS_PUBLISHED)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is not published; no new deal can follow it."),
               pursuit_locale_choose_name (PURSUIT_PROCESS (process)->name, PURSUIT_PROCESS (process)->name_zh));
  return FALSE;
}

/**
 * pursuit_deals_create:
 * @desk: a desk
 * @deal: a new deal with customer and title, and perhaps a published process; stage, status and opening date are set here, its id
 *   on success
 * @position: the stage to begin in, the first one when less than 1
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Creates an open deal in its process, or in the one that new deals follow, and begins its history. In the first stage the buyer stands
 * there, too; a deal that begins further on leaves no stage, so no milestones are asked for. The default team of its owner works on it.
 *
 * Fails with %PURSUIT_ERROR_INVALID, %PURSUIT_ERROR_DENIED, %PURSUIT_ERROR_NOT_FOUND when its customer is gone, or
 * %PURSUIT_ERROR_STORAGE; nothing is written then.
 *
 * Returns: %TRUE when it is in the database
 */
gboolean
pursuit_deals_create (PursuitDesk  *desk,
                      PursuitDeal  *deal,
                      int           position,
                      gint64       *out_entry_id,
                      GError      **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitStage) stage = NULL;
  g_auto(PursuitTx) tx = { NULL };
  const Trace trace = { .at = pursuit_time_now () };
  gint64 process_id;

  g_return_val_if_fail (PURSUIT_IS_DESK (desk) && PURSUIT_IS_DEAL (deal), FALSE);

  if (!pursuit_tx_begin (&tx, store, error) || !choose_process (desk, deal, &process_id, error))
    return FALSE;
  stage = pursuit_deals_find_stage (desk, process_id, MAX (position, 1), error);
  if (stage == NULL)
    return FALSE;

  begin_anew (desk, deal, stage);
  if (!begin_in (deal, stage, trace.at, error) || !pursuit_record_validate (PURSUIT_RECORD (deal), error) ||
      !pursuit_records_require_customer (desk, PURSUIT_RECORD (deal), error) ||
      !pursuit_records_require (desk, PURSUIT_RECORD (deal), PURSUIT_RIGHT_EDIT, error) ||
      !pursuit_records_require_references (desk, NULL, PURSUIT_RECORD (deal), error) ||
      !pursuit_store_insert (store, PURSUIT_RECORD (deal), error) ||
      !add_history (desk, NULL, deal, &trace, error) ||
      !pursuit_desk_write_journal (desk, "create", NULL, PURSUIT_RECORD (deal), out_entry_id, error) ||
      !pursuit_team_begin (desk, deal, error) ||
      !pursuit_tx_commit (&tx, error))
    {
      PURSUIT_RECORD (deal)->id = 0;
      return FALSE;
    }

  return TRUE;
}

static gboolean
is_move (const PursuitDealChange *change)
{
  static const char *const verbs[] = { "move", "win", "lose", "reopen", NULL };

  return g_strv_contains (verbs, change->verb);
}

/* Who received a deal may accept it, whoever may change it. */
static gboolean
require_right (PursuitDesk              *desk,
               PursuitDeal              *deal,
               const PursuitDealChange  *change,
               GError                  **error)
{
  if (g_str_equal (change->verb, "accept") && deal->receiver_id != 0 &&
      deal->receiver_id == pursuit_desk_get_actor_id (desk))
    return TRUE;

  return pursuit_records_require (desk, PURSUIT_RECORD (deal), PURSUIT_RIGHT_EDIT, error);
}

/* Within a transaction. Saying once more what is so changes nothing. */
static gboolean
write_change (PursuitDesk    *desk,
              PursuitRecord  *before,
              PursuitRecord  *record,
              const char     *verb,
              const Trace    *trace,
              gint64         *out_entry_id,
              GError        **error)
{
  if (pursuit_record_diff (before, record) == 0)
    {
      if (out_entry_id != NULL)
        *out_entry_id = 0;
      return TRUE;
    }

  return pursuit_store_change (pursuit_desk_get_store (desk), before, record, error) &&
         add_history (desk, PURSUIT_DEAL (before), PURSUIT_DEAL (record), trace, error) &&
         pursuit_desk_write_journal (desk, verb, before, record, out_entry_id, error);
}

/**
 * pursuit_deals_change:
 * @desk: a desk
 * @change: what to do
 * @out_entry_id: (out) (optional): the journal entry, 0 when there was nothing to change
 * @error: return location
 *
 * Does one verb to one deal, provided that it still stands where the person saw it.
 *
 * Fails with %PURSUIT_ERROR_CONFLICT when somebody else moved it since (the sentence says who, where to and when),
 * %PURSUIT_ERROR_GATED when milestones or a reason are missing (STG-2), %PURSUIT_ERROR_INVALID when the rule forbids it or
 * there is no such stage, %PURSUIT_ERROR_NOT_FOUND, %PURSUIT_ERROR_DENIED or %PURSUIT_ERROR_STORAGE; nothing is written
 * then.
 *
 * Returns: %TRUE when it is done
 */
gboolean
pursuit_deals_change (PursuitDesk              *desk,
                      const PursuitDealChange  *change,
                      gint64                   *out_entry_id,
                      GError                  **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autofree char *reason = pursuit_str_empty (change->reason) ? NULL : pursuit_str_dup_stripped (change->reason);
  g_autofree char *missing = NULL;
  g_autoptr(PursuitRecord) record = NULL;
  g_autoptr(PursuitRecord) before = NULL;
  g_auto(PursuitTx) tx = { NULL };
  Trace trace = { .at = pursuit_time_now (), .reason = reason };

  if (!pursuit_tx_begin (&tx, store, error))
    return FALSE;
  record = pursuit_store_load (store, PURSUIT_TYPE_DEAL, change->deal_id, error);
  if (record == NULL || !pursuit_records_require_alive (record, error))
    return FALSE;

  before = pursuit_record_copy (record);
  if (!require_right (desk, PURSUIT_DEAL (record), change, error) ||
      !pursuit_deals_require_seen (desk, PURSUIT_DEAL (record), change, error) ||
      !(is_move (change) ? pursuit_deals_apply_move (desk, PURSUIT_DEAL (record), change, trace.at, &missing, error)
                         : pursuit_deals_apply_hold (desk, PURSUIT_DEAL (record), change, trace.at, error)))
    return FALSE;

  trace.missing = missing;
  return write_change (desk, before, record, change->verb, &trace, out_entry_id, error) && pursuit_tx_commit (&tx, error);
}

/**
 * pursuit_deals_move:
 * @desk: a desk
 * @deal_id: an open deal
 * @position: the stage to enter, from 1
 * @reason: (nullable): why, kept in the history; the process asks for it when stages are left out, or on going back
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Moves a deal along the process, forward or back; see pursuit_gate_require() and pursuit_deal_enter_stage() for the rules.
 *
 * Fails with %PURSUIT_ERROR_GATED when milestones of the stages that are left, or a reason, are missing,
 * %PURSUIT_ERROR_INVALID when the rule forbids it or there is no such stage, %PURSUIT_ERROR_NOT_FOUND,
 * %PURSUIT_ERROR_DENIED or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the deal stands there
 */
gboolean
pursuit_deals_move (PursuitDesk  *desk,
                    gint64        deal_id,
                    int           position,
                    const char   *reason,
                    gint64       *out_entry_id,
                    GError      **error)
{
  const PursuitDealChange change = { .verb = "move", .deal_id = deal_id, .position = position, .reason = reason };

  return pursuit_deals_change (desk, &change, out_entry_id, error);
}

/**
 * pursuit_deals_win:
 * @desk: a desk
 * @deal_id: an open deal
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Closes a deal as won; see pursuit_deal_win(). Fails as pursuit_deals_move().
 *
 * Returns: %TRUE when the deal is won
 */
gboolean
pursuit_deals_win (PursuitDesk  *desk,
                   gint64        deal_id,
                   gint64       *out_entry_id,
                   GError      **error)
{
  return pursuit_deals_win_on (desk, deal_id, NULL, out_entry_id, error);
}

/**
 * pursuit_deals_win_on:
 * @desk: a desk
 * @deal_id: an open deal
 * @day: (nullable): ISO date on which it was won, %NULL for today
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Like pursuit_deals_win(), for a contract that was signed before somebody came to note it. Fails with
 * %PURSUIT_ERROR_INVALID also when @day is no date or still to come.
 *
 * Returns: %TRUE when the deal is won
 */
gboolean
pursuit_deals_win_on (PursuitDesk  *desk,
                      gint64        deal_id,
                      const char   *day,
                      gint64       *out_entry_id,
                      GError      **error)
{
  const PursuitDealChange change = { .verb = "win", .deal_id = deal_id, .day = day };

  return pursuit_deals_change (desk, &change, out_entry_id, error);
}

/**
 * pursuit_deals_lose:
 * @desk: a desk
 * @deal_id: an open deal
 * @reason: why; must say something
 * @lost_to: (nullable): the competitor who got it
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Closes a deal as lost; see pursuit_deal_lose(). Fails as pursuit_deals_move().
 *
 * Returns: %TRUE when the deal is lost
 */
gboolean
pursuit_deals_lose (PursuitDesk  *desk,
                    gint64        deal_id,
                    const char   *reason,
                    const char   *lost_to,
                    gint64       *out_entry_id,
                    GError      **error)
{
  const PursuitDealChange change = { .verb = "lose", .deal_id = deal_id, .reason = reason, .lost_to = lost_to };

  return pursuit_deals_change (desk, &change, out_entry_id, error);
}

/**
 * pursuit_deals_reopen:
 * @desk: a desk
 * @deal_id: a closed deal
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Opens a deal again where it stopped; see pursuit_deal_reopen(). Fails as pursuit_deals_move().
 *
 * Returns: %TRUE when the deal is open
 */
gboolean
pursuit_deals_reopen (PursuitDesk  *desk,
                      gint64        deal_id,
                      gint64       *out_entry_id,
                      GError      **error)
{
  const PursuitDealChange change = { .verb = "reopen", .deal_id = deal_id };

  return pursuit_deals_change (desk, &change, out_entry_id, error);
}
