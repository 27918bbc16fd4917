/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

/**
 * PursuitStageMove:
 * @deal_id: the deal
 * @from_stage_id: where it stood, 0 when it is new
 * @to_stage_id: where it stands
 * @from_status: a #PursuitDealStatus, or -1 when it is new
 * @to_status: a #PursuitDealStatus
 * @at: UTC microseconds
 * @staff_id: who moved it, 0 for none
 * @reason: (nullable): why
 * @missing: (nullable): the milestones that were missing and overridden, a line each (STG-2)
 *
 * One row of a deal's stage history (STG-4); every path writes it through pursuit_stage_moves_add().
 */
typedef struct
{
  gint64 deal_id;
  gint64 from_stage_id;
  gint64 to_stage_id;
  int from_status;
  int to_status;
  gint64 at;
  gint64 staff_id;
  const char *reason;
  const char *missing;
} PursuitStageMove;

gboolean pursuit_stage_moves_add (PursuitStore            *store,
                                  const PursuitStageMove  *move,
                                  GError                 **error);

G_END_DECLS
