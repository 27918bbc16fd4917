/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-deals-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-deal-rules.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-lookups.h"
#include "pursuit-records-private.h"

/* Where deals go: move, win, lose and reopen, with the stages that they are about. */

static int
by_position (gconstpointer a,
             gconstpointer b)
{
  const PursuitStage *first = *(PursuitStage *const *) a;
  const PursuitStage *second = *(PursuitStage *const *) b;

  return first->position < second->position ? -1 : first->position > second->position;
}

/**
 * pursuit_deals_list_stages:
 * @desk: a desk
 * @process_id: a process, 0 for the one that new deals follow
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitStage): the stages of that process, by position
 */
GPtrArray *
pursuit_deals_list_stages (PursuitDesk  *desk,
                           gint64        process_id,
                           GError      **error)
{
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GPtrArray) stages = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), NULL);

  all = pursuit_store_list (pursuit_desk_get_store (desk), PURSUIT_TYPE_STAGE, error);
  if (all == NULL)
    return NULL;
  if (process_id == 0)
    process_id = pursuit_desk_get_process_id (desk);
  for (guint i = 0; i < all->len; i++)
    if (((PursuitStage *) g_ptr_array_index (all, i))->process_id == process_id)
      g_ptr_array_add (stages, g_object_ref (g_ptr_array_index (all, i)));
  g_ptr_array_sort (stages, by_position);

  return g_steal_pointer (&stages);
}

PursuitStage *
pursuit_deals_load_stage (PursuitDesk  *desk,
                          gint64        stage_id,
                          GError      **error)
{
  return (PursuitStage *) pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_STAGE, stage_id, error);
}

static gboolean
refuse_position (PursuitDesk  *desk,
                 gint64        process_id,
                 int           position,
                 GError      **error)
{
  g_autoptr(GPtrArray) stages = pursuit_deals_list_stages (desk, process_id, error);

  if (stages == NULL)
    return FALSE;

  if (position < 1)
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("There is no stage %d; the first one is 1."), position);
  else
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                 ngettext ("There is no stage %1$d; the process has %2$d stage.",
                           "There is no stage %1$d; the process has %2$d stages.", stages->len),
                 position, (int) stages->len);
  return FALSE;
}

/* Fails with PURSUIT_ERROR_INVALID when the process has no such stage. */
PursuitStage *
pursuit_deals_find_stage (PursuitDesk  *desk,
                          gint64        process_id,
                          int           position,
                          GError      **error)
{
  gint64 id = 0;

  if (position >= 1 && !pursuit_lookup_stage (pursuit_desk_get_store (desk), process_id, position, &id, error))
    return NULL;
  if (id == 0)
    {
      refuse_position (desk, process_id, position, error);
      return NULL;
    }

  return pursuit_deals_load_stage (desk, id, error);
}

/* Fails with PURSUIT_ERROR_INVALID when won deals have nowhere to stand. */
PursuitStage *
pursuit_deals_find_won_stage (PursuitDesk  *desk,
                              gint64        process_id,
                              GError      **error)
{
  gint64 id = 0;

  if (!pursuit_lookup_won_stage (pursuit_desk_get_store (desk), process_id, &id, error))
    return NULL;
  if (id == 0)
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                           _("The process has no stage in which won deals could stand."));
      return NULL;
    }

  return pursuit_deals_load_stage (desk, id, error);
}

/**
 * pursuit_deals_keep_gap:
 * @desk: a desk
 * @deal: a deal that is about to be written
 * @error: return location
 *
 * Computes the gap between both sides anew (STG-1), from where each stands.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the gap is right
 */
gboolean
pursuit_deals_keep_gap (PursuitDesk  *desk,
                        PursuitDeal  *deal,
                        GError      **error)
{
  g_autoptr(PursuitStage) ours = NULL;
  g_autoptr(PursuitStage) buyers = NULL;

  if (deal->buyer_stage_id == 0)
    {
      deal->gap = 0;
      return TRUE;
    }
  ours = pursuit_deals_load_stage (desk, deal->stage_id, error);
  buyers = ours != NULL ? pursuit_deals_load_stage (desk, deal->buyer_stage_id, error) : NULL;
  if (buyers == NULL)
    return FALSE;

  pursuit_deal_keep_gap (deal, ours, buyers);
  return TRUE;
}

static gboolean
enter (PursuitDesk              *desk,
       PursuitDeal              *deal,
       const PursuitDealChange  *change,
       gint64                    now,
       char                    **out_missing,
       GError                  **error)
{
  g_autoptr(PursuitStage) to = pursuit_deals_find_stage (desk, deal->process_id, change->position, error);
  const PursuitDealWay way = { to, FALSE, change->reason, change->override };

  return to != NULL && pursuit_deals_pass_gate (desk, deal, &way, out_missing, error) &&
         pursuit_deal_enter_stage (deal, to, now, error);
}

static gboolean
win (PursuitDesk              *desk,
     PursuitDeal              *deal,
     const PursuitDealChange  *change,
     gint64                    now,
     char                    **out_missing,
     GError                  **error)
{
  g_autoptr(PursuitStage) won = pursuit_deals_find_won_stage (desk, deal->process_id, error);
  const PursuitDealWay way = { won, TRUE, change->reason, change->override };
  g_autofree char *today = pursuit_date_today ();

  return won != NULL && pursuit_deals_pass_gate (desk, deal, &way, out_missing, error) &&
         pursuit_deal_win (deal, won, now, error) &&
         (change->day == NULL || pursuit_deal_date_closing (deal, change->day, today, error));
}

static gboolean
reopen (PursuitDesk  *desk,
        PursuitDeal  *deal,
        gint64        now,
        GError      **error)
{
  g_autoptr(PursuitStage) present = pursuit_deals_load_stage (desk, deal->stage_id, error);

  return present != NULL && pursuit_deal_reopen (deal, present, now, error) &&
         pursuit_records_require_customer (desk, PURSUIT_RECORD (deal), error);
}

/* "move", "win", "lose" or "reopen". */
gboolean
pursuit_deals_apply_move (PursuitDesk              *desk,
                          PursuitDeal              *deal,
                          const PursuitDealChange  *change,
                          gint64                    now,
                          char                    **out_missing,
                          GError                  **error)
{
  gboolean done;

  if (g_str_equal (change->verb, "move"))
    done = enter (desk, deal, change, now, out_missing, error);
  else if (g_str_equal (change->verb, "win"))
    done = win (desk, deal, change, now, out_missing, error);
  else if (g_str_equal (change->verb, "lose"))
    done = pursuit_deal_lose (deal, change->reason, change->lost_to, now, error);
  else
    done = reopen (desk, deal, now, error);

  return done && pursuit_deals_keep_gap (desk, deal, error);
}
