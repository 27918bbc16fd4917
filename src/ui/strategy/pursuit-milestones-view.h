/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-strategy-read.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_MILESTONES_VIEW (pursuit_milestones_view_get_type ())
G_DECLARE_FINAL_TYPE (PursuitMilestonesView, pursuit_milestones_view, PURSUIT, MILESTONES_VIEW, GtkWidget)

void     pursuit_milestones_view_show       (PursuitMilestonesView      *self,
                                             PursuitWorker              *worker,
                                             const PursuitStrategySheet *sheet);
gboolean pursuit_milestones_view_is_changed (PursuitMilestonesView      *self);

G_END_DECLS
