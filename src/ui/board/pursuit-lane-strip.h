/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PURSUIT_TYPE_LANE_STRIP (pursuit_lane_strip_get_type ())
G_DECLARE_FINAL_TYPE (PursuitLaneStrip, pursuit_lane_strip, PURSUIT, LANE_STRIP, GtkWidget)

GtkWidget *pursuit_lane_strip_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void       pursuit_lane_strip_show_name   (PursuitLaneStrip *self,
                                           const char       *number,
                                           const char       *name);
void       pursuit_lane_strip_show_totals (PursuitLaneStrip *self,
                                           const char       *count,
                                           const char       *amount);

G_END_DECLS
