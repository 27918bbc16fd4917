/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-coverage-parts.h"

G_BEGIN_DECLS

/**
 * PursuitCoverageCell:
 * @state: how it is
 * @need: a #PursuitNeed, or -1 when the stage does not need the role
 * @is_lead: whether the role leads in the stage
 * @member: (nullable): who plays it; the first when there are several
 * @n_members: how many do
 * @ask: (nullable): the request, when nobody plays it
 */
typedef struct
{
  PursuitCoverageState state;
  int need;
  gboolean is_lead;
  const PursuitCoverageMember *member;
  guint n_members;
  const PursuitCoverageAsk *ask;
} PursuitCoverageCell;

/**
 * PursuitCoverage:
 * @deal_id: whose coverage it is
 * @customer_id: the customer of the deal
 * @customer: what the customer is called
 * @title: what the deal is called
 * @amount: of the deal, in minor units
 * @position: where the deal stands
 * @is_open: whether it is open; in a closed deal all stages are over
 * @owner_id: whose deal it is, 0 for nobody's
 * @owner: (nullable): what they are called
 * @may_assign: whether the person who asked may put people on the deal
 * @may_ask: whether they may ask for a role
 * @roles: (element-type PursuitCoverageRole): the rows
 * @stages: (element-type PursuitCoverageStage): the columns, by position
 * @needs: (element-type PursuitCoverageNeed): what the process says
 * @members: (element-type PursuitCoverageMember): who works on the deal
 * @asks: (element-type PursuitCoverageAsk): what was asked for
 * @cells: (computed): row by row
 * @n_required: (computed): how many roles the present stage requires
 * @n_covered: (computed): how many of those somebody plays
 * @n_next_asked: (computed): how many roles of the next stage were asked for
 * @n_next_missing: (computed): how many that it requires are missing
 * @n_later: (computed): how many roles of later stages nobody plays or was asked for
 *
 * Which roles of a deal are filled, asked for and missing, stage by stage (TEAM-3), as plain data: it is read on one thread and shown on
 * another.
 */
typedef struct
{
  gint64 deal_id;
  gint64 customer_id;
  char *customer;
  char *title;
  gint64 amount;
  int position;
  gboolean is_open;
  gint64 owner_id;
  char *owner;
  gboolean may_assign;
  gboolean may_ask;
  GPtrArray *roles;
  GPtrArray *stages;
  GPtrArray *needs;
  GPtrArray *members;
  GPtrArray *asks;
  PursuitCoverageCell *cells;
  guint n_required;
  guint n_covered;
  guint n_next_asked;
  guint n_next_missing;
  guint n_later;
} PursuitCoverage;

PursuitCoverage             *pursuit_coverage_new           (void) G_GNUC_WARN_UNUSED_RESULT;
void                         pursuit_coverage_free          (PursuitCoverage             *self);
void                         pursuit_coverage_compute       (PursuitCoverage             *self);
const PursuitCoverageCell   *pursuit_coverage_get_cell      (const PursuitCoverage       *self,
                                                             guint                        row,
                                                             guint                        column);
const PursuitCoverageCell   *pursuit_coverage_find_cell     (const PursuitCoverage       *self,
                                                             gint64                       role_id,
                                                             int                          position);
PursuitCoverageRole         *pursuit_coverage_find_role     (const PursuitCoverage       *self,
                                                             gint64                       role_id);
gboolean                     pursuit_coverage_has_role      (const PursuitCoverage       *self,
                                                             gint64                       role_id);
gboolean                     pursuit_coverage_find_span     (const PursuitCoverage       *self,
                                                             gint64                       role_id,
                                                             int                         *out_from,
                                                             int                         *out_until);
const PursuitCoverageMember *pursuit_coverage_find_overlap  (const PursuitCoverage       *self,
                                                             const PursuitCoverageMember *member,
                                                             int                         *out_position);
int                          pursuit_coverage_get_need      (int                          need,
                                                             gint64                       from_amount,
                                                             gint64                       amount);
const char                  *pursuit_coverage_get_word      (PursuitCoverageState         state);
char                        *pursuit_coverage_dup_missing   (const PursuitCoverage       *self,
                                                             int                          position) G_GNUC_WARN_UNUSED_RESULT;

PursuitCoverageRole         *pursuit_coverage_add_role      (PursuitCoverage             *self,
                                                             gint64                       id,
                                                             const char                  *name);
PursuitCoverageStage        *pursuit_coverage_add_stage     (PursuitCoverage             *self,
                                                             gint64                       id,
                                                             int                          position,
                                                             const char                  *name);
PursuitCoverageNeed         *pursuit_coverage_add_need      (PursuitCoverage             *self,
                                                             int                          position,
                                                             gint64                       role_id,
                                                             int                          need);
PursuitCoverageMember       *pursuit_coverage_add_member    (PursuitCoverage             *self,
                                                             gint64                       role_id,
                                                             gint64                       staff_id,
                                                             const char                  *name);
PursuitCoverageAsk          *pursuit_coverage_add_ask       (PursuitCoverage             *self,
                                                             gint64                       request_id,
                                                             gint64                       role_id,
                                                             int                          position);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitCoverage, pursuit_coverage_free)

G_END_DECLS
