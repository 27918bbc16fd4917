/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cmd-process-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-commands-private.h"
#include "pursuit-cli-interrupt-private.h"
#include "pursuit-cli-table-private.h"
#include "pursuit-locale.h"
#include "pursuit-processes-migrate.h"

/* process migrate: running deals are moved over to another process or version, deliberately. */

typedef struct
{
  char **stages;
  gboolean dry_run;
} MigrateOptions;

static const GOptionEntry migrate_options[] = {
  PURSUIT_OPTION (MigrateOptions, stages, "stage", G_OPTION_ARG_STRING_ARRAY,
                  N_("Where the deals of one stage go, 0 for nowhere; may be given several times"), N_("FROM=TO")),
  PURSUIT_OPTION (MigrateOptions, dry_run, "dry-run", G_OPTION_ARG_NONE, N_("Say what would happen, and change nothing"), NULL),
  { NULL },
};

static gboolean
set_stages (PursuitMigration  *plan,
            char             **stages,
            GError           **error)
{
  for (guint i = 0; stages != NULL && stages[i] != NULL; i++)
    {
      g_autofree char *left = NULL;
      g_autofree char *right = NULL;
      gint64 from;
      gint64 to;

      if (!pursuit_cli_split_pair (stages[i], &left, &right, error) || !pursuit_cli_parse_number (left, 1, 100, &from, error) ||
          !pursuit_cli_parse_number (right, 0, 100, &to, error) ||
          !pursuit_process_mapping_set (plan->mapping, plan->to, (int) from, (int) to, error))
        return FALSE;
    }

  return TRUE;
}

static JsonObject *
describe_row (PursuitMigration *plan,
              guint             index)
{
  const PursuitStageMapping *row = &g_array_index (plan->mapping, PursuitStageMapping, index);
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "from", row->from->stage->position);
  json_object_set_string_member (object, "from_name", row->from->stage->name);
  if (row->to != NULL)
    json_object_set_int_member (object, "to", row->to->stage->position);
  else
    json_object_set_null_member (object, "to");
  pursuit_answer_set_text (object, "to_name", row->to != NULL ? row->to->stage->name : NULL);
  json_object_set_int_member (object, "deals", g_array_index (plan->n_deals, gint64, index));

  return object;
}

static void
answer (PursuitCli             *self,
        PursuitMigration       *plan,
        const PursuitMigrated  *done,
        GPtrArray              *lost)
{
  JsonArray *stages = json_array_new ();
  JsonArray *milestones = json_array_new ();

  for (guint i = 0; i < plan->mapping->len; i++)
    json_array_add_object_element (stages, describe_row (plan, i));
  for (guint i = 0; i < lost->len; i++)
    json_array_add_string_element (milestones, ((PursuitMilestone *) g_ptr_array_index (lost, i))->name);
  self->answer = json_object_new ();
  pursuit_answer_set_id (self->answer, "entry", done->entry_id);
  json_object_set_int_member (self->answer, "moved", done->n_moved);
  json_object_set_int_member (self->answer, "left", done->n_left);
  json_object_set_int_member (self->answer, "proofs", done->n_proofs);
  json_object_set_int_member (self->answer, "proofs_left", done->n_proofs_left);
  json_object_set_array_member (self->answer, "stages", stages);
  json_object_set_array_member (self->answer, "milestones_without_counterpart", milestones);
}

static void
write_plan (PursuitCli       *self,
            PursuitMigration *plan)
{
  g_autoptr(PursuitTable) table = pursuit_table_new ();

  pursuit_table_add_column (table, _("From"), FALSE);
  pursuit_table_add_column (table, _("To"), FALSE);
  pursuit_table_add_column (table, _("Deals"), TRUE);
  for (guint i = 0; i < plan->mapping->len; i++)
    {
      const PursuitStageMapping *row = &g_array_index (plan->mapping, PursuitStageMapping, i);
      PursuitStage *from = row->from->stage;
      PursuitStage *to = row->to != NULL ? row->to->stage : NULL;

      pursuit_table_take_cell (table, g_strdup_printf ("%" G_GINT64_FORMAT " %s", from->position,
                                                       pursuit_locale_choose_name (from->name, from->name_zh)));
      pursuit_table_take_cell (table, to != NULL ? g_strdup_printf ("%" G_GINT64_FORMAT " %s", to->position,
                                                                    pursuit_locale_choose_name (to->name, to->name_zh)) : NULL);
      pursuit_table_take_cell (table, g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (plan->n_deals, gint64, i)));
    }

  pursuit_table_write (table, self->output);
}

static void
write_result (PursuitCli             *self,
              const PursuitMigrated  *done,
              gboolean                dry_run)
{
  pursuit_output_line (self->output,
                       dry_run ? ngettext ("%lld deal would be moved over.", "%lld deals would be moved over.", (gulong) done->n_moved)
                               : ngettext ("%lld deal was moved over.", "%lld deals were moved over.", (gulong) done->n_moved),
                       (long long) done->n_moved);
  if (done->n_left > 0)
    pursuit_output_line (self->output, ngettext ("%lld deal stays where it is.", "%lld deals stay where they are.", (gulong) done->n_left),
                         (long long) done->n_left);
  if (done->n_proofs_left > 0)
    pursuit_output_line (self->output,
                         ngettext ("%lld proof belongs to a milestone that has no counterpart, and counts no more.",
                                   "%lld proofs belong to milestones that have no counterpart, and count no more.",
                                   (gulong) done->n_proofs_left),
                         (long long) done->n_proofs_left);
  if (done->entry_id != 0)
    pursuit_output_line (self->output, _("It is saved as entry %lld."), (long long) done->entry_id);
}

static gboolean
run_migrate (PursuitCli  *self,
             GError     **error)
{
  const MigrateOptions *options = self->options;
  g_autoptr(PursuitMigration) plan = NULL;
  g_autoptr(PursuitInterrupt) interrupt = NULL;
  g_autoptr(GPtrArray) lost = NULL;
  PursuitMigrated done;
  gint64 from_id;
  gint64 to_id;

  if (!pursuit_cli_open (self, error) || !pursuit_cli_look_up_process (self, self->args[0], &from_id, error) ||
      !pursuit_cli_look_up_process (self, self->args[1], &to_id, error) ||
      (plan = pursuit_processes_plan_migration (self->desk, from_id, to_id, error)) == NULL ||
      !set_stages (plan, options->stages, error))
    return FALSE;
  interrupt = pursuit_interrupt_new (self);
  if (!pursuit_processes_migrate (self->desk, plan, options->dry_run, pursuit_interrupt_get_cancellable (interrupt), &done, error))
    return FALSE;

  lost = pursuit_migration_list_lost (plan);
  answer (self, plan, &done, lost);
  if (!self->json)
    {
      write_plan (self, plan);
      write_result (self, &done, options->dry_run);
    }

  return TRUE;
}

const PursuitCommand pursuit_cmd_process_migrate = {
  .name = "process migrate",
  .arguments = N_("FROM TO"),
  .summary = N_("Move the open deals of a process over to another process or version"),
  .details = N_("Each stage goes to the one of the same name, else to the one in the same position or next to it; --stage 3=4 says otherwise. "
                "Deals keep the days in their stage and the proofs of milestones of the same name."),
  .n_required = 2,
  .n_allowed = 2,
  .options = migrate_options,
  .options_size = sizeof (MigrateOptions),
  .run = run_migrate,
};
