/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-references.h"

#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-duplicates-private.h"
#include "pursuit-names-private.h"
#include "pursuit-record-sql-private.h"
#include "pursuit-store-private.h"

/* Who refers to a record: found out from the field tables, so that a new record type is not forgotten. What is no record stands
 * here by hand; tests/store/test-references.c compares with the schema. Every statement is made of names from these tables alone. */

/* History belongs to whom it is about. */
static const struct
{
  const char *table;
  const char *column;
  GType (*get_type) (void);
} plain[] = {
  { "standing_move", "customer_id", pursuit_customer_get_type },
  { "journal_customer", "customer_id", pursuit_customer_get_type },
};

/**
 * pursuit_references_list:
 * @type: a record type
 *
 * Returns: (transfer full) (element-type PursuitReference): every column by which rows refer to records of @type
 */
GArray *
pursuit_references_list (GType type)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (PursuitReference));
  guint n;
  const GType *types = pursuit_record_types (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GTypeClass) held = g_type_class_ref (types[i]);
      PursuitRecordClass *klass = PURSUIT_RECORD_CLASS (held);

      for (guint j = 0; j < klass->n_fields; j++)
        {
          PursuitReference reference = { klass->table, klass->fields[j].name, types[i] };

          if (klass->fields[j].kind == PURSUIT_KIND_REF && klass->fields[j].type () == type)
            g_array_append_val (all, reference);
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      PursuitReference reference = { plain[i].table, plain[i].column, G_TYPE_INVALID };

      if (plain[i].get_type () == type)
        g_array_append_val (all, reference);
    }

  return all;
}

/**
 * pursuit_references_find:
 * @store: a store
 * @reference: a column
 * @id: the record that is referred to
 * @error: return location
 *
 * Deleted rows refer to it as well. May read a whole table: not every column has an index.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type gint64): the ids of the rows that refer to it, in their order
 */
GArray *
pursuit_references_find (PursuitStore            *store,
                         const PursuitReference  *reference,
                         gint64                   id,
                         GError                 **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s WHERE %s = $1 ORDER BY id", reference->table, reference->column);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return NULL;
  pursuit_stmt_bind_number (&stmt, 1, id);
  for (;;)
    {
      gint64 found;

      if (!pursuit_stmt_step (&stmt, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&ids);
      found = pursuit_stmt_get_number (&stmt, 0);
      g_array_append_val (ids, found);
    }
}

/**
 * pursuit_references_count:
 * @store: a store
 * @reference: a column
 * @id: the record that is referred to
 * @out_count: (out): how many rows refer to it that are not deleted
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @out_count was set
 */
gboolean
pursuit_references_count (PursuitStore            *store,
                          const PursuitReference  *reference,
                          gint64                   id,
                          gint64                  *out_count,
                          GError                 **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s WHERE %s = $1%s", reference->table, reference->column,
                                          reference->type != G_TYPE_INVALID ? " AND deleted_at = 0" : "");
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, id);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  *out_count = row ? pursuit_stmt_get_number (&stmt, 0) : 0;
  return TRUE;
}

static void
note_name (PursuitStore           *store,
           const PursuitReference *reference,
           gint64                  row_id)
{
  if (reference->type != G_TYPE_INVALID)
    pursuit_names_note (store, reference->type, row_id);
}

/**
 * pursuit_references_move:
 * @store: a store, within a transaction
 * @reference: a column
 * @row_id: a row
 * @from_id: to which record it is thought to refer
 * @to_id: to which it is to refer
 * @out_moved: (out): whether it did; else it was left alone
 * @error: return location
 *
 * Lets one row refer to another record: nothing else of it is written, whatever it holds, but its revision, which rises.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @out_moved was set
 */
gboolean
pursuit_references_move (PursuitStore            *store,
                         const PursuitReference  *reference,
                         gint64                   row_id,
                         gint64                   from_id,
                         gint64                   to_id,
                         gboolean                *out_moved,
                         GError                 **error)
{
  gboolean is_record = reference->type != G_TYPE_INVALID;
  g_autofree char *sql = is_record
    ? g_strdup_printf ("UPDATE %1$s SET %2$s = $1, revision = revision + 1, changed_at = $2 WHERE id = $3 AND %2$s = $4",
                       reference->table, reference->column)
    : g_strdup_printf ("UPDATE %1$s SET %2$s = $1 WHERE id = $2 AND %2$s = $3", reference->table, reference->column);
  g_auto(PursuitStmt) stmt = { NULL };
  int next = 1;

  g_return_val_if_fail (store->in_transaction, FALSE);

  if (is_record && !pursuit_duplicates_move (store, reference->type, row_id, FALSE, error))
    return FALSE;
  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, next++, to_id);
  if (is_record)
    pursuit_stmt_bind_number (&stmt, next++, pursuit_time_now ());
  pursuit_stmt_bind_number (&stmt, next++, row_id);
  pursuit_stmt_bind_number (&stmt, next, from_id);
  if (!pursuit_stmt_run (&stmt, error))
    return FALSE;

  *out_moved = pursuit_db_changes (store->db) > 0;
  if (*out_moved)
    note_name (store, reference, row_id);
  return !is_record || pursuit_duplicates_move (store, reference->type, row_id, TRUE, error);
}

static void
bind_field (PursuitStmt        *stmt,
            int                 index,
            PursuitRecord      *record,
            const PursuitField *field)
{
  if (pursuit_field_is_text (field) || field->kind == PURSUIT_KIND_ENUM)
    {
      const char *text = pursuit_record_sql_get_text (record, field);

      if (text != NULL)
        pursuit_stmt_bind_text (stmt, index, text);
    }
  else if (field->kind == PURSUIT_KIND_REF)
    pursuit_stmt_bind_ref (stmt, index, pursuit_record_get_number (record, field));
  else
    pursuit_stmt_bind_number (stmt, index, pursuit_record_get_number (record, field));
}

/**
 * pursuit_references_find_same:
 * @store: a store
 * @record: a record
 * @fields: names of fields
 * @out_id: (out): another record of the same type that is not deleted and holds the same in all of @fields, 0 for none
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the answer is known
 */
gboolean
pursuit_references_find_same (PursuitStore       *store,
                              PursuitRecord      *record,
                              const char *const  *fields,
                              gint64             *out_id,
                              GError            **error)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);
  g_autoptr(GString) sql = g_string_new (NULL);
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  g_string_append_printf (sql, "SELECT id FROM %s WHERE deleted_at = 0 AND id <> $1", klass->table);
  for (guint i = 0; fields[i] != NULL; i++)
    g_string_append_printf (sql, " AND %s IS $%u", fields[i], i + 2);
  g_string_append (sql, " ORDER BY id LIMIT 1");
  if (!pursuit_stmt_prepare (&stmt, store->db, sql->str, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, record->id);
  for (guint i = 0; fields[i] != NULL; i++)
    bind_field (&stmt, (int) i + 2, record, pursuit_record_class_find (klass, fields[i]));
  if (!pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  *out_id = row ? pursuit_stmt_get_number (&stmt, 0) : 0;
  return TRUE;
}
