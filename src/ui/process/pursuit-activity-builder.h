/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-process-book.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_ACTIVITY_BUILDER (pursuit_activity_builder_get_type ())
G_DECLARE_FINAL_TYPE (PursuitActivityBuilder, pursuit_activity_builder, PURSUIT, ACTIVITY_BUILDER, GtkWidget)

void pursuit_activity_builder_show   (PursuitActivityBuilder *self,
                                      PursuitProcessBook     *book,
                                      gboolean                may_edit);
void pursuit_activity_builder_forget (PursuitActivityBuilder *self);

G_END_DECLS
