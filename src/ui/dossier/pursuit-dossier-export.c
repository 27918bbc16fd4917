/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-dossier-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-dossier-paper.h"
#include "pursuit-dossier.h"
#include "pursuit-file-export.h"
#include "pursuit-pdf.h"

/* Takes one dossier out. */

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
  gboolean is_pdf = form == PURSUIT_DOSSIER_PDF;
  g_autofree char *file_name = g_strconcat (name, is_pdf ? ".pdf" : ".json", NULL);
  const PursuitFileExport what = {
    .title = _("Export This Dossier"),
    .name = file_name,
    .label = is_pdf ? _("PDF files") : _("JSON files"),
    .pattern = is_pdf ? "*.pdf" : "*.json",
    .job = is_pdf ? pdf_job : json_job,
    .data = g_memdup2 (&customer_id, sizeof customer_id),
    .free_data = g_free,
  };

  pursuit_file_export_start (widget, worker, &what);
}
