/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-dossier-page.h"
#include "pursuit-window.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_DOSSIER_WINDOW (pursuit_dossier_window_get_type ())
G_DECLARE_FINAL_TYPE (PursuitDossierWindow, pursuit_dossier_window, PURSUIT, DOSSIER_WINDOW, AdwApplicationWindow)

PursuitDossierWindow *pursuit_dossier_window_present     (PursuitWindow        *owner,
                                                          gint64                customer_id,
                                                          gint64                contact_id,
                                                          const char           *tab);
PursuitDossierPage   *pursuit_dossier_window_get_dossier (PursuitDossierWindow *self);

G_END_DECLS
