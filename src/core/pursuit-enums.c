/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-enums.h"

#include <glib/gi18n-lib.h>

/* The second column is the label's message id, "" for no value; the third the nick kept in files. */
#define DEFINE_ENUM(TypeName, type_name, ...)                                  \
  GType type_name##_get_type (void)                                            \
  {                                                                            \
    static gsize type_id;                                                      \
    static const GEnumValue values[] = { __VA_ARGS__, { 0, NULL, NULL } };     \
                                                                               \
    if (g_once_init_enter (&type_id))                                          \
      g_once_init_leave (&type_id, g_enum_register_static (#TypeName, values)); \
                                                                               \
    return type_id;                                                            \
  }

DEFINE_ENUM (PursuitGrade, pursuit_grade,
             { PURSUIT_GRADE_NONE, "", "none" },
             { PURSUIT_GRADE_A, N_("Grade A"), "a" },
             { PURSUIT_GRADE_B, N_("Grade B"), "b" },
             { PURSUIT_GRADE_C, N_("Grade C"), "c" })

DEFINE_ENUM (PursuitFunnel, pursuit_funnel,
             { PURSUIT_FUNNEL_POTENTIAL, N_("Potential customer"), "potential" },
             { PURSUIT_FUNNEL_LEAD, N_("Lead"), "lead" },
             { PURSUIT_FUNNEL_OPPORTUNITY, N_("Opportunity"), "opportunity" })

DEFINE_ENUM (PursuitBuyingRole, pursuit_buying_role,
             { PURSUIT_BUYING_ROLE_NONE, "", "none" },
             { PURSUIT_BUYING_ROLE_DECIDER, N_("Decision maker"), "decider" },
             { PURSUIT_BUYING_ROLE_APPROVER, N_("Approver"), "approver" },
             { PURSUIT_BUYING_ROLE_EVALUATOR, N_("Technical evaluator"), "evaluator" },
             { PURSUIT_BUYING_ROLE_USER, N_("User"), "user" },
             { PURSUIT_BUYING_ROLE_GATEKEEPER, N_("Gatekeeper"), "gatekeeper" },
             { PURSUIT_BUYING_ROLE_COACH, N_("Coach"), "coach" })

DEFINE_ENUM (PursuitDealStatus, pursuit_deal_status,
             { PURSUIT_DEAL_OPEN, N_("Open"), "open" },
             { PURSUIT_DEAL_WON, N_("Won"), "won" },
             { PURSUIT_DEAL_LOST, N_("Lost"), "lost" })

DEFINE_ENUM (PursuitActivityKind, pursuit_activity_kind,
             { PURSUIT_ACTIVITY_NOTE, N_("Note"), "note" },
             { PURSUIT_ACTIVITY_CALL, N_("Call"), "call" },
             { PURSUIT_ACTIVITY_VISIT, N_("Visit"), "visit" },
             { PURSUIT_ACTIVITY_MEETING, N_("Meeting"), "meeting" })

DEFINE_ENUM (PursuitMilestoneKind, pursuit_milestone_kind,
             { PURSUIT_MILESTONE_OUR_ACT, N_("Our act"), "our-act" },
             { PURSUIT_MILESTONE_BUYER_ACT, N_("Buyer’s act"), "buyer-act" },
             { PURSUIT_MILESTONE_DOCUMENT, N_("Document"), "document" })

DEFINE_ENUM (PursuitProofKind, pursuit_proof_kind,
             { PURSUIT_PROOF_NOTE, N_("Note"), "note" },
             { PURSUIT_PROOF_DATE, N_("Date"), "date" },
             { PURSUIT_PROOF_DOCUMENT, N_("Document"), "document" },
             { PURSUIT_PROOF_VISIT, N_("Visit"), "visit" },
             { PURSUIT_PROOF_CONTACT, N_("Person"), "contact" })

DEFINE_ENUM (PursuitOwnEntity, pursuit_own_entity,
             { PURSUIT_OWN_OF_CUSTOMER, N_("Customer"), "customer" },
             { PURSUIT_OWN_OF_CONTACT, N_("Contact"), "contact" },
             { PURSUIT_OWN_OF_DEAL, N_("Deal"), "deal" })

DEFINE_ENUM (PursuitOwnKind, pursuit_own_kind,
             { PURSUIT_OWN_TEXT, N_("Text"), "text" },
             { PURSUIT_OWN_NUMBER, N_("Number"), "number" },
             { PURSUIT_OWN_MONEY, N_("Money"), "money" },
             { PURSUIT_OWN_DATE, N_("Date"), "date" },
             { PURSUIT_OWN_CHOICE, N_("Choice"), "choice" },
             { PURSUIT_OWN_YES_NO, N_("Yes or no"), "yes-no" })

DEFINE_ENUM (PursuitStageType, pursuit_stage_type,
             { PURSUIT_STAGE_OPEN, N_("Open"), "open" },
             { PURSUIT_STAGE_WON, N_("Won"), "won" },
             { PURSUIT_STAGE_LOST, N_("Lost"), "lost" })

DEFINE_ENUM (PursuitProcessState, pursuit_process_state,
             { PURSUIT_PROCESS_DRAFT, N_("Draft"), "draft" },
             { PURSUIT_PROCESS_PUBLISHED, N_("Published"), "published" },
             { PURSUIT_PROCESS_RETIRED, N_("Retired"), "retired" })

DEFINE_ENUM (PursuitMoveRule, pursuit_move_rule,
             { PURSUIT_MOVE_RULE_REASON, N_("With a reason"), "reason" },
             { PURSUIT_MOVE_RULE_FREE, N_("Freely"), "free" },
             { PURSUIT_MOVE_RULE_FORBIDDEN, N_("Never"), "forbidden" })

DEFINE_ENUM (PursuitStanding, pursuit_standing,
             { PURSUIT_STANDING_NONE, "", "none" },
             { PURSUIT_STANDING_AHEAD, N_("Ahead of them"), "ahead" },
             { PURSUIT_STANDING_LEVEL, N_("Level with them"), "level" },
             { PURSUIT_STANDING_BEHIND, N_("Behind them"), "behind" })

DEFINE_ENUM (PursuitNeed, pursuit_need,
             { PURSUIT_NEED_REQUIRED, N_("Required"), "required" },
             { PURSUIT_NEED_OPTIONAL, N_("Optional"), "optional" })

DEFINE_ENUM (PursuitRequestState, pursuit_request_state,
             { PURSUIT_REQUEST_ASKED, N_("Asked"), "asked" },
             { PURSUIT_REQUEST_ACCEPTED, N_("Accepted"), "accepted" },
             { PURSUIT_REQUEST_DECLINED, N_("Declined"), "declined" },
             { PURSUIT_REQUEST_DONE, N_("Done"), "done" },
             { PURSUIT_REQUEST_WITHDRAWN, N_("Withdrawn"), "withdrawn" })

DEFINE_ENUM (PursuitFeasibility, pursuit_feasibility,
             { PURSUIT_FEASIBILITY_NONE, "", "none" },
             { PURSUIT_FEASIBILITY_CONFIRMED, N_("Feasible"), "confirmed" },
             { PURSUIT_FEASIBILITY_CONDITIONAL, N_("Feasible on conditions"), "conditional" },
             { PURSUIT_FEASIBILITY_NO, N_("Not feasible"), "no" })

DEFINE_ENUM (PursuitRiskState, pursuit_risk_state,
             { PURSUIT_RISK_OPEN, N_("Open"), "open" },
             { PURSUIT_RISK_MITIGATED, N_("Mitigated"), "mitigated" },
             { PURSUIT_RISK_HAPPENED, N_("Happened"), "happened" },
             { PURSUIT_RISK_CLOSED, N_("Closed"), "closed" })

DEFINE_ENUM (PursuitExchangeKind, pursuit_exchange_kind,
             { PURSUIT_EXCHANGE_DEMONSTRATION, N_("Demonstration"), "demonstration" },
             { PURSUIT_EXCHANGE_TALK, N_("Technical exchange"), "exchange" })

DEFINE_ENUM (PursuitSystemRole, pursuit_system_role,
             { PURSUIT_SYSTEM_ROLE_NONE, "", "none" },
             { PURSUIT_SYSTEM_ROLE_ADMINISTRATOR, N_("Administrator"), "administrator" },
             { PURSUIT_SYSTEM_ROLE_EXECUTIVE, N_("Executive"), "executive" },
             { PURSUIT_SYSTEM_ROLE_MANAGER, N_("Sales manager"), "manager" },
             { PURSUIT_SYSTEM_ROLE_SELLER, N_("Seller"), "seller" },
             { PURSUIT_SYSTEM_ROLE_PRESALES, N_("Pre-sales engineer"), "presales" },
             { PURSUIT_SYSTEM_ROLE_CONSULTANT, N_("Technical consultant"), "consultant" },
             { PURSUIT_SYSTEM_ROLE_COMMERCIAL, N_("Commercial manager"), "commercial" },
             { PURSUIT_SYSTEM_ROLE_FINANCE, N_("Finance"), "finance" },
             { PURSUIT_SYSTEM_ROLE_LEGAL, N_("Legal"), "legal" },
             { PURSUIT_SYSTEM_ROLE_RECRUITER, N_("Recruiter"), "recruiter" },
             { PURSUIT_SYSTEM_ROLE_DISPATCHER, N_("Dispatcher"), "dispatcher" },
             { PURSUIT_SYSTEM_ROLE_SUPERVISOR, N_("Sales supervisor"), "supervisor" },
             { PURSUIT_SYSTEM_ROLE_RISK_CONTROL, N_("Risk control"), "risk-control" },
             { PURSUIT_SYSTEM_ROLE_INFORMANT, N_("Informant"), "informant" })
