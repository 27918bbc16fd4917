/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-date-private.h"

#include <stdatomic.h>

#define SECONDS_PER_DAY 86400
#define DAY_US          (SECONDS_PER_DAY * (gint64) G_USEC_PER_SEC)

/* What pursuit_time_set_now() said; the worker thread reads the clock too. */
static _Atomic gint64 fixed_now = 0;

/* Division that rounds down, so that instants before 1970 fall on the right day. */
static gint64
floor_divide (gint64 value,
              gint64 by)
{
  return value / by - (value % by < 0 ? 1 : 0);
}

/* Lets a whole program run at a fixed instant, for pictures that can be compared. */
static gint64
get_environment_now (void)
{
  static gsize is_read = 0;
  static gint64 now = 0;

  if (g_once_init_enter (&is_read))
    {
      const char *text = g_getenv ("PURSUIT_NOW");

      if (text != NULL && *text != '\0' && !pursuit_time_from_iso (text, &now))
        g_debug ("PURSUIT_NOW is not an ISO 8601 time: %s", text);
      g_once_init_leave (&is_read, 1);
    }

  return now;
}

/**
 * pursuit_time_now:
 *
 * Returns: the present instant: what pursuit_time_set_now() fixed, else the environment variable
 *   `PURSUIT_NOW` as it was at the first call, else the clock
 */
gint64
pursuit_time_now (void)
{
  gint64 now = atomic_load (&fixed_now);

  if (now == 0)
    now = get_environment_now ();

  return now != 0 ? now : g_get_real_time ();
}

/**
 * pursuit_time_set_now:
 * @us: an instant, or 0 for the real clock
 *
 * Stops the clock, for tests and for the demonstration data.
 */
void
pursuit_time_set_now (gint64 us)
{
  atomic_store (&fixed_now, us);
}

/**
 * pursuit_time_to_iso:
 * @us: an instant
 *
 * Returns: (transfer full) (nullable): the instant in UTC, "2026-03-17T06:32:00Z", with the microseconds
 *   where there are some, "2026-03-17T06:32:00.000123Z", so that reading it back gives the same; %NULL for none
 */
char *
pursuit_time_to_iso (gint64 us)
{
  gint64 seconds = floor_divide (us, G_USEC_PER_SEC);
  gint64 days = floor_divide (seconds, SECONDS_PER_DAY);
  int rest = (int) (seconds - days * SECONDS_PER_DAY);
  int fraction = (int) (us - seconds * G_USEC_PER_SEC);
  g_autofree char *date = us != 0 ? pursuit_date_write_iso (days) : NULL;

  if (date == NULL)
    return NULL;
  if (fraction != 0)
    return g_strdup_printf ("%sT%02d:%02d:%02d.%06dZ", date, rest / 3600, rest / 60 % 60, rest % 60, fraction);

  return g_strdup_printf ("%sT%02d:%02d:%02dZ", date, rest / 3600, rest / 60 % 60, rest % 60);
}

static gboolean
read_two (const char **p,
          int          limit,
          int         *out_value)
{
  if (!g_ascii_isdigit ((*p)[0]) || !g_ascii_isdigit ((*p)[1]))
    return FALSE;

  *out_value = ((*p)[0] - '0') * 10 + ((*p)[1] - '0');
  *p += 2;
  return *out_value <= limit;
}

/* Digits beyond the microsecond are read and dropped. */
static gboolean
read_fraction (const char **p,
               int         *out_us)
{
  int us = 0;
  int weight = 100000;

  if (**p != '.' && **p != ',')
    return TRUE;

  (*p)++;
  if (!g_ascii_isdigit (**p))
    return FALSE;

  for (; g_ascii_isdigit (**p); (*p)++, weight /= 10)
    us += (**p - '0') * weight;

  *out_us = us;
  return TRUE;
}

static gboolean
read_zone (const char **p,
           int         *out_minutes)
{
  int sign = **p == '-' ? -1 : 1;
  int hours, minutes = 0;

  if (**p == 'Z' || **p == 'z')
    {
      (*p)++;
      return TRUE;
    }
  if (**p != '+' && **p != '-')
    return TRUE;

  (*p)++;
  if (!read_two (p, 23, &hours))
    return FALSE;
  if (**p == ':')
    (*p)++;
  if (**p != '\0' && !read_two (p, 59, &minutes))
    return FALSE;

  *out_minutes = sign * (hours * 60 + minutes);
  return TRUE;
}

/**
 * pursuit_time_from_iso:
 * @iso: (nullable): an ISO 8601 time such as "2026-03-17T06:32:00Z"
 * @out_us: (out): the instant
 *
 * Seconds, fraction and zone may be missing; without a zone the time is UTC, without a time
 * of day it is midnight.
 *
 * Returns: %TRUE when @out_us was set; %FALSE when @iso is no such text
 */
gboolean
pursuit_time_from_iso (const char *iso,
                       gint64     *out_us)
{
  gint64 days;
  int hour = 0, minute = 0, second = 0, us = 0, zone = 0;
  const char *p;

  g_return_val_if_fail (out_us != NULL, FALSE);

  if (!pursuit_date_read_iso (iso, &days))
    return FALSE;

  p = iso + PURSUIT_DATE_LENGTH;
  if (*p == 'T' || *p == 't' || *p == ' ')
    {
      p++;
      if (!read_two (&p, 23, &hour) || *p++ != ':' || !read_two (&p, 59, &minute))
        return FALSE;
      if (*p == ':' && (p++, !read_two (&p, 60, &second) || !read_fraction (&p, &us)))
        return FALSE;
      if (!read_zone (&p, &zone))
        return FALSE;
    }

  if (*p != '\0')
    return FALSE;

  *out_us = days * DAY_US + ((hour * 60 + minute - zone) * 60 + second) * (gint64) G_USEC_PER_SEC + us;
  return TRUE;
}

/**
 * pursuit_time_from_date:
 * @iso: (nullable): a date
 *
 * Returns: the instant of midnight UTC on that day; 0, that is none, when @iso is not a date
 */
gint64
pursuit_time_from_date (const char *iso)
{
  gint64 days;

  if (!pursuit_date_read_iso (iso, &days))
    return 0;

  return days * DAY_US;
}

/**
 * pursuit_time_days_since:
 * @us: an instant
 *
 * Counts whole days of 24 hours, which is the same everywhere on earth and what SQL counts too.
 *
 * Returns: the days that passed since @us, negative when it is to come; 0 for none
 */
int
pursuit_time_days_since (gint64 us)
{
  if (us == 0)
    return 0;

  return (int) ((pursuit_time_now () - us) / DAY_US);
}

/**
 * pursuit_date_from_time:
 * @us: an instant
 *
 * Returns: (transfer full) (nullable): the date in UTC at that instant; %NULL for none
 */
char *
pursuit_date_from_time (gint64 us)
{
  return us != 0 ? pursuit_date_write_iso (floor_divide (us, DAY_US)) : NULL;
}
