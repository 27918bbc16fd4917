/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-record.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_TECHNICAL_STAGE (pursuit_technical_stage_get_type ())
G_DECLARE_FINAL_TYPE (PursuitTechnicalStage, pursuit_technical_stage, PURSUIT, TECHNICAL_STAGE, PursuitRecord)

/* What pre-sales does on a deal in a stage: what for, until when, and whether it can be done (TEAM-6). */
struct _PursuitTechnicalStage
{
  PursuitRecord parent_instance;

  gint64 customer_id;
  gint64 deal_id;
  gint64 stage;
  gint64 staff_id;
  char *due_on;
  char *next_step;
  char *next_step_on;
  char *criteria;
  char *criteria_agreed_on;
  gint64 feasibility;
  char *conditions;
  gint64 feasibility_by_id;
  char *feasibility_on;
};

G_END_DECLS
