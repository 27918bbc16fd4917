/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PURSUIT_TYPE_LATER (pursuit_later_get_type ())
G_DECLARE_FINAL_TYPE (PursuitLater, pursuit_later, PURSUIT, LATER, GtkWidget)

gpointer pursuit_later_get_object (PursuitLater *self,
                                   const char   *id);
gboolean pursuit_later_is_built   (PursuitLater *self);

G_END_DECLS
