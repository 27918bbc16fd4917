/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-activity.h"
#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-lookup-private.h"
#include "pursuit-cli-table-private.h"
#include "pursuit-contact.h"
#include "pursuit-date.h"
#include "pursuit-deals-gate.h"
#include "pursuit-document.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-locale.h"
#include "pursuit-records.h"

/* deal milestone list, tick and untick (STG-2). */

static const char *
get_name (const PursuitGateItem *item)
{
  return pursuit_locale_choose_name (item->milestone->name, item->milestone->name_zh);
}

static PursuitGate *
read_milestones (PursuitCli  *self,
                 GError     **error)
{
  gint64 deal_id;

  if (!pursuit_cli_open (self, error) || !pursuit_cli_look_up (self, PURSUIT_TYPE_DEAL, self->args[0], &deal_id, error))
    return NULL;

  return pursuit_deals_read_milestones (self->desk, deal_id, error);
}

static JsonObject *
describe_proof (const PursuitGateItem *item)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", PURSUIT_RECORD (item->proof)->id);
  json_object_set_string_member (object, "kind", pursuit_enum_get_nick (PURSUIT_TYPE_PROOF_KIND, (int) item->proof->kind));
  pursuit_answer_set_text (object, "done_on", item->proof->done_on);
  pursuit_answer_set_text (object, "shown_by", item->shown_by);
  pursuit_answer_set_text (object, "trouble", item->trouble);

  return object;
}

static JsonObject *
describe_item (const PursuitGateItem *item)
{
  const PursuitMilestone *milestone = item->milestone;
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", PURSUIT_RECORD (milestone)->id);
  json_object_set_int_member (object, "position", item->position);
  json_object_set_string_member (object, "name", get_name (item));
  json_object_set_string_member (object, "kind", pursuit_enum_get_nick (PURSUIT_TYPE_MILESTONE_KIND, (int) milestone->kind));
  json_object_set_boolean_member (object, "required", milestone->required != 0);
  json_object_set_boolean_member (object, "handover", milestone->handover != 0);
  json_object_set_boolean_member (object, "missing", item->is_missing);
  if (item->proof != NULL)
    json_object_set_object_member (object, "proof", describe_proof (item));
  else
    json_object_set_null_member (object, "proof");

  return object;
}

static void
answer_list (PursuitCli  *self,
             PursuitGate *gate)
{
  JsonArray *milestones = json_array_new ();

  for (guint i = 0; i < gate->items->len; i++)
    json_array_add_object_element (milestones, describe_item (g_ptr_array_index (gate->items, i)));

  self->answer = json_object_new ();
  json_object_set_int_member (self->answer, "deal", PURSUIT_RECORD (gate->deal)->id);
  json_object_set_int_member (self->answer, "position", gate->from);
  pursuit_answer_set_id (self->answer, "buyer_position", gate->buyer);
  json_object_set_array_member (self->answer, "milestones", milestones);
}

static const char *
get_state (const PursuitGateItem *item)
{
  if (item->trouble != NULL)
    return item->trouble;
  if (item->proof != NULL)
    return item->shown_by;

  return item->is_missing ? _("missing") : "";
}

static void
write_list (PursuitCli  *self,
            PursuitGate *gate)
{
  g_autoptr(PursuitTable) table = pursuit_table_new ();

  pursuit_table_add_column (table, _("No."), TRUE);
  pursuit_table_add_column (table, _("Stage"), TRUE);
  pursuit_table_add_column (table, _("Milestone"), FALSE);
  pursuit_table_add_column (table, _("Kind"), FALSE);
  pursuit_table_add_column (table, _("Asked for"), FALSE);
  pursuit_table_add_column (table, _("Shown by"), FALSE);
  for (guint i = 0; i < gate->items->len; i++)
    {
      const PursuitGateItem *item = g_ptr_array_index (gate->items, i);
      const PursuitMilestone *milestone = item->milestone;

      pursuit_table_take_cell (table, g_strdup_printf ("%lld", (long long) PURSUIT_RECORD (milestone)->id));
      pursuit_table_take_cell (table, g_strdup_printf ("%d", item->position));
      pursuit_table_add_cell (table, get_name (item));
      pursuit_table_add_cell (table, pursuit_enum_get_label (PURSUIT_TYPE_MILESTONE_KIND, (int) milestone->kind));
      pursuit_table_add_cell (table, milestone->handover ? _("on hand-over") : milestone->required ? _("to go on") : _("optional"));
      pursuit_table_add_cell (table, get_state (item));
    }
  pursuit_table_write (table, self->output);
}

static gboolean
run_list (PursuitCli  *self,
          GError     **error)
{
  g_autoptr(PursuitGate) gate = read_milestones (self, error);

  if (gate == NULL)
    return FALSE;

  if (self->json)
    answer_list (self, gate);
  else
    write_list (self, gate);
  return TRUE;
}

const PursuitCommand pursuit_cmd_deal_milestone_list = {
  .name = "deal milestone list",
  .arguments = N_("DEAL"),
  .summary = N_("List the milestones of a deal and what shows them"),
  .n_required = 1,
  .n_allowed = 1,
  .run = run_list,
};

/* By number, or by name in any language. */
static gboolean
is_called (const PursuitGateItem *item,
           const char            *text)
{
  gint64 id;

  if (g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, &id, NULL))
    return PURSUIT_RECORD (item->milestone)->id == id;

  return g_str_equal (item->milestone->name, text) || g_str_equal (get_name (item), text) ||
         g_strcmp0 (item->milestone->name_zh, text) == 0;
}

static PursuitGateItem *
find_item (PursuitGate  *gate,
           const char   *text,
           GError      **error)
{
  PursuitGateItem *found = NULL;

  for (guint i = 0; i < gate->items->len; i++)
    {
      PursuitGateItem *item = g_ptr_array_index (gate->items, i);

      if (!is_called (item, text))
        continue;
      if (found != NULL)
        {
          g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("Several milestones are called “%s”; give the number."),
                       text);
          return NULL;
        }
      found = item;
    }

  if (found == NULL)
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("The process of “%1$s” has no milestone “%2$s”."),
                 gate->deal->title, text);
  return found;
}

typedef struct
{
  char *document;
  char *visit;
  char *person;
  char *note;
  char *day;
} TickOptions;

static const GOptionEntry tick_options[] = {
  PURSUIT_OPTION (TickOptions, document, "document", G_OPTION_ARG_STRING, N_("The document that shows it"), N_("NAME|ID")),
  PURSUIT_OPTION (TickOptions, visit, "visit", G_OPTION_ARG_STRING, N_("The call, visit or meeting that shows it"), N_("SUBJECT|ID")),
  PURSUIT_OPTION (TickOptions, person, "person", G_OPTION_ARG_STRING, N_("Who at the customer confirmed it"), N_("NAME|ID")),
  PURSUIT_OPTION (TickOptions, note, "note", G_OPTION_ARG_STRING, N_("What shows it, in words"), N_("TEXT")),
  PURSUIT_OPTION (TickOptions, day, "on", G_OPTION_ARG_STRING, N_("When it was reached, today if not said"), N_("DATE")),
  { NULL },
};

static gboolean
look_up_source (PursuitCli    *self,
                PursuitProof  *proof,
                GError       **error)
{
  const TickOptions *options = self->options;

  if (options->document != NULL)
    {
      proof->kind = PURSUIT_PROOF_DOCUMENT;
      return pursuit_cli_look_up (self, PURSUIT_TYPE_DOCUMENT, options->document, &proof->document_id, error);
    }
  if (options->visit != NULL)
    {
      proof->kind = PURSUIT_PROOF_VISIT;
      return pursuit_cli_look_up (self, PURSUIT_TYPE_ACTIVITY, options->visit, &proof->activity_id, error);
    }
  if (options->person != NULL)
    {
      proof->kind = PURSUIT_PROOF_CONTACT;
      return pursuit_cli_look_up (self, PURSUIT_TYPE_CONTACT, options->person, &proof->contact_id, error);
    }

  proof->kind = options->note != NULL ? PURSUIT_PROOF_NOTE : PURSUIT_PROOF_DATE;
  return TRUE;
}

static gboolean
run_tick (PursuitCli  *self,
          GError     **error)
{
  const TickOptions *options = self->options;
  g_autoptr(PursuitGate) gate = NULL;
  g_autoptr(PursuitProof) proof = NULL;
  PursuitGateItem *item;
  gint64 entry_id;

  if ((options->document != NULL) + (options->visit != NULL) + (options->person != NULL) > 1)
    return pursuit_cli_misuse (error, _("Give one of --document, --visit and --person."));
  gate = read_milestones (self, error);
  item = gate != NULL ? find_item (gate, self->args[1], error) : NULL;
  if (item == NULL)
    return FALSE;

  proof = PURSUIT_PROOF (pursuit_record_new (PURSUIT_TYPE_PROOF));
  proof->deal_id = PURSUIT_RECORD (gate->deal)->id;
  proof->milestone_id = PURSUIT_RECORD (item->milestone)->id;
  proof->note = g_strdup (options->note);
  proof->done_on = g_strdup (options->day);
  return look_up_source (self, proof, error) &&
         pursuit_records_create (self->desk, PURSUIT_RECORD (proof), &entry_id, error) &&
         pursuit_answer_change (self, PURSUIT_TYPE_PROOF, PURSUIT_RECORD (proof)->id, entry_id, error);
}

const PursuitCommand pursuit_cmd_deal_milestone_tick = {
  .name = "deal milestone tick",
  .arguments = N_("DEAL MILESTONE"),
  .summary = N_("Say that a deal has reached a milestone, and what shows it"),
  .details = N_("MILESTONE is its number or name, as “deal milestone list” has them. Without a document, visit, person or note "
                "the day alone is kept."),
  .n_required = 2,
  .n_allowed = 2,
  .options = tick_options,
  .options_size = sizeof (TickOptions),
  .run = run_tick,
};

static gboolean
run_untick (PursuitCli  *self,
            GError     **error)
{
  g_autoptr(PursuitGate) gate = read_milestones (self, error);
  PursuitGateItem *item = gate != NULL ? find_item (gate, self->args[1], error) : NULL;
  gint64 entry_id;

  if (item == NULL)
    return FALSE;
  if (item->proof == NULL)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%1$s” has not reached “%2$s”."), gate->deal->title,
                   get_name (item));
      return FALSE;
    }

  return pursuit_records_delete (self->desk, PURSUIT_TYPE_PROOF, PURSUIT_RECORD (item->proof)->id, &entry_id, error) &&
         pursuit_answer_change (self, PURSUIT_TYPE_PROOF, PURSUIT_RECORD (item->proof)->id, entry_id, error);
}

const PursuitCommand pursuit_cmd_deal_milestone_untick = {
  .name = "deal milestone untick",
  .arguments = N_("DEAL MILESTONE"),
  .summary = N_("Take back that a deal has reached a milestone"),
  .n_required = 2,
  .n_allowed = 2,
  .run = run_untick,
};
