/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-picker-popover.h"

#include "pursuit-list-status.h"
#include "pursuit-picker-row.h"
#include "pursuit-query-model.h"
#include "pursuit-row.h"
#include "pursuit-str.h"
#include "pursuit-text.h"
#include "pursuit-unit-tree.h"
#include "pursuit-ui-types.h"

/*
 * PursuitPickerPopover finds one record by typing part of its name. It asks only when it is opened.
 *
 *   PursuitQueryModel (searched by SQL)                     -> GtkNoSelection -> list
 *   units: GListStore in the order of the tree -> filter    -> GtkNoSelection -> list
 */
struct _PursuitPickerPopover
{
  GtkPopover parent_instance;

  GtkSearchEntry *search;
  GtkWidget *none_button;
  GtkListView *list;
  GtkWidget *nothing;
  PursuitListStatus *status;

  PursuitWorker *worker;
  PursuitQuery *query;
  GCancellable *cancellable;
  GListModel *shown;          /* what the list shows, before its selection model */
  PursuitQueryModel *model;
  GListStore *units;
  GtkCustomFilter *unit_filter;
  GHashTable *depths;
  char *needle;
};

G_DEFINE_FINAL_TYPE (PursuitPickerPopover, pursuit_picker_popover, GTK_TYPE_POPOVER)

enum
{
  PICKED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
setup_item_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  gtk_list_item_set_child (item, pursuit_picker_row_new ());
}

static void
bind_item_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              PursuitPickerPopover     *self)
{
  PursuitRow *row = gtk_list_item_get_item (item);
  gpointer depth = self->depths != NULL && self->needle == NULL
                     ? g_hash_table_lookup (self->depths, GSIZE_TO_POINTER (pursuit_row_get_id (row)))
                     : NULL;

  pursuit_picker_row_show (PURSUIT_PICKER_ROW (gtk_list_item_get_child (item)), row, self->query->list,
                           GPOINTER_TO_UINT (depth));
}

static void
unbind_item_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *item,
                PursuitPickerPopover     *self)
{
  pursuit_picker_row_show (PURSUIT_PICKER_ROW (gtk_list_item_get_child (item)), NULL, PURSUIT_LIST_STAFF, 0);
}

static void
update_nothing (PursuitPickerPopover *self)
{
  gboolean needed = pursuit_list_status_is_needed (self->status);

  gtk_widget_set_visible (GTK_WIDGET (self->status), needed);
  gtk_widget_set_visible (self->nothing, !needed && g_list_model_get_n_items (self->shown) == 0);
}

static void
items_changed_cb (GListModel           *model,
                  guint                 position,
                  guint                 removed,
                  guint                 added,
                  PursuitPickerPopover *self)
{
  update_nothing (self);
}

static gboolean
unit_matches (gpointer item,
              gpointer user_data)
{
  PursuitPickerPopover *self = user_data;
  const char *name = pursuit_row_get_text (item, PURSUIT_UNIT_ROW_NAME);
  g_autofree char *folded = pursuit_text_fold (name != NULL ? name : "");

  return self->needle == NULL || pursuit_text_matches (folded, self->needle);
}

static gpointer
read_units_job (PursuitDesk   *desk,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autoptr(GArray) ids = pursuit_desk_query_ids (desk, data, 0, error);

  if (ids == NULL)
    return NULL;

  return pursuit_desk_query_rows (desk, PURSUIT_LIST_UNITS, (const gint64 *) (gpointer) ids->data, ids->len, error);
}

static void
read_units_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(PursuitPickerPopover) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);
  g_autoptr(GPtrArray) sorted = NULL;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  if (rows == NULL)
    {
      gtk_label_set_text (GTK_LABEL (self->nothing), error->message);
      return;
    }
  g_clear_pointer (&self->depths, g_hash_table_unref);
  sorted = pursuit_unit_tree_sort (rows, &self->depths);
  g_list_store_splice (self->units, 0, g_list_model_get_n_items (G_LIST_MODEL (self->units)), sorted->pdata, sorted->len);
  update_nothing (self);
}

static void
ask (PursuitPickerPopover *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autoptr(PursuitQuery) query = NULL;

  if (self->worker == NULL)
    return;

  g_clear_pointer (&self->needle, g_free);
  if (!pursuit_str_empty (typed))
    self->needle = pursuit_text_fold (typed);

  if (self->units != NULL)
    {
      gtk_filter_changed (GTK_FILTER (self->unit_filter), GTK_FILTER_CHANGE_DIFFERENT);
      return;
    }

  query = pursuit_query_copy (self->query);
  pursuit_set_str (&query->search, self->needle != NULL ? typed : NULL);
  pursuit_query_model_set_query (self->model, query);
}

static void
search_changed_cb (GtkSearchEntry       *entry,
                   PursuitPickerPopover *self)
{
  /* What was typed before the source changed is taken away while there is nothing yet to ask. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->shown != NULL)
    ask (self);
}

static void
pick (PursuitPickerPopover *self,
      guint                 position)
{
  g_autoptr(PursuitRow) row = g_list_model_get_item (self->shown, position);

  if (row == NULL || !pursuit_row_is_loaded (row))
    return;

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[PICKED], 0, pursuit_row_get_id (row),
                 pursuit_row_get_text (row, pursuit_picker_row_get_name_column (self->query->list)));
}

static void
search_activate_cb (GtkSearchEntry       *entry,
                    PursuitPickerPopover *self)
{
  if (self->needle != NULL && self->shown != NULL)
    pick (self, 0);
}

static void
list_activate_cb (GtkListView          *list,
                  guint                 position,
                  PursuitPickerPopover *self)
{
  pick (self, position);
}

static void
none_clicked_cb (GtkButton            *button,
                 PursuitPickerPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[PICKED], 0, (gint64) 0, NULL);
}

static void
show_units (PursuitPickerPopover *self)
{
  self->units = g_list_store_new (PURSUIT_TYPE_ROW);
  self->unit_filter = gtk_custom_filter_new (unit_matches, self, NULL);
  self->shown = G_LIST_MODEL (gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->units)),
                                                         g_object_ref (GTK_FILTER (self->unit_filter))));
}

static void
opened (PursuitPickerPopover *self)
{
  g_autoptr(GtkSelectionModel) selection = NULL;

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  if (self->worker == NULL)
    return;

  if (self->shown == NULL)
    {
      if (self->query->list == PURSUIT_LIST_UNITS)
        show_units (self);
      else
        {
          self->model = pursuit_query_model_new (self->worker);
          self->shown = G_LIST_MODEL (g_object_ref (self->model));
          g_signal_connect_object (self->model, "notify::loading", G_CALLBACK (update_nothing), self, G_CONNECT_SWAPPED);
          g_signal_connect_object (self->model, "notify::error", G_CALLBACK (update_nothing), self, G_CONNECT_SWAPPED);
          pursuit_list_status_set_model (self->status, self->model);
        }
      g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (items_changed_cb), self, 0);
      selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (self->shown)));
      gtk_list_view_set_model (self->list, selection);
    }

  if (self->units != NULL)
    pursuit_worker_call_async (self->worker, read_units_job, pursuit_query_copy (self->query),
                               (GDestroyNotify) pursuit_query_free, (GDestroyNotify) g_ptr_array_unref,
                               self->cancellable, read_units_cb, g_object_ref (self));
  ask (self);
}

static void
pursuit_picker_popover_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (pursuit_picker_popover_parent_class)->map (widget);
  opened (PURSUIT_PICKER_POPOVER (widget));
}

static void
pursuit_picker_popover_dispose (GObject *object)
{
  PursuitPickerPopover *self = PURSUIT_PICKER_POPOVER (object);

  g_cancellable_cancel (self->cancellable);
  if (self->list != NULL)
    {
      gtk_list_view_set_model (self->list, NULL);
      self->list = NULL;
      gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_PICKER_POPOVER);
    }
  g_clear_object (&self->shown);
  g_clear_object (&self->model);
  g_clear_object (&self->units);
  g_clear_object (&self->unit_filter);
  g_clear_object (&self->worker);

  G_OBJECT_CLASS (pursuit_picker_popover_parent_class)->dispose (object);
}

static void
pursuit_picker_popover_finalize (GObject *object)
{
  PursuitPickerPopover *self = PURSUIT_PICKER_POPOVER (object);

  g_clear_pointer (&self->query, pursuit_query_free);
  g_clear_pointer (&self->depths, g_hash_table_unref);
  g_clear_object (&self->cancellable);
  g_free (self->needle);

  G_OBJECT_CLASS (pursuit_picker_popover_parent_class)->finalize (object);
}

static void
pursuit_picker_popover_class_init (PursuitPickerPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pursuit_picker_popover_dispose;
  object_class->finalize = pursuit_picker_popover_finalize;
  widget_class->map = pursuit_picker_popover_map;

  /**
   * PursuitPickerPopover::picked:
   * @self: the popover
   * @id: the record, 0 for none
   * @name: (nullable): what it is called
   *
   * A person chose.
   */
  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);

  g_type_ensure (PURSUIT_TYPE_LIST_STATUS);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("widgets/picker-popover.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitPickerPopover, search);
  gtk_widget_class_bind_template_child (widget_class, PursuitPickerPopover, none_button);
  gtk_widget_class_bind_template_child (widget_class, PursuitPickerPopover, list);
  gtk_widget_class_bind_template_child (widget_class, PursuitPickerPopover, nothing);
  gtk_widget_class_bind_template_child (widget_class, PursuitPickerPopover, status);
  gtk_widget_class_bind_template_callback (widget_class, setup_item_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_item_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_item_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, none_clicked_cb);
}

static void
pursuit_picker_popover_init (PursuitPickerPopover *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_picker_popover_new:
 *
 * Returns: (transfer floating): a popover that knows no records yet
 */
GtkWidget *
pursuit_picker_popover_new (void)
{
  return g_object_new (PURSUIT_TYPE_PICKER_POPOVER, NULL);
}

/**
 * pursuit_picker_popover_set_source:
 * @self: a popover
 * @worker: the worker to ask
 * @query: which records can be picked; what is typed is added to it
 * @none_label: (nullable): what choosing none is called, "Everybody"; %NULL when there must be one
 *
 * Says what can be picked. Units are shown as a tree, everything else as a list in its order.
 */
void
pursuit_picker_popover_set_source (PursuitPickerPopover *self,
                                   PursuitWorker        *worker,
                                   const PursuitQuery   *query,
                                   const char           *none_label)
{
  g_return_if_fail (PURSUIT_IS_PICKER_POPOVER (self));
  g_return_if_fail (query != NULL);

  gtk_list_view_set_model (self->list, NULL);
  pursuit_list_status_set_model (self->status, NULL);
  g_clear_object (&self->shown);
  g_clear_object (&self->model);
  g_clear_object (&self->units);
  g_clear_object (&self->unit_filter);
  g_set_object (&self->worker, worker);
  g_clear_pointer (&self->query, pursuit_query_free);
  self->query = pursuit_query_copy (query);

  gtk_button_set_label (GTK_BUTTON (self->none_button), none_label != NULL ? none_label : "");
  gtk_widget_set_visible (self->none_button, none_label != NULL);
}
