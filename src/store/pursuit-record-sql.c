/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-record-sql-private.h"

#include "pursuit-text-index-private.h"

/* SQL text is never built from data: table and column names here come from the field tables alone. */

#define FIXED_COLUMNS "id, revision, created_at, changed_at, deleted_at, external_id"
#define N_FIXED 6
/* Of so many choices of changed fields the statements are kept. Hardly anybody does more than that with records of one type. */
#define MOST_CHANGES 64

static void
append_columns (GString            *sql,
                PursuitRecordClass *klass)
{
  for (guint i = 0; i < klass->n_fields; i++)
    g_string_append_printf (sql, ", %s", klass->fields[i].name);
}

static char *
make_select (PursuitRecordClass *klass,
             const char         *rest)
{
  GString *sql = g_string_new ("SELECT " FIXED_COLUMNS);

  append_columns (sql, klass);
  g_string_append_printf (sql, " FROM %s %s", klass->table, rest);

  return g_string_free (sql, FALSE);
}

static gboolean
is_searched (PursuitRecordClass *klass)
{
  return klass->searched != 0;
}

static guint
count_derived (PursuitRecordClass *klass)
{
  return is_searched (klass) + (klass->fold_name != NULL) + klass->sorts_names;
}

/* $1 created, $2 external id, then the fields, then search, name key and sort key where the type has them. */
static char *
make_insert (PursuitRecordClass *klass)
{
  GString *sql = g_string_new (NULL);
  int next = 3;

  g_string_append_printf (sql, "INSERT INTO %s (created_at, changed_at, external_id", klass->table);
  append_columns (sql, klass);
  if (is_searched (klass))
    g_string_append (sql, ", search");
  if (klass->fold_name != NULL)
    g_string_append (sql, ", name_key");
  if (klass->sorts_names)
    g_string_append (sql, ", sort_key");
  g_string_append (sql, ") VALUES ($1, $1, $2");
  for (guint i = 0; i < klass->n_fields + count_derived (klass); i++)
    g_string_append_printf (sql, ", $%d", next++);
  g_string_append_c (sql, ')');

  return g_string_free (sql, FALSE);
}

static gboolean
has_field (PursuitFieldMask mask,
           guint            i)
{
  return (mask & (G_GUINT64_CONSTANT (1) << i)) != 0;
}

/* What follows from the name alone changes with it. */
static gboolean
has_name (PursuitRecordClass *klass,
          PursuitFieldMask    mask)
{
  return klass->name_field != NULL && has_field (mask, (guint) (klass->name_field - klass->fields));
}

/* $1 changed, the external id when all is written, those fields and the derived columns as for insert, then id and revision: the
 * order of pursuit_record_sql_bind(). */
static char *
make_update (PursuitRecordClass *klass,
             PursuitFieldMask    mask)
{
  GString *sql = g_string_new (NULL);
  int next = 2;

  g_string_append_printf (sql, "UPDATE %s SET changed_at = $1", klass->table);
  if (mask == PURSUIT_RECORD_SQL_ALL)
    g_string_append_printf (sql, ", external_id = $%d", next++);
  for (guint i = 0; i < klass->n_fields; i++)
    if (has_field (mask, i))
      g_string_append_printf (sql, ", %s = $%d", klass->fields[i].name, next++);
  if (is_searched (klass))
    g_string_append_printf (sql, ", search = $%d", next++);
  if (klass->fold_name != NULL && has_name (klass, mask))
    g_string_append_printf (sql, ", name_key = $%d", next++);
  if (klass->sorts_names && has_name (klass, mask))
    g_string_append_printf (sql, ", sort_key = $%d", next++);
  g_string_append_printf (sql, ", revision = revision + 1 WHERE id = $%d AND revision = $%d", next, next + 1);

  return g_string_free (sql, FALSE);
}

/* The texts of a type that the full-text index has, and the same beside what it says. */
static void
make_texts (PursuitRecordSql   *self,
            PursuitRecordClass *klass)
{
  g_autoptr(GString) columns = g_string_new (NULL);
  g_autoptr(GString) any = g_string_new (NULL);

  self->text_kind = pursuit_text_kind_of_table (klass->table);
  if (self->text_kind == 0)
    return;

  self->text_fields = pursuit_record_class_select (klass, PURSUIT_FIELD_FULL_TEXT);
  for (guint i = 0; i < klass->n_fields; i++)
    if (self->text_fields & (G_GUINT64_CONSTANT (1) << i))
      {
        g_string_append_printf (columns, ", r.%s", klass->fields[i].name);
        g_string_append_printf (any, "%sr.%s IS NOT NULL", self->n_texts++ > 0 ? " OR " : "", klass->fields[i].name);
      }
  self->texts = g_strdup_printf ("SELECT r.id%s FROM %s r WHERE r.id > $1 AND r.deleted_at = 0 AND (%s) ORDER BY r.id",
                                 columns->str, klass->table, any->str);
  self->texts_beside = g_strdup_printf ("SELECT r.id%s, e.body FROM %s r LEFT JOIN text_entry e ON e.place = r.id * %d + %d"
                                        " WHERE r.deleted_at = 0 AND (%s)",
                                        columns->str, klass->table, PURSUIT_TEXT_KINDS, self->text_kind, any->str);
  self->texts_deleted = g_strdup_printf ("SELECT e.place FROM text_entry e JOIN %s r ON r.id = e.place / %d"
                                         " WHERE e.place BETWEEN $1 AND $2 AND e.place %% %d = $3 AND r.deleted_at <> 0",
                                         klass->table, PURSUIT_TEXT_KINDS, PURSUIT_TEXT_KINDS);
  self->texts_count = g_strdup_printf ("SELECT count(*) FROM text_entry WHERE place %% %d = %d", PURSUIT_TEXT_KINDS,
                                       self->text_kind);
}

PursuitRecordSql *
pursuit_record_sql_new (GType type)
{
  PursuitRecordSql *self = g_new0 (PursuitRecordSql, 1);
  PursuitRecordClass *klass;

  self->klass = g_type_class_ref (type);
  klass = PURSUIT_RECORD_CLASS (self->klass);
  self->select_by_id = make_select (klass, "WHERE id = $1");
  self->select_all = make_select (klass, "WHERE deleted_at = 0 ORDER BY id");
  self->insert = make_insert (klass);
  self->update = make_update (klass, PURSUIT_RECORD_SQL_ALL);
  self->changes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->set_deleted = g_strdup_printf ("UPDATE %s SET changed_at = $1, deleted_at = $2, revision = revision + 1"
                                       " WHERE id = $3 AND revision = $4",
                                       klass->table);
  self->delete_range = g_strdup_printf ("UPDATE %s SET changed_at = $1, deleted_at = $1, revision = revision + 1"
                                        " WHERE id BETWEEN $2 AND $3 AND revision = 1 AND deleted_at = 0",
                                        klass->table);
  self->count = g_strdup_printf ("SELECT count(*) FROM %s WHERE deleted_at = 0", klass->table);
  if (klass->fold_name != NULL)
    {
      self->names = g_strdup_printf ("SELECT name_key, id FROM %s WHERE deleted_at = 0 ORDER BY id DESC", klass->table);
      self->named = g_strdup_printf ("SELECT id, %s FROM %s WHERE name_key = $1 AND deleted_at = 0 ORDER BY id",
                                     klass->name_field->name, klass->table);
      self->all_names = g_strdup_printf ("SELECT id, %s, name_key FROM %s WHERE deleted_at = 0 ORDER BY id",
                                         klass->name_field->name, klass->table);
    }
  if (klass->sorts_names)
    {
      self->sort_keys = g_strdup_printf ("SELECT id, %s, sort_key FROM %s WHERE id > $1 ORDER BY id LIMIT $2",
                                         klass->name_field->name, klass->table);
      self->set_sort_key = g_strdup_printf ("UPDATE %s SET sort_key = $1 WHERE id = $2", klass->table);
    }
  self->last_id = g_strdup_printf ("SELECT max(id) FROM %s", klass->table);
  if (klass->name_field != NULL && pursuit_record_class_find (klass, "customer_id") != NULL)
    {
      self->names_at = g_strdup_printf ("SELECT id, %s FROM %s WHERE customer_id = $1 AND deleted_at = 0 ORDER BY id",
                                        klass->name_field->name, klass->table);
      self->all_names_at = g_strdup_printf ("SELECT id, %s, customer_id FROM %s WHERE deleted_at = 0 ORDER BY id",
                                            klass->name_field->name, klass->table);
    }
  self->numbered = g_strdup_printf ("SELECT id, external_id FROM %s WHERE external_id = $1", klass->table);
  make_texts (self, klass);
  self->all_numbers = g_strdup_printf ("SELECT id, external_id FROM %s WHERE external_id IS NOT NULL", klass->table);

  return self;
}

void
pursuit_record_sql_free (PursuitRecordSql *self)
{
  g_type_class_unref (self->klass);
  g_free (self->select_by_id);
  g_free (self->select_all);
  g_free (self->insert);
  g_free (self->update);
  g_hash_table_unref (self->changes);
  g_free (self->set_deleted);
  g_free (self->delete_range);
  g_free (self->names);
  g_free (self->named);
  g_free (self->all_names);
  g_free (self->sort_keys);
  g_free (self->set_sort_key);
  g_free (self->last_id);
  g_free (self->names_at);
  g_free (self->all_names_at);
  g_free (self->numbered);
  g_free (self->all_numbers);
  g_free (self->count);
  g_free (self->texts);
  g_free (self->texts_beside);
  g_free (self->texts_deleted);
  g_free (self->texts_count);
  g_free (self);
}

static gint64
read_number (PursuitStmt        *stmt,
             int                 column,
             const PursuitField *field)
{
  const char *nick;
  int value = 0;

  if (field->kind != PURSUIT_KIND_ENUM)
    return pursuit_stmt_get_number (stmt, column);

  nick = pursuit_stmt_get_text (stmt, column);
  if (nick != NULL)
    pursuit_enum_from_nick (field->type (), nick, &value);

  return value;
}

/* The column order is the contract between make_select() and this. */
PursuitRecord *
pursuit_record_sql_read (PursuitRecordSql *self,
                         PursuitStmt      *stmt)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_CLASS (self->klass);
  PursuitRecord *record = pursuit_record_new (G_TYPE_FROM_CLASS (klass));

  record->id = pursuit_stmt_get_number (stmt, 0);
  record->revision = pursuit_stmt_get_number (stmt, 1);
  record->created_at = pursuit_stmt_get_number (stmt, 2);
  record->changed_at = pursuit_stmt_get_number (stmt, 3);
  record->deleted_at = pursuit_stmt_get_number (stmt, 4);
  record->external_id = g_strdup (pursuit_stmt_get_text (stmt, 5));
  for (guint i = 0; i < klass->n_fields; i++)
    {
      const PursuitField *field = &klass->fields[i];
      int column = N_FIXED + (int) i;

      if (pursuit_field_is_text (field))
        pursuit_record_fill_text (record, field, pursuit_stmt_get_text (stmt, column));
      else
        pursuit_record_fill_number (record, field, read_number (stmt, column, field));
    }
  record->had_extra = klass->extra != NULL && pursuit_record_get_text (record, klass->extra) != NULL;

  return record;
}

/* Text for the engine: enums go by their nick. NULL where the field is blank. */
const char *
pursuit_record_sql_get_text (PursuitRecord      *record,
                             const PursuitField *field)
{
  if (pursuit_field_is_text (field))
    return pursuit_record_get_text (record, field);
  if (pursuit_record_is_blank (record, field))
    return NULL;

  return pursuit_enum_get_nick (field->type (), (int) pursuit_record_get_number (record, field));
}

/**
 * pursuit_record_sql_get_change:
 * @self: the statements of a type
 * @mask: (inout): the fields that are to be written; all of them, when too many other choices were asked for
 *
 * An index, a trigger or a check of a column takes its time whenever a statement writes the column, changed or not.
 *
 * Returns: (transfer none): the statement that writes those fields
 */
const char *
pursuit_record_sql_get_change (PursuitRecordSql *self,
                               PursuitFieldMask *mask)
{
  const char *known = g_hash_table_lookup (self->changes, mask);
  char *sql;

  if (known != NULL)
    return known;
  if (*mask == PURSUIT_RECORD_SQL_ALL || g_hash_table_size (self->changes) >= MOST_CHANGES)
    {
      *mask = PURSUIT_RECORD_SQL_ALL;
      return self->update;
    }

  sql = make_update (PURSUIT_RECORD_CLASS (self->klass), *mask);
  g_hash_table_insert (self->changes, g_memdup2 (mask, sizeof *mask), sql);
  return sql;
}

static void
bind_field (PursuitRecord      *record,
            const PursuitField *field,
            PursuitStmt        *stmt,
            int                 index)
{
  if (pursuit_field_is_text (field) || field->kind == PURSUIT_KIND_ENUM)
    {
      const char *text = pursuit_record_sql_get_text (record, field);

      if (text != NULL)
        pursuit_stmt_bind_text (stmt, index, text);
    }
  else if (field->kind != PURSUIT_KIND_REF || pursuit_record_get_number (record, field) != 0)
    pursuit_stmt_bind_number (stmt, index, pursuit_record_get_number (record, field));
}

/* Binds the fields of @mask from parameter @first on, in the order of the field table, and returns the next. The statement is
 * fresh from the cache and has no bindings: what is blank is NULL already, and most fields of most records are. */
int
pursuit_record_sql_bind (PursuitRecord    *record,
                         PursuitFieldMask  mask,
                         PursuitStmt      *stmt,
                         int               first)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);
  int next = first;

  for (guint i = 0; i < klass->n_fields; i++)
    if (has_field (mask, i))
      bind_field (record, &klass->fields[i], stmt, next++);

  return next;
}

/* Whether a statement that writes @mask writes what follows from the name. */
gboolean
pursuit_record_sql_has_name (PursuitRecordSql *self,
                             PursuitFieldMask  mask)
{
  return has_name (PURSUIT_RECORD_CLASS (self->klass), mask);
}
