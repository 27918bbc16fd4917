/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-duty-lookups.h"

#include "pursuit-store-private.h"

/* The column order is a contract between every SELECT here and tell_each(). */
#define OF_DEAL "SELECT d.id, d.title, c.id, c.name, c.region, NULL FROM deal d JOIN customer c ON c.id = d.customer_id"

/* What hangs on an open deal: an assignment or a request, t. */
#define OF_PART(table) \
  "SELECT t.id, d.title, c.id, c.name, c.region, NULL FROM " table " t JOIN deal d ON d.id = t.deal_id JOIN customer c ON c.id = d.customer_id" \
  " WHERE t.staff_id = $1 AND t.deleted_at = 0 AND d.status = 'open' AND d.deleted_at = 0"

/* What was won and nobody accepted yet; and what is being handed over before it is won, in the stage for won deals. */
#define UNACCEPTED \
  OF_DEAL " WHERE d.status = 'won' AND d.accepted_on IS NULL AND d.deleted_at = 0 AND d.receiver_id = $1" \
  " UNION ALL " \
  OF_DEAL " WHERE d.stage_id IN (SELECT id FROM stage WHERE type = 'won') AND d.status = 'open' AND d.deleted_at = 0" \
          " AND d.receiver_id = $1 AND d.accepted_on IS NULL"

static const char *const statements[PURSUIT_N_DUTIES] = {
  [PURSUIT_DUTY_CUSTOMER] = "SELECT id, name, id, name, region, NULL FROM customer WHERE owner_id = $1 AND deleted_at = 0",
  [PURSUIT_DUTY_DEAL] = OF_DEAL " WHERE d.owner_id = $1 AND d.status = 'open' AND d.deleted_at = 0",
  [PURSUIT_DUTY_NEXT_STEP] = OF_DEAL " WHERE d.next_step_owner_id = $1 AND d.status = 'open' AND d.deleted_at = 0",
  [PURSUIT_DUTY_RECEIVER] = UNACCEPTED,
  [PURSUIT_DUTY_UNIT] = "SELECT id, name, NULL, NULL, NULL, id FROM org_unit WHERE lead_id = $1 AND deleted_at = 0",
  [PURSUIT_DUTY_REPORT] = "SELECT id, name, NULL, NULL, NULL, unit_id FROM staff WHERE manager_id = $1 AND deleted_at = 0",
  [PURSUIT_DUTY_ASSIGNMENT] = OF_PART ("assignment") " AND t.released_on IS NULL",
  [PURSUIT_DUTY_REQUEST] = OF_PART ("role_request") " AND t.state = 'asked'",
  [PURSUIT_DUTY_TECHNICAL] = OF_PART ("technical_stage"),
  [PURSUIT_DUTY_QUESTION] = OF_PART ("technical_question") " AND t.answered_on IS NULL",
  [PURSUIT_DUTY_RISK] = OF_PART ("risk") " AND t.state = 'open'",
  [PURSUIT_DUTY_OBLIGATION] = OF_PART ("obligation") " AND t.done_on IS NULL",
  [PURSUIT_DUTY_MEMBER] = "SELECT m.id, s.name, NULL, NULL, NULL, s.unit_id FROM default_member m JOIN staff s ON s.id = m.seller_id"
                          " WHERE m.staff_id = $1 AND m.deleted_at = 0",
  [PURSUIT_DUTY_COORDINATE] = "SELECT id, name, NULL, NULL, NULL, NULL FROM role WHERE coordinator_id = $1 AND deleted_at = 0",
};

static gboolean
tell_each (PursuitStmt      *stmt,
           PursuitHeldFunc   func,
           gpointer          user_data,
           GError          **error)
{
  for (;;)
    {
      PursuitHeld held = { 0 };
      gboolean row;

      if (!pursuit_stmt_step (stmt, &row, error))
        return FALSE;
      if (!row)
        return TRUE;

      held.id = pursuit_stmt_get_number (stmt, 0);
      held.name = pursuit_stmt_get_text (stmt, 1);
      held.customer_id = pursuit_stmt_get_number (stmt, 2);
      held.customer = pursuit_stmt_get_text (stmt, 3);
      held.region = pursuit_stmt_get_text (stmt, 4);
      held.unit_id = pursuit_stmt_get_number (stmt, 5);
      func (&held, user_data);
    }
}

/**
 * pursuit_lookup_duties:
 * @store: a store
 * @duty: a kind of duty
 * @staff_id: a member of staff
 * @func: is told of each, in no order
 * @user_data: for @func
 * @error: return location
 *
 * Finds the duties of one kind that somebody has now (DOS-8); what was deleted or is closed asks for nobody.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when all were told
 */
gboolean
pursuit_lookup_duties (PursuitStore     *store,
                       PursuitDuty       duty,
                       gint64            staff_id,
                       PursuitHeldFunc   func,
                       gpointer          user_data,
                       GError          **error)
{
  g_auto(PursuitStmt) stmt = { NULL };

  g_return_val_if_fail (duty < PURSUIT_N_DUTIES, FALSE);

  if (!pursuit_stmt_prepare (&stmt, store->db, statements[duty], error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, staff_id);

  return tell_each (&stmt, func, user_data, error);
}

/**
 * pursuit_lookup_closed_deals:
 * @store: a store
 * @staff_id: a member of staff
 * @out_count: (out): how many deals that person won or lost
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the answer is known
 */
gboolean
pursuit_lookup_closed_deals (PursuitStore  *store,
                             gint64         staff_id,
                             gint64        *out_count,
                             GError       **error)
{
  static const char sql[] =
    "SELECT count (*) FROM deal WHERE owner_id = $1 AND status IN ('won', 'lost') AND deleted_at = 0";
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, staff_id);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  *out_count = row ? pursuit_stmt_get_number (&stmt, 0) : 0;
  return TRUE;
}
