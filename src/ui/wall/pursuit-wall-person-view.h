/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-wall.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_WALL_PERSON_VIEW (pursuit_wall_person_view_get_type ())
G_DECLARE_FINAL_TYPE (PursuitWallPersonView, pursuit_wall_person_view, PURSUIT, WALL_PERSON_VIEW, GtkWidget)

GtkWidget *pursuit_wall_person_view_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void       pursuit_wall_person_view_show (PursuitWallPersonView   *self,
                                     const PursuitWall       *wall,
                                     const PursuitWallPerson *person);

G_END_DECLS
