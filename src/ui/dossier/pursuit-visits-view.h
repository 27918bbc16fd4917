/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-query-model.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_VISITS_VIEW (pursuit_visits_view_get_type ())
G_DECLARE_FINAL_TYPE (PursuitVisitsView, pursuit_visits_view, PURSUIT, VISITS_VIEW, GtkWidget)

void pursuit_visits_view_set_model    (PursuitVisitsView *self,
                                       PursuitQueryModel *model);
void pursuit_visits_view_set_editable (PursuitVisitsView *self,
                                       gboolean           editable);

G_END_DECLS
