/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-inserts-private.h"

#include <string.h>

#include "pursuit-error.h"
#include "pursuit-record-sql-private.h"

/*
 * New records of a large transaction are written on a thread of their own, because writing one takes longer than reading and
 * folding the next:
 *
 *   read, fold, bind ──▶ rows, in their order ──▶ thread: bind, step, reset
 *         ▲                                          │
 *         └── id: the one that the engine will give ◀┘ checked
 *
 * The connection belongs to one of the two at a time. The thread has it while there are rows; whoever prepares or executes
 * anything waits until there are none (pursuit_db_wait()), and while a statement is lent, a record is written at once. Where
 * something is asked for every few records, that is what happens until it ends: waiting would cost more than is won.
 *
 * What a row says has been checked before. What the engine refuses of it all the same ends the transaction.
 */

/* How many rows may wait, and how many of them the thread takes at once. */
#define MOST_ROWS 512
#define ROWS_AT_ONCE 32

/* Fewer rows than this between two waits are not worth it; after so many waits it is clear, and after so many records for which
 * nothing was asked it is worth another try. */
#define ROWS_PER_WAIT 32
#define WAITS_UNTIL_CLEAR 100
#define QUIET_UNTIL_CLEAR 200

/* A record that is written at once prepares one statement, its own. */
#define ASKED_TO_WRITE 1

typedef enum
{
  VALUE_NUMBER,
  VALUE_TEXT,
  VALUE_BYTES,
} ValueKind;

/* One parameter; of text and bytes @number is where they begin. */
typedef struct
{
  ValueKind kind;
  int index;
  gint64 number;
  gsize length;
} Value;

struct _PursuitBoundRow
{
  sqlite3_stmt *insert;
  gint64 id;
  GArray *values;       /* Value */
  GByteArray *bytes;
};

typedef struct _PursuitInserts
{
  PursuitStore *store;
  GThread *thread;
  GHashTable *next_ids;         /* of a table's statement -> gint64 */
  PursuitRecordSql *sql;        /* of the row that is being bound */
  guint64 n_pushed;
  guint64 n_waits;
  guint n_asked;                /* since the last record */
  guint n_quiet;                /* records in a row that were written at once, and nothing was asked */

  GMutex lock;                  /* for what follows */
  GCond filled;
  GCond emptied;
  PursuitBoundRow rows[MOST_ROWS];
  guint first;
  guint n_rows;                 /* the thread has them until they are written */
  gboolean is_ending;
  GError *error;                /* of the first row that could not be written; the rest is not */
} PursuitInserts;

static void
add_value (PursuitBoundRow *row,
           ValueKind        kind,
           int              index,
           gint64           number,
           gsize            length)
{
  const Value value = { kind, index, number, length };

  g_array_append_val (row->values, value);
}

void
pursuit_bound_row_add_number (PursuitBoundRow *self,
                              int              index,
                              gint64           number)
{
  add_value (self, VALUE_NUMBER, index, number, 0);
}

void
pursuit_bound_row_add_text (PursuitBoundRow *self,
                            int              index,
                            const char      *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  if (text == NULL)
    return;

  add_value (self, VALUE_TEXT, index, self->bytes->len, length);
  g_byte_array_append (self->bytes, (const guint8 *) text, (guint) length);
}

void
pursuit_bound_row_add_bytes (PursuitBoundRow *self,
                             int              index,
                             const guint8    *bytes,
                             gsize            length)
{
  add_value (self, VALUE_BYTES, index, self->bytes->len, length);
  g_byte_array_append (self->bytes, bytes, (guint) length);
}

static int
bind_row (const PursuitBoundRow *row)
{
  int code = SQLITE_OK;

  for (guint i = 0; i < row->values->len && code == SQLITE_OK; i++)
    {
      const Value *value = &g_array_index (row->values, Value, i);
      const char *at = (const char *) row->bytes->data + value->number;

      /* an empty blob has to begin somewhere, or it is NULL */
      if (value->kind == VALUE_NUMBER)
        code = sqlite3_bind_int64 (row->insert, value->index, value->number);
      else if (value->kind == VALUE_TEXT)
        code = sqlite3_bind_text (row->insert, value->index, value->length > 0 ? at : "", (int) value->length, SQLITE_STATIC);
      else
        code = sqlite3_bind_blob64 (row->insert, value->index, value->length > 0 ? at : "", value->length, SQLITE_STATIC);
    }

  return code;
}

static gboolean
write_row (PursuitDb              *db,
           const PursuitBoundRow  *row,
           GError                **error)
{
  int code = bind_row (row);

  if (code == SQLITE_OK && sqlite3_step (row->insert) != SQLITE_DONE)
    code = sqlite3_extended_errcode (db->handle);
  if (code != SQLITE_OK)
    pursuit_db_set_error (db, code, error);
  sqlite3_reset (row->insert);
  sqlite3_clear_bindings (row->insert);
  if (code != SQLITE_OK)
    return FALSE;

  if (sqlite3_last_insert_rowid (db->handle) == row->id)
    return TRUE;
  pursuit_db_set_error (db, SQLITE_MISMATCH, error);
  return FALSE;
}

/* The first of @n rows, which nobody else touches meanwhile. */
static void
write_rows (PursuitInserts  *self,
            guint            n,
            GError         **error)
{
  for (guint i = 0; i < n; i++)
    if (!write_row (self->store->db, &self->rows[(self->first + i) % MOST_ROWS], error))
      return;
}

static gpointer
write_thread (gpointer data)
{
  PursuitInserts *self = data;

  g_mutex_lock (&self->lock);
  for (;;)
    {
      g_autoptr(GError) error = NULL;
      guint n;

      while (self->n_rows == 0 && !self->is_ending)
        g_cond_wait (&self->filled, &self->lock);
      if (self->n_rows == 0)
        break;

      n = MIN (self->n_rows, ROWS_AT_ONCE);
      g_mutex_unlock (&self->lock);
      write_rows (self, n, &error);
      g_mutex_lock (&self->lock);

      if (error != NULL)
        self->error = g_steal_pointer (&error);
      n = self->error != NULL ? self->n_rows : n;
      self->first = (self->first + n) % MOST_ROWS;
      self->n_rows -= n;
      if (self->n_rows == 0 || self->n_rows <= MOST_ROWS / 2)
        g_cond_signal (&self->emptied);
    }
  g_mutex_unlock (&self->lock);

  return NULL;
}

/* What a row broke is no fault of the row that is at hand. */
static gboolean
tell_error (PursuitInserts  *self,
            GError         **error)
{
  if (self->error == NULL)
    return TRUE;

  if (g_error_matches (self->error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID))
    g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, self->error->message);
  else
    g_propagate_error (error, g_error_copy (self->error));
  return FALSE;
}

/**
 * pursuit_store_has_refused_insert:
 * @store: a store within a large transaction in which something failed
 *
 * New records of a large transaction are written later than they are handed over: this tells that what failed is one of them,
 * because it breaks a rule of the database. Whoever wants to know which one tries again with pursuit_store_insert_at_once().
 *
 * Returns: %TRUE when it was such a record
 */
gboolean
pursuit_store_has_refused_insert (PursuitStore *store)
{
  PursuitInserts *self = store->db->inserts;
  gboolean is_refused;

  if (self == NULL)
    return FALSE;

  g_mutex_lock (&self->lock);
  is_refused = g_error_matches (self->error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_mutex_unlock (&self->lock);

  return is_refused;
}

/**
 * pursuit_store_insert_at_once:
 * @store: a store at the beginning of a large transaction
 *
 * From now on until its end every new record is written when it is handed over, so that what the engine says is about that one.
 */
void
pursuit_store_insert_at_once (PursuitStore *store)
{
  pursuit_inserts_end (store, NULL);
}

/**
 * pursuit_store_settle_inserts:
 * @store: a store within a transaction
 * @error: return location
 *
 * Waits until all new records have been written.
 *
 * Fails as the insert that failed.
 *
 * Returns: %TRUE when they have
 */
gboolean
pursuit_store_settle_inserts (PursuitStore  *store,
                              GError       **error)
{
  return pursuit_db_wait (store->db, error);
}

/**
 * pursuit_inserts_begin:
 * @store: a store at the beginning of a large transaction
 *
 * Lets new records be written on a thread of their own until pursuit_inserts_end().
 */
void
pursuit_inserts_begin (PursuitStore *store)
{
  PursuitInserts *self = g_new0 (PursuitInserts, 1);

  self->store = store;
  self->next_ids = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_mutex_init (&self->lock);
  g_cond_init (&self->filled);
  g_cond_init (&self->emptied);
  store->db->inserts = self;
}

/**
 * pursuit_db_wait:
 * @self: a connection
 * @error: (nullable): return location
 *
 * Waits until the thread that inserts has nothing to do: then the connection belongs to whoever calls.
 *
 * Fails as the insert that failed.
 *
 * Returns: %TRUE when everything has been written
 */
gboolean
pursuit_db_wait (PursuitDb  *db,
                 GError    **error)
{
  PursuitInserts *self = db->inserts;
  gboolean ok;

  if (self == NULL || self->thread == NULL)
    return TRUE;

  self->n_asked++;
  g_mutex_lock (&self->lock);
  if (self->n_rows > 0)
    self->n_waits++;
  while (self->n_rows > 0)
    g_cond_wait (&self->emptied, &self->lock);
  ok = tell_error (self, error);
  g_mutex_unlock (&self->lock);

  return ok;
}

/* The id that the engine will give to the next record, which is known because nobody else can write meanwhile. */
static gboolean
prepare_table (PursuitInserts    *self,
               PursuitRecordSql  *sql,
               GError           **error)
{
  g_auto(PursuitStmt) insert = { NULL };
  gint64 last_id;

  if (g_hash_table_contains (self->next_ids, sql))
    return TRUE;
  if (!pursuit_stmt_prepare_kept (&insert, self->store->db, &sql->kept_insert, sql->insert, error) ||
      !pursuit_db_get_number (self->store->db, sql->last_id, &last_id, error))
    return FALSE;

  if (last_id < G_MAXINT64 && sql->kept_insert != NULL)
    {
      const gint64 next_id = last_id + 1;

      g_hash_table_insert (self->next_ids, sql, g_memdup2 (&next_id, sizeof next_id));
    }
  return TRUE;
}

static gboolean
is_worth_it (PursuitInserts *self)
{
  gboolean is_quiet = self->n_asked <= ASKED_TO_WRITE;

  self->n_asked = 0;
  if (self->store->db->n_lent > 0)
    return FALSE;
  if (self->n_waits < WAITS_UNTIL_CLEAR || self->n_pushed / self->n_waits >= ROWS_PER_WAIT)
    return TRUE;

  self->n_quiet = is_quiet ? self->n_quiet + 1 : 0;
  if (self->n_quiet < QUIET_UNTIL_CLEAR)
    return FALSE;
  self->n_waits = self->n_pushed = self->n_quiet = 0;
  return TRUE;
}

static PursuitBoundRow *
get_free_row (PursuitInserts *self)
{
  PursuitBoundRow *row;

  g_mutex_lock (&self->lock);
  while (self->n_rows == MOST_ROWS)
    g_cond_wait (&self->emptied, &self->lock);
  row = &self->rows[(self->first + self->n_rows) % MOST_ROWS];
  g_mutex_unlock (&self->lock);

  if (row->values == NULL)
    {
      row->values = g_array_new (FALSE, FALSE, sizeof (Value));
      row->bytes = g_byte_array_new ();
    }
  g_array_set_size (row->values, 0);
  g_byte_array_set_size (row->bytes, 0);
  return row;
}

/**
 * pursuit_inserts_take:
 * @store: a store within a transaction
 * @type: of a new record
 * @error: return location
 *
 * Looks for a row that a new record can be bound to, to be given to pursuit_inserts_push() then.
 *
 * Fails as pursuit_db_wait().
 *
 * Returns: a statement without a handle: it only remembers what is bound to it; without a row when the record is to be written
 *   at once, or when it fails
 */
PursuitStmt
pursuit_inserts_take (PursuitStore  *store,
                      GType          type,
                      GError       **error)
{
  PursuitInserts *self = store->db->inserts;
  PursuitStmt none = { NULL };
  PursuitRecordSql *sql;
  PursuitStmt taken = { store->db, NULL, FALSE, NULL };

  if (self == NULL || !is_worth_it (self))
    return none;

  sql = pursuit_store_get_sql (store, type);
  if (!prepare_table (self, sql, error) || !g_hash_table_contains (self->next_ids, sql))
    return none;

  if (self->thread == NULL)
    self->thread = g_thread_new ("insert", write_thread, self);
  self->sql = sql;
  taken.row = get_free_row (self);
  return taken;
}

/**
 * pursuit_inserts_push:
 * @store: a store
 * @out_id: (out): the id of the new record
 * @error: return location
 *
 * Has the row written that pursuit_inserts_take() gave.
 *
 * Fails as an insert before this one.
 *
 * Returns: %TRUE when it will be written unless something fails
 */
gboolean
pursuit_inserts_push (PursuitStore  *store,
                      gint64        *out_id,
                      GError       **error)
{
  PursuitInserts *self = store->db->inserts;
  gint64 *next_id = g_hash_table_lookup (self->next_ids, self->sql);
  PursuitBoundRow *row;
  gboolean ok;

  g_mutex_lock (&self->lock);
  ok = tell_error (self, error);
  if (ok)
    {
      row = &self->rows[(self->first + self->n_rows) % MOST_ROWS];
      row->insert = self->sql->kept_insert;
      row->id = *out_id = (*next_id)++;
      self->n_rows++;
      self->n_pushed++;
      g_cond_signal (&self->filled);
    }
  g_mutex_unlock (&self->lock);

  return ok;
}

/* A record was written at once: the engine is asked again which id is the next. */
void
pursuit_inserts_forget_ids (PursuitStore *store)
{
  if (store->db->inserts != NULL)
    g_hash_table_remove_all (store->db->inserts->next_ids);
}

/**
 * pursuit_inserts_end:
 * @store: a store
 * @error: (nullable): return location
 *
 * Waits until all is written, and ends the thread.
 *
 * Fails as the insert that failed.
 *
 * Returns: %TRUE when everything has been written
 */
gboolean
pursuit_inserts_end (PursuitStore  *store,
                     GError       **error)
{
  PursuitInserts *self = g_steal_pointer (&store->db->inserts);
  gboolean ok;

  if (self == NULL)
    return TRUE;

  g_mutex_lock (&self->lock);
  self->is_ending = TRUE;
  g_cond_signal (&self->filled);
  g_mutex_unlock (&self->lock);
  if (self->thread != NULL)
    g_thread_join (self->thread);

  ok = tell_error (self, error);
  for (guint i = 0; i < MOST_ROWS && self->rows[i].values != NULL; i++)
    {
      g_array_unref (self->rows[i].values);
      g_byte_array_unref (self->rows[i].bytes);
    }
  g_clear_error (&self->error);
  g_hash_table_unref (self->next_ids);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->filled);
  g_cond_clear (&self->emptied);
  g_free (self);

  return ok;
}
