/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-filter-lookups.h"

#include "pursuit-store-private.h"

/* The index by list answers; filters of one list are few. */
static const char sql_filters[] =
  "SELECT id FROM saved_filter"
  " WHERE list = $1 AND deleted_at = 0 AND (coalesce(staff_id, 0) = $2 OR shared = 1)"
  " ORDER BY shared, position, name COLLATE NOCASE, id";

/**
 * pursuit_lookup_filters:
 * @store: a store
 * @list: the word for a list
 * @staff_id: a member of staff, 0 for the owner of the file
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type gint64): the filters that this person saved or somebody shared, private ones first
 */
GArray *
pursuit_lookup_filters (PursuitStore  *store,
                        const char    *list,
                        gint64         staff_id,
                        GError       **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql_filters, error))
    return NULL;
  pursuit_stmt_bind_text (&stmt, 1, list);
  pursuit_stmt_bind_number (&stmt, 2, staff_id);
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
