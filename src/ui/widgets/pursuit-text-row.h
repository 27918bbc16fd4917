/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PURSUIT_TYPE_TEXT_ROW (pursuit_text_row_get_type ())
G_DECLARE_FINAL_TYPE (PursuitTextRow, pursuit_text_row, PURSUIT, TEXT_ROW, AdwPreferencesRow)

GtkWidget *pursuit_text_row_new          (const char     *title) G_GNUC_WARN_UNUSED_RESULT;
void       pursuit_text_row_set_text     (PursuitTextRow *self,
                                          const char     *text);
char      *pursuit_text_row_dup_text     (PursuitTextRow *self) G_GNUC_WARN_UNUSED_RESULT;
void       pursuit_text_row_set_editable (PursuitTextRow *self,
                                          gboolean        editable);

G_END_DECLS
