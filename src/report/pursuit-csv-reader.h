/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pursuit-row-source.h"

G_BEGIN_DECLS

/**
 * PursuitCsvOptions:
 * @encoding: (nullable): the file's encoding by its usual name, for example `BIG5`; %NULL to find out
 * @separator: what separates the cells; NUL to find out
 * @piece_size: how many bytes to read at a time; 0 for what is usual
 *
 * How to read a CSV file. All zeros means: find out.
 */
typedef struct
{
  const char *encoding;
  char        separator;
  gsize       piece_size;
} PursuitCsvOptions;

#define PURSUIT_TYPE_CSV_READER (pursuit_csv_reader_get_type ())
G_DECLARE_FINAL_TYPE (PursuitCsvReader, pursuit_csv_reader, PURSUIT, CSV_READER, GObject)

PursuitCsvReader *pursuit_csv_reader_new           (GFile                    *file,
                                                    const PursuitCsvOptions  *options,
                                                    GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
const char       *pursuit_csv_reader_get_encoding  (PursuitCsvReader         *self);
char              pursuit_csv_reader_get_separator (PursuitCsvReader         *self);

G_END_DECLS
