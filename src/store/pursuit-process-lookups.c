/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-process-lookups.h"

#include "pursuit-store-private.h"

static gboolean
step_number (PursuitStmt  *stmt,
             gint64       *out_number,
             GError      **error)
{
  gboolean row;

  if (!pursuit_stmt_step (stmt, &row, error))
    return FALSE;

  *out_number = row ? pursuit_stmt_get_number (stmt, 0) : 0;
  return TRUE;
}

static gboolean
count (PursuitStore  *store,
       const char    *sql,
       gint64         id,
       gint64        *out_number,
       GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, id);

  return step_number (&stmt, out_number, error);
}

/**
 * pursuit_lookup_standard_process:
 * @store: a store
 * @out_id: (out): the published process that is marked as standard, 0 for none
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the answer is known
 */
gboolean
pursuit_lookup_standard_process (PursuitStore  *store,
                                 gint64        *out_id,
                                 GError       **error)
{
  static const char sql[] =
    "SELECT id FROM process WHERE standard = 1 AND state = 'published' AND deleted_at = 0 ORDER BY id DESC LIMIT 1";
  g_auto(PursuitStmt) stmt = { NULL };

  return pursuit_stmt_prepare (&stmt, store->db, sql, error) && step_number (&stmt, out_id, error);
}

/**
 * pursuit_lookup_process_version:
 * @store: a store
 * @code: what the versions of a process have in common
 * @out_version: (out): the highest of them, deleted ones too, 0 when there is none
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the answer is known
 */
gboolean
pursuit_lookup_process_version (PursuitStore  *store,
                                const char    *code,
                                gint64        *out_version,
                                GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare (&stmt, store->db, "SELECT max (version) FROM process WHERE code = $1", error))
    return FALSE;
  pursuit_stmt_bind_text (&stmt, 1, code);

  return step_number (&stmt, out_version, error);
}

/**
 * pursuit_lookup_process_counts:
 * @store: a store
 * @process_id: a process
 * @out_counts: (out caller-allocates): how much belongs to it
 * @error: return location
 *
 * Deals are counted by their stages: those have indices.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the answer is known
 */
gboolean
pursuit_lookup_process_counts (PursuitStore          *store,
                               gint64                 process_id,
                               PursuitProcessCounts  *out_counts,
                               GError               **error)
{
  static const char sql_stages[] = "SELECT count (*) FROM stage WHERE process_id = $1 AND deleted_at = 0";
  static const char sql_milestones[] =
    "SELECT count (*) FROM stage s JOIN milestone m ON m.stage_id = s.id AND m.deleted_at = 0"
    " WHERE s.process_id = $1 AND s.deleted_at = 0";
  static const char sql_deals[] =
    "SELECT coalesce (sum (t.count), 0) FROM stage s JOIN deal_total t ON t.stage_id = s.id WHERE s.process_id = $1";
  static const char sql_open[] =
    "SELECT coalesce (sum (t.count), 0) FROM stage s JOIN deal_total t ON t.stage_id = s.id AND t.status = 'open'"
    " WHERE s.process_id = $1";

  return count (store, sql_stages, process_id, &out_counts->n_stages, error) &&
         count (store, sql_milestones, process_id, &out_counts->n_milestones, error) &&
         count (store, sql_deals, process_id, &out_counts->n_deals, error) &&
         count (store, sql_open, process_id, &out_counts->n_open, error);
}

/**
 * pursuit_lookup_draft_with_deals:
 * @store: a store
 * @out_id: (out): a process that deals follow though it is a draft or deleted, 0 for none
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the answer is known
 */
gboolean
pursuit_lookup_draft_with_deals (PursuitStore  *store,
                                 gint64        *out_id,
                                 GError       **error)
{
  static const char sql[] =
    "SELECT p.id FROM process p JOIN stage s ON s.process_id = p.id JOIN deal_total t ON t.stage_id = s.id AND t.count > 0"
    " WHERE p.state = 'draft' OR p.deleted_at <> 0 LIMIT 1";
  g_auto(PursuitStmt) stmt = { NULL };

  return pursuit_stmt_prepare (&stmt, store->db, sql, error) && step_number (&stmt, out_id, error);
}

/**
 * pursuit_lookup_open_deals_in_stage:
 * @store: a store
 * @stage_id: a stage
 * @out_count: (out): how many open deals stand there
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the answer is known
 */
gboolean
pursuit_lookup_open_deals_in_stage (PursuitStore  *store,
                                    gint64         stage_id,
                                    gint64        *out_count,
                                    GError       **error)
{
  return count (store, "SELECT coalesce (sum (count), 0) FROM deal_total WHERE stage_id = $1 AND status = 'open'", stage_id, out_count,
                error);
}

/**
 * pursuit_lookup_deals_in_stage:
 * @store: a store
 * @stage_id: a stage
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type gint64): the open deals that stand there, by id
 */
GArray *
pursuit_lookup_deals_in_stage (PursuitStore  *store,
                               gint64         stage_id,
                               GError       **error)
{
  return pursuit_db_list_ids (store->db, "SELECT id FROM deal WHERE stage_id = $1 AND status = 'open' AND deleted_at = 0 ORDER BY id", stage_id, error);
}

/**
 * pursuit_lookup_proofs_of_deal:
 * @store: a store
 * @deal_id: a deal
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type gint64): its proofs of milestones that were not deleted
 */
GArray *
pursuit_lookup_proofs_of_deal (PursuitStore  *store,
                               gint64         deal_id,
                               GError       **error)
{
  return pursuit_db_list_ids (store->db, "SELECT id FROM proof WHERE deal_id = $1 AND deleted_at = 0 ORDER BY id", deal_id, error);
}
