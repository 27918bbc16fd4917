/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-command-item.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_COMMAND_ROW (pursuit_command_row_get_type ())
G_DECLARE_FINAL_TYPE (PursuitCommandRow, pursuit_command_row, PURSUIT, COMMAND_ROW, GtkListBoxRow)

GtkWidget          *pursuit_command_row_new      (PursuitCommandItem *item) G_GNUC_WARN_UNUSED_RESULT;
PursuitCommandItem *pursuit_command_row_get_item (PursuitCommandRow  *self);
const char         *pursuit_command_row_get_name (PursuitCommandRow  *self);

G_END_DECLS
