/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-store-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-collation.h"
#include "pursuit-date.h"
#include "pursuit-duplicates-private.h"
#include "pursuit-error.h"
#include "pursuit-facets-private.h"
#include "pursuit-inserts-private.h"
#include "pursuit-names-private.h"
#include "pursuit-own-defs-private.h"
#include "pursuit-own-values-private.h"
#include "pursuit-record-sql-private.h"
#include "pursuit-text-index-private.h"

/* Load, insert, update and soft delete for every record type, made from the field tables. */

/* The statements of a record type, lent. */
PursuitRecordSql *
pursuit_store_get_sql (PursuitStore *self,
                       GType         type)
{
  PursuitRecordSql *sql = g_hash_table_lookup (self->statements_by_type, GSIZE_TO_POINTER (type));

  if (sql == NULL)
    {
      sql = pursuit_record_sql_new (type);
      g_hash_table_insert (self->statements_by_type, GSIZE_TO_POINTER (type), sql);
    }

  return sql;
}

/**
 * pursuit_store_load:
 * @self: a store
 * @type: a record type
 * @id: which one
 * @error: return location
 *
 * Loads one record, a deleted one too (see its `deleted_at`).
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): the record
 */
PursuitRecord *
pursuit_store_load (PursuitStore  *self,
                    GType          type,
                    gint64         id,
                    GError       **error)
{
  PursuitRecordSql *sql = pursuit_store_get_sql (self, type);
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare_kept (&stmt, self->db, &sql->kept_by_id, sql->select_by_id, error))
    return NULL;
  pursuit_stmt_bind_number (&stmt, 1, id);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return NULL;
  if (row)
    return pursuit_record_sql_read (sql, &stmt);

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("There is no %1$s with the number %2$lld."),
               _(PURSUIT_RECORD_CLASS (sql->klass)->label), (long long) id);
  return NULL;
}

/**
 * pursuit_store_list:
 * @self: a store
 * @type: a record type of which there are few by nature: stages, roles, units, products, settings
 * @error: return location
 *
 * Loads all records of a type that were not deleted, in the order of their ids. Lists that grow use queries.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitRecord): the records
 */
GPtrArray *
pursuit_store_list (PursuitStore  *self,
                    GType          type,
                    GError       **error)
{
  PursuitRecordSql *sql = pursuit_store_get_sql (self, type);
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, self->db, sql->select_all, error))
    return NULL;
  for (;;)
    {
      if (!pursuit_stmt_step (&stmt, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&all);
      g_ptr_array_add (all, pursuit_record_sql_read (sql, &stmt));
    }
}

/**
 * pursuit_store_index_names:
 * @self: a store
 * @type: a record type whose names are folded for recognising duplicates
 * @error: return location
 *
 * For imports: every name at once, so that matching a row costs a look-up (DOS-6).
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type utf8 gint64): folded name to id, as GSIZE_TO_POINTER; of equal names the oldest
 */
GHashTable *
pursuit_store_index_names (PursuitStore  *self,
                           GType          type,
                           GError       **error)
{
  PursuitRecordSql *sql = pursuit_store_get_sql (self, type);
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  g_return_val_if_fail (sql->names != NULL, NULL);

  if (!pursuit_stmt_prepare (&stmt, self->db, sql->names, error))
    return NULL;
  for (;;)
    {
      if (!pursuit_stmt_step (&stmt, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&names);
      g_hash_table_replace (names, g_strdup (pursuit_stmt_get_text (&stmt, 0)),
                            GSIZE_TO_POINTER ((gsize) pursuit_stmt_get_number (&stmt, 1)));
    }
}

/* What is worked out of a record and written beside it. */
typedef struct
{
  char *search;
  gboolean has_name;      /* whether what follows from the name is written */
  const char *name_key;
  gsize key_length;
  guint8 sort_key[PURSUIT_COLLATION_KEY_SIZE];
} Derived;

static void
derived_clear (Derived *self)
{
  g_free (self->search);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Derived, derived_clear)

static void
derive (PursuitStore      *self,
        PursuitRecord     *record,
        PursuitFieldMask   mask,
        Derived           *out_derived)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);

  out_derived->search = klass->searched != 0 ? pursuit_own_defs_dup_search (self, record) : NULL;
  out_derived->has_name = pursuit_record_sql_has_name (pursuit_store_get_sql (self, G_OBJECT_TYPE (record)), mask);
  out_derived->name_key = pursuit_record_get_name_key (record);
  if (klass->sorts_names && out_derived->has_name)
    out_derived->key_length = pursuit_collation_make_key (pursuit_record_get_text (record, klass->name_field),
                                                          out_derived->sort_key);
}

/* Binds everything that insert and update have in common; @derived must live until the statement has run. */
static int
bind_all (PursuitRecord    *record,
          PursuitFieldMask  mask,
          PursuitStmt      *stmt,
          gint64            now,
          const Derived    *derived)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);
  int next = 2;

  pursuit_stmt_bind_number (stmt, 1, now);
  if (mask == PURSUIT_RECORD_SQL_ALL)
    pursuit_stmt_bind_text (stmt, next++, record->external_id);
  next = pursuit_record_sql_bind (record, mask, stmt, next);
  if (derived->search != NULL)
    pursuit_stmt_bind_text (stmt, next++, derived->search);
  if (klass->fold_name != NULL && derived->has_name)
    pursuit_stmt_bind_text (stmt, next++, derived->name_key != NULL ? derived->name_key : "");
  if (klass->sorts_names && derived->has_name)
    pursuit_stmt_bind_bytes (stmt, next++, derived->sort_key, derived->key_length);

  return next;
}

/* No row was changed: it is gone, or somebody changed it. */
static void
set_conflict (PursuitStore   *self,
              PursuitRecord  *record,
              GError        **error)
{
  g_autoptr(PursuitRecord) theirs = pursuit_store_load (self, G_OBJECT_TYPE (record), record->id, error);

  if (theirs != NULL)
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT, _("Somebody else changed “%s” meanwhile."),
                 pursuit_record_get_name (theirs));
}

/* An update that changes no row is a conflict; the record stays as it was then. */
static gboolean
run_write (PursuitStore   *self,
           PursuitRecord  *record,
           PursuitStmt    *stmt,
           gint64          now,
           GError        **error)
{
  if (!pursuit_stmt_run (stmt, error))
    return FALSE;
  if (pursuit_db_changes (self->db) == 0)
    {
      set_conflict (self, record, error);
      return FALSE;
    }

  record->changed_at = now;
  record->revision++;
  return TRUE;
}

/* What follows from the record alone, and whether it may be written so. */
static gboolean
complete (PursuitStore   *self,
          PursuitRecord  *record,
          GError        **error)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);

  if (klass->derive != NULL)
    klass->derive (record);
  return pursuit_own_defs_complete (self, record, error) && pursuit_record_validate (record, error) &&
         pursuit_own_defs_check (self, record, error);
}

static gboolean
write_new (PursuitStore   *self,
           PursuitRecord  *record,
           GError        **error)
{
  PursuitRecordSql *sql = pursuit_store_get_sql (self, G_OBJECT_TYPE (record));
  g_auto(Derived) derived = { NULL };
  g_auto(PursuitStmt) stmt = { NULL };
  gint64 now = pursuit_time_now ();

  if (!pursuit_stmt_prepare_kept (&stmt, self->db, &sql->kept_insert, sql->insert, error))
    return FALSE;

  derive (self, record, PURSUIT_RECORD_SQL_ALL, &derived);
  bind_all (record, PURSUIT_RECORD_SQL_ALL, &stmt, now, &derived);
  return run_write (self, record, &stmt, now, error);
}

/* The fields of @mask, and whatever follows from them. */
static gboolean
write_fields (PursuitStore      *self,
              PursuitRecord     *record,
              PursuitFieldMask   mask,
              GError           **error)
{
  PursuitRecordSql *sql = pursuit_store_get_sql (self, G_OBJECT_TYPE (record));
  const char *text = pursuit_record_sql_get_change (sql, &mask);
  g_auto(Derived) derived = { NULL };
  g_auto(PursuitStmt) stmt = { NULL };
  gint64 now = pursuit_time_now ();
  int next;

  if (mask == PURSUIT_RECORD_SQL_ALL ? !pursuit_stmt_prepare_kept (&stmt, self->db, &sql->kept_update, text, error)
                                     : !pursuit_stmt_prepare (&stmt, self->db, text, error))
    return FALSE;

  if (mask & pursuit_record_get_extra_bit (record))
    pursuit_own_values_note (self, record);
  derive (self, record, mask, &derived);
  next = bind_all (record, mask, &stmt, now, &derived);
  pursuit_stmt_bind_number (&stmt, next, record->id);
  pursuit_stmt_bind_number (&stmt, next + 1, record->revision);

  return run_write (self, record, &stmt, now, error);
}

/* Within a large transaction a new record is written while the next ones are made. */
static gboolean
write_later (PursuitStore   *self,
             PursuitRecord  *record,
             PursuitStmt    *row,
             GError        **error)
{
  g_auto(Derived) derived = { NULL };

  record->changed_at = pursuit_time_now ();
  derive (self, record, PURSUIT_RECORD_SQL_ALL, &derived);
  bind_all (record, PURSUIT_RECORD_SQL_ALL, row, record->changed_at, &derived);
  return pursuit_inserts_push (self, &record->id, error);
}

static gboolean
insert_record (PursuitStore   *self,
               PursuitRecord  *record,
               GError        **error)
{
  g_autoptr(GError) local = NULL;
  PursuitStmt row;

  if (!complete (self, record, error))
    return FALSE;
  row = pursuit_inserts_take (self, G_OBJECT_TYPE (record), &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (row.row != NULL)
    return write_later (self, record, &row, error);

  if (!write_new (self, record, error))
    return FALSE;
  record->id = pursuit_db_last_id (self->db);
  pursuit_inserts_forget_ids (self);
  return TRUE;
}

/**
 * pursuit_store_insert:
 * @self: a store, within a transaction
 * @record: a record without an id
 * @error: return location
 *
 * Writes a new record; derived fields, search text and folded name are computed here, id, revision and times are set.
 *
 * Fails with %PURSUIT_ERROR_INVALID when a rule is broken, %PURSUIT_ERROR_STORAGE otherwise.
 *
 * Returns: %TRUE when it is written
 */
gboolean
pursuit_store_insert (PursuitStore   *self,
                      PursuitRecord  *record,
                      GError        **error)
{
  g_return_val_if_fail (self->in_transaction, FALSE);
  g_return_val_if_fail (record->id == 0, FALSE);

  if (!pursuit_facets_before (self, record, error) || !insert_record (self, record, error))
    return FALSE;

  pursuit_names_note (self, G_OBJECT_TYPE (record), record->id);
  pursuit_own_values_note (self, record);
  record->revision = 1;
  record->created_at = record->changed_at;
  return pursuit_facets_after_insert (self, record, error) && pursuit_text_index_put (self, record, TRUE, error) &&
         pursuit_own_defs_follow (self, record, error) && pursuit_duplicates_put_new (self, record, error);
}

/**
 * pursuit_store_update:
 * @self: a store, within a transaction
 * @record: a record as loaded, with changes
 * @error: return location
 *
 * Writes a record if nobody wrote it since it was loaded; its revision rises.
 *
 * Fails with %PURSUIT_ERROR_CONFLICT when somebody did, %PURSUIT_ERROR_NOT_FOUND when it is gone, %PURSUIT_ERROR_INVALID
 * when a rule is broken, %PURSUIT_ERROR_STORAGE otherwise.
 *
 * Returns: %TRUE when it is written
 */
gboolean
pursuit_store_update (PursuitStore   *self,
                      PursuitRecord  *record,
                      GError        **error)
{
  g_return_val_if_fail (self->in_transaction, FALSE);
  g_return_val_if_fail (record->id != 0, FALSE);

  pursuit_names_note (self, G_OBJECT_TYPE (record), record->id);
  return pursuit_facets_before (self, record, error) && complete (self, record, error) &&
         pursuit_duplicates_before (self, record, error) &&
         write_fields (self, record, PURSUIT_RECORD_SQL_ALL, error) &&
         pursuit_text_index_put (self, record, FALSE, error) && pursuit_own_defs_follow (self, record, error);
}

/**
 * pursuit_store_change:
 * @self: a store, within a transaction
 * @before: the record as it was loaded
 * @record: the same with changes
 * @error: return location
 *
 * Does what pursuit_store_update() does, but writes only the fields that differ from @before: an index, a trigger or a check of a
 * column takes its time whenever a statement names the column, and a deal has twenty indices. That the file has @before is sure as
 * long as its revision is that of @record, and this is what the statement asks.
 *
 * Fails as pursuit_store_update().
 *
 * Returns: %TRUE when it is written
 */
gboolean
pursuit_store_change (PursuitStore   *self,
                      PursuitRecord  *before,
                      PursuitRecord  *record,
                      GError        **error)
{
  PursuitFieldMask mask;

  g_return_val_if_fail (self->in_transaction, FALSE);
  g_return_val_if_fail (record->id != 0 && before->id == record->id, FALSE);

  /* Of these two there is nothing to compare, or more than fields. */
  if (before->revision != record->revision || g_strcmp0 (before->external_id, record->external_id) != 0)
    return pursuit_store_update (self, record, error);

  pursuit_names_note (self, G_OBJECT_TYPE (record), record->id);
  if (!pursuit_facets_before (self, record, error) || !complete (self, record, error) ||
      !pursuit_duplicates_before (self, record, error))
    return FALSE;

  mask = pursuit_record_diff (before, record);
  return write_fields (self, record, mask, error) &&
         ((mask & pursuit_store_get_sql (self, G_OBJECT_TYPE (record))->text_fields) == 0 ||
          pursuit_text_index_put (self, record, FALSE, error)) &&
         pursuit_own_defs_follow (self, record, error);
}

/**
 * pursuit_store_set_deleted:
 * @self: a store, within a transaction
 * @record: a record as loaded
 * @deleted: whether it is to be deleted or to come back
 * @error: return location
 *
 * Deletes softly: the row stays, lists leave it out.
 *
 * Fails as pursuit_store_update().
 *
 * Returns: %TRUE when it is done
 */
gboolean
pursuit_store_set_deleted (PursuitStore   *self,
                           PursuitRecord  *record,
                           gboolean        deleted,
                           GError        **error)
{
  PursuitRecordSql *sql = pursuit_store_get_sql (self, G_OBJECT_TYPE (record));
  g_auto(PursuitStmt) stmt = { NULL };
  gint64 now = pursuit_time_now ();

  g_return_val_if_fail (self->in_transaction, FALSE);

  if ((!deleted && !pursuit_own_defs_check (self, record, error)) || !pursuit_facets_before (self, record, error) ||
      !pursuit_stmt_prepare (&stmt, self->db, sql->set_deleted, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, now);
  pursuit_stmt_bind_number (&stmt, 2, deleted ? now : 0);
  pursuit_stmt_bind_number (&stmt, 3, record->id);
  pursuit_stmt_bind_number (&stmt, 4, record->revision);
  if (!run_write (self, record, &stmt, now, error))
    return FALSE;

  pursuit_names_note (self, G_OBJECT_TYPE (record), record->id);
  record->deleted_at = deleted ? now : 0;
  return pursuit_text_index_put (self, record, FALSE, error) && pursuit_own_defs_follow (self, record, error);
}

/**
 * pursuit_store_delete_range:
 * @self: a store, within a transaction
 * @type: a record type
 * @first_id: the first of some records that were made together
 * @last_id: the last of them
 * @out_count: (out): how many were deleted
 * @error: return location
 *
 * Deletes softly what nobody has touched since it was made: rows of the first revision. One statement, for taking back
 * an import.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is done
 */
gboolean
pursuit_store_delete_range (PursuitStore  *self,
                            GType          type,
                            gint64         first_id,
                            gint64         last_id,
                            gint64        *out_count,
                            GError       **error)
{
  g_auto(PursuitStmt) stmt = { NULL };

  g_return_val_if_fail (self->in_transaction, FALSE);

  if (!pursuit_facets_settle (self, error) ||
      !pursuit_stmt_prepare (&stmt, self->db, pursuit_store_get_sql (self, type)->delete_range, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, pursuit_time_now ());
  pursuit_stmt_bind_number (&stmt, 2, first_id);
  pursuit_stmt_bind_number (&stmt, 3, last_id);
  if (!pursuit_stmt_run (&stmt, error))
    return FALSE;

  pursuit_names_note_many (self, type);
  *out_count = pursuit_db_changes (self->db);
  return pursuit_text_index_drop_range (self, type, first_id, last_id, error);
}

/**
 * pursuit_store_count:
 * @self: a store
 * @type: a record type
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: how many are not deleted, -1 on failure
 */
gint64
pursuit_store_count (PursuitStore  *self,
                     GType          type,
                     GError       **error)
{
  gint64 count;

  if (!pursuit_db_get_number (self->db, pursuit_store_get_sql (self, type)->count, &count, error))
    return -1;

  return count;
}

/**
 * pursuit_store_count_customers:
 * @self: a store at a database of the newest format
 * @error: return location
 *
 * The same for customers, from the counts that triggers keep of what they can be narrowed by: it costs the same at any size.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: how many are not deleted, -1 on failure
 */
gint64
pursuit_store_count_customers (PursuitStore  *self,
                               GError       **error)
{
  gint64 count;

  if (!pursuit_db_get_number (self->db, "SELECT coalesce (sum (count), 0) FROM customer_facet", &count, error))
    return -1;

  return count;
}
