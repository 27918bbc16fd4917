/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-timeline-text.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <pango/pango.h>

#include "pursuit-enums.h"
#include "pursuit-locale.h"
#include "pursuit-own-changes.h"
#include "pursuit-record.h"
#include "pursuit-stage.h"
#include "pursuit-standing-rules.h"
#include "pursuit-str.h"

/* The timeline in words (DOS-4). Every entry is one whole sentence, so that each language can order it as it likes. */

/* Entries of the journal, by what was done to what; @with says something more, such as the names of changed fields. */
static const struct
{
  const char *verb;
  const char *entity;
  const char *plain;
  const char *with;
} sentences[] = {
  /* Translators: in the sentences of the timeline %1$s is a person, %2$s what is named; keep <b> and </b> around %1$s. */
  { "create", "customer", N_("<b>%1$s</b> added the customer"), NULL },
  { "edit", "customer", N_("<b>%1$s</b> changed the customer"), N_("<b>%1$s</b> changed %2$s") },
  { "delete", "customer", N_("<b>%1$s</b> deleted the customer"), NULL },
  { "restore", "customer", N_("<b>%1$s</b> restored the customer"), NULL },
  { "create", "contact", N_("<b>%1$s</b> added a contact"), N_("<b>%1$s</b> added the contact %2$s") },
  { "edit", "contact", N_("<b>%1$s</b> changed a contact"), N_("<b>%1$s</b> changed a contact: %2$s") },
  { "post", "contact", N_("<b>%1$s</b> noted another post of a contact"), N_("<b>%1$s</b> noted another post of a contact: %2$s") },
  { "leave", "contact", N_("<b>%1$s</b> noted that a contact left the company"), NULL },
  { "come-back", "contact", N_("<b>%1$s</b> noted that a contact is back at the company"), NULL },
  { "erase", "contact", N_("<b>%1$s</b> erased what was known about a person"), NULL },
  { "delete", "contact", N_("<b>%1$s</b> deleted a contact"), NULL },
  { "restore", "contact", N_("<b>%1$s</b> restored a contact"), NULL },
  { "create", "deal", N_("<b>%1$s</b> added a deal"), N_("<b>%1$s</b> added the deal “%2$s”") },
  { "edit", "deal", N_("<b>%1$s</b> changed a deal"), N_("<b>%1$s</b> changed a deal: %2$s") },
  { "delete", "deal", N_("<b>%1$s</b> deleted a deal"), NULL },
  { "restore", "deal", N_("<b>%1$s</b> restored a deal"), NULL },
  { "create", "document", N_("<b>%1$s</b> added a document"), N_("<b>%1$s</b> added the document “%2$s”") },
  { "edit", "document", N_("<b>%1$s</b> changed a document"), N_("<b>%1$s</b> changed a document: %2$s") },
  { "delete", "document", N_("<b>%1$s</b> deleted a document"), NULL },
  { "restore", "document", N_("<b>%1$s</b> restored a document"), NULL },
  { "version", "document", N_("<b>%1$s</b> added a new version of a document"), NULL },
  { "view", "contact", N_("<b>%1$s</b> looked at a personal profile"), N_("<b>%1$s</b> looked at the profile of %2$s") },
  { "erase", "contact", N_("<b>%1$s</b> erased what was known about a person"), NULL },
  { "create", "bond", N_("<b>%1$s</b> judged a relationship"), NULL },
  { "edit", "bond", N_("<b>%1$s</b> judged a relationship anew"), NULL },
  { "assess", "bond", N_("<b>%1$s</b> judged the relationships for a new quarter"), NULL },
  { "create", "employment", N_("<b>%1$s</b> noted an earlier post of a person"), NULL },
  { "edit", "employment", N_("<b>%1$s</b> changed an earlier post of a person"), NULL },
  { "park", "deal", N_("<b>%1$s</b> parked a deal"), NULL },
  { "unpark", "deal", N_("<b>%1$s</b> took a deal up again"), NULL },
  { "estimate", "deal", N_("<b>%1$s</b> estimated the win probability of a deal"), NULL },
  { "hand-over", "deal", N_("<b>%1$s</b> handed a deal over to delivery"), NULL },
  { "accept", "deal", N_("<b>%1$s</b> took a deal over for delivery"), NULL },
  { "create", "proof", N_("<b>%1$s</b> ticked a milestone"), N_("<b>%1$s</b> ticked the milestone “%2$s”") },
  { "edit", "proof", N_("<b>%1$s</b> changed the proof of a milestone"), N_("<b>%1$s</b> changed the proof of the milestone “%2$s”") },
  { "delete", "proof", N_("<b>%1$s</b> unticked a milestone"), N_("<b>%1$s</b> unticked the milestone “%2$s”") },
  { "restore", "proof", N_("<b>%1$s</b> ticked a milestone"), N_("<b>%1$s</b> ticked the milestone “%2$s”") },
  { "create", "stakeholder", N_("<b>%1$s</b> named a person for a deal"), N_("<b>%1$s</b> named %2$s for a deal") },
  { "edit", "stakeholder", N_("<b>%1$s</b> judged a person anew"), N_("<b>%1$s</b> judged %2$s anew") },
  { "delete", "stakeholder", N_("<b>%1$s</b> left a person out of a deal"), N_("<b>%1$s</b> left %2$s out of a deal") },
  { "restore", "stakeholder", N_("<b>%1$s</b> named a person for a deal"), N_("<b>%1$s</b> named %2$s for a deal") },
  { "create", "rival", N_("<b>%1$s</b> named a competitor"), N_("<b>%1$s</b> named the competitor %2$s") },
  { "edit", "rival", N_("<b>%1$s</b> judged a competitor anew"), N_("<b>%1$s</b> judged the competitor %2$s anew") },
  { "delete", "rival", N_("<b>%1$s</b> left a competitor out"), N_("<b>%1$s</b> left the competitor %2$s out") },
  { "restore", "rival", N_("<b>%1$s</b> named a competitor"), N_("<b>%1$s</b> named the competitor %2$s") },
  { "create", "strategy", N_("<b>%1$s</b> reviewed the strategy of a deal"), NULL },
  { "edit", "strategy", N_("<b>%1$s</b> changed a review of the strategy"), NULL },
  { "delete", "strategy", N_("<b>%1$s</b> deleted a review of the strategy"), NULL },
  { "restore", "strategy", N_("<b>%1$s</b> restored a review of the strategy"), NULL },
  { "create", "role_request", N_("<b>%1$s</b> asked for a role"), N_("<b>%1$s</b> asked for the role “%2$s”") },
  { "edit", "role_request", N_("<b>%1$s</b> changed a request for a role"), N_("<b>%1$s</b> changed the request for the role “%2$s”") },
  { "delete", "role_request", N_("<b>%1$s</b> deleted a request for a role"), N_("<b>%1$s</b> deleted the request for the role “%2$s”") },
  { "restore", "role_request", N_("<b>%1$s</b> asked for a role"), N_("<b>%1$s</b> asked for the role “%2$s”") },
  { "accept", "role_request", N_("<b>%1$s</b> accepted a request for a role"), N_("<b>%1$s</b> accepted the request for the role “%2$s”") },
  { "decline", "role_request", N_("<b>%1$s</b> declined a request for a role"), N_("<b>%1$s</b> declined the request for the role “%2$s”") },
  { "done", "role_request", N_("<b>%1$s</b> noted that a request for a role is done"), N_("<b>%1$s</b> noted that the request for the role “%2$s” is done") },
  { "withdraw", "role_request", N_("<b>%1$s</b> withdrew a request for a role"), N_("<b>%1$s</b> withdrew the request for the role “%2$s”") },
  { "create", "assignment", N_("<b>%1$s</b> put somebody on a deal"), N_("<b>%1$s</b> put %2$s on a deal") },
  { "edit", "assignment", N_("<b>%1$s</b> changed what somebody does on a deal"), N_("<b>%1$s</b> changed what %2$s does on a deal") },
  { "release", "assignment", N_("<b>%1$s</b> released somebody from a deal"), N_("<b>%1$s</b> released %2$s from a deal") },
  { "delete", "assignment", N_("<b>%1$s</b> took somebody off a deal"), N_("<b>%1$s</b> took %2$s off a deal") },
  { "restore", "assignment", N_("<b>%1$s</b> put somebody on a deal again"), N_("<b>%1$s</b> put %2$s on a deal again") },
  { "merge", "customer", N_("<b>%1$s</b> merged another customer into this one"), N_("<b>%1$s</b> merged “%2$s” into this customer") },
  { "merge", "contact", N_("<b>%1$s</b> merged two contacts"), N_("<b>%1$s</b> merged the contact “%2$s” into another") },
  { "unmerge", "customer", N_("<b>%1$s</b> took a merge back"), N_("<b>%1$s</b> took the merge with “%2$s” back") },
  { "unmerge", "contact", N_("<b>%1$s</b> took a merge of contacts back"), N_("<b>%1$s</b> took the merge of the contact “%2$s” back") },
  { "succession", "staff", N_("<b>%1$s</b> handed over what somebody had"), N_("<b>%1$s</b> handed over what %2$s had") },
  { "undo", "staff", N_("<b>%1$s</b> took a hand-over back"), N_("<b>%1$s</b> took back that what %2$s had was handed over") },
  { "bulk", "customer", N_("<b>%1$s</b> changed many customers, this one too"), N_("<b>%1$s</b> changed %2$s of many customers") },
  { "import", NULL, N_("<b>%1$s</b> imported a file"), NULL },
  { "undo", NULL, N_("<b>%1$s</b> took a change back"), NULL },
};

static const char *
get_actor (PursuitRow *row)
{
  const char *actor = pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_ACTOR);

  return !pursuit_str_empty (actor) ? actor : C_("person", "Somebody");
}

static JsonObject *
parse_detail (PursuitRow *row)
{
  const char *detail = pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_DETAIL);
  g_autoptr(JsonNode) node = detail != NULL ? json_from_string (detail, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

/* Which fields of the house changed, and how; what they are together where nobody knows them any more. */
static char *
dup_own_changes (PursuitRow          *row,
                 JsonObject          *object,
                 const PursuitField  *extra,
                 GType                type,
                 const PursuitOwnSet *own_set,
                 const char          *currency)
{
  char *changes = pursuit_own_changes_describe (own_set, type, pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_OWN_BEFORE), object,
                                                currency);

  return changes != NULL ? changes : g_strdup (_(extra->label));
}

/* The labels of the changed fields, in the order of the field table; what rules compute goes without saying. */
static char *
dup_labels (PursuitRow          *row,
            JsonObject          *object,
            GType                type,
            const PursuitOwnSet *own_set,
            const char          *currency)
{
  g_autoptr(GTypeClass) klass = g_type_class_ref (type);
  PursuitRecordClass *record_class = (PursuitRecordClass *) klass;
  g_autoptr(GString) labels = g_string_new (NULL);

  for (guint i = 0; i < record_class->n_fields; i++)
    {
      const PursuitField *field = &record_class->fields[i];

      g_autofree char *label = NULL;

      if ((field->flags & PURSUIT_FIELD_DERIVED) || !json_object_has_member (object, field->name))
        continue;
      label = field == record_class->extra ? dup_own_changes (row, object, field, type, own_set, currency) : g_strdup (_(field->label));
      g_string_append_printf (labels, "%s%s", labels->len > 0 ? _(", ") : "", label);
    }

  return labels->len > 0 ? g_strdup (labels->str) : NULL;
}

static char *
dup_name (JsonObject *object,
          GType       type)
{
  g_autoptr(GTypeClass) klass = g_type_class_ref (type);
  PursuitRecordClass *record_class = (PursuitRecordClass *) klass;

  if (record_class->name_field == NULL)
    return NULL;

  return g_strdup (json_object_get_string_member_with_default (object, record_class->name_field->name, NULL));
}

/* Who became part of whom. */
static char *
dup_merged (JsonObject *object)
{
  JsonNode *merge = json_object_get_member (object, "merge");

  return merge != NULL && JSON_NODE_HOLDS_OBJECT (merge)
           ? g_strdup (json_object_get_string_member_with_default (json_node_get_object (merge), "name", NULL)) : NULL;
}

/* What the sentence about a change names: the new record, or the fields that became others. */
static char *
dup_what (PursuitRow          *row,
          const PursuitOwnSet *own_set,
          const char          *currency)
{
  const char *entity = pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_ENTITY);
  GType type = entity != NULL ? pursuit_record_type_from_table (entity) : G_TYPE_INVALID;
  const char *name = pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_NAME);
  g_autoptr(JsonObject) object = parse_detail (row);

  if (!pursuit_str_empty (name))
    return g_strdup (pursuit_locale_choose_name (name, pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_NAME_ZH)));
  if (object == NULL || type == G_TYPE_INVALID)
    return NULL;
  if (g_str_has_suffix (pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_VERB), "merge"))
    return dup_merged (object);

  return g_strcmp0 (pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_VERB), "create") == 0 ? dup_name (object, type)
                                                                                          : dup_labels (row, object, type, own_set, currency);
}

static char *
dup_change (PursuitRow          *row,
            const PursuitOwnSet *own_set,
            const char          *currency)
{
  const char *verb = pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_VERB);
  const char *entity = pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_ENTITY);
  g_autofree char *what = dup_what (row, own_set, currency);

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (g_strcmp0 (verb, sentences[i].verb) == 0 &&
        (sentences[i].entity == NULL || g_strcmp0 (entity, sentences[i].entity) == 0))
      return what != NULL && sentences[i].with != NULL
               ? g_markup_printf_escaped (_(sentences[i].with), get_actor (row), what)
               : g_markup_printf_escaped (_(sentences[i].plain), get_actor (row));

  return g_markup_printf_escaped (_("<b>%1$s</b> changed this dossier"), get_actor (row));
}

static char *
dup_activity (PursuitRow *row)
{
  const char *subject = pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_TEXT);

  subject = subject != NULL ? subject : "";
  switch ((PursuitActivityKind) pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_KIND))
    {
    case PURSUIT_ACTIVITY_VISIT:
      /* Translators: an entry of the timeline: %1$s is a person, %2$s what the visit was about */
      return g_markup_printf_escaped (_("<b>%1$s</b> visited: %2$s"), get_actor (row), subject);
    case PURSUIT_ACTIVITY_CALL:
      /* Translators: an entry of the timeline: %1$s is a person, %2$s what the call was about */
      return g_markup_printf_escaped (_("<b>%1$s</b> called: %2$s"), get_actor (row), subject);
    case PURSUIT_ACTIVITY_MEETING:
      /* Translators: an entry of the timeline: %1$s is a person, %2$s what the meeting was about */
      return g_markup_printf_escaped (_("<b>%1$s</b> met with them: %2$s"), get_actor (row), subject);
    case PURSUIT_ACTIVITY_NOTE:
    default:
      /* Translators: an entry of the timeline: %1$s is a person, %2$s the subject of a note */
      return g_markup_printf_escaped (_("<b>%1$s</b> noted: %2$s"), get_actor (row), subject);
    }
}

/* The row knows what its stages are called, whatever process they belong to; for one that does not, @stages. */
static char *
dup_stage (PursuitRow *row,
           guint       name_column,
           GPtrArray  *stages,
           gint64      position)
{
  const char *name = pursuit_row_get_text (row, name_column);

  if (!pursuit_str_empty (name))
    return g_strdup_printf (C_("stage", "%1$d %2$s"), (int) position,
                            pursuit_locale_choose_name (name, pursuit_row_get_text (row, name_column + 1)));
  for (guint i = 0; stages != NULL && i < stages->len; i++)
    {
      PursuitStage *stage = g_ptr_array_index (stages, i);

      if (stage->position == position)
        /* Translators: a stage in a sentence: %1$d is its number, %2$s its short name */
        return g_strdup_printf (C_("stage", "%1$d %2$s"), (int) position,
                                pursuit_stage_get_label (stage));
    }

  return g_strdup_printf ("%d", (int) position);
}

static char *
dup_move (PursuitRow *row,
          GPtrArray  *stages)
{
  const char *deal = pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_TEXT);
  gint64 from = pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_FROM);
  gint64 to = pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_TO);
  g_autofree char *from_stage = dup_stage (row, PURSUIT_TIMELINE_ROW_FROM_NAME, stages, from);
  g_autofree char *to_stage = dup_stage (row, PURSUIT_TIMELINE_ROW_NAME, stages, to);
  gboolean is_past_gate = !pursuit_str_empty (pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_MISSING));

  deal = deal != NULL ? deal : "";
  switch ((PursuitDealStatus) pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_KIND))
    {
    case PURSUIT_DEAL_WON:
      if (is_past_gate)
        return g_markup_printf_escaped (_("<b>%1$s</b> won “%2$s” past its milestones"), get_actor (row), deal);
      return g_markup_printf_escaped (_("<b>%1$s</b> won “%2$s”"), get_actor (row), deal);
    case PURSUIT_DEAL_LOST:
      return g_markup_printf_escaped (_("<b>%1$s</b> lost “%2$s”"), get_actor (row), deal);
    case PURSUIT_DEAL_OPEN:
    default:
      break;
    }

  if (from == 0)
    /* Translators: a new deal: %1$s is a person, %2$s the deal, %3$s number and name of a stage */
    return g_markup_printf_escaped (_("<b>%1$s</b> opened “%2$s” in stage %3$s"), get_actor (row), deal, to_stage);
  if (from == to)
    return g_markup_printf_escaped (_("<b>%1$s</b> reopened “%2$s” in stage %3$s"), get_actor (row), deal, to_stage);

  if (is_past_gate)
    /* Translators: %1$s is a person, %2$s the deal, %3$s and %4$s number and name of the stages left and entered */
    return g_markup_printf_escaped (_("<b>%1$s</b> moved “%2$s” from %3$s to %4$s past its milestones"), get_actor (row),
                                    deal, from_stage, to_stage);

  /* Translators: %1$s is a person, %2$s the deal, %3$s and %4$s number and name of the stages left and entered */
  return g_markup_printf_escaped (_("<b>%1$s</b> moved “%2$s” from %3$s to %4$s"), get_actor (row), deal, from_stage,
                                  to_stage);
}

static char *
dup_buyer_move (PursuitRow *row)
{
  const char *deal = pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_TEXT);
  gint64 to = pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_TO);
  g_autofree char *stage = dup_stage (row, PURSUIT_TIMELINE_ROW_NAME, NULL, to);

  deal = deal != NULL ? deal : "";
  if (to == 0)
    return g_markup_printf_escaped (_("<b>%1$s</b> no longer knows where the buyer stands with “%2$s”"), get_actor (row),
                                    deal);

  /* Translators: %1$s is a person, %2$s the deal, %3$s number and name of the buyer's stage */
  return g_markup_printf_escaped (_("<b>%1$s</b> saw the buyer of “%2$s” in stage %3$s"), get_actor (row), deal, stage);
}

/* What a customer was judged as, and is. */
static char *
dup_standing (PursuitRow *row)
{
  const char *nick = pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_NAME);
  PursuitStandingKind kind = PURSUIT_STANDING_KIND_GRADE;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  pursuit_standing_kind_from_nick (nick != NULL ? nick : "", &kind);
  from = pursuit_standing_format (kind, pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_FROM));
  to = pursuit_standing_format (kind, pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_TO));
  /* Translators: %1$s is a person, %2$s what a customer is judged as, such as “Grade A” or “Level 3”, %3$s what it was before */
  return g_markup_printf_escaped (_("<b>%1$s</b> judged the customer anew: %2$s, before: %3$s"), get_actor (row), to, from);
}

static char *
dup_document (PursuitRow *row)
{
  const char *name = pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_TEXT);
  gint64 version = pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_KIND);

  name = name != NULL ? name : "";
  if (version == 1)
    return g_markup_printf_escaped (_("<b>%1$s</b> added the document “%2$s”"), get_actor (row), name);

  /* Translators: %1$s is a person, %2$s a document, %3$lld the number of its version */
  return g_markup_printf_escaped (_("<b>%1$s</b> added version %3$lld of the document “%2$s”"), get_actor (row), name,
                                  (long long) version);
}

/* What the file is called, and how large it is. */
static char *
dup_document_detail (PursuitRow *row)
{
  const char *file = pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_NAME);
  g_autofree char *size = g_format_size ((guint64) pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_FROM));

  if (g_strcmp0 (file, pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_TEXT)) == 0)
    return g_steal_pointer (&size);

  return g_strdup_printf ("%s · %s", file, size);
}

/**
 * pursuit_timeline_dup_markup:
 * @row: a loaded row of %PURSUIT_LIST_TIMELINE
 * @stages: (nullable) (element-type PursuitStage): the stages that deals move through
 * @own_set: (nullable): the fields that the house has added
 * @currency: (nullable): the house currency
 *
 * Returns: (transfer full): one sentence as Pango markup, the person in bold
 */
char *
pursuit_timeline_dup_markup (PursuitRow          *row,
                             GPtrArray           *stages,
                             const PursuitOwnSet *own_set,
                             const char          *currency)
{
  switch ((PursuitTimelineSource) pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_SOURCE))
    {
    case PURSUIT_TIMELINE_ACTIVITY:
      return dup_activity (row);
    case PURSUIT_TIMELINE_MOVE:
      return dup_move (row, stages);
    case PURSUIT_TIMELINE_BUYER:
      return dup_buyer_move (row);
    case PURSUIT_TIMELINE_STANDING:
      return dup_standing (row);
    case PURSUIT_TIMELINE_DOCUMENT:
      return dup_document (row);
    case PURSUIT_TIMELINE_CHANGE:
    default:
      return dup_change (row, own_set, currency);
    }
}

/**
 * pursuit_timeline_dup_plain:
 * @row: a loaded row of %PURSUIT_LIST_TIMELINE
 * @stages: (nullable) (element-type PursuitStage): the stages that deals move through
 * @own_set: (nullable): the fields that the house has added
 * @currency: (nullable): the house currency
 *
 * Returns: (transfer full): the same sentence without markup, for screen readers
 */
char *
pursuit_timeline_dup_plain (PursuitRow          *row,
                            GPtrArray           *stages,
                            const PursuitOwnSet *own_set,
                            const char          *currency)
{
  g_autofree char *markup = pursuit_timeline_dup_markup (row, stages, own_set, currency);
  char *plain = NULL;

  if (!pango_parse_markup (markup, -1, 0, NULL, &plain, NULL, NULL))
    plain = g_strdup (markup);

  return plain;
}

/**
 * pursuit_timeline_dup_in_line:
 * @lines: (nullable): several lines, such as the milestones that a move left out
 *
 * Returns: (transfer full): the same in one line
 */
char *
pursuit_timeline_dup_in_line (const char *lines)
{
  g_autofree char *text = g_strchomp (g_strdup (lines != NULL ? lines : ""));
  g_auto(GStrv) parts = g_strsplit (text, "\n", -1);

  return g_strjoinv (C_("list", "; "), parts);
}

/* Why, and past which milestones. A reason that the program wrote itself is a message id. */
static char *
dup_move_detail (PursuitRow *row)
{
  const char *reason = pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_DETAIL);
  g_autofree char *missing = pursuit_timeline_dup_in_line (pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_MISSING));

  reason = pursuit_str_empty (reason) ? "" : _(reason);
  if (*missing == '\0')
    return g_strdup (reason);
  if (*reason == '\0')
    /* Translators: %s says which milestones had no proof */
    return g_strdup_printf (_("Missing: %s"), missing);

  /* Translators: %1$s is why a deal was moved, %2$s which milestones had no proof */
  return g_strdup_printf (_("%1$s\nMissing: %2$s"), reason, missing);
}

/* What a change is to be read with: of which deal it is, and of a milestone or of parking what was written about it. */
static char *
dup_change_detail (PursuitRow *row)
{
  static const char *const notes[] = { "parked_reason", "note", "goal", "purpose", "reason" };
  const char *entity = pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_ENTITY);
  const char *deal = pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_TEXT);
  gboolean is_part = g_strcmp0 (entity, "proof") == 0 || g_strcmp0 (entity, "stakeholder") == 0 ||
                     g_strcmp0 (entity, "rival") == 0 || g_strcmp0 (entity, "strategy") == 0 ||
                     g_strcmp0 (entity, "role_request") == 0;
  g_autoptr(JsonObject) object = NULL;

  if (deal == NULL || (!is_part && (g_strcmp0 (entity, "deal") != 0 ||
                                    g_strcmp0 (pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_VERB), "create") == 0)))
    return g_strdup ("");

  object = parse_detail (row);
  for (guint i = 0; object != NULL && i < G_N_ELEMENTS (notes); i++)
    {
      const char *note = json_object_get_string_member_with_default (object, notes[i], NULL);

      if (!pursuit_str_empty (note))
        /* Translators: %1$s is the name of a deal, %2$s what was written about it */
        return g_strdup_printf (_("%1$s: %2$s"), deal, note);
    }

  return g_strdup (deal);
}

/**
 * pursuit_timeline_dup_detail:
 * @row: a loaded row of %PURSUIT_LIST_TIMELINE
 *
 * Returns: (transfer full): what is to be read below the sentence; empty for nothing
 */
char *
pursuit_timeline_dup_detail (PursuitRow *row)
{
  gint64 source = pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_SOURCE);
  const char *detail = pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_DETAIL);

  switch ((PursuitTimelineSource) source)
    {
    case PURSUIT_TIMELINE_MOVE:
      return dup_move_detail (row);
    case PURSUIT_TIMELINE_CHANGE:
      return dup_change_detail (row);
    case PURSUIT_TIMELINE_DOCUMENT:
      return dup_document_detail (row);
    case PURSUIT_TIMELINE_STANDING:
      return g_strdup (!pursuit_str_empty (detail) ? _(detail) : "");
    case PURSUIT_TIMELINE_ACTIVITY:
    case PURSUIT_TIMELINE_BUYER:
    default:
      return g_strdup (detail != NULL ? detail : "");
    }
}

/**
 * pursuit_timeline_get_icon:
 * @row: a loaded row of %PURSUIT_LIST_TIMELINE
 *
 * Returns: the name of the icon that says what kind of entry it is
 */
const char *
pursuit_timeline_get_icon (PursuitRow *row)
{
  static const char *const for_activities[] = {
    [PURSUIT_ACTIVITY_NOTE] = "document-edit-symbolic",
    [PURSUIT_ACTIVITY_CALL] = "call-start-symbolic",
    [PURSUIT_ACTIVITY_VISIT] = "pursuit-visit-symbolic",
    [PURSUIT_ACTIVITY_MEETING] = "pursuit-team-symbolic",
  };
  static const char *const for_moves[] = {
    [PURSUIT_DEAL_OPEN] = "pursuit-stage-symbolic",
    [PURSUIT_DEAL_WON] = "pursuit-won-symbolic",
    [PURSUIT_DEAL_LOST] = "pursuit-lost-symbolic",
  };
  gint64 kind = pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_KIND);

  switch ((PursuitTimelineSource) pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_SOURCE))
    {
    case PURSUIT_TIMELINE_ACTIVITY:
      return for_activities[CLAMP (kind, 0, (gint64) G_N_ELEMENTS (for_activities) - 1)];
    case PURSUIT_TIMELINE_MOVE:
      return for_moves[CLAMP (kind, 0, (gint64) G_N_ELEMENTS (for_moves) - 1)];
    case PURSUIT_TIMELINE_BUYER:
      return "pursuit-buyer-symbolic";
    case PURSUIT_TIMELINE_STANDING:
      return "pursuit-customer-symbolic";
    case PURSUIT_TIMELINE_DOCUMENT:
      return "text-x-generic-symbolic";
    case PURSUIT_TIMELINE_CHANGE:
    default:
      return "view-list-symbolic";
    }
}
