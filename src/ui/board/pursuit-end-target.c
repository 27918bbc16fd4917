/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-end-target.h"

#include <glib/gi18n-lib.h>

#include "pursuit-money.h"
#include "pursuit-row.h"
#include "pursuit-str.h"
#include "pursuit-ui-types.h"

/*
 * PursuitEndTarget is where a deal ends: won or lost. It shows this quarter's figures, opens the list of closed deals,
 * and takes cards that are dropped on it.
 */
struct _PursuitEndTarget
{
  GtkButton parent_instance;

  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *subtitle;
  GtkDropTarget *drop_target;

  PursuitDealStatus status;
  char *figures;
  gboolean dragging;
};

G_DEFINE_FINAL_TYPE (PursuitEndTarget, pursuit_end_target, GTK_TYPE_BUTTON)

enum
{
  DROPPED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
update (PursuitEndTarget *self)
{
  gboolean won = self->status == PURSUIT_DEAL_WON;
  const char *title = won ? _("Won") : _("Lost");
  const char *subtitle = self->figures != NULL ? self->figures : "";
  g_autofree char *spoken = NULL;

  if (self->dragging)
    {
      title = won ? _("Drop here: won") : _("Drop here: lost");
      subtitle = won ? _("You confirm the date") : _("You say why, and who got it");
    }

  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->subtitle), subtitle);
  /* Translators: the list of won or lost deals, read aloud: %1$s is "Won" or "Lost", %2$s its figures */
  spoken = g_strdup_printf (_("%1$s. %2$s"), title, subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static GdkDragAction
enter_drop_cb (GtkDropTarget    *target,
               double            x,
               double            y,
               PursuitEndTarget *self)
{
  return GDK_ACTION_MOVE;
}

static gboolean
drop_cb (GtkDropTarget    *target,
         const GValue     *value,
         double            x,
         double            y,
         PursuitEndTarget *self)
{
  g_signal_emit (self, signals[DROPPED], 0, pursuit_row_get_id (g_value_get_object (value)));

  return TRUE;
}

static void
pursuit_end_target_finalize (GObject *object)
{
  g_free (PURSUIT_END_TARGET (object)->figures);

  G_OBJECT_CLASS (pursuit_end_target_parent_class)->finalize (object);
}

static void
pursuit_end_target_class_init (PursuitEndTargetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pursuit_end_target_finalize;

  /**
   * PursuitEndTarget::dropped:
   * @self: the target
   * @deal_id: whose card was dropped
   */
  signals[DROPPED] = g_signal_new ("dropped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("board/end-target.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitEndTarget, icon);
  gtk_widget_class_bind_template_child (widget_class, PursuitEndTarget, title);
  gtk_widget_class_bind_template_child (widget_class, PursuitEndTarget, subtitle);
  gtk_widget_class_bind_template_child (widget_class, PursuitEndTarget, drop_target);
  gtk_widget_class_bind_template_callback (widget_class, enter_drop_cb);
  gtk_widget_class_bind_template_callback (widget_class, drop_cb);
}

static void
pursuit_end_target_init (PursuitEndTarget *self)
{
  GType type = PURSUIT_TYPE_ROW;

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_target_set_gtypes (self->drop_target, &type, 1);
}

/**
 * pursuit_end_target_set_status:
 * @self: a target
 * @status: %PURSUIT_DEAL_WON or %PURSUIT_DEAL_LOST
 */
void
pursuit_end_target_set_status (PursuitEndTarget  *self,
                               PursuitDealStatus  status)
{
  g_return_if_fail (PURSUIT_IS_END_TARGET (self));

  self->status = status;
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon),
                                status == PURSUIT_DEAL_WON ? "pursuit-won-symbolic" : "pursuit-lost-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self), status == PURSUIT_DEAL_WON ? "won" : "lost");
  update (self);
}

/**
 * pursuit_end_target_show_totals:
 * @self: a target
 * @totals: this quarter's figures
 * @currency: (nullable): the house currency
 */
void
pursuit_end_target_show_totals (PursuitEndTarget    *self,
                                const PursuitTotals *totals,
                                const char          *currency)
{
  g_autofree char *amount = NULL;

  g_return_if_fail (PURSUIT_IS_END_TARGET (self));

  amount = pursuit_money_format (totals->amount, currency, PURSUIT_MONEY_SHORT);
  g_free (self->figures);
  /* Translators: %1$d is a count of deals, %2$s the sum of their amounts */
  self->figures = g_strdup_printf (ngettext ("This quarter %1$d deal · %2$s", "This quarter %1$d deals · %2$s",
                                             (gulong) totals->count),
                                   (int) totals->count, amount);
  update (self);
}

/**
 * pursuit_end_target_set_dragging:
 * @self: a target
 * @dragging: whether a card is on its way, so that the target says what a drop does
 */
void
pursuit_end_target_set_dragging (PursuitEndTarget *self,
                                 gboolean          dragging)
{
  g_return_if_fail (PURSUIT_IS_END_TARGET (self));

  self->dragging = dragging;
  if (dragging)
    gtk_widget_add_css_class (GTK_WIDGET (self), "lit");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "lit");
  update (self);
}
