/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A date is a calendar day as ISO 8601 text, "2026-03-17". An instant is a count of microseconds
 * since 1970 in UTC, where 0 stands for "none". The local time zone matters only for what a
 * person calls today and for what is shown. */

/**
 * PursuitDateOrder:
 * @PURSUIT_DATE_ORDER_AUTO: year first, or whatever has a single reading
 * @PURSUIT_DATE_ORDER_YMD: year, month, day
 * @PURSUIT_DATE_ORDER_DMY: day, month, year
 * @PURSUIT_DATE_ORDER_MDY: month, day, year
 *
 * How dates without a four-digit year at the front are to be read.
 */
typedef enum
{
  PURSUIT_DATE_ORDER_AUTO,
  PURSUIT_DATE_ORDER_YMD,
  PURSUIT_DATE_ORDER_DMY,
  PURSUIT_DATE_ORDER_MDY,
} PursuitDateOrder;

gboolean  pursuit_date_order_parse     (const char        *text,
                                        PursuitDateOrder  *out_order,
                                        GError           **error);

gboolean  pursuit_date_is_valid        (const char        *iso);
gboolean  pursuit_date_parse           (const char        *text,
                                        PursuitDateOrder   order,
                                        char             **out_iso,
                                        GError           **error);
char     *pursuit_date_today           (void) G_GNUC_WARN_UNUSED_RESULT;
char     *pursuit_date_from_time       (gint64             us) G_GNUC_WARN_UNUSED_RESULT;
int       pursuit_date_days_between    (const char        *from,
                                        const char        *to);
char     *pursuit_date_add_days        (const char        *iso,
                                        int                n_days) G_GNUC_WARN_UNUSED_RESULT;
void      pursuit_date_week            (const char        *iso,
                                        char             **out_first,
                                        char             **out_last);
void      pursuit_date_quarter         (const char        *iso,
                                        char             **out_first,
                                        char             **out_last);
char     *pursuit_date_format          (const char        *iso) G_GNUC_WARN_UNUSED_RESULT;
char     *pursuit_date_format_relative (const char        *iso) G_GNUC_WARN_UNUSED_RESULT;

gint64    pursuit_time_now             (void);
void      pursuit_time_set_now         (gint64             us);
char     *pursuit_time_to_iso          (gint64             us) G_GNUC_WARN_UNUSED_RESULT;
gboolean  pursuit_time_from_iso        (const char        *iso,
                                        gint64            *out_us);
gint64    pursuit_time_from_date       (const char        *iso);
int       pursuit_time_days_since      (gint64             us);
char     *pursuit_time_format          (gint64             us) G_GNUC_WARN_UNUSED_RESULT;
char     *pursuit_time_format_ago      (gint64             us) G_GNUC_WARN_UNUSED_RESULT;
char     *pursuit_time_format_since    (gint64             us) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
