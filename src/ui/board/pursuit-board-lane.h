/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-board.h"
#include "pursuit-deal-card.h"
#include "pursuit-query-model.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_BOARD_LANE (pursuit_board_lane_get_type ())
G_DECLARE_FINAL_TYPE (PursuitBoardLane, pursuit_board_lane, PURSUIT, BOARD_LANE, GtkWidget)

GtkWidget         *pursuit_board_lane_new          (const PursuitLane    *lane,
                                                    int                   position,
                                                    PursuitWorker        *worker,
                                                    guint                 n_first) G_GNUC_WARN_UNUSED_RESULT;
PursuitStage      *pursuit_board_lane_get_stage    (PursuitBoardLane     *self);
int                pursuit_board_lane_get_position (PursuitBoardLane     *self);
gboolean           pursuit_board_lane_is           (PursuitBoardLane     *self,
                                                    const PursuitLane    *lane);
char              *pursuit_board_lane_dup_key      (PursuitBoardLane     *self) G_GNUC_WARN_UNUSED_RESULT;
gint64             pursuit_board_lane_get_key_id   (PursuitBoardLane     *self);
const char        *pursuit_board_lane_get_key_text (PursuitBoardLane     *self);
const char        *pursuit_board_lane_get_label    (PursuitBoardLane     *self);
PursuitQueryModel *pursuit_board_lane_get_model    (PursuitBoardLane     *self);
void               pursuit_board_lane_show_totals  (PursuitBoardLane     *self,
                                                    const PursuitTotals  *totals);
void               pursuit_board_lane_set_folded   (PursuitBoardLane     *self,
                                                    gboolean              folded);
gboolean           pursuit_board_lane_get_folded   (PursuitBoardLane     *self);
void               pursuit_board_lane_set_compact  (PursuitBoardLane     *self,
                                                    gboolean              compact);
void               pursuit_board_lane_show_again   (PursuitBoardLane     *self);
void               pursuit_board_lane_set_editable (PursuitBoardLane     *self,
                                                    gboolean              editable);
void               pursuit_board_lane_show_chosen  (PursuitBoardLane     *self,
                                                    GHashTable           *chosen);
gboolean           pursuit_board_lane_focus_deal   (PursuitBoardLane     *self,
                                                    gint64                deal_id);
gboolean           pursuit_board_lane_focus_at     (PursuitBoardLane     *self,
                                                    guint                 position);
guint              pursuit_board_lane_get_focus_at (PursuitBoardLane     *self);
PursuitDealCard   *pursuit_board_lane_find_card    (PursuitBoardLane     *self,
                                                    gint64                deal_id);
PursuitDealCard   *pursuit_board_lane_pick_card    (PursuitBoardLane     *self,
                                                    double                x,
                                                    double                y);

G_END_DECLS
