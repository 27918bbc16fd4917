/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-documents-view-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-compat.h"
#include "pursuit-date.h"

/* How files come in: chosen, dropped or pasted. */

static void
add_file (PursuitDocumentsView *self,
          gint64                document_id,
          GFile                *file)
{
  PursuitDocumentPlace place = self->place;

  place.document_id = document_id;
  pursuit_document_adder_add_file (self->adder, &place, file);
}

/**
 * pursuit_documents_view_add_files:
 * @self: a view of documents
 * @files: (element-type GFile): files
 *
 * Adds files as new documents, one after the other.
 */
void
pursuit_documents_view_add_files (PursuitDocumentsView *self,
                                  GSList               *files)
{
  g_return_if_fail (PURSUIT_IS_DOCUMENTS_VIEW (self) && self->adder != NULL);

  for (GSList *l = files; l != NULL; l = l->next)
    add_file (self, 0, l->data);
}

typedef struct
{
  PursuitDocumentsView *view;
  gint64 document_id;
} Choice;

static void
choice_free (Choice *choice)
{
  g_object_unref (choice->view);
  g_free (choice);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choice, choice_free)

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Choice) choice = user_data;
  g_autoptr(GListModel) files = pursuit_compat_choose_files_finish (result, NULL);

  if (choice->view->adder == NULL)
    return;
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr(GFile) file = g_list_model_get_item (files, i);

      add_file (choice->view, choice->document_id, file);
    }
}

/* Several new documents, or one new version. */
void
pursuit_documents_view_choose_files (PursuitDocumentsView *self,
                                     gint64                document_id)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->view = g_object_ref (self);
  choice->document_id = document_id;
  pursuit_compat_choose_files_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), document_id == 0,
                                     document_id == 0 ? _("Add Files") : _("Add New Version"), chosen_cb, choice);
}

static void
add (GtkWidget  *widget,
     const char *action_name,
     GVariant   *parameter)
{
  pursuit_documents_view_choose_files (PURSUIT_DOCUMENTS_VIEW (widget), 0);
}

static void
add_version (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  PursuitDocumentsView *self = PURSUIT_DOCUMENTS_VIEW (widget);
  gint64 id = g_variant_get_int64 (parameter);

  if (id == 0)
    id = pursuit_documents_view_get_selected (self);
  if (id != 0)
    pursuit_documents_view_choose_files (self, id);
}

static gboolean
drop_cb (PursuitDocumentsView *self,
         const GValue         *value)
{
  g_assert (PURSUIT_IS_DOCUMENTS_VIEW (self));

  if (!self->editable || self->adder == NULL || !G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return FALSE;

  pursuit_documents_view_add_files (self, g_value_get_boxed (value));
  return TRUE;
}

static GdkDragAction
motion_cb (PursuitDocumentsView *self)
{
  g_assert (PURSUIT_IS_DOCUMENTS_VIEW (self));

  return self->editable ? GDK_ACTION_COPY : 0;
}

/* Files can be let go anywhere on the view. */
void
pursuit_documents_view_take_drops (PursuitDocumentsView *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  g_signal_connect_swapped (target, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
files_pasted_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(PursuitDocumentsView) self = user_data;
  g_autoptr(GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);

  if (value == NULL)
    pursuit_documents_view_tell (self, error->message);
  else if (self->adder != NULL)
    pursuit_documents_view_add_files (self, g_value_get_boxed (value));
}

/* A picture has no name: it gets that of the moment. */
static void
picture_pasted_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(PursuitDocumentsView) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) picture = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, &error);
  g_autoptr(GBytes) bytes = picture != NULL ? gdk_texture_save_to_png_bytes (picture) : NULL;
  g_autofree char *when = pursuit_time_format (pursuit_time_now ());
  /* Translators: the name of a pasted picture; %s is day and time */
  g_autofree char *name = g_strdup_printf (_("Picture %s.png"), when);

  if (bytes == NULL)
    pursuit_documents_view_tell (self, error->message);
  else if (self->adder != NULL)
    pursuit_document_adder_add_bytes (self->adder, &self->place, name, bytes);
}

static void
paste (GtkWidget  *widget,
       const char *action_name,
       GVariant   *parameter)
{
  PursuitDocumentsView *self = PURSUIT_DOCUMENTS_VIEW (widget);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  g_autoptr(GdkContentFormats) readable = gdk_content_formats_union_deserialize_gtypes (gdk_content_formats_ref (formats));

  if (self->adder == NULL)
    return;
  if (gdk_content_formats_contain_gtype (readable, GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL, files_pasted_cb, g_object_ref (self));
  else if (gdk_content_formats_contain_gtype (readable, GDK_TYPE_TEXTURE))
    gdk_clipboard_read_texture_async (clipboard, NULL, picture_pasted_cb, g_object_ref (self));
  else
    pursuit_documents_view_tell (self, _("Neither a file nor a picture was copied."));
}

void
pursuit_documents_view_install_adding (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "documents.add", NULL, add);
  gtk_widget_class_install_action (widget_class, "documents.new-version", "x", add_version);
  gtk_widget_class_install_action (widget_class, "documents.paste", NULL, paste);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "documents.paste", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Insert, GDK_SHIFT_MASK, "documents.paste", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Insert, 0, "documents.add", NULL);
}
