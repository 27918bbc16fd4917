/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_DEFAULT_MEMBER (pursuit_default_member_get_type ())
G_DECLARE_FINAL_TYPE (PursuitDefaultMember, pursuit_default_member, PURSUIT, DEFAULT_MEMBER, PursuitRecord)

/* Who works with a seller in a role unless a deal says otherwise. */
struct _PursuitDefaultMember
{
  PursuitRecord parent_instance;

  gint64 seller_id;
  gint64 role_id;
  gint64 staff_id;
  gint64 hours;
};

G_END_DECLS
