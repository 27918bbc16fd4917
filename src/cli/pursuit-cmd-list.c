/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-filter-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-commands-private.h"
#include "pursuit-cli-kinds-private.h"
#include "pursuit-cli-shown-private.h"

/* Rows are fetched and written in pieces of this size, so that a long list needs little memory. */
#define PIECE 500

typedef struct
{
  PursuitFilterOptions filter;
  int limit;
  char *columns;
} ListOptions;

static gboolean
write_rows (PursuitCli          *self,
            const PursuitShown  *shown,
            GPtrArray           *rows,
            gboolean             is_first,
            PursuitTable        *table)
{
  for (guint i = 0; i < rows->len; i++)
    {
      PursuitRow *row = g_ptr_array_index (rows, i);

      if (self->json)
        {
          g_autoptr(JsonObject) object = pursuit_shown_describe (shown, row);

          pursuit_output_text (self->output, is_first && i == 0 ? "" : ",");
          pursuit_output_object (self->output, object);
        }
      else
        pursuit_shown_add_to_table (shown, row, table);
    }
  if (!self->json)
    pursuit_table_write (table, self->output);

  return !pursuit_output_is_ended (self->output);
}

/**
 * pursuit_list_write:
 * @self: a run with an open desk
 * @kind: (nullable): the stable word for what is listed
 * @query: what to list
 * @limit: how many rows at most, 0 for all
 * @columns: (nullable): keys of columns with commas between them, %NULL for the usual ones
 * @error: return location
 *
 * Answers with a list: for a program an object with the rows, for a person a table.
 *
 * Fails as pursuit_shown_new() and pursuit_desk_query_ids(); a long list may have been written in part then.
 *
 * Returns: %TRUE when it is written
 */
gboolean
pursuit_list_write (PursuitCli          *self,
                    const char          *kind,
                    const PursuitQuery  *query,
                    guint                limit,
                    const char          *columns,
                    GError             **error)
{
  g_autoptr(PursuitShown) shown = pursuit_shown_new (self, query->list, columns, error);
  g_autoptr(GArray) ids = shown != NULL ? pursuit_desk_query_ids (self->desk, query, limit, error) : NULL;
  g_autoptr(PursuitTable) table = NULL;

  if (ids == NULL)
    return FALSE;

  table = pursuit_shown_make_table (shown);

  if (self->json)
    {
      g_autofree char *head = g_strdup_printf ("{\"kind\":\"%s\",\"count\":%u,\"rows\":[", kind, ids->len);

      pursuit_output_text (self->output, head);
    }
  for (guint i = 0; i < ids->len; i += PIECE)
    {
      g_autoptr(GPtrArray) rows = pursuit_desk_query_rows (self->desk, query->list, &g_array_index (ids, gint64, i),
                                                           MIN (PIECE, ids->len - i), error);

      if (rows == NULL)
        return FALSE;
      if (!write_rows (self, shown, rows, i == 0, table))
        break;
    }
  if (self->json)
    pursuit_output_text (self->output, "]}\n");
  else if (ids->len == 0)
    pursuit_output_line (self->output, "%s", _("Nothing found."));

  return TRUE;
}

static gboolean
run_list (PursuitCli  *self,
          GError     **error)
{
  const ListOptions *options = self->options;
  const PursuitKind *kind = pursuit_kind_find_list (self->args[0], error);
  g_autoptr(PursuitQuery) query = NULL;

  if (kind == NULL || !pursuit_filter_check (&options->filter, kind, error))
    return FALSE;
  if (options->limit < 0)
    return pursuit_cli_misuse (error, _("The limit counts rows; 0 means all."));
  if (!pursuit_cli_open (self, error) || !pursuit_desk_require (self->desk, PURSUIT_RIGHT_VIEW, error))
    return FALSE;
  query = pursuit_filter_make_query (self, &options->filter, kind->list, error);

  return query != NULL && pursuit_list_write (self, kind->plural, query, (guint) options->limit, options->columns, error);
}

static const GOptionEntry list_options[] = {
  PURSUIT_FILTER_ENTRIES (ListOptions, filter),
  PURSUIT_OPTION (ListOptions, limit, "limit", G_OPTION_ARG_INT, N_("At most this many rows"), N_("N")),
  PURSUIT_OPTION (ListOptions, columns, "columns", G_OPTION_ARG_STRING,
                  N_("Only these columns, with commas between, in this order"), N_("COLUMNS")),
  { NULL },
};

const PursuitCommand pursuit_cmd_list = {
  .name = "list",
  .arguments = N_("KIND"),
  .summary = N_("List records"),
  .details = N_("KIND is customers, contacts, deals, activities, staff, units, products or documents. Deals come as they are "
                "worked with: overdue steps first; “--order” changes that. A field of the house is own.KEY, as a column of customers and "
                "as what customers, contacts and deals are ordered by."),
  .n_required = 1,
  .n_allowed = 1,
  .options = list_options,
  .options_size = sizeof (ListOptions),
  .run = run_list,
};
