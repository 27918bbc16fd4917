/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-bar-chart.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_CHART (pursuit_chart_get_type ())
G_DECLARE_FINAL_TYPE (PursuitChart, pursuit_chart, PURSUIT, CHART, GtkWidget)

void pursuit_chart_set_centered (PursuitChart      *self,
                                 gboolean           centered);
void pursuit_chart_set_bars     (PursuitChart      *self,
                                 const char        *title,
                                 const PursuitBar  *bars,
                                 guint              n_bars);

G_END_DECLS
