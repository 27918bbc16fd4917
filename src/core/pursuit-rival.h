/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_RIVAL (pursuit_rival_get_type ())
G_DECLARE_FINAL_TYPE (PursuitRival, pursuit_rival, PURSUIT, RIVAL, PursuitRecord)

/* A competitor for one deal, and where we stand against it (CUS-7). */
struct _PursuitRival
{
  PursuitRecord parent_instance;

  gint64 customer_id;
  gint64 deal_id;
  char *name;
  gint64 standing;
  char *strengths;
  char *weaknesses;
  char *plan;
};

G_END_DECLS
