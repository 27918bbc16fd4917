/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-pipeline.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-commands-private.h"
#include "pursuit-cli-lookup-private.h"
#include "pursuit-cli-table-private.h"
#include "pursuit-cmd-process-private.h"
#include "pursuit-money.h"
#include "pursuit-org-unit.h"
#include "pursuit-staff.h"

typedef struct
{
  char *process;
  char *owner;
  char *unit;
  char *period;
} ReportOptions;

static PursuitPipeline *
read_report (PursuitCli  *self,
             GError     **error)
{
  const ReportOptions *options = self->options;
  PursuitPeriod period = PURSUIT_PERIOD_ALL;
  gint64 process_id = 0;
  gint64 owner_id = 0;
  gint64 unit_id = 0;

  if (options->period != NULL && !pursuit_period_from_nick (options->period, &period))
    {
      pursuit_cli_misuse (error, _("“%1$s” is no value for %2$s; the values are: %3$s."), options->period, "--period",
                          "all, 12-months, year, quarter");
      return NULL;
    }
  if (!pursuit_cli_open (self, error) ||
      (options->process != NULL && !pursuit_cli_look_up_process (self, options->process, &process_id, error)) ||
      (options->owner != NULL && !pursuit_cli_look_up (self, PURSUIT_TYPE_STAFF, options->owner, &owner_id, error)) ||
      (options->unit != NULL && !pursuit_cli_look_up (self, PURSUIT_TYPE_ORG_UNIT, options->unit, &unit_id, error)))
    return NULL;

  return pursuit_pipeline_read (self->desk, process_id, owner_id, unit_id, period, error);
}

/* What describes one stage beyond its name. */
typedef void (*DescribeStage) (const PursuitPipelineStage *stage,
                               JsonObject                 *object);

static JsonObject *
describe (const PursuitPipeline *report,
          DescribeStage          describe_stage)
{
  JsonObject *object = json_object_new ();
  JsonObject *process = json_object_new ();
  JsonArray *stages = json_array_new ();

  json_object_set_int_member (process, "id", report->process_id);
  json_object_set_string_member (process, "name", report->process_name);
  json_object_set_int_member (process, "version", report->process_version);
  json_object_set_object_member (object, "process", process);
  json_object_set_string_member (object, "period", pursuit_period_get_nick (report->period));
  for (guint i = 0; i < report->stages->len; i++)
    {
      const PursuitPipelineStage *stage = g_ptr_array_index (report->stages, i);
      JsonObject *described = json_object_new ();

      json_object_set_int_member (described, "position", stage->stage->position);
      json_object_set_string_member (described, "name", stage->stage->name);
      describe_stage (stage, described);
      json_array_add_object_element (stages, described);
    }
  json_object_set_array_member (object, "stages", stages);

  return object;
}

/* Figures that cannot be told are null. */
static void
set_figure (JsonObject *object,
            const char *key,
            double      figure)
{
  if (figure < 0)
    json_object_set_null_member (object, key);
  else
    json_object_set_double_member (object, key, figure);
}

static void
set_amount (JsonObject *object,
            const char *key,
            gint64      amount)
{
  if (amount < 0)
    json_object_set_null_member (object, key);
  else
    json_object_set_int_member (object, key, amount);
}

static void
describe_closings (const PursuitPipeline *report,
                   JsonObject            *object)
{
  const PursuitClosings *closings = &report->closings;

  json_object_set_int_member (object, "won", closings->won);
  json_object_set_int_member (object, "lost", closings->lost);
  set_figure (object, "win_rate", pursuit_closings_get_win_rate (closings));
}

static char *
dup_number (gint64 number)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

static char *
dup_percent (double part)
{
  /* Translators: a share in percent */
  return part < 0 ? NULL : g_strdup_printf (_("%.1f %%"), part * 100);
}

static char *
dup_days (double days)
{
  return days < 0 ? NULL : g_strdup_printf ("%.1f", days);
}

static PursuitTable *
begin_table (void)
{
  PursuitTable *table = pursuit_table_new ();

  pursuit_table_add_column (table, _("No."), TRUE);
  pursuit_table_add_column (table, _("Our stage"), FALSE);
  return table;
}

static void
begin_row (PursuitTable               *table,
           const PursuitPipelineStage *stage)
{
  pursuit_table_take_cell (table, dup_number (stage->stage->position));
  pursuit_table_add_cell (table, _(stage->stage->name));
}

static void
add_totals (PursuitCli          *self,
            PursuitTable        *table,
            const PursuitTotals *totals)
{
  const char *currency = pursuit_desk_get_currency (self->desk);

  pursuit_table_take_cell (table, dup_number (totals->count));
  pursuit_table_take_cell (table, pursuit_money_format (totals->amount, currency, PURSUIT_MONEY_FULL));
  pursuit_table_take_cell (table, pursuit_money_format (totals->weighted, currency, PURSUIT_MONEY_FULL));
}

static void
describe_open (const PursuitPipelineStage *stage,
               JsonObject                 *object)
{
  json_object_set_object_member (object, "open", pursuit_answer_describe_totals (&stage->open, TRUE));
}

static void
write_pipeline (PursuitCli            *self,
                const PursuitPipeline *report)
{
  g_autoptr(PursuitTable) table = begin_table ();

  pursuit_table_add_column (table, _("Deals"), TRUE);
  pursuit_table_add_column (table, _("Amount"), TRUE);
  pursuit_table_add_column (table, _("Weighted"), TRUE);
  for (guint i = 0; i < report->stages->len; i++)
    {
      const PursuitPipelineStage *stage = g_ptr_array_index (report->stages, i);

      begin_row (table, stage);
      add_totals (self, table, &stage->open);
    }
  pursuit_table_add_cell (table, NULL);
  pursuit_table_add_cell (table, _("All open"));
  add_totals (self, table, &report->open);

  pursuit_table_write (table, self->output);
}

static gboolean
run_pipeline (PursuitCli  *self,
              GError     **error)
{
  g_autoptr(PursuitPipeline) report = read_report (self, error);

  if (report == NULL)
    return FALSE;
  if (!self->json)
    {
      write_pipeline (self, report);
      return TRUE;
    }

  self->answer = describe (report, describe_open);
  json_object_set_object_member (self->answer, "open", pursuit_answer_describe_totals (&report->open, TRUE));
  return TRUE;
}

static void
describe_funnel (const PursuitPipelineStage *stage,
                 JsonObject                 *object)
{
  json_object_set_int_member (object, "reached", stage->funnel.reached);
  json_object_set_int_member (object, "advanced", stage->funnel.advanced);
  json_object_set_int_member (object, "lost", stage->funnel.lost);
  json_object_set_int_member (object, "open", stage->funnel.open);
  set_figure (object, "conversion", pursuit_funnel_get_conversion (&stage->funnel));
}

static void
write_conversion (PursuitCli            *self,
                  const PursuitPipeline *report)
{
  g_autoptr(PursuitTable) table = begin_table ();
  g_autofree char *rate = dup_percent (pursuit_closings_get_win_rate (&report->closings));

  pursuit_table_add_column (table, _("Reached"), TRUE);
  pursuit_table_add_column (table, _("Advanced"), TRUE);
  pursuit_table_add_column (table, _("Lost"), TRUE);
  pursuit_table_add_column (table, _("Still there"), TRUE);
  pursuit_table_add_column (table, _("Conversion"), TRUE);
  for (guint i = 0; i < report->stages->len; i++)
    {
      const PursuitPipelineStage *stage = g_ptr_array_index (report->stages, i);

      begin_row (table, stage);
      pursuit_table_take_cell (table, dup_number (stage->funnel.reached));
      pursuit_table_take_cell (table, dup_number (stage->funnel.advanced));
      pursuit_table_take_cell (table, dup_number (stage->funnel.lost));
      pursuit_table_take_cell (table, dup_number (stage->funnel.open));
      pursuit_table_take_cell (table, dup_percent (pursuit_funnel_get_conversion (&stage->funnel)));
    }
  pursuit_table_write (table, self->output);
  if (rate != NULL)
    pursuit_output_line (self->output, _("Won %1$lld, lost %2$lld, win rate %3$s."), (long long) report->closings.won,
                          (long long) report->closings.lost, rate);
}

static gboolean
run_conversion (PursuitCli  *self,
                GError     **error)
{
  g_autoptr(PursuitPipeline) report = read_report (self, error);

  if (report == NULL)
    return FALSE;
  if (!self->json)
    {
      write_conversion (self, report);
      return TRUE;
    }

  self->answer = describe (report, describe_funnel);
  describe_closings (report, self->answer);
  return TRUE;
}

static void
describe_stays (const PursuitPipelineStage *stage,
                JsonObject                 *object)
{
  json_object_set_int_member (object, "expected_days", stage->stage->expected_days);
  json_object_set_int_member (object, "stays", stage->n_stays);
  set_figure (object, "days", pursuit_pipeline_stage_days (stage));
  set_figure (object, "median_days", pursuit_stays_get_median (stage->lengths));
}

static void
write_velocity (PursuitCli            *self,
                const PursuitPipeline *report)
{
  g_autoptr(PursuitTable) table = begin_table ();
  gint64 velocity = pursuit_closings_get_velocity (&report->closings, report->open.count);
  g_autofree char *amount = NULL;
  g_autofree char *cycle = dup_days (pursuit_closings_get_cycle (&report->closings));

  pursuit_table_add_column (table, _("Left"), TRUE);
  pursuit_table_add_column (table, _("Days"), TRUE);
  pursuit_table_add_column (table, _("Median"), TRUE);
  pursuit_table_add_column (table, _("Expected"), TRUE);
  for (guint i = 0; i < report->stages->len; i++)
    {
      const PursuitPipelineStage *stage = g_ptr_array_index (report->stages, i);

      begin_row (table, stage);
      pursuit_table_take_cell (table, dup_number (stage->n_stays));
      pursuit_table_take_cell (table, dup_days (pursuit_pipeline_stage_days (stage)));
      pursuit_table_take_cell (table, dup_days (pursuit_stays_get_median (stage->lengths)));
      pursuit_table_take_cell (table, stage->stage->expected_days > 0 ? dup_number (stage->stage->expected_days) : NULL);
    }
  pursuit_table_write (table, self->output);
  if (velocity < 0)
    return;

  amount = pursuit_money_format (velocity, pursuit_desk_get_currency (self->desk), PURSUIT_MONEY_FULL);
  pursuit_output_line (self->output, _("A won deal takes %1$s days; the open deals bring %2$s a day."), cycle, amount);
}

static gboolean
run_velocity (PursuitCli  *self,
              GError     **error)
{
  g_autoptr(PursuitPipeline) report = read_report (self, error);

  if (report == NULL)
    return FALSE;
  if (!self->json)
    {
      write_velocity (self, report);
      return TRUE;
    }

  self->answer = describe (report, describe_stays);
  describe_closings (report, self->answer);
  json_object_set_int_member (self->answer, "open", report->open.count);
  set_amount (self->answer, "average_won", pursuit_closings_get_average (&report->closings));
  set_figure (self->answer, "cycle_days", pursuit_closings_get_cycle (&report->closings));
  set_amount (self->answer, "velocity_per_day", pursuit_closings_get_velocity (&report->closings, report->open.count));
  return TRUE;
}

static const GOptionEntry report_options[] = {
  PURSUIT_OPTION (ReportOptions, process, "process", G_OPTION_ARG_STRING,
                  N_("Only deals that follow this process; the one of new deals if not said"), N_("CODE|ID")),
  PURSUIT_OPTION (ReportOptions, owner, "owner", G_OPTION_ARG_STRING, N_("Only what this member of staff owns"), N_("NAME|ID")),
  PURSUIT_OPTION (ReportOptions, unit, "unit", G_OPTION_ARG_STRING, N_("Only what sellers of this unit and those below it own"),
                  N_("NAME|ID")),
  PURSUIT_OPTION (ReportOptions, period, "period", G_OPTION_ARG_STRING, N_("What ended in this time: all, 12-months, year or quarter"),
                  N_("PERIOD")),
  { NULL },
};

/* What stands there now has no period. */
static const GOptionEntry pipeline_options[] = {
  PURSUIT_OPTION (ReportOptions, process, "process", G_OPTION_ARG_STRING,
                  N_("Only deals that follow this process; the one of new deals if not said"), N_("CODE|ID")),
  PURSUIT_OPTION (ReportOptions, owner, "owner", G_OPTION_ARG_STRING, N_("Only what this member of staff owns"), N_("NAME|ID")),
  PURSUIT_OPTION (ReportOptions, unit, "unit", G_OPTION_ARG_STRING, N_("Only what sellers of this unit and those below it own"),
                  N_("NAME|ID")),
  { NULL },
};

const PursuitCommand pursuit_cmd_report_pipeline = {
  .name = "report pipeline",
  .summary = N_("Show what stands in each stage now"),
  .options = pipeline_options,
  .options_size = sizeof (ReportOptions),
  .run = run_pipeline,
};

const PursuitCommand pursuit_cmd_report_conversion = {
  .name = "report conversion",
  .summary = N_("Show how many deals came from stage to stage"),
  .options = report_options,
  .options_size = sizeof (ReportOptions),
  .run = run_conversion,
};

const PursuitCommand pursuit_cmd_report_velocity = {
  .name = "report velocity",
  .summary = N_("Show how long deals stay in each stage, and what they bring a day"),
  .options = report_options,
  .options_size = sizeof (ReportOptions),
  .run = run_velocity,
};
