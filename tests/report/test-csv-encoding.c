/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csv-fixture.h"
#include "pursuit-error.h"

/* With characters of one to four bytes, in UTF-8 as well as in GB18030, and beyond the first plane. */
#define TABLE "名称,Région,备注\r\n海康威视,Île-de-France,\"杭州\n“滨江”，𠮷野\"\r\nBetasoloin,EU,€ 12 ㊣一\r\n"
#define PRINTED "1:名称|Région|备注/2:海康威视|Île-de-France|杭州\n“滨江”，𠮷野/3:Betasoloin|EU|€ 12 ㊣一/"

static void
check_read (CsvFixture *self,
            const char *wanted,
            const char *expected_encoding,
            const char *expected)
{
  for (gsize piece_size = 0; piece_size < 12; piece_size++)
    {
      PursuitCsvOptions options = { .encoding = wanted, .piece_size = piece_size };
      g_autoptr (PursuitCsvReader) reader = csv_fixture_open (self, &options);
      g_autofree char *printed = csv_fixture_print (reader);

      g_assert_cmpstr (pursuit_csv_reader_get_encoding (reader), ==, expected_encoding);
      g_assert_cmpstr (printed, ==, expected);
    }
}

static void
test_marked (CsvFixture    *self,
             gconstpointer  data)
{
  static const char * const encodings[] = { "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030" };

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      csv_fixture_encode (self, "\xEF\xBB\xBF" TABLE, encodings[i]);
      check_read (self, NULL, encodings[i], PRINTED);
      check_read (self, encodings[i], encodings[i], PRINTED);
    }
}

static void
test_unmarked (CsvFixture    *self,
               gconstpointer  data)
{
  static const char * const encodings[] = { "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030" };

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      csv_fixture_encode (self, TABLE, encodings[i]);
      check_read (self, NULL, encodings[i], PRINTED);

      /* In UTF-16 the character 一 looks like a Latin letter in the other byte order. */
      csv_fixture_encode (self, "编号,名称\r\n1,一\r\n2,一一\r\n", encodings[i]);
      check_read (self, NULL, encodings[i], "1:编号|名称/2:1|一/3:2|一一/");
    }
}

static void
test_override (CsvFixture    *self,
               gconstpointer  data)
{
  csv_fixture_encode (self, "名稱,電話\r\n許功蓋,\"一\n二\"\r\n", "BIG5");
  check_read (self, "BIG5", "BIG5", "1:名稱|電話/2:許功蓋|一\n二/");
  check_read (self, "big5-hkscs", "BIG5-HKSCS", "1:名稱|電話/2:許功蓋|一\n二/");

  csv_fixture_encode (self, "Région,b\ncafé,2\n", "WINDOWS-1252");
  check_read (self, "windows-1252", "WINDOWS-1252", "1:Région|b/2:café|2/");

  csv_fixture_encode (self, TABLE, "UTF-16BE");
  check_read (self, "UTF-16", "UTF-16BE", PRINTED);
  csv_fixture_encode (self, TABLE, "UTF-8");
  check_read (self, "utf8", "UTF-8", PRINTED);
}

/* A converter may hold the last character back until the file ends. */
static void
test_held_back (CsvFixture    *self,
                gconstpointer  data)
{
  csv_fixture_write (self, "a,b\n1,e", -1);
  check_read (self, "WINDOWS-1258", "WINDOWS-1258", "1:a|b/2:1|e/");
}

/* One byte of this Tamil encoding can become twelve in UTF-8, four times what is usual. */
static void
test_expanding (CsvFixture    *self,
                gconstpointer  data)
{
  g_autoptr (GString) bytes = g_string_new ("a\n");
  g_autoptr (GString) expected = g_string_new ("1:a/2:");

  for (guint i = 0; i < 300; i++)
    {
      g_string_append_c (bytes, '\x82');
      g_string_append (expected, "ஸ்ரீ");
    }
  g_string_append_c (expected, '/');

  csv_fixture_write (self, bytes->str, (gssize) bytes->len);
  check_read (self, "TSCII", "TSCII", expected->str);
}

static void
test_unknown (CsvFixture    *self,
              gconstpointer  data)
{
  PursuitCsvOptions options = { .encoding = "klingon" };
  g_autoptr (GError) error = NULL;

  csv_fixture_write (self, "a,b\n", -1);
  error = csv_fixture_refuse (self, &options);
  assert_error (error, PURSUIT_ERROR_INVALID, "The encoding “KLINGON” is not known");
}

/* Long after the first look, the first Chinese character: the whole file is looked at. */
static void
test_late (CsvFixture    *self,
           gconstpointer  data)
{
  static const char * const encodings[] = { "UTF-8", "GB18030" };
  g_autoptr (GString) text = g_string_new ("a,b\n");

  for (guint i = 0; i < 20000; i++)
    g_string_append (text, "Betasoloin,Industries\n");
  g_string_append (text, "逐鹿,中原\n");

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autoptr (PursuitCsvReader) reader = NULL;
      g_autofree char *printed = NULL;

      csv_fixture_encode (self, text->str, encodings[i]);
      reader = csv_fixture_open (self, NULL);
      g_assert_cmpstr (pursuit_csv_reader_get_encoding (reader), ==, encodings[i]);
      printed = csv_fixture_print (reader);
      g_assert_true (g_str_has_suffix (printed, "/20002:逐鹿|中原/"));
    }
}

static void
assert_not_text (const GError *error,
                 guint         row,
                 const char   *encoding)
{
  g_autofree char *message = NULL;

  message = g_strdup_printf ("Row %u of “table.csv” is not text in the encoding %s; "
                             "choose the encoding the file was saved in", row, encoding);
  assert_error (error, PURSUIT_ERROR_STORAGE, message);
}

static void
refuse_with (CsvFixture *self,
             const char *encoding,
             const char *bytes,
             guint       row,
             const char *said_encoding)
{
  for (gsize piece_size = 0; piece_size < 8; piece_size++)
    {
      PursuitCsvOptions options = { .encoding = encoding, .piece_size = piece_size };
      g_autoptr (GError) error = NULL;

      csv_fixture_write (self, bytes, -1);
      error = csv_fixture_refuse (self, &options);
      assert_not_text (error, row, said_encoding);
    }
}

static void
test_wrong (CsvFixture    *self,
            gconstpointer  data)
{
  /* A few broken characters in much UTF-8: GB18030 would read all of it as nonsense. */
  refuse_with (self, NULL, "名称,电话\n\n\"海\n康\",1\n大华,\xE5\xA4\n宇视,3\n", 4, "UTF-8");
  refuse_with (self, "UTF-8", "a,b\n1,2\n\"\n\xE5\",4\n", 3, "UTF-8");
  refuse_with (self, "UTF-8", "a,b\n1,\xE5\xA4", 2, "UTF-8");
  refuse_with (self, "UTF-8", "a,\xFF", 1, "UTF-8");

  /* Half of a UTF-16 pair, too long a form, beyond the last character. */
  refuse_with (self, "UTF-8", "a,b\n1,\xED\xA0\x80\n", 2, "UTF-8");
  refuse_with (self, "UTF-8", "a,b\n1,\xE0\x80\x80\n", 2, "UTF-8");
  refuse_with (self, "UTF-8", "a,b\n1,\xC1\xBF\n", 2, "UTF-8");
  refuse_with (self, "UTF-8", "a,b\n1,\xF4\x90\x80\x80\n", 2, "UTF-8");

  refuse_with (self, NULL, "a,b\n1,2\ncaf\xE9,4\n5,6\n", 3, "GB18030");
  refuse_with (self, "GB18030", "a,b\n1,\xBA", 2, "GB18030");
}

/* The damage comes first and what proves the encoding only later. */
static void
test_wrong_early (CsvFixture    *self,
                  gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new ("a,b\ncaf\xE9,2\n");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append (text, "Betasoloin,Industries\n");
  g_string_append (text, "逐鹿,中原\n");

  csv_fixture_write (self, text->str, (gssize) text->len);
  error = csv_fixture_refuse (self, NULL);
  assert_not_text (error, 2, "UTF-8");
}

/* UTF-16 with half a character at the end, and with half of a pair in the middle. */
static void
test_wrong_utf16 (CsvFixture    *self,
                  gconstpointer  data)
{
  static const char cut[] = "a\0,\0b\0\n\0" "1\0,\0" "2";
  static const char half[] = "a\0,\0b\0\n\0" "1\0,\0\x42\xD8" "2\0\n\0";
  g_autoptr (GError) cut_error = NULL;
  g_autoptr (GError) half_error = NULL;

  csv_fixture_write (self, cut, sizeof cut - 1);
  cut_error = csv_fixture_refuse (self, NULL);
  assert_not_text (cut_error, 2, "UTF-16LE");

  csv_fixture_write (self, half, sizeof half - 1);
  half_error = csv_fixture_refuse (self, NULL);
  assert_not_text (half_error, 2, "UTF-16LE");
}

/* What comes before the broken character is handed out first, and the answer stays. */
static void
test_wrong_is_final (CsvFixture    *self,
                     gconstpointer  data)
{
  g_autoptr (PursuitCsvReader) reader = NULL;
  const char * const *cells = NULL;
  PursuitRowSource *source;

  csv_fixture_write (self, "a,b\n1,2\n3,caf\xE9\n5,6\n", -1);
  reader = csv_fixture_open (self, NULL);
  source = PURSUIT_ROW_SOURCE (reader);
  g_assert_true (pursuit_row_source_next (source, &cells, NULL));
  g_assert_cmpstr (cells[1], ==, "2");

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (pursuit_row_source_next (source, &cells, &error));
      g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
      g_assert_null (pursuit_row_source_get_refused (source));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  csv_fixture_add ("/report/csv-encoding/marked/believed", test_marked);
  csv_fixture_add ("/report/csv-encoding/unmarked/found", test_unmarked);
  csv_fixture_add ("/report/csv-encoding/override/obeyed", test_override);
  csv_fixture_add ("/report/csv-encoding/held-back/comes-at-the-end", test_held_back);
  csv_fixture_add ("/report/csv-encoding/expanding/whole", test_expanding);
  csv_fixture_add ("/report/csv-encoding/unknown/refused", test_unknown);
  csv_fixture_add ("/report/csv-encoding/late/whole-file-counts", test_late);
  csv_fixture_add ("/report/csv-encoding/wrong/names-the-row", test_wrong);
  csv_fixture_add ("/report/csv-encoding/wrong/told-by-the-whole-file", test_wrong_early);
  csv_fixture_add ("/report/csv-encoding/wrong/utf-16", test_wrong_utf16);
  csv_fixture_add ("/report/csv-encoding/wrong/is-final", test_wrong_is_final);

  return g_test_run ();
}
