/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-board-page-private.h"

#include "pursuit-deal-sheet.h"
#include "pursuit-review-dialog.h"

/* What is looked at from the board when deals are reviewed. */

static void
open_strategy (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);
  PursuitBoardTarget target;

  if (self->worker != NULL && pursuit_board_page_find_target (self, &target))
    pursuit_board_page_follow_dialog (self, pursuit_deal_sheet_present_at (widget, self->worker,
                                                                           pursuit_row_get_id (target.row), "strategy"));
}

/* What narrows the board for now, such as stalled deals alone, does not narrow what has to be reviewed. */
static void
show_review (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);
  g_autoptr(PursuitQuery) filter = NULL;

  if (self->worker == NULL)
    return;

  filter = pursuit_board_page_dup_filter (self);
  filter->stalled = FALSE;
  filter->silent = FALSE;
  filter->waiting_for = 0;
  filter->gap = PURSUIT_GAP_ANY;
  filter->parked = PURSUIT_ANY;
  filter->order = PURSUIT_ORDER_DEFAULT;
  pursuit_board_page_follow_dialog (self, pursuit_review_dialog_present (widget, self->worker, filter));
}

/* Called from class_init. */
void
pursuit_board_review_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "card.open-strategy", NULL, open_strategy);
  gtk_widget_class_install_action (widget_class, "board.show-review", NULL, show_review);
}
