/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-forecast-line.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_FORECAST (pursuit_forecast_get_type ())
G_DECLARE_FINAL_TYPE (PursuitForecast, pursuit_forecast, PURSUIT, FORECAST, GtkWidget)

PursuitForecastLine *pursuit_forecast_get_quarter (PursuitForecast *self);
PursuitForecastLine *pursuit_forecast_get_year    (PursuitForecast *self);
char                *pursuit_forecast_name_quarter (const char     *day) G_GNUC_WARN_UNUSED_RESULT;
char                *pursuit_forecast_name_year    (const char     *day) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
