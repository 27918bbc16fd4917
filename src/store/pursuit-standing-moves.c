/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-standing-moves.h"

#include "pursuit-store-private.h"

/* A person reads them in one popover. */
#define MOST "200"

/**
 * pursuit_standing_moves_add:
 * @store: a store, within a transaction
 * @move: what changed
 * @error: return location
 *
 * Writes one change down.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is written
 */
gboolean
pursuit_standing_moves_add (PursuitStore               *store,
                            const PursuitStandingMove  *move,
                            GError                    **error)
{
  static const char sql[] =
    "INSERT INTO standing_move (customer_id, kind, from_value, to_value, moved_at, staff_id, reason)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7)";
  g_auto(PursuitStmt) stmt = { NULL };

  g_return_val_if_fail (store->in_transaction, FALSE);

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, move->customer_id);
  pursuit_stmt_bind_text (&stmt, 2, pursuit_standing_kind_get_nick (move->kind));
  pursuit_stmt_bind_number (&stmt, 3, move->from);
  pursuit_stmt_bind_number (&stmt, 4, move->to);
  pursuit_stmt_bind_number (&stmt, 5, move->at);
  pursuit_stmt_bind_ref (&stmt, 6, move->staff_id);
  pursuit_stmt_bind_text (&stmt, 7, move->reason);

  return pursuit_stmt_run (&stmt, error);
}

/**
 * pursuit_standing_moves_add_new:
 * @store: a store, within a transaction
 * @first_id: the first of some new customers
 * @last_id: the last of them
 * @at: when they were made, UTC microseconds
 * @staff_id: who made them, 0 for nobody in particular
 * @error: return location
 *
 * Writes down how many new customers are judged at once: one statement for each kind, whatever their number.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is written
 */
gboolean
pursuit_standing_moves_add_new (PursuitStore  *store,
                                gint64         first_id,
                                gint64         last_id,
                                gint64         at,
                                gint64         staff_id,
                                GError       **error)
{
  static const char *const sql[PURSUIT_N_STANDING_KINDS] = {
    [PURSUIT_STANDING_KIND_GRADE] =
      "INSERT INTO standing_move (customer_id, kind, from_value, to_value, moved_at, staff_id)"
      " SELECT id, 'grade', 0, instr ('abc', grade), $1, $2 FROM customer WHERE id BETWEEN $3 AND $4 AND grade IS NOT NULL",
    [PURSUIT_STANDING_KIND_FUNNEL] =
      "INSERT INTO standing_move (customer_id, kind, from_value, to_value, moved_at, staff_id)"
      " SELECT id, 'funnel', 0, CASE funnel WHEN 'lead' THEN 1 ELSE 2 END, $1, $2 FROM customer"
      " WHERE id BETWEEN $3 AND $4 AND funnel <> 'potential'",
    [PURSUIT_STANDING_KIND_LEVEL] =
      "INSERT INTO standing_move (customer_id, kind, from_value, to_value, moved_at, staff_id)"
      " SELECT id, 'level', 0, relationship_level, $1, $2 FROM customer"
      " WHERE id BETWEEN $3 AND $4 AND relationship_level > 0",
  };

  g_return_val_if_fail (store->in_transaction, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (sql); i++)
    {
      g_auto(PursuitStmt) stmt = { NULL };

      if (!pursuit_stmt_prepare (&stmt, store->db, sql[i], error))
        return FALSE;
      pursuit_stmt_bind_number (&stmt, 1, at);
      pursuit_stmt_bind_ref (&stmt, 2, staff_id);
      pursuit_stmt_bind_number (&stmt, 3, first_id);
      pursuit_stmt_bind_number (&stmt, 4, last_id);
      if (!pursuit_stmt_run (&stmt, error))
        return FALSE;
    }

  return TRUE;
}

static PursuitStandingMove *
read_move (PursuitStmt *stmt)
{
  PursuitStandingMove *move = g_new0 (PursuitStandingMove, 1);

  move->id = pursuit_stmt_get_number (stmt, 0);
  move->customer_id = pursuit_stmt_get_number (stmt, 1);
  pursuit_standing_kind_from_nick (pursuit_stmt_get_text (stmt, 2), &move->kind);
  move->from = pursuit_stmt_get_number (stmt, 3);
  move->to = pursuit_stmt_get_number (stmt, 4);
  move->at = pursuit_stmt_get_number (stmt, 5);
  move->staff_id = pursuit_stmt_get_number (stmt, 6);
  move->staff = g_strdup (pursuit_stmt_get_text (stmt, 7));
  move->reason = g_strdup (pursuit_stmt_get_text (stmt, 8));

  return move;
}

/**
 * pursuit_standing_moves_list:
 * @store: a store
 * @customer_id: a customer
 * @error: return location
 *
 * Reads how the standing of a customer changed, at most 200 changes.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitStandingMove): the changes, the newest first
 */
GPtrArray *
pursuit_standing_moves_list (PursuitStore  *store,
                             gint64         customer_id,
                             GError       **error)
{
  static const char sql[] =
    "SELECT m.id, m.customer_id, m.kind, m.from_value, m.to_value, m.moved_at, m.staff_id, s.name, m.reason"
    "  FROM standing_move m LEFT JOIN staff s ON s.id = m.staff_id"
    " WHERE m.customer_id = $1 ORDER BY m.moved_at DESC, m.id DESC LIMIT " MOST;
  g_autoptr(GPtrArray) moves = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_standing_move_free);
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row = TRUE;

  g_return_val_if_fail (PURSUIT_IS_STORE (store), NULL);

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return NULL;
  pursuit_stmt_bind_number (&stmt, 1, customer_id);
  while (row)
    {
      if (!pursuit_stmt_step (&stmt, &row, error))
        return NULL;
      if (row)
        g_ptr_array_add (moves, read_move (&stmt));
    }

  return g_steal_pointer (&moves);
}

/**
 * pursuit_standing_moves_find_interested:
 * @store: a store
 * @customer_id: a customer
 * @out_has: (out): whether anybody who works there is named as interested in something (CUS-8)
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the answer is known
 */
gboolean
pursuit_standing_moves_find_interested (PursuitStore  *store,
                                        gint64         customer_id,
                                        gboolean      *out_has,
                                        GError       **error)
{
  static const char sql[] =
    "SELECT EXISTS (SELECT 1 FROM contact WHERE customer_id = $1 AND deleted_at = 0 AND left_on IS NULL"
    " AND trim (interest) <> '')";
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, customer_id);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  *out_has = row && pursuit_stmt_get_number (&stmt, 0) != 0;
  return TRUE;
}
