/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-record-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-str.h"

/* Two states of one record: what differs, and how two changes come together (design.md 4). */

/**
 * pursuit_record_diff:
 * @self: a record
 * @other: another of the same type
 *
 * Returns: the fields in which they differ
 */
PursuitFieldMask
pursuit_record_diff (PursuitRecord *self,
                     PursuitRecord *other)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (self);
  PursuitFieldMask mask = 0;

  g_return_val_if_fail (G_OBJECT_TYPE (self) == G_OBJECT_TYPE (other), 0);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const PursuitField *field = &klass->fields[i];
      gboolean same = pursuit_field_is_text (field)
                        ? g_strcmp0 (TEXT_OF (self, field), TEXT_OF (other, field)) == 0
                        : NUMBER_OF (self, field) == NUMBER_OF (other, field);

      if (!same)
        mask |= G_GUINT64_CONSTANT (1) << i;
    }

  return mask;
}

/**
 * pursuit_record_differs:
 * @self: a record
 * @other: another of the same type
 * @field: one of their fields, or an own one
 *
 * Returns: %TRUE when they differ in @field
 */
gboolean
pursuit_record_differs (PursuitRecord      *self,
                        PursuitRecord      *other,
                        const PursuitField *field)
{
  if (pursuit_field_is_text (field))
    return g_strcmp0 (pursuit_record_get_text (self, field), pursuit_record_get_text (other, field)) != 0;

  return pursuit_record_get_number (self, field) != pursuit_record_get_number (other, field);
}

/**
 * pursuit_record_assign_field:
 * @self: a record
 * @from: another of the same type
 * @field: one of their fields, or an own one
 *
 * Copies @field from @from.
 */
void
pursuit_record_assign_field (PursuitRecord      *self,
                             PursuitRecord      *from,
                             const PursuitField *field)
{
  if (pursuit_field_is_text (field))
    pursuit_record_set_text (self, field, pursuit_record_get_text (from, field));
  else
    pursuit_record_set_number (self, field, pursuit_record_get_number (from, field));
}

/**
 * pursuit_record_class_dup_labels:
 * @klass: a record class
 * @mask: which fields
 *
 * Returns: (transfer full): what the fields are called, in the language of the locale, one after the other
 */
char *
pursuit_record_class_dup_labels (PursuitRecordClass *klass,
                                 PursuitFieldMask    mask)
{
  g_autoptr(GString) labels = g_string_new (NULL);

  for (guint i = 0; i < klass->n_fields; i++)
    if (mask & (G_GUINT64_CONSTANT (1) << i))
      g_string_append_printf (labels, "%s%s", labels->len > 0 ? _(", ") : "", _(klass->fields[i].label));

  return g_string_free (g_steal_pointer (&labels), FALSE);
}

/**
 * pursuit_record_assign:
 * @self: a record
 * @from: another of the same type
 * @mask: which fields
 *
 * Copies the fields in @mask from @from.
 */
void
pursuit_record_assign (PursuitRecord    *self,
                       PursuitRecord    *from,
                       PursuitFieldMask  mask)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (self);

  g_return_if_fail (G_OBJECT_TYPE (self) == G_OBJECT_TYPE (from));

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const PursuitField *field = &klass->fields[i];

      if (!(mask & (G_GUINT64_CONSTANT (1) << i)))
        continue;
      if (pursuit_field_is_text (field))
        pursuit_record_set_text (self, field, TEXT_OF (from, field));
      else
        pursuit_record_set_number (self, field, NUMBER_OF (from, field));
    }
}

/**
 * pursuit_record_merge:
 * @original: the record as it was when editing began
 * @mine: @original with my changes; on success it also holds theirs
 * @theirs: the record as it is now
 * @out_conflict: (out): the fields that both changed, to different values
 *
 * Brings two changes of one record together. They agree when they touch different fields, or set a
 * field to the same value; derived fields always follow @theirs and are computed anew on writing. The id in another
 * system follows @theirs unless @mine has a different one than @original. Own fields are brought together one by one; where
 * both changed one of them, @out_conflict has the bit of "extra".
 *
 * Returns: %TRUE when @mine now holds both changes and @theirs' revision; %FALSE when @out_conflict
 *   was set and nothing changed
 */
gboolean
pursuit_record_merge (PursuitRecord    *original,
                      PursuitRecord    *mine,
                      PursuitRecord    *theirs,
                      PursuitFieldMask *out_conflict)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (original);
  PursuitFieldMask derived = pursuit_record_class_select (klass, PURSUIT_FIELD_DERIVED);
  PursuitFieldMask changed_here = pursuit_record_diff (original, mine) & ~derived;
  PursuitFieldMask changed_there = pursuit_record_diff (original, theirs);
  PursuitFieldMask conflict = changed_here & changed_there & pursuit_record_diff (mine, theirs);
  PursuitFieldMask extra = pursuit_record_get_extra_bit (original);
  g_autofree char *own = NULL;

  if (conflict & extra)
    {
      own = pursuit_record_merge_extra (original, mine, theirs);
      conflict &= own != NULL ? ~extra : PURSUIT_FIELD_MASK_ALL;
    }
  if (conflict != 0)
    {
      *out_conflict = conflict;
      return FALSE;
    }

  pursuit_record_assign (mine, theirs, (changed_there & ~changed_here) | derived);
  if (own != NULL)
    pursuit_record_set_text (mine, klass->extra, own);
  if (g_strcmp0 (mine->external_id, original->external_id) == 0)
    pursuit_set_str (&mine->external_id, theirs->external_id);
  mine->revision = theirs->revision;
  mine->changed_at = theirs->changed_at;
  mine->deleted_at = theirs->deleted_at;

  return TRUE;
}
