/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-employment.h"

#include <glib/gi18n-lib.h>

#include "pursuit-contact.h"
#include "pursuit-customer.h"

G_DEFINE_FINAL_TYPE (PursuitEmployment, pursuit_employment, PURSUIT_TYPE_RECORD)

static const PursuitField employment_fields[] = {
  PURSUIT_FIELD_REF (PursuitEmployment, customer_id, N_("Customer"), pursuit_customer_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitEmployment, contact_id, N_("Person"), pursuit_contact_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_TEXT (PursuitEmployment, title, N_("Title"), 0),
  PURSUIT_FIELD_DATE (PursuitEmployment, from_on, N_("From"), 0),
  PURSUIT_FIELD_DATE (PursuitEmployment, until_on, N_("Until"), 0),
  PURSUIT_FIELD_LONG (PursuitEmployment, notes, N_("Notes"), PURSUIT_FIELD_PERSONAL),
};

static void
pursuit_employment_class_init (PursuitEmploymentClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "employment", N_("Earlier post"),
                                   employment_fields, G_N_ELEMENTS (employment_fields));
}

static void
pursuit_employment_init (PursuitEmployment *self)
{
}
