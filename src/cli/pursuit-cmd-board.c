/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-board.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-commands-private.h"
#include "pursuit-cli-filter-private.h"
#include "pursuit-cli-table-private.h"
#include "pursuit-money.h"

typedef struct
{
  PursuitFilterOptions filter;
} BoardOptions;

static JsonObject *
describe (const PursuitBoard *board)
{
  JsonObject *object = json_object_new ();
  JsonArray *columns = json_array_new ();

  for (guint i = 0; i < board->lanes->len; i++)
    {
      const PursuitLane *lane = g_ptr_array_index (board->lanes, i);
      JsonObject *column = json_object_new ();

      json_object_set_int_member (column, "position", lane->stage->position);
      json_object_set_string_member (column, "name", lane->stage->name);
      json_object_set_string_member (column, "buyer_name", lane->stage->buyer_name);
      json_object_set_int_member (column, "count", lane->totals.count);
      json_object_set_int_member (column, "amount", lane->totals.amount);
      json_object_set_int_member (column, "weighted", lane->totals.weighted);
      json_array_add_object_element (columns, column);
    }
  json_object_set_array_member (object, "columns", columns);
  json_object_set_object_member (object, "won", pursuit_answer_describe_totals (&board->won, FALSE));
  json_object_set_object_member (object, "lost", pursuit_answer_describe_totals (&board->lost, FALSE));

  return object;
}

static void
add_row (PursuitCli           *self,
         PursuitTable         *table,
         const PursuitStage   *stage,
         const char           *label,
         const PursuitTotals  *totals,
         gboolean              weighted)
{
  const char *currency = pursuit_desk_get_currency (self->desk);

  if (stage != NULL)
    pursuit_table_take_cell (table, g_strdup_printf ("%" G_GINT64_FORMAT, stage->position));
  else
    pursuit_table_add_cell (table, NULL);
  pursuit_table_add_cell (table, label);
  pursuit_table_add_cell (table, stage != NULL ? _(stage->buyer_name) : NULL);
  pursuit_table_take_cell (table, g_strdup_printf ("%" G_GINT64_FORMAT, totals->count));
  pursuit_table_take_cell (table, pursuit_money_format (totals->amount, currency, PURSUIT_MONEY_FULL));
  pursuit_table_take_cell (table, weighted ? pursuit_money_format (totals->weighted, currency, PURSUIT_MONEY_FULL) : NULL);
}

static void
write_table (PursuitCli         *self,
             const PursuitBoard *board)
{
  g_autoptr(PursuitTable) table = pursuit_table_new ();

  pursuit_table_add_column (table, _("No."), TRUE);
  pursuit_table_add_column (table, _("Our stage"), FALSE);
  pursuit_table_add_column (table, _("The buyer’s stage"), FALSE);
  pursuit_table_add_column (table, _("Deals"), TRUE);
  pursuit_table_add_column (table, _("Amount"), TRUE);
  pursuit_table_add_column (table, _("Weighted"), TRUE);
  for (guint i = 0; i < board->lanes->len; i++)
    {
      const PursuitLane *lane = g_ptr_array_index (board->lanes, i);

      add_row (self, table, lane->stage, _(lane->stage->name), &lane->totals, TRUE);
    }
  add_row (self, table, NULL, _("All open"), &board->open, TRUE);
  add_row (self, table, NULL, _("Won"), &board->won, FALSE);
  add_row (self, table, NULL, _("Lost"), &board->lost, FALSE);

  pursuit_table_write (table, self->output);
}

static gboolean
run_board (PursuitCli  *self,
           GError     **error)
{
  const BoardOptions *options = self->options;
  g_autoptr(PursuitQuery) query = NULL;
  g_autoptr(PursuitBoard) board = NULL;

  if (!pursuit_cli_open (self, error))
    return FALSE;
  query = pursuit_filter_make_query (self, &options->filter, PURSUIT_LIST_DEALS, error);
  if (query == NULL)
    return FALSE;
  board = pursuit_board_read (self->desk, query, PURSUIT_BOARD_BY_STAGE, 0, error);
  if (board == NULL)
    return FALSE;

  if (self->json)
    self->answer = describe (board);
  else
    write_table (self, board);

  return TRUE;
}

static const GOptionEntry board_options[] = {
  PURSUIT_OPTION (BoardOptions, filter.search, "search", G_OPTION_ARG_STRING, N_("Only what contains these words"), N_("WORDS")),
  PURSUIT_OPTION (BoardOptions, filter.owner, "owner", G_OPTION_ARG_STRING, N_("Only what this member of staff owns"), N_("NAME|ID")),
  PURSUIT_OPTION (BoardOptions, filter.customer, "customer", G_OPTION_ARG_STRING, N_("Only what belongs to this customer"), N_("NAME|ID")),
  { NULL },
};

const PursuitCommand pursuit_cmd_board = {
  .name = "board",
  .summary = N_("Show how many deals stand in each stage, and their sums"),
  .options = board_options,
  .options_size = sizeof (BoardOptions),
  .run = run_board,
};
