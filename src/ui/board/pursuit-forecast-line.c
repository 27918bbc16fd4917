/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-forecast-line.h"

#include <glib/gi18n-lib.h>

#include "pursuit-compat.h"
#include "pursuit-money.h"
#include "pursuit-ui-types.h"

/* Of the bar below the figures. */
#define BAR_HEIGHT 6.f
#define BAR_GAP 3.f

/*
 * PursuitForecastLine says what a period brings: what is signed, what is expected of the deals that are to close in it,
 * and both together. The bar below is as long as if all of these deals were won.
 */
struct _PursuitForecastLine
{
  GtkWidget parent_instance;

  GtkLabel *period;
  GtkLabel *signed_sum;
  GtkLabel *expected_sum;
  GtkLabel *total;

  gint64 won;
  gint64 expected;
  gint64 open;
};

G_DEFINE_FINAL_TYPE (PursuitForecastLine, pursuit_forecast_line, GTK_TYPE_WIDGET)

static void
append_part (GtkWidget   *widget,
             GtkSnapshot *snapshot,
             const char  *color_name,
             double       from,
             double       to)
{
  const float width = (float) gtk_widget_get_width (widget);
  graphene_rect_t part = GRAPHENE_RECT_INIT (width * (float) from, (float) gtk_widget_get_height (widget) + BAR_GAP,
                                             width * (float) (to - from), BAR_HEIGHT);
  GdkRGBA color;

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    part.origin.x = width - part.origin.x - part.size.width;
  pursuit_compat_get_color (widget, color_name, &color);
  gtk_snapshot_append_color (snapshot, &color, &part);
}

/* The bar lies in the padding below the figures. */
static void
pursuit_forecast_line_snapshot (GtkWidget   *widget,
                                GtkSnapshot *snapshot)
{
  PursuitForecastLine *self = PURSUIT_FORECAST_LINE (widget);
  double whole = (double) MAX (self->won + MAX (self->open, self->expected), 1);
  double won = (double) self->won / whole;
  GskRoundedRect outline;

  GTK_WIDGET_CLASS (pursuit_forecast_line_parent_class)->snapshot (widget, snapshot);

  gsk_rounded_rect_init_from_rect (&outline,
                                   &GRAPHENE_RECT_INIT (0, (float) gtk_widget_get_height (widget) + BAR_GAP,
                                                        (float) gtk_widget_get_width (widget), BAR_HEIGHT),
                                   BAR_HEIGHT / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  append_part (widget, snapshot, "pursuit_fill_color", 0, 1);
  append_part (widget, snapshot, "pursuit_success_mark", 0, won);
  append_part (widget, snapshot, "accent_bg_color", won, won + (double) self->expected / whole);
  gtk_snapshot_pop (snapshot);
}

static void
pursuit_forecast_line_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PURSUIT_TYPE_FORECAST_LINE);

  G_OBJECT_CLASS (pursuit_forecast_line_parent_class)->dispose (object);
}

static void
pursuit_forecast_line_class_init (PursuitForecastLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_forecast_line_dispose;
  widget_class->snapshot = pursuit_forecast_line_snapshot;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "forecast");
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("board/forecast-line.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitForecastLine, period);
  gtk_widget_class_bind_template_child (widget_class, PursuitForecastLine, signed_sum);
  gtk_widget_class_bind_template_child (widget_class, PursuitForecastLine, expected_sum);
  gtk_widget_class_bind_template_child (widget_class, PursuitForecastLine, total);
}

static void
pursuit_forecast_line_init (PursuitForecastLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_in_words (PursuitForecastLine *self,
               const char          *period,
               const char          *currency)
{
  g_autofree char *won = pursuit_money_format (self->won, currency, PURSUIT_MONEY_SHORT);
  g_autofree char *expected = pursuit_money_format (self->expected, currency, PURSUIT_MONEY_SHORT);
  g_autofree char *open = pursuit_money_format (self->open, currency, PURSUIT_MONEY_SHORT);
  /* Translators: what a period brings: %1$s is the period, %2$s to %4$s are sums. The second is weighted with the chances. */
  g_autofree char *words = g_strdup_printf (_("%1$s: %2$s signed, %3$s expected of the open deals that are to close in it, "
                                              "which are %4$s in all."),
                                            period, won, expected, open);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/**
 * pursuit_forecast_line_show:
 * @self: a line
 * @period: what the period is called
 * @currency: (nullable): the house currency
 * @won: the sum of what was won in it
 * @expected: the sum of the open deals that are to close in it, each times its chance
 * @open: the sum of these deals
 *
 * Shows other figures.
 */
void
pursuit_forecast_line_show (PursuitForecastLine *self,
                            const char          *period,
                            const char          *currency,
                            gint64               won,
                            gint64               expected,
                            gint64               open)
{
  g_autofree char *won_text = pursuit_money_format (won, NULL, PURSUIT_MONEY_SHORT);
  g_autofree char *expected_text = pursuit_money_format (expected, NULL, PURSUIT_MONEY_SHORT);
  g_autofree char *total = pursuit_money_format (won + expected, currency, PURSUIT_MONEY_SHORT);
  /* Translators: the sum of the deals that were won in a period; keep it short */
  g_autofree char *signed_sum = g_strdup_printf (_("signed %s"), won_text);
  /* Translators: the sum of what open deals are likely to bring in a period; keep it short */
  g_autofree char *expected_sum = g_strdup_printf (_("expected %s"), expected_text);

  g_return_if_fail (PURSUIT_IS_FORECAST_LINE (self));

  self->won = won;
  self->expected = expected;
  self->open = open;
  gtk_label_set_text (self->period, period);
  gtk_label_set_text (self->signed_sum, signed_sum);
  gtk_label_set_text (self->expected_sum, expected_sum);
  gtk_label_set_text (self->total, total);
  show_in_words (self, period, currency);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
