/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-strategy-read.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_HAND_OVER_VIEW (pursuit_hand_over_view_get_type ())
G_DECLARE_FINAL_TYPE (PursuitHandOverView, pursuit_hand_over_view, PURSUIT, HAND_OVER_VIEW, GtkWidget)

void pursuit_hand_over_view_show (PursuitHandOverView        *self,
                                  PursuitWorker              *worker,
                                  const PursuitStrategySheet *sheet);

G_END_DECLS
