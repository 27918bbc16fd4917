/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-visits-view.h"

#include "pursuit-list-place.h"
#include "pursuit-list-status.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"
#include "pursuit-visit-row.h"

/*
 * PursuitVisitsView lists the calls, visits and meetings with one customer, the newest first; notes are not contact (VIS-8).
 *
 *   PursuitQueryModel (PURSUIT_LIST_ACTIVITIES) -> GtkNoSelection -> GtkListView of PursuitVisitRow
 */
struct _PursuitVisitsView
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkListView *list;
  PursuitListStatus *status;
  GtkWidget *record;
  GtkWidget *record_too;

  PursuitQueryModel *model;
};

G_DEFINE_FINAL_TYPE (PursuitVisitsView, pursuit_visits_view, GTK_TYPE_WIDGET)

static void
setup_cb (PursuitVisitsView *self,
          GtkListItem       *item)
{
  g_assert (PURSUIT_IS_VISITS_VIEW (self));

  gtk_list_item_set_child (item, pursuit_visit_row_new ());
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (PursuitVisitsView *self,
         GtkListItem       *item)
{
  g_assert (PURSUIT_IS_VISITS_VIEW (self));

  pursuit_visit_row_show (PURSUIT_VISIT_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
unbind_cb (PursuitVisitsView *self,
           GtkListItem       *item)
{
  pursuit_visit_row_show (PURSUIT_VISIT_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
update_state (PursuitVisitsView *self)
{
  guint n_items = self->model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->model)) : 0;
  const char *page = "list";

  if (pursuit_list_status_is_needed (self->status))
    page = "status";
  else if (n_items == 0)
    page = "empty";
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
pursuit_visits_view_dispose (GObject *object)
{
  PursuitVisitsView *self = PURSUIT_VISITS_VIEW (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->model);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_VISITS_VIEW);

  G_OBJECT_CLASS (pursuit_visits_view_parent_class)->dispose (object);
}

static void
pursuit_visits_view_class_init (PursuitVisitsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_visits_view_dispose;

  g_type_ensure (PURSUIT_TYPE_LIST_STATUS);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/visits-view.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitVisitsView, stack);
  gtk_widget_class_bind_template_child (widget_class, PursuitVisitsView, list);
  gtk_widget_class_bind_template_child (widget_class, PursuitVisitsView, status);
  gtk_widget_class_bind_template_child (widget_class, PursuitVisitsView, record);
  gtk_widget_class_bind_template_child (widget_class, PursuitVisitsView, record_too);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
}

static void
pursuit_visits_view_init (PursuitVisitsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_visits_view_set_model:
 * @self: a list
 * @model: (nullable): a model of %PURSUIT_LIST_ACTIVITIES
 *
 * Shows what @model has and follows it.
 */
void
pursuit_visits_view_set_model (PursuitVisitsView *self,
                               PursuitQueryModel *model)
{
  g_autoptr(GtkSelectionModel) selection = NULL;

  g_return_if_fail (PURSUIT_IS_VISITS_VIEW (self));

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, update_state, self);
  g_set_object (&self->model, model);
  if (model != NULL)
    {
      selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (model))));
      g_signal_connect_object (model, "notify::loading", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (model, "notify::error", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (model, "items-changed", G_CALLBACK (update_state), self,
                               G_CONNECT_SWAPPED | G_CONNECT_AFTER);
    }
  gtk_list_view_set_model (self->list, selection);
  if (model != NULL)
    pursuit_list_place_keep (self->list, model, (PursuitRowOfChild) pursuit_visit_row_get_row);
  pursuit_list_status_set_model (self->status, model);
  update_state (self);
}

/**
 * pursuit_visits_view_set_editable:
 * @self: a list
 * @editable: whether the person may record something
 */
void
pursuit_visits_view_set_editable (PursuitVisitsView *self,
                                  gboolean           editable)
{
  g_return_if_fail (PURSUIT_IS_VISITS_VIEW (self));

  gtk_widget_set_visible (self->record, editable);
  gtk_widget_set_visible (self->record_too, editable);
}
