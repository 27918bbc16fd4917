/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-drafts-window.h"

#include "pursuit-draft-row.h"
#include "pursuit-ui-types.h"

/*
 * PursuitDraftsWindow offers back what was typed and never saved, because the program ended or the record was deleted.
 *
 *   PursuitDrafts -> pursuit_draft_offers_read() on the worker -> a row for each
 */
struct _PursuitDraftsWindow
{
  AdwWindow parent_instance;

  GtkStack *state;
  GtkListBox *list;

  PursuitWorker *worker;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (PursuitDraftsWindow, pursuit_drafts_window, ADW_TYPE_WINDOW)

static gpointer
read_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return pursuit_draft_offers_read (desk, data, error);
}

static void
show_state (PursuitDraftsWindow *self)
{
  gboolean is_empty = gtk_widget_get_first_child (GTK_WIDGET (self->list)) == NULL;

  gtk_stack_set_visible_child_name (self->state, is_empty ? "nothing" : "list");
}

static void
settled_cb (PursuitDraftsWindow *self,
            GtkWidget           *row)
{
  g_assert (PURSUIT_IS_DRAFTS_WINDOW (self));

  gtk_list_box_remove (self->list, row);
  show_state (self);
}

static void
offer (PursuitDraftsWindow *self,
       PursuitDraftOffer   *offered)
{
  PursuitDrafts *drafts = pursuit_worker_get_drafts (self->worker);
  GtkWidget *row;

  if (pursuit_draft_offer_is_over (offered))
    {
      pursuit_drafts_drop (drafts, offered->draft->type, offered->draft->id, offered->draft->field);
      pursuit_draft_offer_free (offered);
      return;
    }

  row = pursuit_draft_row_new (self->worker, offered);
  g_signal_connect_object (row, "settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, row);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PursuitDraftsWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) offers = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  while (offers != NULL && offers->len > 0)
    offer (self, g_ptr_array_steal_index (offers, 0));
  show_state (self);
}

static void
pursuit_drafts_window_dispose (GObject *object)
{
  PursuitDraftsWindow *self = PURSUIT_DRAFTS_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->worker);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_DRAFTS_WINDOW);

  G_OBJECT_CLASS (pursuit_drafts_window_parent_class)->dispose (object);
}

static void
pursuit_drafts_window_finalize (GObject *object)
{
  g_clear_object (&PURSUIT_DRAFTS_WINDOW (object)->cancellable);

  G_OBJECT_CLASS (pursuit_drafts_window_parent_class)->finalize (object);
}

static void
pursuit_drafts_window_class_init (PursuitDraftsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_drafts_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_drafts_window_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("drafts-window.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitDraftsWindow, state);
  gtk_widget_class_bind_template_child (widget_class, PursuitDraftsWindow, list);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pursuit_drafts_window_init (PursuitDraftsWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_drafts_window_new:
 * @parent: (nullable): the window over which it is shown
 * @worker: whose drafts it offers
 *
 * Returns: (transfer none): the window, to be presented
 */
GtkWidget *
pursuit_drafts_window_new (GtkWindow     *parent,
                           PursuitWorker *worker)
{
  PursuitDraftsWindow *self = g_object_new (PURSUIT_TYPE_DRAFTS_WINDOW, "transient-for", parent, "modal", parent != NULL,
                                            NULL);

  self->worker = g_object_ref (worker);
  pursuit_worker_call_async (worker, read_job, pursuit_drafts_list (pursuit_worker_get_drafts (worker)),
                             (GDestroyNotify) g_ptr_array_unref, (GDestroyNotify) g_ptr_array_unref, self->cancellable,
                             read_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}
