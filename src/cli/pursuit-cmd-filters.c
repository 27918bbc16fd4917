/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-filter-private.h"
#include "pursuit-cli-table-private.h"
#include "pursuit-error.h"
#include "pursuit-export.h"
#include "pursuit-filters.h"
#include "pursuit-records.h"
#include "pursuit-str.h"

/* Filters that one keeps (DOS-3): filters list, save, rename and delete. They are of a list: that of customers when nothing is
 * said. */

typedef struct
{
  char *list;
} ListOptions;

#define LIST_ENTRY(Type)                                                                                          \
  PURSUIT_OPTION (Type, list, "list", G_OPTION_ARG_STRING, N_("Of which list: customers, contacts, deals or activities"), N_("LIST"))

static const GOptionEntry list_options[] = { LIST_ENTRY (ListOptions), { NULL } };

typedef struct
{
  PursuitFilterOptions filter;
  char *list;
  char *columns;
  gboolean share;
  gboolean private;
} SaveOptions;

static const GOptionEntry save_options[] = {
  PURSUIT_FILTER_ENTRIES (SaveOptions, filter),
  LIST_ENTRY (SaveOptions),
  PURSUIT_OPTION (SaveOptions, columns, "columns", G_OPTION_ARG_STRING, N_("The columns of the table, with commas between"), N_("COLUMNS")),
  PURSUIT_OPTION (SaveOptions, share, "share", G_OPTION_ARG_NONE, N_("Let everybody use it"), NULL),
  PURSUIT_OPTION (SaveOptions, private, "private", G_OPTION_ARG_NONE, N_("Keep it for oneself"), NULL),
  { NULL },
};

static gboolean
parse_list (const char   *name,
            PursuitList  *out_list,
            GError      **error)
{
  *out_list = PURSUIT_LIST_CUSTOMERS;
  if (name == NULL || pursuit_filter_find_list (name, out_list))
    return TRUE;

  return pursuit_cli_misuse (error, _("“%1$s” is no value for %2$s; the values are: %3$s."), name, "--list",
                             "customers, contacts, deals, activities");
}

static JsonObject *
describe (PursuitSavedFilter            *filter,
          const PursuitFilterDefinition *definition,
          gint64                         count)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_from_string (pursuit_str_empty (filter->definition) ? "{}" : filter->definition, NULL);
  JsonArray *unknown = json_array_new ();

  json_object_set_int_member (object, "id", PURSUIT_RECORD (filter)->id);
  json_object_set_string_member (object, "list", filter->list);
  json_object_set_string_member (object, "name", filter->name);
  json_object_set_boolean_member (object, "shared", filter->shared != 0);
  pursuit_answer_set_id (object, "staff_id", filter->staff_id);
  json_object_set_int_member (object, "count", count);
  json_object_set_member (object, "definition", node != NULL ? node : json_node_new (JSON_NODE_NULL));
  for (guint i = 0; definition != NULL && definition->unknown != NULL && definition->unknown[i] != NULL; i++)
    json_array_add_string_element (unknown, definition->unknown[i]);
  json_object_set_array_member (object, "unknown", unknown);

  return object;
}

static gboolean
add_filter (PursuitCli          *self,
            PursuitSavedFilter  *filter,
            JsonArray           *rows,
            PursuitTable        *table,
            GError             **error)
{
  g_autoptr(PursuitFilterDefinition) definition = pursuit_filters_read (self->desk, filter, NULL);
  gint64 count = -1;

  if (definition != NULL && !pursuit_desk_query_count (self->desk, definition->query, &count, error))
    return FALSE;
  json_array_add_object_element (rows, describe (filter, definition, count));
  pursuit_table_add_cell (table, filter->name);
  pursuit_table_add_cell (table, filter->list);
  pursuit_table_add_cell (table, filter->shared ? _("Everybody") : _("Only you"));
  pursuit_table_take_cell (table, count >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, count) : g_strdup ("?"));

  return TRUE;
}

static gboolean
run_filters_list (PursuitCli  *self,
                  GError     **error)
{
  const ListOptions *options = self->options;
  g_autoptr(PursuitTable) table = pursuit_table_new ();
  g_autoptr(GPtrArray) filters = NULL;
  PursuitList list;
  JsonArray *rows;

  if (!parse_list (options->list, &list, error) || !pursuit_cli_open (self, error) || !pursuit_desk_require (self->desk, PURSUIT_RIGHT_VIEW, error))
    return FALSE;
  filters = options->list != NULL ? pursuit_filters_list (self->desk, list, error) : pursuit_filters_list_all (self->desk, error);
  if (filters == NULL)
    return FALSE;

  self->answer = json_object_new ();
  rows = json_array_new ();
  json_object_set_array_member (self->answer, "filters", rows);
  pursuit_table_add_column (table, _("Filter"), FALSE);
  pursuit_table_add_column (table, _("List"), FALSE);
  pursuit_table_add_column (table, _("For"), FALSE);
  pursuit_table_add_column (table, _("Number"), TRUE);
  for (guint i = 0; i < filters->len; i++)
    if (!add_filter (self, g_ptr_array_index (filters, i), rows, table, error))
      return FALSE;
  if (!self->json && filters->len == 0)
    pursuit_output_line (self->output, "%s", _("Nothing found."));
  else if (!self->json)
    pursuit_table_write (table, self->output);

  return TRUE;
}

const PursuitCommand pursuit_cmd_filters_list = {
  .name = "filters list",
  .summary = N_("List the filters that you keep and those that are shared"),
  .options = list_options,
  .options_size = sizeof (ListOptions),
  .run = run_filters_list,
};

static gboolean
answer_change (PursuitCli  *self,
               gint64       id,
               gint64       entry_id,
               GError     **error)
{
  g_autoptr(PursuitRecord) filter = pursuit_store_load (pursuit_desk_get_store (self->desk), PURSUIT_TYPE_SAVED_FILTER, id, error);
  g_autoptr(PursuitFilterDefinition) definition = NULL;
  gint64 count = 0;

  if (filter == NULL)
    return FALSE;
  definition = pursuit_filters_read (self->desk, PURSUIT_SAVED_FILTER (filter), error);
  if (definition == NULL || !pursuit_desk_query_count (self->desk, definition->query, &count, error))
    return FALSE;

  self->answer = json_object_new ();
  pursuit_answer_set_id (self->answer, "entry", entry_id);
  json_object_set_object_member (self->answer, "filter", describe (PURSUIT_SAVED_FILTER (filter), definition, count));
  if (!self->json && entry_id != 0)
    pursuit_output_line (self->output, _("The filter “%1$s” is saved as entry %2$lld."), PURSUIT_SAVED_FILTER (filter)->name,
                         (long long) entry_id);
  else if (!self->json)
    pursuit_output_line (self->output, _("The filter “%s” is like that already."), PURSUIT_SAVED_FILTER (filter)->name);

  return TRUE;
}

/* One that is there is given the new definition, in which what was not understood stays. */
static gboolean
save_filter (PursuitCli               *self,
             PursuitSavedFilter       *former,
             PursuitFilterDefinition  *definition,
             GError                  **error)
{
  const SaveOptions *options = self->options;
  g_autoptr(PursuitRecord) filter = former != NULL ? pursuit_record_copy (PURSUIT_RECORD (former))
                                                   : PURSUIT_RECORD (pursuit_filters_new (self->desk, definition->query->list));
  g_autoptr(PursuitFilterDefinition) before = NULL;
  g_autofree char *json = NULL;
  gint64 entry_id = 0;

  if (former != NULL)
    before = pursuit_filter_definition_parse (definition->query->list, former->definition, NULL);
  if (before != NULL)
    pursuit_filter_definition_keep (definition, before);
  json = pursuit_filter_definition_to_json (definition);
  pursuit_set_str (&PURSUIT_SAVED_FILTER (filter)->definition, json);
  pursuit_set_str (&PURSUIT_SAVED_FILTER (filter)->name, self->args[0]);
  if (options->share || options->private)
    PURSUIT_SAVED_FILTER (filter)->shared = options->share;
  if (former != NULL ? !pursuit_records_save (self->desk, PURSUIT_RECORD (former), filter, &entry_id, error)
                     : !pursuit_records_create (self->desk, filter, &entry_id, error))
    return FALSE;

  return answer_change (self, filter->id, entry_id, error);
}

static gboolean
run_filters_save (PursuitCli  *self,
                  GError     **error)
{
  const SaveOptions *options = self->options;
  const PursuitKind *kind = NULL;
  PursuitList list;
  g_auto(GStrv) columns = options->columns != NULL ? g_strsplit (options->columns, ",", -1) : NULL;
  g_autoptr(PursuitFilterDefinition) definition = NULL;
  g_autoptr(PursuitSavedFilter) former = NULL;
  g_autoptr(PursuitQuery) query = NULL;
  g_autoptr(GError) local = NULL;

  if (!parse_list (options->list, &list, error) ||
      !(kind = pursuit_kind_find_list (pursuit_filter_get_list_name (list), error)) ||
      !pursuit_filter_check (&options->filter, kind, error))
    return FALSE;
  if (options->share && options->private)
    return pursuit_cli_misuse (error, _("“%1$s” and “%2$s” do not go together."), "--share", "--private");
  if (!pursuit_cli_open (self, error) || !pursuit_export_check_columns (self->desk, list, (const char *const *) columns, error))
    return FALSE;
  query = pursuit_filter_make_query (self, &options->filter, list, error);
  if (query == NULL)
    return FALSE;

  definition = pursuit_filter_definition_new (query, (const char *const *) columns);
  former = pursuit_filters_find (self->desk, list, self->args[0], &local);
  if (former == NULL && !g_error_matches (local, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  return save_filter (self, former, definition, error);
}

const PursuitCommand pursuit_cmd_filters_save = {
  .name = "filters save",
  .arguments = N_("NAME"),
  .summary = N_("Keep a filter of a list under a name, or change what it says"),
  .details = N_("The options are those of “list”, which lists it with --filter NAME. It is yours alone unless you --share it."),
  .n_required = 1,
  .n_allowed = 1,
  .options = save_options,
  .options_size = sizeof (SaveOptions),
  .run = run_filters_save,
};

static gboolean
run_filters_rename (PursuitCli  *self,
                    GError     **error)
{
  const ListOptions *options = self->options;
  g_autoptr(PursuitSavedFilter) former = NULL;
  g_autoptr(PursuitRecord) filter = NULL;
  gint64 entry_id = 0;
  PursuitList list;

  if (!parse_list (options->list, &list, error) || !pursuit_cli_open (self, error) ||
      !(former = pursuit_filters_find (self->desk, list, self->args[0], error)))
    return FALSE;
  filter = pursuit_record_copy (PURSUIT_RECORD (former));
  pursuit_set_str (&PURSUIT_SAVED_FILTER (filter)->name, self->args[1]);

  return pursuit_records_save (self->desk, PURSUIT_RECORD (former), filter, &entry_id, error) &&
         answer_change (self, filter->id, entry_id, error);
}

const PursuitCommand pursuit_cmd_filters_rename = {
  .name = "filters rename",
  .arguments = N_("NAME NEW-NAME"),
  .summary = N_("Call a filter otherwise"),
  .n_required = 2,
  .n_allowed = 2,
  .options = list_options,
  .options_size = sizeof (ListOptions),
  .run = run_filters_rename,
};

static gboolean
run_filters_delete (PursuitCli  *self,
                    GError     **error)
{
  const ListOptions *options = self->options;
  g_autoptr(PursuitSavedFilter) filter = NULL;
  gint64 entry_id = 0;
  PursuitList list;

  return parse_list (options->list, &list, error) && pursuit_cli_open (self, error) &&
         (filter = pursuit_filters_find (self->desk, list, self->args[0], error)) != NULL &&
         pursuit_records_delete (self->desk, PURSUIT_TYPE_SAVED_FILTER, PURSUIT_RECORD (filter)->id, &entry_id, error) &&
         answer_change (self, PURSUIT_RECORD (filter)->id, entry_id, error);
}

const PursuitCommand pursuit_cmd_filters_delete = {
  .name = "filters delete",
  .arguments = N_("NAME"),
  .summary = N_("Keep a filter no longer; “undo” brings it back"),
  .n_required = 1,
  .n_allowed = 1,
  .options = list_options,
  .options_size = sizeof (ListOptions),
  .run = run_filters_delete,
};
