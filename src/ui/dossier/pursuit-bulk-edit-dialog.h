/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-query.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_BULK_EDIT_DIALOG (pursuit_bulk_edit_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PursuitBulkEditDialog, pursuit_bulk_edit_dialog, PURSUIT, BULK_EDIT_DIALOG, AdwWindow)

PursuitBulkEditDialog *pursuit_bulk_edit_dialog_present (GtkWidget             *over,
                                                         PursuitWorker         *worker,
                                                         const PursuitQuery    *query);
void                   pursuit_bulk_edit_dialog_choose  (PursuitBulkEditDialog *self,
                                                         const char            *field);

G_END_DECLS
