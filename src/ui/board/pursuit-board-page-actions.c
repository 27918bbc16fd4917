/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-board-page-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-closed-deals-dialog.h"
#include "pursuit-deal-sheet.h"
#include "pursuit-new-deal-dialog.h"

/* Everything that can be done on the board. Keys, the card's menu and drops all come down to these actions. */

/* The card that has the focus, if one has. */
gboolean
pursuit_board_page_find_focused (PursuitBoardPage   *self,
                                 PursuitBoardTarget *target)
{
  for (guint i = 0; i < self->lanes->len; i++)
    {
      PursuitBoardLane *lane = g_ptr_array_index (self->lanes, i);
      guint at = pursuit_board_lane_get_focus_at (lane);
      PursuitDealCard *card;

      if (at == G_MAXUINT)
        continue;

      card = pursuit_board_lane_find_card (lane, pursuit_query_model_get_id (pursuit_board_lane_get_model (lane), at));
      *target = (PursuitBoardTarget) { lane, at, pursuit_deal_card_get_row (card) };
      return TRUE;
    }

  return FALSE;
}

static gboolean
find_with_menu (PursuitBoardPage   *self,
                PursuitBoardTarget *target)
{
  for (guint i = 0; self->menu_row != NULL && i < self->lanes->len; i++)
    {
      PursuitBoardLane *lane = g_ptr_array_index (self->lanes, i);
      guint at = pursuit_query_model_find (pursuit_board_lane_get_model (lane), pursuit_row_get_id (self->menu_row));

      if (at == G_MAXUINT)
        continue;

      *target = (PursuitBoardTarget) { lane, at, self->menu_row };
      return TRUE;
    }

  return FALSE;
}

/* What an action is about: the card with the focus, or the one whose menu is open. */
gboolean
pursuit_board_page_find_target (PursuitBoardPage   *self,
                                PursuitBoardTarget *target)
{
  if (!pursuit_board_page_find_focused (self, target) && !find_with_menu (self, target))
    return FALSE;

  return pursuit_row_is_loaded (target->row);
}

/* The row of a deal that is shown somewhere on the board. */
PursuitRow *
pursuit_board_page_find_row (PursuitBoardPage *self,
                             gint64            deal_id)
{
  for (guint i = 0; i < self->lanes->len; i++)
    {
      PursuitDealCard *card = pursuit_board_lane_find_card (g_ptr_array_index (self->lanes, i), deal_id);

      if (card != NULL)
        return pursuit_deal_card_get_row (card);
    }

  return NULL;
}

static void
open_card (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  PursuitBoardTarget target;

  if (pursuit_board_page_find_target (PURSUIT_BOARD_PAGE (widget), &target))
    gtk_widget_activate_action (widget, "board.open-deal", "x", pursuit_row_get_id (target.row));
}

static void
open_deal (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);

  if (self->worker != NULL)
    pursuit_board_page_follow_dialog (self, pursuit_deal_sheet_present (widget, self->worker, g_variant_get_int64 (parameter)));
}

static void
open_customer (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  PursuitBoardTarget target;

  if (pursuit_board_page_find_target (PURSUIT_BOARD_PAGE (widget), &target))
    gtk_widget_activate_action (widget, "win.show-customer", "x",
                                pursuit_row_get_number (target.row, PURSUIT_DEAL_ROW_CUSTOMER_ID));
}

static void
open_dossier (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  PursuitBoardTarget target;

  if (pursuit_board_page_find_target (PURSUIT_BOARD_PAGE (widget), &target))
    gtk_widget_activate_action (widget, "win.show-beside", "(xxs)",
                                pursuit_row_get_number (target.row, PURSUIT_DEAL_ROW_CUSTOMER_ID), (gint64) 0, "overview");
}

static GtkWidget *
find_card_widget (PursuitBoardTarget *target)
{
  return GTK_WIDGET (pursuit_board_lane_find_card (target->lane, pursuit_row_get_id (target->row)));
}

static void
edit_next_step (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);
  PursuitBoardTarget target;

  if (pursuit_board_page_find_target (self, &target) && find_card_widget (&target) != NULL)
    pursuit_board_page_plan (self, find_card_widget (&target), target.row);
}

static void
pop_up_menu (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);
  PursuitBoardTarget target;

  if (pursuit_board_page_find_focused (self, &target) && find_card_widget (&target) != NULL)
    pursuit_board_page_pop_up_menu (self, find_card_widget (&target), target.row);
}

static void
delete_deal (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);
  g_autofree char *text = NULL;
  PursuitBoardTarget target;

  if (!pursuit_board_page_find_target (self, &target))
    return;

  text = g_strdup_printf (_("“%s” deleted"), pursuit_row_get_text (target.row, PURSUIT_DEAL_ROW_TITLE));
  pursuit_board_page_call (self, pursuit_deal_verb_new (PURSUIT_DEAL_VERB_DELETE, pursuit_row_get_id (target.row)), text);
}

static void
close_details (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  g_object_set (widget, "details", FALSE, NULL);
}

static void
go_to_lane (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);
  PursuitBoardLane *lane = pursuit_board_page_find_lane (self, g_variant_get_int32 (parameter));
  PursuitBoardTarget target;

  if (lane != NULL && pursuit_board_page_find_focused (self, &target))
    pursuit_board_lane_focus_at (lane, 0);
}

/* To the card beside this one; empty and folded lanes are passed over. */
static void
step (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);
  int by = g_variant_get_int32 (parameter);
  PursuitBoardLane *lane;
  PursuitBoardTarget target;

  if (!pursuit_board_page_find_focused (self, &target))
    return;

  for (int position = pursuit_board_lane_get_position (target.lane) + by;
       (lane = pursuit_board_page_find_lane (self, position)) != NULL; position += by)
    if (!pursuit_board_lane_get_folded (lane) && pursuit_board_lane_focus_at (lane, target.at))
      return;
}

static void
clear_filters (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);

  pursuit_board_filters_clear (self->filters);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  pursuit_board_page_read (self);
}

/* Everything of one seller, whatever was filtered before. */
static void
show_seller (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);
  const char *name;
  gint64 id;

  g_variant_get (parameter, "(x&s)", &id, &name);
  clear_filters (widget, action, NULL);
  pursuit_board_filters_show_seller (self->filters, id, name);
  pursuit_board_page_read (self);
}

static void
read_again (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);

  pursuit_board_page_set_state (self, PURSUIT_BOARD_LOADING);
  pursuit_board_page_read (self);
}

static void
show_closed (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);
  g_autoptr(PursuitQuery) filter = NULL;

  if (self->worker == NULL)
    return;

  filter = pursuit_board_page_dup_filter (self);
  /* What is asked of open deals only. */
  filter->stalled = FALSE;
  filter->silent = FALSE;
  filter->waiting_for = 0;
  filter->gap = PURSUIT_GAP_ANY;
  filter->parked = PURSUIT_ANY;
  filter->order = PURSUIT_ORDER_DEFAULT;
  filter->status = g_str_equal (g_variant_get_string (parameter, NULL), "lost") ? PURSUIT_DEAL_LOST : PURSUIT_DEAL_WON;
  filter->unaccepted = g_str_equal (g_variant_get_string (parameter, NULL), "unaccepted");
  pursuit_board_page_follow_dialog (self, pursuit_closed_deals_dialog_present (widget, self->worker, filter));
}

static void
new_deal (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);

  if (self->worker != NULL)
    pursuit_board_page_follow_dialog (self, pursuit_new_deal_dialog_present (widget, self->worker, 0, self->process_id));
}

/* Called from class_init. */
void
pursuit_board_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "card.open", NULL, open_card);
  gtk_widget_class_install_action (widget_class, "board.close-details", NULL, close_details);
  gtk_widget_class_install_action (widget_class, "card.open-customer", NULL, open_customer);
  gtk_widget_class_install_action (widget_class, "card.open-dossier", NULL, open_dossier);
  gtk_widget_class_install_action (widget_class, "card.edit-next-step", NULL, edit_next_step);
  gtk_widget_class_install_action (widget_class, "card.delete", NULL, delete_deal);
  gtk_widget_class_install_action (widget_class, "card.menu", NULL, pop_up_menu);
  gtk_widget_class_install_action (widget_class, "board.open-deal", "x", open_deal);
  gtk_widget_class_install_action (widget_class, "board.new-deal", NULL, new_deal);
  gtk_widget_class_install_action (widget_class, "board.go-to-lane", "i", go_to_lane);
  gtk_widget_class_install_action (widget_class, "board.step", "i", step);
  gtk_widget_class_install_action (widget_class, "board.clear-filters", NULL, clear_filters);
  gtk_widget_class_install_action (widget_class, "board.show-seller", "(xs)", show_seller);
  gtk_widget_class_install_action (widget_class, "board.read-again", NULL, read_again);
  gtk_widget_class_install_action (widget_class, "board.show-closed", "s", show_closed);
}

/* What may not be done is greyed everywhere at once. */
void
pursuit_board_page_update_actions (PursuitBoardPage *self)
{
  static const char *const changing[] = {
    "card.move", "card.move-to", "card.win", "card.lose", "card.park", "card.unpark", "card.buyer-stage", "card.estimate",
    "card.assign", "card.edit-next-step", "card.delete", "board.drop", "board.give", "board.new-deal",
  };

  for (guint i = 0; i < G_N_ELEMENTS (changing); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), changing[i], self->may_edit);
}
