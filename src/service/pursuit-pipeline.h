/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"
#include "pursuit-funnel.h"
#include "pursuit-period.h"
#include "pursuit-query-run.h"
#include "pursuit-stage.h"
#include "pursuit-stays.h"

G_BEGIN_DECLS

/**
 * PursuitPipelineStage:
 * @stage: the stage
 * @open: the open deals that stand in it now
 * @funnel: how many deals reached it, and what became of them
 * @n_stays: how many stays in it ended in the period
 * @seconds: how long those were together
 * @lengths: how many of them there are of each class of length
 */
typedef struct
{
  PursuitStage *stage;
  PursuitTotals open;
  PursuitFunnelStep funnel;
  gint64 n_stays;
  gint64 seconds;
  gint64 lengths[PURSUIT_STAY_CLASSES];
} PursuitPipelineStage;

/**
 * PursuitPipeline:
 * @process_id: the process
 * @process_name: its name, a message id
 * @process_name_zh: (nullable): its name in Chinese
 * @process_version: its version
 * @period: what the funnel, the closings and the stays are about
 * @stages: (element-type PursuitPipelineStage): one per stage, by position
 * @open: the open deals of all stages
 * @closings: how deals ended in the period
 *
 * Pipeline, conversion and velocity of the deals that one may see.
 */
typedef struct
{
  gint64 process_id;
  char *process_name;
  char *process_name_zh;
  gint64 process_version;
  PursuitPeriod period;
  GPtrArray *stages;
  PursuitTotals open;
  PursuitClosings closings;
} PursuitPipeline;

PursuitPipeline *pursuit_pipeline_read        (PursuitDesk                 *desk,
                                               gint64                       process_id,
                                               gint64                       owner_id,
                                               gint64                       unit_id,
                                               PursuitPeriod                period,
                                               GError                     **error) G_GNUC_WARN_UNUSED_RESULT;
void             pursuit_pipeline_free        (PursuitPipeline             *self);
double           pursuit_pipeline_stage_days  (const PursuitPipelineStage  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitPipeline, pursuit_pipeline_free)

G_END_DECLS
