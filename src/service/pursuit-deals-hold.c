/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-deals-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-deal-rules.h"
#include "pursuit-error.h"
#include "pursuit-records-private.h"
#include "pursuit-staff.h"

/* What is said of a deal that stays in its stage: where the buyer stands, that it waits, how likely it is, who receives it. */

static gboolean
set_buyer_stage (PursuitDesk              *desk,
                 PursuitDeal              *deal,
                 const PursuitDealChange  *change,
                 gint64                    now,
                 GError                  **error)
{
  g_autoptr(PursuitStage) ours = pursuit_deals_load_stage (desk, deal->stage_id, error);
  g_autoptr(PursuitStage) to = NULL;

  if (ours == NULL)
    return FALSE;
  if (change->position != 0)
    {
      to = pursuit_deals_find_stage (desk, deal->process_id, change->position, error);
      if (to == NULL)
        return FALSE;
    }

  return pursuit_deal_set_buyer_stage (deal, ours, to, change->reason, now, error);
}

static gboolean
estimate (PursuitDesk              *desk,
          PursuitDeal              *deal,
          const PursuitDealChange  *change,
          GError                  **error)
{
  g_autoptr(PursuitStage) stage = pursuit_deals_load_stage (desk, deal->stage_id, error);

  return stage != NULL && pursuit_deal_estimate (deal, stage, change->position, error);
}

static gboolean
hand_over (PursuitDesk              *desk,
           PursuitDeal              *deal,
           const PursuitDealChange  *change,
           const char               *today,
           GError                  **error)
{
  g_autoptr(PursuitStage) stage = pursuit_deals_load_stage (desk, deal->stage_id, error);
  g_autoptr(PursuitRecord) receiver = NULL;

  if (stage == NULL)
    return FALSE;
  if (change->ref_id != 0)
    {
      receiver = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_STAFF, change->ref_id, error);
      if (receiver == NULL || !pursuit_records_require_alive (receiver, error))
        return FALSE;
    }

  return pursuit_deal_hand_over (deal, stage, change->ref_id, change->day != NULL ? change->day : today, today, error);
}

static gboolean
take (PursuitDesk              *desk,
      PursuitDeal              *deal,
      const PursuitDealChange  *change,
      const char               *today,
      GError                  **error)
{
  return pursuit_deal_accept (deal, change->day != NULL ? change->day : today, today, error) &&
         pursuit_deals_require_handover (desk, deal, error);
}

/* "buyer-stage", "park", "unpark", "estimate", "hand-over" or "accept". */
gboolean
pursuit_deals_apply_hold (PursuitDesk              *desk,
                          PursuitDeal              *deal,
                          const PursuitDealChange  *change,
                          gint64                    now,
                          GError                  **error)
{
  g_autofree char *today = pursuit_date_today ();

  if (g_str_equal (change->verb, "buyer-stage"))
    return set_buyer_stage (desk, deal, change, now, error);
  if (g_str_equal (change->verb, "park"))
    return pursuit_deal_park (deal, change->day, change->reason, today, error);
  if (g_str_equal (change->verb, "unpark"))
    return pursuit_deal_unpark (deal, error);
  if (g_str_equal (change->verb, "estimate"))
    return estimate (desk, deal, change, error);
  if (g_str_equal (change->verb, "hand-over"))
    return hand_over (desk, deal, change, today, error);

  return take (desk, deal, change, today, error);
}

/**
 * pursuit_deals_set_buyer_stage:
 * @desk: a desk
 * @deal_id: an open deal
 * @position: the stage that the buyer has reached, 0 when that is not known any more
 * @evidence: what shows it; must say something
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Says where the buyer stands, see pursuit_deal_set_buyer_stage(), and writes the buyer's history. Fails as
 * pursuit_deals_move().
 *
 * Returns: %TRUE when it is said
 */
gboolean
pursuit_deals_set_buyer_stage (PursuitDesk  *desk,
                               gint64        deal_id,
                               int           position,
                               const char   *evidence,
                               gint64       *out_entry_id,
                               GError      **error)
{
  const PursuitDealChange change = { .verb = "buyer-stage", .deal_id = deal_id, .position = position, .reason = evidence };

  return pursuit_deals_change (desk, &change, out_entry_id, error);
}

/**
 * pursuit_deals_park:
 * @desk: a desk
 * @deal_id: an open deal
 * @until: ISO date, later than today
 * @reason: why; must say something
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Lets a deal wait, see pursuit_deal_park(). Fails as pursuit_deals_move().
 *
 * Returns: %TRUE when it is parked
 */
gboolean
pursuit_deals_park (PursuitDesk  *desk,
                    gint64        deal_id,
                    const char   *until,
                    const char   *reason,
                    gint64       *out_entry_id,
                    GError      **error)
{
  const PursuitDealChange change = { .verb = "park", .deal_id = deal_id, .day = until, .reason = reason };

  return pursuit_deals_change (desk, &change, out_entry_id, error);
}

/**
 * pursuit_deals_unpark:
 * @desk: a desk
 * @deal_id: a deal that is parked
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Goes on with a deal that waits. Fails as pursuit_deals_move().
 *
 * Returns: %TRUE when it is not parked any more
 */
gboolean
pursuit_deals_unpark (PursuitDesk  *desk,
                      gint64        deal_id,
                      gint64       *out_entry_id,
                      GError      **error)
{
  const PursuitDealChange change = { .verb = "unpark", .deal_id = deal_id };

  return pursuit_deals_change (desk, &change, out_entry_id, error);
}

/**
 * pursuit_deals_estimate:
 * @desk: a desk
 * @deal_id: an open deal
 * @percent: its win probability, -1 to go by the stage again
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Sets the win probability by hand, see pursuit_deal_estimate(). Fails as pursuit_deals_move().
 *
 * Returns: %TRUE when it is set
 */
gboolean
pursuit_deals_estimate (PursuitDesk  *desk,
                        gint64        deal_id,
                        int           percent,
                        gint64       *out_entry_id,
                        GError      **error)
{
  const PursuitDealChange change = { .verb = "estimate", .deal_id = deal_id, .position = percent };

  return pursuit_deals_change (desk, &change, out_entry_id, error);
}

/**
 * pursuit_deals_hand_over:
 * @desk: a desk
 * @deal_id: a deal that is won, or stands where won deals do
 * @receiver_id: the member of staff who receives it
 * @day: (nullable): ISO date, %NULL for today
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Hands a deal over to delivery, see pursuit_deal_hand_over(). Fails as pursuit_deals_move().
 *
 * Returns: %TRUE when it is handed over
 */
gboolean
pursuit_deals_hand_over (PursuitDesk  *desk,
                         gint64        deal_id,
                         gint64        receiver_id,
                         const char   *day,
                         gint64       *out_entry_id,
                         GError      **error)
{
  const PursuitDealChange change = { .verb = "hand-over", .deal_id = deal_id, .ref_id = receiver_id, .day = day };

  return pursuit_deals_change (desk, &change, out_entry_id, error);
}

/**
 * pursuit_deals_accept:
 * @desk: a desk; the receiver may accept without the right to change the deal
 * @deal_id: a deal that was handed over
 * @day: (nullable): ISO date, %NULL for today
 * @out_entry_id: (out) (optional): the journal entry
 * @error: return location
 *
 * Says that delivery has taken a deal, see pursuit_deal_accept(). Fails as pursuit_deals_move(), and with
 * %PURSUIT_ERROR_GATED when required items of the hand-over are missing.
 *
 * Returns: %TRUE when it is accepted
 */
gboolean
pursuit_deals_accept (PursuitDesk  *desk,
                      gint64        deal_id,
                      const char   *day,
                      gint64       *out_entry_id,
                      GError      **error)
{
  const PursuitDealChange change = { .verb = "accept", .deal_id = deal_id, .day = day };

  return pursuit_deals_change (desk, &change, out_entry_id, error);
}
