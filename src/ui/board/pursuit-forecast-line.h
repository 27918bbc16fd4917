/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PURSUIT_TYPE_FORECAST_LINE (pursuit_forecast_line_get_type ())
G_DECLARE_FINAL_TYPE (PursuitForecastLine, pursuit_forecast_line, PURSUIT, FORECAST_LINE, GtkWidget)

void pursuit_forecast_line_show (PursuitForecastLine *self,
                                 const char          *period,
                                 const char          *currency,
                                 gint64               won,
                                 gint64               expected,
                                 gint64               open);

G_END_DECLS
