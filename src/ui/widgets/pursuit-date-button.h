/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PURSUIT_TYPE_DATE_BUTTON (pursuit_date_button_get_type ())
G_DECLARE_FINAL_TYPE (PursuitDateButton, pursuit_date_button, PURSUIT, DATE_BUTTON, AdwBin)

GtkWidget *pursuit_date_button_new (GtkEditable *entry) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
