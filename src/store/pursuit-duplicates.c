/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-duplicates-private.h"

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-record-sql-private.h"
#include "pursuit-store-private.h"

/*
 * What records share that may mean the same, as rows of (entity, kind, key, record). They are written with the records, one by one; those
 * of an import are left to whoever keeps the file up (pursuit_duplicates_continue()), because they would take as long as the
 * import itself. Whatever is newer than the number in duplicate_state has no keys yet. A deleted record keeps its keys: it may come back.
 * All follows from the records: it is no loss when it is thrown away.
 */

/* How many records get their keys in one transaction: others may want to save in between. */
#define RECORDS_PER_BATCH 2000

static const int entities[] = { 1, 2 };

static GType
entity_to_type (int entity)
{
  return entity == 1 ? PURSUIT_TYPE_CUSTOMER : PURSUIT_TYPE_CONTACT;
}

int
pursuit_duplicates_get_entity (GType type)
{
  return type == PURSUIT_TYPE_CUSTOMER ? 1 : 2;
}

/* Up to which record there are keys; -1 when all are to be made anew. */
static gboolean
read_last_id (PursuitStore  *store,
              int            entity,
              gint64        *out_last_id,
              GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db, "SELECT last_id FROM duplicate_state WHERE entity = $1 AND version = $2", error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, entity);
  pursuit_stmt_bind_number (&stmt, 2, PURSUIT_DUPLICATE_KEYS_VERSION);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  *out_last_id = row ? pursuit_stmt_get_number (&stmt, 0) : -1;
  return TRUE;
}

static gboolean
write_last_id (PursuitStore  *store,
               int            entity,
               gint64         last_id,
               GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare (&stmt, store->db, "INSERT INTO duplicate_state (entity, version, last_id) VALUES ($1, $2, $3)"
                             " ON CONFLICT (entity) DO UPDATE SET version = excluded.version, last_id = excluded.last_id", error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, entity);
  pursuit_stmt_bind_number (&stmt, 2, PURSUIT_DUPLICATE_KEYS_VERSION);
  pursuit_stmt_bind_number (&stmt, 3, last_id);

  return pursuit_stmt_run (&stmt, error);
}

typedef struct
{
  PursuitStore *store;
  PursuitRecord *record;
  const char *sql;
  gboolean found;         /* by each of the keys */
  GError *error;
} Writer;

static gboolean
run_key_cb (PursuitDuplicateKind  kind,
            const char           *key,
            gpointer              user_data)
{
  Writer *writer = user_data;
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row = FALSE;

  if (!pursuit_stmt_prepare (&stmt, writer->store->db, writer->sql, &writer->error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, pursuit_duplicates_get_entity (G_OBJECT_TYPE (writer->record)));
  pursuit_stmt_bind_number (&stmt, 2, kind);
  pursuit_stmt_bind_text (&stmt, 3, key);
  pursuit_stmt_bind_number (&stmt, 4, writer->record->id);
  if (!pursuit_stmt_step (&stmt, &row, &writer->error))
    return FALSE;

  writer->found = writer->found && row;
  return TRUE;
}

static gboolean
run_for_keys (PursuitStore   *store,
              PursuitRecord  *record,
              const char     *sql,
              gboolean       *out_found,
              GError        **error)
{
  Writer writer = { store, record, sql, TRUE, NULL };

  pursuit_duplicate_keys_foreach (record, run_key_cb, &writer);
  if (writer.error != NULL)
    {
      g_propagate_error (error, writer.error);
      return FALSE;
    }

  if (out_found != NULL)
    *out_found = writer.found;
  return TRUE;
}

static const char sql_add[] =
  "INSERT OR IGNORE INTO duplicate_key (entity, kind, key, record_id) VALUES ($1, $2, $3, $4)";
static const char sql_remove[] =
  "DELETE FROM duplicate_key WHERE entity = $1 AND kind = $2 AND key = $3 AND record_id = $4";
static const char sql_has[] =
  "SELECT 1 FROM duplicate_key WHERE entity = $1 AND kind = $2 AND key = $3 AND record_id = $4";

/**
 * pursuit_duplicates_put_new:
 * @store: a store, within a transaction
 * @record: a record that was just inserted
 * @error: return location
 *
 * Notes its keys, unless it is one of many.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when they are noted, or left for later
 */
gboolean
pursuit_duplicates_put_new (PursuitStore   *store,
                            PursuitRecord  *record,
                            GError        **error)
{
  int entity = pursuit_duplicates_get_entity (G_OBJECT_TYPE (record));
  gint64 last_id;

  if (store->tx_is_large || !pursuit_duplicate_has_keys (G_OBJECT_TYPE (record)))
    return TRUE;
  if (!read_last_id (store, entity, &last_id, error))
    return FALSE;

  return last_id != record->id - 1 ||
         (run_for_keys (store, record, sql_add, NULL, error) && write_last_id (store, entity, record->id, error));
}

/* What keys are made of, as it stands in the file. */
static PursuitRecord *
load_present (PursuitStore  *store,
              GType          type,
              gint64         id,
              GError       **error)
{
  gint64 last_id;

  if (!read_last_id (store, pursuit_duplicates_get_entity (type), &last_id, error) || id > last_id)
    return NULL;

  return pursuit_store_load (store, type, id, error);
}

/* Whether anything of which keys are made is otherwise in the file: for nearly every save it is not, and that is quickly seen. */
static gboolean
has_other_keys (PursuitStore   *store,
                PursuitRecord  *record,
                gboolean       *out_has,
                GError        **error)
{
  static const char *const of_customers[] = { "name", "phone", "email", "website", "registration_code", NULL };
  static const char *const of_contacts[] = { "customer_id", "name", "phone", "email", NULL };
  gboolean is_customer = PURSUIT_IS_CUSTOMER (record);
  const char *const *names = is_customer ? of_customers : of_contacts;
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db,
                             is_customer ? "SELECT name, phone, email, website, registration_code FROM customer WHERE id = $1"
                                         : "SELECT customer_id, name, phone, email FROM contact WHERE id = $1", error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, record->id);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  *out_has = FALSE;
  for (guint i = 0; row && !*out_has && names[i] != NULL; i++)
    {
      const PursuitField *field = pursuit_record_class_find (PURSUIT_RECORD_GET_CLASS (record), names[i]);

      *out_has = pursuit_field_is_text (field)
                   ? g_strcmp0 (pursuit_stmt_get_text (&stmt, (int) i), pursuit_record_get_text (record, field)) != 0
                   : pursuit_stmt_get_number (&stmt, (int) i) != pursuit_record_get_number (record, field);
    }
  return TRUE;
}

/**
 * pursuit_duplicates_before:
 * @store: a store, within a transaction
 * @record: a record that is about to be written
 * @error: return location
 *
 * Exchanges its keys when it has others than in the file.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when they are those of @record
 */
gboolean
pursuit_duplicates_before (PursuitStore   *store,
                           PursuitRecord  *record,
                           GError        **error)
{
  g_autoptr(PursuitRecord) present = NULL;
  g_autoptr(GError) local = NULL;
  gboolean has_other;

  if (!pursuit_duplicate_has_keys (G_OBJECT_TYPE (record)))
    return TRUE;
  if (!has_other_keys (store, record, &has_other, error))
    return FALSE;
  if (!has_other)
    return TRUE;
  present = load_present (store, G_OBJECT_TYPE (record), record->id, &local);
  if (present == NULL)
    {
      gboolean is_fine = local == NULL;

      if (!is_fine)
        g_propagate_error (error, g_steal_pointer (&local));
      return is_fine;
    }

  return run_for_keys (store, present, sql_remove, NULL, error) && run_for_keys (store, record, sql_add, NULL, error);
}

/**
 * pursuit_duplicates_move:
 * @store: a store, within a transaction
 * @type: a record type
 * @id: a record of which one column is written by itself
 * @is_after: whether that has been done
 * @error: return location
 *
 * Forgets the keys of a record before it is written, and notes them again after it.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is done
 */
gboolean
pursuit_duplicates_move (PursuitStore  *store,
                         GType          type,
                         gint64         id,
                         gboolean       is_after,
                         GError       **error)
{
  g_autoptr(PursuitRecord) present = NULL;
  g_autoptr(GError) local = NULL;

  if (!pursuit_duplicate_has_keys (type))
    return TRUE;
  present = load_present (store, type, id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  return present == NULL || run_for_keys (store, present, is_after ? sql_add : sql_remove, NULL, error);
}

/* The ids that come after one, some thousand of them: they may lie far apart in a file that was recovered. */
static GArray *
list_ids (PursuitStore  *store,
          int            entity,
          gint64         after_id,
          gint64         until_id,
          GError       **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db,
                             entity == 1 ? "SELECT id FROM customer WHERE id > $1 AND id <= $2 ORDER BY id LIMIT $3"
                                         : "SELECT id FROM contact WHERE id > $1 AND id <= $2 ORDER BY id LIMIT $3", error))
    return NULL;
  pursuit_stmt_bind_number (&stmt, 1, after_id);
  pursuit_stmt_bind_number (&stmt, 2, until_id);
  pursuit_stmt_bind_number (&stmt, 3, RECORDS_PER_BATCH);
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

/* What is done with the keys of the next records. */
static gboolean
run_for_some (PursuitStore  *store,
              int            entity,
              gint64        *last_id,
              gint64         until_id,
              const char    *sql,
              gboolean      *out_found,
              gboolean      *out_all,
              GError       **error)
{
  g_autoptr(GArray) ids = list_ids (store, entity, *last_id, until_id, error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len && *out_found; i++)
    {
      g_autoptr(PursuitRecord) record = pursuit_store_load (store, entity_to_type (entity), g_array_index (ids, gint64, i), error);

      if (record == NULL || !run_for_keys (store, record, sql, sql == sql_has ? out_found : NULL, error))
        return FALSE;
    }

  *out_all = ids->len < RECORDS_PER_BATCH;
  if (ids->len > 0)
    *last_id = g_array_index (ids, gint64, ids->len - 1);
  return TRUE;
}

static gboolean
continue_entity (PursuitStore  *store,
                 int            entity,
                 gboolean      *out_all,
                 GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean goes_on = TRUE;
  gint64 last_id;

  if (!read_last_id (store, entity, &last_id, error))
    return FALSE;
  if (last_id < 0)
    {
      if (!pursuit_stmt_prepare (&stmt, store->db, "DELETE FROM duplicate_key WHERE entity = $1", error))
        return FALSE;
      pursuit_stmt_bind_number (&stmt, 1, entity);
      if (!pursuit_stmt_run (&stmt, error))
        return FALSE;
      last_id = 0;
    }

  return run_for_some (store, entity, &last_id, G_MAXINT64, sql_add, &goes_on, out_all, error) &&
         write_last_id (store, entity, last_id, error);
}

static gboolean
lacks_keys (PursuitStore  *store,
            int            entity,
            gboolean      *out_lacks,
            GError       **error)
{
  gint64 last_id, newest;

  if (!read_last_id (store, entity, &last_id, error) ||
      !pursuit_db_get_number (store->db, pursuit_store_get_sql (store, entity_to_type (entity))->last_id, &newest, error))
    return FALSE;

  *out_lacks = last_id < newest;
  return TRUE;
}

/**
 * pursuit_duplicates_has_more:
 * @store: a store
 *
 * Returns: %TRUE when there are records without keys, and a call of pursuit_duplicates_continue() will give some of them theirs
 */
gboolean
pursuit_duplicates_has_more (PursuitStore *store)
{
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    {
      gboolean lacks;

      if (lacks_keys (store, entities[i], &lacks, NULL) && lacks)
        return TRUE;
    }

  return FALSE;
}

static gboolean
do_continue (PursuitStore  *store,
             gboolean      *out_ready,
             GError       **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    {
      gboolean lacks;
      gboolean all = TRUE;

      if (!lacks_keys (store, entities[i], &lacks, error) || (lacks && !continue_entity (store, entities[i], &all, error)))
        return FALSE;
      if (!all)
        {
          *out_ready = FALSE;
          return TRUE;
        }
    }

  *out_ready = TRUE;
  return TRUE;
}

/**
 * pursuit_duplicates_continue:
 * @store: a store, not within a transaction
 * @out_ready: (out): whether every record has its keys now
 * @error: return location
 *
 * Gives some thousand records their keys that have none, in a transaction of its own: neither revisions nor the journal know of it.
 *
 * Fails as pursuit_tx_begin().
 *
 * Returns: %TRUE when it got on
 */
gboolean
pursuit_duplicates_continue (PursuitStore  *store,
                             gboolean      *out_ready,
                             GError       **error)
{
  if (!pursuit_db_exec (store->db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (do_continue (store, out_ready, error) && pursuit_db_exec (store->db, "COMMIT", error))
    return TRUE;

  pursuit_db_exec (store->db, "ROLLBACK", NULL);
  return FALSE;
}

/* At the opening: what was only just made is kept from its beginning. Any other file is not written to before somebody wants to. */
void
pursuit_duplicates_meet (PursuitStore *store)
{
  g_autoptr(GError) error = NULL;
  gboolean ready;

  if (sqlite3_total_changes (store->db->handle) > 0 && !pursuit_store_is_read_only (store) &&
      !pursuit_duplicates_continue (store, &ready, &error))
    g_debug ("The keys of duplicates in “%s” stay incomplete: %s", store->path, error->message);
}

static gboolean
check_entity (PursuitStore  *store,
              int            entity,
              gboolean      *out_sound,
              GError       **error)
{
  gboolean all = FALSE;
  gint64 last_id, id = 0;

  *out_sound = TRUE;
  if (!read_last_id (store, entity, &last_id, error))
    return FALSE;
  while (!all && *out_sound)
    if (!run_for_some (store, entity, &id, last_id, sql_has, out_sound, &all, error))
      return FALSE;

  return TRUE;
}

/**
 * pursuit_duplicates_check:
 * @store: a store
 * @format: a sentence with a place for the name of a table
 * @findings: (element-type utf8): gets one sentence for each table of which a record lacks a key
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it was looked at
 */
gboolean
pursuit_duplicates_check (PursuitStore  *store,
                          const char    *format,
                          GPtrArray     *findings,
                          GError       **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    {
      gboolean is_sound;

      if (!check_entity (store, entities[i], &is_sound, error))
        return FALSE;
      if (!is_sound)
        g_ptr_array_add (findings, g_strdup_printf (format, pursuit_record_type_get_table (entity_to_type (entities[i]))));
    }

  return TRUE;
}
