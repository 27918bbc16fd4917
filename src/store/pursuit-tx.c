/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-receipts-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-error.h"
#include "pursuit-facets-private.h"
#include "pursuit-inserts-private.h"
#include "pursuit-own-values-private.h"
#include "pursuit-text-index-private.h"

/* Transactions and readings: what holds a lock on the file, and for how long. */

/* After a connection did not answer, or spoke of damage, there is no use in asking it anything else. */
static gboolean
come_back (PursuitStore  *store,
           GError       **error)
{
  return (!store->db->is_away && !pursuit_store_is_in_doubt (store)) || pursuit_store_reopen (store, error);
}

/* Waiting is easier for somebody whose name is known. */
static gboolean
begin (PursuitStore  *store,
       GError       **error)
{
  g_autoptr(GError) local = NULL;
  g_autofree char *holder = NULL;

  if (pursuit_db_exec (store->db, "BEGIN IMMEDIATE", &local))
    return TRUE;
  if (g_error_matches (local, PURSUIT_ERROR, PURSUIT_ERROR_BUSY))
    holder = pursuit_presence_dup_holder (store->presence);
  if (holder == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    /* Translators: a file, a person with a computer */
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_BUSY,
                 _("“%1$s” is locked, because %2$s is saving at the moment; nothing was changed."), store->db->name,
                 holder);
  return FALSE;
}

/* Somebody may have upgraded while this program was running. */
gboolean
pursuit_store_is_still_known (PursuitStore  *store,
                              GError       **error)
{
  gint64 version;

  if (!pursuit_db_get_number (store->db, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version <= pursuit_schema_get_newest ())
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NEWER,
               _("“%s” was brought up to date by a newer version of Pursuit: close this program and upgrade it."),
               store->db->name);
  return FALSE;
}

/**
 * pursuit_tx_begin:
 * @self: an empty transaction
 * @store: the store
 * @error: return location
 *
 * Begins a transaction and takes the write lock at once. Transactions do not nest: one intention of a person is one
 * transaction.
 *
 * Fails with %PURSUIT_ERROR_STORAGE when the file can only be read, %PURSUIT_ERROR_BUSY when it stays locked (the sentence
 * names the holder where that is known), %PURSUIT_ERROR_NEWER when a newer program brought it up to date meanwhile,
 * %PURSUIT_ERROR_AWAY when it does not answer, also after a second try to open it.
 *
 * Returns: %TRUE when it has begun
 */
gboolean
pursuit_tx_begin (PursuitTx     *self,
                  PursuitStore  *store,
                  GError       **error)
{
  g_return_val_if_fail (PURSUIT_IS_STORE (store), FALSE);
  g_return_val_if_fail (!store->in_transaction, FALSE);

  if (!pursuit_store_may_write (store, error) || !come_back (store, error) || !begin (store, error))
    return FALSE;
  if (!pursuit_store_is_still_known (store, error))
    {
      pursuit_db_exec (store->db, "ROLLBACK", NULL);
      return FALSE;
    }

  pursuit_presence_set_writing (store->presence, TRUE);
  store->in_transaction = TRUE;
  store->db->in_transaction = TRUE;
  store->db->trouble = 0;
  store->tx_entry_id = 0;
  store->tx_texts = FALSE;
  store->tx_knows_own = FALSE;
  self->store = store;
  return TRUE;
}

/**
 * pursuit_tx_begin_large:
 * @self: an empty transaction
 * @store: the store
 * @error: return location
 *
 * Like pursuit_tx_begin(), for one that writes very much. Until the commit its changes are in memory, up to a size that a
 * computer can spare for a while; what is more is written into the file early, and from then on nobody else can read it
 * either. How many customers there are of a kind is counted apart and written at the end (pursuit-facets.c), and new records
 * are written while the next ones are made (pursuit-inserts.c): what the engine refuses of them shows later. Fails as
 * pursuit_tx_begin().
 *
 * Returns: %TRUE when it has begun
 */
gboolean
pursuit_tx_begin_large (PursuitTx     *self,
                        PursuitStore  *store,
                        GError       **error)
{
  if (!pursuit_tx_begin (self, store, error))
    return FALSE;

  store->tx_is_large = pursuit_db_exec (store->db, PURSUIT_DB_LARGE_CACHE, error);
  if (!store->tx_is_large || !pursuit_facets_defer (store, error))
    return FALSE;

  pursuit_inserts_begin (store);
  return TRUE;
}

/* Whatever became of the transaction, the next one is a save of its own. */
static void
end (PursuitTx *self)
{
  self->store->db->in_transaction = FALSE;
  if (self->store->tx_is_large)
    pursuit_db_exec (self->store->db, PURSUIT_DB_USUAL_CACHE "; PRAGMA shrink_memory", NULL);
  self->store->tx_is_large = FALSE;
  pursuit_facets_forget (self->store);
  pursuit_own_values_forget (self->store);
  pursuit_presence_set_writing (self->store->presence, FALSE);
  self->store->in_transaction = FALSE;
  pursuit_store_set_save (self->store, NULL, 0);
  self->store = NULL;
}

/* An answer that was lost says nothing about what was asked. The journal does: the entry is there, or nothing is. */
static gboolean
was_committed (PursuitStore *store)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (store->tx_entry_id == 0 || !pursuit_store_reopen (store, NULL) ||
      !pursuit_stmt_prepare (&stmt, store->db, "SELECT 1 FROM journal WHERE id = $1 AND hash = $2", NULL))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, store->tx_entry_id);
  pursuit_stmt_bind_bytes (&stmt, 2, store->tx_hash, PURSUIT_HASH_SIZE);

  return pursuit_stmt_step (&stmt, &row, NULL) && row;
}

/**
 * pursuit_tx_commit:
 * @self: a transaction that has begun
 * @error: return location
 *
 * Makes everything since pursuit_tx_begin() durable. When the answer is lost on the way, the file is opened anew and asked
 * whether it has the journal entry.
 *
 * Fails with %PURSUIT_ERROR_BUSY, %PURSUIT_ERROR_DAMAGED or %PURSUIT_ERROR_STORAGE, then nothing of it happened; or with
 * %PURSUIT_ERROR_AWAY, then nobody could be asked: the same save, under the same number, may be tried again later (pursuit_store_set_save()).
 *
 * Returns: %TRUE when it is on the disk
 */
gboolean
pursuit_tx_commit (PursuitTx  *self,
                   GError    **error)
{
  PursuitStore *store = self->store;
  g_autoptr(GError) local = NULL;

  g_return_val_if_fail (store != NULL, FALSE);

  if (!pursuit_store_refuse_damage (store, error) || !pursuit_db_require_transaction (store->db, error))
    return FALSE;
  if (!pursuit_inserts_end (store, error) || !pursuit_facets_settle (store, error) || !pursuit_own_values_settle (store, error) ||
      !pursuit_text_index_settle (store, error))
    return FALSE;
  if (!pursuit_db_exec (store->db, "COMMIT", &local))
    {
      if (!g_error_matches (local, PURSUIT_ERROR, PURSUIT_ERROR_AWAY))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      end (self);
      if (!was_committed (store))
        {
          pursuit_receipts_forget (store);
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }
  else
    end (self);

  store->db->has_saved = TRUE;
  pursuit_receipts_note (store);
  return TRUE;
}

/**
 * pursuit_tx_clear:
 * @self: a transaction
 *
 * Rolls back what was not committed.
 */
void
pursuit_tx_clear (PursuitTx *self)
{
  if (self->store == NULL)
    return;

  pursuit_inserts_end (self->store, NULL);
  /* After a full disk the engine may have rolled back by itself already: then this changes nothing. */
  if (!sqlite3_get_autocommit (self->store->db->handle))
    pursuit_db_exec (self->store->db, "ROLLBACK", NULL);
  pursuit_receipts_forget (self->store);
  end (self);
}

/**
 * pursuit_reading_begin:
 * @self: an empty reading
 * @store: the store
 * @error: return location
 *
 * Begins to read: until @self is cleared, every query sees the same state, and the file is locked and looked at once instead of
 * once per statement, which on a share is what reading costs. Keep it short, writers wait. Within a transaction or another
 * reading this does nothing; a transaction cannot be begun within a reading.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it has begun
 */
gboolean
pursuit_reading_begin (PursuitReading  *self,
                       PursuitStore    *store,
                       GError         **error)
{
  g_auto(PursuitStmt) stmt = { NULL };

  g_return_val_if_fail (PURSUIT_IS_STORE (store), FALSE);

  if (store->db->handle != NULL && !sqlite3_get_autocommit (store->db->handle))
    return TRUE;
  if (!come_back (store, error) || !pursuit_stmt_prepare (&stmt, store->db, "BEGIN", error) || !pursuit_stmt_run (&stmt, error))
    return FALSE;

  self->store = store;
  return TRUE;
}

/**
 * pursuit_reading_clear:
 * @self: a reading
 *
 * Ends it; what was read stays valid.
 */
void
pursuit_reading_clear (PursuitReading *self)
{
  g_auto(PursuitStmt) stmt = { NULL };

  if (self->store == NULL)
    return;

  /* Nothing was written, so there is nothing that could fail to be kept; a lock that cannot be given back goes with the
   * connection. */
  if (!sqlite3_get_autocommit (self->store->db->handle) &&
      pursuit_stmt_prepare (&stmt, self->store->db, "COMMIT", NULL))
    pursuit_stmt_run (&stmt, NULL);
  /* A cancel that came just then ended the COMMIT: reading would go on for ever. */
  if (!sqlite3_get_autocommit (self->store->db->handle))
    pursuit_db_exec (self->store->db, "ROLLBACK", NULL);
  self->store = NULL;
}
