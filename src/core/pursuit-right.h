/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * PursuitRight:
 * @PURSUIT_RIGHT_VIEW: see customers, contacts, deals and what happened with them
 * @PURSUIT_RIGHT_EDIT: create and change customers, contacts, activities and deals, move deals
 * @PURSUIT_RIGHT_DELETE: delete them
 * @PURSUIT_RIGHT_ASSIGN: give a customer or deal to another owner
 * @PURSUIT_RIGHT_PRICE: see and change prices (TEAM-6)
 * @PURSUIT_RIGHT_STAFF: create, change and delete staff, units and products
 * @PURSUIT_RIGHT_IMPORT: bring files in
 * @PURSUIT_RIGHT_EXPORT: take lists out
 * @PURSUIT_RIGHT_OVERRIDE: move a deal past milestones that are missing, with a reason that the review sees (STG-2)
 * @PURSUIT_RIGHT_PROFILE: see and change the personal profile of people at customers; showing it is logged (DOS-2)
 * @PURSUIT_RIGHT_MERGE: make one customer or person of two (DOS-6)
 * @PURSUIT_RIGHT_HAND_OVER: give all that somebody had to others (DOS-8)
 * @PURSUIT_RIGHT_ERASE: erase what is known about a person
 * @PURSUIT_RIGHT_FIELDS: add fields to records
 * @PURSUIT_RIGHT_TEAM: put people on a deal in a role, and release them (TEAM-3)
 * @PURSUIT_RIGHT_REQUEST: ask for a role on a deal (TEAM-4)
 * @PURSUIT_RIGHT_TECHNICAL: record feasibility, technical questions and risks of a deal, tick its technical milestones (TEAM-6)
 * @PURSUIT_RIGHT_ADMINISTER: settings, roles, processes, checks, backups, the whole journal
 *
 * What a role may do; each right has a scope (design.md 6).
 */
typedef enum
{
  PURSUIT_RIGHT_VIEW,
  PURSUIT_RIGHT_EDIT,
  PURSUIT_RIGHT_DELETE,
  PURSUIT_RIGHT_ASSIGN,
  PURSUIT_RIGHT_PRICE,
  PURSUIT_RIGHT_STAFF,
  PURSUIT_RIGHT_IMPORT,
  PURSUIT_RIGHT_EXPORT,
  PURSUIT_RIGHT_OVERRIDE,
  PURSUIT_RIGHT_PROFILE,
  PURSUIT_RIGHT_MERGE,
  PURSUIT_RIGHT_HAND_OVER,
  PURSUIT_RIGHT_ERASE,
  PURSUIT_RIGHT_FIELDS,
  PURSUIT_RIGHT_TEAM,
  PURSUIT_RIGHT_REQUEST,
  PURSUIT_RIGHT_TECHNICAL,
  PURSUIT_RIGHT_ADMINISTER,
  PURSUIT_N_RIGHTS,
} PursuitRight;

/**
 * PursuitScope:
 * @PURSUIT_SCOPE_NONE: nothing
 * @PURSUIT_SCOPE_OWN: what the person owns
 * @PURSUIT_SCOPE_ASSIGNED: that, and the deals and customers that the person works on in a role (TEAM-6)
 * @PURSUIT_SCOPE_TEAM: that, and what anybody in the units below owns
 * @PURSUIT_SCOPE_ALL: everything
 *
 * How far a right reaches (design.md 6).
 */
typedef enum
{
  PURSUIT_SCOPE_NONE,
  PURSUIT_SCOPE_OWN,
  PURSUIT_SCOPE_ASSIGNED,
  PURSUIT_SCOPE_TEAM,
  PURSUIT_SCOPE_ALL,
} PursuitScope;

#define PURSUIT_N_SCOPES (PURSUIT_SCOPE_ALL + 1)

#define PURSUIT_TYPE_RIGHT (pursuit_right_get_type ())
#define PURSUIT_TYPE_SCOPE (pursuit_scope_get_type ())

GType       pursuit_right_get_type (void);
GType       pursuit_scope_get_type (void);
const char *pursuit_right_get_deed (PursuitRight right);
gboolean    pursuit_right_knows_scope (PursuitRight right,
                                       PursuitScope scope);

G_END_DECLS
