/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-documents-view-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-compat.h"
#include "pursuit-deletion.h"
#include "pursuit-document-taking.h"
#include "pursuit-document.h"
#include "pursuit-record-dialog.h"
#include "pursuit-records.h"
#include "pursuit-versions-window.h"

/* What a person can do with a document. Each action takes its number, 0 for the selected one. */

static const char *const fields[] = { "name", "deal_id", "location", "notes", NULL };

typedef void (*WithDocument) (PursuitDocumentsView *self,
                              PursuitRecord        *document);

typedef struct
{
  PursuitDocumentsView *view;
  WithDocument what;
} Wish;

static gpointer
load_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const gint64 *id = data;

  return pursuit_records_load (desk, PURSUIT_TYPE_DOCUMENT, *id, error);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Wish *wish = user_data;
  g_autoptr(PursuitDocumentsView) self = wish->view;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitRecord) document = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  if (document == NULL)
    pursuit_documents_view_tell (self, error->message);
  else if (self->worker != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    wish->what (self, document);
}

static gint64
get_id (PursuitDocumentsView *self,
        GVariant             *parameter)
{
  gint64 id = g_variant_get_int64 (parameter);

  return id != 0 ? id : pursuit_documents_view_get_selected (self);
}

static void
with_document (GtkWidget    *widget,
               GVariant     *parameter,
               WithDocument  what)
{
  PursuitDocumentsView *self = PURSUIT_DOCUMENTS_VIEW (widget);
  gint64 id = get_id (self, parameter);
  Wish *wish;

  if (id == 0 || self->worker == NULL)
    return;

  wish = g_new0 (Wish, 1);
  wish->view = g_object_ref (self);
  wish->what = what;
  pursuit_worker_call_async (self->worker, load_job, g_memdup2 (&id, sizeof id), g_free, g_object_unref, NULL, loaded_cb, wish);
}

static void
open_document (PursuitDocumentsView *self,
               PursuitRecord        *document)
{
  if (PURSUIT_DOCUMENT (document)->version > 0)
    pursuit_document_taking_open (GTK_WIDGET (self), self->worker, document->id, 0);
  else if (PURSUIT_DOCUMENT (document)->location != NULL)
    pursuit_documents_view_tell (self, PURSUIT_DOCUMENT (document)->location);
}

static void
save_document (PursuitDocumentsView *self,
               PursuitRecord        *document)
{
  pursuit_document_taking_save (GTK_WIDGET (self), self->worker, document->id, 0);
}

static void
show_versions (PursuitDocumentsView *self,
               PursuitRecord        *document)
{
  gtk_window_present (GTK_WINDOW (pursuit_versions_window_new (GTK_WIDGET (self), self->worker, PURSUIT_DOCUMENT (document))));
}

static void
rename_document (PursuitDocumentsView *self,
                 PursuitRecord        *document)
{
  g_autoptr(PursuitQuery) deals = pursuit_query_new (PURSUIT_LIST_DEALS);
  GtkWidget *dialog = pursuit_record_dialog_new (GTK_WIDGET (self), self->worker, document, _("Document"), fields);
  PursuitRecordForm *form = pursuit_record_dialog_get_form (PURSUIT_RECORD_DIALOG (dialog));

  deals->customer_id = PURSUIT_DOCUMENT (document)->customer_id;
  pursuit_record_form_set_query (form, "deal_id", deals);
  gtk_window_present (GTK_WINDOW (dialog));
  pursuit_record_form_focus (form, "name");
}

static void
delete_document (PursuitDocumentsView *self,
                 PursuitRecord        *document)
{
  pursuit_deletion_start (GTK_WIDGET (self), self->worker, document, "documents.delete-anyway");
}

static void
delete_now (PursuitDocumentsView *self,
            PursuitRecord        *document)
{
  pursuit_deletion_start (GTK_WIDGET (self), self->worker, document, NULL);
}

static void
open_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  with_document (widget, parameter, open_document);
}

static void
save_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  with_document (widget, parameter, save_document);
}

static void
versions_cb (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  with_document (widget, parameter, show_versions);
}

static void
rename_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  with_document (widget, parameter, rename_document);
}

static void
delete_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  with_document (widget, parameter, delete_document);
}

/* Knowing that somebody else changed it. */
static void
delete_anyway_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  with_document (widget, parameter, delete_now);
}

void
pursuit_documents_view_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "documents.open", "x", open_cb);
  gtk_widget_class_install_action (widget_class, "documents.save-as", "x", save_cb);
  gtk_widget_class_install_action (widget_class, "documents.versions", "x", versions_cb);
  gtk_widget_class_install_action (widget_class, "documents.rename", "x", rename_cb);
  gtk_widget_class_install_action (widget_class, "documents.delete", "x", delete_cb);
  gtk_widget_class_install_action (widget_class, "documents.delete-anyway", "x", delete_anyway_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "documents.rename", "x", G_GINT64_CONSTANT (0));
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "documents.delete", "x", G_GINT64_CONSTANT (0));
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "documents.save-as", "x", G_GINT64_CONSTANT (0));
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_h, GDK_CONTROL_MASK, "documents.versions", "x", G_GINT64_CONSTANT (0));
}
