/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-own-choices.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_OWN_CHOICE_ROW (pursuit_own_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (PursuitOwnChoiceRow, pursuit_own_choice_row, PURSUIT, OWN_CHOICE_ROW, GtkListBoxRow)

GtkWidget        *pursuit_own_choice_row_new  (const PursuitOwnChoice *choice) G_GNUC_WARN_UNUSED_RESULT;
PursuitOwnChoice *pursuit_own_choice_row_read (PursuitOwnChoiceRow    *self,
                                               GPtrArray              *others) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
