/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-timeline-topic.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_TIMELINE_FILTER (pursuit_timeline_filter_get_type ())
G_DECLARE_FINAL_TYPE (PursuitTimelineFilter, pursuit_timeline_filter, PURSUIT, TIMELINE_FILTER, GtkWidget)

void                 pursuit_timeline_filter_set_worker   (PursuitTimelineFilter *self,
                                                           PursuitWorker         *worker);
void                 pursuit_timeline_filter_set_topic    (PursuitTimelineFilter *self,
                                                           PursuitTimelineTopic   topic);
PursuitTimelineTopic pursuit_timeline_filter_get_topic    (PursuitTimelineFilter *self);
gint64               pursuit_timeline_filter_get_actor_id (PursuitTimelineFilter *self);
void                 pursuit_timeline_filter_clear        (PursuitTimelineFilter *self);

G_END_DECLS
