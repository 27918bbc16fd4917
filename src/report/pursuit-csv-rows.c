/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-csv-rows.h"

#include <csv.h>
#include <string.h>

/* A longer row is a quotation mark that is never closed; without a limit it would fill the memory. */
#define MAX_ROW (16 * 1024 * 1024)
#define NOT_CLOSED G_MAXSIZE

typedef struct
{
  gsize    first_cell;
  guint    n_cells;
  gboolean stray_quote;
  guint64  number;
} QueuedRow;

/*
 * PursuitCsvRows: the grammar of CSV, from pieces of text to rows.
 *
 * libcsv pushes cells while it is fed; we hand out rows one by one. So the cells of one piece are copied
 * behind each other into @text, one block that grows to the size of a piece and is then used again, and @starts
 * says where each begins. A row that the piece cuts is moved to the front before the next piece.
 *
 * libcsv knows two ways to take a quotation mark in the wrong place: to give up (strict), or to go on as if
 * the cell were still quoted, which swallows the rows behind it. We let it stop and then tell it that the
 * quotes are over, as spreadsheets do, so that only this row is lost.
 *
 * Lines without a quotation mark have no grammar worth the name, and most files have no other: whole ones are cut at the
 * separators without libcsv, which looks at every character in a state of its own.
 */
struct _PursuitCsvRows
{
  struct csv_parser  parser;
  char               separator;
  char              *text;
  gsize              n_text;
  gsize              text_size;
  gsize             *starts;
  gsize              n_starts;
  gsize              starts_size;
  GArray            *rows;        /* QueuedRow */
  guint              n_taken;
  const char       **lent;
  gsize              lent_size;
  gsize              first_cell;  /* of the row that is being read */
  gsize              closed_at;   /* length of the cell's text where its quotes closed too early */
  gboolean           stray_quote;
  gboolean           after_cr;
  guint64            number;      /* of the last row that ended */
};

/* libcsv would drop spaces around cells. */
static int
is_space (unsigned char c)
{
  return 0;
}

/* Returns whether there is more than spaces behind the closing quotation mark. */
static gboolean
is_more_than_spaces (const char *text,
                     gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] != ' ' && text[i] != '\t')
      return TRUE;

  return FALSE;
}

static void
add_cell (PursuitCsvRows *self,
          const char     *cell,
          gsize           length)
{
  if (self->text_size - self->n_text <= length)
    {
      self->text_size = 2 * self->text_size + length + 1;
      self->text = g_realloc (self->text, self->text_size);
    }
  if (self->n_starts == self->starts_size)
    {
      self->starts_size = 2 * self->starts_size + 64;
      self->starts = g_renew (gsize, self->starts, self->starts_size);
    }

  self->starts[self->n_starts++] = self->n_text;
  memcpy (self->text + self->n_text, cell, length);
  self->n_text += length;
  self->text[self->n_text++] = '\0';
}

static void
cell_cb (void   *cell,
         size_t  length,
         void   *user_data)
{
  PursuitCsvRows *self = user_data;

  if (self->closed_at != NOT_CLOSED)
    {
      if (is_more_than_spaces ((const char *) cell + self->closed_at, length - self->closed_at))
        self->stray_quote = TRUE;
      else
        length = self->closed_at;
      self->closed_at = NOT_CLOSED;
    }

  add_cell (self, cell, length);
}

/* libcsv reports every CR and every LF; a spreadsheet counts the pair as one and blank lines too. */
static void
row_cb (int   terminator,
        void *user_data)
{
  PursuitCsvRows *self = user_data;

  if (self->n_starts > self->first_cell)
    {
      QueuedRow row = {
        .first_cell = self->first_cell,
        .n_cells = (guint) (self->n_starts - self->first_cell),
        .stray_quote = self->stray_quote,
        .number = ++self->number,
      };

      g_array_append_val (self->rows, row);
      self->first_cell = self->n_starts;
      self->stray_quote = FALSE;
    }
  else if (terminator != '\n' || !self->after_cr)
    {
      self->number++;
    }

  self->after_cr = terminator == '\r';
}

/**
 * pursuit_csv_rows_new:
 * @separator: what separates the cells
 *
 * Returns: (transfer full): a parser at the beginning of a file; free with pursuit_csv_rows_free()
 */
PursuitCsvRows *
pursuit_csv_rows_new (char separator)
{
  PursuitCsvRows *self = g_new0 (PursuitCsvRows, 1);

  csv_init (&self->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
  self->separator = separator;
  csv_set_delim (&self->parser, (unsigned char) separator);
  csv_set_space_func (&self->parser, is_space);
  csv_set_realloc_func (&self->parser, g_realloc);
  csv_set_free_func (&self->parser, g_free);
  /* By default libcsv grows its buffer by 128 bytes, which makes long cells quadratic. */
  csv_set_blk_size (&self->parser, 64 * 1024);

  self->rows = g_array_new (FALSE, FALSE, sizeof (QueuedRow));
  self->closed_at = NOT_CLOSED;

  return self;
}

/**
 * pursuit_csv_rows_free:
 * @self: a parser
 *
 * Frees the parser and the cells that it lent.
 */
void
pursuit_csv_rows_free (PursuitCsvRows *self)
{
  g_return_if_fail (self != NULL);

  csv_free (&self->parser);
  g_array_unref (self->rows);
  g_free (self->text);
  g_free (self->starts);
  g_free (self->lent);
  g_free (self);
}

/* Forgets the rows that were taken and moves the one that is being read to the front. */
static void
forget_taken (PursuitCsvRows *self)
{
  gsize n_cells = self->n_starts - self->first_cell;
  gsize start = n_cells > 0 ? self->starts[self->first_cell] : self->n_text;

  g_assert (self->n_taken == self->rows->len);

  /* Before the first character there is no text at all yet, and memmove() may not see NULL. */
  if (start < self->n_text)
    memmove (self->text, self->text + start, self->n_text - start);
  self->n_text -= start;
  for (gsize i = 0; i < n_cells; i++)
    self->starts[i] = self->starts[self->first_cell + i] - start;
  self->n_starts = n_cells;
  self->first_cell = 0;
  g_array_set_size (self->rows, 0);
  self->n_taken = 0;
}

/* libcsv stopped before the character @c because of a quotation mark inside a cell; makes it go on. */
static void
pass_quote (PursuitCsvRows *self,
            const char     *c)
{
  if (self->parser.quoted)
    {
      /* The cell's last character is the mark that closed it. */
      self->parser.entry_pos--;
      self->parser.quoted = 0;
      self->closed_at = self->parser.entry_pos;
    }

  csv_set_opts (&self->parser, CSV_REPALL_NL);
  csv_parse (&self->parser, c, 1, cell_cb, row_cb, self);
  csv_set_opts (&self->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
}

/* Between two rows libcsv has kept nothing of what came before. */
static gboolean
is_between_rows (PursuitCsvRows *self)
{
  return self->parser.pstate == 0 && self->parser.entry_pos == 0 && self->n_starts == self->first_cell &&
         self->closed_at == NOT_CLOSED && !self->stray_quote;
}

/* One line, without what ends it. */
static void
cut_line (PursuitCsvRows *self,
          const char     *line,
          const char     *end)
{
  const char *cell = line;

  while (line < end)
    {
      const char *separator = memchr (cell, self->separator, (gsize) (end - cell));

      add_cell (self, cell, (gsize) ((separator != NULL ? separator : end) - cell));
      if (separator == NULL)
        break;
      cell = separator + 1;
    }
}

/*
 * Takes the whole lines that @text begins with, up to the first one that is for libcsv: it has a quotation mark, or a
 * carriage return that is not at its end.
 *
 * Returns: how many bytes were taken
 */
static gsize
take_lines (PursuitCsvRows *self,
            const char     *text,
            gsize           length)
{
  const char *line = text;
  const char *limit = text + length;
  const char *quote = memchr (text, '"', length);
  const char *end;

  if (quote != NULL)
    limit = quote;
  while ((end = memchr (line, '\n', (gsize) (limit - line))) != NULL)
    {
      const char *cr = memchr (line, '\r', (gsize) (end - line));

      if (cr != NULL && cr + 1 != end)
        break;
      cut_line (self, line, cr != NULL ? cr : end);
      if (cr != NULL)
        row_cb ('\r', self);
      row_cb ('\n', self);
      line = end + 1;
    }

  return (gsize) (line - text);
}

/* How many bytes from @text on go to libcsv at once: up to the end of a line, behind which there may be lines without
 * grammar again. */
static gsize
find_line_end (const char *text,
               gsize       length)
{
  const char *end = memchr (text, '\n', length);

  return end != NULL ? (gsize) (end + 1 - text) : length;
}

/**
 * pursuit_csv_rows_feed:
 * @self: a parser whose rows have all been taken
 * @text: (array length=length): the next piece of the file, in UTF-8
 * @length: its length in bytes
 *
 * Parses a piece; the rows that end in it can then be taken.
 *
 * Returns: %TRUE when done; %FALSE when the row that is being read is longer than any real one
 */
gboolean
pursuit_csv_rows_feed (PursuitCsvRows *self,
                       const char     *text,
                       gsize           length)
{
  gsize done = 0, start;

  g_return_val_if_fail (self != NULL, FALSE);

  forget_taken (self);

  while (done < length)
    {
      gsize end;

      if (is_between_rows (self))
        done += take_lines (self, text + done, length - done);
      end = done + find_line_end (text + done, length - done);
      while (done < end)
        {
          done += csv_parse (&self->parser, text + done, end - done, cell_cb, row_cb, self);
          if (done < end)
            pass_quote (self, text + done++);
        }
    }

  start = self->n_starts > self->first_cell ? self->starts[self->first_cell] : self->n_text;

  return self->n_text - start + self->parser.entry_pos <= MAX_ROW;
}

/**
 * pursuit_csv_rows_finish:
 * @self: a parser whose rows have all been taken
 *
 * Tells that the file ends here; a last row without a line break can then be taken.
 *
 * Returns: %TRUE when done; %FALSE when the file ends inside quotation marks
 */
gboolean
pursuit_csv_rows_finish (PursuitCsvRows *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  forget_taken (self);

  return csv_fini (&self->parser, cell_cb, row_cb, self) == 0;
}

/**
 * pursuit_csv_rows_take:
 * @self: a parser
 * @out_row: (out caller-allocates): the next row
 *
 * Takes the next of the rows that were parsed.
 *
 * Returns: %TRUE when there was one; %FALSE when the parser is to be fed
 */
gboolean
pursuit_csv_rows_take (PursuitCsvRows *self,
                       PursuitCsvRow  *out_row)
{
  const QueuedRow *row;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (out_row != NULL, FALSE);

  if (self->n_taken == self->rows->len)
    return FALSE;

  row = &g_array_index (self->rows, QueuedRow, self->n_taken++);
  if (self->lent_size <= row->n_cells)
    {
      self->lent_size = row->n_cells + 1;
      self->lent = g_renew (const char *, self->lent, self->lent_size);
    }
  for (guint i = 0; i < row->n_cells; i++)
    self->lent[i] = self->text + self->starts[row->first_cell + i];
  self->lent[row->n_cells] = NULL;

  out_row->cells = self->lent;
  out_row->n_cells = row->n_cells;
  out_row->number = row->number;
  out_row->stray_quote = row->stray_quote;

  return TRUE;
}

/**
 * pursuit_csv_rows_get_unread:
 * @self: a parser
 *
 * Returns: the number of the row in which the next piece begins
 */
guint64
pursuit_csv_rows_get_unread (PursuitCsvRows *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->number + 1;
}

/**
 * pursuit_csv_rows_get_fraction:
 * @self: a parser
 *
 * Returns: which part of the rows in the last piece has been taken, from 0.0 to 1.0
 */
double
pursuit_csv_rows_get_fraction (PursuitCsvRows *self)
{
  g_return_val_if_fail (self != NULL, 1.0);

  return self->rows->len > 0 ? (double) self->n_taken / self->rows->len : 1.0;
}
