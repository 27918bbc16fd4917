/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-sort-keys-private.h"

#include <string.h>

#include "pursuit-collation.h"
#include "pursuit-own-values-private.h"
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

/* How far the keys have been made. */
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
  return pursuit_own_values_sort (self->db, error) && write_stamp (self, error);
}

static gboolean
is_sorted (GType type)
{
  g_autoptr(GTypeClass) klass = g_type_class_ref (type);

  return PURSUIT_RECORD_CLASS (klass)->sorts_names;
}

/* The next rows of the next type, or the stamp at the end. What fails is tried again from where it began. */
static gboolean
make_piece (PursuitStore  *self,
            GError       **error)
{
  guint n;
  const GType *types = pursuit_record_types (&n);
  Progress progress = { .last_id = self->keys_last_id };

  while (self->keys_type < n && !is_sorted (types[self->keys_type]))
    self->keys_type++;
  if (self->keys_type == n)
    {
      self->has_old_keys = !run_step (self, finish, NULL, error);
      return !self->has_old_keys;
    }

  progress.sql = pursuit_store_get_sql (self, types[self->keys_type]);
  if (!run_step (self, make_some, &progress, error))
    return FALSE;

  self->keys_last_id = progress.last_id;
  if (progress.seen < ROWS_PER_BATCH)
    {
      self->keys_type++;
      self->keys_last_id = G_MININT64;
    }
  return TRUE;
}

/* At the opening: finds out whether the keys are of this time, and makes them, all at once or @later in pieces. A file with some of
 * it left to do can be used: names stand where they stood. Where nothing may be written such a file is shown in the order that it
 * has; keys that a newer program made are left. */
void
pursuit_sort_keys_meet (PursuitStore *self,
                        gboolean      later)
{
  g_autoptr(GError) error = NULL;
  gint64 version;
  State state;

  if (pursuit_store_is_read_only (self))
    return;

  if (read_state (self, &state, &version, &error))
    {
      self->has_old_keys = state == TO_BE_MADE;
      self->keys_last_id = G_MININT64;
      while (self->has_old_keys && !later && make_piece (self, &error))
        ;
    }
  if (error != NULL)
    g_debug ("names stay in their former order: %s", error->message);
}

/**
 * pursuit_sort_keys_has_more:
 * @store: a store
 *
 * Returns: whether names are still sorted by keys that this program would make otherwise, see pursuit_sort_keys_continue()
 */
gboolean
pursuit_sort_keys_has_more (PursuitStore *store)
{
  g_return_val_if_fail (PURSUIT_IS_STORE (store), FALSE);

  return store->has_old_keys;
}

/**
 * pursuit_sort_keys_continue:
 * @store: a store that was opened with %PURSUIT_STORE_KEYS_LATER, outside of transactions
 * @out_ready: (out): whether that was the last piece
 * @error: return location
 *
 * Makes some of the keys by which names are sorted anew: so few that others can save in between. What could not be finished is
 * begun again at the next opening; what a colleague has finished meanwhile is not done twice.
 *
 * Fails as pursuit_db_set_error() says.
 *
 * Returns: %TRUE when @out_ready was set
 */
gboolean
pursuit_sort_keys_continue (PursuitStore  *store,
                            gboolean      *out_ready,
                            GError       **error)
{
  gint64 version;
  State state;

  g_return_val_if_fail (PURSUIT_IS_STORE (store), FALSE);

  if (!read_state (store, &state, &version, error))
    return FALSE;
  store->has_old_keys = store->has_old_keys && state == TO_BE_MADE;
  if (store->has_old_keys && !make_piece (store, error))
    return FALSE;

  *out_ready = !store->has_old_keys;
  return TRUE;
}
