/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-xlsx-number.h"

#include <math.h>
#include <string.h>

/*
 * What a number in a workbook means is in its number format: 46098 is a price, or 2026-03-17. Here are the formats, and how
 * a number is written without losing anything that a person saw in the cell.
 */

/* Spreadsheets keep so many digits; what a double has beyond them is noise. */
#define MOST_DIGITS 15
/* A longer number is no longer written out. */
#define MOST_ZEROS 30
#define SECONDS_A_DAY 86400
/* 9999-12-31, where spreadsheets end. */
#define LAST_SERIAL 2958465
#define DAYS_1904 1462

/* The formats with a number and no code, as ECMA-376 lists them, in Chinese, Japanese and Korean too. */
int
pursuit_xlsx_form_by_id (guint id)
{
  if (id == 22)
    return PURSUIT_XLSX_DATE_TIME;
  if (id == 9 || id == 10)
    return PURSUIT_XLSX_PERCENT;
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id == 55 || id == 56)
    return PURSUIT_XLSX_TIME;
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
    return PURSUIT_XLSX_DATE;

  return PURSUIT_XLSX_PLAIN;
}

/* In brackets stand colours, conditions, languages, and hours that go on counting after 24. */
static gboolean
is_elapsed (const char *from,
            const char *to)
{
  gsize n = (gsize) (to - from);

  return n > 0 && (strspn (from, "hH") == n || strspn (from, "mM") == n || strspn (from, "sS") == n);
}

/* The letters of the first section that stand for something: no quoted text, no colours, no padding. */
static char *
strip_code (const char *code)
{
  g_autoptr(GString) letters = g_string_new (NULL);
  const char *end;

  for (const char *p = code; *p != '\0' && *p != ';'; p++)
    if (*p == '"' && (end = strchr (p + 1, '"')) != NULL)
      p = end;
    else if (*p == '"')
      break;
    else if (*p == '[' && (end = strchr (p + 1, ']')) != NULL)
      {
        if (is_elapsed (p + 1, end))
          g_string_append_c (letters, 'h');
        p = end;
      }
    else if ((*p == '\\' || *p == '_' || *p == '*') && p[1] != '\0')
      p = g_utf8_next_char (p + 1) - 1;
    else if ((guchar) *p < 0x80)
      g_string_append_c (letters, g_ascii_tolower (*p) == 'e' && (p[1] == '+' || p[1] == '-') ? '0' : *p);

  return g_string_free (g_steal_pointer (&letters), FALSE);
}

/* An m is minutes beside hours or seconds, and months otherwise. */
static int
read_letters (const char *letters)
{
  gboolean has_time = strpbrk (letters, "hHsS") != NULL;
  gboolean has_date = strpbrk (letters, "yYdDeEgG") != NULL || (!has_time && strpbrk (letters, "mM") != NULL);

  if (has_date)
    return has_time ? PURSUIT_XLSX_DATE_TIME : PURSUIT_XLSX_DATE;

  return has_time ? PURSUIT_XLSX_TIME : PURSUIT_XLSX_PLAIN;
}

/**
 * pursuit_xlsx_form_by_code:
 * @code: a number format, for example `yyyy"年"m"月"d"日";@`
 *
 * Returns: as what it shows numbers, a #PursuitXlsxForm
 */
int
pursuit_xlsx_form_by_code (const char *code)
{
  g_autofree char *letters = strip_code (code);
  gsize n_zeros = strspn (letters, "0");

  if (g_ascii_strncasecmp (letters, "general", 7) == 0 || *letters == '\0')
    return PURSUIT_XLSX_PLAIN;
  if (n_zeros > 1 && n_zeros <= MOST_ZEROS && letters[n_zeros] == '\0')
    return PURSUIT_XLSX_ZEROS + PURSUIT_XLSX_ZEROS_STEP * (int) n_zeros;
  if (strchr (letters, '%') != NULL)
    return PURSUIT_XLSX_PERCENT;
  if (strpbrk (letters, "0#?") != NULL && strpbrk (letters, "yYdDhH") == NULL && strpbrk (letters, "sS") == NULL)
    return PURSUIT_XLSX_PLAIN;

  return read_letters (letters);
}

static gboolean
is_whole (const char *text)
{
  const char *digits = *text == '-' ? text + 1 : text;

  return *digits != '\0' && digits[strspn (digits, "0123456789")] == '\0';
}

/* 1.39E+10 becomes 13900000000: no digit is added but zeros, none is lost. */
static char *
write_out (const char *scientific)
{
  const char *mark = strpbrk (scientific, "eE");
  g_autoptr(GString) text = g_string_new (NULL);
  const char *p = scientific;
  gint64 exponent, point;

  if (mark == NULL)
    return g_strdup (scientific);
  exponent = g_ascii_strtoll (mark + 1, NULL, 10);
  if (exponent > MOST_ZEROS || exponent < -MOST_ZEROS)
    return g_strdup (scientific);

  if (*p == '-')
    g_string_append_c (text, *p++);
  point = (gint64) (strcspn (p, ".eE")) + exponent;
  if (point <= 0)
    g_string_append (text, "0.");
  for (gint64 i = point; i < 0; i++)
    g_string_append_c (text, '0');
  for (gint64 i = 0; p < mark || i < point; i++)
    {
      if (p < mark && *p == '.')
        p++;
      if (i == point && point > 0 && p < mark)
        g_string_append_c (text, '.');
      if (p < mark || i < point)
        g_string_append_c (text, p < mark ? *p++ : '0');
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
format_double (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  char format[8];

  g_snprintf (format, sizeof format, "%%.%dg", MOST_DIGITS);
  g_ascii_formatd (text, sizeof text, format, number);

  return write_out (g_str_equal (text, "-0") ? "0" : text);
}

/* Whole numbers stay as they are in the file, however many digits they have. */
static char *
format_plain (const char *value,
              double      number)
{
  return is_whole (value) && !g_str_equal (value, "-0") ? g_strdup (value) : format_double (number);
}

/* Counts days as everybody does; the 29th of February 1900 exists in spreadsheets only, and is shown as they show it. */
static char *
format_day (gint64   serial,
            gboolean date1904)
{
  GDate date;
  char text[16];

  if (date1904)
    serial += DAYS_1904;
  if (serial == 60)
    return g_strdup ("1900-02-29");

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, serial < 60 ? 31 : 30, G_DATE_DECEMBER, 1899);
  g_date_add_days (&date, (guint) serial);
  g_snprintf (text, sizeof text, "%04d-%02d-%02d", g_date_get_year (&date), (int) g_date_get_month (&date), g_date_get_day (&date));

  return g_strdup (text);
}

static char *
format_clock (gint64 seconds)
{
  return g_strdup_printf ("%02d:%02d:%02d", (int) (seconds / 3600), (int) (seconds / 60 % 60), (int) (seconds % 60));
}

/* What the format calls a date but no calendar has stays a number. */
static char *
format_date (const char *value,
             double      number,
             int         form,
             gboolean    date1904)
{
  gint64 seconds, days;
  g_autofree char *day = NULL;
  g_autofree char *clock = NULL;

  if (!(number >= 0 && number < LAST_SERIAL + 1 - (date1904 ? DAYS_1904 : 0)))
    return format_plain (value, number);

  seconds = llround (number * SECONDS_A_DAY);
  days = seconds / SECONDS_A_DAY;
  if (form == PURSUIT_XLSX_TIME)
    return format_clock (seconds);
  if (days == 0 && !date1904)
    return form == PURSUIT_XLSX_DATE_TIME && seconds > 0 ? format_clock (seconds) : format_plain (value, number);

  if (form == PURSUIT_XLSX_DATE || seconds % SECONDS_A_DAY == 0)
    return format_day (form == PURSUIT_XLSX_DATE ? (gint64) number : days, date1904);
  day = format_day (days, date1904);
  clock = format_clock (seconds % SECONDS_A_DAY);

  return g_strdup_printf ("%s %s", day, clock);
}

static char *
format_percent (double number)
{
  g_autofree char *text = format_double (number * 100);

  return g_strdup_printf ("%s%%", text);
}

static char *
format_zeros (const char *value,
              double      number,
              int         n_digits)
{
  g_autofree char *text = format_plain (value, number);
  int n_missing = n_digits - (int) strlen (text);
  GString *padded;

  if (!is_whole (text) || *text == '-' || n_missing <= 0)
    return g_steal_pointer (&text);

  padded = g_string_new (NULL);
  for (int i = 0; i < n_missing; i++)
    g_string_append_c (padded, '0');

  return g_string_free (g_string_append (padded, text), FALSE);
}

/**
 * pursuit_xlsx_format:
 * @value: a number as the file has it, or what should be one
 * @form: what pursuit_xlsx_form_by_id() or pursuit_xlsx_form_by_code() said of its format
 * @date1904: whether days are counted from 1904
 *
 * Writes a number for people and for our import: days as 2026-03-17, times as 14:30:00, everything else in full, a telephone
 * number not as 1.39E+10.
 *
 * Returns: (transfer full): the text; @value itself when that is no number
 */
char *
pursuit_xlsx_format (const char *value,
                     int         form,
                     gboolean    date1904)
{
  char *end;
  double number = g_ascii_strtod (value, &end);

  if (*value == '\0' || *end != '\0' || !isfinite (number))
    return g_strdup (value);

  if (form >= PURSUIT_XLSX_ZEROS)
    return format_zeros (value, number, form / PURSUIT_XLSX_ZEROS_STEP);
  if (form == PURSUIT_XLSX_PERCENT)
    return format_percent (number);
  if (form != PURSUIT_XLSX_PLAIN)
    return format_date (value, number, form, date1904);

  return format_plain (value, number);
}
