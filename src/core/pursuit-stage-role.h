/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_STAGE_ROLE (pursuit_stage_role_get_type ())
G_DECLARE_FINAL_TYPE (PursuitStageRole, pursuit_stage_role, PURSUIT, STAGE_ROLE, PursuitRecord)

/* A role that a stage needs or may have, from an amount upwards (TEAM-2). */
struct _PursuitStageRole
{
  PursuitRecord parent_instance;

  gint64 stage_id;
  gint64 role_id;
  gint64 need;
  gint64 from_amount;
};

G_END_DECLS
