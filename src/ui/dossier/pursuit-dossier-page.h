/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-field-list.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_DOSSIER_PAGE (pursuit_dossier_page_get_type ())
G_DECLARE_FINAL_TYPE (PursuitDossierPage, pursuit_dossier_page, PURSUIT, DOSSIER_PAGE, GtkWidget)

void              pursuit_dossier_page_set_worker   (PursuitDossierPage *self,
                                                     PursuitWorker      *worker);
void              pursuit_dossier_page_show         (PursuitDossierPage *self,
                                                     gint64              customer_id);
void              pursuit_dossier_page_show_part    (PursuitDossierPage *self,
                                                     gint64              contact_id,
                                                     const char         *tab);
gint64            pursuit_dossier_page_get_id       (PursuitDossierPage *self);
const char       *pursuit_dossier_page_get_name     (PursuitDossierPage *self);
gboolean          pursuit_dossier_page_is_reading   (PursuitDossierPage *self);
void              pursuit_dossier_page_handle_news  (PursuitDossierPage *self,
                                                     GPtrArray          *entries);
void              pursuit_dossier_page_refresh      (PursuitDossierPage *self);
gboolean          pursuit_dossier_page_edit_field   (PursuitDossierPage *self,
                                                     const char         *name);
PursuitFieldList *pursuit_dossier_page_get_fields   (PursuitDossierPage *self);

G_END_DECLS
