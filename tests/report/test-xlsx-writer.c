/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <zip.h>

#include "pursuit-error.h"
#include "pursuit-table-writer.h"
#include "pursuit-xlsx-writer.h"
#include "xlsx-fixture.h"

static const PursuitCellKind kinds[] = { PURSUIT_CELL_TEXT, PURSUIT_CELL_MONEY, PURSUIT_CELL_DATE, PURSUIT_CELL_TIME, PURSUIT_CELL_NUMBER };

static PursuitXlsxWriter *
open_writer (XlsxFixture *self)
{
  static const char * const header[] = { "名称", "Amount", "Day", "When", "Count", NULL };
  g_autoptr(GError) error = NULL;
  PursuitXlsxWriter *writer = pursuit_xlsx_writer_new (self->file, &error);

  g_assert_no_error (error);
  pursuit_xlsx_writer_set_kinds (writer, kinds, G_N_ELEMENTS (kinds));
  g_assert_true (pursuit_xlsx_writer_add_row (writer, header, NULL));

  return writer;
}

static void
add_row (PursuitXlsxWriter *writer,
         const char        *name,
         const char        *amount,
         const char        *day,
         const char        *when,
         const char        *count)
{
  const char * const cells[] = { name, amount, day, when, count, NULL };
  g_autoptr(GError) error = NULL;

  pursuit_xlsx_writer_add_row (writer, cells, &error);
  g_assert_no_error (error);
}

static void
close_writer (PursuitXlsxWriter *writer)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (pursuit_xlsx_writer_close (writer, &error));
  g_assert_no_error (error);
}

static char *
read_part (XlsxFixture *self,
           const char  *name)
{
  zip_t *zip = zip_open (g_file_peek_path (self->file), ZIP_RDONLY, NULL);
  zip_stat_t stat;
  zip_file_t *file;
  char *text;

  g_assert_nonnull (zip);
  g_assert_cmpint (zip_stat (zip, name, 0, &stat), ==, 0);
  text = g_malloc0 (stat.size + 1);
  file = zip_fopen (zip, name, 0);
  g_assert_cmpint (zip_fread (file, text, stat.size), ==, stat.size);
  zip_fclose (file);
  zip_discard (zip);

  return text;
}

static void
test_comes_back (XlsxFixture   *self,
                 gconstpointer  data)
{
  g_autoptr(PursuitXlsxWriter) writer = open_writer (self);
  g_autofree char *printed = NULL;

  add_row (writer, "鹤鸣 <钢铁> & \"Co\"", "1234.50", "2026-03-17", "2026-03-17T14:30:00Z", "12");
  add_row (writer, "", "", "", "", "");
  add_row (writer, "-0.5", "-0.05", "1900-03-01", "", "0");
  add_row (writer, "a\r\nb _x0041_ \x01", "much", "soon", "now", "1 234");
  add_row (writer, "13912345678", "12345678901234567.89", "1899-12-31", "0001-01-01T00:00:00Z", "00012345678901234567");
  close_writer (writer);

  printed = xlsx_fixture_print (self, NULL);
  g_assert_cmpstr (printed, ==,
                   "1:名称|Amount|Day|When|Count/2:鹤鸣 <钢铁> & \"Co\"|1234.5|2026-03-17|2026-03-17 14:30:00|12/"
                   "4:-0.5|-0.05|1900-03-01||0/5:a\r\nb _x0041_ \x01|much|soon|now|1 234/"
                   "6:13912345678|12345678901234567.89|1899-12-31|0001-01-01T00:00:00Z|00012345678901234567/");
}

/* The file itself is looked at: what a spreadsheet would run, and what it would show. */
static void
test_what_is_inside (XlsxFixture   *self,
                     gconstpointer  data)
{
  static const char *const dangerous[] = { "=1+1", "+1+1", "-1+1", "@SUM(1)", "=cmd|' /C calc'!A0", "{=1}" };
  g_autoptr(PursuitXlsxWriter) writer = open_writer (self);
  g_autofree char *sheet = NULL;
  g_autofree char *styles = NULL;
  g_autofree char *printed = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (dangerous); i++)
    add_row (writer, dangerous[i], dangerous[i], "2026-03-17", "", "");
  add_row (writer, "a", "1234.50", "", "", "");
  close_writer (writer);

  sheet = read_part (self, "xl/worksheets/sheet1.xml");
  styles = read_part (self, "xl/styles.xml");
  g_assert_null (strstr (sheet, "<f>"));
  g_assert_nonnull (strstr (sheet, "<t>=1+1</t>"));
  g_assert_nonnull (strstr (sheet, "<v>46098</v>"));
  g_assert_nonnull (strstr (sheet, "<v>1234.5</v>"));
  g_assert_nonnull (strstr (sheet, "state=\"frozen\""));
  g_assert_nonnull (strstr (sheet, "<cols>"));
  g_assert_nonnull (strstr (styles, "<b/>"));
  g_assert_nonnull (strstr (styles, "yyyy-mm-dd"));
  g_assert_null (strstr (sheet, "hyperlink"));
  printed = xlsx_fixture_print (self, NULL);
  g_assert_nonnull (strstr (printed, "/5:@SUM(1)|@SUM(1)|2026-03-17||/"));
}

static void
test_dropped (XlsxFixture   *self,
              gconstpointer  data)
{
  PursuitXlsxWriter *writer = open_writer (self);

  add_row (writer, "a", "1", "", "", "");
  g_assert_finalize_object (writer);
  g_assert_false (g_file_test (g_file_peek_path (self->file), G_FILE_TEST_EXISTS));
}

static void
test_too_long (XlsxFixture   *self,
               gconstpointer  data)
{
  g_autoptr(PursuitXlsxWriter) writer = open_writer (self);
  g_autofree char *text = g_strnfill (32768, 'x');
  const char * const cells[] = { text, NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) again = NULL;

  text[32767] = '\0';
  add_row (writer, text, "", "", "", "");
  text[32767] = 'x';
  g_assert_false (pursuit_xlsx_writer_add_row (writer, cells, &error));
  assert_error (error, PURSUIT_ERROR_INVALID,
                "A text in row 3 is longer than the 32767 characters that a cell of a workbook holds; export as CSV");
  g_assert_false (pursuit_xlsx_writer_close (writer, &again));
  g_assert_error (again, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
}

static void
limit_files (rlim_t size)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = size;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* Wherever the room ends, in the rows or in the file made of them: the old file stays, and nothing else is left. */
static void
test_full_disk (XlsxFixture   *self,
                gconstpointer  data)
{
  static const rlim_t sizes[] = { 0, 100, 3000, 5000, 40000 };
  g_autofree char *kept = NULL;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_true (g_file_set_contents (g_file_peek_path (self->file), "old", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(PursuitXlsxWriter) writer = open_writer (self);
      g_autoptr(GError) error = NULL;

      for (guint row = 0; row < 5000; row++)
        add_row (writer, "鹤鸣钢铁", "1234.50", "2026-03-17", "", "12");
      limit_files (sizes[i]);
      g_assert_false (pursuit_xlsx_writer_close (writer, &error));
      limit_files (RLIM_INFINITY);
      g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
      g_assert_true (g_str_has_prefix (error->message, "“book.xlsx” cannot be written: "));
    }
  g_assert_true (g_file_get_contents (g_file_peek_path (self->file), &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "old");
}

/* Of the rows that did not fit nobody tells us: they are missed when the finished file is counted. */
static void
test_full_meanwhile (XlsxFixture   *self,
                     gconstpointer  data)
{
  g_autoptr(PursuitXlsxWriter) writer = open_writer (self);
  g_autoptr(GError) error = NULL;

  signal (SIGXFSZ, SIG_IGN);
  limit_files (100 * 1000);
  for (guint row = 0; row < 5000; row++)
    add_row (writer, "鹤鸣钢铁", "1234.50", "2026-03-17", "", "12");
  limit_files (RLIM_INFINITY);
  g_assert_false (pursuit_xlsx_writer_close (writer, &error));
  assert_error (error, PURSUIT_ERROR_STORAGE, "“book.xlsx” cannot be written: the disk is full");
}

static void
test_no_place (XlsxFixture   *self,
               gconstpointer  data)
{
  g_autoptr(GFile) nowhere = g_file_new_for_path ("/nowhere/at/all.xlsx");
  g_autoptr(GError) error = NULL;

  g_assert_null (pursuit_xlsx_writer_new (nowhere, &error));
  assert_error (error, PURSUIT_ERROR_STORAGE, "“all.xlsx” cannot be written: its folder does not exist");
}

static void
test_formats (void)
{
  PursuitTableFormat format = PURSUIT_TABLE_CSV;

  g_assert_cmpint (pursuit_table_format_of_name ("a.xlsx"), ==, PURSUIT_TABLE_XLSX);
  g_assert_cmpint (pursuit_table_format_of_name ("A.XLSX"), ==, PURSUIT_TABLE_XLSX);
  g_assert_cmpint (pursuit_table_format_of_name ("xlsx"), ==, PURSUIT_TABLE_CSV);
  g_assert_cmpint (pursuit_table_format_of_name ("a.xlsx.csv"), ==, PURSUIT_TABLE_CSV);
  g_assert_true (pursuit_table_format_parse ("XLSX", &format));
  g_assert_cmpint (format, ==, PURSUIT_TABLE_XLSX);
  g_assert_false (pursuit_table_format_parse ("xls", &format));
}

static void
test_either_format (XlsxFixture   *self,
                    gconstpointer  data)
{
  static const char * const cells[] = { "a", "b", NULL };

  for (int format = PURSUIT_TABLE_CSV; format <= PURSUIT_TABLE_XLSX; format++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(PursuitTableWriter) writer = pursuit_table_writer_new (self->file, (PursuitTableFormat) format, &error);
      g_autofree char *bytes = NULL;

      g_assert_no_error (error);
      pursuit_table_writer_set_kinds (writer, kinds, 2);
      g_assert_true (pursuit_table_writer_add_row (writer, cells, NULL));
      g_assert_true (pursuit_table_writer_close (writer, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (g_file_peek_path (self->file), &bytes, NULL, NULL));
      g_assert_true (g_str_has_prefix (bytes, format == PURSUIT_TABLE_XLSX ? "PK" : "\xEF\xBB\xBF\"a\""));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  xlsx_fixture_add ("/report/xlsx-writer/comes-back", test_comes_back);
  xlsx_fixture_add ("/report/xlsx-writer/what-is-inside", test_what_is_inside);
  xlsx_fixture_add ("/report/xlsx-writer/dropped-leaves-nothing", test_dropped);
  xlsx_fixture_add ("/report/xlsx-writer/too-long-a-text", test_too_long);
  xlsx_fixture_add ("/report/xlsx-writer/full-disk-keeps-the-old-file", test_full_disk);
  xlsx_fixture_add ("/report/xlsx-writer/full-disk-meanwhile", test_full_meanwhile);
  xlsx_fixture_add ("/report/xlsx-writer/no-place", test_no_place);
  g_test_add_func ("/report/xlsx-writer/format-by-name", test_formats);
  xlsx_fixture_add ("/report/xlsx-writer/either-format", test_either_format);

  return g_test_run ();
}
