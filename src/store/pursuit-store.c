/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-store-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-error.h"
#include "pursuit-record-sql-private.h"

/*
 * PursuitStore is one open database. It is synchronous and belongs to one thread at a time: the command
 * line and tests call it directly, the window reaches it only through PursuitWorker. Only
 * pursuit_store_interrupt() may be called from elsewhere.
 */
G_DEFINE_FINAL_TYPE (PursuitStore, pursuit_store, G_TYPE_OBJECT)

static void
pursuit_store_finalize (GObject *object)
{
  PursuitStore *self = PURSUIT_STORE (object);

  g_clear_pointer (&self->statements_by_type, g_hash_table_unref);
  g_clear_pointer (&self->db, pursuit_db_close);
  g_free (self->path);

  G_OBJECT_CLASS (pursuit_store_parent_class)->finalize (object);
}

static void
pursuit_store_class_init (PursuitStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pursuit_store_finalize;
}

static void
pursuit_store_init (PursuitStore *self)
{
  self->statements_by_type = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL,
                                                    (GDestroyNotify) pursuit_record_sql_free);
}

/**
 * pursuit_store_open:
 * @path: a file
 * @flags: how to open it
 * @error: return location
 *
 * Opens a database and brings an older one to the newest format, after a backup beside it. A file that may
 * not be written is opened for reading, see pursuit_store_is_read_only().
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND when there is no such file, %PURSUIT_ERROR_NEWER when a newer program made
 * it, %PURSUIT_ERROR_STORAGE when it is not a usable database, was altered by another program or, with
 * %PURSUIT_STORE_CREATE, exists already.
 * A refused file is never changed, a half-made one is removed.
 *
 * Returns: (transfer full): the store, to be used on one thread
 */
PursuitStore *
pursuit_store_open (const char         *path,
                    PursuitStoreFlags   flags,
                    GError            **error)
{
  g_autoptr(PursuitStore) self = g_object_new (PURSUIT_TYPE_STORE, NULL);
  gboolean create = (flags & PURSUIT_STORE_CREATE) != 0;

  self->path = g_canonicalize_filename (path, NULL);
  self->db = pursuit_db_open (self->path, create, (flags & PURSUIT_STORE_READ_ONLY) != 0, error);
  if (self->db == NULL)
    return NULL;
  if ((create || pursuit_schema_verify (self->db, error)) &&
      pursuit_schema_migrate (self->db, self->path, pursuit_schema_get_newest (), error))
    return g_steal_pointer (&self);

  if (create)
    {
      g_clear_pointer (&self->db, pursuit_db_close);
      pursuit_db_remove (self->path);
    }
  return NULL;
}

/**
 * pursuit_store_discard:
 * @self: (transfer full): a store that was only just created
 *
 * Closes a database and removes its file, for whoever could not finish making it.
 */
void
pursuit_store_discard (PursuitStore *self)
{
  g_return_if_fail (PURSUIT_IS_STORE (self));

  g_clear_pointer (&self->db, pursuit_db_close);
  pursuit_db_remove (self->path);
  g_object_unref (self);
}

/**
 * pursuit_store_get_path:
 * @self: a store
 *
 * Returns: the absolute path of the file
 */
const char *
pursuit_store_get_path (PursuitStore *self)
{
  g_return_val_if_fail (PURSUIT_IS_STORE (self), NULL);

  return self->path;
}

/**
 * pursuit_store_is_read_only:
 * @self: a store
 *
 * Returns: %TRUE when nothing can be changed
 */
gboolean
pursuit_store_is_read_only (PursuitStore *self)
{
  g_return_val_if_fail (PURSUIT_IS_STORE (self), TRUE);

  return self->db->read_only;
}

/**
 * pursuit_store_get_version:
 * @self: a store
 *
 * Returns: the format of the file
 */
int
pursuit_store_get_version (PursuitStore *self)
{
  gint64 version = 0;

  g_return_val_if_fail (PURSUIT_IS_STORE (self), 0);

  pursuit_db_get_number (self->db, "PRAGMA user_version", &version, NULL);
  return (int) version;
}

/**
 * pursuit_store_get_newest:
 *
 * Returns: the newest format that this program knows
 */
int
pursuit_store_get_newest (void)
{
  return pursuit_schema_get_newest ();
}

/**
 * pursuit_store_interrupt:
 * @self: a store
 *
 * Ends the statement that is running with %G_IO_ERROR_CANCELLED. May be called from any thread.
 */
void
pursuit_store_interrupt (PursuitStore *self)
{
  g_return_if_fail (PURSUIT_IS_STORE (self));

  pursuit_db_interrupt (self->db);
}

/* How many steps of the engine's machine pass between two looks at the cancellable: some ten microseconds. */
#define STEPS_BETWEEN_LOOKS 1000

static int
is_cancelled (void *cancellable)
{
  return g_cancellable_is_cancelled (cancellable);
}

/**
 * pursuit_store_set_cancellable:
 * @self: a store
 * @cancellable: (nullable): what to look at, %NULL for nothing any more; must live until then
 *
 * Lets every statement end with %G_IO_ERROR_CANCELLED once @cancellable is cancelled: the one that is running, and those
 * that are begun later. Unlike pursuit_store_interrupt() it cannot come a moment too early, between two statements.
 */
void
pursuit_store_set_cancellable (PursuitStore *self,
                               GCancellable *cancellable)
{
  g_return_if_fail (PURSUIT_IS_STORE (self));

  sqlite3_progress_handler (self->db->handle, STEPS_BETWEEN_LOOKS, cancellable != NULL ? is_cancelled : NULL, cancellable);
}

gboolean
pursuit_store_may_write (PursuitStore  *self,
                         GError       **error)
{
  if (!self->db->read_only)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("“%s” can only be read."), self->db->name);
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
 * Fails with %PURSUIT_ERROR_STORAGE when the file can only be read or stays locked.
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

  if (!pursuit_store_may_write (store, error) || !pursuit_db_exec (store->db, "BEGIN IMMEDIATE", error))
    return FALSE;

  store->in_transaction = TRUE;
  self->store = store;
  return TRUE;
}

/**
 * pursuit_tx_commit:
 * @self: a transaction that has begun
 * @error: return location
 *
 * Makes everything since pursuit_tx_begin() durable. When that fails (%PURSUIT_ERROR_STORAGE), nothing of it happened.
 *
 * Returns: %TRUE when it is on the disk
 */
gboolean
pursuit_tx_commit (PursuitTx  *self,
                   GError    **error)
{
  g_return_val_if_fail (self->store != NULL, FALSE);

  if (!pursuit_db_exec (self->store->db, "COMMIT", error))
    return FALSE;

  self->store->in_transaction = FALSE;
  self->store = NULL;
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

  /* After a full disk the engine may have rolled back by itself already: then this changes nothing. */
  if (!sqlite3_get_autocommit (self->store->db->handle))
    pursuit_db_exec (self->store->db, "ROLLBACK", NULL);
  self->store->in_transaction = FALSE;
  self->store = NULL;
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

  if (!sqlite3_get_autocommit (store->db->handle))
    return TRUE;
  if (!pursuit_stmt_prepare (&stmt, store->db, "BEGIN", error) || !pursuit_stmt_run (&stmt, error))
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

/**
 * pursuit_store_dup_setting:
 * @self: a store
 * @key: what setting
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE; an absent setting is no failure.
 *
 * Returns: (transfer full) (nullable): its value, %NULL when it is not set or on failure
 */
char *
pursuit_store_dup_setting (PursuitStore  *self,
                           const char    *key,
                           GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, self->db, "SELECT value FROM setting WHERE key = $1 AND deleted_at = 0", error))
    return NULL;
  pursuit_stmt_bind_text (&stmt, 1, key);
  if (!pursuit_stmt_step (&stmt, &row, error) || !row)
    return NULL;

  return g_strdup (pursuit_stmt_get_text (&stmt, 0));
}

/**
 * pursuit_store_put_setting:
 * @self: a store, within a transaction
 * @key: what setting
 * @value: (nullable): its value
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is set
 */
gboolean
pursuit_store_put_setting (PursuitStore  *self,
                           const char    *key,
                           const char    *value,
                           GError       **error)
{
  static const char sql[] =
    "INSERT INTO setting (key, value, created_at, changed_at) VALUES ($1, $2, $3, $3)"
    " ON CONFLICT (key) DO UPDATE"
    " SET value = excluded.value, changed_at = excluded.changed_at, deleted_at = 0, revision = setting.revision + 1";
  g_auto(PursuitStmt) stmt = { NULL };

  g_return_val_if_fail (self->in_transaction, FALSE);

  if (!pursuit_stmt_prepare (&stmt, self->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_text (&stmt, 1, key);
  pursuit_stmt_bind_text (&stmt, 2, value);
  pursuit_stmt_bind_number (&stmt, 3, pursuit_time_now ());

  return pursuit_stmt_run (&stmt, error);
}
