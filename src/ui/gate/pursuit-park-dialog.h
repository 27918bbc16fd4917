/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-deal-dialog.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_PARK_DIALOG (pursuit_park_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PursuitParkDialog, pursuit_park_dialog, PURSUIT, PARK_DIALOG, PursuitDealDialog)

PursuitDealDialog *pursuit_park_dialog_present      (GtkWidget     *over,
                                                     PursuitWorker *worker,
                                                     gint64         deal_id,
                                                     const char    *title,
                                                     const char    *until,
                                                     const char    *reason);
PursuitDealDialog *pursuit_park_dialog_present_many (GtkWidget     *over,
                                                     PursuitWorker *worker,
                                                     guint          n_deals);

G_END_DECLS
