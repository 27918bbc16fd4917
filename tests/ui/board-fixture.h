/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-board-lane.h"
#include "pursuit-deal.h"
#include "ui-fixture.h"

G_BEGIN_DECLS

/* Noon of 17 March 2026. */
#define BOARD_NOW G_GINT64_CONSTANT (1773748800000000)
#define BOARD_DAY (24 * G_TIME_SPAN_HOUR)

/* A board in a window, whose toasts and offers are written down. */
typedef struct
{
  UiFixture base;
  GtkWidget *window;
  GtkWidget *page;
  GString *said;
  gint64 offered_id;
} BoardFixture;

gint64 board_add_customer (PursuitDesk *desk,
                           const char  *name);
void board_add_deal (PursuitDesk *desk,
                     gint64       customer_id,
                     const char  *title,
                     int          position,
                     gint64       amount,
                     const char  *next_step,
                     const char  *next_step_on);
void board_drop_milestones (PursuitDesk *desk);
void board_set_up_with (BoardFixture *self,
                        void        (*filler) (PursuitDesk *desk));
void board_set_up (BoardFixture  *self,
                   gconstpointer  data);
void board_set_up_empty (BoardFixture  *self,
                         gconstpointer  data);
void board_tear_down (BoardFixture  *self,
                      gconstpointer  data);
PursuitBoardLane *board_find_lane (BoardFixture *self,
                                   int           position);
char *board_dup_lane (BoardFixture *self,
                      int           position);
void board_wait_for_lane (BoardFixture *self,
                          int           position,
                          const char   *expected);
void board_assert_lane (BoardFixture *self,
                        int           position,
                        const char   *expected);
void board_collect_labels (GtkWidget *below,
                           GString   *text);
void board_assert_labels (GtkWidget  *below,
                          const char *expected);
PursuitDealCard *board_find_card (BoardFixture *self,
                                  int           position,
                                  guint         at);
PursuitDeal *board_load_deal (BoardFixture *self,
                              gint64        id);
int board_load_position (BoardFixture *self,
                         gint64        deal_id);
gint64 board_focus_card (BoardFixture *self,
                         int           position,
                         guint         at);
GtkWidget *board_find_dialog (BoardFixture *self);
GtkWidget *board_find_titled (GtkWidget  *below,
                              const char *title);
GtkWidget *board_find_with_class (GtkWidget  *below,
                                  const char *name);
gboolean board_has_dialog (gpointer data);
gboolean board_has_no_dialog (gpointer data);
gboolean board_shows_problem (gpointer dialog);
void board_confirm (GtkWidget *dialog);
gboolean board_is_ready (gpointer page);

G_END_DECLS
