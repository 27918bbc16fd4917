/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-stakeholder.h"

#include <glib/gi18n-lib.h>

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-enums.h"

G_DEFINE_FINAL_TYPE (PursuitStakeholder, pursuit_stakeholder, PURSUIT_TYPE_RECORD)

static const PursuitField stakeholder_fields[] = {
  PURSUIT_FIELD_REF (PursuitStakeholder, customer_id, N_("Customer"), pursuit_customer_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitStakeholder, deal_id, N_("Deal"), pursuit_deal_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitStakeholder, contact_id, N_("Person"), pursuit_contact_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_ENUM (PursuitStakeholder, role, N_("Role in the purchase"), pursuit_buying_role_get_type, 0),
  PURSUIT_FIELD_INT (PursuitStakeholder, attitude, N_("Attitude to us"), 0, .min = -2, .max = 2),
  PURSUIT_FIELD_INT (PursuitStakeholder, influence, N_("Influence"), 0, .min = 0, .max = 5),
  PURSUIT_FIELD_LONG (PursuitStakeholder, wants, N_("What they want"), 0),
  PURSUIT_FIELD_LONG (PursuitStakeholder, notes, N_("Notes"), 0),
};

static void
pursuit_stakeholder_class_init (PursuitStakeholderClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "stakeholder", N_("Stakeholder"),
                                   stakeholder_fields, G_N_ELEMENTS (stakeholder_fields));
}

static void
pursuit_stakeholder_init (PursuitStakeholder *self)
{
}
