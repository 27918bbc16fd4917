/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-query.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_FILTER_MENU (pursuit_filter_menu_get_type ())
G_DECLARE_FINAL_TYPE (PursuitFilterMenu, pursuit_filter_menu, PURSUIT, FILTER_MENU, GtkWidget)

void   pursuit_filter_menu_set_source (PursuitFilterMenu  *self,
                                       PursuitWorker      *worker,
                                       const PursuitQuery *query);
void   pursuit_filter_menu_set_columns (PursuitFilterMenu  *self,
                                        const char *const  *columns);
void   pursuit_filter_menu_apply      (PursuitFilterMenu  *self,
                                       gint64              id);
gint64 pursuit_filter_menu_get_id     (PursuitFilterMenu  *self);

G_END_DECLS
