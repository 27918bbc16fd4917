/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-technical-stage.h"

#include <glib/gi18n-lib.h>

#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-enums.h"
#include "pursuit-staff.h"

G_DEFINE_FINAL_TYPE (PursuitTechnicalStage, pursuit_technical_stage, PURSUIT_TYPE_RECORD)

static const PursuitField technical_stage_fields[] = {
  PURSUIT_FIELD_REF (PursuitTechnicalStage, customer_id, N_("Customer"), pursuit_customer_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitTechnicalStage, deal_id, N_("Deal"), pursuit_deal_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_INT (PursuitTechnicalStage, stage, N_("Stage"), 0, .min = 0, .max = 100),
  PURSUIT_FIELD_REF (PursuitTechnicalStage, staff_id, N_("Engineer"), pursuit_staff_get_type, 0),
  PURSUIT_FIELD_DATE (PursuitTechnicalStage, due_on, N_("Due on"), 0),
  PURSUIT_FIELD_LONG (PursuitTechnicalStage, next_step, N_("Next step"), 0),
  PURSUIT_FIELD_DATE (PursuitTechnicalStage, next_step_on, N_("Next step on"), 0),
  PURSUIT_FIELD_LONG (PursuitTechnicalStage, criteria, N_("Success criteria"), 0),
  PURSUIT_FIELD_DATE (PursuitTechnicalStage, criteria_agreed_on, N_("Criteria agreed on"), 0),
  PURSUIT_FIELD_ENUM (PursuitTechnicalStage, feasibility, N_("Feasibility"), pursuit_feasibility_get_type, 0),
  PURSUIT_FIELD_LONG (PursuitTechnicalStage, conditions, N_("Conditions"), 0),
  PURSUIT_FIELD_REF (PursuitTechnicalStage, feasibility_by_id, N_("Judged by"), pursuit_staff_get_type, 0),
  PURSUIT_FIELD_DATE (PursuitTechnicalStage, feasibility_on, N_("Judged on"), 0),
};

static void
pursuit_technical_stage_class_init (PursuitTechnicalStageClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "technical_stage", N_("Technical stage"), technical_stage_fields, G_N_ELEMENTS (technical_stage_fields));
}

static void
pursuit_technical_stage_init (PursuitTechnicalStage *self)
{
}
