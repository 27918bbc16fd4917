/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-customer-list.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "pursuit-customer-row.h"
#include "pursuit-customer.h"
#include "pursuit-list-place.h"
#include "pursuit-list-status.h"
#include "pursuit-own-set.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/*
 * PursuitCustomerList is the left pane: the filters, how many customers they leave, and those.
 *
 *   PursuitCustomerFilter -> PursuitQuery -> PursuitQueryModel -> GtkSingleSelection -> GtkListView
 *
 * What is selected is remembered by id: rows come, go and move by themselves when somebody changes the database.
 */
struct _PursuitCustomerList
{
  GtkWidget parent_instance;

  PursuitCustomerFilter *filter;
  GtkLabel *summary;
  GtkStack *stack;
  GtkListView *view;
  PursuitListStatus *status;
  GtkPopoverMenu *context_menu;

  PursuitWorker *worker;
  PursuitQueryModel *model;
  GtkSingleSelection *selection;
  gint64 selected_id;
  guint scroll_id;
  gboolean is_restoring;   /* the selection follows the model, nobody selected anything */
  gboolean is_settled;     /* the first answer is here */
};

enum
{
  PROP_SETTLED = 1,
  N_PROPS,
};

enum
{
  SIGNAL_SELECTED,
  SIGNAL_OPENED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PursuitCustomerList, pursuit_customer_list, GTK_TYPE_WIDGET)

static const char *
get_currency (PursuitCustomerList *self)
{
  const PursuitOpened *opened = self->worker != NULL ? pursuit_worker_get_opened (self->worker) : NULL;

  return opened != NULL ? opened->currency : NULL;
}

static void
setup_cb (PursuitCustomerList *self,
          GtkListItem         *item)
{
  g_assert (PURSUIT_IS_CUSTOMER_LIST (self));

  gtk_list_item_set_child (item, pursuit_customer_row_new ());
}

static void
bind_cb (PursuitCustomerList *self,
         GtkListItem         *item)
{
  g_assert (PURSUIT_IS_CUSTOMER_LIST (self));

  pursuit_customer_row_show (PURSUIT_CUSTOMER_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item),
                             get_currency (self));
}

static void
unbind_cb (PursuitCustomerList *self,
           GtkListItem         *item)
{
  pursuit_customer_row_show (PURSUIT_CUSTOMER_ROW (gtk_list_item_get_child (item)), NULL, NULL);
}

static const char *
format_reversed_summary (PursuitOrder order,
                         guint        n)
{
  switch (order)
    {
    case PURSUIT_ORDER_NAME:
      return ngettext ("%u shown · by name, last first", "%u shown · by name, last first", n);
    case PURSUIT_ORDER_AMOUNT:
      return ngettext ("%u shown · lowest estimated revenue first", "%u shown · lowest estimated revenue first", n);
    case PURSUIT_ORDER_AGE:
      return ngettext ("%u shown · oldest first", "%u shown · oldest first", n);
    case PURSUIT_ORDER_GRADE:
      return ngettext ("%u shown · lowest grade first", "%u shown · lowest grade first", n);
    case PURSUIT_ORDER_DEFAULT:
    default:
      return ngettext ("%u shown · longest without contact first", "%u shown · longest without contact first", n);
    }
}

static const char *
format_summary (PursuitCustomerList *self,
                guint                n)
{
  const PursuitQuery *query = pursuit_customer_filter_get_query (self->filter);

  if (query->reversed)
    return format_reversed_summary (query->order, n);
  switch (query->order)
    {
    case PURSUIT_ORDER_NAME:
      return ngettext ("%u shown · by name", "%u shown · by name", n);
    case PURSUIT_ORDER_AMOUNT:
      return ngettext ("%u shown · by estimated revenue", "%u shown · by estimated revenue", n);
    case PURSUIT_ORDER_AGE:
      return ngettext ("%u shown · newest first", "%u shown · newest first", n);
    case PURSUIT_ORDER_GRADE:
      return ngettext ("%u shown · by grade", "%u shown · by grade", n);
    case PURSUIT_ORDER_DEFAULT:
    default:
      return ngettext ("%u shown · by last contact", "%u shown · by last contact", n);
    }
}

static char *
dup_summary (PursuitCustomerList *self,
             guint                n)
{
  const PursuitQuery *query = pursuit_customer_filter_get_query (self->filter);
  const PursuitField *own =
    query->own_order != NULL && self->worker != NULL
      ? pursuit_own_set_find_field (pursuit_worker_get_own_set (self->worker), PURSUIT_TYPE_CUSTOMER, query->own_order) : NULL;

  if (own == NULL)
    return g_strdup_printf (format_summary (self, n), n);
  if (query->reversed)
    return g_strdup_printf (ngettext ("%1$u shown · by “%2$s”, last first", "%1$u shown · by “%2$s”, last first", n), n, _(own->label));

  return g_strdup_printf (ngettext ("%1$u shown · by “%2$s”", "%1$u shown · by “%2$s”", n), n, _(own->label));
}

static void
show_state (PursuitCustomerList *self)
{
  const char *error = self->model != NULL ? pursuit_query_model_get_error (self->model) : NULL;
  guint n = self->model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->model)) : 0;
  g_autofree char *summary = dup_summary (self, n);
  const char *page = "list";

  if (error != NULL || !self->is_settled)
    page = "status";
  else if (n == 0)
    page = pursuit_customer_filter_is_active (self->filter) ? "nothing" : "empty";

  gtk_label_set_text (self->summary, n > 0 ? summary : "");
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
settle (PursuitCustomerList *self,
        gboolean             is_settled)
{
  if (self->is_settled == is_settled)
    return;

  self->is_settled = is_settled;
  show_state (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SETTLED]);
}

static void
loading_cb (PursuitCustomerList *self)
{
  g_assert (PURSUIT_IS_CUSTOMER_LIST (self));

  if (!pursuit_query_model_is_loading (self->model))
    settle (self, TRUE);
  show_state (self);
}

/* The model moved below the selection: the same customer stays selected while listed. */
static void
restore_selection (PursuitCustomerList *self)
{
  guint position = self->selected_id != 0 ? pursuit_query_model_find (self->model, self->selected_id) : G_MAXUINT;

  if (position == gtk_single_selection_get_selected (self->selection))
    return;

  self->is_restoring = TRUE;
  gtk_single_selection_set_selected (self->selection, position == G_MAXUINT ? GTK_INVALID_LIST_POSITION : position);
  self->is_restoring = FALSE;
}

static void
items_changed_cb (PursuitCustomerList *self)
{
  g_assert (PURSUIT_IS_CUSTOMER_LIST (self));

  restore_selection (self);
  show_state (self);
}

static void
selected_cb (PursuitCustomerList *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);
  gint64 id = pursuit_query_model_get_id (self->model, position);

  g_assert (PURSUIT_IS_CUSTOMER_LIST (self));

  /* A selection that only got lost because its row moved comes back in restore_selection(). */
  if (self->is_restoring || id == 0 || id == self->selected_id)
    return;

  self->selected_id = id;
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, id);
}

static void
filter_changed_cb (PursuitCustomerList *self)
{
  g_assert (PURSUIT_IS_CUSTOMER_LIST (self));

  if (self->model != NULL)
    pursuit_query_model_set_query (self->model, pursuit_customer_filter_get_query (self->filter));
  show_state (self);
}

/* Rows that come into view are waited for. */
static void
scrolled_cb (PursuitCustomerList *self)
{
  g_assert (PURSUIT_IS_CUSTOMER_LIST (self));

  pursuit_customer_filter_step_aside (self->filter);
}

static void
activate_cb (PursuitCustomerList *self,
             guint                position)
{
  g_assert (PURSUIT_IS_CUSTOMER_LIST (self));

  g_signal_emit (self, signals[SIGNAL_OPENED], 0);
}

/* From the words to the list, as in a menu. */
static gboolean
search_key_cb (PursuitCustomerList *self,
               guint                keyval,
               guint                keycode,
               GdkModifierType      state)
{
  g_assert (PURSUIT_IS_CUSTOMER_LIST (self));

  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_Return)
    return GDK_EVENT_PROPAGATE;

  if (self->selection != NULL && gtk_single_selection_get_selected (self->selection) == GTK_INVALID_LIST_POSITION)
    gtk_single_selection_set_selected (self->selection, 0);
  gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);

  return GDK_EVENT_STOP;
}

static PursuitCustomerRow *
find_row_at (PursuitCustomerList *self,
             double               x,
             double               y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);
  GtkWidget *row = NULL;

  for (; widget != NULL && widget != GTK_WIDGET (self->view) && row == NULL; widget = gtk_widget_get_parent (widget))
    {
      row = PURSUIT_IS_CUSTOMER_ROW (widget) ? widget : gtk_widget_get_first_child (widget);
      if (!PURSUIT_IS_CUSTOMER_ROW (row))
        row = NULL;
    }

  return row != NULL ? PURSUIT_CUSTOMER_ROW (row) : NULL;
}

/* @x and @y are within the list view. */
static void
popup_at (PursuitCustomerList *self,
          double               x,
          double               y)
{
  graphene_point_t there;

  if (!gtk_widget_compute_point (GTK_WIDGET (self->view), GTK_WIDGET (self),
                                 &GRAPHENE_POINT_INIT ((float) x, (float) y), &there))
    return;

  gtk_popover_set_pointing_to (GTK_POPOVER (self->context_menu), &(GdkRectangle) { (int) there.x, (int) there.y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->context_menu));
}

static void
secondary_pressed_cb (PursuitCustomerList *self,
                      int                  n_press,
                      double               x,
                      double               y,
                      GtkGesture          *gesture)
{
  PursuitCustomerRow *row = find_row_at (self, x, y);
  PursuitRow *customer = row != NULL ? pursuit_customer_row_get_row (row) : NULL;

  g_assert (PURSUIT_IS_CUSTOMER_LIST (self));

  if (customer == NULL)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  pursuit_customer_list_select (self, pursuit_row_get_id (customer));
  popup_at (self, x, y);
}

static void
primary_released_cb (PursuitCustomerList *self,
                     int                  n_press,
                     double               x,
                     double               y)
{
  g_assert (PURSUIT_IS_CUSTOMER_LIST (self));

  if (find_row_at (self, x, y) != NULL)
    g_signal_emit (self, signals[SIGNAL_OPENED], 0);
}

/* Shift+F10: below the row that has the focus. */
static void
open_context_menu (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  PursuitCustomerList *self = PURSUIT_CUSTOMER_LIST (widget);
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->view));
  graphene_rect_t bounds;

  if (self->selected_id == 0 || focus == NULL || !gtk_widget_compute_bounds (focus, GTK_WIDGET (self->view), &bounds))
    return;

  popup_at (self, bounds.origin.x + bounds.size.width / 2, bounds.origin.y + bounds.size.height / 2);
}

static void
pursuit_customer_list_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SETTLED:
      g_value_set_boolean (value, PURSUIT_CUSTOMER_LIST (object)->is_settled);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_customer_list_dispose (GObject *object)
{
  PursuitCustomerList *self = PURSUIT_CUSTOMER_LIST (object);

  self->is_restoring = TRUE;
  if (self->view != NULL)
    {
      if (self->scroll_id != 0)
        gtk_widget_remove_tick_callback (GTK_WIDGET (self->view), self->scroll_id);
      self->scroll_id = 0;
      gtk_list_view_set_model (self->view, NULL);
    }
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->worker);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_CUSTOMER_LIST);

  G_OBJECT_CLASS (pursuit_customer_list_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/customer-list.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerList, filter);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerList, summary);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerList, stack);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerList, view);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerList, status);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerList, context_menu);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, scrolled_cb);
  gtk_widget_class_bind_template_callback (widget_class, secondary_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, primary_released_cb);
}

static void
pursuit_customer_list_class_init (PursuitCustomerListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pursuit_customer_list_dispose;
  object_class->get_property = pursuit_customer_list_get_property;

  props[PROP_SETTLED] = g_param_spec_boolean ("settled", NULL, NULL, FALSE,
                                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * PursuitCustomerList::selected:
   * @id: the customer
   *
   * A person selected another customer.
   */
  signals[SIGNAL_SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                           NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  /**
   * PursuitCustomerList::opened:
   *
   * A person wants to go to the selected customer.
   */
  signals[SIGNAL_OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "list.menu", NULL, open_context_menu);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "list.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "list.menu", NULL);

  g_type_ensure (PURSUIT_TYPE_CUSTOMER_FILTER);
  g_type_ensure (PURSUIT_TYPE_LIST_STATUS);
  bind_template (widget_class);
}

static void
pursuit_customer_list_init (PursuitCustomerList *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (search_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (pursuit_customer_filter_get_search (self->filter), keys);
  show_state (self);
}

static void
watch_model (PursuitCustomerList *self)
{
  self->model = pursuit_query_model_new (self->worker);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (self->model, "notify::loading", G_CALLBACK (loading_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify::error", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  pursuit_list_place_keep (self->view, self->model, (PursuitRowOfChild) pursuit_customer_row_get_row);
}

/**
 * pursuit_customer_list_set_worker:
 * @self: a list
 * @worker: (nullable): the opened database, %NULL when it is closed
 *
 * Lists the customers of another database, nobody selected.
 */
void
pursuit_customer_list_set_worker (PursuitCustomerList *self,
                                  PursuitWorker       *worker)
{
  g_return_if_fail (PURSUIT_IS_CUSTOMER_LIST (self));

  gtk_list_view_set_model (self->view, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  self->selected_id = 0;
  settle (self, FALSE);
  g_set_object (&self->worker, worker);
  if (worker != NULL)
    watch_model (self);
  pursuit_list_status_set_model (self->status, self->model);
  pursuit_customer_filter_set_worker (self->filter, worker);
}

/**
 * pursuit_customer_list_get_model:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): what is listed, before the selection
 */
PursuitQueryModel *
pursuit_customer_list_get_model (PursuitCustomerList *self)
{
  g_return_val_if_fail (PURSUIT_IS_CUSTOMER_LIST (self), NULL);

  return self->model;
}

/**
 * pursuit_customer_list_get_filter:
 * @self: a list
 *
 * Returns: (transfer none): the filters
 */
PursuitCustomerFilter *
pursuit_customer_list_get_filter (PursuitCustomerList *self)
{
  g_return_val_if_fail (PURSUIT_IS_CUSTOMER_LIST (self), NULL);

  return self->filter;
}

/**
 * pursuit_customer_list_get_selected:
 * @self: a list
 *
 * Returns: who is selected, 0 for nobody
 */
gint64
pursuit_customer_list_get_selected (PursuitCustomerList *self)
{
  g_return_val_if_fail (PURSUIT_IS_CUSTOMER_LIST (self), 0);

  return self->selected_id;
}

static gboolean
scroll_cb (GtkWidget     *view,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  PursuitCustomerList *self = user_data;
  guint position = self->selection != NULL ? gtk_single_selection_get_selected (self->selection)
                                           : GTK_INVALID_LIST_POSITION;

  if (gtk_widget_get_height (view) == 0)
    return G_SOURCE_CONTINUE;
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (view, "list.scroll-to-item", "u", position);
  self->scroll_id = 0;

  return G_SOURCE_REMOVE;
}

/* A list view that is told to scroll before it ever had a size shows one row for good (GTK 4.8): wait for a frame. */
static void
scroll_to_selected (PursuitCustomerList *self)
{
  if (self->scroll_id == 0)
    self->scroll_id = gtk_widget_add_tick_callback (GTK_WIDGET (self->view), scroll_cb, self, NULL);
}

/**
 * pursuit_customer_list_select:
 * @self: a list
 * @customer_id: whom to select, 0 for the first
 *
 * Selects a customer, as a click would; one that the filters leave out is selected but not seen in the list.
 */
void
pursuit_customer_list_select (PursuitCustomerList *self,
                              gint64               customer_id)
{
  g_return_if_fail (PURSUIT_IS_CUSTOMER_LIST (self));

  if (self->model == NULL)
    return;
  if (customer_id == 0)
    customer_id = pursuit_query_model_get_id (self->model, 0);
  if (customer_id == 0 || customer_id == self->selected_id)
    return;

  self->selected_id = customer_id;
  restore_selection (self);
  scroll_to_selected (self);
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, customer_id);
}

/**
 * pursuit_customer_list_is_settled:
 * @self: a list
 *
 * Returns: %TRUE when the first answer is here, even if nobody is listed
 */
gboolean
pursuit_customer_list_is_settled (PursuitCustomerList *self)
{
  g_return_val_if_fail (PURSUIT_IS_CUSTOMER_LIST (self), FALSE);

  return self->is_settled;
}

/**
 * pursuit_customer_list_is_empty:
 * @self: a list
 *
 * Returns: %TRUE when there are no customers at all, filters aside
 */
gboolean
pursuit_customer_list_is_empty (PursuitCustomerList *self)
{
  g_return_val_if_fail (PURSUIT_IS_CUSTOMER_LIST (self), FALSE);

  return self->is_settled && self->model != NULL && !pursuit_customer_filter_is_active (self->filter) &&
         pursuit_query_model_get_error (self->model) == NULL && g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0;
}
