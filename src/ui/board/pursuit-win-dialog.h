/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-deal-dialog.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_WIN_DIALOG (pursuit_win_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PursuitWinDialog, pursuit_win_dialog, PURSUIT, WIN_DIALOG, PursuitDealDialog)

PursuitDealDialog *pursuit_win_dialog_present (GtkWidget     *over,
                                               PursuitWorker *worker,
                                               gint64         deal_id,
                                               const char    *title);

G_END_DECLS
