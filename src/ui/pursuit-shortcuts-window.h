/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PURSUIT_TYPE_SHORTCUTS_WINDOW (pursuit_shortcuts_window_get_type ())
G_DECLARE_FINAL_TYPE (PursuitShortcutsWindow, pursuit_shortcuts_window, PURSUIT, SHORTCUTS_WINDOW, AdwWindow)

GtkWidget *pursuit_shortcuts_window_new (GtkWindow *parent) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
