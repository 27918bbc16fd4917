/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-row.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_PICKER_ROW (pursuit_picker_row_get_type ())
G_DECLARE_FINAL_TYPE (PursuitPickerRow, pursuit_picker_row, PURSUIT, PICKER_ROW, GtkWidget)

GtkWidget *pursuit_picker_row_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void       pursuit_picker_row_show (PursuitPickerRow *self,
                                    PursuitRow       *row,
                                    PursuitList       list,
                                    guint             depth);

guint      pursuit_picker_row_get_name_column (PursuitList list);

G_END_DECLS
