/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-query.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_FILTER_BUTTON (pursuit_filter_button_get_type ())
G_DECLARE_FINAL_TYPE (PursuitFilterButton, pursuit_filter_button, PURSUIT, FILTER_BUTTON, GtkWidget)

void   pursuit_filter_button_set_title  (PursuitFilterButton *self,
                                         const char          *title,
                                         const char          *all);
void   pursuit_filter_button_set_source (PursuitFilterButton *self,
                                         PursuitWorker       *worker,
                                         PursuitList          list);
void   pursuit_filter_button_set_id     (PursuitFilterButton *self,
                                         gint64               id,
                                         const char          *name);
gint64 pursuit_filter_button_get_id     (PursuitFilterButton *self);

G_END_DECLS
