/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-templates.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "pursuit-error.h"
#include "pursuit-filters.h"
#include "pursuit-import-private.h"
#include "pursuit-text.h"

/*
 * What the columns of a file mean, kept under a name for the next file of its kind. Templates are kept among the filters, as those of
 * a list of their own: so they are private or shared, changed, deleted and brought back in the same way, and by the same rights.
 *
 *   {"columns":[{"header":"客户名称","field":"name"},{"header":"业绩","field":"annual_revenue","factor":10000},
 *     {"header":"备注1","field":null}],"date_order":"ymd","stages":{"报价":3}}
 */

static const char *const lists[] = {
  [PURSUIT_IMPORT_CUSTOMERS] = "import-customers", [PURSUIT_IMPORT_CONTACTS] = "import-contacts",
  [PURSUIT_IMPORT_PRODUCTS] = "import-products",   [PURSUIT_IMPORT_STAFF] = "import-staff",
  [PURSUIT_IMPORT_DEALS] = "import-deals",
};

static const char *const date_orders[] = {
  [PURSUIT_DATE_ORDER_AUTO] = "auto", [PURSUIT_DATE_ORDER_YMD] = "ymd", [PURSUIT_DATE_ORDER_DMY] = "dmy", [PURSUIT_DATE_ORDER_MDY] = "mdy",
};

static JsonArray *
describe_columns (PursuitImport *self)
{
  JsonArray *columns = json_array_new ();

  for (guint i = 0; i < self->columns->len; i++)
    {
      const PursuitImportColumn *column = g_ptr_array_index (self->columns, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "header", column->header);
      if (column->field != NULL)
        json_object_set_string_member (object, "field", column->field);
      else
        json_object_set_null_member (object, "field");
      if (column->factor != 1)
        json_object_set_int_member (object, "factor", column->factor);
      json_array_add_object_element (columns, object);
    }

  return columns;
}

/**
 * pursuit_import_dup_template:
 * @self: an import
 *
 * Returns: (transfer full): what its columns, dates and stages were taken for, to be kept
 */
char *
pursuit_import_dup_template (PursuitImport *self)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonObject *stages = json_object_new ();
  g_autoptr(GList) labels = NULL;

  g_return_val_if_fail (PURSUIT_IS_IMPORT (self), NULL);

  labels = g_list_sort (g_hash_table_get_keys (self->stages), (GCompareFunc) g_strcmp0);
  for (GList *l = labels; l != NULL; l = l->next)
    json_object_set_int_member (stages, l->data, GPOINTER_TO_INT (g_hash_table_lookup (self->stages, l->data)));
  json_object_set_array_member (object, "columns", describe_columns (self));
  json_object_set_string_member (object, "date_order", date_orders[self->date_order]);
  json_object_set_object_member (object, "stages", stages);
  json_node_take_object (node, object);

  return json_to_string (node, FALSE);
}

static JsonObject *
parse (const char *definition)
{
  g_autoptr(JsonNode) node = definition != NULL ? json_from_string (definition, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

static const char *
get_text (JsonObject *object,
          const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static gint64
get_number (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : 0;
}

static JsonArray *
get_columns (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "columns");

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
get_column (JsonArray *columns,
            guint      index)
{
  JsonNode *node = json_array_get_element (columns, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static PursuitImportColumn *
find_column (PursuitImport *self,
             const char    *header)
{
  for (guint i = 0; header != NULL && i < self->columns->len; i++)
    {
      PursuitImportColumn *column = g_ptr_array_index (self->columns, i);

      if (g_str_equal (column->header, header))
        return column;
    }

  return NULL;
}

/* What it says counts as recognised, not as chosen: a choice that says otherwise takes its place. A field that is not there any
 * more leaves the column as it is. */
static void
apply_column (PursuitImport *self,
              JsonObject    *said)
{
  PursuitImportColumn *column = find_column (self, get_text (said, "header"));
  gint64 factor = get_number (json_object_get_member (said, "factor"));

  if (column == NULL || !pursuit_import_map_column (self, column->header, get_text (said, "field"), NULL))
    return;

  column->guessed = TRUE;
  column->factor = CLAMP (factor, 1, G_GINT64_CONSTANT (1000000000));
}

static void
apply_stages (PursuitImport *self,
              JsonObject    *stages)
{
  JsonObjectIter iter;
  const char *label;
  JsonNode *node;

  json_object_iter_init (&iter, stages);
  while (json_object_iter_next (&iter, &label, &node))
    {
      gint64 position = get_number (node);

      if (position >= 1 && position <= 100)
        pursuit_import_map_stage (self, label, (int) position, NULL);
    }
}

/**
 * pursuit_import_apply_template:
 * @self: an import
 * @definition: what pursuit_import_dup_template() gave, perhaps of another file
 * @error: return location
 *
 * Takes columns for what it says, as if they had been recognised so. What is in only one of the two is left alone.
 *
 * Fails with %PURSUIT_ERROR_INVALID when it is no template.
 *
 * Returns: %TRUE when it is applied
 */
gboolean
pursuit_import_apply_template (PursuitImport  *self,
                               const char     *definition,
                               GError        **error)
{
  g_autoptr(JsonObject) object = parse (definition);
  JsonArray *columns = object != NULL ? get_columns (object) : NULL;
  JsonNode *stages = object != NULL ? json_object_get_member (object, "stages") : NULL;
  PursuitDateOrder order;

  g_return_val_if_fail (PURSUIT_IS_IMPORT (self), FALSE);

  if (columns == NULL)
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("This template cannot be read."));
      return FALSE;
    }

  for (guint i = 0; i < json_array_get_length (columns); i++)
    if (get_column (columns, i) != NULL)
      apply_column (self, get_column (columns, i));
  if (stages != NULL && JSON_NODE_HOLDS_OBJECT (stages))
    apply_stages (self, json_node_get_object (stages));
  if (get_text (object, "date_order") != NULL && pursuit_date_order_parse (get_text (object, "date_order"), &order, NULL))
    pursuit_import_set_date_order (self, order);

  return TRUE;
}

/* A file of the same columns, in whatever order, no more and no less. */
static gboolean
fits (PursuitImport *self,
      const char    *definition)
{
  g_autoptr(JsonObject) object = parse (definition);
  JsonArray *columns = object != NULL ? get_columns (object) : NULL;

  if (columns == NULL || json_array_get_length (columns) != self->columns->len)
    return FALSE;
  for (guint i = 0; i < self->columns->len; i++)
    {
      JsonObject *said = get_column (columns, i);

      if (said == NULL || find_column (self, get_text (said, "header")) == NULL)
        return FALSE;
    }

  return TRUE;
}

/**
 * pursuit_import_templates_list:
 * @desk: a desk
 * @kind: what they are for
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full) (element-type PursuitSavedFilter): the actor's templates, then those that somebody shared
 */
GPtrArray *
pursuit_import_templates_list (PursuitDesk        *desk,
                               PursuitImportKind   kind,
                               GError            **error)
{
  return pursuit_filters_list_of (desk, lists[kind], error);
}

/**
 * pursuit_import_templates_find:
 * @desk: a desk
 * @kind: what it is for
 * @name: what it is called, whatever the capitals
 * @error: return location
 *
 * Looks for a template; of two with one name the actor's own counts.
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND or %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): the template
 */
PursuitSavedFilter *
pursuit_import_templates_find (PursuitDesk        *desk,
                               PursuitImportKind   kind,
                               const char         *name,
                               GError            **error)
{
  g_autoptr(GPtrArray) templates = pursuit_import_templates_list (desk, kind, error);
  PursuitSavedFilter *found = templates != NULL ? pursuit_filters_choose_named (desk, templates, name) : NULL;

  if (templates != NULL && found == NULL)
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("There is no template “%s”."), name);

  return found != NULL ? g_object_ref (found) : NULL;
}

/**
 * pursuit_import_templates_propose:
 * @templates: (element-type PursuitSavedFilter): templates of the import's kind
 * @import: an import
 *
 * Returns: (transfer none) (nullable): the first one that was made of a file with the same columns
 */
PursuitSavedFilter *
pursuit_import_templates_propose (GPtrArray     *templates,
                                  PursuitImport *import)
{
  g_return_val_if_fail (PURSUIT_IS_IMPORT (import), NULL);

  for (guint i = 0; i < templates->len; i++)
    if (fits (import, ((PursuitSavedFilter *) g_ptr_array_index (templates, i))->definition))
      return g_ptr_array_index (templates, i);

  return NULL;
}

/**
 * pursuit_import_templates_new:
 * @kind: what it is for
 * @staff_id: whose it is, 0 for the owner of the file
 * @name: what it is called
 * @definition: what pursuit_import_dup_template() gave
 *
 * Returns: (transfer full): a private template, to be created by the verb of records
 */
PursuitSavedFilter *
pursuit_import_templates_new (PursuitImportKind  kind,
                              gint64             staff_id,
                              const char        *name,
                              const char        *definition)
{
  return g_object_new (PURSUIT_TYPE_SAVED_FILTER, "list", lists[kind], "staff-id", staff_id, "position", G_GINT64_CONSTANT (1),
                       "name", name, "definition", definition, NULL);
}
