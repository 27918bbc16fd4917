/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-field.h"

G_BEGIN_DECLS

/**
 * PursuitDuty:
 * @PURSUIT_DUTY_CUSTOMER: owns a customer
 * @PURSUIT_DUTY_DEAL: sells in an open deal
 * @PURSUIT_DUTY_NEXT_STEP: is to take the next step of an open deal
 * @PURSUIT_DUTY_RECEIVER: is to accept a deal for delivery
 * @PURSUIT_DUTY_UNIT: leads a unit
 * @PURSUIT_DUTY_REPORT: is who somebody reports to
 * @PURSUIT_DUTY_ASSIGNMENT: works on an open deal in a role (TEAM-3)
 * @PURSUIT_DUTY_REQUEST: was asked for a role and has not answered (TEAM-4)
 * @PURSUIT_DUTY_MEMBER: works with a seller by default
 * @PURSUIT_DUTY_COORDINATE: answers requests for a role
 * @PURSUIT_DUTY_TECHNICAL: does the technical side of a stage of an open deal (TEAM-6)
 * @PURSUIT_DUTY_QUESTION: is to answer a technical question
 * @PURSUIT_DUTY_RISK: looks after a risk that is open
 * @PURSUIT_DUTY_OBLIGATION: looks after what a department owes another (TEAM-5)
 *
 * What is waited for from a member of staff, and has to go to somebody else when that person leaves (DOS-8). What somebody did
 * is no duty and stays theirs: the owner of a closed deal, who made a visit, who ticked a milestone.
 */
typedef enum
{
  PURSUIT_DUTY_CUSTOMER,
  PURSUIT_DUTY_DEAL,
  PURSUIT_DUTY_NEXT_STEP,
  PURSUIT_DUTY_RECEIVER,
  PURSUIT_DUTY_UNIT,
  PURSUIT_DUTY_REPORT,
  PURSUIT_DUTY_ASSIGNMENT,
  PURSUIT_DUTY_REQUEST,
  PURSUIT_DUTY_MEMBER,
  PURSUIT_DUTY_COORDINATE,
  PURSUIT_DUTY_TECHNICAL,
  PURSUIT_DUTY_QUESTION,
  PURSUIT_DUTY_RISK,
  PURSUIT_DUTY_OBLIGATION,
  PURSUIT_N_DUTIES,
} PursuitDuty;

typedef struct _PursuitSuccession PursuitSuccession;

GType               pursuit_duty_get_type_of (PursuitDuty         duty);
const PursuitField *pursuit_duty_get_field   (PursuitDuty         duty);
const char         *pursuit_duty_get_nick    (PursuitDuty         duty);
const char         *pursuit_duty_get_label   (PursuitDuty         duty);
gboolean            pursuit_duty_is_history  (GType               type,
                                              const char         *field);

PursuitSuccession  *pursuit_succession_new            (gint64              leaver_id,
                                                       gint64              to_id) G_GNUC_WARN_UNUSED_RESULT;
PursuitSuccession  *pursuit_succession_copy           (PursuitSuccession  *self) G_GNUC_WARN_UNUSED_RESULT;
void                pursuit_succession_free           (PursuitSuccession  *self);
gint64              pursuit_succession_get_leaver     (PursuitSuccession  *self);
void                pursuit_succession_set_deactivate (PursuitSuccession  *self,
                                                       gboolean            deactivate);
gboolean            pursuit_succession_deactivates    (PursuitSuccession  *self);
void                pursuit_succession_set_customer   (PursuitSuccession  *self,
                                                       gint64              customer_id,
                                                       gint64              to_id);
void                pursuit_succession_set_region     (PursuitSuccession  *self,
                                                       const char         *region,
                                                       gint64              to_id);
void                pursuit_succession_set_unit       (PursuitSuccession  *self,
                                                       gint64              unit_id,
                                                       gint64              to_id);
gint64              pursuit_succession_find           (PursuitSuccession  *self,
                                                       gint64              customer_id,
                                                       const char         *region,
                                                       gint64              unit_id);
GArray             *pursuit_succession_list           (PursuitSuccession  *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitSuccession, pursuit_succession_free)

G_END_DECLS
