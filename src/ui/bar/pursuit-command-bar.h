/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_COMMAND_BAR (pursuit_command_bar_get_type ())
G_DECLARE_FINAL_TYPE (PursuitCommandBar, pursuit_command_bar, PURSUIT, COMMAND_BAR, GtkWidget)

GtkWidget  *pursuit_command_bar_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void        pursuit_command_bar_open     (PursuitCommandBar *self,
                                          PursuitWorker     *worker,
                                          GtkWidget         *page);
void        pursuit_command_bar_close    (PursuitCommandBar *self);
gboolean    pursuit_command_bar_is_open  (PursuitCommandBar *self);
gboolean    pursuit_command_bar_is_asking (PursuitCommandBar *self);
GtkWidget  *pursuit_command_bar_get_entry (PursuitCommandBar *self);
GListModel *pursuit_command_bar_get_items (PursuitCommandBar *self);
const char *pursuit_command_bar_get_sentence (PursuitCommandBar *self);

G_END_DECLS
