/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-customers-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "pursuit-adaptive-bin.h"
#include "pursuit-customer.h"
#include "pursuit-customer-cell.h"
#include "pursuit-customer-table.h"
#include "pursuit-header.h"
#include "pursuit-page.h"
#include "pursuit-record-dialog.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/*
 * PursuitCustomersPage is the view of all customers: the list on the left and the dossier of the selected one beside it,
 * or one of the two where there is no room for both.
 *
 *   PursuitCustomerList --"selected"--> PursuitDossierPage
 *   window's news -> PursuitDossierPage (the list is a query model and follows by itself)
 */
struct _PursuitCustomersPage
{
  GtkWidget parent_instance;

  PursuitAdaptiveBin *panes;
  PursuitCustomerList *list;
  PursuitDossierPage *dossier;
  PursuitCustomerTable *table;
  GtkStack *content;
  GtkWidget *back;
  GtkWidget *add;
  GtkWidget *add_too;

  PursuitWorker *worker;
  gint64 wanted_id;     /* to be shown as soon as there is a list to show it in */
  gboolean is_ready;
  gboolean shows_table;
};

enum
{
  PROP_READY = 1,
  PROP_TABLE,
  N_PROPS,
};

static void page_init (PursuitPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PursuitCustomersPage, pursuit_customers_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (PURSUIT_TYPE_PAGE, page_init))

static gboolean
may_edit (PursuitCustomersPage *self)
{
  const PursuitOpened *opened = self->worker != NULL ? pursuit_worker_get_opened (self->worker) : NULL;

  return opened != NULL && !opened->read_only &&
         pursuit_rights_may (opened->rights, PURSUIT_RIGHT_EDIT);
}

static void
update_actions (PursuitCustomersPage *self)
{
  static const char *const forwarded[] = { "customers.add-activity", "customers.add-person", "customers.new-deal", "customers.rename",
                                           "customers.edit-all", "customers.delete" };
  gboolean is_shown = may_edit (self) && pursuit_dossier_page_get_id (self->dossier) != 0;

  for (guint i = 0; i < G_N_ELEMENTS (forwarded); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), forwarded[i], is_shown);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "customers.new", may_edit (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "customers.back", pursuit_adaptive_bin_get_folded (self->panes));
}

static void
update_ready (PursuitCustomersPage *self)
{
  gboolean is_ready = self->worker != NULL && pursuit_customer_list_is_settled (self->list) &&
                      !pursuit_dossier_page_is_reading (self->dossier);

  if (self->is_ready == is_ready)
    return;
  self->is_ready = is_ready;
  g_object_notify (G_OBJECT (self), "ready");
}

/* An empty database says what to do next in the place where the dossiers will be. */
static void
show_content (PursuitCustomersPage *self)
{
  gboolean is_empty = pursuit_customer_list_is_empty (self->list);

  gtk_stack_set_visible_child_name (self->content, is_empty ? "empty" : self->shows_table ? "table" : "dossier");
  if (is_empty && pursuit_adaptive_bin_get_folded (self->panes))
    pursuit_adaptive_bin_set_revealed (self->panes, FALSE);
  update_actions (self);
  update_ready (self);
}

static void
model_changed_cb (PursuitCustomersPage *self)
{
  g_assert (PURSUIT_IS_CUSTOMERS_PAGE (self));

  show_content (self);
}

/* What was only passed on the way through the list is not noted. */
static void
note_opened (PursuitCustomersPage *self)
{
  PursuitRecents *recents = self->worker != NULL ? pursuit_worker_get_recents (self->worker) : NULL;

  if (recents != NULL)
    pursuit_recents_note (recents, PURSUIT_TYPE_CUSTOMER, pursuit_dossier_page_get_id (self->dossier));
}

/* Beside each other, the first customer is shown at once; alone, the list is. */
static void
settled_cb (PursuitCustomersPage *self)
{
  g_assert (PURSUIT_IS_CUSTOMERS_PAGE (self));

  if (pursuit_customer_list_is_settled (self->list))
    {
      if (self->wanted_id != 0 || !pursuit_adaptive_bin_get_folded (self->panes))
        pursuit_customer_list_select (self->list, self->wanted_id);
      self->wanted_id = 0;
    }
  show_content (self);
}

static void
selected_cb (PursuitCustomersPage *self,
             gint64                customer_id)
{
  g_assert (PURSUIT_IS_CUSTOMERS_PAGE (self));

  pursuit_customer_filter_step_aside (pursuit_customer_list_get_filter (self->list));
  pursuit_dossier_page_show (self->dossier, customer_id);
  update_actions (self);
}

static void
opened_cb (PursuitCustomersPage *self)
{
  g_assert (PURSUIT_IS_CUSTOMERS_PAGE (self));

  if (pursuit_adaptive_bin_get_folded (self->panes) && pursuit_dossier_page_get_id (self->dossier) != 0)
    pursuit_adaptive_bin_set_revealed (self->panes, FALSE);
  note_opened (self);
}

static void
reading_cb (PursuitCustomersPage *self)
{
  g_assert (PURSUIT_IS_CUSTOMERS_PAGE (self));

  update_ready (self);
}

static void
folded_cb (PursuitCustomersPage *self)
{
  gboolean is_folded = pursuit_adaptive_bin_get_folded (self->panes);

  g_assert (PURSUIT_IS_CUSTOMERS_PAGE (self));

  if (is_folded && pursuit_dossier_page_get_id (self->dossier) == 0)
    pursuit_adaptive_bin_set_revealed (self->panes, TRUE);
  update_actions (self);
}

/* What is saved as a filter has the columns that are looked at. */
static void
columns_changed_cb (PursuitCustomersPage *self)
{
  g_auto(GStrv) columns = self->shows_table ? pursuit_customer_table_dup_columns (self->table) : NULL;

  g_assert (PURSUIT_IS_CUSTOMERS_PAGE (self));

  pursuit_customer_filter_set_columns (pursuit_customer_list_get_filter (self->list), (const char *const *) columns);
}

/* The table stands where the dossier does: the list beside it goes on saying what there is. */
static void
set_table (PursuitCustomersPage *self,
           gboolean              shows_table)
{
  if (self->shows_table == shows_table)
    return;

  self->shows_table = shows_table;
  if (shows_table && pursuit_adaptive_bin_get_folded (self->panes))
    pursuit_adaptive_bin_set_revealed (self->panes, FALSE);
  columns_changed_cb (self);
  show_content (self);
  g_object_notify (G_OBJECT (self), "table");
}

/* A filter that was saved with columns is looked at as a table of just these. */
static void
columns_chosen_cb (PursuitCustomersPage *self,
                   char                **columns)
{
  g_assert (PURSUIT_IS_CUSTOMERS_PAGE (self));

  pursuit_customer_table_show_columns (self->table, (const char *const *) columns);
  set_table (self, TRUE);
  columns_changed_cb (self);
}

static void
table_opened_cb (PursuitCustomersPage *self,
                 gint64                id)
{
  g_assert (PURSUIT_IS_CUSTOMERS_PAGE (self));

  set_table (self, FALSE);
  pursuit_page_show_id (PURSUIT_PAGE (self), id);
}

static void
show_list (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  PursuitCustomersPage *self = PURSUIT_CUSTOMERS_PAGE (widget);

  pursuit_adaptive_bin_set_revealed (self->panes, TRUE);
}

static void
saved_cb (PursuitCustomersPage *self,
          gint64                id)
{
  g_assert (PURSUIT_IS_CUSTOMERS_PAGE (self));

  pursuit_page_show_id (PURSUIT_PAGE (self), id);
}

static void
add_customer (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  static const char *const names[] = { "name", "short_name", "grade", "funnel", "owner_id", "region", "industry",
                                       "address", "phone", "registration_code", "source", "notes", NULL };
  PursuitCustomersPage *self = PURSUIT_CUSTOMERS_PAGE (widget);
  g_autoptr(PursuitRecord) customer = pursuit_record_new (PURSUIT_TYPE_CUSTOMER);
  GtkWidget *dialog;

  PURSUIT_CUSTOMER (customer)->owner_id = pursuit_worker_get_opened (self->worker)->actor_id;
  dialog = pursuit_record_dialog_new (widget, self->worker, customer, _("New Customer"), names);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  pursuit_record_form_focus (pursuit_record_dialog_get_form (PURSUIT_RECORD_DIALOG (dialog)), NULL);
}

static void
clear_filters (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  pursuit_customer_filter_clear (pursuit_customer_list_get_filter (PURSUIT_CUSTOMERS_PAGE (widget)->list));
}

/* What is done from the list is done by the dossier of the selected customer. */
static void
forward (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  PursuitCustomersPage *self = PURSUIT_CUSTOMERS_PAGE (widget);
  g_autofree char *name = g_strconcat ("dossier.", action_name + strlen ("customers."), NULL);

  if (g_str_equal (action_name, "customers.rename"))
    pursuit_dossier_page_edit_field (self->dossier, "name");
  else
    gtk_widget_activate_action_variant (GTK_WIDGET (self->dossier), name, parameter);
  if (pursuit_adaptive_bin_get_folded (self->panes) && g_str_equal (action_name, "customers.rename"))
    pursuit_adaptive_bin_set_revealed (self->panes, FALSE);
}

static void
pursuit_customers_page_set_worker (PursuitPage   *page,
                                   PursuitWorker *worker)
{
  PursuitCustomersPage *self = PURSUIT_CUSTOMERS_PAGE (page);

  g_set_object (&self->worker, worker);
  pursuit_dossier_page_set_worker (self->dossier, worker);
  pursuit_customer_list_set_worker (self->list, worker);
  pursuit_customer_table_set_source (self->table, worker, pursuit_customer_list_get_model (self->list),
                                     pursuit_customer_list_get_filter (self->list));
  if (worker != NULL)
    g_signal_connect_object (pursuit_customer_list_get_model (self->list), "items-changed",
                             G_CALLBACK (model_changed_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gtk_widget_set_visible (self->add, may_edit (self));
  gtk_widget_set_visible (self->add_too, may_edit (self));
  folded_cb (self);
  show_content (self);
}

static void
pursuit_customers_page_handle_news (PursuitPage *page,
                                    GPtrArray   *entries)
{
  PursuitCustomersPage *self = PURSUIT_CUSTOMERS_PAGE (page);

  pursuit_customer_filter_recount (pursuit_customer_list_get_filter (self->list));
  pursuit_dossier_page_handle_news (self->dossier, entries);
}

static void
pursuit_customers_page_focus_search (PursuitPage *page)
{
  PursuitCustomersPage *self = PURSUIT_CUSTOMERS_PAGE (page);

  if (pursuit_adaptive_bin_get_folded (self->panes))
    pursuit_adaptive_bin_set_revealed (self->panes, TRUE);
  pursuit_customer_filter_focus_search (pursuit_customer_list_get_filter (self->list));
}

static void
pursuit_customers_page_activate_new (PursuitPage *page)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "customers.new", NULL);
}

static void
pursuit_customers_page_show_id (PursuitPage *page,
                                gint64       id)
{
  PursuitCustomersPage *self = PURSUIT_CUSTOMERS_PAGE (page);

  if (!pursuit_customer_list_is_settled (self->list))
    self->wanted_id = id;
  else
    pursuit_customer_list_select (self->list, id);
  pursuit_dossier_page_show (self->dossier, id);
  note_opened (self);
  if (pursuit_adaptive_bin_get_folded (self->panes))
    pursuit_adaptive_bin_set_revealed (self->panes, FALSE);
  update_actions (self);
}

static void
pursuit_customers_page_refresh (PursuitPage *page)
{
  PursuitCustomersPage *self = PURSUIT_CUSTOMERS_PAGE (page);

  if (self->worker == NULL)
    return;
  pursuit_query_model_refresh (pursuit_customer_list_get_model (self->list));
  pursuit_customer_filter_recount (pursuit_customer_list_get_filter (self->list));
  pursuit_dossier_page_refresh (self->dossier);
}

static void
pursuit_customers_page_show_filter (PursuitPage *page,
                                    gint64       id)
{
  PursuitCustomersPage *self = PURSUIT_CUSTOMERS_PAGE (page);

  if (pursuit_adaptive_bin_get_folded (self->panes))
    pursuit_adaptive_bin_set_revealed (self->panes, TRUE);
  pursuit_customer_filter_show_saved (pursuit_customer_list_get_filter (self->list), id);
}

static PursuitQuery *
pursuit_customers_page_dup_query (PursuitPage *page)
{
  PursuitQueryModel *model = pursuit_customer_list_get_model (PURSUIT_CUSTOMERS_PAGE (page)->list);
  const PursuitQuery *query = model != NULL ? pursuit_query_model_get_query (model) : NULL;

  if (query != NULL && PURSUIT_CUSTOMERS_PAGE (page)->shows_table)
    return pursuit_customer_table_dup_selected (PURSUIT_CUSTOMERS_PAGE (page)->table);

  return query != NULL ? pursuit_query_copy (query) : NULL;
}

static char **
pursuit_customers_page_dup_columns (PursuitPage *page)
{
  PursuitCustomersPage *self = PURSUIT_CUSTOMERS_PAGE (page);

  return self->shows_table ? pursuit_customer_table_dup_columns (self->table) : NULL;
}

static void
page_init (PursuitPageInterface *iface)
{
  iface->set_worker = pursuit_customers_page_set_worker;
  iface->handle_news = pursuit_customers_page_handle_news;
  iface->focus_search = pursuit_customers_page_focus_search;
  iface->activate_new = pursuit_customers_page_activate_new;
  iface->show_id = pursuit_customers_page_show_id;
  iface->refresh = pursuit_customers_page_refresh;
  iface->show_filter = pursuit_customers_page_show_filter;
  iface->dup_query = pursuit_customers_page_dup_query;
  iface->dup_columns = pursuit_customers_page_dup_columns;
}

static void
pursuit_customers_page_get_property (GObject    *object,
                                     guint       prop_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_READY:
      g_value_set_boolean (value, PURSUIT_CUSTOMERS_PAGE (object)->is_ready);
      break;
    case PROP_TABLE:
      g_value_set_boolean (value, PURSUIT_CUSTOMERS_PAGE (object)->shows_table);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_customers_page_set_property (GObject      *object,
                                     guint         prop_id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_TABLE:
      set_table (PURSUIT_CUSTOMERS_PAGE (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pursuit_customers_page_dispose (GObject *object)
{
  PursuitCustomersPage *self = PURSUIT_CUSTOMERS_PAGE (object);

  g_clear_object (&self->worker);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_CUSTOMERS_PAGE);

  G_OBJECT_CLASS (pursuit_customers_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "customers.new", NULL, add_customer);
  gtk_widget_class_install_action (widget_class, "customers.back", NULL, show_list);
  gtk_widget_class_install_property_action (widget_class, "customers.table", "table");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK, "customers.table", NULL);
  gtk_widget_class_install_action (widget_class, "customers.clear-filters", NULL, clear_filters);
  gtk_widget_class_install_action (widget_class, "customers.add-activity", "s", forward);
  gtk_widget_class_install_action (widget_class, "customers.add-person", NULL, forward);
  gtk_widget_class_install_action (widget_class, "customers.new-deal", NULL, forward);
  gtk_widget_class_install_action (widget_class, "customers.rename", NULL, forward);
  gtk_widget_class_install_action (widget_class, "customers.edit-all", NULL, forward);
  gtk_widget_class_install_action (widget_class, "customers.delete", NULL, forward);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "customers.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "customers.rename", NULL);
}

static void
pursuit_customers_page_class_init (PursuitCustomersPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pursuit_customers_page_dispose;
  object_class->get_property = pursuit_customers_page_get_property;
  object_class->set_property = pursuit_customers_page_set_property;
  g_object_class_override_property (object_class, PROP_READY, "ready");
  g_object_class_install_property (object_class, PROP_TABLE,
                                   g_param_spec_boolean ("table", NULL, NULL, FALSE,
                                                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));

  g_type_ensure (PURSUIT_TYPE_ADAPTIVE_BIN);
  g_type_ensure (PURSUIT_TYPE_CUSTOMER_LIST);
  g_type_ensure (PURSUIT_TYPE_CUSTOMER_TABLE);
  g_type_ensure (PURSUIT_TYPE_DOSSIER_PAGE);
  g_type_ensure (PURSUIT_TYPE_HEADER);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/customers-page.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomersPage, panes);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomersPage, list);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomersPage, dossier);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomersPage, content);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomersPage, table);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomersPage, back);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomersPage, add);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomersPage, add_too);
  gtk_widget_class_bind_template_callback (widget_class, settled_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, reading_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, table_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, columns_changed_cb);
  install_actions (widget_class);
}

static void
pursuit_customers_page_init (PursuitCustomersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (pursuit_customer_list_get_filter (self->list), "columns-chosen", G_CALLBACK (columns_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_object_bind_property (self->panes, "folded", self->back, "visible", G_BINDING_SYNC_CREATE);
  update_actions (self);
}

/**
 * pursuit_customers_page_new:
 *
 * Returns: (transfer floating): a page without a database
 */
GtkWidget *
pursuit_customers_page_new (void)
{
  return g_object_new (PURSUIT_TYPE_CUSTOMERS_PAGE, NULL);
}

/**
 * pursuit_customers_page_get_list:
 * @self: a page
 *
 * Returns: (transfer none): the list
 */
PursuitCustomerList *
pursuit_customers_page_get_list (PursuitCustomersPage *self)
{
  g_return_val_if_fail (PURSUIT_IS_CUSTOMERS_PAGE (self), NULL);

  return self->list;
}

/**
 * pursuit_customers_page_get_dossier:
 * @self: a page
 *
 * Returns: (transfer none): the dossier
 */
PursuitDossierPage *
pursuit_customers_page_get_dossier (PursuitCustomersPage *self)
{
  g_return_val_if_fail (PURSUIT_IS_CUSTOMERS_PAGE (self), NULL);

  return self->dossier;
}
