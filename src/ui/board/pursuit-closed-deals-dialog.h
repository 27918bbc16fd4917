/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-deal-dialog.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_CLOSED_DEALS_DIALOG (pursuit_closed_deals_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PursuitClosedDealsDialog, pursuit_closed_deals_dialog, PURSUIT, CLOSED_DEALS_DIALOG,
                      PursuitDealDialog)

PursuitDealDialog *pursuit_closed_deals_dialog_present (GtkWidget          *over,
                                                        PursuitWorker      *worker,
                                                        const PursuitQuery *filter);

G_END_DECLS
