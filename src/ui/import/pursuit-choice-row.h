/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PURSUIT_TYPE_CHOICE_ROW (pursuit_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (PursuitChoiceRow, pursuit_choice_row, PURSUIT, CHOICE_ROW, GtkListBoxRow)

GtkWidget  *pursuit_choice_row_new          (const char        *title,
                                             const char        *subtitle,
                                             GListModel        *choices,
                                             guint              selected);
const char *pursuit_choice_row_get_title    (PursuitChoiceRow  *self);
guint       pursuit_choice_row_get_selected (PursuitChoiceRow  *self);
void        pursuit_choice_row_set_note     (PursuitChoiceRow  *self,
                                             const char        *note);

G_END_DECLS
