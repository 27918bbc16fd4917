/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-sidebar-filters.h"

#include "pursuit-filters.h"
#include "pursuit-sidebar-row.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/*
 * PursuitSidebarFilters shows the filters that one keeps of what has a page of its own, customers and deals, and how much each lists.
 * They are read when the window has
 * nothing else to do, and counted one at a time, so that whatever a person asks for comes between.
 */
struct _PursuitSidebarFilters
{
  GtkWidget parent_instance;

  GtkWidget *heading;
  GtkListBox *list;

  PursuitWorker *worker;
  GPtrArray *filters;       /* (nullable): PursuitSavedFilter, in the order of the rows */
  guint idle_id;
  guint next;               /* which is counted next */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (PursuitSidebarFilters, pursuit_sidebar_filters, GTK_TYPE_WIDGET)

static void count_next (PursuitSidebarFilters *self);

static void
stop (PursuitSidebarFilters *self)
{
  g_clear_handle_id (&self->idle_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static gpointer
count_job (PursuitDesk   *desk,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  gint64 count;

  return pursuit_filters_count (desk, data, &count, error) ? g_memdup2 (&count, sizeof count) : NULL;
}

static void
count_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(PursuitSidebarFilters) self = user_data;
  g_autofree gint64 *count = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, NULL);

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  g_clear_object (&self->cancellable);
  pursuit_sidebar_row_set_count (PURSUIT_SIDEBAR_ROW (gtk_list_box_get_row_at_index (self->list, (int) self->next)),
                                 count != NULL ? *count : -1);
  self->next++;
  count_next (self);
}

static void
count_next (PursuitSidebarFilters *self)
{
  if (self->worker == NULL || self->filters == NULL || self->next >= self->filters->len)
    return;

  self->cancellable = g_cancellable_new ();
  pursuit_worker_call_async (self->worker, count_job, g_object_ref (g_ptr_array_index (self->filters, self->next)), g_object_unref, g_free,
                             self->cancellable, count_cb, g_object_ref (self));
}

static void
show_filters (PursuitSidebarFilters *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < self->filters->len; i++)
    {
      PursuitSavedFilter *filter = g_ptr_array_index (self->filters, i);

      gtk_list_box_append (self->list, pursuit_sidebar_row_new_named (filter->shared ? "system-users-symbolic" : "starred-symbolic",
                                                                      filter->name));
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->filters->len > 0);
}

/* Where its list is looked at; %NULL when that is nowhere. */
static const char *
get_view (PursuitSavedFilter *filter)
{
  if (g_strcmp0 (filter->list, "customers") == 0)
    return "customers";

  return g_strcmp0 (filter->list, "deals") == 0 ? "board" : NULL;
}

static gpointer
list_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(GPtrArray) filters = pursuit_filters_list_all (desk, error);

  for (guint i = filters != NULL ? filters->len : 0; i > 0; i--)
    if (get_view (g_ptr_array_index (filters, i - 1)) == NULL)
      g_ptr_array_remove_index (filters, i - 1);

  return g_steal_pointer (&filters);
}

static void
list_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PursuitSidebarFilters) self = user_data;
  g_autoptr(GPtrArray) filters = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, NULL);

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  g_clear_object (&self->cancellable);
  if (filters == NULL)
    return;
  g_clear_pointer (&self->filters, g_ptr_array_unref);
  self->filters = g_steal_pointer (&filters);
  show_filters (self);
  self->next = 0;
  count_next (self);
}

static gboolean
read_cb (gpointer user_data)
{
  PursuitSidebarFilters *self = user_data;

  self->idle_id = 0;
  self->cancellable = g_cancellable_new ();
  pursuit_worker_call_async (self->worker, list_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, self->cancellable, list_cb,
                             g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
read_later (PursuitSidebarFilters *self)
{
  stop (self);
  if (self->worker != NULL)
    self->idle_id = g_idle_add_full (G_PRIORITY_LOW, read_cb, self, NULL);
}

/* Filters and whom they list; who talked to whom puts nobody into another one. */
static void
news_cb (PursuitSidebarFilters *self,
         GPtrArray             *entries)
{
  g_assert (PURSUIT_IS_SIDEBAR_FILTERS (self));

  for (guint i = 0; i < entries->len; i++)
    {
      const PursuitJournalEntry *entry = g_ptr_array_index (entries, i);

      if (g_strcmp0 (entry->entity, "saved_filter") == 0 || g_strcmp0 (entry->entity, "customer") == 0 ||
          g_strcmp0 (entry->entity, "deal") == 0 ||
          g_strcmp0 (entry->entity, "staff") == 0 || entry->entity_id == 0)
        {
          read_later (self);
          return;
        }
    }
}

static void
row_activated_cb (PursuitSidebarFilters *self,
                  GtkListBoxRow         *row)
{
  PursuitSavedFilter *filter = g_ptr_array_index (self->filters, (guint) gtk_list_box_row_get_index (row));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-filter", "(sx)", get_view (filter), PURSUIT_RECORD (filter)->id);
}

static void
pursuit_sidebar_filters_dispose (GObject *object)
{
  PursuitSidebarFilters *self = PURSUIT_SIDEBAR_FILTERS (object);

  stop (self);
  g_clear_object (&self->worker);
  g_clear_pointer (&self->filters, g_ptr_array_unref);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_SIDEBAR_FILTERS);

  G_OBJECT_CLASS (pursuit_sidebar_filters_parent_class)->dispose (object);
}

static void
pursuit_sidebar_filters_class_init (PursuitSidebarFiltersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_sidebar_filters_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("sidebar-filters.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitSidebarFilters, heading);
  gtk_widget_class_bind_template_child (widget_class, PursuitSidebarFilters, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
pursuit_sidebar_filters_init (PursuitSidebarFilters *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_sidebar_filters_set_worker:
 * @self: the filters of a sidebar
 * @worker: (nullable): the opened database, %NULL when it is closed
 *
 * Shows whose filters these are, as soon as there is time.
 */
void
pursuit_sidebar_filters_set_worker (PursuitSidebarFilters *self,
                                    PursuitWorker         *worker)
{
  g_return_if_fail (PURSUIT_IS_SIDEBAR_FILTERS (self));

  if (self->worker != NULL)
    g_signal_handlers_disconnect_by_func (self->worker, news_cb, self);
  g_set_object (&self->worker, worker);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (worker != NULL)
    g_signal_connect_object (worker, "news", G_CALLBACK (news_cb), self, G_CONNECT_SWAPPED);
  read_later (self);
}
