/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PURSUIT_TYPE_DECLINE_DIALOG (pursuit_decline_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PursuitDeclineDialog, pursuit_decline_dialog, PURSUIT, DECLINE_DIALOG, AdwWindow)

PursuitDeclineDialog *pursuit_decline_dialog_present (GtkWidget  *over,
                                                      const char *what);

G_END_DECLS
