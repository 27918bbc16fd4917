/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-dossier-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-compat.h"
#include "pursuit-dossier-paper.h"
#include "pursuit-dossier.h"
#include "pursuit-pdf.h"

/* Takes one dossier out: asks for the file, has the service write what goes there, and says where it is. */

typedef struct
{
  GtkWidget *widget;
  PursuitWorker *worker;
  gint64 customer_id;
  PursuitDossierForm form;
  GFile *file;
} Export;

static void
export_free (Export *self)
{
  g_object_unref (self->widget);
  g_object_unref (self->worker);
  g_clear_object (&self->file);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
tell (Export     *self,
      const char *text)
{
  gtk_widget_activate_action (self->widget, "win.toast", "s", text);
}

static gpointer
json_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const gint64 *customer_id = data;
  char *text = pursuit_dossier_export_json (desk, *customer_id, error);

  return text != NULL ? g_bytes_new_take (text, strlen (text)) : NULL;
}

static gpointer
pdf_job (PursuitDesk   *desk,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  const gint64 *customer_id = data;
  g_autoptr(PursuitPaper) paper = pursuit_dossier_make_paper (desk, *customer_id, error);

  return paper != NULL ? pursuit_pdf_make (paper, NULL, error) : NULL;
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
  g_autofree char *name = g_file_get_basename (G_FILE (source));
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
exported_cb (GObject      *source,
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

  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL, written_cb,
                                       g_steal_pointer (&self));
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Export) self = user_data;
  PursuitWorker *worker = self->worker;
  gint64 *customer_id;

  self->file = pursuit_compat_choose_file_finish (result, NULL);
  if (self->file == NULL)
    return;

  /* Not at a copy: that somebody saw a profile is written down. */
  customer_id = g_memdup2 (&self->customer_id, sizeof self->customer_id);
  pursuit_worker_call_async (worker, self->form == PURSUIT_DOSSIER_PDF ? pdf_job : json_job, customer_id, g_free, bytes_free, NULL,
                             exported_cb, g_steal_pointer (&self));
}

/**
 * pursuit_dossier_export_start:
 * @widget: whose window asks for the file and tells how it went
 * @worker: the thread that keeps the records
 * @customer_id: whose dossier
 * @name: what the customer is called
 * @form: as what
 *
 * Writes a dossier to a file that the person chooses.
 */
void
pursuit_dossier_export_start (GtkWidget     *widget,
                              PursuitWorker *worker,
                              gint64         customer_id,
                              const char    *name,
                              PursuitDossierForm form)
{
  const PursuitCompatFilter filters[] = {
    { form == PURSUIT_DOSSIER_PDF ? _("PDF files") : _("JSON files"), form == PURSUIT_DOSSIER_PDF ? "*.pdf" : "*.json" },
    { _("All files"), "*" },
    { NULL, NULL },
  };
  Export *self = g_new0 (Export, 1);
  g_autofree char *file_name = g_strconcat (name, form == PURSUIT_DOSSIER_PDF ? ".pdf" : ".json", NULL);

  g_strdelimit (file_name, G_DIR_SEPARATOR_S, '-');
  self->widget = g_object_ref (widget);
  self->worker = g_object_ref (worker);
  self->customer_id = customer_id;
  self->form = form;
  pursuit_compat_choose_file_async (GTK_WINDOW (gtk_widget_get_root (widget)), PURSUIT_COMPAT_SAVE,
                                    _("Export This Dossier"), file_name, filters, NULL, chosen_cb, self);
}
