/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-document.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_VERSIONS_WINDOW (pursuit_versions_window_get_type ())
G_DECLARE_FINAL_TYPE (PursuitVersionsWindow, pursuit_versions_window, PURSUIT, VERSIONS_WINDOW, AdwWindow)

GtkWidget *pursuit_versions_window_new (GtkWidget       *opener,
                                        PursuitWorker   *worker,
                                        PursuitDocument *document) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
