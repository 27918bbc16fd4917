/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-date-private.h"
#include "pursuit-locale.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Past this, a date says more than a count. */
#define MAX_DAYS_AGO 30

static const char *const month_names[] = {
  NC_("month", "Jan"),
  NC_("month", "Feb"),
  NC_("month", "Mar"),
  NC_("month", "Apr"),
  NC_("month", "May"),
  NC_("month", "Jun"),
  NC_("month", "Jul"),
  NC_("month", "Aug"),
  NC_("month", "Sep"),
  NC_("month", "Oct"),
  NC_("month", "Nov"),
  NC_("month", "Dec"),
};

static GDateTime *
get_local (gint64 us)
{
  return g_date_time_new_from_unix_local (us / G_USEC_PER_SEC - (us % G_USEC_PER_SEC < 0 ? 1 : 0));
}

static char *
get_local_date (gint64 us)
{
  g_autoptr (GDateTime) local = get_local (us);

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d") : NULL;
}

static char *
format_day (gint64   days,
            gboolean with_year)
{
  int year, month, day;
  const char *name;

  pursuit_date_days_to_civil (days, &year, &month, &day);
  if (pursuit_locale_get_script () != PURSUIT_LOCALE_OTHER)
    return with_year ? g_strdup_printf ("%04d-%02d-%02d", year, month, day) :
                       g_strdup_printf ("%02d-%02d", month, day);

  name = g_dpgettext2 (GETTEXT_PACKAGE, "month", month_names[month - 1]);
  if (!with_year)
    /* Translators: a date of this year: %1$d is the day, %2$s the short name of the month */
    return g_strdup_printf (_("%1$d %2$s"), day, name);

  /* Translators: a date: %1$d is the day, %2$s the short name of the month, %3$d the year */
  return g_strdup_printf (_("%1$d %2$s %3$d"), day, name, year);
}

/**
 * pursuit_date_today:
 *
 * The calendar day where the person is: at seven in the morning in Shanghai it is not yesterday,
 * though it still is in UTC.
 *
 * Returns: (transfer full): today's date
 */
char *
pursuit_date_today (void)
{
  gint64 now = pursuit_time_now ();
  char *today = get_local_date (now);

  return today != NULL ? today : pursuit_date_from_time (now);
}

/**
 * pursuit_date_format:
 * @iso: (nullable): a date
 *
 * Writes a date for a person: `17 Mar 2026`, in Chinese `2026-03-17`.
 *
 * Returns: (transfer full): the text; @iso as it is when it is not a date, empty for %NULL
 */
char *
pursuit_date_format (const char *iso)
{
  gint64 days;

  if (!pursuit_date_read_iso (iso, &days))
    return g_strdup (iso != NULL ? iso : "");

  return format_day (days, TRUE);
}

/**
 * pursuit_date_format_relative:
 * @iso: (nullable): the date of something to be done
 *
 * Writes a date as it concerns a person today: `today`, `tomorrow`, `overdue 4 days`, else
 * the day and month, with the year when it is not this one.
 *
 * Returns: (transfer full): the text; @iso as it is when it is not a date, empty for %NULL
 */
char *
pursuit_date_format_relative (const char *iso)
{
  g_autofree char *today = pursuit_date_today ();
  gint64 days;
  int ahead;

  if (!pursuit_date_read_iso (iso, &days))
    return g_strdup (iso != NULL ? iso : "");

  ahead = pursuit_date_days_between (today, iso);
  if (ahead == 0)
    return g_strdup (_("today"));
  if (ahead == 1)
    return g_strdup (_("tomorrow"));
  if (ahead < 0)
    return g_strdup_printf (ngettext ("overdue %d day", "overdue %d days", (gulong) -ahead), -ahead);

  return format_day (days, strncmp (today, iso, 4) != 0);
}

/**
 * pursuit_time_format:
 * @us: an instant
 *
 * Writes an instant for a person, in the local time zone.
 *
 * Returns: (transfer full): the date, a space, hours and minutes; empty for none
 */
char *
pursuit_time_format (gint64 us)
{
  g_autoptr (GDateTime) local = us != 0 ? get_local (us) : NULL;
  g_autofree char *iso = local != NULL ? g_date_time_format (local, "%Y-%m-%d") : NULL;
  g_autofree char *date = pursuit_date_format (iso);
  g_autofree char *clock = NULL;

  if (local == NULL)
    return g_strdup ("");

  clock = g_date_time_format (local, "%H:%M");
  return g_strdup_printf ("%s %s", date, clock);
}

/**
 * pursuit_time_format_ago:
 * @us: an instant
 *
 * Writes when something happened, by calendar days in the local time zone: `today`,
 * `yesterday`, `9 days ago`; the date when that is more than a month away or in the future.
 *
 * Returns: (transfer full): the text; empty for none
 */
char *
pursuit_time_format_ago (gint64 us)
{
  g_autofree char *today = pursuit_date_today ();
  g_autofree char *date = us != 0 ? get_local_date (us) : NULL;
  int ago = pursuit_date_days_between (date, today);

  if (date == NULL)
    return g_strdup ("");
  if (ago == 0)
    return g_strdup (_("today"));
  if (ago == 1)
    return g_strdup (_("yesterday"));
  if (ago < 0 || ago > MAX_DAYS_AGO)
    return pursuit_date_format (date);

  return g_strdup_printf (ngettext ("%d day ago", "%d days ago", (gulong) ago), ago);
}

/**
 * pursuit_time_format_since:
 * @us: an instant
 *
 * Writes when something happened that is still fresh, to stand at the end of a sentence: `3 s ago`, `4 min ago`, then
 * the hour, `at 10:31`, and from another day also the date. Clocks of two machines differ: the future reads as now.
 *
 * Returns: (transfer full): the text; empty for none
 */
char *
pursuit_time_format_since (gint64 us)
{
  gint64 seconds = (pursuit_time_now () - us) / G_USEC_PER_SEC;
  g_autofree char *today = pursuit_date_today ();
  g_autofree char *date = us != 0 ? get_local_date (us) : NULL;
  g_autofree char *text = NULL;

  if (date == NULL)
    return g_strdup ("");
  if (seconds < 60)
    return g_strdup_printf (ngettext ("%d s ago", "%d s ago", (gulong) MAX (seconds, 0)), (int) MAX (seconds, 0));
  if (seconds < 3600)
    return g_strdup_printf (ngettext ("%d min ago", "%d min ago", (gulong) (seconds / 60)), (int) (seconds / 60));

  text = pursuit_time_format (us);
  if (g_str_equal (date, today))
    /* Translators: the end of a sentence: somebody did something “at 10:31” today */
    return g_strdup_printf (_("at %s"), strrchr (text, ' ') + 1);

  /* Translators: the end of a sentence: somebody did something “on 22 November 2026 10:31” */
  return g_strdup_printf (_("on %s"), text);
}
