/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_UNSENT_WINDOW (pursuit_unsent_window_get_type ())
G_DECLARE_FINAL_TYPE (PursuitUnsentWindow, pursuit_unsent_window, PURSUIT, UNSENT_WINDOW, AdwWindow)

GtkWidget *pursuit_unsent_window_new (GtkWindow     *parent,
                                      PursuitWorker *worker) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
