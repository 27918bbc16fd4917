/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-trace.h"

#include <string.h>

/* Ids that follow each other without a gap. */
typedef struct
{
  gint64 first;
  gint64 last;
} Range;

/* What was done to one table. */
typedef struct
{
  GArray *created;        /* Range */
  GString *before;        /* "[id,{fields}],..." of the records that were there already, in the order of the changes */
  GString *after;
} TableTrace;

/*
 * PursuitImportTrace remembers what an import did, so that its one journal entry can be undone: ranges of what it
 * created, and the changed fields of what it changed. Changes are kept as text, which is a tenth of what objects take.
 */
struct _PursuitImportTrace
{
  GHashTable *tables;   /* name of the table, static -> TableTrace */
  gsize n_bytes;        /* of all changes, before and after */
};

static void
table_trace_free (gpointer data)
{
  TableTrace *self = data;

  g_array_unref (self->created);
  g_string_free (self->before, TRUE);
  g_string_free (self->after, TRUE);
  g_free (self);
}

PursuitImportTrace *
pursuit_import_trace_new (void)
{
  PursuitImportTrace *self = g_new0 (PursuitImportTrace, 1);

  self->tables = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, table_trace_free);

  return self;
}

void
pursuit_import_trace_free (PursuitImportTrace *self)
{
  g_hash_table_unref (self->tables);
  g_free (self);
}

static TableTrace *
get_table (PursuitImportTrace *self,
           PursuitRecord      *record)
{
  const char *name = PURSUIT_RECORD_GET_CLASS (record)->table;
  TableTrace *table = g_hash_table_lookup (self->tables, name);

  if (table == NULL)
    {
      table = g_new0 (TableTrace, 1);
      table->created = g_array_new (FALSE, FALSE, sizeof (Range));
      table->before = g_string_new (NULL);
      table->after = g_string_new (NULL);
      g_hash_table_insert (self->tables, (gpointer) name, table);
    }

  return table;
}

/**
 * pursuit_import_trace_add_new:
 * @self: a trace
 * @record: a record that was just inserted
 *
 * Remembers that @record was created.
 */
void
pursuit_import_trace_add_new (PursuitImportTrace *self,
                              PursuitRecord      *record)
{
  TableTrace *table = get_table (self, record);
  Range *last = table->created->len > 0 ? &g_array_index (table->created, Range, table->created->len - 1) : NULL;

  if (last != NULL && last->last + 1 == record->id)
    last->last = record->id;
  else
    {
      const Range fresh = { record->id, record->id };

      g_array_append_val (table->created, fresh);
    }
}

static gboolean
was_created (TableTrace *table,
             gint64      id)
{
  for (guint i = table->created->len; i > 0; i--)
    {
      const Range *range = &g_array_index (table->created, Range, i - 1);

      if (id >= range->first && id <= range->last)
        return TRUE;
    }

  return FALSE;
}

/**
 * pursuit_import_trace_has_created:
 * @self: a trace
 * @record: a record
 *
 * Returns: %TRUE when @record was created, not only changed
 */
gboolean
pursuit_import_trace_has_created (PursuitImportTrace *self,
                                  PursuitRecord      *record)
{
  TableTrace *table = g_hash_table_lookup (self->tables, PURSUIT_RECORD_GET_CLASS (record)->table);

  return table != NULL && was_created (table, record->id);
}

/**
 * pursuit_import_trace_get_created:
 * @self: a trace
 * @table: the table of a record type
 * @index: counts from 0
 * @out_first: (out): the first of some records that were created
 * @out_last: (out): the last of them
 *
 * Returns: %TRUE when there are so many ranges
 */
gboolean
pursuit_import_trace_get_created (PursuitImportTrace *self,
                                  const char         *table,
                                  guint               index,
                                  gint64             *out_first,
                                  gint64             *out_last)
{
  TableTrace *trace = g_hash_table_lookup (self->tables, table);

  if (trace == NULL || index >= trace->created->len)
    return FALSE;

  *out_first = g_array_index (trace->created, Range, index).first;
  *out_last = g_array_index (trace->created, Range, index).last;
  return TRUE;
}

/* Deletion and the external id are no fields of the table, but change as they do. */
static void
append_change (GString          *all,
               PursuitRecord    *record,
               PursuitFieldMask  mask,
               gboolean          with_external_id,
               gboolean          with_deleted)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr(JsonObject) fields = pursuit_record_to_json (record, mask);
  g_autofree char *text = NULL;

  if (with_external_id && record->external_id != NULL)
    json_object_set_string_member (fields, "external_id", record->external_id);
  else if (with_external_id)
    json_object_set_null_member (fields, "external_id");
  if (with_deleted)
    json_object_set_boolean_member (fields, "deleted", record->deleted_at != 0);
  json_node_set_object (node, fields);
  text = json_to_string (node, FALSE);
  g_string_append_printf (all, "%s[%" G_GINT64_FORMAT ",%s]", all->len > 0 ? "," : "", record->id, text);
}

/**
 * pursuit_import_trace_add_change:
 * @self: a trace
 * @before: a record as it was
 * @after: the same as it was just written
 *
 * Remembers what changed; of a record that the import created, nothing more need be known.
 */
void
pursuit_import_trace_add_change (PursuitImportTrace *self,
                                 PursuitRecord      *before,
                                 PursuitRecord      *after)
{
  TableTrace *table = get_table (self, after);
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (after);
  PursuitFieldMask mask = pursuit_record_diff (before, after);
  gboolean external_id = g_strcmp0 (before->external_id, after->external_id) != 0;
  gboolean deleted = (before->deleted_at != 0) != (after->deleted_at != 0);

  if (was_created (table, after->id))
    return;

  /* What follows from the other fields is computed again when they are put back. */
  if (klass->derive != NULL)
    mask &= ~pursuit_record_class_select (klass, PURSUIT_FIELD_DERIVED);
  self->n_bytes -= table->before->len + table->after->len;
  append_change (table->before, before, mask, external_id, deleted);
  append_change (table->after, after, mask, external_id, deleted);
  self->n_bytes += table->before->len + table->after->len;
}

/**
 * pursuit_import_trace_get_size:
 * @self: a trace
 *
 * Returns: how many bytes what changed takes, before and after together
 */
gsize
pursuit_import_trace_get_size (PursuitImportTrace *self)
{
  return self->n_bytes;
}

/**
 * pursuit_import_trace_is_empty:
 * @self: a trace
 *
 * Returns: %TRUE when nothing was created or changed
 */
gboolean
pursuit_import_trace_is_empty (PursuitImportTrace *self)
{
  return g_hash_table_size (self->tables) == 0;
}

static void
append_key (GString    *all,
            const char *key)
{
  const char last = all->str[all->len - 1];

  g_string_append_printf (all, "%s\"%s\":", last == '{' ? "" : ",", key);
}

/* The items of an array, separated by commas. */
typedef void (*ListItems) (TableTrace *table,
                           GString    *out);

static void
list_created (TableTrace *table,
              GString    *out)
{
  for (guint i = 0; i < table->created->len; i++)
    {
      const Range *range = &g_array_index (table->created, Range, i);

      g_string_append_printf (out, "%s[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "]", i > 0 ? "," : "", range->first,
                              range->last);
    }
}

static void
list_before (TableTrace *table,
             GString    *out)
{
  g_string_append_len (out, table->before->str, (gssize) table->before->len);
}

static void
list_after (TableTrace *table,
            GString    *out)
{
  g_string_append_len (out, table->after->str, (gssize) table->after->len);
}

/* Appends "KEY":{"table":[...]} for the tables of which there is something to say. */
static void
append_tables (PursuitImportTrace *self,
               GString            *out,
               const char         *key,
               ListItems           list)
{
  g_autoptr(GList) names = g_list_sort (g_hash_table_get_keys (self->tables), (GCompareFunc) strcmp);

  append_key (out, key);
  g_string_append_c (out, '{');
  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autoptr(GString) items = g_string_new (NULL);

      list (g_hash_table_lookup (self->tables, l->data), items);
      if (items->len == 0)
        continue;
      append_key (out, l->data);
      g_string_append_printf (out, "[%s]", items->str);
    }
  g_string_append_c (out, '}');
}

/**
 * pursuit_import_trace_to_json:
 * @self: a trace
 * @head: what else to say: the file's name, the counts
 * @out_before: (out) (transfer full): the journal entry's `before`:
 *   `{"changed":{"customer":[[ID,{FIELD:VALUE}]]}}`
 * @out_after: (out) (transfer full): its `after`: the members of @head, then
 *   `"created":{"customer":[[FIRST,LAST]]},"changed":{...}`
 */
void
pursuit_import_trace_to_json (PursuitImportTrace  *self,
                              JsonObject          *head,
                              char               **out_before,
                              char               **out_after)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *head_text = NULL;
  GString *before = g_string_new ("{");
  GString *after;

  json_node_set_object (node, head);
  head_text = json_to_string (node, FALSE);
  after = g_string_new (head_text);
  g_string_truncate (after, after->len - 1);

  append_tables (self, before, "changed", list_before);
  append_tables (self, after, "created", list_created);
  append_tables (self, after, "changed", list_after);
  g_string_append_c (before, '}');
  g_string_append_c (after, '}');

  *out_before = g_string_free (before, FALSE);
  *out_after = g_string_free (after, FALSE);
}
