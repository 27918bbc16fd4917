/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-form-draft.h"

/* The draft of a form: as JSON, the fields that were changed in it, as they were and as they were typed. */

static char *
to_text (PursuitRecord    *record,
         PursuitFieldMask  mask)
{
  g_autoptr(JsonObject) object = pursuit_record_to_json (record, mask);
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, object);
  return json_to_string (node, FALSE);
}

/**
 * pursuit_form_draft_keep:
 * @drafts: where
 * @original: the record as it was when the form was opened
 * @edited: the same as it is typed
 *
 * Keeps what was changed in a form; what is as it was is nothing to keep.
 */
void
pursuit_form_draft_keep (PursuitDrafts *drafts,
                         PursuitRecord *original,
                         PursuitRecord *edited)
{
  g_autoptr(PursuitRecord) blank = pursuit_record_new (G_OBJECT_TYPE (original));
  PursuitFieldMask changed = pursuit_record_diff (original, edited);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  PursuitDraft draft = { 0 };

  if (changed == 0)
    {
      pursuit_form_draft_drop (drafts, original);
      return;
    }

  /* A new record begins with more than what is typed, such as its customer. */
  if (original->id == 0)
    changed = pursuit_record_diff (blank, edited);
  before = to_text (original, changed);
  after = to_text (edited, changed);
  draft.type = G_OBJECT_TYPE (original);
  draft.id = original->id;
  draft.field = (char *) PURSUIT_FORM_DRAFT;
  draft.revision = original->revision;
  draft.original = before;
  draft.text = after;
  pursuit_drafts_keep_draft (drafts, &draft);
}

/**
 * pursuit_form_draft_drop:
 * @drafts: where
 * @original: the record as it was when the form was opened
 *
 * Forgets the draft: it was saved, or given up.
 */
void
pursuit_form_draft_drop (PursuitDrafts *drafts,
                         PursuitRecord *original)
{
  pursuit_drafts_drop (drafts, G_OBJECT_TYPE (original), original->id, PURSUIT_FORM_DRAFT);
}

static gboolean
apply_text (PursuitRecord *record,
            const char    *text)
{
  g_autoptr(JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) &&
         pursuit_record_apply_json (record, json_node_get_object (node), NULL);
}

/**
 * pursuit_form_draft_read:
 * @draft: the draft of a form
 * @current: the record as it is now, a new one when the draft is of one
 * @out_original: (out): the record as it was, as far as it matters
 * @out_edited: (out): the same as it was typed
 *
 * Returns: %TRUE when both were set; %FALSE when the draft is not of a form or cannot be read
 */
gboolean
pursuit_form_draft_read (const PursuitDraft  *draft,
                         PursuitRecord       *current,
                         PursuitRecord      **out_original,
                         PursuitRecord      **out_edited)
{
  g_autoptr(PursuitRecord) original = pursuit_record_copy (current);
  g_autoptr(PursuitRecord) edited = NULL;

  if (!g_str_equal (draft->field, PURSUIT_FORM_DRAFT) || !apply_text (original, draft->original))
    return FALSE;
  edited = pursuit_record_copy (original);
  if (!apply_text (edited, draft->text))
    return FALSE;

  *out_original = g_steal_pointer (&original);
  *out_edited = g_steal_pointer (&edited);
  return TRUE;
}
