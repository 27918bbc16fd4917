/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-wall.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_WALL_CELL_VIEW (pursuit_wall_cell_view_get_type ())
G_DECLARE_FINAL_TYPE (PursuitWallCellView, pursuit_wall_cell_view, PURSUIT, WALL_CELL_VIEW, GtkWidget)

GtkWidget   *pursuit_wall_cell_view_new         (gint64                   contact_id,
                                            gint64                   staff_id) G_GNUC_WARN_UNUSED_RESULT;
void         pursuit_wall_cell_view_show        (PursuitWallCellView     *self,
                                            const PursuitWallCell   *cell,
                                            const char              *contact,
                                            const char              *staff);
gint64       pursuit_wall_cell_view_get_contact (PursuitWallCellView     *self);
gint64       pursuit_wall_cell_view_get_staff   (PursuitWallCellView     *self);
PursuitBond *pursuit_wall_cell_view_get_bond    (PursuitWallCellView     *self);
char        *pursuit_wall_cell_view_dup_names   (PursuitWallCellView     *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
