/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-xlsx-package.h"
#include "pursuit-xlsx-strings.h"
#include "pursuit-xlsx-styles.h"

G_BEGIN_DECLS

/**
 * PursuitXlsxRow:
 * @cells: the cells with %NULL after the last, lent until the next call; blank ones are ""; entries may be cut off
 * @n_cells: how many there are
 * @number: the row's number as a spreadsheet shows it
 *
 * A row that is not blank.
 */
typedef struct
{
  const char **cells;
  guint        n_cells;
  guint64      number;
} PursuitXlsxRow;

typedef struct _PursuitXlsxRows PursuitXlsxRows;

PursuitXlsxRows *pursuit_xlsx_rows_open         (PursuitXlsxPackage  *package,
                                                 const char          *path,
                                                 PursuitXlsxStrings  *strings,
                                                 PursuitXlsxStyles   *styles,
                                                 gboolean             date1904,
                                                 GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void             pursuit_xlsx_rows_free         (PursuitXlsxRows     *self);
gboolean         pursuit_xlsx_rows_take         (PursuitXlsxRows     *self,
                                                 PursuitXlsxRow      *out_row,
                                                 GError             **error);
double           pursuit_xlsx_rows_get_progress (PursuitXlsxRows     *self);
guint            pursuit_xlsx_rows_get_errors   (PursuitXlsxRows     *self,
                                                 const char         **out_first);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitXlsxRows, pursuit_xlsx_rows_free)

G_END_DECLS
