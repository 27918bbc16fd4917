/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_STAKEHOLDER (pursuit_stakeholder_get_type ())
G_DECLARE_FINAL_TYPE (PursuitStakeholder, pursuit_stakeholder, PURSUIT, STAKEHOLDER, PursuitRecord)

/* A person who takes part in one purchase: what they decide, want, and think of us (CUS-7). */
struct _PursuitStakeholder
{
  PursuitRecord parent_instance;

  gint64 customer_id;
  gint64 deal_id;
  gint64 contact_id;
  gint64 role;
  gint64 attitude;
  gint64 influence;
  char *wants;
  char *notes;
};

G_END_DECLS
