/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-board-page-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-closed-deals-dialog.h"
#include "pursuit-deal-sheet.h"
#include "pursuit-error.h"
#include "pursuit-lose-dialog.h"
#include "pursuit-new-deal-dialog.h"
#include "pursuit-offer.h"
#include "pursuit-win-dialog.h"

/* Everything that can be done on the board. Keys, the card's menu and drops all come down to these actions. */

/* What an action is about: the card with the focus, or the one whose menu is open. */
typedef struct
{
  PursuitBoardLane *lane;
  guint at;
  PursuitRow *row;
} Target;

static gboolean
find_focused (PursuitBoardPage *self,
              Target           *target)
{
  for (guint i = 0; i < self->lanes->len; i++)
    {
      PursuitBoardLane *lane = g_ptr_array_index (self->lanes, i);
      guint at = pursuit_board_lane_get_focus_at (lane);
      PursuitDealCard *card;

      if (at == G_MAXUINT)
        continue;

      card = pursuit_board_lane_find_card (lane, pursuit_query_model_get_id (pursuit_board_lane_get_model (lane), at));
      *target = (Target) { lane, at, pursuit_deal_card_get_row (card) };
      return TRUE;
    }

  return FALSE;
}

static gboolean
find_with_menu (PursuitBoardPage *self,
                Target           *target)
{
  for (guint i = 0; self->menu_row != NULL && i < self->lanes->len; i++)
    {
      PursuitBoardLane *lane = g_ptr_array_index (self->lanes, i);
      guint at = pursuit_query_model_find (pursuit_board_lane_get_model (lane), pursuit_row_get_id (self->menu_row));

      if (at == G_MAXUINT)
        continue;

      *target = (Target) { lane, at, self->menu_row };
      return TRUE;
    }

  return FALSE;
}

static gboolean
find_target (PursuitBoardPage *self,
             Target           *target)
{
  if (!find_focused (self, target) && !find_with_menu (self, target))
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

typedef struct
{
  PursuitBoardPage *page;
  char *done_text;
  PursuitDealVerbKind kind;
  gint64 deal_id;
  int position;
} Call;

/* Somebody else was there first: the card goes where they put it, and whoever means it says so again. */
static void
tell_conflict (Call       *call,
               const char *sentence)
{
  GtkWidget *page = GTK_WIDGET (call->page);

  if (call->kind == PURSUIT_DEAL_VERB_MOVE)
    pursuit_offer_make (page, sentence, _("Move Anyway"), "board.move-anyway",
                        g_variant_new ("(xi)", call->deal_id, call->position));
  else if (call->kind == PURSUIT_DEAL_VERB_DELETE)
    pursuit_offer_make (page, sentence, _("Delete Anyway"), "board.delete-anyway", g_variant_new_int64 (call->deal_id));
  else
    gtk_widget_activate_action (page, "win.toast", "s", sentence);
  pursuit_worker_poll (call->page->worker);
}

static void
call_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autofree Call *call = user_data;
  g_autoptr(PursuitBoardPage) self = call->page;
  g_autofree char *done_text = call->done_text;
  g_autoptr(GError) error = NULL;
  PursuitDealDone done = { 0 };
  gboolean ok = pursuit_deal_verb_call_finish (PURSUIT_WORKER (source), result, &done, &error);

  if (self->worker == NULL)
    return;

  if (ok && done.is_waiting)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                _("Your change is kept on this computer and will be saved as soon as possible."));
  else if (ok)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.offer-undo", "(sx)", done_text, done.entry_id);
  else
    {
      self->follow_id = 0;
      if (g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT))
        tell_conflict (call, error->message);
      else
        gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
    }
}

/* Does something with a deal at once; the refusal, or the offer to take it back, comes as a toast. Takes @verb. */
void
pursuit_board_page_call (PursuitBoardPage *self,
                         PursuitDealVerb  *verb,
                         const char       *done_text)
{
  Call *call = g_new0 (Call, 1);

  call->page = g_object_ref (self);
  call->done_text = g_strdup (done_text);
  call->kind = verb->kind;
  call->deal_id = verb->deal_id;
  call->position = verb->position;
  /* Not cancelled with the page: what a person did is done. */
  pursuit_deal_verb_call_async (verb, self->worker, NULL, call_cb, call);
}

static void
move_deal (PursuitBoardPage *self,
           PursuitRow       *row,
           int               position)
{
  PursuitDealVerb *verb = pursuit_deal_verb_new (PURSUIT_DEAL_VERB_MOVE, pursuit_row_get_id (row));
  /* Translators: %1$s is a deal, %2$d the number of the stage */
  g_autofree char *text = g_strdup_printf (_("“%1$s” moved to stage %2$d"),
                                           pursuit_row_get_text (row, PURSUIT_DEAL_ROW_TITLE), position);

  verb->position = position;
  pursuit_deal_verb_expect (verb, pursuit_row_get_number (row, PURSUIT_DEAL_ROW_STAGE_ID),
                            pursuit_row_get_number (row, PURSUIT_DEAL_ROW_STATUS));
  /* Should it have to wait, it is listed by name. */
  if (verb->original != NULL)
    g_object_set (verb->original, "title", pursuit_row_get_text (row, PURSUIT_DEAL_ROW_TITLE), NULL);
  pursuit_board_page_follow (self, verb->deal_id);
  pursuit_board_page_call (self, verb, text);
}

static void
move_card (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);
  Target target;
  int position;

  if (!find_target (self, &target))
    return;

  position = (int) pursuit_row_get_number (target.row, PURSUIT_DEAL_ROW_POSITION) + g_variant_get_int32 (parameter);
  if (pursuit_board_page_find_stage (self, position) != NULL)
    move_deal (self, target.row, position);
}

static void
move_card_to (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);
  Target target;

  if (find_target (self, &target))
    move_deal (self, target.row, g_variant_get_int32 (parameter));
}

static void
drop_card (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);
  PursuitRow *row;
  gint64 deal_id;
  int position;

  g_variant_get (parameter, "(xi)", &deal_id, &position);
  row = pursuit_board_page_find_row (self, deal_id);
  if (row != NULL)
    move_deal (self, row, position);
}

/* Knowing that somebody else moved it. */
static void
move_anyway (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);
  PursuitDealVerb *verb = pursuit_deal_verb_new (PURSUIT_DEAL_VERB_MOVE, 0);

  if (self->worker == NULL)
    {
      pursuit_deal_verb_free (verb);
      return;
    }
  g_variant_get (parameter, "(xi)", &verb->deal_id, &verb->position);
  pursuit_board_page_follow (self, verb->deal_id);
  pursuit_board_page_call (self, verb, _("The deal was moved"));
}

static void
delete_anyway (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);

  if (self->worker != NULL)
    pursuit_board_page_call (self, pursuit_deal_verb_new (PURSUIT_DEAL_VERB_DELETE, g_variant_get_int64 (parameter)),
                             _("The deal was deleted"));
}

static void
dialog_done_cb (PursuitDealDialog *dialog,
                gint64             deal_id,
                PursuitBoardPage  *self)
{
  pursuit_board_page_follow (self, deal_id);
}

static void
follow_dialog (PursuitBoardPage  *self,
               PursuitDealDialog *dialog)
{
  g_signal_connect_object (dialog, "done", G_CALLBACK (dialog_done_cb), self, 0);
}

static void
close_deal (PursuitBoardPage  *self,
            PursuitRow        *row,
            PursuitDealStatus  status)
{
  const char *title = pursuit_row_get_text (row, PURSUIT_DEAL_ROW_TITLE);
  gint64 deal_id = pursuit_row_get_id (row);

  PursuitDealDialog *dialog =
    status == PURSUIT_DEAL_WON ? pursuit_win_dialog_present (GTK_WIDGET (self), self->worker, deal_id, title)
                               : pursuit_lose_dialog_present (GTK_WIDGET (self), self->worker, deal_id, title);

  pursuit_deal_dialog_expect (dialog, pursuit_row_get_number (row, PURSUIT_DEAL_ROW_STAGE_ID),
                              pursuit_row_get_number (row, PURSUIT_DEAL_ROW_STATUS));
}

/* A card was dropped on an end of the board. */
void
pursuit_board_page_drop (PursuitBoardPage  *self,
                         gint64             deal_id,
                         PursuitDealStatus  status)
{
  PursuitRow *row = pursuit_board_page_find_row (self, deal_id);

  if (row == NULL || !self->may_edit)
    return;
  if (status != PURSUIT_DEAL_OPEN)
    close_deal (self, row, status);
}

static void
win_card (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  Target target;

  if (find_target (PURSUIT_BOARD_PAGE (widget), &target))
    close_deal (PURSUIT_BOARD_PAGE (widget), target.row, PURSUIT_DEAL_WON);
}

static void
lose_card (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  Target target;

  if (find_target (PURSUIT_BOARD_PAGE (widget), &target))
    close_deal (PURSUIT_BOARD_PAGE (widget), target.row, PURSUIT_DEAL_LOST);
}

static void
open_card (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  Target target;

  if (find_target (PURSUIT_BOARD_PAGE (widget), &target))
    gtk_widget_activate_action (widget, "board.open-deal", "x", pursuit_row_get_id (target.row));
}

static void
open_deal (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);

  if (self->worker != NULL)
    follow_dialog (self, pursuit_deal_sheet_present (widget, self->worker, g_variant_get_int64 (parameter)));
}

static void
open_customer (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  Target target;

  if (find_target (PURSUIT_BOARD_PAGE (widget), &target))
    gtk_widget_activate_action (widget, "win.show-customer", "x",
                                pursuit_row_get_number (target.row, PURSUIT_DEAL_ROW_CUSTOMER_ID));
}

static GtkWidget *
find_card_widget (Target *target)
{
  return GTK_WIDGET (pursuit_board_lane_find_card (target->lane, pursuit_row_get_id (target->row)));
}

static void
edit_next_step (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);
  Target target;

  if (find_target (self, &target) && find_card_widget (&target) != NULL)
    pursuit_board_page_plan (self, find_card_widget (&target), target.row);
}

static void
pop_up_menu (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);
  Target target;

  if (find_focused (self, &target) && find_card_widget (&target) != NULL)
    pursuit_board_page_pop_up_menu (self, find_card_widget (&target), target.row);
}

static void
delete_deal (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);
  g_autofree char *text = NULL;
  Target target;

  if (!find_target (self, &target))
    return;

  text = g_strdup_printf (_("“%s” deleted"), pursuit_row_get_text (target.row, PURSUIT_DEAL_ROW_TITLE));
  pursuit_board_page_call (self, pursuit_deal_verb_new (PURSUIT_DEAL_VERB_DELETE, pursuit_row_get_id (target.row)), text);
}

static void
go_to_lane (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);
  PursuitBoardLane *lane = pursuit_board_page_find_lane (self, g_variant_get_int32 (parameter));
  Target target;

  if (lane != NULL && find_focused (self, &target))
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
  Target target;

  if (!find_focused (self, &target))
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
  follow_dialog (self, pursuit_closed_deals_dialog_present (widget, self->worker, filter));
}

static void
new_deal (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);

  if (self->worker != NULL)
    follow_dialog (self, pursuit_new_deal_dialog_present (widget, self->worker, 0));
}

/* Called from class_init. */
void
pursuit_board_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "card.move", "i", move_card);
  gtk_widget_class_install_action (widget_class, "card.move-to", "i", move_card_to);
  gtk_widget_class_install_action (widget_class, "card.win", NULL, win_card);
  gtk_widget_class_install_action (widget_class, "card.lose", NULL, lose_card);
  gtk_widget_class_install_action (widget_class, "card.open", NULL, open_card);
  gtk_widget_class_install_action (widget_class, "card.open-customer", NULL, open_customer);
  gtk_widget_class_install_action (widget_class, "card.edit-next-step", NULL, edit_next_step);
  gtk_widget_class_install_action (widget_class, "card.delete", NULL, delete_deal);
  gtk_widget_class_install_action (widget_class, "card.menu", NULL, pop_up_menu);
  gtk_widget_class_install_action (widget_class, "board.move-anyway", "(xi)", move_anyway);
  gtk_widget_class_install_action (widget_class, "board.delete-anyway", "x", delete_anyway);
  gtk_widget_class_install_action (widget_class, "board.drop", "(xi)", drop_card);
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
    "card.move", "card.move-to", "card.win", "card.lose", "card.edit-next-step", "card.delete", "board.drop",
    "board.give", "board.new-deal",
  };

  for (guint i = 0; i < G_N_ELEMENTS (changing); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), changing[i], self->may_edit);
}
