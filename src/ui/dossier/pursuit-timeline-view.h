/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-query-model.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_TIMELINE_VIEW (pursuit_timeline_view_get_type ())
G_DECLARE_FINAL_TYPE (PursuitTimelineView, pursuit_timeline_view, PURSUIT, TIMELINE_VIEW, GtkWidget)

void pursuit_timeline_view_set_model  (PursuitTimelineView *self,
                                       PursuitQueryModel   *model);
void pursuit_timeline_view_set_stages (PursuitTimelineView *self,
                                       GPtrArray           *stages);

G_END_DECLS
