/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pursuit-row-source.h"

G_BEGIN_DECLS

/**
 * PursuitTableOptions:
 * @encoding: (nullable): a text file's encoding by its usual name; %NULL to find out
 * @separator: what separates the cells of a text file; NUL to find out
 * @sheet: (nullable): the sheet of a workbook by name or number; %NULL for the first that is visible
 *
 * How to read a table. All zeros means: find out. What does not go with the kind of file is not looked at.
 */
typedef struct
{
  const char *encoding;
  char        separator;
  const char *sheet;
} PursuitTableOptions;

PursuitRowSource *pursuit_table_reader_new          (GFile                      *file,
                                                     const PursuitTableOptions  *options,
                                                     GError                    **error) G_GNUC_WARN_UNUSED_RESULT;
const char       *pursuit_table_reader_get_encoding (PursuitRowSource           *source);
char              pursuit_table_reader_get_separator (PursuitRowSource          *source);
const char       *pursuit_table_reader_get_sheet    (PursuitRowSource           *source);
const char * const *pursuit_table_reader_get_sheets (PursuitRowSource           *source);

gboolean          pursuit_table_reader_is_cards     (PursuitRowSource           *source);

G_END_DECLS
