/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-board-page-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-money.h"

/* The figures of the board: heads, totals, forecast, and how many deals each filter would show. */

typedef struct
{
  PursuitQuery *filter;
  PursuitBoardGrouping grouping;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  pursuit_query_free (question->filter);
  g_free (question);
}

static gpointer
read_figures_job (PursuitDesk   *desk,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  Question *question = data;
  g_autoptr(PursuitBoard) board = pursuit_board_read (desk, question->filter, question->grouping, 0, error);

  if (board == NULL || !pursuit_board_read_figures (board, desk, question->filter, error))
    return NULL;

  return g_steal_pointer (&board);
}

static const char *
get_currency (PursuitBoardPage *self)
{
  const PursuitOpened *opened = pursuit_worker_get_opened (self->worker);

  return opened != NULL ? opened->currency : NULL;
}

static void
show_totals (PursuitBoardPage    *self,
             const PursuitTotals *open)
{
  g_autofree char *amount = pursuit_money_format (open->amount, get_currency (self), PURSUIT_MONEY_SHORT);
  g_autofree char *weighted = pursuit_money_format (open->weighted, NULL, PURSUIT_MONEY_SHORT);
  /* Translators: the figures of the board: %1$d a count of deals, %2$s the sum of their amounts, %3$s the sum of amounts,
   * each times its chance; keep the markup */
  g_autofree char *text = g_strdup_printf (ngettext ("<b>%1$d</b> deal · <b>%2$s</b> · weighted <b>%3$s</b>",
                                                     "<b>%1$d</b> deals · <b>%2$s</b> · weighted <b>%3$s</b>",
                                                     (gulong) open->count),
                                           (int) open->count, amount, weighted);

  gtk_label_set_markup (self->totals, text);
}

/* Shows what comes with the board itself. */
void
pursuit_board_page_show_figures (PursuitBoardPage *self,
                                 PursuitBoard     *board)
{
  for (guint i = 0; i < self->lanes->len && i < board->lanes->len; i++)
    {
      PursuitLane *lane = g_ptr_array_index (board->lanes, i);

      pursuit_board_lane_show_totals (g_ptr_array_index (self->lanes, i), &lane->totals);
    }
  show_totals (self, &board->open);
  pursuit_end_target_show_totals (self->won, &board->won_quarter, get_currency (self));
  pursuit_end_target_show_totals (self->lost, &board->lost_quarter, get_currency (self));
}

static void
show_period (PursuitForecastLine         *line,
             const PursuitForecastPeriod *period,
             const char                  *name,
             const char                  *currency)
{
  pursuit_forecast_line_show (line, name, currency, period->won.amount, period->open.weighted, period->open.amount);
}

static void
show_forecast (PursuitBoardPage *self,
               PursuitBoard     *board)
{
  g_autofree char *quarter = pursuit_forecast_name_quarter (board->quarter.from);
  g_autofree char *year = pursuit_forecast_name_year (board->year.from);

  show_period (pursuit_forecast_get_quarter (self->forecast), &board->quarter, quarter, get_currency (self));
  show_period (pursuit_forecast_get_year (self->forecast), &board->year, year, get_currency (self));
  pursuit_end_target_show_totals (self->parked, &board->counts.parked, get_currency (self));
}

static void
read_figures_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(PursuitBoardPage) self = user_data;
  g_autoptr(PursuitBoard) board = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, NULL);
  gboolean current = !g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result)));

  if (current)
    self->reading_figures = FALSE;
  /* The board itself is on its way: its figures are newer. */
  if (current && board != NULL && self->reading == NULL)
    {
      if (pursuit_board_page_have_lanes (self, board))
        {
          pursuit_board_page_show_figures (self, board);
          pursuit_board_page_show_state (self, board);
        }
      else
        pursuit_board_page_read (self);
      pursuit_board_filters_show_counts (self->filters, board);
      show_forecast (self, board);
    }

  if (current && self->figures_are_stale)
    pursuit_board_page_read_figures (self);
}

/* Reads the heads and totals alone: the cards follow the news by themselves. */
void
pursuit_board_page_read_figures (PursuitBoardPage *self)
{
  Question *question;

  if (self->worker == NULL || self->reading != NULL)
    return;

  self->figures_are_stale = self->reading_figures;
  if (self->reading_figures)
    return;

  self->reading_figures = TRUE;
  question = g_new0 (Question, 1);
  question->filter = pursuit_board_page_dup_filter (self);
  question->grouping = self->grouping;
  pursuit_worker_call_async (self->worker, read_figures_job, question, question_free,
                             (GDestroyNotify) pursuit_board_free, self->cancellable, read_figures_cb, g_object_ref (self));
}
