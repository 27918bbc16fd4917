/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-unsent-window.h"

#include "pursuit-ui-types.h"
#include "pursuit-unsent-row.h"

/* What is not in the database yet, oldest first: PursuitWorker::unsent -> a row for each save in the outbox. */
struct _PursuitUnsentWindow
{
  AdwWindow parent_instance;

  GtkStack *state;
  GtkListBox *list;
  GtkWidget *retry;

  PursuitWorker *worker;
};

G_DEFINE_FINAL_TYPE (PursuitUnsentWindow, pursuit_unsent_window, ADW_TYPE_WINDOW)

static void
show_all (PursuitUnsentWindow *self)
{
  PursuitOutbox *outbox = pursuit_worker_get_outbox (self->worker);
  g_autoptr(GPtrArray) unsent = outbox != NULL ? pursuit_outbox_list (outbox) : NULL;
  GtkWidget *row;
  guint n = unsent != NULL ? unsent->len : 0;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->list, pursuit_unsent_row_new (self->worker, g_ptr_array_index (unsent, i)));
  gtk_stack_set_visible_child_name (self->state, n > 0 ? "list" : "nothing");
  gtk_widget_set_sensitive (self->retry, n > 0);
}

static void
retry_cb (PursuitUnsentWindow *self)
{
  pursuit_worker_retry (self->worker);
}

static void
pursuit_unsent_window_dispose (GObject *object)
{
  PursuitUnsentWindow *self = PURSUIT_UNSENT_WINDOW (object);

  g_clear_object (&self->worker);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_UNSENT_WINDOW);

  G_OBJECT_CLASS (pursuit_unsent_window_parent_class)->dispose (object);
}

static void
pursuit_unsent_window_class_init (PursuitUnsentWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_unsent_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("unsent-window.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitUnsentWindow, state);
  gtk_widget_class_bind_template_child (widget_class, PursuitUnsentWindow, list);
  gtk_widget_class_bind_template_child (widget_class, PursuitUnsentWindow, retry);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pursuit_unsent_window_init (PursuitUnsentWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_unsent_window_new:
 * @parent: (nullable): the window over which it is shown
 * @worker: whose outbox it shows
 *
 * Returns: (transfer none): the window, to be presented
 */
GtkWidget *
pursuit_unsent_window_new (GtkWindow     *parent,
                           PursuitWorker *worker)
{
  PursuitUnsentWindow *self = g_object_new (PURSUIT_TYPE_UNSENT_WINDOW, "transient-for", parent, "modal", parent != NULL,
                                            NULL);

  self->worker = g_object_ref (worker);
  g_signal_connect_object (worker, "unsent", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
  show_all (self);

  return GTK_WIDGET (self);
}
