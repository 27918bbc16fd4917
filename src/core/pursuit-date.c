/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-date-private.h"

#include "pursuit-error.h"
#include "pursuit-str.h"

#include <glib/gi18n-lib.h>

#define DAYS_PER_ERA 146097     /* 400 years, after which the calendar repeats */
#define EPOCH_OFFSET 719468     /* from 0000-03-01, where an era begins, to 1970-01-01 */
#define MAX_YEAR     9999

static int
get_days_in_month (int year,
                   int month)
{
  static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return month == 2 && is_leap ? 29 : lengths[month - 1];
}

/*
 * pursuit_date_civil_to_days:
 *
 * Counts years from March, so that the leap day is the last of its year and the month
 * lengths follow one formula.
 *
 * Returns: %FALSE when the calendar has no such day in the years 1 to 9999
 */
gboolean
pursuit_date_civil_to_days (int     year,
                            int     month,
                            int     day,
                            gint64 *out_days)
{
  int era, year_of_era, day_of_year;

  if (year < 1 || year > MAX_YEAR || month < 1 || month > 12 ||
      day < 1 || day > get_days_in_month (year, month))
    return FALSE;

  if (month <= 2)
    year--;

  era = year / 400;
  year_of_era = year - era * 400;
  day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  *out_days = (gint64) era * DAYS_PER_ERA + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
              day_of_year - EPOCH_OFFSET;

  return TRUE;
}

/*
 * pursuit_date_days_to_civil:
 *
 * The inverse of pursuit_date_civil_to_days(); for days from year 1 on.
 */
void
pursuit_date_days_to_civil (gint64  days,
                            int    *out_year,
                            int    *out_month,
                            int    *out_day)
{
  gint64 shifted = days + EPOCH_OFFSET;
  gint64 era = shifted / DAYS_PER_ERA;
  int day_of_era = (int) (shifted - era * DAYS_PER_ERA);
  int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int month = (5 * day_of_year + 2) / 153;

  *out_day = day_of_year - (153 * month + 2) / 5 + 1;
  *out_month = month < 10 ? month + 3 : month - 9;
  *out_year = (int) (year_of_era + era * 400) + (*out_month <= 2 ? 1 : 0);
}

static gboolean
read_digits (const char *text,
             guint       n_digits,
             int        *out_value)
{
  int value = 0;

  for (guint i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      value = value * 10 + (text[i] - '0');
    }

  *out_value = value;
  return TRUE;
}

/*
 * pursuit_date_read_iso:
 *
 * Reads the first ten characters of @iso, whatever follows.
 *
 * Returns: %FALSE when they are not a day of the calendar in the form 2026-03-17
 */
gboolean
pursuit_date_read_iso (const char *iso,
                       gint64     *out_days)
{
  int year, month, day;

  if (iso == NULL || !read_digits (iso, 4, &year) || iso[4] != '-' ||
      !read_digits (iso + 5, 2, &month) || iso[7] != '-' || !read_digits (iso + 8, 2, &day))
    return FALSE;

  return pursuit_date_civil_to_days (year, month, day, out_days);
}

/*
 * pursuit_date_write_iso:
 *
 * Returns: (transfer full) (nullable): the date, or %NULL outside the years 1 to 9999
 */
char *
pursuit_date_write_iso (gint64 days)
{
  int year, month, day;
  char *iso;
  gint64 first = 0, last = 0;

  pursuit_date_civil_to_days (1, 1, 1, &first);
  pursuit_date_civil_to_days (MAX_YEAR, 12, 31, &last);
  if (days < first || days > last)
    return NULL;

  pursuit_date_days_to_civil (days, &year, &month, &day);
  iso = g_malloc (PURSUIT_DATE_LENGTH + 1);
  iso[0] = (char) ('0' + year / 1000);
  iso[1] = (char) ('0' + year / 100 % 10);
  iso[2] = (char) ('0' + year / 10 % 10);
  iso[3] = (char) ('0' + year % 10);
  iso[4] = iso[7] = '-';
  iso[5] = (char) ('0' + month / 10);
  iso[6] = (char) ('0' + month % 10);
  iso[8] = (char) ('0' + day / 10);
  iso[9] = (char) ('0' + day % 10);
  iso[PURSUIT_DATE_LENGTH] = '\0';

  return iso;
}

/**
 * pursuit_date_order_parse:
 * @text: `auto`, `ymd`, `dmy` or `mdy`
 * @out_order: (out): the order
 * @error: return location for the refusal
 *
 * Fails with %PURSUIT_ERROR_INVALID for any other word.
 *
 * Returns: %TRUE when @out_order was set
 */
gboolean
pursuit_date_order_parse (const char        *text,
                          PursuitDateOrder  *out_order,
                          GError           **error)
{
  static const char *const names[] = { "auto", "ymd", "dmy", "mdy" };
  g_autofree char *excerpt = NULL;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (out_order != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (text, names[i]) == 0)
      {
        *out_order = (PursuitDateOrder) i;
        return TRUE;
      }

  excerpt = pursuit_str_excerpt (text);
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
               _("“%s” is not an order of dates, which is ymd, dmy, mdy or auto"), excerpt);
  return FALSE;
}

/**
 * pursuit_date_is_valid:
 * @iso: (nullable): a text
 *
 * Returns: %TRUE when @iso is a day of the calendar in exactly the form 2026-03-17
 */
gboolean
pursuit_date_is_valid (const char *iso)
{
  gint64 days;

  return pursuit_date_read_iso (iso, &days) && iso[PURSUIT_DATE_LENGTH] == '\0';
}

/**
 * pursuit_date_days_between:
 * @from: (nullable): a date
 * @to: (nullable): a date
 *
 * Returns: the days from @from to @to, negative when @to is earlier; 0 when either is not a date
 */
int
pursuit_date_days_between (const char *from,
                           const char *to)
{
  gint64 from_days, to_days;

  if (!pursuit_date_read_iso (from, &from_days) || !pursuit_date_read_iso (to, &to_days))
    return 0;

  return (int) (to_days - from_days);
}

/**
 * pursuit_date_add_days:
 * @iso: (nullable): a date
 * @n_days: how many days later, or earlier when negative
 *
 * Returns: (transfer full) (nullable): the date, or %NULL when @iso is none or the result is
 *   outside the years 1 to 9999
 */
char *
pursuit_date_add_days (const char *iso,
                       int         n_days)
{
  gint64 days;

  if (!pursuit_date_read_iso (iso, &days))
    return NULL;

  return pursuit_date_write_iso (days + n_days);
}

/**
 * pursuit_date_week:
 * @iso: (nullable): a date
 * @out_first: (out) (optional) (nullable): the Monday of its week
 * @out_last: (out) (optional) (nullable): the Sunday of its week
 *
 * Both are set to %NULL when @iso is not a date.
 */
void
pursuit_date_week (const char  *iso,
                   char       **out_first,
                   char       **out_last)
{
  gboolean is_date;
  gint64 days = 0, monday;

  is_date = pursuit_date_read_iso (iso, &days);
  monday = days - ((days + 3) % 7 + 7) % 7;     /* 1970-01-01 was a Thursday */

  if (out_first != NULL)
    *out_first = is_date ? pursuit_date_write_iso (monday) : NULL;
  if (out_last != NULL)
    *out_last = is_date ? pursuit_date_write_iso (monday + 6) : NULL;
}

/**
 * pursuit_date_quarter:
 * @iso: (nullable): a date
 * @out_first: (out) (optional) (nullable): the first day of its quarter
 * @out_last: (out) (optional) (nullable): the last day of its quarter
 *
 * Both are set to %NULL when @iso is not a date.
 */
void
pursuit_date_quarter (const char  *iso,
                      char       **out_first,
                      char       **out_last)
{
  gint64 days, first = 0, last = 0;
  int year, month, day;
  gboolean is_date = pursuit_date_read_iso (iso, &days);

  if (is_date)
    {
      pursuit_date_days_to_civil (days, &year, &month, &day);
      month = (month - 1) / 3 * 3 + 1;
      pursuit_date_civil_to_days (year, month, 1, &first);
      pursuit_date_civil_to_days (year, month + 2, get_days_in_month (year, month + 2), &last);
    }

  if (out_first != NULL)
    *out_first = is_date ? pursuit_date_write_iso (first) : NULL;
  if (out_last != NULL)
    *out_last = is_date ? pursuit_date_write_iso (last) : NULL;
}
