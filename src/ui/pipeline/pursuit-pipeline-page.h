/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PURSUIT_TYPE_PIPELINE_PAGE (pursuit_pipeline_page_get_type ())
G_DECLARE_FINAL_TYPE (PursuitPipelinePage, pursuit_pipeline_page, PURSUIT, PIPELINE_PAGE, GtkWidget)

G_END_DECLS
