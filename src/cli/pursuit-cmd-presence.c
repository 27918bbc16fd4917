/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-table-private.h"
#include "pursuit-date.h"
#include "pursuit-maintenance.h"
#include "pursuit-presence.h"

/* Who has the database open, and asking everybody to leave. */

static const char *
name_sharing (PursuitSharing sharing)
{
  switch (sharing)
    {
    case PURSUIT_SHARING_UNPROVEN:
      return "unproven";
    case PURSUIT_SHARING_PROVEN:
      return "proven";
    case PURSUIT_SHARING_BROKEN:
      return "broken";
    case PURSUIT_SHARING_ALONE:
    default:
      return "alone";
    }
}

static const char *
explain_sharing (PursuitSharing sharing)
{
  switch (sharing)
    {
    case PURSUIT_SHARING_UNPROVEN:
      return _("Whether locks hold between these computers is not known yet.");
    case PURSUIT_SHARING_PROVEN:
      return _("Locks hold: several people can use this file at once.");
    case PURSUIT_SHARING_BROKEN:
      return _("Locks do not hold between these computers: nothing can be written.");
    case PURSUIT_SHARING_ALONE:
    default:
      return _("Shared use is verified when the second person joins.");
    }
}

static JsonArray *
describe_people (GPtrArray *people)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < people->len; i++)
    {
      const PursuitPresent *present = g_ptr_array_index (people, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "person", present->person);
      json_object_set_string_member (object, "machine", present->machine);
      json_object_set_string_member (object, "program", present->program);
      json_object_set_string_member (object, "version", present->version);
      pursuit_answer_set_time (object, "since", present->since);
      pursuit_answer_set_time (object, "last_seen", present->last_seen);
      json_object_set_boolean_member (object, "me", present->is_me);
      json_object_set_boolean_member (object, "alive", present->is_alive);
      json_array_add_object_element (array, object);
    }

  return array;
}

static void
write_people (PursuitCli     *self,
              GPtrArray      *people,
              PursuitSharing  sharing)
{
  g_autoptr(PursuitTable) table = pursuit_table_new ();

  pursuit_table_add_column (table, _("Person"), FALSE);
  pursuit_table_add_column (table, _("Computer"), FALSE);
  pursuit_table_add_column (table, _("Program"), FALSE);
  pursuit_table_add_column (table, _("Since"), FALSE);
  pursuit_table_add_column (table, _("Last Seen"), FALSE);
  for (guint i = 0; i < people->len; i++)
    {
      const PursuitPresent *present = g_ptr_array_index (people, i);

      pursuit_table_add_cell (table, present->person);
      pursuit_table_add_cell (table, present->machine);
      pursuit_table_take_cell (table, g_strdup_printf ("%s %s", present->program, present->version));
      pursuit_table_take_cell (table, pursuit_time_format (present->since));
      pursuit_table_take_cell (table, present->is_alive ? g_strdup (_("now")) : pursuit_time_format (present->last_seen));
    }

  pursuit_table_write (table, self->output);
  pursuit_output_line (self->output, "%s", explain_sharing (sharing));
}

/* A run of this program is nobody's visit. */
static void
drop_me (GPtrArray *people)
{
  for (guint i = people->len; i > 0; i--)
    if (((PursuitPresent *) g_ptr_array_index (people, i - 1))->is_me)
      g_ptr_array_remove_index (people, i - 1);
}

static gboolean
run_who (PursuitCli  *self,
         GError     **error)
{
  g_autoptr(GPtrArray) people = NULL;
  PursuitPresence *presence;
  PursuitSharing sharing;

  if (!pursuit_cli_open (self, error))
    return FALSE;
  presence = pursuit_store_get_presence (pursuit_desk_get_store (self->desk));
  people = pursuit_presence_list (presence);
  sharing = pursuit_presence_get_sharing (presence);
  if (!pursuit_output_is_kept (self->output))
    drop_me (people);

  self->answer = json_object_new ();
  json_object_set_string_member (self->answer, "sharing", name_sharing (sharing));
  json_object_set_array_member (self->answer, "people", describe_people (people));
  if (!self->json && people->len > 0)
    write_people (self, people, sharing);
  else if (!self->json)
    pursuit_output_line (self->output, "%s", _("Nobody has it open."));

  return TRUE;
}

const PursuitCommand pursuit_cmd_who = {
  .name = "who",
  .summary = N_("Show who has the database open, and whether sharing it is safe"),
  .run = run_who,
};

static JsonObject *
describe_maintenance (const PursuitMaintenance *maintenance)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "by", maintenance->by);
  pursuit_answer_set_text (object, "message", maintenance->message);
  pursuit_answer_set_time (object, "since", maintenance->since);
  pursuit_answer_set_time (object, "until", maintenance->until);

  return object;
}

static void
write_maintenance (PursuitCli               *self,
                   const PursuitMaintenance *maintenance)
{
  g_autofree char *until = NULL;

  if (maintenance == NULL)
    {
      pursuit_output_line (self->output, "%s", _("Nobody was asked to leave."));
      return;
    }

  until = pursuit_time_format (maintenance->until);
  /* Translators: a person, a time */
  pursuit_output_line (self->output, _("%1$s asks everybody to leave by %2$s."), maintenance->by, until);
  if (maintenance->message != NULL)
    pursuit_output_line (self->output, "%s", maintenance->message);
}

static gboolean
answer_maintenance (PursuitCli  *self,
                    gint64       entry_id,
                    GError     **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(PursuitMaintenance) maintenance = pursuit_maintenance_load (pursuit_desk_get_store (self->desk), &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  self->answer = json_object_new ();
  if (entry_id != 0)
    json_object_set_int_member (self->answer, "entry", entry_id);
  if (maintenance != NULL)
    json_object_set_object_member (self->answer, "maintenance", describe_maintenance (maintenance));
  else
    json_object_set_null_member (self->answer, "maintenance");
  if (!self->json)
    write_maintenance (self, maintenance);

  return TRUE;
}

typedef struct
{
  char *message;
  char *minutes;
} BeginOptions;

static const GOptionEntry begin_options[] = {
  PURSUIT_OPTION (BeginOptions, message, "message", G_OPTION_ARG_STRING, N_("What to tell everybody, one line"), N_("TEXT")),
  PURSUIT_OPTION (BeginOptions, minutes, "minutes", G_OPTION_ARG_STRING,
                  N_("How long everybody has to finish, 10 if not said"), N_("N")),
  { NULL },
};

static gboolean
run_begin (PursuitCli  *self,
           GError     **error)
{
  const BeginOptions *options = self->options;
  gint64 minutes = PURSUIT_MAINTENANCE_MINUTES;
  gint64 entry_id;

  return (options->minutes == NULL ||
          pursuit_cli_parse_number (options->minutes, 0, PURSUIT_MAINTENANCE_MOST_MINUTES, &minutes, error)) &&
         pursuit_cli_open (self, error) &&
         pursuit_maintenance_begin (self->desk, options->message, (guint) minutes, &entry_id, error) &&
         answer_maintenance (self, entry_id, error);
}

const PursuitCommand pursuit_cmd_maintenance_begin = {
  .name = "maintenance begin",
  .summary = N_("Ask everybody to leave, and let nobody but administrators in"),
  .details = N_("Open windows say so and close when the time is over; “maintenance end” lets everybody in again."),
  .options = begin_options,
  .options_size = sizeof (BeginOptions),
  .run = run_begin,
};

static gboolean
run_end (PursuitCli  *self,
         GError     **error)
{
  gint64 entry_id;

  if (!pursuit_cli_open (self, error) || !pursuit_maintenance_end (self->desk, &entry_id, error))
    return FALSE;

  self->answer = json_object_new ();
  json_object_set_int_member (self->answer, "entry", entry_id);
  json_object_set_null_member (self->answer, "maintenance");
  if (!self->json)
    pursuit_output_line (self->output, "%s", _("Everybody may come in again."));
  return TRUE;
}

const PursuitCommand pursuit_cmd_maintenance_end = {
  .name = "maintenance end",
  .summary = N_("Let everybody in again"),
  .run = run_end,
};

static gboolean
run_show (PursuitCli  *self,
          GError     **error)
{
  return pursuit_cli_open (self, error) && answer_maintenance (self, 0, error);
}

const PursuitCommand pursuit_cmd_maintenance_show = {
  .name = "maintenance show",
  .summary = N_("Show whether everybody was asked to leave"),
  .run = run_show,
};
