/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-bulk.h"
#include "pursuit-deal-dialog.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_BULK_DIALOG (pursuit_bulk_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PursuitBulkDialog, pursuit_bulk_dialog, PURSUIT, BULK_DIALOG, PursuitDealDialog)

PursuitDealDialog *pursuit_bulk_dialog_present (GtkWidget               *over,
                                                PursuitWorker           *worker,
                                                const PursuitBulkResult *result);

G_END_DECLS
