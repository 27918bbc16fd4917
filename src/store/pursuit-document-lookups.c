/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-document-lookups.h"

#include "pursuit-store-private.h"

/**
 * pursuit_lookup_same_document:
 * @store: a store
 * @customer_id: a customer
 * @deal_id: one of its deals, 0 for none
 * @checksum: of a content
 * @out_name: (out) (nullable): the name of a document there whose newest version has that content, %NULL for none
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is known
 */
gboolean
pursuit_lookup_same_document (PursuitStore  *store,
                              gint64         customer_id,
                              gint64         deal_id,
                              const char    *checksum,
                              char         **out_name,
                              GError       **error)
{
  static const char sql[] =
    "SELECT name FROM document"
    " WHERE customer_id = $1 AND coalesce(deal_id, 0) = $2 AND checksum = $3 AND deleted_at = 0 LIMIT 1";
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, customer_id);
  pursuit_stmt_bind_number (&stmt, 2, deal_id);
  pursuit_stmt_bind_text (&stmt, 3, checksum);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  *out_name = row ? g_strdup (pursuit_stmt_get_text (&stmt, 0)) : NULL;
  return TRUE;
}

/**
 * pursuit_lookup_last_version:
 * @store: a store
 * @document_id: a document
 * @out_version: (out): the largest number that a version of it ever had, 0 for none
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is known
 */
gboolean
pursuit_lookup_last_version (PursuitStore  *store,
                             gint64         document_id,
                             gint64        *out_version,
                             GError       **error)
{
  static const char sql[] = "SELECT coalesce(max(version), 0) FROM document_version WHERE document_id = $1";
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, document_id);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  *out_version = row ? pursuit_stmt_get_number (&stmt, 0) : 0;
  return TRUE;
}
