/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csv-fixture.h"
#include "pursuit-error.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Any user who is not root; root may read everything. */

static void
refuse_bytes (CsvFixture *self,
              const char *bytes,
              gssize      length,
              int         code,
              const char *message)
{
  g_autoptr (GError) error = NULL;

  csv_fixture_write (self, bytes, length);
  error = csv_fixture_refuse (self, NULL);
  assert_error (error, code, message);
}

static void
refuse_path (const char *path,
             int         code,
             const char *message)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_assert_null (pursuit_csv_reader_new (file, NULL, &error));
  assert_error (error, code, message);
}

static void
test_missing (CsvFixture    *self,
              gconstpointer  data)
{
  g_autoptr (GError) error = csv_fixture_refuse (self, NULL);

  assert_error (error, PURSUIT_ERROR_NOT_FOUND, "“table.csv” does not exist");
  refuse_path ("/nowhere/at/all.csv", PURSUIT_ERROR_NOT_FOUND, "“all.csv” does not exist");
}

static void
test_not_a_file (CsvFixture    *self,
                 gconstpointer  data)
{
  refuse_path ("/usr", PURSUIT_ERROR_INVALID, "“usr” is a folder, not a CSV file");
  refuse_path ("/dev/zero", PURSUIT_ERROR_INVALID, "“zero” is a device or a pipe, not a CSV file");
}

static void
test_unreadable (CsvFixture    *self,
                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  csv_fixture_write (self, "a,b\n", -1);
  g_assert_cmpint (g_chmod (g_file_peek_path (self->file), 0000), ==, 0);
  g_assert_cmpint (g_chmod (self->folder, 0755), ==, 0);

  if (!csv_fixture_become_nobody ())
    return;

  error = csv_fixture_refuse (self, NULL);
  csv_fixture_become_root ();

  assert_error (error, PURSUIT_ERROR_STORAGE, "You do not have permission to read “table.csv”");
}

/* The kernel answers EIO for the first byte of this file. */
static void
test_io_error (CsvFixture    *self,
               gconstpointer  data)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/proc/self/mem");
  g_autoptr (GError) error = NULL;

  g_assert_null (pursuit_csv_reader_new (file, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
  g_assert_true (g_str_has_prefix (error->message, "“mem” cannot be read: "));
}

static void
test_empty (CsvFixture    *self,
            gconstpointer  data)
{
  static const char * const texts[] = { "", "\xEF\xBB\xBF", "\n", "\r\n\r\n", "  \n\t\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    refuse_bytes (self, texts[i], -1, PURSUIT_ERROR_INVALID, "“table.csv” is empty: it has no header");

  refuse_bytes (self, "\xFF\xFE", 2, PURSUIT_ERROR_INVALID, "“table.csv” is empty: it has no header");
}

static void
test_header (CsvFixture    *self,
             gconstpointer  data)
{
  refuse_bytes (self, ",,,\n1,2,3,4\n", -1, PURSUIT_ERROR_INVALID,
                "The first row of “table.csv” is blank: it has no header");
  refuse_bytes (self, "a,,c\n1,2,3\n", -1, PURSUIT_ERROR_INVALID,
                "Column 2 of “table.csv” has no name in the header");
  refuse_bytes (self, "\"  \",b\n1,2\n", -1, PURSUIT_ERROR_INVALID,
                "Column 1 of “table.csv” has no name in the header");
  refuse_bytes (self, "名称,b, 名称\n1,2,3\n", -1, PURSUIT_ERROR_INVALID,
                "The header of “table.csv” names the column “名称” twice");
  refuse_bytes (self, "\"a\"x,b\n1,2\n", -1, PURSUIT_ERROR_INVALID,
                "In row 1 of “table.csv” there is text after a closing quotation mark");
}

static void
test_binary (CsvFixture    *self,
             gconstpointer  data)
{
  static const char elf[] = "\177ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0\1\0\0\0";
  static const char image[] = "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\b\6";
  static const char padded[] = "name,region\nBetasoloin\0,West\nKinnamplus,East\n";
  static const char xlsx[] = "PK\3\4\24\0\6\0\b\0\0\0!\0";
  static const char xls[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0";
  const char *workbook =
    "“table.csv” is a workbook or an archive, not a CSV file; save the sheet as CSV first";

  refuse_bytes (self, elf, sizeof elf, PURSUIT_ERROR_STORAGE, "“table.csv” is neither a text file nor a workbook (.xlsx)");
  refuse_bytes (self, image, sizeof image, PURSUIT_ERROR_STORAGE, "“table.csv” is neither a text file nor a workbook (.xlsx)");
  refuse_bytes (self, padded, sizeof padded - 1, PURSUIT_ERROR_STORAGE, "“table.csv” is neither a text file nor a workbook (.xlsx)");
  refuse_bytes (self, xlsx, sizeof xlsx, PURSUIT_ERROR_STORAGE, workbook);
  refuse_bytes (self, xls, sizeof xls, PURSUIT_ERROR_STORAGE, workbook);
}

/* Behind the part that is looked at first, and in every encoding. */
static void
test_late_nul (CsvFixture    *self,
               gconstpointer  data)
{
  static const char * const encodings[] = { "UTF-8", "UTF-16", "GB18030" };
  g_autoptr (GString) text = g_string_new ("a,b\n");

  for (guint i = 0; i < 10000; i++)
    g_string_append (text, "中文,Industries\n");
  g_string_append_len (text, "1,x\0y\n", 6);

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autofree char *bytes = NULL;
      gsize length;

      bytes = g_convert (text->str, (gssize) text->len, encodings[i], "UTF-8", NULL, &length, NULL);
      g_assert_nonnull (bytes);
      refuse_bytes (self, bytes, (gssize) length, PURSUIT_ERROR_STORAGE,
                    "Row 10002 of “table.csv” contains a NUL character; this is not a text file");
    }
}

static void
test_unclosed (CsvFixture    *self,
               gconstpointer  data)
{
  refuse_bytes (self, "a,b\n1,2\n3,\"4\n5,6\n7,8\n", -1, PURSUIT_ERROR_STORAGE,
                "In row 3 of “table.csv” a quotation mark is opened and never closed");
  refuse_bytes (self, "a,\"b\n1,2\n", -1, PURSUIT_ERROR_STORAGE,
                "In row 1 of “table.csv” a quotation mark is opened and never closed");
  refuse_bytes (self, "a,b\n1,\"", -1, PURSUIT_ERROR_STORAGE,
                "In row 2 of “table.csv” a quotation mark is opened and never closed");
}

/* A large file is not read into memory to find that out. */
static void
test_endless (CsvFixture    *self,
              gconstpointer  data)
{
  gsize length = 20 * 1024 * 1024;
  g_autofree char *text = g_malloc (length);

  memset (text, 'x', length);
  memcpy (text, "a,b\n1,2\n3,\"", 11);
  refuse_bytes (self, text, (gssize) length, PURSUIT_ERROR_STORAGE,
                "Row 3 of “table.csv” does not end; probably a quotation mark is not closed");
}

static void
test_changed (CsvFixture    *self,
              gconstpointer  data)
{
  g_autoptr (PursuitCsvReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  const char * const *cells = NULL;
  FILE *stream;

  csv_fixture_write (self, "a,b\n1,2\n", -1);
  reader = csv_fixture_open (self, NULL);

  /* In place: a file that was replaced is still readable as it was. */
  stream = g_fopen (g_file_peek_path (self->file), "r+");
  g_assert_nonnull (stream);
  g_assert_cmpint (fputs ("c,d", stream), >=, 0);
  g_assert_cmpint (fclose (stream), ==, 0);

  g_assert_false (pursuit_row_source_rewind (PURSUIT_ROW_SOURCE (reader), &error));
  assert_error (error, PURSUIT_ERROR_STORAGE,
                "“table.csv” has been changed by another program since it was opened");
  g_assert_false (pursuit_row_source_next (PURSUIT_ROW_SOURCE (reader), &cells, NULL));
}

/* Where it was cut, half a row may look like a whole one. */
static void
test_shrunk (CsvFixture    *self,
             gconstpointer  data)
{
  const PursuitCsvOptions options = { .piece_size = 4096 };
  g_autoptr (GString) text = g_string_new ("a,b\n");
  g_autoptr (PursuitCsvReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  const char * const *cells = NULL;
  guint n_rows = 0;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "%u,12345\n", i);
  csv_fixture_write (self, text->str, (gssize) text->len);
  reader = csv_fixture_open (self, &options);
  g_assert_true (pursuit_row_source_next (PURSUIT_ROW_SOURCE (reader), &cells, NULL));

  g_assert_cmpint (truncate (g_file_peek_path (self->file), 100000), ==, 0);
  while (pursuit_row_source_next (PURSUIT_ROW_SOURCE (reader), &cells, &error) && cells != NULL)
    n_rows++;
  assert_error (error, PURSUIT_ERROR_STORAGE,
                "“table.csv” has been changed by another program since it was opened");
  g_assert_cmpuint (n_rows, <, 20000);
}

/* Ten thousand columns, and a row that has one less. */
static void
test_wide (CsvFixture    *self,
           gconstpointer  data)
{
  const guint n_columns = 10000;
  g_autoptr (GString) text = g_string_new ("c0");
  g_autoptr (PursuitCsvReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  const char * const *cells = NULL;

  for (guint i = 1; i < n_columns; i++)
    g_string_append_printf (text, ",c%u", i);
  for (guint row = 0; row < 3; row++)
    {
      g_string_append_c (text, '\n');
      for (guint i = row == 1 ? 2 : 1; i < n_columns; i++)
        g_string_append (text, "x,");
      g_string_append (text, "last");
    }
  csv_fixture_write (self, text->str, (gssize) text->len);
  reader = csv_fixture_open (self, NULL);

  g_assert_true (pursuit_row_source_next (PURSUIT_ROW_SOURCE (reader), &cells, NULL));
  g_assert_cmpstr (cells[n_columns - 1], ==, "last");
  g_assert_false (pursuit_row_source_next (PURSUIT_ROW_SOURCE (reader), &cells, &error));
  assert_error (error, PURSUIT_ERROR_INVALID, "Row 3 of “table.csv” has 9999 cells, but the header has 10000");
  g_assert_true (pursuit_row_source_next (PURSUIT_ROW_SOURCE (reader), &cells, NULL));
  g_assert_cmpstr (cells[n_columns - 1], ==, "last");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  csv_fixture_add ("/report/csv-broken/missing/said", test_missing);
  csv_fixture_add ("/report/csv-broken/not-a-file/said", test_not_a_file);
  csv_fixture_add ("/report/csv-broken/unreadable/said", test_unreadable);
  csv_fixture_add ("/report/csv-broken/io-error/said", test_io_error);
  csv_fixture_add ("/report/csv-broken/empty/said", test_empty);
  csv_fixture_add ("/report/csv-broken/header/column-named", test_header);
  csv_fixture_add ("/report/csv-broken/binary/said", test_binary);
  csv_fixture_add ("/report/csv-broken/nul/row-named", test_late_nul);
  csv_fixture_add ("/report/csv-broken/unclosed-quote/row-named", test_unclosed);
  csv_fixture_add ("/report/csv-broken/endless-row/row-named", test_endless);
  csv_fixture_add ("/report/csv-broken/changed-meanwhile/said", test_changed);
  csv_fixture_add ("/report/csv-broken/shrunk-meanwhile/said", test_shrunk);
  csv_fixture_add ("/report/csv-broken/wide/refuses-one-row", test_wide);

  return g_test_run ();
}
