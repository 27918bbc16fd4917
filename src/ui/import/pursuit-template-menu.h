/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-import-templates.h"
#include "pursuit-worker.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PURSUIT_TYPE_TEMPLATE_MENU (pursuit_template_menu_get_type ())
G_DECLARE_FINAL_TYPE (PursuitTemplateMenu, pursuit_template_menu, PURSUIT, TEMPLATE_MENU, GtkWidget)

void pursuit_template_menu_set_source  (PursuitTemplateMenu *self,
                                        PursuitWorker       *worker,
                                        PursuitImportKind    kind,
                                        const char          *definition);
void pursuit_template_menu_set_applied (PursuitTemplateMenu *self,
                                        const char          *name);

G_END_DECLS
