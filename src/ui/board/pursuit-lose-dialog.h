/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-deal-dialog.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_LOSE_DIALOG (pursuit_lose_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PursuitLoseDialog, pursuit_lose_dialog, PURSUIT, LOSE_DIALOG, PursuitDealDialog)

PursuitDealDialog *pursuit_lose_dialog_present (GtkWidget     *over,
                                                PursuitWorker *worker,
                                                gint64         deal_id,
                                                const char    *title);

G_END_DECLS
