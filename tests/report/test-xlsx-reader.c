/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-error.h"
#include "pursuit-table-reader.h"
#include "pursuit-xlsx-number.h"
#include "xlsx-fixture.h"

#include <string.h>
#include <xlsxwriter.h>

#define HEADER "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='str'><v>B</v></c></row>"

static void
assert_rows (XlsxFixture *self,
             const char  *rows,
             const char  *expected)
{
  g_autofree char *printed = xlsx_fixture_print (self, rows);

  g_assert_cmpstr (printed, ==, expected);
}

/* One cell as the only one of its row. */
static void
assert_cell (XlsxFixture *self,
             const char  *cell,
             const char  *expected)
{
  g_autofree char *rows = g_strdup_printf (HEADER "<row r='2'><c r='A2' t='str'><v>-</v></c>%s</row>", cell);
  g_autofree char *expected_rows = g_strdup_printf ("1:名称|B/2:-|%s/", expected);

  assert_rows (self, rows, expected_rows);
}

static void
test_strings (XlsxFixture   *self,
              gconstpointer  data)
{
  assert_cell (self, "<c r='B2' t='s'><v>1</v></c>", "鹤鸣 钢铁");
  assert_cell (self, "<c r='B2' t='s'><v>2</v></c>", "two\nlines & more");
  assert_cell (self, "<c r='B2' t='s'><v>3</v></c>", "");
  assert_cell (self, "<c r='B2' t='inlineStr'><is><t>in</t></is></c>", "in");
  assert_cell (self, "<c r='B2' t='inlineStr'><is><r><t>a</t></r><r><t>b</t></r><rPh><t>x</t></rPh></is></c>", "ab");
  assert_cell (self, "<c r='B2' t='str'><f>A1&amp;\"x\"</f><v>名称x</v></c>", "名称x");
  assert_cell (self, "<c r='B2'><f>1+1</f><v>2</v></c>", "2");
  assert_cell (self, "<c r='B2' t='b'><v>1</v></c>", "TRUE");
  assert_cell (self, "<c r='B2' t='b'><v>0</v></c>", "FALSE");
  assert_cell (self, "<c r='B2' t='str'><v>=1+1</v></c>", "=1+1");
}

static void
test_numbers (XlsxFixture   *self,
              gconstpointer  data)
{
  static const struct
  {
    const char *value;
    const char *text;
  } cases[] = {
    { "13912345678", "13912345678" }, { "1.3912345678E10", "13912345678" }, { "1.3912345678E+10", "13912345678" },
    { "911101081234567890", "911101081234567890" }, { "9.1110108123456794E+17", "911101081234568000" },
    { "0.30000000000000004", "0.3" }, { "-12.5", "-12.5" }, { "1.5E-5", "0.000015" }, { "-1.5E-1", "-0.15" }, { "100", "100" },
    { "1E2", "100" }, { "-0", "0" }, { "12.50", "12.5" }, { "1E300", "1e+300" }, { "no number", "no number" }, { " 7 ", "7" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *cell = g_strdup_printf ("<c r='B2'><v>%s</v></c>", cases[i].value);

      assert_cell (self, cell, cases[i].text);
    }
  assert_cell (self, "<c r='B2' s='5'><v>10010</v></c>", "010010");
  assert_cell (self, "<c r='B2' s='6'><v>1234.5</v></c>", "1234.5");
  assert_cell (self, "<c r='B2' s='7'><v>0.35</v></c>", "35%");
  assert_cell (self, "<c r='B2' s='99'><v>46098</v></c>", "46098");
}

static void
test_dates (XlsxFixture   *self,
            gconstpointer  data)
{
  assert_cell (self, "<c r='B2' s='1'><v>46098</v></c>", "2026-03-17");
  assert_cell (self, "<c r='B2' s='2'><v>46098.75</v></c>", "2026-03-17");
  assert_cell (self, "<c r='B2' s='3'><v>46098</v></c>", "2026-03-17");
  assert_cell (self, "<c r='B2' s='3'><v>46098.604166666664</v></c>", "2026-03-17 14:30:00");
  assert_cell (self, "<c r='B2' s='4'><v>0.604166666666667</v></c>", "14:30:00");
  assert_cell (self, "<c r='B2' t='d'><v>2026-03-17T00:00:00</v></c>", "2026-03-17");
  assert_cell (self, "<c r='B2' t='d'><v>2026-03-17T14:30:00</v></c>", "2026-03-17 14:30:00");
  assert_cell (self, "<c r='B2' s='1'><v>1</v></c>", "1900-01-01");
  assert_cell (self, "<c r='B2' s='1'><v>59</v></c>", "1900-02-28");
  assert_cell (self, "<c r='B2' s='1'><v>60</v></c>", "1900-02-29");
  assert_cell (self, "<c r='B2' s='1'><v>61</v></c>", "1900-03-01");
  assert_cell (self, "<c r='B2' s='1'><v>2958465</v></c>", "9999-12-31");
  assert_cell (self, "<c r='B2' s='1'><v>2958466</v></c>", "2958466");
  assert_cell (self, "<c r='B2' s='1'><v>-5</v></c>", "-5");
  assert_cell (self, "<c r='B2' s='1' t='str'><v>soon</v></c>", "soon");
}

static void
test_1904 (XlsxFixture   *self,
           gconstpointer  data)
{
  xlsx_fixture_set_part (self, "xl/workbook.xml",
                         "<workbook xmlns:r='r'><workbookPr date1904='1'/><sheets><sheet name='a' r:id='rId1'/></sheets></workbook>");
  assert_cell (self, "<c r='B2' s='1'><v>44636</v></c>", "2026-03-17");
  assert_cell (self, "<c r='B2' s='1'><v>0</v></c>", "1904-01-01");
}

static void
test_formats (void)
{
  static const struct
  {
    const char *code;
    int form;
  } cases[] = {
    { "General", PURSUIT_XLSX_PLAIN }, { "0.00", PURSUIT_XLSX_PLAIN }, { "0.00E+00", PURSUIT_XLSX_PLAIN }, { "@", PURSUIT_XLSX_PLAIN },
    { "#,##0\"d\"", PURSUIT_XLSX_PLAIN }, { "[Red]0", PURSUIT_XLSX_PLAIN }, { "\\d0", PURSUIT_XLSX_PLAIN }, { "_d0", PURSUIT_XLSX_PLAIN },
    { "yyyy-mm-dd", PURSUIT_XLSX_DATE }, { "[$-804]aaaa;@", PURSUIT_XLSX_PLAIN }, { "m/d", PURSUIT_XLSX_DATE }, { "mmm", PURSUIT_XLSX_DATE },
    { "[$-404]e/m/d", PURSUIT_XLSX_DATE }, { "mm:ss", PURSUIT_XLSX_TIME }, { "[h]:mm", PURSUIT_XLSX_TIME }, { "h:mm AM/PM", PURSUIT_XLSX_TIME },
    { "d.m.yy h:mm", PURSUIT_XLSX_DATE_TIME }, { "mm:ss.0", PURSUIT_XLSX_TIME }, { "0%", PURSUIT_XLSX_PERCENT },
    { "000", PURSUIT_XLSX_ZEROS + 3 * PURSUIT_XLSX_ZEROS_STEP }, { "\"open", PURSUIT_XLSX_PLAIN }, { "[pain", PURSUIT_XLSX_PLAIN },
    { "", PURSUIT_XLSX_PLAIN }, { "\\", PURSUIT_XLSX_PLAIN }, { "¥#,##0", PURSUIT_XLSX_PLAIN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].code);
      g_assert_cmpint (pursuit_xlsx_form_by_code (cases[i].code), ==, cases[i].form);
    }
  g_assert_cmpint (pursuit_xlsx_form_by_id (14), ==, PURSUIT_XLSX_DATE);
  g_assert_cmpint (pursuit_xlsx_form_by_id (22), ==, PURSUIT_XLSX_DATE_TIME);
  g_assert_cmpint (pursuit_xlsx_form_by_id (31), ==, PURSUIT_XLSX_DATE);
  g_assert_cmpint (pursuit_xlsx_form_by_id (32), ==, PURSUIT_XLSX_TIME);
  g_assert_cmpint (pursuit_xlsx_form_by_id (49), ==, PURSUIT_XLSX_PLAIN);
}

static void
test_sparse (XlsxFixture   *self,
             gconstpointer  data)
{
  assert_rows (self,
               "<row r='3'><c r='C3' t='str'><v>a</v></c><c r='D3' t='str'><v> b </v></c><c r='E3' t='str'><v>c</v></c><c r='F3' t='str'><v> </v></c></row>"
               "<row r='4'/><row r='5'><c r='E5'><v>5</v></c></row><row r='9'><c r='D9'><v>9</v></c><c r='C9'><v>8</v></c></row>"
               "<row><c/><c/><c><v>1</v></c></row>",
               "3:a|b|c/5:||5/9:8|9|/10:1||/");
}

/* Beside the table there is text in no column: such a row is refused alone. */
static void
test_outside (XlsxFixture   *self,
              gconstpointer  data)
{
  assert_rows (self, HEADER "<row r='2'><c r='C2'><v>3</v></c></row><row r='3'><c r='A3'><v>4</v></c></row>", "1:名称|B/!2:||3/3:4|/");
}

static void
test_title (XlsxFixture   *self,
            gconstpointer  data)
{
  assert_rows (self, "<row r='1'><c r='A1' t='str'><v>All customers</v></c></row><row r='3'><c r='A3' t='str'><v>a</v></c>"
                     "<c r='B3' t='str'><v>b</v></c></row><row r='4'><c r='A4'><v>1</v></c></row>", "3:a|b/4:1|/");
  assert_rows (self, "<row r='1'><c r='A1' t='str'><v>Name</v></c></row><row r='2'><c r='A2' t='str'><v>x</v></c></row>", "1:Name/2:x/");
  assert_rows (self, "<row r='1'><c r='A1' t='str'><v>Name</v></c></row>", "1:Name/");
}

static void
test_errors (XlsxFixture   *self,
             gconstpointer  data)
{
  g_autoptr(PursuitXlsxReader) reader = NULL;
  g_autofree char *note = NULL;

  assert_rows (self, HEADER "<row r='2'><c r='A2'><v>1</v></c><c r='B2' t='e'><v>#N/A</v></c></row><row r='3'><c r='B3' t='e'><f>1/0</f><v>#DIV/0!</v></c></row>",
               "1:名称|B/2:1|/");
  reader = xlsx_fixture_open (self, NULL);
  for (const char * const *cells = (const char * const[]) { NULL }; cells != NULL;)
    g_assert_true (pursuit_row_source_next (PURSUIT_ROW_SOURCE (reader), &cells, NULL));
  note = pursuit_row_source_dup_note (PURSUIT_ROW_SOURCE (reader));
  g_assert_cmpstr (note, ==, "2 cells hold an error of the spreadsheet and count as blank, the first is B2.");
}

static void
test_sheets (XlsxFixture   *self,
             gconstpointer  data)
{
  static const char *const wanted[] = { "Notes", "notes", "1", NULL };
  g_autoptr(PursuitXlsxReader) first = NULL;
  g_autofree char *names = NULL;

  xlsx_fixture_set_rows (self, HEADER);
  xlsx_fixture_write (self);
  first = xlsx_fixture_open (self, NULL);
  names = g_strjoinv ("|", (char **) pursuit_xlsx_reader_get_sheets (first));
  g_assert_cmpstr (names, ==, "Notes|客户|Chart");
  g_assert_cmpstr (pursuit_xlsx_reader_get_sheet (first), ==, "客户");

  for (guint i = 0; wanted[i] != NULL; i++)
    {
      g_autoptr(PursuitXlsxReader) reader = xlsx_fixture_open (self, wanted[i]);

      g_assert_cmpstr (pursuit_xlsx_reader_get_sheet (reader), ==, "Notes");
      g_assert_cmpstr (pursuit_row_source_get_header (PURSUIT_ROW_SOURCE (reader))[0], ==, "Note");
    }
}

static void
test_content_decides (XlsxFixture   *self,
                      gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitRowSource) book = NULL;
  g_autoptr(PursuitRowSource) text = NULL;

  xlsx_fixture_set_rows (self, HEADER);
  xlsx_fixture_write (self);
  book = pursuit_table_reader_new (self->file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pursuit_table_reader_get_sheet (book), ==, "客户");
  g_assert_null (pursuit_table_reader_get_encoding (book));

  g_assert_true (g_file_set_contents (g_file_peek_path (self->file), "a,b\n1,2\n", -1, NULL));
  text = pursuit_table_reader_new (self->file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pursuit_table_reader_get_encoding (text), ==, "UTF-8");
  g_assert_cmpint (pursuit_table_reader_get_separator (text), ==, ',');
  g_assert_null (pursuit_table_reader_get_sheets (text));
}

/* What another program makes of the same format. */
static void
test_other_program (XlsxFixture   *self,
                    gconstpointer  data)
{
  lxw_workbook *book = workbook_new (g_file_peek_path (self->file));
  lxw_worksheet *sheet = workbook_add_worksheet (book, "Sheet");
  lxw_format *date = workbook_add_format (book);
  g_autofree char *printed = NULL;

  format_set_num_format (date, "yyyy\"年\"m\"月\"d\"日\"");
  worksheet_write_string (sheet, 0, 0, "名称", NULL);
  worksheet_write_string (sheet, 0, 1, "电话", NULL);
  worksheet_write_string (sheet, 0, 2, "日期", NULL);
  for (lxw_row_t row = 1; row <= 3; row++)
    {
      worksheet_write_string (sheet, row, 0, "海岳港务 <集团>", NULL);
      worksheet_write_number (sheet, row, 1, 13900005512 + row, NULL);
      worksheet_write_number (sheet, row, 2, 46098 + row, date);
    }
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);

  printed = xlsx_fixture_print (self, NULL);
  g_assert_cmpstr (printed, ==, "1:名称|电话|日期/2:海岳港务 <集团>|13900005513|2026-03-18/"
                                "3:海岳港务 <集团>|13900005514|2026-03-19/4:海岳港务 <集团>|13900005515|2026-03-20/");
}

/* Many times what is unpacked at once, so that rows and texts are cut by the pieces. */
static void
test_many_rows (XlsxFixture   *self,
                gconstpointer  data)
{
  g_autoptr(GString) rows = g_string_new (HEADER);
  g_autoptr(PursuitXlsxReader) reader = NULL;
  const char * const *cells = NULL;
  double progress = 0.0;
  guint n = 1;

  for (guint i = 2; i <= 20000; i++)
    g_string_append_printf (rows, "<row r='%u'><c r='A%u' t='s'><v>1</v></c><c r='B%u' t='inlineStr'><is><t>第%u行</t></is></c></row>", i, i, i, i);
  xlsx_fixture_set_rows (self, rows->str);
  xlsx_fixture_write (self);
  reader = xlsx_fixture_open (self, NULL);
  while (pursuit_row_source_next (PURSUIT_ROW_SOURCE (reader), &cells, NULL) && cells != NULL)
    {
      g_autofree char *expected = g_strdup_printf ("第%u行", ++n);

      g_assert_cmpuint (pursuit_row_source_get_row (PURSUIT_ROW_SOURCE (reader)), ==, n);
      g_assert_cmpstr (cells[0], ==, "鹤鸣 钢铁");
      g_assert_cmpstr (cells[1], ==, expected);
      g_assert_cmpfloat (pursuit_row_source_get_progress (PURSUIT_ROW_SOURCE (reader)), >=, progress);
      progress = pursuit_row_source_get_progress (PURSUIT_ROW_SOURCE (reader));
    }
  g_assert_cmpuint (n, ==, 20000);
  g_assert_cmpfloat (progress, ==, 1.0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  xlsx_fixture_add ("/report/xlsx-reader/strings", test_strings);
  xlsx_fixture_add ("/report/xlsx-reader/numbers-lose-nothing", test_numbers);
  xlsx_fixture_add ("/report/xlsx-reader/dates", test_dates);
  xlsx_fixture_add ("/report/xlsx-reader/dates-from-1904", test_1904);
  g_test_add_func ("/report/xlsx-reader/number-formats", test_formats);
  xlsx_fixture_add ("/report/xlsx-reader/gaps", test_sparse);
  xlsx_fixture_add ("/report/xlsx-reader/text-outside-of-the-table", test_outside);
  xlsx_fixture_add ("/report/xlsx-reader/title-above-the-table", test_title);
  xlsx_fixture_add ("/report/xlsx-reader/errors-are-blank-and-told", test_errors);
  xlsx_fixture_add ("/report/xlsx-reader/choice-of-sheet", test_sheets);
  xlsx_fixture_add ("/report/xlsx-reader/content-decides", test_content_decides);
  xlsx_fixture_add ("/report/xlsx-reader/other-program", test_other_program);
  xlsx_fixture_add ("/report/xlsx-reader/many-rows", test_many_rows);

  return g_test_run ();
}
