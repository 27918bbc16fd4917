/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_OWN_FIELDS_WINDOW (pursuit_own_fields_window_get_type ())
G_DECLARE_FINAL_TYPE (PursuitOwnFieldsWindow, pursuit_own_fields_window, PURSUIT, OWN_FIELDS_WINDOW, AdwWindow)

GtkWidget *pursuit_own_fields_window_new (GtkWindow     *parent,
                                          PursuitWorker *worker) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
