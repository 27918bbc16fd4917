/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-db-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-error.h"

static void
set_read_only_error (PursuitDb  *self,
                     int         code,
                     GError    **error)
{
  const char *format = _("“%s” can only be read.");

  if (code == SQLITE_READONLY_DBMOVED)
    format = _("“%s” was moved or replaced while it was open; open it again.");
  else if (code == SQLITE_READONLY_ROLLBACK)
    format = _("“%s” was left in the middle of a change and can only be read; open it once where it can be written.");

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, format, self->name);
}

/* Memory that ran out says nothing about the place, and a copy's place is not the database's. */
static void
set_away_error (PursuitDb  *self,
                int         code,
                GError    **error)
{
  gboolean is_away = code != SQLITE_IOERR_NOMEM && !self->is_copy;

  if (is_away)
    self->is_away = TRUE;
  g_set_error (error, PURSUIT_ERROR, is_away ? PURSUIT_ERROR_AWAY : PURSUIT_ERROR_STORAGE,
               _("“%1$s” cannot be reached: %2$s."), self->name,
               self->handle != NULL ? sqlite3_errmsg (self->handle) : sqlite3_errstr (code));
}

/* It follows from the rest of the file and is made anew: no reason to give the file up. */
static void
set_index_error (PursuitDb  *self,
                 GError    **error)
{
  self->is_index_damaged = TRUE;
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("The text index of “%s” is damaged."), self->name);
}

/* Of an index without its version the engine only says so in words. */
static gboolean
is_about_index (PursuitDb *self)
{
  return self->handle != NULL && strstr (sqlite3_errmsg (self->handle), "invalid fts5 file format") != NULL;
}

/**
 * pursuit_db_set_error:
 * @self: a connection
 * @code: an extended result code
 * @error: return location
 *
 * Puts what the engine said into one sentence that names the file. A lock that somebody keeps is %PURSUIT_ERROR_BUSY, a
 * place that does not answer %PURSUIT_ERROR_AWAY, a damaged file %PURSUIT_ERROR_DAMAGED, an interrupted statement
 * %G_IO_ERROR_CANCELLED, a broken constraint %PURSUIT_ERROR_INVALID; everything else is %PURSUIT_ERROR_STORAGE. After
 * %PURSUIT_ERROR_AWAY nothing is expected of this connection any more (shared-database.md 2.5: on SMB every later call
 * fails), see pursuit_store_reopen().
 */
void
pursuit_db_set_error (PursuitDb  *self,
                      int         code,
                      GError    **error)
{
  switch (code & 0xff)
    {
    case SQLITE_INTERRUPT:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled."));
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      if (g_cancellable_is_cancelled (self->busy.cancellable))
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled."));
      else
        g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_BUSY,
                     _("“%s” is locked by another program; try again in a moment."), self->name);
      break;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      set_away_error (self, code, error);
      break;
    case SQLITE_READONLY:
      set_read_only_error (self, code, error);
      break;
    case SQLITE_FULL:
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("The disk that holds “%s” is full."), self->name);
      break;
    case SQLITE_NOTADB:
      self->is_damaged = TRUE;
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DAMAGED, _("“%s” is damaged: it does not begin like a database."),
                   self->name);
      break;
    case SQLITE_CORRUPT:
      if (code == SQLITE_CORRUPT_VTAB)
        {
          set_index_error (self, error);
          break;
        }
      self->is_damaged = TRUE;
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DAMAGED, _("“%s” is damaged."), self->name);
      break;
    case SQLITE_CONSTRAINT:
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%1$s” refuses the change: %2$s."), self->name,
                   sqlite3_errmsg (self->handle));
      break;
    default:
      if (is_about_index (self))
        {
          set_index_error (self, error);
          break;
        }
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("“%1$s” cannot be used: %2$s."), self->name,
                   self->handle != NULL ? sqlite3_errmsg (self->handle) : sqlite3_errstr (code));
      break;
    }
}

/**
 * pursuit_db_close:
 * @self: (transfer full): a connection
 *
 * Lets the engine keep what it learnt about the data, finalises every statement and closes the file. A file that was
 * only read is left as it is, and closing never waits for anybody.
 */
void
pursuit_db_close (PursuitDb *self)
{
  if (self->handle != NULL && !self->is_away && !self->is_damaged && self->has_saved)
    {
      sqlite3_busy_timeout (self->handle, 0);
      sqlite3_exec (self->handle, "PRAGMA analysis_limit = 400; PRAGMA optimize", NULL, NULL, NULL);
    }
  g_clear_pointer (&self->statements, g_hash_table_unref);
  if (self->handle != NULL)
    sqlite3_close (self->handle);
  g_free (self->name);
  g_free (self);
}

/**
 * pursuit_db_exec:
 * @self: a connection
 * @sql: one or several statements that return nothing; constant text
 * @error: return location
 *
 * Fails as pursuit_db_set_error() says.
 *
 * Returns: %TRUE when all have run
 */
gboolean
pursuit_db_exec (PursuitDb   *self,
                 const char  *sql,
                 GError     **error)
{
  int code;

  if (!pursuit_db_is_connected (self, error) || !pursuit_db_wait (self, error))
    return FALSE;
  code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    return TRUE;

  pursuit_db_set_error (self, code, error);
  return FALSE;
}

gint64
pursuit_db_last_id (PursuitDb *self)
{
  return sqlite3_last_insert_rowid (self->handle);
}

int
pursuit_db_changes (PursuitDb *self)
{
  return sqlite3_changes (self->handle);
}

/**
 * pursuit_db_get_number:
 * @self: a connection
 * @sql: a constant statement that returns one number
 * @out_number: (out): the number, 0 when there is no row
 * @error: return location
 *
 * Fails as pursuit_db_set_error() says.
 *
 * Returns: %TRUE when the statement ran
 */
gboolean
pursuit_db_get_number (PursuitDb   *self,
                       const char  *sql,
                       gint64      *out_number,
                       GError     **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, self, sql, error) || !pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  *out_number = row ? pursuit_stmt_get_number (&stmt, 0) : 0;
  return TRUE;
}

/* The one call that may come from another thread: it ends the statement that is running. */
void
pursuit_db_interrupt (PursuitDb *self)
{
  if (self->handle != NULL)
    sqlite3_interrupt (self->handle);
}

/* Closes the connection and keeps what is known of it: whatever is asked of it now fails with %PURSUIT_ERROR_AWAY. */
void
pursuit_db_disconnect (PursuitDb *self)
{
  g_hash_table_remove_all (self->statements);
  if (self->handle != NULL)
    sqlite3_close (g_steal_pointer (&self->handle));
  self->is_away = TRUE;
}

/**
 * pursuit_db_is_connected:
 * @self: a connection
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_AWAY when pursuit_store_reopen() could not bring the connection back.
 *
 * Returns: %TRUE when something can be asked of it
 */
gboolean
pursuit_db_is_connected (PursuitDb  *self,
                         GError    **error)
{
  if (self->handle != NULL)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_AWAY, _("“%s” cannot be reached."), self->name);
  return FALSE;
}

static void
lend (PursuitStmt  *self,
      PursuitDb    *db,
      sqlite3_stmt *handle,
      gboolean      cached)
{
  db->n_lent++;
  *self = (PursuitStmt) { db, handle, cached, NULL };
}

/**
 * pursuit_stmt_prepare:
 * @self: an empty statement
 * @db: the connection
 * @sql: constant text; the cache keeps the pointer's content
 * @error: return location
 *
 * Borrows a statement from the cache; one that is in use already is prepared anew.
 *
 * Fails as pursuit_db_set_error() says.
 *
 * Returns: %TRUE when @self can be bound and stepped
 */
gboolean
pursuit_stmt_prepare (PursuitStmt  *self,
                      PursuitDb    *db,
                      const char   *sql,
                      GError      **error)
{
  sqlite3_stmt *handle = g_hash_table_lookup (db->statements, sql);
  gboolean known = handle != NULL;
  int code;

  if (!pursuit_db_is_connected (db, error) || !pursuit_db_wait (db, error))
    return FALSE;
  if (known && !sqlite3_stmt_busy (handle))
    {
      lend (self, db, handle, TRUE);
      return TRUE;
    }

  code = sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);
  if (code != SQLITE_OK)
    {
      pursuit_db_set_error (db, code, error);
      return FALSE;
    }
  if (!known)
    g_hash_table_insert (db->statements, g_strdup (sql), handle);

  lend (self, db, handle, !known);
  return TRUE;
}

/**
 * pursuit_stmt_prepare_kept:
 * @self: an empty statement
 * @db: the connection
 * @kept: (inout): where the caller keeps the cached statement, %NULL at first; not to be used once @db is closed
 * @sql: constant text
 * @error: return location
 *
 * Like pursuit_stmt_prepare(), for statements that run once a row: they are long, and finding them by their text costs as
 * much as binding them.
 *
 * Fails as pursuit_db_set_error() says.
 *
 * Returns: %TRUE when @self can be bound and stepped
 */
gboolean
pursuit_stmt_prepare_kept (PursuitStmt   *self,
                           PursuitDb     *db,
                           sqlite3_stmt **kept,
                           const char    *sql,
                           GError       **error)
{
  if (!pursuit_db_wait (db, error))
    return FALSE;
  if (*kept != NULL && !sqlite3_stmt_busy (*kept))
    {
      lend (self, db, *kept, TRUE);
      return TRUE;
    }
  if (!pursuit_stmt_prepare (self, db, sql, error))
    return FALSE;

  if (self->cached)
    *kept = self->handle;
  return TRUE;
}

void
pursuit_stmt_clear (PursuitStmt *self)
{
  if (self->handle == NULL)
    return;

  if (self->cached)
    {
      sqlite3_reset (self->handle);
      sqlite3_clear_bindings (self->handle);
    }
  else
    sqlite3_finalize (self->handle);
  self->db->n_lent--;
  self->handle = NULL;
}

/* Binding cannot fail but for memory or a wrong index, which are bugs of ours. */
static void
check_bound (int code)
{
  g_assert (code == SQLITE_OK || code == SQLITE_NOMEM || code == SQLITE_TOOBIG);
}

void
pursuit_stmt_bind_number (PursuitStmt *self,
                          int          index,
                          gint64       number)
{
  if (self->row != NULL)
    pursuit_bound_row_add_number (self->row, index, number);
  else
    check_bound (sqlite3_bind_int64 (self->handle, index, number));
}

/* A reference or an unknown number: 0 is NULL. */
void
pursuit_stmt_bind_ref (PursuitStmt *self,
                       int          index,
                       gint64       id)
{
  check_bound (id == 0 ? sqlite3_bind_null (self->handle, index) : sqlite3_bind_int64 (self->handle, index, id));
}

/* The text must live until the statement is cleared. */
void
pursuit_stmt_bind_text (PursuitStmt *self,
                        int          index,
                        const char  *text)
{
  if (self->row != NULL)
    pursuit_bound_row_add_text (self->row, index, text);
  else
    check_bound (sqlite3_bind_text (self->handle, index, text, -1, SQLITE_STATIC));
}

/* The bytes must live until the statement is cleared. */
void
pursuit_stmt_bind_bytes (PursuitStmt  *self,
                         int           index,
                         const guint8 *bytes,
                         gsize         length)
{
  if (self->row != NULL)
    pursuit_bound_row_add_bytes (self->row, index, bytes, length);
  else
    check_bound (sqlite3_bind_blob64 (self->handle, index, bytes, length, SQLITE_STATIC));
}

/**
 * pursuit_db_require_transaction:
 * @self: a connection
 * @error: return location
 *
 * A disk that fails while something is read makes the engine roll the whole transaction back by itself. What somebody then
 * writes would be a transaction of its own, and half of what was meant.
 *
 * Fails as pursuit_db_set_error() says of what went wrong then.
 *
 * Returns: %FALSE when a transaction had begun that is no more
 */
gboolean
pursuit_db_require_transaction (PursuitDb  *self,
                                GError    **error)
{
  if (!self->in_transaction || !sqlite3_get_autocommit (self->handle))
    return TRUE;

  pursuit_db_set_error (self, self->trouble != 0 ? self->trouble : SQLITE_ABORT_ROLLBACK, error);
  return FALSE;
}

/**
 * pursuit_stmt_step:
 * @self: a statement
 * @out_row: (out): whether there is a row to read
 * @error: return location
 *
 * Fails as pursuit_db_set_error() says, and when the transaction in which it should happen was ended by the engine.
 *
 * Returns: %TRUE when the step was made
 */
gboolean
pursuit_stmt_step (PursuitStmt  *self,
                   gboolean     *out_row,
                   GError      **error)
{
  int code;

  if (!pursuit_db_require_transaction (self->db, error))
    return FALSE;

  code = sqlite3_step (self->handle);
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    {
      code = sqlite3_extended_errcode (self->db->handle);
      if (self->db->in_transaction && self->db->trouble == 0 && sqlite3_get_autocommit (self->db->handle))
        self->db->trouble = code;
      pursuit_db_set_error (self->db, code, error);
      return FALSE;
    }

  *out_row = code == SQLITE_ROW;
  return TRUE;
}

/**
 * pursuit_stmt_run:
 * @self: a statement that writes
 * @error: return location
 *
 * Runs a statement to its end and resets it, so that it can be bound and run again.
 *
 * Fails as pursuit_db_set_error() says.
 *
 * Returns: %TRUE when it has run
 */
gboolean
pursuit_stmt_run (PursuitStmt  *self,
                  GError      **error)
{
  gboolean row = TRUE;

  while (row)
    if (!pursuit_stmt_step (self, &row, error))
      {
        sqlite3_reset (self->handle);
        return FALSE;
      }
  sqlite3_reset (self->handle);

  return TRUE;
}

gint64
pursuit_stmt_get_number (PursuitStmt *self,
                         int          column)
{
  return sqlite3_column_int64 (self->handle, column);
}

/* Lent until the next step. */
const char *
pursuit_stmt_get_text (PursuitStmt *self,
                       int          column)
{
  return (const char *) sqlite3_column_text (self->handle, column);
}

/**
 * pursuit_db_list_ids:
 * @self: a connection
 * @sql: a query whose first column is a number and whose only parameter is an id
 * @id: that id
 * @error: return location
 *
 * Fails as pursuit_db_set_error() says.
 *
 * Returns: (transfer full) (element-type gint64): the numbers, in the order of the query
 */
GArray *
pursuit_db_list_ids (PursuitDb   *self,
                     const char  *sql,
                     gint64       id,
                     GError     **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare (&stmt, self, sql, error))
    return NULL;
  pursuit_stmt_bind_number (&stmt, 1, id);
  for (;;)
    {
      gboolean row;
      gint64 found;

      if (!pursuit_stmt_step (&stmt, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&ids);
      found = pursuit_stmt_get_number (&stmt, 0);
      g_array_append_val (ids, found);
    }
}
