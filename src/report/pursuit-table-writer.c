/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-table-writer.h"

#include <string.h>

#include "pursuit-csv-writer.h"
#include "pursuit-xlsx-writer.h"

/* PursuitTableWriter: rows into a file of whichever format; one of @csv and @xlsx is set. */
struct _PursuitTableWriter
{
  GObject parent_instance;

  PursuitCsvWriter *csv;
  PursuitXlsxWriter *xlsx;
};

G_DEFINE_FINAL_TYPE (PursuitTableWriter, pursuit_table_writer, G_TYPE_OBJECT)

static void
pursuit_table_writer_dispose (GObject *object)
{
  PursuitTableWriter *self = PURSUIT_TABLE_WRITER (object);

  g_clear_object (&self->csv);
  g_clear_object (&self->xlsx);

  G_OBJECT_CLASS (pursuit_table_writer_parent_class)->dispose (object);
}

static void
pursuit_table_writer_class_init (PursuitTableWriterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pursuit_table_writer_dispose;
}

static void
pursuit_table_writer_init (PursuitTableWriter *self)
{
}

/**
 * pursuit_table_format_parse:
 * @word: "csv" or "xlsx"
 * @out_format: (out): what it means
 *
 * Returns: %TRUE when @out_format was set
 */
gboolean
pursuit_table_format_parse (const char         *word,
                            PursuitTableFormat *out_format)
{
  if (g_ascii_strcasecmp (word, "csv") == 0)
    *out_format = PURSUIT_TABLE_CSV;
  else if (g_ascii_strcasecmp (word, "xlsx") == 0)
    *out_format = PURSUIT_TABLE_XLSX;
  else
    return FALSE;

  return TRUE;
}

/**
 * pursuit_table_format_of_name:
 * @file_name: the name somebody chose for a file
 *
 * Returns: the format that goes with its ending; CSV when there is none or another
 */
PursuitTableFormat
pursuit_table_format_of_name (const char *file_name)
{
  gsize length = strlen (file_name);

  return length >= 5 && g_ascii_strcasecmp (file_name + length - 5, ".xlsx") == 0 ? PURSUIT_TABLE_XLSX : PURSUIT_TABLE_CSV;
}

/**
 * pursuit_table_writer_new:
 * @file: the file to write; replaced if it exists
 * @format: in which format
 * @error: return location for the refusal
 *
 * Fails as pursuit_csv_writer_new() and pursuit_xlsx_writer_new().
 *
 * Returns: (transfer full): a writer without rows
 */
PursuitTableWriter *
pursuit_table_writer_new (GFile               *file,
                          PursuitTableFormat   format,
                          GError             **error)
{
  g_autoptr(PursuitTableWriter) self = g_object_new (PURSUIT_TYPE_TABLE_WRITER, NULL);

  if (format == PURSUIT_TABLE_XLSX)
    self->xlsx = pursuit_xlsx_writer_new (file, error);
  else
    self->csv = pursuit_csv_writer_new (file, error);

  return self->xlsx != NULL || self->csv != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * pursuit_table_writer_set_kinds:
 * @self: a writer without rows
 * @kinds: (array length=n_kinds): what the cells of each column are
 * @n_kinds: how many columns
 *
 * Says which columns are numbers and dates; the others are text. A text file has no use for it.
 */
void
pursuit_table_writer_set_kinds (PursuitTableWriter    *self,
                                const PursuitCellKind *kinds,
                                guint                  n_kinds)
{
  g_return_if_fail (PURSUIT_IS_TABLE_WRITER (self));

  if (self->xlsx != NULL)
    pursuit_xlsx_writer_set_kinds (self->xlsx, kinds, n_kinds);
}

/**
 * pursuit_table_writer_add_row:
 * @self: a writer that is not closed
 * @cells: (array zero-terminated=1): the cells, in UTF-8; the first row is the header
 * @error: return location for the refusal
 *
 * Adds a row; a #PursuitRowSink can pass on to it. Fails as pursuit_csv_writer_add_row() and pursuit_xlsx_writer_add_row().
 *
 * Returns: %TRUE when the row was taken
 */
gboolean
pursuit_table_writer_add_row (PursuitTableWriter  *self,
                              const char * const  *cells,
                              GError             **error)
{
  g_return_val_if_fail (PURSUIT_IS_TABLE_WRITER (self), FALSE);

  return self->xlsx != NULL ? pursuit_xlsx_writer_add_row (self->xlsx, cells, error)
                            : pursuit_csv_writer_add_row (self->csv, cells, error);
}

/**
 * pursuit_table_writer_close:
 * @self: a writer
 * @error: return location for the refusal
 *
 * Finishes the file and puts it in its place. Fails as pursuit_csv_writer_close() and pursuit_xlsx_writer_close().
 *
 * Returns: %TRUE when the complete file is on the disk; the writer takes no more rows
 */
gboolean
pursuit_table_writer_close (PursuitTableWriter  *self,
                            GError             **error)
{
  g_return_val_if_fail (PURSUIT_IS_TABLE_WRITER (self), FALSE);

  return self->xlsx != NULL ? pursuit_xlsx_writer_close (self->xlsx, error) : pursuit_csv_writer_close (self->csv, error);
}
