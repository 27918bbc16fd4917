/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cmd-process-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-commands-private.h"
#include "pursuit-cli-table-private.h"
#include "pursuit-enums.h"
#include "pursuit-locale.h"
#include "pursuit-process-analysis.h"

/* What one reads of processes: process list, show, export, activities and validate. */

static JsonObject *
describe_info (const PursuitProcessInfo *info)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", PURSUIT_RECORD (info->process)->id);
  pursuit_answer_set_text (object, "code", info->process->code);
  json_object_set_int_member (object, "version", info->process->version);
  json_object_set_string_member (object, "name", info->process->name);
  pursuit_answer_set_text (object, "name_zh", info->process->name_zh);
  json_object_set_string_member (object, "state", pursuit_enum_get_nick (PURSUIT_TYPE_PROCESS_STATE, (int) info->process->state));
  json_object_set_boolean_member (object, "standard", info->process->standard != 0);
  json_object_set_boolean_member (object, "newest", info->is_newest);
  json_object_set_int_member (object, "stages", info->n_stages);
  json_object_set_int_member (object, "milestones", info->n_milestones);
  json_object_set_int_member (object, "deals", info->n_deals);
  json_object_set_int_member (object, "open_deals", info->n_open);

  return object;
}

static void
write_list (PursuitCli *self,
            GPtrArray  *infos)
{
  g_autoptr(PursuitTable) table = pursuit_table_new ();

  pursuit_table_add_column (table, _("No."), TRUE);
  pursuit_table_add_column (table, _("Code"), FALSE);
  pursuit_table_add_column (table, _("Version"), TRUE);
  pursuit_table_add_column (table, _("Name"), FALSE);
  pursuit_table_add_column (table, _("State"), FALSE);
  pursuit_table_add_column (table, _("Standard"), FALSE);
  pursuit_table_add_column (table, _("Stages"), TRUE);
  pursuit_table_add_column (table, _("Deals"), TRUE);
  pursuit_table_add_column (table, _("Open"), TRUE);
  for (guint i = 0; i < infos->len; i++)
    {
      const PursuitProcessInfo *info = g_ptr_array_index (infos, i);

      pursuit_table_take_cell (table, g_strdup_printf ("%" G_GINT64_FORMAT, PURSUIT_RECORD (info->process)->id));
      pursuit_table_add_cell (table, info->process->code);
      pursuit_table_take_cell (table, g_strdup_printf ("%" G_GINT64_FORMAT, info->process->version));
      pursuit_table_add_cell (table, pursuit_locale_choose_name (info->process->name, info->process->name_zh));
      pursuit_table_add_cell (table, pursuit_enum_get_label (PURSUIT_TYPE_PROCESS_STATE, (int) info->process->state));
      pursuit_table_add_cell (table, info->process->standard ? _("Yes") : NULL);
      pursuit_table_take_cell (table, g_strdup_printf ("%u", info->n_stages));
      pursuit_table_take_cell (table, g_strdup_printf ("%" G_GINT64_FORMAT, info->n_deals));
      pursuit_table_take_cell (table, g_strdup_printf ("%" G_GINT64_FORMAT, info->n_open));
    }

  pursuit_table_write (table, self->output);
}

static gboolean
run_list (PursuitCli  *self,
          GError     **error)
{
  g_autoptr(GPtrArray) infos = NULL;
  JsonArray *array;

  if (!pursuit_cli_open (self, error) || (infos = pursuit_processes_list (self->desk, error)) == NULL)
    return FALSE;
  if (!self->json)
    {
      write_list (self, infos);
      return TRUE;
    }

  array = json_array_new ();
  for (guint i = 0; i < infos->len; i++)
    json_array_add_object_element (array, describe_info (g_ptr_array_index (infos, i)));
  self->answer = json_object_new ();
  json_object_set_array_member (self->answer, "processes", array);
  return TRUE;
}

const PursuitCommand pursuit_cmd_process_list = {
  .name = "process list",
  .summary = N_("List the processes and their versions"),
  .run = run_list,
};

static char *
dup_milestones (PursuitBookStage *entry)
{
  guint n_required = 0;

  for (guint i = 0; i < entry->milestones->len; i++)
    n_required += ((PursuitMilestone *) g_ptr_array_index (entry->milestones, i))->required != 0;

  return g_strdup_printf ("%u/%u", n_required, entry->milestones->len);
}

static void
write_stages (PursuitCli         *self,
              PursuitProcessBook *book)
{
  g_autoptr(PursuitTable) table = pursuit_table_new ();

  pursuit_table_add_column (table, _("No."), TRUE);
  pursuit_table_add_column (table, _("Our stage"), FALSE);
  pursuit_table_add_column (table, _("The buyer’s stage"), FALSE);
  pursuit_table_add_column (table, _("Kind"), FALSE);
  pursuit_table_add_column (table, _("Win probability"), TRUE);
  pursuit_table_add_column (table, _("Expected days"), TRUE);
  /* Translators: how many milestones are required, of how many */
  pursuit_table_add_column (table, _("Required milestones"), TRUE);
  for (guint i = 0; i < book->stages->len; i++)
    {
      PursuitBookStage *entry = g_ptr_array_index (book->stages, i);
      PursuitStage *stage = entry->stage;

      pursuit_table_take_cell (table, g_strdup_printf ("%" G_GINT64_FORMAT, stage->position));
      pursuit_table_add_cell (table, pursuit_locale_choose_name (stage->name, stage->name_zh));
      pursuit_table_add_cell (table, pursuit_locale_choose_name (stage->buyer_name, stage->buyer_name_zh));
      pursuit_table_add_cell (table, pursuit_enum_get_label (PURSUIT_TYPE_STAGE_TYPE, (int) stage->type));
      pursuit_table_take_cell (table, g_strdup_printf ("%" G_GINT64_FORMAT " %%", stage->probability));
      pursuit_table_take_cell (table, g_strdup_printf ("%" G_GINT64_FORMAT, stage->expected_days));
      pursuit_table_take_cell (table, dup_milestones (entry));
    }

  pursuit_table_write (table, self->output);
}

/* The form of the file, as a part of the answer. */
static gboolean
answer_form (PursuitCli  *self,
             const char  *text,
             GError     **error)
{
  JsonNode *node = json_from_string (text, error);

  if (node == NULL)
    return FALSE;
  if (self->answer == NULL)
    self->answer = json_object_new ();
  json_object_set_member (self->answer, "process", node);

  return TRUE;
}

static gboolean
run_show (PursuitCli  *self,
          GError     **error)
{
  g_autoptr(PursuitProcessBook) book = NULL;
  g_autofree char *text = NULL;
  gint64 id;

  if (!pursuit_cli_open (self, error) || !pursuit_cli_look_up_process (self, self->args[0], &id, error))
    return FALSE;
  if (!self->json)
    {
      book = pursuit_processes_load (self->desk, id, error);
      if (book == NULL)
        return FALSE;
      write_stages (self, book);
      return TRUE;
    }

  text = pursuit_processes_export (self->desk, id, error);
  return text != NULL && answer_form (self, text, error);
}

const PursuitCommand pursuit_cmd_process_show = {
  .name = "process show",
  .arguments = N_("PROCESS"),
  .summary = N_("Show the stages of a process"),
  .details = N_("PROCESS is its number, its code, which stands for the newest version that deals may follow, or CODE@VERSION."),
  .n_required = 1,
  .n_allowed = 1,
  .run = run_show,
};

static gboolean
run_export (PursuitCli  *self,
            GError     **error)
{
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;
  gint64 id;

  if (!pursuit_cli_open (self, error) || !pursuit_cli_look_up_process (self, self->args[0], &id, error) ||
      (text = pursuit_processes_export (self->desk, id, error)) == NULL)
    return FALSE;
  if (self->n_args < 2)
    {
      if (self->json)
        return answer_form (self, text, error);
      pursuit_output_text (self->output, text);
      pursuit_output_text (self->output, "\n");
      return TRUE;
    }

  if (!g_file_set_contents (self->args[1], text, -1, error))
    return FALSE;
  name = g_filename_display_name (self->args[1]);
  self->answer = json_object_new ();
  json_object_set_string_member (self->answer, "file", name);
  if (!self->json)
    pursuit_output_line (self->output, _("The process is written to “%s”."), name);

  return TRUE;
}

const PursuitCommand pursuit_cmd_process_export = {
  .name = "process export",
  .arguments = N_("PROCESS [FILE]"),
  .summary = N_("Write a process as JSON, to a file or to the standard output"),
  .n_required = 1,
  .n_allowed = 2,
  .file_argument = 2,
  .run = run_export,
};

static gboolean
run_validate (PursuitCli  *self,
              GError     **error)
{
  g_autoptr(PursuitProcessBook) book = NULL;

  if (!pursuit_cli_open (self, error) || (book = pursuit_cli_read_process (self, self->args[0], error)) == NULL)
    return FALSE;

  self->answer = json_object_new ();
  json_object_set_boolean_member (self->answer, "valid", TRUE);
  json_object_set_string_member (self->answer, "code", book->process->code);
  json_object_set_int_member (self->answer, "stages", book->stages->len);
  if (!self->json)
    pursuit_output_line (self->output, ngettext ("“%1$s” can be imported; it has %2$u stage.", "“%1$s” can be imported; it has %2$u stages.",
                                                 book->stages->len), book->process->name, book->stages->len);

  return TRUE;
}

const PursuitCommand pursuit_cmd_process_validate = {
  .name = "process validate",
  .arguments = N_("FILE"),
  .summary = N_("Say whether a process in a file could be imported, and change nothing"),
  .n_required = 1,
  .n_allowed = 1,
  .file_argument = 1,
  .run = run_validate,
};

static JsonObject *
describe_activity (PursuitBookActivity *entry)
{
  JsonObject *object = json_object_new ();

  pursuit_answer_set_text (object, "task", entry->activity->task);
  json_object_set_string_member (object, "name", entry->activity->name);
  if (entry->position != 0)
    json_object_set_int_member (object, "stage", entry->position);
  else
    json_object_set_null_member (object, "stage");

  return object;
}

static JsonObject *
describe_finding (const PursuitProcessFinding *finding)
{
  JsonObject *object = json_object_new ();
  g_autofree char *sentence = pursuit_process_finding_dup_sentence (finding);

  json_object_set_string_member (object, "kind", pursuit_process_finding_get_nick (finding->kind));
  json_object_set_string_member (object, "message", sentence);
  if (finding->stage != NULL)
    json_object_set_int_member (object, "stage", finding->stage->stage->position);
  if (finding->activity != NULL)
    json_object_set_object_member (object, "activity", describe_activity (finding->activity));
  if (finding->other != NULL)
    json_object_set_object_member (object, "other", describe_activity (finding->other));

  return object;
}

static void
answer_activities (PursuitCli                   *self,
                   const PursuitProcessAnalysis *analysis)
{
  JsonArray *activities = json_array_new ();
  JsonArray *findings = json_array_new ();

  for (guint i = 0; i < analysis->groups->len; i++)
    {
      const PursuitActivityGroup *group = g_ptr_array_index (analysis->groups, i);

      for (guint j = 0; j < group->activities->len; j++)
        json_array_add_object_element (activities, describe_activity (g_ptr_array_index (group->activities, j)));
    }
  for (guint i = 0; i < analysis->findings->len; i++)
    json_array_add_object_element (findings, describe_finding (g_ptr_array_index (analysis->findings, i)));
  self->answer = json_object_new ();
  json_object_set_array_member (self->answer, "activities", activities);
  json_object_set_array_member (self->answer, "findings", findings);
}

static void
write_activities (PursuitCli                   *self,
                  const PursuitProcessAnalysis *analysis)
{
  g_autoptr(PursuitTable) table = pursuit_table_new ();

  pursuit_table_add_column (table, _("Task"), FALSE);
  pursuit_table_add_column (table, _("Activity"), FALSE);
  pursuit_table_add_column (table, _("Stage"), TRUE);
  for (guint i = 0; i < analysis->groups->len; i++)
    {
      const PursuitActivityGroup *group = g_ptr_array_index (analysis->groups, i);

      for (guint j = 0; j < group->activities->len; j++)
        {
          PursuitBookActivity *entry = g_ptr_array_index (group->activities, j);

          pursuit_table_add_cell (table, j == 0 && group->task != NULL ? _(group->task) : NULL);
          pursuit_table_add_cell (table, _(entry->activity->name));
          pursuit_table_take_cell (table, entry->position != 0 ? g_strdup_printf ("%d", entry->position) : NULL);
        }
    }
  pursuit_table_write (table, self->output);
  for (guint i = 0; i < analysis->findings->len; i++)
    {
      g_autofree char *sentence = pursuit_process_finding_dup_sentence (g_ptr_array_index (analysis->findings, i));
      g_autofree char *plain = pursuit_text_make_plain (sentence);

      pursuit_output_line (self->output, "%s", plain);
    }
}

static gboolean
run_activities (PursuitCli  *self,
                GError     **error)
{
  g_autoptr(PursuitProcessBook) book = NULL;
  g_autoptr(PursuitProcessAnalysis) analysis = NULL;
  gint64 id;

  if (!pursuit_cli_open (self, error) || !pursuit_cli_look_up_process (self, self->args[0], &id, error) ||
      (book = pursuit_processes_load (self->desk, id, error)) == NULL)
    return FALSE;

  analysis = pursuit_process_analysis_new (book);
  if (self->json)
    answer_activities (self, analysis);
  else
    write_activities (self, analysis);

  return TRUE;
}

const PursuitCommand pursuit_cmd_process_activities = {
  .name = "process activities",
  .arguments = N_("PROCESS"),
  .summary = N_("Show what sellers do by task, with blanks and repeats"),
  .n_required = 1,
  .n_allowed = 1,
  .run = run_activities,
};
