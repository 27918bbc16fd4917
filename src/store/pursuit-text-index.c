/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-text-index-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-error.h"
#include "pursuit-record-sql-private.h"

/*
 * The full-text index of long texts. It is written with the records, in their transaction, and follows from them: whatever is
 * wrong with it is put right by making it anew, and never a reason to refuse a save.
 *
 * Each record with text has one entry, in which its texts stand one below the other. The index keeps no content of its own but
 * belongs to that table: of SQLite 3.40, what is taken out of an index must be given to it word by word as it was put in. The
 * record's own row may have been changed by another program since; the entry has not, so the index always agrees with it.
 */

/* How many texts are put in between two looks whether somebody else wants to write. */
#define BATCH 1000
#define BATCHES_AT_ONCE 5

/* Numbers are kept in files and never used for anything else. */
static const char *const kinds[PURSUIT_TEXT_KINDS] = {
  [1] = "customer",
  [2] = "contact",
  [3] = "deal",
  [4] = "activity",
  [5] = "document",
  [6] = "stage",
};

/* 0 for a table without long texts. */
int
pursuit_text_kind_of_table (const char *table)
{
  for (int kind = 1; kind < PURSUIT_TEXT_KINDS; kind++)
    if (g_strcmp0 (kinds[kind], table) == 0)
      return kind;

  return 0;
}

GType
pursuit_text_kind_get_type (int kind)
{
  return kind > 0 && kind < PURSUIT_TEXT_KINDS && kinds[kind] != NULL ? pursuit_record_type_from_table (kinds[kind]) : G_TYPE_INVALID;
}

/* How far the index is: while it is made, texts are gathered kind by kind in the order of their ids. */
typedef struct
{
  gint64 version;       /* 0 when nothing in it can be used */
  gint64 kind;          /* which is next, 0 when it is complete */
  gint64 last_id;
} State;

static gboolean
read_state (PursuitStore  *self,
            State         *out_state,
            GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  *out_state = (State) { 0 };
  if (!pursuit_stmt_prepare (&stmt, self->db, "SELECT version, kind, last_id FROM text_state WHERE id = 1", error) ||
      !pursuit_stmt_step (&stmt, &row, error))
    return FALSE;
  if (row)
    *out_state = (State) { pursuit_stmt_get_number (&stmt, 0), pursuit_stmt_get_number (&stmt, 1),
                           pursuit_stmt_get_number (&stmt, 2) };

  return TRUE;
}

static gboolean
write_state (PursuitStore  *self,
             const State   *state,
             GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare (&stmt, self->db, "INSERT INTO text_state (id, version, kind, last_id) VALUES (1, $1, $2, $3)"
                             " ON CONFLICT (id) DO UPDATE SET version = excluded.version, kind = excluded.kind,"
                             " last_id = excluded.last_id", error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, state->version);
  pursuit_stmt_bind_number (&stmt, 2, state->kind);
  pursuit_stmt_bind_number (&stmt, 3, state->last_id);

  return pursuit_stmt_run (&stmt, error);
}

/* Whether what failed is the index alone: then it is given up until it is made anew, and @failure is forgotten. An index that is
 * not what the engine believes may also break the constraints of its own tables; ours have none that could be broken. */
static gboolean
give_up (PursuitStore  *self,
         GError        *failure,
         GError       **error)
{
  gboolean is_index = self->db->is_index_damaged || g_error_matches (failure, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);

  if (!is_index)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }

  self->db->is_index_damaged = FALSE;
  g_error_free (failure);
  return pursuit_db_exec (self->db, "DELETE FROM text_state", error);
}

static gboolean
run_on_entry (PursuitStore  *self,
              const char    *sql,
              gint64         number,
              const char    *body,
              GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare (&stmt, self->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, number);
  if (body != NULL)
    pursuit_stmt_bind_text (&stmt, 2, body);

  return pursuit_stmt_run (&stmt, error);
}

/* What the index has at a place. */
typedef struct
{
  gint64 id;
  char *body;           /* NULL when it has nothing */
} Entry;

static void
entry_clear (Entry *self)
{
  g_free (self->body);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Entry, entry_clear)

static gboolean
load_entry (PursuitStore  *self,
            gint64         place,
            Entry         *out_entry,
            GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, self->db, "SELECT id, body FROM text_entry WHERE place = $1", error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, place);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  if (row)
    *out_entry = (Entry) { pursuit_stmt_get_number (&stmt, 0), g_strdup (pursuit_stmt_get_text (&stmt, 1)) };
  return TRUE;
}

/* What is new gets the highest number: the engine gathers rising numbers in memory, and writes all of it down at any other. */
static gboolean
exchange (PursuitStore  *self,
          gint64         place,
          const Entry   *old,
          const char    *body,
          GError       **error)
{
  if (old->body != NULL &&
      (!run_on_entry (self, "INSERT INTO text_index (text_index, rowid, body) VALUES ('delete', $1, $2)", old->id, old->body,
                      error) ||
       !run_on_entry (self, "DELETE FROM text_entry WHERE id = $1", old->id, NULL, error)))
    return FALSE;

  return body == NULL ||
         (run_on_entry (self, "INSERT INTO text_entry (place, body) VALUES ($1, $2)", place, body, error) &&
          run_on_entry (self, "INSERT INTO text_index (rowid, body) VALUES ($1, $2)", pursuit_db_last_id (self->db), body, error));
}

/* Makes the entry of a place say @body, or go when that is NULL. */
static gboolean
set_entry (PursuitStore  *self,
           gint64         place,
           const char    *body,
           GError       **error)
{
  g_auto(Entry) old = { 0 };
  GError *failure = NULL;
  State state;

  if (!load_entry (self, place, &old, error))
    return FALSE;
  if (g_strcmp0 (old.body, body) == 0)
    return TRUE;
  if (!read_state (self, &state, error))
    return FALSE;
  /* What was made by other rules is not touched: it is made anew as a whole. */
  if (state.version != PURSUIT_TEXT_INDEX_VERSION)
    return TRUE;

  self->tx_texts = TRUE;
  return exchange (self, place, &old, body, &failure) || give_up (self, failure, error);
}

static void
append_text (GString    **body,
             const char  *text)
{
  if (text == NULL)
    return;
  if (*body == NULL)
    *body = g_string_new (text);
  else
    g_string_append_printf (*body, "\n%s", text);
}

static char *
dup_body (PursuitRecord    *record,
          PursuitFieldMask  fields)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);
  GString *body = NULL;

  for (guint i = 0; i < klass->n_fields; i++)
    if (fields & (G_GUINT64_CONSTANT (1) << i))
      append_text (&body, pursuit_record_get_text (record, &klass->fields[i]));

  return body != NULL ? g_string_free (body, FALSE) : NULL;
}

/* The same from a row with the texts after the id. */
char *
pursuit_text_dup_body (PursuitStmt *stmt,
                       guint        n_texts)
{
  GString *body = NULL;

  for (guint i = 0; i < n_texts; i++)
    append_text (&body, pursuit_stmt_get_text (stmt, (int) i + 1));

  return body != NULL ? g_string_free (body, FALSE) : NULL;
}

/**
 * pursuit_text_index_put:
 * @self: a store, within a transaction
 * @record: a record that was written just now
 * @is_new: whether it has never been there
 * @error: return location
 *
 * Lets the index follow a record. Without text that costs a new record nothing.
 *
 * Fails with %PURSUIT_ERROR_STORAGE and the like, never because of the index itself.
 *
 * Returns: %TRUE when the index agrees with @record, or is to be made anew
 */
gboolean
pursuit_text_index_put (PursuitStore   *self,
                        PursuitRecord  *record,
                        gboolean        is_new,
                        GError        **error)
{
  PursuitRecordSql *sql = pursuit_store_get_sql (self, G_OBJECT_TYPE (record));
  g_autofree char *body = NULL;

  if (sql->text_kind == 0)
    return TRUE;
  if (record->deleted_at == 0)
    body = dup_body (record, sql->text_fields);
  if (is_new && body == NULL)
    return TRUE;

  return set_entry (self, record->id * PURSUIT_TEXT_KINDS + sql->text_kind, body, error);
}

/**
 * pursuit_text_index_drop_range:
 * @self: a store, within a transaction
 * @type: a record type
 * @first_id: the first of some records
 * @last_id: the last of them
 * @error: return location
 *
 * Takes out the texts of those of them that are deleted.
 *
 * Fails as pursuit_text_index_put().
 *
 * Returns: %TRUE when it is done
 */
gboolean
pursuit_text_index_drop_range (PursuitStore  *self,
                               GType          type,
                               gint64         first_id,
                               gint64         last_id,
                               GError       **error)
{
  PursuitRecordSql *sql = pursuit_store_get_sql (self, type);
  g_autoptr(GArray) places = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row = TRUE;

  if (sql->text_kind == 0)
    return TRUE;
  if (!pursuit_stmt_prepare (&stmt, self->db, sql->texts_deleted, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, first_id * PURSUIT_TEXT_KINDS);
  pursuit_stmt_bind_number (&stmt, 2, (last_id + 1) * PURSUIT_TEXT_KINDS - 1);
  pursuit_stmt_bind_number (&stmt, 3, sql->text_kind);
  while (pursuit_stmt_step (&stmt, &row, error) && row)
    {
      gint64 place = pursuit_stmt_get_number (&stmt, 0);

      g_array_append_val (places, place);
    }
  if (row)
    return FALSE;

  for (guint i = 0; i < places->len; i++)
    if (!set_entry (self, g_array_index (places, gint64, i), NULL, error))
      return FALSE;
  return TRUE;
}

/**
 * pursuit_text_index_scrub:
 * @self: a store, within a transaction
 * @error: return location
 *
 * Of what was taken out of the index the words stay in the file until the engine tidies up: has it do so now. It writes the whole
 * index anew, and the old pages are overwritten.
 *
 * Fails as pursuit_text_index_put().
 *
 * Returns: %TRUE when the file has no words but those of present texts, or the index is to be made anew
 */
gboolean
pursuit_text_index_scrub (PursuitStore  *self,
                          GError       **error)
{
  GError *failure = NULL;

  self->tx_texts = TRUE;

  return pursuit_db_exec (self->db, "INSERT INTO text_index (text_index) VALUES ('optimize')", &failure) ||
         give_up (self, failure, error);
}

/**
 * pursuit_text_index_settle:
 * @self: a store, within a transaction that is about to be committed
 * @error: return location
 *
 * Has the engine write down what it still keeps in memory of the index, so that damage of the index shows while it can still
 * be given up, and not as a commit that fails.
 *
 * Fails as pursuit_text_index_put().
 *
 * Returns: %TRUE when nothing of the index is in the way of a commit
 */
gboolean
pursuit_text_index_settle (PursuitStore  *self,
                           GError       **error)
{
  GError *failure = NULL;

  if (!self->tx_texts)
    return TRUE;

  self->tx_texts = FALSE;
  return pursuit_db_exec (self->db, "SAVEPOINT texts; RELEASE texts", &failure) || give_up (self, failure, error);
}

static gboolean
delete_all (PursuitStore  *self,
            GError       **error)
{
  return pursuit_db_exec (self->db, "INSERT INTO text_index (text_index) VALUES ('delete-all')", error);
}

/* An index can be damaged so that the engine does not even connect to it, to empty or to drop it. Then the tables behind it are
 * brought into the state of a new one by hand, which other statements than these must not. */
static gboolean
make_blank (PursuitStore  *self,
            GError       **error)
{
  static const char sql[] =
    "DELETE FROM text_index_idx; DELETE FROM text_index_docsize; DELETE FROM text_index_data;"
    "INSERT INTO text_index_data (id, block) VALUES (1, x''), (10, x'00000000000000');"
    "INSERT OR REPLACE INTO text_index_config (k, v) VALUES ('version', 4)";
  gboolean ok;

  sqlite3_db_config (self->db->handle, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  ok = pursuit_db_exec (self->db, sql, error);
  sqlite3_db_config (self->db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);

  return ok && delete_all (self, error);
}

static gboolean
make_empty (PursuitStore  *self,
            GError       **error)
{
  GError *failure = NULL;

  return pursuit_db_exec (self->db, "DELETE FROM text_entry", error) &&
         (delete_all (self, &failure) || (give_up (self, failure, error) && make_blank (self, error)));
}

/* Puts in the next texts of one kind; @state says how far that went. */
static gboolean
gather_kind (PursuitStore  *self,
             State         *state,
             guint         *left,
             GError       **error)
{
  PursuitRecordSql *sql = pursuit_store_get_sql (self, pursuit_text_kind_get_type ((int) state->kind));
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row = TRUE;

  if (!pursuit_stmt_prepare (&stmt, self->db, sql->texts, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, state->last_id);
  for (; *left > 0; --*left)
    {
      g_autofree char *body = NULL;

      if (!pursuit_stmt_step (&stmt, &row, error))
        return FALSE;
      if (!row)
        break;
      state->last_id = pursuit_stmt_get_number (&stmt, 0);
      body = pursuit_text_dup_body (&stmt, sql->n_texts);
      if (!set_entry (self, state->last_id * PURSUIT_TEXT_KINDS + state->kind, body, error))
        return FALSE;
    }
  if (row)
    return TRUE;

  state->last_id = 0;
  do
    state->kind++;
  while (state->kind < PURSUIT_TEXT_KINDS && kinds[state->kind] == NULL);
  if (state->kind == PURSUIT_TEXT_KINDS)
    state->kind = 0;
  return TRUE;
}

/* A new index that is damaged at once is given up for this time. */
static gboolean
was_kept (PursuitStore  *self,
          GError       **error)
{
  State state;

  if (!pursuit_text_index_settle (self, error) || !read_state (self, &state, error))
    return FALSE;
  if (state.version == PURSUIT_TEXT_INDEX_VERSION)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("The text index of “%s” cannot be made."), self->db->name);
  return FALSE;
}

static gboolean
gather (PursuitStore  *self,
        State         *state,
        GError       **error)
{
  guint left = BATCH;

  if (state->version != PURSUIT_TEXT_INDEX_VERSION)
    {
      if (!make_empty (self, error))
        return FALSE;
      *state = (State) { PURSUIT_TEXT_INDEX_VERSION, 1, 0 };
      if (!write_state (self, state, error))
        return FALSE;
    }
  while (state->kind != 0 && left > 0)
    if (!gather_kind (self, state, &left, error))
      return FALSE;

  return write_state (self, state, error) && was_kept (self, error);
}

/**
 * pursuit_text_index_is_ready:
 * @self: a store
 * @out_ready: (out): whether every text can be found
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @out_ready was set
 */
gboolean
pursuit_text_index_is_ready (PursuitStore  *self,
                             gboolean      *out_ready,
                             GError       **error)
{
  State state;

  if (!read_state (self, &state, error))
    return FALSE;

  *out_ready = state.version == PURSUIT_TEXT_INDEX_VERSION && state.kind == 0;
  return TRUE;
}

/* Whether what it has can be found, though not all may be in it yet. */
gboolean
pursuit_text_index_is_usable (PursuitStore  *self,
                              gboolean      *out_usable,
                              GError       **error)
{
  State state;

  if (!read_state (self, &state, error))
    return FALSE;

  *out_usable = state.version == PURSUIT_TEXT_INDEX_VERSION;
  return TRUE;
}

/**
 * pursuit_text_index_continue:
 * @self: a store
 * @out_ready: (out): whether every text can be found
 * @error: return location
 *
 * Puts the next thousand texts into an index that is not complete: that of a file of an older format, or one that was damaged
 * or made by other rules. Several programs may do so at the same time.
 *
 * Fails as pursuit_tx_begin() and pursuit_tx_commit().
 *
 * Returns: %TRUE when @out_ready was set
 */
gboolean
pursuit_text_index_continue (PursuitStore  *self,
                             gboolean      *out_ready,
                             GError       **error)
{
  g_auto(PursuitTx) tx = { NULL };
  State state;

  if (!pursuit_text_index_is_ready (self, out_ready, error))
    return FALSE;
  if (*out_ready)
    return TRUE;
  if (!pursuit_tx_begin (&tx, self, error) || !read_state (self, &state, error) || !gather (self, &state, error) ||
      !pursuit_tx_commit (&tx, error))
    return FALSE;

  *out_ready = state.kind == 0;
  return TRUE;
}

/* Nothing in the index is to be used any more. */
gboolean
pursuit_text_index_discard (PursuitStore  *self,
                            GError       **error)
{
  g_auto(PursuitTx) tx = { NULL };

  return pursuit_tx_begin (&tx, self, error) && pursuit_db_exec (self->db, "DELETE FROM text_state", error) &&
         pursuit_tx_commit (&tx, error);
}

/**
 * pursuit_text_index_rebuild:
 * @self: a store
 * @out_count: (out): how many records have texts
 * @cancellable: (nullable): looked at between batches
 * @error: return location
 *
 * Makes the index anew.
 *
 * Fails as pursuit_text_index_continue(), or with %G_IO_ERROR_CANCELLED; the rest is then done later.
 *
 * Returns: %TRUE when it is complete
 */
gboolean
pursuit_text_index_rebuild (PursuitStore  *self,
                            gint64        *out_count,
                            GCancellable  *cancellable,
                            GError       **error)
{
  gboolean ready = FALSE;

  if (!pursuit_text_index_discard (self, error))
    return FALSE;
  while (!ready)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) || !pursuit_text_index_continue (self, &ready, error))
      return FALSE;

  return pursuit_db_get_number (self->db, "SELECT count(*) FROM text_entry", out_count, error);
}

/* Gathers some of the texts that are missing. What cannot be done now is done at the next occasion. */
void
pursuit_text_index_prepare (PursuitStore *self)
{
  g_autoptr(GError) error = NULL;
  gboolean ready = pursuit_store_is_read_only (self);

  for (guint batch = 0; !ready && batch < BATCHES_AT_ONCE; batch++)
    if (!pursuit_text_index_continue (self, &ready, &error))
      {
        g_debug ("The text index of “%s” stays incomplete: %s", self->path, error->message);
        break;
      }
  self->has_more_texts = !ready;
}

/* At the opening: what was only just made or brought up to date gets its index, or in a large file the first part of it. Any other
 * file is not written to before somebody wants to work in it: it may be damaged. */
void
pursuit_text_index_meet (PursuitStore *self)
{
  gboolean ready = FALSE;

  if (sqlite3_total_changes (self->db->handle) > 0)
    pursuit_text_index_prepare (self);
  else
    self->has_more_texts = !pursuit_store_is_read_only (self) && pursuit_text_index_is_ready (self, &ready, NULL) && !ready;
}

/**
 * pursuit_text_index_has_more:
 * @self: a store
 *
 * Returns: whether the index was not complete when that was last looked at, see pursuit_text_index_continue()
 */
gboolean
pursuit_text_index_has_more (PursuitStore *self)
{
  g_return_val_if_fail (PURSUIT_IS_STORE (self), FALSE);

  return self->has_more_texts;
}
