/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-strategy-read.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_STRATEGY_VIEW (pursuit_strategy_view_get_type ())
G_DECLARE_FINAL_TYPE (PursuitStrategyView, pursuit_strategy_view, PURSUIT, STRATEGY_VIEW, GtkWidget)

void pursuit_strategy_view_show      (PursuitStrategyView        *self,
                                      PursuitWorker              *worker,
                                      const PursuitStrategySheet *sheet);
void pursuit_strategy_view_set_aside (PursuitStrategyView        *self);

G_END_DECLS
