/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PURSUIT_TYPE_WRAP_LAYOUT (pursuit_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (PursuitWrapLayout, pursuit_wrap_layout, PURSUIT, WRAP_LAYOUT, GtkLayoutManager)

GtkLayoutManager *pursuit_wrap_layout_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
