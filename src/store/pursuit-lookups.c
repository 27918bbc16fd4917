/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-lookups.h"

#include "pursuit-store-private.h"

static gboolean
ask (PursuitStore  *store,
     const char    *sql,
     gint64         first,
     gint64         second,
     gint64        *out_number,
     GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, first);
  if (second != 0)
    pursuit_stmt_bind_number (&stmt, 2, second);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  *out_number = row ? pursuit_stmt_get_number (&stmt, 0) : 0;
  return TRUE;
}

#define UNITS_BELOW_LEADER                                                     \
  "WITH RECURSIVE below (id) AS ("                                             \
  " SELECT u.id FROM org_unit u WHERE u.lead_id = $1 AND u.deleted_at = 0"     \
  " UNION SELECT u.id FROM org_unit u JOIN below b ON u.parent_id = b.id AND u.deleted_at = 0)"

static gboolean
ask_about_team (PursuitStore  *store,
                const char    *sql,
                gint64         leader_id,
                gint64         id,
                gboolean      *out_in_team,
                GError       **error)
{
  gint64 count = 0;

  if (leader_id != 0 && id != 0 && !ask (store, sql, leader_id, id, &count, error))
    return FALSE;

  *out_in_team = count > 0;
  return TRUE;
}

/**
 * pursuit_lookup_is_in_team:
 * @store: a store
 * @leader_id: a member of staff
 * @staff_id: another
 * @out_in_team: (out): whether @staff_id is in a unit that @leader_id leads, or in one below it
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the answer is known
 */
gboolean
pursuit_lookup_is_in_team (PursuitStore  *store,
                           gint64         leader_id,
                           gint64         staff_id,
                           gboolean      *out_in_team,
                           GError       **error)
{
  return ask_about_team (store,
                         UNITS_BELOW_LEADER
                         " SELECT count(*) FROM staff s JOIN below b ON s.unit_id = b.id WHERE s.id = $2",
                         leader_id, staff_id, out_in_team, error);
}

/**
 * pursuit_lookup_is_unit_in_team:
 * @store: a store
 * @leader_id: a member of staff
 * @unit_id: a unit
 * @out_in_team: (out): whether @leader_id leads @unit_id or one above it
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the answer is known
 */
gboolean
pursuit_lookup_is_unit_in_team (PursuitStore  *store,
                                gint64         leader_id,
                                gint64         unit_id,
                                gboolean      *out_in_team,
                                GError       **error)
{
  return ask_about_team (store, UNITS_BELOW_LEADER " SELECT count(*) FROM below WHERE id = $2", leader_id, unit_id,
                         out_in_team, error);
}

static gboolean
ask_about_work (PursuitStore  *store,
                const char    *sql,
                gint64         staff_id,
                gint64         customer_id,
                gint64         deal_id,
                gboolean      *out_works,
                GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, staff_id);
  if (deal_id != 0 || customer_id != 0)
    pursuit_stmt_bind_number (&stmt, 2, deal_id != 0 ? deal_id : customer_id);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  *out_works = row;
  return TRUE;
}

#define WORKS "SELECT 1 FROM assignment WHERE deleted_at = 0 AND released_on IS NULL AND staff_id = $1"

/**
 * pursuit_lookup_works_on:
 * @store: a store
 * @staff_id: a member of staff
 * @customer_id: a customer, 0 for any
 * @deal_id: a deal, 0 for any of the customer's
 * @out_works: (out): whether they work on it in a role, and were not released (TEAM-3)
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the answer is known
 */
gboolean
pursuit_lookup_works_on (PursuitStore  *store,
                         gint64         staff_id,
                         gint64         customer_id,
                         gint64         deal_id,
                         gboolean      *out_works,
                         GError       **error)
{
  const char *sql = deal_id != 0       ? WORKS " AND deal_id = $2 LIMIT 1"
                    : customer_id != 0 ? WORKS " AND customer_id = $2 LIMIT 1"
                                       : WORKS " LIMIT 1";

  return ask_about_work (store, sql, staff_id, customer_id, deal_id, out_works, error);
}

/**
 * pursuit_lookup_team:
 * @store: a store
 * @leader_id: a member of staff
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type gint64): everybody in the units that @leader_id leads, and below those
 */
GArray *
pursuit_lookup_team (PursuitStore  *store,
                     gint64         leader_id,
                     GError       **error)
{
  g_autoptr(GArray) team = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row = TRUE;

  if (!pursuit_stmt_prepare (&stmt, store->db,
                             "WITH RECURSIVE below (id) AS ("
                             "SELECT u.id FROM org_unit u WHERE u.deleted_at = 0 AND u.lead_id = $1"
                             " UNION SELECT u.id FROM org_unit u JOIN below b ON u.parent_id = b.id AND u.deleted_at = 0)"
                             " SELECT s.id FROM staff s JOIN below b ON s.unit_id = b.id", error))
    return NULL;
  pursuit_stmt_bind_number (&stmt, 1, leader_id);
  while (row)
    {
      if (!pursuit_stmt_step (&stmt, &row, error))
        return NULL;
      if (row)
        g_array_append_vals (team, &(gint64) { pursuit_stmt_get_number (&stmt, 0) }, 1);
    }

  return g_steal_pointer (&team);
}

/**
 * pursuit_lookup_open_deals:
 * @store: a store
 * @customer_id: a customer
 * @out_count: (out): how many open deals it has
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the answer is known
 */
gboolean
pursuit_lookup_open_deals (PursuitStore  *store,
                           gint64         customer_id,
                           gint64        *out_count,
                           GError       **error)
{
  return ask (store, "SELECT count(*) FROM deal WHERE customer_id = $1 AND status = 'open' AND deleted_at = 0",
              customer_id, 0, out_count, error);
}

/**
 * pursuit_lookup_contacts:
 * @store: a store
 * @customer_id: a customer
 * @out_count: (out): how many people are known there
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the answer is known
 */
gboolean
pursuit_lookup_contacts (PursuitStore  *store,
                         gint64         customer_id,
                         gint64        *out_count,
                         GError       **error)
{
  return ask (store, "SELECT count(*) FROM contact WHERE customer_id = $1 AND deleted_at = 0", customer_id, 0, out_count,
              error);
}

/**
 * pursuit_lookup_subsidiaries:
 * @store: a store
 * @customer_id: a customer
 * @out_count: (out): how many customers are its subsidiaries
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the answer is known
 */
gboolean
pursuit_lookup_subsidiaries (PursuitStore  *store,
                             gint64         customer_id,
                             gint64        *out_count,
                             GError       **error)
{
  return ask (store, "SELECT count(*) FROM customer WHERE parent_id = $1 AND deleted_at = 0", customer_id, 0, out_count,
              error);
}

/**
 * pursuit_lookup_activities:
 * @store: a store
 * @customer_id: a customer
 * @out_count: (out): how many notes, calls and visits there are
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the answer is known
 */
gboolean
pursuit_lookup_activities (PursuitStore  *store,
                           gint64         customer_id,
                           gint64        *out_count,
                           GError       **error)
{
  return ask (store, "SELECT count(*) FROM activity WHERE customer_id = $1 AND deleted_at = 0", customer_id, 0,
              out_count, error);
}

/**
 * pursuit_lookup_last_contact:
 * @store: a store
 * @customer_id: a customer
 * @out_at: (out): when it was last called or visited, 0 for never; a note is no contact (VIS-8)
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the answer is known
 */
gboolean
pursuit_lookup_last_contact (PursuitStore  *store,
                             gint64         customer_id,
                             gint64        *out_at,
                             GError       **error)
{
  return ask (store,
              "SELECT max(happened_at) FROM activity WHERE customer_id = $1 AND kind <> 'note' AND deleted_at = 0",
              customer_id, 0, out_at, error);
}

/**
 * pursuit_lookup_name:
 * @store: a store
 * @type: a record type
 * @id: which one, 0 for none
 *
 * Returns: (transfer full) (nullable): the record's name, %NULL when there is none
 */
char *
pursuit_lookup_name (PursuitStore *store,
                     GType         type,
                     gint64        id)
{
  g_autoptr(PursuitRecord) record = id != 0 ? pursuit_store_load (store, type, id, NULL) : NULL;

  return record != NULL ? g_strdup (pursuit_record_get_name (record)) : NULL;
}

/**
 * pursuit_lookup_stage:
 * @store: a store
 * @process_id: a process
 * @position: of one of its stages
 * @out_id: (out): the stage, 0 when there is none
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the answer is known
 */
gboolean
pursuit_lookup_stage (PursuitStore  *store,
                      gint64         process_id,
                      int            position,
                      gint64        *out_id,
                      GError       **error)
{
  return ask (store, "SELECT id FROM stage WHERE process_id = $1 AND position = $2 AND deleted_at = 0", process_id, position,
              out_id, error);
}

/**
 * pursuit_lookup_won_stage:
 * @store: a store
 * @process_id: a process
 * @out_id: (out): the stage in which its won deals stand, 0 when there is none
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the answer is known
 */
gboolean
pursuit_lookup_won_stage (PursuitStore  *store,
                          gint64         process_id,
                          gint64        *out_id,
                          GError       **error)
{
  return ask (store,
              "SELECT id FROM stage WHERE process_id = $1 AND type = 'won' AND deleted_at = 0 ORDER BY position LIMIT 1",
              process_id, 0, out_id, error);
}
