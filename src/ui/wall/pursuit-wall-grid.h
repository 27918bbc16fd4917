/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-wall-cell-view.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_WALL_GRID (pursuit_wall_grid_get_type ())
G_DECLARE_FINAL_TYPE (PursuitWallGrid, pursuit_wall_grid, PURSUIT, WALL_GRID, GtkWidget)

void                 pursuit_wall_grid_show      (PursuitWallGrid   *self,
                                                  const PursuitWall *wall);
PursuitWallCellView *pursuit_wall_grid_find_cell (PursuitWallGrid   *self,
                                                  gint64             contact_id,
                                                  gint64             staff_id);

G_END_DECLS
