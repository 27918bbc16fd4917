/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-board-lane.h"
#include "pursuit-list-status.h"

G_BEGIN_DECLS

enum
{
  PURSUIT_LANE_FOLDED,
  PURSUIT_LANE_DRAGGING,
  PURSUIT_N_LANE_SIGNALS,
};

/* A list view makes some 200 rows whatever is visible, and each takes its time: a lane begins with what is seen, and
 * scrolling adds as many as can be made within a frame. */
#define PURSUIT_LANE_FEW_CARDS 8

extern guint pursuit_board_lane_signals[PURSUIT_N_LANE_SIGNALS];

/*
 * PursuitBoardLane is one stage on the board, or one seller, region or product line: its head, and the open deals in it.
 *
 *   PursuitQueryModel -> GtkSliceListModel (grows with scrolling) -> GtkNoSelection -> GtkListView of PursuitDealCard
 *
 * What is done with a card is an action of the page around it; keys, menu and drops all come down to those.
 */
struct _PursuitBoardLane
{
  GtkWidget parent_instance;

  GtkWidget *open_side;
  GtkWidget *head;
  GtkWidget *number;
  GtkWidget *name;
  GtkWidget *buyer_icon;
  GtkWidget *buyer_name;
  GtkWidget *fold_button;
  GtkWidget *count;
  GtkWidget *amount;
  GtkWidget *probability;
  GtkWidget *weighted;
  GtkWidget *slot;
  PursuitListStatus *problem;
  GtkWidget *scroller;
  GtkWidget *list;
  GtkWidget *strip;       /* (nullable): until it is folded */
  GtkDragSource *drag_source;
  GtkDropTarget *drop_target;

  PursuitBoardGrouping grouping;
  PursuitStage *stage;    /* %NULL in other groupings */
  gint64 key_id;
  char *key_text;
  char *label;
  gboolean is_others;
  int position;           /* from 1; of the stage, or among the lanes */
  PursuitQueryModel *model;
  GtkSliceListModel *slice;
  char *currency;
  PursuitTotals totals;
  gboolean folded;
  gboolean compact;
  gboolean editable;
  guint fill_source;
  GHashTable *chosen;     /* gint64 -> PursuitRow of the page, %NULL while nothing was chosen yet */
  gint64 dragged_id;      /* the card on its way, 0 for none */
};

void pursuit_board_lane_bind_dnd   (GtkWidgetClass   *widget_class);
void pursuit_board_lane_set_up_dnd (PursuitBoardLane *self);
void pursuit_board_lane_mark_chosen (PursuitBoardLane *self,
                                     PursuitDealCard  *card);
PursuitDealCard *pursuit_board_lane_get_card_of_row (GtkWidget *row);

/* pursuit-board-lane-head.c */
void pursuit_board_lane_show_head  (PursuitBoardLane *self);
void pursuit_board_lane_show_fold  (PursuitBoardLane *self);
void pursuit_board_lane_set_up_tips (PursuitBoardLane *self);

G_END_DECLS
