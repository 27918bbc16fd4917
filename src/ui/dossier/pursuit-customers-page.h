/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-customer-list.h"
#include "pursuit-dossier-page.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_CUSTOMERS_PAGE (pursuit_customers_page_get_type ())
G_DECLARE_FINAL_TYPE (PursuitCustomersPage, pursuit_customers_page, PURSUIT, CUSTOMERS_PAGE, GtkWidget)

GtkWidget           *pursuit_customers_page_new         (void) G_GNUC_WARN_UNUSED_RESULT;
PursuitCustomerList *pursuit_customers_page_get_list    (PursuitCustomersPage *self);
PursuitDossierPage  *pursuit_customers_page_get_dossier (PursuitCustomersPage *self);

G_END_DECLS
