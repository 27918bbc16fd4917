/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_INTERFACE_RULE (pursuit_interface_rule_get_type ())
G_DECLARE_FINAL_TYPE (PursuitInterfaceRule, pursuit_interface_rule, PURSUIT, INTERFACE_RULE, PursuitRecord)

/* What one department owes another in a stage, and within how many days (TEAM-5). */
struct _PursuitInterfaceRule
{
  PursuitRecord parent_instance;

  gint64 stage_id;
  char *owing;
  char *receiving;
  char *what;
  gint64 days;
};

G_END_DECLS
