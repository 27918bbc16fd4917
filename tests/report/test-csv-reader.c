/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csv-fixture.h"
#include "pursuit-error.h"

typedef struct
{
  const char *text;
  const char *printed;
  char        separator;
} Case;

/* Whatever the size of the pieces, every border falls everywhere in turn. */
static const gsize piece_sizes[] = { 0, 1, 2, 3, 5, 7 };

static void
check_cases (CsvFixture *self,
             const Case *cases,
             gsize       n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (piece_sizes); j++)
      {
        PursuitCsvOptions options = { .piece_size = piece_sizes[j] };
        g_autoptr (PursuitCsvReader) reader = NULL;
        g_autofree char *printed = NULL;

        csv_fixture_write (self, cases[i].text, -1);
        reader = csv_fixture_open (self, &options);
        printed = csv_fixture_print (reader);
        g_assert_cmpstr (printed, ==, cases[i].printed);
        if (cases[i].separator != '\0')
          g_assert_cmpint (pursuit_csv_reader_get_separator (reader), ==, cases[i].separator);
      }
}

static void
test_lines (CsvFixture    *self,
            gconstpointer  data)
{
  static const Case cases[] = {
    { "a,b\n1,2\n3,4\n", "1:a|b/2:1|2/3:3|4/" },
    { "a,b\r\n1,2\r\n3,4", "1:a|b/2:1|2/3:3|4/" },
    { "a,b\r1,2\r3,4\r", "1:a|b/2:1|2/3:3|4/" },
    { "a,b", "1:a|b/" },
    { "a,b\n\n1,2\n\n\n3,4\n\n", "1:a|b/3:1|2/6:3|4/" },
    { "a,b\r\n\r\n1,2\r\n\r\n\r\n3,4\r\n", "1:a|b/3:1|2/6:3|4/" },
    { "a,b\r\r1,2\r", "1:a|b/3:1|2/" },
    { "a,b\n   \n\t\n1,2\n", "1:a|b/4:1|2/" },
    { "\r\n\r\na,b\r\n1,2", "3:a|b/4:1|2/" },
    { "a,b\n1,\n,2\n,\n", "1:a|b/2:1|/3:|2/4:|/" },
    { "a,b\n1,", "1:a|b/2:1|/" },
  };

  check_cases (self, cases, G_N_ELEMENTS (cases));
}

static void
test_quotes (CsvFixture    *self,
             gconstpointer  data)
{
  static const Case cases[] = {
    { "\"a\",\"b\"\n\"1\",\"2\"\n", "1:a|b/2:1|2/" },
    { "a,b\n\"x, y\",2\n", "1:a|b/2:x, y|2/" },
    { "a,b\n\"one\ntwo\r\nthree\rfour\",2\n5,6\n", "1:a|b/2:one\ntwo\r\nthree\rfour|2/3:5|6/" },
    { "a,b\n\"say \"\"hi\"\"\",\"\"\"\"\n", "1:a|b/2:say \"hi\"|\"/" },
    { "a,b\n\"\",\"\"\n", "1:a|b/2:|/" },
    { "a,b\n\"1\",\"2\"", "1:a|b/2:1|2/" },
    { "a,b\n\"1\" ,\"2\"\t \n", "1:a|b/2:1|2/" },
    { "a,b\n5\" pipe,6\"\n7,8\n", "1:a|b/2:5\" pipe|6\"/3:7|8/" },
    { "a,b\n \"1\",2\n", "1:a|b/2: \"1\"|2/" },
    { "a,b\n\"x\r\",\"\ny\n\"\n", "1:a|b/2:x\r|\ny\n/" },
  };

  check_cases (self, cases, G_N_ELEMENTS (cases));
}

static void
test_stray_quote (CsvFixture    *self,
                  gconstpointer  data)
{
  static const Case cases[] = {
    { "a,b\n\"He said \"hi\" twice\",2\n3,4\n", "1:a|b/!2:He said hi\" twice\"|2/3:3|4/" },
    { "a,b\n\"1\"x,2\n3,4\n", "1:a|b/!2:1x|2/3:3|4/" },
    { "a,b\n\"1\" \"x\",2\n3,4\n", "1:a|b/!2:1 \"x\"|2/3:3|4/" },
    { "a,b\n\"1,2\n\"3\",4\n5,6\n", "1:a|b/!2:1,2\n3\"|4/3:5|6/" },
  };
  g_autoptr (PursuitCsvReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  const char * const *cells = NULL;

  check_cases (self, cases, G_N_ELEMENTS (cases));

  reader = csv_fixture_open (self, NULL);
  g_assert_false (pursuit_row_source_next (PURSUIT_ROW_SOURCE (reader), &cells, &error));
  assert_error (error, PURSUIT_ERROR_INVALID,
                "In row 2 of “table.csv” there is text after a closing quotation mark");
}

static void
test_spaces (CsvFixture    *self,
             gconstpointer  data)
{
  static const Case cases[] = {
    { " a , b\t\n  1 ,\t2 \n", "1:a|b/2:  1 |\t2 /" },
    { "a\tb\n 1 \t 2\n\t\n", "1:a|b/2: 1 | 2/3:|/", '\t' },
  };

  check_cases (self, cases, G_N_ELEMENTS (cases));
}

static void
test_separators (CsvFixture    *self,
                 gconstpointer  data)
{
  static const Case cases[] = {
    { "a,b,c\n1,2,3\n", "1:a|b|c/2:1|2|3/", ',' },
    { "a;b;c\n1,50;2,75;3\n", "1:a|b|c/2:1,50|2,75|3/", ';' },
    { "a\tb\tc\n1,5;\t2\t3\n", "1:a|b|c/2:1,5;|2|3/", '\t' },
    { "\"a;a\",\"b;b;b;b\"\n1,2\n", "1:a;a|b;b;b;b/2:1|2/", ',' },
    { "name, first;amount, EUR;date\nA, B;1;2\nC;3;4\nD;5;6\n",
      "1:name, first|amount, EUR|date/2:A, B|1|2/3:C|3|4/4:D|5|6/", ';' },
    { "name\nA;B\n", "1:name/2:A;B/", ',' },
    { "sep=;\r\na;b,c\r\n1;2\r\n", "1:a|b,c/2:1|2/", ';' },
    { "SEP=|\na|b\n1|2\n", "1:a|b/2:1|2/", '|' },
    { "sep=,a\n1,2\n", "1:sep=|a/2:1|2/", ',' },
  };

  check_cases (self, cases, G_N_ELEMENTS (cases));
}

static void
test_separator_override (CsvFixture    *self,
                         gconstpointer  data)
{
  PursuitCsvOptions options = { .separator = '|' };
  g_autoptr (PursuitCsvReader) reader = NULL;
  g_autofree char *printed = NULL;

  csv_fixture_write (self, "a,a|b,b\n1,1|2,2\n", -1);
  reader = csv_fixture_open (self, &options);
  printed = csv_fixture_print (reader);
  g_assert_cmpstr (printed, ==, "1:a,a|b,b/2:1,1|2,2/");
  g_assert_cmpstr (pursuit_row_source_get_header (PURSUIT_ROW_SOURCE (reader))[0], ==, "a,a");
}

static void
test_ragged (CsvFixture    *self,
             gconstpointer  data)
{
  static const Case cases[] = {
    { "a,b,c\n1,2,3\n4\n5,6\n7,8,9,10\n11,12,13\n",
      "1:a|b|c/2:1|2|3/!3:4/!4:5|6/!5:7|8|9|10/6:11|12|13/" },
    { "a,b,,\n1,2,,\n3,4,5\n6,7,,,,\n", "1:a|b/2:1|2/!3:3|4|5/4:6|7/" },
  };
  g_autoptr (PursuitCsvReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  const char * const *cells = NULL;
  PursuitRowSource *source;

  check_cases (self, cases, G_N_ELEMENTS (cases));

  csv_fixture_write (self, "a,b,c\n4\n5,6,7,8\n", -1);
  reader = csv_fixture_open (self, NULL);
  source = PURSUIT_ROW_SOURCE (reader);
  g_assert_false (pursuit_row_source_next (source, &cells, &error));
  assert_error (error, PURSUIT_ERROR_INVALID, "Row 2 of “table.csv” has 1 cell, but the header has 3");
  g_clear_error (&error);
  g_assert_false (pursuit_row_source_next (source, &cells, &error));
  assert_error (error, PURSUIT_ERROR_INVALID, "Row 3 of “table.csv” has 4 cells, but the header has 3");
  g_assert_null (cells);
  g_assert_true (pursuit_row_source_next (source, &cells, NULL));
  g_assert_null (cells);
  g_assert_null (pursuit_row_source_get_refused (source));
}

static void
test_one_column (CsvFixture    *self,
                 gconstpointer  data)
{
  static const Case cases[] = {
    { "Dear Sir or Madam\nthis is a letter\n\nYours\n",
      "1:Dear Sir or Madam/2:this is a letter/4:Yours/" },
    { "\"a\"\n\"\"\n\"  \"\n", "1:a/2:/3:  /" },
  };

  check_cases (self, cases, G_N_ELEMENTS (cases));
}

static void
test_guard (CsvFixture    *self,
            gconstpointer  data)
{
  static const Case cases[] = {
    { "'@id,b\n'=1+1,'+86 139\n'60s,''=x\n", "1:@id|b/2:=1+1|+86 139/3:'60s|'=x/" },
    { "a,b\n'＝1,\"'\n\"\n", "1:a|b/2:＝1|\n/" },
    { "a,b\n1,'=2,3\n", "1:a|b/!2:1|=2|3/" },
  };

  check_cases (self, cases, G_N_ELEMENTS (cases));
}

static void
test_rewind (CsvFixture    *self,
             gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (piece_sizes); i++)
    {
      PursuitCsvOptions options = { .piece_size = piece_sizes[i] };
      g_autoptr (PursuitCsvReader) reader = NULL;
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;
      g_autofree char *third = NULL;
      const char * const *cells = NULL;

      csv_fixture_encode (self, "sep=;\n名称;电话\n海康;1\n\"海\n天\";2\n三;\"3", "UTF-16");
      reader = csv_fixture_open (self, &options);
      first = csv_fixture_print (reader);
      g_assert_cmpstr (first, ==, "1:名称|电话/2:海康|1/3:海\n天|2/X");

      g_assert_true (pursuit_row_source_rewind (PURSUIT_ROW_SOURCE (reader), NULL));
      second = csv_fixture_print (reader);
      g_assert_cmpstr (second, ==, first);

      g_assert_true (pursuit_row_source_rewind (PURSUIT_ROW_SOURCE (reader), NULL));
      g_assert_true (pursuit_row_source_next (PURSUIT_ROW_SOURCE (reader), &cells, NULL));
      g_assert_cmpstr (cells[0], ==, "海康");
      g_assert_true (pursuit_row_source_rewind (PURSUIT_ROW_SOURCE (reader), NULL));
      third = csv_fixture_print (reader);
      g_assert_cmpstr (third, ==, first);
    }
}

static void
test_progress (CsvFixture    *self,
               gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new ("a,b\n");
  g_autoptr (PursuitCsvReader) reader = NULL;
  PursuitRowSource *source;
  const char * const *cells = NULL;
  double before = 0.0;
  guint n = 0;

  for (guint i = 0; i < 30000; i++)
    g_string_append_printf (text, "%08u,%08u\n", i, i);
  csv_fixture_write (self, text->str, (gssize) text->len);

  reader = csv_fixture_open (self, NULL);
  source = PURSUIT_ROW_SOURCE (reader);
  g_assert_cmpfloat (pursuit_row_source_get_progress (source), <, 0.01);

  for (; pursuit_row_source_next (source, &cells, NULL) && cells != NULL; n++)
    {
      double progress = pursuit_row_source_get_progress (source);

      g_assert_cmpfloat (progress, >=, before);
      g_assert_cmpfloat (ABS (progress - n / 30000.0), <, 0.01);
      before = progress;
    }

  g_assert_cmpuint (n, ==, 30000);
  g_assert_cmpfloat (pursuit_row_source_get_progress (source), ==, 1.0);
  g_assert_true (pursuit_row_source_rewind (source, NULL));
  g_assert_cmpfloat (pursuit_row_source_get_progress (source), <, 0.01);
}

static void
test_name (CsvFixture    *self,
           gconstpointer  data)
{
  PursuitCsvReader *reader;

  csv_fixture_write (self, "a\n", -1);
  reader = csv_fixture_open (self, NULL);
  g_assert_cmpstr (pursuit_row_source_get_name (PURSUIT_ROW_SOURCE (reader)), ==, "table.csv");
  g_assert_finalize_object (reader);
}

/* A cell that is far longer than a piece, with quotation marks and Chinese at every border. */
static void
test_long_cell (CsvFixture    *self,
                gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new ("a,b\n\"");
  g_autoptr (GString) cell = g_string_new (NULL);
  g_autoptr (PursuitCsvReader) reader = NULL;
  const char * const *cells = NULL;

  for (guint i = 0; i < 100000; i++)
    {
      g_string_append (text, i % 7 ? "中\"\"\n" : "x");
      g_string_append (cell, i % 7 ? "中\"\n" : "x");
    }
  g_string_append (text, "\",end\n");
  csv_fixture_write (self, text->str, (gssize) text->len);

  reader = csv_fixture_open (self, NULL);
  g_assert_true (pursuit_row_source_next (PURSUIT_ROW_SOURCE (reader), &cells, NULL));
  g_assert_cmpstr (cells[0], ==, cell->str);
  g_assert_cmpstr (cells[1], ==, "end");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  csv_fixture_add ("/report/csv-reader/lines/every-ending-and-blank-ones", test_lines);
  csv_fixture_add ("/report/csv-reader/quotes/keep-what-is-inside", test_quotes);
  csv_fixture_add ("/report/csv-reader/quotes/stray-one-costs-one-row", test_stray_quote);
  csv_fixture_add ("/report/csv-reader/spaces/stay-in-cells-not-in-names", test_spaces);
  csv_fixture_add ("/report/csv-reader/separator/found", test_separators);
  csv_fixture_add ("/report/csv-reader/separator/override", test_separator_override);
  csv_fixture_add ("/report/csv-reader/ragged/refused-and-goes-on", test_ragged);
  csv_fixture_add ("/report/csv-reader/one-column/any-text", test_one_column);
  csv_fixture_add ("/report/csv-reader/guard/taken-away", test_guard);
  csv_fixture_add ("/report/csv-reader/rewind/reads-the-same-again", test_rewind);
  csv_fixture_add ("/report/csv-reader/progress/follows-the-rows", test_progress);
  csv_fixture_add ("/report/csv-reader/name/is-the-file's", test_name);
  csv_fixture_add ("/report/csv-reader/long-cell/whole", test_long_cell);

  return g_test_run ();
}
