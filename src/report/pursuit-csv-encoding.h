/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PursuitCsvTally:
 * @n_wide: how many well-formed sequences of several bytes were seen
 * @n_bad: how many bytes belong to no well-formed sequence
 *
 * What reading some bytes as UTF-8 came to.
 */
typedef struct
{
  guint64 n_wide;
  guint64 n_bad;
} PursuitCsvTally;

gboolean    pursuit_csv_is_workbook       (const char            *head,
                                           gsize                  length);
const char *pursuit_csv_encoding_by_bom   (const char            *head,
                                           gsize                  length);
const char *pursuit_csv_encoding_by_zeros (const char            *head,
                                           gsize                  length);
gsize       pursuit_csv_utf8_span         (const char            *text,
                                           gsize                  length,
                                           guint64               *n_wide);
gboolean    pursuit_csv_utf8_is_cut       (const char            *rest,
                                           gsize                  length);
gsize       pursuit_csv_tally_add         (PursuitCsvTally       *tally,
                                           const char            *text,
                                           gsize                  length);
gboolean    pursuit_csv_tally_is_utf8     (const PursuitCsvTally *tally);
gboolean    pursuit_csv_tally_is_settled  (const PursuitCsvTally *tally);

G_END_DECLS
