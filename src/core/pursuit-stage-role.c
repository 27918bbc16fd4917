/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-stage-role.h"

#include <glib/gi18n-lib.h>

#include "pursuit-enums.h"
#include "pursuit-role.h"
#include "pursuit-stage.h"

G_DEFINE_FINAL_TYPE (PursuitStageRole, pursuit_stage_role, PURSUIT_TYPE_RECORD)

static const PursuitField stage_role_fields[] = {
  PURSUIT_FIELD_REF (PursuitStageRole, stage_id, N_("Stage"), pursuit_stage_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_REF (PursuitStageRole, role_id, N_("Role"), pursuit_role_get_type, PURSUIT_FIELD_REQUIRED),
  PURSUIT_FIELD_ENUM (PursuitStageRole, need, N_("Need"), pursuit_need_get_type, 0),
  PURSUIT_FIELD_MONEY (PursuitStageRole, from_amount, N_("From an amount of"), 0),
};

static void
pursuit_stage_role_class_init (PursuitStageRoleClass *klass)
{
  PursuitRecordClass *record_class = PURSUIT_RECORD_CLASS (klass);

  pursuit_record_class_set_fields (record_class, "stage_role", N_("Requirement"), stage_role_fields, G_N_ELEMENTS (stage_role_fields));
}

static void
pursuit_stage_role_init (PursuitStageRole *self)
{
}
