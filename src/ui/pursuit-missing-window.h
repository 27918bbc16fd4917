/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_MISSING_WINDOW (pursuit_missing_window_get_type ())
G_DECLARE_FINAL_TYPE (PursuitMissingWindow, pursuit_missing_window, PURSUIT, MISSING_WINDOW, AdwWindow)

GtkWidget *pursuit_missing_window_new (GtkWindow     *parent,
                                       PursuitWorker *worker);

G_END_DECLS
