/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"
#include "pursuit-query-run.h"
#include "pursuit-stage.h"

G_BEGIN_DECLS

/* A board has no more lanes, but for stages. */
#define PURSUIT_BOARD_MAX_LANES 40

/**
 * PursuitLane:
 * @grouping: what the lanes of the board are
 * @process_id: the process whose deals are shown
 * @stage: (nullable): the stage, for %PURSUIT_BOARD_BY_STAGE
 * @key_id: the number of the stage or the seller; 0 for other lanes and for that of the deals that nobody owns
 * @key_text: (nullable): the region or the product line; %NULL for other lanes and for that of the deals that have none
 * @label: what the lane is called by the person who looks at it
 * @is_others: whether it is the last lane, with the deals of all those for whom there was no lane
 * @except: (nullable): for @is_others, what has a lane, as #PursuitQuery wants it
 * @totals: its open deals under the board's filter
 * @ids: (nullable) (element-type gint64): the first cards' ids, in the board's order
 * @rows: (nullable) (element-type PursuitRow): the first cards
 */
typedef struct
{
  PursuitBoardGrouping grouping;
  gint64 process_id;
  PursuitStage *stage;
  gint64 key_id;
  char *key_text;
  char *label;
  gboolean is_others;
  char *except;
  PursuitTotals totals;
  GArray *ids;
  GPtrArray *rows;
} PursuitLane;

/**
 * PursuitForecastPeriod:
 * @from: its first day
 * @to: its last day
 * @won: what was won in it; count and amount
 * @open: the open deals that are expected to close in it, without those that are parked
 * @parked: the parked ones
 *
 * What a quarter or a year will bring. Amounts are minor units.
 */
typedef struct
{
  char from[11];
  char to[11];
  PursuitTotals won;
  PursuitTotals open;
  PursuitTotals parked;
} PursuitForecastPeriod;

/**
 * PursuitBoardCounts:
 * @waiting: deals that wait for the actor: their next step is due, and deal or step is his
 * @stalled: deals that stand still
 * @misaligned: deals that are out of step with their buyers
 * @silent: deals whose customers nobody talks to
 * @unaccepted: deals that were won and not handed over
 * @parked: deals that are parked, with their sums
 *
 * How many deals of the board's process each filter of the board would show, together with the filter that it has.
 */
typedef struct
{
  gint64 waiting;
  gint64 stalled;
  gint64 misaligned;
  gint64 silent;
  gint64 unaccepted;
  PursuitTotals parked;
} PursuitBoardCounts;

/**
 * PursuitBoard:
 * @process_id: the process
 * @process_name: its name, a message id, for pursuit_locale_choose_name()
 * @process_name_zh: (nullable): its Chinese name
 * @process_version: its version
 * @silence_days: after how many days without contact a deal of it is silent, 0 for never
 * @grouping: what the lanes are
 * @lanes: (element-type PursuitLane): by position or by name; stages in which deals are lost have none
 * @open: all open deals of the process
 * @won: all won deals of it
 * @lost: all lost deals of it
 * @won_quarter: deals won in the present quarter; of all processes, unless the filter chooses one
 * @lost_quarter: deals lost in the present quarter; the same
 * @quarter: the forecast for the present quarter; the same; see pursuit_board_read_figures()
 * @year: the forecast for the present year; the same
 * @counts: what the filters would show; see pursuit_board_read_figures()
 *
 * What the board shows at first: read in one job on the worker, then handed over.
 */
typedef struct
{
  gint64 process_id;
  char *process_name;
  char *process_name_zh;
  gint64 process_version;
  gint64 silence_days;
  PursuitBoardGrouping grouping;
  GPtrArray *lanes;
  PursuitTotals open;
  PursuitTotals won;
  PursuitTotals lost;
  PursuitTotals won_quarter;
  PursuitTotals lost_quarter;
  PursuitForecastPeriod quarter;
  PursuitForecastPeriod year;
  PursuitBoardCounts counts;
} PursuitBoard;

PursuitBoard *pursuit_board_read         (PursuitDesk          *desk,
                                          const PursuitQuery   *filter,
                                          PursuitBoardGrouping  grouping,
                                          guint                 n_cards,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean      pursuit_board_read_figures (PursuitBoard         *self,
                                          PursuitDesk          *desk,
                                          const PursuitQuery   *filter,
                                          GError              **error);
PursuitQuery *pursuit_board_lane_query   (const PursuitQuery   *filter,
                                          const PursuitLane    *lane) G_GNUC_WARN_UNUSED_RESULT;
void          pursuit_board_free         (PursuitBoard         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitBoard, pursuit_board_free)

G_END_DECLS
