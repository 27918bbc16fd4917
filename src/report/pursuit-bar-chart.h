/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/**
 * PursuitBar:
 * @label: what it stands for
 * @figure: its value, as people read it
 * @value: how long the bar is, not negative
 * @part: how much of it is filled, 0 to @value; the rest is pale
 * @mark: where a line says how long it should be, negative for none
 * @attention: whether it is something to look at; @figure must say so, too
 *
 * One row of a chart.
 */
typedef struct
{
  const char *label;
  const char *figure;
  double value;
  double part;
  double mark;
  gboolean attention;
} PursuitBar;

typedef struct
{
  double red;
  double green;
  double blue;
  double alpha;
} PursuitChartColor;

/* What a chart is painted with; the background is there already. */
typedef struct
{
  PursuitChartColor text;
  PursuitChartColor secondary;
  PursuitChartColor bar;
  PursuitChartColor pale;
  PursuitChartColor attention;
  PursuitChartColor mark;
} PursuitChartColors;

double pursuit_bar_chart_get_height (PangoContext              *context,
                                     guint                      n_bars);
void   pursuit_bar_chart_draw       (cairo_t                   *cr,
                                     PangoContext              *context,
                                     const PursuitBar          *bars,
                                     guint                      n_bars,
                                     gboolean                   centered,
                                     const PursuitChartColors  *colors,
                                     double                     width);

G_END_DECLS
