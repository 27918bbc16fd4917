/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-deals.h"
#include "pursuit-gate.h"

G_BEGIN_DECLS

gboolean      pursuit_deals_require_seen    (PursuitDesk             *desk,
                                             PursuitDeal             *deal,
                                             const PursuitDealChange *change,
                                             GError                 **error);
char         *pursuit_deals_dup_move        (PursuitDesk             *desk,
                                             PursuitDeal             *deal) G_GNUC_WARN_UNUSED_RESULT;

PursuitStage *pursuit_deals_load_stage      (PursuitDesk             *desk,
                                             gint64                   stage_id,
                                             GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitStage *pursuit_deals_find_stage      (PursuitDesk             *desk,
                                             gint64                   process_id,
                                             int                      position,
                                             GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitStage *pursuit_deals_find_won_stage  (PursuitDesk             *desk,
                                             gint64                   process_id,
                                             GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean      pursuit_deals_keep_gap        (PursuitDesk             *desk,
                                             PursuitDeal             *deal,
                                             GError                 **error);

/**
 * PursuitDealWay:
 * @to: the stage to enter
 * @is_win: whether the deal is to be won there
 * @reason: (nullable): why
 * @override: whether to go past what is missing
 *
 * A move that is about to happen.
 */
typedef struct
{
  PursuitStage *to;
  gboolean is_win;
  const char *reason;
  gboolean override;
} PursuitDealWay;

gboolean      pursuit_deals_pass_gate       (PursuitDesk             *desk,
                                             PursuitDeal             *deal,
                                             const PursuitDealWay    *way,
                                             char                   **out_missing,
                                             GError                 **error);
gboolean      pursuit_deals_require_handover (PursuitDesk            *desk,
                                             PursuitDeal             *deal,
                                             GError                 **error);

/* One verb applied to a deal that was loaded for it; the caller writes it down. */
gboolean      pursuit_deals_apply_move      (PursuitDesk             *desk,
                                             PursuitDeal             *deal,
                                             const PursuitDealChange *change,
                                             gint64                   now,
                                             char                   **out_missing,
                                             GError                 **error);
gboolean      pursuit_deals_apply_hold      (PursuitDesk             *desk,
                                             PursuitDeal             *deal,
                                             const PursuitDealChange *change,
                                             gint64                   now,
                                             GError                 **error);

G_END_DECLS
