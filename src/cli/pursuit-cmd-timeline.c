/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-lookup-private.h"
#include "pursuit-cli-table-private.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-deal.h"
#include "pursuit-enums.h"
#include "pursuit-own-changes.h"
#include "pursuit-own-fields.h"
#include "pursuit-query-run.h"
#include "pursuit-records.h"
#include "pursuit-row.h"
#include "pursuit-staff.h"
#include "pursuit-timeline-topic.h"

/* timeline: what happened with a customer or a deal, the newest first (DOS-4). */

/* Rows are fetched in pieces of this size. */
#define PIECE 500

typedef struct
{
  char *deal;
  char *about;
  char *by;
  int limit;
} TimelineOptions;

static const GOptionEntry options[] = {
  PURSUIT_OPTION (TimelineOptions, deal, "deal", G_OPTION_ARG_STRING, N_("Only what is about this deal"), N_("TITLE|ID")),
  PURSUIT_OPTION (TimelineOptions, about, "about", G_OPTION_ARG_STRING,
                  N_("Only visits, deals, documents, company, people or looks"), N_("TOPIC")),
  PURSUIT_OPTION (TimelineOptions, by, "by", G_OPTION_ARG_STRING, N_("Only what this member of staff did"), N_("NAME|ID")),
  PURSUIT_OPTION (TimelineOptions, limit, "limit", G_OPTION_ARG_INT, N_("At most this many entries"), N_("N")),
  { NULL },
};

static gboolean
parse_topic (const char            *text,
             PursuitTimelineTopic  *out_topic,
             GError               **error)
{
  static const char *const topics[PURSUIT_N_TOPICS] = {
    [PURSUIT_TOPIC_ANY] = "any",             [PURSUIT_TOPIC_VISITS] = "visits",   [PURSUIT_TOPIC_DEALS] = "deals",
    [PURSUIT_TOPIC_DOCUMENTS] = "documents", [PURSUIT_TOPIC_COMPANY] = "company", [PURSUIT_TOPIC_PEOPLE] = "people",
    [PURSUIT_TOPIC_LOOKS] = "looks",
  };

  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (topics); i++)
    if (g_str_equal (text, topics[i]))
      {
        *out_topic = (PursuitTimelineTopic) i;
        return TRUE;
      }

  return text == NULL || pursuit_cli_misuse (error, _("“%s” is no topic: visits, deals, documents, company, people or looks."), text);
}

/* A deal is found among what is about its customer. */
static gboolean
look_up_deal (PursuitCli    *self,
              const char    *text,
              PursuitQuery  *query,
              GError       **error)
{
  g_autoptr(PursuitRecord) deal = NULL;

  if (!pursuit_cli_look_up (self, PURSUIT_TYPE_DEAL, text, &query->deal_id, error))
    return FALSE;
  deal = pursuit_records_load (self->desk, PURSUIT_TYPE_DEAL, query->deal_id, error);
  if (deal != NULL && query->customer_id == 0)
    query->customer_id = PURSUIT_DEAL (deal)->customer_id;

  return deal != NULL;
}

static PursuitQuery *
make_query (PursuitCli            *self,
            PursuitTimelineTopic   topic,
            GError               **error)
{
  const TimelineOptions *wanted = self->options;
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_TIMELINE);

  query->topic = (int) topic;
  if ((self->n_args > 0 && !pursuit_cli_look_up (self, PURSUIT_TYPE_CUSTOMER, self->args[0], &query->customer_id, error)) ||
      (wanted->deal != NULL && !look_up_deal (self, wanted->deal, query, error)) ||
      (wanted->by != NULL && !pursuit_cli_look_up (self, PURSUIT_TYPE_STAFF, wanted->by, &query->actor_id, error)))
    return NULL;

  return g_steal_pointer (&query);
}

static const char *
get_source (PursuitRow *row)
{
  static const char *const sources[] = {
    [PURSUIT_TIMELINE_MOVE] = "move",         [PURSUIT_TIMELINE_CHANGE] = "change", [PURSUIT_TIMELINE_BUYER] = "buyer-stage",
    [PURSUIT_TIMELINE_STANDING] = "standing", [PURSUIT_TIMELINE_DOCUMENT] = "document",
  };
  gint64 source = pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_SOURCE);

  if (source == PURSUIT_TIMELINE_ACTIVITY)
    return pursuit_enum_get_nick (PURSUIT_TYPE_ACTIVITY_KIND, (int) pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_KIND));

  return sources[CLAMP (source, 0, (gint64) G_N_ELEMENTS (sources) - 1)];
}

static JsonObject *
describe (PursuitRow *row)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "what", get_source (row));
  pursuit_answer_set_time (object, "at", pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_AT));
  pursuit_answer_set_text (object, "by", pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_ACTOR));
  pursuit_answer_set_text (object, "verb", pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_VERB));
  pursuit_answer_set_text (object, "entity", pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_ENTITY));
  pursuit_answer_set_text (object, "text", pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_TEXT));
  pursuit_answer_set_text (object, "detail", pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_DETAIL));
  pursuit_answer_set_text (object, "name", pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_NAME));
  json_object_set_int_member (object, "from", pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_FROM));
  json_object_set_int_member (object, "to", pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_TO));

  return object;
}

/* Which fields of the house changed, and how; NULL where none did. */
static char *
dup_own_changes (PursuitCli *self,
                 PursuitRow *row)
{
  const char *entity = pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_ENTITY);
  GType type = entity != NULL ? pursuit_record_type_from_table (entity) : G_TYPE_INVALID;
  const char *detail = pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_DETAIL);
  g_autoptr(JsonNode) node = detail != NULL && type != G_TYPE_INVALID ? json_from_string (detail, NULL) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  return pursuit_own_changes_describe (pursuit_desk_get_own_set (self->desk, NULL), type,
                                       pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_OWN_BEFORE), json_node_get_object (node),
                                       pursuit_desk_get_currency (self->desk));
}

/* Whom or what a change was about, or which fields of the house. */
static char *
dup_changed (PursuitCli *self,
             PursuitRow *row)
{
  const char *name = pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_NAME);

  return name != NULL ? g_strdup (name) : dup_own_changes (self, row);
}

static void
add_row (PursuitCli   *self,
         PursuitTable *table,
         PursuitRow   *row)
{
  const char *verb = pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_VERB);
  const char *entity = pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_ENTITY);
  gboolean is_change = pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_SOURCE) == PURSUIT_TIMELINE_CHANGE;

  pursuit_table_take_cell (table, pursuit_time_format (pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_AT)));
  pursuit_table_add_cell (table, pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_ACTOR));
  pursuit_table_take_cell (table, is_change ? g_strdup_printf ("%s %s", verb, entity) : g_strdup (get_source (row)));
  pursuit_table_add_cell (table, pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_TEXT));
  pursuit_table_take_cell (table, is_change ? dup_changed (self, row)
                                            : g_strdup (pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_DETAIL)));
}

static PursuitTable *
make_table (void)
{
  PursuitTable *table = pursuit_table_new ();

  pursuit_table_add_column (table, _("When"), FALSE);
  pursuit_table_add_column (table, _("By"), FALSE);
  pursuit_table_add_column (table, _("What"), FALSE);
  pursuit_table_add_column (table, _("Subject"), FALSE);
  pursuit_table_add_column (table, _("Text"), FALSE);

  return table;
}

static gboolean
write_entries (PursuitCli  *self,
               GArray      *ids,
               GError     **error)
{
  g_autoptr(PursuitTable) table = make_table ();
  g_autoptr(JsonArray) entries = json_array_new ();

  for (guint i = 0; i < ids->len; i += PIECE)
    {
      g_autoptr(GPtrArray) rows = pursuit_desk_query_rows (self->desk, PURSUIT_LIST_TIMELINE, &g_array_index (ids, gint64, i),
                                                           MIN (PIECE, ids->len - i), error);

      if (rows == NULL)
        return FALSE;
      for (guint j = 0; j < rows->len; j++)
        if (self->json)
          json_array_add_object_element (entries, describe (g_ptr_array_index (rows, j)));
        else
          add_row (self, table, g_ptr_array_index (rows, j));
    }

  self->answer = json_object_new ();
  json_object_set_array_member (self->answer, "entries", json_array_ref (entries));
  if (!self->json && ids->len > 0)
    pursuit_table_write (table, self->output);
  else if (!self->json)
    pursuit_output_line (self->output, "%s", _("Nothing found."));
  return TRUE;
}

static gboolean
run_timeline (PursuitCli  *self,
              GError     **error)
{
  const TimelineOptions *wanted = self->options;
  PursuitTimelineTopic topic = PURSUIT_TOPIC_ANY;
  g_autoptr(PursuitQuery) query = NULL;
  g_autoptr(GArray) ids = NULL;

  if (!parse_topic (wanted->about, &topic, error))
    return FALSE;
  if (self->n_args == 0 && wanted->deal == NULL)
    return pursuit_cli_misuse (error, _("Give a customer or --deal."));
  if (wanted->limit < 0)
    return pursuit_cli_misuse (error, _("The limit counts rows; 0 means all."));
  if (!pursuit_cli_open (self, error) || !pursuit_desk_require (self->desk, PURSUIT_RIGHT_VIEW, error))
    return FALSE;

  query = make_query (self, topic, error);
  ids = query != NULL ? pursuit_desk_query_ids (self->desk, query, (guint) wanted->limit, error) : NULL;
  return ids != NULL && write_entries (self, ids, error);
}

const PursuitCommand pursuit_cmd_timeline = {
  .name = "timeline",
  .arguments = N_("[CUSTOMER]"),
  .summary = N_("Tell what happened with a customer or a deal"),
  .details = N_("Visits, calls and notes, moves of deals on both sides, documents, changes of fields and of how a customer is judged, "
                "the newest first. Looks at personal profiles are told to administrators only."),
  .n_required = 0,
  .n_allowed = 1,
  .options = options,
  .options_size = sizeof (TimelineOptions),
  .run = run_timeline,
};
