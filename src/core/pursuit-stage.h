/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_STAGE (pursuit_stage_get_type ())
G_DECLARE_FINAL_TYPE (PursuitStage, pursuit_stage, PURSUIT, STAGE, PursuitRecord)

/* One step of a process, on our side and on the buyer's (chapter 2 of domain.md). */
struct _PursuitStage
{
  PursuitRecord parent_instance;

  gint64 process_id;
  gint64 position;
  char *name;
  char *short_name;
  char *buyer_name;
  gint64 probability;
  gint64 expected_days;
  char *name_zh;
  char *buyer_name_zh;
  gint64 type;
  gint64 lead_role_id;
  char *playbook;
  char *scripts;
  char *templates;
  char *lessons;
};

const char *pursuit_stage_get_label (PursuitStage *self);

G_END_DECLS
