/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-row.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_CONTACT_ROW (pursuit_contact_row_get_type ())
G_DECLARE_FINAL_TYPE (PursuitContactRow, pursuit_contact_row, PURSUIT, CONTACT_ROW, GtkWidget)

GtkWidget  *pursuit_contact_row_new     (void) G_GNUC_WARN_UNUSED_RESULT;
void        pursuit_contact_row_show    (PursuitContactRow *self,
                                         PursuitRow        *row);
PursuitRow *pursuit_contact_row_get_row (PursuitContactRow *self);
const char *pursuit_attitude_get_text   (gint64             attitude);

void        pursuit_contact_row_set_heading (PursuitContactRow *self,
                                             gboolean           visible);

G_END_DECLS
