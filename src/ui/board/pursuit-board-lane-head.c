/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-board-lane-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-lane-strip.h"
#include "pursuit-locale.h"
#include "pursuit-money.h"
#include "pursuit-short-label.h"
#include "pursuit-tip.h"

/* What is written above the cards of a lane, or along it when it is folded. */

void
pursuit_board_lane_set_up_tips (PursuitBoardLane *self)
{
  pursuit_tip_set (self->fold_button, _("Fold this lane"));
  pursuit_tip_set (self->probability, _("Win probability"));
  pursuit_tip_set (self->weighted, _("The sum of the amounts, each times its win probability"));
}

static char *
dup_number (PursuitBoardLane *self)
{
  return self->stage != NULL ? g_strdup_printf ("%" G_GINT64_FORMAT, self->stage->position) : NULL;
}

static void
show_strip_totals (PursuitBoardLane *self)
{
  g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, self->totals.count);
  g_autofree char *amount = pursuit_money_format (self->totals.amount, self->currency, PURSUIT_MONEY_SHORT);

  pursuit_lane_strip_show_totals (PURSUIT_LANE_STRIP (self->strip), count, amount);
}

/* Few lanes are ever folded: what they fold to is made then. */
static void
make_strip (PursuitBoardLane *self)
{
  g_autofree char *number = dup_number (self);

  self->strip = pursuit_lane_strip_new ();
  gtk_widget_set_parent (self->strip, GTK_WIDGET (self));
  pursuit_lane_strip_show_name (PURSUIT_LANE_STRIP (self->strip), number, self->label);
  show_strip_totals (self);
}

/* Shows the lane, or the strip that it is folded to. */
void
pursuit_board_lane_show_fold (PursuitBoardLane *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_set_visible (self->open_side, !self->folded);
  if (self->folded && self->strip == NULL)
    make_strip (self);
  if (self->strip != NULL)
    gtk_widget_set_visible (self->strip, self->folded);
  gtk_widget_set_hexpand (widget, !self->folded);
  if (self->folded)
    gtk_widget_add_css_class (widget, "folded");
  else
    gtk_widget_remove_css_class (widget, "folded");
}

static void
show_stage (PursuitBoardLane *self)
{
  g_autofree char *number = dup_number (self);
  g_autofree char *probability = NULL;
  const char *buyer_name = pursuit_locale_choose_name (self->stage->buyer_name, self->stage->buyer_name_zh);

  /* Translators: the chance of winning a deal in this stage, as in 赢率 40%; keep it short */
  probability = g_strdup_printf (C_("win probability", "%d%%"), (int) self->stage->probability);
  gtk_label_set_text (GTK_LABEL (self->number), number);
  gtk_label_set_text (GTK_LABEL (self->buyer_name), buyer_name);
  pursuit_tip_set (self->buyer_name, buyer_name);
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

/* Writes what does not change: the names. */
void
pursuit_board_lane_show_head (PursuitBoardLane *self)
{
  gboolean has_stage = self->stage != NULL;
  g_autofree char *fold = NULL;

  if (has_stage)
    show_stage (self);
  gtk_widget_set_visible (self->number, has_stage);
  gtk_widget_set_visible (self->buyer_icon, has_stage);
  gtk_widget_set_visible (self->buyer_name, has_stage);
  gtk_widget_set_visible (self->probability, has_stage);
  pursuit_short_label_set_texts (PURSUIT_SHORT_LABEL (self->name), self->label, get_short_name (self));
  /* Translators: buttons of a lane of the board, read aloud: %s is the lane */
  fold = g_strdup_printf (_("Fold “%s”"), self->label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->fold_button), GTK_ACCESSIBLE_PROPERTY_LABEL, fold, -1);
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
  g_autofree char *amount = NULL;
  g_autofree char *weighted_amount = NULL;
  g_autofree char *weighted = NULL;

  g_return_if_fail (PURSUIT_IS_BOARD_LANE (self));

  count = g_strdup_printf (ngettext ("%d deal", "%d deals", (gulong) totals->count), (int) totals->count);
  amount = pursuit_money_format (totals->amount, self->currency, PURSUIT_MONEY_SHORT);
  weighted_amount = pursuit_money_format (totals->weighted, NULL, PURSUIT_MONEY_SHORT);
  /* Translators: the sum of amounts, each times its chance of winning; keep it short */
  weighted = g_strdup_printf (_("weighted %s"), weighted_amount);

  gtk_label_set_text (GTK_LABEL (self->count), count);
  gtk_label_set_text (GTK_LABEL (self->amount), amount);
  gtk_label_set_text (GTK_LABEL (self->weighted), weighted);
  self->totals = *totals;
  if (self->strip != NULL)
    show_strip_totals (self);
}
