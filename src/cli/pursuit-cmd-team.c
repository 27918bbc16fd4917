/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-lookup-private.h"
#include "pursuit-cli-table-private.h"
#include "pursuit-deal.h"
#include "pursuit-error.h"
#include "pursuit-role.h"
#include "pursuit-staff.h"
#include "pursuit-team.h"

/* Who works on a deal in which role, and which roles are missing (TEAM-1 to TEAM-3): team show, assign, release and gaps. */

static const char *
get_state_nick (PursuitCoverageState state)
{
  static const char *const nicks[] = { "none", "optional", "filled", "requested", "missing", "pending", "past" };

  return nicks[state];
}

static JsonObject *
describe_cell (const PursuitCoverageRole  *role,
               const PursuitCoverageStage *stage,
               const PursuitCoverageCell  *cell)
{
  JsonObject *object = json_object_new ();

  pursuit_answer_set_text (object, "role", role->name);
  json_object_set_int_member (object, "stage", stage->position);
  json_object_set_string_member (object, "state", get_state_nick (cell->state));
  json_object_set_boolean_member (object, "required", cell->need == PURSUIT_NEED_REQUIRED);
  json_object_set_boolean_member (object, "lead", cell->is_lead);
  pursuit_answer_set_text (object, "person", cell->member != NULL ? cell->member->name : cell->ask != NULL ? cell->ask->name : NULL);
  pursuit_answer_set_id (object, "assignment_id", cell->member != NULL ? cell->member->assignment_id : 0);
  pursuit_answer_set_id (object, "request_id", cell->ask != NULL ? cell->ask->request_id : 0);
  pursuit_answer_set_text (object, "needed_on", cell->ask != NULL ? cell->ask->needed_on : NULL);

  return object;
}

static JsonObject *
describe_member (const PursuitCoverage       *coverage,
                 const PursuitCoverageMember *member)
{
  const PursuitCoverageRole *role = pursuit_coverage_find_role (coverage, member->role_id);
  JsonObject *object = json_object_new ();

  pursuit_answer_set_id (object, "assignment_id", member->assignment_id);
  pursuit_answer_set_text (object, "role", role != NULL ? role->name : NULL);
  pursuit_answer_set_text (object, "person", member->name);
  json_object_set_int_member (object, "from_stage", member->from_stage);
  json_object_set_int_member (object, "until_stage", member->until_stage);
  json_object_set_int_member (object, "hours", member->hours);
  pursuit_answer_set_text (object, "from_on", member->from_on);
  pursuit_answer_set_text (object, "until_on", member->until_on);

  return object;
}

static JsonObject *
describe (PursuitCoverage *coverage)
{
  JsonObject *object = json_object_new ();
  JsonArray *cells = json_array_new ();
  JsonArray *members = json_array_new ();

  for (guint row = 0; row < coverage->roles->len; row++)
    for (guint column = 0; column < coverage->stages->len; column++)
      {
        const PursuitCoverageCell *cell = pursuit_coverage_get_cell (coverage, row, column);

        if (cell->state != PURSUIT_COVERAGE_NONE)
          json_array_add_object_element (cells, describe_cell (g_ptr_array_index (coverage->roles, row),
                                                               g_ptr_array_index (coverage->stages, column), cell));
      }
  for (guint i = 0; i < coverage->members->len; i++)
    json_array_add_object_element (members, describe_member (coverage, g_ptr_array_index (coverage->members, i)));

  pursuit_answer_set_id (object, "deal_id", coverage->deal_id);
  pursuit_answer_set_text (object, "deal", coverage->title);
  pursuit_answer_set_text (object, "customer", coverage->customer);
  json_object_set_int_member (object, "stage", coverage->position);
  json_object_set_int_member (object, "required", coverage->n_required);
  json_object_set_int_member (object, "covered", coverage->n_covered);
  json_object_set_int_member (object, "next_asked", coverage->n_next_asked);
  json_object_set_int_member (object, "next_missing", coverage->n_next_missing);
  json_object_set_int_member (object, "later", coverage->n_later);
  json_object_set_boolean_member (object, "may_assign", coverage->may_assign);
  json_object_set_boolean_member (object, "may_ask", coverage->may_ask);
  json_object_set_array_member (object, "cells", cells);
  json_object_set_array_member (object, "members", members);

  return object;
}

/* A star says who leads. */
static char *
dup_cell (const PursuitCoverageCell *cell)
{
  const char *text;

  if (cell->state == PURSUIT_COVERAGE_NONE)
    return NULL;
  text = cell->member != NULL ? cell->member->name : pursuit_coverage_get_word (cell->state);
  return g_strdup_printf ("%s%s", text, cell->is_lead ? " *" : "");
}

static void
write_coverage (PursuitCli      *self,
                PursuitCoverage *coverage)
{
  g_autoptr(PursuitTable) table = pursuit_table_new ();

  pursuit_output_line (self->output, "%s: %s", coverage->customer, coverage->title);
  pursuit_table_add_column (table, _("Role"), FALSE);
  for (guint i = 0; i < coverage->stages->len; i++)
    {
      const PursuitCoverageStage *stage = g_ptr_array_index (coverage->stages, i);
      g_autofree char *head = g_strdup_printf ("%d%s", stage->position, stage->position == coverage->position ? "!" : "");

      pursuit_table_add_column (table, head, FALSE);
    }
  for (guint row = 0; row < coverage->roles->len; row++)
    {
      pursuit_table_add_cell (table, ((PursuitCoverageRole *) g_ptr_array_index (coverage->roles, row))->name);
      for (guint column = 0; column < coverage->stages->len; column++)
        pursuit_table_take_cell (table, dup_cell (pursuit_coverage_get_cell (coverage, row, column)));
    }
  pursuit_table_write (table, self->output);
}

static gboolean
run_show (PursuitCli  *self,
          GError     **error)
{
  g_autoptr(PursuitCoverage) coverage = NULL;
  gint64 deal_id;

  if (!pursuit_cli_open (self, error) || !pursuit_cli_look_up (self, PURSUIT_TYPE_DEAL, self->args[0], &deal_id, error) ||
      (coverage = pursuit_team_read_coverage (self->desk, deal_id, error)) == NULL)
    return FALSE;

  if (self->json)
    self->answer = describe (coverage);
  else
    write_coverage (self, coverage);
  return TRUE;
}

const PursuitCommand pursuit_cmd_team_show = {
  .name = "team show",
  .arguments = N_("DEAL"),
  .summary = N_("Show which roles of a deal are filled and missing, stage by stage"),
  .n_required = 1,
  .n_allowed = 1,
  .run = run_show,
};

typedef struct
{
  char *from;
  char *until;
  char *hours;
  char *from_on;
  char *until_on;
} AssignOptions;

static const GOptionEntry assign_options[] = {
  PURSUIT_OPTION (AssignOptions, from, "from", G_OPTION_ARG_STRING, N_("The first stage, the first of all if not said"), "N"),
  PURSUIT_OPTION (AssignOptions, until, "until", G_OPTION_ARG_STRING, N_("The last stage, the last of all if not said"), "N"),
  PURSUIT_OPTION (AssignOptions, hours, "hours", G_OPTION_ARG_STRING, N_("Hours a week, those of the role if not said"), "N"),
  PURSUIT_OPTION (AssignOptions, from_on, "from-on", G_OPTION_ARG_STRING, N_("Planned from this day on"), "2026-03-20"),
  PURSUIT_OPTION (AssignOptions, until_on, "until-on", G_OPTION_ARG_STRING, N_("Planned until this day"), "2026-04-10"),
  { NULL },
};

static gboolean
parse_option (const char  *text,
              gint64       most,
              gint64      *out_number,
              GError     **error)
{
  return text == NULL || pursuit_cli_parse_number (text, 0, most, out_number, error);
}

static gboolean
run_assign (PursuitCli  *self,
            GError     **error)
{
  const AssignOptions *options = self->options;
  g_autoptr(PursuitAssignment) assignment = PURSUIT_ASSIGNMENT (pursuit_record_new (PURSUIT_TYPE_ASSIGNMENT));
  gint64 entry_id;

  if (!parse_option (options->from, 100, &assignment->from_stage, error) ||
      !parse_option (options->until, 100, &assignment->until_stage, error) ||
      !parse_option (options->hours, 168, &assignment->hours, error))
    return FALSE;

  assignment->from_on = g_strdup (options->from_on);
  assignment->until_on = g_strdup (options->until_on);
  return pursuit_cli_open (self, error) &&
         pursuit_cli_look_up (self, PURSUIT_TYPE_DEAL, self->args[0], &assignment->deal_id, error) &&
         pursuit_cli_look_up (self, PURSUIT_TYPE_ROLE, self->args[1], &assignment->role_id, error) &&
         pursuit_cli_look_up (self, PURSUIT_TYPE_STAFF, self->args[2], &assignment->staff_id, error) &&
         pursuit_team_assign (self->desk, assignment, &entry_id, error) &&
         pursuit_answer_change (self, PURSUIT_TYPE_ASSIGNMENT, PURSUIT_RECORD (assignment)->id, entry_id, error);
}

const PursuitCommand pursuit_cmd_team_assign = {
  .name = "team assign",
  .arguments = N_("DEAL ROLE PERSON [--from N] [--until N] [--hours N] [--from-on DATE] [--until-on DATE]"),
  .summary = N_("Put somebody on a deal in a role"),
  .n_required = 3,
  .n_allowed = 3,
  .options = assign_options,
  .options_size = sizeof (AssignOptions),
  .run = run_assign,
};

typedef struct
{
  char *stage;
  char *day;
  char *reason;
} ReleaseOptions;

static const GOptionEntry release_options[] = {
  PURSUIT_OPTION (ReleaseOptions, stage, "stage", G_OPTION_ARG_STRING, N_("Which of several: the one for this stage"), "N"),
  PURSUIT_OPTION (ReleaseOptions, day, "on", G_OPTION_ARG_STRING, N_("Since this day, today if not said"), "2026-03-17"),
  PURSUIT_OPTION (ReleaseOptions, reason, "reason", G_OPTION_ARG_STRING, N_("Why"), N_("TEXT")),
  { NULL },
};

/* The one assignment that is meant. */
static gboolean
find_assignment (PursuitCoverage  *coverage,
                 gint64            role_id,
                 gint64            staff_id,
                 gint64            stage,
                 gint64           *out_id,
                 GError          **error)
{
  guint n_found = 0;

  for (guint i = 0; i < coverage->members->len; i++)
    {
      const PursuitCoverageMember *member = g_ptr_array_index (coverage->members, i);

      if (member->assignment_id == 0 || member->role_id != role_id || member->staff_id != staff_id ||
          (stage != 0 && (stage < member->from_stage || (member->until_stage != 0 && stage > member->until_stage))))
        continue;
      *out_id = member->assignment_id;
      n_found++;
    }
  if (n_found == 1)
    return TRUE;

  if (n_found == 0)
    g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("This person does not have this role on the deal."));
  else
    g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                         _("This person has this role at several times: say for which stage with --stage."));
  return FALSE;
}

static gboolean
run_release (PursuitCli  *self,
             GError     **error)
{
  const ReleaseOptions *options = self->options;
  g_autoptr(PursuitCoverage) coverage = NULL;
  gint64 deal_id, role_id, staff_id, id, entry_id;
  gint64 stage = 0;

  return parse_option (options->stage, 100, &stage, error) && pursuit_cli_open (self, error) &&
         pursuit_cli_look_up (self, PURSUIT_TYPE_DEAL, self->args[0], &deal_id, error) &&
         pursuit_cli_look_up (self, PURSUIT_TYPE_ROLE, self->args[1], &role_id, error) &&
         pursuit_cli_look_up (self, PURSUIT_TYPE_STAFF, self->args[2], &staff_id, error) &&
         (coverage = pursuit_team_read_coverage (self->desk, deal_id, error)) != NULL &&
         find_assignment (coverage, role_id, staff_id, stage, &id, error) &&
         pursuit_team_release (self->desk, id, options->day, options->reason, &entry_id, error) &&
         pursuit_answer_change (self, PURSUIT_TYPE_ASSIGNMENT, id, entry_id, error);
}

const PursuitCommand pursuit_cmd_team_release = {
  .name = "team release",
  .arguments = N_("DEAL ROLE PERSON [--stage N] [--on DATE] [--reason TEXT]"),
  .summary = N_("Say that somebody does not work on a deal in a role any more"),
  .n_required = 3,
  .n_allowed = 3,
  .options = release_options,
  .options_size = sizeof (ReleaseOptions),
  .run = run_release,
};

static JsonObject *
describe_gap (const PursuitTeamGap *gap)
{
  JsonObject *object = json_object_new ();

  pursuit_answer_set_id (object, "deal_id", gap->deal_id);
  pursuit_answer_set_text (object, "deal", gap->title);
  pursuit_answer_set_text (object, "customer", gap->customer);
  pursuit_answer_set_text (object, "owner", gap->owner);
  json_object_set_int_member (object, "at", gap->at);
  json_object_set_int_member (object, "stage", gap->position);
  pursuit_answer_set_text (object, "role", gap->role);
  json_object_set_boolean_member (object, "asked", gap->is_asked);

  return object;
}

static void
write_gaps (PursuitCli *self,
            GPtrArray  *gaps)
{
  g_autoptr(PursuitTable) table = pursuit_table_new ();

  pursuit_table_add_column (table, _("Stage"), FALSE);
  pursuit_table_add_column (table, _("Role"), FALSE);
  pursuit_table_add_column (table, _("Customer"), FALSE);
  pursuit_table_add_column (table, _("Deal"), FALSE);
  pursuit_table_add_column (table, _("Owner"), FALSE);
  pursuit_table_add_column (table, _("State"), FALSE);
  for (guint i = 0; i < gaps->len; i++)
    {
      const PursuitTeamGap *gap = g_ptr_array_index (gaps, i);

      /* Translators: a stage: %1$d is its number, %2$s its short name */
      pursuit_table_take_cell (table, g_strdup_printf (C_("stage", "%1$d %2$s"), gap->position, gap->stage));
      pursuit_table_add_cell (table, gap->role);
      pursuit_table_add_cell (table, gap->customer);
      pursuit_table_add_cell (table, gap->title);
      pursuit_table_add_cell (table, gap->owner);
      pursuit_table_add_cell (table, pursuit_coverage_get_word (gap->is_asked ? PURSUIT_COVERAGE_REQUESTED : PURSUIT_COVERAGE_MISSING));
    }
  pursuit_table_write (table, self->output);
}

static gboolean
run_gaps (PursuitCli  *self,
          GError     **error)
{
  g_autoptr(GPtrArray) gaps = NULL;
  JsonArray *array;

  if (!pursuit_cli_open (self, error) || (gaps = pursuit_team_list_gaps (self->desk, NULL, error)) == NULL)
    return FALSE;
  if (!self->json)
    {
      if (gaps->len > 0)
        write_gaps (self, gaps);
      else
        pursuit_output_line (self->output, "%s", _("Every open deal has the roles that it needs now and next."));
      return TRUE;
    }

  array = json_array_new ();
  for (guint i = 0; i < gaps->len; i++)
    json_array_add_object_element (array, describe_gap (g_ptr_array_index (gaps, i)));
  self->answer = json_object_new ();
  json_object_set_array_member (self->answer, "gaps", array);
  return TRUE;
}

const PursuitCommand pursuit_cmd_team_gaps = {
  .name = "team gaps",
  .summary = N_("List the roles that open deals need now or next, and do not have"),
  .run = run_gaps,
};
