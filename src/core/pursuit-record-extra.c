/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-record-private.h"

#include "pursuit-own-set.h"
#include "pursuit-str.h"

/* The values of own fields: read from the text in "extra" when somebody asks for the first time, and printed to it. */

/* A record that is on its way to the store is looked at by two threads, though changed by none. */
static GMutex reading;

/* The values, lent; there are none where the text is none of ours. */
static const PursuitExtra *
read_extra (PursuitRecord *self)
{
  const char *text = TEXT_OF (self, PURSUIT_RECORD_GET_CLASS (self)->extra);

  g_mutex_lock (&reading);
  if (self->extra == NULL || pursuit_set_str (&self->extra_of, text))
    {
      g_clear_pointer (&self->extra, pursuit_extra_free);
      self->extra = pursuit_extra_parse (text, NULL);
      if (self->extra == NULL)
        self->extra = pursuit_extra_new ();
      pursuit_set_str (&self->extra_of, text);
    }
  g_mutex_unlock (&reading);

  return self->extra;
}

/**
 * pursuit_record_get_extra_bit:
 * @self: a record
 *
 * Returns: the bit that stands for all of its own fields, 0 when it can have none
 */
PursuitFieldMask
pursuit_record_get_extra_bit (PursuitRecord *self)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (self);

  return klass->extra != NULL ? pursuit_record_class_get_bit (klass, klass->extra) : 0;
}

/**
 * pursuit_record_dup_extra:
 * @self: a record
 * @error: (nullable): return location
 *
 * Fails with %PURSUIT_ERROR_INVALID when what stands there is no JSON object.
 *
 * Returns: (transfer full): what stands in "extra"
 */
PursuitExtra *
pursuit_record_dup_extra (PursuitRecord  *self,
                          GError        **error)
{
  const PursuitField *field = PURSUIT_RECORD_GET_CLASS (self)->extra;

  return field != NULL ? pursuit_extra_parse (TEXT_OF (self, field), error) : pursuit_extra_new ();
}

/**
 * pursuit_record_set_extra:
 * @self: a record that can have own fields
 * @extra: values
 *
 * Sets all of "extra".
 */
void
pursuit_record_set_extra (PursuitRecord      *self,
                          const PursuitExtra *extra)
{
  pursuit_record_take_text (self, PURSUIT_RECORD_GET_CLASS (self)->extra, pursuit_extra_print (extra));
}

/**
 * pursuit_record_carry_extra:
 * @self: a record
 * @original: one of the same type
 * @edited: what was made of it
 *
 * Changes the own fields of @self that @edited changed, and leaves the others as they are; nothing where there are none.
 */
void
pursuit_record_carry_extra (PursuitRecord *self,
                            PursuitRecord *original,
                            PursuitRecord *edited)
{
  g_autoptr(PursuitExtra) values = pursuit_record_dup_extra (self, NULL);
  g_autoptr(PursuitExtra) was = pursuit_record_dup_extra (original, NULL);
  g_autoptr(PursuitExtra) is = pursuit_record_dup_extra (edited, NULL);

  if (PURSUIT_RECORD_GET_CLASS (self)->extra == NULL || values == NULL || was == NULL || is == NULL)
    return;

  pursuit_extra_carry (values, was, is);
  pursuit_record_set_extra (self, values);
}

static PursuitExtraType
get_type_of (const PursuitField *field)
{
  if (field->own->kind == PURSUIT_OWN_YES_NO)
    return PURSUIT_EXTRA_BOOL;

  return field->kind == PURSUIT_KIND_NUMBER || field->kind == PURSUIT_KIND_MONEY ? PURSUIT_EXTRA_NUMBER
                                                                                : PURSUIT_EXTRA_TEXT;
}

/* A value of another kind than the field says is not shown as one. */
const char *
pursuit_record_get_own_text (PursuitRecord      *self,
                             const PursuitField *field)
{
  PursuitExtraType type;
  const char *text;

  if (PURSUIT_RECORD_GET_CLASS (self)->extra == NULL)
    return NULL;
  text = pursuit_extra_get (read_extra (self), field->own->key, &type);

  return type == get_type_of (field) ? text : NULL;
}

gint64
pursuit_record_get_own_number (PursuitRecord      *self,
                               const PursuitField *field)
{
  const char *text = pursuit_record_get_own_text (self, field);
  gint64 number = 0;

  if (text != NULL)
    g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL);

  return number;
}

void
pursuit_record_set_own_text (PursuitRecord      *self,
                             const PursuitField *field,
                             const char         *text)
{
  g_autoptr(PursuitExtra) extra = NULL;

  g_return_if_fail (PURSUIT_RECORD_GET_CLASS (self)->extra != NULL);

  if (g_strcmp0 (pursuit_record_get_own_text (self, field), pursuit_str_empty (text) ? NULL : text) == 0)
    return;

  extra = pursuit_record_dup_extra (self, NULL);
  if (extra == NULL)
    extra = pursuit_extra_new ();
  pursuit_extra_set (extra, field->own->key, get_type_of (field), pursuit_str_empty (text) ? NULL : text);
  pursuit_record_set_extra (self, extra);
}

void
pursuit_record_set_own_number (PursuitRecord      *self,
                               const PursuitField *field,
                               gint64              number)
{
  g_autofree char *text = number != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : NULL;

  pursuit_record_set_own_text (self, field, text);
}

/* Both changes of "extra" as one, NULL when both changed the same key to different values. */
char *
pursuit_record_merge_extra (PursuitRecord *original,
                            PursuitRecord *mine,
                            PursuitRecord *theirs)
{
  g_autoptr(PursuitExtra) was = pursuit_record_dup_extra (original, NULL);
  g_autoptr(PursuitExtra) merged = pursuit_record_dup_extra (mine, NULL);
  g_autoptr(PursuitExtra) now = pursuit_record_dup_extra (theirs, NULL);
  g_autoptr(GPtrArray) conflict = NULL;
  char *text;

  if (was == NULL || merged == NULL || now == NULL)
    return NULL;
  conflict = pursuit_extra_merge (was, merged, now);
  if (conflict->len > 0)
    return NULL;

  text = pursuit_extra_print (merged);
  return text != NULL ? text : g_strdup ("");
}
