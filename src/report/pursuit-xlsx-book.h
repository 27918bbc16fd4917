/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-xlsx-package.h"

G_BEGIN_DECLS

/**
 * PursuitXlsxBook:
 * @sheet_names: the sheets, as their tabs show them
 * @sheet_paths: their parts; "" for a chart
 * @first_visible: which one is shown first
 * @date1904: whether days are counted from 1904
 * @strings: (nullable): the part with the shared strings
 * @styles: (nullable): the part with the styles
 *
 * What a workbook consists of.
 */
typedef struct
{
  GStrv sheet_names;
  GStrv sheet_paths;
  guint first_visible;
  gboolean date1904;
  char *strings;
  char *styles;
} PursuitXlsxBook;

PursuitXlsxBook *pursuit_xlsx_book_read       (PursuitXlsxPackage  *package,
                                               GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void             pursuit_xlsx_book_free       (PursuitXlsxBook     *self);
gboolean         pursuit_xlsx_book_find_sheet (PursuitXlsxBook     *self,
                                               const char          *wanted,
                                               const char          *name,
                                               guint               *out_index,
                                               GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitXlsxBook, pursuit_xlsx_book_free)

G_END_DECLS
