/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_SELLING_ACTIVITY (pursuit_selling_activity_get_type ())
G_DECLARE_FINAL_TYPE (PursuitSellingActivity, pursuit_selling_activity, PURSUIT, SELLING_ACTIVITY, PursuitRecord)

/* One thing that sellers do, on the way to a process of one’s own (STG-6): named as people call it, grouped by task,
 * and put into a stage, or into none yet. */
struct _PursuitSellingActivity
{
  PursuitRecord parent_instance;

  gint64 process_id;
  gint64 stage_id;
  gint64 position;
  char *task;
  char *name;
  char *notes;
};

G_END_DECLS
