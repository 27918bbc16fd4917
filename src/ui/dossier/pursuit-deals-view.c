/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-deals-view.h"

#include "pursuit-deal-row.h"
#include "pursuit-list-place.h"
#include "pursuit-list-status.h"
#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/* How many open deals the overview lists; all are on the tab of their own. */
#define MOST_IN_PREVIEW 4

/*
 * PursuitDealsView lists the deals of one customer, open ones first; in the overview only the first open ones. A deal is
 * opened on the board.
 *
 *   PursuitQueryModel: open ─┐
 *   PursuitQueryModel: won  ─┼▶ GtkFlattenListModel ──▶ GtkNoSelection ──▶ GtkListView of PursuitDealRow
 *   PursuitQueryModel: lost ─┘   (overview: GtkSliceListModel of the open ones)
 */
struct _PursuitDealsView
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkListView *list;
  PursuitListStatus *status;
  GtkWidget *add;

  GPtrArray *models;           /* PursuitQueryModel, one for each status that is shown */
  GtkSelectionModel *shown;
  guint n_stages;
  char *currency;
  gboolean preview;
};

enum
{
  PROP_PREVIEW = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PursuitDealsView, pursuit_deals_view, GTK_TYPE_WIDGET)

static void
setup_cb (PursuitDealsView *self,
          GtkListItem      *item)
{
  g_assert (PURSUIT_IS_DEALS_VIEW (self));

  gtk_list_item_set_child (item, pursuit_deal_row_new ());
}

static void
bind_cb (PursuitDealsView *self,
         GtkListItem      *item)
{
  g_assert (PURSUIT_IS_DEALS_VIEW (self));

  pursuit_deal_row_show (PURSUIT_DEAL_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item), self->n_stages,
                         self->currency);
}

static void
unbind_cb (PursuitDealsView *self,
           GtkListItem      *item)
{
  pursuit_deal_row_show (PURSUIT_DEAL_ROW (gtk_list_item_get_child (item)), NULL, 0, NULL);
}

static void
activate_cb (PursuitDealsView *self,
             guint             position)
{
  g_autoptr(PursuitRow) deal = g_list_model_get_item (G_LIST_MODEL (self->shown), position);

  g_assert (PURSUIT_IS_DEALS_VIEW (self));

  if (deal != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-deal", "x", pursuit_row_get_id (deal));
}

static void
update_state (PursuitDealsView *self)
{
  guint n_deals = self->shown != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->shown)) : 0;
  gboolean is_needed = pursuit_list_status_is_needed (self->status) && n_deals == 0;

  gtk_stack_set_visible_child_name (self->stack, is_needed ? "status" : n_deals > 0 ? "deals" : "none");
}

static void
pursuit_deals_view_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_PREVIEW:
      g_value_set_boolean (value, PURSUIT_DEALS_VIEW (object)->preview);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_deals_view_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_PREVIEW:
      PURSUIT_DEALS_VIEW (object)->preview = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* The first few deals are few enough to stand in the page as they are. */
static void
pursuit_deals_view_constructed (GObject *object)
{
  PursuitDealsView *self = PURSUIT_DEALS_VIEW (object);

  G_OBJECT_CLASS (pursuit_deals_view_parent_class)->constructed (object);

  if (!self->preview)
    return;
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_min_content_height (self->scroller, -1);
}

static void
forget_models (PursuitDealsView *self)
{
  for (guint i = 0; i < self->models->len; i++)
    g_signal_handlers_disconnect_by_func (g_ptr_array_index (self->models, i), update_state, self);
  g_ptr_array_set_size (self->models, 0);
  g_clear_object (&self->shown);
}

static void
pursuit_deals_view_dispose (GObject *object)
{
  PursuitDealsView *self = PURSUIT_DEALS_VIEW (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  forget_models (self);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_DEALS_VIEW);

  G_OBJECT_CLASS (pursuit_deals_view_parent_class)->dispose (object);
}

static void
pursuit_deals_view_finalize (GObject *object)
{
  PursuitDealsView *self = PURSUIT_DEALS_VIEW (object);

  g_ptr_array_unref (self->models);
  g_free (self->currency);

  G_OBJECT_CLASS (pursuit_deals_view_parent_class)->finalize (object);
}

static void
pursuit_deals_view_class_init (PursuitDealsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = pursuit_deals_view_constructed;
  object_class->dispose = pursuit_deals_view_dispose;
  object_class->finalize = pursuit_deals_view_finalize;
  object_class->get_property = pursuit_deals_view_get_property;
  object_class->set_property = pursuit_deals_view_set_property;

  props[PROP_PREVIEW] = g_param_spec_boolean ("preview", NULL, NULL, FALSE,
                                              G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (PURSUIT_TYPE_LIST_STATUS);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/deals-view.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitDealsView, stack);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealsView, scroller);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealsView, list);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealsView, status);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealsView, add);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
pursuit_deals_view_init (PursuitDealsView *self)
{
  self->models = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GListModel *
create_shown (PursuitDealsView *self)
{
  GListStore *parts;

  if (self->preview)
    return G_LIST_MODEL (gtk_slice_list_model_new (g_object_ref (g_ptr_array_index (self->models, 0)), 0, MOST_IN_PREVIEW));

  parts = g_list_store_new (G_TYPE_LIST_MODEL);
  for (guint i = 0; i < self->models->len; i++)
    g_list_store_append (parts, g_ptr_array_index (self->models, i));

  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (parts)));
}

/**
 * pursuit_deals_view_set_models:
 * @self: a view of deals
 * @open: (nullable): the open deals, a model of %PURSUIT_LIST_DEALS
 * @won: (nullable): the won ones
 * @lost: (nullable): the lost ones
 *
 * Shows the deals of the models, which may be shared, and follows them; the overview the open ones alone.
 */
void
pursuit_deals_view_set_models (PursuitDealsView  *self,
                               PursuitQueryModel *open,
                               PursuitQueryModel *won,
                               PursuitQueryModel *lost)
{
  PursuitQueryModel *const models[] = { open, won, lost };
  guint n_models = open == NULL ? 0 : self->preview ? 1 : G_N_ELEMENTS (models);

  g_return_if_fail (PURSUIT_IS_DEALS_VIEW (self));

  gtk_list_view_set_model (self->list, NULL);
  forget_models (self);
  for (guint i = 0; i < n_models; i++)
    {
      g_ptr_array_add (self->models, g_object_ref (models[i]));
      g_signal_connect_object (models[i], "notify::loading", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (models[i], "notify::error", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
      pursuit_list_place_keep (self->list, models[i], (PursuitRowOfChild) pursuit_deal_row_get_deal);
    }
  if (n_models > 0)
    {
      self->shown = GTK_SELECTION_MODEL (gtk_no_selection_new (create_shown (self)));
      g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
    }
  gtk_list_view_set_model (self->list, self->shown);
  pursuit_list_status_set_model (self->status, n_models > 0 ? open : NULL);
  update_state (self);
}

/**
 * pursuit_deals_view_set_terms:
 * @self: a view of deals
 * @n_stages: how many stages the process has
 * @currency: the house currency
 * @editable: whether the person may add deals
 *
 * Says what is needed to show deals, besides the deals.
 */
void
pursuit_deals_view_set_terms (PursuitDealsView *self,
                              guint             n_stages,
                              const char       *currency,
                              gboolean          editable)
{
  gboolean is_new;

  g_return_if_fail (PURSUIT_IS_DEALS_VIEW (self));

  is_new = pursuit_set_str (&self->currency, currency) || self->n_stages != n_stages;
  self->n_stages = n_stages;
  gtk_widget_set_visible (self->add, editable);
  if (!is_new)
    return;

  /* Rows that were shown without are shown anew. */
  gtk_list_view_set_model (self->list, NULL);
  gtk_list_view_set_model (self->list, self->shown);
}
