/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-tracks.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_TRACK_ROW (pursuit_track_row_get_type ())
G_DECLARE_FINAL_TYPE (PursuitTrackRow, pursuit_track_row, PURSUIT, TRACK_ROW, GtkListBoxRow)

GtkWidget *pursuit_track_row_new (const PursuitTrackMove *move) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
