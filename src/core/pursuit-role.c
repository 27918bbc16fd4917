/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-role.h"

#include <glib/gi18n-lib.h>

#include "pursuit-enums.h"
#include "pursuit-staff.h"

G_DEFINE_FINAL_TYPE (PursuitRole, pursuit_role, PURSUIT_TYPE_RECORD)

static const PursuitField role_fields[] = {
  PURSUIT_FIELD_TEXT (PursuitRole, name, N_("Name"), PURSUIT_FIELD_REQUIRED | PURSUIT_FIELD_SEARCHED),
  PURSUIT_FIELD_ENUM (PursuitRole, system_role, N_("System role"), pursuit_system_role_get_type, 0),
  PURSUIT_FIELD_BOOL (PursuitRole, works_on_deals, N_("Works on deals"), 0),
  PURSUIT_FIELD_INT (PursuitRole, position, N_("Position"), 0, .min = 0, .max = 1000),
  PURSUIT_FIELD_REF (PursuitRole, coordinator_id, N_("Coordinator"), pursuit_staff_get_type, 0),
  PURSUIT_FIELD_INT (PursuitRole, hours, N_("Hours a week"), 0, .min = 0, .max = 168),
};

static void
pursuit_role_class_init (PursuitRoleClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "role", N_("Role"),
                                   role_fields, G_N_ELEMENTS (role_fields));
  record_class->name_field = pursuit_record_class_find (record_class, "name");
}

static void
pursuit_role_init (PursuitRole *self)
{
}
