/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-presence.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_PERSON_ROW (pursuit_person_row_get_type ())
G_DECLARE_FINAL_TYPE (PursuitPersonRow, pursuit_person_row, PURSUIT, PERSON_ROW, GtkListBoxRow)

GtkWidget *pursuit_person_row_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void       pursuit_person_row_set_present (PursuitPersonRow     *self,
                                           const PursuitPresent *present);

G_END_DECLS
