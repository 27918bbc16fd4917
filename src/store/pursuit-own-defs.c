/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-own-defs-private.h"

#include "pursuit-names-private.h"
#include "pursuit-own-field.h"
#include "pursuit-store-private.h"

/*
 * Which fields the house has added, as the store knows them: every record with values of own fields is checked by the
 * definitions before it is written, whichever way it comes. They are read when the first such record is written, and again
 * when the stamp of their table has changed; within a transaction, which nobody else can write in, it is looked at once.
 */

/* The schema step since which there are own fields. */
#define SINCE_VERSION 16

/* Every write of a definition raises the first; the second tells apart what was restored from a copy. */
static gboolean
read_stamp (PursuitStore  *store,
            gint64         stamp[2],
            GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db,
                             "SELECT coalesce (sum (revision), 0), coalesce (max (changed_at), 0) FROM own_field", error) ||
      !pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  stamp[0] = pursuit_stmt_get_number (&stmt, 0);
  stamp[1] = pursuit_stmt_get_number (&stmt, 1);
  return TRUE;
}

static gboolean
read_set (PursuitStore  *store,
          GError       **error)
{
  gint64 stamp[2];
  g_autoptr(GPtrArray) definitions = NULL;

  if (!read_stamp (store, stamp, error))
    return FALSE;
  if (store->own_set != NULL && stamp[0] == store->own_stamp[0] && stamp[1] == store->own_stamp[1])
    return TRUE;

  definitions = pursuit_store_list (store, PURSUIT_TYPE_OWN_FIELD, error);
  if (definitions == NULL)
    return FALSE;

  g_clear_pointer (&store->own_set, pursuit_own_set_unref);
  store->own_set = pursuit_own_set_new (definitions);
  store->own_stamp[0] = stamp[0];
  store->own_stamp[1] = stamp[1];
  return TRUE;
}

/**
 * pursuit_own_defs_get:
 * @store: a store
 * @error: return location
 *
 * Fails as pursuit_db_set_error() says.
 *
 * Returns: (transfer none): the fields that the house has added, lent until the next call
 */
PursuitOwnSet *
pursuit_own_defs_get (PursuitStore  *store,
                      GError       **error)
{
  gint64 version;

  g_return_val_if_fail (PURSUIT_IS_STORE (store), NULL);

  if (store->own_set != NULL && store->in_transaction && store->tx_knows_own)
    return store->own_set;

  /* A file that does not answer is none without own fields. */
  if (!pursuit_db_get_number (store->db, "PRAGMA user_version", &version, error))
    return NULL;
  if (version < SINCE_VERSION)
    {
      g_autoptr(GPtrArray) none = g_ptr_array_new ();

      if (store->own_set == NULL)
        store->own_set = pursuit_own_set_new (none);
    }
  else if (!read_set (store, error))
    return NULL;

  store->tx_knows_own = store->in_transaction;
  return store->own_set;
}

/* After the definitions were written here, or may have been elsewhere. */
void
pursuit_own_defs_forget (PursuitStore *store)
{
  store->tx_knows_own = FALSE;
}

/* Brings own fields into their one form, and refuses what their definitions do not allow. */
gboolean
pursuit_own_defs_complete (PursuitStore   *store,
                           PursuitRecord  *record,
                           GError        **error)
{
  const PursuitField *field = PURSUIT_RECORD_GET_CLASS (record)->extra;
  g_autoptr(PursuitExtra) extra = NULL;
  PursuitOwnSet *set;

  if (field == NULL || pursuit_record_get_text (record, field) == NULL)
    return TRUE;

  extra = pursuit_record_dup_extra (record, error);
  if (extra == NULL)
    return FALSE;
  pursuit_record_set_extra (record, extra);
  set = pursuit_own_defs_get (store, error);

  return set != NULL && pursuit_own_set_check (set, record, error);
}

/* What a record is found by; it was completed before. */
char *
pursuit_own_defs_dup_search (PursuitStore  *store,
                             PursuitRecord *record)
{
  const PursuitField *field = PURSUIT_RECORD_GET_CLASS (record)->extra;

  if (field == NULL || pursuit_record_get_text (record, field) == NULL)
    return pursuit_record_dup_search (record);

  return pursuit_own_set_dup_search (store->own_set, record);
}

static GArray *
list_records (PursuitStore  *store,
              const char    *table,
              GError       **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s WHERE extra IS NOT NULL", table);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return NULL;
  for (;;)
    {
      gint64 id;

      if (!pursuit_stmt_step (&stmt, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&ids);
      id = pursuit_stmt_get_number (&stmt, 0);
      g_array_append_val (ids, id);
    }
}

static gboolean
write_search (PursuitStore  *store,
              GType          type,
              gint64         id,
              GError       **error)
{
  g_autoptr(PursuitRecord) record = pursuit_store_load (store, type, id, error);
  g_autofree char *sql = g_strdup_printf ("UPDATE %s SET search = $1 WHERE id = $2", pursuit_record_type_get_table (type));
  g_autofree char *search = NULL;
  g_auto(PursuitStmt) stmt = { NULL };

  if (record == NULL || !pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;

  search = pursuit_own_set_dup_search (store->own_set, record);
  pursuit_stmt_bind_text (&stmt, 1, search);
  pursuit_stmt_bind_number (&stmt, 2, id);
  return pursuit_stmt_run (&stmt, error);
}

static gboolean
is_same_search (const PursuitOwn *before,
                const PursuitOwn *after)
{
  gboolean was = before != NULL && before->searched && !before->retired;
  gboolean is = after != NULL && after->searched && !after->retired;

  return was == is && (!is || before->choices->len == 0 || before == after);
}

/* What one can be found by follows from a definition too: its records get it when that changes. */
gboolean
pursuit_own_defs_follow (PursuitStore   *store,
                         PursuitRecord  *record,
                         GError        **error)
{
  g_autoptr(PursuitOwnSet) before = NULL;
  PursuitOwnSet *after;
  GType type;
  g_autoptr(GArray) ids = NULL;

  if (G_OBJECT_TYPE (record) != PURSUIT_TYPE_OWN_FIELD)
    return TRUE;

  before = store->own_set != NULL ? pursuit_own_set_ref (store->own_set) : NULL;
  pursuit_own_defs_forget (store);
  after = pursuit_own_defs_get (store, error);
  if (after == NULL)
    return FALSE;
  if (before != NULL && is_same_search (pursuit_own_set_find_id (before, record->id), pursuit_own_set_find_id (after, record->id)))
    return TRUE;

  type = pursuit_own_entity_to_type ((PursuitOwnEntity) PURSUIT_OWN_FIELD (record)->entity);
  ids = list_records (store, pursuit_record_type_get_table (type), error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!write_search (store, type, g_array_index (ids, gint64, i), error))
      return FALSE;

  pursuit_names_note_many (store, type);
  return ids != NULL;
}

/**
 * pursuit_own_defs_count_values:
 * @store: a store
 * @type: a record type that can have own fields
 * @key: a key
 * @value: (nullable): only records where this text stands there, %NULL for any value
 * @out_count: (out): how many records have a value there, deleted ones too: they may come back
 * @error: return location
 *
 * Reads all records of the type that have own fields, and no others.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when they are counted
 */
gboolean
pursuit_own_defs_count_values (PursuitStore  *store,
                               GType          type,
                               const char    *key,
                               const char    *value,
                               gint64        *out_count,
                               GError       **error)
{
  g_autofree char *path = g_strdup_printf ("$.%s", key);
  g_autofree char *sql =
    g_strdup_printf ("SELECT count (*) FROM %s WHERE extra IS NOT NULL AND json_extract (extra, $1) %s",
                     pursuit_record_type_get_table (type), value != NULL ? "= $2" : "IS NOT NULL");
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_text (&stmt, 1, path);
  if (value != NULL)
    pursuit_stmt_bind_text (&stmt, 2, value);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  *out_count = pursuit_stmt_get_number (&stmt, 0);
  return TRUE;
}
