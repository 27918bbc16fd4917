/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-documents-view-private.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "pursuit-document-row.h"
#include "pursuit-list-place.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

enum
{
  PROP_COUNT = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PursuitDocumentsView, pursuit_documents_view, GTK_TYPE_WIDGET)

static guint
count (PursuitDocumentsView *self)
{
  return self->model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->model)) : 0;
}

static void
update_empty (PursuitDocumentsView *self)
{
  adw_status_page_set_description (ADW_STATUS_PAGE (self->empty),
                                   self->editable ? _("Drop files here, paste them, or choose them: they are kept in the database, "
                                                      "so that everybody who may see this customer finds them.")
                                                  : _("Files that somebody adds here will be listed."));
  gtk_widget_set_visible (self->empty_add, self->editable);
}

static void
update_state (PursuitDocumentsView *self)
{
  gboolean is_needed = pursuit_list_status_is_needed (self->status) && count (self) == 0;

  gtk_stack_set_visible_child_name (self->stack, is_needed ? "status" : count (self) > 0 ? "documents" : "empty");
  gtk_widget_set_visible (self->add, self->editable && count (self) > 0);
}

static void
setup_cb (PursuitDocumentsView *self,
          GtkListItem          *item)
{
  g_assert (PURSUIT_IS_DOCUMENTS_VIEW (self));

  gtk_list_item_set_child (item, pursuit_document_row_new ());
}

static void
bind_cb (PursuitDocumentsView *self,
         GtkListItem          *item)
{
  g_assert (PURSUIT_IS_DOCUMENTS_VIEW (self));

  pursuit_document_row_show (PURSUIT_DOCUMENT_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item), self->editable);
}

static void
unbind_cb (PursuitDocumentsView *self,
           GtkListItem          *item)
{
  pursuit_document_row_show (PURSUIT_DOCUMENT_ROW (gtk_list_item_get_child (item)), NULL, FALSE);
}

static void
activate_cb (PursuitDocumentsView *self,
             guint                 position)
{
  g_assert (PURSUIT_IS_DOCUMENTS_VIEW (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "documents.open", "x", pursuit_query_model_get_id (self->model, position));
}

static void
cancel_cb (PursuitDocumentsView *self)
{
  g_assert (PURSUIT_IS_DOCUMENTS_VIEW (self));

  pursuit_document_adder_cancel (self->adder);
}

static void
show_progress (PursuitDocumentsView *self)
{
  gboolean is_busy = self->adder != NULL && pursuit_document_adder_is_busy (self->adder);
  guint n_waiting = is_busy ? pursuit_document_adder_get_waiting (self->adder) : 0;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->progress_box, is_busy);
  if (!is_busy)
    return;

  text = n_waiting == 0 ? g_strdup_printf (_("Adding “%s”"), pursuit_document_adder_get_name (self->adder))
                        /* Translators: %1$s is a file, %2$u how many files will be added after it */
                        : g_strdup_printf (ngettext ("Adding “%1$s”; %2$u more waits", "Adding “%1$s”; %2$u more wait", n_waiting),
                                           pursuit_document_adder_get_name (self->adder), n_waiting);
  gtk_label_set_text (self->progress_label, text);
  gtk_progress_bar_set_fraction (self->progress, pursuit_document_adder_get_fraction (self->adder));
}

static void
added_cb (PursuitDocumentsView *self,
          const char           *name,
          gint64                id,
          gint64                entry_id)
{
  g_autofree char *text = g_strdup_printf (_("“%s” added"), name);

  g_assert (PURSUIT_IS_DOCUMENTS_VIEW (self));

  pursuit_banners_unset (self->banners, "refused");
  gtk_widget_activate_action (GTK_WIDGET (self), "win.offer-undo", "(sx)", text, entry_id);
}

static void
refused_cb (PursuitDocumentsView *self,
            const char           *sentence)
{
  g_assert (PURSUIT_IS_DOCUMENTS_VIEW (self));

  pursuit_banners_set (self->banners, "refused", PURSUIT_SEVERITY_WARNING, sentence, NULL, _("Understood"), "documents.dismiss");
}

static void
dismiss (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  pursuit_banners_unset (PURSUIT_DOCUMENTS_VIEW (widget)->banners, "refused");
}

/* What went wrong is told next to what caused it when it lasts, else in passing. */
void
pursuit_documents_view_tell (PursuitDocumentsView *self,
                             const char           *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

/* The document that the keys are about, 0 for none. */
gint64
pursuit_documents_view_get_selected (PursuitDocumentsView *self)
{
  PursuitRow *row = self->selection != NULL ? gtk_single_selection_get_selected_item (self->selection) : NULL;

  return row != NULL ? pursuit_row_get_id (row) : 0;
}

static void
items_changed_cb (PursuitDocumentsView *self)
{
  g_assert (PURSUIT_IS_DOCUMENTS_VIEW (self));

  update_state (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COUNT]);
}

static void
pursuit_documents_view_get_property (GObject    *object,
                                     guint       prop_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_COUNT:
      g_value_set_uint (value, count (PURSUIT_DOCUMENTS_VIEW (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
forget (PursuitDocumentsView *self)
{
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  if (self->model != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->model, update_state, self);
      g_signal_handlers_disconnect_by_func (self->model, items_changed_cb, self);
    }
  if (self->adder != NULL)
    pursuit_document_adder_cancel (self->adder);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->adder);
  g_clear_object (&self->worker);
}

static void
pursuit_documents_view_dispose (GObject *object)
{
  PursuitDocumentsView *self = PURSUIT_DOCUMENTS_VIEW (object);

  forget (self);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_DOCUMENTS_VIEW);

  G_OBJECT_CLASS (pursuit_documents_view_parent_class)->dispose (object);
}

static void
pursuit_documents_view_class_init (PursuitDocumentsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_documents_view_dispose;
  G_OBJECT_CLASS (klass)->get_property = pursuit_documents_view_get_property;

  props[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);

  g_type_ensure (PURSUIT_TYPE_BANNERS);
  g_type_ensure (PURSUIT_TYPE_LIST_STATUS);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("documents/documents-view.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitDocumentsView, banners);
  gtk_widget_class_bind_template_child (widget_class, PursuitDocumentsView, add);
  gtk_widget_class_bind_template_child (widget_class, PursuitDocumentsView, progress_box);
  gtk_widget_class_bind_template_child (widget_class, PursuitDocumentsView, progress_label);
  gtk_widget_class_bind_template_child (widget_class, PursuitDocumentsView, progress);
  gtk_widget_class_bind_template_child (widget_class, PursuitDocumentsView, stack);
  gtk_widget_class_bind_template_child (widget_class, PursuitDocumentsView, list);
  gtk_widget_class_bind_template_child (widget_class, PursuitDocumentsView, status);
  gtk_widget_class_bind_template_child (widget_class, PursuitDocumentsView, empty);
  gtk_widget_class_bind_template_child (widget_class, PursuitDocumentsView, empty_add);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_install_action (widget_class, "documents.dismiss", NULL, dismiss);
  pursuit_documents_view_install_actions (widget_class);
  pursuit_documents_view_install_adding (widget_class);
}

static void
pursuit_documents_view_init (PursuitDocumentsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pursuit_documents_view_take_drops (self);
  pursuit_documents_view_set_editable (self, FALSE);
}

static void
follow (PursuitDocumentsView *self)
{
  self->model = pursuit_query_model_new (self->worker);
  self->adder = pursuit_document_adder_new (self->worker);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->model, "notify::loading", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify::error", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->adder, "changed", G_CALLBACK (show_progress), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->adder, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->adder, "refused", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
}

/**
 * pursuit_documents_view_set_worker:
 * @self: a view of documents
 * @worker: (nullable): the opened database, %NULL when it is closed
 *
 * Says where to read; the view then shows nothing.
 */
void
pursuit_documents_view_set_worker (PursuitDocumentsView *self,
                                   PursuitWorker        *worker)
{
  g_return_if_fail (PURSUIT_IS_DOCUMENTS_VIEW (self));

  forget (self);
  g_set_object (&self->worker, worker);
  if (worker != NULL)
    {
      follow (self);
      gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
      pursuit_list_place_keep (self->list, self->model, (PursuitRowOfChild) pursuit_document_row_get_document);
    }
  pursuit_list_status_set_model (self->status, self->model);
  show_progress (self);
  update_state (self);
}

/**
 * pursuit_documents_view_show:
 * @self: a view of documents, with a worker
 * @customer_id: whose documents, 0 for those of a deal
 * @deal_id: of which deal, 0 for any
 *
 * Shows documents. Files that are still being added go where they were meant to.
 */
void
pursuit_documents_view_show (PursuitDocumentsView *self,
                             gint64                customer_id,
                             gint64                deal_id)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_DOCUMENTS);

  g_return_if_fail (PURSUIT_IS_DOCUMENTS_VIEW (self));

  self->place = (PursuitDocumentPlace) { customer_id, deal_id, 0 };
  pursuit_banners_clear (self->banners);
  if (self->model == NULL || (customer_id == 0 && deal_id == 0))
    return;

  query->customer_id = customer_id;
  query->deal_id = deal_id;
  pursuit_query_model_set_query (self->model, query);
}

/**
 * pursuit_documents_view_set_editable:
 * @self: a view of documents
 * @editable: whether the person may add and change documents
 *
 * Offers only what can be done.
 */
void
pursuit_documents_view_set_editable (PursuitDocumentsView *self,
                                     gboolean              editable)
{
  static const char *const editing[] = { "documents.add", "documents.paste", "documents.new-version", "documents.rename",
                                         "documents.delete" };

  g_return_if_fail (PURSUIT_IS_DOCUMENTS_VIEW (self));

  for (guint i = 0; i < G_N_ELEMENTS (editing); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), editing[i], editable);
  if (self->editable != editable && self->selection != NULL)
    {
      /* Rows that were shown with the other menu are shown anew. */
      gtk_list_view_set_model (self->list, NULL);
      self->editable = editable;
      gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
    }
  self->editable = editable;
  update_empty (self);
  update_state (self);
}

/**
 * pursuit_documents_view_refresh:
 * @self: a view of documents
 *
 * Reads the list again.
 */
void
pursuit_documents_view_refresh (PursuitDocumentsView *self)
{
  g_return_if_fail (PURSUIT_IS_DOCUMENTS_VIEW (self));

  if (self->model != NULL)
    pursuit_query_model_refresh (self->model);
}

/**
 * pursuit_documents_view_get_count:
 * @self: a view of documents
 *
 * Returns: how many it lists
 */
guint
pursuit_documents_view_get_count (PursuitDocumentsView *self)
{
  g_return_val_if_fail (PURSUIT_IS_DOCUMENTS_VIEW (self), 0);

  return count (self);
}
