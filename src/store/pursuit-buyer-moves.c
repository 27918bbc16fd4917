/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-buyer-moves.h"

#include "pursuit-store-private.h"

/**
 * pursuit_buyer_moves_add:
 * @store: a store, within a transaction
 * @move: what became known
 * @error: return location
 *
 * Writes one row of the buyer's history.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is written
 */
gboolean
pursuit_buyer_moves_add (PursuitStore            *store,
                         const PursuitBuyerMove  *move,
                         GError                 **error)
{
  static const char sql[] =
    "INSERT INTO buyer_move (deal_id, from_stage_id, to_stage_id, moved_at, staff_id, evidence)"
    " VALUES ($1, $2, $3, $4, $5, $6)";
  g_auto(PursuitStmt) stmt = { NULL };

  g_return_val_if_fail (store->in_transaction, FALSE);

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, move->deal_id);
  pursuit_stmt_bind_ref (&stmt, 2, move->from_stage_id);
  pursuit_stmt_bind_ref (&stmt, 3, move->to_stage_id);
  pursuit_stmt_bind_number (&stmt, 4, move->at);
  pursuit_stmt_bind_ref (&stmt, 5, move->staff_id);
  pursuit_stmt_bind_text (&stmt, 6, move->evidence);

  return pursuit_stmt_run (&stmt, error);
}
