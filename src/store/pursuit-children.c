/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-children.h"

#include "pursuit-store-private.h"

/**
 * pursuit_children_list:
 * @store: a store
 * @type: a record type
 * @field: a field of it that refers to another record, with an index of its own
 * @id: that record
 * @error: return location
 *
 * Finds the living records of a type that belong to a record, whatever type it is.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type gint64): their ids, in this order
 */
GArray *
pursuit_children_list (PursuitStore        *store,
                       GType                type,
                       const PursuitField  *field,
                       gint64               id,
                       GError             **error)
{
  g_autofree char *sql = NULL;

  g_return_val_if_fail (field != NULL && field->kind == PURSUIT_KIND_REF, NULL);

  /* Both names are constants of the field tables. */
  sql = g_strdup_printf ("SELECT id FROM %s WHERE %s = $1 AND deleted_at = 0 ORDER BY id", pursuit_record_type_get_table (type),
                         field->name);
  return pursuit_db_list_ids (store->db, sql, id, error);
}
