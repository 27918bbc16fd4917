/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-file-export.h"

#include <glib/gi18n-lib.h>

/* Takes something out: asks for the file, has its content made on the worker, writes it, and says where it is. */

typedef struct
{
  GWeakRef widget;
  PursuitWorker *worker;
  PursuitFileExport what;   /* its texts belong to whoever called, and are not looked at later */
  GFile *file;
} Export;

static void
export_free (Export *self)
{
  if (self->what.free_data != NULL)
    g_clear_pointer (&self->what.data, self->what.free_data);
  g_weak_ref_clear (&self->widget);
  g_object_unref (self->worker);
  g_clear_object (&self->file);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
tell (Export     *self,
      const char *text)
{
  g_autoptr(GtkWidget) widget = g_weak_ref_get (&self->widget);

  if (widget != NULL && self->what.tell != NULL)
    self->what.tell (widget, text);
  else if (widget != NULL)
    gtk_widget_activate_action (widget, "win.toast", "s", text);
}

static void
bytes_free (gpointer data)
{
  g_bytes_unref (data);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Export) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_file_get_basename (G_FILE (source));
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *text = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      tell (self, error->message);
      return;
    }

  /* Translators: %s is the name of a file */
  text = g_strdup_printf (_("Exported to “%s”"), name);
  tell (self, text);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Export) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);
  GFile *file = self->file;

  if (bytes == NULL)
    {
      tell (self, error->message);
      return;
    }

  /* What is taken out is about people: nobody else on this computer reads it unless its owner lets them. */
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, written_cb, g_steal_pointer (&self));
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Export) self = user_data;
  PursuitWorker *worker = self->worker;
  PursuitJob job = self->what.job;
  gpointer data = self->what.data;

  self->file = pursuit_compat_choose_file_finish (result, NULL);
  if (self->file == NULL)
    return;

  /* The data stays with the callback, which comes when the job is over. Not at a copy of the database: that somebody saw a
   * profile is written down. */
  pursuit_worker_call_async (worker, job, data, NULL, bytes_free, NULL, made_cb, g_steal_pointer (&self));
}

/**
 * pursuit_file_export_start:
 * @widget: whose window asks for the file; it tells how it went
 * @worker: the thread that keeps the records
 * @what: what is taken out; its data is taken, the rest is not kept
 *
 * Writes something to a file that the person chooses, readable for nobody else.
 */
void
pursuit_file_export_start (GtkWidget               *widget,
                           PursuitWorker           *worker,
                           const PursuitFileExport *what)
{
  const PursuitCompatFilter filters[] = { { what->label, what->pattern }, { _("All files"), "*" }, { NULL, NULL } };
  g_autofree char *name = g_strdelimit (g_strdup (what->name), G_DIR_SEPARATOR_S, '-');
  GtkRoot *root = gtk_widget_get_root (widget);
  Export *self = g_new0 (Export, 1);

  g_weak_ref_init (&self->widget, widget);
  self->worker = g_object_ref (worker);
  self->what = *what;
  pursuit_compat_choose_file_async (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, PURSUIT_COMPAT_SAVE, what->title, name,
                                    filters, NULL, chosen_cb, self);
}
