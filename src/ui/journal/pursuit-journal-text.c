/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-journal-text.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "pursuit-record.h"
#include "pursuit-str.h"
#include "pursuit-succession.h"

/* An entry of the journal in words: what was done to what, and which fields became what. */

/* A pasted page in a note is not read here. */
#define LONGEST_VALUE 60

static const struct
{
  const char *verb;
  const char *label;
} verbs[] = {
  { "create", N_("Added") },
  { "edit", N_("Changed") },
  { "delete", N_("Deleted") },
  { "restore", N_("Restored") },
  { "move", N_("Moved to another stage") },
  { "win", N_("Won") },
  { "lose", N_("Lost") },
  { "reopen", N_("Reopened") },
  { "buyer-stage", N_("Buyer’s stage set") },
  { "park", N_("Parked") },
  { "unpark", N_("Not parked any more") },
  { "estimate", N_("Win probability estimated") },
  { "hand-over", N_("Handed over to delivery") },
  { "accept", N_("Accepted by delivery") },
  { "merge", N_("Another merged into it") },
  { "unmerge", N_("Merge taken back") },
  { "import", N_("Imported from a file") },
  { "undo", N_("Taken back") },
  { "draft", N_("New version begun") },
  { "publish", N_("Published") },
  { "retire", N_("Retired") },
  { "standard", N_("Made the standard") },
  { "migrate", N_("Deals moved over") },
  { "post", N_("Changed to another post") },
  { "leave", N_("Left the company") },
  { "come-back", N_("Back at the company") },
  { "view", N_("Profile looked at") },
  { "export", N_("Taken out") },
  { "erase", N_("Erased") },
  { "succession", N_("All of it handed over") },
  { "bulk", N_("Changed many customers") },
  { "salvage", N_("Salvaged") },
  { "demo", N_("Filled with invented data") },
};

/* What a program of later days did has no word here yet. */
static const char *
get_verb (PursuitRow *row)
{
  const char *verb = pursuit_row_get_text (row, PURSUIT_JOURNAL_ROW_VERB);

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_strcmp0 (verbs[i].verb, verb) == 0)
      return _(verbs[i].label);

  return verb != NULL ? verb : "";
}

static GType
get_type (PursuitRow *row)
{
  const char *entity = pursuit_row_get_text (row, PURSUIT_JOURNAL_ROW_ENTITY);

  return entity != NULL ? pursuit_record_type_from_table (entity) : G_TYPE_INVALID;
}

static char *
dup_kind (PursuitRow *row)
{
  const char *entity = pursuit_row_get_text (row, PURSUIT_JOURNAL_ROW_ENTITY);
  GType type = get_type (row);
  g_autoptr(GTypeClass) klass = NULL;

  if (type == G_TYPE_INVALID)
    return g_strdup (g_strcmp0 (entity, "database") == 0 ? _("Database") : entity);

  klass = g_type_class_ref (type);
  return g_strdup (_(((PursuitRecordClass *) klass)->label));
}

/**
 * pursuit_journal_dup_title:
 * @row: a loaded row of %PURSUIT_LIST_JOURNAL
 *
 * Returns: (transfer full): what was done to what
 */
char *
pursuit_journal_dup_title (PursuitRow *row)
{
  const char *name = pursuit_row_get_text (row, PURSUIT_JOURNAL_ROW_NAME);
  g_autofree char *kind = dup_kind (row);

  if (pursuit_str_empty (name))
    /* Translators: an entry of the journal: %1$s is what was done, such as “Changed”, %2$s the kind of record */
    return g_strdup_printf (_("%1$s: %2$s"), get_verb (row), kind);

  /* Translators: an entry of the journal: %1$s is what was done, %2$s the kind of record, %3$s what it is called */
  return g_strdup_printf (_("%1$s: %2$s “%3$s”"), get_verb (row), kind, name);
}

static JsonObject *
parse_object (const char *json)
{
  g_autoptr(JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

/* A record that holds what the entry says of it, and nothing else. */
static PursuitRecord *
make_record (GType       type,
             JsonObject *object)
{
  PursuitRecord *record = pursuit_record_new (type);

  pursuit_record_apply_json (record, object, NULL);

  return record;
}

static char *
dup_value (PursuitRecord      *record,
           const PursuitField *field,
           const char         *currency)
{
  g_autofree char *text = pursuit_record_format (record, field, currency);

  if (text == NULL)
    return g_strdup ("");
  g_strdelimit (text, "\n", ' ');
  if (g_utf8_strlen (text, -1) > LONGEST_VALUE)
    {
      g_autofree char *beginning = g_utf8_substring (text, 0, LONGEST_VALUE);

      return g_strconcat (beginning, "…", NULL);
    }

  return g_steal_pointer (&text);
}

/* Numbers of other records say nothing to anybody: of those, only that they changed is said. */
static char *
dup_change (const PursuitField *field,
            PursuitRecord      *was,
            PursuitRecord      *is,
            const char         *currency)
{
  g_autofree char *before = was != NULL ? dup_value (was, field, currency) : g_strdup ("");
  g_autofree char *after = dup_value (is, field, currency);

  if (field->kind == PURSUIT_KIND_REF || (*before == '\0' && *after == '\0'))
    return g_strdup (_(field->label));
  if (*before == '\0')
    /* Translators: a field of a record and what it holds now */
    return g_strdup_printf (_("%1$s: %2$s"), _(field->label), after);

  /* Translators: a field of a record, what it held and what it holds now */
  return g_strdup_printf (_("%1$s: %2$s → %3$s"), _(field->label), before, *after != '\0' ? after : C_("value", "none"));
}

/* Of a new record only what was filled in is worth a line; what it is called stands above. */
static gboolean
is_worth_a_line (const PursuitField *field,
                 JsonObject         *after,
                 PursuitRecord      *was,
                 PursuitRecord      *is)
{
  if ((field->flags & PURSUIT_FIELD_DERIVED) || !json_object_has_member (after, field->name))
    return FALSE;
  if (was != NULL)
    return TRUE;

  return field != PURSUIT_RECORD_GET_CLASS (is)->name_field && field->kind != PURSUIT_KIND_REF && (pursuit_field_is_text (field) ? !pursuit_str_empty (pursuit_record_get_text (is, field))
                                                                           : pursuit_record_get_number (is, field) != 0);
}

/* Who took over from somebody, and how much of what. */
static char *
dup_succession (JsonObject *after)
{
  JsonArray *names = json_object_get_array_member (after, "to");
  g_autoptr(GString) all = g_string_new (NULL);
  g_autoptr(GString) lines = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (names); i++)
    g_string_append_printf (all, "%s%s", i > 0 ? _(", ") : "", json_array_get_string_element (names, i));
  /* Translators: %s lists people who took over from somebody */
  g_string_append_printf (lines, _("To: %s"), all->str);
  for (PursuitDuty duty = 0; duty < PURSUIT_N_DUTIES; duty++)
    {
      gint64 count = json_object_get_int_member_with_default (after, pursuit_duty_get_nick (duty), 0);

      if (count == 0)
        continue;
      g_string_append_c (lines, '\n');
      /* Translators: what there is of a kind, and how many, such as “Open deals: 12” */
      g_string_append_printf (lines, _("%1$s: %2$lld"), pursuit_duty_get_label (duty), (long long) count);
    }

  return g_strdup (lines->str);
}

/**
 * pursuit_journal_dup_detail:
 * @row: a loaded row of %PURSUIT_LIST_JOURNAL
 * @currency: (nullable): the house currency
 * @own_set: (nullable): the fields that the house has added
 *
 * Returns: (transfer full): which fields became what, by lines; empty for nothing
 */
char *
pursuit_journal_dup_detail (PursuitRow *row,
                            const char *currency,
                            const PursuitOwnSet *own_set)
{
  g_autoptr(JsonObject) before = parse_object (pursuit_row_get_text (row, PURSUIT_JOURNAL_ROW_BEFORE));
  g_autoptr(JsonObject) after = parse_object (pursuit_row_get_text (row, PURSUIT_JOURNAL_ROW_AFTER));
  g_autoptr(GString) lines = g_string_new (NULL);
  g_autoptr(PursuitRecord) was = NULL;
  g_autoptr(PursuitRecord) is = NULL;
  g_autoptr(GPtrArray) own = NULL;
  PursuitRecordClass *klass;

  if (after != NULL && g_strcmp0 (pursuit_row_get_text (row, PURSUIT_JOURNAL_ROW_VERB), "succession") == 0 &&
      json_object_has_member (after, "to"))
    return dup_succession (after);

  /* What was done to many records at once says which, not what. */
  if (get_type (row) == G_TYPE_INVALID || after == NULL || json_object_has_member (after, "created"))
    return g_strdup ("");

  was = before != NULL ? make_record (get_type (row), before) : NULL;
  is = make_record (get_type (row), after);
  klass = PURSUIT_RECORD_GET_CLASS (is);
  for (guint i = 0; i < klass->n_fields; i++)
    {
      const PursuitField *field = &klass->fields[i];
      g_autofree char *change = NULL;

      if (field == klass->extra || !is_worth_a_line (field, after, was, is))
        continue;
      change = dup_change (field, was, is, currency);
      g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", change);
    }
  own = pursuit_own_set_list_changed (own_set, was, is);
  for (guint i = 0; i < own->len; i++)
    {
      g_autofree char *change = dup_change (g_ptr_array_index (own, i), was, is, currency);

      g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", change);
    }

  return g_string_free (g_steal_pointer (&lines), FALSE);
}
