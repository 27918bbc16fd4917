/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-error.h"
#include "pursuit-str.h"
#include "pursuit-text.h"

/* Which column fills which field: recognised from the field tables, or chosen. */

const PursuitImportHandler *
pursuit_import_get_handler (PursuitImportKind kind)
{
  static const PursuitImportHandler *const handlers[] = {
    [PURSUIT_IMPORT_CUSTOMERS] = &pursuit_import_customers,
    [PURSUIT_IMPORT_CONTACTS] = &pursuit_import_contacts,
    [PURSUIT_IMPORT_PRODUCTS] = &pursuit_import_products,
    [PURSUIT_IMPORT_STAFF] = &pursuit_import_staff,
    [PURSUIT_IMPORT_DEALS] = &pursuit_import_deals,
  };

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (handlers), handlers[0]);

  return handlers[kind];
}

/* What rules keep is not read, unless the table says how a file calls it: a deal's stage, when it was closed. */
gboolean
pursuit_import_can_read (const PursuitField *field)
{
  return !(field->flags & (PURSUIT_FIELD_DERIVED | PURSUIT_FIELD_TECHNICAL)) || field->aliases != NULL;
}

/**
 * pursuit_import_list_fields:
 * @kind: what a file holds
 * @own_set: (nullable): the fields that the house has added
 * @out_n: (out): how many
 *
 * What a column can be mapped to. Some are no fields of the record type: the id in the other system ("external_id"), a
 * member of staff's office.
 *
 * Returns: (transfer container) (array length=out_n): the fields
 */
const PursuitField **
pursuit_import_list_fields (PursuitImportKind    kind,
                            const PursuitOwnSet *own_set,
                            guint               *out_n)
{
  const PursuitImportHandler *handler = pursuit_import_get_handler (kind);
  g_autoptr(GTypeClass) type_class = g_type_class_ref (handler->get_type ());
  PursuitRecordClass *klass = PURSUIT_RECORD_CLASS (type_class);
  g_autoptr(GPtrArray) fields = g_ptr_array_new ();
  guint n_added;
  const PursuitField *const *added = pursuit_own_set_list (own_set, handler->get_type (), &n_added);

  for (guint i = 0; i < handler->n_own; i++)
    g_ptr_array_add (fields, (gpointer) &handler->own[i]);
  for (guint i = 0; i < klass->n_fields; i++)
    if (pursuit_import_can_read (&klass->fields[i]))
      g_ptr_array_add (fields, (gpointer) &klass->fields[i]);
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_add (fields, (gpointer) added[i]);

  *out_n = fields->len;
  return (const PursuitField **) g_ptr_array_free (g_steal_pointer (&fields), FALSE);
}

static void
add_key (GHashTable         *keys,
         const char         *text,
         const PursuitField *field)
{
  g_autofree char *key = pursuit_text_fold_header (text);

  if (*key != '\0' && !g_hash_table_contains (keys, key))
    g_hash_table_insert (keys, g_steal_pointer (&key), (gpointer) field);
}

/* An own field is called something in each script, whoever reads. */
static void
add_own_keys (GHashTable         *keys,
              const PursuitField *field)
{
  add_key (keys, field->own->key, field);
  add_key (keys, field->own->name, field);
  if (field->own->name_zh != NULL)
    add_key (keys, field->own->name_zh, field);
}

/* What each field is really called goes before what others may call it. */
static GHashTable *
collect_keys (PursuitImportKind    kind,
              const PursuitOwnSet *own_set)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n;
  g_autofree const PursuitField **fields = pursuit_import_list_fields (kind, own_set, &n);

  for (guint i = 0; i < n; i++)
    {
      add_key (keys, fields[i]->name, fields[i]);
      add_key (keys, fields[i]->label, fields[i]);
      add_key (keys, _(fields[i]->label), fields[i]);
      if (fields[i]->own != NULL)
        add_own_keys (keys, fields[i]);
    }
  for (guint i = 0; i < n; i++)
    {
      g_auto(GStrv) aliases = g_strsplit (fields[i]->aliases != NULL ? fields[i]->aliases : "", "|", -1);

      for (guint j = 0; aliases[j] != NULL; j++)
        add_key (keys, aliases[j], fields[i]);
    }

  return keys;
}

/* The field that a person or a header means by @text, or NULL. */
const PursuitField *
pursuit_import_find_field (PursuitImportKind    kind,
                           const PursuitOwnSet *own_set,
                           const char          *text)
{
  g_autoptr(GHashTable) keys = NULL;
  g_autofree char *key = NULL;
  guint n;
  g_autofree const PursuitField **fields = pursuit_import_list_fields (kind, own_set, &n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (fields[i]->name, text))
      return fields[i];

  keys = collect_keys (kind, own_set);
  key = pursuit_text_fold_header (text);
  return g_hash_table_lookup (keys, key);
}

/* Makes the list of columns. Of two columns that mean the same field the first one fills it. */
void
pursuit_import_guess_columns (PursuitImport *self)
{
  g_autoptr(GHashTable) keys = collect_keys (self->kind, self->own_set);
  g_autoptr(GHashTable) taken = g_hash_table_new (NULL, NULL);
  const char * const *header = pursuit_row_source_get_header (self->source);

  for (guint i = 0; header[i] != NULL; i++)
    {
      PursuitImportColumn *column = g_new0 (PursuitImportColumn, 1);
      g_autofree char *key = pursuit_text_fold_header (header[i]);
      const PursuitField *field = g_hash_table_lookup (keys, key);

      column->header = g_strdup (header[i]);
      column->factor = 1;
      if (field != NULL && g_hash_table_add (taken, (gpointer) field))
        {
          column->field = g_strdup (field->name);
          column->guessed = TRUE;
          if (field->kind == PURSUIT_KIND_MONEY)
            pursuit_text_header_unit (header[i], &column->factor);
        }
      g_ptr_array_add (self->columns, column);
    }
}

static gboolean
is_mapped (PursuitImport *self,
           const char    *field)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_strcmp0 (((PursuitImportColumn *) g_ptr_array_index (self->columns, i))->field, field) == 0)
      return TRUE;

  return FALSE;
}

/**
 * pursuit_import_set_own_set:
 * @self: an import of which no column has been mapped yet
 * @own_set: the fields that the house has added
 *
 * Lets columns fill these too, and recognises those that are called like one of them.
 */
void
pursuit_import_set_own_set (PursuitImport *self,
                            PursuitOwnSet *own_set)
{
  g_return_if_fail (PURSUIT_IS_IMPORT (self));

  pursuit_own_set_ref (own_set);
  g_clear_pointer (&self->own_set, pursuit_own_set_unref);
  self->own_set = own_set;
  for (guint i = 0; i < self->columns->len; i++)
    {
      PursuitImportColumn *column = g_ptr_array_index (self->columns, i);
      const PursuitField *field =
        column->field == NULL ? pursuit_own_set_find_called (own_set, self->handler->get_type (), column->header) : NULL;

      if (field == NULL || is_mapped (self, field->name))
        continue;
      column->field = g_strdup (field->name);
      column->guessed = TRUE;
      if (field->kind == PURSUIT_KIND_MONEY)
        pursuit_text_header_unit (column->header, &column->factor);
    }
}

static char *
join_headers (PursuitImport *self)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const PursuitImportColumn *column = g_ptr_array_index (self->columns, i);

      g_string_append_printf (all, "%s%s", i > 0 ? _(", ") : "", column->header);
    }

  return g_string_free (all, FALSE);
}

static char *
join_fields (PursuitImport *self)
{
  GString *all = g_string_new (NULL);
  guint n;
  g_autofree const PursuitField **fields = pursuit_import_list_fields (self->kind, self->own_set, &n);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? _(", ") : "", fields[i]->name);

  return g_string_free (all, FALSE);
}

static PursuitImportColumn *
find_column (PursuitImport  *self,
             const char     *header,
             GError        **error)
{
  g_autofree char *key = pursuit_text_fold_header (header);
  g_autofree char *known = NULL;

  for (guint i = 0; i < self->columns->len; i++)
    {
      PursuitImportColumn *column = g_ptr_array_index (self->columns, i);

      if (g_str_equal (column->header, header))
        return column;
    }
  for (guint i = 0; i < self->columns->len; i++)
    {
      PursuitImportColumn *column = g_ptr_array_index (self->columns, i);
      g_autofree char *column_key = pursuit_text_fold_header (column->header);

      if (g_str_equal (column_key, key))
        return column;
    }

  known = join_headers (self);
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%1$s” has no column “%2$s”; its columns are: %3$s"),
               pursuit_row_source_get_name (self->source), header, known);
  return NULL;
}

/* A field is filled by one column: what was only recognised gives way, what was chosen does not. */
static gboolean
make_room (PursuitImport        *self,
           PursuitImportColumn  *chosen,
           const PursuitField   *field,
           GError              **error)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      PursuitImportColumn *column = g_ptr_array_index (self->columns, i);

      if (column == chosen || g_strcmp0 (column->field, field->name) != 0)
        continue;
      if (!column->guessed)
        {
          g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                       _("The columns “%1$s” and “%2$s” cannot both fill %3$s"), column->header, chosen->header,
                       _(field->label));
          return FALSE;
        }
      g_clear_pointer (&column->field, g_free);
      column->guessed = FALSE;
    }

  return TRUE;
}

/**
 * pursuit_import_map_column:
 * @self: an import
 * @header: the header of a column, as in the file or much like it
 * @field: (nullable): the name of a field, or what people call it; "", "-" or %NULL to leave the column out
 * @error: return location
 *
 * Chooses what a column fills. A column that was recognised as the same field is left out from now on.
 *
 * Fails with %PURSUIT_ERROR_INVALID when there is no such column or field (the sentence names those there are), or
 * another column was chosen for the field.
 *
 * Returns: %TRUE when the column is mapped
 */
gboolean
pursuit_import_map_column (PursuitImport  *self,
                           const char     *header,
                           const char     *field,
                           GError        **error)
{
  PursuitImportColumn *column;
  const PursuitField *found = NULL;
  g_autofree char *known = NULL;

  g_return_val_if_fail (PURSUIT_IS_IMPORT (self), FALSE);

  column = find_column (self, header, error);
  if (column == NULL)
    return FALSE;
  if (pursuit_str_empty (field) || g_str_equal (field, "-"))
    {
      g_clear_pointer (&column->field, g_free);
      column->guessed = FALSE;
      return TRUE;
    }

  found = pursuit_import_find_field (self->kind, self->own_set, field);
  if (found == NULL)
    {
      known = join_fields (self);
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("There is no field “%1$s”; the fields are: %2$s"),
                   field, known);
      return FALSE;
    }
  if (!make_room (self, column, found, error))
    return FALSE;

  pursuit_set_str (&column->field, found->name);
  column->guessed = FALSE;
  if (found->kind == PURSUIT_KIND_MONEY && column->factor == 1)
    pursuit_text_header_unit (column->header, &column->factor);
  return TRUE;
}

/**
 * pursuit_import_set_factor:
 * @self: an import
 * @header: the header of a column of amounts
 * @factor: a power of ten, at least 1: 10000 when the amounts are in 万
 *
 * Says what unit the amounts of a column are in, where the header does not. Amounts that name a unit themselves are
 * taken by their word.
 */
void
pursuit_import_set_factor (PursuitImport *self,
                           const char    *header,
                           gint64         factor)
{
  PursuitImportColumn *column;

  g_return_if_fail (PURSUIT_IS_IMPORT (self));
  g_return_if_fail (factor >= 1);

  column = find_column (self, header, NULL);
  if (column != NULL)
    column->factor = factor;
}

/* @names is one required field, or several of which one will do. */
static gboolean
require_one (PursuitImport  *self,
             const char     *names,
             GError        **error)
{
  g_auto(GStrv) each = g_strsplit (names, "|", -1);
  g_autoptr(GString) labels = g_string_new (NULL);
  g_autofree char *known = NULL;

  for (guint i = 0; each[i] != NULL; i++)
    {
      const PursuitField *field = pursuit_import_find_field (self->kind, self->own_set, each[i]);

      if (is_mapped (self, each[i]))
        return TRUE;
      g_string_append_printf (labels, "%s%s", i > 0 ? _(" or ") : "", _(field->label));
    }

  known = join_headers (self);
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
               _("No column of “%1$s” was recognised as %2$s; its columns are: %3$s"),
               pursuit_row_source_get_name (self->source), labels->str, known);
  return FALSE;
}

void
pursuit_import_binding_clear (gpointer binding)
{
  g_clear_pointer (&((PursuitImportBinding *) binding)->words, g_hash_table_unref);
}

/* Looks every mapped column up once, so that rows cost no look-ups; refuses when a required field has no column. */
gboolean
pursuit_import_bind_columns (PursuitImport  *self,
                             GArray         *bindings,
                             GError        **error)
{
  for (const char *const *names = self->handler->required; *names != NULL; names++)
    if (!require_one (self, *names, error))
      return FALSE;

  for (guint i = 0; i < self->columns->len; i++)
    {
      const PursuitImportColumn *column = g_ptr_array_index (self->columns, i);

      if (column->field != NULL)
        {
          const PursuitField *field = pursuit_import_find_field (self->kind, self->own_set, column->field);
          const PursuitImportBinding binding = {
            i, column, field, field->kind == PURSUIT_KIND_ENUM ? g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) : NULL,
          };

          g_array_append_val (bindings, binding);
        }
    }

  return TRUE;
}

/* The binding that fills a field, or NULL. */
const PursuitImportBinding *
pursuit_import_get_binding (PursuitImportRun *run,
                            const char       *field)
{
  for (guint i = 0; i < run->bindings->len; i++)
    {
      const PursuitImportBinding *binding = &g_array_index (run->bindings, PursuitImportBinding, i);

      if (g_str_equal (binding->field->name, field))
        return binding;
    }

  return NULL;
}
