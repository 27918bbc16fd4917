/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_ORG_UNIT (pursuit_org_unit_get_type ())
G_DECLARE_FINAL_TYPE (PursuitOrgUnit, pursuit_org_unit, PURSUIT, ORG_UNIT, PursuitRecord)

/* A part of our own company: an office, a department, a team. Units form a tree (TER-1, PERF-3). */
struct _PursuitOrgUnit
{
  PursuitRecord parent_instance;

  char *name;
  gint64 parent_id;
  gint64 lead_id;
};

G_END_DECLS
