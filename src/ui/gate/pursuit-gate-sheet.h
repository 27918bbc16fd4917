/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-deal-dialog.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_GATE_SHEET (pursuit_gate_sheet_get_type ())
G_DECLARE_FINAL_TYPE (PursuitGateSheet, pursuit_gate_sheet, PURSUIT, GATE_SHEET, PursuitDealDialog)

PursuitDealDialog *pursuit_gate_sheet_present (GtkWidget     *over,
                                               PursuitWorker *worker,
                                               gint64         deal_id,
                                               int            position,
                                               const char    *day);

G_END_DECLS
