/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_ROLE_RIGHT (pursuit_role_right_get_type ())
G_DECLARE_FINAL_TYPE (PursuitRoleRight, pursuit_role_right, PURSUIT, ROLE_RIGHT, PursuitRecord)

/* A right that a house gives a role in another scope than it is shipped with (design.md 6). */
struct _PursuitRoleRight
{
  PursuitRecord parent_instance;

  gint64 role_id;
  gint64 right;
  gint64 scope;
};

G_END_DECLS
