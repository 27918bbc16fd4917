/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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

#define MEMBER(self, field, ctype) (*(ctype *) G_STRUCT_MEMBER_P (self, (field)->offset))

static void
pursuit_record_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_CLASS (g_type_class_peek (pspec->owner_type));
  const PursuitField *field = &klass->fields[prop_id - 1];

  if (pursuit_field_is_text (field))
    g_value_set_string (value, MEMBER (object, field, char *));
  else
    g_value_set_int64 (value, MEMBER (object, field, gint64));
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
      g_free (MEMBER (self, &klass->fields[i], char *));
  g_free (self->external_id);
  g_free (self->name_key);
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
 * Returns: the mask that holds @field alone
 */
PursuitFieldMask
pursuit_record_class_get_bit (PursuitRecordClass *klass,
                              const PursuitField *field)
{
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
      g_clear_pointer (&MEMBER (self, &klass->fields[i], char *), g_free);
    else
      MEMBER (self, &klass->fields[i], gint64) = 0;
  g_clear_pointer (&self->external_id, g_free);
  self->id = self->revision = self->created_at = self->changed_at = self->deleted_at = 0;
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

  return MEMBER (self, field, gint64);
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

  return MEMBER (self, field, char *);
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

  if (MEMBER (self, field, gint64) == number)
    return;

  MEMBER (self, field, gint64) = number;
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
  char **member = &MEMBER (self, field, char *);

  g_return_if_fail (pursuit_field_is_text (field));

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
    return pursuit_str_empty (MEMBER (self, field, char *));
  if (field->kind == PURSUIT_KIND_ENUM)
    return g_strcmp0 (pursuit_enum_get_nick (field->type (), (int) MEMBER (self, field, gint64)), "none") == 0;

  return MEMBER (self, field, gint64) == 0;
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
    return pursuit_field_format (field, 0, MEMBER (self, field, char *), currency);

  return pursuit_field_format (field, MEMBER (self, field, gint64), NULL, currency);
}

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
                        ? g_strcmp0 (MEMBER (self, field, char *), MEMBER (other, field, char *)) == 0
                        : MEMBER (self, field, gint64) == MEMBER (other, field, gint64);

      if (!same)
        mask |= G_GUINT64_CONSTANT (1) << i;
    }

  return mask;
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
        pursuit_record_set_text (self, field, MEMBER (from, field, char *));
      else
        pursuit_record_set_number (self, field, MEMBER (from, field, gint64));
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
 * system follows @theirs unless @mine has a different one than @original.
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

  if (conflict != 0)
    {
      *out_conflict = conflict;
      return FALSE;
    }

  pursuit_record_assign (mine, theirs, (changed_there & ~changed_here) | derived);
  if (g_strcmp0 (mine->external_id, original->external_id) == 0)
    pursuit_set_str (&mine->external_id, theirs->external_id);
  mine->revision = theirs->revision;
  mine->changed_at = theirs->changed_at;
  mine->deleted_at = theirs->deleted_at;

  return TRUE;
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
      if (MEMBER (self, field, char *) == NULL || pursuit_date_is_valid (MEMBER (self, field, char *)))
        return TRUE;
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("%s is not a date."), _(field->label));
      return FALSE;
    }
  if (pursuit_field_is_text (field))
    {
      if (MEMBER (self, field, char *) == NULL || g_utf8_validate (MEMBER (self, field, char *), -1, NULL))
        return TRUE;
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("%s is not valid text."), _(field->label));
      return FALSE;
    }
  if (!pursuit_field_is_in_range (field, MEMBER (self, field, gint64)))
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
  g_autoptr(GString) all = g_string_sized_new (128);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const PursuitField *field = &klass->fields[i];
      const char *text;

      if (!(field->flags & PURSUIT_FIELD_SEARCHED) || !pursuit_field_is_text (field))
        continue;
      text = MEMBER (self, field, char *);
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
  name = MEMBER (self, klass->name_field, char *);
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

static void
add_member (JsonObject         *object,
            PursuitRecord      *self,
            const PursuitField *field)
{
  gint64 number = pursuit_field_is_text (field) ? 0 : MEMBER (self, field, gint64);

  if (pursuit_field_is_text (field))
    {
      if (MEMBER (self, field, char *) != NULL)
        json_object_set_string_member (object, field->name, MEMBER (self, field, char *));
      else
        json_object_set_null_member (object, field->name);
    }
  else if (field->kind == PURSUIT_KIND_BOOL)
    json_object_set_boolean_member (object, field->name, number != 0);
  else if (pursuit_record_is_blank (self, field) && field->kind != PURSUIT_KIND_INT &&
           field->kind != PURSUIT_KIND_MONEY)
    json_object_set_null_member (object, field->name);
  else if (field->kind == PURSUIT_KIND_ENUM)
    json_object_set_string_member (object, field->name, pursuit_enum_get_nick (field->type (), (int) number));
  else if (field->kind == PURSUIT_KIND_TIME)
    {
      g_autofree char *iso = pursuit_time_to_iso (number);
      json_object_set_string_member (object, field->name, iso);
    }
  else
    json_object_set_int_member (object, field->name, number);
}

/**
 * pursuit_record_to_json:
 * @self: a record
 * @mask: which fields
 *
 * The stable form of the journal, the exports and the command line: amounts in minor units, times
 * ISO 8601 UTC, enums by nick, `null` for no value. Identity (id, revision) is for the caller to add.
 *
 * Returns: (transfer full): a new object
 */
JsonObject *
pursuit_record_to_json (PursuitRecord    *self,
                        PursuitFieldMask  mask)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (self);
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < klass->n_fields; i++)
    if (mask & (G_GUINT64_CONSTANT (1) << i))
      add_member (object, self, &klass->fields[i]);

  return object;
}

static gboolean
apply_member (PursuitRecord       *self,
              const PursuitField  *field,
              JsonNode            *node,
              GError             **error)
{
  GType held = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  gint64 number = 0;
  int value;

  if (pursuit_field_is_text (field) && (JSON_NODE_HOLDS_NULL (node) || held == G_TYPE_STRING))
    {
      pursuit_record_set_text (self, field, JSON_NODE_HOLDS_NULL (node) ? NULL : json_node_get_string (node));
      return TRUE;
    }
  if (JSON_NODE_HOLDS_NULL (node) && !pursuit_field_is_text (field))
    number = 0;
  else if (held == G_TYPE_BOOLEAN && field->kind == PURSUIT_KIND_BOOL)
    number = json_node_get_boolean (node);
  else if (held == G_TYPE_STRING && field->kind == PURSUIT_KIND_TIME &&
           pursuit_time_from_iso (json_node_get_string (node), &number))
    ;
  else if (held == G_TYPE_STRING && field->kind == PURSUIT_KIND_ENUM &&
           pursuit_enum_from_nick (field->type (), json_node_get_string (node), &value))
    number = value;
  else if (held == G_TYPE_INT64 && field->kind != PURSUIT_KIND_ENUM && !pursuit_field_is_text (field))
    number = json_node_get_int (node);
  else
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("The value of “%s” has the wrong kind."),
                   field->name);
      return FALSE;
    }

  pursuit_record_set_number (self, field, number);
  return TRUE;
}

/**
 * pursuit_record_apply_json:
 * @self: a record
 * @object: members named after fields; others are ignored
 * @error: return location for the refusal
 *
 * Sets the fields that @object names, in the form of pursuit_record_to_json().
 *
 * Fails with %PURSUIT_ERROR_INVALID when a member has the wrong kind; fields before it are then set.
 *
 * Returns: %TRUE when every named field was set
 */
gboolean
pursuit_record_apply_json (PursuitRecord  *self,
                           JsonObject     *object,
                           GError        **error)
{
  PursuitRecordClass *klass = PURSUIT_RECORD_GET_CLASS (self);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      JsonNode *node = json_object_get_member (object, klass->fields[i].name);

      if (node != NULL && !apply_member (self, &klass->fields[i], node, error))
        return FALSE;
    }

  return TRUE;
}
