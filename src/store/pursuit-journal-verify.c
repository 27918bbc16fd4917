/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-journal-verify.h"

#include <string.h>

#include "pursuit-journal-finding-private.h"
#include "pursuit-journal-private.h"

/*
 * Reads the chain from its beginning to its end and names what does not fit. After a break it goes on with what stands there,
 * so that one altered entry is one finding. Each entry is held against its own hash and against the one before it; of two
 * that are whole and do not follow each other, the next one tells which is the stranger.
 *
 * Memory does not grow with the journal, and the file is locked for one batch at a time: nobody waits for this.
 */

#define HASH_SIZE PURSUIT_JOURNAL_HASH_SIZE
#define SALT_SIZE PURSUIT_JOURNAL_SALT_SIZE
#define BATCH 1000

/* Where an entry that is not in its place is looked for, and how often: that is work for each number. */
#define NEAR 2000
#define MOST_SEARCHES 100

/* The columns behind those of the entry. */
enum
{
  PAYLOAD_HASH = PURSUIT_JOURNAL_N_COLUMNS,
  PREV_HASH,
  HASH,
  SALT,
};

/* What the next entry is held against. */
typedef struct
{
  gint64 id;            /* 0 before the first */
  gboolean is_suspect;  /* something is wrong with it: what follows it cannot be told from it */
  guint8 prev_hash[HASH_SIZE];
  guint8 hash[HASH_SIZE];
} Link;

typedef struct
{
  PursuitStore *store;
  PursuitJournalVerdict *verdict;
  Link last;
  gint64 doubted_id;    /* last does not follow this one, both are whole; 0 for no doubt */

  /* Entries that were moved together. */
  gint64 moved_first;   /* 0 for none */
  gint64 moved_last;
  gint64 moved_at;
  gint64 shift;
  guint n_searches;

  guint8 newest_hash[HASH_SIZE];
} Walk;

/* An entry under examination; its texts are lent by the statement. */
typedef struct
{
  PursuitJournalEntry entry;
  PursuitStmt *stmt;
  gboolean is_whole;    /* all hashes have their length */
  guint8 payload_hash[HASH_SIZE];
  guint8 prev_hash[HASH_SIZE];
  guint8 hash[HASH_SIZE];
} Piece;

static gboolean
take_hash (PursuitStmt *stmt,
           int          column,
           guint8      *out_hash)
{
  if (sqlite3_column_bytes (stmt->handle, column) != HASH_SIZE)
    return FALSE;

  memcpy (out_hash, sqlite3_column_blob (stmt->handle, column), HASH_SIZE);
  return TRUE;
}

static void
take_piece (PursuitStmt *stmt,
            Piece       *out_piece)
{
  *out_piece = (Piece) { .stmt = stmt };
  pursuit_journal_lend_entry (stmt, &out_piece->entry);
  out_piece->is_whole = take_hash (stmt, PAYLOAD_HASH, out_piece->payload_hash) &&
                        take_hash (stmt, PREV_HASH, out_piece->prev_hash) && take_hash (stmt, HASH, out_piece->hash);
}

/* Texts are hashed up to their end in C. */
static gboolean
text_is_plain (PursuitStmt *stmt,
               int          column)
{
  const char *text = pursuit_stmt_get_text (stmt, column);

  return text == NULL || strlen (text) == (gsize) sqlite3_column_bytes (stmt->handle, column);
}

/* "None" is written in one way only, though two would be hashed alike. */
static gboolean
ref_is_plain (PursuitStmt *stmt,
              int          column)
{
  return sqlite3_column_type (stmt->handle, column) == SQLITE_NULL || pursuit_stmt_get_number (stmt, column) != 0;
}

/* Entries of old files have no number at all. */
static gboolean
save_is_plain (PursuitStmt *stmt)
{
  return (pursuit_stmt_get_text (stmt, 12) != NULL) == (sqlite3_column_type (stmt->handle, 13) != SQLITE_NULL);
}

static gboolean
is_plain (PursuitStmt *stmt)
{
  return ref_is_plain (stmt, 2) && text_is_plain (stmt, 3) && text_is_plain (stmt, 4) && text_is_plain (stmt, 5) &&
         ref_is_plain (stmt, 7) && ref_is_plain (stmt, 8) && ref_is_plain (stmt, 9) && text_is_plain (stmt, 12) &&
         save_is_plain (stmt);
}

static gboolean
hash_fits (const Piece *piece,
           gint64       id)
{
  PursuitJournalEntry entry = piece->entry;
  guint8 hash[HASH_SIZE];

  entry.id = id;
  pursuit_journal_hash_entry (&entry, piece->prev_hash, piece->payload_hash, hash);

  return memcmp (hash, piece->hash, HASH_SIZE) == 0;
}

/* What was erased cannot be compared any more; whatever is there must be what was written, which is never an empty text. */
static gboolean
payload_fits (Walk        *self,
              const Piece *piece)
{
  const PursuitJournalEntry *entry = &piece->entry;
  guint8 hash[HASH_SIZE];

  if (sqlite3_column_type (piece->stmt->handle, SALT) == SQLITE_NULL)
    {
      self->verdict->n_erased++;
      return TRUE;
    }
  if (sqlite3_column_bytes (piece->stmt->handle, SALT) != SALT_SIZE || !text_is_plain (piece->stmt, 10) ||
      !text_is_plain (piece->stmt, 11) || g_strcmp0 (entry->before, "") == 0 || g_strcmp0 (entry->after, "") == 0)
    return FALSE;

  pursuit_journal_hash_payload (entry, sqlite3_column_blob (piece->stmt->handle, SALT), hash);
  return memcmp (hash, piece->payload_hash, HASH_SIZE) == 0;
}

/* Under which number the entry was written; 0 when that does not come out. */
static gint64
find_true_id (Walk        *self,
              const Piece *piece)
{
  gint64 id = piece->entry.id;

  if (!piece->is_whole || !is_plain (piece->stmt))
    return 0;
  if (self->moved_first != 0 && hash_fits (piece, id - self->shift))
    return id - self->shift;
  if (self->n_searches >= MOST_SEARCHES || id > G_MAXINT64 - NEAR || id < -NEAR)
    return 0;

  self->n_searches++;
  for (gint64 distance = 1; distance <= NEAR; distance++)
    if (id + distance >= 1 && hash_fits (piece, id + distance))
      return id + distance;
    else if (id - distance >= 1 && hash_fits (piece, id - distance))
      return id - distance;

  /* Far away, but where something is missing. */
  for (gint64 missing = self->last.id + 1; missing <= self->last.id + NEAR && missing < id; missing++)
    if (hash_fits (piece, missing))
      return missing;

  return 0;
}

/* Names an entry that was read before. */
static gboolean
report_earlier (Walk                       *self,
                PursuitJournalFindingKind   kind,
                gint64                      id,
                GError                    **error)
{
  g_autoptr(PursuitJournalEntry) entry = pursuit_journal_load (self->store, id, error);

  if (entry == NULL)
    return FALSE;

  pursuit_journal_verdict_add (self->verdict, kind, entry);
  return TRUE;
}

/* Two whole entries do not follow each other: whichever the next one follows, the other is the stranger. */
static gboolean
settle_doubt (Walk         *self,
              const Piece  *next,
              GError      **error)
{
  gint64 doubted_id = self->doubted_id;

  self->doubted_id = 0;
  if (doubted_id == 0)
    return TRUE;
  if (next == NULL || !next->is_whole || next->entry.id != self->last.id + 1)
    {
      pursuit_journal_verdict_add_either (self->verdict, doubted_id, self->last.id);
      return TRUE;
    }
  if (memcmp (next->prev_hash, self->last.hash, HASH_SIZE) == 0)
    return report_earlier (self, PURSUIT_JOURNAL_EXCHANGED, doubted_id, error);

  self->last.is_suspect = TRUE;
  return report_earlier (self, PURSUIT_JOURNAL_EXCHANGED, self->last.id, error);
}

/* Several entries, or the last ones, that moved up: something before them is gone. */
static void
end_moved (Walk     *self,
           gboolean  at_end)
{
  if (self->moved_first == 0)
    return;

  if (self->shift < 0 && (at_end || self->moved_last > self->moved_first))
    pursuit_journal_verdict_add_removed (self->verdict, self->moved_first, self->moved_first - self->shift - 1,
                                         self->moved_at);
  pursuit_journal_verdict_add_moved (self->verdict, self->moved_first, self->moved_last, self->shift);
  self->moved_first = 0;
}

static void
pass (Walk        *self,
      const Piece *piece,
      gboolean     is_suspect)
{
  self->last = (Link) { .id = piece->entry.id, .is_suspect = is_suspect };
  memcpy (self->last.prev_hash, piece->prev_hash, HASH_SIZE);
  memcpy (self->last.hash, piece->hash, HASH_SIZE);
}

/* Both claim to follow the same one: the one that stands first was pushed in. */
static gboolean
was_pushed (Walk        *self,
            const Piece *piece)
{
  return self->last.id != 0 && !self->last.is_suspect && self->moved_first == 0 &&
         memcmp (self->last.prev_hash, piece->prev_hash, HASH_SIZE) == 0;
}

static gboolean
walk_moved (Walk         *self,
            const Piece  *piece,
            gint64        true_id,
            GError      **error)
{
  gint64 id = piece->entry.id;
  gboolean goes_on = self->moved_first != 0 && self->shift == id - true_id && id == self->moved_last + 1;

  if (was_pushed (self, piece) && !report_earlier (self, PURSUIT_JOURNAL_INSERTED, self->last.id, error))
    return FALSE;
  if (!goes_on)
    {
      end_moved (self, FALSE);
      self->moved_first = id;
      self->moved_at = piece->entry.at;
      self->shift = id - true_id;
    }
  self->moved_last = id;

  /* One that was moved far away says nothing about what is missing before it. */
  if (id == self->last.id + 1)
    pass (self, piece, TRUE);
  else
    self->last.is_suspect = TRUE;
  return TRUE;
}

static void
note_gap (Walk        *self,
          const Piece *piece)
{
  if (piece->entry.id > self->last.id + 1)
    {
      pursuit_journal_verdict_add_removed (self->verdict, self->last.id + 1, piece->entry.id - 1, piece->entry.at);
      self->last.is_suspect = TRUE;
    }
}

static void
walk_whole (Walk        *self,
            const Piece *piece)
{
  gint64 id = piece->entry.id;
  gboolean follows;

  end_moved (self, FALSE);
  note_gap (self, piece);
  follows = self->last.is_suspect || memcmp (piece->prev_hash, self->last.hash, HASH_SIZE) == 0;
  if (!follows && self->last.id == 0)
    pursuit_journal_verdict_add (self->verdict, PURSUIT_JOURNAL_EXCHANGED, &piece->entry);
  else if (!follows)
    self->doubted_id = self->last.id;
  if (!payload_fits (self, piece))
    pursuit_journal_verdict_add (self->verdict, PURSUIT_JOURNAL_PAYLOAD_ALTERED, &piece->entry);

  g_assert (id > self->last.id);
  pass (self, piece, FALSE);
}

static void
walk_altered (Walk        *self,
              const Piece *piece)
{
  end_moved (self, FALSE);
  note_gap (self, piece);
  pursuit_journal_verdict_add (self->verdict, PURSUIT_JOURNAL_ALTERED, &piece->entry);
  pass (self, piece, TRUE);
}

static gboolean
walk_piece (Walk         *self,
            const Piece  *piece,
            GError      **error)
{
  gboolean is_itself = piece->is_whole && is_plain (piece->stmt) && hash_fits (piece, piece->entry.id);
  gint64 true_id;

  self->verdict->n_entries++;
  self->verdict->last_id = piece->entry.id;
  self->verdict->last_at = piece->entry.at;
  memcpy (self->newest_hash, piece->hash, HASH_SIZE);
  if (!settle_doubt (self, piece, error))
    return FALSE;

  true_id = is_itself ? piece->entry.id : find_true_id (self, piece);
  if (true_id != 0 && true_id != piece->entry.id)
    return walk_moved (self, piece, true_id, error);
  if (piece->entry.id < 1)   /* they are counted from 1 */
    pursuit_journal_verdict_add (self->verdict, PURSUIT_JOURNAL_INSERTED, &piece->entry);
  else if (is_itself)
    walk_whole (self, piece);
  else
    walk_altered (self, piece);

  return TRUE;
}

static char *
write_hash (const guint8 *hash)
{
  GString *text = g_string_sized_new (2 * HASH_SIZE);

  for (guint i = 0; i < HASH_SIZE; i++)
    g_string_append_printf (text, "%02x", hash[i]);

  return g_string_free (text, FALSE);
}

/* Reads some entries and lets go of the file. */
static gboolean
walk_batch (Walk      *self,
            gint64    *next_id,
            gboolean  *out_more,
            GError   **error)
{
  static const char sql[] =
    "SELECT " PURSUIT_JOURNAL_COLUMNS ", j.payload_hash, j.prev_hash, j.hash, p.salt" PURSUIT_JOURNAL_FROM
    "WHERE j.id >= $1 ORDER BY j.id LIMIT $2";
  g_auto(PursuitStmt) stmt = { NULL };
  int n = 0;
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, self->store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, *next_id);
  pursuit_stmt_bind_number (&stmt, 2, BATCH);
  for (;;)
    {
      Piece piece;

      if (!pursuit_stmt_step (&stmt, &row, error))
        return FALSE;
      if (!row)
        break;
      take_piece (&stmt, &piece);
      if (!walk_piece (self, &piece, error))
        return FALSE;
      n++;
    }

  *out_more = n == BATCH && self->verdict->last_id < G_MAXINT64;
  if (*out_more)
    *next_id = self->verdict->last_id + 1;
  return TRUE;
}

/* The payload of an entry that is gone was left behind. Asked in one, since others may be writing. */
static gboolean
look_behind_end (Walk    *self,
                 GError **error)
{
  static const char sql[] =
    "SELECT max (journal_id) FROM journal_payload WHERE journal_id > (SELECT coalesce (max (id), 0) FROM journal)";
  gint64 last_payload;

  if (!pursuit_db_get_number (self->store->db, sql, &last_payload, error))
    return FALSE;

  if (last_payload > 0 && self->moved_first == 0)
    pursuit_journal_verdict_add_cut_off (self->verdict, MAX (self->verdict->last_id, 0) + 1, last_payload, 0);
  return TRUE;
}

/**
 * pursuit_journal_verify:
 * @store: a store
 * @cancellable: (nullable): looked at every thousand entries
 * @error: return location
 *
 * Recomputes the hash chain (SYS-3) and names each entry that was altered, removed, inserted or moved. An erased payload does
 * not break it. That the newest entries were cut off shows only to somebody who remembers them: see
 * pursuit_journal_check_anchor(). Others may write meanwhile.
 *
 * Fails with %PURSUIT_ERROR_STORAGE when the journal cannot be read, %G_IO_ERROR_CANCELLED when cancelled.
 *
 * Returns: (transfer full): what was found, when the whole journal was read
 */
PursuitJournalVerdict *
pursuit_journal_verify (PursuitStore  *store,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr(PursuitJournalVerdict) verdict = g_new0 (PursuitJournalVerdict, 1);
  Walk walk = { .store = store, .verdict = verdict };
  gint64 next_id = G_MININT64;
  gboolean more = TRUE;

  g_return_val_if_fail (PURSUIT_IS_STORE (store), NULL);

  verdict->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_journal_finding_free);
  while (more)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) || !walk_batch (&walk, &next_id, &more, error))
      return NULL;
  if (!settle_doubt (&walk, NULL, error) || !look_behind_end (&walk, error))
    return NULL;
  end_moved (&walk, TRUE);
  verdict->last_hash = write_hash (walk.newest_hash);

  return g_steal_pointer (&verdict);
}

/**
 * pursuit_journal_find_hash:
 * @store: a store
 * @id: an entry
 * @out_hash: (out) (transfer full) (nullable): its hash in hexadecimal digits, %NULL when there is no such entry
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @out_hash was set
 */
gboolean
pursuit_journal_find_hash (PursuitStore  *store,
                           gint64         id,
                           char         **out_hash,
                           GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  g_return_val_if_fail (PURSUIT_IS_STORE (store), FALSE);

  if (!pursuit_stmt_prepare (&stmt, store->db, "SELECT lower (hex (hash)) FROM journal WHERE id = $1", error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, id);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  *out_hash = row ? g_strdup (pursuit_stmt_get_text (&stmt, 0)) : NULL;
  return TRUE;
}

/**
 * pursuit_journal_check_anchor:
 * @store: a store
 * @verdict: what pursuit_journal_verify() gave
 * @id: the newest entry that somebody noted down
 * @at: when it was noted, UTC microseconds
 * @hash: its hash, 64 hexadecimal digits
 * @error: return location
 *
 * Looks whether an entry that was noted down elsewhere is still there: everything before it is what it was then, since its
 * hash depends on all of them. What is not so is added to the findings of @verdict.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when that was found out
 */
gboolean
pursuit_journal_check_anchor (PursuitStore           *store,
                              PursuitJournalVerdict  *verdict,
                              gint64                  id,
                              gint64                  at,
                              const char             *hash,
                              GError                **error)
{
  g_autofree char *present = NULL;

  g_return_val_if_fail (PURSUIT_IS_STORE (store), FALSE);

  if (id == 0)
    return TRUE;
  if (!pursuit_journal_find_hash (store, id, &present, error))
    return FALSE;
  if (present == NULL && id > verdict->last_id)
    pursuit_journal_verdict_add_cut_off (verdict, MAX (verdict->last_id, 0) + 1, id, at);
  else if (g_strcmp0 (present, hash) != 0)
    pursuit_journal_verdict_add_rewritten (verdict, id, at);

  return TRUE;
}

/**
 * pursuit_journal_verdict_free:
 * @verdict: (transfer full): a verdict
 */
void
pursuit_journal_verdict_free (PursuitJournalVerdict *verdict)
{
  g_clear_pointer (&verdict->findings, g_ptr_array_unref);
  g_free (verdict->last_hash);
  g_free (verdict);
}
