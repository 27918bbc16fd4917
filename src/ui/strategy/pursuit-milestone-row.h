/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-gate.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_MILESTONE_ROW (pursuit_milestone_row_get_type ())
G_DECLARE_FINAL_TYPE (PursuitMilestoneRow, pursuit_milestone_row, PURSUIT, MILESTONE_ROW, AdwActionRow)

GtkWidget        *pursuit_milestone_row_new           (PursuitWorker         *worker) G_GNUC_WARN_UNUSED_RESULT;
void              pursuit_milestone_row_show          (PursuitMilestoneRow   *self,
                                                       PursuitDeal           *deal,
                                                       const PursuitGateItem *item,
                                                       gboolean               editable);
PursuitMilestone *pursuit_milestone_row_get_milestone (PursuitMilestoneRow   *self);

G_END_DECLS
