/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-board.h"

#include "pursuit-date.h"
#include "pursuit-enums.h"

/* The figures beside the lanes: the forecast, and how many deals each filter would show. */

static gboolean
read_period (PursuitForecastPeriod  *period,
             PursuitDesk            *desk,
             const PursuitQuery     *query,
             GError                **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitQuery) won = pursuit_query_copy (query);
  PursuitExpected expected;

  won->status = PURSUIT_DEAL_WON;
  if (!pursuit_store_query_closed (store, won, period->from, period->to, &period->won, error) ||
      !pursuit_store_query_expected (store, query, period->from, period->to, &expected, error))
    return FALSE;

  period->open = expected.open;
  period->parked = expected.parked;
  return TRUE;
}

static gboolean
read_forecast (PursuitBoard        *self,
               PursuitDesk         *desk,
               const PursuitQuery  *query,
               GError             **error)
{
  g_autofree char *today = pursuit_date_today ();
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  pursuit_date_quarter (today, &first, &last);
  g_strlcpy (self->quarter.from, first, sizeof self->quarter.from);
  g_strlcpy (self->quarter.to, last, sizeof self->quarter.to);
  g_snprintf (self->year.from, sizeof self->year.from, "%.4s-01-01", today);
  g_snprintf (self->year.to, sizeof self->year.to, "%.4s-12-31", today);

  return read_period (&self->quarter, desk, query, error) && read_period (&self->year, desk, query, error);
}

/* Stalled deals are found stage by stage, which the sums do. */
static gboolean
count_stalled (PursuitBoard        *self,
               PursuitDesk         *desk,
               const PursuitQuery  *open,
               GError             **error)
{
  g_autoptr(PursuitQuery) query = pursuit_query_copy (open);
  PursuitTotals totals;

  query->stalled = TRUE;
  if (!pursuit_store_query_totals (pursuit_desk_get_store (desk), query, &totals, error))
    return FALSE;

  self->counts.stalled = totals.count;
  return TRUE;
}

static gboolean
read_counts (PursuitBoard        *self,
             PursuitDesk         *desk,
             const PursuitQuery  *query,
             GError             **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitQuery) open = pursuit_query_copy (query);
  PursuitQuery waiting, misaligned, silent, unaccepted, parked;

  open->process_id = self->process_id;
  open->status = PURSUIT_DEAL_OPEN;
  waiting = misaligned = silent = unaccepted = parked = *open;
  waiting.waiting_for = pursuit_desk_get_actor_id (desk);
  misaligned.gap = PURSUIT_GAP_MISALIGNED;
  silent.silent = TRUE;
  unaccepted.status = PURSUIT_DEAL_WON;
  unaccepted.unaccepted = TRUE;
  parked.parked = TRUE;

  return (waiting.waiting_for == 0 || pursuit_store_query_count (store, &waiting, &self->counts.waiting, error)) &&
         count_stalled (self, desk, open, error) &&
         pursuit_store_query_count (store, &misaligned, &self->counts.misaligned, error) &&
         pursuit_store_query_count (store, &silent, &self->counts.silent, error) &&
         pursuit_store_query_count (store, &unaccepted, &self->counts.unaccepted, error) &&
         pursuit_store_query_totals (store, &parked, &self->counts.parked, error);
}

/**
 * pursuit_board_read_figures:
 * @self: a board
 * @desk: the desk that it was read at
 * @filter: (nullable): the filter that it was read with; its stage, status and days do not count
 * @error: return location
 *
 * Reads what need not be there at once: the forecast, and how many deals each filter would show.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when the figures are filled in
 */
gboolean
pursuit_board_read_figures (PursuitBoard        *self,
                            PursuitDesk         *desk,
                            const PursuitQuery  *filter,
                            GError             **error)
{
  g_autoptr(PursuitQuery) query = filter != NULL ? pursuit_query_copy (filter) : pursuit_query_new (PURSUIT_LIST_DEALS);
  g_autoptr(PursuitQuery) scoped = NULL;
  g_auto(PursuitReading) reading = { NULL };

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), FALSE);

  query->stage_id = 0;
  query->status = PURSUIT_ANY;
  g_clear_pointer (&query->closed_from, g_free);
  g_clear_pointer (&query->closed_to, g_free);
  scoped = pursuit_desk_scope_query (desk, query);

  return pursuit_reading_begin (&reading, pursuit_desk_get_store (desk), error) &&
         read_forecast (self, desk, scoped, error) &&
         read_counts (self, desk, scoped, error);
}
