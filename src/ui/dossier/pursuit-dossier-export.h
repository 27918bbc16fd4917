/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-worker.h"

G_BEGIN_DECLS

/**
 * PursuitDossierForm:
 * @PURSUIT_DOSSIER_JSON: for another program
 * @PURSUIT_DOSSIER_PDF: for printing
 *
 * As what a dossier is taken out.
 */
typedef enum
{
  PURSUIT_DOSSIER_JSON,
  PURSUIT_DOSSIER_PDF,
} PursuitDossierForm;

void pursuit_dossier_export_start (GtkWidget     *widget,
                                   PursuitWorker *worker,
                                   gint64         customer_id,
                                   const char    *name,
                                   PursuitDossierForm form);

G_END_DECLS
