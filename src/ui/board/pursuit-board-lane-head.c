/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-board-lane-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-locale.h"
#include "pursuit-money.h"
#include "pursuit-short-label.h"
#include "pursuit-vertical-label.h"

/* What is written above the cards of a lane, or along it when it is folded. */

/* Shows the lane, or the strip that it is folded to. */
void
pursuit_board_lane_show_fold (PursuitBoardLane *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_set_visible (self->open_side, !self->folded);
  gtk_widget_set_visible (self->folded_side, self->folded);
  gtk_widget_set_hexpand (widget, !self->folded);
  if (self->folded)
    gtk_widget_add_css_class (widget, "folded");
  else
    gtk_widget_remove_css_class (widget, "folded");
}

static void
show_stage (PursuitBoardLane *self)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, self->stage->position);
  g_autofree char *probability = NULL;
  const char *buyer_name = pursuit_locale_choose_name (self->stage->buyer_name, self->stage->buyer_name_zh);

  /* Translators: the chance of winning a deal in this stage, as in 赢率 40%; keep it short */
  probability = g_strdup_printf (C_("win probability", "%d%%"), (int) self->stage->probability);
  gtk_label_set_text (GTK_LABEL (self->number), number);
  gtk_label_set_text (GTK_LABEL (self->folded_number), number);
  gtk_label_set_text (GTK_LABEL (self->buyer_name), buyer_name);
  gtk_widget_set_tooltip_text (self->buyer_name, buyer_name);
  gtk_label_set_text (GTK_LABEL (self->probability), probability);
}

/* The short name goes with the one that is translated. */
static const char *
get_short_name (PursuitBoardLane *self)
{
  if (self->stage == NULL || self->stage->short_name == NULL)
    return NULL;

  return g_str_equal (self->label, _(self->stage->name)) ? _(self->stage->short_name) : NULL;
}

static void
name_button (GtkWidget  *button,
             const char *format,
             const char *lane)
{
  g_autofree char *text = g_strdup_printf (format, lane);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* Writes what does not change: the names. */
void
pursuit_board_lane_show_head (PursuitBoardLane *self)
{
  gboolean has_stage = self->stage != NULL;

  if (has_stage)
    show_stage (self);
  gtk_widget_set_visible (self->number, has_stage);
  gtk_widget_set_visible (self->folded_number, has_stage);
  gtk_widget_set_visible (self->buyer_icon, has_stage);
  gtk_widget_set_visible (self->buyer_name, has_stage);
  gtk_widget_set_visible (self->probability, has_stage);
  pursuit_short_label_set_texts (PURSUIT_SHORT_LABEL (self->name), self->label, get_short_name (self));
  pursuit_vertical_label_set_label (PURSUIT_VERTICAL_LABEL (self->folded_name), self->label);
  /* Translators: buttons of a lane of the board, read aloud: %s is the lane */
  name_button (self->fold_button, _("Fold “%s”"), self->label);
  /* Translators: buttons of a lane of the board, read aloud: %s is the lane */
  name_button (self->unfold_button, _("Unfold “%s”"), self->label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, self->label, -1);
}

/**
 * pursuit_board_lane_show_totals:
 * @self: a lane
 * @totals: its figures
 */
void
pursuit_board_lane_show_totals (PursuitBoardLane    *self,
                                const PursuitTotals *totals)
{
  g_autofree char *count = NULL;
  g_autofree char *bare_count = NULL;
  g_autofree char *amount = NULL;
  g_autofree char *weighted_amount = NULL;
  g_autofree char *weighted = NULL;

  g_return_if_fail (PURSUIT_IS_BOARD_LANE (self));

  count = g_strdup_printf (ngettext ("%d deal", "%d deals", (gulong) totals->count), (int) totals->count);
  bare_count = g_strdup_printf ("%" G_GINT64_FORMAT, totals->count);
  amount = pursuit_money_format (totals->amount, self->currency, PURSUIT_MONEY_SHORT);
  weighted_amount = pursuit_money_format (totals->weighted, NULL, PURSUIT_MONEY_SHORT);
  /* Translators: the sum of amounts, each times its chance of winning; keep it short */
  weighted = g_strdup_printf (_("weighted %s"), weighted_amount);

  gtk_label_set_text (GTK_LABEL (self->count), count);
  gtk_label_set_text (GTK_LABEL (self->amount), amount);
  gtk_label_set_text (GTK_LABEL (self->weighted), weighted);
  gtk_label_set_text (GTK_LABEL (self->folded_count), bare_count);
  pursuit_vertical_label_set_label (PURSUIT_VERTICAL_LABEL (self->folded_amount), amount);
}
