/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-board-lane-private.h"

#include "pursuit-list-place.h"
#include "pursuit-short-label.h"
#include "pursuit-ui-types.h"

G_DEFINE_FINAL_TYPE (PursuitBoardLane, pursuit_board_lane, GTK_TYPE_WIDGET)

guint pursuit_board_lane_signals[PURSUIT_N_LANE_SIGNALS];

static void
setup_card_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item,
               PursuitBoardLane         *self)
{
  gtk_list_item_set_child (item, pursuit_deal_card_new ());
}

static void
bind_card_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              PursuitBoardLane         *self)
{
  PursuitDealCard *card = PURSUIT_DEAL_CARD (gtk_list_item_get_child (item));

  pursuit_deal_card_set_compact (card, self->compact);
  pursuit_deal_card_set_stage_probability (card, self->stage != NULL ? (int) self->stage->probability : -1);
  pursuit_deal_card_set_says_stage (card, self->stage == NULL);
  pursuit_deal_card_show (card, gtk_list_item_get_item (item), self->currency);
  pursuit_board_lane_mark_chosen (self, card);
}

static void
unbind_card_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *item,
                PursuitBoardLane         *self)
{
  pursuit_deal_card_show (PURSUIT_DEAL_CARD (gtk_list_item_get_child (item)), NULL, NULL);
}

static gboolean
has_more (PursuitBoardLane *self)
{
  return gtk_slice_list_model_get_size (self->slice) < g_list_model_get_n_items (G_LIST_MODEL (self->model));
}

static void
show_more (PursuitBoardLane *self)
{
  gtk_slice_list_model_set_size (self->slice, gtk_slice_list_model_get_size (self->slice) + PURSUIT_LANE_FEW_CARDS);
}

static gboolean
fill_cb (gpointer user_data)
{
  PursuitBoardLane *self = user_data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  double below = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_value (adjustment) -
                 gtk_adjustment_get_page_size (adjustment);

  self->fill_source = 0;
  if (gtk_widget_get_mapped (self->list) && below < gtk_adjustment_get_page_size (adjustment) / 2)
    show_more (self);

  return G_SOURCE_REMOVE;
}

/* Half a screen below what is seen is always there. Not while the list lays itself out. */
static void
scrolled_cb (GtkAdjustment    *adjustment,
             PursuitBoardLane *self)
{
  if (self->fill_source == 0 && has_more (self))
    self->fill_source = g_idle_add (fill_cb, self);
}

static void
activate_cb (GtkListView      *list,
             guint             position,
             PursuitBoardLane *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "card.open", NULL);
}

/* The list view keeps the arrows for itself, but has nothing to the left and right; and what it takes for the end is only
 * the end of what was made so far. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                PursuitBoardLane      *self)
{
  gboolean backwards = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  gboolean left = keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left;
  gboolean right = keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right;

  if (keyval == GDK_KEY_space && (state & gtk_accelerator_get_default_mod_mask ()) == GDK_CONTROL_MASK)
    return gtk_widget_activate_action (GTK_WIDGET (self), "card.choose", NULL);
  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_space)
    return gtk_widget_activate_action (GTK_WIDGET (self), "board.details", NULL);
  if (keyval == GDK_KEY_End || keyval == GDK_KEY_KP_End)
    return pursuit_board_lane_focus_at (self, G_MAXUINT);
  if (!left && !right)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_activate_action (GTK_WIDGET (self), "board.step", "i", left != backwards ? -1 : 1);
  return GDK_EVENT_STOP;
}

static void
menu_pressed_cb (GtkGestureClick  *gesture,
                 int               n_press,
                 double            x,
                 double            y,
                 PursuitBoardLane *self)
{
  PursuitDealCard *card = pursuit_board_lane_pick_card (self, x, y);

  if (card == NULL)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (card)));
  gtk_widget_activate_action (GTK_WIDGET (self), "card.menu", NULL);
}

static void
toggle_fold (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  PursuitBoardLane *self = PURSUIT_BOARD_LANE (widget);

  pursuit_board_lane_set_folded (self, !self->folded);
  gtk_widget_grab_focus (self->folded ? self->strip : self->fold_button);
  g_signal_emit (self, pursuit_board_lane_signals[PURSUIT_LANE_FOLDED], 0);
}

static void
model_state_cb (PursuitBoardLane *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->problem), pursuit_list_status_is_needed (self->problem));
}

/* The lanes share the width equally and take what height there is: the cards in them must not matter, and are not asked;
 * measuring hundreds of them at every width that somebody tries takes longer than all the rest. The least width is in
 * the style. */
static void
pursuit_board_lane_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  PursuitBoardLane *self = PURSUIT_BOARD_LANE (widget);

  gtk_widget_measure (self->folded ? self->strip : self->head, orientation, -1, minimum, natural, NULL, NULL);
  *natural = *minimum;
}

static void
pursuit_board_lane_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  PursuitBoardLane *self = PURSUIT_BOARD_LANE (widget);

  gtk_widget_allocate (self->folded ? self->strip : self->open_side, width, height, -1, NULL);
}

static void
pursuit_board_lane_dispose (GObject *object)
{
  PursuitBoardLane *self = PURSUIT_BOARD_LANE (object);

  g_clear_handle_id (&self->fill_source, g_source_remove);
  if (self->list != NULL)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  self->list = NULL;
  g_clear_object (&self->slice);
  g_clear_object (&self->model);
  g_clear_object (&self->stage);
  g_clear_pointer (&self->chosen, g_hash_table_unref);
  g_clear_pointer (&self->strip, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_BOARD_LANE);

  G_OBJECT_CLASS (pursuit_board_lane_parent_class)->dispose (object);
}

static void
pursuit_board_lane_finalize (GObject *object)
{
  PursuitBoardLane *self = PURSUIT_BOARD_LANE (object);

  g_free (self->currency);
  g_free (self->key_text);
  g_free (self->label);

  G_OBJECT_CLASS (pursuit_board_lane_parent_class)->finalize (object);
}

static void
bind_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "card.move", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, GDK_ALT_MASK, "card.move", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK | GDK_SHIFT_MASK, "card.buyer-stage", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, GDK_ALT_MASK | GDK_SHIFT_MASK, "card.buyer-stage", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "card.open-dossier", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "card.open-dossier", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "card.edit-next-step", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, 0, "card.win", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, 0, "card.lose", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, 0, "card.park", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, 0, "card.milestones", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "card.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "card.menu", NULL);
  for (int i = 1; i <= 9; i++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0 + (guint) i, 0, "board.go-to-lane", "i", i);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("board/board-lane.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardLane, open_side);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardLane, head);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardLane, number);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardLane, name);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardLane, buyer_icon);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardLane, buyer_name);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardLane, fold_button);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardLane, count);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardLane, amount);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardLane, probability);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardLane, weighted);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardLane, slot);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardLane, problem);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardLane, scroller);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardLane, list);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardLane, drag_source);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardLane, drop_target);
  gtk_widget_class_bind_template_callback (widget_class, setup_card_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_card_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_card_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, menu_pressed_cb);
}

static void
pursuit_board_lane_class_init (PursuitBoardLaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = pursuit_board_lane_dispose;
  object_class->finalize = pursuit_board_lane_finalize;
  widget_class->measure = pursuit_board_lane_measure;
  widget_class->size_allocate = pursuit_board_lane_size_allocate;

  /**
   * PursuitBoardLane::folded:
   *
   * A person folded or unfolded the lane.
   */
  pursuit_board_lane_signals[PURSUIT_LANE_FOLDED] =
    g_signal_new ("folded", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * PursuitBoardLane::dragging:
   * @self: the lane
   * @dragging: whether one of its cards is being dragged
   */
  pursuit_board_lane_signals[PURSUIT_LANE_DRAGGING] =
    g_signal_new ("dragging", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  g_type_ensure (PURSUIT_TYPE_LIST_STATUS);
  g_type_ensure (PURSUIT_TYPE_SHORT_LABEL);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "lane.fold", NULL, toggle_fold);
  bind_keys (widget_class);
  bind_template (widget_class);
  pursuit_board_lane_bind_dnd (widget_class);
}

static void
pursuit_board_lane_init (PursuitBoardLane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pursuit_board_lane_set_up_dnd (self);
  pursuit_board_lane_set_up_tips (self);
  pursuit_board_lane_show_fold (self);
}

/**
 * pursuit_board_lane_new:
 * @lane: what it is a lane of
 * @position: its number, from 1
 * @worker: where they come from
 * @n_first: how many cards to show before somebody scrolls
 *
 * Returns: (transfer floating): a lane whose model has no query yet
 */
GtkWidget *
pursuit_board_lane_new (const PursuitLane *lane,
                        int                position,
                        PursuitWorker     *worker,
                        guint              n_first)
{
  PursuitBoardLane *self = g_object_new (PURSUIT_TYPE_BOARD_LANE, NULL);
  const PursuitOpened *opened = pursuit_worker_get_opened (worker);
  g_autoptr(GtkNoSelection) selection = NULL;

  g_set_object (&self->stage, lane->stage);
  self->grouping = lane->grouping;
  self->key_id = lane->key_id;
  self->key_text = g_strdup (lane->key_text);
  self->label = g_strdup (lane->label);
  self->is_others = lane->is_others;
  self->position = position;
  self->currency = g_strdup (opened != NULL ? opened->currency : NULL);
  self->model = pursuit_query_model_new (worker);
  self->slice = gtk_slice_list_model_new (G_LIST_MODEL (g_object_ref (self->model)), 0, n_first);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->slice)));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (selection));

  pursuit_list_place_keep (GTK_LIST_VIEW (self->list), self->model, (PursuitRowOfChild) pursuit_deal_card_get_row);
  pursuit_list_status_set_model (self->problem, self->model);
  g_signal_connect_object (self->model, "notify::error", G_CALLBACK (model_state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify::loading", G_CALLBACK (model_state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), "value-changed",
                           G_CALLBACK (scrolled_cb), self, 0);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), "changed",
                           G_CALLBACK (scrolled_cb), self, 0);
  pursuit_board_lane_show_head (self);

  return GTK_WIDGET (self);
}

/**
 * pursuit_board_lane_get_stage:
 * @self: a lane
 *
 * Returns: (transfer none) (nullable): its stage, %NULL in other groupings
 */
PursuitStage *
pursuit_board_lane_get_stage (PursuitBoardLane *self)
{
  g_return_val_if_fail (PURSUIT_IS_BOARD_LANE (self), NULL);

  return self->stage;
}

/**
 * pursuit_board_lane_get_position:
 * @self: a lane
 *
 * Returns: its number, from 1: the position of its stage, or its place among the lanes
 */
int
pursuit_board_lane_get_position (PursuitBoardLane *self)
{
  g_return_val_if_fail (PURSUIT_IS_BOARD_LANE (self), 0);

  return self->position;
}

/**
 * pursuit_board_lane_is:
 * @self: a lane
 * @lane: what was read
 *
 * Returns: whether that is what this lane shows, by the same name
 */
gboolean
pursuit_board_lane_is (PursuitBoardLane  *self,
                       const PursuitLane *lane)
{
  g_return_val_if_fail (PURSUIT_IS_BOARD_LANE (self), FALSE);

  return self->grouping == lane->grouping && self->key_id == lane->key_id && self->is_others == lane->is_others &&
         g_strcmp0 (self->key_text, lane->key_text) == 0 && g_strcmp0 (self->label, lane->label) == 0 &&
         (self->stage == NULL ||
          PURSUIT_RECORD (self->stage)->revision == PURSUIT_RECORD (lane->stage)->revision);
}

/**
 * pursuit_board_lane_dup_key:
 * @self: a lane
 *
 * Returns: (transfer full): what tells it from the others of its grouping, as a text that can be kept
 */
char *
pursuit_board_lane_dup_key (PursuitBoardLane *self)
{
  g_return_val_if_fail (PURSUIT_IS_BOARD_LANE (self), NULL);

  if (self->stage != NULL)
    return g_strdup_printf ("%d", self->position);
  if (self->is_others)
    return g_strdup ("*");

  return self->key_text != NULL ? g_strdup (self->key_text) : g_strdup_printf ("%" G_GINT64_FORMAT, self->key_id);
}

/**
 * pursuit_board_lane_get_key_id:
 * @self: a lane
 *
 * Returns: the number of its stage or seller, 0 when it has none
 */
gint64
pursuit_board_lane_get_key_id (PursuitBoardLane *self)
{
  g_return_val_if_fail (PURSUIT_IS_BOARD_LANE (self), 0);

  return self->key_id;
}

/**
 * pursuit_board_lane_get_key_text:
 * @self: a lane
 *
 * Returns: (transfer none) (nullable): its region or product line
 */
const char *
pursuit_board_lane_get_key_text (PursuitBoardLane *self)
{
  g_return_val_if_fail (PURSUIT_IS_BOARD_LANE (self), NULL);

  return self->key_text;
}

/**
 * pursuit_board_lane_get_label:
 * @self: a lane
 *
 * Returns: (transfer none): what it is called
 */
const char *
pursuit_board_lane_get_label (PursuitBoardLane *self)
{
  g_return_val_if_fail (PURSUIT_IS_BOARD_LANE (self), NULL);

  return self->label;
}

/**
 * pursuit_board_lane_get_model:
 * @self: a lane
 *
 * Returns: (transfer none): all its deals, whatever of them is shown
 */
PursuitQueryModel *
pursuit_board_lane_get_model (PursuitBoardLane *self)
{
  g_return_val_if_fail (PURSUIT_IS_BOARD_LANE (self), NULL);

  return self->model;
}

/**
 * pursuit_board_lane_set_folded:
 * @self: a lane
 * @folded: whether to show only a strip
 */
void
pursuit_board_lane_set_folded (PursuitBoardLane *self,
                               gboolean          folded)
{
  g_return_if_fail (PURSUIT_IS_BOARD_LANE (self));

  if (self->folded == folded)
    return;

  self->folded = folded;
  pursuit_board_lane_show_fold (self);
}

/**
 * pursuit_board_lane_get_folded:
 * @self: a lane
 *
 * Returns: whether it shows only a strip
 */
gboolean
pursuit_board_lane_get_folded (PursuitBoardLane *self)
{
  g_return_val_if_fail (PURSUIT_IS_BOARD_LANE (self), FALSE);

  return self->folded;
}

/**
 * pursuit_board_lane_set_compact:
 * @self: a lane
 * @compact: whether its cards are small
 */
void
pursuit_board_lane_set_compact (PursuitBoardLane *self,
                                gboolean          compact)
{
  g_return_if_fail (PURSUIT_IS_BOARD_LANE (self));

  self->compact = compact;
  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (pursuit_board_lane_get_card_of_row (row) != NULL)
      pursuit_deal_card_set_compact (pursuit_board_lane_get_card_of_row (row), compact);
}

/**
 * pursuit_board_lane_show_again:
 * @self: a lane
 *
 * Shows the cards anew: what is today is tomorrow's yesterday.
 */
void
pursuit_board_lane_show_again (PursuitBoardLane *self)
{
  g_return_if_fail (PURSUIT_IS_BOARD_LANE (self));

  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      PursuitDealCard *card = pursuit_board_lane_get_card_of_row (row);

      if (card != NULL && pursuit_deal_card_get_row (card) != NULL)
        pursuit_deal_card_show (card, pursuit_deal_card_get_row (card), self->currency);
    }
}

/**
 * pursuit_board_lane_set_editable:
 * @self: a lane
 * @editable: whether cards can be dragged out of it and into it
 */
void
pursuit_board_lane_set_editable (PursuitBoardLane *self,
                                 gboolean          editable)
{
  g_return_if_fail (PURSUIT_IS_BOARD_LANE (self));

  self->editable = editable;
}
