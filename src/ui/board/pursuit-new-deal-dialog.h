/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-deal-dialog.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_NEW_DEAL_DIALOG (pursuit_new_deal_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PursuitNewDealDialog, pursuit_new_deal_dialog, PURSUIT, NEW_DEAL_DIALOG, PursuitDealDialog)

PursuitDealDialog *pursuit_new_deal_dialog_present (GtkWidget     *over,
                                                    PursuitWorker *worker,
                                                    gint64         customer_id,
                                                    gint64         process_id);

G_END_DECLS
