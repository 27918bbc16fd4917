/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-date.h"

G_BEGIN_DECLS

#define PURSUIT_DATE_LENGTH 10

/* Days since 1970-01-01 in the Gregorian calendar; the one representation to calculate with. */
gboolean  pursuit_date_civil_to_days (int         year,
                                      int         month,
                                      int         day,
                                      gint64     *out_days);
void      pursuit_date_days_to_civil (gint64      days,
                                      int        *out_year,
                                      int        *out_month,
                                      int        *out_day);
gboolean  pursuit_date_read_iso      (const char *iso,
                                      gint64     *out_days);
char     *pursuit_date_write_iso     (gint64      days);

G_END_DECLS
