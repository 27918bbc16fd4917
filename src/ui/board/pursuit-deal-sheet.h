/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-deal-dialog.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_DEAL_SHEET (pursuit_deal_sheet_get_type ())
G_DECLARE_FINAL_TYPE (PursuitDealSheet, pursuit_deal_sheet, PURSUIT, DEAL_SHEET, PursuitDealDialog)

PursuitDealDialog *pursuit_deal_sheet_present    (GtkWidget     *over,
                                                  PursuitWorker *worker,
                                                  gint64         deal_id);
PursuitDealDialog *pursuit_deal_sheet_present_at (GtkWidget     *over,
                                                  PursuitWorker *worker,
                                                  gint64         deal_id,
                                                  const char    *tab);

G_END_DECLS
