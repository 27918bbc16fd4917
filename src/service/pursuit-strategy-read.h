/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-desk.h"
#include "pursuit-gate.h"
#include "pursuit-process.h"
#include "pursuit-stage.h"
#include "pursuit-stakeholder.h"
#include "pursuit-strategy.h"

G_BEGIN_DECLS

/**
 * PursuitStrategyPerson:
 * @stakeholder: the part somebody has in the purchase
 * @contact: who that is; may have been deleted meanwhile
 */
typedef struct
{
  PursuitStakeholder *stakeholder;
  PursuitContact *contact;
} PursuitStrategyPerson;

/**
 * PursuitStrategyReview:
 * @strategy: what was written
 * @staff: (nullable): by whom
 */
typedef struct
{
  PursuitStrategy *strategy;
  char *staff;
} PursuitStrategyReview;

/**
 * PursuitStrategySheet:
 * @deal: the deal
 * @customer: whose it is
 * @process: what it follows
 * @stages: (element-type PursuitStage): the stages of that, by position
 * @stage: where we are, one of @stages
 * @buyer_stage: (nullable): where the buyer is, one of @stages
 * @names: (element-type utf8 utf8): what the records are called that the deal refers to, by field
 * @tracks: (element-type PursuitTrackMove): the history of both tracks, the newest first (STG-1)
 * @people: (element-type PursuitStrategyPerson): who has a part in the purchase, the most influential first
 * @offered: (element-type PursuitContact): who else at the customer has a role in purchases
 * @rivals: (element-type PursuitRival): the competitors
 * @reviews: (element-type PursuitStrategyReview): the reviews, the newest first
 * @since: when the newest review was written down, 0 without one
 * @changes: (element-type utf8): what has changed since, a sentence each
 * @milestones: all milestones of the process with what shows them, those of the hand-over too (STG-2, STG-8)
 * @flags: (element-type PursuitRedFlag): what warns of the deal, the worst first
 * @may_edit: whether the actor may change it
 * @may_accept: whether the actor may take it over for delivery
 *
 * Everything that the strategy sheet of a deal shows (CUS-7).
 */
typedef struct
{
  PursuitDeal *deal;
  PursuitCustomer *customer;
  PursuitProcess *process;
  GPtrArray *stages;
  PursuitStage *stage;
  PursuitStage *buyer_stage;
  GHashTable *names;
  GPtrArray *tracks;
  GPtrArray *people;
  GPtrArray *offered;
  GPtrArray *rivals;
  GPtrArray *reviews;
  gint64 since;
  GPtrArray *changes;
  PursuitGate *milestones;
  GPtrArray *flags;
  gboolean may_edit;
  gboolean may_accept;
} PursuitStrategySheet;

PursuitStrategySheet *pursuit_strategy_read       (PursuitDesk           *desk,
                                                   gint64                 deal_id,
                                                   GError               **error) G_GNUC_WARN_UNUSED_RESULT;
void                  pursuit_strategy_sheet_free (PursuitStrategySheet  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitStrategySheet, pursuit_strategy_sheet_free)

G_END_DECLS
