/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-stage-moves.h"

#include "pursuit-enums.h"
#include "pursuit-store-private.h"

/**
 * pursuit_stage_moves_add:
 * @store: a store, within a transaction
 * @move: what happened
 * @error: return location
 *
 * Writes one row of stage history.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is written
 */
gboolean
pursuit_stage_moves_add (PursuitStore            *store,
                         const PursuitStageMove  *move,
                         GError                 **error)
{
  static const char sql[] =
    "INSERT INTO stage_move (deal_id, from_stage_id, to_stage_id, from_status, to_status, moved_at, staff_id, reason, missing)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
  g_auto(PursuitStmt) stmt = { NULL };

  g_return_val_if_fail (store->in_transaction, FALSE);

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, move->deal_id);
  pursuit_stmt_bind_ref (&stmt, 2, move->from_stage_id);
  pursuit_stmt_bind_number (&stmt, 3, move->to_stage_id);
  pursuit_stmt_bind_text (&stmt, 4,
                          move->from_status < 0 ? NULL
                                                : pursuit_enum_get_nick (PURSUIT_TYPE_DEAL_STATUS, move->from_status));
  pursuit_stmt_bind_text (&stmt, 5, pursuit_enum_get_nick (PURSUIT_TYPE_DEAL_STATUS, move->to_status));
  pursuit_stmt_bind_number (&stmt, 6, move->at);
  pursuit_stmt_bind_ref (&stmt, 7, move->staff_id);
  pursuit_stmt_bind_text (&stmt, 8, move->reason);
  pursuit_stmt_bind_text (&stmt, 9, move->missing);

  return pursuit_stmt_run (&stmt, error);
}
