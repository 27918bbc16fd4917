/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-store-private.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "pursuit-date.h"
#include "pursuit-duplicates-private.h"
#include "pursuit-error.h"
#include "pursuit-names-private.h"
#include "pursuit-path.h"
#include "pursuit-record-sql-private.h"
#include "pursuit-sort-keys-private.h"
#include "pursuit-str.h"
#include "pursuit-text-index-private.h"

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

  pursuit_names_leave (self);
  g_clear_pointer (&self->statements_by_type, g_hash_table_unref);
  g_clear_pointer (&self->own_set, pursuit_own_set_unref);
  pursuit_store_leave_damage (self);
  g_clear_pointer (&self->db, pursuit_db_close);
  g_clear_pointer (&self->presence, pursuit_presence_leave);
  g_clear_pointer (&self->claim, pursuit_claim_free);
  g_clear_pointer (&self->place, pursuit_place_free);
  g_mutex_clear (&self->db_lock);
  g_free (self->path);
  g_free (self->uuid);
  g_free (self->client);
  g_free (self->save_client);
  g_free (self->read_only_reason);
  g_free (self->damage);
  if (self->tx_receipts != NULL)
    g_string_free (self->tx_receipts, TRUE);
  if (self->receipts_fd >= 0)
    close (self->receipts_fd);
  g_clear_pointer (&self->witnesses, g_ptr_array_unref);

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
  g_mutex_init (&self->db_lock);
  self->client = g_uuid_string_random ();
  self->receipts_fd = -1;
  self->statements_by_type = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL,
                                                    (GDestroyNotify) pursuit_record_sql_free);
}

static gboolean
read_identity (PursuitStore  *self,
               GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, self->db, "SELECT uuid, generation FROM identity", error) ||
      !pursuit_stmt_step (&stmt, &row, error))
    return FALSE;
  if (!row || !g_regex_match_simple ("^[0-9a-f]{32}$", pursuit_stmt_get_text (&stmt, 0), 0, 0))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE,
                   _("“%s” was altered by another program: it does not say which database it is."), self->db->name);
      return FALSE;
    }

  pursuit_set_str (&self->uuid, pursuit_stmt_get_text (&stmt, 0));
  self->generation = pursuit_stmt_get_number (&stmt, 1);
  return pursuit_db_get_number (self->db, "PRAGMA data_version", &self->data_version, error);
}

/* Before the first look into the file: whoever brings it up to date needs to know. */
static void
join (PursuitStore *self)
{
  self->presence = pursuit_presence_join (self->path, self->client, self->db->read_only,
                                          self->place->kind != PURSUIT_PLACE_LOCAL);
  self->presence->store = self;
  if (self->presence->sentence != NULL)
    pursuit_store_set_read_only (self, self->presence->sentence);
}

/* Whoever still has it open with an older program could not read what the newer one makes of it. */
static gboolean
is_alone_or_current (PursuitStore  *self,
                     GError       **error)
{
  g_autofree char *others = pursuit_presence_dup_others (self->presence);
  gint64 version;

  if (others == NULL)
    return TRUE;
  if (!pursuit_db_get_number (self->db, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version >= pursuit_schema_get_newest ())
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_BUSY,
               _("“%1$s” must be brought up to date by this newer version, which needs it alone; it is open for %2$s."),
               self->db->name, others);
  return FALSE;
}

static PursuitStore *
open_once (const char         *path,
           PursuitStoreFlags   flags,
           GError            **error)
{
  g_autoptr(PursuitStore) self = g_object_new (PURSUIT_TYPE_STORE, NULL);
  gboolean create = (flags & PURSUIT_STORE_CREATE) != 0;

  self->path = pursuit_path_canonicalize (path, NULL);
  if (!pursuit_store_enter_place (self, path, flags, error))
    return NULL;
  self->db = pursuit_db_open (self->path, create,
                              (flags & PURSUIT_STORE_READ_ONLY) != 0 || self->read_only_reason != NULL, error);
  if (self->db == NULL)
    return NULL;
  pursuit_store_settle_in_place (self, flags);
  join (self);
  if ((create || (pursuit_schema_verify (self->db, error) && is_alone_or_current (self, error))) &&
      pursuit_schema_migrate (self->db, self->path, pursuit_schema_get_newest (), error) &&
      read_identity (self, error) && pursuit_store_meet_suspicion (self, error))
    {
      pursuit_text_index_meet (self);
      pursuit_duplicates_meet (self);
      /* A file that was just brought up to date has been waited for anyway. */
      pursuit_sort_keys_meet (self, (flags & PURSUIT_STORE_KEYS_LATER) != 0 && sqlite3_total_changes (self->db->handle) == 0);
      return g_steal_pointer (&self);
    }

  if (create)
    {
      g_clear_pointer (&self->db, pursuit_db_close);
      pursuit_db_remove (self->path);
    }
  return NULL;
}

/**
 * pursuit_store_open:
 * @path: a file
 * @flags: how to open it
 * @error: return location
 *
 * Opens a database and brings an older one to the newest format, after a backup beside it. A file that may
 * not be written, or lies where locks do not reach every computer, is opened for reading, see pursuit_store_is_read_only().
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND when there is no such file, %PURSUIT_ERROR_NEWER when a newer program made
 * it, %PURSUIT_ERROR_DAMAGED when it is damaged, also at a second look, %PURSUIT_ERROR_BUSY when it is older and somebody
 * else has it open, or another process of this computer works with it on a share, %PURSUIT_ERROR_STORAGE when it is not a
 * usable database, was altered by another program, lies in a synchronised folder or, with %PURSUIT_STORE_CREATE, exists already.
 * A refused file is never changed, a half-made one is removed.
 *
 * Returns: (transfer full): the store, to be used on one thread
 */
PursuitStore *
pursuit_store_open (const char         *path,
                    PursuitStoreFlags   flags,
                    GError            **error)
{
  g_autoptr(GError) local = NULL;
  PursuitStore *self = open_once (path, flags, &local);

  if (self == NULL && g_error_matches (local, PURSUIT_ERROR, PURSUIT_ERROR_DAMAGED))
    {
      g_clear_error (&local);
      self = open_once (path, flags, &local);
    }
  if (self == NULL)
    g_propagate_error (error, g_steal_pointer (&local));

  return self;
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
 * pursuit_store_get_presence:
 * @self: a store
 *
 * Returns: who has the database open, lent
 */
PursuitPresence *
pursuit_store_get_presence (PursuitStore *self)
{
  g_return_val_if_fail (PURSUIT_IS_STORE (self), NULL);

  return self->presence;
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

  return self->db->read_only || self->read_only_reason != NULL || pursuit_store_is_damaged (self);
}

/**
 * pursuit_store_set_read_only:
 * @self: a store
 * @reason: (nullable): one sentence that says why nothing may be written any more, %NULL when it may be again
 *
 * Stops every transaction that begins from now on. A file that was opened for reading stays so.
 */
void
pursuit_store_set_read_only (PursuitStore *self,
                             const char   *reason)
{
  g_return_if_fail (PURSUIT_IS_STORE (self));

  pursuit_set_str (&self->read_only_reason, reason);
}

/**
 * pursuit_store_get_read_only_reason:
 * @self: a store
 *
 * Returns: (nullable): why nothing can be written, lent; %NULL when it can be, or when it is just the file's permissions
 */
const char *
pursuit_store_get_read_only_reason (PursuitStore *self)
{
  g_return_val_if_fail (PURSUIT_IS_STORE (self), NULL);

  return self->damage != NULL ? self->damage : self->read_only_reason;
}

/**
 * pursuit_store_get_uuid:
 * @self: a store
 *
 * Returns: 32 hexadecimal digits that were drawn when the database was made, and stay with its copies; lent
 */
const char *
pursuit_store_get_uuid (PursuitStore *self)
{
  g_return_val_if_fail (PURSUIT_IS_STORE (self), NULL);

  return self->uuid;
}

/**
 * pursuit_store_get_generation:
 * @self: a store
 *
 * Returns: 1 plus how often a backup was put back into the database
 */
gint64
pursuit_store_get_generation (PursuitStore *self)
{
  g_return_val_if_fail (PURSUIT_IS_STORE (self), 0);

  return self->generation;
}

/**
 * pursuit_store_raise_generation:
 * @self: a store, within a transaction
 * @error: return location
 *
 * Says that a backup was put back: whoever misses saves knows why.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the database has the next generation
 */
gboolean
pursuit_store_raise_generation (PursuitStore  *self,
                                GError       **error)
{
  g_return_val_if_fail (PURSUIT_IS_STORE (self) && self->in_transaction, FALSE);

  if (!pursuit_db_exec (self->db, "UPDATE identity SET generation = generation + 1", error))
    return FALSE;

  self->generation++;
  return TRUE;
}

/**
 * pursuit_store_get_client:
 * @self: a store
 *
 * Returns: a UUID that is this opening's own: what is saved through it is numbered under this name; lent
 */
const char *
pursuit_store_get_client (PursuitStore *self)
{
  g_return_val_if_fail (PURSUIT_IS_STORE (self), NULL);

  return self->client;
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
  g_autoptr(GMutexLocker) locker = NULL;

  g_return_if_fail (PURSUIT_IS_STORE (self));

  locker = g_mutex_locker_new (&self->db_lock);
  pursuit_db_interrupt (self->db);
}

gboolean
pursuit_store_may_write (PursuitStore  *self,
                         GError       **error)
{
  if (pursuit_store_is_damaged (self))
    return pursuit_store_refuse_damage (self, error);
  if (self->read_only_reason != NULL)
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, self->read_only_reason);
      return FALSE;
    }
  if (!self->db->read_only)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("“%s” can only be read."), self->db->name);
  return FALSE;
}

/**
 * pursuit_store_look:
 * @self: a store
 * @out_changed: (out): whether another connection changed the database since the last look
 * @error: return location
 *
 * The cheap question of whoever shows the database: some microseconds on a local disk, eight round trips on a share.
 *
 * Fails with %PURSUIT_ERROR_AWAY or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @out_changed was set
 */
gboolean
pursuit_store_look (PursuitStore  *self,
                    gboolean      *out_changed,
                    GError       **error)
{
  gint64 data_version;

  g_return_val_if_fail (PURSUIT_IS_STORE (self), FALSE);

  if (!pursuit_db_get_number (self->db, "PRAGMA data_version", &data_version, error))
    return FALSE;
  /* The change may be a backup that somebody put back. */
  if (data_version != self->data_version &&
      !pursuit_db_get_number (self->db, "SELECT generation FROM identity", &self->generation, error))
    return FALSE;

  *out_changed = data_version != self->data_version;
  self->data_version = data_version;
  return TRUE;
}

/* Takes the new connection into use, or goes without one. */
static void
change_connection (PursuitStore *self,
                   PursuitDb    *db)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->db_lock);

  /* The statements that were kept belong to the old one. */
  g_hash_table_remove_all (self->statements_by_type);
  if (db == NULL)
    pursuit_db_disconnect (self->db);
  else
    {
      pursuit_db_close (self->db);
      self->db = db;
    }
}

static gboolean
is_same_database (PursuitStore  *self,
                  GError       **error)
{
  g_autofree char *uuid = g_steal_pointer (&self->uuid);
  gint64 version;

  if (!pursuit_db_get_number (self->db, "PRAGMA user_version", &version, error))
    {
      self->uuid = g_steal_pointer (&uuid);
      return FALSE;
    }
  if (version > pursuit_schema_get_newest ())
    pursuit_schema_set_newer_error (self->db, (int) version, error);
  else if (pursuit_schema_verify (self->db, error) && read_identity (self, error))
    {
      if (g_strcmp0 (uuid, self->uuid) == 0)
        return TRUE;
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE,
                   _("“%s” was replaced by another database; open it anew."), self->db->name);
    }

  g_free (self->uuid);
  self->uuid = g_steal_pointer (&uuid);
  return FALSE;
}

/**
 * pursuit_store_reopen:
 * @self: a store, outside of transactions and readings
 * @error: return location
 *
 * Opens the same file once more in place of a connection that does not answer any more; what others changed meanwhile shows
 * afterwards, and pursuit_store_look() says so.
 *
 * After the engine called the file damaged, it is looked through. When it really is, this fails with %PURSUIT_ERROR_DAMAGED, and
 * the store can be read as far as that goes.
 *
 * Fails like pursuit_store_open() does, or with %PURSUIT_ERROR_AWAY; everything that is asked of the store then fails with
 * %PURSUIT_ERROR_AWAY, until it could be opened again.
 *
 * Returns: %TRUE when the store can be used again
 */
gboolean
pursuit_store_reopen (PursuitStore  *self,
                      GError       **error)
{
  gboolean read_only, was_damaged;
  PursuitDb *db;

  g_return_val_if_fail (PURSUIT_IS_STORE (self), FALSE);
  g_return_val_if_fail (!self->in_transaction, FALSE);

  /* First closed, then opened: on a share there may be only one connection to the file. */
  read_only = self->db->read_only;
  was_damaged = self->db->is_damaged;
  change_connection (self, NULL);
  pursuit_store_enter_place_again (self);
  db = pursuit_db_open (self->path, FALSE, read_only, error);
  if (db == NULL)
    return FALSE;

  change_connection (self, db);
  pursuit_store_watch_connection (self);
  if (!is_same_database (self, error))
    {
      change_connection (self, NULL);
      return FALSE;
    }

  self->data_version = -1;
  return !was_damaged || pursuit_store_look_through (self, error);
}

/**
 * pursuit_store_set_save:
 * @self: a store
 * @client: (nullable): under whose name the next transaction's entry is numbered, %NULL for this store's own
 * @seq: its number there
 *
 * For a save that is tried again: the number that it got at the first try makes sure that it is done once. Holds for one
 * transaction. Ask pursuit_journal_find_save() first whether it was done.
 */
void
pursuit_store_set_save (PursuitStore *self,
                        const char   *client,
                        gint64        seq)
{
  g_return_if_fail (PURSUIT_IS_STORE (self));

  pursuit_set_str (&self->save_client, client);
  self->save_seq = seq;
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
