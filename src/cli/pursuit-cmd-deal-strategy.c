/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-lookup-private.h"
#include "pursuit-cli-table-private.h"
#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-locale.h"
#include "pursuit-red-flags.h"
#include "pursuit-rival.h"
#include "pursuit-strategy-read.h"
#include "pursuit-tracks.h"

/* The whole strategy sheet of a deal (CUS-7). */

static JsonArray *
describe_flags (GPtrArray *flags)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < flags->len; i++)
    {
      const PursuitRedFlag *flag = g_ptr_array_index (flags, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "id", flag->id);
      json_object_set_string_member (object, "severity", flag->is_error ? "error" : "warning");
      json_object_set_string_member (object, "text", flag->text);
      json_array_add_object_element (array, object);
    }

  return array;
}

static JsonArray *
describe_people (PursuitCli *self,
                 GPtrArray  *people)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < people->len; i++)
    {
      const PursuitStrategyPerson *person = g_ptr_array_index (people, i);

      json_array_add_object_element (array, pursuit_answer_describe_record (self, PURSUIT_RECORD (person->stakeholder)));
    }

  return array;
}

static JsonArray *
describe_records (PursuitCli *self,
                  GPtrArray  *records)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < records->len; i++)
    json_array_add_object_element (array, pursuit_answer_describe_record (self, g_ptr_array_index (records, i)));

  return array;
}

static JsonArray *
describe_reviews (PursuitCli *self,
                  GPtrArray  *reviews)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < reviews->len; i++)
    {
      const PursuitStrategyReview *review = g_ptr_array_index (reviews, i);

      json_array_add_object_element (array, pursuit_answer_describe_record (self, PURSUIT_RECORD (review->strategy)));
    }

  return array;
}

static JsonArray *
describe_milestones (PursuitCli        *self,
                     const PursuitGate *gate)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < gate->items->len; i++)
    {
      const PursuitGateItem *item = g_ptr_array_index (gate->items, i);
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "id", PURSUIT_RECORD (item->milestone)->id);
      json_object_set_int_member (object, "position", item->position);
      json_object_set_string_member (object, "name", item->milestone->name);
      pursuit_answer_set_text (object, "name_zh", item->milestone->name_zh);
      json_object_set_boolean_member (object, "required", item->milestone->required != 0);
      json_object_set_boolean_member (object, "handover", item->milestone->handover != 0);
      json_object_set_boolean_member (object, "missing", item->is_missing);
      pursuit_answer_set_text (object, "shown_by", item->shown_by);
      pursuit_answer_set_text (object, "trouble", item->trouble);
      json_array_add_object_element (array, object);
    }

  return array;
}

static JsonObject *
describe_move (const PursuitTrackMove *move)
{
  JsonObject *object = json_object_new ();

  pursuit_answer_set_time (object, "at", move->at);
  json_object_set_string_member (object, "track", move->is_buyer ? "buyer" : "ours");
  pursuit_answer_set_id (object, "from", move->from);
  pursuit_answer_set_id (object, "to", move->to);
  pursuit_answer_set_text (object, "stage", move->stage);
  if (!move->is_buyer)
    json_object_set_string_member (object, "status",
                                   pursuit_enum_get_nick (PURSUIT_TYPE_DEAL_STATUS, move->to_status));
  pursuit_answer_set_text (object, "staff", move->staff);
  pursuit_answer_set_text (object, move->is_buyer ? "evidence" : "reason", move->reason);
  pursuit_answer_set_text (object, "missing", move->missing);
  json_object_set_int_member (object, "days", move->days);
  json_object_set_boolean_member (object, "stays", move->stays);
  if (move->knows_gap)
    json_object_set_int_member (object, "gap", move->gap);
  else
    json_object_set_null_member (object, "gap");

  return object;
}

static JsonObject *
describe (PursuitCli           *self,
          PursuitStrategySheet *sheet)
{
  JsonObject *object = json_object_new ();
  JsonArray *changes = json_array_new ();
  JsonArray *history = json_array_new ();

  for (guint i = 0; i < sheet->changes->len; i++)
    json_array_add_string_element (changes, g_ptr_array_index (sheet->changes, i));
  for (guint i = 0; i < sheet->tracks->len; i++)
    json_array_add_object_element (history, describe_move (g_ptr_array_index (sheet->tracks, i)));

  json_object_set_object_member (object, "deal", pursuit_answer_describe_record (self, PURSUIT_RECORD (sheet->deal)));
  pursuit_answer_set_id (object, "position", sheet->stage != NULL ? sheet->stage->position : 0);
  pursuit_answer_set_id (object, "buyer_position", sheet->buyer_stage != NULL ? sheet->buyer_stage->position : 0);
  json_object_set_array_member (object, "flags", describe_flags (sheet->flags));
  json_object_set_array_member (object, "milestones", describe_milestones (self, sheet->milestones));
  json_object_set_array_member (object, "people", describe_people (self, sheet->people));
  json_object_set_array_member (object, "offered", describe_records (self, sheet->offered));
  json_object_set_array_member (object, "rivals", describe_records (self, sheet->rivals));
  json_object_set_array_member (object, "reviews", describe_reviews (self, sheet->reviews));
  pursuit_answer_set_time (object, "since", sheet->since);
  json_object_set_array_member (object, "changes", changes);
  json_object_set_array_member (object, "history", history);
  json_object_set_boolean_member (object, "may_edit", sheet->may_edit);

  return object;
}

/* On a scale around zero the sign is half of what is said. */
static char *
dup_signed (int number)
{
  return g_strdup_printf (number > 0 ? "+%d" : "%d", number);
}

static void
write_heading (PursuitCli *self,
               const char *heading)
{
  pursuit_output_line (self->output, "\n%s", heading);
}

static void
write_flags (PursuitCli *self,
             GPtrArray  *flags)
{
  if (flags->len > 0)
    write_heading (self, _("Red Flags"));
  for (guint i = 0; i < flags->len; i++)
    {
      const PursuitRedFlag *flag = g_ptr_array_index (flags, i);

      pursuit_output_line (self->output, "%s %s", flag->is_error ? "!!" : "! ", flag->text);
    }
}

static void
write_people (PursuitCli *self,
              GPtrArray  *people)
{
  g_autoptr(PursuitTable) table = pursuit_table_new ();

  if (people->len == 0)
    return;
  write_heading (self, _("People"));
  pursuit_table_add_column (table, _("No."), TRUE);
  pursuit_table_add_column (table, _("Person"), FALSE);
  pursuit_table_add_column (table, _("Role in the purchase"), FALSE);
  pursuit_table_add_column (table, _("Attitude to us"), TRUE);
  pursuit_table_add_column (table, _("Influence"), TRUE);
  pursuit_table_add_column (table, _("What they want"), FALSE);
  for (guint i = 0; i < people->len; i++)
    {
      const PursuitStrategyPerson *person = g_ptr_array_index (people, i);
      const PursuitStakeholder *part = person->stakeholder;

      pursuit_table_take_cell (table, g_strdup_printf ("%" G_GINT64_FORMAT, PURSUIT_RECORD (part)->id));
      pursuit_table_add_cell (table, person->contact->name);
      pursuit_table_add_cell (table, part->role != PURSUIT_BUYING_ROLE_NONE
                                       ? pursuit_enum_get_label (PURSUIT_TYPE_BUYING_ROLE, (int) part->role) : NULL);
      pursuit_table_take_cell (table, dup_signed ((int) part->attitude));
      pursuit_table_take_cell (table, g_strdup_printf ("%d", (int) part->influence));
      pursuit_table_add_cell (table, part->wants);
    }
  pursuit_table_write (table, self->output);
}

static void
write_rivals (PursuitCli *self,
              GPtrArray  *rivals)
{
  g_autoptr(PursuitTable) table = pursuit_table_new ();

  if (rivals->len == 0)
    return;
  write_heading (self, _("Competitors"));
  pursuit_table_add_column (table, _("No."), TRUE);
  pursuit_table_add_column (table, _("Competitor"), FALSE);
  pursuit_table_add_column (table, _("Our position"), FALSE);
  pursuit_table_add_column (table, _("What we do about it"), FALSE);
  for (guint i = 0; i < rivals->len; i++)
    {
      const PursuitRival *rival = g_ptr_array_index (rivals, i);

      pursuit_table_take_cell (table, g_strdup_printf ("%" G_GINT64_FORMAT, PURSUIT_RECORD (rival)->id));
      pursuit_table_add_cell (table, rival->name);
      pursuit_table_add_cell (table, rival->standing != PURSUIT_STANDING_NONE
                                       ? pursuit_enum_get_label (PURSUIT_TYPE_STANDING, (int) rival->standing) : NULL);
      pursuit_table_add_cell (table, rival->plan);
    }
  pursuit_table_write (table, self->output);
}

static void
write_reviews (PursuitCli           *self,
               PursuitStrategySheet *sheet)
{
  for (guint i = 0; i < sheet->reviews->len; i++)
    {
      const PursuitStrategyReview *review = g_ptr_array_index (sheet->reviews, i);
      const PursuitStrategy *strategy = review->strategy;
      const char *const texts[] = { strategy->goal, strategy->standing, strategy->changes };
      g_autofree char *day = pursuit_date_format (strategy->written_on);
      g_autofree char *heading = review->staff != NULL
        /* Translators: %1$s is a date, %2$s a person */
        ? g_strdup_printf (_("Review of %1$s by %2$s"), day, review->staff)
        : g_strdup_printf (_("Review of %s"), day);

      write_heading (self, heading);
      for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
        if (texts[j] != NULL)
          pursuit_output_line (self->output, "%s", texts[j]);
    }

  if (sheet->changes->len > 0)
    write_heading (self, _("Changed Since the Last Review"));
  for (guint i = 0; i < sheet->changes->len; i++)
    pursuit_output_line (self->output, "%s", (const char *) g_ptr_array_index (sheet->changes, i));
}

static void
write_history (PursuitCli *self,
               GPtrArray  *tracks)
{
  g_autoptr(PursuitTable) table = pursuit_table_new ();

  write_heading (self, _("History"));
  pursuit_table_add_column (table, _("When"), FALSE);
  pursuit_table_add_column (table, _("Track"), FALSE);
  pursuit_table_add_column (table, _("Stage"), FALSE);
  pursuit_table_add_column (table, _("Days"), TRUE);
  pursuit_table_add_column (table, _("Gap"), TRUE);
  pursuit_table_add_column (table, _("Why"), FALSE);
  for (guint i = 0; i < tracks->len; i++)
    {
      const PursuitTrackMove *move = g_ptr_array_index (tracks, i);

      pursuit_table_take_cell (table, pursuit_time_format (move->at));
      pursuit_table_add_cell (table, move->is_buyer ? C_("track", "Buyer") : C_("track", "Ours"));
      pursuit_table_take_cell (table, move->to == 0 ? NULL
                                                    : g_strdup_printf ("%d %s", move->to, pursuit_locale_choose_name (move->stage, move->stage_zh)));
      pursuit_table_take_cell (table, g_strdup_printf ("%d", move->days));
      pursuit_table_take_cell (table, move->knows_gap ? dup_signed (move->gap) : NULL);
      pursuit_table_add_cell (table, move->reason != NULL ? _(move->reason) : NULL);
    }
  pursuit_table_write (table, self->output);
}

static void
write_head (PursuitCli           *self,
            PursuitStrategySheet *sheet)
{
  const PursuitStage *buyer = sheet->buyer_stage;

  pursuit_output_line (self->output, "%s", sheet->deal->title);
  pursuit_output_line (self->output, "%s", sheet->customer->name);
  if (sheet->stage != NULL)
    /* Translators: %1$d is the number of a stage, %2$s its name */
    pursuit_output_line (self->output, _("We: %1$d %2$s"), (int) sheet->stage->position,
                         pursuit_locale_choose_name (sheet->stage->name, sheet->stage->name_zh));
  if (buyer != NULL)
    /* Translators: %1$d is the number of a stage, %2$s its name */
    pursuit_output_line (self->output, _("The buyer: %1$d %2$s"), (int) buyer->position,
                         pursuit_locale_choose_name (buyer->buyer_name, buyer->buyer_name_zh));
  else
    pursuit_output_line (self->output, "%s", _("Nobody said where the buyer stands."));
}

static gboolean
run_strategy (PursuitCli  *self,
              GError     **error)
{
  g_autoptr(PursuitStrategySheet) sheet = NULL;
  gint64 deal_id;

  if (!pursuit_cli_open (self, error) || !pursuit_cli_look_up (self, PURSUIT_TYPE_DEAL, self->args[0], &deal_id, error))
    return FALSE;
  sheet = pursuit_strategy_read (self->desk, deal_id, error);
  if (sheet == NULL)
    return FALSE;

  if (self->json)
    {
      self->answer = describe (self, sheet);
      return TRUE;
    }

  write_head (self, sheet);
  write_flags (self, sheet->flags);
  write_people (self, sheet->people);
  write_rivals (self, sheet->rivals);
  write_reviews (self, sheet);
  write_history (self, sheet->tracks);
  return TRUE;
}

const PursuitCommand pursuit_cmd_deal_strategy = {
  .name = "deal strategy",
  .arguments = N_("DEAL"),
  .summary = N_("Show the strategy sheet of a deal: red flags, people, competitors, reviews, both tracks"),
  .details = N_("People, competitors and reviews are records: “add stakeholder”, “add rival” and “add strategy” make them, "
                "“set” changes them."),
  .n_required = 1,
  .n_allowed = 1,
  .run = run_strategy,
};
