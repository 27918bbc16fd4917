/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-deal.h"
#include "pursuit-stage.h"

G_BEGIN_DECLS

/* The next activity orders the board (platform.md 7): trouble first. */
typedef enum
{
  PURSUIT_NEXT_STEP_OVERDUE,
  PURSUIT_NEXT_STEP_TODAY,
  PURSUIT_NEXT_STEP_NONE,
  PURSUIT_NEXT_STEP_FUTURE,
} PursuitNextStepState;

gboolean             pursuit_deal_enter_stage         (PursuitDeal   *self,
                                                       PursuitStage  *to,
                                                       gint64         at,
                                                       GError       **error);
gboolean             pursuit_deal_win                 (PursuitDeal   *self,
                                                       PursuitStage  *won,
                                                       gint64         at,
                                                       GError       **error);
gboolean             pursuit_deal_date_closing        (PursuitDeal   *self,
                                                       const char    *day,
                                                       const char    *today,
                                                       GError       **error);
gboolean             pursuit_deal_lose                (PursuitDeal   *self,
                                                       const char    *reason,
                                                       const char    *lost_to,
                                                       gint64         at,
                                                       GError       **error);
gboolean             pursuit_deal_reopen              (PursuitDeal   *self,
                                                       PursuitStage  *stage,
                                                       gint64         at,
                                                       GError       **error);

void                 pursuit_deal_keep_gap            (PursuitDeal   *self,
                                                       PursuitStage  *ours,
                                                       PursuitStage  *buyers);
void                 pursuit_deal_begin_with_buyer    (PursuitDeal   *self,
                                                       PursuitStage  *first);
gboolean             pursuit_deal_set_buyer_stage     (PursuitDeal   *self,
                                                       PursuitStage  *ours,
                                                       PursuitStage  *to,
                                                       const char    *evidence,
                                                       gint64         at,
                                                       GError       **error);
gboolean             pursuit_deal_is_ahead            (gint64         gap);
gboolean             pursuit_deal_is_late             (gint64         gap);

gboolean             pursuit_deal_park                (PursuitDeal   *self,
                                                       const char    *until,
                                                       const char    *reason,
                                                       const char    *today,
                                                       GError       **error);
gboolean             pursuit_deal_unpark              (PursuitDeal   *self,
                                                       GError       **error);
gboolean             pursuit_deal_is_parked           (const char    *parked_until,
                                                       const char    *today);
gboolean             pursuit_deal_is_silent           (gint64         last_contact_at,
                                                       gint64         now,
                                                       gint64         silence_days);
gboolean             pursuit_deal_estimate            (PursuitDeal   *self,
                                                       PursuitStage  *stage,
                                                       int            percent,
                                                       GError       **error);

gboolean             pursuit_deal_hand_over           (PursuitDeal   *self,
                                                       PursuitStage  *stage,
                                                       gint64         receiver_id,
                                                       const char    *day,
                                                       const char    *today,
                                                       GError       **error);
gboolean             pursuit_deal_accept              (PursuitDeal   *self,
                                                       const char    *day,
                                                       const char    *today,
                                                       GError       **error);

gint64               pursuit_deal_weigh               (gint64         amount,
                                                       gint64         probability);
int                  pursuit_deal_count_days_in_stage (gint64         stage_entered_at,
                                                       gint64         now);
gboolean             pursuit_deal_is_stalled          (int            days_in_stage,
                                                       gint64         expected_days);
PursuitNextStepState pursuit_deal_judge_next_step     (const char    *next_step_on,
                                                       const char    *today);

G_END_DECLS
