/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-deals-view.h"

#include "pursuit-deal-row.h"
#include "pursuit-enums.h"
#include "pursuit-list-splice.h"
#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/* How many open deals the overview lists; all are on the tab of their own. */
#define MOST_IN_PREVIEW 4

/*
 * PursuitDealsView lists the deals of one customer; in the overview only the first open ones. A deal is opened on the
 * board.
 *
 *   GListStore of PursuitRow, spliced on every reading -> GtkListBox
 */
struct _PursuitDealsView
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkListBox *list;
  GtkWidget *add;

  GListStore *store;
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

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  PursuitDealsView *self = user_data;

  return pursuit_deal_row_new (PURSUIT_ROW (item), self->n_stages, self->currency);
}

static void
row_activated_cb (PursuitDealsView *self,
                  GtkListBoxRow    *row)
{
  PursuitRow *deal = pursuit_deal_row_get_deal (PURSUIT_DEAL_ROW (row));

  g_assert (PURSUIT_IS_DEALS_VIEW (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-deal", "x", pursuit_row_get_id (deal));
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

static void
pursuit_deals_view_dispose (GObject *object)
{
  PursuitDealsView *self = PURSUIT_DEALS_VIEW (object);

  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_DEALS_VIEW);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (pursuit_deals_view_parent_class)->dispose (object);
}

static void
pursuit_deals_view_finalize (GObject *object)
{
  PursuitDealsView *self = PURSUIT_DEALS_VIEW (object);

  g_free (self->currency);

  G_OBJECT_CLASS (pursuit_deals_view_parent_class)->finalize (object);
}

static void
pursuit_deals_view_class_init (PursuitDealsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pursuit_deals_view_dispose;
  object_class->finalize = pursuit_deals_view_finalize;
  object_class->get_property = pursuit_deals_view_get_property;
  object_class->set_property = pursuit_deals_view_set_property;

  props[PROP_PREVIEW] = g_param_spec_boolean ("preview", NULL, NULL, FALSE,
                                              G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/deals-view.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitDealsView, stack);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealsView, list);
  gtk_widget_class_bind_template_child (widget_class, PursuitDealsView, add);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
pursuit_deals_view_init (PursuitDealsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->store = g_list_store_new (PURSUIT_TYPE_ROW);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->store), create_row, self, NULL);
}

static gboolean
is_same_state (gpointer a,
               gpointer b)
{
  return pursuit_row_get_id (a) == pursuit_row_get_id (b) &&
         pursuit_row_get_number (a, PURSUIT_DEAL_ROW_REVISION) == pursuit_row_get_number (b, PURSUIT_DEAL_ROW_REVISION);
}

/**
 * pursuit_deals_view_set_deals:
 * @self: a view of deals
 * @deals: (element-type PursuitRow): loaded rows of %PURSUIT_LIST_DEALS, open ones first
 * @n_stages: how many stages their process has
 * @currency: the house currency
 * @editable: whether the person may add deals
 *
 * Shows the deals, or a newer state of them.
 */
void
pursuit_deals_view_set_deals (PursuitDealsView *self,
                              GPtrArray        *deals,
                              guint             n_stages,
                              const char       *currency,
                              gboolean          editable)
{
  guint n_deals = 0;

  g_return_if_fail (PURSUIT_IS_DEALS_VIEW (self) && deals != NULL);

  self->n_stages = n_stages;
  pursuit_set_str (&self->currency, currency);
  if (!self->preview)
    n_deals = deals->len;
  else
    while (n_deals < MIN (deals->len, MOST_IN_PREVIEW) &&
           pursuit_row_get_number (g_ptr_array_index (deals, n_deals), PURSUIT_DEAL_ROW_STATUS) == PURSUIT_DEAL_OPEN)
      n_deals++;

  pursuit_list_splice (self->store, deals, n_deals, is_same_state);
  gtk_widget_set_visible (self->add, editable);
  gtk_stack_set_visible_child_name (self->stack, n_deals > 0 ? "deals" : "none");
}
