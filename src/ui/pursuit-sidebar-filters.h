/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_SIDEBAR_FILTERS (pursuit_sidebar_filters_get_type ())
G_DECLARE_FINAL_TYPE (PursuitSidebarFilters, pursuit_sidebar_filters, PURSUIT, SIDEBAR_FILTERS, GtkWidget)

void pursuit_sidebar_filters_set_worker (PursuitSidebarFilters *self,
                                         PursuitWorker         *worker);

G_END_DECLS
