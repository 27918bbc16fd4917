/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-journal-views.h"

#include "pursuit-store-private.h"

/* Who saw what is personal: entries of the verb "view". */

/**
 * pursuit_journal_list_unviewed:
 * @store: a store
 * @entity: a table
 * @ids: (element-type gint64): records of it
 * @actor_id: who, 0 for the owner of a single-user file
 * @actor: that person's name
 * @since: UTC microseconds
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type gint64): those of whom it is not written down that they saw it since then
 */
GArray *
pursuit_journal_list_unviewed (PursuitStore  *store,
                               const char    *entity,
                               GArray        *ids,
                               gint64         actor_id,
                               const char    *actor,
                               gint64         since,
                               GError       **error)
{
  static const char sql[] =
    "SELECT e.value FROM json_each ($1) e WHERE NOT EXISTS (SELECT 1 FROM journal WHERE entity = $2 AND entity_id = e.value"
    " AND verb = 'view' AND coalesce (actor_id, 0) = $3 AND actor = $4 AND at >= $5)";
  g_autoptr(GArray) fresh = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GString) json = g_string_new ("[");
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  g_return_val_if_fail (PURSUIT_IS_STORE (store), NULL);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", g_array_index (ids, gint64, i));
  g_string_append_c (json, ']');
  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return NULL;
  pursuit_stmt_bind_text (&stmt, 1, json->str);
  pursuit_stmt_bind_text (&stmt, 2, entity);
  pursuit_stmt_bind_number (&stmt, 3, actor_id);
  pursuit_stmt_bind_text (&stmt, 4, actor);
  pursuit_stmt_bind_number (&stmt, 5, since);
  for (;;)
    {
      gint64 id;

      if (!pursuit_stmt_step (&stmt, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&fresh);
      id = pursuit_stmt_get_number (&stmt, 0);
      g_array_append_val (fresh, id);
    }
}
