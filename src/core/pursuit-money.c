/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-money.h"

#include "pursuit-locale.h"

#include <string.h>

typedef struct
{
  const char *code;
  const char *symbol;           /* NULL: the code and a space */
  guint       digits;
} Currency;

/* Only what has a symbol or other than two decimals; every other code has two. */
static const Currency currencies[] = {
  { "CNY", "¥", 2 },
  { "USD", "$", 2 },
  { "EUR", "€", 2 },
  { "TWD", "NT$", 2 },
  { "HKD", "HK$", 2 },
  { "JPY", "¥", 0 },
  { "KRW", "₩", 0 },
  { "GBP", "£", 2 },
  { "MOP", "MOP$", 2 },
  { "SGD", "S$", 2 },
  { "AUD", "A$", 2 },
  { "CAD", "CA$", 2 },
  { "NZD", "NZ$", 2 },
  { "INR", "₹", 2 },
  { "VND", "₫", 0 },
  { "THB", "฿", 2 },
  { "PHP", "₱", 2 },
  { "BRL", "R$", 2 },
  { "CLP", NULL, 0 },
  { "ISK", NULL, 0 },
  { "XOF", NULL, 0 },
  { "XAF", NULL, 0 },
  { "BHD", NULL, 3 },
  { "JOD", NULL, 3 },
  { "KWD", NULL, 3 },
  { "OMR", NULL, 3 },
  { "TND", NULL, 3 },
};

/* A step of the short style: from @from on (in major units), as multiples of @unit. */
typedef struct
{
  guint64     from;
  guint64     unit;
  guint64     step;             /* the smallest difference that the step below can show */
  guint       decimals;
  const char *suffix;
} Scale;

/* Largest first. A value that rounds up to the next scale is shown there. Sums of a board stay in 万, as its cards do, and
 * 亿 begins at ten of them; below a hundred 万 a whole 万 would round away too much, below ten everything is shown. */
static const Scale scales_hans[] = {
  { 1000000000, 100000000, 10000, 2, "亿" },
  { 1000000, 10000, 1000, 0, "万" },
  { 100000, 10000, 0, 1, "万" },
};

static const Scale scales_hant[] = {
  { 1000000000, 100000000, 10000, 2, "億" },
  { 1000000, 10000, 1000, 0, "萬" },
  { 100000, 10000, 0, 1, "萬" },
};

/* Four digits take no more room than "9.9 K" does, so thousands start at ten. */
static const Scale scales_other[] = {
  { 1000000000, 1000000000, 1000000, 1, "B" },
  { 1000000, 1000000, 1000, 1, "M" },
  { 10000, 1000, 0, 1, "K" },
};

static const Currency *
find_currency (const char *currency)
{
  for (gsize i = 0; currency != NULL && i < G_N_ELEMENTS (currencies); i++)
    if (g_ascii_strcasecmp (currencies[i].code, currency) == 0)
      return &currencies[i];

  return NULL;
}

/**
 * pursuit_money_get_digits:
 * @currency: (nullable): an ISO 4217 code
 *
 * Returns: how many decimals the minor unit of @currency stands for: 2 for most, 0 for JPY
 */
guint
pursuit_money_get_digits (const char *currency)
{
  const Currency *known = find_currency (currency);

  return known != NULL ? known->digits : 2;
}

/**
 * pursuit_money_get_unit:
 * @currency: (nullable): an ISO 4217 code
 *
 * Returns: how many minor units make one major unit: 100 for most, 1 for JPY
 */
gint64
pursuit_money_get_unit (const char *currency)
{
  static const gint64 powers[] = { 1, 10, 100, 1000 };

  return powers[pursuit_money_get_digits (currency)];
}

/**
 * pursuit_money_get_symbol:
 * @currency: (nullable): an ISO 4217 code
 *
 * Returns: (nullable): the symbol written before an amount, or %NULL when @currency has none
 */
const char *
pursuit_money_get_symbol (const char *currency)
{
  const Currency *known = find_currency (currency);

  return known != NULL ? known->symbol : NULL;
}

/* Divides half away from zero; magnitudes only, so that is half up. */
static guint64
divide_rounded (guint64 value,
                guint64 by)
{
  guint64 rest = value % by;

  return value / by + (rest >= by - rest ? 1 : 0);
}

static void
append_grouped (GString *out,
                guint64  value)
{
  char digits[24];
  gsize length = (gsize) g_snprintf (digits, sizeof digits, "%" G_GUINT64_FORMAT, value);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append_c (out, ',');
      g_string_append_c (out, digits[i]);
    }
}

static void
append_full (GString *out,
             guint64  magnitude,
             guint    digits,
             guint64  unit)
{
  append_grouped (out, magnitude / unit);
  if (magnitude % unit != 0)
    g_string_append_printf (out, ".%0*" G_GUINT64_FORMAT, (int) digits, magnitude % unit);
}

/* Three digits say enough: 14.6 and 860, not 860.4. Trailing zeros go. */
static void
append_scaled (GString     *out,
               guint64      magnitude,
               guint64      unit,
               const Scale *scale)
{
  guint decimals = scale->decimals;
  guint64 power = decimals == 2 ? 100 : decimals == 1 ? 10 : 1;
  guint64 value = divide_rounded (magnitude, scale->unit * unit / power);
  guint64 rest;

  if (decimals == 1 && value >= 1000)
    value = divide_rounded (magnitude, scale->unit * unit) * 10;

  append_grouped (out, value / power);
  for (rest = value % power; rest != 0; rest = rest * 10 % power)
    {
      if (rest == value % power)
        g_string_append_c (out, '.');
      g_string_append_c (out, (char) ('0' + rest * 10 / power));
    }
  g_string_append_printf (out, " %s", scale->suffix);
}

static const Scale *
find_scale (guint64 magnitude,
            guint64 unit)
{
  PursuitLocaleScript script = pursuit_locale_get_script ();
  const Scale *scales = script == PURSUIT_LOCALE_HANS ? scales_hans :
                        script == PURSUIT_LOCALE_HANT ? scales_hant : scales_other;
  gsize n_scales = script == PURSUIT_LOCALE_OTHER ? G_N_ELEMENTS (scales_other) : G_N_ELEMENTS (scales_hans);

  for (gsize i = 0; i < n_scales; i++)
    {
      guint64 step = scales[i].step * unit;
      guint64 shown = step > 0 ? divide_rounded (magnitude, step) * step : magnitude;

      if (shown >= scales[i].from * unit)
        return &scales[i];
    }

  return NULL;
}

/**
 * pursuit_money_format:
 * @minor: an amount in minor units
 * @currency: (nullable): its ISO 4217 code; %NULL for the bare number
 * @style: how much room there is
 *
 * Writes an amount for a person. The short style is rounded half away from zero and follows
 * the language: 万 from ten of them on and 亿 with up to two decimals in Chinese, K, M and B elsewhere;
 * amounts too small for that are written in full.
 *
 * Returns: (transfer full): the text, such as `¥1,460 万` or `-$1,234.50`
 */
char *
pursuit_money_format (gint64             minor,
                      const char        *currency,
                      PursuitMoneyStyle  style)
{
  GString *out = g_string_sized_new (24);
  const char *symbol = pursuit_money_get_symbol (currency);
  guint64 unit = (guint64) pursuit_money_get_unit (currency);
  guint64 magnitude = minor < 0 ? 0 - (guint64) minor : (guint64) minor;
  const Scale *scale = style == PURSUIT_MONEY_SHORT ? find_scale (magnitude, unit) : NULL;

  if (minor < 0)
    g_string_append_c (out, '-');

  if (symbol != NULL)
    g_string_append (out, symbol);
  else if (currency != NULL && *currency != '\0')
    g_string_append_printf (out, "%s ", currency);

  if (scale != NULL)
    append_scaled (out, magnitude, unit, scale);
  else
    append_full (out, magnitude, pursuit_money_get_digits (currency), unit);

  return g_string_free (out, FALSE);
}
