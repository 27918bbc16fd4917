/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-lookup-private.h"
#include "pursuit-cli-table-private.h"
#include "pursuit-date.h"
#include "pursuit-standing.h"

/* How a customer is judged: customer grade, funnel, level and standing. */

typedef struct
{
  char *reason;
} JudgeOptions;

static const GOptionEntry judge_options[] = {
  PURSUIT_OPTION (JudgeOptions, reason, "reason", G_OPTION_ARG_STRING, N_("Why"), N_("TEXT")),
  { NULL },
};

static const GOptionEntry level_options[] = {
  PURSUIT_OPTION (JudgeOptions, reason, "reason", G_OPTION_ARG_STRING, N_("What shows it; needed"), N_("TEXT")),
  { NULL },
};

static gboolean
judge (PursuitCli           *self,
       PursuitStandingKind   kind,
       GError              **error)
{
  const JudgeOptions *options = self->options;
  PursuitStandingChange change = { .kind = kind, .reason = options->reason };
  gint64 entry_id;

  return pursuit_standing_parse (kind, self->args[1], &change.value, error) && pursuit_cli_open (self, error) &&
         pursuit_cli_look_up (self, PURSUIT_TYPE_CUSTOMER, self->args[0], &change.customer_id, error) &&
         pursuit_standing_change (self->desk, &change, &entry_id, error) &&
         pursuit_answer_change (self, PURSUIT_TYPE_CUSTOMER, change.customer_id, entry_id, error);
}

static gboolean
run_grade (PursuitCli  *self,
           GError     **error)
{
  return judge (self, PURSUIT_STANDING_KIND_GRADE, error);
}

static gboolean
run_funnel (PursuitCli  *self,
            GError     **error)
{
  return judge (self, PURSUIT_STANDING_KIND_FUNNEL, error);
}

static gboolean
run_level (PursuitCli  *self,
           GError     **error)
{
  return judge (self, PURSUIT_STANDING_KIND_LEVEL, error);
}

const PursuitCommand pursuit_cmd_customer_grade = {
  .name = "customer grade",
  .arguments = N_("CUSTOMER a|b|c|none [--reason TEXT]"),
  .summary = N_("Grade a customer"),
  .n_required = 2,
  .n_allowed = 2,
  .options = judge_options,
  .options_size = sizeof (JudgeOptions),
  .run = run_grade,
};

const PursuitCommand pursuit_cmd_customer_funnel = {
  .name = "customer funnel",
  .arguments = N_("CUSTOMER potential|lead|opportunity [--reason TEXT]"),
  .summary = N_("Say where a customer stands in the small funnel"),
  .details = N_("An opportunity needs a person who works there and is interested in something: “set contact NAME interest=TEXT”."),
  .n_required = 2,
  .n_allowed = 2,
  .options = judge_options,
  .options_size = sizeof (JudgeOptions),
  .run = run_funnel,
};

const PursuitCommand pursuit_cmd_customer_level = {
  .name = "customer level",
  .arguments = N_("CUSTOMER 0-5 --reason TEXT"),
  .summary = N_("Assess how deep the relationship with a customer is"),
  .details = N_("1 delivers to specification, 2 delivers excellent products and services, 3 gives excellent service and support, "
                "4 contributes to business issues, 5 contributes to organisational issues, 0 not assessed."),
  .n_required = 2,
  .n_allowed = 2,
  .options = level_options,
  .options_size = sizeof (JudgeOptions),
  .run = run_level,
};

static JsonArray *
describe (GPtrArray *moves)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < moves->len; i++)
    {
      const PursuitStandingMove *move = g_ptr_array_index (moves, i);
      JsonObject *object = json_object_new ();

      pursuit_answer_set_time (object, "at", move->at);
      json_object_set_string_member (object, "kind", pursuit_standing_kind_get_nick (move->kind));
      json_object_set_int_member (object, "from", move->from);
      json_object_set_int_member (object, "to", move->to);
      pursuit_answer_set_text (object, "staff", move->staff);
      pursuit_answer_set_text (object, "reason", move->reason);
      json_array_add_object_element (array, object);
    }

  return array;
}

static void
write_moves (PursuitCli *self,
             GPtrArray  *moves)
{
  g_autoptr(PursuitTable) table = pursuit_table_new ();

  pursuit_table_add_column (table, _("When"), FALSE);
  pursuit_table_add_column (table, _("From"), FALSE);
  pursuit_table_add_column (table, _("To"), FALSE);
  pursuit_table_add_column (table, _("Who"), FALSE);
  pursuit_table_add_column (table, _("Why"), FALSE);
  for (guint i = 0; i < moves->len; i++)
    {
      const PursuitStandingMove *move = g_ptr_array_index (moves, i);

      pursuit_table_take_cell (table, pursuit_time_format (move->at));
      pursuit_table_take_cell (table, pursuit_standing_format (move->kind, move->from));
      pursuit_table_take_cell (table, pursuit_standing_format (move->kind, move->to));
      pursuit_table_add_cell (table, move->staff);
      pursuit_table_add_cell (table, move->reason != NULL ? _(move->reason) : NULL);
    }
  pursuit_table_write (table, self->output);
}

static gboolean
run_standing (PursuitCli  *self,
              GError     **error)
{
  g_autoptr(GPtrArray) moves = NULL;
  gint64 customer_id;

  if (!pursuit_cli_open (self, error) ||
      !pursuit_cli_look_up (self, PURSUIT_TYPE_CUSTOMER, self->args[0], &customer_id, error))
    return FALSE;
  moves = pursuit_standing_read (self->desk, customer_id, error);
  if (moves == NULL)
    return FALSE;

  if (self->json)
    {
      self->answer = json_object_new ();
      json_object_set_array_member (self->answer, "changes", describe (moves));
    }
  else
    write_moves (self, moves);
  return TRUE;
}

const PursuitCommand pursuit_cmd_customer_standing = {
  .name = "customer standing",
  .arguments = N_("CUSTOMER"),
  .summary = N_("List how grade, funnel and relationship level of a customer changed"),
  .n_required = 1,
  .n_allowed = 1,
  .run = run_standing,
};
