/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-role-right.h"

#include <glib/gi18n-lib.h>

#include "pursuit-right.h"
#include "pursuit-role.h"

G_DEFINE_FINAL_TYPE (PursuitRoleRight, pursuit_role_right, PURSUIT_TYPE_RECORD)

static const PursuitField role_right_fields[] = {
  PURSUIT_FIELD_REF (PursuitRoleRight, role_id, N_("Role"), pursuit_role_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_ENUM (PursuitRoleRight, right, N_("Right"), pursuit_right_get_type, 0),
  PURSUIT_FIELD_ENUM (PursuitRoleRight, scope, N_("Scope"), pursuit_scope_get_type, 0),
};

static void
pursuit_role_right_class_init (PursuitRoleRightClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "role_right", N_("Right of a role"), role_right_fields, G_N_ELEMENTS (role_right_fields));
}

static void
pursuit_role_right_init (PursuitRoleRight *self)
{
}
