/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-deal-dialog.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_ASSIGN_DIALOG (pursuit_assign_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PursuitAssignDialog, pursuit_assign_dialog, PURSUIT, ASSIGN_DIALOG, PursuitDealDialog)

PursuitDealDialog *pursuit_assign_dialog_present (GtkWidget     *over,
                                                  PursuitWorker *worker,
                                                  guint          n_deals);

G_END_DECLS
