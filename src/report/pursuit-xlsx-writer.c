/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-xlsx-writer.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <xlsxwriter.h>

#include "pursuit-date.h"
#include "pursuit-error.h"
#include "pursuit-new-file.h"
#include "pursuit-xlsx-reader.h"

/* What a sheet can hold. */
#define MAX_ROWS 1048576
#define MAX_TEXT 32767
/* A double keeps so many digits. */
#define MAX_DIGITS 15
/* In characters of the usual width; a Chinese one takes two. */
#define NARROWEST 8
#define WIDEST 60
/* Columns grow with the first rows only. */
#define MEASURED_ROWS 1000

/*
 * PursuitXlsxWriter: rows into a workbook that spreadsheets open with real numbers and dates.
 *
 * A row is on the disk before the next is taken; what has been written of it nobody tells us, so a full disk in the folder for temporary
 * files would only be missing rows. So the finished file is read once, and counted, before it takes its place. A text is written as
 * text, whatever it begins with: no cell is ever a formula.
 */
struct _PursuitXlsxWriter
{
  GObject parent_instance;

  PursuitNewFile *file;
  lxw_workbook *book;
  lxw_worksheet *sheet;
  lxw_format *bold;
  lxw_format *money;
  lxw_format *whole;
  lxw_format *date;
  lxw_format *time;
  GArray *kinds;      /* PursuitCellKind */
  GArray *widths;     /* guint */
  guint64 n_rows;
  guint64 n_filled;   /* that are not blank, as they will be read */
  GError *failure;
};

G_DEFINE_FINAL_TYPE (PursuitXlsxWriter, pursuit_xlsx_writer, G_TYPE_OBJECT)

static void
pursuit_xlsx_writer_finalize (GObject *object)
{
  PursuitXlsxWriter *self = PURSUIT_XLSX_WRITER (object);

  g_clear_pointer (&self->book, lxw_workbook_free);
  g_clear_pointer (&self->file, pursuit_new_file_free);
  g_array_unref (self->kinds);
  g_array_unref (self->widths);
  g_clear_error (&self->failure);

  G_OBJECT_CLASS (pursuit_xlsx_writer_parent_class)->finalize (object);
}

static void
pursuit_xlsx_writer_class_init (PursuitXlsxWriterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pursuit_xlsx_writer_finalize;
}

static void
pursuit_xlsx_writer_init (PursuitXlsxWriter *self)
{
  self->kinds = g_array_new (FALSE, FALSE, sizeof (PursuitCellKind));
  self->widths = g_array_new (FALSE, TRUE, sizeof (guint));
}

static lxw_format *
add_format (PursuitXlsxWriter *self,
            const char        *code)
{
  lxw_format *format = workbook_add_format (self->book);

  format_set_num_format (format, code);

  return format;
}

/**
 * pursuit_xlsx_writer_new:
 * @file: the file to write; replaced if it exists
 * @error: return location for the refusal
 *
 * Begins a workbook of one sheet, whose first row is bold and stays in sight. Nothing is seen of it before
 * pursuit_xlsx_writer_close(); without that, nothing is left behind.
 *
 * Fails as pursuit_new_file_open().
 *
 * Returns: (transfer full): a writer without rows
 */
PursuitXlsxWriter *
pursuit_xlsx_writer_new (GFile   *file,
                         GError **error)
{
  g_autoptr(PursuitXlsxWriter) self = NULL;
  lxw_workbook_options options = { .constant_memory = LXW_TRUE, .use_zip64 = LXW_FALSE };

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (PURSUIT_TYPE_XLSX_WRITER, NULL);
  self->file = pursuit_new_file_open (file, error);
  if (self->file == NULL)
    return NULL;

  options.tmpdir = (char *) g_get_tmp_dir ();
  self->book = workbook_new_opt (pursuit_new_file_get_path (self->file), &options);
  self->sheet = self->book != NULL ? workbook_add_worksheet (self->book, NULL) : NULL;
  if (self->sheet == NULL)
    {
      pursuit_new_file_set_error (self->file, errno, error);
      return NULL;
    }

  self->bold = workbook_add_format (self->book);
  format_set_bold (self->bold);
  self->money = add_format (self, "#,##0.00");
  self->whole = add_format (self, "#,##0");
  self->date = add_format (self, "yyyy-mm-dd");
  self->time = add_format (self, "yyyy-mm-dd hh:mm");
  worksheet_freeze_panes (self->sheet, 1, 0);

  return g_steal_pointer (&self);
}

/**
 * pursuit_xlsx_writer_set_kinds:
 * @self: a writer without rows
 * @kinds: (array length=n_kinds): what the cells of each column are
 * @n_kinds: how many columns
 *
 * Says which columns are numbers and dates; the others are text.
 */
void
pursuit_xlsx_writer_set_kinds (PursuitXlsxWriter     *self,
                               const PursuitCellKind *kinds,
                               guint                  n_kinds)
{
  g_return_if_fail (PURSUIT_IS_XLSX_WRITER (self));
  g_return_if_fail (self->n_rows == 0);

  g_array_set_size (self->kinds, 0);
  g_array_append_vals (self->kinds, kinds, n_kinds);
}

/* Keeps the first failure, so that a caller who goes on hears of it in the end. */
static gboolean
fail (PursuitXlsxWriter  *self,
      GError            **error)
{
  g_propagate_error (error, g_error_copy (self->failure));

  return FALSE;
}

/* A text that looks like the escape of a character would be read as that character; a carriage return would be lost. */
static char *
dup_escaped (const char *text)
{
  g_autoptr(GString) escaped = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (*p == '\r')
      g_string_append (escaped, "_x000D_");
    else if (*p == '_' && p[1] == 'x')
      g_string_append (escaped, "_x005F_");
    else
      g_string_append_c (escaped, *p);

  return g_string_free (g_steal_pointer (&escaped), FALSE);
}

static lxw_error
write_text (PursuitXlsxWriter *self,
            guint              column,
            const char        *text,
            lxw_format        *format)
{
  g_autofree char *escaped = strchr (text, '\r') != NULL || strstr (text, "_x") != NULL ? dup_escaped (text) : NULL;

  return worksheet_write_string (self->sheet, (lxw_row_t) self->n_rows, (lxw_col_t) column,
                                 escaped != NULL ? escaped : text, format);
}

/* What a double would not keep stays text, as does what is no number. */
static gboolean
parse_number (const char *text,
              double     *out_number)
{
  guint n_digits = 0;
  char *end;

  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      n_digits++;
    else if (strchr (".-", *p) == NULL)
      return FALSE;
  *out_number = g_ascii_strtod (text, &end);

  return n_digits > 0 && n_digits <= MAX_DIGITS && *end == '\0';
}

/* Spreadsheets begin in 1900, and are wrong about its February. */
static gboolean
parse_date (const char   *text,
            lxw_datetime *out_date)
{
  int year, month, day;

  if (!pursuit_date_is_valid (text) || strcmp (text, "1900-03-01") < 0 || sscanf (text, "%4d-%2d-%2d", &year, &month, &day) != 3)
    return FALSE;

  *out_date = (lxw_datetime) { .year = year, .month = month, .day = day };
  return TRUE;
}

/* An instant is shown as the clock on the wall had it, as in the window. */
static gboolean
parse_time (const char   *text,
            lxw_datetime *out_date)
{
  g_autoptr(GDateTime) utc = NULL;
  g_autoptr(GDateTime) local = NULL;
  gint64 us;

  if (!pursuit_time_from_iso (text, &us))
    return FALSE;
  utc = g_date_time_new_from_unix_utc (us / G_USEC_PER_SEC);
  local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  if (local == NULL || g_date_time_get_year (local) < 1901)
    return FALSE;

  *out_date = (lxw_datetime) { g_date_time_get_year (local), g_date_time_get_month (local), g_date_time_get_day_of_month (local),
                               g_date_time_get_hour (local), g_date_time_get_minute (local), g_date_time_get_second (local) };
  return TRUE;
}

static lxw_error
write_cell (PursuitXlsxWriter *self,
            guint              column,
            const char        *text)
{
  PursuitCellKind kind = column < self->kinds->len ? g_array_index (self->kinds, PursuitCellKind, column) : PURSUIT_CELL_TEXT;
  lxw_row_t row = (lxw_row_t) self->n_rows;
  lxw_datetime moment;
  double number;

  if (self->n_rows == 0)
    return write_text (self, column, text, self->bold);
  if (kind == PURSUIT_CELL_NUMBER && parse_number (text, &number))
    return worksheet_write_number (self->sheet, row, (lxw_col_t) column, number, NULL);
  if (kind == PURSUIT_CELL_MONEY && parse_number (text, &number))
    return worksheet_write_number (self->sheet, row, (lxw_col_t) column, number,
                                   strchr (text, '.') != NULL ? self->money : self->whole);
  if (kind == PURSUIT_CELL_DATE && parse_date (text, &moment))
    return worksheet_write_datetime (self->sheet, row, (lxw_col_t) column, &moment, self->date);
  if (kind == PURSUIT_CELL_TIME && parse_time (text, &moment))
    return worksheet_write_datetime (self->sheet, row, (lxw_col_t) column, &moment, self->time);

  return write_text (self, column, text, NULL);
}

/* How many usual characters the longest line is wide. */
static guint
measure (const char *text)
{
  guint longest = 0;
  guint width = 0;

  for (const char *p = text; *p != '\0' && longest < WIDEST; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      width = c == '\n' ? 0 : width + (g_unichar_iswide (c) ? 2 : 1);
      longest = MAX (longest, width);
    }

  return longest;
}

static void
widen (PursuitXlsxWriter *self,
       guint              column,
       const char        *text)
{
  guint *width;

  if (column >= self->widths->len)
    g_array_set_size (self->widths, column + 1);
  width = &g_array_index (self->widths, guint, column);
  *width = MAX (*width, measure (text) + 2);
}

static gboolean
refuse_cell (PursuitXlsxWriter  *self,
             const char         *text,
             GError            **error)
{
  if (g_utf8_strlen (text, -1) > MAX_TEXT)
    g_set_error (&self->failure, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                 _("A text in row %lu is longer than the %d characters that a cell of a workbook holds; export as CSV"),
                 (gulong) self->n_rows + 1, MAX_TEXT);
  else
    g_set_error (&self->failure, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("“%s” cannot be written: %s"),
                 pursuit_new_file_get_name (self->file), g_strerror (errno));

  return fail (self, error);
}

/**
 * pursuit_xlsx_writer_add_row:
 * @self: a writer that is not closed
 * @cells: (array zero-terminated=1): the cells, in UTF-8; the first row is the header
 * @error: return location for the refusal
 *
 * Adds a row. Money is "1234.50", a date "2026-03-17", a time "2026-03-17T06:32:00Z"; what does not read so is written as text.
 *
 * Fails with %PURSUIT_ERROR_INVALID when a sheet does not hold so many rows or so long a text, and with %PURSUIT_ERROR_STORAGE
 * when the disk refuses; every later call then fails alike.
 *
 * Returns: %TRUE when the row was taken; it is on the disk only after pursuit_xlsx_writer_close()
 */
gboolean
pursuit_xlsx_writer_add_row (PursuitXlsxWriter   *self,
                             const char * const  *cells,
                             GError             **error)
{
  gboolean is_filled = FALSE;

  g_return_val_if_fail (PURSUIT_IS_XLSX_WRITER (self), FALSE);
  g_return_val_if_fail (self->book != NULL, FALSE);
  g_return_val_if_fail (cells != NULL && cells[0] != NULL, FALSE);

  if (self->failure == NULL && self->n_rows >= MAX_ROWS)
    g_set_error (&self->failure, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                 _("A sheet of a workbook holds at most %d rows; export as CSV"), MAX_ROWS);
  if (self->failure != NULL)
    return fail (self, error);

  for (guint i = 0; cells[i] != NULL; i++)
    {
      if (self->n_rows < MEASURED_ROWS)
        widen (self, i, cells[i]);
      if (*cells[i] == '\0')
        continue;
      is_filled = TRUE;
      if (write_cell (self, i, cells[i]) != LXW_NO_ERROR)
        return refuse_cell (self, cells[i], error);
    }
  self->n_rows++;
  self->n_filled += is_filled;

  return TRUE;
}

static void
set_widths (PursuitXlsxWriter *self)
{
  for (guint i = 0; i < self->widths->len; i++)
    worksheet_set_column (self->sheet, (lxw_col_t) i, (lxw_col_t) i,
                          CLAMP (g_array_index (self->widths, guint, i), NARROWEST, WIDEST), NULL);
}

/* Counts what is really there; the header is not asked what it says. */
static gboolean
is_complete (PursuitXlsxWriter *self)
{
  g_autoptr(GFile) file = g_file_new_for_path (pursuit_new_file_get_path (self->file));

  return pursuit_xlsx_reader_count_rows (file, NULL) == self->n_filled;
}

/**
 * pursuit_xlsx_writer_close:
 * @self: a writer
 * @error: return location for the refusal
 *
 * Finishes the file, reads it once, and puts it in its place.
 *
 * Fails with %PURSUIT_ERROR_STORAGE when the disk is full or refuses, and as an earlier call did; a file that was there before is then
 * unchanged, and dropping @self removes what was written.
 *
 * Returns: %TRUE when the complete file is on the disk; the writer takes no more rows
 */
gboolean
pursuit_xlsx_writer_close (PursuitXlsxWriter  *self,
                           GError            **error)
{
  lxw_error result;

  g_return_val_if_fail (PURSUIT_IS_XLSX_WRITER (self), FALSE);
  g_return_val_if_fail (self->book != NULL, FALSE);

  if (self->failure != NULL)
    return fail (self, error);

  set_widths (self);
  errno = 0;
  result = workbook_close (g_steal_pointer (&self->book));
  if (result != LXW_NO_ERROR || !is_complete (self))
    {
      pursuit_new_file_set_error (self->file, errno != 0 ? errno : ENOSPC, error);
      return FALSE;
    }

  return pursuit_new_file_commit (self->file, error);
}
