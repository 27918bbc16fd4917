/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-dossier.h"
#include "pursuit-standing-rules.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_DOSSIER_HEAD (pursuit_dossier_head_get_type ())
G_DECLARE_FINAL_TYPE (PursuitDossierHead, pursuit_dossier_head, PURSUIT, DOSSIER_HEAD, GtkWidget)

void pursuit_dossier_head_show (PursuitDossierHead   *self,
                                PursuitWorker        *worker,
                                const PursuitDossier *dossier);

void pursuit_dossier_head_judge (PursuitDossierHead   *self,
                                 PursuitStandingKind   kind);

G_END_DECLS
