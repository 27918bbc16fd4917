/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-customer-table-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-bulk-edit-dialog.h"
#include "pursuit-compat.h"
#include "pursuit-filter-definition.h"
#include "pursuit-money.h"
#include "pursuit-str.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/* What is selected, and what is said of it. */

static guint opened_signal;

G_DEFINE_FINAL_TYPE (PursuitCustomerTable, pursuit_customer_table, GTK_TYPE_WIDGET)

const char *
pursuit_customer_table_get_currency (PursuitCustomerTable *self)
{
  const PursuitOpened *opened = self->worker != NULL ? pursuit_worker_get_opened (self->worker) : NULL;

  return opened != NULL ? opened->currency : NULL;
}

static gpointer
figures_job (PursuitDesk   *desk,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(PursuitQuery) scoped = pursuit_desk_scope_query (desk, data);
  PursuitFigures figures;

  return pursuit_store_query_figures (pursuit_desk_get_store (desk), scoped, &figures, error) ? g_memdup2 (&figures, sizeof figures) : NULL;
}

static void
show_figures (PursuitCustomerTable *self)
{
  g_autofree char *amount = pursuit_money_format (self->counted.amount, pursuit_customer_table_get_currency (self), PURSUIT_MONEY_SHORT);
  g_autofree char *text = g_strdup_printf (ngettext ("%1$s traded, %2$lld purchase", "%1$s traded, %2$lld purchases",
                                                     (gulong) self->counted.purchases), amount, (long long) self->counted.purchases);

  gtk_label_set_text (self->figures, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->trend), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Amount of the last twelve months"), -1);
  gtk_widget_queue_draw (GTK_WIDGET (self->trend));
}

static void
figures_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PursuitCustomerTable) self = user_data;
  g_autofree PursuitFigures *figures = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, NULL);

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  g_clear_object (&self->cancellable);
  if (figures == NULL)
    return;
  self->counted = *figures;
  show_figures (self);
}

static void
stop_counting (PursuitCustomerTable *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static guint
count_selected (PursuitCustomerTable *self)
{
  if (self->has_all)
    return g_list_model_get_n_items (G_LIST_MODEL (self->model));

  return g_hash_table_size (self->ids);
}

/* One statement for all of them, on the worker. */
static void
selection_is (PursuitCustomerTable *self)
{
  guint n = self->model != NULL ? count_selected (self) : 0;
  g_autofree char *text = g_strdup_printf (ngettext ("%u selected", "%u selected", n), n);

  stop_counting (self);
  gtk_action_bar_set_revealed (self->bar, n > 0);
  gtk_label_set_text (self->selected, text);
  gtk_label_set_text (self->figures, "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "table.change", n > 0);
  if (n == 0)
    return;

  self->cancellable = g_cancellable_new ();
  pursuit_worker_call_async (self->worker, figures_job, pursuit_customer_table_dup_selected (self), (GDestroyNotify) pursuit_query_free,
                             g_free, self->cancellable, figures_cb, g_object_ref (self));
}

static void
selection_changed_cb (PursuitCustomerTable *self)
{
  g_autoptr(GtkBitset) chosen = NULL;
  GtkBitsetIter iter;
  guint position;

  g_assert (PURSUIT_IS_CUSTOMER_TABLE (self));

  if (self->is_restoring)
    return;

  chosen = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  g_hash_table_remove_all (self->ids);
  self->has_all = gtk_bitset_get_size (chosen) > 1 && gtk_bitset_get_size (chosen) == g_list_model_get_n_items (G_LIST_MODEL (self->model));
  for (gboolean more = !self->has_all && gtk_bitset_iter_init_first (&iter, chosen, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 id = pursuit_query_model_get_id (self->model, position);

      g_hash_table_add (self->ids, g_memdup2 (&id, sizeof id));
    }
  selection_is (self);
}

/* Rows that moved come back by their ids. */
static void
items_changed_cb (PursuitCustomerTable *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  g_autoptr(GtkBitset) chosen = gtk_bitset_new_empty ();
  g_autoptr(GtkBitset) mask = gtk_bitset_new_range (0, n);

  g_assert (PURSUIT_IS_CUSTOMER_TABLE (self));

  if (!self->has_all && g_hash_table_size (self->ids) == 0)
    return;
  for (guint i = 0; i < n; i++)
    {
      gint64 id = self->has_all ? 0 : pursuit_query_model_get_id (self->model, i);

      if (self->has_all || g_hash_table_contains (self->ids, &id))
        gtk_bitset_add (chosen, i);
    }
  self->is_restoring = TRUE;
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), chosen, mask);
  self->is_restoring = FALSE;
  selection_is (self);
}

static char *
dup_narrowed (PursuitCustomerFilter *filter)
{
  g_autoptr(PursuitFilterDefinition) definition = pursuit_filter_definition_new (pursuit_customer_filter_get_query (filter), NULL);

  definition->query->order = PURSUIT_ORDER_DEFAULT;
  definition->query->reversed = FALSE;
  g_clear_pointer (&definition->query->own_order, g_free);

  return pursuit_filter_definition_to_json (definition);
}

/* Nobody is selected who was not seen: another filter begins anew, another order does not. */
static void
filter_changed_cb (PursuitCustomerTable *self)
{
  g_autofree char *narrowed = dup_narrowed (self->filter);

  g_assert (PURSUIT_IS_CUSTOMER_TABLE (self));

  if (pursuit_set_str (&self->narrowed, narrowed))
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

static void
activate_cb (PursuitCustomerTable *self,
             guint                 position)
{
  g_assert (PURSUIT_IS_CUSTOMER_TABLE (self));

  g_signal_emit (self, opened_signal, 0, pursuit_query_model_get_id (self->model, position));
}

static void
unselect (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (PURSUIT_CUSTOMER_TABLE (widget)->selection));
}

static void
change (GtkWidget  *widget,
        const char *action_name,
        GVariant   *parameter)
{
  PursuitCustomerTable *self = PURSUIT_CUSTOMER_TABLE (widget);
  g_autoptr(PursuitQuery) query = pursuit_customer_table_dup_selected (self);

  pursuit_bulk_edit_dialog_present (widget, self->worker, query);
}

/* The amount of each of the last twelve months. */
static void
draw_trend (GtkDrawingArea *area,
            cairo_t        *cr,
            int             width,
            int             height,
            gpointer        user_data)
{
  PursuitCustomerTable *self = user_data;
  gint64 most = 1;
  GdkRGBA color;

  for (guint i = 0; i < PURSUIT_FIGURE_MONTHS; i++)
    most = MAX (most, self->counted.month_amounts[i]);
  pursuit_compat_get_color (GTK_WIDGET (area), "accent_color", &color);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, 1.5);
  for (guint i = 0; i < PURSUIT_FIGURE_MONTHS; i++)
    {
      double x = 1 + (width - 2.0) * i / (PURSUIT_FIGURE_MONTHS - 1);
      double y = height - 2 - (height - 4.0) * (double) self->counted.month_amounts[i] / (double) most;

      if (i == 0)
        cairo_move_to (cr, x, y);
      else
        cairo_line_to (cr, x, y);
    }
  cairo_stroke (cr);
}

static void
forget_source (PursuitCustomerTable *self)
{
  stop_counting (self);
  gtk_column_view_set_model (self->view, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  pursuit_customer_table_forget_own_fields (self);
  g_clear_object (&self->worker);
  if (self->filter != NULL)
    g_signal_handlers_disconnect_by_func (self->filter, filter_changed_cb, self);
  self->filter = NULL;
  g_clear_pointer (&self->narrowed, g_free);
  g_hash_table_remove_all (self->ids);
  self->has_all = FALSE;
}

static void
pursuit_customer_table_dispose (GObject *object)
{
  PursuitCustomerTable *self = PURSUIT_CUSTOMER_TABLE (object);

  self->is_laying_out = TRUE;
  g_clear_object (&self->worker);   /* the columns stay as they are */
  if (self->view != NULL)
    forget_source (self);
  self->view = NULL;
  g_clear_pointer (&self->elsewhere, g_free);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_CUSTOMER_TABLE);

  G_OBJECT_CLASS (pursuit_customer_table_parent_class)->dispose (object);
}

static void
pursuit_customer_table_finalize (GObject *object)
{
  g_hash_table_unref (PURSUIT_CUSTOMER_TABLE (object)->ids);

  G_OBJECT_CLASS (pursuit_customer_table_parent_class)->finalize (object);
}

static void
pursuit_customer_table_class_init (PursuitCustomerTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_customer_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_customer_table_finalize;

  /**
   * PursuitCustomerTable::opened:
   * @id: the customer
   *
   * A person wants to go to a customer.
   */
  opened_signal = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_INT64);

  /**
   * PursuitCustomerTable::columns-changed:
   *
   * A person put the columns otherwise.
   */
  g_signal_new ("columns-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "table.unselect", NULL, unselect);
  gtk_widget_class_install_action (widget_class, "table.change", NULL, change);
  gtk_widget_class_install_action (widget_class, "table.to-front", "s", pursuit_customer_table_move_to_front);
  gtk_widget_class_install_action (widget_class, "table.usual", NULL, pursuit_customer_table_show_usual);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "table.change", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/customer-table.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerTable, columns);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerTable, view);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerTable, bar);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerTable, selected);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerTable, figures);
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerTable, trend);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
pursuit_customer_table_init (PursuitCustomerTable *self)
{
  self->ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  pursuit_customer_table_make_columns (self);
  gtk_drawing_area_set_draw_func (self->trend, draw_trend, self, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "table.change", FALSE);
}

/**
 * pursuit_customer_table_set_source:
 * @self: a table
 * @worker: (nullable): the opened database, %NULL when it is closed
 * @model: (nullable): what the list shows
 * @filter: what the list is narrowed and ordered by; outlives @self or the next call
 *
 * Shows the same rows as the list, nobody selected.
 */
void
pursuit_customer_table_set_source (PursuitCustomerTable  *self,
                                   PursuitWorker         *worker,
                                   PursuitQueryModel     *model,
                                   PursuitCustomerFilter *filter)
{
  g_return_if_fail (PURSUIT_IS_CUSTOMER_TABLE (self));

  forget_source (self);
  if (worker == NULL || model == NULL)
    {
      selection_is (self);
      return;
    }
  self->worker = g_object_ref (worker);
  pursuit_customer_table_follow_own_fields (self);
  self->model = g_object_ref (model);
  self->filter = filter;
  self->narrowed = dup_narrowed (filter);
  g_signal_connect_object (filter, "changed", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (model)));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  selection_is (self);
}

/**
 * pursuit_customer_table_get_selection:
 * @self: a table
 *
 * Returns: (transfer none) (nullable): which rows are selected
 */
GtkMultiSelection *
pursuit_customer_table_get_selection (PursuitCustomerTable *self)
{
  g_return_val_if_fail (PURSUIT_IS_CUSTOMER_TABLE (self), NULL);

  return self->selection;
}

/**
 * pursuit_customer_table_dup_selected:
 * @self: a table with a source
 *
 * Returns: (transfer full): what lists just who is selected, in the order of the list; all of the list when nobody is
 */
PursuitQuery *
pursuit_customer_table_dup_selected (PursuitCustomerTable *self)
{
  g_autoptr(PursuitQuery) query = NULL;
  GHashTableIter iter;
  gpointer id;

  g_return_val_if_fail (PURSUIT_IS_CUSTOMER_TABLE (self) && self->model != NULL, NULL);

  query = pursuit_query_copy (pursuit_query_model_get_query (self->model));
  if (!self->has_all && g_hash_table_size (self->ids) > 0)
    {
      g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

      g_hash_table_iter_init (&iter, self->ids);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        g_ptr_array_add (values, g_strdup_printf ("%" G_GINT64_FORMAT, *(gint64 *) id));
      g_ptr_array_add (values, NULL);
      pursuit_query_choose (query, "id", (const char *const *) values->pdata);
    }

  return g_steal_pointer (&query);
}
