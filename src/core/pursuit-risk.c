/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-risk.h"

#include <glib/gi18n-lib.h>

#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-enums.h"
#include "pursuit-staff.h"

G_DEFINE_FINAL_TYPE (PursuitRisk, pursuit_risk, PURSUIT_TYPE_RECORD)

static const PursuitField risk_fields[] = {
  PURSUIT_FIELD_REF (PursuitRisk, customer_id, N_("Customer"), pursuit_customer_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitRisk, deal_id, N_("Deal"), pursuit_deal_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_TEXT (PursuitRisk, description, N_("Risk"), PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_LONG (PursuitRisk, mitigation, N_("What we do about it"), 0),
  PURSUIT_FIELD_ENUM (PursuitRisk, state, N_("State"), pursuit_risk_state_get_type, 0),
  PURSUIT_FIELD_REF (PursuitRisk, staff_id, N_("Looked after by"), pursuit_staff_get_type, 0),
  PURSUIT_FIELD_DATE (PursuitRisk, due_on, N_("Look again on"), 0),
};

static void
pursuit_risk_class_init (PursuitRiskClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "risk", N_("Risk"), risk_fields, G_N_ELEMENTS (risk_fields));
  record_class->name_field = pursuit_record_class_find (record_class, "description");
}

static void
pursuit_risk_init (PursuitRisk *self)
{
}
