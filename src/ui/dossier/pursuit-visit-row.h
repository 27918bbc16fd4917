/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-row.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_VISIT_ROW (pursuit_visit_row_get_type ())
G_DECLARE_FINAL_TYPE (PursuitVisitRow, pursuit_visit_row, PURSUIT, VISIT_ROW, GtkWidget)

GtkWidget  *pursuit_visit_row_new     (void) G_GNUC_WARN_UNUSED_RESULT;
void        pursuit_visit_row_show    (PursuitVisitRow *self,
                                       PursuitRow      *row);
PursuitRow *pursuit_visit_row_get_row (PursuitVisitRow *self);

G_END_DECLS
