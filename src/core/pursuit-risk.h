/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_RISK (pursuit_risk_get_type ())
G_DECLARE_FINAL_TYPE (PursuitRisk, pursuit_risk, PURSUIT, RISK, PursuitRecord)

/* What may go wrong on a deal, and what is done about it (TEAM-6). */
struct _PursuitRisk
{
  PursuitRecord parent_instance;

  gint64 customer_id;
  gint64 deal_id;
  char *description;
  char *mitigation;
  gint64 state;
  gint64 staff_id;
  char *due_on;
};

G_END_DECLS
