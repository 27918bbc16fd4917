/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_ROLE (pursuit_role_get_type ())
G_DECLARE_FINAL_TYPE (PursuitRole, pursuit_role, PURSUIT, ROLE, PursuitRecord)

/* What somebody is in our company. The system role decides the rights (design.md 6); who works on deals in a role, whoever answers
 * requests for it and how many hours a week it takes is about the deals (TEAM-1 to TEAM-7). */
struct _PursuitRole
{
  PursuitRecord parent_instance;

  char *name;
  gint64 system_role;
  gint64 works_on_deals;
  gint64 position;
  gint64 coordinator_id;
  gint64 hours;
};

G_END_DECLS
