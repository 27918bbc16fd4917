/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-journal-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "pursuit-date.h"
#include "pursuit-error.h"
#include "pursuit-facets-private.h"
#include "pursuit-receipts-private.h"
#include "pursuit-text-index-private.h"

/*
 * The journal is append-only and hash-chained:
 *   payload_hash = SHA-256 (salt ‖ before ‖ 0 ‖ after)
 *   hash         = SHA-256 (prev_hash ‖ id, at, actor ... ‖ client, seq, where there are any ‖ payload_hash)
 * The payload is hashed apart, so that it can be erased one day and the chain still verifies.
 */

#define HASH_SIZE PURSUIT_JOURNAL_HASH_SIZE
#define SALT_SIZE PURSUIT_JOURNAL_SALT_SIZE

/**
 * pursuit_journal_entry_free:
 * @entry: (transfer full): an entry with strings of its own
 *
 * Frees an entry that came from the store.
 */
void
pursuit_journal_entry_free (PursuitJournalEntry *entry)
{
  g_free (entry->actor);
  g_free (entry->verb);
  g_free (entry->entity);
  g_free (entry->before);
  g_free (entry->after);
  g_free (entry->client);
  g_free (entry);
}

static void
update_text (GChecksum  *sum,
             const char *text)
{
  /* The closing 0 keeps "ab" + "c" apart from "a" + "bc". */
  g_checksum_update (sum, (const guchar *) (text != NULL ? text : ""), text != NULL ? (gssize) strlen (text) + 1 : 1);
}

static void
finish (GChecksum *sum,
        guint8    *out_hash)
{
  gsize length = HASH_SIZE;

  g_checksum_get_digest (sum, out_hash, &length);
}

void
pursuit_journal_hash_payload (const PursuitJournalEntry *entry,
                              const guint8              *salt,
                              guint8                    *out_hash)
{
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (sum, salt, SALT_SIZE);
  update_text (sum, entry->before);
  update_text (sum, entry->after);
  finish (sum, out_hash);
}

/* The entries of older files have no number. */
static void
update_save (GChecksum                 *sum,
             const PursuitJournalEntry *entry)
{
  char number[24];

  if (entry->client == NULL)
    return;

  g_snprintf (number, sizeof number, "%" G_GINT64_FORMAT, entry->seq);
  update_text (sum, entry->client);
  update_text (sum, number);
}

void
pursuit_journal_hash_entry (const PursuitJournalEntry *entry,
                            const guint8              *prev_hash,
                            const guint8              *payload_hash,
                            guint8                    *out_hash)
{
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *numbers =
    g_strdup_printf ("%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT
                     ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT,
                     entry->id, entry->at, entry->actor_id, entry->entity_id, entry->customer_id, entry->deal_id,
                     entry->undoes_id);

  g_checksum_update (sum, prev_hash, HASH_SIZE);
  update_text (sum, numbers);
  update_text (sum, entry->actor);
  update_text (sum, entry->verb);
  update_text (sum, entry->entity);
  update_save (sum, entry);
  g_checksum_update (sum, payload_hash, HASH_SIZE);
  finish (sum, out_hash);
}

/* The system's own randomness: from GLib's, whoever has many salts could compute those of erased payloads. */
static gboolean
draw_salt (PursuitStore  *store,
           guint8        *out_salt,
           GError       **error)
{
  if (getentropy (out_salt, SALT_SIZE) == 0)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("“%1$s” cannot be written: %2$s."), store->db->name,
               g_strerror (errno));
  return FALSE;
}

static gboolean
read_head (PursuitStore  *store,
           gint64        *out_id,
           guint8        *out_hash,
           GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db, "SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1", error) ||
      !pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  memset (out_hash, 0, HASH_SIZE);
  *out_id = 0;
  if (row)
    {
      *out_id = pursuit_stmt_get_number (&stmt, 0);
      memcpy (out_hash, sqlite3_column_blob (stmt.handle, 1),
              MIN (HASH_SIZE, (gsize) sqlite3_column_bytes (stmt.handle, 1)));
    }
  return TRUE;
}

static gboolean
insert_entry (PursuitStore               *store,
              const PursuitJournalEntry  *entry,
              const guint8               *payload_hash,
              const guint8               *prev_hash,
              const guint8               *hash,
              GError                    **error)
{
  static const char sql[] =
    "INSERT INTO journal (id, at, actor_id, actor, verb, entity, entity_id, customer_id, deal_id, undoes_id,"
    " payload_hash, prev_hash, hash, client, seq)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, entry->id);
  pursuit_stmt_bind_number (&stmt, 2, entry->at);
  pursuit_stmt_bind_ref (&stmt, 3, entry->actor_id);
  pursuit_stmt_bind_text (&stmt, 4, entry->actor);
  pursuit_stmt_bind_text (&stmt, 5, entry->verb);
  pursuit_stmt_bind_text (&stmt, 6, entry->entity);
  pursuit_stmt_bind_number (&stmt, 7, entry->entity_id);
  pursuit_stmt_bind_ref (&stmt, 8, entry->customer_id);
  pursuit_stmt_bind_ref (&stmt, 9, entry->deal_id);
  pursuit_stmt_bind_ref (&stmt, 10, entry->undoes_id);
  pursuit_stmt_bind_bytes (&stmt, 11, payload_hash, HASH_SIZE);
  pursuit_stmt_bind_bytes (&stmt, 12, prev_hash, HASH_SIZE);
  pursuit_stmt_bind_bytes (&stmt, 13, hash, HASH_SIZE);
  pursuit_stmt_bind_text (&stmt, 14, entry->client);
  pursuit_stmt_bind_number (&stmt, 15, entry->seq);

  return pursuit_stmt_run (&stmt, error);
}

static gboolean
insert_payload (PursuitStore               *store,
                const PursuitJournalEntry  *entry,
                const guint8               *salt,
                GError                    **error)
{
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare (&stmt, store->db,
                             "INSERT INTO journal_payload (journal_id, salt, before, after) VALUES ($1, $2, $3, $4)",
                             error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, entry->id);
  pursuit_stmt_bind_bytes (&stmt, 2, salt, SALT_SIZE);
  pursuit_stmt_bind_text (&stmt, 3, entry->before);
  pursuit_stmt_bind_text (&stmt, 4, entry->after);

  return pursuit_stmt_run (&stmt, error);
}

/* The entry with its number, the strings lent. A save that is tried again keeps the number of its first try; any further
 * entry of the transaction gets one of its own. */
static PursuitJournalEntry
number_entry (PursuitStore              *store,
              const PursuitJournalEntry *entry)
{
  gboolean is_again = store->save_client != NULL && store->tx_entry_id == 0;
  PursuitJournalEntry numbered = *entry;

  numbered.client = is_again ? store->save_client : store->client;
  numbered.seq = is_again ? store->save_seq : ++store->last_seq;
  return numbered;
}

/**
 * pursuit_journal_add:
 * @store: a store, within a transaction
 * @entry: what was done; `id` and, when 0, `at` are set here, `client` and `seq` are not looked at
 * @error: return location
 *
 * Writes one intention down, chained to the entry before it and numbered (shared-database.md 3.4).
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is written
 */
gboolean
pursuit_journal_add (PursuitStore         *store,
                     PursuitJournalEntry  *entry,
                     GError              **error)
{
  guint8 prev_hash[HASH_SIZE];
  guint8 payload_hash[HASH_SIZE];
  guint8 hash[HASH_SIZE];
  guint8 salt[SALT_SIZE];
  PursuitJournalEntry numbered;
  gint64 last_id;

  g_return_val_if_fail (store->in_transaction, FALSE);
  g_return_val_if_fail (entry->actor != NULL && entry->verb != NULL && entry->entity != NULL, FALSE);

  if (!pursuit_facets_settle (store, error) || !read_head (store, &last_id, prev_hash, error) || !draw_salt (store, salt, error))
    return FALSE;

  entry->id = last_id + 1;
  if (entry->at == 0)
    entry->at = pursuit_time_now ();
  numbered = number_entry (store, entry);
  pursuit_journal_hash_payload (&numbered, salt, payload_hash);
  pursuit_journal_hash_entry (&numbered, prev_hash, payload_hash, hash);

  if (!insert_entry (store, &numbered, payload_hash, prev_hash, hash, error) ||
      !insert_payload (store, &numbered, salt, error))
    return FALSE;

  store->tx_entry_id = entry->id;
  memcpy (store->tx_hash, hash, HASH_SIZE);
  pursuit_receipts_add (store, &numbered, hash);
  return TRUE;
}

/**
 * pursuit_journal_erase:
 * @store: a store, within a transaction whose newest entry has the verb "erase"
 * @id: an entry
 * @error: return location
 *
 * Erases what an entry says of before and after, personal data for instance. Who did what and when stays, and the chain still
 * verifies. Words of texts that are no longer there are erased from the full-text index with it. Without an entry that says so the file itself refuses.
 *
 * Fails with %PURSUIT_ERROR_INVALID when no entry says so, %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is gone
 */
gboolean
pursuit_journal_erase (PursuitStore  *store,
                       gint64         id,
                       GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };

  g_return_val_if_fail (store->in_transaction, FALSE);

  if (!pursuit_stmt_prepare (&stmt, store->db, "DELETE FROM journal_payload WHERE journal_id = $1", error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, id);

  return pursuit_stmt_run (&stmt, error) && pursuit_text_index_scrub (store, error);
}

/* The texts are lent until the next step of @stmt. */
void
pursuit_journal_lend_entry (PursuitStmt         *stmt,
                            PursuitJournalEntry *out_entry)
{
  *out_entry = (PursuitJournalEntry) {
    .id = pursuit_stmt_get_number (stmt, 0),
    .at = pursuit_stmt_get_number (stmt, 1),
    .actor_id = pursuit_stmt_get_number (stmt, 2),
    .actor = (char *) pursuit_stmt_get_text (stmt, 3),
    .verb = (char *) pursuit_stmt_get_text (stmt, 4),
    .entity = (char *) pursuit_stmt_get_text (stmt, 5),
    .entity_id = pursuit_stmt_get_number (stmt, 6),
    .customer_id = pursuit_stmt_get_number (stmt, 7),
    .deal_id = pursuit_stmt_get_number (stmt, 8),
    .undoes_id = pursuit_stmt_get_number (stmt, 9),
    .before = (char *) pursuit_stmt_get_text (stmt, 10),
    .after = (char *) pursuit_stmt_get_text (stmt, 11),
    .client = (char *) pursuit_stmt_get_text (stmt, 12),
    .seq = pursuit_stmt_get_number (stmt, 13),
  };
}

static PursuitJournalEntry *
read_entry (PursuitStmt *stmt)
{
  PursuitJournalEntry *entry = g_new (PursuitJournalEntry, 1);

  pursuit_journal_lend_entry (stmt, entry);
  entry->actor = g_strdup (entry->actor);
  entry->verb = g_strdup (entry->verb);
  entry->entity = g_strdup (entry->entity);
  entry->before = g_strdup (entry->before);
  entry->after = g_strdup (entry->after);
  entry->client = g_strdup (entry->client);

  return entry;
}

/**
 * pursuit_journal_load:
 * @store: a store
 * @id: which entry
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): the entry
 */
PursuitJournalEntry *
pursuit_journal_load (PursuitStore  *store,
                      gint64         id,
                      GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db, "SELECT " PURSUIT_JOURNAL_COLUMNS PURSUIT_JOURNAL_FROM "WHERE j.id = $1", error))
    return NULL;
  pursuit_stmt_bind_number (&stmt, 1, id);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return NULL;
  if (row)
    return read_entry (&stmt);

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("The journal has no entry %lld."), (long long) id);
  return NULL;
}

static gboolean
read_entries (PursuitStmt  *stmt,
              GPtrArray    *entries,
              GError      **error)
{
  gboolean row;

  for (;;)
    {
      if (!pursuit_stmt_step (stmt, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      g_ptr_array_add (entries, read_entry (stmt));
    }
}

static GPtrArray *
list_entries (PursuitStore  *store,
              const char    *sql,
              gint64         after_id,
              guint          limit,
              GError       **error)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_journal_entry_free);
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return NULL;
  pursuit_stmt_bind_number (&stmt, 1, after_id);
  pursuit_stmt_bind_number (&stmt, 2, limit);

  return read_entries (&stmt, entries, error) ? g_steal_pointer (&entries) : NULL;
}

/**
 * pursuit_journal_find_save:
 * @store: a store
 * @client: under whose name it was tried
 * @seq: its number there
 * @out_entry_id: (out): its entry, 0 when it was not done
 * @error: return location
 *
 * Whether a save whose answer was lost has been done (shared-database.md 3.4).
 *
 * Fails with %PURSUIT_ERROR_AWAY, %PURSUIT_ERROR_BUSY or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @out_entry_id was set
 */
gboolean
pursuit_journal_find_save (PursuitStore  *store,
                           const char    *client,
                           gint64         seq,
                           gint64        *out_entry_id,
                           GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db, "SELECT id FROM journal WHERE client = $1 AND seq = $2", error))
    return FALSE;
  pursuit_stmt_bind_text (&stmt, 1, client);
  pursuit_stmt_bind_number (&stmt, 2, seq);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  *out_entry_id = row ? pursuit_stmt_get_number (&stmt, 0) : 0;
  return TRUE;
}

/**
 * pursuit_journal_list_since:
 * @store: a store
 * @after_id: the last entry already known
 * @limit: how many at most
 * @error: return location
 *
 * The change feed: what happened after an entry, oldest first.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitJournalEntry): the entries
 */
GPtrArray *
pursuit_journal_list_since (PursuitStore  *store,
                            gint64         after_id,
                            guint          limit,
                            GError       **error)
{
  return list_entries (store, "SELECT " PURSUIT_JOURNAL_COLUMNS PURSUIT_JOURNAL_FROM "WHERE j.id > $1 ORDER BY j.id LIMIT $2", after_id,
                       limit, error);
}

/**
 * pursuit_journal_list_last:
 * @store: a store
 * @limit: how many at most
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitJournalEntry): the newest entries, newest first
 */
GPtrArray *
pursuit_journal_list_last (PursuitStore  *store,
                           guint          limit,
                           GError       **error)
{
  return list_entries (store, "SELECT " PURSUIT_JOURNAL_COLUMNS PURSUIT_JOURNAL_FROM "WHERE j.id > $1 ORDER BY j.id DESC LIMIT $2", 0,
                       limit, error);
}

/**
 * pursuit_journal_list_about:
 * @store: a store
 * @entity: the table of a record
 * @entity_id: the record
 * @limit: how many at most
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitJournalEntry): what happened to that record, newest first
 */
GPtrArray *
pursuit_journal_list_about (PursuitStore  *store,
                            const char    *entity,
                            gint64         entity_id,
                            guint          limit,
                            GError       **error)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_journal_entry_free);
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare (&stmt, store->db,
                             "SELECT " PURSUIT_JOURNAL_COLUMNS PURSUIT_JOURNAL_FROM
                             "WHERE j.entity = $1 AND j.entity_id = $2 ORDER BY j.id DESC LIMIT $3",
                             error))
    return NULL;
  pursuit_stmt_bind_text (&stmt, 1, entity);
  pursuit_stmt_bind_number (&stmt, 2, entity_id);
  pursuit_stmt_bind_number (&stmt, 3, limit);

  return read_entries (&stmt, entries, error) ? g_steal_pointer (&entries) : NULL;
}

/**
 * pursuit_journal_get_last:
 * @store: a store
 * @out_id: (out): the newest entry, 0 for an empty journal
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @out_id was set
 */
gboolean
pursuit_journal_get_last (PursuitStore  *store,
                          gint64        *out_id,
                          GError       **error)
{
  return pursuit_db_get_number (store->db, "SELECT max(id) FROM journal", out_id, error);
}

/**
 * pursuit_journal_is_undone:
 * @store: a store
 * @id: an entry
 * @out_undone: (out): whether another entry takes it back
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @out_undone was set
 */
gboolean
pursuit_journal_is_undone (PursuitStore  *store,
                           gint64         id,
                           gboolean      *out_undone,
                           GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare (&stmt, store->db, "SELECT 1 FROM journal WHERE undoes_id = $1", error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, id);

  return pursuit_stmt_step (&stmt, out_undone, error);
}

/**
 * pursuit_journal_is_touched:
 * @store: a store
 * @after_id: an entry
 * @entity: a table
 * @entity_id: a record of it
 * @out_touched: (out): whether something was done to the record after @after_id that still stands
 * @error: return location
 *
 * What was undone does not count, unless that was undone too. An import into the same table counts, whatever it did.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @out_touched was set
 */
gboolean
pursuit_journal_is_touched (PursuitStore  *store,
                            gint64         after_id,
                            const char    *entity,
                            gint64         entity_id,
                            gboolean      *out_touched,
                            GError       **error)
{
  static const char sql[] =
    "SELECT 1 FROM journal j WHERE j.id > $1 AND j.entity = $2 AND j.entity_id IN (0, $3) AND j.undoes_id IS NULL"
    " AND j.verb NOT IN ('view', 'export')"
    " AND NOT EXISTS (SELECT 1 FROM journal u WHERE u.undoes_id = j.id"
    " AND NOT EXISTS (SELECT 1 FROM journal v WHERE v.undoes_id = u.id))";
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, after_id);
  pursuit_stmt_bind_text (&stmt, 2, entity);
  pursuit_stmt_bind_number (&stmt, 3, entity_id);

  return pursuit_stmt_step (&stmt, out_touched, error);
}
