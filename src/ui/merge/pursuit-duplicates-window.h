/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_DUPLICATES_WINDOW (pursuit_duplicates_window_get_type ())
G_DECLARE_FINAL_TYPE (PursuitDuplicatesWindow, pursuit_duplicates_window, PURSUIT, DUPLICATES_WINDOW, AdwWindow)

GtkWidget *pursuit_duplicates_window_new (GtkWindow     *parent,
                                          PursuitWorker *worker) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
