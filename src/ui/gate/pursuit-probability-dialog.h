/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-deal-dialog.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_PROBABILITY_DIALOG (pursuit_probability_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PursuitProbabilityDialog, pursuit_probability_dialog, PURSUIT, PROBABILITY_DIALOG, PursuitDealDialog)

PursuitDealDialog *pursuit_probability_dialog_present (GtkWidget     *over,
                                                       PursuitWorker *worker,
                                                       gint64         deal_id,
                                                       const char    *title,
                                                       int            percent,
                                                       gboolean       is_manual);

G_END_DECLS
