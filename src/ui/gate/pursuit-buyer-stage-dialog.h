/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-deal-dialog.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_BUYER_STAGE_DIALOG (pursuit_buyer_stage_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PursuitBuyerStageDialog, pursuit_buyer_stage_dialog, PURSUIT, BUYER_STAGE_DIALOG, PursuitDealDialog)

PursuitDealDialog *pursuit_buyer_stage_dialog_present (GtkWidget     *over,
                                                       PursuitWorker *worker,
                                                       gint64         deal_id,
                                                       int            by);

G_END_DECLS
