/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-dossier.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_DOSSIER_TILES (pursuit_dossier_tiles_get_type ())
G_DECLARE_FINAL_TYPE (PursuitDossierTiles, pursuit_dossier_tiles, PURSUIT, DOSSIER_TILES, GtkWidget)

void pursuit_dossier_tiles_show (PursuitDossierTiles  *self,
                                 PursuitWorker        *worker,
                                 const PursuitDossier *dossier,
                                 const char           *currency);

void pursuit_dossier_tiles_judge (PursuitDossierTiles  *self);

G_END_DECLS
