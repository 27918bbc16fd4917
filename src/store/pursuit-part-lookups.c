/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-part-lookups.h"

#include "pursuit-store-private.h"

static gboolean
find (PursuitStore  *store,
      const char    *sql,
      gint64         deal_id,
      gint64         other_id,
      gint64        *out_id,
      GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, deal_id);
  pursuit_stmt_bind_number (&stmt, 2, other_id);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  *out_id = row ? pursuit_stmt_get_number (&stmt, 0) : 0;
  return TRUE;
}

/**
 * pursuit_part_lookup_proof:
 * @store: a store
 * @deal_id: a deal
 * @milestone_id: a milestone of its process
 * @out_id: (out): the living proof that the deal reached it, 0 for none
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the answer is known
 */
gboolean
pursuit_part_lookup_proof (PursuitStore  *store,
                               gint64         deal_id,
                               gint64         milestone_id,
                               gint64        *out_id,
                               GError       **error)
{
  return find (store, "SELECT id FROM proof WHERE deal_id = $1 AND milestone_id = $2 AND deleted_at = 0", deal_id,
               milestone_id, out_id, error);
}

/**
 * pursuit_part_lookup_stakeholder:
 * @store: a store
 * @deal_id: a deal
 * @contact_id: a person
 * @out_id: (out): what is known of that person's part in the deal, 0 for nothing
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the answer is known
 */
gboolean
pursuit_part_lookup_stakeholder (PursuitStore  *store,
                                     gint64         deal_id,
                                     gint64         contact_id,
                                     gint64        *out_id,
                                     GError       **error)
{
  return find (store, "SELECT id FROM stakeholder WHERE deal_id = $1 AND contact_id = $2 AND deleted_at = 0", deal_id,
               contact_id, out_id, error);
}

/**
 * pursuit_part_set_customer:
 * @store: a store, within a transaction
 * @deal_id: a deal that was given to another customer
 * @customer_id: that customer
 * @error: return location
 *
 * Lets whatever belongs to a deal follow it, deleted parts too.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when all of it belongs to @customer_id
 */
gboolean
pursuit_part_set_customer (PursuitStore  *store,
                                 gint64         deal_id,
                                 gint64         customer_id,
                                 GError       **error)
{
  static const char *const statements[] = {
    "UPDATE proof SET customer_id = $1 WHERE deal_id = $2",
    "UPDATE stakeholder SET customer_id = $1 WHERE deal_id = $2",
    "UPDATE rival SET customer_id = $1 WHERE deal_id = $2",
    "UPDATE strategy SET customer_id = $1 WHERE deal_id = $2",
    "UPDATE assignment SET customer_id = $1 WHERE deal_id = $2",
    "UPDATE role_request SET customer_id = $1 WHERE deal_id = $2",
  };

  g_return_val_if_fail (store->in_transaction, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_auto(PursuitStmt) stmt = { NULL };

      if (!pursuit_stmt_prepare (&stmt, store->db, statements[i], error))
        return FALSE;
      pursuit_stmt_bind_number (&stmt, 1, customer_id);
      pursuit_stmt_bind_number (&stmt, 2, deal_id);
      if (!pursuit_stmt_run (&stmt, error))
        return FALSE;
    }

  return TRUE;
}
