/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-row-source.h"

/*
 * PursuitRowSource: a table from outside, read one row at a time.
 *
 * The importer knows only this; what a file's format is stays in the report layer. A source belongs to
 * one thread at a time.
 */
G_DEFINE_INTERFACE (PursuitRowSource, pursuit_row_source, G_TYPE_OBJECT)

static void
pursuit_row_source_default_init (PursuitRowSourceInterface *iface)
{
}

/**
 * pursuit_row_source_get_header:
 * @self: a row source
 *
 * Returns: (transfer none) (array zero-terminated=1): the column names, none of them blank and no two alike
 */
const char * const *
pursuit_row_source_get_header (PursuitRowSource *self)
{
  g_return_val_if_fail (PURSUIT_IS_ROW_SOURCE (self), NULL);

  return PURSUIT_ROW_SOURCE_GET_IFACE (self)->get_header (self);
}

/**
 * pursuit_row_source_next:
 * @self: a row source
 * @out_cells: (out) (transfer none) (array zero-terminated=1) (nullable): the cells of the next row, as many
 *   as the header has, lent until the next call; %NULL after the last row
 * @error: return location for the refusal
 *
 * Reads the next row that is not blank. The cells are as the file has them, untrimmed.
 *
 * Fails with %PURSUIT_ERROR_INVALID when this one row is malformed, for example has too few cells: the next
 * call goes on with the row after it, and pursuit_row_source_get_refused() lends what could be read. Fails
 * with %PURSUIT_ERROR_STORAGE when the file itself is broken or cannot be read; that is final, and every
 * later call answers the same until pursuit_row_source_rewind().
 *
 * Returns: %TRUE when there is a row, or when all have been read
 */
gboolean
pursuit_row_source_next (PursuitRowSource    *self,
                         const char * const **out_cells,
                         GError             **error)
{
  g_return_val_if_fail (PURSUIT_IS_ROW_SOURCE (self), FALSE);
  g_return_val_if_fail (out_cells != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return PURSUIT_ROW_SOURCE_GET_IFACE (self)->next (self, out_cells, error);
}

/**
 * pursuit_row_source_get_refused:
 * @self: a row source
 *
 * Lends the cells of the row that pursuit_row_source_next() has just refused as %PURSUIT_ERROR_INVALID, so
 * that it can be shown or written to a file of refused rows. There may be more or fewer than the header has.
 *
 * Returns: (transfer none) (array zero-terminated=1) (nullable): the cells, lent until the next call; %NULL
 *   when the last row was not refused
 */
const char * const *
pursuit_row_source_get_refused (PursuitRowSource *self)
{
  g_return_val_if_fail (PURSUIT_IS_ROW_SOURCE (self), NULL);

  return PURSUIT_ROW_SOURCE_GET_IFACE (self)->get_refused (self);
}

/**
 * pursuit_row_source_get_row:
 * @self: a row source
 *
 * Tells where the reading is, in the numbers that a spreadsheet shows beside its rows: blank rows count, a
 * row with line breaks inside its cells is one row.
 *
 * Returns: the number of the row just returned or refused; the header's (usually 1) before the first
 */
guint64
pursuit_row_source_get_row (PursuitRowSource *self)
{
  g_return_val_if_fail (PURSUIT_IS_ROW_SOURCE (self), 0);

  return PURSUIT_ROW_SOURCE_GET_IFACE (self)->get_row (self);
}

/**
 * pursuit_row_source_get_progress:
 * @self: a row source
 *
 * Returns: how much of the file has been handed out, from 0.0 to 1.0, by its bytes; it never falls
 *   except by pursuit_row_source_rewind()
 */
double
pursuit_row_source_get_progress (PursuitRowSource *self)
{
  g_return_val_if_fail (PURSUIT_IS_ROW_SOURCE (self), 0.0);

  return PURSUIT_ROW_SOURCE_GET_IFACE (self)->get_progress (self);
}

/**
 * pursuit_row_source_get_name:
 * @self: a row source
 *
 * Returns: (transfer none): the file's display name, for messages
 */
const char *
pursuit_row_source_get_name (PursuitRowSource *self)
{
  g_return_val_if_fail (PURSUIT_IS_ROW_SOURCE (self), NULL);

  return PURSUIT_ROW_SOURCE_GET_IFACE (self)->get_name (self);
}

/**
 * pursuit_row_source_rewind:
 * @self: a row source
 * @error: return location for the refusal
 *
 * Goes back to before the first row, so that one can look at the rows first and import them afterwards.
 *
 * Fails with %PURSUIT_ERROR_STORAGE when the file cannot be read any more.
 *
 * Returns: %TRUE when the next row is the first again
 */
gboolean
pursuit_row_source_rewind (PursuitRowSource  *self,
                           GError           **error)
{
  g_return_val_if_fail (PURSUIT_IS_ROW_SOURCE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return PURSUIT_ROW_SOURCE_GET_IFACE (self)->rewind (self, error);
}

/**
 * pursuit_row_source_dup_note:
 * @self: a row source
 *
 * Returns: (transfer full) (nullable): one sentence about what was read so far that whoever brings the file in should know, for
 *   example how many cells could not be taken; %NULL when there is nothing to say
 */
char *
pursuit_row_source_dup_note (PursuitRowSource *self)
{
  g_return_val_if_fail (PURSUIT_IS_ROW_SOURCE (self), NULL);

  return PURSUIT_ROW_SOURCE_GET_IFACE (self)->dup_note != NULL ? PURSUIT_ROW_SOURCE_GET_IFACE (self)->dup_note (self) : NULL;
}
