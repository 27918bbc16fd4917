/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-sort-keys-private.h"

#include <string.h>

#include "pursuit-collation.h"
#include "pursuit-record-sql-private.h"

/*
 * The keys by which names are sorted, seen as a whole. Each is written with its record; here they are made anew, when the file
 * is from a time before there were any or the collation engine has learnt something. Nothing that people wrote is touched:
 * neither a revision nor the journal knows of it.
 */

#define NAME "sort_key"

/* Rows that are looked at in one transaction: others may want to save in between. */
#define ROWS_PER_BATCH 2000

/* A row whose key is to be another. */
typedef struct
{
  gint64 id;
  gsize length;
  guint8 key[PURSUIT_COLLATION_KEY_SIZE];
} NewKey;

typedef enum
{
  ALL_MADE,      /* by our recipe, or by one that we do not know yet */
  TO_BE_MADE,
} State;

static gboolean
read_state (PursuitStore  *self,
            State         *out_state,
            gint64        *out_version,
            GError       **error)
{
  static const char sql[] = "SELECT recipe, version FROM derived WHERE name = '" NAME "'";
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, self->db, sql, error) || !pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  *out_version = row ? pursuit_stmt_get_number (&stmt, 1) : 0;
  *out_state = *out_version < pursuit_collation_get_version () ||
                   g_strcmp0 (pursuit_stmt_get_text (&stmt, 0), pursuit_collation_get_name ()) != 0
                 ? TO_BE_MADE : ALL_MADE;
  return TRUE;
}

static gboolean
write_stamp (PursuitStore  *self,
             GError       **error)
{
  static const char sql[] =
    "INSERT INTO derived (name, recipe, version) VALUES ('" NAME "', $1, $2)"
    " ON CONFLICT (name) DO UPDATE SET recipe = excluded.recipe, version = excluded.version";
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare (&stmt, self->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_text (&stmt, 1, pursuit_collation_get_name ());
  pursuit_stmt_bind_number (&stmt, 2, pursuit_collation_get_version ());

  return pursuit_stmt_run (&stmt, error);
}

/* Looks through the next rows, and gathers those whose key does not fit their name. */
static gboolean
compare_some (PursuitStore      *self,
              PursuitRecordSql  *sql,
              gint64            *last_id,
              guint             *out_seen,
              GArray            *others,
              GError           **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  *out_seen = 0;
  if (!pursuit_stmt_prepare (&stmt, self->db, sql->sort_keys, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, *last_id);
  pursuit_stmt_bind_number (&stmt, 2, ROWS_PER_BATCH);
  for (;;)
    {
      NewKey made;

      if (!pursuit_stmt_step (&stmt, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      made.id = pursuit_stmt_get_number (&stmt, 0);
      made.length = pursuit_collation_make_key (pursuit_stmt_get_text (&stmt, 1), made.key);
      if (made.length != (gsize) sqlite3_column_bytes (stmt.handle, 2) ||
          (made.length > 0 && memcmp (made.key, sqlite3_column_blob (stmt.handle, 2), made.length) != 0))
        g_array_append_val (others, made);
      *last_id = made.id;
      ++*out_seen;
    }
}

static gboolean
write_keys (PursuitStore      *self,
            PursuitRecordSql  *sql,
            GArray            *keys,
            GError           **error)
{
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare (&stmt, self->db, sql->set_sort_key, error))
    return FALSE;
  for (guint i = 0; i < keys->len; i++)
    {
      const NewKey *made = &g_array_index (keys, NewKey, i);

      pursuit_stmt_bind_bytes (&stmt, 1, made->key, made->length);
      pursuit_stmt_bind_number (&stmt, 2, made->id);
      if (!pursuit_stmt_run (&stmt, error))
        return FALSE;
    }

  return TRUE;
}

/* The body of a transaction: everything, or as it was. */
typedef gboolean (*Step) (PursuitStore  *self,
                          gpointer       data,
                          GError       **error);

static gboolean
run_step (PursuitStore  *self,
          Step           step,
          gpointer       data,
          GError       **error)
{
  if (!pursuit_db_exec (self->db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (step (self, data, error) && pursuit_db_exec (self->db, "COMMIT", error))
    return TRUE;

  pursuit_db_exec (self->db, "ROLLBACK", NULL);
  return FALSE;
}

/* How far the keys of a type have been made. */
typedef struct
{
  PursuitRecordSql *sql;
  gint64 last_id;
  guint seen;
} Progress;

static gboolean
make_some (PursuitStore  *self,
           gpointer       data,
           GError       **error)
{
  g_autoptr(GArray) keys = g_array_new (FALSE, FALSE, sizeof (NewKey));
  Progress *progress = data;

  return compare_some (self, progress->sql, &progress->last_id, &progress->seen, keys, error) &&
         write_keys (self, progress->sql, keys, error);
}

static gboolean
finish (PursuitStore  *self,
        gpointer       data,
        GError       **error)
{
  return write_stamp (self, error);
}

static gboolean
make_all (PursuitStore  *self,
          GType          type,
          GError       **error)
{
  Progress progress = { .sql = pursuit_store_get_sql (self, type), .last_id = G_MININT64 };

  do
    if (!run_step (self, make_some, &progress, error))
      return FALSE;
  while (progress.seen == ROWS_PER_BATCH);

  return TRUE;
}

static gboolean
is_sorted (GType type)
{
  g_autoptr(GTypeClass) klass = g_type_class_ref (type);

  return PURSUIT_RECORD_CLASS (klass)->sorts_names;
}

/**
 * pursuit_store_make_sort_keys:
 * @self: a store that was just opened, outside of transactions
 * @error: return location
 *
 * Makes the keys by which names are sorted, where the file has none or older ones than this program would make; keys that a
 * newer program made are left. Where nothing may be written nothing is done: such a file is shown in the order that it has. What
 * could not be finished is done at the next opening.
 *
 * Fails as pursuit_db_set_error() says.
 *
 * Returns: %TRUE when the keys need no more work by this program
 */
gboolean
pursuit_store_make_sort_keys (PursuitStore  *self,
                              GError       **error)
{
  gint64 version;
  State state;
  guint n;
  const GType *types = pursuit_record_types (&n);

  if (pursuit_store_is_read_only (self))
    return TRUE;
  if (!read_state (self, &state, &version, error))
    return FALSE;
  if (state == ALL_MADE)
    return TRUE;

  for (guint i = 0; i < n; i++)
    if (is_sorted (types[i]) && !make_all (self, types[i], error))
      return FALSE;

  return run_step (self, finish, NULL, error);
}
