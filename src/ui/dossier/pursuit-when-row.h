/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PURSUIT_TYPE_WHEN_ROW (pursuit_when_row_get_type ())
G_DECLARE_FINAL_TYPE (PursuitWhenRow, pursuit_when_row, PURSUIT, WHEN_ROW, AdwActionRow)

GtkWidget *pursuit_when_row_new      (const char      *title) G_GNUC_WARN_UNUSED_RESULT;
void       pursuit_when_row_set_time (PursuitWhenRow  *self,
                                      gint64           us);
gboolean   pursuit_when_row_read     (PursuitWhenRow  *self,
                                      gint64          *out_us,
                                      GError         **error);

G_END_DECLS
