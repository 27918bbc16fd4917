/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-board-filters.h"
#include "pursuit-board-lane.h"
#include "pursuit-board-page.h"
#include "pursuit-board.h"
#include "pursuit-deal-dialog.h"
#include "pursuit-deal-pane.h"
#include "pursuit-deal-verb.h"
#include "pursuit-end-target.h"
#include "pursuit-filter-menu.h"
#include "pursuit-forecast.h"
#include "pursuit-later.h"
#include "pursuit-process-button.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

/* What the page shows: the names of the children of its stack. */
#define PURSUIT_BOARD_LOADING "loading"
#define PURSUIT_BOARD_LANES "lanes"
#define PURSUIT_BOARD_EMPTY "empty"
#define PURSUIT_BOARD_NOTHING "nothing"
#define PURSUIT_BOARD_ERROR "error"

/* A card that something is about. */
typedef struct
{
  PursuitBoardLane *lane;
  guint at;
  PursuitRow *row;
} PursuitBoardTarget;

/*
 * PursuitBoardPage shows where every open deal stands. One job reads the figures of all lanes and the first cards; the
 * lanes' models then load the rest by themselves and follow the journal's news.
 *
 *   filters -> PursuitQuery -> pursuit_board_read() -> heads, totals, seeds of the lanes' models
 *   news -> heads and totals again; the models bring themselves up to date
 *   key, menu, drop -> action -> PursuitDealVerb -> worker -> news
 */
struct _PursuitBoardPage
{
  GtkWidget parent_instance;

  GtkWidget *new_button;
  GtkWidget *search;
  PursuitProcessButton *process_button;
  GtkBox *middle;
  PursuitDealPane *pane;            /* (nullable): until somebody wants to see it; a child of @middle */
  GtkWidget *filter_bar;
  PursuitBoardFilters *filters;
  PursuitFilterMenu *saved;
  GtkLabel *totals;
  GtkStack *states;
  GtkWidget *spinner;
  GtkScrolledWindow *scroller;
  GtkBox *lane_box;
  GtkRevealer *choice_bar;
  GtkLabel *choice_count;
  GtkWidget *end_strip;
  PursuitEndTarget *won;
  PursuitEndTarget *lost;
  PursuitEndTarget *parked;
  PursuitForecast *forecast;
  PursuitLater *error;              /* the page that says why there is no board */
  GMenuModel *card_menu;
  GMenu *move_menu;
  GMenu *choice_menu;               /* to which stage all that is chosen may go */
  GtkMenuButton *choice_button;
  GMenuModel *view_menu;
  GtkMenuButton *view_button;

  PursuitWorker *worker;
  GCancellable *cancellable;        /* until the worker is taken away */
  GCancellable *reading;            /* the board as it is now asked for */
  GPtrArray *lanes;                 /* PursuitBoardLane, by position; lent */
  GPtrArray *stages;                /* PursuitStage of the process, by position, whatever the lanes are; %NULL at first */
  PursuitBoardGrouping grouping;
  gint64 chosen_process;            /* whose deals were asked for, 0 for those of new deals */
  gint64 process_id;                /* whose deals are shown */
  char *process_name;
  guint n_first;                    /* cards of each lane that come with the board */
  PursuitOrder order;
  guint slow_id;                    /* until it is said that the board is being read */
  gboolean ready;
  gboolean may_edit;
  gboolean had_focus;               /* whether a card was given the focus since the database was opened */
  gboolean reading_figures;
  gboolean figures_are_stale;

  GHashTable *chosen;               /* gint64 -> PursuitRow: the cards that something is to be done with together */
  gint64 anchor_id;                 /* the card from which Shift chooses on */

  GtkWidget *menu;                  /* over a card, %NULL when there is none */
  PursuitRow *menu_row;
  gint64 follow_id;                 /* the deal that takes the focus when its card arrives */
  guint follow_source;
  char *today;
  guint calendar_source;
  guint scroll_tick;
  double scroll_speed;
};

/* pursuit-board-review.c */
void              pursuit_board_review_install       (GtkWidgetClass       *widget_class);

/* pursuit-board-page.c */
void              pursuit_board_page_set_state       (PursuitBoardPage     *self,
                                                      const char           *state);
PursuitBoardLane *pursuit_board_page_find_lane       (PursuitBoardPage     *self,
                                                      int                   position);
void              pursuit_board_page_notify_process  (PursuitBoardPage     *self);
PursuitStage     *pursuit_board_page_find_stage      (PursuitBoardPage     *self,
                                                      int                   position);

gboolean          pursuit_board_page_has_order       (PursuitOrder          order);
void              pursuit_board_page_set_order       (PursuitBoardPage     *self,
                                                      PursuitOrder          order);

/* pursuit-board-page-saved.c */
void              pursuit_board_page_follow_saved    (PursuitBoardPage     *self);
void              pursuit_board_page_show_saved      (PursuitBoardPage     *self,
                                                      const PursuitQuery   *query);

/* pursuit-board-page-data.c */
void              pursuit_board_page_read            (PursuitBoardPage     *self);
PursuitQuery     *pursuit_board_page_dup_filter      (PursuitBoardPage     *self) G_GNUC_WARN_UNUSED_RESULT;
void              pursuit_board_page_clear_lanes     (PursuitBoardPage     *self);
void              pursuit_board_page_follow          (PursuitBoardPage     *self,
                                                      gint64                deal_id);

gboolean          pursuit_board_page_have_lanes      (PursuitBoardPage     *self,
                                                      PursuitBoard         *board);
void              pursuit_board_page_show_state      (PursuitBoardPage     *self,
                                                      PursuitBoard         *board);

/* pursuit-board-page-figures.c */
void              pursuit_board_page_show_figures    (PursuitBoardPage     *self,
                                                      PursuitBoard         *board);
void              pursuit_board_page_read_figures    (PursuitBoardPage     *self);

/* pursuit-board-page-fold.c */
gboolean          pursuit_board_page_is_folded       (PursuitBoardPage     *self,
                                                      PursuitBoardLane     *lane);
void              pursuit_board_page_keep_folds      (PursuitBoardPage     *self);

/* pursuit-board-page-group.c */
void              pursuit_board_page_install_group   (GtkWidgetClass       *widget_class);
const char       *pursuit_board_page_get_grouping    (PursuitBoardPage     *self);
gboolean          pursuit_board_page_set_grouping    (PursuitBoardPage     *self,
                                                      const char           *name);

/* pursuit-board-page-details.c */
gboolean          pursuit_board_page_get_details     (PursuitBoardPage     *self);
void              pursuit_board_page_set_details     (PursuitBoardPage     *self,
                                                      gboolean              shown);
void              pursuit_board_page_set_details_worker (PursuitBoardPage  *self);

/* pursuit-board-page-calendar.c */
void              pursuit_board_page_watch_calendar  (PursuitBoardPage     *self);
void              pursuit_board_page_look_at_calendar (PursuitBoardPage    *self);

/* pursuit-board-page-actions.c */
void              pursuit_board_page_install_actions (GtkWidgetClass       *widget_class);
void              pursuit_board_page_update_actions  (PursuitBoardPage     *self);
gboolean          pursuit_board_page_find_focused    (PursuitBoardPage     *self,
                                                      PursuitBoardTarget   *target);
gboolean          pursuit_board_page_find_target     (PursuitBoardPage     *self,
                                                      PursuitBoardTarget   *target);
PursuitRow       *pursuit_board_page_find_row        (PursuitBoardPage     *self,
                                                      gint64                deal_id);

/* pursuit-board-page-moves.c */
void              pursuit_board_page_install_moves   (GtkWidgetClass       *widget_class);
void              pursuit_board_page_drop            (PursuitBoardPage     *self,
                                                      gint64                deal_id,
                                                      PursuitDealStatus     status);
void              pursuit_board_page_call            (PursuitBoardPage     *self,
                                                      PursuitDealVerb      *verb,
                                                      const char           *done_text);
PursuitDealVerb  *pursuit_board_page_make_move       (PursuitRow           *row,
                                                      int                   position) G_GNUC_WARN_UNUSED_RESULT;
void              pursuit_board_page_follow_dialog   (PursuitBoardPage     *self,
                                                      PursuitDealDialog    *dialog);

/* pursuit-board-page-bulk.c */
void              pursuit_board_page_install_bulk    (GtkWidgetClass       *widget_class);
GPtrArray        *pursuit_board_page_dup_rows        (PursuitBoardPage     *self) G_GNUC_WARN_UNUSED_RESULT;
void              pursuit_board_page_run             (PursuitBoardPage     *self,
                                                      GPtrArray            *verbs,
                                                      GPtrArray            *rows);
void              pursuit_board_page_park_many       (PursuitBoardPage     *self,
                                                      GPtrArray            *rows);

/* pursuit-board-page-choice.c */
void              pursuit_board_page_set_up_choice   (PursuitBoardPage     *self);
void              pursuit_board_page_install_choice  (GtkWidgetClass       *widget_class);
gboolean          pursuit_board_page_is_chosen       (PursuitBoardPage     *self,
                                                      gint64                deal_id);
void              pursuit_board_page_clear_choice    (PursuitBoardPage     *self);

/* pursuit-board-page-menu.c */
void              pursuit_board_page_pop_up_menu     (PursuitBoardPage     *self,
                                                      GtkWidget            *card,
                                                      PursuitRow           *row);
void              pursuit_board_page_plan            (PursuitBoardPage     *self,
                                                      GtkWidget            *card,
                                                      PursuitRow           *row);

void              pursuit_board_page_fill_choice_menu (PursuitBoardPage   *self);
gboolean          pursuit_board_page_focus_menu_card (PursuitBoardPage    *self);

/* pursuit-board-page-dnd.c */
void              pursuit_board_page_bind_dnd        (GtkWidgetClass       *widget_class);
void              pursuit_board_page_watch_lane      (PursuitBoardPage     *self,
                                                      PursuitBoardLane     *lane);
void              pursuit_board_page_stop_scrolling  (PursuitBoardPage     *self);

G_END_DECLS
