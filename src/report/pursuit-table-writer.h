/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pursuit-row-sink.h"

G_BEGIN_DECLS

/**
 * PursuitTableFormat:
 * @PURSUIT_TABLE_CSV: text, for everything
 * @PURSUIT_TABLE_XLSX: a workbook, with real numbers and dates
 *
 * In which format a table goes out.
 */
typedef enum
{
  PURSUIT_TABLE_CSV,
  PURSUIT_TABLE_XLSX,
} PursuitTableFormat;

gboolean            pursuit_table_format_parse   (const char              *word,
                                                  PursuitTableFormat      *out_format);
PursuitTableFormat  pursuit_table_format_of_name (const char              *file_name);

#define PURSUIT_TYPE_TABLE_WRITER (pursuit_table_writer_get_type ())
G_DECLARE_FINAL_TYPE (PursuitTableWriter, pursuit_table_writer, PURSUIT, TABLE_WRITER, GObject)

PursuitTableWriter *pursuit_table_writer_new       (GFile                  *file,
                                                    PursuitTableFormat      format,
                                                    GError                **error) G_GNUC_WARN_UNUSED_RESULT;
void                pursuit_table_writer_set_kinds (PursuitTableWriter     *self,
                                                    const PursuitCellKind  *kinds,
                                                    guint                   n_kinds);
gboolean            pursuit_table_writer_add_row   (PursuitTableWriter     *self,
                                                    const char * const     *cells,
                                                    GError                **error);
gboolean            pursuit_table_writer_close     (PursuitTableWriter     *self,
                                                    GError                **error);

G_END_DECLS
