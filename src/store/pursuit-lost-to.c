/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-lost-to.h"

#include "pursuit-store-private.h"

/* The newest losses are enough: who took deals from us years ago is typed. */
static const char sql_names[] =
  "SELECT lost_to FROM (SELECT lost_to FROM deal WHERE status = 'lost' AND deleted_at = 0"
  " ORDER BY closed_on DESC, id DESC LIMIT 500)"
  " WHERE lost_to IS NOT NULL GROUP BY lost_to ORDER BY count(*) DESC, lost_to LIMIT $1";

/**
 * pursuit_lost_to_list:
 * @store: a store
 * @most: how many names at most
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type utf8): who got the deals that were lost lately, the most frequent first
 */
GPtrArray *
pursuit_lost_to_list (PursuitStore  *store,
                      guint          most,
                      GError       **error)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row = TRUE;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql_names, error))
    return NULL;
  pursuit_stmt_bind_number (&stmt, 1, most);
  while (row)
    {
      if (!pursuit_stmt_step (&stmt, &row, error))
        return NULL;
      if (row)
        g_ptr_array_add (names, g_strdup (pursuit_stmt_get_text (&stmt, 0)));
    }

  return g_steal_pointer (&names);
}
