/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

/**
 * PursuitBuyerMove:
 * @deal_id: the deal
 * @from_stage_id: where the buyer stood, 0 when nobody knew
 * @to_stage_id: where the buyer stands, 0 when that is not known any more
 * @at: UTC microseconds
 * @staff_id: who said so, 0 for none
 * @evidence: (nullable): what showed it
 *
 * One row of the buyer's history with a deal (STG-1); every path writes it through pursuit_buyer_moves_add().
 */
typedef struct
{
  gint64 deal_id;
  gint64 from_stage_id;
  gint64 to_stage_id;
  gint64 at;
  gint64 staff_id;
  const char *evidence;
} PursuitBuyerMove;

gboolean pursuit_buyer_moves_add (PursuitStore            *store,
                                  const PursuitBuyerMove  *move,
                                  GError                 **error);

G_END_DECLS
