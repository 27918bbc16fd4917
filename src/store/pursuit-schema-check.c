/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-error.h"
#include "pursuit-schema-resources.h"

/* Whether a file's schema is what the steps make (shared-database.md 3.3). What another program added must not act in
 * our name, and what it took away must not be missed in the middle of somebody's work. */

/* How the tables behind the full-text index are made is the engine's affair, and other versions of it may do it otherwise. */
static const char sql_schema[] =
  "SELECT name, CASE WHEN name LIKE 'text\\_index\\__%' ESCAPE '\\' THEN type ELSE type || ' ' || sql END, type IN ('trigger', 'view') FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

/**
 * pursuit_schema_make_expected:
 * @version: a version that there was
 * @error: return location
 *
 * Makes an empty database of that version in memory and looks at it, which takes some milliseconds.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type utf8 utf8): each name of the schema and its definition
 */
GHashTable *
pursuit_schema_make_expected (int      version,
                              GError **error)
{
  g_autoptr(GHashTable) expected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(PursuitDb) model = pursuit_db_open_plain (":memory:", ":memory:", error);
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (model == NULL || !pursuit_schema_migrate (model, NULL, version, error) ||
      !pursuit_stmt_prepare (&stmt, model, sql_schema, error))
    return NULL;
  for (;;)
    {
      if (!pursuit_stmt_step (&stmt, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&expected);
      g_hash_table_insert (expected, g_strdup (pursuit_stmt_get_text (&stmt, 0)),
                           g_strdup (pursuit_stmt_get_text (&stmt, 1)));
    }
}

static gboolean
refuse (PursuitDb   *db,
        const char  *what,
        GError     **error)
{
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("“%1$s” was altered by another program: “%2$s” is not as it was made."),
               db->name, what);
  return FALSE;
}

/**
 * pursuit_schema_get_newest_expected:
 *
 * Returns: (transfer full) (element-type utf8 utf8): the same for the newest version, as it was worked out when the program was
 *   built (script/gen-schema.py)
 */
GHashTable *
pursuit_schema_get_newest_expected (void)
{
  GHashTable *expected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GBytes) text = g_resource_lookup_data (pursuit_schema_get_resource (), "/io/github/pursuit/Pursuit/schema/schema.txt",
                                                   G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_auto(GStrv) records = g_strsplit (g_bytes_get_data (text, NULL), "\x1e", -1);

  for (guint i = 0; records[i] != NULL && *records[i] != '\0'; i++)
    {
      char *definition = strchr (records[i], '\x1f');

      g_hash_table_insert (expected, g_strndup (records[i], (gsize) (definition - records[i])), g_strdup (definition + 1));
    }

  return expected;
}

/* Of several things that are missing the first by name, so that one file always gets the same sentence. */
static gboolean
nothing_missing (PursuitDb   *db,
                 GHashTable  *expected,
                 GHashTable  *found,
                 GError     **error)
{
  const char *missing = NULL;
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_hash_table_contains (found, name) && (missing == NULL || strcmp (name, missing) < 0))
      missing = name;

  return missing == NULL || refuse (db, missing, error);
}

/* Tables and indices that somebody added are left alone: nothing here looks at them. */
static gboolean
compare (PursuitDb   *db,
         GHashTable  *expected,
         GError     **error)
{
  g_autoptr(GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, db, sql_schema, error))
    return FALSE;
  for (;;)
    {
      const char *definition;

      if (!pursuit_stmt_step (&stmt, &row, error))
        return FALSE;
      if (!row)
        return nothing_missing (db, expected, found, error);
      definition = g_hash_table_lookup (expected, pursuit_stmt_get_text (&stmt, 0));
      if (definition != NULL ? g_strcmp0 (definition, pursuit_stmt_get_text (&stmt, 1)) != 0
                             : pursuit_stmt_get_number (&stmt, 2) != 0)
        return refuse (db, pursuit_stmt_get_text (&stmt, 0), error);
      g_hash_table_add (found, g_strdup (pursuit_stmt_get_text (&stmt, 0)));
    }
}

/**
 * pursuit_schema_verify:
 * @db: a connection to a database that was there before
 * @error: return location
 *
 * Looks whether the schema is what the program made of it when it had the version that it has; a newer file is for
 * pursuit_schema_migrate() to refuse.
 *
 * Fails with %PURSUIT_ERROR_STORAGE when it is not, or cannot be read.
 *
 * Returns: %TRUE when nothing is missing, changed, or could act that is not ours
 */
gboolean
pursuit_schema_verify (PursuitDb  *db,
                       GError    **error)
{
  g_autoptr(GHashTable) expected = NULL;
  gint64 version;

  if (!pursuit_db_get_number (db, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version > pursuit_schema_get_newest ())
    return TRUE;
  if (version < 1)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("“%s” is not a Pursuit database."), db->name);
      return FALSE;
    }

  expected = version == pursuit_schema_get_newest () ? pursuit_schema_get_newest_expected ()
                                                     : pursuit_schema_make_expected ((int) version, error);
  return expected != NULL && compare (db, expected, error);
}
