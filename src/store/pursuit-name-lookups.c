/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-name-lookups.h"

#include "pursuit-record-sql-private.h"
#include "pursuit-store-private.h"

typedef enum
{
  NAME_ONLY,
  WITH_KEY,
  WITH_CUSTOMER,
} Third;

/* What the third column is. */
static gboolean
tell_each (PursuitStmt       *stmt,
           Third              third,
           PursuitNamedFunc   func,
           gpointer           user_data,
           GError           **error)
{
  gboolean row;

  for (;;)
    {
      PursuitNamed named = { 0 };

      if (!pursuit_stmt_step (stmt, &row, error))
        return FALSE;
      if (!row)
        return TRUE;

      named.id = pursuit_stmt_get_number (stmt, 0);
      named.name = pursuit_stmt_get_text (stmt, 1);
      if (third == WITH_KEY)
        named.name_key = pursuit_stmt_get_text (stmt, 2);
      else if (third == WITH_CUSTOMER)
        named.customer_id = pursuit_stmt_get_number (stmt, 2);
      if (!func (&named, user_data))
        return TRUE;
    }
}

static gboolean
tell_all (PursuitStore      *store,
          const char        *sql,
          Third              third,
          PursuitNamedFunc   func,
          gpointer           user_data,
          GError           **error)
{
  g_auto(PursuitStmt) stmt = { NULL };

  return pursuit_stmt_prepare (&stmt, store->db, sql, error) && tell_each (&stmt, third, func, user_data, error);
}

/**
 * pursuit_lookup_named:
 * @store: a store
 * @type: a record type whose names are folded for recognising duplicates
 * @name_key: a folded name
 * @func: (scope call): told of each record that is not deleted and is called so, oldest first
 * @user_data: for @func
 * @error: return location
 *
 * One look into an index: small imports into large databases are as quick as large ones into small ones.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @func was told of all it wanted to hear
 */
gboolean
pursuit_lookup_named (PursuitStore      *store,
                      GType              type,
                      const char        *name_key,
                      PursuitNamedFunc   func,
                      gpointer           user_data,
                      GError           **error)
{
  PursuitRecordSql *sql = pursuit_store_get_sql (store, type);
  g_auto(PursuitStmt) stmt = { NULL };

  g_return_val_if_fail (sql->named != NULL, FALSE);

  if (!pursuit_stmt_prepare_kept (&stmt, store->db, &sql->kept_named, sql->named, error))
    return FALSE;
  pursuit_stmt_bind_text (&stmt, 1, name_key);

  return tell_each (&stmt, NAME_ONLY, func, user_data, error);
}

/**
 * pursuit_lookup_all_names:
 * @store: a store
 * @type: a record type whose names are folded for recognising duplicates
 * @func: (scope call): told of each record that is not deleted, oldest first, with its key
 * @user_data: for @func
 * @error: return location
 *
 * Reads the whole table.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @func was told of all it wanted to hear
 */
gboolean
pursuit_lookup_all_names (PursuitStore      *store,
                          GType              type,
                          PursuitNamedFunc   func,
                          gpointer           user_data,
                          GError           **error)
{
  PursuitRecordSql *sql = pursuit_store_get_sql (store, type);

  g_return_val_if_fail (sql->all_names != NULL, FALSE);

  return tell_all (store, sql->all_names, WITH_KEY, func, user_data, error);
}

/**
 * pursuit_lookup_numbered:
 * @store: a store
 * @type: a record type
 * @external_id: an id in another system
 * @func: (scope call): told of each record that has this id, deleted or not: at most one
 * @user_data: for @func
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @func was told of all it wanted to hear
 */
gboolean
pursuit_lookup_numbered (PursuitStore      *store,
                         GType              type,
                         const char        *external_id,
                         PursuitNamedFunc   func,
                         gpointer           user_data,
                         GError           **error)
{
  PursuitRecordSql *sql = pursuit_store_get_sql (store, type);
  g_auto(PursuitStmt) stmt = { NULL };

  if (!pursuit_stmt_prepare_kept (&stmt, store->db, &sql->kept_numbered, sql->numbered, error))
    return FALSE;
  pursuit_stmt_bind_text (&stmt, 1, external_id);

  return tell_each (&stmt, NAME_ONLY, func, user_data, error);
}

/**
 * pursuit_lookup_all_numbers:
 * @store: a store
 * @type: a record type
 * @func: (scope call): told of each record that has an id in another system, deleted or not
 * @user_data: for @func
 * @error: return location
 *
 * Reads one index.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @func was told of all it wanted to hear
 */
gboolean
pursuit_lookup_all_numbers (PursuitStore      *store,
                            GType              type,
                            PursuitNamedFunc   func,
                            gpointer           user_data,
                            GError           **error)
{
  return tell_all (store, pursuit_store_get_sql (store, type)->all_numbers, NAME_ONLY, func, user_data, error);
}

/**
 * pursuit_lookup_names_at:
 * @store: a store
 * @type: a record type that belongs to a customer: contacts, deals
 * @customer_id: a customer
 * @func: (scope call): told of each record there that is not deleted, oldest first
 * @user_data: for @func
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @func was told of all it wanted to hear
 */
gboolean
pursuit_lookup_names_at (PursuitStore      *store,
                         GType              type,
                         gint64             customer_id,
                         PursuitNamedFunc   func,
                         gpointer           user_data,
                         GError           **error)
{
  PursuitRecordSql *sql = pursuit_store_get_sql (store, type);
  g_auto(PursuitStmt) stmt = { NULL };

  g_return_val_if_fail (sql->names_at != NULL, FALSE);

  if (!pursuit_stmt_prepare_kept (&stmt, store->db, &sql->kept_names_at, sql->names_at, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, customer_id);

  return tell_each (&stmt, NAME_ONLY, func, user_data, error);
}

/**
 * pursuit_lookup_all_names_at:
 * @store: a store
 * @type: a record type that belongs to a customer: contacts, deals
 * @func: (scope call): told of each record that is not deleted, oldest first, with its customer
 * @user_data: for @func
 * @error: return location
 *
 * Reads the whole table.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @func was told of all it wanted to hear
 */
gboolean
pursuit_lookup_all_names_at (PursuitStore      *store,
                             GType              type,
                             PursuitNamedFunc   func,
                             gpointer           user_data,
                             GError           **error)
{
  PursuitRecordSql *sql = pursuit_store_get_sql (store, type);

  g_return_val_if_fail (sql->all_names_at != NULL, FALSE);

  return tell_all (store, sql->all_names_at, WITH_CUSTOMER, func, user_data, error);
}

/**
 * pursuit_lookup_last_id:
 * @store: a store
 * @type: a record type
 * @out_id: (out): the newest record, deleted or not; there are at most so many
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @out_id was set
 */
gboolean
pursuit_lookup_last_id (PursuitStore  *store,
                        GType          type,
                        gint64        *out_id,
                        GError       **error)
{
  return pursuit_db_get_number (store->db, pursuit_store_get_sql (store, type)->last_id, out_id, error);
}

/**
 * pursuit_lookup_placeholder:
 * @store: a store
 * @out_id: (out): the customer under whom deals without a customer are gathered, 0 when there is none yet
 * @error: return location
 *
 * Reads the whole table of customers: to be asked once, not for each row.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @out_id was set
 */
gboolean
pursuit_lookup_placeholder (PursuitStore  *store,
                            gint64        *out_id,
                            GError       **error)
{
  return pursuit_db_get_number (store->db,
                                "SELECT id FROM customer WHERE placeholder = 1 AND deleted_at = 0 ORDER BY id LIMIT 1",
                                out_id, error);
}

static gboolean
count_uses (PursuitStore        *store,
            const char          *table,
            const PursuitField  *field,
            gint64               first_id,
            gint64               last_id,
            gint64              *out_count,
            GError             **error)
{
  /* Both names come from the field tables. */
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s WHERE %s BETWEEN $1 AND $2 AND deleted_at = 0", table,
                                          field->name);
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  pursuit_stmt_bind_number (&stmt, 1, first_id);
  pursuit_stmt_bind_number (&stmt, 2, last_id);
  if (!pursuit_stmt_step (&stmt, &row, error))
    return FALSE;

  *out_count = row ? pursuit_stmt_get_number (&stmt, 0) : 0;
  return TRUE;
}

/* Looks through the references of one record type. */
static gboolean
find_uses_in (PursuitStore        *store,
              PursuitRecordClass  *klass,
              GType                type,
              gint64               first_id,
              gint64               last_id,
              gint64              *out_count,
              GError             **error)
{
  *out_count = 0;
  for (guint i = 0; i < klass->n_fields && *out_count == 0; i++)
    {
      const PursuitField *field = &klass->fields[i];

      if (field->kind == PURSUIT_KIND_REF && field->type () == type &&
          !count_uses (store, klass->table, field, first_id, last_id, out_count, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * pursuit_lookup_uses:
 * @store: a store
 * @type: a record type
 * @first_id: the first of some records
 * @last_id: the last of them
 * @out_user: (out): the type of the records that refer to them, %G_TYPE_INVALID when none does
 * @out_count: (out): how many of that type do
 * @error: return location
 *
 * Whether records that are not deleted refer to some that are to go. May read whole tables.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the answer is known
 */
gboolean
pursuit_lookup_uses (PursuitStore  *store,
                     GType          type,
                     gint64         first_id,
                     gint64         last_id,
                     GType         *out_user,
                     gint64        *out_count,
                     GError       **error)
{
  guint n;
  const GType *types = pursuit_record_types (&n);
  gint64 count = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GTypeClass) klass = g_type_class_ref (types[i]);

      if (!find_uses_in (store, PURSUIT_RECORD_CLASS (klass), type, first_id, last_id, &count, error))
        return FALSE;
      if (count == 0)
        continue;
      *out_user = types[i];
      *out_count = count;
      return TRUE;
    }

  *out_user = G_TYPE_INVALID;
  *out_count = 0;
  return TRUE;
}

static char *
make_select (PursuitRecordClass *klass,
             PursuitFieldMask    fields)
{
  g_autoptr(GString) sql = g_string_new ("SELECT id");

  for (guint i = 0; i < klass->n_fields; i++)
    if (fields & (G_GUINT64_CONSTANT (1) << i))
      g_string_append_printf (sql, ", %s", klass->fields[i].name);
  g_string_append_printf (sql, " FROM %s WHERE deleted_at = 0 ORDER BY id", klass->table);

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static void
fill_record (PursuitRecord    *record,
             PursuitFieldMask  fields,
             PursuitStmt      *stmt)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);
  int column = 1;

  record->id = pursuit_stmt_get_number (stmt, 0);
  for (guint i = 0; i < klass->n_fields; i++)
    {
      if (!(fields & (G_GUINT64_CONSTANT (1) << i)))
        continue;
      if (pursuit_field_is_text (&klass->fields[i]))
        pursuit_record_fill_text (record, &klass->fields[i], pursuit_stmt_get_text (stmt, column));
      else
        pursuit_record_fill_number (record, &klass->fields[i], pursuit_stmt_get_number (stmt, column));
      column++;
    }
}

/**
 * pursuit_lookup_all_records:
 * @store: a store
 * @type: a record type
 * @fields: what is wanted of them: texts, numbers and references, no enums; the rest is blank
 * @func: (scope call): told of each record that is not deleted, oldest first; the same object each time
 * @user_data: for @func
 * @error: return location
 *
 * Reads a whole table, one record at a time: for an import, which compares each of its rows with all of them.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when @func was told of all it wanted to hear
 */
gboolean
pursuit_lookup_all_records (PursuitStore       *store,
                            GType               type,
                            PursuitFieldMask    fields,
                            PursuitRecordFunc   func,
                            gpointer            user_data,
                            GError            **error)
{
  g_autoptr(PursuitRecord) record = pursuit_record_new (type);
  g_autofree char *sql = make_select (PURSUIT_RECORD_GET_CLASS (record), fields);
  g_auto(PursuitStmt) stmt = { NULL };
  gboolean row;

  if (!pursuit_stmt_prepare (&stmt, store->db, sql, error))
    return FALSE;
  for (;;)
    {
      if (!pursuit_stmt_step (&stmt, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      pursuit_record_reset (record);
      fill_record (record, fields, &stmt);
      if (!func (record, user_data))
        return TRUE;
    }
}
