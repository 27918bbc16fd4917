/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PURSUIT_TYPE_SHORT_LABEL (pursuit_short_label_get_type ())
G_DECLARE_FINAL_TYPE (PursuitShortLabel, pursuit_short_label, PURSUIT, SHORT_LABEL, GtkWidget)

void pursuit_short_label_set_texts (PursuitShortLabel *self,
                                    const char        *full,
                                    const char        *brief);

G_END_DECLS
