/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Every enum here has stable nicks (SQL, JSON) and keeps the message id of its label as value_name. */

/* DOS-3: daily and classified management, ABC类客户. */
typedef enum
{
  PURSUIT_GRADE_NONE,
  PURSUIT_GRADE_A,
  PURSUIT_GRADE_B,
  PURSUIT_GRADE_C,
} PursuitGrade;

/* CUS-8: the small funnel, 客户小漏斗. */
typedef enum
{
  PURSUIT_FUNNEL_POTENTIAL,
  PURSUIT_FUNNEL_LEAD,
  PURSUIT_FUNNEL_OPPORTUNITY,
} PursuitFunnel;

/* DOS-2: the part a contact plays in the purchase. */
typedef enum
{
  PURSUIT_BUYING_ROLE_NONE,
  PURSUIT_BUYING_ROLE_DECIDER,
  PURSUIT_BUYING_ROLE_APPROVER,
  PURSUIT_BUYING_ROLE_EVALUATOR,
  PURSUIT_BUYING_ROLE_USER,
  PURSUIT_BUYING_ROLE_GATEKEEPER,
  PURSUIT_BUYING_ROLE_COACH,
} PursuitBuyingRole;

/* STG-4: where a deal ends up. */
typedef enum
{
  PURSUIT_DEAL_OPEN,
  PURSUIT_DEAL_WON,
  PURSUIT_DEAL_LOST,
} PursuitDealStatus;

/* VIS-8: what happened with the customer. A note is written about a customer, a call or visit is contact. */
typedef enum
{
  PURSUIT_ACTIVITY_NOTE,
  PURSUIT_ACTIVITY_CALL,
  PURSUIT_ACTIVITY_VISIT,
} PursuitActivityKind;

/* STG-2: whose fact a milestone is. */
typedef enum
{
  PURSUIT_MILESTONE_OUR_ACT,
  PURSUIT_MILESTONE_BUYER_ACT,
  PURSUIT_MILESTONE_DOCUMENT,
} PursuitMilestoneKind;

/* design.md 6: the system roles from which rights come. */
typedef enum
{
  PURSUIT_SYSTEM_ROLE_NONE,
  PURSUIT_SYSTEM_ROLE_ADMINISTRATOR,
  PURSUIT_SYSTEM_ROLE_EXECUTIVE,
  PURSUIT_SYSTEM_ROLE_MANAGER,
  PURSUIT_SYSTEM_ROLE_SELLER,
  PURSUIT_SYSTEM_ROLE_PRESALES,
  PURSUIT_SYSTEM_ROLE_CONSULTANT,
  PURSUIT_SYSTEM_ROLE_COMMERCIAL,
  PURSUIT_SYSTEM_ROLE_FINANCE,
  PURSUIT_SYSTEM_ROLE_LEGAL,
  PURSUIT_SYSTEM_ROLE_RECRUITER,
  PURSUIT_SYSTEM_ROLE_DISPATCHER,
  PURSUIT_SYSTEM_ROLE_SUPERVISOR,
  PURSUIT_SYSTEM_ROLE_RISK_CONTROL,
  PURSUIT_SYSTEM_ROLE_INFORMANT,
} PursuitSystemRole;

#define PURSUIT_TYPE_GRADE (pursuit_grade_get_type ())
#define PURSUIT_TYPE_FUNNEL (pursuit_funnel_get_type ())
#define PURSUIT_TYPE_BUYING_ROLE (pursuit_buying_role_get_type ())
#define PURSUIT_TYPE_DEAL_STATUS (pursuit_deal_status_get_type ())
#define PURSUIT_TYPE_ACTIVITY_KIND (pursuit_activity_kind_get_type ())
#define PURSUIT_TYPE_MILESTONE_KIND (pursuit_milestone_kind_get_type ())
#define PURSUIT_TYPE_SYSTEM_ROLE (pursuit_system_role_get_type ())

GType pursuit_grade_get_type          (void);
GType pursuit_funnel_get_type         (void);
GType pursuit_buying_role_get_type    (void);
GType pursuit_deal_status_get_type    (void);
GType pursuit_activity_kind_get_type  (void);
GType pursuit_milestone_kind_get_type (void);
GType pursuit_system_role_get_type    (void);

G_END_DECLS
