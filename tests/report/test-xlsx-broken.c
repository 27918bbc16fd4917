/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-error.h"
#include "xlsx-fixture.h"

#include <string.h>
#include <zip.h>

/* What is picked by mistake, what is damaged, and what is made to do harm: each is one sentence. */

#define HEADER "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='str'><v>B</v></c></row>"

static void
refuse (XlsxFixture *self,
        int          code,
        const char  *message)
{
  g_autoptr(GError) error = NULL;

  xlsx_fixture_write (self);
  error = xlsx_fixture_refuse (self, NULL);
  assert_error (error, code, message);
}

static void
refuse_rows (XlsxFixture *self,
             const char  *rows,
             int          code,
             const char  *message)
{
  xlsx_fixture_set_rows (self, rows);
  refuse (self, code, message);
}

static void
refuse_bytes (XlsxFixture *self,
              const char  *bytes,
              gsize        length,
              int          code,
              const char  *message)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (g_file_peek_path (self->file), bytes, (gssize) length, NULL));
  error = xlsx_fixture_refuse (self, NULL);
  assert_error (error, code, message);
}

static void
test_missing (XlsxFixture   *self,
              gconstpointer  data)
{
  g_autoptr(GError) error = xlsx_fixture_refuse (self, NULL);

  assert_error (error, PURSUIT_ERROR_NOT_FOUND, "“book.xlsx” does not exist");
}

/* An OLE file: a head and, in its first sector, a directory with this name in it. */
static void
refuse_ole (XlsxFixture *self,
            const char  *name,
            const char  *message)
{
  char bytes[1536] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

  bytes[30] = 9;
  bytes[48] = 1;
  for (gsize i = 0; name[i] != '\0'; i++)
    bytes[1024 + 2 * i] = name[i];
  refuse_bytes (self, bytes, sizeof bytes, PURSUIT_ERROR_INVALID, message);
}

static void
test_old_formats (XlsxFixture   *self,
                  gconstpointer  data)
{
  static const char password[] = "“book.xlsx” is protected by a password; remove it in the spreadsheet program and save the file again";

  refuse_ole (self, "Workbook", "“book.xlsx” is in the old Excel format (.xls); save it as .xlsx");
  refuse_ole (self, "Book", "“book.xlsx” is in the old Excel format (.xls); save it as .xlsx");
  refuse_ole (self, "EncryptedPackage", password);
  refuse_ole (self, "WordDocument", "“book.xlsx” is a document of an old Office format and not a workbook; save the table as .xlsx");
  refuse_bytes (self, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, PURSUIT_ERROR_INVALID,
                "“book.xlsx” is a document of an old Office format and not a workbook; save the table as .xlsx");
}

static void
test_other_documents (XlsxFixture   *self,
                      gconstpointer  data)
{
  xlsx_fixture_set_rows (self, HEADER);
  xlsx_fixture_set_part (self, "word/document.xml", "<x/>");
  refuse (self, PURSUIT_ERROR_INVALID, "“book.xlsx” is an archive or a document of another kind, not a workbook (.xlsx)");
  xlsx_fixture_set_part (self, "word/document.xml", NULL);
  xlsx_fixture_set_part (self, "xl/workbook.bin", "x");
  refuse (self, PURSUIT_ERROR_INVALID, "“book.xlsx” is a binary workbook (.xlsb); save it as .xlsx");

  g_hash_table_remove_all (self->parts);
  xlsx_fixture_set_part (self, "readme.txt", "x");
  refuse (self, PURSUIT_ERROR_INVALID, "“book.xlsx” is an archive or a document of another kind, not a workbook (.xlsx)");
  xlsx_fixture_set_part (self, "mimetype", "application/vnd.oasis.opendocument.spreadsheet");
  xlsx_fixture_set_part (self, "content.xml", "<x/>");
  refuse (self, PURSUIT_ERROR_INVALID, "“book.xlsx” is in the OpenDocument format; save it as .xlsx");
}

static void
test_truncated (XlsxFixture   *self,
                gconstpointer  data)
{
  g_autofree char *bytes = NULL;
  gsize length;

  xlsx_fixture_set_rows (self, HEADER);
  xlsx_fixture_write (self);
  g_assert_true (g_file_get_contents (g_file_peek_path (self->file), &bytes, &length, NULL));
  for (gsize n = 30; n < length; n += 61)
    refuse_bytes (self, bytes, n, PURSUIT_ERROR_STORAGE,
                  "“book.xlsx” is damaged or was not copied completely: the end of the workbook is missing");
}

/* Whatever is changed, what is read is either the same or refused: every part has a checksum. */
static void
test_changed_bytes (XlsxFixture   *self,
                    gconstpointer  data)
{
  g_autofree char *bytes = NULL;
  gsize length;
  guint n_refused = 0;

  xlsx_fixture_set_rows (self, HEADER "<row r='2'><c r='A2' t='s'><v>1</v></c></row>");
  xlsx_fixture_write (self);
  g_assert_true (g_file_get_contents (g_file_peek_path (self->file), &bytes, &length, NULL));
  for (gsize i = 0; i < length; i += 3)
    {
      g_autoptr(PursuitXlsxReader) reader = NULL;
      g_autoptr(GError) error = NULL;
      const char * const *cells = NULL;

      bytes[i] ^= 0x55;
      g_assert_true (g_file_set_contents (g_file_peek_path (self->file), bytes, (gssize) length, NULL));
      bytes[i] ^= 0x55;
      reader = pursuit_xlsx_reader_new (self->file, NULL, &error);
      while (reader != NULL && pursuit_row_source_next (PURSUIT_ROW_SOURCE (reader), &cells, &error) && cells != NULL)
        g_assert_cmpstr (cells[0], ==, "鹤鸣 钢铁");
      g_assert_true (reader != NULL || error != NULL);
      g_assert_true (error == NULL || error->domain == PURSUIT_ERROR);
      n_refused += error != NULL;
    }
  g_assert_cmpuint (n_refused, >, length / 10);
}

static void
test_missing_parts (XlsxFixture   *self,
                    gconstpointer  data)
{
  refuse (self, PURSUIT_ERROR_STORAGE, "“book.xlsx” is damaged: its part “xl/worksheets/sheet1.xml” is missing");
  xlsx_fixture_set_rows (self, HEADER);
  xlsx_fixture_set_part (self, "xl/sharedStrings.xml", NULL);
  refuse (self, PURSUIT_ERROR_STORAGE, "“book.xlsx” is damaged: its part “xl/sharedStrings.xml” is missing");
  xlsx_fixture_set_part (self, "xl/sharedStrings.xml", "<sst/>");
  refuse (self, PURSUIT_ERROR_STORAGE, "“book.xlsx” is damaged: a text of row 1 is missing");
  xlsx_fixture_set_part (self, "xl/workbook.xml", "<workbook xmlns:r='r'><sheets><sheet name='A' r:id='none'/></sheets></workbook>");
  refuse (self, PURSUIT_ERROR_STORAGE, "“book.xlsx” is damaged: it does not say where its sheet “A” is");
  xlsx_fixture_set_part (self, "xl/workbook.xml", "<workbook/>");
  refuse (self, PURSUIT_ERROR_INVALID, "“book.xlsx” has no sheet");
  xlsx_fixture_set_part (self, "xl/workbook.xml", NULL);
  refuse (self, PURSUIT_ERROR_STORAGE, "“book.xlsx” is damaged: its part “xl/workbook.xml” is missing");
  xlsx_fixture_set_part (self, "_rels/.rels", "<Relationships/>");
  refuse (self, PURSUIT_ERROR_INVALID, "“book.xlsx” is an archive or a document of another kind, not a workbook (.xlsx)");
}

static void
test_sheets (XlsxFixture   *self,
             gconstpointer  data)
{
  g_autoptr(GError) unknown = NULL;
  g_autoptr(GError) chart = NULL;

  xlsx_fixture_set_rows (self, HEADER);
  xlsx_fixture_write (self);
  unknown = xlsx_fixture_refuse (self, "Plan");
  assert_error (unknown, PURSUIT_ERROR_NOT_FOUND, "“book.xlsx” has no sheet “Plan”; its sheets are: Notes, 客户, Chart");
  chart = xlsx_fixture_refuse (self, "Chart");
  assert_error (chart, PURSUIT_ERROR_INVALID, "The sheet “Chart” of “book.xlsx” is a chart, not a table");
}

static void
test_headers (XlsxFixture   *self,
              gconstpointer  data)
{
  refuse_rows (self, "", PURSUIT_ERROR_INVALID, "The sheet “客户” of “book.xlsx” is empty: it has no header");
  refuse_rows (self, "<row r='1'><c r='A1' t='str'><v> </v></c></row>", PURSUIT_ERROR_INVALID,
               "The sheet “客户” of “book.xlsx” is empty: it has no header");
  refuse_rows (self, "<row r='1'><c r='A1' t='str'><v>a</v></c><c r='C1' t='str'><v>c</v></c></row>", PURSUIT_ERROR_INVALID,
               "Column B of “book.xlsx” has no name in the header");
  refuse_rows (self, "<row r='1'><c r='A1' t='str'><v>a</v></c><c r='B1' t='str'><v>a </v></c></row>", PURSUIT_ERROR_INVALID,
               "The header of “book.xlsx” names the column “a” twice");
}

static void
test_damaged_sheets (XlsxFixture   *self,
                     gconstpointer  data)
{
  refuse_rows (self, HEADER "<row r='2'>", PURSUIT_ERROR_STORAGE,
               "“book.xlsx” is damaged: its part “xl/worksheets/sheet1.xml” is not well-formed");
  refuse_rows (self, HEADER "<row r='1'/>", PURSUIT_ERROR_STORAGE, "“book.xlsx” is damaged: its rows are not in order after row 1");
  refuse_rows (self, HEADER "<row r='1048576'/><row/>", PURSUIT_ERROR_STORAGE,
               "“book.xlsx” is damaged: it goes on after row 1048576, where sheets end");
  refuse_rows (self, HEADER "<row r='2'><c r='A3'/></row>", PURSUIT_ERROR_STORAGE,
               "“book.xlsx” is damaged: a cell of row 2 is not where it says");
  refuse_rows (self, HEADER "<row r='2'><c r='XFE2'/></row>", PURSUIT_ERROR_STORAGE,
               "“book.xlsx” is damaged: a cell of row 2 is not where it says");
  refuse_rows (self, HEADER "<row r='2'><c t='s'><v>77</v></c></row>", PURSUIT_ERROR_STORAGE,
               "“book.xlsx” is damaged: a text of row 2 is missing");
  xlsx_fixture_set_part (self, "xl/worksheets/sheet1.xml", "<worksheet><sheetData>");
  refuse (self, PURSUIT_ERROR_STORAGE, "“book.xlsx” is damaged: its part “xl/worksheets/sheet1.xml” ends too early");
}

/* The good rows before the damage are handed out first. */
static void
test_damage_comes_last (XlsxFixture   *self,
                        gconstpointer  data)
{
  g_autoptr(PursuitXlsxReader) reader = NULL;
  g_autoptr(GError) error = NULL;
  const char * const *cells = NULL;

  xlsx_fixture_set_rows (self, HEADER "<row r='2'><c r='A2'><v>1</v></c></row><row r='2'/>");
  xlsx_fixture_write (self);
  reader = xlsx_fixture_open (self, NULL);
  g_assert_true (pursuit_row_source_next (PURSUIT_ROW_SOURCE (reader), &cells, NULL));
  g_assert_cmpstr (cells[0], ==, "1");
  g_assert_false (pursuit_row_source_next (PURSUIT_ROW_SOURCE (reader), &cells, NULL));
  g_assert_false (pursuit_row_source_next (PURSUIT_ROW_SOURCE (reader), &cells, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
}

static void
test_entities (XlsxFixture   *self,
               gconstpointer  data)
{
  static const char message[] =
    "“book.xlsx” is not opened: its part “xl/worksheets/sheet1.xml” declares XML entities, which no workbook needs";

  xlsx_fixture_set_part (self, "xl/worksheets/sheet1.xml",
                         "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]><worksheet><sheetData>&b;</sheetData></worksheet>");
  refuse (self, PURSUIT_ERROR_STORAGE, message);
  xlsx_fixture_set_part (self, "xl/worksheets/sheet1.xml", "<!DOCTYPE x SYSTEM '/etc/passwd'><worksheet/>");
  refuse (self, PURSUIT_ERROR_STORAGE, message);
}

static void
test_depth (XlsxFixture   *self,
            gconstpointer  data)
{
  g_autoptr(GString) rows = g_string_new (NULL);

  for (guint i = 0; i < 1000; i++)
    g_string_append (rows, "<a>");
  for (guint i = 0; i < 1000; i++)
    g_string_append (rows, "</a>");
  refuse_rows (self, rows->str, PURSUIT_ERROR_STORAGE,
               "“book.xlsx” is not opened: its part “xl/worksheets/sheet1.xml” is nested deeper than a workbook can be");
}

/* Fifty megabytes of spaces, packed into fifty kilobytes. */
static void
test_bomb (XlsxFixture   *self,
           gconstpointer  data)
{
  g_autofree char *spaces = g_strnfill (50 * 1024 * 1024, ' ');

  refuse_rows (self, spaces, PURSUIT_ERROR_STORAGE,
               "“book.xlsx” is not opened: its part “xl/worksheets/sheet1.xml” unpacks to hundreds of times its size, as if it were to fill the memory");
}

/* A tag without an end, of noise that does not pack well. */
static void
test_endless_tag (XlsxFixture   *self,
                  gconstpointer  data)
{
  g_autoptr(GString) rows = g_string_new ("<row x='");
  g_autoptr(GRand) random = g_rand_new_with_seed (7);

  while (rows->len < 4 * 1024 * 1024)
    g_string_append_c (rows, (char) g_rand_int_range (random, 'a', 'z'));
  refuse_rows (self, rows->str, PURSUIT_ERROR_STORAGE,
               "“book.xlsx” is damaged: its part “xl/worksheets/sheet1.xml” is not well-formed");
}

static void
test_many_entries (XlsxFixture   *self,
                   gconstpointer  data)
{
  for (guint i = 0; i < 10001; i++)
    {
      g_autofree char *name = g_strdup_printf ("p%u", i);

      xlsx_fixture_set_part (self, name, "");
    }
  refuse (self, PURSUIT_ERROR_STORAGE, "“book.xlsx” has far more parts than a workbook, so it is not opened");
}

static void
test_locked_part (XlsxFixture   *self,
                  gconstpointer  data)
{
  zip_t *zip;
  g_autoptr(GError) error = NULL;

  xlsx_fixture_set_rows (self, HEADER);
  xlsx_fixture_write (self);
  zip = zip_open (g_file_peek_path (self->file), 0, NULL);
  g_assert_cmpint (zip_file_set_encryption (zip, (zip_uint64_t) zip_name_locate (zip, "xl/worksheets/sheet1.xml", 0), ZIP_EM_AES_256, "x"), ==, 0);
  g_assert_cmpint (zip_close (zip), ==, 0);
  error = xlsx_fixture_refuse (self, NULL);
  assert_error (error, PURSUIT_ERROR_INVALID,
                "“book.xlsx” is protected by a password; remove it in the spreadsheet program and save the file again");
}

/* A small sheet that names one large text very often is read without a copy for each. */
static void
test_shared_often (XlsxFixture   *self,
                   gconstpointer  data)
{
  g_autoptr(GString) rows = g_string_new (HEADER);
  g_autofree char *text = g_strnfill (500 * 1000, 'x');
  g_autofree char *strings = g_strdup_printf ("<sst><si><t>a</t></si><si><t>%s</t></si></sst>", text);
  g_autoptr(PursuitXlsxReader) reader = NULL;
  const char * const *cells = NULL;
  const char *first = NULL;

  for (guint i = 0; i < 2000; i++)
    g_string_append (rows, "<row><c t='s'><v>1</v></c></row>");
  xlsx_fixture_set_part (self, "xl/sharedStrings.xml", strings);
  xlsx_fixture_set_rows (self, rows->str);
  xlsx_fixture_write (self);
  reader = xlsx_fixture_open (self, NULL);
  while (pursuit_row_source_next (PURSUIT_ROW_SOURCE (reader), &cells, NULL) && cells != NULL)
    {
      g_assert_true (first == NULL || cells[0] == first);
      first = cells[0];
    }
  g_assert_cmpuint (strlen (first), ==, 500 * 1000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  xlsx_fixture_add ("/report/xlsx-broken/missing", test_missing);
  xlsx_fixture_add ("/report/xlsx-broken/old-formats", test_old_formats);
  xlsx_fixture_add ("/report/xlsx-broken/other-documents", test_other_documents);
  xlsx_fixture_add ("/report/xlsx-broken/truncated", test_truncated);
  xlsx_fixture_add ("/report/xlsx-broken/changed-bytes", test_changed_bytes);
  xlsx_fixture_add ("/report/xlsx-broken/missing-parts", test_missing_parts);
  xlsx_fixture_add ("/report/xlsx-broken/sheets", test_sheets);
  xlsx_fixture_add ("/report/xlsx-broken/headers", test_headers);
  xlsx_fixture_add ("/report/xlsx-broken/damaged-sheets", test_damaged_sheets);
  xlsx_fixture_add ("/report/xlsx-broken/damage-comes-last", test_damage_comes_last);
  xlsx_fixture_add ("/report/xlsx-broken/entities", test_entities);
  xlsx_fixture_add ("/report/xlsx-broken/depth", test_depth);
  xlsx_fixture_add ("/report/xlsx-broken/bomb", test_bomb);
  xlsx_fixture_add ("/report/xlsx-broken/endless-tag", test_endless_tag);
  xlsx_fixture_add ("/report/xlsx-broken/many-entries", test_many_entries);
  xlsx_fixture_add ("/report/xlsx-broken/locked-part", test_locked_part);
  xlsx_fixture_add ("/report/xlsx-broken/shared-text-named-often", test_shared_often);

  return g_test_run ();
}
