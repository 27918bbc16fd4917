/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"
#include "pursuit-query-run.h"
#include "pursuit-stage.h"

G_BEGIN_DECLS

/**
 * PursuitLane:
 * @stage: the stage
 * @totals: its open deals under the board's filter
 * @ids: (element-type gint64): the first cards' ids, in the board's order
 * @rows: (element-type PursuitRow): the first cards
 */
typedef struct
{
  PursuitStage *stage;
  PursuitTotals totals;
  GArray *ids;
  GPtrArray *rows;
} PursuitLane;

/**
 * PursuitBoard:
 * @process_id: the process
 * @process_name: its name, a message id
 * @lanes: (element-type PursuitLane): one per stage, by position
 * @open: all lanes together
 * @won: all won deals
 * @lost: all lost deals
 * @won_quarter: deals won in the present quarter
 * @lost_quarter: deals lost in the present quarter
 *
 * What the board shows at first: read in one job on the worker, then handed over.
 */
typedef struct
{
  gint64 process_id;
  char *process_name;
  GPtrArray *lanes;
  PursuitTotals open;
  PursuitTotals won;
  PursuitTotals lost;
  PursuitTotals won_quarter;
  PursuitTotals lost_quarter;
} PursuitBoard;

PursuitBoard *pursuit_board_read      (PursuitDesk         *desk,
                                       const PursuitQuery  *filter,
                                       guint                n_cards,
                                       GError             **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitQuery *pursuit_board_lane_query (const PursuitQuery *filter,
                                       gint64               stage_id) G_GNUC_WARN_UNUSED_RESULT;
void          pursuit_board_free      (PursuitBoard        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitBoard, pursuit_board_free)

G_END_DECLS
