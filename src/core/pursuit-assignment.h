/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_ASSIGNMENT (pursuit_assignment_get_type ())
G_DECLARE_FINAL_TYPE (PursuitAssignment, pursuit_assignment, PURSUIT, ASSIGNMENT, PursuitRecord)

/* Somebody of us who works on a deal in a role, for a span of its stages (TEAM-1, TEAM-3). */
struct _PursuitAssignment
{
  PursuitRecord parent_instance;

  gint64 customer_id;
  gint64 deal_id;
  gint64 role_id;
  gint64 staff_id;
  gint64 from_stage;
  gint64 until_stage;
  gint64 hours;
  char *from_on;
  char *until_on;
  gint64 request_id;
  char *released_on;
  char *reason;
};

G_END_DECLS
