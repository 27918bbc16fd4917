/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-lookup-private.h"
#include "pursuit-cli-table-private.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-quarter.h"
#include "pursuit-staff.h"
#include "pursuit-wall-verbs.h"

/* The relationship wall of a customer (CUS-2): wall show, set, clear and assess. */

typedef struct
{
  char *period;
} PeriodOptions;

#define PERIOD_OPTION(Options) \
  PURSUIT_OPTION (Options, period, "period", G_OPTION_ARG_STRING, N_("The quarter, the present one if not said"), "2026-Q1")

static const GOptionEntry show_options[] = {
  PURSUIT_OPTION (PeriodOptions, period, "period", G_OPTION_ARG_STRING, N_("The quarter, the last one that was assessed if not said"),
                  "2026-Q1"),
  { NULL },
};

static JsonObject *
describe_cell (PursuitCli            *self,
               const PursuitWallCell *cell)
{
  JsonObject *object = pursuit_answer_describe_record (self, PURSUIT_RECORD (cell->bond));

  if (cell->before >= 0)
    json_object_set_int_member (object, "before", cell->before);
  else
    json_object_set_null_member (object, "before");

  return object;
}

static JsonObject *
describe_person (const PursuitWallPerson *person)
{
  JsonObject *object = json_object_new ();

  pursuit_answer_set_id (object, "id", person->id);
  pursuit_answer_set_text (object, "name", person->name);
  pursuit_answer_set_text (object, "title", person->title);
  pursuit_answer_set_text (object, "role", person->role != PURSUIT_BUYING_ROLE_NONE
                                             ? pursuit_enum_get_nick (PURSUIT_TYPE_BUYING_ROLE, person->role) : NULL);
  json_object_set_boolean_member (object, "hole", person->is_hole);
  json_object_set_boolean_member (object, "left", person->has_left);

  return object;
}

static JsonObject *
describe_period (const PursuitWallPeriod *period)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "period", period->period);
  json_object_set_int_member (object, "cells", period->n_cells);
  json_object_set_int_member (object, "sum", period->sum);
  json_object_set_int_member (object, "targets", period->n_targets);
  json_object_set_int_member (object, "reached", period->n_reached);
  json_object_set_int_member (object, "holes", period->n_holes);

  return object;
}

static JsonObject *
describe (PursuitCli  *self,
          PursuitWall *wall)
{
  JsonObject *object = json_object_new ();
  JsonArray *people = json_array_new ();
  JsonArray *staff = json_array_new ();
  JsonArray *cells = json_array_new ();
  JsonArray *periods = json_array_new ();

  for (guint i = 0; i < wall->people->len; i++)
    json_array_add_object_element (people, describe_person (g_ptr_array_index (wall->people, i)));
  for (guint i = 0; i < wall->staff->len; i++)
    {
      const PursuitWallStaff *one = g_ptr_array_index (wall->staff, i);
      JsonObject *of_us = json_object_new ();

      pursuit_answer_set_id (of_us, "id", one->id);
      pursuit_answer_set_text (of_us, "name", one->name);
      json_array_add_object_element (staff, of_us);
    }
  for (guint i = 0; i < wall->cells->len; i++)
    json_array_add_object_element (cells, describe_cell (self, g_ptr_array_index (wall->cells, i)));
  for (guint i = 0; i < wall->periods->len; i++)
    json_array_add_object_element (periods, describe_period (g_ptr_array_index (wall->periods, i)));

  pursuit_answer_set_id (object, "customer_id", wall->customer_id);
  json_object_set_string_member (object, "period", wall->period);
  pursuit_answer_set_text (object, "assessed_on", wall->assessed_on);
  pursuit_answer_set_text (object, "assessed_by", wall->assessed_by);
  json_object_set_int_member (object, "holes", wall->n_holes);
  json_object_set_array_member (object, "people", people);
  json_object_set_array_member (object, "staff", staff);
  json_object_set_array_member (object, "cells", cells);
  json_object_set_array_member (object, "periods", periods);
  json_object_set_boolean_member (object, "may_edit", wall->may_edit);

  return object;
}

/* "2", "2 → 3" with a target that is not reached yet, "·" for nothing known. */
static char *
dup_cell (const PursuitWallCell *cell)
{
  if (cell == NULL)
    return g_strdup ("·");
  if (cell->bond->target > cell->bond->level)
    return g_strdup_printf ("%d → %d", (int) cell->bond->level, (int) cell->bond->target);

  return g_strdup_printf ("%d", (int) cell->bond->level);
}

static void
write_wall (PursuitCli  *self,
            PursuitWall *wall)
{
  g_autoptr(PursuitTable) table = pursuit_table_new ();
  g_autofree char *quarter = pursuit_quarter_format (wall->period);

  pursuit_output_line (self->output, "%s", wall->customer);
  pursuit_output_line (self->output, "%s", quarter);
  pursuit_table_add_column (table, _("Person"), FALSE);
  pursuit_table_add_column (table, _("Role in the purchase"), FALSE);
  pursuit_table_add_column (table, _("Gap"), FALSE);
  for (guint i = 0; i < wall->staff->len; i++)
    pursuit_table_add_column (table, ((PursuitWallStaff *) g_ptr_array_index (wall->staff, i))->name, FALSE);
  for (guint i = 0; i < wall->people->len; i++)
    {
      const PursuitWallPerson *person = g_ptr_array_index (wall->people, i);

      pursuit_table_add_cell (table, person->name);
      pursuit_table_add_cell (table, person->role != PURSUIT_BUYING_ROLE_NONE
                                       ? pursuit_enum_get_label (PURSUIT_TYPE_BUYING_ROLE, person->role) : NULL);
      pursuit_table_add_cell (table, person->is_hole ? "!" : NULL);
      for (guint j = 0; j < wall->staff->len; j++)
        pursuit_table_take_cell (table, dup_cell (pursuit_wall_find_cell (wall, person->id,
                                                                          ((PursuitWallStaff *) g_ptr_array_index (wall->staff, j))->id)));
    }
  pursuit_table_write (table, self->output);
}

static gboolean
answer (PursuitCli  *self,
        gint64       customer_id,
        const char  *period,
        gint64       entry_id,
        GError     **error)
{
  g_autoptr(PursuitWall) wall = pursuit_wall_read (self->desk, customer_id, period, error);

  if (wall == NULL)
    return FALSE;

  if (self->json)
    {
      self->answer = describe (self, wall);
      if (entry_id != 0)
        json_object_set_int_member (self->answer, "entry", entry_id);
      return TRUE;
    }

  write_wall (self, wall);
  if (entry_id != 0)
    pursuit_output_line (self->output, _("This is entry %lld of the journal."), (long long) entry_id);
  return TRUE;
}

static gboolean
run_show (PursuitCli  *self,
          GError     **error)
{
  const PeriodOptions *options = self->options;
  gint64 customer_id;

  return pursuit_cli_open (self, error) &&
         pursuit_cli_look_up (self, PURSUIT_TYPE_CUSTOMER, self->args[0], &customer_id, error) &&
         answer (self, customer_id, options->period, 0, error);
}

const PursuitCommand pursuit_cmd_wall_show = {
  .name = "wall show",
  .arguments = N_("CUSTOMER [--period 2026-Q1]"),
  .summary = N_("Show how well we know the people at a customer"),
  .n_required = 1,
  .n_allowed = 1,
  .options = show_options,
  .options_size = sizeof (PeriodOptions),
  .run = run_show,
};

typedef struct
{
  char *period;
  char *target;
  char *evidence;
} SetOptions;

static const GOptionEntry set_options[] = {
  PERIOD_OPTION (SetOptions),
  PURSUIT_OPTION (SetOptions, target, "target", G_OPTION_ARG_STRING, N_("How well they should, 0 for no target"), "0-5"),
  PURSUIT_OPTION (SetOptions, evidence, "evidence", G_OPTION_ARG_STRING, N_("What shows it"), N_("TEXT")),
  { NULL },
};

static gboolean
run_set (PursuitCli  *self,
         GError     **error)
{
  const SetOptions *options = self->options;
  PursuitWallChange change = { .target = -1, .evidence = options->evidence };
  gint64 customer_id, bond_id, entry_id;
  gint64 level = 0;
  gint64 target = -1;

  if (!pursuit_cli_parse_number (self->args[3], 0, PURSUIT_BOND_MAX, &level, error) ||
      (options->target != NULL && !pursuit_cli_parse_number (options->target, 0, PURSUIT_BOND_MAX, &target, error)))
    return FALSE;

  change.level = (int) level;
  change.target = (int) target;
  return pursuit_cli_open (self, error) &&
         pursuit_cli_look_up (self, PURSUIT_TYPE_CUSTOMER, self->args[0], &customer_id, error) &&
         pursuit_cli_look_up (self, PURSUIT_TYPE_CONTACT, self->args[1], &change.contact_id, error) &&
         pursuit_cli_look_up (self, PURSUIT_TYPE_STAFF, self->args[2], &change.staff_id, error) &&
         pursuit_wall_set (self->desk, customer_id, options->period, &change, &bond_id, &entry_id, error) &&
         pursuit_answer_change (self, PURSUIT_TYPE_BOND, bond_id, entry_id, error);
}

const PursuitCommand pursuit_cmd_wall_set = {
  .name = "wall set",
  .arguments = N_("CUSTOMER PERSON STAFF LEVEL [--target LEVEL] [--evidence TEXT] [--period 2026-Q1]"),
  .summary = N_("Say how well a person at a customer and one of us know each other"),
  .n_required = 4,
  .n_allowed = 4,
  .options = set_options,
  .options_size = sizeof (SetOptions),
  .run = run_set,
};

static const GOptionEntry clear_options[] = {
  PERIOD_OPTION (PeriodOptions),
  { NULL },
};

static gboolean
run_clear (PursuitCli  *self,
           GError     **error)
{
  const PeriodOptions *options = self->options;
  gint64 customer_id, contact_id, staff_id, entry_id;

  return pursuit_cli_open (self, error) &&
         pursuit_cli_look_up (self, PURSUIT_TYPE_CUSTOMER, self->args[0], &customer_id, error) &&
         pursuit_cli_look_up (self, PURSUIT_TYPE_CONTACT, self->args[1], &contact_id, error) &&
         pursuit_cli_look_up (self, PURSUIT_TYPE_STAFF, self->args[2], &staff_id, error) &&
         pursuit_wall_clear (self->desk, customer_id, options->period, contact_id, staff_id, &entry_id, error) &&
         answer (self, customer_id, options->period, entry_id, error);
}

const PursuitCommand pursuit_cmd_wall_clear = {
  .name = "wall clear",
  .arguments = N_("CUSTOMER PERSON STAFF [--period 2026-Q1]"),
  .summary = N_("Take away what was said about a person at a customer and one of us"),
  .n_required = 3,
  .n_allowed = 3,
  .options = clear_options,
  .options_size = sizeof (PeriodOptions),
  .run = run_clear,
};

/* "PERSON,STAFF=LEVEL" */
static gboolean
parse_change (PursuitCli         *self,
              const char         *text,
              PursuitWallChange  *change,
              GError            **error)
{
  g_autofree char *pair = NULL;
  g_autofree char *number = NULL;
  g_auto(GStrv) names = NULL;
  gint64 level;

  if (!pursuit_cli_split_pair (text, &pair, &number, error))
    return FALSE;
  names = g_strsplit (pair, ",", 2);
  if (g_strv_length (names) != 2)
    return pursuit_cli_misuse (error, _("“%s” does not say whom: write PERSON,STAFF=LEVEL."), text);
  if (!pursuit_cli_parse_number (number, 0, PURSUIT_BOND_MAX, &level, error))
    return FALSE;

  *change = (PursuitWallChange) { .level = (int) level, .target = -1 };
  return pursuit_cli_look_up (self, PURSUIT_TYPE_CONTACT, names[0], &change->contact_id, error) &&
         pursuit_cli_look_up (self, PURSUIT_TYPE_STAFF, names[1], &change->staff_id, error);
}

static gboolean
run_assess (PursuitCli  *self,
            GError     **error)
{
  const PeriodOptions *options = self->options;
  g_autofree PursuitWallChange *changes = g_new0 (PursuitWallChange, self->n_args);
  g_autofree char *today = pursuit_date_today ();
  g_autofree char *present = pursuit_quarter_of (today);
  const char *period = options->period != NULL ? options->period : present;
  gint64 customer_id, entry_id;

  if (!pursuit_cli_open (self, error) ||
      !pursuit_cli_look_up (self, PURSUIT_TYPE_CUSTOMER, self->args[0], &customer_id, error))
    return FALSE;
  for (guint i = 1; i < self->n_args; i++)
    if (!parse_change (self, self->args[i], &changes[i - 1], error))
      return FALSE;

  return pursuit_wall_assess (self->desk, customer_id, period, changes, self->n_args - 1, &entry_id, error) &&
         answer (self, customer_id, period, entry_id, error);
}

const PursuitCommand pursuit_cmd_wall_assess = {
  .name = "wall assess",
  .arguments = N_("CUSTOMER [PERSON,STAFF=LEVEL]... [--period 2026-Q1]"),
  .summary = N_("Assess a quarter: what was known last, and what has changed"),
  .n_required = 1,
  .n_allowed = PURSUIT_ARGUMENTS_UNLIMITED,
  .options = clear_options,
  .options_size = sizeof (PeriodOptions),
  .run = run_assess,
};
