/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-deal.h"
#include "pursuit-stakeholder.h"

G_BEGIN_DECLS

/**
 * PursuitRedFlagKind:
 * @PURSUIT_FLAG_LATE: the buyer is further than we are (STG-1)
 * @PURSUIT_FLAG_STEP_OVERDUE: the next step should have been done (STG-4)
 * @PURSUIT_FLAG_DECIDER_AGAINST: somebody who decides or approves is against us (CUS-7)
 * @PURSUIT_FLAG_RIVAL_AHEAD: a competitor stands better than we do (CUS-7)
 * @PURSUIT_FLAG_NO_DECIDER: nobody knows who decides (CUS-7)
 * @PURSUIT_FLAG_AHEAD: we are two stages or more ahead of the buyer (STG-1)
 * @PURSUIT_FLAG_STALLED: it stands in its stage for longer than expected (STG-3)
 * @PURSUIT_FLAG_SILENT: nobody has been in touch with the customer for too long (STG-3)
 * @PURSUIT_FLAG_MISSING: required milestones of stages that were left are not shown (STG-2)
 * @PURSUIT_FLAG_NO_STEP: no next step is planned (STG-4)
 * @PURSUIT_FLAG_NO_COACH: nobody at the customer coaches us (CUS-7)
 * @PURSUIT_FLAG_NOT_ACCEPTED: won, and delivery has not taken it over (STG-8)
 *
 * What warns of a deal, the worst first.
 */
typedef enum
{
  PURSUIT_FLAG_LATE,
  PURSUIT_FLAG_STEP_OVERDUE,
  PURSUIT_FLAG_DECIDER_AGAINST,
  PURSUIT_FLAG_RIVAL_AHEAD,
  PURSUIT_FLAG_NO_DECIDER,
  PURSUIT_FLAG_AHEAD,
  PURSUIT_FLAG_STALLED,
  PURSUIT_FLAG_SILENT,
  PURSUIT_FLAG_MISSING,
  PURSUIT_FLAG_NO_STEP,
  PURSUIT_FLAG_NO_COACH,
  PURSUIT_FLAG_NOT_ACCEPTED,
} PursuitRedFlagKind;

/**
 * PursuitRedFlagPerson:
 * @stakeholder: somebody with a part in the purchase
 * @name: (nullable): what they are called
 */
typedef struct
{
  PursuitStakeholder *stakeholder;
  const char *name;
} PursuitRedFlagPerson;

/**
 * PursuitRedFlagFacts:
 * @deal: the deal
 * @people: (array length=n_people): its stakeholders
 * @n_people: how many there are
 * @rivals: (nullable) (element-type PursuitRival): its competitors
 * @expected_days: what the process expects of its stage, 0 for no expectation
 * @silence_days: after how many days without contact the process calls a deal silent, 0 for never
 * @last_contact_at: the last call, visit or meeting with the customer, UTC microseconds, 0 for none
 * @n_missing: how many required milestones of the stages that were left are not shown
 * @now: UTC microseconds
 * @today: ISO date
 *
 * What the red flags of a deal are computed from; everything is lent.
 */
typedef struct
{
  PursuitDeal *deal;
  const PursuitRedFlagPerson *people;
  guint n_people;
  GPtrArray *rivals;
  gint64 expected_days;
  gint64 silence_days;
  gint64 last_contact_at;
  guint n_missing;
  gint64 now;
  const char *today;
} PursuitRedFlagFacts;

/**
 * PursuitRedFlag:
 * @kind: what warns
 * @id: its stable name, such as "no-coach"
 * @is_error: whether harm is done already; otherwise it wants attention
 * @text: a sentence for the person
 */
typedef struct
{
  PursuitRedFlagKind kind;
  const char *id;
  gboolean is_error;
  char *text;
} PursuitRedFlag;

GPtrArray *pursuit_red_flags_compute (const PursuitRedFlagFacts *facts) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
