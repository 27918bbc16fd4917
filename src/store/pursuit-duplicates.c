/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-duplicates-private.h"

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-error.h"
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

/* The next records without keys. */
static gboolean
put_some (PursuitStore  *store,
          int            entity,
          gint64        *last_id,
          gboolean      *out_all,
          GError       **error)
{
  GType type = entity_to_type (entity);
  gint64 newest, until;

  if (!pursuit_db_get_number (store->db, pursuit_store_get_sql (store, type)->last_id, &newest, error))
    return FALSE;
  until = MIN (newest, *last_id + RECORDS_PER_BATCH);
  for (gint64 id = *last_id + 1; id <= until; id++)
    {
      g_autoptr(GError) local = NULL;
      g_autoptr(PursuitRecord) record = pursuit_store_load (store, type, id, &local);

      /* a number that was never given, in a file that was recovered */
      if (record == NULL && g_error_matches (local, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND))
        continue;
      if (record == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (!run_for_keys (store, record, sql_add, NULL, error))
        return FALSE;
    }

  *last_id = until;
  *out_all = until == newest;
  return TRUE;
}

static gboolean
continue_entity (PursuitStore  *store,
                 int            entity,
                 gboolean      *out_all,
                 GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };
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

  return put_some (store, entity, &last_id, out_all, error) && write_last_id (store, entity, last_id, error);
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
  GType type = entity_to_type (entity);
  gint64 last_id;

  *out_sound = TRUE;
  if (!read_last_id (store, entity, &last_id, error))
    return FALSE;
  for (gint64 id = 1; id <= last_id && *out_sound; id++)
    {
      g_autoptr(GError) local = NULL;
      g_autoptr(PursuitRecord) record = pursuit_store_load (store, type, id, &local);

      if (record == NULL && g_error_matches (local, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND))
        continue;
      if (record == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (!run_for_keys (store, record, sql_has, out_sound, error))
        return FALSE;
    }

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
