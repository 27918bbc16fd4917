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

/* VIS-8: what happened with the customer. A note is written about a customer, a call, visit or meeting is contact. */
typedef enum
{
  PURSUIT_ACTIVITY_NOTE,
  PURSUIT_ACTIVITY_CALL,
  PURSUIT_ACTIVITY_VISIT,
  PURSUIT_ACTIVITY_MEETING,
} PursuitActivityKind;

/* STG-2: whose fact a milestone is. */
typedef enum
{
  PURSUIT_MILESTONE_OUR_ACT,
  PURSUIT_MILESTONE_BUYER_ACT,
  PURSUIT_MILESTONE_DOCUMENT,
} PursuitMilestoneKind;

/* STG-2: what shows that a milestone was reached. */
typedef enum
{
  PURSUIT_PROOF_NOTE,
  PURSUIT_PROOF_DATE,
  PURSUIT_PROOF_DOCUMENT,
  PURSUIT_PROOF_VISIT,
  PURSUIT_PROOF_CONTACT,
} PursuitProofKind;

/* To what a house may add fields. */
typedef enum
{
  PURSUIT_OWN_OF_CUSTOMER,
  PURSUIT_OWN_OF_CONTACT,
  PURSUIT_OWN_OF_DEAL,
} PursuitOwnEntity;

/* What a field that a house has added holds. */
typedef enum
{
  PURSUIT_OWN_TEXT,
  PURSUIT_OWN_NUMBER,
  PURSUIT_OWN_MONEY,
  PURSUIT_OWN_DATE,
  PURSUIT_OWN_CHOICE,
  PURSUIT_OWN_YES_NO,
} PursuitOwnKind;

/* What a stage of a process means for a deal that stands in it; never its name, which people may change. */
typedef enum
{
  PURSUIT_STAGE_OPEN,
  PURSUIT_STAGE_WON,
  PURSUIT_STAGE_LOST,
} PursuitStageType;

/* STG-5: a process that deals follow is published and keeps its stages; changes begin as the draft of a new version. */
typedef enum
{
  PURSUIT_PROCESS_DRAFT,
  PURSUIT_PROCESS_PUBLISHED,
  PURSUIT_PROCESS_RETIRED,
} PursuitProcessState;

/* What a process says of moves that leave stages out, or go back. */
typedef enum
{
  PURSUIT_MOVE_RULE_REASON,
  PURSUIT_MOVE_RULE_FREE,
  PURSUIT_MOVE_RULE_FORBIDDEN,
} PursuitMoveRule;

/* CUS-7: where we stand against a competitor. */
typedef enum
{
  PURSUIT_STANDING_NONE,
  PURSUIT_STANDING_AHEAD,
  PURSUIT_STANDING_LEVEL,
  PURSUIT_STANDING_BEHIND,
} PursuitStanding;

/* TEAM-2: whether a stage needs a role; optional ones never block. */
typedef enum
{
  PURSUIT_NEED_REQUIRED,
  PURSUIT_NEED_OPTIONAL,
} PursuitNeed;

/* TEAM-4: how far a request for a role has come. */
typedef enum
{
  PURSUIT_REQUEST_ASKED,
  PURSUIT_REQUEST_ACCEPTED,
  PURSUIT_REQUEST_DECLINED,
  PURSUIT_REQUEST_DONE,
  PURSUIT_REQUEST_WITHDRAWN,
} PursuitRequestState;

/* TEAM-6: whether what the customer wants can be done. */
typedef enum
{
  PURSUIT_FEASIBILITY_NONE,
  PURSUIT_FEASIBILITY_CONFIRMED,
  PURSUIT_FEASIBILITY_CONDITIONAL,
  PURSUIT_FEASIBILITY_NO,
} PursuitFeasibility;

/* TEAM-6: what became of a risk. */
typedef enum
{
  PURSUIT_RISK_OPEN,
  PURSUIT_RISK_MITIGATED,
  PURSUIT_RISK_HAPPENED,
  PURSUIT_RISK_CLOSED,
} PursuitRiskState;

/* TEAM-6: what is shown to or talked over with the customer. */
typedef enum
{
  PURSUIT_EXCHANGE_DEMONSTRATION,
  PURSUIT_EXCHANGE_TALK,
} PursuitExchangeKind;

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
#define PURSUIT_TYPE_EXCHANGE_KIND (pursuit_exchange_kind_get_type ())
#define PURSUIT_TYPE_FEASIBILITY (pursuit_feasibility_get_type ())
#define PURSUIT_TYPE_FUNNEL (pursuit_funnel_get_type ())
#define PURSUIT_TYPE_BUYING_ROLE (pursuit_buying_role_get_type ())
#define PURSUIT_TYPE_DEAL_STATUS (pursuit_deal_status_get_type ())
#define PURSUIT_TYPE_ACTIVITY_KIND (pursuit_activity_kind_get_type ())
#define PURSUIT_TYPE_MILESTONE_KIND (pursuit_milestone_kind_get_type ())
#define PURSUIT_TYPE_MOVE_RULE (pursuit_move_rule_get_type ())
#define PURSUIT_TYPE_NEED (pursuit_need_get_type ())
#define PURSUIT_TYPE_OWN_ENTITY (pursuit_own_entity_get_type ())
#define PURSUIT_TYPE_OWN_KIND (pursuit_own_kind_get_type ())
#define PURSUIT_TYPE_PROCESS_STATE (pursuit_process_state_get_type ())
#define PURSUIT_TYPE_PROOF_KIND (pursuit_proof_kind_get_type ())
#define PURSUIT_TYPE_REQUEST_STATE (pursuit_request_state_get_type ())
#define PURSUIT_TYPE_RISK_STATE (pursuit_risk_state_get_type ())
#define PURSUIT_TYPE_STAGE_TYPE (pursuit_stage_type_get_type ())
#define PURSUIT_TYPE_STANDING (pursuit_standing_get_type ())
#define PURSUIT_TYPE_SYSTEM_ROLE (pursuit_system_role_get_type ())

GType pursuit_grade_get_type          (void);
GType pursuit_exchange_kind_get_type  (void);
GType pursuit_feasibility_get_type    (void);
GType pursuit_funnel_get_type         (void);
GType pursuit_buying_role_get_type    (void);
GType pursuit_deal_status_get_type    (void);
GType pursuit_activity_kind_get_type  (void);
GType pursuit_milestone_kind_get_type (void);
GType pursuit_move_rule_get_type      (void);
GType pursuit_need_get_type           (void);
GType pursuit_own_entity_get_type     (void);
GType pursuit_own_kind_get_type       (void);
GType pursuit_process_state_get_type  (void);
GType pursuit_proof_kind_get_type     (void);
GType pursuit_request_state_get_type  (void);
GType pursuit_risk_state_get_type     (void);
GType pursuit_stage_type_get_type     (void);
GType pursuit_standing_get_type       (void);
GType pursuit_system_role_get_type    (void);

G_END_DECLS
