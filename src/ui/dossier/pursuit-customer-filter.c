/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-customer-filter-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-enums.h"
#include "pursuit-filter-definition.h"
#include "pursuit-own-set.h"
#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"
#include "pursuit-wrap-layout.h"

enum
{
  PROP_ORDER = 1,
  PROP_REVERSED,
  PROP_MINE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];
static guint changed_signal;
static guint columns_signal;

G_DEFINE_FINAL_TYPE (PursuitCustomerFilter, pursuit_customer_filter, GTK_TYPE_WIDGET)

static const char *const orders[] = {
  [PURSUIT_ORDER_DEFAULT] = "contact",
  [PURSUIT_ORDER_NAME] = "name",
  [PURSUIT_ORDER_AMOUNT] = "revenue",
  [PURSUIT_ORDER_AGE] = "newest",
  [PURSUIT_ORDER_GRADE] = "grade",
};

static void
show_query (PursuitCustomerFilter *self)
{
  self->is_showing = TRUE;
  for (int i = 0; i < PURSUIT_N_GRADES; i++)
    gtk_toggle_button_set_active (self->grades[i], pursuit_query_has_chosen (self->query, "grade",
                                                                             pursuit_enum_get_nick (PURSUIT_TYPE_GRADE, PURSUIT_GRADE_A + i)));
  for (int i = 0; i < PURSUIT_N_FUNNELS; i++)
    gtk_toggle_button_set_active (self->funnels[i], pursuit_query_has_chosen (self->query, "funnel",
                                                                              pursuit_enum_get_nick (PURSUIT_TYPE_FUNNEL, PURSUIT_FUNNEL_POTENTIAL + i)));
  self->is_showing = FALSE;

  for (guint i = 0; i < PURSUIT_N_FACET_MENUS; i++)
    pursuit_facet_menu_set_source (self->menus[i], self->worker, self->query);
  for (guint i = 0; i < self->own_menus->len; i++)
    pursuit_facet_menu_set_source (g_ptr_array_index (self->own_menus, i), self->worker, self->query);
  pursuit_filter_menu_set_source (self->saved, self->worker, self->query);
  pursuit_customer_filter_show_chips (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "filter.clear", pursuit_customer_filter_is_active (self));
}

static void
query_changed (PursuitCustomerFilter *self)
{
  show_query (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MINE]);
  g_signal_emit (self, changed_signal, 0);
  pursuit_customer_filter_recount (self);
}

/* A value of a field was chosen or taken away. */
void
pursuit_customer_filter_set_chosen (PursuitCustomerFilter *self,
                                    const char            *field,
                                    const char            *value,
                                    gboolean               is_chosen)
{
  pursuit_query_set_chosen (self->query, field, value, is_chosen);
  query_changed (self);
}

static void
search_changed_cb (PursuitCustomerFilter *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->search));

  g_assert (PURSUIT_IS_CUSTOMER_FILTER (self));

  if (pursuit_set_str (&self->query->search, pursuit_str_empty (typed) ? NULL : typed))
    query_changed (self);
}

static int
find_toggle (GtkToggleButton *const *toggles,
             int                     n_toggles,
             GtkToggleButton        *toggle)
{
  for (int i = 0; i < n_toggles; i++)
    if (toggles[i] == toggle)
      return i;

  return -1;
}

static void
toggled_cb (PursuitCustomerFilter *self,
            GtkToggleButton       *toggle)
{
  gboolean is_on = gtk_toggle_button_get_active (toggle);
  int grade = find_toggle (self->grades, PURSUIT_N_GRADES, toggle);
  int funnel = find_toggle (self->funnels, PURSUIT_N_FUNNELS, toggle);

  g_assert (PURSUIT_IS_CUSTOMER_FILTER (self));

  if (self->is_showing)
    return;
  if (grade >= 0)
    pursuit_customer_filter_set_chosen (self, "grade", pursuit_enum_get_nick (PURSUIT_TYPE_GRADE, PURSUIT_GRADE_A + grade), is_on);
  else
    pursuit_customer_filter_set_chosen (self, "funnel", pursuit_enum_get_nick (PURSUIT_TYPE_FUNNEL, PURSUIT_FUNNEL_POTENTIAL + funnel),
                                        is_on);
}

void
pursuit_customer_filter_value_toggled_cb (PursuitCustomerFilter *self,
                                          const char            *value,
                                          const char            *label,
                                          gboolean               is_chosen,
                                          PursuitFacetMenu      *menu)
{
  const char *field = pursuit_facet_menu_get_field (menu);

  g_assert (PURSUIT_IS_CUSTOMER_FILTER (self));

  if (g_str_equal (field, "owner_id") && *value != '\0')
    g_hash_table_replace (self->names, g_strdup (value), g_strdup (label));
  pursuit_customer_filter_set_chosen (self, field, value, is_chosen);
}

static void
filter_chosen_cb (PursuitCustomerFilter         *self,
                  const PursuitFilterDefinition *definition)
{
  g_assert (PURSUIT_IS_CUSTOMER_FILTER (self));

  pursuit_customer_filter_set_query (self, definition->query);
  if (definition->columns != NULL)
    g_signal_emit (self, columns_signal, 0, definition->columns);
}

static void
clear (GtkWidget  *widget,
       const char *action_name,
       GVariant   *parameter)
{
  pursuit_customer_filter_clear (PURSUIT_CUSTOMER_FILTER (widget));
}

static gint64
get_actor_id (PursuitCustomerFilter *self)
{
  const PursuitOpened *opened = self->worker != NULL ? pursuit_worker_get_opened (self->worker) : NULL;

  return opened != NULL ? opened->actor_id : 0;
}

static gboolean
is_mine (PursuitCustomerFilter *self)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, get_actor_id (self));
  const char *const *owners = pursuit_query_get_choice (self->query, "owner_id");

  return get_actor_id (self) != 0 && owners != NULL && g_str_equal (owners[0], id) && owners[1] == NULL;
}

static void
set_mine (PursuitCustomerFilter *self,
          gboolean               mine)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, get_actor_id (self));

  if (get_actor_id (self) == 0 || is_mine (self) == mine)
    return;
  pursuit_query_choose (self->query, "owner_id", mine ? (const char *const[]) { id, NULL } : NULL);
  query_changed (self);
}

static void
set_order (PursuitCustomerFilter *self,
           const char            *name)
{
  gboolean is_own = name != NULL && g_str_has_prefix (name, PURSUIT_OWN_PREFIX);
  gboolean changed = pursuit_set_str (&self->query->own_order, is_own ? name : NULL);

  for (guint i = 0; !is_own && i < G_N_ELEMENTS (orders); i++)
    if (g_strcmp0 (orders[i], name) == 0 && self->query->order != (PursuitOrder) i)
      {
        self->query->order = (PursuitOrder) i;
        changed = TRUE;
      }
  if (!changed)
    return;

  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ORDER]);
  g_signal_emit (self, changed_signal, 0);
}

static void
set_reversed (PursuitCustomerFilter *self,
              gboolean               reversed)
{
  if (self->query->reversed == reversed)
    return;

  self->query->reversed = reversed;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REVERSED]);
  g_signal_emit (self, changed_signal, 0);
}

static void
pursuit_customer_filter_get_property (GObject    *object,
                                      guint       prop_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  PursuitCustomerFilter *self = PURSUIT_CUSTOMER_FILTER (object);

  switch (prop_id)
    {
    case PROP_ORDER:
      g_value_set_string (value, pursuit_customer_filter_get_order (self));
      break;
    case PROP_REVERSED:
      g_value_set_boolean (value, self->query->reversed);
      break;
    case PROP_MINE:
      g_value_set_boolean (value, is_mine (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_customer_filter_set_property (GObject      *object,
                                      guint         prop_id,
                                      const GValue *value,
                                      GParamSpec   *pspec)
{
  PursuitCustomerFilter *self = PURSUIT_CUSTOMER_FILTER (object);

  switch (prop_id)
    {
    case PROP_ORDER:
      set_order (self, g_value_get_string (value));
      break;
    case PROP_REVERSED:
      set_reversed (self, g_value_get_boolean (value));
      break;
    case PROP_MINE:
      set_mine (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_customer_filter_dispose (GObject *object)
{
  PursuitCustomerFilter *self = PURSUIT_CUSTOMER_FILTER (object);

  pursuit_customer_filter_stop_counting (self);
  pursuit_customer_filter_stop_naming (self);
  g_clear_object (&self->worker);
  g_ptr_array_set_size (self->own_menus, 0);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_CUSTOMER_FILTER);

  G_OBJECT_CLASS (pursuit_customer_filter_parent_class)->dispose (object);
}

static void
pursuit_customer_filter_finalize (GObject *object)
{
  pursuit_query_free (PURSUIT_CUSTOMER_FILTER (object)->query);
  g_hash_table_unref (PURSUIT_CUSTOMER_FILTER (object)->names);
  g_ptr_array_unref (PURSUIT_CUSTOMER_FILTER (object)->own_menus);

  G_OBJECT_CLASS (pursuit_customer_filter_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/customer-filter.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerFilter, search);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerFilter, grade_a);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerFilter, grade_b);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerFilter, grade_c);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerFilter, potential);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerFilter, lead);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerFilter, opportunity);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerFilter, region);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerFilter, owner);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerFilter, industry);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerFilter, saved);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerFilter, active);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerFilter, tag);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerFilter, source);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "value_toggled_cb",
                                                G_CALLBACK (pursuit_customer_filter_value_toggled_cb));
  gtk_widget_class_bind_template_callback (widget_class, filter_chosen_cb);
}

static void
pursuit_customer_filter_class_init (PursuitCustomerFilterClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pursuit_customer_filter_dispose;
  object_class->finalize = pursuit_customer_filter_finalize;
  object_class->get_property = pursuit_customer_filter_get_property;
  object_class->set_property = pursuit_customer_filter_set_property;

  props[PROP_ORDER] = g_param_spec_string ("order", NULL, NULL, orders[0], flags);
  props[PROP_REVERSED] = g_param_spec_boolean ("reversed", NULL, NULL, FALSE, flags);
  props[PROP_MINE] = g_param_spec_boolean ("mine", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * PursuitCustomerFilter::changed:
   *
   * Other customers are to be listed, or in another order.
   */
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  /**
   * PursuitCustomerFilter::columns-chosen:
   * @self: the filter
   * @columns: (array zero-terminated=1): their names
   *
   * A person wants to see a saved filter that has columns of its own.
   */
  columns_signal = g_signal_new ("columns-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRV);

  gtk_widget_class_install_property_action (widget_class, "filter.order", "order");
  gtk_widget_class_install_property_action (widget_class, "filter.reversed", "reversed");
  gtk_widget_class_install_property_action (widget_class, "filter.mine", "mine");
  gtk_widget_class_install_action (widget_class, "filter.clear", NULL, clear);

  g_type_ensure (PURSUIT_TYPE_FACET_MENU);
  g_type_ensure (PURSUIT_TYPE_FILTER_MENU);
  g_type_ensure (PURSUIT_TYPE_WRAP_LAYOUT);
  bind_template (widget_class);
}

static void
pursuit_customer_filter_init (PursuitCustomerFilter *self)
{
  self->query = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->own_menus = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  self->menus[0] = self->region;
  self->menus[1] = self->owner;
  self->menus[2] = self->industry;
  self->menus[3] = self->tag;
  self->menus[4] = self->source;
  self->grades[0] = self->grade_a;
  self->grades[1] = self->grade_b;
  self->grades[2] = self->grade_c;
  self->funnels[0] = self->potential;
  self->funnels[1] = self->lead;
  self->funnels[2] = self->opportunity;
  show_query (self);
}

static void
own_fields_cb (PursuitCustomerFilter *self)
{
  /* In the order of a choice they stand as it is offered now. */
  if (pursuit_customer_filter_make_own_menus (self) || self->query->own_order != NULL)
    query_changed (self);
  else
    show_query (self);
}

/**
 * pursuit_customer_filter_set_worker:
 * @self: a filter
 * @worker: (nullable): the opened database, %NULL when it is closed
 *
 * Says who counts; the filters are cleared.
 */
void
pursuit_customer_filter_set_worker (PursuitCustomerFilter *self,
                                    PursuitWorker         *worker)
{
  g_return_if_fail (PURSUIT_IS_CUSTOMER_FILTER (self));

  pursuit_customer_filter_stop_counting (self);
  pursuit_customer_filter_stop_naming (self);
  g_hash_table_remove_all (self->names);
  if (self->worker != NULL)
    g_signal_handlers_disconnect_by_func (self->worker, own_fields_cb, self);
  g_set_object (&self->worker, worker);
  if (worker != NULL)
    g_signal_connect_object (worker, "own-fields", G_CALLBACK (own_fields_cb), self, G_CONNECT_SWAPPED);
  pursuit_customer_filter_make_own_menus (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "filter.mine", get_actor_id (self) != 0);
  pursuit_customer_filter_clear (self);
}

/**
 * pursuit_customer_filter_get_query:
 * @self: a filter
 *
 * Returns: (transfer none): which customers are to be listed
 */
const PursuitQuery *
pursuit_customer_filter_get_query (PursuitCustomerFilter *self)
{
  g_return_val_if_fail (PURSUIT_IS_CUSTOMER_FILTER (self), NULL);

  return self->query;
}

/**
 * pursuit_customer_filter_is_active:
 * @self: a filter
 *
 * Returns: %TRUE when some customers may be left out
 */
gboolean
pursuit_customer_filter_is_active (PursuitCustomerFilter *self)
{
  g_return_val_if_fail (PURSUIT_IS_CUSTOMER_FILTER (self), FALSE);

  return pursuit_query_is_filtered (self->query);
}

/**
 * pursuit_customer_filter_get_order:
 * @self: a filter
 *
 * Returns: "contact", "name", "grade", "revenue" or "newest", or "own." and the key of a field that the house has added
 */
const char *
pursuit_customer_filter_get_order (PursuitCustomerFilter *self)
{
  g_return_val_if_fail (PURSUIT_IS_CUSTOMER_FILTER (self), NULL);

  return self->query->own_order != NULL ? self->query->own_order : orders[self->query->order];
}

/**
 * pursuit_customer_filter_set_query:
 * @self: a filter
 * @query: which customers are to be listed, and in what order; copied
 *
 * Shows and lists what somebody saved.
 */
void
pursuit_customer_filter_set_query (PursuitCustomerFilter *self,
                                   const PursuitQuery    *query)
{
  g_autoptr(PursuitQuery) former = NULL;

  g_return_if_fail (PURSUIT_IS_CUSTOMER_FILTER (self));
  g_return_if_fail (query->list == PURSUIT_LIST_CUSTOMERS);

  former = g_steal_pointer (&self->query);
  self->query = pursuit_query_copy (query);
  self->shows_all_chips = FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->search), query->search != NULL ? query->search : "");
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ORDER]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REVERSED]);
  query_changed (self);
}

/**
 * pursuit_customer_filter_set_columns:
 * @self: a filter
 * @columns: (nullable) (array zero-terminated=1): those of the table that is looked at
 *
 * Says which columns are saved with what is listed.
 */
void
pursuit_customer_filter_set_columns (PursuitCustomerFilter *self,
                                     const char *const     *columns)
{
  g_return_if_fail (PURSUIT_IS_CUSTOMER_FILTER (self));

  pursuit_filter_menu_set_columns (self->saved, columns);
}

/**
 * pursuit_customer_filter_show_saved:
 * @self: a filter
 * @id: of a saved filter
 *
 * Lists what it says, as soon as it was read.
 */
void
pursuit_customer_filter_show_saved (PursuitCustomerFilter *self,
                                    gint64                 id)
{
  g_return_if_fail (PURSUIT_IS_CUSTOMER_FILTER (self));

  pursuit_filter_menu_apply (self->saved, id);
}

/**
 * pursuit_customer_filter_clear:
 * @self: a filter
 *
 * Lists everybody again; the order stays.
 */
void
pursuit_customer_filter_clear (PursuitCustomerFilter *self)
{
  g_autoptr(PursuitQuery) plain = pursuit_query_new (PURSUIT_LIST_CUSTOMERS);

  g_return_if_fail (PURSUIT_IS_CUSTOMER_FILTER (self));

  plain->order = self->query->order;
  plain->reversed = self->query->reversed;
  plain->own_order = g_strdup (self->query->own_order);
  pursuit_customer_filter_set_query (self, plain);
}

/**
 * pursuit_customer_filter_focus_search:
 * @self: a filter
 *
 * Puts the focus where words are typed.
 */
void
pursuit_customer_filter_focus_search (PursuitCustomerFilter *self)
{
  g_return_if_fail (PURSUIT_IS_CUSTOMER_FILTER (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/**
 * pursuit_customer_filter_get_search:
 * @self: a filter
 *
 * Returns: (transfer none): the entry for words
 */
GtkWidget *
pursuit_customer_filter_get_search (PursuitCustomerFilter *self)
{
  g_return_val_if_fail (PURSUIT_IS_CUSTOMER_FILTER (self), NULL);

  return GTK_WIDGET (self->search);
}

/**
 * pursuit_customer_filter_get_toggle:
 * @self: a filter
 * @field: "grade" or "funnel"
 * @value: a value of that field
 *
 * Returns: (transfer none) (nullable): the toggle of that value
 */
GtkWidget *
pursuit_customer_filter_get_toggle (PursuitCustomerFilter *self,
                                    const char            *field,
                                    int                    value)
{
  gboolean is_grade = g_str_equal (field, "grade");
  int index = value - (is_grade ? (int) PURSUIT_GRADE_A : (int) PURSUIT_FUNNEL_POTENTIAL);

  g_return_val_if_fail (PURSUIT_IS_CUSTOMER_FILTER (self), NULL);

  if (index < 0 || index >= (is_grade ? PURSUIT_N_GRADES : PURSUIT_N_FUNNELS))
    return NULL;

  return GTK_WIDGET (is_grade ? self->grades[index] : self->funnels[index]);
}
