/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_ACTIVITY (pursuit_activity_get_type ())
G_DECLARE_FINAL_TYPE (PursuitActivity, pursuit_activity, PURSUIT, ACTIVITY, PursuitRecord)

/* A note, a call or a visit: what happened with a customer, in simple form (DOS-4, VIS-8). */
struct _PursuitActivity
{
  PursuitRecord parent_instance;

  gint64 kind;
  gint64 customer_id;
  gint64 contact_id;
  gint64 deal_id;
  gint64 staff_id;
  gint64 happened_at;
  char *subject;
  char *body;
};

G_END_DECLS
