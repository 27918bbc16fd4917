/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-money-private.h"

#include "pursuit-error.h"
#include "pursuit-money.h"
#include "pursuit-str.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More digits than any amount has; what follows in a fraction cannot change the rounding of what is kept. */
#define MAX_DIGITS 64

typedef struct
{
  const char *text;
  const char *codes;            /* the currencies that are written so */
} Mark;

typedef struct
{
  const char *text;
  guint       power;
} Multiplier;

typedef struct
{
  char  digits[MAX_DIGITS];
  gsize n_digits;
  gsize n_whole;
} Number;

typedef struct
{
  Number   number;
  guint    power;               /* of the multiplier */
  gboolean has_multiplier;
  gboolean is_negative;
  gboolean is_foreign;
} Amount;

/* Where one mark begins like another, the longer stands first. Compared without regard to ASCII case. */
static const Mark marks[] = {
  { "CN¥", "CNY" },
  { "RMB¥", "CNY" },
  { "RMB", "CNY" },
  { "CNY", "CNY" },
  { "人民币", "CNY" },
  { "人民幣", "CNY" },
  { "¥", "CNY JPY" },
  { "JP¥", "JPY" },
  { "JPY", "JPY" },
  { "日元", "JPY" },
  { "日圆", "JPY" },
  { "日圓", "JPY" },
  { "円", "JPY" },
  { "NT$", "TWD" },
  { "TWD", "TWD" },
  { "NTD", "TWD" },
  { "新台币", "TWD" },
  { "新臺幣", "TWD" },
  { "新台幣", "TWD" },
  { "台币", "TWD" },
  { "台幣", "TWD" },
  { "HK$", "HKD" },
  { "HKD", "HKD" },
  { "港币", "HKD" },
  { "港幣", "HKD" },
  { "港元", "HKD" },
  { "US$", "USD" },
  { "USD", "USD" },
  { "美元", "USD" },
  { "美金", "USD" },
  { "S$", "SGD" },
  { "A$", "AUD" },
  { "CA$", "CAD" },
  { "C$", "CAD" },
  { "NZ$", "NZD" },
  { "R$", "BRL" },
  { "MOP$", "MOP" },
  { "$", "USD TWD HKD SGD AUD CAD NZD MOP CLP" },
  { "欧元", "EUR" },
  { "歐元", "EUR" },
  { "EUR", "EUR" },
  { "€", "EUR" },
  { "英镑", "GBP" },
  { "英鎊", "GBP" },
  { "GBP", "GBP" },
  { "£", "GBP" },
  { "₩", "KRW" },
  { "KRW", "KRW" },
  { "₹", "INR" },
  { "₫", "VND" },
  { "฿", "THB" },
  { "₱", "PHP" },
  { "元整", "CNY TWD HKD MOP" },
  { "元", "CNY TWD HKD MOP" },
  { "圆", "CNY" },
  { "圓", "CNY TWD HKD MOP" },
  { "块", "CNY" },
};

static const Multiplier multipliers[] = {
  { "万亿", 12 },
  { "萬億", 12 },
  { "亿", 8 },
  { "億", 8 },
  { "千万", 7 },
  { "千萬", 7 },
  { "百万", 6 },
  { "百萬", 6 },
  { "十万", 5 },
  { "十萬", 5 },
  { "万", 4 },
  { "萬", 4 },
  { "千", 3 },
  { "millions", 6 },
  { "million", 6 },
  { "mio", 6 },
  { "mn", 6 },
  { "m", 6 },
  { "billions", 9 },
  { "billion", 9 },
  { "bn", 9 },
  { "b", 9 },
  { "thousands", 3 },
  { "thousand", 3 },
  { "k", 3 },
  { "w", 4 },                   /* how 万 is typed in a hurry */
};

/* Full-width forms, the several minus signs and spaces become the plain ones. */
static char *
normalize (const char *text)
{
  GString *out = g_string_sized_new (strlen (text) + 1);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0xff01 && c <= 0xff5e)
        c -= 0xfee0;
      else if (c == 0xffe5)
        c = 0xa5;
      else if (c == 0xffe1)
        c = 0xa3;
      else if (c == 0xffe6)
        c = 0x20a9;
      else if (c == 0x2212 || c == 0x2013 || c == 0xfe63)
        c = '-';
      else if (g_unichar_isspace (c))
        c = ' ';

      g_string_append_unichar (out, c);
    }

  return g_string_free (out, FALSE);
}

static void
skip_spaces (const char **p)
{
  while (**p == ' ')
    (*p)++;
}

static gboolean
read_char (const char **p,
           char         c)
{
  skip_spaces (p);
  if (**p != c)
    return FALSE;

  (*p)++;
  return TRUE;
}

static gboolean
read_word (const char **p,
           const char  *word)
{
  gsize length = strlen (word);

  if (g_ascii_strncasecmp (*p, word, length) != 0)
    return FALSE;

  /* the M of MOP is no million */
  if (g_ascii_isalpha (word[length - 1]) && g_ascii_isalpha ((*p)[length]))
    return FALSE;

  *p += length;
  return TRUE;
}

/* Most amounts in a file are bare numbers: there is no word to look for. */
static gboolean
is_plain (char c)
{
  return c == '\0' || c == '.' || c == ',' || c == '-' || c == '(' || c == ')' || g_ascii_isdigit (c);
}

static gboolean
is_one_of (const char *currency,
           const char *codes)
{
  const char *found = strstr (codes, currency);

  return found != NULL && strlen (currency) == 3;
}

/*
 * pursuit_money_read_mark:
 * @p: (inout): where to read; moved past what was read
 * @currency: (nullable): the currency that is expected
 * @out_is_foreign: (out): set to %TRUE when the mark is that of another currency
 *
 * Returns: %TRUE when there was the mark of a currency, such as ¥, RMB or 元
 */
gboolean
pursuit_money_read_mark (const char **p,
                         const char  *currency,
                         gboolean    *out_is_foreign)
{
  skip_spaces (p);
  if (is_plain (**p))
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (read_word (p, marks[i].text))
      {
        if (currency != NULL && !is_one_of (currency, marks[i].codes))
          *out_is_foreign = TRUE;
        return TRUE;
      }

  return currency != NULL && *currency != '\0' && read_word (p, currency);
}

static gboolean
read_sign (const char **p,
           gboolean    *is_negative)
{
  if (read_char (p, '-'))
    *is_negative = TRUE;
  else if (!read_char (p, '+'))
    return FALSE;

  return TRUE;
}

/* Whole digits: either none are grouped, or all are, in threes. */
static gboolean
read_whole (const char **p,
            Number      *number)
{
  gsize group = 0;
  gboolean is_grouped = FALSE;

  for (;; (*p)++)
    {
      if (g_ascii_isdigit (**p))
        {
          if (number->n_digits == MAX_DIGITS || (is_grouped && group == 3))
            return FALSE;
          number->digits[number->n_digits++] = **p;
          group++;
        }
      else if (**p == ',')
        {
          if (is_grouped ? group != 3 : group < 1 || group > 3)
            return FALSE;
          is_grouped = TRUE;
          group = 0;
        }
      else
        break;
    }

  number->n_whole = number->n_digits;
  return !is_grouped || group == 3;
}

static gboolean
read_number (const char **p,
             Number      *number)
{
  gboolean has_fraction = FALSE;

  skip_spaces (p);
  if (!read_whole (p, number))
    return FALSE;

  if (**p != '.')
    return number->n_digits > 0;

  for ((*p)++; g_ascii_isdigit (**p); (*p)++)
    {
      has_fraction = TRUE;
      if (number->n_digits < MAX_DIGITS)
        number->digits[number->n_digits++] = **p;
    }

  return has_fraction;
}

/*
 * pursuit_money_read_multiplier:
 * @p: (inout): where to read; moved past what was read
 * @out_power: (out): its power of ten
 *
 * Returns: %TRUE when there was a multiplier, such as 万 or millions
 */
gboolean
pursuit_money_read_multiplier (const char **p,
                               guint       *out_power)
{
  skip_spaces (p);
  if (is_plain (**p))
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (multipliers); i++)
    if (read_word (p, multipliers[i].text))
      {
        *out_power = multipliers[i].power;
        return TRUE;
      }

  return FALSE;
}

/* One sign, or accounting brackets, around [mark] number [multiplier] [mark], and nothing else. */
static gboolean
read_amount (const char *p,
             const char *currency,
             Amount     *amount)
{
  gboolean is_signed = read_sign (&p, &amount->is_negative);
  gboolean is_bracketed = !is_signed && read_char (&p, '(');

  pursuit_money_read_mark (&p, currency, &amount->is_foreign);
  if (!is_signed && !is_bracketed)
    read_sign (&p, &amount->is_negative);

  if (!read_number (&p, &amount->number))
    return FALSE;

  amount->has_multiplier = pursuit_money_read_multiplier (&p, &amount->power);
  pursuit_money_read_mark (&p, currency, &amount->is_foreign);

  if (is_bracketed && !read_char (&p, ')'))
    return FALSE;

  amount->is_negative |= is_bracketed;
  skip_spaces (&p);
  return *p == '\0';
}

/* The number times ten to the @power, rounded half away from zero: on decimal digits that is a look at one digit. */
static gboolean
number_to_minor (const Number *number,
                 guint         power,
                 gint64       *out_magnitude)
{
  gsize point = number->n_whole + power;
  gint64 magnitude = 0;

  for (gsize i = 0; i < point; i++)
    {
      gint64 digit = i < number->n_digits ? number->digits[i] - '0' : 0;

      if (magnitude > (G_MAXINT64 - digit) / 10)
        return FALSE;
      magnitude = magnitude * 10 + digit;
    }

  if (point < number->n_digits && number->digits[point] >= '5')
    {
      if (magnitude == G_MAXINT64)
        return FALSE;
      magnitude++;
    }

  *out_magnitude = magnitude;
  return TRUE;
}

static gboolean
refuse (const char  *text,
        const char  *format,
        GError     **error)
{
  g_autofree char *excerpt = pursuit_str_excerpt (text);

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, format, excerpt);
  return FALSE;
}

static gboolean
refuse_foreign (const char  *text,
                const char  *currency,
                GError     **error)
{
  g_autofree char *excerpt = pursuit_str_excerpt (text);

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
               /* Translators: %1$s is an amount such as $5, %2$s a currency such as CNY */
               _("“%1$s” is in another currency than %2$s"), excerpt, currency);
  return FALSE;
}

/**
 * pursuit_money_parse_in:
 * @text: what a person or a file says
 * @currency: (nullable): the ISO 4217 code of the currency to read it in; %NULL takes any mark
 * @factor: a power of ten: the unit that amounts are in, such as 10000 for a column in 万元
 * @out_minor: (out): the amount in minor units
 * @out_own_unit: (out) (optional): whether @text names a unit of its own, such as 12万
 * @error: return location for the refusal
 *
 * Like pursuit_money_parse(), for text whose unit stands elsewhere. A unit in @text itself is believed instead.
 * Nothing is rounded before the unit has been applied.
 *
 * Fails as pursuit_money_parse().
 *
 * Returns: %TRUE when @out_minor was set
 */
gboolean
pursuit_money_parse_in (const char  *text,
                        const char  *currency,
                        gint64       factor,
                        gint64      *out_minor,
                        gboolean    *out_own_unit,
                        GError     **error)
{
  g_autofree char *plain = NULL;
  Amount amount = { .power = 0 };
  gint64 magnitude;
  guint power = 0;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (out_minor != NULL, FALSE);

  for (; factor > 1; factor /= 10)
    {
      g_return_val_if_fail (factor % 10 == 0, FALSE);
      power++;
    }

  if (pursuit_str_empty (text))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("An amount of money is missing"));
      return FALSE;
    }

  plain = g_utf8_validate (text, -1, NULL) ? normalize (text) : NULL;
  if (plain == NULL || !read_amount (plain, currency, &amount))
    return refuse (text, _("“%s” is not an amount of money"), error);

  if (amount.is_foreign)
    return refuse_foreign (text, currency, error);

  if (amount.has_multiplier)
    power = amount.power;
  if (!number_to_minor (&amount.number, pursuit_money_get_digits (currency) + power, &magnitude))
    return refuse (text, _("“%s” is too large an amount of money"), error);

  *out_minor = amount.is_negative ? -magnitude : magnitude;
  if (out_own_unit != NULL)
    *out_own_unit = amount.has_multiplier;
  return TRUE;
}

/**
 * pursuit_money_parse:
 * @text: what a person or a file says
 * @currency: (nullable): the ISO 4217 code of the currency to read it in; %NULL takes any mark
 * @out_minor: (out): the amount in minor units
 * @error: return location for the refusal
 *
 * Reads an amount exactly; `.` is the decimal point, `,` groups thousands. Marks of the
 * currency, a sign or accounting brackets, full-width digits and a multiplier (万, 亿, K, M)
 * are understood. Decimals that cannot be kept are rounded half away from zero.
 *
 * Fails with %PURSUIT_ERROR_INVALID, quoting the text, when it is not exactly one amount, when it
 * is marked as another currency, and when it is too large.
 *
 * Returns: %TRUE when @out_minor was set
 */
gboolean
pursuit_money_parse (const char  *text,
                     const char  *currency,
                     gint64      *out_minor,
                     GError     **error)
{
  return pursuit_money_parse_in (text, currency, 1, out_minor, NULL, error);
}
