/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-journal-customers.h"

#include "pursuit-store-private.h"

/**
 * pursuit_journal_customers_add:
 * @store: a store, within a transaction
 * @entry_id: an entry of the journal about many customers
 * @customer_id: one of them
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the customer's timeline tells of the entry
 */
gboolean
pursuit_journal_customers_add (PursuitStore  *store,
                               gint64         entry_id,
                               gint64         customer_id,
                               GError       **error)
{
  static const char sql[] = "INSERT INTO journal_customer (journal_id, customer_id) VALUES ($1, $2)";
  g_auto(PursuitStmt) stmt = { NULL };

  g_return_val_if_fail (store->in_transaction, FALSE);

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, entry_id);
  pursuit_stmt_bind_number (&stmt, 2, customer_id);

  return pursuit_stmt_run (&stmt, error);
}

/**
 * pursuit_journal_customers_copy:
 * @store: a store, within a transaction
 * @from_entry_id: an entry
 * @to_entry_id: the one that takes it back
 * @error: return location
 *
 * Says that one entry is about the same customers as another; when that was about one alone, there is nothing to do.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is written
 */
gboolean
pursuit_journal_customers_copy (PursuitStore  *store,
                                gint64         from_entry_id,
                                gint64         to_entry_id,
                                GError       **error)
{
  static const char sql[] =
    "INSERT INTO journal_customer (journal_id, customer_id)"
    " SELECT $1, customer_id FROM journal_customer WHERE journal_id = $2 ORDER BY id";
  g_auto(PursuitStmt) stmt = { NULL };

  g_return_val_if_fail (store->in_transaction, FALSE);

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, to_entry_id);
  pursuit_stmt_bind_number (&stmt, 2, from_entry_id);

  return pursuit_stmt_run (&stmt, error);
}
