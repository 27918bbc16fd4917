/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-backups-rotation.h"

#include <stdlib.h>

/* Which backups are kept: today's by the hour, this week's by the day, those before by the week. */

#define DAY (24 * 60 * 60 * (gint64) G_USEC_PER_SEC)

#define DAYS_BY_DAY 7
#define DAYS_BY_WEEK (12 * 7)
/* What was made before a large change is wanted when the change turns out to have been wrong. */
#define DAYS_WANTED 30
/* One cannot go back to them, but they tell what happened. */
#define DAYS_OF_FINDINGS 7

typedef struct
{
  const char *format;   /* what backups of one slot have in common */
  guint n_days;         /* 0 for today only */
} Slots;

static const Slots all_slots[] = {
  { "%Y%m%d%H", 0 },
  { "%Y%m%d", DAYS_BY_DAY },
  { "%G%V", DAYS_BY_WEEK },
};

static char *
format_time (gint64      at,
             const char *format)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (at / G_USEC_PER_SEC);

  return time != NULL ? g_date_time_format (time, format) : g_strdup ("");
}

static int
by_newest (gconstpointer a,
           gconstpointer b)
{
  const PursuitBackupAge *first = *(const PursuitBackupAge *const *) a;
  const PursuitBackupAge *second = *(const PursuitBackupAge *const *) b;

  return (first->at < second->at) - (first->at > second->at);
}

static gboolean
is_within (gint64       at,
           const Slots *slots,
           gint64       now)
{
  g_autofree char *day = format_time (at, "%Y%m%d");
  g_autofree char *today = format_time (now, "%Y%m%d");

  return slots->n_days > 0 ? at > now - slots->n_days * DAY : g_str_equal (day, today) || at > now;
}

/* The last good one of each slot. */
static void
keep_slots (GPtrArray   *newest_first,
            const Slots *slots,
            gint64       now)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < newest_first->len; i++)
    {
      PursuitBackupAge *age = g_ptr_array_index (newest_first, i);

      if (age->is_good && is_within (age->at, slots, now) &&
          g_hash_table_add (seen, format_time (age->at, slots->format)))
        age->keep = TRUE;
    }
}

static gboolean
is_kept_by_itself (const PursuitBackupAge *age,
                   gint64                  now)
{
  if (!age->is_good)
    return age->at > now - DAYS_OF_FINDINGS * DAY;

  return age->is_wanted && age->at > now - DAYS_WANTED * DAY;
}

/**
 * pursuit_backups_choose:
 * @ages: (array length=n): the backups of one folder, in any order
 * @n: how many
 * @now: the present
 *
 * Says of each whether to keep it: the last of each hour today, of each day within a week, of each week within twelve; what
 * was made before a large change or because somebody asked for 30 days; always the newest, and the newest good one.
 */
void
pursuit_backups_choose (PursuitBackupAge *ages,
                        guint             n,
                        gint64            now)
{
  g_autoptr(GPtrArray) newest_first = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    {
      ages[i].keep = is_kept_by_itself (&ages[i], now);
      g_ptr_array_add (newest_first, &ages[i]);
    }
  g_ptr_array_sort (newest_first, by_newest);
  for (guint i = 0; i < G_N_ELEMENTS (all_slots); i++)
    keep_slots (newest_first, &all_slots[i], now);

  if (n > 0)
    ((PursuitBackupAge *) g_ptr_array_index (newest_first, 0))->keep = TRUE;
  for (guint i = 0; i < n; i++)
    {
      PursuitBackupAge *age = g_ptr_array_index (newest_first, i);

      if (age->is_good)
        {
          age->keep = TRUE;
          break;
        }
    }
}
