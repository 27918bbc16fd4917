/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-board.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_BOARD_FILTERS (pursuit_board_filters_get_type ())
G_DECLARE_FINAL_TYPE (PursuitBoardFilters, pursuit_board_filters, PURSUIT, BOARD_FILTERS, GtkWidget)

void     pursuit_board_filters_set_worker  (PursuitBoardFilters *self,
                                            PursuitWorker       *worker);
void     pursuit_board_filters_fill        (PursuitBoardFilters *self,
                                            PursuitQuery        *query);
void     pursuit_board_filters_clear       (PursuitBoardFilters *self);
void     pursuit_board_filters_show_seller (PursuitBoardFilters *self,
                                            gint64               id,
                                            const char          *name);
void     pursuit_board_filters_show        (PursuitBoardFilters *self,
                                            const PursuitQuery  *query);
void     pursuit_board_filters_show_parked (PursuitBoardFilters *self);
void     pursuit_board_filters_show_counts (PursuitBoardFilters *self,
                                            const PursuitBoard  *board);

G_END_DECLS
