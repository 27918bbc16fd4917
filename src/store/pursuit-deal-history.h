/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

/**
 * PursuitDealStep:
 * @at: when, UTC microseconds
 * @from_stage_id: the stage left, 0 for none
 * @to_stage_id: the stage entered, 0 for none
 * @from_status: (nullable): the nick of the status before; of our moves only
 * @to_status: (nullable): the nick of the status since
 * @staff_id: by whom, 0 for nobody who is known
 * @reason: (nullable): why, or what shows it
 * @missing: (nullable): the milestones that were overridden, by lines
 *
 * A move of a deal, on our side or on the buyer's; lent for the call.
 */
typedef struct
{
  gint64 at;
  gint64 from_stage_id;
  gint64 to_stage_id;
  const char *from_status;
  const char *to_status;
  gint64 staff_id;
  const char *reason;
  const char *missing;
} PursuitDealStep;

typedef void (*PursuitDealStepFunc) (const PursuitDealStep *step,
                                     gpointer               user_data);

gboolean pursuit_deal_history_tell (PursuitStore         *store,
                                    gint64                deal_id,
                                    gboolean              is_buyers,
                                    PursuitDealStepFunc   func,
                                    gpointer              user_data,
                                    GError              **error);

G_END_DECLS
