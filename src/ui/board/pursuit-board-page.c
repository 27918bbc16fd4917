/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-board-page-private.h"

#include <adwaita.h>

#include "pursuit-header.h"
#include "pursuit-menu-later.h"
#include "pursuit-page.h"
#include "pursuit-filter-definition.h"
#include "pursuit-preferences.h"
#include "pursuit-rights.h"
#include "pursuit-states.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/* How long reading may take before it is said. */
#define SLOW_MS 300

enum
{
  PROP_0,
  PROP_ORDER,
  PROP_DENSITY,
  PROP_GROUPING,
  PROP_PROCESS,
  PROP_DETAILS,
  N_PROPS,
  PROP_READY = N_PROPS,
};
static GParamSpec *props[N_PROPS];

/* The words of the menu and the orders they stand for. */
static const char *const order_names[] = {
  [PURSUIT_ORDER_DEFAULT] = "next-step",
  [PURSUIT_ORDER_NAME] = "name",
  [PURSUIT_ORDER_AMOUNT] = "amount",
  [PURSUIT_ORDER_AGE] = "days",
  [PURSUIT_ORDER_CLOSING] = "closing",
  [PURSUIT_ORDER_GAP] = "gap",
};

static void page_init (PursuitPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PursuitBoardPage, pursuit_board_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (PURSUIT_TYPE_PAGE, page_init))

static void
set_ready (PursuitBoardPage *self,
           gboolean          ready)
{
  if (self->ready == ready)
    return;

  self->ready = ready;
  g_object_notify (G_OBJECT (self), "ready");
}

static gboolean
slow_cb (gpointer user_data)
{
  PursuitBoardPage *self = user_data;

  self->slow_id = 0;
  gtk_widget_set_visible (self->spinner, TRUE);

  return G_SOURCE_REMOVE;
}

/* Shows one of the states; every one but loading means that the page has something to say. */
void
pursuit_board_page_set_state (PursuitBoardPage *self,
                              const char       *state)
{
  gboolean lanes = g_str_equal (state, PURSUIT_BOARD_LANES);
  gboolean loading = g_str_equal (state, PURSUIT_BOARD_LOADING);

  /* Something that turns for a moment only would be one thing more to look at. */
  g_clear_handle_id (&self->slow_id, g_source_remove);
  gtk_widget_set_visible (self->spinner, FALSE);
  if (loading)
    self->slow_id = g_timeout_add (SLOW_MS, slow_cb, self);
  pursuit_states_show (self->states, state);
  gtk_widget_set_visible (self->filter_bar, lanes || g_str_equal (state, PURSUIT_BOARD_NOTHING));
  gtk_widget_set_visible (self->end_strip, lanes);
  set_ready (self, !loading);
}

/* The lane of a stage; %NULL when there is none at that position. */
PursuitBoardLane *
pursuit_board_page_find_lane (PursuitBoardPage *self,
                              int               position)
{
  for (guint i = 0; i < self->lanes->len; i++)
    if (pursuit_board_lane_get_position (g_ptr_array_index (self->lanes, i)) == position)
      return g_ptr_array_index (self->lanes, i);

  return NULL;
}

/* The stage at a position of the process that is shown; %NULL when there is none. */
PursuitStage *
pursuit_board_page_find_stage (PursuitBoardPage *self,
                               int               position)
{
  for (guint i = 0; self->stages != NULL && i < self->stages->len; i++)
    if (((PursuitStage *) g_ptr_array_index (self->stages, i))->position == position)
      return g_ptr_array_index (self->stages, i);

  return NULL;
}

static void
filter_changed_cb (PursuitBoardPage *self)
{
  pursuit_board_page_read (self);
}

static void
stop_search_cb (GtkSearchEntry   *entry,
                PursuitBoardPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
}

static void
won_dropped_cb (PursuitEndTarget *target,
                gint64            deal_id,
                PursuitBoardPage *self)
{
  pursuit_board_page_drop (self, deal_id, PURSUIT_DEAL_WON);
}

static void
lost_dropped_cb (PursuitEndTarget *target,
                 gint64            deal_id,
                 PursuitBoardPage *self)
{
  pursuit_board_page_drop (self, deal_id, PURSUIT_DEAL_LOST);
}

static void
parked_dropped_cb (PursuitEndTarget *target,
                   gint64            deal_id,
                   PursuitBoardPage *self)
{
  pursuit_board_page_drop (self, deal_id, PURSUIT_DEAL_OPEN);
}

static void
parked_clicked_cb (GtkButton        *target,
                   PursuitBoardPage *self)
{
  pursuit_board_filters_show_parked (self->filters);
}

static void
density_changed_cb (PursuitBoardPage *self)
{
  g_autofree char *density = pursuit_preferences_dup_string (pursuit_preferences_get_default (), "board-density");

  for (guint i = 0; i < self->lanes->len; i++)
    pursuit_board_lane_set_compact (g_ptr_array_index (self->lanes, i), g_strcmp0 (density, "compact") == 0);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DENSITY]);
}

static void
take_worker_away (PursuitBoardPage *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->follow_source, g_source_remove);
  pursuit_board_page_stop_scrolling (self);
  pursuit_board_page_clear_choice (self);
  g_clear_object (&self->menu_row);
  g_clear_object (&self->worker);
  pursuit_board_page_set_details_worker (self);
  self->reading_figures = FALSE;
  self->figures_are_stale = FALSE;
  self->follow_id = 0;
  self->had_focus = FALSE;
}

static void
set_worker (PursuitPage   *page,
            PursuitWorker *worker)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (page);
  const PursuitOpened *opened = worker != NULL ? pursuit_worker_get_opened (worker) : NULL;

  take_worker_away (self);
  pursuit_board_page_clear_lanes (self);
  self->cancellable = g_cancellable_new ();
  self->may_edit = opened != NULL && !opened->read_only &&
                   pursuit_rights_may (opened->rights, PURSUIT_RIGHT_EDIT);
  pursuit_board_page_update_actions (self);
  pursuit_board_page_set_state (self, PURSUIT_BOARD_LOADING);
  if (worker == NULL)
    return;

  self->worker = g_object_ref (worker);
  pursuit_board_page_set_details_worker (self);
  self->chosen_process = 0;
  self->process_id = 0;
  pursuit_board_filters_set_worker (self->filters, worker);
  pursuit_board_page_read (self);
}

static void
handle_news (PursuitPage *page,
             GPtrArray   *entries)
{
  pursuit_board_page_read_figures (PURSUIT_BOARD_PAGE (page));
  pursuit_process_button_handle_news (PURSUIT_BOARD_PAGE (page)->process_button, entries);
}

static void
focus_search (PursuitPage *page)
{
  gtk_widget_grab_focus (PURSUIT_BOARD_PAGE (page)->search);
}

static void
activate_new (PursuitPage *page)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "board.new-deal", NULL);
}

static void
show_id (PursuitPage *page,
         gint64       id)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "board.open-deal", "x", id);
}

static void
refresh (PursuitPage *page)
{
  pursuit_board_page_read (PURSUIT_BOARD_PAGE (page));
}

/* The open deals under the filters: all lanes as one list. */
static PursuitQuery *
dup_query (PursuitPage *page)
{
  PursuitQuery *query = pursuit_board_page_dup_filter (PURSUIT_BOARD_PAGE (page));

  query->status = PURSUIT_DEAL_OPEN;
  return query;
}

static void
show_filter (PursuitPage *page,
             gint64       id)
{
  pursuit_filter_menu_apply (PURSUIT_BOARD_PAGE (page)->saved, id);
}

static void
saved_chosen_cb (PursuitBoardPage              *self,
                 const PursuitFilterDefinition *definition)
{
  pursuit_board_page_show_saved (self, definition->query);
}

static void
page_init (PursuitPageInterface *iface)
{
  iface->set_worker = set_worker;
  iface->handle_news = handle_news;
  iface->focus_search = focus_search;
  iface->activate_new = activate_new;
  iface->show_id = show_id;
  iface->refresh = refresh;
  iface->show_filter = show_filter;
  iface->dup_query = dup_query;
}

/* The focus goes to where one was, or to the first card there is. */
static gboolean
pursuit_board_page_grab_focus (GtkWidget *widget)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (widget);

  if (pursuit_board_page_focus_menu_card (self))
    return TRUE;
  for (guint i = 0; i < self->lanes->len; i++)
    if (!pursuit_board_lane_get_folded (g_ptr_array_index (self->lanes, i)) &&
        pursuit_board_lane_focus_at (g_ptr_array_index (self->lanes, i), 0))
      return TRUE;

  if (gtk_widget_child_focus (GTK_WIDGET (self->states), GTK_DIR_TAB_FORWARD))
    return TRUE;

  return gtk_widget_grab_focus (self->search);
}

/* Whether cards can stand in that order. */
gboolean
pursuit_board_page_has_order (PursuitOrder order)
{
  return order < G_N_ELEMENTS (order_names) && order_names[order] != NULL;
}

/* Without reading the board anew. */
void
pursuit_board_page_set_order (PursuitBoardPage *self,
                              PursuitOrder      order)
{
  if (self->order == order)
    return;

  self->order = order;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ORDER]);
}

static void
set_order (PursuitBoardPage *self,
           const char       *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (order_names); i++)
    if (order_names[i] != NULL && g_strcmp0 (order_names[i], name) == 0 && self->order != i)
      {
        pursuit_board_page_set_order (self, i);
        pursuit_board_page_read (self);
        return;
      }
}

/* Whoever asked for other lanes looks at them next. */
static void
show_other_lanes (PursuitBoardPage *self)
{
  self->had_focus = FALSE;
  pursuit_board_page_clear_lanes (self);
  pursuit_board_page_set_state (self, PURSUIT_BOARD_LOADING);
  pursuit_board_page_read (self);
}

/* Called when the process that is shown is another one than before. */
void
pursuit_board_page_notify_process (PursuitBoardPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROCESS]);
}

static void
set_grouping (PursuitBoardPage *self,
              const char       *name)
{
  if (!pursuit_board_page_set_grouping (self, name))
    return;

  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_GROUPING]);
  show_other_lanes (self);
}

static void
set_process (PursuitBoardPage *self,
             const char       *text)
{
  gint64 id = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;

  if (id == 0 || id == self->process_id)
    return;

  self->chosen_process = id;
  show_other_lanes (self);
}

static void
show_details (PursuitBoardPage *self,
              gboolean          shown)
{
  if (pursuit_board_page_get_details (self) == shown)
    return;

  pursuit_board_page_set_details (self, shown);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DETAILS]);
}

static void
pursuit_board_page_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (object);

  switch (prop_id)
    {
    case PROP_ORDER:
      g_value_set_static_string (value, order_names[self->order]);
      break;
    case PROP_DENSITY:
      g_value_take_string (value, pursuit_preferences_dup_string (pursuit_preferences_get_default (), "board-density"));
      break;
    case PROP_GROUPING:
      g_value_set_static_string (value, pursuit_board_page_get_grouping (self));
      break;
    case PROP_PROCESS:
      g_value_take_string (value, g_strdup_printf ("%" G_GINT64_FORMAT, self->process_id));
      break;
    case PROP_DETAILS:
      g_value_set_boolean (value, pursuit_board_page_get_details (self));
      break;
    case PROP_READY:
      g_value_set_boolean (value, self->ready);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_board_page_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ORDER:
      set_order (PURSUIT_BOARD_PAGE (object), g_value_get_string (value));
      break;
    case PROP_DENSITY:
      g_object_set_property (G_OBJECT (pursuit_preferences_get_default ()), "board-density", value);
      break;
    case PROP_GROUPING:
      set_grouping (PURSUIT_BOARD_PAGE (object), g_value_get_string (value));
      break;
    case PROP_PROCESS:
      set_process (PURSUIT_BOARD_PAGE (object), g_value_get_string (value));
      break;
    case PROP_DETAILS:
      show_details (PURSUIT_BOARD_PAGE (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_board_page_dispose (GObject *object)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (object);

  take_worker_away (self);
  self->pane = NULL;
  g_clear_handle_id (&self->slow_id, g_source_remove);
  g_clear_handle_id (&self->calendar_source, g_source_remove);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_ptr_array_set_size (self->lanes, 0);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_BOARD_PAGE);

  G_OBJECT_CLASS (pursuit_board_page_parent_class)->dispose (object);
}

static void
pursuit_board_page_finalize (GObject *object)
{
  PursuitBoardPage *self = PURSUIT_BOARD_PAGE (object);

  g_ptr_array_unref (self->lanes);
  g_hash_table_unref (self->chosen);
  g_clear_pointer (&self->stages, g_ptr_array_unref);
  g_free (self->process_name);
  g_free (self->today);

  G_OBJECT_CLASS (pursuit_board_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("board/board-page.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardPage, search);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardPage, process_button);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardPage, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardPage, filters);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardPage, saved);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardPage, totals);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardPage, states);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardPage, middle);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardPage, lane_box);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardPage, choice_bar);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardPage, choice_count);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardPage, end_strip);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardPage, won);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardPage, lost);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardPage, parked);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardPage, forecast);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardPage, error);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardPage, card_menu);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardPage, move_menu);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardPage, choice_menu);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardPage, choice_button);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardPage, view_menu);
  gtk_widget_class_bind_template_child (widget_class, PursuitBoardPage, view_button);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, saved_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, won_dropped_cb);
  gtk_widget_class_bind_template_callback (widget_class, lost_dropped_cb);
  gtk_widget_class_bind_template_callback (widget_class, parked_dropped_cb);
  gtk_widget_class_bind_template_callback (widget_class, parked_clicked_cb);
}

static void
pursuit_board_page_class_init (PursuitBoardPageClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = pursuit_board_page_get_property;
  object_class->set_property = pursuit_board_page_set_property;
  object_class->dispose = pursuit_board_page_dispose;
  object_class->finalize = pursuit_board_page_finalize;
  widget_class->grab_focus = pursuit_board_page_grab_focus;

  props[PROP_ORDER] = g_param_spec_string ("order", NULL, NULL, order_names[PURSUIT_ORDER_DEFAULT], flags);
  props[PROP_DENSITY] = g_param_spec_string ("density", NULL, NULL, "comfortable", flags);
  props[PROP_GROUPING] = g_param_spec_string ("grouping", NULL, NULL, "stage", flags);
  props[PROP_PROCESS] = g_param_spec_string ("process", NULL, NULL, NULL, flags);
  props[PROP_DETAILS] = g_param_spec_boolean ("details", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  g_object_class_override_property (object_class, PROP_READY, "ready");

  g_type_ensure (PURSUIT_TYPE_END_TARGET);
  g_type_ensure (PURSUIT_TYPE_BOARD_FILTERS);
  g_type_ensure (PURSUIT_TYPE_FILTER_MENU);
  g_type_ensure (PURSUIT_TYPE_FORECAST);
  g_type_ensure (PURSUIT_TYPE_HEADER);
  g_type_ensure (PURSUIT_TYPE_LATER);
  g_type_ensure (PURSUIT_TYPE_PROCESS_BUTTON);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_install_property_action (widget_class, "board.order", "order");
  gtk_widget_class_install_property_action (widget_class, "board.density", "density");
  gtk_widget_class_install_property_action (widget_class, "board.grouping", "grouping");
  gtk_widget_class_install_property_action (widget_class, "board.process", "process");
  gtk_widget_class_install_property_action (widget_class, "board.details", "details");
  pursuit_board_page_install_actions (widget_class);
  pursuit_board_page_install_moves (widget_class);
  pursuit_board_page_install_bulk (widget_class);
  pursuit_board_page_install_choice (widget_class);
  pursuit_board_page_install_group (widget_class);
  bind_template (widget_class);
  pursuit_board_page_bind_dnd (widget_class);
  pursuit_board_review_install (widget_class);
}

static void
pursuit_board_page_init (PursuitBoardPage *self)
{
  self->lanes = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  pursuit_menu_later_set (self->view_button, self->view_menu);
  pursuit_menu_later_set (self->choice_button, G_MENU_MODEL (self->choice_menu));
  pursuit_board_page_set_up_choice (self);
  pursuit_end_target_set_status (self->won, PURSUIT_DEAL_WON);
  pursuit_end_target_set_status (self->lost, PURSUIT_DEAL_LOST);
  pursuit_end_target_set_status (self->parked, PURSUIT_DEAL_OPEN);
  g_signal_connect_object (pursuit_preferences_get_default (), "notify::board-density",
                           G_CALLBACK (density_changed_cb), self, G_CONNECT_SWAPPED);
  pursuit_board_page_watch_calendar (self);
  pursuit_board_page_update_actions (self);
  pursuit_board_page_set_state (self, PURSUIT_BOARD_LOADING);
}
