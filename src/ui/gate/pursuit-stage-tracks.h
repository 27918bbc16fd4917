/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PURSUIT_TYPE_STAGE_TRACKS (pursuit_stage_tracks_get_type ())
G_DECLARE_FINAL_TYPE (PursuitStageTracks, pursuit_stage_tracks, PURSUIT, STAGE_TRACKS, GtkWidget)

GtkWidget *pursuit_stage_tracks_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void       pursuit_stage_tracks_show (PursuitStageTracks *self,
                                      GPtrArray          *stages,
                                      int                 ours,
                                      int                 target,
                                      int                 buyer);

G_END_DECLS
