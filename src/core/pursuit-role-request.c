/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-role-request.h"

#include <glib/gi18n-lib.h>

#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-enums.h"
#include "pursuit-role.h"
#include "pursuit-staff.h"

G_DEFINE_FINAL_TYPE (PursuitRoleRequest, pursuit_role_request, PURSUIT_TYPE_RECORD)

static const PursuitField role_request_fields[] = {
  PURSUIT_FIELD_REF (PursuitRoleRequest, customer_id, N_("Customer"), pursuit_customer_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitRoleRequest, deal_id, N_("Deal"), pursuit_deal_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitRoleRequest, role_id, N_("Role"), pursuit_role_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_INT (PursuitRoleRequest, stage, N_("Stage"), 0, .min = 0, .max = 100),
  PURSUIT_FIELD_REF (PursuitRoleRequest, staff_id, N_("Person asked"), pursuit_staff_get_type, 0),
  PURSUIT_FIELD_REF (PursuitRoleRequest, requester_id, N_("Asked by"), pursuit_staff_get_type, 0),
  PURSUIT_FIELD_DATE (PursuitRoleRequest, needed_on, N_("Needed by"), PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_TEXT (PursuitRoleRequest, purpose, N_("What for"), PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_LONG (PursuitRoleRequest, background, N_("Background"), 0),
  PURSUIT_FIELD_INT (PursuitRoleRequest, hours, N_("Hours"), 0, .min = 0, .max = 10000),
  PURSUIT_FIELD_ENUM (PursuitRoleRequest, state, N_("State"), pursuit_request_state_get_type, 0),
  PURSUIT_FIELD_REF (PursuitRoleRequest, answered_by_id, N_("Answered by"), pursuit_staff_get_type, 0),
  PURSUIT_FIELD_TIME (PursuitRoleRequest, answered_at, N_("Answered"), 0),
  PURSUIT_FIELD_LONG (PursuitRoleRequest, reason, N_("Reason"), 0),
};

static void
pursuit_role_request_class_init (PursuitRoleRequestClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "role_request", N_("Request"), role_request_fields, G_N_ELEMENTS (role_request_fields));
  record_class->name_field = pursuit_record_class_find (record_class, "purpose");
}

static void
pursuit_role_request_init (PursuitRoleRequest *self)
{
}
