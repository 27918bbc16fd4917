/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-board-page-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-buyer-stage-dialog.h"
#include "pursuit-deal-words.h"
#include "pursuit-error.h"
#include "pursuit-gate-sheet.h"
#include "pursuit-lose-dialog.h"
#include "pursuit-offer.h"
#include "pursuit-park-dialog.h"
#include "pursuit-probability-dialog.h"
#include "pursuit-win-flow.h"

/* What is done with a deal from its card. Whatever the way (a drag, a key, the menu, the command bar), it is the same verb,
 * and where the verb says that something is missing, the sheet that shows it opens (STG-2). */

typedef struct
{
  PursuitBoardPage *page;
  char *done_text;
  PursuitDealVerbKind kind;
  gint64 deal_id;
  int position;
  char *date;
} Call;

static void
call_free (Call *call)
{
  g_object_unref (call->page);
  g_free (call->done_text);
  g_free (call->date);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

static void
dialog_done_cb (PursuitDealDialog *dialog,
                gint64             deal_id,
                PursuitBoardPage  *self)
{
  pursuit_board_page_follow (self, deal_id);
}

/* The card gets the focus again when what the dialog is for was done. */
void
pursuit_board_page_follow_dialog (PursuitBoardPage  *self,
                                  PursuitDealDialog *dialog)
{
  g_signal_connect_object (dialog, "done", G_CALLBACK (dialog_done_cb), self, 0);
}

/* Shows what a move needs. */
static void
open_gate (PursuitBoardPage *self,
           gint64            deal_id,
           int               position,
           const char       *day)
{
  pursuit_board_page_follow_dialog (self, pursuit_gate_sheet_present (GTK_WIDGET (self), self->worker, deal_id, position,
                                                                      day));
}

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
tell_refusal (Call         *call,
              const GError *error)
{
  gboolean moves = call->kind == PURSUIT_DEAL_VERB_MOVE || call->kind == PURSUIT_DEAL_VERB_WIN;

  if (moves && g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_GATED))
    open_gate (call->page, call->deal_id, call->kind == PURSUIT_DEAL_VERB_WIN ? 0 : call->position, call->date);
  else if (g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT))
    tell_conflict (call, error->message);
  else
    gtk_widget_activate_action (GTK_WIDGET (call->page), "win.toast", "s", error->message);
}

static void
call_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Call) call = user_data;
  PursuitBoardPage *self = call->page;
  g_autoptr(GError) error = NULL;
  PursuitDealDone done = { 0 };
  gboolean ok = pursuit_deal_verb_call_finish (PURSUIT_WORKER (source), result, &done, &error);

  if (self->worker == NULL)
    return;

  if (ok && done.is_waiting)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                _("Your change is kept on this computer and will be saved as soon as possible."));
  else if (ok)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.offer-undo", "(sx)", call->done_text, done.entry_id);
  else
    {
      self->follow_id = 0;
      tell_refusal (call, error);
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
  call->date = g_strdup (verb->date);
  /* Not cancelled with the page: what a person did is done. */
  pursuit_deal_verb_call_async (verb, self->worker, NULL, call_cb, call);
}

/* The wish to have a deal in another stage, as long as it stands where it is seen. */
PursuitDealVerb *
pursuit_board_page_make_move (PursuitRow *row,
                              int         position)
{
  PursuitDealVerb *verb = pursuit_deal_verb_new (PURSUIT_DEAL_VERB_MOVE, pursuit_row_get_id (row));

  verb->position = position;
  pursuit_deal_verb_expect (verb, pursuit_row_get_number (row, PURSUIT_DEAL_ROW_STAGE_ID),
                            pursuit_row_get_number (row, PURSUIT_DEAL_ROW_STATUS));
  /* Should it have to wait, it is listed by name. */
  if (verb->original != NULL)
    g_object_set (verb->original, "title", pursuit_row_get_text (row, PURSUIT_DEAL_ROW_TITLE), NULL);

  return verb;
}

static void
move_deal (PursuitBoardPage *self,
           PursuitRow       *row,
           int               position)
{
  PursuitDealVerb *verb = pursuit_board_page_make_move (row, position);
  /* Translators: %1$s is a deal, %2$d the number of the stage */
  g_autofree char *text = g_strdup_printf (_("“%1$s” moved to stage %2$d"),
                                           pursuit_row_get_text (row, PURSUIT_DEAL_ROW_TITLE), position);

  pursuit_board_page_follow (self, verb->deal_id);
  pursuit_board_page_call (self, verb, text);
}

/* Where a key or a menu has a card go: to a stage, or by some from its own; 0 when there is no such stage. */
static int
find_position (PursuitBoardPage *self,
               PursuitRow       *row,
               int               position,
               gboolean          relative)
{
  if (relative)
    position += (int) pursuit_row_get_number (row, PURSUIT_DEAL_ROW_POSITION);

  return pursuit_board_page_find_stage (self, position) != NULL ? position : 0;
}

static void
move_rows (PursuitBoardPage *self,
           GPtrArray        *rows,
           int               position,
           gboolean          relative)
{
  g_autoptr(GPtrArray) verbs = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_deal_verb_free);

  if (rows->len == 1)
    {
      PursuitRow *row = g_ptr_array_index (rows, 0);
      int to = find_position (self, row, position, relative);

      if (to != 0)
        move_deal (self, row, to);
      return;
    }

  for (guint i = 0; i < rows->len; i++)
    {
      PursuitRow *row = g_ptr_array_index (rows, i);
      int to = find_position (self, row, position, relative);

      if (to != 0 && to != pursuit_row_get_number (row, PURSUIT_DEAL_ROW_POSITION))
        g_ptr_array_add (verbs, pursuit_board_page_make_move (row, to));
    }
  pursuit_board_page_run (self, verbs, rows);
}

static void
move_card (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);
  g_autoptr(GPtrArray) rows = pursuit_board_page_dup_rows (self);

  if (rows->len > 0)
    move_rows (self, rows, g_variant_get_int32 (parameter), TRUE);
}

static void
move_card_to (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);
  g_autoptr(GPtrArray) rows = pursuit_board_page_dup_rows (self);

  if (rows->len > 0)
    move_rows (self, rows, g_variant_get_int32 (parameter), FALSE);
}

/* One of the chosen cards takes the others along. */
static void
drop_card (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);
  g_autoptr(GPtrArray) rows = NULL;
  PursuitRow *row;
  gint64 deal_id;
  int position;

  g_variant_get (parameter, "(xi)", &deal_id, &position);
  row = pursuit_board_page_find_row (self, deal_id);
  if (row == NULL)
    return;

  rows = pursuit_board_page_is_chosen (self, deal_id) ? pursuit_board_page_dup_rows (self) : NULL;
  if (rows != NULL && rows->len > 1)
    move_rows (self, rows, position, FALSE);
  else
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
win_begun_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PursuitRow) row = user_data;
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (source);
  g_autoptr(PursuitDealDialog) dialog = pursuit_win_flow_begin_finish (result);

  if (dialog == NULL)
    return;

  pursuit_deal_dialog_expect (dialog, pursuit_row_get_number (row, PURSUIT_DEAL_ROW_STAGE_ID),
                              pursuit_row_get_number (row, PURSUIT_DEAL_ROW_STATUS));
  pursuit_board_page_follow_dialog (self, dialog);
}

static void
win_deal (PursuitBoardPage *self,
          PursuitRow       *row)
{
  pursuit_win_flow_begin_async (GTK_WIDGET (self), self->worker, pursuit_row_get_id (row),
                                pursuit_row_get_text (row, PURSUIT_DEAL_ROW_TITLE), win_begun_cb, g_object_ref (row));
}

static void
lose_deal (PursuitBoardPage *self,
           PursuitRow       *row)
{
  PursuitDealDialog *dialog = pursuit_lose_dialog_present (GTK_WIDGET (self), self->worker, pursuit_row_get_id (row),
                                                           pursuit_row_get_text (row, PURSUIT_DEAL_ROW_TITLE));

  pursuit_deal_dialog_expect (dialog, pursuit_row_get_number (row, PURSUIT_DEAL_ROW_STAGE_ID),
                              pursuit_row_get_number (row, PURSUIT_DEAL_ROW_STATUS));
}

static void
park_deal (PursuitBoardPage *self,
           PursuitRow       *row)
{
  gboolean parked = pursuit_deal_words_is_parked (row);

  pursuit_board_page_follow_dialog (self, pursuit_park_dialog_present (GTK_WIDGET (self), self->worker,
    pursuit_row_get_id (row), pursuit_row_get_text (row, PURSUIT_DEAL_ROW_TITLE),
    parked ? pursuit_row_get_text (row, PURSUIT_DEAL_ROW_PARKED_UNTIL) : NULL,
    parked ? pursuit_row_get_text (row, PURSUIT_DEAL_ROW_PARKED_REASON) : NULL));
}

/* A card was dropped on an end of the board; an open deal is put aside there. */
void
pursuit_board_page_drop (PursuitBoardPage  *self,
                         gint64             deal_id,
                         PursuitDealStatus  status)
{
  PursuitRow *row = pursuit_board_page_find_row (self, deal_id);
  g_autoptr(GPtrArray) rows = NULL;

  if (row == NULL || !self->may_edit)
    return;

  rows = pursuit_board_page_is_chosen (self, deal_id) ? pursuit_board_page_dup_rows (self) : NULL;
  if (status == PURSUIT_DEAL_WON)
    win_deal (self, row);
  else if (status == PURSUIT_DEAL_LOST)
    lose_deal (self, row);
  else if (rows != NULL && rows->len > 1)
    pursuit_board_page_park_many (self, rows);
  else
    park_deal (self, row);
}

static void
win_card (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  PursuitBoardTarget target;

  if (pursuit_board_page_find_target (PURSUIT_BOARD_PAGE (widget), &target))
    win_deal (PURSUIT_BOARD_PAGE (widget), target.row);
}

static void
lose_card (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  PursuitBoardTarget target;

  if (pursuit_board_page_find_target (PURSUIT_BOARD_PAGE (widget), &target))
    lose_deal (PURSUIT_BOARD_PAGE (widget), target.row);
}

static void
park_card (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);
  g_autoptr(GPtrArray) rows = pursuit_board_page_dup_rows (self);

  if (rows->len > 1)
    pursuit_board_page_park_many (self, rows);
  else if (rows->len == 1)
    park_deal (self, g_ptr_array_index (rows, 0));
}

static void
unpark_card (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);
  g_autofree char *text = NULL;
  PursuitBoardTarget target;

  if (!pursuit_board_page_find_target (self, &target) || !pursuit_deal_words_is_parked (target.row))
    return;

  text = g_strdup_printf (_("“%s” goes on"), pursuit_row_get_text (target.row, PURSUIT_DEAL_ROW_TITLE));
  pursuit_board_page_follow (self, pursuit_row_get_id (target.row));
  pursuit_board_page_call (self, pursuit_deal_verb_new (PURSUIT_DEAL_VERB_UNPARK, pursuit_row_get_id (target.row)), text);
}

static void
set_buyer_stage (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);
  PursuitBoardTarget target;

  if (pursuit_board_page_find_target (self, &target))
    pursuit_board_page_follow_dialog (self, pursuit_buyer_stage_dialog_present (widget, self->worker,
      pursuit_row_get_id (target.row), g_variant_get_int32 (parameter)));
}

static void
estimate_card (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);
  PursuitBoardTarget target;

  if (pursuit_board_page_find_target (self, &target))
    pursuit_board_page_follow_dialog (self, pursuit_probability_dialog_present (widget, self->worker,
      pursuit_row_get_id (target.row), pursuit_row_get_text (target.row, PURSUIT_DEAL_ROW_TITLE),
      (int) pursuit_row_get_number (target.row, PURSUIT_DEAL_ROW_PROBABILITY),
      pursuit_row_get_number (target.row, PURSUIT_DEAL_ROW_PROBABILITY_MANUAL) != 0));
}

/* The milestones of the stage that comes to its end next; beyond the last lane that is the win. */
static void
show_milestones (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);
  PursuitBoardTarget target;

  if (pursuit_board_page_find_target (self, &target))
    open_gate (self, pursuit_row_get_id (target.row), find_position (self, target.row, 1, TRUE), NULL);
}

/* Called from class_init. */
void
pursuit_board_page_install_moves (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "card.move", "i", move_card);
  gtk_widget_class_install_action (widget_class, "card.move-to", "i", move_card_to);
  gtk_widget_class_install_action (widget_class, "card.win", NULL, win_card);
  gtk_widget_class_install_action (widget_class, "card.lose", NULL, lose_card);
  gtk_widget_class_install_action (widget_class, "card.park", NULL, park_card);
  gtk_widget_class_install_action (widget_class, "card.unpark", NULL, unpark_card);
  gtk_widget_class_install_action (widget_class, "card.buyer-stage", "i", set_buyer_stage);
  gtk_widget_class_install_action (widget_class, "card.estimate", NULL, estimate_card);
  gtk_widget_class_install_action (widget_class, "card.milestones", NULL, show_milestones);
  gtk_widget_class_install_action (widget_class, "board.move-anyway", "(xi)", move_anyway);
  gtk_widget_class_install_action (widget_class, "board.delete-anyway", "x", delete_anyway);
  gtk_widget_class_install_action (widget_class, "board.drop", "(xi)", drop_card);
}
