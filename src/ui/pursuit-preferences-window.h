/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_PREFERENCES_WINDOW (pursuit_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (PursuitPreferencesWindow, pursuit_preferences_window, PURSUIT, PREFERENCES_WINDOW, AdwWindow)

GtkWidget *pursuit_preferences_window_new (GtkWindow           *parent,
                                           const PursuitOpened *opened) G_GNUC_WARN_UNUSED_RESULT;
void       pursuit_preferences_window_set_worker (PursuitPreferencesWindow *self,
                                                  PursuitWorker            *worker);

G_END_DECLS
