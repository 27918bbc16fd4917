/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-stays.h"

#include "pursuit-date.h"

/*
 * How long a deal was in each stage that it left (STG-3), as its field "stays" holds it: ";STAGE:SLOT:SECONDS" for each, all visits
 * together. A slot is month * 10 + class, seven digits: the month in which it was left last, such as 202603, and how long it was;
 * the seconds have ten digits.
 * The triggers of the schema read this text and count by slot, so that a report reads neither deals nor history.
 */

#define SECONDS_PER_DAY 86400

/* The classes of length begin at these days. The schema's steps have them, too: never edit them. */
static const gint64 class_days[PURSUIT_STAY_CLASSES] = { 0, 1, 3, 7, 14, 30, 60, 90, 180, 365 };

typedef struct
{
  gint64 stage_id;
  gint64 slot;
  gint64 seconds;
} Stay;

/* The next number, whatever stands between. */
static gboolean
read_number (const char **rest,
             gint64      *out_number)
{
  char *end;

  while (**rest != '\0' && !g_ascii_isdigit (**rest))
    (*rest)++;
  if (**rest == '\0')
    return FALSE;

  *out_number = g_ascii_strtoll (*rest, &end, 10);
  *rest = end;
  return TRUE;
}

static gboolean
read_stay (const char **rest,
           Stay        *out_stay)
{
  return read_number (rest, &out_stay->stage_id) && read_number (rest, &out_stay->slot) &&
         read_number (rest, &out_stay->seconds);
}

static void
append_stay (GString    *text,
             const Stay *stay)
{
  g_string_append_printf (text, ";%" G_GINT64_FORMAT ":%07" G_GINT64_FORMAT ":%010" G_GINT64_FORMAT, stay->stage_id, stay->slot,
                          stay->seconds);
}

static gint64
get_month (gint64 at)
{
  g_autofree char *day = pursuit_date_from_time (at);

  return g_ascii_strtoll (day, NULL, 10) * 100 + g_ascii_strtoll (day + 5, NULL, 10);
}

/**
 * pursuit_stays_classify:
 * @seconds: how long, not negative
 *
 * Returns: the class of length: 0 for less than a day, then from 1, 3, 7, 14, 30, 60, 90, 180 and 365 days on
 */
guint
pursuit_stays_classify (gint64 seconds)
{
  guint found = 0;

  while (found + 1 < PURSUIT_STAY_CLASSES && seconds >= class_days[found + 1] * SECONDS_PER_DAY)
    found++;

  return found;
}

/**
 * pursuit_stays_add:
 * @stays: (nullable): the deal's stays so far
 * @stage_id: the stage that it leaves
 * @entered_at: when it came, UTC microseconds, 0 for unknown
 * @left_at: when it goes
 *
 * Adds one visit. Nothing is known of one without a beginning, or that ends before it began.
 *
 * Returns: (transfer full) (nullable): the stays with it
 */
char *
pursuit_stays_add (const char *stays,
                   gint64      stage_id,
                   gint64      entered_at,
                   gint64      left_at)
{
  gint64 seconds = (left_at - entered_at) / G_TIME_SPAN_SECOND;
  const char *rest = stays != NULL ? stays : "";
  gboolean known = FALSE;
  GString *text;
  Stay stay;

  if (stage_id <= 0 || entered_at <= 0 || left_at < entered_at)
    return g_strdup (stays);

  text = g_string_new (NULL);
  while (read_stay (&rest, &stay))
    {
      if (stay.stage_id == stage_id)
        {
          stay.seconds += seconds;
          stay.slot = get_month (left_at) * 10 + pursuit_stays_classify (stay.seconds);
          known = TRUE;
        }
      append_stay (text, &stay);
    }
  if (!known)
    append_stay (text, &(Stay) { stage_id, get_month (left_at) * 10 + pursuit_stays_classify (seconds), seconds });

  return g_string_free (text, FALSE);
}

/**
 * pursuit_stays_get_median:
 * @counts: (array fixed-size=10): how many stays there are of each class
 *
 * The median as well as the classes tell it: within its class the stays are taken to lie evenly.
 *
 * Returns: days, -1 when there are no stays; 365 when it lies beyond
 */
double
pursuit_stays_get_median (const gint64 *counts)
{
  gint64 total = 0;
  double half;

  for (guint i = 0; i < PURSUIT_STAY_CLASSES; i++)
    total += counts[i];
  if (total <= 0)
    return -1;

  half = (double) total / 2;
  for (guint i = 0; i + 1 < PURSUIT_STAY_CLASSES; i++)
    {
      if ((double) counts[i] >= half)
        return (double) class_days[i] + (double) (class_days[i + 1] - class_days[i]) * half / (double) counts[i];
      half -= (double) counts[i];
    }

  return (double) class_days[PURSUIT_STAY_CLASSES - 1];
}
