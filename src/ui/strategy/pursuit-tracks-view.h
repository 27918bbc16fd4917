/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PURSUIT_TYPE_TRACKS_VIEW (pursuit_tracks_view_get_type ())
G_DECLARE_FINAL_TYPE (PursuitTracksView, pursuit_tracks_view, PURSUIT, TRACKS_VIEW, GtkWidget)

void pursuit_tracks_view_show (PursuitTracksView *self,
                               GPtrArray         *tracks);

G_END_DECLS
