/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-recovery-private.h"

#include <glib/gi18n-lib.h>

/* Puts the rows into the new file, each in its table and in the order of their numbers. */

#define ROWS_BETWEEN_LOOKS 1000

/* Statements for one table, by how many columns a row has. */
typedef struct
{
  PursuitRecoveryWork *work;
  PursuitRecoveryTable *table;
  GHashTable *statements;
  PursuitPageRow row;
  gint64 last_id;       /* the last that was put in */
  gboolean any;
} Loader;

static void
finalize_statement (gpointer handle)
{
  sqlite3_finalize (handle);
}

static void
loader_init (Loader               *self,
             PursuitRecoveryWork  *work,
             PursuitRecoveryTable *table)
{
  *self = (Loader) { .work = work, .table = table };
  self->statements = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, finalize_statement);
}

static void
loader_clear (Loader *self)
{
  g_hash_table_unref (self->statements);
  pursuit_page_row_clear (&self->row);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loader, loader_clear)

/* The names are those of our own schema. */
static char *
dup_insert (PursuitRecoveryTable *table,
            guint                 n)
{
  g_autoptr(GString) sql = g_string_new ("INSERT INTO ");

  g_string_append_printf (sql, "\"%s\" (", table->result->name);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (sql, "%s\"%s\"", i > 0 ? ", " : "", g_array_index (table->columns, PursuitRecoveryColumn, i).name);
  g_string_append (sql, ") VALUES (");
  for (guint i = 0; i < n; i++)
    g_string_append_printf (sql, "%s?", i > 0 ? ", " : "");
  g_string_append_c (sql, ')');

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static sqlite3_stmt *
get_statement (Loader  *self,
               guint    n,
               GError **error)
{
  sqlite3_stmt *handle = g_hash_table_lookup (self->statements, GUINT_TO_POINTER (n));
  g_autofree char *sql = NULL;
  int code;

  if (handle != NULL)
    return handle;

  sql = dup_insert (self->table, n);
  code = sqlite3_prepare_v2 (self->work->db->handle, sql, -1, &handle, NULL);
  if (code != SQLITE_OK)
    {
      pursuit_db_set_error (self->work->db, code, error);
      return NULL;
    }
  g_hash_table_insert (self->statements, GUINT_TO_POINTER (n), handle);

  return handle;
}

static void
bind (sqlite3_stmt       *handle,
      int                 index,
      const PursuitValue *value)
{
  switch (value->kind)
    {
    case PURSUIT_VALUE_NUMBER:
      sqlite3_bind_int64 (handle, index, value->number);
      break;
    case PURSUIT_VALUE_REAL:
      sqlite3_bind_double (handle, index, value->real);
      break;
    case PURSUIT_VALUE_TEXT:
      sqlite3_bind_text64 (handle, index, (const char *) value->bytes, value->length, SQLITE_STATIC, SQLITE_UTF8);
      break;
    case PURSUIT_VALUE_BYTES:
      sqlite3_bind_blob64 (handle, index, value->length > 0 ? (const void *) value->bytes : "", value->length, SQLITE_STATIC);
      break;
    case PURSUIT_VALUE_NULL:
    default:
      sqlite3_bind_null (handle, index);
      break;
    }
}

/* Puts the loader's row in. @out_placed says whether the rules of the table let it. */
static gboolean
insert (Loader    *self,
        gboolean  *out_placed,
        GError   **error)
{
  guint n = MAX (self->row.n_values, self->table->key + 1);
  sqlite3_stmt *handle = get_statement (self, n, error);
  int code;

  if (handle == NULL)
    return FALSE;
  for (guint i = 0; i < self->row.n_values; i++)
    bind (handle, (int) i + 1, &self->row.values[i]);
  sqlite3_bind_int64 (handle, (int) self->table->key + 1, self->row.id);
  code = sqlite3_step (handle);
  if (code != SQLITE_DONE)
    code = sqlite3_extended_errcode (self->work->db->handle);
  sqlite3_reset (handle);
  sqlite3_clear_bindings (handle);

  *out_placed = code == SQLITE_DONE;
  if (code == SQLITE_DONE || (code & 0xff) == SQLITE_CONSTRAINT || (code & 0xff) == SQLITE_MISMATCH)
    return TRUE;

  pursuit_db_set_error (self->work->db, code, error);
  return FALSE;
}

/* One row; a second one of the same number is an older one that was left behind. */
static gboolean
load_row (Loader                 *self,
          const PursuitPageSpot  *spot,
          GError                **error)
{
  gboolean placed = FALSE;

  if (!pursuit_pages_read_row (self->work->pages, spot, &self->row))
    {
      self->table->result->n_refused++;
      return TRUE;
    }
  if (self->any && spot->id == self->last_id)
    return TRUE;
  if (pursuit_recovery_fits (self->table, &self->row) && !insert (self, &placed, error))
    return FALSE;
  if (!placed)
    {
      pursuit_recovery_note_lost (self->work, self->table, &self->row);
      return TRUE;
    }

  self->any = TRUE;
  self->last_id = spot->id;
  self->table->result->n_rows++;
  self->table->result->n_stray += spot->is_stray;
  return TRUE;
}

static gboolean
load_table (PursuitRecoveryWork   *work,
            PursuitRecoveryTable  *table,
            GError               **error)
{
  g_auto(Loader) loader = { 0 };

  loader_init (&loader, work, table);
  for (guint i = 0; i < table->spots->len; i++)
    if ((i % ROWS_BETWEEN_LOOKS == 0 && g_cancellable_set_error_if_cancelled (work->cancellable, error)) ||
        !load_row (&loader, &g_array_index (table->spots, PursuitPageSpot, i), error))
      return FALSE;

  return TRUE;
}

/* A row that nothing stands before which it needs. */
static void
leave_out (Loader                *self,
           const PursuitPageSpot *spot)
{
  if (pursuit_pages_read_row (self->work->pages, spot, &self->row))
    pursuit_recovery_note_lost (self->work, self->table, &self->row);
  else
    self->table->result->n_refused++;
}

/* The payload of an entry follows it at once: the file itself takes it at no other time, but does not look while there are
 * no entries at all. */
static gboolean
load_payloads (Loader        *payloads,
               const Loader  *entries,
               guint         *next,
               gint64         up_to,
               GError       **error)
{
  GArray *spots = payloads->table->spots;

  for (; *next < spots->len && g_array_index (spots, PursuitPageSpot, *next).id <= up_to; ++*next)
    {
      const PursuitPageSpot *spot = &g_array_index (spots, PursuitPageSpot, *next);

      if (!entries->any)
        leave_out (payloads, spot);
      else if (!load_row (payloads, spot, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
load_journal (PursuitRecoveryWork   *work,
              PursuitRecoveryTable  *journal,
              PursuitRecoveryTable  *payload,
              GError               **error)
{
  g_auto(Loader) entries = { 0 };
  g_auto(Loader) payloads = { 0 };
  guint next = 0;

  loader_init (&entries, work, journal);
  loader_init (&payloads, work, payload);
  for (guint i = 0; i < journal->spots->len; i++)
    {
      const PursuitPageSpot *spot = &g_array_index (journal->spots, PursuitPageSpot, i);

      if ((i % ROWS_BETWEEN_LOOKS == 0 && g_cancellable_set_error_if_cancelled (work->cancellable, error)) ||
          !load_payloads (&payloads, &entries, &next, spot->id - 1, error) || !load_row (&entries, spot, error) ||
          !load_payloads (&payloads, &entries, &next, spot->id, error))
        return FALSE;
    }

  return load_payloads (&payloads, &entries, &next, G_MAXINT64, error);
}

/* Which database it is, is in the old file; without that it gets a name of its own. */
static gboolean
load_identity (PursuitRecoveryWork   *work,
               PursuitRecoveryTable  *identity,
               GError               **error)
{
  if (!pursuit_db_exec (work->db, "DELETE FROM identity", error) || !load_table (work, identity, error))
    return FALSE;

  return identity->result->n_rows > 0 ||
         pursuit_db_exec (work->db, "INSERT INTO identity (id, uuid) VALUES (1, lower (hex (randomblob (16))))", error);
}

gboolean
pursuit_recovery_load (PursuitRecoveryWork  *work,
                       GError              **error)
{
  PursuitRecoveryTable *journal = pursuit_recovery_find (work, "journal");
  PursuitRecoveryTable *payload = pursuit_recovery_find (work, "journal_payload");
  PursuitRecoveryTable *identity = pursuit_recovery_find (work, "identity");

  for (guint i = 0; i < work->tables->len; i++)
    {
      PursuitRecoveryTable *table = g_ptr_array_index (work->tables, i);

      if (table != journal && table != payload && table != identity && !load_table (work, table, error))
        return FALSE;
    }

  return load_identity (work, identity, error) && load_journal (work, journal, payload, error);
}
