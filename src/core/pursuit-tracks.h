/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PursuitTrackMove:
 * @is_buyer: whether the buyer moved; otherwise we did
 * @at: when, UTC microseconds
 * @from: the position left, 0 for none
 * @to: the position entered, 0 when the buyer's became unknown
 * @stage: (nullable): what the stage entered is called on its track
 * @stage_zh: (nullable): the same in Chinese
 * @from_status: a #PursuitDealStatus, -1 for a new deal; ours only
 * @to_status: a #PursuitDealStatus; ours only
 * @staff: (nullable): who said so
 * @reason: (nullable): why we moved, or what showed that the buyer did
 * @missing: (nullable): the milestones that were overridden, a line each (STG-2)
 * @days: (computed): how long the track stayed there
 * @stays: (computed): whether it is there still
 * @knows_gap: (computed): whether both positions were known from then on
 * @gap: (computed): ours minus the buyer's position from then on (STG-1)
 *
 * One dated step of one of the two tracks of a deal.
 */
typedef struct
{
  gboolean is_buyer;
  gint64 at;
  int from;
  int to;
  char *stage;
  char *stage_zh;
  int from_status;
  int to_status;
  char *staff;
  char *reason;
  char *missing;
  int days;
  gboolean stays;
  gboolean knows_gap;
  int gap;
} PursuitTrackMove;

void pursuit_track_move_free (PursuitTrackMove *move);
void pursuit_tracks_compute  (GPtrArray        *moves,
                              int               buyer,
                              gint64            now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitTrackMove, pursuit_track_move_free)

G_END_DECLS
