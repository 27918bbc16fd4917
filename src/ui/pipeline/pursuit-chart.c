/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-chart.h"

#include <adwaita.h>
#include <math.h>

#include "pursuit-compat.h"

/* A chart of bars in the window: its colours are those of the style, and its name says all its figures. */
struct _PursuitChart
{
  GtkWidget parent_instance;

  GArray *bars;         /* PursuitBar; they own their texts */
  gboolean centered;
};

G_DEFINE_FINAL_TYPE (PursuitChart, pursuit_chart, GTK_TYPE_WIDGET)

#define LEAST_WIDTH 240
#define USUAL_WIDTH 480

static void
clear_bar (gpointer data)
{
  PursuitBar *bar = data;

  g_free ((char *) bar->label);
  g_free ((char *) bar->figure);
}

static void
pursuit_chart_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  PursuitChart *self = PURSUIT_CHART (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = LEAST_WIDTH;
      *natural = USUAL_WIDTH;
      return;
    }

  *minimum = *natural = (int) ceil (pursuit_bar_chart_get_height (gtk_widget_get_pango_context (widget), self->bars->len));
}

static PursuitChartColor
get_color (GtkWidget  *widget,
           const char *name)
{
  GdkRGBA color;

  pursuit_compat_get_color (widget, name, &color);
  return (PursuitChartColor) { color.red, color.green, color.blue, color.alpha };
}

static void
pursuit_chart_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  PursuitChart *self = PURSUIT_CHART (widget);
  const PursuitChartColors colors = {
    .text = get_color (widget, "card_fg_color"),
    .secondary = get_color (widget, "pursuit_secondary_color"),
    .bar = get_color (widget, "accent_bg_color"),
    .pale = get_color (widget, "pursuit_chart_pale_color"),
    .attention = get_color (widget, "pursuit_warning_mark"),
    .mark = get_color (widget, "card_fg_color"),
  };
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  pursuit_bar_chart_draw (cr, gtk_widget_get_pango_context (widget), (const PursuitBar *) (gpointer) self->bars->data,
                          self->bars->len, self->centered, &colors, width);
  cairo_destroy (cr);
}

static void
pursuit_chart_finalize (GObject *object)
{
  g_array_unref (PURSUIT_CHART (object)->bars);

  G_OBJECT_CLASS (pursuit_chart_parent_class)->finalize (object);
}

static void
pursuit_chart_class_init (PursuitChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pursuit_chart_finalize;
  widget_class->measure = pursuit_chart_measure;
  widget_class->snapshot = pursuit_chart_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "chart");
}

static void
pursuit_chart_init (PursuitChart *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->bars = g_array_new (FALSE, FALSE, sizeof (PursuitBar));
  g_array_set_clear_func (self->bars, clear_bar);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

/**
 * pursuit_chart_set_centered:
 * @self: a chart
 * @centered: whether its bars stand around a common middle
 */
void
pursuit_chart_set_centered (PursuitChart *self,
                            gboolean      centered)
{
  g_return_if_fail (PURSUIT_IS_CHART (self));

  self->centered = centered;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * pursuit_chart_set_bars:
 * @self: a chart
 * @title: what it shows
 * @bars: (array length=n_bars): its bars, copied
 * @n_bars: how many
 *
 * Shows other figures. To those who do not see it, it says the title and each label with its figure.
 */
void
pursuit_chart_set_bars (PursuitChart     *self,
                        const char       *title,
                        const PursuitBar *bars,
                        guint             n_bars)
{
  g_autoptr(GString) spoken = g_string_new (title);

  g_return_if_fail (PURSUIT_IS_CHART (self));

  g_array_set_size (self->bars, 0);
  for (guint i = 0; i < n_bars; i++)
    {
      PursuitBar bar = bars[i];

      bar.label = g_strdup (bars[i].label);
      bar.figure = g_strdup (bars[i].figure);
      g_array_append_val (self->bars, bar);
      g_string_append_printf (spoken, "%s%s: %s", i > 0 ? "; " : ". ", bar.label, bar.figure);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken->str, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
