/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-wall-grid.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_WALL_VIEW (pursuit_wall_view_get_type ())
G_DECLARE_FINAL_TYPE (PursuitWallView, pursuit_wall_view, PURSUIT, WALL_VIEW, GtkWidget)

void               pursuit_wall_view_set_worker (PursuitWallView *self,
                                                 PursuitWorker   *worker);
void               pursuit_wall_view_show       (PursuitWallView *self,
                                                 gint64           customer_id);
void               pursuit_wall_view_refresh    (PursuitWallView *self);
PursuitWallGrid   *pursuit_wall_view_get_grid   (PursuitWallView *self);
const PursuitWall *pursuit_wall_view_get_wall   (PursuitWallView *self);

G_END_DECLS
