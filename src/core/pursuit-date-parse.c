/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-date-private.h"
#include "pursuit-error.h"
#include "pursuit-str.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Three numbers in the order in which they were written. */
typedef struct
{
  int      values[3];
  guint    lengths[3];          /* digits; 0 for a month that was given by its name */
  gboolean is_ordered;          /* the text itself says that they are year, month, day */
} Groups;

typedef enum
{
  READING_OK,
  READING_NOT_A_DATE,
  READING_IMPOSSIBLE,
  READING_AMBIGUOUS,
} Reading;

/* The next character with full-width forms made plain. */
static gunichar
peek_char (const char  *p,
           const char **out_next)
{
  gunichar c;

  if ((guchar) *p < 0x80)
    {
      *out_next = *p != '\0' ? p + 1 : p;
      return (gunichar) *p;
    }

  c = g_utf8_get_char (p);
  *out_next = g_utf8_next_char (p);
  if (c >= 0xff01 && c <= 0xff5e)
    return c - 0xfee0;

  return g_unichar_isspace (c) ? ' ' : c;
}

static void
skip_spaces (const char **p)
{
  const char *next;
  gunichar c;

  while ((c = peek_char (*p, &next)) == ' ' || c == '\t' || c == '\r' || c == '\n')
    *p = next;
}

static gboolean
read_group (const char **p,
            guint        max_digits,
            int         *out_value,
            guint       *out_length)
{
  const char *next;
  gunichar c;
  int value = 0;
  guint length = 0;

  for (; (c = peek_char (*p, &next)) >= '0' && c <= '9'; *p = next)
    {
      if (++length > max_digits)
        return FALSE;
      value = value * 10 + (int) (c - '0');
    }

  *out_value = value;
  *out_length = length;
  return length > 0;
}

static gunichar
read_separator (const char **p)
{
  const char *next;
  gunichar c;

  skip_spaces (p);
  c = peek_char (*p, &next);
  if (c != '-' && c != '/' && c != '.' && c != 0x5e74 /* 年 */ && c != 0x6708 /* 月 */)
    return 0;

  *p = next;
  skip_spaces (p);
  return c;
}

/* 日 or one of its spoken forms */
static gboolean
read_day_sign (const char **p)
{
  const char *next;
  gunichar c;

  skip_spaces (p);
  c = peek_char (*p, &next);
  if (c != 0x65e5 /* 日 */ && c != 0x53f7 /* 号 */ && c != 0x865f /* 號 */)
    return FALSE;

  *p = next;
  return TRUE;
}

/* 20260317 */
static void
split_compact (Groups *groups)
{
  int value = groups->values[0];

  groups->values[0] = value / 10000;
  groups->values[1] = value / 100 % 100;
  groups->values[2] = value % 100;
  groups->lengths[0] = 4;
  groups->lengths[1] = groups->lengths[2] = 2;
  groups->is_ordered = TRUE;
}

static gboolean
read_numbers (const char **p,
              Groups      *groups)
{
  gunichar first, second;

  if (!read_group (p, 8, &groups->values[0], &groups->lengths[0]))
    return FALSE;

  if (groups->lengths[0] == 8)
    {
      split_compact (groups);
      return TRUE;
    }

  first = read_separator (p);
  if (first == 0 || !read_group (p, 2, &groups->values[1], &groups->lengths[1]))
    return FALSE;

  second = read_separator (p);
  if (second == 0 || !read_group (p, 4, &groups->values[2], &groups->lengths[2]))
    return FALSE;

  groups->is_ordered = first == 0x5e74;
  return first == 0x5e74 ? second == 0x6708 && (read_day_sign (p), TRUE) : first == second && first != 0x6708;
}

static gboolean
read_month_name (const char **p,
                 int         *out_month)
{
  static const char *const names[] = { "january", "february", "march", "april", "may", "june", "july",
                                       "august", "september", "october", "november", "december" };
  gsize length = 0;

  while (g_ascii_isalpha ((*p)[length]))
    length++;

  for (guint i = 0; length >= 3 && i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strncasecmp (*p, names[i], length) == 0)
      {
        *p += length;
        *out_month = (int) i + 1;
        return TRUE;
      }

  return FALSE;
}

static gboolean
read_name_separator (const char **p)
{
  const char *start = *p;

  while (**p != '\0' && strchr (" ,-/.", **p) != NULL)
    (*p)++;

  return *p > start;
}

/* 17 Mar 2026, Mar 17, 2026, 17-Mar-26, 2026-Mar-17: the order is plain, so the groups are put into it. */
static gboolean
read_named (const char **p,
            Groups      *groups)
{
  int month, first = 0, last;
  guint first_length = 0, last_length;
  gboolean is_month_first = read_month_name (p, &month);

  if (is_month_first)
    {
      if (!read_name_separator (p) || !read_group (p, 2, &first, &first_length))
        return FALSE;
    }
  else if (!read_group (p, 4, &first, &first_length) || !read_name_separator (p) ||
           !read_month_name (p, &month))
    return FALSE;

  if (!read_name_separator (p) || !read_group (p, 4, &last, &last_length))
    return FALSE;

  if (first_length != 4)
    {
      int day = first;

      first = last;
      last = day;
      first_length = last_length;
      last_length = 2;
    }

  *groups = (Groups) { { first, month, last }, { first_length, 0, last_length }, TRUE };
  return TRUE;
}

/* What may follow a date: a time of day, which is not looked at closely, for it is not kept. */
static gboolean
is_time_of_day (const char *p)
{
  static const char *const marks[] = { ":", "：", "时", "時", "点", "點" };
  gboolean has_mark = FALSE;

  skip_spaces (&p);
  if (*p == '\0')
    return TRUE;

  for (gsize i = 0; !has_mark && i < G_N_ELEMENTS (marks); i++)
    has_mark = strstr (p, marks[i]) != NULL;

  for (const char *next; has_mark && *p != '\0'; p = next)
    {
      gunichar c = peek_char (p, &next);

      if (c < 0x80 ? !g_ascii_isdigit (c) && strchr ("T:.+-Z AaPpMm", (char) c) == NULL :
                     g_utf8_strchr ("上下午中凌晨早晚时時点點分秒", -1, c) == NULL)
        return FALSE;
    }

  return has_mark;
}

static gboolean
to_days (int     year,
         guint   year_length,
         int     month,
         int     day,
         gint64 *out_days)
{
  if (year_length == 2)
    year += year >= 70 ? 1900 : 2000;
  else if (year_length != 4)
    return FALSE;

  return pursuit_date_civil_to_days (year, month, day, out_days);
}

static gboolean
try_order (const Groups     *groups,
           PursuitDateOrder  order,
           gint64           *out_days)
{
  const int *v = groups->values;
  const guint *n = groups->lengths;

  switch (order)
    {
    case PURSUIT_DATE_ORDER_YMD:
      return n[2] <= 2 && to_days (v[0], n[0], v[1], v[2], out_days);
    case PURSUIT_DATE_ORDER_DMY:
      return n[0] <= 2 && to_days (v[2], n[2], v[1], v[0], out_days);
    case PURSUIT_DATE_ORDER_MDY:
      return n[0] <= 2 && to_days (v[2], n[2], v[0], v[1], out_days);
    case PURSUIT_DATE_ORDER_AUTO:
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* Takes whatever all possible orders agree on. */
static Reading
try_every_order (const Groups *groups,
                 gint64       *out_days)
{
  Reading reading = READING_IMPOSSIBLE;
  gint64 days, found = 0;

  for (PursuitDateOrder order = PURSUIT_DATE_ORDER_YMD; order <= PURSUIT_DATE_ORDER_MDY; order++)
    {
      if (!try_order (groups, order, &days))
        continue;
      if (reading == READING_OK && days != found)
        return READING_AMBIGUOUS;
      reading = READING_OK;
      found = days;
    }

  *out_days = found;
  return reading;
}

static gboolean
has_plausible_lengths (const Groups *groups)
{
  const guint *n = groups->lengths;

  if (n[0] > 4 || n[0] == 3 || n[2] == 3 || (n[0] == 4 && n[2] == 4))
    return FALSE;

  /* no year has one digit, and a year of 年月日 stands in front */
  return MAX (n[0], n[2]) >= 2 && (!groups->is_ordered || (n[0] != 1 && n[2] <= 2));
}

static Reading
read_date (const char       *text,
           PursuitDateOrder  order,
           gint64           *out_days)
{
  Groups groups = { .is_ordered = FALSE };
  const char *p;

  skip_spaces (&text);
  p = text;
  if (!read_numbers (&p, &groups))
    {
      p = text;
      if (!read_named (&p, &groups))
        return READING_NOT_A_DATE;
    }

  if (!has_plausible_lengths (&groups) || !is_time_of_day (p))
    return READING_NOT_A_DATE;

  if (groups.is_ordered || groups.lengths[0] == 4)
    order = PURSUIT_DATE_ORDER_YMD;
  else if (order == PURSUIT_DATE_ORDER_YMD && groups.lengths[2] == 4)
    order = PURSUIT_DATE_ORDER_AUTO;

  if (order == PURSUIT_DATE_ORDER_AUTO)
    return try_every_order (&groups, out_days);

  return try_order (&groups, order, out_days) ? READING_OK : READING_IMPOSSIBLE;
}

static const char *
get_refusal (Reading reading)
{
  switch (reading)
    {
    case READING_IMPOSSIBLE:
      return _("“%s” is not a day of the calendar");
    case READING_AMBIGUOUS:
      return _("“%s” can be read as more than one date, so the order of day, month and year must be given");
    case READING_OK:
    case READING_NOT_A_DATE:
    default:
      return _("“%s” is not a date");
    }
}

/**
 * pursuit_date_parse:
 * @text: what a person or a file says
 * @order: how to read a date that does not begin with a four-digit year
 * @out_iso: (out) (transfer full): the date
 * @error: return location for the refusal
 *
 * Reads a date in figures (`2026-03-17`, `2026/3/4`, `20260317`, `17.03.2026`, `20-10-16`), in
 * Chinese (`2026年3月4日`) or with an English month (`17 Mar 2026`). Years of two digits from 70
 * on belong to the last century. A time of day after the date is ignored.
 *
 * Fails with %PURSUIT_ERROR_INVALID, quoting the text, when it is no date, when the calendar has
 * no such day, and when @order is %PURSUIT_DATE_ORDER_AUTO and several days could be meant.
 *
 * Returns: %TRUE when @out_iso was set
 */
gboolean
pursuit_date_parse (const char        *text,
                    PursuitDateOrder   order,
                    char             **out_iso,
                    GError           **error)
{
  g_autofree char *excerpt = NULL;
  gint64 days = 0;
  Reading reading;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (out_iso != NULL, FALSE);

  reading = g_utf8_validate (text, -1, NULL) ? read_date (text, order, &days) : READING_NOT_A_DATE;
  if (reading == READING_OK)
    {
      *out_iso = pursuit_date_write_iso (days);
      return TRUE;
    }

  excerpt = pursuit_str_excerpt (text);
  if (*excerpt == '\0')
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("A date is missing"));
  else
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, get_refusal (reading), excerpt);

  return FALSE;
}
