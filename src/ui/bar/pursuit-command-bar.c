/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-command-bar-private.h"

#include <adwaita.h>

#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/* Narrower than this the hints about keys give way; what can be clicked stays. */
#define NARROW_WIDTH 560
/* Lower than this the bar stands at the very top. */
#define LOW_HEIGHT 480

G_DEFINE_FINAL_TYPE (PursuitCommandBar, pursuit_command_bar, GTK_TYPE_WIDGET)

/* While the bar is open nothing below it can be reached with the keyboard. */
static void
hold_focus (PursuitCommandBar *self,
            gboolean           hold)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  for (GtkWidget *child = parent != NULL ? gtk_widget_get_first_child (parent) : NULL; child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (child != GTK_WIDGET (self))
      gtk_widget_set_can_focus (child, !hold);
}

static int
count_page (PursuitCommandBar *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);
  int height = row != NULL ? gtk_widget_get_height (GTK_WIDGET (row)) : 0;

  return height > 0 ? MAX (gtk_widget_get_height (self->scroller) / height - 1, 1) : 1;
}

static gboolean
move_by_key (PursuitCommandBar *self,
             guint              keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      pursuit_command_bar_move (self, -1);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      pursuit_command_bar_move (self, 1);
      return TRUE;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      pursuit_command_bar_move (self, -count_page (self));
      return TRUE;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      pursuit_command_bar_move (self, count_page (self));
      return TRUE;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      pursuit_command_bar_move (self, G_MININT);
      return TRUE;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      pursuit_command_bar_move (self, G_MAXINT);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
has_focus_within (PursuitCommandBar *self,
                  GtkWidget         *widget)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* Keys that an input method works with are its own. With Shift, Home and End are about the text. */
static gboolean
key_pressed_cb (PursuitCommandBar *self,
                guint              keyval,
                guint              keycode,
                GdkModifierType    modifiers)
{
  GdkModifierType held = modifiers & (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK);

  g_assert (PURSUIT_IS_COMMAND_BAR (self));

  if (self->is_composing)
    return GDK_EVENT_PROPAGATE;
  if (held == 0 && keyval == GDK_KEY_Escape)
    {
      pursuit_command_bar_close (self);
      return GDK_EVENT_STOP;
    }
  if (held == 0 && move_by_key (self, keyval))
    return GDK_EVENT_STOP;
  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter) ||
      (held != 0 && held != GDK_CONTROL_MASK) || !has_focus_within (self, GTK_WIDGET (self->entry)))
    return GDK_EVENT_PROPAGATE;

  pursuit_command_bar_activate (self, held == 0 ? PURSUIT_COMMAND_GO_HERE : PURSUIT_COMMAND_GO_BESIDE);
  return GDK_EVENT_STOP;
}

static void
pressed_cb (PursuitCommandBar *self,
            int                n_press,
            double             x,
            double             y)
{
  GtkWidget *there = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  g_assert (PURSUIT_IS_COMMAND_BAR (self));

  if (there == NULL || (there != self->panel && !gtk_widget_is_ancestor (there, self->panel)))
    pursuit_command_bar_close (self);
}

static void
typed_cb (PursuitCommandBar *self)
{
  g_assert (PURSUIT_IS_COMMAND_BAR (self));

  if (pursuit_command_bar_is_open (self))
    pursuit_command_bar_typed (self);
}

static void
composing_cb (PursuitCommandBar *self,
              const char        *preedit)
{
  g_assert (PURSUIT_IS_COMMAND_BAR (self));

  self->is_composing = preedit != NULL && *preedit != '\0';
}

static void
row_selected_cb (PursuitCommandBar *self,
                 GtkListBoxRow     *row)
{
  g_assert (PURSUIT_IS_COMMAND_BAR (self));

  pursuit_command_bar_announce (self, row);
}

static void
row_activated_cb (PursuitCommandBar *self,
                  GtkListBoxRow     *row)
{
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (GTK_WIDGET (self)));
  GdkDevice *pointer = seat != NULL ? gdk_seat_get_pointer (seat) : NULL;
  gboolean beside = pointer != NULL && (gdk_device_get_modifier_state (pointer) & GDK_CONTROL_MASK);

  g_assert (PURSUIT_IS_COMMAND_BAR (self));

  gtk_list_box_select_row (self->list, row);
  pursuit_command_bar_open_selected (self, beside ? PURSUIT_COMMAND_GO_BESIDE : PURSUIT_COMMAND_GO_HERE);
}

/* Puts a sign in front of what is typed, in place of another one. */
static void
set_prefix (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  PursuitCommandBar *self = PURSUIT_COMMAND_BAR (widget);
  g_autofree char *text = g_strconcat (g_variant_get_string (parameter, NULL), self->question->words, NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static void
try_again (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  PursuitCommandBar *self = PURSUIT_COMMAND_BAR (widget);

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  pursuit_command_bar_typed (self);
}

static gboolean
adapt_cb (gpointer user_data)
{
  PursuitCommandBar *self = user_data;

  self->adapt_id = 0;
  gtk_widget_set_visible (self->hints, !self->is_narrow);
  gtk_widget_set_visible (self->escape, !self->is_narrow);
  if (self->is_narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");

  return G_SOURCE_REMOVE;
}

static void
pursuit_command_bar_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  gtk_widget_measure (PURSUIT_COMMAND_BAR (widget)->clamp, orientation, for_size, minimum, natural, NULL, NULL);
}

/* What is shown cannot change while sizes are given out. The window's size counts: with everything in it the bar may need
 * more than there is. */
static void
pursuit_command_bar_size_allocate (GtkWidget *widget,
                                   int        width,
                                   int        height,
                                   int        baseline)
{
  PursuitCommandBar *self = PURSUIT_COMMAND_BAR (widget);
  GtkWidget *parent = gtk_widget_get_parent (widget);
  gboolean is_narrow = gtk_widget_get_width (parent) < NARROW_WIDTH || gtk_widget_get_height (parent) < LOW_HEIGHT;

  gtk_widget_allocate (self->clamp, width, height, -1, NULL);
  if (is_narrow == self->is_narrow)
    return;

  self->is_narrow = is_narrow;
  if (self->adapt_id == 0)
    self->adapt_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, adapt_cb, self, NULL);
}

/* Tab goes round within the bar. */
static gboolean
pursuit_command_bar_focus (GtkWidget        *widget,
                           GtkDirectionType  direction)
{
  if (GTK_WIDGET_CLASS (pursuit_command_bar_parent_class)->focus (widget, direction))
    return TRUE;
  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return FALSE;

  gtk_widget_set_focus_child (widget, NULL);
  return GTK_WIDGET_CLASS (pursuit_command_bar_parent_class)->focus (widget, direction);
}

static void
pursuit_command_bar_dispose (GObject *object)
{
  PursuitCommandBar *self = PURSUIT_COMMAND_BAR (object);

  pursuit_command_bar_stop_asking (self);
  g_clear_handle_id (&self->adapt_id, g_source_remove);
  g_clear_weak_pointer (&self->origin);
  g_clear_pointer (&self->actions, pursuit_command_actions_free);
  g_clear_object (&self->worker);
  /* What is selected while the list goes is nobody's choice. */
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_COMMAND_BAR);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (pursuit_command_bar_parent_class)->dispose (object);
}

static void
pursuit_command_bar_finalize (GObject *object)
{
  PursuitCommandBar *self = PURSUIT_COMMAND_BAR (object);

  g_clear_pointer (&self->question, pursuit_command_question_free);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_error (&self->problem);

  G_OBJECT_CLASS (pursuit_command_bar_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("bar/command-bar.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitCommandBar, clamp);
  gtk_widget_class_bind_template_child (widget_class, PursuitCommandBar, panel);
  gtk_widget_class_bind_template_child (widget_class, PursuitCommandBar, entry);
  gtk_widget_class_bind_template_child (widget_class, PursuitCommandBar, escape);
  gtk_widget_class_bind_template_child (widget_class, PursuitCommandBar, scroller);
  gtk_widget_class_bind_template_child (widget_class, PursuitCommandBar, list);
  gtk_widget_class_bind_template_child (widget_class, PursuitCommandBar, state);
  gtk_widget_class_bind_template_child (widget_class, PursuitCommandBar, sentence);
  gtk_widget_class_bind_template_child (widget_class, PursuitCommandBar, try_again);
  gtk_widget_class_bind_template_child (widget_class, PursuitCommandBar, hints);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
pursuit_command_bar_class_init (PursuitCommandBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pursuit_command_bar_dispose;
  object_class->finalize = pursuit_command_bar_finalize;
  widget_class->measure = pursuit_command_bar_measure;
  widget_class->size_allocate = pursuit_command_bar_size_allocate;
  widget_class->focus = pursuit_command_bar_focus;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_install_action (widget_class, "bar.prefix", "s", set_prefix);
  gtk_widget_class_install_action (widget_class, "bar.try-again", NULL, try_again);
  bind_template (widget_class);
}

static void
pursuit_command_bar_init (PursuitCommandBar *self)
{
  self->question = pursuit_command_question_parse ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  pursuit_command_bar_set_up_list (self);
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)), "preedit-changed",
                           G_CALLBACK (composing_cb), self, G_CONNECT_SWAPPED);
}

/**
 * pursuit_command_bar_new:
 *
 * Returns: (transfer floating): a bar that is not open
 */
GtkWidget *
pursuit_command_bar_new (void)
{
  return g_object_new (PURSUIT_TYPE_COMMAND_BAR, "visible", FALSE, NULL);
}

/**
 * pursuit_command_bar_open:
 * @self: a bar in a window, over what can be done there
 * @worker: (nullable): the database, %NULL when there is none: then only actions are found
 * @page: (nullable): the page that is looked at
 *
 * Opens the bar. Actions are about what has the focus at this moment; the focus goes back there when the bar closes.
 */
void
pursuit_command_bar_open (PursuitCommandBar *self,
                          PursuitWorker     *worker,
                          GtkWidget         *page)
{
  GtkRoot *root;

  g_return_if_fail (PURSUIT_IS_COMMAND_BAR (self));

  root = gtk_widget_get_root (GTK_WIDGET (self));
  if (pursuit_command_bar_is_open (self) || root == NULL)
    return;

  g_set_object (&self->worker, worker);
  g_set_weak_pointer (&self->origin, gtk_root_get_focus (root));
  g_clear_pointer (&self->actions, pursuit_command_actions_free);
  self->actions = pursuit_command_actions_new (GTK_WIDGET (self), self->origin, page);
  self->is_composing = FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  pursuit_command_bar_clear_list (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  hold_focus (self, TRUE);
  pursuit_command_bar_typed (self);
}

/**
 * pursuit_command_bar_close:
 * @self: a bar
 *
 * Closes the bar, if it is open; the focus goes back to where it was.
 */
void
pursuit_command_bar_close (PursuitCommandBar *self)
{
  g_autoptr(GtkWidget) origin = NULL;

  g_return_if_fail (PURSUIT_IS_COMMAND_BAR (self));

  if (!pursuit_command_bar_is_open (self))
    return;

  pursuit_command_bar_stop_asking (self);
  hold_focus (self, FALSE);
  g_set_object (&origin, self->origin);
  g_clear_weak_pointer (&self->origin);
  if (origin == NULL || !gtk_widget_get_mapped (origin) || !gtk_widget_grab_focus (origin))
    gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * pursuit_command_bar_is_open:
 * @self: a bar
 *
 * Returns: whether it is shown
 */
gboolean
pursuit_command_bar_is_open (PursuitCommandBar *self)
{
  g_return_val_if_fail (PURSUIT_IS_COMMAND_BAR (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self));
}

/**
 * pursuit_command_bar_is_asking:
 * @self: a bar
 *
 * Returns: whether the answer to what is typed is still to come
 */
gboolean
pursuit_command_bar_is_asking (PursuitCommandBar *self)
{
  g_return_val_if_fail (PURSUIT_IS_COMMAND_BAR (self), FALSE);

  return !self->is_answered;
}

/**
 * pursuit_command_bar_get_entry:
 * @self: a bar
 *
 * Returns: (transfer none): where one types
 */
GtkWidget *
pursuit_command_bar_get_entry (PursuitCommandBar *self)
{
  g_return_val_if_fail (PURSUIT_IS_COMMAND_BAR (self), NULL);

  return GTK_WIDGET (self->entry);
}

/**
 * pursuit_command_bar_get_items:
 * @self: a bar
 *
 * Returns: (transfer none) (element-type PursuitCommandItem): what it lists
 */
GListModel *
pursuit_command_bar_get_items (PursuitCommandBar *self)
{
  g_return_val_if_fail (PURSUIT_IS_COMMAND_BAR (self), NULL);

  return G_LIST_MODEL (self->items);
}

/**
 * pursuit_command_bar_get_sentence:
 * @self: a bar
 *
 * Returns: (transfer none): what it says beside or instead of the list, "" for nothing
 */
const char *
pursuit_command_bar_get_sentence (PursuitCommandBar *self)
{
  g_return_val_if_fail (PURSUIT_IS_COMMAND_BAR (self), "");

  return gtk_widget_get_visible (self->state) ? gtk_label_get_text (self->sentence) : "";
}
