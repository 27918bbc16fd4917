/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-post-lookups.h"

#include "pursuit-store-private.h"

/* The posts that a person had before, and whom people report to. */

/**
 * pursuit_post_lookup_list:
 * @store: a store
 * @contact_id: a contact
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type gint64): the earlier posts, the last one first
 */
GArray *
pursuit_post_lookup_list (PursuitStore  *store,
                          gint64         contact_id,
                          GError       **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db,
                             "SELECT id FROM employment WHERE contact_id = $1 AND deleted_at = 0"
                             " ORDER BY until_on DESC, id DESC", error))
    return NULL;
  pursuit_stmt_bind_number (&stmt, 1, contact_id);
  for (;;)
    {
      gint64 id;

      if (!pursuit_stmt_step (&stmt, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&ids);
      id = pursuit_stmt_get_number (&stmt, 0);
      g_array_append_val (ids, id);
    }
}

/**
 * pursuit_post_lookup_last:
 * @store: a store
 * @contact_id: a contact
 * @customer_id: where the post was
 * @deleted: whether to look among those that were taken back
 * @out_id: (out): the post that was written down last, 0 for none
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @out_id was set
 */
gboolean
pursuit_post_lookup_last (PursuitStore  *store,
                          gint64         contact_id,
                          gint64         customer_id,
                          gboolean       deleted,
                          gint64        *out_id,
                          GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db,
                             "SELECT id FROM employment WHERE contact_id = $1 AND customer_id = $2 AND (deleted_at <> 0) = $3"
                             " ORDER BY id DESC LIMIT 1", error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, contact_id);
  pursuit_stmt_bind_number (&stmt, 2, customer_id);
  pursuit_stmt_bind_number (&stmt, 3, deleted);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  *out_id = row ? pursuit_stmt_get_number (&stmt, 0) : 0;
  return TRUE;
}

/**
 * pursuit_post_lookup_since:
 * @store: a store
 * @contact_id: a contact
 * @out_day: (out) (transfer full) (nullable): when the last of the earlier posts ended
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @out_day was set
 */
gboolean
pursuit_post_lookup_since (PursuitStore  *store,
                           gint64         contact_id,
                           char         **out_day,
                           GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db,
                             "SELECT max(until_on) FROM employment WHERE contact_id = $1 AND deleted_at = 0", error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, contact_id);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  *out_day = row ? g_strdup (pursuit_stmt_get_text (&stmt, 0)) : NULL;
  return TRUE;
}

/**
 * pursuit_post_lookup_reports:
 * @store: a store
 * @contact_id: a person
 * @to_id: another, or the same
 * @out_reports: (out): whether @contact_id is @to_id, or reports to them directly or through others
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @out_reports was set
 */
gboolean
pursuit_post_lookup_reports (PursuitStore  *store,
                             gint64         contact_id,
                             gint64         to_id,
                             gboolean      *out_reports,
                             GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare (&stmt, store->db,
                             "WITH RECURSIVE up (id) AS (SELECT $1 UNION SELECT c.reports_to_id FROM contact c JOIN up ON c.id = up.id"
                             " WHERE c.reports_to_id IS NOT NULL) SELECT 1 FROM up WHERE id = $2", error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, contact_id);
  pursuit_stmt_bind_number (&stmt, 2, to_id);

  return pursuit_stmt_step (&stmt, out_reports, error);
}
