/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-default-member.h"

#include <glib/gi18n-lib.h>

#include "pursuit-role.h"
#include "pursuit-staff.h"

G_DEFINE_FINAL_TYPE (PursuitDefaultMember, pursuit_default_member, PURSUIT_TYPE_RECORD)

static const PursuitField default_member_fields[] = {
  PURSUIT_FIELD_REF (PursuitDefaultMember, seller_id, N_("Seller"), pursuit_staff_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitDefaultMember, role_id, N_("Role"), pursuit_role_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitDefaultMember, staff_id, N_("Person"), pursuit_staff_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_INT (PursuitDefaultMember, hours, N_("Hours a week"), 0, .min = 0, .max = 168),
};

static void
pursuit_default_member_class_init (PursuitDefaultMemberClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "default_member", N_("Team member"), default_member_fields, G_N_ELEMENTS (default_member_fields));
}

static void
pursuit_default_member_init (PursuitDefaultMember *self)
{
}
