/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-views.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_SIDEBAR_ROW (pursuit_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (PursuitSidebarRow, pursuit_sidebar_row, PURSUIT, SIDEBAR_ROW, GtkListBoxRow)

GtkWidget         *pursuit_sidebar_row_new_named (const char        *icon,
                                                  const char        *name) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget         *pursuit_sidebar_row_new       (const PursuitView *view) G_GNUC_WARN_UNUSED_RESULT;
const PursuitView *pursuit_sidebar_row_get_view  (PursuitSidebarRow *self);
void               pursuit_sidebar_row_set_count (PursuitSidebarRow *self,
                                                  gint64             count);

G_END_DECLS
