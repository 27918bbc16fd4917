/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PURSUIT_TYPE_ADAPTIVE_BIN (pursuit_adaptive_bin_get_type ())
G_DECLARE_FINAL_TYPE (PursuitAdaptiveBin, pursuit_adaptive_bin, PURSUIT, ADAPTIVE_BIN, GtkWidget)

void     pursuit_adaptive_bin_set_content  (PursuitAdaptiveBin *self,
                                            GtkWidget          *content);
void     pursuit_adaptive_bin_set_sidebar  (PursuitAdaptiveBin *self,
                                            GtkWidget          *sidebar);
gboolean pursuit_adaptive_bin_get_folded   (PursuitAdaptiveBin *self);
gboolean pursuit_adaptive_bin_get_docked   (PursuitAdaptiveBin *self);
gboolean pursuit_adaptive_bin_get_revealed (PursuitAdaptiveBin *self);
void     pursuit_adaptive_bin_set_revealed (PursuitAdaptiveBin *self,
                                            gboolean            revealed);

G_END_DECLS
