/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-own-values-private.h"

#include <string.h>

#include "pursuit-collation.h"
#include "pursuit-own-set.h"
#include "pursuit-store-private.h"

/*
 * The values of own fields, one by one, in a table beside "extra" (schema step 25): lists are ordered and narrowed by them along
 * its indexes. It follows from the records and is written at the end of the transaction that wrote these, for all of them at once:
 *
 *   insert, update ──▶ note: which records ──▶ settle, before the commit: their rows anew
 *
 * Texts stand in the order of the locale, by a key as names have it; when the collation engine has learnt something, the keys are
 * made anew with those of names (pursuit-sort-keys.c).
 */

#define SORT_KEY "own_sort_key"

/* The key of a text, every other value as it is: numbers stand before texts. */
static void
make_sort_key (sqlite3_context  *context,
               int               n_values,
               sqlite3_value   **values)
{
  guint8 key[PURSUIT_COLLATION_KEY_SIZE];
  gsize length;

  if (sqlite3_value_type (values[0]) != SQLITE_TEXT)
    {
      sqlite3_result_value (context, values[0]);
      return;
    }

  length = pursuit_collation_make_key ((const char *) sqlite3_value_text (values[0]), key);
  sqlite3_result_blob (context, key, (int) length, SQLITE_TRANSIENT);
}

/* Teaches a connection that has just been set up the function; nothing in a file may use it. */
void
pursuit_own_values_register (PursuitDb *db)
{
  int code = sqlite3_create_function_v2 (db->handle, SORT_KEY, 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
                                         NULL, make_sort_key, NULL, NULL, NULL);

  g_assert (code == SQLITE_OK || code == SQLITE_NOMEM);
}

/* When @record was written: its values may be others. Most records never had any, and cost nothing. */
void
pursuit_own_values_note (PursuitStore  *store,
                         PursuitRecord *record)
{
  const PursuitField *field = PURSUIT_RECORD_GET_CLASS (record)->extra;
  PursuitOwnEntity entity;

  if (field == NULL || (!record->had_extra && pursuit_record_get_text (record, field) == NULL) ||
      !pursuit_own_entity_from_type (G_OBJECT_TYPE (record), &entity))
    return;

  if (store->tx_own_values[entity] == NULL)
    store->tx_own_values[entity] = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (store->tx_own_values[entity], record->id);
  record->had_extra = TRUE;
}

static char *
dup_ids (GArray *ids)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", g_array_index (ids, gint64, i));
  g_string_append_c (json, ']');

  return g_string_free (json, FALSE);
}

static gboolean
run_with_text (PursuitDb   *db,
               const char  *sql,
               const char  *text,
               GError     **error)
{
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare (&stmt, db, sql, error))
    return FALSE;
  if (text != NULL)
    pursuit_stmt_bind_text (&stmt, 1, text);

  return pursuit_stmt_run (&stmt, error);
}

/* The same key twice in one object is something that only another program writes; the first counts. */
static char *
make_insert (const char *table,
             const char *which)
{
  return g_strdup_printf ("INSERT OR IGNORE INTO own_value (entity, key, record_id, value, sort_key)"
                          " SELECT '%s', e.key, x.id, e.atom, " SORT_KEY " (e.atom) FROM %s" PURSUIT_OWN_VALUES_OF "%s",
                          table, table, which);
}

static gboolean
settle_entity (PursuitStore      *store,
               PursuitOwnEntity   entity,
               GError           **error)
{
  const char *table = pursuit_record_type_get_table (pursuit_own_entity_to_type (entity));
  g_autofree char *ids = dup_ids (store->tx_own_values[entity]);
  g_autofree char *remove =
    g_strdup_printf ("DELETE FROM own_value WHERE entity = '%s' AND record_id IN (SELECT value FROM json_each ($1))", table);
  g_autofree char *insert = make_insert (table, " AND x.id IN (SELECT value FROM json_each ($1))");

  return run_with_text (store->db, remove, ids, error) && run_with_text (store->db, insert, ids, error);
}

/**
 * pursuit_own_values_settle:
 * @store: a store within a transaction, of which no record waits to be written
 * @error: return location
 *
 * Writes the values of what was noted.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the table agrees with the records
 */
gboolean
pursuit_own_values_settle (PursuitStore  *store,
                           GError       **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (store->tx_own_values); i++)
    if (store->tx_own_values[i] != NULL && !settle_entity (store, (PursuitOwnEntity) i, error))
      return FALSE;

  pursuit_own_values_forget (store);
  return TRUE;
}

/* The same without writing, after a rollback. */
void
pursuit_own_values_forget (PursuitStore *store)
{
  for (guint i = 0; i < G_N_ELEMENTS (store->tx_own_values); i++)
    g_clear_pointer (&store->tx_own_values[i], g_array_unref);
}

/* Makes the keys of all texts anew, within a transaction. */
gboolean
pursuit_own_values_sort (PursuitDb  *db,
                         GError    **error)
{
  return run_with_text (db, "UPDATE own_value SET sort_key = " SORT_KEY " (value) WHERE typeof (value) = 'text'", NULL, error);
}

/* Makes the whole table anew, within a transaction. */
gboolean
pursuit_own_values_rebuild (PursuitDb  *db,
                            GError    **error)
{
  if (!run_with_text (db, "DELETE FROM own_value", NULL, error))
    return FALSE;
  for (PursuitOwnEntity entity = PURSUIT_OWN_OF_CUSTOMER; entity <= PURSUIT_OWN_OF_DEAL; entity++)
    {
      g_autofree char *insert = make_insert (pursuit_record_type_get_table (pursuit_own_entity_to_type (entity)), "");

      if (!run_with_text (db, insert, NULL, error))
        return FALSE;
    }

  return TRUE;
}
