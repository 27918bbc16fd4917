/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PursuitFunnelStep:
 * @open: open deals that came as far as this stage and no further
 * @lost: lost deals that had come as far as this stage and no further
 * @reached: (computed) deals that came here or further, and won ones
 * @advanced: (computed) those of them that came further or were won
 *
 * One stage of the funnel. A deal that skips a stage has reached it; one that is moved back stays counted where it had been.
 * What reached a stage has advanced, was lost there, or is there still: @reached = @advanced + @lost + @open, but for the
 * last stage, where a won deal is done.
 */
typedef struct
{
  gint64 open;
  gint64 lost;
  gint64 reached;
  gint64 advanced;
} PursuitFunnelStep;

/**
 * PursuitClosings:
 * @won: how many deals were won
 * @lost: how many were lost
 * @won_amount: what the won ones came to, in minor units
 * @lost_amount: what the lost ones would have come to
 * @timed: of how many won ones opening and closing are known
 * @days: their cycles together, from opening to closing, in days
 *
 * How deals ended in some time.
 */
typedef struct
{
  gint64 won;
  gint64 lost;
  gint64 won_amount;
  gint64 lost_amount;
  gint64 timed;
  gint64 days;
} PursuitClosings;

void   pursuit_funnel_count           (PursuitFunnelStep     *steps,
                                       guint                  n_steps,
                                       gint64                 n_won);
double pursuit_funnel_get_conversion  (const PursuitFunnelStep *step);
double pursuit_closings_get_win_rate  (const PursuitClosings *self);
double pursuit_closings_get_cycle     (const PursuitClosings *self);
gint64 pursuit_closings_get_average   (const PursuitClosings *self);
gint64 pursuit_closings_get_velocity  (const PursuitClosings *self,
                                       gint64                 n_open);

G_END_DECLS
