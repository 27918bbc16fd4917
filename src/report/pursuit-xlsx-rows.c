/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-xlsx-rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-error.h"
#include "pursuit-xlsx-number.h"
#include "pursuit-xlsx-part.h"
#include "pursuit-xlsx-text.h"

/* What a spreadsheet can hold: 1 048 576 rows of 16 384 columns. Unpacked, a million rows of twenty columns are about a gigabyte. */
#define MAX_SHEET_SIZE ((guint64) 4 * 1024 * 1024 * 1024)
#define MAX_ROWS 1048576
#define MAX_COLUMNS 16384
/* As in a CSV file. */
#define MAX_ROW (16 * 1024 * 1024)

typedef enum
{
  NUMBER,
  SHARED,
  TEXT,     /* inline, or what a formula came to */
  BOOLEAN,
  ERROR,
  ISO_DATE,
} CellType;

typedef struct
{
  guint column;
  const char *shared;   /* one of the workbook's texts, which a small sheet can name very often; else NULL */
  gsize start;          /* in the block of texts */
} Cell;

typedef struct
{
  guint64 number;
  guint first_cell;
  guint n_cells;
} QueuedRow;

/*
 * PursuitXlsxRows: the grammar of a sheet, from pieces of XML to rows.
 *
 * The parser pushes cells while it is fed; we hand out rows one by one. The rows that one piece completes are queued: their texts behind each
 * other in @texts, of every cell that is not blank the column and where its text begins. What a piece cuts goes on with the next, since
 * only whole rows are queued. A row is made as wide as it is only when it is taken, for there may be many and each 16 384 columns wide.
 */
struct _PursuitXlsxRows
{
  PursuitXlsxPackage *package;
  PursuitXlsxPart *part;
  PursuitXlsxStrings *strings;
  PursuitXlsxStyles *styles;
  gboolean date1904;

  GString *texts;
  GArray *cells;        /* Cell */
  GArray *rows;         /* QueuedRow */
  guint n_taken;
  GPtrArray *lent;
  gboolean ended;

  gboolean in_data;
  guint64 number;       /* of the row that is being read */
  guint first_cell;
  gsize first_text;
  guint column;         /* of the cell, from 0 */
  CellType type;
  guint style;
  gboolean in_value;
  PursuitXlsxText text;

  guint n_errors;
  char *first_error;
};

static void
refuse (PursuitXlsxRows *self,
        const char      *format)
{
  pursuit_xlsx_part_stop (self->part, g_error_new (PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, format,
                                             pursuit_xlsx_package_get_name (self->package), (gulong) self->number));
}

/* "AB12" is column 27; @out_row is 0 when there are no digits. */
static gboolean
read_reference (const char *reference,
                guint      *out_column,
                guint64    *out_row)
{
  guint column = 0;
  const char *p = reference;

  for (; g_ascii_isalpha (*p); p++)
    {
      column = column * 26 + (guint) (g_ascii_toupper (*p) - 'A') + 1;
      if (column > MAX_COLUMNS)
        return FALSE;
    }
  if (column == 0 || !g_ascii_string_to_unsigned (p, 10, 1, MAX_ROWS, out_row, NULL))
    return FALSE;

  *out_column = column - 1;
  return TRUE;
}

static void
start_row (PursuitXlsxRows  *self,
           const char      **attributes)
{
  const char *reference = pursuit_xlsx_attribute (attributes, "r");
  guint64 number = self->number + 1;

  if (reference != NULL && (!g_ascii_string_to_unsigned (reference, 10, 1, MAX_ROWS, &number, NULL) || number <= self->number))
    refuse (self, _("“%s” is damaged: its rows are not in order after row %lu"));
  if (number > MAX_ROWS)
    refuse (self, _("“%s” is damaged: it goes on after row %lu, where sheets end"));

  self->number = number;
  self->first_cell = self->cells->len;
  self->first_text = self->texts->len;
  self->column = G_MAXUINT;
}

static CellType
read_type (const char *type)
{
  static const struct
  {
    const char *name;
    CellType type;
  } types[] = {
    { "s", SHARED }, { "inlineStr", TEXT }, { "str", TEXT }, { "b", BOOLEAN }, { "e", ERROR }, { "d", ISO_DATE },
  };

  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (type, types[i].name))
      return types[i].type;

  return NUMBER;
}

static void
start_cell (PursuitXlsxRows  *self,
            const char      **attributes)
{
  const char *reference = pursuit_xlsx_attribute (attributes, "r");
  const char *style = pursuit_xlsx_attribute (attributes, "s");
  guint64 row = self->number;
  guint64 number = 0;

  self->column = self->column == G_MAXUINT ? 0 : self->column + 1;
  if ((reference != NULL && (!read_reference (reference, &self->column, &row) || row != self->number)) ||
      self->column >= MAX_COLUMNS)
    refuse (self, _("“%s” is damaged: a cell of row %lu is not where it says"));

  self->type = read_type (pursuit_xlsx_attribute (attributes, "t"));
  self->style = style != NULL && g_ascii_string_to_unsigned (style, 10, 0, G_MAXUINT32, &number, NULL) ? (guint) number : 0;
  g_string_truncate (self->text.text, 0);
}

static void
start_cb (gpointer     user_data,
          const char  *name,
          const char **attributes)
{
  PursuitXlsxRows *self = user_data;

  if (g_str_equal (name, "sheetData"))
    self->in_data = TRUE;
  else if (!self->in_data)
    return;
  else if (g_str_equal (name, "row"))
    start_row (self, attributes);
  else if (g_str_equal (name, "c"))
    start_cell (self, attributes);
  else if (g_str_equal (name, "v"))
    self->in_value = TRUE;
  else if (!g_str_equal (name, "f"))
    pursuit_xlsx_text_start (&self->text, name);
}

static void
add_cell (PursuitXlsxRows *self,
          const char      *text)
{
  const Cell cell = { self->column, NULL, self->texts->len };

  if (*text == '\0')
    return;
  g_array_append_val (self->cells, cell);
  g_string_append_len (self->texts, text, (gssize) strlen (text) + 1);
  if (self->texts->len - self->first_text > MAX_ROW || self->cells->len - self->first_cell > 2 * MAX_COLUMNS)
    refuse (self, _("“%s” is damaged: row %lu is longer than any row can be"));
}

static void
count_error (PursuitXlsxRows *self)
{
  g_autoptr(GString) letters = g_string_new (NULL);

  if (self->n_errors++ > 0)
    return;
  for (guint column = self->column + 1; column > 0; column = (column - 1) / 26)
    g_string_prepend_c (letters, (char) ('A' + (column - 1) % 26));
  self->first_error = g_strdup_printf ("%s%" G_GUINT64_FORMAT, letters->str, self->number);
}

static void
add_shared (PursuitXlsxRows *self)
{
  Cell cell = { self->column };
  guint64 index;

  if (g_ascii_string_to_unsigned (self->text.text->str, 10, 0, G_MAXUINT32, &index, NULL))
    cell.shared = pursuit_xlsx_strings_get (self->strings, index);
  if (cell.shared == NULL)
    refuse (self, _("“%s” is damaged: a text of row %lu is missing"));
  else if (*cell.shared != '\0' && self->cells->len - self->first_cell <= 2 * MAX_COLUMNS)
    g_array_append_val (self->cells, cell);
}

/* Midnight is no time that anybody typed. */
static void
add_iso_date (PursuitXlsxRows *self)
{
  GString *text = self->text.text;
  char *mark = strchr (text->str, 'T');

  if (mark != NULL && strspn (mark + 1, "0:.Z") == strlen (mark + 1))
    *mark = '\0';
  else if (mark != NULL)
    *mark = ' ';
  add_cell (self, text->str);
}

static void
add_number (PursuitXlsxRows *self)
{
  g_autofree char *text = NULL;

  g_strstrip (self->text.text->str);
  text = pursuit_xlsx_format (self->text.text->str, pursuit_xlsx_styles_get_form (self->styles, self->style), self->date1904);
  add_cell (self, text);
}

static void
end_cell (PursuitXlsxRows *self)
{
  GString *text = self->text.text;

  if (text->len == 0)
    return;

  switch (self->type)
    {
    case SHARED:
      add_shared (self);
      break;
    case TEXT:
      pursuit_xlsx_unescape (text, 0);
      add_cell (self, text->str);
      break;
    case BOOLEAN:
      add_cell (self, g_str_equal (text->str, "1") ? "TRUE" : g_str_equal (text->str, "0") ? "FALSE" : text->str);
      break;
    case ERROR:
      count_error (self);
      break;
    case ISO_DATE:
      add_iso_date (self);
      break;
    case NUMBER:
    default:
      add_number (self);
      break;
    }
}

static void
end_row (PursuitXlsxRows *self)
{
  const QueuedRow row = { self->number, self->first_cell, self->cells->len - self->first_cell };

  if (row.n_cells > 0)
    g_array_append_val (self->rows, row);
  self->first_cell = self->cells->len;
  self->first_text = self->texts->len;
}

static void
end_cb (gpointer    user_data,
        const char *name)
{
  PursuitXlsxRows *self = user_data;

  if (!self->in_data)
    return;
  if (g_str_equal (name, "sheetData"))
    self->in_data = FALSE;
  else if (g_str_equal (name, "row"))
    end_row (self);
  else if (g_str_equal (name, "c"))
    end_cell (self);
  else if (g_str_equal (name, "v"))
    self->in_value = FALSE;
  else
    pursuit_xlsx_text_end (&self->text, name);
}

static void
text_cb (gpointer    user_data,
         const char *text,
         gsize       length)
{
  PursuitXlsxRows *self = user_data;

  if (!self->in_data)
    return;
  if (self->in_value)
    g_string_append_len (self->text.text, text, (gssize) length);
  if (!pursuit_xlsx_text_add (&self->text, text, length))
    refuse (self, _("“%s” is damaged: row %lu is longer than any row can be"));
}

/**
 * pursuit_xlsx_rows_open:
 * @package: an open package, which outlives the rows, as do @strings and @styles
 * @path: the part of the sheet
 * @strings: the workbook's texts
 * @styles: the workbook's styles
 * @date1904: whether days are counted from 1904
 * @error: return location for the refusal
 *
 * Fails as pursuit_xlsx_part_open().
 *
 * Returns: (transfer full): the rows, before the first
 */
PursuitXlsxRows *
pursuit_xlsx_rows_open (PursuitXlsxPackage  *package,
                        const char          *path,
                        PursuitXlsxStrings  *strings,
                        PursuitXlsxStyles   *styles,
                        gboolean             date1904,
                        GError             **error)
{
  static const PursuitXlsxHandler handler = { start_cb, end_cb, text_cb };
  g_autoptr(PursuitXlsxRows) self = g_new0 (PursuitXlsxRows, 1);

  self->package = package;
  self->strings = strings;
  self->styles = styles;
  self->date1904 = date1904;
  self->texts = g_string_new (NULL);
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  self->rows = g_array_new (FALSE, FALSE, sizeof (QueuedRow));
  self->lent = g_ptr_array_new ();
  self->text.text = g_string_new (NULL);
  self->part = pursuit_xlsx_part_open (package, path, MAX_SHEET_SIZE, &handler, self, error);
  if (self->part == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * pursuit_xlsx_rows_free:
 * @self: (transfer full): rows
 */
void
pursuit_xlsx_rows_free (PursuitXlsxRows *self)
{
  g_clear_pointer (&self->part, pursuit_xlsx_part_free);
  g_string_free (self->texts, TRUE);
  g_string_free (self->text.text, TRUE);
  g_array_unref (self->cells);
  g_array_unref (self->rows);
  g_ptr_array_unref (self->lent);
  g_free (self->first_error);
  g_free (self);
}

/* All queued rows are taken: what belongs to the row that is being read moves to the front. */
static void
forget_taken (PursuitXlsxRows *self)
{
  g_array_set_size (self->rows, 0);
  self->n_taken = 0;
  g_string_erase (self->texts, 0, (gssize) self->first_text);
  if (self->first_cell > 0)
    g_array_remove_range (self->cells, 0, self->first_cell);
  for (guint i = 0; i < self->cells->len; i++)
    g_array_index (self->cells, Cell, i).start -= self->first_text;
  self->first_cell = 0;
  self->first_text = 0;
}

static void
lend (PursuitXlsxRows *self,
      const QueuedRow *row,
      PursuitXlsxRow  *out_row)
{
  const Cell *cells = &g_array_index (self->cells, Cell, row->first_cell);
  guint n = 0;

  for (guint i = 0; i < row->n_cells; i++)
    n = MAX (n, cells[i].column + 1);
  g_ptr_array_set_size (self->lent, (int) n + 1);
  for (guint i = 0; i < n; i++)
    self->lent->pdata[i] = (gpointer) "";
  for (guint i = 0; i < row->n_cells; i++)
    self->lent->pdata[cells[i].column] = (gpointer) (cells[i].shared != NULL ? cells[i].shared
                                                                             : self->texts->str + cells[i].start);
  self->lent->pdata[n] = NULL;

  *out_row = (PursuitXlsxRow) { (const char **) self->lent->pdata, n, row->number };
}

/**
 * pursuit_xlsx_rows_take:
 * @self: rows
 * @out_row: (out): the next row that is not blank; its cells are %NULL after the last
 * @error: return location for the refusal
 *
 * Fails with %PURSUIT_ERROR_STORAGE when the sheet is damaged or unpacks to too much; the rows before that are handed out first.
 *
 * Returns: %TRUE when there is a row, or when all have been taken
 */
gboolean
pursuit_xlsx_rows_take (PursuitXlsxRows  *self,
                        PursuitXlsxRow   *out_row,
                        GError          **error)
{
  while (self->n_taken == self->rows->len && !self->ended)
    {
      forget_taken (self);
      if (!pursuit_xlsx_part_read (self->part, &self->ended, error) && self->rows->len == 0)
        return FALSE;
      if (self->rows->len > 0)
        g_clear_error (error);
    }
  if (self->n_taken == self->rows->len)
    {
      *out_row = (PursuitXlsxRow) { NULL };
      return TRUE;
    }

  lend (self, &g_array_index (self->rows, QueuedRow, self->n_taken++), out_row);
  return TRUE;
}

/**
 * pursuit_xlsx_rows_get_progress:
 * @self: rows
 *
 * Returns: how much of the sheet has been read, from 0.0 to 1.0
 */
double
pursuit_xlsx_rows_get_progress (PursuitXlsxRows *self)
{
  return pursuit_xlsx_part_get_progress (self->part);
}

/**
 * pursuit_xlsx_rows_get_errors:
 * @self: rows
 * @out_first: (out) (nullable) (transfer none): the first such cell
 *
 * Returns: in how many cells so far there is an error such as #N/A, which counts as blank
 */
guint
pursuit_xlsx_rows_get_errors (PursuitXlsxRows  *self,
                              const char      **out_first)
{
  *out_first = self->first_error;

  return self->n_errors;
}
