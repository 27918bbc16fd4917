/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-timeline-text.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <pango/pango.h>

#include "pursuit-enums.h"
#include "pursuit-record.h"
#include "pursuit-stage.h"
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

/* The labels of the changed fields, in the order of the field table; what rules compute goes without saying. */
static char *
dup_labels (JsonObject *object,
            GType       type)
{
  g_autoptr(GTypeClass) klass = g_type_class_ref (type);
  PursuitRecordClass *record_class = (PursuitRecordClass *) klass;
  g_autoptr(GString) labels = g_string_new (NULL);

  for (guint i = 0; i < record_class->n_fields; i++)
    {
      const PursuitField *field = &record_class->fields[i];

      if (!(field->flags & PURSUIT_FIELD_DERIVED) && json_object_has_member (object, field->name))
        g_string_append_printf (labels, "%s%s", labels->len > 0 ? _(", ") : "", _(field->label));
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

/* What the sentence about a change names: the new record, or the fields that became others. */
static char *
dup_what (PursuitRow *row)
{
  const char *entity = pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_ENTITY);
  GType type = entity != NULL ? pursuit_record_type_from_table (entity) : G_TYPE_INVALID;
  g_autoptr(JsonObject) object = parse_detail (row);

  if (object == NULL || type == G_TYPE_INVALID)
    return NULL;

  return g_strcmp0 (pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_VERB), "create") == 0 ? dup_name (object, type)
                                                                                          : dup_labels (object, type);
}

static char *
dup_change (PursuitRow *row)
{
  const char *verb = pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_VERB);
  const char *entity = pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_ENTITY);
  g_autofree char *what = dup_what (row);

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
    case PURSUIT_ACTIVITY_NOTE:
    default:
      /* Translators: an entry of the timeline: %1$s is a person, %2$s the subject of a note */
      return g_markup_printf_escaped (_("<b>%1$s</b> noted: %2$s"), get_actor (row), subject);
    }
}

static char *
dup_stage (GPtrArray *stages,
           gint64     position)
{
  for (guint i = 0; stages != NULL && i < stages->len; i++)
    {
      PursuitStage *stage = g_ptr_array_index (stages, i);

      if (stage->position == position)
        /* Translators: a stage in a sentence: %1$d is its number, %2$s its short name */
        return g_strdup_printf (C_("stage", "%1$d %2$s"), (int) position,
                                _(stage->short_name != NULL ? stage->short_name : stage->name));
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
  g_autofree char *from_stage = dup_stage (stages, from);
  g_autofree char *to_stage = dup_stage (stages, to);

  deal = deal != NULL ? deal : "";
  switch ((PursuitDealStatus) pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_KIND))
    {
    case PURSUIT_DEAL_WON:
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

  /* Translators: %1$s is a person, %2$s the deal, %3$s and %4$s number and name of the stages left and entered */
  return g_markup_printf_escaped (_("<b>%1$s</b> moved “%2$s” from %3$s to %4$s"), get_actor (row), deal, from_stage,
                                  to_stage);
}

/**
 * pursuit_timeline_dup_markup:
 * @row: a loaded row of %PURSUIT_LIST_TIMELINE
 * @stages: (nullable) (element-type PursuitStage): the stages that deals move through
 *
 * Returns: (transfer full): one sentence as Pango markup, the person in bold
 */
char *
pursuit_timeline_dup_markup (PursuitRow *row,
                             GPtrArray  *stages)
{
  switch ((PursuitTimelineSource) pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_SOURCE))
    {
    case PURSUIT_TIMELINE_ACTIVITY:
      return dup_activity (row);
    case PURSUIT_TIMELINE_MOVE:
      return dup_move (row, stages);
    case PURSUIT_TIMELINE_CHANGE:
    default:
      return dup_change (row);
    }
}

/**
 * pursuit_timeline_dup_plain:
 * @row: a loaded row of %PURSUIT_LIST_TIMELINE
 * @stages: (nullable) (element-type PursuitStage): the stages that deals move through
 *
 * Returns: (transfer full): the same sentence without markup, for screen readers
 */
char *
pursuit_timeline_dup_plain (PursuitRow *row,
                            GPtrArray  *stages)
{
  g_autofree char *markup = pursuit_timeline_dup_markup (row, stages);
  char *plain = NULL;

  if (!pango_parse_markup (markup, -1, 0, NULL, &plain, NULL, NULL))
    plain = g_strdup (markup);

  return plain;
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

  /* A reason that the program wrote itself is a message id. */
  if (source == PURSUIT_TIMELINE_MOVE && !pursuit_str_empty (detail))
    return g_strdup (_(detail));
  if (source != PURSUIT_TIMELINE_CHANGE)
    return g_strdup (detail != NULL ? detail : "");
  if (g_strcmp0 (pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_ENTITY), "deal") == 0 &&
      g_strcmp0 (pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_VERB), "create") != 0)
    detail = pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_TEXT);
  else
    detail = NULL;

  return g_strdup (detail != NULL ? detail : "");
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
    case PURSUIT_TIMELINE_CHANGE:
    default:
      return "view-list-symbolic";
    }
}
