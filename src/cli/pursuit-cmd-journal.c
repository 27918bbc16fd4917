/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-commands-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-cli-kinds-private.h"
#include "pursuit-cli-table-private.h"
#include "pursuit-date.h"
#include "pursuit-journal.h"
#include "pursuit-own-set.h"
#include "pursuit-filters.h"
#include "pursuit-profile.h"
#include "pursuit-records.h"

/* How many entries without --limit. */
#define DEFAULT_LIMIT 50

/* What changed is cut off after this many characters; JSON has all of it. */
#define MOST_CHARACTERS 100

typedef struct
{
  int limit;
  char *entity;
  char *id;
} JournalOptions;

static const GOptionEntry journal_options[] = {
  PURSUIT_OPTION (JournalOptions, limit, "limit", G_OPTION_ARG_INT, N_("At most this many entries, 50 if not said"), N_("N")),
  PURSUIT_OPTION (JournalOptions, entity, "entity", G_OPTION_ARG_STRING, N_("Only the entries about one record of this kind, with --id"), N_("KIND")),
  PURSUIT_OPTION (JournalOptions, id, "id", G_OPTION_ARG_STRING, N_("That record’s number"), N_("ID")),
  { NULL },
};

static void
set_payload (JsonObject *object,
             const char *key,
             const char *payload)
{
  JsonNode *node = payload != NULL ? json_from_string (payload, NULL) : NULL;

  json_object_set_member (object, key, node != NULL ? node : json_node_new (JSON_NODE_NULL));
}

static JsonObject *
describe_entry (const PursuitJournalEntry *entry)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", entry->id);
  pursuit_answer_set_time (object, "at", entry->at);
  pursuit_answer_set_id (object, "actor_id", entry->actor_id);
  pursuit_answer_set_text (object, "actor", entry->actor);
  pursuit_answer_set_text (object, "verb", entry->verb);
  pursuit_answer_set_text (object, "entity", entry->entity);
  pursuit_answer_set_id (object, "entity_id", entry->entity_id);
  pursuit_answer_set_id (object, "customer_id", entry->customer_id);
  pursuit_answer_set_id (object, "deal_id", entry->deal_id);
  pursuit_answer_set_id (object, "undoes_id", entry->undoes_id);
  set_payload (object, "before", entry->before);
  set_payload (object, "after", entry->after);

  return object;
}

static char *
dup_value (JsonObject *object,
           const char *key)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, key) : NULL;

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? json_to_string (node, FALSE) : NULL;
}

static JsonObject *
parse_payload (const char *payload)
{
  g_autoptr(JsonNode) node = payload != NULL ? json_from_string (payload, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

static void
append_change (GString    *text,
               const char *name,
               const char *was,
               const char *is,
               gboolean    is_change)
{
  g_string_append_printf (text, "%s%s: %s%s%s", text->len > 0 ? ", " : "", name, was != NULL ? was : "", is_change ? " → " : "",
                          is != NULL ? is : "");
}

/* The fields of the house stand there all together, the others with those that changed. */
static void
append_own_changes (GString    *text,
                    const char *before,
                    const char *after,
                    gboolean    is_change)
{
  g_autoptr(PursuitExtra) was = pursuit_extra_parse (before, NULL);
  g_autoptr(PursuitExtra) is = pursuit_extra_parse (after, NULL);
  g_autoptr(GPtrArray) keys = was != NULL && is != NULL ? pursuit_extra_diff (was, is) : NULL;

  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);
      g_autofree char *name = g_strconcat (PURSUIT_OWN_PREFIX, key, NULL);

      append_change (text, name, pursuit_extra_get (was, key, NULL), pursuit_extra_get (is, key, NULL), is_change);
    }
}

/* "amount: 100 → 200, notes: → "seen"" */
static char *
summarize (const PursuitJournalEntry *entry)
{
  g_autoptr(JsonObject) before = parse_payload (entry->before);
  g_autoptr(JsonObject) after = parse_payload (entry->after);
  g_autoptr(GList) keys = after != NULL ? json_object_get_members (after) : NULL;
  g_autoptr(GString) text = g_string_new (NULL);

  for (GList *l = keys; l != NULL && g_utf8_strlen (text->str, -1) <= MOST_CHARACTERS; l = l->next)
    {
      g_autofree char *was = dup_value (before, l->data);
      g_autofree char *is = dup_value (after, l->data);
      gboolean is_change = before != NULL && json_object_has_member (before, l->data);

      if (g_strcmp0 (l->data, "extra") == 0)
        append_own_changes (text, was, is, is_change);
      else if (was != NULL || is != NULL)
        append_change (text, l->data, was, is, is_change);
    }
  if (g_utf8_strlen (text->str, -1) > MOST_CHARACTERS)
    {
      g_string_truncate (text, g_utf8_offset_to_pointer (text->str, MOST_CHARACTERS) - text->str);
      g_string_append (text, "…");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
write_table (PursuitCli *self,
             GPtrArray  *entries)
{
  g_autoptr(PursuitTable) table = pursuit_table_new ();

  pursuit_table_add_column (table, _("Entry"), TRUE);
  pursuit_table_add_column (table, _("When"), FALSE);
  pursuit_table_add_column (table, _("By"), FALSE);
  pursuit_table_add_column (table, _("What"), FALSE);
  pursuit_table_add_column (table, _("Kind"), FALSE);
  pursuit_table_add_column (table, _("Number"), TRUE);
  pursuit_table_add_column (table, _("Changes"), FALSE);
  for (guint i = 0; i < entries->len; i++)
    {
      const PursuitJournalEntry *entry = g_ptr_array_index (entries, i);

      pursuit_table_take_cell (table, g_strdup_printf ("%" G_GINT64_FORMAT, entry->id));
      pursuit_table_take_cell (table, pursuit_time_format (entry->at));
      pursuit_table_add_cell (table, entry->actor);
      pursuit_table_add_cell (table, entry->verb);
      pursuit_table_add_cell (table, entry->entity);
      pursuit_table_take_cell (table, entry->entity_id != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, entry->entity_id) : NULL);
      pursuit_table_take_cell (table, summarize (entry));
    }

  pursuit_table_write (table, self->output);
}

/* Whoever may see a record may see what happened to it; the whole journal is the administrator's. */
static GPtrArray *
read_entries (PursuitCli            *self,
              const JournalOptions  *options,
              GError               **error)
{
  guint limit = options->limit > 0 ? (guint) options->limit : DEFAULT_LIMIT;
  PursuitStore *store = pursuit_desk_get_store (self->desk);
  const PursuitKind *kind = options->entity != NULL ? pursuit_kind_find (options->entity, error) : NULL;
  g_autoptr(PursuitRecord) record = NULL;
  gint64 id;

  if (options->entity == NULL)
    return pursuit_desk_require (self->desk, PURSUIT_RIGHT_ADMINISTER, error)
               ? pursuit_journal_list_last (store, limit, error) : NULL;

  if (kind == NULL || !pursuit_cli_parse_number (options->id, 1, G_MAXINT64, &id, error))
    return NULL;
  record = pursuit_records_load (self->desk, kind->type (), id, error);
  if (record == NULL)
    return NULL;

  return pursuit_journal_list_about (store, PURSUIT_RECORD_GET_CLASS (record)->table, id, limit, error);
}

static gboolean
run_journal (PursuitCli  *self,
             GError     **error)
{
  const JournalOptions *options = self->options;
  g_autoptr(GPtrArray) entries = NULL;
  JsonArray *array;

  if ((options->entity == NULL) != (options->id == NULL))
    return pursuit_cli_misuse (error, _("--entity and --id go together."));
  if (options->limit < 0)
    return pursuit_cli_misuse (error, _("The limit counts entries, from 1."));
  if (!pursuit_cli_open (self, error))
    return FALSE;
  entries = read_entries (self, options, error);
  if (entries == NULL)
    return FALSE;

  pursuit_profile_hide_entries (self->desk, entries);
  pursuit_filters_hide_entries (self->desk, entries);
  if (!self->json)
    {
      write_table (self, entries);
      return TRUE;
    }

  array = json_array_new ();
  for (guint i = 0; i < entries->len; i++)
    json_array_add_object_element (array, describe_entry (g_ptr_array_index (entries, i)));
  self->answer = json_object_new ();
  json_object_set_array_member (self->answer, "entries", array);
  return TRUE;
}

const PursuitCommand pursuit_cmd_journal = {
  .name = "journal",
  .summary = N_("Show who changed what and when, the newest first"),
  .options = journal_options,
  .options_size = sizeof (JournalOptions),
  .run = run_journal,
};
