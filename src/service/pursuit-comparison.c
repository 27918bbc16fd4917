/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-comparison.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "pursuit-date.h"
#include "pursuit-own-fields.h"
#include "pursuit-records.h"
#include "pursuit-str.h"

/* What somebody typed beside what others wrote meanwhile: field by field, with who and when. */

/* Whoever edits for longer than this many changes by others learns the values, but not of each who wrote it. */
#define MOST_ENTRIES 200

static void
compared_field_free (gpointer data)
{
  PursuitComparedField *self = data;

  g_free (self->original);
  g_free (self->theirs);
  g_free (self->mine);
  g_free (self->who);
  g_free (self);
}

/**
 * pursuit_comparison_free:
 * @self: (transfer full): a comparison
 */
void
pursuit_comparison_free (PursuitComparison *self)
{
  g_clear_object (&self->current);
  g_ptr_array_unref (self->fields);
  g_free (self->deleted_by);
  g_free (self);
}

/* A value as people read it; a reference by the name of what it refers to. */
static char *
dup_value (PursuitDesk        *desk,
           PursuitRecord      *record,
           const PursuitField *field)
{
  g_autoptr(PursuitRecord) other = NULL;

  if (pursuit_record_is_blank (record, field))
    return g_strdup ("");
  if (field->kind != PURSUIT_KIND_REF)
    return pursuit_record_format (record, field, pursuit_desk_get_currency (desk));

  other = pursuit_store_load (pursuit_desk_get_store (desk), field->type (), pursuit_record_get_number (record, field),
                              NULL);
  return g_strdup (other != NULL ? pursuit_record_get_name (other) : "");
}

static JsonObject *
parse_object (const char *json)
{
  g_autoptr(JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

static PursuitRecord *
read_extra (GType       type,
            JsonObject *fields)
{
  PursuitRecord *record = pursuit_record_new (type);
  const char *name = PURSUIT_RECORD_GET_CLASS (record)->extra->name;
  g_autoptr(JsonObject) extra = json_object_new ();

  if (fields != NULL && json_object_has_member (fields, name))
    json_object_set_member (extra, name, json_node_copy (json_object_get_member (fields, name)));
  pursuit_record_apply_json (record, extra, NULL);

  return record;
}

/* Own fields stand all together in an entry, also those that were not changed. */
static gboolean
is_about (const PursuitField        *field,
          const PursuitJournalEntry *entry,
          JsonObject                *after)
{
  g_autoptr(JsonObject) before = NULL;
  g_autoptr(PursuitRecord) was = NULL;
  g_autoptr(PursuitRecord) is = NULL;

  if (field->own == NULL)
    return json_object_has_member (after, field->name);

  before = parse_object (entry->before);
  was = read_extra (field->own->type, before);
  is = read_extra (field->own->type, after);
  return pursuit_record_differs (was, is, field);
}

static void
attribute_field (PursuitComparedField      *compared,
                 const PursuitJournalEntry *entry,
                 JsonObject                *after)
{
  if (compared->entry_id != 0 || !is_about (compared->field, entry, after))
    return;

  compared->entry_id = entry->id;
  compared->at = entry->at;
  compared->who = pursuit_str_empty (entry->actor) ? NULL : g_strdup (entry->actor);
}

static void
attribute_deletion (PursuitComparison         *self,
                    const PursuitJournalEntry *entry,
                    JsonObject                *after)
{
  if (self->deleted_at == 0 || self->deleted_by != NULL || !json_object_has_member (after, "deleted") ||
      !json_object_get_boolean_member (after, "deleted"))
    return;

  self->deleted_at = entry->at;
  self->deleted_by = pursuit_str_empty (entry->actor) ? NULL : g_strdup (entry->actor);
}

/* Who wrote what: the newest entry that speaks of a field is the one that made it what it is. */
static gboolean
attribute (PursuitComparison  *self,
           PursuitDesk        *desk,
           GError            **error)
{
  g_autoptr(GPtrArray) entries =
    pursuit_journal_list_about (pursuit_desk_get_store (desk), PURSUIT_RECORD_GET_CLASS (self->current)->table,
                                self->current->id, MOST_ENTRIES, error);

  if (entries == NULL)
    return FALSE;

  for (guint i = 0; i < entries->len; i++)
    {
      const PursuitJournalEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr(JsonObject) after = parse_object (entry->after);

      if (after == NULL)
        continue;
      attribute_deletion (self, entry, after);
      for (guint j = 0; j < self->fields->len; j++)
        attribute_field (g_ptr_array_index (self->fields, j), entry, after);
    }

  return TRUE;
}

static void
add_field (PursuitComparison  *self,
           PursuitDesk        *desk,
           const PursuitField *field,
           PursuitRecord      *original,
           PursuitRecord      *edited)
{
  PursuitComparedField *compared = g_new0 (PursuitComparedField, 1);

  compared->field = field;
  compared->is_conflict = pursuit_record_differs (original, edited, field) &&
                          pursuit_record_differs (edited, self->current, field);
  compared->original = dup_value (desk, original, field);
  compared->theirs = dup_value (desk, self->current, field);
  compared->mine = dup_value (desk, edited, field);
  g_ptr_array_add (self->fields, compared);
}

/* Own fields are compared one by one. */
static gboolean
add_own_fields (PursuitComparison  *self,
                PursuitDesk        *desk,
                PursuitRecord      *original,
                PursuitRecord      *edited,
                GError            **error)
{
  PursuitOwnSet *set = pursuit_desk_get_own_set (desk, error);
  g_autoptr(GPtrArray) changed = set != NULL ? pursuit_own_set_list_changed (set, original, self->current) : NULL;

  for (guint i = 0; changed != NULL && i < changed->len; i++)
    {
      const PursuitField *field = g_ptr_array_index (changed, i);

      if (!pursuit_record_differs (original, edited, field) || pursuit_record_differs (edited, self->current, field))
        add_field (self, desk, field, original, edited);
    }

  return changed != NULL;
}

/**
 * pursuit_records_compare:
 * @desk: a desk
 * @original: the record as it was when editing began
 * @edited: a copy of it with changes
 * @error: return location
 *
 * Looks what became of a record since editing began: which fields others changed, to what, who and when, and which of
 * them were changed here too (see pursuit_record_merge()). What rules keep up to date by themselves is left out. After
 * @edited was saved this tells what was merged into it.
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND when there is no such record any more, %PURSUIT_ERROR_DENIED when the actor may
 * not see it, or as the store does.
 *
 * Returns: (transfer full): the comparison
 */
PursuitComparison *
pursuit_records_compare (PursuitDesk    *desk,
                         PursuitRecord  *original,
                         PursuitRecord  *edited,
                         GError        **error)
{
  g_autoptr(PursuitComparison) self = NULL;
  g_autoptr(PursuitRecord) merged = NULL;
  PursuitRecordClass *klass;
  PursuitFieldMask theirs;

  g_return_val_if_fail (PURSUIT_IS_DESK (desk), NULL);
  g_return_val_if_fail (PURSUIT_IS_RECORD (original) && G_OBJECT_TYPE (original) == G_OBJECT_TYPE (edited), NULL);

  klass = PURSUIT_RECORD_GET_CLASS (original);
  self = g_new0 (PursuitComparison, 1);
  self->fields = g_ptr_array_new_with_free_func (compared_field_free);
  self->current = pursuit_records_load (desk, G_OBJECT_TYPE (original), original->id, error);
  if (self->current == NULL)
    return NULL;

  self->deleted_at = self->current->deleted_at;
  merged = pursuit_record_copy (edited);
  pursuit_record_merge (original, merged, self->current, &self->conflict);
  theirs = pursuit_record_diff (original, self->current) & ~pursuit_record_class_select (klass, PURSUIT_FIELD_DERIVED);
  /* What both changed to the same value is nobody's news. */
  theirs &= ~(pursuit_record_diff (original, edited) & ~self->conflict);
  for (guint i = 0; i < klass->n_fields; i++)
    if ((theirs & (G_GUINT64_CONSTANT (1) << i)) && &klass->fields[i] != klass->extra)
      add_field (self, desk, &klass->fields[i], original, edited);
  if ((pursuit_record_diff (original, self->current) & pursuit_record_get_extra_bit (original)) &&
      !add_own_fields (self, desk, original, edited, error))
    return NULL;

  if ((self->fields->len > 0 || self->deleted_at != 0) && !attribute (self, desk, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * pursuit_comparison_find:
 * @self: a comparison
 * @name: the name of a field
 *
 * Returns: (transfer none) (nullable): what others made of that field, %NULL when they left it alone
 */
const PursuitComparedField *
pursuit_comparison_find (const PursuitComparison *self,
                         const char              *name)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->fields->len; i++)
    {
      const PursuitComparedField *compared = g_ptr_array_index (self->fields, i);

      if (g_str_equal (compared->field->name, name))
        return compared;
    }

  return NULL;
}

static const PursuitComparedField *
find_newest (const PursuitComparison *self)
{
  const PursuitComparedField *newest = NULL;

  for (guint i = 0; i < self->fields->len; i++)
    {
      const PursuitComparedField *compared = g_ptr_array_index (self->fields, i);

      if (newest == NULL || compared->at > newest->at)
        newest = compared;
    }

  return newest;
}

static char *
dup_labels (const PursuitComparison *self)
{
  g_autoptr(GString) labels = g_string_new (NULL);

  for (guint i = 0; i < self->fields->len; i++)
    {
      const PursuitComparedField *compared = g_ptr_array_index (self->fields, i);

      g_string_append_printf (labels, "%s%s", labels->len > 0 ? _(", ") : "", _(compared->field->label));
    }

  return g_string_free (g_steal_pointer (&labels), FALSE);
}

static char *
dup_sentence (const PursuitComparedField *compared,
              const char                 *labels)
{
  g_autofree char *when = pursuit_time_format_since (compared->at);

  if (compared->who == NULL)
    /* Translators: %s is one or several names of fields, such as “Phone” */
    return g_strdup_printf (_("Somebody else changed %s meanwhile."), labels);

  /* Translators: %1$s is a person, %2$s one or several names of fields, %3$s when, such as “3 s ago” or “at 10:31” */
  return g_strdup_printf (_("%1$s changed %2$s %3$s."), compared->who, labels, when);
}

/**
 * pursuit_comparison_dup_change:
 * @self: a comparison
 * @name: the name of a field
 *
 * Returns: (transfer full) (nullable): one sentence that says who changed that field and when; %NULL when nobody did
 */
char *
pursuit_comparison_dup_change (const PursuitComparison *self,
                               const char              *name)
{
  const PursuitComparedField *compared = pursuit_comparison_find (self, name);

  return compared != NULL ? dup_sentence (compared, _(compared->field->label)) : NULL;
}

/**
 * pursuit_comparison_dup_changes:
 * @self: a comparison
 *
 * Returns: (transfer full) (nullable): one sentence that says who changed which fields and when; %NULL when nobody did
 */
char *
pursuit_comparison_dup_changes (const PursuitComparison *self)
{
  const PursuitComparedField *newest = find_newest (self);
  g_autofree char *labels = NULL;

  if (newest == NULL)
    return NULL;

  labels = dup_labels (self);
  return dup_sentence (newest, labels);
}

/**
 * pursuit_comparison_dup_merged:
 * @self: a comparison with what was just saved
 *
 * Returns: (transfer full) (nullable): what to say of a save that other people's changes stand beside; %NULL when there
 *   are none
 */
char *
pursuit_comparison_dup_merged (const PursuitComparison *self)
{
  const PursuitComparedField *newest = find_newest (self);
  g_autofree char *labels = NULL;

  if (newest == NULL)
    return NULL;

  labels = dup_labels (self);
  if (newest->who == NULL)
    return g_strdup_printf (_("Saved. Somebody else changed %s meanwhile; both are kept."), labels);

  /* Translators: %1$s is a person, %2$s one or several names of fields, such as “Phone” */
  return g_strdup_printf (_("Saved. %1$s changed %2$s meanwhile; both are kept."), newest->who, labels);
}

/**
 * pursuit_comparison_dup_deletion:
 * @self: a comparison
 *
 * Returns: (transfer full) (nullable): one sentence that says who deleted the record and when; %NULL when it is there
 */
char *
pursuit_comparison_dup_deletion (const PursuitComparison *self)
{
  const char *name = pursuit_record_get_name (self->current);
  g_autofree char *when = pursuit_time_format_since (self->deleted_at);

  if (self->deleted_at == 0)
    return NULL;
  if (self->deleted_by == NULL)
    return g_strdup_printf (_("“%s” was deleted meanwhile."), name);

  /* Translators: %1$s is a person, %2$s what was deleted, %3$s when, such as “3 s ago” or “at 10:31” */
  return g_strdup_printf (_("%1$s deleted “%2$s” %3$s."), self->deleted_by, name, when);
}
