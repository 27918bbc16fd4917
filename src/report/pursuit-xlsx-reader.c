/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-xlsx-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-error.h"
#include "pursuit-str.h"
#include "pursuit-xlsx-book.h"
#include "pursuit-xlsx-rows.h"

/* So many lines of a title may stand above the table. */
#define MAX_TITLES 5

/*
 * PursuitXlsxReader: the rows of a sheet.
 *
 *   zip -> PursuitXlsxPackage -> PursuitXlsxPart (XML) -> PursuitXlsxRows (rows) -> header, checks -> importer
 *
 * A piece of the sheet and the workbook's shared texts are in memory. The table need not begin in A1: blank columns before it and lines
 * of a title above it, one cell each, are left out.
 */
struct _PursuitXlsxReader
{
  GObject parent_instance;

  PursuitXlsxPackage *package;
  PursuitXlsxBook *book;
  PursuitXlsxStrings *strings;
  PursuitXlsxStyles *styles;
  PursuitXlsxRows *rows;
  guint sheet;

  char **header;
  guint n_columns;
  guint first_column;    /* blank ones before the table */
  guint64 header_row;
  guint64 row;
  const char **refused;  /* lent by @rows */
  GPtrArray *wide;       /* a row that was filled up */
};

static void pursuit_xlsx_reader_row_source_init (PursuitRowSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PursuitXlsxReader, pursuit_xlsx_reader, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PURSUIT_TYPE_ROW_SOURCE, pursuit_xlsx_reader_row_source_init))

static const char *
get_name (PursuitXlsxReader *self)
{
  return pursuit_xlsx_package_get_name (self->package);
}

static gboolean
open_rows (PursuitXlsxReader  *self,
           GError            **error)
{
  PursuitXlsxRows *rows = pursuit_xlsx_rows_open (self->package, self->book->sheet_paths[self->sheet], self->strings,
                                                  self->styles, self->book->date1904, error);

  if (rows == NULL)
    return FALSE;

  g_clear_pointer (&self->rows, pursuit_xlsx_rows_free);
  self->rows = rows;
  return TRUE;
}

static guint
count_filled (const PursuitXlsxRow *row)
{
  guint n = 0;

  for (guint i = 0; i < row->n_cells; i++)
    if (!pursuit_str_empty (row->cells[i]))
      n++;

  return n;
}

/* A title is a single cell above a row of several; in a table of one column there is none. */
static gboolean
find_header_row (PursuitXlsxReader  *self,
                 guint64            *out_number,
                 GError            **error)
{
  PursuitXlsxRow row = { NULL };
  guint64 first = 0;

  for (guint n = 0; n <= MAX_TITLES;)
    {
      guint n_filled;

      if (!pursuit_xlsx_rows_take (self->rows, &row, error))
        return FALSE;
      n_filled = row.cells != NULL ? count_filled (&row) : 0;
      if (row.cells == NULL || n_filled > 1)
        break;
      n += n_filled;
      if (first == 0 && n_filled == 1)
        first = row.number;
    }

  *out_number = row.cells != NULL && (first == 0 || count_filled (&row) > 1) ? row.number : first;
  if (*out_number == 0)
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("The sheet “%2$s” of “%1$s” is empty: it has no header"),
                 get_name (self), self->book->sheet_names[self->sheet]);

  return *out_number != 0;
}

/* Reads on to the header, which was there a moment ago. */
static gboolean
skip_to_header (PursuitXlsxReader  *self,
                PursuitXlsxRow     *out_row,
                GError            **error)
{
  do
    if (!pursuit_xlsx_rows_take (self->rows, out_row, error))
      return FALSE;
  while (out_row->cells != NULL && out_row->number < self->header_row);

  if (out_row->cells != NULL && out_row->number == self->header_row)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE,
               _("“%s” has been changed by another program since it was opened"), get_name (self));
  return FALSE;
}

static char *
name_column (guint column)
{
  g_autoptr(GString) letters = g_string_new (NULL);

  for (column++; column > 0; column = (column - 1) / 26)
    g_string_prepend_c (letters, (char) ('A' + (column - 1) % 26));

  return g_string_free (g_steal_pointer (&letters), FALSE);
}

/* Names are told apart without the spaces around them. */
static gboolean
check_names (PursuitXlsxReader  *self,
             GError            **error)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->n_columns; i++)
    {
      g_autofree char *letters = name_column (self->first_column + i);

      if (*self->header[i] == '\0')
        {
          g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("Column %2$s of “%1$s” has no name in the header"),
                       get_name (self), letters);
          return FALSE;
        }
      if (!g_hash_table_add (seen, self->header[i]))
        {
          g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("The header of “%s” names the column “%s” twice"),
                       get_name (self), self->header[i]);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
read_header (PursuitXlsxReader  *self,
             GError            **error)
{
  PursuitXlsxRow row;
  guint n;

  if (!find_header_row (self, &self->header_row, error) || !open_rows (self, error) ||
      !skip_to_header (self, &row, error))
    return FALSE;

  for (n = row.n_cells; n > 0 && pursuit_str_empty (row.cells[n - 1]); n--)
    ;
  while (self->first_column < n && pursuit_str_empty (row.cells[self->first_column]))
    self->first_column++;
  row.cells[n] = NULL;
  self->header = g_strdupv ((char **) row.cells + self->first_column);
  self->n_columns = n - self->first_column;
  for (guint i = 0; i < self->n_columns; i++)
    g_strstrip (self->header[i]);
  self->row = self->header_row;

  return check_names (self, error);
}

static gboolean
pursuit_xlsx_reader_rewind (PursuitRowSource  *source,
                            GError           **error)
{
  PursuitXlsxReader *self = PURSUIT_XLSX_READER (source);
  PursuitXlsxRow row;

  self->refused = NULL;
  self->row = self->header_row;

  return open_rows (self, error) && skip_to_header (self, &row, error);
}

static gboolean
is_blank (const PursuitXlsxRow *row)
{
  return row->n_cells == 0 || count_filled (row) == 0;
}

/* Text beside the table belongs to no column. */
static gboolean
check_width (PursuitXlsxReader     *self,
             const PursuitXlsxRow  *row,
             GError               **error)
{
  guint end = self->first_column + self->n_columns;
  g_autofree char *letters = NULL;

  for (guint i = 0; i < row->n_cells; i++)
    if ((i < self->first_column || i >= end) && !pursuit_str_empty (row->cells[i]))
      {
        letters = name_column (i);
        g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                     _("Row %1$lu of “%2$s” has text in column %3$s, which has no name in the header"), (gulong) row->number,
                     get_name (self), letters);
        return FALSE;
      }

  return TRUE;
}

/* Rows end with their last filled cell. */
static const char * const *
fit (PursuitXlsxReader *self,
     PursuitXlsxRow    *row,
     GPtrArray         *wide)
{
  guint end = self->first_column + self->n_columns;

  if (row->n_cells >= end)
    {
      row->cells[end] = NULL;
      return (const char * const *) row->cells + self->first_column;
    }

  g_ptr_array_set_size (wide, 0);
  for (guint i = self->first_column; i < end; i++)
    g_ptr_array_add (wide, (gpointer) (i < row->n_cells ? row->cells[i] : ""));
  g_ptr_array_add (wide, NULL);

  return (const char * const *) wide->pdata;
}

static gboolean
pursuit_xlsx_reader_next (PursuitRowSource    *source,
                          const char * const **out_cells,
                          GError             **error)
{
  PursuitXlsxReader *self = PURSUIT_XLSX_READER (source);
  PursuitXlsxRow row;

  self->refused = NULL;
  do
    if (!pursuit_xlsx_rows_take (self->rows, &row, error))
      return FALSE;
  while (row.cells != NULL && is_blank (&row));

  if (row.cells == NULL)
    {
      *out_cells = NULL;
      return TRUE;
    }
  self->row = row.number;
  if (!check_width (self, &row, error))
    {
      self->refused = row.cells;
      return FALSE;
    }

  *out_cells = fit (self, &row, self->wide);
  return TRUE;
}

static const char * const *
pursuit_xlsx_reader_get_header (PursuitRowSource *source)
{
  return (const char * const *) PURSUIT_XLSX_READER (source)->header;
}

static const char * const *
pursuit_xlsx_reader_get_refused (PursuitRowSource *source)
{
  return PURSUIT_XLSX_READER (source)->refused;
}

static guint64
pursuit_xlsx_reader_get_row (PursuitRowSource *source)
{
  return PURSUIT_XLSX_READER (source)->row;
}

static double
pursuit_xlsx_reader_get_progress (PursuitRowSource *source)
{
  return pursuit_xlsx_rows_get_progress (PURSUIT_XLSX_READER (source)->rows);
}

static const char *
pursuit_xlsx_reader_get_name (PursuitRowSource *source)
{
  return get_name (PURSUIT_XLSX_READER (source));
}

static char *
pursuit_xlsx_reader_dup_note (PursuitRowSource *source)
{
  PursuitXlsxReader *self = PURSUIT_XLSX_READER (source);
  const char *first;
  guint n = pursuit_xlsx_rows_get_errors (self->rows, &first);

  if (n == 0)
    return NULL;

  return g_strdup_printf (ngettext ("%1$u cell holds an error of the spreadsheet and counts as blank: %2$s.",
                                    "%1$u cells hold an error of the spreadsheet and count as blank, the first is %2$s.", n),
                          n, first);
}

static void
pursuit_xlsx_reader_row_source_init (PursuitRowSourceInterface *iface)
{
  iface->get_header = pursuit_xlsx_reader_get_header;
  iface->next = pursuit_xlsx_reader_next;
  iface->get_refused = pursuit_xlsx_reader_get_refused;
  iface->get_row = pursuit_xlsx_reader_get_row;
  iface->get_progress = pursuit_xlsx_reader_get_progress;
  iface->get_name = pursuit_xlsx_reader_get_name;
  iface->rewind = pursuit_xlsx_reader_rewind;
  iface->dup_note = pursuit_xlsx_reader_dup_note;
}

static void
pursuit_xlsx_reader_finalize (GObject *object)
{
  PursuitXlsxReader *self = PURSUIT_XLSX_READER (object);

  g_clear_pointer (&self->rows, pursuit_xlsx_rows_free);
  g_clear_pointer (&self->strings, pursuit_xlsx_strings_free);
  g_clear_pointer (&self->styles, pursuit_xlsx_styles_free);
  g_clear_pointer (&self->book, pursuit_xlsx_book_free);
  g_clear_pointer (&self->package, pursuit_xlsx_package_free);
  g_clear_pointer (&self->header, g_strfreev);
  g_ptr_array_unref (self->wide);

  G_OBJECT_CLASS (pursuit_xlsx_reader_parent_class)->finalize (object);
}

static void
pursuit_xlsx_reader_class_init (PursuitXlsxReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pursuit_xlsx_reader_finalize;
}

static void
pursuit_xlsx_reader_init (PursuitXlsxReader *self)
{
  self->wide = g_ptr_array_new ();
}

static gboolean
open_sheet (PursuitXlsxReader  *self,
            GFile              *file,
            const char         *sheet,
            GError            **error)
{
  return (self->package = pursuit_xlsx_package_open (file, error)) &&
         (self->book = pursuit_xlsx_book_read (self->package, error)) &&
         pursuit_xlsx_book_find_sheet (self->book, sheet, get_name (self), &self->sheet, error) &&
         (self->strings = pursuit_xlsx_strings_read (self->package, self->book->strings, error)) &&
         (self->styles = pursuit_xlsx_styles_read (self->package, self->book->styles, error)) && open_rows (self, error);
}

/**
 * pursuit_xlsx_reader_new:
 * @file: a workbook (.xlsx), whatever its name
 * @sheet: (nullable): the name of a sheet or its number from 1; %NULL for the first that is visible
 * @error: return location for the refusal
 *
 * Opens a workbook and reads the header of one of its sheets. Cells come as text: numbers in full, days as 2026-03-17, what
 * a formula came to; of merged cells the first has the text. Cells with an error count as blank, which
 * pursuit_row_source_dup_note() tells.
 *
 * The sheet is read in pieces. The texts that cells share are in memory, at most 256 MiB.
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND when there is no such file or sheet; with %PURSUIT_ERROR_INVALID when it is another kind of
 * file, locked by a password, empty, or has a header with blank or repeated names; with %PURSUIT_ERROR_STORAGE when it is damaged,
 * cannot be read, or unpacks to more than a workbook can hold.
 *
 * Returns: (transfer full): a row source before its first row
 */
PursuitXlsxReader *
pursuit_xlsx_reader_new (GFile       *file,
                         const char  *sheet,
                         GError     **error)
{
  g_autoptr(PursuitXlsxReader) self = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (PURSUIT_TYPE_XLSX_READER, NULL);
  if (!open_sheet (self, file, sheet, error) || !read_header (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * pursuit_xlsx_reader_get_sheets:
 * @self: a reader
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of all sheets, hidden ones too
 */
const char * const *
pursuit_xlsx_reader_get_sheets (PursuitXlsxReader *self)
{
  g_return_val_if_fail (PURSUIT_IS_XLSX_READER (self), NULL);

  return (const char * const *) self->book->sheet_names;
}

/**
 * pursuit_xlsx_reader_get_sheet:
 * @self: a reader
 *
 * Returns: (transfer none): the name of the sheet that is read
 */
const char *
pursuit_xlsx_reader_get_sheet (PursuitXlsxReader *self)
{
  g_return_val_if_fail (PURSUIT_IS_XLSX_READER (self), NULL);

  return self->book->sheet_names[self->sheet];
}

/**
 * pursuit_xlsx_reader_count_rows:
 * @file: a workbook
 * @error: return location for the refusal
 *
 * Reads the first visible sheet to its end, whatever is in it.
 *
 * Fails as pursuit_xlsx_reader_new(), but needs no header.
 *
 * Returns: how many rows are not blank, the header too; %G_MAXUINT64 with @error set when the sheet cannot be read
 */
guint64
pursuit_xlsx_reader_count_rows (GFile   *file,
                                GError **error)
{
  g_autoptr(PursuitXlsxReader) self = NULL;
  PursuitXlsxRow row = { NULL };
  guint64 n = 0;

  g_return_val_if_fail (G_IS_FILE (file), G_MAXUINT64);

  self = g_object_new (PURSUIT_TYPE_XLSX_READER, NULL);
  if (!open_sheet (self, file, NULL, error))
    return G_MAXUINT64;
  do
    if (!pursuit_xlsx_rows_take (self->rows, &row, error))
      return G_MAXUINT64;
  while (row.cells != NULL && ++n);

  return n;
}
