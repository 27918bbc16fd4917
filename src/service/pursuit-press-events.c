/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-press-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-locale.h"
#include "pursuit-own-changes.h"
#include "pursuit-own-fields.h"
#include "pursuit-row.h"
#include "pursuit-standing-rules.h"
#include "pursuit-str.h"

/* What happened last with a customer: a line each, in few words. */

/* What somebody wrote is cut here: on paper the whole is in nobody's way, but neither is it looked for. */
#define LONGEST_DETAIL 400

static const struct
{
  const char *verb;
  const char *label;
} verbs[] = {
  { "create", N_("Added") },     { "edit", N_("Changed") },  { "delete", N_("Deleted") }, { "restore", N_("Restored") },
  { "park", N_("Parked") },      { "unpark", N_("Not parked any more") },                 { "estimate", N_("Win probability estimated") },
  { "hand-over", N_("Handed over to delivery") },             { "accept", N_("Accepted by delivery") },
  { "succession", N_("All of it handed over") },              { "undo", N_("Taken back") },
};

static const char *
get_text (PursuitRow *row,
          guint       column)
{
  const char *text = pursuit_row_get_text (row, column);

  return text != NULL ? text : "";
}

/* What was done, and to what. */
static char *
dup_pair (const char *what,
          const char *to)
{
  if (pursuit_str_empty (to))
    return g_strdup (what);

  /* Translators: what was done, and to what, such as “Visit: Budget for the mill” */
  return g_strdup_printf (_("%1$s: %2$s"), what, to);
}

static const char *
name_verb (const char *verb)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_strcmp0 (verbs[i].verb, verb) == 0)
      return _(verbs[i].label);

  return _("Changed");
}

static char *
dup_change (PursuitRow *row)
{
  const char *entity = pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_ENTITY);
  const char *name = pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_NAME);
  GType type = entity != NULL ? pursuit_record_type_from_table (entity) : G_TYPE_INVALID;
  g_autoptr(GTypeClass) klass = type != G_TYPE_INVALID ? g_type_class_ref (type) : NULL;
  const char *label = klass != NULL ? _(((PursuitRecordClass *) klass)->label) : NULL;

  return dup_pair (name_verb (pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_VERB)),
                   pursuit_str_empty (name) ? label
                                            : pursuit_locale_choose_name (name, pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_NAME_ZH)));
}

/* Grade, funnel or relationship level: from what to what. */
static char *
dup_judgement (PursuitRow *row)
{
  PursuitStandingKind kind;
  const PursuitField *field;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (!pursuit_standing_kind_from_nick (get_text (row, PURSUIT_TIMELINE_ROW_NAME), &kind))
    return g_strdup (get_text (row, PURSUIT_TIMELINE_ROW_NAME));

  field = pursuit_record_type_find (PURSUIT_TYPE_CUSTOMER, pursuit_standing_kind_get_field (kind));
  from = pursuit_standing_format (kind, pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_FROM));
  to = pursuit_standing_format (kind, pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_TO));
  /* Translators: a field of a record, what it held and what it holds now */
  return g_strdup_printf (_("%1$s: %2$s → %3$s"), _(field->label), from, to);
}

static char *
dup_what (PursuitRow *row)
{
  const char *text = get_text (row, PURSUIT_TIMELINE_ROW_TEXT);
  const int kind = (int) pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_KIND);

  switch ((PursuitTimelineSource) pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_SOURCE))
    {
    case PURSUIT_TIMELINE_ACTIVITY:
      return dup_pair (pursuit_enum_get_label (PURSUIT_TYPE_ACTIVITY_KIND, kind), text);
    case PURSUIT_TIMELINE_MOVE:
      return dup_pair (kind == PURSUIT_DEAL_OPEN ? _("Moved to another stage") : pursuit_enum_get_label (PURSUIT_TYPE_DEAL_STATUS, kind),
                       text);
    case PURSUIT_TIMELINE_BUYER:
      return dup_pair (_("Buyer’s stage set"), text);
    case PURSUIT_TIMELINE_CHANGE:
      return dup_change (row);
    case PURSUIT_TIMELINE_STANDING:
      return dup_judgement (row);
    case PURSUIT_TIMELINE_DOCUMENT:
      return dup_pair (_("Document"), text);
    default:
      return g_strdup (text);
    }
}

/* Which fields of the house changed, and how. */
static char *
dup_own_changes (PursuitPress *self,
                 PursuitRow   *row,
                 GType         type,
                 JsonObject   *after)
{
  return pursuit_own_changes_describe (pursuit_desk_get_own_set (self->desk, NULL), type,
                                       pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_OWN_BEFORE), after,
                                       pursuit_desk_get_currency (self->desk));
}

/* The labels of the fields that a change was about. */
static char *
dup_labels (PursuitPress *self,
            PursuitRow   *row)
{
  const char *entity = pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_ENTITY);
  GType type = entity != NULL ? pursuit_record_type_from_table (entity) : G_TYPE_INVALID;
  g_autoptr(JsonNode) node = json_from_string (get_text (row, PURSUIT_TIMELINE_ROW_DETAIL), NULL);
  g_autoptr(GTypeClass) klass = NULL;
  g_autofree char *labels = NULL;
  g_autofree char *own = NULL;
  PursuitFieldMask mask = 0;

  if (type == G_TYPE_INVALID || node == NULL || !JSON_NODE_HOLDS_OBJECT (node) ||
      g_strcmp0 (pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_VERB), "create") == 0)
    return NULL;

  klass = g_type_class_ref (type);
  own = dup_own_changes (self, row, type, json_node_get_object (node));
  for (guint i = 0; i < ((PursuitRecordClass *) klass)->n_fields; i++)
    {
      const PursuitField *field = &((PursuitRecordClass *) klass)->fields[i];

      if (own != NULL && field == ((PursuitRecordClass *) klass)->extra)
        continue;
      if (!(field->flags & PURSUIT_FIELD_DERIVED) && json_object_has_member (json_node_get_object (node), field->name))
        mask |= G_GUINT64_CONSTANT (1) << i;
    }

  if (mask == 0)
    return g_steal_pointer (&own);
  labels = pursuit_record_class_dup_labels ((PursuitRecordClass *) klass, mask);

  return own != NULL ? g_strconcat (labels, _(", "), own, NULL) : g_steal_pointer (&labels);
}

static char *
dup_stages (PursuitRow *row)
{
  const char *name = get_text (row, PURSUIT_TIMELINE_ROW_NAME);
  const char *detail = get_text (row, PURSUIT_TIMELINE_ROW_DETAIL);
  g_autofree char *stage = NULL;

  if (pursuit_str_empty (name))
    return g_strdup (*detail != '\0' ? _(detail) : "");

  stage = g_strdup_printf (C_("stage", "%1$d %2$s"), (int) pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_TO),
                           pursuit_locale_choose_name (name, pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_NAME_ZH)));
  /* A reason that the program wrote itself is a message id. */
  return dup_pair (stage, *detail != '\0' ? _(detail) : NULL);
}

static char *
dup_detail (PursuitPress *self,
            PursuitRow   *row)
{
  const char *text = get_text (row, PURSUIT_TIMELINE_ROW_DETAIL);

  switch ((PursuitTimelineSource) pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_SOURCE))
    {
    case PURSUIT_TIMELINE_MOVE:
    case PURSUIT_TIMELINE_BUYER:
      return dup_stages (row);
    case PURSUIT_TIMELINE_CHANGE:
      return dup_labels (self, row);
    case PURSUIT_TIMELINE_DOCUMENT:
      return g_strdup (get_text (row, PURSUIT_TIMELINE_ROW_NAME));
    case PURSUIT_TIMELINE_STANDING:
    case PURSUIT_TIMELINE_ACTIVITY:
    default:
      break;
    }
  if (g_utf8_strlen (text, -1) > LONGEST_DETAIL)
    {
      g_autofree char *beginning = g_utf8_substring (text, 0, LONGEST_DETAIL);

      return g_strconcat (beginning, "…", NULL);
    }

  return g_strdup (text);
}

static void
add_event (PursuitPress      *self,
           PursuitPaperBlock *table,
           PursuitRow        *row)
{
  g_autofree char *day = pursuit_date_from_time (pursuit_row_get_number (row, PURSUIT_TIMELINE_ROW_AT));

  pursuit_paper_table_take (table, pursuit_date_format (day));
  pursuit_paper_table_add (table, pursuit_row_get_text (row, PURSUIT_TIMELINE_ROW_ACTOR));
  pursuit_paper_table_take (table, dup_what (row));
  pursuit_paper_table_take (table, dup_detail (self, row));
}

/**
 * pursuit_press_add_events:
 * @self: a press
 * @customer_id: a customer
 * @limit: how many
 * @error: return location
 *
 * Adds what happened last, the newest first.
 *
 * Fails with %PURSUIT_ERROR_STORAGE.
 *
 * Returns: %TRUE when it is on the paper
 */
gboolean
pursuit_press_add_events (PursuitPress  *self,
                          gint64         customer_id,
                          guint          limit,
                          GError       **error)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_TIMELINE);
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  PursuitPaperBlock *table;

  query->customer_id = customer_id;
  ids = pursuit_desk_query_ids (self->desk, query, limit, error);
  if (ids == NULL)
    return FALSE;
  rows = pursuit_desk_query_rows (self->desk, PURSUIT_LIST_TIMELINE, (const gint64 *) (gpointer) ids->data, ids->len, error);
  if (rows == NULL)
    return FALSE;
  if (rows->len == 0)
    return TRUE;

  pursuit_paper_add (self->paper, PURSUIT_PAPER_HEADING, _("What Happened Last"));
  table = pursuit_paper_add_table (self->paper, 0, _("Date"), _("Who"), _("What"), _("Details"), NULL);
  for (guint i = 0; i < rows->len; i++)
    add_event (self, table, g_ptr_array_index (rows, i));

  return TRUE;
}
