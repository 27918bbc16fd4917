/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-timeline-view.h"

#include "pursuit-list-place.h"
#include "pursuit-list-status.h"
#include "pursuit-template.h"
#include "pursuit-timeline-filter.h"
#include "pursuit-timeline-row.h"
#include "pursuit-ui-types.h"

/* How many entries the overview shows. */
#define MOST_IN_PREVIEW 8

/*
 * PursuitTimelineView is the history of one customer, newest first and without an end in view; in the overview only the
 * last entries. Where it can be narrowed, a model of its own takes the place of the shared one as long as it is.
 *
 *   PursuitQueryModel (PURSUIT_LIST_TIMELINE, shared) ─┐
 *   PursuitQueryModel (the same, narrowed) ────────────┴▶ [GtkSliceListModel] ─▶ GtkNoSelection ─▶ GtkListView
 */
struct _PursuitTimelineView
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkListView *list;
  PursuitListStatus *status;
  PursuitTimelineFilter *filter;

  PursuitQueryModel *shared;
  PursuitQueryModel *narrowed;   /* NULL before somebody narrows it */
  PursuitQueryModel *model;      /* the one of both that is shown */
  GPtrArray *stages;
  gboolean preview;
  gboolean filterable;
};

enum
{
  PROP_PREVIEW = 1,
  PROP_FILTERABLE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PursuitTimelineView, pursuit_timeline_view, GTK_TYPE_WIDGET)

static void
show_item (PursuitTimelineView *self,
           GtkListItem         *item)
{
  GtkWidget *child = gtk_list_item_get_child (item);
  guint position = gtk_list_item_get_position (item);
  g_autoptr(PursuitRow) previous = NULL;

  if (gtk_list_item_get_item (item) == NULL)
    return;
  if (position > 0 && position != GTK_INVALID_LIST_POSITION && self->model != NULL)
    previous = g_list_model_get_item (G_LIST_MODEL (self->model), position - 1);
  pursuit_timeline_row_show (PURSUIT_TIMELINE_ROW (child), gtk_list_item_get_item (item), previous, self->stages,
                             self->model != NULL ? pursuit_query_model_get_worker (self->model) : NULL);
}

/* An entry that comes on top pushes the others down: the day may now stand above. */
static void
position_changed_cb (PursuitTimelineView *self,
                     GParamSpec          *pspec,
                     GtkListItem         *item)
{
  g_assert (PURSUIT_IS_TIMELINE_VIEW (self));

  show_item (self, item);
}

static void
setup_cb (PursuitTimelineView *self,
          GtkListItem         *item)
{
  g_assert (PURSUIT_IS_TIMELINE_VIEW (self));

  gtk_list_item_set_child (item, pursuit_timeline_row_new ());
  gtk_list_item_set_activatable (item, FALSE);
  g_signal_connect_object (item, "notify::position", G_CALLBACK (position_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
bind_cb (PursuitTimelineView *self,
         GtkListItem         *item)
{
  g_assert (PURSUIT_IS_TIMELINE_VIEW (self));

  show_item (self, item);
}

static void
unbind_cb (PursuitTimelineView *self,
           GtkListItem         *item)
{
  pursuit_timeline_row_show (PURSUIT_TIMELINE_ROW (gtk_list_item_get_child (item)), NULL, NULL, NULL, NULL);
}

static void
update_state (PursuitTimelineView *self)
{
  guint n_items = self->model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->model)) : 0;
  const char *page = "list";

  if (pursuit_list_status_is_needed (self->status))
    page = "status";
  else if (n_items == 0)
    page = self->model != NULL && self->model == self->narrowed ? "nothing" : "empty";
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
pursuit_timeline_view_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_PREVIEW:
      g_value_set_boolean (value, PURSUIT_TIMELINE_VIEW (object)->preview);
      break;
    case PROP_FILTERABLE:
      g_value_set_boolean (value, PURSUIT_TIMELINE_VIEW (object)->filterable);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_timeline_view_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_PREVIEW:
      PURSUIT_TIMELINE_VIEW (object)->preview = g_value_get_boolean (value);
      break;
    case PROP_FILTERABLE:
      PURSUIT_TIMELINE_VIEW (object)->filterable = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* The last entries are few enough to stand in the page as they are. */
static void
pursuit_timeline_view_constructed (GObject *object)
{
  PursuitTimelineView *self = PURSUIT_TIMELINE_VIEW (object);

  G_OBJECT_CLASS (pursuit_timeline_view_parent_class)->constructed (object);

  gtk_widget_set_visible (GTK_WIDGET (self->filter), self->filterable);
  if (!self->preview)
    return;
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_min_content_height (self->scroller, -1);
}

static void
pursuit_timeline_view_dispose (GObject *object)
{
  PursuitTimelineView *self = PURSUIT_TIMELINE_VIEW (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->model);
  g_clear_object (&self->narrowed);
  g_clear_object (&self->shared);
  g_clear_pointer (&self->stages, g_ptr_array_unref);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_TIMELINE_VIEW);

  G_OBJECT_CLASS (pursuit_timeline_view_parent_class)->dispose (object);
}

static void filter_cb (PursuitTimelineView *self);

static void
choose_topic (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  pursuit_timeline_filter_set_topic (PURSUIT_TIMELINE_VIEW (widget)->filter,
                                     (PursuitTimelineTopic) g_variant_get_int32 (parameter));
}

static void
show_all (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  pursuit_timeline_filter_clear (PURSUIT_TIMELINE_VIEW (widget)->filter);
}

/* Alt+1 for everything, and on in the order of the buttons. */
static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "timeline.topic", "i", choose_topic);
  gtk_widget_class_install_action (widget_class, "timeline.show-all", NULL, show_all);
  for (guint i = 0; i < PURSUIT_N_TOPICS; i++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, GDK_ALT_MASK, "timeline.topic", "i", (int) i);
}

static void
pursuit_timeline_view_class_init (PursuitTimelineViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = pursuit_timeline_view_constructed;
  object_class->dispose = pursuit_timeline_view_dispose;
  object_class->get_property = pursuit_timeline_view_get_property;
  object_class->set_property = pursuit_timeline_view_set_property;

  props[PROP_PREVIEW] = g_param_spec_boolean ("preview", NULL, NULL, FALSE,
                                              G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_FILTERABLE] = g_param_spec_boolean ("filterable", NULL, NULL, FALSE,
                                                 G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (PURSUIT_TYPE_LIST_STATUS);
  g_type_ensure (PURSUIT_TYPE_TIMELINE_FILTER);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/timeline-view.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitTimelineView, stack);
  gtk_widget_class_bind_template_child (widget_class, PursuitTimelineView, scroller);
  gtk_widget_class_bind_template_child (widget_class, PursuitTimelineView, list);
  gtk_widget_class_bind_template_child (widget_class, PursuitTimelineView, status);
  gtk_widget_class_bind_template_child (widget_class, PursuitTimelineView, filter);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  install_actions (widget_class);
}

static void
pursuit_timeline_view_init (PursuitTimelineView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkSelectionModel *
create_selection (PursuitTimelineView *self)
{
  GListModel *shown = G_LIST_MODEL (g_object_ref (self->model));

  if (self->preview)
    shown = G_LIST_MODEL (gtk_slice_list_model_new (shown, 0, MOST_IN_PREVIEW));

  return GTK_SELECTION_MODEL (gtk_no_selection_new (shown));
}

static void
show_model (PursuitTimelineView *self,
            PursuitQueryModel   *model)
{
  g_autoptr(GtkSelectionModel) selection = NULL;

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, update_state, self);
  g_set_object (&self->model, model);
  if (model != NULL)
    {
      selection = create_selection (self);
      g_signal_connect_object (model, "notify::loading", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (model, "notify::error", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (model, "items-changed", G_CALLBACK (update_state), self,
                               G_CONNECT_SWAPPED | G_CONNECT_AFTER);
    }
  gtk_list_view_set_model (self->list, selection);
  if (model != NULL && !self->preview)
    pursuit_list_place_keep (self->list, model, (PursuitRowOfChild) pursuit_timeline_row_get_row);
  pursuit_list_status_set_model (self->status, model);
  update_state (self);
}

/* Asks what the shared model asks, narrowed. */
static void
narrow (PursuitTimelineView *self)
{
  const PursuitQuery *all = pursuit_query_model_get_query (self->shared);
  g_autoptr(PursuitQuery) query = all != NULL ? pursuit_query_copy (all) : NULL;

  if (query == NULL)
    return;
  if (self->narrowed == NULL)
    self->narrowed = pursuit_query_model_new (pursuit_query_model_get_worker (self->shared));
  query->topic = (int) pursuit_timeline_filter_get_topic (self->filter);
  query->actor_id = pursuit_timeline_filter_get_actor_id (self->filter);
  pursuit_query_model_set_query (self->narrowed, query);
}

static void
filter_cb (PursuitTimelineView *self)
{
  gboolean is_narrowed = pursuit_timeline_filter_get_topic (self->filter) != PURSUIT_TOPIC_ANY ||
                         pursuit_timeline_filter_get_actor_id (self->filter) != 0;

  g_assert (PURSUIT_IS_TIMELINE_VIEW (self));

  if (self->shared == NULL)
    return;
  if (is_narrowed)
    narrow (self);
  if (self->model != (is_narrowed ? self->narrowed : self->shared))
    show_model (self, is_narrowed ? self->narrowed : self->shared);
}

/* The shared model was asked for another customer. */
static void
shared_cb (PursuitTimelineView *self)
{
  const PursuitQuery *all = pursuit_query_model_get_query (self->shared);
  const PursuitQuery *some = self->model == self->narrowed && self->narrowed != NULL
                               ? pursuit_query_model_get_query (self->narrowed) : NULL;

  g_assert (PURSUIT_IS_TIMELINE_VIEW (self));

  if (all != NULL && some != NULL && (all->customer_id != some->customer_id || all->deal_id != some->deal_id))
    narrow (self);
}

/**
 * pursuit_timeline_view_set_model:
 * @self: a timeline
 * @model: (nullable): a model of %PURSUIT_LIST_TIMELINE, shared with whoever else shows it
 *
 * Shows the entries of @model and follows it.
 */
void
pursuit_timeline_view_set_model (PursuitTimelineView *self,
                                 PursuitQueryModel   *model)
{
  g_return_if_fail (PURSUIT_IS_TIMELINE_VIEW (self));

  if (self->shared != NULL)
    g_signal_handlers_disconnect_by_func (self->shared, shared_cb, self);
  g_set_object (&self->shared, model);
  show_model (self, model);
  g_clear_object (&self->narrowed);
  if (self->filterable)
    pursuit_timeline_filter_set_worker (self->filter, model != NULL ? pursuit_query_model_get_worker (model) : NULL);
  if (model != NULL)
    g_signal_connect_object (model, "notify::loading", G_CALLBACK (shared_cb), self, G_CONNECT_SWAPPED);
}

/**
 * pursuit_timeline_view_set_stages:
 * @self: a timeline
 * @stages: (nullable) (element-type PursuitStage): the stages that deals move through
 *
 * Says what the stages are called, for rows that are shown from now on.
 */
void
pursuit_timeline_view_set_stages (PursuitTimelineView *self,
                                  GPtrArray           *stages)
{
  g_return_if_fail (PURSUIT_IS_TIMELINE_VIEW (self));

  if (stages != NULL)
    g_ptr_array_ref (stages);
  g_clear_pointer (&self->stages, g_ptr_array_unref);
  self->stages = stages;
}
