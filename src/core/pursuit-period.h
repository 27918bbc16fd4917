/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PursuitPeriod:
 * @PURSUIT_PERIOD_ALL: since the beginning
 * @PURSUIT_PERIOD_TWELVE_MONTHS: the present month and the eleven before it
 * @PURSUIT_PERIOD_YEAR: the present year
 * @PURSUIT_PERIOD_QUARTER: the present quarter
 *
 * The time that a report is about, in whole months.
 */
typedef enum
{
  PURSUIT_PERIOD_ALL,
  PURSUIT_PERIOD_TWELVE_MONTHS,
  PURSUIT_PERIOD_YEAR,
  PURSUIT_PERIOD_QUARTER,
} PursuitPeriod;

#define PURSUIT_N_PERIODS 4

const char *pursuit_period_get_nick   (PursuitPeriod   period);
const char *pursuit_period_get_label  (PursuitPeriod   period);
gboolean    pursuit_period_from_nick  (const char     *nick,
                                       PursuitPeriod  *out_period);
void        pursuit_period_get_months (PursuitPeriod   period,
                                       const char     *today,
                                       gint64         *out_first,
                                       gint64         *out_last);

G_END_DECLS
