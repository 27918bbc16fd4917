/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PURSUIT_TYPE_VERTICAL_LABEL (pursuit_vertical_label_get_type ())
G_DECLARE_FINAL_TYPE (PursuitVerticalLabel, pursuit_vertical_label, PURSUIT, VERTICAL_LABEL, GtkWidget)

GtkWidget  *pursuit_vertical_label_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void        pursuit_vertical_label_set_label (PursuitVerticalLabel *self,
                                              const char           *label);
const char *pursuit_vertical_label_get_label (PursuitVerticalLabel *self);

G_END_DECLS
