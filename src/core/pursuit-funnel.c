/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-funnel.h"

/* Conversion from stage to stage, and the growth formula (PERF-2): opportunities x conversion x average deal / cycle. */

/**
 * pursuit_funnel_count:
 * @steps: (array length=n_steps) (inout): one per stage, by position, with @open and @lost filled in
 * @n_steps: how many
 * @n_won: won deals: they reached every stage
 *
 * Fills in how many deals reached each stage, and how many advanced from it.
 */
void
pursuit_funnel_count (PursuitFunnelStep *steps,
                      guint              n_steps,
                      gint64             n_won)
{
  gint64 beyond = n_won;

  for (guint i = n_steps; i > 0; i--)
    {
      steps[i - 1].advanced = beyond;
      beyond += steps[i - 1].open + steps[i - 1].lost;
      steps[i - 1].reached = beyond;
    }
}

/**
 * pursuit_funnel_get_conversion:
 * @step: a stage of a funnel that was counted
 *
 * Returns: of the deals that reached it, which part came further or was won: 0 to 1, -1 when none reached it
 */
double
pursuit_funnel_get_conversion (const PursuitFunnelStep *step)
{
  return step->reached > 0 ? (double) step->advanced / (double) step->reached : -1;
}

/**
 * pursuit_closings_get_win_rate:
 * @self: how deals ended
 *
 * Returns: which part of the closed deals was won, by number: 0 to 1, -1 when none was closed
 */
double
pursuit_closings_get_win_rate (const PursuitClosings *self)
{
  gint64 closed = self->won + self->lost;

  return closed > 0 ? (double) self->won / (double) closed : -1;
}

/**
 * pursuit_closings_get_cycle:
 * @self: how deals ended
 *
 * Returns: days from opening to winning, on average, -1 when they are known of no won deal
 */
double
pursuit_closings_get_cycle (const PursuitClosings *self)
{
  return self->timed > 0 ? (double) self->days / (double) self->timed : -1;
}

/**
 * pursuit_closings_get_average:
 * @self: how deals ended
 *
 * Returns: what a won deal came to on average, in minor units; -1 when none was won
 */
gint64
pursuit_closings_get_average (const PursuitClosings *self)
{
  return self->won > 0 ? self->won_amount / self->won : -1;
}

/**
 * pursuit_closings_get_velocity:
 * @self: how deals ended
 * @n_open: how many are open: the opportunities
 *
 * The growth formula (PERF-2): open deals x win rate x average won deal / cycle. A cycle of less than a day counts as one.
 *
 * Returns: what the open deals bring a day at that pace, in minor units; -1 when nothing was won yet, or no cycle is known
 */
gint64
pursuit_closings_get_velocity (const PursuitClosings *self,
                               gint64                 n_open)
{
  double cycle = pursuit_closings_get_cycle (self);

  if (self->won == 0 || cycle < 0)
    return -1;

  return (gint64) ((double) n_open * pursuit_closings_get_win_rate (self) * (double) pursuit_closings_get_average (self) /
                   MAX (cycle, 1));
}
