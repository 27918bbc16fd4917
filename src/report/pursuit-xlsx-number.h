/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PursuitXlsxForm:
 * @PURSUIT_XLSX_PLAIN: a number
 * @PURSUIT_XLSX_DATE: a day
 * @PURSUIT_XLSX_TIME: a time of day, or how long something took
 * @PURSUIT_XLSX_DATE_TIME: a day with a time
 * @PURSUIT_XLSX_PERCENT: hundredths
 * @PURSUIT_XLSX_ZEROS: a number with zeros in front; 100 more than this for each digit
 *
 * As what a number format shows a number.
 */
typedef enum
{
  PURSUIT_XLSX_PLAIN,
  PURSUIT_XLSX_DATE,
  PURSUIT_XLSX_TIME,
  PURSUIT_XLSX_DATE_TIME,
  PURSUIT_XLSX_PERCENT,
  PURSUIT_XLSX_ZEROS,
} PursuitXlsxForm;

#define PURSUIT_XLSX_ZEROS_STEP 100

int   pursuit_xlsx_form_by_id   (guint        id);
int   pursuit_xlsx_form_by_code (const char  *code);
char *pursuit_xlsx_format       (const char  *value,
                                 int          form,
                                 gboolean     date1904) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
