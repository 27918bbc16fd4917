/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-activity.h"

#include <glib/gi18n-lib.h>

#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-enums.h"
#include "pursuit-staff.h"

G_DEFINE_FINAL_TYPE (PursuitActivity, pursuit_activity, PURSUIT_TYPE_RECORD)

static const PursuitField activity_fields[] = {
  PURSUIT_FIELD_ENUM (PursuitActivity, kind, N_("Kind"), pursuit_activity_kind_get_type, PURSUIT_FIELD_FACET),
  PURSUIT_FIELD_REF (PursuitActivity, customer_id, N_("Customer"), pursuit_customer_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitActivity, contact_id, N_("Person"), pursuit_contact_get_type, 0),
  PURSUIT_FIELD_REF (PursuitActivity, deal_id, N_("Deal"), pursuit_deal_get_type, 0),
  PURSUIT_FIELD_REF (PursuitActivity, staff_id, N_("By"), pursuit_staff_get_type, 0),
  PURSUIT_FIELD_TIME (PursuitActivity, happened_at, N_("When"), 0),
  PURSUIT_FIELD_TEXT (PursuitActivity, subject, N_("Subject"), PURSUIT_FIELD_REQUIRED | PURSUIT_FIELD_SEARCHED | PURSUIT_FIELD_FULL_TEXT),
  PURSUIT_FIELD_LONG (PursuitActivity, body, N_("Text"), PURSUIT_FIELD_FULL_TEXT),
};

static void
pursuit_activity_class_init (PursuitActivityClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "activity", N_("Activity"),
                                   activity_fields, G_N_ELEMENTS (activity_fields));
  record_class->name_field = pursuit_record_class_find (record_class, "subject");
}

static void
pursuit_activity_init (PursuitActivity *self)
{
}
