/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-spark.h"

#include <adwaita.h>

#include "pursuit-compat.h"

/*
 * PursuitSpark is a small line, or a row of small bars, that shows how a figure went. Its accessible name says the figures.
 */
struct _PursuitSpark
{
  GtkWidget parent_instance;

  GArray *figures;         /* double; below 0 for not known */
  gboolean bars;
};

enum
{
  PROP_BARS = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PursuitSpark, pursuit_spark, GTK_TYPE_WIDGET)

/* Room for the dot at the end, and below it for the line. */
#define EDGE 3.0
#define DOT 2.5
#define BAR_GAP 3.0
#define LEAST_BAR 2.0

static double
get_figure (PursuitSpark *self,
            guint         i)
{
  return g_array_index (self->figures, double, i);
}

static double
find_largest (PursuitSpark *self)
{
  double largest = 0;

  for (guint i = 0; i < self->figures->len; i++)
    largest = MAX (largest, get_figure (self, i));

  return largest;
}

static void
set_color (cairo_t    *cr,
           GtkWidget  *widget,
           const char *name)
{
  GdkRGBA color;

  pursuit_compat_get_color (widget, name, &color);
  gdk_cairo_set_source_rgba (cr, &color);
}

/* The last two stand out: they are what happened lately. */
static void
draw_bars (PursuitSpark *self,
           cairo_t      *cr,
           double        width,
           double        height)
{
  double largest = find_largest (self);
  double step = width / self->figures->len;

  for (guint i = 0; i < self->figures->len; i++)
    {
      double figure = MAX (get_figure (self, i), 0);
      double bar = largest > 0 ? MAX (figure / largest * height, LEAST_BAR) : LEAST_BAR;

      set_color (cr, GTK_WIDGET (self), figure > 0 && i + 2 >= self->figures->len ? "accent_bg_color" : "pursuit_chart_pale_color");
      cairo_rectangle (cr, i * step, height - bar, MAX (step - BAR_GAP, 1), bar);
      cairo_fill (cr);
    }
}

static void
trace_line (PursuitSpark *self,
            cairo_t      *cr,
            double        width,
            double        height,
            double       *out_x,
            double       *out_y)
{
  double largest = MAX (find_largest (self), 1e-9);
  double step = self->figures->len > 1 ? (width - 2 * EDGE) / (self->figures->len - 1) : 0;
  gboolean has_begun = FALSE;

  for (guint i = 0; i < self->figures->len; i++)
    {
      if (get_figure (self, i) < 0)
        continue;
      *out_x = EDGE + i * step;
      *out_y = height - EDGE - get_figure (self, i) / largest * (height - 2 * EDGE);
      if (has_begun)
        cairo_line_to (cr, *out_x, *out_y);
      else
        cairo_move_to (cr, *out_x, *out_y);
      has_begun = TRUE;
    }
}

static void
draw_line (PursuitSpark *self,
           cairo_t      *cr,
           double        width,
           double        height)
{
  double x = -1;
  double y = 0;

  trace_line (self, cr, width, height, &x, &y);
  if (x < 0)
    return;

  set_color (cr, GTK_WIDGET (self), "accent_bg_color");
  cairo_set_line_width (cr, 1.5);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
  cairo_arc (cr, x, y, DOT, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
pursuit_spark_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  PursuitSpark *self = PURSUIT_SPARK (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  cairo_t *cr;

  if (self->figures->len == 0 || width <= 0 || height <= 0)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  if (self->bars)
    draw_bars (self, cr, width, height);
  else
    draw_line (self, cr, width, height);
  cairo_destroy (cr);
}

static void
pursuit_spark_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_BARS:
      PURSUIT_SPARK (object)->bars = g_value_get_boolean (value);
      gtk_widget_queue_draw (GTK_WIDGET (object));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_spark_finalize (GObject *object)
{
  g_array_unref (PURSUIT_SPARK (object)->figures);

  G_OBJECT_CLASS (pursuit_spark_parent_class)->finalize (object);
}

static void
pursuit_spark_class_init (PursuitSparkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pursuit_spark_finalize;
  G_OBJECT_CLASS (klass)->set_property = pursuit_spark_set_property;
  widget_class->snapshot = pursuit_spark_snapshot;

  props[PROP_BARS] = g_param_spec_boolean ("bars", NULL, NULL, FALSE, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
  gtk_widget_class_set_css_name (widget_class, "spark");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
pursuit_spark_init (PursuitSpark *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->figures = g_array_new (FALSE, FALSE, sizeof (double));
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

/**
 * pursuit_spark_set_figures:
 * @self: a spark
 * @figures: (array length=n_figures): the oldest first; below 0 for what is not known
 * @n_figures: how many
 * @spoken: what a screen reader says of it
 *
 * Shows other figures.
 */
void
pursuit_spark_set_figures (PursuitSpark *self,
                           const double *figures,
                           guint         n_figures,
                           const char   *spoken)
{
  g_return_if_fail (PURSUIT_IS_SPARK (self));

  g_array_set_size (self->figures, 0);
  g_array_append_vals (self->figures, figures, n_figures);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
