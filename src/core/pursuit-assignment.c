/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-assignment.h"

#include <glib/gi18n-lib.h>

#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-role.h"
#include "pursuit-role-request.h"
#include "pursuit-staff.h"

G_DEFINE_FINAL_TYPE (PursuitAssignment, pursuit_assignment, PURSUIT_TYPE_RECORD)

static const PursuitField assignment_fields[] = {
  PURSUIT_FIELD_REF (PursuitAssignment, customer_id, N_("Customer"), pursuit_customer_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitAssignment, deal_id, N_("Deal"), pursuit_deal_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitAssignment, role_id, N_("Role"), pursuit_role_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitAssignment, staff_id, N_("Person"), pursuit_staff_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_INT (PursuitAssignment, from_stage, N_("From stage"), 0, .min = 0, .max = 100),
  PURSUIT_FIELD_INT (PursuitAssignment, until_stage, N_("Until stage"), 0, .min = 0, .max = 100),
  PURSUIT_FIELD_INT (PursuitAssignment, hours, N_("Hours a week"), 0, .min = 0, .max = 168),
  PURSUIT_FIELD_DATE (PursuitAssignment, from_on, N_("From"), 0),
  PURSUIT_FIELD_DATE (PursuitAssignment, until_on, N_("Until"), 0),
  PURSUIT_FIELD_REF (PursuitAssignment, request_id, N_("Request"), pursuit_role_request_get_type, 0),
  PURSUIT_FIELD_DATE (PursuitAssignment, released_on, N_("Released on"), 0),
  PURSUIT_FIELD_LONG (PursuitAssignment, reason, N_("Reason"), 0),
};

static void
pursuit_assignment_class_init (PursuitAssignmentClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "assignment", N_("Assignment"), assignment_fields, G_N_ELEMENTS (assignment_fields));
}

static void
pursuit_assignment_init (PursuitAssignment *self)
{
}
