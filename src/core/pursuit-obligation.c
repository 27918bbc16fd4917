/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-obligation.h"

#include <glib/gi18n-lib.h>

#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-interface-rule.h"
#include "pursuit-staff.h"

G_DEFINE_FINAL_TYPE (PursuitObligation, pursuit_obligation, PURSUIT_TYPE_RECORD)

static const PursuitField obligation_fields[] = {
  PURSUIT_FIELD_REF (PursuitObligation, customer_id, N_("Customer"), pursuit_customer_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitObligation, deal_id, N_("Deal"), pursuit_deal_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitObligation, rule_id, N_("Interface"), pursuit_interface_rule_get_type, 0),
  PURSUIT_FIELD_INT (PursuitObligation, stage, N_("Stage"), 0, .min = 0, .max = 100),
  PURSUIT_FIELD_TEXT (PursuitObligation, owing, N_("Department that owes"), PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_TEXT (PursuitObligation, receiving, N_("For department"), PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_TEXT (PursuitObligation, what, N_("What"), PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_DATE (PursuitObligation, due_on, N_("Due on"), PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitObligation, staff_id, N_("Looked after by"), pursuit_staff_get_type, 0),
  PURSUIT_FIELD_DATE (PursuitObligation, done_on, N_("Done on"), 0),
  PURSUIT_FIELD_REF (PursuitObligation, done_by_id, N_("Done by"), pursuit_staff_get_type, 0),
};

static void
pursuit_obligation_class_init (PursuitObligationClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "obligation", N_("Interface item"), obligation_fields, G_N_ELEMENTS (obligation_fields));
  record_class->name_field = pursuit_record_class_find (record_class, "what");
}

static void
pursuit_obligation_init (PursuitObligation *self)
{
}
