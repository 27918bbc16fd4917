/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-csv-reader.h"

#include "pursuit-csv-dialect.h"
#include "pursuit-csv-guard.h"
#include "pursuit-csv-input.h"
#include "pursuit-csv-rows.h"
#include "pursuit-error.h"
#include "pursuit-str.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So much text tells the separator. */
#define SAMPLE_SIZE (64 * 1024)

/*
 * PursuitCsvReader: the rows of a CSV file.
 *
 *   file -> PursuitCsvInput (bytes to UTF-8) -> PursuitCsvRows (UTF-8 to rows) -> header, checks -> importer
 *
 * One piece of the file is in memory at a time. Trouble with the file is kept in @failure and told only when
 * the rows before it have been handed out.
 */
struct _PursuitCsvReader
{
  GObject            parent_instance;

  PursuitCsvInput   *input;
  PursuitCsvRows    *rows;
  char             **header;
  guint              n_columns;
  guint64            header_row;
  char               separator;
  gsize              n_skip;         /* bytes of a "sep=" line that no row contains */
  gsize              n_skipped;
  guint64            row;
  const char       **refused;        /* lent by @rows */
  GError            *failure;
  gboolean           ended;
  double             progress_from;  /* before the piece in @rows */
  double             progress_to;
};

static void pursuit_csv_reader_row_source_init (PursuitRowSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PursuitCsvReader, pursuit_csv_reader, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PURSUIT_TYPE_ROW_SOURCE,
                                                      pursuit_csv_reader_row_source_init))

static const char *
get_name (PursuitCsvReader *self)
{
  return pursuit_csv_input_get_name (self->input);
}

static void
fail_at_row (PursuitCsvReader *self,
             const char       *format)
{
  g_set_error (&self->failure, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, format,
               (gulong) pursuit_csv_rows_get_unread (self->rows), get_name (self),
               pursuit_csv_input_get_encoding (self->input));
}

/* The header of a "sep=" file begins after that line, which may be longer than a piece. */
static void
feed_text (PursuitCsvReader *self,
           const char       *text,
           gsize             length)
{
  gsize skipped = MIN (length, self->n_skip - self->n_skipped);

  self->n_skipped += skipped;
  if (!pursuit_csv_rows_feed (self->rows, text + skipped, length - skipped))
    fail_at_row (self, _("Row %lu of “%s” does not end; probably a quotation mark is not closed"));
}

/* Reads one piece and parses it; afterwards there are rows to take, or @failure or @ended is set. */
static void
read_piece (PursuitCsvReader *self)
{
  const char *text;
  gsize length;

  switch (pursuit_csv_input_read (self->input, &text, &length, &self->failure))
    {
    case PURSUIT_CSV_PIECE_TEXT:
      feed_text (self, text, length);
      break;

    case PURSUIT_CSV_PIECE_END:
      self->ended = TRUE;
      if (!pursuit_csv_rows_finish (self->rows))
        fail_at_row (self, _("In row %lu of “%s” a quotation mark is opened and never closed"));
      break;

    case PURSUIT_CSV_PIECE_BAD_BYTES:
      fail_at_row (self, _("Row %lu of “%s” is not text in the encoding %s; "
                           "choose the encoding the file was saved in"));
      break;

    case PURSUIT_CSV_PIECE_NUL:
      fail_at_row (self, _("Row %lu of “%s” contains a NUL character; this is not a text file"));
      break;

    case PURSUIT_CSV_PIECE_FAILED:
    default:
      break;
    }

  self->progress_from = self->progress_to;
  self->progress_to = pursuit_csv_input_get_progress (self->input);
}

/* Our own export put an apostrophe before what a spreadsheet would run. */
static void
unguard_cells (const char **cells)
{
  for (; *cells != NULL; cells++)
    if (**cells == '\'' && pursuit_csv_is_guarded (*cells))
      (*cells)++;
}

/* A line of spaces is blank, unless there is but one column, where it is a cell of spaces. */
static gboolean
is_blank_line (PursuitCsvReader    *self,
               const PursuitCsvRow *row)
{
  return row->n_cells == 1 && self->n_columns != 1 && !row->stray_quote && pursuit_str_empty (row->cells[0]);
}

/* Takes the next row that is not blank; at the end of the file its cells are NULL. */
static gboolean
take_row (PursuitCsvReader  *self,
          PursuitCsvRow     *out_row,
          GError           **error)
{
  for (;;)
    {
      while (pursuit_csv_rows_take (self->rows, out_row))
        if (!is_blank_line (self, out_row))
          {
            unguard_cells (out_row->cells);
            return TRUE;
          }

      if (self->failure != NULL)
        {
          g_propagate_error (error, g_error_copy (self->failure));
          return FALSE;
        }
      if (self->ended)
        {
          out_row->cells = NULL;
          return TRUE;
        }

      read_piece (self);
    }
}

static gboolean
refuse_stray_quote (PursuitCsvReader     *self,
                    const PursuitCsvRow  *row,
                    GError              **error)
{
  if (!row->stray_quote)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
               _("In row %lu of “%s” there is text after a closing quotation mark"),
               (gulong) row->number, get_name (self));

  return FALSE;
}

/* Names are told apart without the spaces around them; a file of many columns is still read at once. */
static gboolean
check_names (PursuitCsvReader    *self,
             const char * const  *header,
             GError             **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; header[i] != NULL; i++)
    {
      if (*header[i] == '\0')
        {
          g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                       _("Column %u of “%s” has no name in the header"), i + 1, get_name (self));
          return FALSE;
        }
      if (!g_hash_table_add (seen, (gpointer) header[i]))
        {
          g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                       _("The header of “%s” names the column “%s” twice"), get_name (self), header[i]);
          return FALSE;
        }
    }

  return TRUE;
}

/* Returns the names of the columns; separators behind the last name make no columns. */
static char **
read_header (PursuitCsvReader  *self,
             GError           **error)
{
  PursuitCsvRow row;
  g_auto (GStrv) header = NULL;
  guint n;

  if (!take_row (self, &row, error))
    return NULL;

  n = row.cells != NULL ? row.n_cells : 0;
  while (n > 0 && pursuit_str_empty (row.cells[n - 1]))
    n--;
  if (n == 0)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                   row.cells == NULL ? _("“%s” is empty: it has no header")
                                     : _("The first row of “%s” is blank: it has no header"),
                   get_name (self));
      return NULL;
    }

  row.cells[n] = NULL;
  header = g_strdupv ((char **) row.cells);
  for (guint i = 0; i < n; i++)
    g_strstrip (header[i]);
  if (!refuse_stray_quote (self, &row, error) ||
      !check_names (self, (const char * const *) header, error))
    return NULL;

  self->row = self->header_row = row.number;

  return g_steal_pointer (&header);
}

/* Forgets all rows, so that the file can be read from its beginning. */
static gboolean
start_again (PursuitCsvReader  *self,
             GError           **error)
{
  if (!pursuit_csv_input_rewind (self->input, error))
    return FALSE;

  g_clear_pointer (&self->rows, pursuit_csv_rows_free);
  g_clear_error (&self->failure);
  self->rows = pursuit_csv_rows_new (self->separator);
  self->refused = NULL;
  self->n_skipped = 0;
  self->n_columns = 0;
  self->ended = FALSE;
  self->progress_from = self->progress_to = 0.0;

  return TRUE;
}

static gboolean
pursuit_csv_reader_rewind (PursuitRowSource  *source,
                           GError           **error)
{
  PursuitCsvReader *self = PURSUIT_CSV_READER (source);
  g_auto (GStrv) header = NULL;

  if (!start_again (self, error))
    return FALSE;

  header = read_header (self, NULL);
  if (header == NULL || !g_strv_equal ((const char * const *) header, (const char * const *) self->header))
    {
      if (self->failure == NULL)
        g_set_error (&self->failure, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE,
                     _("“%s” has been changed by another program since it was opened"), get_name (self));
      g_propagate_error (error, g_error_copy (self->failure));
      return FALSE;
    }
  self->n_columns = g_strv_length (self->header);

  return TRUE;
}

/* Spreadsheets write separators behind the last column; text there is another matter. */
static gboolean
check_width (PursuitCsvReader  *self,
             PursuitCsvRow     *row,
             GError           **error)
{
  guint n = row->n_cells;

  while (n > self->n_columns && *row->cells[n - 1] == '\0')
    n--;
  if (n == self->n_columns)
    {
      row->cells[n] = NULL;
      return TRUE;
    }

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
               ngettext ("Row %lu of “%s” has %u cell, but the header has %u",
                         "Row %lu of “%s” has %u cells, but the header has %u", n),
               (gulong) row->number, get_name (self), n, self->n_columns);

  return FALSE;
}

static gboolean
pursuit_csv_reader_next (PursuitRowSource    *source,
                         const char * const **out_cells,
                         GError             **error)
{
  PursuitCsvReader *self = PURSUIT_CSV_READER (source);
  PursuitCsvRow row;

  self->refused = NULL;
  if (!take_row (self, &row, error))
    return FALSE;

  if (row.cells != NULL)
    {
      self->row = row.number;
      if (!refuse_stray_quote (self, &row, error) || !check_width (self, &row, error))
        {
          self->refused = row.cells;
          return FALSE;
        }
    }

  *out_cells = row.cells;

  return TRUE;
}

static const char * const *
pursuit_csv_reader_get_header (PursuitRowSource *source)
{
  return (const char * const *) PURSUIT_CSV_READER (source)->header;
}

static const char * const *
pursuit_csv_reader_get_refused (PursuitRowSource *source)
{
  return PURSUIT_CSV_READER (source)->refused;
}

static guint64
pursuit_csv_reader_get_row (PursuitRowSource *source)
{
  return PURSUIT_CSV_READER (source)->row;
}

static double
pursuit_csv_reader_get_progress (PursuitRowSource *source)
{
  PursuitCsvReader *self = PURSUIT_CSV_READER (source);
  double part = pursuit_csv_rows_get_fraction (self->rows);

  return self->progress_from + (self->progress_to - self->progress_from) * part;
}

static const char *
pursuit_csv_reader_get_name (PursuitRowSource *source)
{
  return get_name (PURSUIT_CSV_READER (source));
}

static void
pursuit_csv_reader_row_source_init (PursuitRowSourceInterface *iface)
{
  iface->get_header = pursuit_csv_reader_get_header;
  iface->next = pursuit_csv_reader_next;
  iface->get_refused = pursuit_csv_reader_get_refused;
  iface->get_row = pursuit_csv_reader_get_row;
  iface->get_progress = pursuit_csv_reader_get_progress;
  iface->get_name = pursuit_csv_reader_get_name;
  iface->rewind = pursuit_csv_reader_rewind;
}

static void
pursuit_csv_reader_finalize (GObject *object)
{
  PursuitCsvReader *self = PURSUIT_CSV_READER (object);

  g_clear_pointer (&self->rows, pursuit_csv_rows_free);
  g_clear_pointer (&self->input, pursuit_csv_input_free);
  g_clear_pointer (&self->header, g_strfreev);
  g_clear_error (&self->failure);

  G_OBJECT_CLASS (pursuit_csv_reader_parent_class)->finalize (object);
}

static void
pursuit_csv_reader_class_init (PursuitCsvReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pursuit_csv_reader_finalize;
}

static void
pursuit_csv_reader_init (PursuitCsvReader *self)
{
}

/* Looks at the first rows for the separator. Broken text there is told when it is reached as a row. */
static gboolean
choose_separator (PursuitCsvReader  *self,
                  char               wanted,
                  GError           **error)
{
  g_autoptr (GString) sample = g_string_sized_new (SAMPLE_SIZE);
  PursuitCsvPiece piece = PURSUIT_CSV_PIECE_TEXT;
  char named = '\0';

  while (piece == PURSUIT_CSV_PIECE_TEXT && sample->len < SAMPLE_SIZE)
    {
      const char *text;
      gsize length;

      piece = pursuit_csv_input_read (self->input, &text, &length, error);
      if (piece == PURSUIT_CSV_PIECE_TEXT)
        g_string_append_len (sample, text, (gssize) length);
    }
  if (piece == PURSUIT_CSV_PIECE_FAILED)
    return FALSE;

  self->n_skip = pursuit_csv_separator_line (sample->str, sample->len, &named);
  if (wanted != '\0')
    self->separator = wanted;
  else if (self->n_skip > 0)
    self->separator = named;
  else
    self->separator = pursuit_csv_guess_separator (sample->str, sample->len, piece == PURSUIT_CSV_PIECE_END);

  return TRUE;
}

/**
 * pursuit_csv_reader_new:
 * @file: a CSV file
 * @options: (nullable): how to read it; %NULL to find out
 * @error: return location for the refusal
 *
 * Opens a CSV file and reads its header. The names in the header are without the spaces around them.
 *
 * The file is read in pieces, in constant memory. To find out the encoding its beginning is read once more: until there
 * was enough text that is not ASCII, at most 64 MiB. An apostrophe that pursuit_csv_writer_add_row() put before a formula is taken away.
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND when there is no such file; with %PURSUIT_ERROR_INVALID when it is a
 * folder or a device, is empty, has a header with blank or repeated names, or when the encoding is unknown;
 * with %PURSUIT_ERROR_STORAGE when it cannot be read, is no text, or is in another encoding.
 *
 * Returns: (transfer full): a row source before its first row
 */
PursuitCsvReader *
pursuit_csv_reader_new (GFile                    *file,
                        const PursuitCsvOptions  *options,
                        GError                  **error)
{
  static const PursuitCsvOptions defaults = { NULL };
  g_autoptr (PursuitCsvReader) self = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  if (options == NULL)
    options = &defaults;

  self = g_object_new (PURSUIT_TYPE_CSV_READER, NULL);
  self->input = pursuit_csv_input_open (file, options->encoding, options->piece_size, error);
  if (self->input == NULL ||
      !choose_separator (self, options->separator, error) ||
      !start_again (self, error))
    return NULL;

  self->header = read_header (self, error);
  if (self->header == NULL)
    return NULL;
  self->n_columns = g_strv_length (self->header);

  return g_steal_pointer (&self);
}

/**
 * pursuit_csv_reader_get_encoding:
 * @self: a reader
 *
 * Returns: (transfer none): the name of the file's encoding, for display
 */
const char *
pursuit_csv_reader_get_encoding (PursuitCsvReader *self)
{
  g_return_val_if_fail (PURSUIT_IS_CSV_READER (self), NULL);

  return pursuit_csv_input_get_encoding (self->input);
}

/**
 * pursuit_csv_reader_get_separator:
 * @self: a reader
 *
 * Returns: the character that separates the cells
 */
char
pursuit_csv_reader_get_separator (PursuitCsvReader *self)
{
  g_return_val_if_fail (PURSUIT_IS_CSV_READER (self), '\0');

  return self->separator;
}
