/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-board-lane-private.h"

/* The cards of a lane as widgets: which one shows a deal, which one is at a place, which one has the focus. */

/* The list view wraps each card into a row; the row takes the focus. */
PursuitDealCard *
pursuit_board_lane_get_card_of_row (GtkWidget *row)
{
  GtkWidget *child = row != NULL ? gtk_widget_get_first_child (row) : NULL;

  return PURSUIT_IS_DEAL_CARD (child) ? PURSUIT_DEAL_CARD (child) : NULL;
}

/**
 * pursuit_board_lane_focus_at:
 * @self: a lane
 * @position: a card's place from the top; beyond the end the last one is meant
 *
 * Unfolds the lane if need be, scrolls the card into sight and gives it the focus.
 *
 * Returns: %FALSE when the lane is empty
 */
gboolean
pursuit_board_lane_focus_at (PursuitBoardLane *self,
                             guint             position)
{
  guint n_items;
  PursuitDealCard *card;

  g_return_val_if_fail (PURSUIT_IS_BOARD_LANE (self), FALSE);

  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  if (n_items == 0)
    return FALSE;

  position = MIN (position, n_items - 1);
  if (position >= gtk_slice_list_model_get_size (self->slice))
    gtk_slice_list_model_set_size (self->slice, position + PURSUIT_LANE_FEW_CARDS);
  pursuit_board_lane_set_folded (self, FALSE);
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", position);
  card = pursuit_board_lane_find_card (self, pursuit_query_model_get_id (self->model, position));

  return card != NULL && gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (card)));
}

/**
 * pursuit_board_lane_focus_deal:
 * @self: a lane
 * @deal_id: a deal
 *
 * Returns: %FALSE when the deal is not in this lane; else it has the focus
 */
gboolean
pursuit_board_lane_focus_deal (PursuitBoardLane *self,
                               gint64            deal_id)
{
  guint position;

  g_return_val_if_fail (PURSUIT_IS_BOARD_LANE (self), FALSE);

  position = pursuit_query_model_find (self->model, deal_id);

  return position != G_MAXUINT && pursuit_board_lane_focus_at (self, position);
}

/**
 * pursuit_board_lane_get_focus_at:
 * @self: a lane
 *
 * Returns: the place of the card that has the focus, %G_MAXUINT when none of this lane has it
 */
guint
pursuit_board_lane_get_focus_at (PursuitBoardLane *self)
{
  GtkRoot *root;
  GtkWidget *focus;
  PursuitDealCard *card;

  g_return_val_if_fail (PURSUIT_IS_BOARD_LANE (self), G_MAXUINT);

  root = gtk_widget_get_root (GTK_WIDGET (self));
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  if (focus == NULL || gtk_widget_get_parent (focus) != self->list)
    return G_MAXUINT;

  card = pursuit_board_lane_get_card_of_row (focus);
  if (card == NULL || pursuit_deal_card_get_row (card) == NULL)
    return G_MAXUINT;

  return pursuit_query_model_find (self->model, pursuit_row_get_id (pursuit_deal_card_get_row (card)));
}

/**
 * pursuit_board_lane_find_card:
 * @self: a lane
 * @deal_id: a deal
 *
 * Returns: (transfer none) (nullable): the deal's card, if there is one at present
 */
PursuitDealCard *
pursuit_board_lane_find_card (PursuitBoardLane *self,
                              gint64            deal_id)
{
  g_return_val_if_fail (PURSUIT_IS_BOARD_LANE (self), NULL);

  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      PursuitDealCard *card = pursuit_board_lane_get_card_of_row (row);

      if (card != NULL && pursuit_deal_card_get_row (card) != NULL &&
          pursuit_row_get_id (pursuit_deal_card_get_row (card)) == deal_id)
        return card;
    }

  return NULL;
}

/**
 * pursuit_board_lane_pick_card:
 * @self: a lane
 * @x: in the coordinates of its list
 * @y: in the coordinates of its list
 *
 * Returns: (transfer none) (nullable): the card at that place
 */
PursuitDealCard *
pursuit_board_lane_pick_card (PursuitBoardLane *self,
                              double            x,
                              double            y)
{
  GtkWidget *picked;

  g_return_val_if_fail (PURSUIT_IS_BOARD_LANE (self), NULL);

  picked = gtk_widget_pick (self->list, x, y, GTK_PICK_DEFAULT);
  if (picked != NULL && !PURSUIT_IS_DEAL_CARD (picked))
    picked = gtk_widget_get_ancestor (picked, PURSUIT_TYPE_DEAL_CARD);

  return picked != NULL ? PURSUIT_DEAL_CARD (picked) : NULL;
}

/* Called for each card that shows another deal. */
void
pursuit_board_lane_mark_chosen (PursuitBoardLane *self,
                                PursuitDealCard  *card)
{
  PursuitRow *row = pursuit_deal_card_get_row (card);
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (card));
  gint64 id = row != NULL ? pursuit_row_get_id (row) : 0;
  gboolean chosen = self->chosen != NULL && g_hash_table_contains (self->chosen, &id);

  if (chosen == gtk_widget_has_css_class (GTK_WIDGET (card), "chosen"))
    return;

  if (chosen)
    gtk_widget_add_css_class (GTK_WIDGET (card), "chosen");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (card), "chosen");
  if (item != NULL)
    gtk_accessible_update_state (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_STATE_SELECTED, chosen, -1);
}

/**
 * pursuit_board_lane_show_chosen:
 * @self: a lane
 * @chosen: (element-type gint64 PursuitRow): the deals that something is to be done with together, which is kept
 *
 * Marks the cards that were chosen, now and when they scroll into sight.
 */
void
pursuit_board_lane_show_chosen (PursuitBoardLane *self,
                                GHashTable       *chosen)
{
  g_return_if_fail (PURSUIT_IS_BOARD_LANE (self));

  g_hash_table_ref (chosen);
  g_clear_pointer (&self->chosen, g_hash_table_unref);
  self->chosen = chosen;
  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (pursuit_board_lane_get_card_of_row (row) != NULL)
      pursuit_board_lane_mark_chosen (self, pursuit_board_lane_get_card_of_row (row));
}
