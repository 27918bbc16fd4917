/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PURSUIT_TYPE_PROCESS_PAGE (pursuit_process_page_get_type ())
G_DECLARE_FINAL_TYPE (PursuitProcessPage, pursuit_process_page, PURSUIT, PROCESS_PAGE, GtkWidget)

G_END_DECLS
