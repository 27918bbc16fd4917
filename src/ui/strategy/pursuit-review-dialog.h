/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-deal-dialog.h"
#include "pursuit-query.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_REVIEW_DIALOG (pursuit_review_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PursuitReviewDialog, pursuit_review_dialog, PURSUIT, REVIEW_DIALOG, PursuitDealDialog)

PursuitDealDialog *pursuit_review_dialog_present (GtkWidget          *over,
                                                  PursuitWorker      *worker,
                                                  const PursuitQuery *filter);

G_END_DECLS
