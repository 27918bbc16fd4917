/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-own-fields.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_OWN_FIELD_ROW (pursuit_own_field_row_get_type ())
G_DECLARE_FINAL_TYPE (PursuitOwnFieldRow, pursuit_own_field_row, PURSUIT, OWN_FIELD_ROW, GtkListBoxRow)

GtkWidget       *pursuit_own_field_row_new            (const PursuitOwnFieldInfo *info,
                                                       gboolean                   editable) G_GNUC_WARN_UNUSED_RESULT;
PursuitOwnField *pursuit_own_field_row_get_definition (PursuitOwnFieldRow        *self);
gint64           pursuit_own_field_row_get_n_values   (PursuitOwnFieldRow        *self);

G_END_DECLS
