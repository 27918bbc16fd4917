/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-standing-rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-str.h"

static const struct
{
  const char *nick;
  const char *field;
  int max;
} kinds[PURSUIT_N_STANDING_KINDS] = {
  [PURSUIT_STANDING_KIND_GRADE] = { "grade", "grade", PURSUIT_GRADE_C },
  [PURSUIT_STANDING_KIND_FUNNEL] = { "funnel", "funnel", PURSUIT_FUNNEL_OPPORTUNITY },
  [PURSUIT_STANDING_KIND_LEVEL] = { "level", "relationship_level", PURSUIT_LEVEL_MAX },
};

/**
 * pursuit_standing_move_free:
 * @move: (transfer full): a change
 */
void
pursuit_standing_move_free (PursuitStandingMove *move)
{
  g_free (move->staff);
  g_free (move->reason);
  g_free (move);
}

/**
 * pursuit_standing_kind_get_nick:
 * @kind: what is judged
 *
 * Returns: what it is called in files and commands
 */
const char *
pursuit_standing_kind_get_nick (PursuitStandingKind kind)
{
  g_return_val_if_fail ((guint) kind < PURSUIT_N_STANDING_KINDS, NULL);

  return kinds[kind].nick;
}

/**
 * pursuit_standing_kind_from_nick:
 * @nick: (nullable): what is written in a file
 * @out_kind: (out): what is judged
 *
 * Returns: %TRUE when there is one of that name
 */
gboolean
pursuit_standing_kind_from_nick (const char          *nick,
                                 PursuitStandingKind *out_kind)
{
  for (guint i = 0; i < PURSUIT_N_STANDING_KINDS; i++)
    if (g_strcmp0 (kinds[i].nick, nick) == 0)
      {
        *out_kind = (PursuitStandingKind) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * pursuit_standing_kind_get_field:
 * @kind: what is judged
 *
 * Returns: the name of the customer's field that holds it
 */
const char *
pursuit_standing_kind_get_field (PursuitStandingKind kind)
{
  g_return_val_if_fail ((guint) kind < PURSUIT_N_STANDING_KINDS, NULL);

  return kinds[kind].field;
}

/**
 * pursuit_standing_kind_get_max:
 * @kind: what is judged
 *
 * Returns: the largest value that it has; the smallest is 0
 */
int
pursuit_standing_kind_get_max (PursuitStandingKind kind)
{
  g_return_val_if_fail ((guint) kind < PURSUIT_N_STANDING_KINDS, 0);

  return kinds[kind].max;
}

/**
 * pursuit_standing_get:
 * @customer: a customer
 * @kind: what is judged
 *
 * Returns: how it is judged at present
 */
gint64
pursuit_standing_get (PursuitCustomer     *customer,
                      PursuitStandingKind  kind)
{
  g_return_val_if_fail (PURSUIT_IS_CUSTOMER (customer), 0);

  switch (kind)
    {
    case PURSUIT_STANDING_KIND_GRADE:
      return customer->grade;
    case PURSUIT_STANDING_KIND_FUNNEL:
      return customer->funnel;
    case PURSUIT_STANDING_KIND_LEVEL:
    default:
      return customer->relationship_level;
    }
}

/**
 * pursuit_standing_format:
 * @kind: what is judged
 * @value: how
 *
 * Returns: (transfer full): what people call that
 */
char *
pursuit_standing_format (PursuitStandingKind kind,
                         gint64              value)
{
  switch (kind)
    {
    case PURSUIT_STANDING_KIND_GRADE:
      return g_strdup (value == PURSUIT_GRADE_NONE ? C_("grade", "No grade")
                                                   : pursuit_enum_get_label (PURSUIT_TYPE_GRADE, (int) value));
    case PURSUIT_STANDING_KIND_FUNNEL:
      return g_strdup (pursuit_enum_get_label (PURSUIT_TYPE_FUNNEL, (int) value));
    case PURSUIT_STANDING_KIND_LEVEL:
    default:
      /* Translators: how deep the relationship with a customer is, 1 to 5 */
      return value == 0 ? g_strdup (_("Not assessed yet")) : g_strdup_printf (_("Level %lld"), (long long) value);
    }
}

static gboolean
parse_level (const char *text,
             gint64     *out_value)
{
  if (text[0] < '0' || text[0] > '0' + PURSUIT_LEVEL_MAX || text[1] != '\0')
    return FALSE;

  *out_value = text[0] - '0';
  return TRUE;
}

/* By the nick in files or the name that people read, in whatever case. */
static gboolean
parse_enum (GType       type,
            const char *text,
            gint64     *out_value)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (type);
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (guint i = 0; i < klass->n_values; i++)
    {
      const GEnumValue *value = &klass->values[i];
      g_autofree char *label = g_utf8_casefold (*value->value_name != '\0' ? _(value->value_name) : "", -1);
      g_autofree char *source = g_utf8_casefold (value->value_name, -1);

      if (g_str_equal (folded, value->value_nick) ||
          (*folded != '\0' && (g_str_equal (folded, label) || g_str_equal (folded, source))))
        {
          *out_value = value->value;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * pursuit_standing_parse:
 * @kind: what is judged
 * @text: what somebody wrote, such as "a", "Opportunity" or "3"
 * @out_value: (out): how it is judged
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_INVALID when that is no value of @kind.
 *
 * Returns: %TRUE when it is
 */
gboolean
pursuit_standing_parse (PursuitStandingKind   kind,
                        const char           *text,
                        gint64               *out_value,
                        GError              **error)
{
  switch (kind)
    {
    case PURSUIT_STANDING_KIND_GRADE:
      if (parse_enum (PURSUIT_TYPE_GRADE, text, out_value))
        return TRUE;
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is no grade; there are a, b, c and none."), text);
      return FALSE;
    case PURSUIT_STANDING_KIND_FUNNEL:
      if (parse_enum (PURSUIT_TYPE_FUNNEL, text, out_value))
        return TRUE;
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                   _("“%s” is no place in the funnel; there are potential, lead and opportunity."), text);
      return FALSE;
    case PURSUIT_STANDING_KIND_LEVEL:
    default:
      if (parse_level (text, out_value))
        return TRUE;
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is no relationship level; there are 0 to 5."), text);
      return FALSE;
    }
}

/**
 * pursuit_standing_get_level_meaning:
 * @level: a relationship level, 0 for none
 *
 * Returns: what it means (CUS-1)
 */
const char *
pursuit_standing_get_level_meaning (gint64 level)
{
  static const char *const texts[] = {
    N_("Not assessed yet"),
    N_("Delivers to specification"),
    N_("Delivers excellent products and services"),
    N_("Gives excellent service and support"),
    N_("Contributes to business issues"),
    N_("Contributes to organisational issues"),
  };

  return _(texts[CLAMP (level, 0, PURSUIT_LEVEL_MAX)]);
}

/**
 * pursuit_standing_require_interested:
 * @customer: a customer as it is to be
 * @has_interested: whether anybody there is named who is interested in something
 * @error: return location
 *
 * "An opportunity is one role at the customer showing interest in you" (CUS-8).
 *
 * Fails with %PURSUIT_ERROR_INVALID.
 *
 * Returns: %TRUE when @customer may stand in the funnel where it is to stand
 */
gboolean
pursuit_standing_require_interested (PursuitCustomer  *customer,
                                     gboolean          has_interested,
                                     GError          **error)
{
  g_return_val_if_fail (PURSUIT_IS_CUSTOMER (customer), FALSE);

  if (customer->funnel != PURSUIT_FUNNEL_OPPORTUNITY || has_interested)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
               _("“%s” is no opportunity yet: first name a person there who is interested, and in what."),
               pursuit_record_get_name (PURSUIT_RECORD (customer)));
  return FALSE;
}

/**
 * pursuit_standing_set:
 * @customer: a customer
 * @kind: what is judged
 * @value: how
 * @reason: (nullable): why, or what shows it; a relationship level needs it (CUS-1)
 * @has_interested: whether anybody there is named who is interested in something
 * @error: return location
 *
 * Judges a customer anew.
 *
 * Fails with %PURSUIT_ERROR_INVALID when there is no such value, it is so judged already, a level comes without evidence, or
 * it cannot be an opportunity; @customer is then unchanged.
 *
 * Returns: %TRUE when @customer is changed
 */
gboolean
pursuit_standing_set (PursuitCustomer      *customer,
                      PursuitStandingKind   kind,
                      gint64                value,
                      const char           *reason,
                      gboolean              has_interested,
                      GError              **error)
{
  const PursuitField *field = pursuit_record_type_find (PURSUIT_TYPE_CUSTOMER, pursuit_standing_kind_get_field (kind));
  g_autofree char *is = NULL;
  gint64 was = pursuit_standing_get (customer, kind);

  g_return_val_if_fail ((guint) kind < PURSUIT_N_STANDING_KINDS, FALSE);

  if (value < 0 || value > kinds[kind].max)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("%1$s cannot be %2$lld."), _(field->label), (long long) value);
      return FALSE;
    }
  if (value == was)
    {
      is = pursuit_standing_format (kind, value);
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%1$s” is judged so already: %2$s."),
                   pursuit_record_get_name (PURSUIT_RECORD (customer)), is);
      return FALSE;
    }
  if (kind == PURSUIT_STANDING_KIND_LEVEL && value != 0 && pursuit_str_empty (reason))
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("Say what shows that the relationship has this level."));
      return FALSE;
    }

  pursuit_record_set_number (PURSUIT_RECORD (customer), field, value);
  if (pursuit_standing_require_interested (customer, has_interested, error))
    return TRUE;

  pursuit_record_set_number (PURSUIT_RECORD (customer), field, was);
  return FALSE;
}
