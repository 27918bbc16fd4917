/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-field.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-error.h"
#include "pursuit-money.h"
#include "pursuit-own-set.h"
#include "pursuit-str.h"
#include "pursuit-text.h"

/**
 * pursuit_field_is_in_range:
 * @self: a field with a number
 * @value: a value for it
 *
 * Returns: %TRUE when @value is a member of the enum, or within the field's range if it has one
 */
gboolean
pursuit_field_is_in_range (const PursuitField *self,
                           gint64              value)
{
  if (self->kind == PURSUIT_KIND_ENUM)
    return value == (int) value && pursuit_enum_get_nick (self->type (), (int) value) != NULL;
  if (self->kind == PURSUIT_KIND_BOOL)
    return value == 0 || value == 1;
  if (self->kind == PURSUIT_KIND_REF || self->kind == PURSUIT_KIND_TIME)
    return value >= 0;

  return self->max <= self->min || (value >= self->min && value <= self->max);
}

/* What nearly every number in a file is: a few digits, and nothing to normalize. */
static gboolean
parse_digits (const char *text,
              gint64     *out_number)
{
  const int most = 18;      /* so many fit whatever they are */
  gint64 number = 0;
  int n = 0;

  for (; g_ascii_isdigit (text[n]); n++)
    if (n < most)
      number = number * 10 + g_ascii_digit_value (text[n]);
  if (n == 0 || n > most || text[n] != '\0')
    return FALSE;

  *out_number = number;
  return TRUE;
}

static gboolean
parse_int (const char  *text,
           gint64      *out_number,
           GError     **error)
{
  g_autofree char *narrow = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autoptr(GString) digits = g_string_new (NULL);
  g_autoptr(GError) local = NULL;

  for (const char *p = narrow; p != NULL && *p != '\0'; p++)
    if (*p != ',' && *p != ' ')
      g_string_append_c (digits, *p);

  if (narrow != NULL && g_ascii_string_to_signed (digits->str, 10, G_MININT64, G_MAXINT64, out_number, &local))
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is not a whole number."), text);
  return FALSE;
}

static gboolean
parse_bool (const char  *text,
            gint64      *out_number,
            GError     **error)
{
  static const char *const yes[] = { "1", "yes", "y", "true", "是", "有", "对", "√", NULL };
  static const char *const no[] = { "0", "no", "n", "false", "否", "无", "不", "×", NULL };
  g_autofree char *folded = pursuit_text_fold (text);

  if (g_strv_contains (yes, folded) || g_strv_contains (no, folded))
    {
      *out_number = g_strv_contains (yes, folded);
      return TRUE;
    }

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is neither yes nor no."), text);
  return FALSE;
}

static gboolean
parse_enum (const PursuitField  *self,
            const char          *text,
            gint64              *out_number,
            GError             **error)
{
  int value;

  if (pursuit_enum_parse (self->type (), text, &value))
    {
      *out_number = value;
      return TRUE;
    }

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%1$s” is not a known value for %2$s."),
               text, _(self->label));
  return FALSE;
}

static gboolean
refuse_range (const PursuitField  *self,
              const char          *text,
              GError             **error)
{
  if (self->max > self->min)
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                 _("“%1$s” is outside the range of %2$s, %3$lld to %4$lld."),
                 text, _(self->label), (long long) self->min, (long long) self->max);
  else
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%1$s” is outside the range of %2$s."), text,
                 _(self->label));

  return FALSE;
}

static gboolean
parse_number (const PursuitField  *self,
              const char          *text,
              const char          *currency,
              gint64              *out_number,
              GError             **error)
{
  switch (self->kind)
    {
    case PURSUIT_KIND_MONEY:
      return pursuit_money_parse (text, currency, out_number, error);
    case PURSUIT_KIND_BOOL:
      return parse_bool (text, out_number, error);
    case PURSUIT_KIND_ENUM:
      return parse_enum (self, text, out_number, error);
    case PURSUIT_KIND_TIME:
      if (pursuit_time_from_iso (text, out_number))
        return TRUE;
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is not a time."), text);
      return FALSE;
    case PURSUIT_KIND_INT:
    case PURSUIT_KIND_REF:
    case PURSUIT_KIND_TEXT:
    case PURSUIT_KIND_LONG_TEXT:
    case PURSUIT_KIND_DATE:
    case PURSUIT_KIND_NUMBER:
    case PURSUIT_KIND_CHOICE:
    default:
      return parse_digits (text, out_number) || parse_int (text, out_number, error);
    }
}

static gboolean
parse_choice (const PursuitField  *self,
              const char          *text,
              char               **out_key,
              GError             **error)
{
  static const char *const answers[] = { "false", "true" };
  const PursuitOwnChoice *choice = pursuit_own_choices_find_called (self->own->choices, text);
  gint64 answer;

  if (choice != NULL)
    *out_key = g_strdup (choice->key);
  else if (self->own->kind == PURSUIT_OWN_YES_NO)
    {
      if (!parse_bool (text, &answer, error))
        return FALSE;
      *out_key = g_strdup (answers[answer]);
    }
  else
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%1$s” is not a known value for %2$s."), text,
                   _(self->label));
      return FALSE;
    }

  return TRUE;
}

static gboolean
parse_text (const PursuitField  *self,
            const char          *text,
            int                  date_order,
            char               **out_text,
            GError             **error)
{
  if (self->kind == PURSUIT_KIND_DATE)
    return pursuit_date_parse (text, (PursuitDateOrder) date_order, out_text, error);
  if (self->kind == PURSUIT_KIND_NUMBER)
    return pursuit_extra_parse_number (text, out_text, error);
  if (self->kind == PURSUIT_KIND_CHOICE)
    return parse_choice (self, text, out_text, error);

  *out_text = pursuit_str_dup_stripped (text);
  return TRUE;
}

/**
 * pursuit_field_parse:
 * @self: a field
 * @text: what a person typed or a file holds; blank means none
 * @currency: the house currency, for money
 * @date_order: a #PursuitDateOrder, for dates
 * @out_number: (out): the value of a number field
 * @out_text: (out) (transfer full) (nullable): the value of a text field
 * @error: return location for the refusal
 *
 * Reads a value as people write it. A blank text gives 0 or %NULL.
 *
 * Fails with %PURSUIT_ERROR_INVALID when @text cannot be read as the field's kind or is out of its
 * range; the message is one sentence that quotes @text. References can only be read as ids.
 *
 * Returns: %TRUE when one of the out parameters was set
 */
gboolean
pursuit_field_parse (const PursuitField  *self,
                     const char          *text,
                     const char          *currency,
                     int                  date_order,
                     gint64              *out_number,
                     char               **out_text,
                     GError             **error)
{
  gboolean blank = pursuit_str_empty (text);
  gint64 number = 0;

  if (pursuit_field_is_text (self))
    {
      if (!blank)
        return parse_text (self, text, date_order, out_text, error);
      *out_text = NULL;
      return TRUE;
    }

  if (!blank && !parse_number (self, text, currency, &number, error))
    return FALSE;
  if (!blank && !pursuit_field_is_in_range (self, number))
    return refuse_range (self, text, error);

  *out_number = number;
  return TRUE;
}

static char *
format_choice (const PursuitField *self,
               const char         *key)
{
  const PursuitOwnChoice *choice = pursuit_own_choices_find (self->own->choices, key);

  return g_strdup (choice != NULL ? pursuit_own_choice_get_label (choice) : key);
}

/**
 * pursuit_field_format:
 * @self: a field
 * @number: the value of a number field
 * @text: (nullable): the value of a text field
 * @currency: the house currency, for money
 *
 * Shows a value as people read it, in the language and manner of the locale. References show their id:
 * whoever knows the name shows that instead.
 *
 * Returns: (transfer full): the text, empty when there is no value
 */
char *
pursuit_field_format (const PursuitField *self,
                      gint64              number,
                      const char         *text,
                      const char         *currency)
{
  if (pursuit_field_is_text (self))
    {
      if (pursuit_str_empty (text))
        return g_strdup ("");
      if (self->kind == PURSUIT_KIND_CHOICE)
        return format_choice (self, text);
      return self->kind == PURSUIT_KIND_DATE ? pursuit_date_format (text) : g_strdup (text);
    }
  if (self->kind == PURSUIT_KIND_BOOL)
    return g_strdup (number ? _("Yes") : _("No"));
  if (self->kind == PURSUIT_KIND_ENUM)
    return g_strdup (pursuit_enum_get_label (self->type (), (int) number));
  if (number == 0 && !(self->kind == PURSUIT_KIND_INT && self->min < 0))
    return g_strdup ("");
  if (self->kind == PURSUIT_KIND_MONEY)
    return pursuit_money_format (number, currency, PURSUIT_MONEY_FULL);
  if (self->kind == PURSUIT_KIND_TIME)
    {
      g_autofree char *date = pursuit_date_from_time (number);
      return pursuit_date_format (date);
    }

  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

/* Enums are never unloaded, so the first look keeps the class: it is looked at for every field of every row. */
static GEnumClass *
peek_enum (GType type)
{
  gpointer klass = g_type_class_peek_static (type);

  return klass != NULL ? klass : g_type_class_ref (type);
}

/**
 * pursuit_enum_get_nick:
 * @type: an enum type
 * @value: one of its values
 *
 * Returns: (nullable): the stable word for @value in SQL and JSON, "none" where there is no value;
 *   %NULL when @type has no such value
 */
const char *
pursuit_enum_get_nick (GType type,
                       int   value)
{
  const GEnumClass *klass = peek_enum (type);

  /* Ours are numbered without gaps. */
  if (value >= 0 && (guint) value < klass->n_values && klass->values[value].value == value)
    return klass->values[value].value_nick;

  for (guint i = 0; i < klass->n_values; i++)
    if (klass->values[i].value == value)
      return klass->values[i].value_nick;

  return NULL;
}

/**
 * pursuit_enum_from_nick:
 * @type: an enum type
 * @nick: exactly one of its nicks
 * @out_value: (out): the value
 *
 * Returns: %TRUE when @type has such a value
 */
gboolean
pursuit_enum_from_nick (GType       type,
                        const char *nick,
                        int        *out_value)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (type);
  GEnumValue *entry = g_enum_get_value_by_nick (klass, nick);

  if (entry == NULL)
    return FALSE;

  *out_value = entry->value;
  return TRUE;
}

/**
 * pursuit_enum_get_label:
 * @type: an enum type
 * @value: one of its values
 *
 * Our enums keep the message id of their label where others keep the C name.
 *
 * Returns: the word for people in the language of the locale, empty for "none"
 */
const char *
pursuit_enum_get_label (GType type,
                        int   value)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (type);
  GEnumValue *entry = g_enum_get_value (klass, value);

  if (entry == NULL || *entry->value_name == '\0')
    return "";

  return _(entry->value_name);
}

static gboolean
label_matches (const char *label,
               const char *folded)
{
  g_autofree char *folded_label = pursuit_text_fold_key (label);

  return *folded_label != '\0' && g_str_equal (folded_label, folded);
}

/**
 * pursuit_enum_parse:
 * @type: an enum type
 * @text: a nick, or a label in English or in the language of the locale
 * @out_value: (out): the value
 *
 * Returns: %TRUE when @text is one of the values
 */
gboolean
pursuit_enum_parse (GType       type,
                    const char *text,
                    int        *out_value)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (type);
  g_autofree char *folded = pursuit_text_fold_key (text);

  for (guint i = 0; i < klass->n_values; i++)
    {
      const GEnumValue *entry = &klass->values[i];

      if (label_matches (entry->value_nick, folded) || label_matches (entry->value_name, folded) ||
          (*entry->value_name != '\0' && label_matches (_(entry->value_name), folded)))
        {
          *out_value = entry->value;
          return TRUE;
        }
    }

  return FALSE;
}
