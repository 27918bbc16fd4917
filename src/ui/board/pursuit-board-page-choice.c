/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-board-page-private.h"

#include <glib/gi18n-lib.h>

/* Choosing several cards: Ctrl and a click, Shift and a click within a lane, Ctrl+Space at the card with the focus. A plain
 * click and Escape let go of all. */

static void
show_choice (PursuitBoardPage *self)
{
  guint n = g_hash_table_size (self->chosen);
  g_autofree char *text = g_strdup_printf (ngettext ("%u deal chosen", "%u deals chosen", n), n);

  for (guint i = 0; i < self->lanes->len; i++)
    pursuit_board_lane_show_chosen (g_ptr_array_index (self->lanes, i), self->chosen);
  gtk_label_set_text (self->choice_count, text);
  gtk_revealer_set_reveal_child (self->choice_bar, n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->choice_bar), n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "board.choose-none", n > 0);
}

/* Whether something done with the chosen cards is done with this one. */
gboolean
pursuit_board_page_is_chosen (PursuitBoardPage *self,
                              gint64            deal_id)
{
  return g_hash_table_contains (self->chosen, &deal_id);
}

/* Called when it was done, and when the lanes are made anew. */
void
pursuit_board_page_clear_choice (PursuitBoardPage *self)
{
  self->anchor_id = 0;
  if (g_hash_table_size (self->chosen) == 0)
    return;

  g_hash_table_remove_all (self->chosen);
  show_choice (self);
}

static void
choose (PursuitBoardPage *self,
        PursuitRow       *row)
{
  gint64 id = pursuit_row_get_id (row);

  g_hash_table_insert (self->chosen, g_memdup2 (&id, sizeof id), g_object_ref (row));
}

static void
toggle (PursuitBoardPage *self,
        PursuitRow       *row)
{
  gint64 id = pursuit_row_get_id (row);

  self->anchor_id = id;
  if (!g_hash_table_remove (self->chosen, &id))
    choose (self, row);
  show_choice (self);
}

/* From the card that was chosen last to this one, in the same lane. */
static void
choose_to (PursuitBoardPage *self,
           PursuitBoardLane *lane,
           PursuitRow       *row)
{
  PursuitQueryModel *model = pursuit_board_lane_get_model (lane);
  guint from = self->anchor_id != 0 ? pursuit_query_model_find (model, self->anchor_id) : G_MAXUINT;
  guint to = pursuit_query_model_find (model, pursuit_row_get_id (row));

  if (from == G_MAXUINT || to == G_MAXUINT)
    {
      toggle (self, row);
      return;
    }

  for (guint at = MIN (from, to); at <= MAX (from, to); at++)
    {
      g_autoptr(PursuitRow) between = g_list_model_get_item (G_LIST_MODEL (model), at);

      if (between != NULL && pursuit_row_is_loaded (between))
        choose (self, between);
    }
  show_choice (self);
}

static PursuitBoardLane *
find_lane_of (GtkWidget *card)
{
  return PURSUIT_BOARD_LANE (gtk_widget_get_ancestor (card, PURSUIT_TYPE_BOARD_LANE));
}

static void
pressed_cb (GtkGestureClick  *gesture,
            int               n_press,
            double            x,
            double            y,
            PursuitBoardPage *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->lane_box), x, y, GTK_PICK_DEFAULT);
  PursuitDealCard *card;
  PursuitRow *row;

  if (picked != NULL && !PURSUIT_IS_DEAL_CARD (picked))
    picked = gtk_widget_get_ancestor (picked, PURSUIT_TYPE_DEAL_CARD);
  card = picked != NULL ? PURSUIT_DEAL_CARD (picked) : NULL;
  row = card != NULL ? pursuit_deal_card_get_row (card) : NULL;
  if (row == NULL || !pursuit_row_is_loaded (row) || !self->may_edit)
    return;

  if ((state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0)
    {
      /* A drag of one of them begins like a click: it takes the others along. */
      if (!pursuit_board_page_is_chosen (self, pursuit_row_get_id (row)))
        pursuit_board_page_clear_choice (self);
      self->anchor_id = pursuit_row_get_id (row);
      return;
    }

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (card)));
  if ((state & GDK_SHIFT_MASK) != 0)
    choose_to (self, find_lane_of (GTK_WIDGET (card)), row);
  else
    toggle (self, row);
}

static void
released_cb (GtkGestureClick  *gesture,
             int               n_press,
             double            x,
             double            y,
             PursuitBoardPage *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if ((state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0)
    pursuit_board_page_clear_choice (self);
}

static void
choose_card (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);
  PursuitBoardTarget target;

  if (self->may_edit && pursuit_board_page_find_target (self, &target))
    toggle (self, target.row);
}

static void
choose_none (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  pursuit_board_page_clear_choice (PURSUIT_BOARD_PAGE (widget));
}

/* Called from init. */
void
pursuit_board_page_set_up_choice (PursuitBoardPage *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  self->chosen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  g_signal_connect_object (gesture, "pressed", G_CALLBACK (pressed_cb), self, 0);
  g_signal_connect_object (gesture, "released", G_CALLBACK (released_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->lane_box), GTK_EVENT_CONTROLLER (gesture));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "board.choose-none", FALSE);
}

/* Called from class_init. */
void
pursuit_board_page_install_choice (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "card.choose", NULL, choose_card);
  gtk_widget_class_install_action (widget_class, "board.choose-none", NULL, choose_none);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "board.choose-none", NULL);
}
