/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-pipeline.h"

#include "pursuit-date.h"
#include "pursuit-deals.h"
#include "pursuit-enums.h"
#include "pursuit-process.h"
#include "pursuit-report.h"
#include "pursuit-str.h"

/*
 * The report on the funnel (STG-3, STG-4, PERF-2, PERF-5): what stands in each stage now, how many deals came from stage to stage,
 * and how fast. The figures come from summaries (P6), so that it may be asked for at every change.
 */

static void
stage_free (gpointer data)
{
  PursuitPipelineStage *self = data;

  g_clear_object (&self->stage);
  g_free (self);
}

/**
 * pursuit_pipeline_free:
 * @self: (transfer full): a report
 */
void
pursuit_pipeline_free (PursuitPipeline *self)
{
  g_free (self->process_name);
  g_free (self->process_name_zh);
  g_clear_pointer (&self->stages, g_ptr_array_unref);
  g_free (self);
}

/**
 * pursuit_pipeline_stage_days:
 * @self: a stage
 *
 * Returns: how many days deals stayed in it on average, before they left it; -1 when none has left it
 */
double
pursuit_pipeline_stage_days (const PursuitPipelineStage *self)
{
  return self->n_stays > 0 ? (double) self->seconds / (double) self->n_stays / 86400.0 : -1;
}

static PursuitPipelineStage *
find_stage (PursuitPipeline *self,
            gint64           id)
{
  for (guint i = 0; i < self->stages->len; i++)
    {
      PursuitPipelineStage *stage = g_ptr_array_index (self->stages, i);

      if (PURSUIT_RECORD (stage->stage)->id == id)
        return stage;
    }

  return NULL;
}

/* The stage at a position; stages may have been taken out of the process since somebody was there. */
static PursuitPipelineStage *
find_position (PursuitPipeline *self,
               gint64           position)
{
  PursuitPipelineStage *found = NULL;

  for (guint i = 0; i < self->stages->len; i++)
    {
      PursuitPipelineStage *stage = g_ptr_array_index (self->stages, i);

      if (found == NULL || stage->stage->position <= position)
        found = stage;
    }

  return found;
}

static gboolean
read_process (PursuitPipeline  *self,
              PursuitDesk      *desk,
              GError          **error)
{
  g_autoptr(PursuitRecord) record = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_PROCESS, self->process_id,
                                                        error);
  g_autoptr(GPtrArray) stages = NULL;

  if (record == NULL)
    return FALSE;
  pursuit_set_str (&self->process_name, PURSUIT_PROCESS (record)->name);
  pursuit_set_str (&self->process_name_zh, PURSUIT_PROCESS (record)->name_zh);
  self->process_version = PURSUIT_PROCESS (record)->version;

  stages = pursuit_deals_list_stages (desk, self->process_id, error);
  if (stages == NULL)
    return FALSE;
  for (guint i = 0; i < stages->len; i++)
    {
      PursuitPipelineStage *stage = g_new0 (PursuitPipelineStage, 1);

      stage->stage = g_object_ref (g_ptr_array_index (stages, i));
      g_ptr_array_add (self->stages, stage);
    }

  return TRUE;
}

/* What stands there now is in the funnel only when that is about all time: it has not ended in any period. */
static gboolean
read_open (PursuitPipeline     *self,
           PursuitStore        *store,
           const PursuitQuery  *query,
           GError             **error)
{
  g_autoptr(GArray) rows = pursuit_store_report_open (store, query, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const PursuitReportOpen *row = &g_array_index (rows, PursuitReportOpen, i);
      PursuitPipelineStage *stage = find_stage (self, row->stage_id);

      if (stage == NULL)
        continue;
      stage->open.count += row->totals.count;
      stage->open.amount += row->totals.amount;
      stage->open.weighted += row->totals.weighted;
      self->open.count += row->totals.count;
      self->open.amount += row->totals.amount;
      self->open.weighted += row->totals.weighted;
      if (self->period == PURSUIT_PERIOD_ALL)
        find_position (self, row->furthest)->funnel.open += row->totals.count;
    }

  return TRUE;
}

static void
add_outcome (PursuitPipeline            *self,
             const PursuitReportOutcome *row)
{
  PursuitClosings *closings = &self->closings;

  if (row->status == PURSUIT_DEAL_WON)
    {
      closings->won += row->count;
      closings->won_amount += row->amount;
      closings->timed += row->timed;
      closings->days += row->days;
    }
  else
    {
      closings->lost += row->count;
      closings->lost_amount += row->amount;
      if (self->stages->len > 0)
        find_position (self, row->furthest)->funnel.lost += row->count;
    }
}

static gboolean
read_outcomes (PursuitPipeline     *self,
               PursuitStore        *store,
               const PursuitQuery  *query,
               gint64               first_month,
               gint64               last_month,
               GError             **error)
{
  g_autoptr(GArray) rows = pursuit_store_report_outcomes (store, query, self->process_id, first_month, last_month, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    add_outcome (self, &g_array_index (rows, PursuitReportOutcome, i));

  return TRUE;
}

static gboolean
read_stays (PursuitPipeline     *self,
            PursuitStore        *store,
            const PursuitQuery  *query,
            gint64               first_month,
            gint64               last_month,
            GError             **error)
{
  g_autoptr(GArray) rows = pursuit_store_report_stays (store, query, first_month, last_month, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const PursuitReportStay *row = &g_array_index (rows, PursuitReportStay, i);
      PursuitPipelineStage *stage = find_stage (self, row->stage_id);

      if (stage == NULL || row->length >= PURSUIT_STAY_CLASSES)
        continue;
      stage->n_stays += row->count;
      stage->seconds += row->seconds;
      stage->lengths[row->length] += row->count;
    }

  return TRUE;
}

static void
count_funnel (PursuitPipeline *self)
{
  g_autofree PursuitFunnelStep *steps = g_new0 (PursuitFunnelStep, self->stages->len);

  for (guint i = 0; i < self->stages->len; i++)
    steps[i] = ((PursuitPipelineStage *) g_ptr_array_index (self->stages, i))->funnel;
  pursuit_funnel_count (steps, self->stages->len, self->closings.won);
  for (guint i = 0; i < self->stages->len; i++)
    ((PursuitPipelineStage *) g_ptr_array_index (self->stages, i))->funnel = steps[i];
}

/**
 * pursuit_pipeline_read:
 * @desk: a desk
 * @process_id: the process whose deals are meant, 0 for the one of new deals
 * @owner_id: a seller whose deals are meant, 0 for any
 * @unit_id: a unit with those below it whose sellers' deals are meant, 0 for any
 * @period: which closings, and which stays that ended, count; what stands in the stages is always that of now
 * @error: return location
 *
 * Reads the report about the deals that the actor may see. It costs the same at any number of deals (P6).
 *
 * Fails with %PURSUIT_ERROR_DENIED when the actor may see no deals, %PURSUIT_ERROR_NOT_FOUND when there is no such process, or
 * %PURSUIT_ERROR_STORAGE.
 *
 * Returns: (transfer full): the report
 */
PursuitPipeline *
pursuit_pipeline_read (PursuitDesk    *desk,
                       gint64          process_id,
                       gint64          owner_id,
                       gint64          unit_id,
                       PursuitPeriod   period,
                       GError        **error)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autoptr(PursuitPipeline) self = g_new0 (PursuitPipeline, 1);
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_DEALS);
  g_autoptr(PursuitQuery) scoped = NULL;
  g_autofree char *today = pursuit_date_today ();
  g_auto(PursuitReading) reading = { NULL };
  gint64 first_month, last_month;

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), NULL);

  self->process_id = process_id != 0 ? process_id : pursuit_desk_get_process_id (desk);
  self->period = period;
  self->stages = g_ptr_array_new_with_free_func (stage_free);
  if (!pursuit_desk_require (desk, PURSUIT_RIGHT_VIEW, error) || !pursuit_reading_begin (&reading, store, error))
    return NULL;

  query->owner_id = owner_id;
  query->unit_id = unit_id;
  scoped = pursuit_desk_scope_query (desk, query);
  pursuit_period_get_months (period, today, &first_month, &last_month);
  if (!read_process (self, desk, error) || !read_open (self, store, scoped, error) ||
      !read_outcomes (self, store, scoped, first_month, last_month, error) ||
      !read_stays (self, store, scoped, first_month, last_month, error))
    return NULL;

  count_funnel (self);
  return g_steal_pointer (&self);
}
