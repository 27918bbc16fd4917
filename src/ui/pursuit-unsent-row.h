/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_UNSENT_ROW (pursuit_unsent_row_get_type ())
G_DECLARE_FINAL_TYPE (PursuitUnsentRow, pursuit_unsent_row, PURSUIT, UNSENT_ROW, GtkListBoxRow)

GtkWidget *pursuit_unsent_row_new     (PursuitWorker       *worker,
                                       const PursuitUnsent *unsent) G_GNUC_WARN_UNUSED_RESULT;
char      *pursuit_unsent_row_dup_what (const PursuitSave  *save) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
