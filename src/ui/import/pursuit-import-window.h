/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-import.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_IMPORT_WINDOW (pursuit_import_window_get_type ())
G_DECLARE_FINAL_TYPE (PursuitImportWindow, pursuit_import_window, PURSUIT, IMPORT_WINDOW, AdwWindow)

GtkWidget *pursuit_import_window_new         (GtkWindow           *parent,
                                              PursuitWorker       *worker);
void       pursuit_import_window_take_file   (PursuitImportWindow *self,
                                              PursuitImportKind    kind,
                                              GFile               *file);
gboolean   pursuit_import_window_has_preview (PursuitImportWindow *self);

G_END_DECLS
