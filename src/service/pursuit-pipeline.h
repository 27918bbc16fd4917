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
 * @process_name: the process, a message id
 * @period: what the funnel, the closings and the stays are about
 * @stages: (element-type PursuitPipelineStage): one per stage, by position
 * @open: the open deals of all stages
 * @closings: how deals ended in the period
 *
 * Pipeline, conversion and velocity of the deals that one may see.
 */
typedef struct
{
  char *process_name;
  PursuitPeriod period;
  GPtrArray *stages;
  PursuitTotals open;
  PursuitClosings closings;
} PursuitPipeline;

PursuitPipeline *pursuit_pipeline_read        (PursuitDesk                 *desk,
                                               gint64                       owner_id,
                                               gint64                       unit_id,
                                               PursuitPeriod                period,
                                               GError                     **error) G_GNUC_WARN_UNUSED_RESULT;
void             pursuit_pipeline_free        (PursuitPipeline             *self);
double           pursuit_pipeline_stage_days  (const PursuitPipelineStage  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitPipeline, pursuit_pipeline_free)

G_END_DECLS
