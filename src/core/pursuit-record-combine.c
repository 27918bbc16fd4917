/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-record-combine.h"

#include <string.h>

#include "pursuit-own-set.h"
#include "pursuit-str.h"
#include "pursuit-text.h"

/* Two records of one type that mean the same thing become one, field by field (DOS-6). */

#define BIT(i) (G_GUINT64_CONSTANT (1) << (i))

/* What parts one tag from the next, whoever typed them. */
static const char *const tag_separators = ",;，；、\n\r\t";

static gboolean
is_tags (const PursuitField *field)
{
  return g_str_equal (field->name, "tags");
}

static gboolean
is_extra (const PursuitField *field)
{
  return g_str_equal (field->name, "extra");
}

/**
 * pursuit_record_class_select_combined:
 * @klass: a record class
 *
 * Returns: the fields that are chosen one by one when two records become one; what rules compute, and the own fields, which are
 *   chosen by their keys, are not among them
 */
PursuitFieldMask
pursuit_record_class_select_combined (PursuitRecordClass *klass)
{
  const PursuitFieldFlags kept = PURSUIT_FIELD_DERIVED | PURSUIT_FIELD_TECHNICAL;
  PursuitFieldMask mask = 0;

  for (guint i = 0; i < klass->n_fields; i++)
    if (!(klass->fields[i].flags & kept))
      mask |= BIT (i);

  return mask;
}

/**
 * pursuit_record_can_join:
 * @field: a field
 *
 * Returns: %TRUE when the values of two records can stand in it together: long texts and tags
 */
gboolean
pursuit_record_can_join (const PursuitField *field)
{
  return field->kind == PURSUIT_KIND_LONG_TEXT ? !is_extra (field) : is_tags (field);
}

/**
 * pursuit_record_suggest_combining:
 * @kept: a record
 * @other: another of the same type, which is to become part of it
 * @out_combining: (out): what is best when nobody says otherwise
 *
 * What @kept does not say is taken from @other, texts and tags are kept of both, and of two different values the one of @kept.
 */
void
pursuit_record_suggest_combining (PursuitRecord    *kept,
                                  PursuitRecord    *other,
                                  PursuitCombining *out_combining)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (kept);
  PursuitFieldMask differs = pursuit_record_diff (kept, other) & pursuit_record_class_select_combined (klass);

  *out_combining = (PursuitCombining) { 0 };
  for (guint i = 0; i < klass->n_fields; i++)
    {
      const PursuitField *field = &klass->fields[i];

      if (!(differs & BIT (i)) || pursuit_record_is_blank (other, field))
        continue;
      if (pursuit_record_is_blank (kept, field))
        out_combining->theirs |= BIT (i);
      else if (pursuit_record_can_join (field))
        out_combining->both |= BIT (i);
    }
}

/**
 * pursuit_text_join:
 * @first: (nullable): a text
 * @second: (nullable): another
 *
 * Returns: (transfer full) (nullable): both, with an empty line between them; only one when the other is blank or part of it
 */
char *
pursuit_text_join (const char *first,
                   const char *second)
{
  if (pursuit_str_empty (second) || (first != NULL && strstr (first, second) != NULL))
    return g_strdup (first);
  if (pursuit_str_empty (first) || strstr (second, first) != NULL)
    return g_strdup (second);

  return g_strconcat (first, "\n\n", second, NULL);
}

static void
add_tags (GString    *tags,
          GHashTable *known,
          const char *text)
{
  const char *start = text;

  for (const char *p = text; p != NULL; p = *p != '\0' ? g_utf8_next_char (p) : NULL)
    {
      g_autofree char *tag = NULL;
      char *key;

      if (*p != '\0' && g_utf8_strchr (tag_separators, -1, g_utf8_get_char (p)) == NULL)
        continue;

      tag = g_strstrip (g_strndup (start, (gsize) (p - start)));
      start = *p != '\0' ? g_utf8_next_char (p) : p;
      key = pursuit_text_fold (tag);
      if (*tag != '\0' && g_hash_table_add (known, key))
        g_string_append_printf (tags, "%s%s", tags->len > 0 ? ", " : "", tag);
      else if (*tag == '\0')
        g_free (key);
    }
}

/**
 * pursuit_tags_unite:
 * @first: (nullable): tags with commas between them
 * @second: (nullable): others
 *
 * Returns: (transfer full) (nullable): all of them, each once, those of @first in front
 */
char *
pursuit_tags_unite (const char *first,
                    const char *second)
{
  g_autoptr(GString) tags = g_string_new (NULL);
  g_autoptr(GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  add_tags (tags, known, first);
  add_tags (tags, known, second);

  return tags->len > 0 ? g_string_free (g_steal_pointer (&tags), FALSE) : NULL;
}

static JsonObject *
parse_extra (const char *text)
{
  g_autoptr(JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : json_object_new ();
}

static gboolean
is_among (const char *const *keys,
          const char        *key)
{
  return keys != NULL && g_strv_contains (keys, key);
}

/* What is said to be theirs is so, nothing included. */
static gboolean
take_theirs (JsonObject        *all,
             JsonObject        *added,
             const char *const *theirs)
{
  gboolean changed = FALSE;

  for (guint i = 0; theirs != NULL && theirs[i] != NULL; i++)
    if (json_object_has_member (all, theirs[i]) && !json_object_has_member (added, theirs[i]))
      {
        json_object_remove_member (all, theirs[i]);
        changed = TRUE;
      }

  return changed;
}

/**
 * pursuit_extra_unite:
 * @kept: (nullable): the own fields of the record that is kept, a JSON object
 * @other: (nullable): those of the other one; what is no JSON object is passed over
 * @theirs: (nullable): keys whose value is taken from @other, none included
 * @stays: (nullable): keys whose value is that of @kept, none included
 *
 * Returns: (transfer full) (nullable): the own fields of both; where both say something, that of @kept unless its key is in @theirs;
 *   %NULL when there are none
 */
char *
pursuit_extra_unite (const char        *kept,
                     const char        *other,
                     const char *const *theirs,
                     const char *const *stays)
{
  g_autoptr(JsonNode) readable = other != NULL ? json_from_string (other, NULL) : NULL;
  g_autoptr(JsonObject) all = parse_extra (kept);
  g_autoptr(JsonObject) added = parse_extra (other);
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr(GList) keys = json_object_get_members (added);
  gboolean changed = FALSE;

  if (other == NULL || (readable != NULL && JSON_NODE_HOLDS_OBJECT (readable)))
    changed = take_theirs (all, added, theirs);
  for (GList *l = keys; l != NULL; l = l->next)
    {
      const char *key = l->data;

      if ((json_object_has_member (all, key) || is_among (stays, key)) && !is_among (theirs, key))
        continue;
      json_object_set_member (all, key, json_node_copy (json_object_get_member (added, key)));
      changed = TRUE;
    }
  /* Written anew it might look otherwise, and be a change of its own. */
  if (!changed)
    return g_strdup (kept);
  if (json_object_get_size (all) == 0)
    return NULL;

  json_node_set_object (node, all);
  return json_to_string (node, FALSE);
}

/**
 * pursuit_combining_takes:
 * @self: what was chosen
 * @kept: the record that is kept
 * @field: a field, built-in or own
 *
 * Returns: %TRUE when the value of the other record takes the place of that of @kept
 */
gboolean
pursuit_combining_takes (const PursuitCombining *self,
                         PursuitRecord          *kept,
                         const PursuitField     *field)
{
  if (field->own == NULL)
    return (self->theirs & pursuit_record_class_get_bit (PURSUIT_RECORD_GET_CLASS (kept), field)) != 0;

  return is_among (self->extra_theirs, field->own->key) ||
         (!is_among (self->extra_kept, field->own->key) && pursuit_record_is_blank (kept, field));
}

static void
join_field (PursuitRecord      *kept,
            PursuitRecord      *other,
            const PursuitField *field)
{
  const char *first = pursuit_record_get_text (kept, field);
  const char *second = pursuit_record_get_text (other, field);

  pursuit_record_take_text (kept, field, is_tags (field) ? pursuit_tags_unite (first, second)
                                                         : pursuit_text_join (first, second));
}

/**
 * pursuit_record_combine:
 * @kept: a record; its fields become what was chosen
 * @other: another of the same type
 * @combining: what was chosen; fields that cannot be joined or are computed by rules are left alone
 *
 * Makes one record of two. Which records refer to them is not looked at.
 */
void
pursuit_record_combine (PursuitRecord          *kept,
                        PursuitRecord          *other,
                        const PursuitCombining *combining)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (kept);
  PursuitFieldMask chosen = pursuit_record_class_select_combined (klass);

  pursuit_record_assign (kept, other, combining->theirs & chosen);
  for (guint i = 0; i < klass->n_fields; i++)
    {
      const PursuitField *field = &klass->fields[i];

      if ((combining->both & chosen & BIT (i)) && pursuit_record_can_join (field))
        join_field (kept, other, field);
      else if (is_extra (field))
        pursuit_record_take_text (kept, field, pursuit_extra_unite (pursuit_record_get_text (kept, field),
                                                                    pursuit_record_get_text (other, field),
                                                                    combining->extra_theirs, combining->extra_kept));
    }
}
