/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_BOARD_FILTERS_OWN (pursuit_board_filters_own_get_type ())
G_DECLARE_FINAL_TYPE (PursuitBoardFiltersOwn, pursuit_board_filters_own, PURSUIT, BOARD_FILTERS_OWN, GtkWidget)

void     pursuit_board_filters_own_set_worker (PursuitBoardFiltersOwn *self,
                                               PursuitWorker          *worker);
void     pursuit_board_filters_own_fill       (PursuitBoardFiltersOwn *self,
                                               PursuitQuery           *query);
void     pursuit_board_filters_own_show       (PursuitBoardFiltersOwn *self,
                                               const PursuitQuery     *query);
gboolean pursuit_board_filters_own_is_active  (PursuitBoardFiltersOwn *self);

G_END_DECLS
