/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_SAFETY_WINDOW (pursuit_safety_window_get_type ())
G_DECLARE_FINAL_TYPE (PursuitSafetyWindow, pursuit_safety_window, PURSUIT, SAFETY_WINDOW, AdwWindow)

GtkWidget *pursuit_safety_window_new        (GtkWindow           *parent,
                                             PursuitWorker       *worker) G_GNUC_WARN_UNUSED_RESULT;
gboolean   pursuit_safety_window_is_reading (PursuitSafetyWindow *self);

G_END_DECLS
