/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-end-target.h"

#include <glib/gi18n-lib.h>

#include "pursuit-money.h"
#include "pursuit-row.h"
#include "pursuit-str.h"
#include "pursuit-ui-types.h"

/*
 * PursuitEndTarget is where a deal leaves the lanes: won, lost, or put aside for a while. It shows the figures, opens the
 * list of those deals, and takes cards that are dropped on it.
 */
struct _PursuitEndTarget
{
  GtkButton parent_instance;

  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *subtitle;
  GtkDropTarget *drop_target;

  PursuitDealStatus status;   /* open: where deals are parked */
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

/* What it is called, and what a drop asks for. */
typedef struct
{
  const char *icon;
  const char *style;
  const char *title;
  const char *drop_title;
  const char *drop_subtitle;
} Words;

static const Words *
get_words (PursuitEndTarget *self)
{
  static const Words words[] = {
    [PURSUIT_DEAL_OPEN] = { "pursuit-parked-symbolic", "parked", N_("Parked"), N_("Drop here: parked"),
                            N_("You say why, and until when") },
    [PURSUIT_DEAL_WON] = { "pursuit-won-symbolic", "won", N_("Won"), N_("Drop here: won"), N_("You confirm the date") },
    [PURSUIT_DEAL_LOST] = { "pursuit-lost-symbolic", "lost", N_("Lost"), N_("Drop here: lost"),
                            N_("You say why, and who got it") },
  };

  return &words[self->status];
}

static void
update (PursuitEndTarget *self)
{
  const Words *words = get_words (self);
  const char *title = _(self->dragging ? words->drop_title : words->title);
  const char *subtitle = self->dragging ? _(words->drop_subtitle) : self->figures != NULL ? self->figures : "";
  g_autofree char *spoken = NULL;

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
 * @status: how the deals end that go there; %PURSUIT_DEAL_OPEN for those that are parked
 */
void
pursuit_end_target_set_status (PursuitEndTarget  *self,
                               PursuitDealStatus  status)
{
  g_return_if_fail (PURSUIT_IS_END_TARGET (self));

  self->status = status;
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), get_words (self)->icon);
  gtk_widget_add_css_class (GTK_WIDGET (self), get_words (self)->style);
  update (self);
}

/**
 * pursuit_end_target_show_totals:
 * @self: a target
 * @totals: this quarter's figures, or those of all deals that are parked
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
  if (self->status == PURSUIT_DEAL_OPEN)
    /* Translators: %1$d is a count of deals, %2$s the sum of their amounts */
    self->figures = g_strdup_printf (ngettext ("%1$d deal · %2$s", "%1$d deals · %2$s", (gulong) totals->count),
                                     (int) totals->count, amount);
  else
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
