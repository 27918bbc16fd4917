/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-pipeline-page-private.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "pursuit-error.h"
#include "pursuit-money.h"
#include "pursuit-pipeline.h"

/* How the page gets what it shows, and how it puts it. */

typedef struct
{
  gint64 process_id;
  gint64 owner_id;
  gint64 unit_id;
  PursuitPeriod period;
} Question;

static gpointer
read_job (PursuitDesk   *desk,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Question *question = data;

  return pursuit_pipeline_read (desk, question->process_id, question->owner_id, question->unit_id, question->period, error);
}

static char *
dup_number (gint64 number)
{
  return g_strdup_printf ("%'" G_GINT64_FORMAT, number);
}

static char *
dup_amount (PursuitPipelinePage *self,
            gint64               amount)
{
  return pursuit_money_format (amount, pursuit_worker_get_opened (self->worker)->currency, PURSUIT_MONEY_SHORT);
}

/* A dash for what cannot be told. */
static char *
dup_percent (double part)
{
  /* Translators: a share in percent */
  return part < 0 ? g_strdup ("–") : g_strdup_printf (_("%.0f %%"), part * 100);
}

static char *
dup_days (double days)
{
  return days < 0 ? g_strdup ("–") : g_strdup_printf ("%.0f", days);
}

static void
show_pipeline (PursuitPipelinePage   *self,
               const PursuitPipeline *report)
{
  const char *const headers[] = { _("Stage"), _("Deals"), _("Amount"), _("Weighted"), NULL };

  pursuit_report_card_begin (self->pipeline, headers);
  for (guint i = 0; i < report->stages->len; i++)
    {
      const PursuitPipelineStage *stage = g_ptr_array_index (report->stages, i);
      g_autofree char *count = dup_number (stage->open.count);
      g_autofree char *amount = dup_amount (self, stage->open.amount);
      g_autofree char *weighted = dup_amount (self, stage->open.weighted);
      g_autofree char *figure = g_strdup_printf (ngettext ("%1$s deal · %2$s", "%1$s deals · %2$s", (gulong) stage->open.count), count,
                                                 amount);
      const char *const cells[] = { pursuit_stage_get_label (stage->stage), count, amount, weighted, NULL };
      const PursuitBar bar = { cells[0], figure, (double) stage->open.amount, (double) stage->open.weighted, -1, FALSE };

      pursuit_report_card_add (self->pipeline, &bar, cells);
    }
  pursuit_report_card_end (self->pipeline, _("The open deals now. The filled part is weighted by chance."));
}

static void
show_conversion (PursuitPipelinePage   *self,
                 const PursuitPipeline *report)
{
  const char *const headers[] = { _("Stage"), _("Reached"), _("Advanced"), _("Lost"), _("Still There"), _("Conversion"), NULL };

  pursuit_report_card_begin (self->conversion, headers);
  for (guint i = 0; i < report->stages->len; i++)
    {
      const PursuitPipelineStage *stage = g_ptr_array_index (report->stages, i);
      const PursuitFunnelStep *step = &stage->funnel;
      g_autofree char *reached = dup_number (step->reached);
      g_autofree char *advanced = dup_number (step->advanced);
      g_autofree char *lost = dup_number (step->lost);
      g_autofree char *open = dup_number (step->open);
      g_autofree char *rate = dup_percent (pursuit_funnel_get_conversion (step));
      /* Translators: how many deals reached a stage, and which part of them came further */
      g_autofree char *figure = g_strdup_printf (_("%1$s · %2$s on"), reached, rate);
      const char *const cells[] = { pursuit_stage_get_label (stage->stage), reached, advanced, lost, open, rate, NULL };
      const PursuitBar bar = { cells[0], figure, (double) step->reached, (double) step->advanced, -1, FALSE };

      pursuit_report_card_add (self->conversion, &bar, cells);
    }
  pursuit_report_card_end (self->conversion, report->period == PURSUIT_PERIOD_ALL
                                               ? _("How many deals reached each stage. The filled part came further or was won.")
                                               : _("How far the deals came that were closed in this time. The filled part came further or was won."));
}

static void
show_days (PursuitPipelinePage   *self,
           const PursuitPipeline *report)
{
  const char *const headers[] = { _("Stage"), _("Left"), _("Days"), _("Median"), _("Expected"), NULL };

  pursuit_report_card_begin (self->days, headers);
  for (guint i = 0; i < report->stages->len; i++)
    {
      const PursuitPipelineStage *stage = g_ptr_array_index (report->stages, i);
      double days = pursuit_pipeline_stage_days (stage);
      gint64 expected = stage->stage->expected_days;
      gboolean slow = expected > 0 && days > (double) expected;
      g_autofree char *left = dup_number (stage->n_stays);
      g_autofree char *average = dup_days (days);
      g_autofree char *median = dup_days (pursuit_stays_get_median (stage->lengths));
      g_autofree char *wanted = dup_days (expected > 0 ? (double) expected : -1);
      /* Translators: days in a stage, and days that are expected; the second form says that it takes too long */
      g_autofree char *figure = g_strdup_printf (slow ? _("%1$s of %2$s days, slow") : _("%1$s of %2$s days"), average, wanted);
      const char *const cells[] = { pursuit_stage_get_label (stage->stage), left, average, median, wanted, NULL };
      const PursuitBar bar = { cells[0], figure, MAX (days, 0), MAX (days, 0), expected > 0 ? (double) expected : -1, slow };

      pursuit_report_card_add (self->days, &bar, cells);
    }
  pursuit_report_card_end (self->days, _("How long deals stay in a stage before they leave it, on average. The line is what the process expects."));
}

static void
show_tiles (PursuitPipelinePage   *self,
            const PursuitPipeline *report)
{
  gint64 per_day = pursuit_closings_get_velocity (&report->closings, report->open.count);
  double days = pursuit_closings_get_cycle (&report->closings);
  g_autofree char *open = dup_amount (self, report->open.amount);
  g_autofree char *rate = dup_percent (pursuit_closings_get_win_rate (&report->closings));
  g_autofree char *cycle = days < 0 ? g_strdup ("–") : g_strdup_printf (ngettext ("%.0f day", "%.0f days", (gulong) (days + 0.5)), days);
  g_autofree char *velocity = per_day < 0 ? g_strdup ("–") : dup_amount (self, per_day);

  gtk_label_set_label (self->open, open);
  gtk_label_set_label (self->win_rate, rate);
  gtk_label_set_label (self->cycle, cycle);
  gtk_label_set_label (self->velocity, velocity);
}

static gboolean
is_filtered (PursuitPipelinePage *self)
{
  return pursuit_filter_button_get_id (self->seller) != 0 || pursuit_filter_button_get_id (self->team) != 0;
}

static void
show_report (PursuitPipelinePage   *self,
             const PursuitPipeline *report)
{
  gboolean nothing = report->open.count == 0 && report->closings.won == 0 && report->closings.lost == 0;

  self->process_id = report->process_id;
  pursuit_process_button_show (self->process_button, report->process_name, report->process_name_zh, report->process_version);
  show_tiles (self, report);
  show_pipeline (self, report);
  show_conversion (self, report);
  show_days (self, report);
  if (nothing && (is_filtered (self) || self->chosen_process != 0 || report->period != PURSUIT_PERIOD_ALL))
    pursuit_pipeline_page_set_state (self, PURSUIT_PIPELINE_NOTHING);
  else
    pursuit_pipeline_page_set_state (self, nothing ? PURSUIT_PIPELINE_EMPTY : PURSUIT_PIPELINE_REPORT);
}

static void
show_error (PursuitPipelinePage *self,
            const GError        *error)
{
  gboolean denied = g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);

  adw_status_page_set_title (ADW_STATUS_PAGE (self->error_page),
                             denied ? _("Not for Your Role") : _("The Report Cannot Be Shown"));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->error_page), error->message);
  pursuit_pipeline_page_set_state (self, PURSUIT_PIPELINE_ERROR);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PursuitPipelinePage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitPipeline) report = pursuit_worker_call_finish (PURSUIT_WORKER (source), result, &error);

  /* Another question took the place of this one. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  g_clear_object (&self->reading);
  if (report != NULL)
    show_report (self, report);
  else
    show_error (self, error);
  if (!self->is_stale)
    return;

  self->is_stale = FALSE;
  pursuit_pipeline_page_read (self);
}

/* Reads the report anew under the present filters. */
void
pursuit_pipeline_page_read (PursuitPipelinePage *self)
{
  Question *question;

  if (self->worker == NULL)
    return;
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();

  question = g_new0 (Question, 1);
  question->process_id = self->chosen_process;
  question->owner_id = pursuit_filter_button_get_id (self->seller);
  question->unit_id = pursuit_filter_button_get_id (self->team);
  question->period = (PursuitPeriod) gtk_drop_down_get_selected (self->period);
  pursuit_worker_call_async (self->worker, read_job, question, g_free, (GDestroyNotify) pursuit_pipeline_free, self->reading,
                             read_cb, g_object_ref (self));
}
