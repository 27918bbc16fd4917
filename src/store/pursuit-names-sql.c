/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-names-sql-private.h"

/*
 * What the names in memory found, as a condition of a statement: a few ids by which the engine looks rows up, or a function
 * that says of each row whether it is among many.
 */

/* More are rather looked at one by one. */
#define MOST_LOOKED_UP 2000
#define POINTER_TYPE "pursuit-name-set"
#define FUNCTION "is_named"

struct _PursuitNameSet
{
  gatomicrefcount ref_count;
  GArray *ids;          /* gint64, ascending */
  guint8 *bits;         /* from the first id on; NULL where they would be too many */
};

/* A set that is only looked up needs no bits. */
static void
make_bits (PursuitNameSet *self)
{
  const gint64 *ids = (const gint64 *) (gpointer) self->ids->data;
  guint n = self->ids->len;
  guint64 span;

  if (n <= MOST_LOOKED_UP)
    return;
  span = (guint64) ids[n - 1] - (guint64) ids[0] + 1;
  if (span > (guint64) n * 256)
    return;

  self->bits = g_malloc0 (span / 8 + 1);
  for (guint i = 0; i < n; i++)
    self->bits[(ids[i] - ids[0]) / 8] |= (guint8) (1u << ((ids[i] - ids[0]) % 8));
}

/**
 * pursuit_name_set_new:
 * @ids: (transfer full) (element-type gint64): ids, ascending
 *
 * Returns: (transfer full): a set of them
 */
PursuitNameSet *
pursuit_name_set_new (GArray *ids)
{
  PursuitNameSet *self = g_new0 (PursuitNameSet, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->ids = ids;
  make_bits (self);

  return self;
}

/* @data may be %NULL. */
void
pursuit_name_set_unref (gpointer data)
{
  PursuitNameSet *self = data;

  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_array_unref (self->ids);
  g_free (self->bits);
  g_free (self);
}

static gboolean
has_id (const PursuitNameSet *self,
        gint64                id)
{
  const gint64 *ids = (const gint64 *) (gpointer) self->ids->data;
  guint from = 0;
  guint to = self->ids->len;

  if (to == 0 || id < ids[0] || id > ids[to - 1])
    return FALSE;
  if (self->bits != NULL)
    return (self->bits[(id - ids[0]) / 8] >> ((id - ids[0]) % 8) & 1) != 0;

  while (from < to)
    {
      guint middle = from + (to - from) / 2;

      if (ids[middle] < id)
        from = middle + 1;
      else
        to = middle;
    }

  return from < self->ids->len && ids[from] == id;
}

/**
 * pursuit_name_set_is_few:
 * @self: a set
 *
 * Returns: %TRUE when its rows are looked up, %FALSE when each row is looked at
 */
gboolean
pursuit_name_set_is_few (PursuitNameSet *self)
{
  return self->ids->len <= MOST_LOOKED_UP;
}

/**
 * pursuit_name_set_dup_json:
 * @self: a set
 *
 * Returns: (transfer full): "[1,2,3]"
 */
char *
pursuit_name_set_dup_json (PursuitNameSet *self)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < self->ids->len; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", g_array_index (self->ids, gint64, i));
  g_string_append_c (json, ']');

  return g_string_free (json, FALSE);
}

/**
 * pursuit_name_set_bind:
 * @self: a set
 * @stmt: a statement that asks is_named ($index, id)
 * @index: of the parameter
 */
void
pursuit_name_set_bind (PursuitNameSet *self,
                       PursuitStmt    *stmt,
                       int             index)
{
  g_atomic_ref_count_inc (&self->ref_count);
  /* the engine gives the reference back, also when it fails */
  sqlite3_bind_pointer (stmt->handle, index, self, POINTER_TYPE, pursuit_name_set_unref);
}

static void
is_named (sqlite3_context  *context,
          int               n_values,
          sqlite3_value   **values)
{
  const PursuitNameSet *set = sqlite3_value_pointer (values[0], POINTER_TYPE);

  sqlite3_result_int (context, set != NULL && has_id (set, sqlite3_value_int64 (values[1])));
}

/**
 * pursuit_names_register:
 * @db: a connection that has just been set up
 *
 * Teaches it the function is_named(), which nothing in a file may use.
 */
void
pursuit_names_register (PursuitDb *db)
{
  int code = sqlite3_create_function_v2 (db->handle, FUNCTION, 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
                                         NULL, is_named, NULL, NULL, NULL);

  g_assert (code == SQLITE_OK || code == SQLITE_NOMEM);
}
