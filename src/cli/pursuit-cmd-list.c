/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-filter-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-columns-private.h"
#include "pursuit-cli-commands-private.h"
#include "pursuit-cli-kinds-private.h"

/* Rows are fetched and written in pieces of this size, so that a long list needs little memory. */
#define PIECE 500

typedef struct
{
  PursuitFilterOptions filter;
  int limit;
} ListOptions;

static gboolean
write_rows (PursuitCli    *self,
            PursuitList    list,
            GPtrArray     *rows,
            gboolean       is_first,
            PursuitTable  *table)
{
  for (guint i = 0; i < rows->len; i++)
    {
      PursuitRow *row = g_ptr_array_index (rows, i);

      if (self->json)
        {
          g_autoptr(JsonObject) object = pursuit_columns_describe (list, row);

          pursuit_output_text (self->output, is_first && i == 0 ? "" : ",");
          pursuit_output_object (self->output, object);
        }
      else
        pursuit_columns_add_to_table (self, list, row, table);
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
 * @error: return location
 *
 * Answers with a list: for a program an object with the rows, for a person a table.
 *
 * Fails as pursuit_desk_query_ids(); a long list may have been written in part then.
 *
 * Returns: %TRUE when it is written
 */
gboolean
pursuit_list_write (PursuitCli          *self,
                    const char          *kind,
                    const PursuitQuery  *query,
                    guint                limit,
                    GError             **error)
{
  g_autoptr(GArray) ids = pursuit_desk_query_ids (self->desk, query, limit, error);
  g_autoptr(PursuitTable) table = pursuit_columns_make_table (query->list);

  if (ids == NULL)
    return FALSE;

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
      if (!write_rows (self, query->list, rows, i == 0, table))
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

  return query != NULL && pursuit_list_write (self, kind->plural, query, (guint) options->limit, error);
}

static const GOptionEntry list_options[] = {
  PURSUIT_FILTER_ENTRIES (ListOptions, filter),
  PURSUIT_OPTION (ListOptions, limit, "limit", G_OPTION_ARG_INT, N_("At most this many rows"), N_("N")),
  { NULL },
};

const PursuitCommand pursuit_cmd_list = {
  .name = "list",
  .arguments = N_("KIND"),
  .summary = N_("List records"),
  .details = N_("KIND is customers, contacts, deals, activities, staff, units, products or documents. Deals come as they are "
                "worked with: overdue steps first; “--order” changes that."),
  .n_required = 1,
  .n_allowed = 1,
  .options = list_options,
  .options_size = sizeof (ListOptions),
  .run = run_list,
};
