/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PURSUIT_TYPE_NEW_DATABASE_WINDOW (pursuit_new_database_window_get_type ())
G_DECLARE_FINAL_TYPE (PursuitNewDatabaseWindow, pursuit_new_database_window, PURSUIT, NEW_DATABASE_WINDOW, AdwWindow)

PursuitNewDatabaseWindow *pursuit_new_database_window_new (GtkWindow *parent) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
