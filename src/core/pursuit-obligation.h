/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_OBLIGATION (pursuit_obligation_get_type ())
G_DECLARE_FINAL_TYPE (PursuitObligation, pursuit_obligation, PURSUIT, OBLIGATION, PursuitRecord)

/* What one department owes another on a deal, and until when (TEAM-5). */
struct _PursuitObligation
{
  PursuitRecord parent_instance;

  gint64 customer_id;
  gint64 deal_id;
  gint64 rule_id;
  gint64 stage;
  char *owing;
  char *receiving;
  char *what;
  char *due_on;
  gint64 staff_id;
  char *done_on;
  gint64 done_by_id;
};

G_END_DECLS
