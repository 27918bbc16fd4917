/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-bond.h"

#include <glib/gi18n-lib.h>

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-staff.h"

G_DEFINE_FINAL_TYPE (PursuitBond, pursuit_bond, PURSUIT_TYPE_RECORD)

static const PursuitField bond_fields[] = {
  PURSUIT_FIELD_REF (PursuitBond, customer_id, N_("Customer"), pursuit_customer_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitBond, contact_id, N_("Person"), pursuit_contact_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitBond, staff_id, N_("Our person"), pursuit_staff_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_TEXT (PursuitBond, period, N_("Period"), PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_INT (PursuitBond, level, N_("Strength"), 0, .min = 0, .max = 5),
  PURSUIT_FIELD_INT (PursuitBond, target, N_("Target"), 0, .min = 0, .max = 5),
  PURSUIT_FIELD_LONG (PursuitBond, evidence, N_("Evidence"), 0),
  PURSUIT_FIELD_DATE (PursuitBond, assessed_on, N_("Assessed on"), 0),
  PURSUIT_FIELD_REF (PursuitBond, assessed_by_id, N_("Assessed by"), pursuit_staff_get_type, 0),
};

static void
pursuit_bond_class_init (PursuitBondClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "bond", N_("Relationship"),
                                   bond_fields, G_N_ELEMENTS (bond_fields));
}

static void
pursuit_bond_init (PursuitBond *self)
{
}
