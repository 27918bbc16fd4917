/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PURSUIT_TYPE_STEP_TRAIL (pursuit_step_trail_get_type ())
G_DECLARE_FINAL_TYPE (PursuitStepTrail, pursuit_step_trail, PURSUIT, STEP_TRAIL, GtkWidget)

void  pursuit_step_trail_set_step (PursuitStepTrail *self,
                                   guint             step);
guint pursuit_step_trail_get_step (PursuitStepTrail *self);

G_END_DECLS
