/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Records of every type with a valid, recognisable value in every field, made from the field tables. */

#include "sample-record.h"

#include "pursuit-document.h"
#include "pursuit-enums.h"

/**
 * sample_text:
 * @field: a text field
 * @variant: makes values differ
 *
 * Returns: (transfer full): a valid value
 */
char *
sample_text (const PursuitField *field,
             guint               variant)
{
  if (field->kind == PURSUIT_KIND_DATE)
    return g_strdup_printf ("2026-03-%02u", 1 + variant % 28);
  if (g_str_equal (field->name, "extra"))
    return g_strdup_printf ("{\"other\":\"乙\",\"sample\":%u}", variant);
  if (g_str_equal (field->name, "key"))
    return g_strdup_printf ("key_%u", variant);
  if (g_str_equal (field->name, "choices"))
    return g_strdup_printf ("[{\"key\":\"choice_%u\",\"name\":\"乙\"}]", variant);
  if (field->kind == PURSUIT_KIND_LONG_TEXT)
    return g_strdup_printf ("%s 甲\nline %u", field->name, variant);

  return g_strdup_printf ("%s “%u” 乙", field->name, variant);
}

static gint64
sample_enum (GType type,
             guint variant)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (type);

  return klass->values[1 + variant % (klass->n_values - 1)].value;
}

/**
 * sample_number:
 * @type: the record type
 * @field: one of its number fields
 * @variant: makes values differ
 *
 * Returns: a valid value other than 0; for references the id 1, but none for references among one type, which would
 *   make a record its own parent, and 0 for the version of a document
 */
gint64
sample_number (GType               type,
               const PursuitField *field,
               guint               variant)
{
  /* A note of where something lies: a version would have its pieces. */
  if (type == PURSUIT_TYPE_DOCUMENT && g_str_equal (field->name, "version"))
    return 0;

  switch (field->kind)
    {
    case PURSUIT_KIND_ENUM:
      /* the one kind of own field with which its choices go together */
      if (field->type () == PURSUIT_TYPE_OWN_KIND)
        return PURSUIT_OWN_CHOICE;
      return sample_enum (field->type (), variant);
    case PURSUIT_KIND_BOOL:
      return 1;
    case PURSUIT_KIND_TIME:
      return G_GINT64_CONSTANT (1767225600123456) + variant;
    case PURSUIT_KIND_REF:
      return field->type () == type ? 0 : 1;
    case PURSUIT_KIND_MONEY:
      return 1234567 + variant;
    case PURSUIT_KIND_INT:
      return field->max > field->min ? MAX (field->min, 1) + variant % (field->max - MAX (field->min, 1) + 1) : 3 + variant;
    case PURSUIT_KIND_TEXT:
    case PURSUIT_KIND_LONG_TEXT:
    case PURSUIT_KIND_DATE:
    case PURSUIT_KIND_NUMBER:
    case PURSUIT_KIND_CHOICE:
    default:
      g_assert_not_reached ();
    }
}

/**
 * sample_record_fill:
 * @record: a record
 * @variant: makes values differ
 *
 * Sets every field.
 */
void
sample_record_fill (PursuitRecord *record,
                    guint          variant)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (record);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const PursuitField *field = &klass->fields[i];

      if (pursuit_field_is_text (field))
        pursuit_record_take_text (record, field, sample_text (field, variant + i));
      else
        pursuit_record_set_number (record, field, sample_number (G_OBJECT_TYPE (record), field, variant + i));
    }
}

/**
 * sample_record_new:
 * @type: a record type
 * @variant: makes values differ
 *
 * Returns: (transfer full): a valid record, as yet without an id
 */
PursuitRecord *
sample_record_new (GType type,
                   guint variant)
{
  PursuitRecord *record = pursuit_record_new (type);

  sample_record_fill (record, variant);

  return record;
}
