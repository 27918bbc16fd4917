/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PURSUIT_TYPE_HEADER (pursuit_header_get_type ())
G_DECLARE_FINAL_TYPE (PursuitHeader, pursuit_header, PURSUIT, HEADER, GtkWidget)

G_END_DECLS
