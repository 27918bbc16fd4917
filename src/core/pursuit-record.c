/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-record-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-error.h"
#include "pursuit-str.h"
#include "pursuit-text.h"

/*
 * PursuitRecord is one row that people work with: a customer, a deal, a member of staff. Its class holds a
 * field table (see PursuitField), and everything that would otherwise be written once per record type
 * (properties, copy, compare, merge, validate, JSON) is written here once, over that table.
 *
 * Records are plain values: they know no database, and are changed on one thread at a time.
 */
G_DEFINE_ABSTRACT_TYPE (PursuitRecord, pursuit_record, G_TYPE_OBJECT)

static void
pursuit_record_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_CLASS (g_type_class_peek (pspec->owner_type));
  const PursuitField *field = &klass->fields[prop_id - 1];

  if (pursuit_field_is_text (field))
    g_value_set_string (value, TEXT_OF (object, field));
  else
    g_value_set_int64 (value, NUMBER_OF (object, field));
}

static void
pursuit_record_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_CLASS (g_type_class_peek (pspec->owner_type));
  const PursuitField *field = &klass->fields[prop_id - 1];

  if (pursuit_field_is_text (field))
    pursuit_record_set_text (PURSUIT_RECORD (object), field, g_value_get_string (value));
  else
    pursuit_record_set_number (PURSUIT_RECORD (object), field, g_value_get_int64 (value));
}

static void
pursuit_record_finalize (GObject *object)
{
  PursuitRecord *self = PURSUIT_RECORD (object);
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (self);

  for (guint i = 0; i < klass->n_fields; i++)
    if (pursuit_field_is_text (&klass->fields[i]))
      g_free (TEXT_OF (self, &klass->fields[i]));
  g_free (self->external_id);
  g_free (self->name_key);
  g_clear_pointer (&self->extra, pursuit_extra_free);
  g_free (self->extra_of);
  g_free (self->name_key_of);

  G_OBJECT_CLASS (pursuit_record_parent_class)->finalize (object);
}

static void
pursuit_record_class_init (PursuitRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pursuit_record_finalize;
}

static void
pursuit_record_init (PursuitRecord *self)
{
}

static GParamSpec *
field_to_pspec (const PursuitField *field)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  g_autofree char *name = g_strdelimit (g_strdup (field->name), "_", '-');

  if (pursuit_field_is_text (field))
    return g_param_spec_string (g_intern_string (name), NULL, NULL, NULL, flags);

  return g_param_spec_int64 (g_intern_string (name), NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
}

/**
 * pursuit_record_class_set_fields:
 * @klass: the class being initialised
 * @table: SQL table and JSON name, static
 * @label: singular for people, a static message id
 * @fields: the field table, static
 * @n_fields: its length, at most 64
 *
 * Describes a record type; to be called once from its `class_init`. Installs the properties.
 */
void
pursuit_record_class_set_fields (PursuitRecordClass *klass,
                                 const char         *table,
                                 const char         *label,
                                 const PursuitField *fields,
                                 guint               n_fields)
{
  g_return_if_fail (n_fields > 0 && n_fields <= 64);

  /* GObject does not let these two be inherited. */
  G_OBJECT_CLASS (klass)->get_property = pursuit_record_get_property;
  G_OBJECT_CLASS (klass)->set_property = pursuit_record_set_property;
  klass->table = table;
  klass->label = label;
  klass->fields = fields;
  klass->n_fields = n_fields;
  for (guint i = 0; i < n_fields; i++)
    {
      if (fields[i].flags & PURSUIT_FIELD_SEARCHED)
        klass->searched |= G_GUINT64_CONSTANT (1) << i;
      if (g_str_equal (fields[i].name, "extra"))
        klass->extra = &fields[i];
    }
  klass->pspecs = g_new0 (GParamSpec *, n_fields + 1);
  for (guint i = 0; i < n_fields; i++)
    klass->pspecs[i + 1] = field_to_pspec (&fields[i]);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), n_fields + 1, klass->pspecs);
}

/**
 * pursuit_record_class_find:
 * @klass: a record class
 * @name: a field's name
 *
 * Returns: (nullable): the field, lent
 */
const PursuitField *
pursuit_record_class_find (PursuitRecordClass *klass,
                           const char         *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < klass->n_fields; i++)
    if (g_str_equal (klass->fields[i].name, name))
      return &klass->fields[i];

  return NULL;
}

/**
 * pursuit_record_class_get_bit:
 * @klass: a record class
 * @field: one of its fields
 *
 * Returns: the mask that holds @field alone; for each of the own fields that of "extra", where all of them are kept
 */
PursuitFieldMask
pursuit_record_class_get_bit (PursuitRecordClass *klass,
                              const PursuitField *field)
{
  if (field->own != NULL)
    field = klass->extra;
  g_return_val_if_fail (field >= klass->fields && field < klass->fields + klass->n_fields, 0);

  return G_GUINT64_CONSTANT (1) << (field - klass->fields);
}

/**
 * pursuit_record_class_select:
 * @klass: a record class
 * @flags: flags to look for
 *
 * Returns: the fields that carry any of @flags
 */
PursuitFieldMask
pursuit_record_class_select (PursuitRecordClass *klass,
                             PursuitFieldFlags   flags)
{
  PursuitFieldMask mask = 0;

  for (guint i = 0; i < klass->n_fields; i++)
    if (klass->fields[i].flags & flags)
      mask |= G_GUINT64_CONSTANT (1) << i;

  return mask;
}

/**
 * pursuit_record_type_find:
 * @type: a record type
 * @name: a field's name
 *
 * Returns: (nullable): the field, lent
 */
const PursuitField *
pursuit_record_type_find (GType       type,
                          const char *name)
{
  g_autoptr(GTypeClass) klass = g_type_class_ref (type);

  return pursuit_record_class_find ((PursuitRecordClass *) klass, name);
}

/**
 * pursuit_record_type_get_table:
 * @type: a record type
 *
 * Returns: the table's name, static
 */
const char *
pursuit_record_type_get_table (GType type)
{
  g_autoptr(GTypeClass) klass = g_type_class_ref (type);

  return ((PursuitRecordClass *) klass)->table;
}

/**
 * pursuit_record_new:
 * @type: a record type
 *
 * Returns: (transfer full): a blank record that no database knows yet
 */
PursuitRecord *
pursuit_record_new (GType type)
{
  g_return_val_if_fail (g_type_is_a (type, PURSUIT_TYPE_RECORD), NULL);

  return g_object_new (type, NULL);
}

/**
 * pursuit_record_reset:
 * @self: a record that nobody watches
 *
 * Makes a record blank again, as pursuit_record_new() does, without notifying: for reading one row after another.
 */
void
pursuit_record_reset (PursuitRecord *self)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (self);

  for (guint i = 0; i < klass->n_fields; i++)
    if (pursuit_field_is_text (&klass->fields[i]))
      g_clear_pointer (&TEXT_OF (self, &klass->fields[i]), g_free);
    else
      NUMBER_OF (self, &klass->fields[i]) = 0;
  g_clear_pointer (&self->external_id, g_free);
  self->id = self->revision = self->created_at = self->changed_at = self->deleted_at = 0;
  self->had_extra = FALSE;
}

/**
 * pursuit_record_copy:
 * @self: a record
 *
 * Returns: (transfer full): an independent copy, id and revision included
 */
PursuitRecord *
pursuit_record_copy (PursuitRecord *self)
{
  PursuitRecord *copy;

  g_return_val_if_fail (PURSUIT_IS_RECORD (self), NULL);

  copy = pursuit_record_new (G_OBJECT_TYPE (self));
  copy->id = self->id;
  copy->revision = self->revision;
  copy->created_at = self->created_at;
  copy->changed_at = self->changed_at;
  copy->deleted_at = self->deleted_at;
  copy->external_id = g_strdup (self->external_id);
  copy->had_extra = self->had_extra;
  pursuit_record_assign (copy, self, PURSUIT_FIELD_MASK_ALL);

  return copy;
}

/**
 * pursuit_record_get_name:
 * @self: a record
 *
 * Returns: what people recognise it by; the type's label where it has no name
 */
const char *
pursuit_record_get_name (PursuitRecord *self)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (self);
  const char *name = NULL;

  if (klass->name_field != NULL)
    name = pursuit_record_get_text (self, klass->name_field);

  return name != NULL ? name : _(klass->label);
}

/**
 * pursuit_record_get_number:
 * @self: a record
 * @field: one of its number fields
 *
 * Returns: the value; 0 means none for money, references and times
 */
gint64
pursuit_record_get_number (PursuitRecord      *self,
                           const PursuitField *field)
{
  g_return_val_if_fail (!pursuit_field_is_text (field), 0);

  return field->own != NULL ? pursuit_record_get_own_number (self, field) : NUMBER_OF (self, field);
}

/**
 * pursuit_record_get_text:
 * @self: a record
 * @field: one of its text fields
 *
 * Returns: (nullable): the value, lent
 */
const char *
pursuit_record_get_text (PursuitRecord      *self,
                         const PursuitField *field)
{
  g_return_val_if_fail (pursuit_field_is_text (field), NULL);

  return field->own != NULL ? pursuit_record_get_own_text (self, field) : TEXT_OF (self, field);
}

static void
notify_field (PursuitRecord      *self,
              const PursuitField *field)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (self);

  g_object_notify_by_pspec (G_OBJECT (self), klass->pspecs[field - klass->fields + 1]);
}

/**
 * pursuit_record_set_number:
 * @self: a record
 * @field: one of its number fields
 * @number: the value
 *
 * Sets a value and notifies when it differs. Rules are not checked here: see pursuit_record_validate().
 */
void
pursuit_record_set_number (PursuitRecord      *self,
                           const PursuitField *field,
                           gint64              number)
{
  g_return_if_fail (!pursuit_field_is_text (field));

  if (field->own != NULL)
    {
      pursuit_record_set_own_number (self, field, number);
      return;
    }
  if (NUMBER_OF (self, field) == number)
    return;

  NUMBER_OF (self, field) = number;
  notify_field (self, field);
}

/**
 * pursuit_record_set_text:
 * @self: a record
 * @field: one of its text fields
 * @text: (nullable): the value, copied; the empty text means none
 *
 * Sets a value and notifies when it differs.
 */
void
pursuit_record_set_text (PursuitRecord      *self,
                         const PursuitField *field,
                         const char         *text)
{
  pursuit_record_take_text (self, field, g_strdup (text));
}

/**
 * pursuit_record_take_text:
 * @self: a record
 * @field: one of its text fields
 * @text: (nullable) (transfer full): the value; the empty text means none
 *
 * Like pursuit_record_set_text(), but takes over the string.
 */
void
pursuit_record_take_text (PursuitRecord      *self,
                          const PursuitField *field,
                          char               *text)
{
  char **member = &TEXT_OF (self, field);

  g_return_if_fail (pursuit_field_is_text (field));

  if (field->own != NULL)
    {
      pursuit_record_set_own_text (self, field, text);
      g_free (text);
      return;
    }
  if (text != NULL && *text == '\0')
    g_clear_pointer (&text, g_free);
  if (g_strcmp0 (*member, text) == 0)
    {
      g_free (text);
      return;
    }

  g_free (*member);
  *member = text;
  notify_field (self, field);
}

/**
 * pursuit_record_fill_number:
 * @self: a record that nobody watches
 * @field: one of its number fields
 * @number: the value
 *
 * Like pursuit_record_set_number() without notifying: for reading one row after another.
 */
void
pursuit_record_fill_number (PursuitRecord      *self,
                            const PursuitField *field,
                            gint64              number)
{
  if (field->own != NULL)
    pursuit_record_set_own_number (self, field, number);
  else
    NUMBER_OF (self, field) = number;
}

/**
 * pursuit_record_fill_text:
 * @self: a record that nobody watches
 * @field: one of its text fields
 * @text: (nullable): the value, copied; the empty text means none
 *
 * Like pursuit_record_set_text() without notifying: for reading one row after another.
 */
void
pursuit_record_fill_text (PursuitRecord      *self,
                          const PursuitField *field,
                          const char         *text)
{
  char **member = &TEXT_OF (self, field);

  if (field->own != NULL)
    {
      pursuit_record_set_own_text (self, field, text);
      return;
    }
  g_free (*member);
  *member = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

/**
 * pursuit_record_is_blank:
 * @self: a record
 * @field: one of its fields
 *
 * Returns: %TRUE when the field holds no value: no text, no reference, no amount, the "none" of its enum
 */
gboolean
pursuit_record_is_blank (PursuitRecord      *self,
                         const PursuitField *field)
{
  if (pursuit_field_is_text (field))
    return pursuit_str_empty (pursuit_record_get_text (self, field));
  if (field->own != NULL)
    return pursuit_record_get_own_number (self, field) == 0;
  if (field->kind == PURSUIT_KIND_ENUM)
    return g_strcmp0 (pursuit_enum_get_nick (field->type (), (int) NUMBER_OF (self, field)), "none") == 0;

  return NUMBER_OF (self, field) == 0;
}

/**
 * pursuit_record_parse:
 * @self: a record
 * @field: one of its fields
 * @text: what a person typed or a file holds
 * @currency: the house currency
 * @date_order: a #PursuitDateOrder
 * @error: return location for the refusal
 *
 * Sets a field from text; see pursuit_field_parse() for what is understood and refused
 * (%PURSUIT_ERROR_INVALID). On failure the record is unchanged.
 *
 * Returns: %TRUE when the field was set
 */
gboolean
pursuit_record_parse (PursuitRecord       *self,
                      const PursuitField  *field,
                      const char          *text,
                      const char          *currency,
                      int                  date_order,
                      GError             **error)
{
  gint64 number = 0;
  char *value = NULL;

  if (!pursuit_field_parse (field, text, currency, date_order, &number, &value, error))
    return FALSE;

  if (pursuit_field_is_text (field))
    pursuit_record_take_text (self, field, value);
  else
    pursuit_record_set_number (self, field, number);

  return TRUE;
}

/**
 * pursuit_record_format:
 * @self: a record
 * @field: one of its fields
 * @currency: the house currency
 *
 * Returns: (transfer full): the value as people read it; see pursuit_field_format()
 */
char *
pursuit_record_format (PursuitRecord      *self,
                       const PursuitField *field,
                       const char         *currency)
{
  if (pursuit_field_is_text (field))
    return pursuit_field_format (field, 0, pursuit_record_get_text (self, field), currency);

  return pursuit_field_format (field, pursuit_record_get_number (self, field), NULL, currency);
}

static gboolean
field_is_valid (PursuitRecord       *self,
                const PursuitField  *field,
                GError             **error)
{
  if ((field->flags & PURSUIT_FIELD_REQUIRED) && pursuit_record_is_blank (self, field))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("%s is missing."), _(field->label));
      return FALSE;
    }
  if (field->kind == PURSUIT_KIND_DATE)
    {
      if (TEXT_OF (self, field) == NULL || pursuit_date_is_valid (TEXT_OF (self, field)))
        return TRUE;
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("%s is not a date."), _(field->label));
      return FALSE;
    }
  if (pursuit_field_is_text (field))
    {
      if (TEXT_OF (self, field) == NULL || g_utf8_validate (TEXT_OF (self, field), -1, NULL))
        return TRUE;
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("%s is not valid text."), _(field->label));
      return FALSE;
    }
  if (!pursuit_field_is_in_range (field, NUMBER_OF (self, field)))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("%s is out of range."), _(field->label));
      return FALSE;
    }

  return TRUE;
}

/**
 * pursuit_record_validate:
 * @self: a record
 * @error: return location for the first thing that is wrong
 *
 * Fails with %PURSUIT_ERROR_INVALID and one sentence that names the field.
 *
 * Returns: %TRUE when every field and the type's own rules hold
 */
gboolean
pursuit_record_validate (PursuitRecord  *self,
                         GError        **error)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (self);

  for (guint i = 0; i < klass->n_fields; i++)
    if (!field_is_valid (self, &klass->fields[i], error))
      return FALSE;

  if (klass->extra != NULL && TEXT_OF (self, klass->extra) != NULL)
    {
      g_autoptr(PursuitExtra) extra = pursuit_record_dup_extra (self, error);

      if (extra == NULL)
        return FALSE;
    }

  return klass->check == NULL || klass->check (self, error);
}

/**
 * pursuit_record_dup_search:
 * @self: a record
 *
 * Returns: (transfer full): the folded text of all searched fields, what a list's search looks at
 */
char *
pursuit_record_dup_search (PursuitRecord *self)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (self);
  g_autoptr(GString) all = g_string_sized_new (256);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const PursuitField *field = &klass->fields[i];
      const char *text;

      if (!(klass->searched & (G_GUINT64_CONSTANT (1) << i)) || !pursuit_field_is_text (field))
        continue;
      text = TEXT_OF (self, field);
      if (text == NULL)
        continue;
      if (all->len > 0)
        g_string_append_c (all, ' ');
      g_string_append (all, text);
    }

  return pursuit_text_fold (all->str);
}

/**
 * pursuit_record_get_name_key:
 * @self: a record
 *
 * Folds the name for recognising duplicates (DOS-6), once as long as it stays the same.
 *
 * Returns: (nullable): the folded name, lent until the next call; %NULL when the type does not care or there is no name
 */
const char *
pursuit_record_get_name_key (PursuitRecord *self)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (self);
  const char *name;

  if (klass->fold_name == NULL || klass->name_field == NULL)
    return NULL;
  name = TEXT_OF (self, klass->name_field);
  if (name == NULL)
    return NULL;

  if (self->name_key == NULL || pursuit_set_str (&self->name_key_of, name))
    {
      g_free (self->name_key);
      self->name_key = klass->fold_name (name);
      pursuit_set_str (&self->name_key_of, name);
    }
  return self->name_key;
}
