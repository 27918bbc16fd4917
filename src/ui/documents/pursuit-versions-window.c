/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-versions-window.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-document-taking.h"
#include "pursuit-documents.h"
#include "pursuit-ui-types.h"

/*
 * PursuitVersionsWindow lists every version that a document ever had, the newest first; each can be opened and saved.
 */
struct _PursuitVersionsWindow
{
  AdwWindow parent_instance;

  GtkStack *stack;
  GtkListBox *list;
  GtkLabel *heading;
  GtkLabel *trouble;

  GtkWidget *opener;
  PursuitWorker *worker;
  PursuitDocument *document;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (PursuitVersionsWindow, pursuit_versions_window, ADW_TYPE_WINDOW)

static GtkWidget *
create_button (const char *icon,
               const char *label,
               const char *action,
               gint64      version)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", version);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);

  return button;
}

static char *
dup_subtitle (const PursuitDocumentVersion *version)
{
  g_autofree char *size = g_format_size ((guint64) version->size);
  g_autofree char *when = pursuit_time_format (version->added_at);
  g_autofree char *text = version->staff != NULL ? g_strdup_printf ("%s · %s · %s · %s", version->file_name, size, when, version->staff)
                                                 : g_strdup_printf ("%s · %s · %s", version->file_name, size, when);

  return g_markup_escape_text (text, -1);
}

static GtkWidget *
create_row (PursuitVersionsWindow        *self,
            const PursuitDocumentVersion *version)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = dup_subtitle (version);
  g_autofree char *title = version->version == self->document->version
                             ? g_strdup_printf (_("Version %lld, the present one"), (long long) version->version)
                             : g_strdup_printf (_("Version %lld"), (long long) version->version);
  /* Translators: of a button; %lld is the number of a version */
  g_autofree char *opening = g_strdup_printf (_("Open version %lld"), (long long) version->version);
  g_autofree char *saving = g_strdup_printf (_("Save version %lld as a file"), (long long) version->version);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_button ("document-open-symbolic", opening, "versions.open", version->version));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_button ("document-save-symbolic", saving, "versions.save", version->version));

  return row;
}

static gpointer
list_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const gint64 *id = data;

  return pursuit_documents_list_versions (desk, *id, error);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PursuitVersionsWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) versions = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (versions == NULL)
    {
      gtk_label_set_text (self->trouble, error->message);
      gtk_stack_set_visible_child_name (self->stack, "trouble");
      return;
    }

  for (guint i = 0; i < versions->len; i++)
    gtk_list_box_append (self->list, create_row (self, g_ptr_array_index (versions, i)));
  gtk_stack_set_visible_child_name (self->stack, "versions");
}

static void
open_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  PursuitVersionsWindow *self = PURSUIT_VERSIONS_WINDOW (widget);

  pursuit_document_taking_open (self->opener, self->worker, PURSUIT_RECORD (self->document)->id,
                                g_variant_get_int64 (parameter));
}

static void
save_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  PursuitVersionsWindow *self = PURSUIT_VERSIONS_WINDOW (widget);

  pursuit_document_taking_save (self->opener, self->worker, PURSUIT_RECORD (self->document)->id,
                                g_variant_get_int64 (parameter));
  gtk_window_close (GTK_WINDOW (self));
}

static void
pursuit_versions_window_dispose (GObject *object)
{
  PursuitVersionsWindow *self = PURSUIT_VERSIONS_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->opener);
  g_clear_object (&self->worker);
  g_clear_object (&self->document);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_VERSIONS_WINDOW);

  G_OBJECT_CLASS (pursuit_versions_window_parent_class)->dispose (object);
}

static void
pursuit_versions_window_class_init (PursuitVersionsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_versions_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("documents/versions-window.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitVersionsWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, PursuitVersionsWindow, list);
  gtk_widget_class_bind_template_child (widget_class, PursuitVersionsWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, PursuitVersionsWindow, trouble);
  gtk_widget_class_install_action (widget_class, "versions.open", "x", open_cb);
  gtk_widget_class_install_action (widget_class, "versions.save", "x", save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pursuit_versions_window_init (PursuitVersionsWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_versions_window_new:
 * @opener: whose window it belongs to
 * @worker: the opened database
 * @document: a document
 *
 * Returns: (transfer floating): a window with the versions of @document
 */
GtkWidget *
pursuit_versions_window_new (GtkWidget       *opener,
                             PursuitWorker   *worker,
                             PursuitDocument *document)
{
  PursuitVersionsWindow *self = g_object_new (PURSUIT_TYPE_VERSIONS_WINDOW, "transient-for", gtk_widget_get_root (opener), NULL);

  self->opener = g_object_ref (opener);
  self->worker = g_object_ref (worker);
  self->document = g_object_ref (document);
  gtk_label_set_text (self->heading, document->name);
  pursuit_worker_call_async (worker, list_job, g_memdup2 (&PURSUIT_RECORD (document)->id, sizeof (gint64)), g_free,
                             (GDestroyNotify) g_ptr_array_unref, self->cancellable, listed_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}
