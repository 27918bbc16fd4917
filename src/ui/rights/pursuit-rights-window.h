/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_RIGHTS_WINDOW (pursuit_rights_window_get_type ())
G_DECLARE_FINAL_TYPE (PursuitRightsWindow, pursuit_rights_window, PURSUIT, RIGHTS_WINDOW, AdwWindow)

GtkWidget *pursuit_rights_window_new      (GtkWindow           *parent,
                                           PursuitWorker       *worker) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *pursuit_rights_window_get_cell (PursuitRightsWindow *self,
                                           gint64               role_id,
                                           PursuitRight         right);

G_END_DECLS
