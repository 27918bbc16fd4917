/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_MILESTONE (pursuit_milestone_get_type ())
G_DECLARE_FINAL_TYPE (PursuitMilestone, pursuit_milestone, PURSUIT, MILESTONE, PursuitRecord)

/* A checkable fact that shows that a stage is really done (STG-2), or one item of the hand-over to delivery (STG-8). */
struct _PursuitMilestone
{
  PursuitRecord parent_instance;

  gint64 stage_id;
  gint64 position;
  char *name;
  gint64 kind;
  gint64 required;
  char *name_zh;
  gint64 handover;
  gint64 technical;
};

G_END_DECLS
