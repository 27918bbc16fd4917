/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-bar-chart.h"

#include <math.h>

/* Bars as rows: a label, the bar, a figure. Drawn on whatever cairo draws on: a window, a page, a picture in a test. */

#define PADDING 7.0           /* above and below the text of a row */
#define GAP 12.0              /* between label, bar and figure */
#define WIDEST_LABEL 0.4      /* of the whole width */
#define ROUNDING 4.0
#define LEAST 2.0             /* a bar of something is never invisible */
#define MARK_WIDTH 2.0

typedef struct
{
  cairo_t *cr;
  PangoLayout *layout;
  const PursuitChartColors *colors;
  double row;                 /* the height of a row */
  double left;                /* where the bars begin */
  double room;                /* how long the longest may be */
  double scale;
  gboolean centered;
} Drawing;

static double
get_row_height (PangoContext *context)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  double height = pango_units_to_double (pango_font_metrics_get_ascent (metrics) + pango_font_metrics_get_descent (metrics));

  pango_font_metrics_unref (metrics);
  return ceil (height) + 2 * PADDING;
}

/**
 * pursuit_bar_chart_get_height:
 * @context: with the font that the chart is written in
 * @n_bars: how many rows
 *
 * Returns: how high a chart is, in the units of the drawing
 */
double
pursuit_bar_chart_get_height (PangoContext *context,
                              guint         n_bars)
{
  return get_row_height (context) * n_bars;
}

static void
set_color (cairo_t                 *cr,
           const PursuitChartColor *color)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
}

static double
measure_widest (PangoLayout      *layout,
                const PursuitBar *bars,
                guint             n_bars,
                gboolean          figures)
{
  int widest = 0;

  for (guint i = 0; i < n_bars; i++)
    {
      int width;

      pango_layout_set_text (layout, figures ? bars[i].figure : bars[i].label, -1);
      pango_layout_get_pixel_size (layout, &width, NULL);
      widest = MAX (widest, width);
    }

  return widest;
}

static void
draw_text (Drawing                 *self,
           const char              *text,
           double                   x,
           double                   y,
           double                   width,
           PangoAlignment           alignment,
           const PursuitChartColor *color)
{
  int height;

  pango_layout_set_width (self->layout, pango_units_from_double (width));
  pango_layout_set_alignment (self->layout, alignment);
  pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_text (self->layout, text, -1);
  pango_layout_get_pixel_size (self->layout, NULL, &height);
  cairo_move_to (self->cr, x, y + (self->row - height) / 2);
  set_color (self->cr, color);
  pango_cairo_show_layout (self->cr, self->layout);
}

static void
add_rounded (cairo_t *cr,
             double   x,
             double   y,
             double   width,
             double   height)
{
  double r = MIN (ROUNDING, MIN (width, height) / 2);

  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - r, y + r, r, -G_PI / 2, 0);
  cairo_arc (cr, x + width - r, y + height - r, r, 0, G_PI / 2);
  cairo_arc (cr, x + r, y + height - r, r, G_PI / 2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
}

static void
draw_length (Drawing                 *self,
             double                   value,
             double                   y,
             const PursuitChartColor *color)
{
  double length = value > 0 ? MAX (value * self->scale, LEAST) : 0;
  double x = self->left + (self->centered ? (self->room - length) / 2 : 0);

  if (length <= 0)
    return;

  add_rounded (self->cr, x, y + self->row * 0.2, length, self->row * 0.6);
  set_color (self->cr, color);
  cairo_fill (self->cr);
}

static void
draw_bar (Drawing          *self,
          const PursuitBar *bar,
          double            y)
{
  const PursuitChartColor *color = bar->attention ? &self->colors->attention : &self->colors->bar;

  if (bar->part < bar->value)
    draw_length (self, bar->value, y, &self->colors->pale);
  draw_length (self, MIN (bar->part, bar->value), y, color);
  if (bar->mark < 0)
    return;

  cairo_rectangle (self->cr, self->left + bar->mark * self->scale - MARK_WIDTH / 2, y + self->row * 0.1, MARK_WIDTH,
                   self->row * 0.8);
  set_color (self->cr, &self->colors->mark);
  cairo_fill (self->cr);
}

static double
find_greatest (const PursuitBar *bars,
               guint             n_bars)
{
  double greatest = 0;

  for (guint i = 0; i < n_bars; i++)
    greatest = MAX (greatest, MAX (bars[i].value, bars[i].mark));

  return greatest;
}

/**
 * pursuit_bar_chart_draw:
 * @cr: where to draw, from its origin on
 * @context: with the font to write in
 * @bars: (array length=n_bars): what to draw, the first on top
 * @n_bars: how many
 * @centered: whether the bars stand around a common middle, as those of a funnel
 * @colors: what to paint with
 * @width: how wide the chart is
 *
 * Draws a chart; it is as high as pursuit_bar_chart_get_height() says.
 */
void
pursuit_bar_chart_draw (cairo_t                  *cr,
                        PangoContext             *context,
                        const PursuitBar         *bars,
                        guint                     n_bars,
                        gboolean                  centered,
                        const PursuitChartColors *colors,
                        double                    width)
{
  g_autoptr(PangoLayout) layout = pango_layout_new (context);
  Drawing self = { .cr = cr, .layout = layout, .colors = colors, .centered = centered };
  double label = MIN (measure_widest (layout, bars, n_bars, FALSE) + 1, width * WIDEST_LABEL);
  double figure = measure_widest (layout, bars, n_bars, TRUE) + 1;
  double greatest = find_greatest (bars, n_bars);

  self.row = get_row_height (context);
  self.left = label + GAP;
  self.room = MAX (width - self.left - GAP - figure, 0);
  self.scale = greatest > 0 ? (self.room - MARK_WIDTH) / greatest : 0;
  for (guint i = 0; i < n_bars; i++)
    {
      double y = i * self.row;

      draw_text (&self, bars[i].label, 0, y, label, PANGO_ALIGN_LEFT, &colors->text);
      draw_text (&self, bars[i].figure, width - figure, y, figure, PANGO_ALIGN_RIGHT, &colors->secondary);
      if (self.room > MARK_WIDTH)
        draw_bar (&self, &bars[i], y);
    }
}
