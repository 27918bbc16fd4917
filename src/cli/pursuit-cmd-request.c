/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-lookup-private.h"
#include "pursuit-cli-table-private.h"
#include "pursuit-date.h"
#include "pursuit-deal.h"
#include "pursuit-locale.h"
#include "pursuit-requests.h"
#include "pursuit-role.h"
#include "pursuit-staff.h"

/* Requests for a role on a deal (TEAM-4): request new, answer and list. */

typedef struct
{
  char *needed;
  char *purpose;
  char *background;
  char *person;
  int stage;
  int hours;
} NewOptions;

static const GOptionEntry new_options[] = {
  PURSUIT_OPTION (NewOptions, needed, "by", G_OPTION_ARG_STRING, N_("By when somebody is needed"), N_("DATE")),
  PURSUIT_OPTION (NewOptions, purpose, "for", G_OPTION_ARG_STRING, N_("What for"), N_("TEXT")),
  PURSUIT_OPTION (NewOptions, background, "background", G_OPTION_ARG_STRING, N_("What one has to know"), N_("TEXT")),
  PURSUIT_OPTION (NewOptions, person, "of", G_OPTION_ARG_STRING, N_("Who is asked, whoever coordinates the role if not said"), N_("STAFF")),
  PURSUIT_OPTION (NewOptions, stage, "stage", G_OPTION_ARG_INT, N_("For which stage, the present one if not said"), "1-8"),
  PURSUIT_OPTION (NewOptions, hours, "hours", G_OPTION_ARG_INT, N_("How many hours it takes"), N_("HOURS")),
  { NULL },
};

static gboolean
parse_day (const char  *text,
           char       **out_day,
           GError     **error)
{
  if (text == NULL)
    return pursuit_cli_misuse (error, _("Say by when: --by DATE."));

  return pursuit_date_parse (text, PURSUIT_DATE_ORDER_AUTO, out_day, error);
}

static gboolean
run_new (PursuitCli  *self,
         GError     **error)
{
  const NewOptions *options = self->options;
  g_autoptr(PursuitRoleRequest) request = g_object_new (PURSUIT_TYPE_ROLE_REQUEST, NULL);
  g_autofree char *day = NULL;
  gint64 entry_id;

  if (options->purpose == NULL)
    return pursuit_cli_misuse (error, _("Say what for: --for TEXT."));
  if (options->stage < 0 || options->hours < 0)
    return pursuit_cli_misuse (error, _("A stage and hours are positive numbers."));
  if (!parse_day (options->needed, &day, error) || !pursuit_cli_open (self, error) ||
      !pursuit_cli_look_up (self, PURSUIT_TYPE_DEAL, self->args[0], &request->deal_id, error) ||
      !pursuit_cli_look_up (self, PURSUIT_TYPE_ROLE, self->args[1], &request->role_id, error) ||
      (options->person != NULL && !pursuit_cli_look_up (self, PURSUIT_TYPE_STAFF, options->person, &request->staff_id, error)))
    return FALSE;

  g_object_set (request, "needed-on", day, "purpose", options->purpose, "background", options->background, "stage",
                (gint64) options->stage, "hours", (gint64) options->hours, NULL);
  return pursuit_requests_ask (self->desk, request, &entry_id, error) &&
         pursuit_answer_change (self, PURSUIT_TYPE_ROLE_REQUEST, PURSUIT_RECORD (request)->id, entry_id, error);
}

const PursuitCommand pursuit_cmd_request_new = {
  .name = "request new",
  .arguments = N_("DEAL ROLE --by DATE --for TEXT [--of STAFF] [--stage 1-8] [--hours HOURS] [--background TEXT]"),
  .summary = N_("Ask for a role on a deal"),
  .n_required = 2,
  .n_allowed = 2,
  .options = new_options,
  .options_size = sizeof (NewOptions),
  .run = run_new,
};

typedef struct
{
  char *person;
  char *reason;
  char *hours;
} AnswerOptions;

static const GOptionEntry answer_options[] = {
  PURSUIT_OPTION (AnswerOptions, person, "with", G_OPTION_ARG_STRING, N_("Who comes, the person asked if not said"), N_("STAFF")),
  PURSUIT_OPTION (AnswerOptions, hours, "hours", G_OPTION_ARG_STRING, N_("How many hours a week it takes them"), N_("HOURS")),
  PURSUIT_OPTION (AnswerOptions, reason, "reason", G_OPTION_ARG_STRING, N_("Why it is declined"), N_("TEXT")),
  { NULL },
};

static gboolean
parse_answer (const char           *word,
              PursuitRequestState  *out_state,
              GError              **error)
{
  static const char *const words[] = { [PURSUIT_REQUEST_ACCEPTED] = "accept", [PURSUIT_REQUEST_DECLINED] = "decline",
                                       [PURSUIT_REQUEST_DONE] = "done", [PURSUIT_REQUEST_WITHDRAWN] = "withdraw" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i], word) == 0)
      {
        *out_state = (PursuitRequestState) i;
        return TRUE;
      }

  return pursuit_cli_misuse (error, _("“%s” is no answer: say accept, decline, done or withdraw."), word);
}

static gboolean
run_answer (PursuitCli  *self,
            GError     **error)
{
  const AnswerOptions *options = self->options;
  PursuitAnswer answer = { .hours = -1, .reason = options->reason };
  gint64 hours = -1;
  gint64 entry_id;

  if (!pursuit_cli_parse_number (self->args[0], 1, G_MAXINT64, &answer.request_id, error) ||
      !parse_answer (self->args[1], &answer.state, error) ||
      (options->hours != NULL && !pursuit_cli_parse_number (options->hours, 0, 168, &hours, error)) ||
      !pursuit_cli_open (self, error) ||
      (options->person != NULL && !pursuit_cli_look_up (self, PURSUIT_TYPE_STAFF, options->person, &answer.staff_id, error)))
    return FALSE;

  answer.hours = (int) hours;
  return pursuit_requests_answer (self->desk, &answer, &entry_id, error) &&
         pursuit_answer_change (self, PURSUIT_TYPE_ROLE_REQUEST, answer.request_id, entry_id, error);
}

const PursuitCommand pursuit_cmd_request_answer = {
  .name = "request answer",
  .arguments = N_("REQUEST accept|decline|done|withdraw [--with STAFF] [--hours HOURS] [--reason TEXT]"),
  .summary = N_("Answer a request for a role"),
  .n_required = 2,
  .n_allowed = 2,
  .options = answer_options,
  .options_size = sizeof (AnswerOptions),
  .run = run_answer,
};

static gboolean
parse_list (PursuitCli          *self,
            PursuitRequestList  *out_list,
            GError             **error)
{
  static const char *const words[] = { [PURSUIT_REQUESTS_WAITING] = "waiting", [PURSUIT_REQUESTS_MINE] = "mine",
                                       [PURSUIT_REQUESTS_OPEN] = "open", [PURSUIT_REQUESTS_ANSWERED] = "answered" };

  *out_list = PURSUIT_REQUESTS_OPEN;
  if (self->n_args == 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i], self->args[0]))
      {
        *out_list = (PursuitRequestList) i;
        return TRUE;
      }

  return pursuit_cli_misuse (error, _("“%s” is no list of requests: say waiting, mine, open or answered."), self->args[0]);
}

static JsonObject *
describe_item (const PursuitRequestItem *item)
{
  JsonObject *object = json_object_new ();

  pursuit_answer_set_id (object, "id", item->id);
  json_object_set_string_member (object, "state", pursuit_enum_get_nick (PURSUIT_TYPE_REQUEST_STATE, (int) item->state));
  pursuit_answer_set_id (object, "deal_id", item->deal_id);
  pursuit_answer_set_text (object, "deal", item->deal);
  pursuit_answer_set_text (object, "customer", item->customer);
  pursuit_answer_set_text (object, "role", item->role);
  json_object_set_int_member (object, "stage", item->stage);
  pursuit_answer_set_text (object, "needed_on", item->needed_on);
  json_object_set_boolean_member (object, "overdue", item->is_overdue);
  json_object_set_int_member (object, "hours", item->hours);
  pursuit_answer_set_text (object, "purpose", item->purpose);
  pursuit_answer_set_text (object, "background", item->background);
  pursuit_answer_set_text (object, "person", item->person);
  pursuit_answer_set_text (object, "requester", item->requester);
  pursuit_answer_set_text (object, "answered_by", item->answerer);
  pursuit_answer_set_text (object, "reason", item->reason);
  json_object_set_boolean_member (object, "may_answer", item->may_answer);

  return object;
}

static JsonObject *
describe (const PursuitRequestCounts *counts,
          GPtrArray                  *items)
{
  JsonObject *object = json_object_new ();
  JsonArray *requests = json_array_new ();

  for (guint i = 0; i < items->len; i++)
    json_array_add_object_element (requests, describe_item (g_ptr_array_index (items, i)));
  json_object_set_int_member (object, "waiting", counts->n_waiting);
  json_object_set_int_member (object, "mine", counts->n_mine);
  json_object_set_int_member (object, "open", counts->n_open);
  json_object_set_array_member (object, "requests", requests);

  return object;
}

static void
write_items (PursuitCli *self,
             GPtrArray  *items)
{
  g_autoptr(PursuitTable) table = pursuit_table_new ();

  pursuit_table_add_column (table, _("Number"), TRUE);
  pursuit_table_add_column (table, _("Needed by"), FALSE);
  pursuit_table_add_column (table, _("State"), FALSE);
  pursuit_table_add_column (table, _("Role"), FALSE);
  pursuit_table_add_column (table, _("What for"), FALSE);
  pursuit_table_add_column (table, _("Deal"), FALSE);
  pursuit_table_add_column (table, _("Person"), FALSE);
  for (guint i = 0; i < items->len; i++)
    {
      const PursuitRequestItem *item = g_ptr_array_index (items, i);

      pursuit_table_take_cell (table, g_strdup_printf ("%lld", (long long) item->id));
      pursuit_table_add_cell (table, item->needed_on);
      pursuit_table_add_cell (table, item->is_overdue ? _("Overdue")
                                                      : pursuit_enum_get_label (PURSUIT_TYPE_REQUEST_STATE, (int) item->state));
      pursuit_table_add_cell (table, pursuit_locale_choose_name (item->role, NULL));
      pursuit_table_add_cell (table, item->purpose);
      pursuit_table_add_cell (table, item->deal);
      pursuit_table_add_cell (table, item->person);
    }
  pursuit_table_write (table, self->output);
}

static gboolean
run_list (PursuitCli  *self,
          GError     **error)
{
  g_autoptr(GPtrArray) items = NULL;
  PursuitRequestCounts counts;
  PursuitRequestList list;

  if (!parse_list (self, &list, error) || !pursuit_cli_open (self, error) ||
      (items = pursuit_requests_list (self->desk, list, error)) == NULL || !pursuit_requests_count (self->desk, &counts, error))
    return FALSE;

  if (self->json)
    self->answer = describe (&counts, items);
  else if (items->len == 0)
    pursuit_output_line (self->output, "%s", _("There are no such requests."));
  else
    write_items (self, items);
  return TRUE;
}

const PursuitCommand pursuit_cmd_request_list = {
  .name = "request list",
  .arguments = N_("[waiting|mine|open|answered]"),
  .summary = N_("List requests for a role"),
  .n_allowed = 1,
  .run = run_list,
};
