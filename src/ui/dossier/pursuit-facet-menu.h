/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-query.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_FACET_MENU (pursuit_facet_menu_get_type ())
G_DECLARE_FINAL_TYPE (PursuitFacetMenu, pursuit_facet_menu, PURSUIT, FACET_MENU, GtkWidget)

void        pursuit_facet_menu_set_source (PursuitFacetMenu   *self,
                                           PursuitWorker      *worker,
                                           const PursuitQuery *query);
void        pursuit_facet_menu_select     (PursuitFacetMenu   *self,
                                           const char         *value,
                                           const char         *label);
const char *pursuit_facet_menu_get_field  (PursuitFacetMenu   *self);
const char *pursuit_facet_menu_get_value  (PursuitFacetMenu   *self);
const char *pursuit_facet_menu_get_label  (PursuitFacetMenu   *self);

G_END_DECLS
