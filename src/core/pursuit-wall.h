/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-bond.h"
#include "pursuit-enums.h"

G_BEGIN_DECLS

#define PURSUIT_BOND_MAX 5

/**
 * PursuitWallMark:
 * @contact_id: a person at the customer
 * @staff_id: one of us
 * @period: the quarter
 * @level: how well they knew each other then
 * @target: how well they should, 0 for no target
 *
 * A cell of the wall in any period, as far as trends need it.
 */
typedef struct
{
  gint64 contact_id;
  gint64 staff_id;
  char period[8];
  int level;
  int target;
} PursuitWallMark;

/**
 * PursuitWallCell:
 * @bond: what was assessed
 * @before: (computed): its level in the period before, -1 when it was not assessed then
 *
 * One of them and one of us in the period that is looked at.
 */
typedef struct
{
  PursuitBond *bond;
  int before;
} PursuitWallCell;

/**
 * PursuitWallPerson:
 * @id: the contact
 * @name: what they are called
 * @title: (nullable): what they are at the customer
 * @role: their part in the purchase, a #PursuitBuyingRole
 * @has_left: whether they work there no more
 * @is_hole: (computed): whether they decide or approve and nobody of us knows them as well as we want
 * @strength: (computed): their best relationship with us, -1 when nothing was assessed
 * @before: (computed): the same in the period before
 *
 * A row of the wall.
 */
typedef struct
{
  gint64 id;
  char *name;
  char *title;
  int role;
  gboolean has_left;
  gboolean is_hole;
  int strength;
  int before;
} PursuitWallPerson;

/**
 * PursuitWallStaff:
 * @id: the member of staff
 * @name: what they are called
 * @title: (nullable): what they are with us
 * @is_inactive: whether they have left us
 *
 * A column of the wall.
 */
typedef struct
{
  gint64 id;
  char *name;
  char *title;
  gboolean is_inactive;
} PursuitWallStaff;

/**
 * PursuitWallPeriod:
 * @period: a quarter
 * @n_cells: how many relationships were assessed in it
 * @sum: of their levels
 * @n_targets: how many of them have a target
 * @n_reached: how many of those reached it
 * @n_holes: how many deciders and approvers nobody knew as well as we want
 *
 * What the wall came to in one period: its trend.
 */
typedef struct
{
  char *period;
  int n_cells;
  int sum;
  int n_targets;
  int n_reached;
  int n_holes;
} PursuitWallPeriod;

/**
 * PursuitWall:
 * @customer_id: whose wall it is
 * @customer: the customer's name
 * @period: the quarter that is looked at
 * @present: the quarter of today
 * @people: (element-type PursuitWallPerson): the rows, deciders first, those who have left last
 * @staff: (element-type PursuitWallStaff): the columns
 * @cells: (element-type PursuitWallCell): what was assessed in @period
 * @periods: (element-type PursuitWallPeriod): every period with anything assessed, the oldest first
 * @marks: (element-type PursuitWallMark): what was assessed in any period
 * @assessed_on: (nullable): when anything in @period was assessed last, an ISO date
 * @assessed_by: (nullable): by whom
 * @n_holes: (computed): how many holes there are in @period
 * @may_edit: whether the person who asked may change it
 *
 * The relationship wall of a customer (CUS-2): persons there against persons on our side, strength and gaps.
 */
typedef struct
{
  gint64 customer_id;
  char *customer;
  char *period;
  char *present;
  GPtrArray *people;
  GPtrArray *staff;
  GPtrArray *cells;
  GPtrArray *periods;
  GArray *marks;
  char *assessed_on;
  char *assessed_by;
  int n_holes;
  gboolean may_edit;
} PursuitWall;

PursuitWall             *pursuit_wall_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void                     pursuit_wall_free        (PursuitWall        *self);
void                     pursuit_wall_add_cell    (PursuitWall        *self,
                                                   PursuitBond        *bond);
void                     pursuit_wall_compute     (PursuitWall        *self);
const PursuitWallCell   *pursuit_wall_find_cell   (const PursuitWall  *self,
                                                   gint64              contact_id,
                                                   gint64              staff_id);
const PursuitWallPeriod *pursuit_wall_find_period (const PursuitWall  *self,
                                                   const char         *period);
GArray                  *pursuit_wall_list_trend  (const PursuitWall  *self,
                                                   gint64              contact_id) G_GNUC_WARN_UNUSED_RESULT;
gboolean                 pursuit_wall_is_wanted   (int                 role);
gboolean                 pursuit_wall_is_at_target (int                level,
                                                   int                 target);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitWall, pursuit_wall_free)

G_END_DECLS
