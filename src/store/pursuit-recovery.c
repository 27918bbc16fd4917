/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-recovery-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "pursuit-own-values-private.h"
#include "pursuit-store-private.h"

/*
 * Brings what can still be read of a damaged file into a new one that this program made: nothing of the old file's schema is
 * taken over, each row is put into a known table with known columns, the triggers count anew, and what a rule refuses is
 * noted down instead of ending the work.
 */

/* So much of the rows that could not be placed is written down. */
#define MOST_LOST_BYTES (64 * 1024 * 1024)

static void
recovered_table_free (PursuitRecoveredTable *table)
{
  g_free (table->name);
  g_array_unref (table->missing);
  g_free (table);
}

static void
recovery_table_free (PursuitRecoveryTable *table)
{
  if (table->result != NULL)
    recovered_table_free (table->result);
  g_array_unref (table->columns);
  g_array_unref (table->spots);
  g_hash_table_unref (table->placeholders);
  g_free (table);
}

static void
clear_column (gpointer column)
{
  g_free (((PursuitRecoveryColumn *) column)->name);
}

static PursuitRecoveryTable *
recovery_table_new (const char *name)
{
  PursuitRecoveryTable *table = g_new0 (PursuitRecoveryTable, 1);

  table->result = g_new0 (PursuitRecoveredTable, 1);
  table->result->name = g_strdup (name);
  table->result->missing = g_array_new (FALSE, FALSE, sizeof (gint64));
  table->columns = g_array_new (FALSE, FALSE, sizeof (PursuitRecoveryColumn));
  g_array_set_clear_func (table->columns, clear_column);
  table->spots = g_array_new (FALSE, FALSE, sizeof (PursuitPageSpot));
  table->placeholders = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  return table;
}

static PursuitValueKind
get_kind (const char *type)
{
  if (g_strcmp0 (type, "INTEGER") == 0)
    return PURSUIT_VALUE_NUMBER;
  if (g_strcmp0 (type, "BLOB") == 0)
    return PURSUIT_VALUE_BYTES;

  return g_strcmp0 (type, "REAL") == 0 ? PURSUIT_VALUE_REAL : PURSUIT_VALUE_TEXT;
}

/* Tables without numbered rows are kept by triggers, virtual ones have no rows of their own. */
static const char sql_model[] =
  "SELECT s.name, c.name, c.type, c.\"notnull\", c.dflt_value IS NOT NULL, c.pk"
  "  FROM sqlite_schema s, pragma_table_info (s.name) c"
  " WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND s.sql NOT LIKE '%WITHOUT ROWID%'"
  "   AND s.rootpage > 0"
  " ORDER BY s.rowid, c.cid";

GPtrArray *
pursuit_recovery_read_model (GError **error)
{
  g_autoptr(GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) recovery_table_free);
  g_autoptr(PursuitDb) model = pursuit_db_open_plain (":memory:", ":memory:", error);
  g_auto(PursuitStmt) stmt = { NULL };
  PursuitRecoveryTable *table = NULL;
  gboolean row;

  if (model == NULL || !pursuit_schema_migrate (model, NULL, pursuit_schema_get_newest (), error) ||
      !pursuit_stmt_prepare (&stmt, model, sql_model, error))
    return NULL;
  for (;;)
    {
      PursuitRecoveryColumn column;

      if (!pursuit_stmt_step (&stmt, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&tables);
      if (table == NULL || g_strcmp0 (table->result->name, pursuit_stmt_get_text (&stmt, 0)) != 0)
        {
          table = recovery_table_new (pursuit_stmt_get_text (&stmt, 0));
          g_ptr_array_add (tables, table);
        }
      column = (PursuitRecoveryColumn) {
        .name = g_strdup (pursuit_stmt_get_text (&stmt, 1)),
        .kind = get_kind (pursuit_stmt_get_text (&stmt, 2)),
        .must_be = pursuit_stmt_get_number (&stmt, 3) != 0,
        .has_default = pursuit_stmt_get_number (&stmt, 4) != 0,
        .is_key = pursuit_stmt_get_number (&stmt, 5) != 0,
      };
      if (column.is_key)
        table->key = table->columns->len;
      g_array_append_val (table->columns, column);
    }
}

PursuitRecoveryTable *
pursuit_recovery_find (PursuitRecoveryWork *work,
                       const char          *name)
{
  for (guint i = 0; i < work->tables->len; i++)
    {
      PursuitRecoveryTable *table = g_ptr_array_index (work->tables, i);

      if (g_strcmp0 (table->result->name, name) == 0)
        return table;
    }

  return NULL;
}

static gboolean
value_fits (const PursuitRecoveryColumn *column,
            const PursuitValue          *value)
{
  if (column->is_key)
    return value->kind == PURSUIT_VALUE_NULL;
  if (value->kind == PURSUIT_VALUE_NULL)
    return !column->must_be;
  if (value->kind == PURSUIT_VALUE_TEXT && !g_utf8_validate_len ((const char *) value->bytes, value->length, NULL))
    return FALSE;

  return value->kind == column->kind;
}

/* A row from before a table got more columns is shorter. */
gboolean
pursuit_recovery_fits (PursuitRecoveryTable *table,
                       const PursuitPageRow *row)
{
  if (row->n_values > table->columns->len)
    return FALSE;

  for (guint i = 0; i < table->columns->len; i++)
    {
      const PursuitRecoveryColumn *column = &g_array_index (table->columns, PursuitRecoveryColumn, i);

      if (i < row->n_values ? !value_fits (column, &row->values[i]) : column->must_be && !column->has_default)
        return FALSE;
    }

  return TRUE;
}

static void
add_value (JsonBuilder        *builder,
           const PursuitValue *value)
{
  g_autofree char *text = NULL;

  switch (value->kind)
    {
    case PURSUIT_VALUE_NUMBER:
      json_builder_add_int_value (builder, value->number);
      break;
    case PURSUIT_VALUE_REAL:
      json_builder_add_double_value (builder, value->real);
      break;
    case PURSUIT_VALUE_TEXT:
      text = g_utf8_make_valid ((const char *) value->bytes, (gssize) value->length);
      json_builder_add_string_value (builder, text);
      break;
    case PURSUIT_VALUE_BYTES:
      text = g_base64_encode (value->bytes, value->length);
      json_builder_add_string_value (builder, text);
      break;
    case PURSUIT_VALUE_NULL:
    default:
      json_builder_add_null_value (builder);
      break;
    }
}

/* Without a table nothing tells what the row was. */
void
pursuit_recovery_note_lost (PursuitRecoveryWork  *work,
                            PursuitRecoveryTable *table,
                            const PursuitPageRow *row)
{
  g_autoptr(JsonBuilder) builder = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *line = NULL;

  if (table != NULL)
    table->result->n_refused++;
  if (work->result->lost->len > MOST_LOST_BYTES)
    return;

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "table");
  if (table != NULL)
    json_builder_add_string_value (builder, table->result->name);
  else
    json_builder_add_null_value (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_int_value (builder, row->id);
  json_builder_set_member_name (builder, "values");
  json_builder_begin_array (builder);
  for (guint i = 0; i < row->n_values; i++)
    add_value (builder, &row->values[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  line = json_to_string (node, FALSE);
  g_string_append_printf (work->result->lost, "%s\n", line);
}

/* The table with as many columns before those that have got more since. */
static PursuitRecoveryTable *
find_by_shape (PursuitRecoveryWork  *work,
               const PursuitPageRow *row)
{
  PursuitRecoveryTable *longer = NULL;

  for (guint i = 0; i < work->tables->len; i++)
    {
      PursuitRecoveryTable *table = g_ptr_array_index (work->tables, i);

      if (!pursuit_recovery_fits (table, row))
        continue;
      if (row->n_values == table->columns->len)
        return table;
      if (longer == NULL)
        longer = table;
    }

  return longer;
}

static void
sort_out_strays (PursuitRecoveryWork *work)
{
  g_autoptr(GArray) spots = pursuit_pages_list_stray (work->pages);
  g_auto(PursuitPageRow) row = { 0 };

  for (guint i = 0; i < spots->len; i++)
    {
      const PursuitPageSpot *spot = &g_array_index (spots, PursuitPageSpot, i);
      PursuitRecoveryTable *table;

      if (!pursuit_pages_read_row (work->pages, spot, &row))
        continue;
      table = find_by_shape (work, &row);
      if (table != NULL)
        g_array_append_val (table->spots, *spot);
      else
        pursuit_recovery_note_lost (work, NULL, &row);
    }
}

static int
by_id (gconstpointer a,
       gconstpointer b)
{
  const PursuitPageSpot *first = a;
  const PursuitPageSpot *second = b;

  if (first->id != second->id)
    return first->id < second->id ? -1 : 1;

  return (int) first->is_stray - (int) second->is_stray;
}

static void
find_rows (PursuitRecoveryWork *work)
{
  g_autoptr(GHashTable) roots = pursuit_pages_read_schema (work->pages);

  for (guint i = 0; i < work->tables->len; i++)
    {
      PursuitRecoveryTable *table = g_ptr_array_index (work->tables, i);
      guint root = GPOINTER_TO_UINT (g_hash_table_lookup (roots, table->result->name));
      g_autoptr(GArray) spots = root != 0 ? pursuit_pages_walk (work->pages, root) : NULL;

      if (spots != NULL)
        g_array_append_vals (table->spots, spots->data, spots->len);
    }
  sort_out_strays (work);
  for (guint i = 0; i < work->tables->len; i++)
    g_array_sort (((PursuitRecoveryTable *) g_ptr_array_index (work->tables, i))->spots, by_id);
}

/* The full-text index is made anew, and so are the keys of duplicates. Their pages had to be known, so that they were not taken for rows of other tables. */
static void
leave_out_texts (PursuitRecoveryWork *work)
{
  for (guint i = work->tables->len; i > 0; i--)
    {
      PursuitRecoveryTable *table = g_ptr_array_index (work->tables, i - 1);

      if (g_str_has_prefix (table->result->name, "text_") || g_str_equal (table->result->name, "duplicate_state"))
        g_ptr_array_remove_index (work->tables, i - 1);
    }
}

/* Deals come before or after their customers: what they keep of them is looked at again when all are there. */
static const char settle_sql[] =
  "UPDATE deal SET customer_region = c.region, contacted_at = c.last_contact_at"
  "  FROM customer c"
  " WHERE c.id = deal.customer_id AND (deal.customer_region IS NOT c.region OR deal.contacted_at <> c.last_contact_at)";

/* Of the history of a customer's standing something may be lost: what it comes to is what the customer says. */
static const char standing_sql[] =
  "WITH judged (customer_id, kind, value) AS ("
  " SELECT id, 'grade', instr ('abc', coalesce (grade, '-')) FROM customer UNION ALL"
  " SELECT id, 'funnel', CASE funnel WHEN 'potential' THEN 0 WHEN 'lead' THEN 1 ELSE 2 END FROM customer UNION ALL"
  " SELECT id, 'level', relationship_level FROM customer),"
  " known (customer_id, kind, value, id) AS ("
  " SELECT customer_id, kind, to_value, max (id) FROM standing_move GROUP BY customer_id, kind)"
  "INSERT INTO standing_move (customer_id, kind, from_value, to_value, moved_at)"
  " SELECT j.customer_id, j.kind, k.value, j.value, c.changed_at FROM known k"
  "   JOIN judged j ON j.customer_id = k.customer_id AND j.kind = k.kind JOIN customer c ON c.id = j.customer_id"
  "  WHERE k.value <> j.value";

static gboolean
work_in_transaction (PursuitRecoveryWork  *work,
                     GError              **error)
{
  return pursuit_db_exec (work->db, "PRAGMA foreign_keys = OFF; PRAGMA synchronous = FULL; BEGIN IMMEDIATE", error) &&
         pursuit_recovery_load (work, error) && pursuit_recovery_mend (work, error) && pursuit_recovery_miss (work, error) &&
         pursuit_db_exec (work->db, settle_sql, error) &&
         pursuit_db_exec (work->db, standing_sql, error) && pursuit_own_values_rebuild (work->db, error) &&
         pursuit_db_exec (work->db, "DELETE FROM text_state; DELETE FROM duplicate_state; COMMIT", error);
}

/* The engine takes back what was cut off in the middle, if it can make out the file at all. */
static void
roll_back (const char *damaged)
{
  g_autoptr(PursuitDb) db = pursuit_db_open_plain (damaged, damaged, NULL);
  gint64 n;

  if (db != NULL)
    pursuit_db_get_number (db, "SELECT count(*) FROM sqlite_schema", &n, NULL);
}

static void
hand_over (PursuitRecoveryWork *work)
{
  for (guint i = 0; i < work->tables->len; i++)
    {
      PursuitRecoveryTable *table = g_ptr_array_index (work->tables, i);

      g_ptr_array_add (work->result->tables, g_steal_pointer (&table->result));
    }
  work->result->n_bad = pursuit_pages_get_n_bad (work->pages);
  work->result->n_gone = pursuit_pages_get_n_gone (work->pages);
  work->result->n_pages = pursuit_pages_count (work->pages);
}

/**
 * pursuit_recovery_run:
 * @damaged: a copy of a damaged file, with the copy of its journal beside it; what was cut off in the middle is taken back in it
 * @target: a new, empty database
 * @cancellable: (nullable): looked at now and then
 * @error: return location
 *
 * Reads every row that can still be made out and puts it into @target, where references to what is lost are dropped or get
 * something to point at. Journal entries keep their numbers and hashes, so that the journal says itself what is missing.
 *
 * Fails with %PURSUIT_ERROR_STORAGE when @damaged cannot be read or @target not be written, %G_IO_ERROR_CANCELLED; nothing is in
 * @target then.
 *
 * Returns: (transfer full): what was found and what is missing
 */
PursuitRecovery *
pursuit_recovery_run (const char    *damaged,
                      const char    *target,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autoptr(PursuitRecovery) result = g_new0 (PursuitRecovery, 1);
  g_autoptr(GPtrArray) tables = NULL;
  g_autoptr(GMappedFile) file = NULL;
  g_autoptr(PursuitPages) pages = NULL;
  g_autoptr(PursuitDb) db = NULL;
  PursuitRecoveryWork work;

  result->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) recovered_table_free);
  result->lost = g_string_new (NULL);
  roll_back (damaged);
  tables = pursuit_recovery_read_model (error);
  file = tables != NULL ? g_mapped_file_new (damaged, FALSE, error) : NULL;
  db = file != NULL ? pursuit_db_open_plain (target, target, error) : NULL;
  if (db == NULL)
    return NULL;

  pursuit_own_values_register (db);
  pages = pursuit_pages_new ((const guint8 *) g_mapped_file_get_contents (file), g_mapped_file_get_length (file));
  work = (PursuitRecoveryWork) { pages, db, tables, result, cancellable };
  find_rows (&work);
  leave_out_texts (&work);
  if (!work_in_transaction (&work, error))
    {
      pursuit_db_exec (db, "ROLLBACK", NULL);
      return NULL;
    }

  hand_over (&work);
  return g_steal_pointer (&result);
}

/**
 * pursuit_recovery_free:
 * @self: (transfer full): what came of reading a damaged file
 */
void
pursuit_recovery_free (PursuitRecovery *self)
{
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  if (self->lost != NULL)
    g_string_free (self->lost, TRUE);
  g_free (self);
}

/**
 * pursuit_recovery_find_table:
 * @self: what came of reading a damaged file
 * @name: a table
 *
 * Returns: (nullable): what became of it, lent
 */
PursuitRecoveredTable *
pursuit_recovery_find_table (PursuitRecovery *self,
                             const char      *name)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      PursuitRecoveredTable *table = g_ptr_array_index (self->tables, i);

      if (g_strcmp0 (table->name, name) == 0)
        return table;
    }

  return NULL;
}
