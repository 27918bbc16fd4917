/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-deal-row.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-deal-rules.h"
#include "pursuit-enums.h"
#include "pursuit-label-tip.h"
#include "pursuit-level-bar.h"
#include "pursuit-money.h"
#include "pursuit-placeholder.h"
#include "pursuit-row-watch.h"
#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/*
 * PursuitDealRow is one deal of a customer in a list: what it is, what it is worth, how far it has come and since when.
 */
struct _PursuitDealRow
{
  GtkWidget parent_instance;

  GtkLabel *title;
  GtkLabel *amount;
  GtkLevelBar *track;
  GtkLevelBar *buyer_track;
  GtkLabel *stage;
  GtkLabel *chip;
  GtkLabel *when;

  PursuitRow *deal;
  guint n_stages;
  char *currency;
};

G_DEFINE_FINAL_TYPE (PursuitDealRow, pursuit_deal_row, GTK_TYPE_WIDGET)

static char *
dup_stage (PursuitRow *deal)
{
  const char *name = pursuit_row_get_text (deal, PURSUIT_DEAL_ROW_STAGE);

  /* Translators: a stage: %1$d is its number, %2$s its name */
  return g_strdup_printf (C_("stage", "%1$d %2$s"), (int) pursuit_row_get_number (deal, PURSUIT_DEAL_ROW_POSITION),
                          !pursuit_str_empty (name) ? _(name) : "");
}

/* What comes next in an open deal, why a lost one was lost. */
static char *
dup_story (PursuitRow *deal,
           const char *stage)
{
  int status = (int) pursuit_row_get_number (deal, PURSUIT_DEAL_ROW_STATUS);
  const char *reason = pursuit_row_get_text (deal, PURSUIT_DEAL_ROW_LOST_REASON);
  const char *next = pursuit_row_get_text (deal, PURSUIT_DEAL_ROW_NEXT_STEP);
  g_autofree char *when = pursuit_date_format_relative (pursuit_row_get_text (deal, PURSUIT_DEAL_ROW_NEXT_STEP_ON));

  if (status == PURSUIT_DEAL_LOST && !pursuit_str_empty (reason))
    return g_strdup_printf ("%s · %s", stage, reason);
  if (status != PURSUIT_DEAL_OPEN || pursuit_str_empty (next))
    return g_strdup (stage);
  if (*when == '\0')
    /* Translators: an open deal: %1$s is its stage, %2$s the next step */
    return g_strdup_printf (_("%1$s · next: %2$s"), stage, next);

  /* Translators: an open deal: %1$s is its stage, %2$s the next step, %3$s when that is due, such as “tomorrow” */
  return g_strdup_printf (_("%1$s · next: %2$s, %3$s"), stage, next, when);
}

/* An open deal has stood in its stage for so long; a closed one was closed on a day. */
static char *
dup_when (PursuitRow *deal)
{
  int days;

  if (pursuit_row_get_number (deal, PURSUIT_DEAL_ROW_STATUS) != PURSUIT_DEAL_OPEN)
    return pursuit_date_format (pursuit_row_get_text (deal, PURSUIT_DEAL_ROW_CLOSED_ON));

  days = pursuit_deal_count_days_in_stage (pursuit_row_get_number (deal, PURSUIT_DEAL_ROW_STAGE_ENTERED_AT),
                                           pursuit_time_now ());
  return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), days);
}

static void
show_status (PursuitDealRow *self)
{
  static const char *const colours[] = { "warning", "success", "error" };
  int status = (int) pursuit_row_get_number (self->deal, PURSUIT_DEAL_ROW_STATUS);
  gboolean is_open = status == PURSUIT_DEAL_OPEN;
  gboolean is_stalled;

  is_stalled = is_open && pursuit_deal_is_stalled (
    pursuit_deal_count_days_in_stage (pursuit_row_get_number (self->deal, PURSUIT_DEAL_ROW_STAGE_ENTERED_AT),
                                      pursuit_time_now ()),
    pursuit_row_get_number (self->deal, PURSUIT_DEAL_ROW_EXPECTED_DAYS));
  gtk_widget_set_visible (GTK_WIDGET (self->chip), !is_open || is_stalled);
  gtk_widget_set_visible (GTK_WIDGET (self->track), is_open);
  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->chip), colours[i]);
  gtk_label_set_text (self->chip, is_stalled ? _("Stalled") : pursuit_enum_get_label (PURSUIT_TYPE_DEAL_STATUS, status));
  gtk_widget_add_css_class (GTK_WIDGET (self->chip), is_stalled                   ? "warning"
                                                     : status == PURSUIT_DEAL_WON ? "success"
                                                                                  : "error");
}

/* A screen reader stops at the list item: what is said goes there. */
static void
name_item (PursuitDealRow *self,
           const char     *title,
           const char     *money,
           const char     *stage)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  const char *status = pursuit_enum_get_label (PURSUIT_TYPE_DEAL_STATUS,
                                               (int) pursuit_row_get_number (self->deal, PURSUIT_DEAL_ROW_STATUS));
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s, %s", title, money, stage, status);

  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->track), GTK_ACCESSIBLE_PROPERTY_LABEL, stage, -1);
}

/* Where the buyer stands, below where we do (STG-1). */
static void
show_buyer (PursuitDealRow *self)
{
  gint64 position = pursuit_row_get_number (self->deal, PURSUIT_DEAL_ROW_BUYER_POSITION);
  gboolean is_open = pursuit_row_get_number (self->deal, PURSUIT_DEAL_ROW_STATUS) == PURSUIT_DEAL_OPEN;
  g_autofree char *spoken = position > 0 ? g_strdup_printf (_("The buyer stands in stage %d"), (int) position)
                                         : g_strdup (_("Nobody said where the buyer stands."));

  gtk_level_bar_set_max_value (self->buyer_track, MAX (self->n_stages, 1));
  gtk_level_bar_set_value (self->buyer_track, (double) position);
  gtk_widget_set_visible (GTK_WIDGET (self->buyer_track), is_open);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->buyer_track), spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->buyer_track), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
show_deal (PursuitDealRow *self)
{
  const char *title = pursuit_row_get_text (self->deal, PURSUIT_DEAL_ROW_TITLE);
  gint64 amount = pursuit_row_get_number (self->deal, PURSUIT_DEAL_ROW_AMOUNT);
  g_autofree char *money = amount != 0 ? pursuit_money_format (amount, self->currency, PURSUIT_MONEY_SHORT) : g_strdup ("");
  g_autofree char *stage = dup_stage (self->deal);
  g_autofree char *story = dup_story (self->deal, stage);
  g_autofree char *when = dup_when (self->deal);

  gtk_label_set_text (self->title, title != NULL ? title : "");
  gtk_label_set_text (self->amount, money);
  gtk_level_bar_set_max_value (self->track, MAX (self->n_stages, 1));
  gtk_level_bar_set_value (self->track, (double) pursuit_row_get_number (self->deal, PURSUIT_DEAL_ROW_POSITION));
  show_buyer (self);
  gtk_label_set_text (self->stage, story);
  gtk_label_set_text (self->when, when);
  show_status (self);
  name_item (self, title != NULL ? title : "", money, stage);
}

static void
update (PursuitDealRow *self)
{
  pursuit_placeholder_show (GTK_WIDGET (self), self->deal);
  if (self->deal != NULL && pursuit_row_is_loaded (self->deal))
    show_deal (self);
}

static void
changed_cb (PursuitRow     *row,
            PursuitDealRow *self)
{
  g_assert (PURSUIT_IS_DEAL_ROW (self));

  update (self);
}

static void
pursuit_deal_row_dispose (GObject *object)
{
  PursuitDealRow *self = PURSUIT_DEAL_ROW (object);

  pursuit_row_watch (&self->deal, NULL, G_CALLBACK (changed_cb), self);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_DEAL_ROW);

  G_OBJECT_CLASS (pursuit_deal_row_parent_class)->dispose (object);
}

static void
pursuit_deal_row_finalize (GObject *object)
{
  g_free (PURSUIT_DEAL_ROW (object)->currency);

  G_OBJECT_CLASS (pursuit_deal_row_parent_class)->finalize (object);
}

static void
pursuit_deal_row_class_init (PursuitDealRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_deal_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_deal_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/deal-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitDealRow, title);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealRow, amount);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealRow, track);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealRow, buyer_track);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealRow, stage);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealRow, chip);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealRow, when);
}

static void
pursuit_deal_row_init (PursuitDealRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pursuit_level_bar_make_plain (self->track);
  pursuit_level_bar_make_plain (self->buyer_track);
  pursuit_label_tip_when_cut (self->title);
  pursuit_label_tip_when_cut (self->stage);
}

/**
 * pursuit_deal_row_new:
 *
 * Returns: (transfer floating): a row that shows no deal yet
 */
GtkWidget *
pursuit_deal_row_new (void)
{
  return g_object_new (PURSUIT_TYPE_DEAL_ROW, NULL);
}

/**
 * pursuit_deal_row_show:
 * @self: a row
 * @deal: (nullable): a row of %PURSUIT_LIST_DEALS, %NULL for none
 * @n_stages: how many stages its process has
 * @currency: (nullable): the house currency
 *
 * Shows a deal, and follows the row while its values are on their way.
 */
void
pursuit_deal_row_show (PursuitDealRow *self,
                       PursuitRow     *deal,
                       guint           n_stages,
                       const char     *currency)
{
  g_return_if_fail (PURSUIT_IS_DEAL_ROW (self));

  pursuit_row_watch (&self->deal, deal, G_CALLBACK (changed_cb), self);
  self->n_stages = n_stages;
  pursuit_set_str (&self->currency, currency);
  update (self);
}

/**
 * pursuit_deal_row_get_deal:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the deal it shows
 */
PursuitRow *
pursuit_deal_row_get_deal (PursuitDealRow *self)
{
  g_return_val_if_fail (PURSUIT_IS_DEAL_ROW (self), NULL);

  return self->deal;
}
