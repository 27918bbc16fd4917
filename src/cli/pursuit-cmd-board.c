/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-board.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-columns-private.h"
#include "pursuit-cli-commands-private.h"
#include "pursuit-cli-filter-private.h"
#include "pursuit-cli-table-private.h"
#include "pursuit-date.h"
#include "pursuit-deal-rules.h"
#include "pursuit-locale.h"
#include "pursuit-money.h"

static const char *const groupings[] = {
  [PURSUIT_BOARD_BY_STAGE] = "stage",
  [PURSUIT_BOARD_BY_SELLER] = "seller",
  [PURSUIT_BOARD_BY_REGION] = "region",
  [PURSUIT_BOARD_BY_PRODUCT] = "product",
};

G_STATIC_ASSERT (G_N_ELEMENTS (groupings) == PURSUIT_N_BOARD_GROUPINGS);

/* Of each lane, if nobody says how many. */
#define N_CARDS 50

typedef struct
{
  PursuitFilterOptions filter;
  char *by;
  int cards;
} BoardOptions;

/* How many deals of a lane are in which state; a word and the filter that finds them. */
typedef struct
{
  const char *word;
  void (*set) (PursuitQuery *query);
} State;

static void set_ahead (PursuitQuery *query) { query->gap = PURSUIT_GAP_AHEAD; }
static void set_late (PursuitQuery *query) { query->gap = PURSUIT_GAP_LATE; }
static void set_incomplete (PursuitQuery *query) { query->incomplete = TRUE; }
static void set_parked (PursuitQuery *query) { query->parked = TRUE; }
static void set_stalled (PursuitQuery *query) { query->stalled = TRUE; }
static void set_silent (PursuitQuery *query) { query->silent = TRUE; }

static const State states[] = {
  { "ahead", set_ahead }, { "late", set_late }, { "incomplete", set_incomplete },
  { "parked", set_parked }, { "stalled", set_stalled }, { "silent", set_silent },
};

static gboolean
count_states (PursuitCli          *self,
              const PursuitQuery  *filter,
              const PursuitLane   *lane,
              JsonObject          *column,
              GError             **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr(PursuitQuery) query = pursuit_board_lane_query (filter, lane);
      gint64 count;

      states[i].set (query);
      if (!pursuit_desk_query_count (self->desk, query, &count, error))
        return FALSE;
      json_object_set_int_member (column, states[i].word, count);
    }

  return TRUE;
}

static JsonObject *
describe_card (const PursuitBoard *board,
               PursuitRow         *row)
{
  JsonObject *card = pursuit_columns_describe (PURSUIT_LIST_DEALS, row);
  const char *parked_until = pursuit_row_get_text (row, PURSUIT_DEAL_ROW_PARKED_UNTIL);
  gint64 contact = pursuit_row_get_number (row, PURSUIT_DEAL_ROW_LAST_CONTACT_AT);
  gint64 now = pursuit_time_now ();
  int days = pursuit_deal_count_days_in_stage (pursuit_row_get_number (row, PURSUIT_DEAL_ROW_STAGE_ENTERED_AT), now);
  g_autofree char *today = pursuit_date_today ();
  gboolean parked = pursuit_deal_is_parked (parked_until, today);

  json_object_set_int_member (card, "days_in_stage", days);
  json_object_set_boolean_member (card, "parked", parked);
  json_object_set_boolean_member (card, "stalled", !parked &&
                                  pursuit_deal_is_stalled (days, pursuit_row_get_number (row, PURSUIT_DEAL_ROW_EXPECTED_DAYS)));
  json_object_set_boolean_member (card, "silent", !parked && pursuit_deal_is_silent (contact, now, board->silence_days));

  return card;
}

static void
add_cards (const PursuitBoard *board,
           const PursuitLane  *lane,
           JsonObject         *column)
{
  JsonArray *cards = json_array_new ();

  for (guint i = 0; lane->rows != NULL && i < lane->rows->len; i++)
    json_array_add_object_element (cards, describe_card (board, g_ptr_array_index (lane->rows, i)));
  json_object_set_array_member (column, "cards", cards);
}

static JsonObject *
describe_lane (const PursuitLane *lane)
{
  JsonObject *column = json_object_new ();

  if (lane->stage != NULL)
    {
      json_object_set_int_member (column, "position", lane->stage->position);
      json_object_set_string_member (column, "name", lane->stage->name);
      json_object_set_string_member (column, "buyer_name", lane->stage->buyer_name);
    }
  else
    {
      pursuit_answer_set_text (column, "name", lane->key_id != 0 || lane->key_text != NULL ? lane->label : NULL);
      if (lane->grouping == PURSUIT_BOARD_BY_SELLER && lane->key_id != 0)
        json_object_set_int_member (column, "id", lane->key_id);
      json_object_set_boolean_member (column, "others", lane->is_others);
    }
  json_object_set_int_member (column, "count", lane->totals.count);
  json_object_set_int_member (column, "amount", lane->totals.amount);
  json_object_set_int_member (column, "weighted", lane->totals.weighted);

  return column;
}

static JsonObject *
describe_period (const PursuitForecastPeriod *period)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "from", period->from);
  json_object_set_string_member (object, "to", period->to);
  json_object_set_object_member (object, "won", pursuit_answer_describe_totals (&period->won, FALSE));
  json_object_set_object_member (object, "open", pursuit_answer_describe_totals (&period->open, TRUE));
  json_object_set_object_member (object, "parked", pursuit_answer_describe_totals (&period->parked, TRUE));

  return object;
}

static JsonObject *
describe_counts (const PursuitBoardCounts *counts)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "waiting", counts->waiting);
  json_object_set_int_member (object, "stalled", counts->stalled);
  json_object_set_int_member (object, "misaligned", counts->misaligned);
  json_object_set_int_member (object, "silent", counts->silent);
  json_object_set_int_member (object, "parked", counts->parked.count);
  json_object_set_int_member (object, "not_handed_over", counts->unaccepted);

  return object;
}

static JsonObject *
describe_process (const PursuitBoard *board)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", board->process_id);
  json_object_set_string_member (object, "name", board->process_name);
  json_object_set_int_member (object, "version", board->process_version);

  return object;
}

static gboolean
describe (PursuitCli          *self,
          const PursuitBoard  *board,
          const PursuitQuery  *filter,
          GError             **error)
{
  JsonArray *columns = json_array_new ();
  JsonObject *forecast = json_object_new ();

  self->answer = json_object_new ();
  json_object_set_object_member (self->answer, "process", describe_process (board));
  json_object_set_string_member (self->answer, "by", groupings[board->grouping]);
  json_object_set_array_member (self->answer, "columns", columns);
  for (guint i = 0; i < board->lanes->len; i++)
    {
      const PursuitLane *lane = g_ptr_array_index (board->lanes, i);
      JsonObject *column = describe_lane (lane);

      json_array_add_object_element (columns, column);
      if (!count_states (self, filter, lane, column, error))
        return FALSE;
      add_cards (board, lane, column);
    }
  json_object_set_object_member (self->answer, "won", pursuit_answer_describe_totals (&board->won, FALSE));
  json_object_set_object_member (self->answer, "lost", pursuit_answer_describe_totals (&board->lost, FALSE));
  json_object_set_object_member (forecast, "quarter", describe_period (&board->quarter));
  json_object_set_object_member (forecast, "year", describe_period (&board->year));
  json_object_set_object_member (self->answer, "forecast", forecast);
  json_object_set_object_member (self->answer, "counts", describe_counts (&board->counts));

  return TRUE;
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
  pursuit_table_add_cell (table, stage != NULL ? pursuit_locale_choose_name (stage->buyer_name, stage->buyer_name_zh) : NULL);
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
  if (board->grouping == PURSUIT_BOARD_BY_STAGE)
    {
      pursuit_table_add_column (table, _("Our stage"), FALSE);
      pursuit_table_add_column (table, _("The buyer’s stage"), FALSE);
    }
  else
    {
      pursuit_table_add_column (table, _("Lane"), FALSE);
      pursuit_table_add_column (table, NULL, FALSE);
    }
  pursuit_table_add_column (table, _("Deals"), TRUE);
  pursuit_table_add_column (table, _("Amount"), TRUE);
  pursuit_table_add_column (table, _("Weighted"), TRUE);
  for (guint i = 0; i < board->lanes->len; i++)
    {
      const PursuitLane *lane = g_ptr_array_index (board->lanes, i);

      add_row (self, table, lane->stage, lane->label, &lane->totals, TRUE);
    }
  add_row (self, table, NULL, _("All open"), &board->open, TRUE);
  add_row (self, table, NULL, _("Won"), &board->won, FALSE);
  add_row (self, table, NULL, _("Lost"), &board->lost, FALSE);

  pursuit_table_write (table, self->output);
}

static gboolean
parse_grouping (const char            *text,
                PursuitBoardGrouping  *out_grouping,
                GError               **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (groupings); i++)
    if (text == NULL || g_str_equal (text, groupings[i]))
      {
        *out_grouping = (PursuitBoardGrouping) i;
        return TRUE;
      }

  return pursuit_cli_misuse (error, _("“%1$s” is no value for %2$s; the values are: %3$s."), text, "--by",
                             "stage, seller, region, product");
}

static gboolean
run_board (PursuitCli  *self,
           GError     **error)
{
  const BoardOptions *options = self->options;
  PursuitBoardGrouping grouping = PURSUIT_BOARD_BY_STAGE;
  guint n_cards = !self->json ? 0 : options->cards > 0 ? (guint) options->cards : N_CARDS;
  g_autoptr(PursuitQuery) query = NULL;
  g_autoptr(PursuitBoard) board = NULL;

  if (!parse_grouping (options->by, &grouping, error))
    return FALSE;
  if (options->cards < 0)
    return pursuit_cli_misuse (error, _("“%s” counts cards, 1 or more."), "--cards");
  if (!pursuit_cli_open (self, error))
    return FALSE;
  query = pursuit_filter_make_query (self, &options->filter, PURSUIT_LIST_DEALS, error);
  if (query == NULL)
    return FALSE;
  board = pursuit_board_read (self->desk, query, grouping, n_cards, error);
  if (board == NULL)
    return FALSE;

  if (!self->json)
    {
      write_table (self, board);
      return TRUE;
    }

  return pursuit_board_read_figures (board, self->desk, query, error) && describe (self, board, query, error);
}

static const GOptionEntry board_options[] = {
  PURSUIT_OPTION (BoardOptions, filter.search, "search", G_OPTION_ARG_STRING, N_("Only what contains these words"), N_("WORDS")),
  PURSUIT_OPTION (BoardOptions, filter.owners, "owner", G_OPTION_ARG_STRING_ARRAY, N_("Only what this member of staff owns"), N_("NAME|ID")),
  PURSUIT_OPTION (BoardOptions, filter.customer, "customer", G_OPTION_ARG_STRING, N_("Only what belongs to this customer"), N_("NAME|ID")),
  PURSUIT_OPTION (BoardOptions, filter.stalled, "stalled", G_OPTION_ARG_NONE, N_("Only deals that stand still too long"), NULL),
  PURSUIT_FILTER_TRACK_ENTRIES (BoardOptions, filter),
  PURSUIT_OPTION (BoardOptions, filter.where, "where", G_OPTION_ARG_STRING_ARRAY,
                  N_("Only with this value of a field of the house; may be repeated, empty for none"), N_("own.KEY=VALUE")),
  PURSUIT_OPTION (BoardOptions, by, "by", G_OPTION_ARG_STRING, N_("What the lanes are: stage, seller, region or product"), N_("WHAT")),
  PURSUIT_OPTION (BoardOptions, cards, "cards", G_OPTION_ARG_INT, N_("With “--json”: at most this many cards of each lane, 50 if not said"), N_("N")),
  { NULL },
};

const PursuitCommand pursuit_cmd_board = {
  .name = "board",
  .summary = N_("Show how many deals stand in each stage, and their sums"),
  .options = board_options,
  .options_size = sizeof (BoardOptions),
  .run = run_board,
};
