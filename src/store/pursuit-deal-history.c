/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-deal-history.h"

#include "pursuit-store-private.h"

/* The column order is a contract between both and tell_each(). */
static const char sql_ours[] =
  "SELECT moved_at, from_stage_id, to_stage_id, from_status, to_status, staff_id, reason, missing"
  "  FROM stage_move WHERE deal_id = $1 ORDER BY moved_at, id";
static const char sql_buyers[] =
  "SELECT moved_at, from_stage_id, to_stage_id, NULL, NULL, staff_id, evidence, NULL"
  "  FROM buyer_move WHERE deal_id = $1 ORDER BY moved_at, id";

static gboolean
tell_each (PursuitStmt          *stmt,
           PursuitDealStepFunc   func,
           gpointer              user_data,
           GError              **error)
{
  for (;;)
    {
      PursuitDealStep step = { 0 };
      gboolean row;

      if (!pursuit_stmt_step (stmt, &row, error))
        return FALSE;
      if (!row)
        return TRUE;

      step.at = pursuit_stmt_get_number (stmt, 0);
      step.from_stage_id = pursuit_stmt_get_number (stmt, 1);
      step.to_stage_id = pursuit_stmt_get_number (stmt, 2);
      step.from_status = pursuit_stmt_get_text (stmt, 3);
      step.to_status = pursuit_stmt_get_text (stmt, 4);
      step.staff_id = pursuit_stmt_get_number (stmt, 5);
      step.reason = pursuit_stmt_get_text (stmt, 6);
      step.missing = pursuit_stmt_get_text (stmt, 7);
      func (&step, user_data);
    }
}

/**
 * pursuit_deal_history_tell:
 * @store: a store
 * @deal_id: a deal
 * @is_buyers: whether the buyer's moves are wanted, and not ours
 * @func: is told of each, the oldest first
 * @user_data: for @func
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when all were told
 */
gboolean
pursuit_deal_history_tell (PursuitStore         *store,
                           gint64                deal_id,
                           gboolean              is_buyers,
                           PursuitDealStepFunc   func,
                           gpointer              user_data,
                           GError              **error)
{
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare (&stmt, store->db, is_buyers ? sql_buyers : sql_ours, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, deal_id);

  return tell_each (&stmt, func, user_data, error);
}
