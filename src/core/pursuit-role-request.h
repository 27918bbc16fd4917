/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_ROLE_REQUEST (pursuit_role_request_get_type ())
G_DECLARE_FINAL_TYPE (PursuitRoleRequest, pursuit_role_request, PURSUIT, ROLE_REQUEST, PursuitRecord)

/* A role that somebody asks for on a deal, and what was answered (TEAM-4). */
struct _PursuitRoleRequest
{
  PursuitRecord parent_instance;

  gint64 customer_id;
  gint64 deal_id;
  gint64 role_id;
  gint64 stage;
  gint64 staff_id;
  gint64 requester_id;
  char *needed_on;
  char *purpose;
  char *background;
  gint64 hours;
  gint64 state;
  gint64 answered_by_id;
  gint64 answered_at;
  char *reason;
};

G_END_DECLS
