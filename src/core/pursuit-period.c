/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-period.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *nick;
  const char *label;
} periods[PURSUIT_N_PERIODS] = {
  [PURSUIT_PERIOD_ALL] = { "all", N_("All time") },
  [PURSUIT_PERIOD_TWELVE_MONTHS] = { "12-months", N_("Last 12 months") },
  [PURSUIT_PERIOD_YEAR] = { "year", N_("This year") },
  [PURSUIT_PERIOD_QUARTER] = { "quarter", N_("This quarter") },
};

/**
 * pursuit_period_get_nick:
 * @period: a period
 *
 * Returns: what it is called in commands and settings
 */
const char *
pursuit_period_get_nick (PursuitPeriod period)
{
  g_return_val_if_fail ((guint) period < PURSUIT_N_PERIODS, NULL);

  return periods[period].nick;
}

/**
 * pursuit_period_get_label:
 * @period: a period
 *
 * Returns: what people call it, in their language
 */
const char *
pursuit_period_get_label (PursuitPeriod period)
{
  g_return_val_if_fail ((guint) period < PURSUIT_N_PERIODS, NULL);

  return _(periods[period].label);
}

/**
 * pursuit_period_from_nick:
 * @nick: what somebody wrote
 * @out_period: (out): the period
 *
 * Returns: %TRUE when there is one of that name
 */
gboolean
pursuit_period_from_nick (const char    *nick,
                          PursuitPeriod *out_period)
{
  for (guint i = 0; i < PURSUIT_N_PERIODS; i++)
    if (g_strcmp0 (periods[i].nick, nick) == 0)
      {
        *out_period = (PursuitPeriod) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * pursuit_period_get_months:
 * @period: a period
 * @today: ISO date
 * @out_first: (out): its first month as year * 100 + month, 0 when it has no beginning
 * @out_last: (out): its last month, 0 when it has no end
 */
void
pursuit_period_get_months (PursuitPeriod  period,
                           const char    *today,
                           gint64        *out_first,
                           gint64        *out_last)
{
  gint64 year = g_ascii_strtoll (today, NULL, 10);
  gint64 month = g_ascii_strtoll (today + 5, NULL, 10);
  gint64 quarter = (month - 1) / 3 * 3 + 1;

  *out_first = *out_last = 0;
  switch (period)
    {
    case PURSUIT_PERIOD_TWELVE_MONTHS:
      *out_last = year * 100 + month;
      *out_first = month == 12 ? year * 100 + 1 : (year - 1) * 100 + month + 1;
      break;
    case PURSUIT_PERIOD_YEAR:
      *out_first = year * 100 + 1;
      *out_last = year * 100 + 12;
      break;
    case PURSUIT_PERIOD_QUARTER:
      *out_first = year * 100 + quarter;
      *out_last = *out_first + 2;
      break;
    case PURSUIT_PERIOD_ALL:
    default:
      break;
    }
}
