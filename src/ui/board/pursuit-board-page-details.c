/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-board-page-private.h"

/* The pane beside the lanes: it shows the card that has the focus, without leaving the board. */

static void
follow_focus (PursuitBoardPage *self)
{
  PursuitBoardTarget target;

  if (self->pane != NULL && gtk_widget_get_visible (GTK_WIDGET (self->pane)) && pursuit_board_page_find_focused (self, &target))
    pursuit_deal_pane_show (self->pane, pursuit_row_get_id (target.row));
}

static void
focus_moved_cb (PursuitBoardPage *self)
{
  follow_focus (self);
}

/* Made when somebody wants it first: it is nothing that the first picture of the board should wait for. */
static void
make_pane (PursuitBoardPage *self)
{
  if (self->pane != NULL)
    return;

  self->pane = g_object_new (PURSUIT_TYPE_DEAL_PANE, NULL);
  gtk_box_append (self->middle, GTK_WIDGET (self->pane));
  pursuit_deal_pane_set_worker (self->pane, self->worker);
  g_signal_connect_object (gtk_widget_get_root (GTK_WIDGET (self)), "notify::focus-widget", G_CALLBACK (focus_moved_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Whether the pane is to be seen. */
gboolean
pursuit_board_page_get_details (PursuitBoardPage *self)
{
  return self->pane != NULL && gtk_widget_get_visible (GTK_WIDGET (self->pane));
}

/* Opens or closes the pane; whoever was in it is at the card again. */
void
pursuit_board_page_set_details (PursuitBoardPage *self,
                                gboolean          shown)
{
  gint64 deal_id;

  if (shown)
    {
      make_pane (self);
      gtk_widget_set_visible (GTK_WIDGET (self->pane), TRUE);
      follow_focus (self);
      return;
    }
  if (self->pane == NULL)
    return;

  deal_id = pursuit_deal_pane_get_deal (self->pane);
  for (guint i = 0; gtk_widget_get_focus_child (GTK_WIDGET (self->middle)) == GTK_WIDGET (self->pane) && i < self->lanes->len; i++)
    if (pursuit_board_lane_focus_deal (g_ptr_array_index (self->lanes, i), deal_id))
      break;
  gtk_widget_set_visible (GTK_WIDGET (self->pane), FALSE);
}

/* Hands the pane another worker, or none. */
void
pursuit_board_page_set_details_worker (PursuitBoardPage *self)
{
  if (self->pane != NULL)
    pursuit_deal_pane_set_worker (self->pane, self->worker);
}
