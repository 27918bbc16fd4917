/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-board-lane-private.h"

#include <glib/gi18n-lib.h>

/* Dragging a card from one lane to another. The lane only says what was dropped: the page's action moves the deal, as a
 * key or the menu would. */

static GdkContentProvider *
prepare_drag_cb (GtkDragSource    *source,
                 double            x,
                 double            y,
                 PursuitBoardLane *self)
{
  PursuitDealCard *card = self->editable ? pursuit_board_lane_pick_card (self, x, y) : NULL;
  PursuitRow *row = card != NULL ? pursuit_deal_card_get_row (card) : NULL;
  g_autoptr(GdkPaintable) widget = NULL;
  g_autoptr(GdkPaintable) icon = NULL;
  graphene_point_t hot;

  if (row == NULL || !pursuit_row_is_loaded (row))
    return NULL;

  /* The picture as it is now: the card itself fades. */
  widget = gtk_widget_paintable_new (GTK_WIDGET (card));
  icon = gdk_paintable_get_current_image (widget);
  if (!gtk_widget_compute_point (self->list, GTK_WIDGET (card), &GRAPHENE_POINT_INIT ((float) x, (float) y), &hot))
    hot = GRAPHENE_POINT_INIT (0, 0);
  gtk_drag_source_set_icon (source, icon, (int) hot.x, (int) hot.y);
  self->dragged_id = pursuit_row_get_id (row);

  return gdk_content_provider_new_typed (PURSUIT_TYPE_ROW, row);
}

static void
begin_drag_cb (GtkDragSource    *source,
               GdkDrag          *drag,
               PursuitBoardLane *self)
{
  PursuitDealCard *card = pursuit_board_lane_find_card (self, self->dragged_id);

  if (card != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (card), "dragged");
  g_signal_emit (self, pursuit_board_lane_signals[PURSUIT_LANE_DRAGGING], 0, TRUE);
}

static void
end_drag_cb (GtkDragSource    *source,
             GdkDrag          *drag,
             gboolean          delete_data,
             PursuitBoardLane *self)
{
  PursuitDealCard *card = pursuit_board_lane_find_card (self, self->dragged_id);

  if (card != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (card), "dragged");
  self->dragged_id = 0;
  g_signal_emit (self, pursuit_board_lane_signals[PURSUIT_LANE_DRAGGING], 0, FALSE);
}

static gboolean
accept_drop_cb (GtkDropTarget    *target,
                GdkDrop          *drop,
                PursuitBoardLane *self)
{
  return self->editable && self->dragged_id == 0 &&
         gdk_content_formats_contain_gtype (gdk_drop_get_formats (drop), PURSUIT_TYPE_ROW);
}

/* What a drop here does, or why it does nothing. */
static const char *
explain_drop (PursuitBoardLane *self)
{
  switch (self->grouping)
    {
    case PURSUIT_BOARD_BY_SELLER:
      return self->is_others ? _("Give it to one of the sellers by name") : _("The seller will be changed, nothing else");
    case PURSUIT_BOARD_BY_REGION:
      return _("The region is the customer’s: change it there");
    case PURSUIT_BOARD_BY_PRODUCT:
      return self->is_others ? _("Give it one of the product lines by name") : _("The product will be changed, nothing else");
    case PURSUIT_BOARD_BY_STAGE:
    case PURSUIT_N_BOARD_GROUPINGS:
    default:
      return _("Milestones will be checked");
    }
}

static gboolean
takes_drops (PursuitBoardLane *self)
{
  return self->grouping != PURSUIT_BOARD_BY_REGION && !self->is_others;
}

static GdkDragAction
enter_drop_cb (GtkDropTarget    *target,
               double            x,
               double            y,
               PursuitBoardLane *self)
{
  gtk_label_set_text (GTK_LABEL (self->slot), explain_drop (self));
  if (takes_drops (self))
    gtk_widget_remove_css_class (self->slot, "refused");
  else
    gtk_widget_add_css_class (self->slot, "refused");
  gtk_widget_set_visible (self->slot, TRUE);

  return takes_drops (self) ? GDK_ACTION_MOVE : 0;
}

static void
leave_drop_cb (GtkDropTarget    *target,
               PursuitBoardLane *self)
{
  gtk_widget_set_visible (self->slot, FALSE);
}

static gboolean
drop_cb (GtkDropTarget    *target,
         const GValue     *value,
         double            x,
         double            y,
         PursuitBoardLane *self)
{
  PursuitRow *row = g_value_get_object (value);

  gtk_widget_set_visible (self->slot, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (self), self->stage != NULL ? "board.drop" : "board.give", "(xi)",
                              pursuit_row_get_id (row), self->position);

  return TRUE;
}

/* Called from class_init. */
void
pursuit_board_lane_bind_dnd (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, prepare_drag_cb);
  gtk_widget_class_bind_template_callback (widget_class, begin_drag_cb);
  gtk_widget_class_bind_template_callback (widget_class, end_drag_cb);
  gtk_widget_class_bind_template_callback (widget_class, accept_drop_cb);
  gtk_widget_class_bind_template_callback (widget_class, enter_drop_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_drop_cb);
  gtk_widget_class_bind_template_callback (widget_class, drop_cb);
}

/* What a template cannot say: which type of content is dragged. */
void
pursuit_board_lane_set_up_dnd (PursuitBoardLane *self)
{
  GType type = PURSUIT_TYPE_ROW;

  gtk_drop_target_set_gtypes (self->drop_target, &type, 1);
}
