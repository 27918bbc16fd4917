/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-deals.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-deal-rules.h"
#include "pursuit-deals-private.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-lookups.h"
#include "pursuit-records-private.h"
#include "pursuit-stage-moves.h"
#include "pursuit-str.h"

static int
by_position (gconstpointer a,
             gconstpointer b)
{
  const PursuitStage *first = *(PursuitStage *const *) a;
  const PursuitStage *second = *(PursuitStage *const *) b;

  return first->position < second->position ? -1 : first->position > second->position;
}

static GPtrArray *
list_stages (PursuitDesk  *desk,
             gint64        process_id,
             GError      **error)
{
  g_autoptr(GPtrArray) all = pursuit_store_list (pursuit_desk_get_store (desk), PURSUIT_TYPE_STAGE, error);
  g_autoptr(GPtrArray) stages = g_ptr_array_new_with_free_func (g_object_unref);

  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    if (((PursuitStage *) g_ptr_array_index (all, i))->process_id == process_id)
      g_ptr_array_add (stages, g_object_ref (g_ptr_array_index (all, i)));
  g_ptr_array_sort (stages, by_position);

  return g_steal_pointer (&stages);
}

/**
 * pursuit_deals_list_stages:
 * @desk: a desk
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitStage): the stages of the process that new deals follow, by position
 */
GPtrArray *
pursuit_deals_list_stages (PursuitDesk  *desk,
                           GError      **error)
{
  g_return_val_if_fail (PURSUIT_IS_DESK (desk), NULL);

  return list_stages (desk, pursuit_desk_get_process_id (desk), error);
}

static gboolean
refuse_position (PursuitDesk  *desk,
                 gint64        process_id,
                 int           position,
                 GError      **error)
{
  g_autoptr(GPtrArray) stages = list_stages (desk, process_id, error);

  if (stages == NULL)
    return FALSE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
               ngettext ("There is no stage %1$d; the process has %2$d stage.",
                         "There is no stage %1$d; the process has %2$d stages.", stages->len),
               position, (int) stages->len);
  return FALSE;
}

/* Position 0 is the last stage. */
static PursuitStage *
find_stage (PursuitDesk  *desk,
            gint64        process_id,
            int           position,
            GError      **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  gint64 id;

  if (!pursuit_lookup_stage (store, process_id, position, &id, error) ||
      (id == 0 && !refuse_position (desk, process_id, position, error)))
    return NULL;

  return PURSUIT_STAGE (pursuit_store_load (store, PURSUIT_TYPE_STAGE, id, error));
}

static gboolean
add_history (PursuitDesk    *desk,
             PursuitDeal    *before,
             PursuitDeal    *after,
             const char     *reason,
             gint64          at,
             GError        **error)
{
  const PursuitStageMove move = {
    .deal_id = PURSUIT_RECORD (after)->id,
    .from_stage_id = before != NULL ? before->stage_id : 0,
    .to_stage_id = after->stage_id,
    .from_status = before != NULL ? (int) before->status : -1,
    .to_status = (int) after->status,
    .at = at,
    .staff_id = pursuit_desk_get_actor_id (desk),
    .reason = reason,
  };

  return pursuit_stage_moves_add (pursuit_desk_get_store (desk), &move, error);
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

/**
 * pursuit_deals_create:
 * @desk: a desk
 * @deal: a new deal with customer and title; process, stage, status and opening date are set here, its id on success
 * @position: the stage to begin in, the first one when less than 1
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Creates an open deal in the process that new deals follow, and begins its stage history.
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
  gint64 now = pursuit_time_now ();

  g_return_val_if_fail (PURSUIT_IS_DESK (desk) && PURSUIT_IS_DEAL (deal), FALSE);

  if (!pursuit_tx_begin (&tx, store, error))
    return FALSE;
  stage = find_stage (desk, pursuit_desk_get_process_id (desk), MAX (position, 1), error);
  if (stage == NULL)
    return FALSE;

  begin_anew (desk, deal, stage);
  if (!pursuit_deal_enter_stage (deal, stage, now, error) || !pursuit_record_validate (PURSUIT_RECORD (deal), error) ||
      !pursuit_records_require_customer (desk, PURSUIT_RECORD (deal), error) ||
      !pursuit_records_require (desk, PURSUIT_RECORD (deal), PURSUIT_RIGHT_EDIT, error) ||
      !pursuit_store_insert (store, PURSUIT_RECORD (deal), error) ||
      !add_history (desk, NULL, deal, NULL, now, error) ||
      !pursuit_desk_write_journal (desk, "create", NULL, PURSUIT_RECORD (deal), out_entry_id, error) ||
      !pursuit_tx_commit (&tx, error))
    {
      PURSUIT_RECORD (deal)->id = 0;
      return FALSE;
    }

  return TRUE;
}

static gboolean
apply_rule (PursuitDesk              *desk,
            PursuitDeal              *deal,
            const PursuitDealChange  *change,
            gint64                    now,
            GError                  **error)
{
  g_autoptr(PursuitRecord) present = NULL;
  g_autoptr(PursuitStage) stage = NULL;
  g_autofree char *today = NULL;

  if (g_str_equal (change->verb, "lose"))
    return pursuit_deal_lose (deal, change->reason, change->lost_to, now, error);
  if (g_str_equal (change->verb, "reopen"))
    {
      present = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_STAGE, deal->stage_id, error);
      return present != NULL && pursuit_deal_reopen (deal, PURSUIT_STAGE (present), now, error) &&
             pursuit_records_require_customer (desk, PURSUIT_RECORD (deal), error);
    }

  if (g_str_equal (change->verb, "move") && change->position < 1)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("There is no stage %d; the first one is 1."),
                   change->position);
      return FALSE;
    }
  stage = find_stage (desk, deal->process_id, change->position, error);
  if (stage == NULL)
    return FALSE;

  if (!g_str_equal (change->verb, "win"))
    return pursuit_deal_enter_stage (deal, stage, now, error);
  if (!pursuit_deal_win (deal, stage, now, error))
    return FALSE;

  today = pursuit_date_today ();
  return change->day == NULL || pursuit_deal_date_closing (deal, change->day, today, error);
}

/**
 * pursuit_deals_change:
 * @desk: a desk
 * @change: what to do
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Moves, wins, loses or reopens a deal, provided that it still stands where the person saw it.
 *
 * Fails with %PURSUIT_ERROR_CONFLICT when somebody else moved it since (the sentence says who, where to and when),
 * %PURSUIT_ERROR_INVALID when the rule forbids it or there is no such stage, %PURSUIT_ERROR_NOT_FOUND,
 * %PURSUIT_ERROR_DENIED or %PURSUIT_ERROR_STORAGE; nothing is written then.
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
  g_autoptr(PursuitRecord) record = NULL;
  g_autoptr(PursuitRecord) before = NULL;
  g_auto(PursuitTx) tx = { NULL };
  gint64 now = pursuit_time_now ();

  if (!pursuit_tx_begin (&tx, store, error))
    return FALSE;
  record = pursuit_store_load (store, PURSUIT_TYPE_DEAL, change->deal_id, error);
  if (record == NULL || !pursuit_records_require_alive (record, error))
    return FALSE;

  before = pursuit_record_copy (record);
  return pursuit_records_require (desk, record, PURSUIT_RIGHT_EDIT, error) &&
         pursuit_deals_require_seen (desk, PURSUIT_DEAL (record), &change->seen, error) &&
         apply_rule (desk, PURSUIT_DEAL (record), change, now, error) &&
         pursuit_store_update (store, record, error) &&
         add_history (desk, PURSUIT_DEAL (before), PURSUIT_DEAL (record), reason, now, error) &&
         pursuit_desk_write_journal (desk, change->verb, before, record, out_entry_id, error) &&
         pursuit_tx_commit (&tx, error);
}

/**
 * pursuit_deals_move:
 * @desk: a desk
 * @deal_id: an open deal
 * @position: the stage to enter, from 1
 * @reason: (nullable): why, kept in the history
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Moves a deal along the process, forward or back; see pursuit_deal_enter_stage() for the rule.
 *
 * Fails with %PURSUIT_ERROR_INVALID when the rule forbids it or there is no such stage, %PURSUIT_ERROR_NOT_FOUND,
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
