/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-row.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_TIMELINE_ROW (pursuit_timeline_row_get_type ())
G_DECLARE_FINAL_TYPE (PursuitTimelineRow, pursuit_timeline_row, PURSUIT, TIMELINE_ROW, GtkWidget)

GtkWidget *pursuit_timeline_row_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void       pursuit_timeline_row_show (PursuitTimelineRow *self,
                                      PursuitRow         *row,
                                      PursuitRow         *previous,
                                      GPtrArray          *stages,
                                      PursuitWorker      *worker);
PursuitRow *pursuit_timeline_row_get_row (PursuitTimelineRow *self);

G_END_DECLS
