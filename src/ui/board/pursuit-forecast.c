/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-forecast.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"

/* Between the quarter and the year. */
#define GAP 18

/*
 * PursuitForecast sets the forecasts of the quarter and of the year side by side; where there is no room for both, the
 * quarter has it.
 */
struct _PursuitForecast
{
  GtkWidget parent_instance;

  GtkWidget *quarter;
  GtkWidget *year;
};

G_DEFINE_FINAL_TYPE (PursuitForecast, pursuit_forecast, GTK_TYPE_WIDGET)

static void
measure_line (GtkWidget      *line,
              GtkOrientation  orientation,
              int            *minimum,
              int            *natural)
{
  gtk_widget_measure (line, orientation, -1, minimum, natural, NULL, NULL);
}

static void
pursuit_forecast_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  PursuitForecast *self = PURSUIT_FORECAST (widget);
  int year_minimum, year_natural;

  measure_line (self->quarter, orientation, minimum, natural);
  measure_line (self->year, orientation, &year_minimum, &year_natural);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = 2 * MAX (*natural, year_natural) + GAP;
  else
    *natural = MAX (*natural, year_natural);
}

/* Hidden, not cut: half a figure is worse than none. */
static void
pursuit_forecast_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  PursuitForecast *self = PURSUIT_FORECAST (widget);
  gboolean backwards = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int minimum, quarter, year;
  int each = (width - GAP) / 2;
  gboolean both;

  measure_line (self->quarter, GTK_ORIENTATION_HORIZONTAL, &minimum, &quarter);
  measure_line (self->year, GTK_ORIENTATION_HORIZONTAL, &minimum, &year);
  both = each >= quarter && each >= year;
  gtk_widget_set_child_visible (self->year, both);
  if (both)
    {
      gtk_widget_size_allocate (self->quarter, &(GtkAllocation) { backwards ? width - each : 0, 0, each, height }, -1);
      gtk_widget_size_allocate (self->year, &(GtkAllocation) { backwards ? 0 : width - each, 0, each, height }, -1);
    }
  else
    gtk_widget_size_allocate (self->quarter, &(GtkAllocation) { 0, 0, width, height }, -1);
}

static void
pursuit_forecast_dispose (GObject *object)
{
  PursuitForecast *self = PURSUIT_FORECAST (object);

  g_clear_pointer (&self->quarter, gtk_widget_unparent);
  g_clear_pointer (&self->year, gtk_widget_unparent);

  G_OBJECT_CLASS (pursuit_forecast_parent_class)->dispose (object);
}

static void
pursuit_forecast_class_init (PursuitForecastClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_forecast_dispose;
  widget_class->measure = pursuit_forecast_measure;
  widget_class->size_allocate = pursuit_forecast_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
pursuit_forecast_init (PursuitForecast *self)
{
  self->quarter = g_object_new (PURSUIT_TYPE_FORECAST_LINE, NULL);
  self->year = g_object_new (PURSUIT_TYPE_FORECAST_LINE, NULL);
  gtk_widget_set_parent (self->quarter, GTK_WIDGET (self));
  gtk_widget_set_parent (self->year, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Forecast"), -1);
}

/**
 * pursuit_forecast_get_quarter:
 * @self: a forecast
 *
 * Returns: (transfer none): the line of the present quarter
 */
PursuitForecastLine *
pursuit_forecast_get_quarter (PursuitForecast *self)
{
  g_return_val_if_fail (PURSUIT_IS_FORECAST (self), NULL);

  return PURSUIT_FORECAST_LINE (self->quarter);
}

/**
 * pursuit_forecast_get_year:
 * @self: a forecast
 *
 * Returns: (transfer none): the line of the present year
 */
PursuitForecastLine *
pursuit_forecast_get_year (PursuitForecast *self)
{
  g_return_val_if_fail (PURSUIT_IS_FORECAST (self), NULL);

  return PURSUIT_FORECAST_LINE (self->year);
}

/**
 * pursuit_forecast_name_quarter:
 * @day: an ISO date
 *
 * Returns: (transfer full): what the quarter of that day is called
 */
char *
pursuit_forecast_name_quarter (const char *day)
{
  static const char *const names[] = {
    N_("First quarter"), N_("Second quarter"), N_("Third quarter"), N_("Fourth quarter"),
  };

  g_return_val_if_fail (pursuit_date_is_valid (day), NULL);

  return g_strdup (_(names[(g_ascii_strtoull (day + 5, NULL, 10) - 1) / 3]));
}

/**
 * pursuit_forecast_name_year:
 * @day: an ISO date
 *
 * Returns: (transfer full): what the year of that day is called
 */
char *
pursuit_forecast_name_year (const char *day)
{
  g_return_val_if_fail (pursuit_date_is_valid (day), NULL);

  /* Translators: a calendar year, as in the forecast for the year */
  return g_strdup_printf (_("Year %.4s"), day);
}
