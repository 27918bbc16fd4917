/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-document-taking.h"

#include <glib/gi18n-lib.h>

#include "pursuit-compat.h"
#include "pursuit-document-copies.h"
#include "pursuit-documents.h"

/* Taking a document out of the database: to read it, or to have it as a file. */

typedef struct
{
  GtkWidget *widget;
  PursuitWorker *worker;
  gint64 document_id;
  gint64 version;
  char *path;                      /* where to */
} Taking;

static void
taking_free (gpointer data)
{
  Taking *self = data;

  g_object_unref (self->widget);
  g_object_unref (self->worker);
  g_free (self->path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Taking, taking_free)

/* The job's own: a widget is never let go of on another thread. */
typedef struct
{
  PursuitDocumentCopies *copies;
  gint64 document_id;
  gint64 version;
  char *path;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_free (order->path);
  g_free (order);
}

static Taking *
taking_new (GtkWidget     *widget,
            PursuitWorker *worker,
            gint64         document_id,
            gint64         version)
{
  Taking *self = g_new0 (Taking, 1);

  self->widget = g_object_ref (widget);
  self->worker = g_object_ref (worker);
  self->document_id = document_id;
  self->version = version;

  return self;
}

static Order *
create_order (Taking *self)
{
  Order *order = g_new0 (Order, 1);

  order->copies = pursuit_worker_get_copies (self->worker);
  order->document_id = self->document_id;
  order->version = self->version;
  order->path = g_strdup (self->path);

  return order;
}

static void
tell (Taking     *self,
      const char *text)
{
  gtk_widget_activate_action (self->widget, "win.toast", "s", text);
}

static gpointer
copy_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Order *order = data;

  return pursuit_document_copies_make (order->copies, desk, order->document_id, order->version, cancellable, error);
}

static void
launched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Taking) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    tell (self, error->message);
}

static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Taking) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);
  g_autoptr(GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;
  g_autofree char *uri = file != NULL ? g_file_get_uri (file) : NULL;
  g_autoptr(GdkAppLaunchContext) context = NULL;

  if (uri == NULL)
    {
      tell (self, error->message);
      return;
    }

  context = gdk_display_get_app_launch_context (gtk_widget_get_display (self->widget));
  g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (context), NULL, launched_cb, g_steal_pointer (&self));
}

/**
 * pursuit_document_taking_open:
 * @widget: whose window tells how it went
 * @worker: the opened database
 * @document_id: a document
 * @version: the number of a version, 0 for the present one
 *
 * Opens a private copy with the program that the desktop has for such files; it cannot be written to, because what is changed
 * there would be lost.
 */
void
pursuit_document_taking_open (GtkWidget     *widget,
                              PursuitWorker *worker,
                              gint64         document_id,
                              gint64         version)
{
  Taking *self = taking_new (widget, worker, document_id, version);

  pursuit_worker_call_async (worker, copy_job, create_order (self), order_free, g_free, NULL, copied_cb, self);
}

static gpointer
save_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Order *order = data;

  return GINT_TO_POINTER (pursuit_documents_save_as (desk, order->document_id, order->version, order->path, cancellable, error));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Taking) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *name = g_filename_display_basename (self->path);
  g_autofree char *text = NULL;

  pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);
  /* Translators: %s is the name of a file */
  text = error == NULL ? g_strdup_printf (_("Saved as “%s”"), name) : g_strdup (error->message);
  tell (self, text);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Taking) self = user_data;
  g_autoptr(GFile) file = pursuit_compat_choose_file_finish (result, NULL);
  PursuitWorker *worker = self->worker;
  Order *order;

  self->path = file != NULL ? g_file_get_path (file) : NULL;
  if (self->path != NULL)
    {
      order = create_order (self);
      pursuit_worker_call_async (worker, save_job, order, order_free, NULL, NULL, saved_cb, g_steal_pointer (&self));
    }
  else if (file != NULL)
    tell (self, _("Choose a folder of this computer."));
}

static gpointer
name_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Order *order = data;

  return pursuit_documents_dup_file_name (desk, order->document_id, order->version, error);
}

static void
named_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Taking) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *name = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);
  GtkRoot *root = gtk_widget_get_root (self->widget);

  if (name == NULL)
    tell (self, error->message);
  else if (root != NULL)
    pursuit_compat_choose_file_async (GTK_WINDOW (root), PURSUIT_COMPAT_SAVE, _("Save Document"), name, NULL, NULL, chosen_cb,
                                      g_steal_pointer (&self));
}

/**
 * pursuit_document_taking_save:
 * @widget: whose window asks for the file and tells how it went
 * @worker: the opened database
 * @document_id: a document
 * @version: the number of a version, 0 for the present one
 *
 * Writes a document to a file that the person chooses.
 */
void
pursuit_document_taking_save (GtkWidget     *widget,
                              PursuitWorker *worker,
                              gint64         document_id,
                              gint64         version)
{
  Taking *self = taking_new (widget, worker, document_id, version);

  pursuit_worker_call_async (worker, name_job, create_order (self), order_free, g_free, NULL, named_cb, self);
}
