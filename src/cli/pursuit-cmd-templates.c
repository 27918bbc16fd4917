/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-import-private.h"
#include "pursuit-cli-table-private.h"
#include "pursuit-import-templates.h"
#include "pursuit-records.h"

/* What columns of a file mean, kept under a name: templates list and delete. “import” saves and applies them. */

static const PursuitImportKind kinds[] = {
  PURSUIT_IMPORT_CUSTOMERS, PURSUIT_IMPORT_CONTACTS, PURSUIT_IMPORT_PRODUCTS, PURSUIT_IMPORT_STAFF, PURSUIT_IMPORT_DEALS,
};

static JsonObject *
describe (PursuitSavedFilter *kept,
          PursuitImportKind   kind)
{
  JsonObject *object = json_object_new ();
  JsonNode *definition = kept->definition != NULL ? json_from_string (kept->definition, NULL) : NULL;

  json_object_set_int_member (object, "id", PURSUIT_RECORD (kept)->id);
  json_object_set_string_member (object, "kind", pursuit_import_kind_get_word (kind));
  json_object_set_string_member (object, "name", kept->name);
  json_object_set_boolean_member (object, "shared", kept->shared != 0);
  pursuit_answer_set_id (object, "staff_id", kept->staff_id);
  json_object_set_member (object, "definition", definition != NULL ? definition : json_node_new (JSON_NODE_NULL));

  return object;
}

static gboolean
add_kind (PursuitCli         *self,
          PursuitImportKind   kind,
          JsonArray          *rows,
          PursuitTable       *table,
          GError            **error)
{
  g_autoptr(GPtrArray) templates = pursuit_import_templates_list (self->desk, kind, error);

  for (guint i = 0; templates != NULL && i < templates->len; i++)
    {
      PursuitSavedFilter *kept = g_ptr_array_index (templates, i);

      json_array_add_object_element (rows, describe (kept, kind));
      pursuit_table_add_cell (table, kept->name);
      pursuit_table_add_cell (table, pursuit_import_kind_get_word (kind));
      pursuit_table_add_cell (table, kept->shared ? _("Everybody") : _("Only you"));
    }

  return templates != NULL;
}

static gboolean
run_templates_list (PursuitCli  *self,
                    GError     **error)
{
  g_autoptr(PursuitTable) table = pursuit_table_new ();
  JsonArray *rows;

  if (!pursuit_cli_open (self, error) || !pursuit_desk_require (self->desk, PURSUIT_RIGHT_IMPORT, error))
    return FALSE;

  self->answer = json_object_new ();
  rows = json_array_new ();
  json_object_set_array_member (self->answer, "templates", rows);
  pursuit_table_add_column (table, _("Template"), FALSE);
  pursuit_table_add_column (table, _("Kind"), FALSE);
  pursuit_table_add_column (table, _("For"), FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (!add_kind (self, kinds[i], rows, table, error))
      return FALSE;
  if (!self->json && json_array_get_length (rows) == 0)
    pursuit_output_line (self->output, "%s", _("Nothing found."));
  else if (!self->json)
    pursuit_table_write (table, self->output);

  return TRUE;
}

const PursuitCommand pursuit_cmd_templates_list = {
  .name = "templates list",
  .summary = N_("List the templates of imports that you keep and those that are shared"),
  .run = run_templates_list,
};

static gboolean
run_templates_delete (PursuitCli  *self,
                      GError     **error)
{
  g_autoptr(PursuitSavedFilter) kept = NULL;
  PursuitImportKind kind;
  gint64 entry_id = 0;

  if (!pursuit_import_kind_parse (self->args[0], &kind, error) || !pursuit_cli_open (self, error) ||
      (kept = pursuit_import_templates_find (self->desk, kind, self->args[1], error)) == NULL ||
      !pursuit_records_delete (self->desk, PURSUIT_TYPE_SAVED_FILTER, PURSUIT_RECORD (kept)->id, &entry_id, error))
    return FALSE;

  self->answer = json_object_new ();
  pursuit_answer_set_id (self->answer, "entry", entry_id);
  json_object_set_object_member (self->answer, "template", describe (kept, kind));
  if (!self->json)
    pursuit_output_line (self->output, _("The template “%1$s” is deleted as entry %2$lld."), kept->name, (long long) entry_id);
  return TRUE;
}

const PursuitCommand pursuit_cmd_templates_delete = {
  .name = "templates delete",
  .arguments = N_("KIND NAME"),
  .summary = N_("Keep a template of imports no longer; “undo” brings it back"),
  .n_required = 2,
  .n_allowed = 2,
  .run = run_templates_delete,
};
