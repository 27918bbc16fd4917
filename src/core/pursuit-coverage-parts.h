/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-enums.h"

G_BEGIN_DECLS

/* What the coverage of a deal is made of; see pursuit-coverage.h. */

/**
 * PursuitCoverageState:
 * @PURSUIT_COVERAGE_NONE: the stage does not need the role, and nobody plays it there
 * @PURSUIT_COVERAGE_OPTIONAL: it may have the role, and nobody plays it
 * @PURSUIT_COVERAGE_FILLED: somebody plays it
 * @PURSUIT_COVERAGE_REQUESTED: nobody plays it yet, and somebody was asked
 * @PURSUIT_COVERAGE_MISSING: it needs the role now or next, and nobody plays it or was asked
 * @PURSUIT_COVERAGE_PENDING: it needs the role later, and nobody plays it or was asked
 * @PURSUIT_COVERAGE_PAST: the stage is over; somebody played the role, or nobody did although it was needed
 *
 * How it is with a role in a stage of a deal (TEAM-3).
 */
typedef enum
{
  PURSUIT_COVERAGE_NONE,
  PURSUIT_COVERAGE_OPTIONAL,
  PURSUIT_COVERAGE_FILLED,
  PURSUIT_COVERAGE_REQUESTED,
  PURSUIT_COVERAGE_MISSING,
  PURSUIT_COVERAGE_PENDING,
  PURSUIT_COVERAGE_PAST,
} PursuitCoverageState;

/**
 * PursuitCoverageRole:
 * @id: the role
 * @name: as it is shown
 * @system_role: a #PursuitSystemRole
 * @coordinator_id: who answers requests for it, 0 for nobody
 * @hours: a week, unless somebody says otherwise
 *
 * A row: a role that people have on deals.
 */
typedef struct
{
  gint64 id;
  char *name;
  int system_role;
  gint64 coordinator_id;
  gint64 hours;
} PursuitCoverageRole;

/**
 * PursuitCoverageStage:
 * @id: the stage
 * @position: its place in the process, from 1
 * @name: as it is shown where there is room
 * @short_name: as it is shown where there is not
 * @lead_role_id: the role that leads in it, 0 for none
 *
 * A column.
 */
typedef struct
{
  gint64 id;
  int position;
  char *name;
  char *short_name;
  gint64 lead_role_id;
} PursuitCoverageStage;

/**
 * PursuitCoverageNeed:
 * @position: of a stage
 * @role_id: which role
 * @need: a #PursuitNeed
 * @from_amount: for deals of at least so many minor units, 0 for all
 *
 * What a process says of a role in a stage (TEAM-2). Of a smaller deal a required role is optional, and an optional one not needed.
 */
typedef struct
{
  int position;
  gint64 role_id;
  int need;
  gint64 from_amount;
} PursuitCoverageNeed;

/**
 * PursuitCoverageMember:
 * @assignment_id: what says so, 0 for the owner of the deal
 * @role_id: which role
 * @staff_id: who plays it
 * @name: what they are called
 * @from_stage: from this position on, 0 for the first
 * @until_stage: up to this position, 0 for the last
 * @hours: a week
 * @from_on: (nullable): from this day on
 * @until_on: (nullable): up to this day
 * @is_inactive: whether they have left us
 *
 * Somebody who works on the deal.
 */
typedef struct
{
  gint64 assignment_id;
  gint64 role_id;
  gint64 staff_id;
  char *name;
  int from_stage;
  int until_stage;
  gint64 hours;
  char *from_on;
  char *until_on;
  gboolean is_inactive;
} PursuitCoverageMember;

/**
 * PursuitCoverageAsk:
 * @request_id: a request that nobody has answered yet
 * @role_id: which role
 * @position: the stage it is for, 0 for the one that the deal stands in
 * @staff_id: who was asked, 0 for the coordinator of the role
 * @name: (nullable): what they are called
 * @needed_on: by when
 */
typedef struct
{
  gint64 request_id;
  gint64 role_id;
  int position;
  gint64 staff_id;
  char *name;
  char *needed_on;
} PursuitCoverageAsk;

G_END_DECLS
