/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PursuitCsvRow:
 * @cells: the cells with %NULL after the last, lent until the next call; entries may be cut off or moved on
 * @n_cells: how many there are
 * @number: the row's number as a spreadsheet shows it
 * @stray_quote: whether text follows a closing quotation mark, so that the cells are a guess
 *
 * A row as it is in the file.
 */
typedef struct
{
  const char **cells;
  guint        n_cells;
  guint64      number;
  gboolean     stray_quote;
} PursuitCsvRow;

typedef struct _PursuitCsvRows PursuitCsvRows;

PursuitCsvRows *pursuit_csv_rows_new          (char             separator) G_GNUC_WARN_UNUSED_RESULT;
void            pursuit_csv_rows_free         (PursuitCsvRows  *self);
gboolean        pursuit_csv_rows_feed         (PursuitCsvRows  *self,
                                               const char      *text,
                                               gsize            length);
gboolean        pursuit_csv_rows_finish       (PursuitCsvRows  *self);
gboolean        pursuit_csv_rows_take         (PursuitCsvRows  *self,
                                               PursuitCsvRow   *out_row);
guint64         pursuit_csv_rows_get_unread   (PursuitCsvRows  *self);
double          pursuit_csv_rows_get_fraction (PursuitCsvRows  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitCsvRows, pursuit_csv_rows_free)

G_END_DECLS
