/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-journal-views.h"

#include "pursuit-store-private.h"

/* Who saw what is personal: entries of the verb "view". */

/**
 * pursuit_journal_has_view:
 * @store: a store
 * @entity: a table
 * @entity_id: a record of it
 * @actor_id: who, 0 for the owner of a single-user file
 * @actor: that person's name
 * @since: UTC microseconds
 * @out_noted: (out): whether it was written down since then that they saw it
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @out_noted was set
 */
gboolean
pursuit_journal_has_view (PursuitStore  *store,
                          const char    *entity,
                          gint64         entity_id,
                          gint64         actor_id,
                          const char    *actor,
                          gint64         since,
                          gboolean      *out_noted,
                          GError       **error)
{
  static const char sql[] =
    "SELECT 1 FROM journal WHERE entity = $1 AND entity_id = $2 AND verb = 'view' AND coalesce(actor_id, 0) = $3 AND actor = $4"
    " AND at >= $5 LIMIT 1";
  g_auto(PursuitStmt) stmt = { NULL };

  g_return_val_if_fail (PURSUIT_IS_STORE (store), FALSE);

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_text (&stmt, 1, entity);
  pursuit_stmt_bind_number (&stmt, 2, entity_id);
  pursuit_stmt_bind_number (&stmt, 3, actor_id);
  pursuit_stmt_bind_text (&stmt, 4, actor);
  pursuit_stmt_bind_number (&stmt, 5, since);

  return pursuit_stmt_step (&stmt, out_noted, error);
}
