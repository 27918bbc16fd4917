/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csv-fixture.h"
#include "pursuit-error.h"
#include "pursuit-vcard-reader.h"
#include "pursuit-vcard.h"

#include <string.h>

/* What a file of cards says, one line for each card and each refusal: "3 Name|Company|…". */
static char *
read_text (CsvFixture *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitVcardReader) reader = pursuit_vcard_reader_new (self->file, NULL, &error);
  PursuitRowSource *source = PURSUIT_ROW_SOURCE (reader);
  GString *out = g_string_new (NULL);
  const char * const *cells;

  g_assert_no_error (error);
  for (;;)
    {
      g_clear_error (&error);
      if (pursuit_row_source_next (source, &cells, &error) && cells == NULL)
        break;
      g_string_append_printf (out, "%lu ", (gulong) pursuit_row_source_get_row (source));
      if (error == NULL)
        {
          g_autofree char *row = g_strjoinv ("|", (char **) cells);

          g_assert_null (pursuit_row_source_get_refused (source));
          g_string_append_printf (out, "%s\n", row);
          continue;
        }
      g_string_append_printf (out, "! %s\n", error->message);
      if (error->code == PURSUIT_ERROR_STORAGE)
        break;
    }

  return g_string_free (out, FALSE);
}

static void
assert_cards (CsvFixture *self,
              const char *text,
              const char *expected)
{
  g_autofree char *said = NULL;

  csv_fixture_write (self, text, -1);
  said = read_text (self);
  g_assert_cmpstr (said, ==, expected);
}

static void
test_latest (CsvFixture    *self,
             gconstpointer  data)
{
  assert_cards (self,
                "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:individual\r\nFN:Gao Huimin\r\nN:Gao;Huimin;;;\r\n"
                "ORG:Heming Steel;Automation\r\nTITLE:Head of Automation\r\n"
                "TEL;VALUE=uri;TYPE=\"voice,work\":tel:+86-10-6250-1111\r\nTEL;VALUE=uri;PREF=1;TYPE=cell:tel:+86%20139\r\n"
                "EMAIL:gao@example.cn\r\nIMPP:weixin:gao_hm\r\nBDAY:19780506\r\n"
                "ADR:;;88 Gangcheng Avenue;Luanzhou;Hebei;063700;China\r\nNOTE:Line one\\nand\\, two\r\nUID:urn:77\r\nEND:VCARD\r\n",
                "1 urn:77|Heming Steel|Gao Huimin|Head of Automation|+86 139|gao@example.cn|gao_hm|"
                "88 Gangcheng Avenue, Luanzhou, Hebei, 063700, China|1978-05-06|"
                "Phone: +86-10-6250-1111\nLine one\nand, two\nDepartment: Automation\n");
}

/* What old phones write. */
static void
test_oldest (CsvFixture    *self,
             gconstpointer  data)
{
  assert_cards (self,
                "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E9=AB=98;=E6=83=A0=E6=95=8F;;;\n"
                "ORG;CHARSET=GB2312;ENCODING=QUOTED-PRINTABLE:=BA=D7=C3=F9=B8=\n=D6=CC=FA\n"
                "TEL;CELL;PREF:13900002718\nTEL;WORK;FAX:010-1\nX-WECHAT:gao\n"
                "PHOTO;JPEG;ENCODING=BASE64:\n /9j/4AAQSkZJRgABAQ\n AAAA==\n\n"
                "BDAY:1978-05-06T00:00:00Z\nADR;HOME:;;钢城大道88号;滦州;河北;063700;中国\nEND:VCARD\n",
                "1 |鹤鸣钢铁|高惠敏||13900002718||gao|中国河北滦州钢城大道88号 063700|1978-05-06|Fax: 010-1\n");
}

static void
test_folded (CsvFixture    *self,
             gconstpointer  data)
{
  assert_cards (self,
                "BEGIN:VCARD\r\nVERSION:3.0\r\nitem1.FN:Gao\r\n  Hui\r\n\tmin\r\nNOTE:a\r\n b\\;c\\\\n\r\nitem1.X-ABLabel:x\r\nEND:VCARD",
                "1 ||Gao Huimin|||||||ab;c\\n\n");
}

static void
test_several (CsvFixture    *self,
              gconstpointer  data)
{
  assert_cards (self,
                "\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\nEND:VCARD\r\n\r\nbegin:vcard\r\nversion:3.0\r\nfn:B\r\nend:vcard\r\n",
                "2 ||A|||||||\n7 ||B|||||||\n");
}

static void
test_broken (CsvFixture    *self,
             gconstpointer  data)
{
  assert_cards (self,
                "BEGIN:VCARD\nVERSION:3.0\nFN:A\nTEL 139\nEMAIL:a@b\nEND:VCARD\n"
                "BEGIN:VCARD\nFN:B\nEND:VCARD\n"
                "stray\n"
                "BEGIN:VCARD\nFN:C\n"
                "BEGIN:VCARD\nFN:D\nEND:VCARD\n"
                "BEGIN:VCARD\nTEL:1\nEND:VCARD\n"
                "BEGIN:VCARD\nKIND:org\nFN:E\nEND:VCARD\n"
                "BEGIN:VCARD\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E9\nEND:VCARD\n"
                "BEGIN:VCARD\nFN:F\n",
                "1 ! Line 4 of “table.csv” is broken; the card it belongs to was not read.\n"
                "7 ||B|||||||\n"
                "10 ! Line 10 of “table.csv” is outside of any card.\n"
                "11 ! The card that begins in line 11 of “table.csv” has no end.\n"
                "13 ||D|||||||\n"
                "16 ! The card names nobody.\n"
                "19 ! This is the card of a group or a company, not of a person.\n"
                "23 ! Line 24 of “table.csv” is broken; the card it belongs to was not read.\n"
                "26 ! The card that begins in line 26 of “table.csv” has no end.\n");
}

/* The lines of a refused card are there to be mended. */
static void
test_refused (CsvFixture    *self,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitVcardReader) reader = NULL;
  g_autofree char *lines = NULL;
  const char * const *cells;

  csv_fixture_write (self, "BEGIN:VCARD\nFN:A\nTEL 139\nEMAIL:a@b\nEND:VCARD\n", -1);
  reader = pursuit_vcard_reader_new (self->file, NULL, NULL);
  g_assert_false (pursuit_row_source_next (PURSUIT_ROW_SOURCE (reader), &cells, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  lines = g_strjoinv ("|", (char **) pursuit_row_source_get_refused (PURSUIT_ROW_SOURCE (reader)));
  g_assert_cmpstr (lines, ==, "FN:A|TEL 139|EMAIL:a@b");
}

static void
test_cut (CsvFixture    *self,
          gconstpointer  data)
{
  static const char text[] = "BEGIN:VCARD\nFN:A\nEND:VCARD\nBEGIN:VCARD\nFN:\xff\xfe\nEND:VCARD\n";
  g_autofree char *said = NULL;

  csv_fixture_write (self, text, -1);
  said = read_text (self);
  g_assert_cmpstr (said, ==,
                   "1 ||A|||||||\n"
                   "4 ! Line 5 of “table.csv” is not text in the encoding GB18030; choose the encoding the file was saved in.\n");
}

static void
test_other (CsvFixture    *self,
            gconstpointer  data)
{
  static const char *const texts[] = { "Name,Phone\nGao,1\n", "\n\n", "VERSION:3.0\nBEGIN:VCARD\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;

      csv_fixture_write (self, texts[i], -1);
      g_assert_null (pursuit_vcard_reader_new (self->file, NULL, &error));
      assert_error (error, PURSUIT_ERROR_INVALID, "“table.csv” is not a file of business cards (vCard).");
    }
}

/* Told by its content, as tables are. */
static void
test_told (CsvFixture    *self,
           gconstpointer  data)
{
  static const struct { const char *text; gboolean is_card; } cases[] = {
    { "BEGIN:VCARD\n", TRUE }, { "\xEF\xBB\xBF\r\nbegin:vcard\r\n", TRUE }, { "Name,Phone\nBEGIN:VCARD,1\n", FALSE }, { "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      csv_fixture_write (self, cases[i].text, -1);
      g_assert_true (pursuit_vcard_is_card_file (self->file) == cases[i].is_card);
    }
}

static PursuitVcard *
make_card (void)
{
  PursuitVcard *card = pursuit_vcard_new ();

  pursuit_vcard_set (card, PURSUIT_VCARD_UID, "C-17");
  pursuit_vcard_set (card, PURSUIT_VCARD_COMPANY, "鹤鸣钢铁集团有限公司; North, \\");
  pursuit_vcard_set (card, PURSUIT_VCARD_NAME, "Gao Huimin");
  pursuit_vcard_set (card, PURSUIT_VCARD_TITLE, "自动化部部长");
  pursuit_vcard_set (card, PURSUIT_VCARD_PHONE, "139 0000 2718");
  pursuit_vcard_set (card, PURSUIT_VCARD_EMAIL, "gao@example.cn");
  pursuit_vcard_set (card, PURSUIT_VCARD_WECHAT, "gao_hm");
  pursuit_vcard_set (card, PURSUIT_VCARD_ADDRESS, "河北省滦州市钢城大道88号, 063700");
  pursuit_vcard_set (card, PURSUIT_VCARD_BIRTHDAY, "1978-05-06");
  pursuit_vcard_set (card, PURSUIT_VCARD_NOTES,
                     "把炼铁厂做成集团的三年样板，写下来的数字才算数，不接受宴请，也不喜欢被催促。\nSecond; line, with \\ everything");
  return card;
}

static void
test_round_trip (CsvFixture    *self,
                 gconstpointer  data)
{
  for (PursuitVcardVersion version = PURSUIT_VCARD_3_0; version <= PURSUIT_VCARD_4_0; version++)
    {
      g_autoptr(PursuitVcard) card = make_card ();
      g_autofree char *text = pursuit_vcard_to_text (card, version);
      g_auto(GStrv) lines = g_strsplit (text, "\r\n", -1);
      g_autofree char *said = NULL;
      g_autofree char *cells = g_strjoin ("|", card->cells[0], card->cells[1], card->cells[2], card->cells[3], card->cells[4],
                                          card->cells[5], card->cells[6], card->cells[7], card->cells[8], card->cells[9], NULL);
      g_autofree char *expected = g_strdup_printf ("1 %s\n", cells);

      for (guint i = 0; lines[i] != NULL; i++)
        {
          g_assert_cmpuint (strlen (lines[i]), <=, 75);
          g_assert_true (g_utf8_validate (lines[i], -1, NULL));
        }
      csv_fixture_write (self, text, -1);
      said = read_text (self);
      g_assert_cmpstr (said, ==, expected);
    }
}

/* Reading again gives the same rows; the pieces in which a file is read leave no seams. */
static void
test_rewind (CsvFixture    *self,
             gconstpointer  data)
{
  g_autoptr(PursuitVcardReader) reader = NULL;
  g_autoptr(GString) text = g_string_new (NULL);
  const char * const *cells;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text, "BEGIN:VCARD\r\nFN:张%u\r\nTEL:%u\r\nEND:VCARD\r\n", i, i);
  csv_fixture_write (self, text->str, (gssize) text->len);
  reader = pursuit_vcard_reader_new (self->file, NULL, NULL);
  for (guint round = 0; round < 2; round++)
    {
      for (guint i = 0; i < 5000; i++)
        {
          g_autofree char *name = g_strdup_printf ("张%u", i);

          g_assert_true (pursuit_row_source_next (PURSUIT_ROW_SOURCE (reader), &cells, NULL));
          g_assert_cmpstr (cells[PURSUIT_VCARD_NAME], ==, name);
        }
      g_assert_true (pursuit_row_source_next (PURSUIT_ROW_SOURCE (reader), &cells, NULL));
      g_assert_null (cells);
      g_assert_cmpfloat (pursuit_row_source_get_progress (PURSUIT_ROW_SOURCE (reader)), ==, 1.0);
      g_assert_true (pursuit_row_source_rewind (PURSUIT_ROW_SOURCE (reader), NULL));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  csv_fixture_add ("/report/vcard/4.0/read", test_latest);
  csv_fixture_add ("/report/vcard/2.1/read", test_oldest);
  csv_fixture_add ("/report/vcard/folded/joined", test_folded);
  csv_fixture_add ("/report/vcard/several/each-read", test_several);
  csv_fixture_add ("/report/vcard/broken/line-named-and-the-rest-read", test_broken);
  csv_fixture_add ("/report/vcard/broken/lines-kept", test_refused);
  csv_fixture_add ("/report/vcard/bad-bytes/said-after-what-was-whole", test_cut);
  csv_fixture_add ("/report/vcard/other-file/refused", test_other);
  csv_fixture_add ("/report/vcard/told-by-its-content", test_told);
  csv_fixture_add ("/report/vcard/written/read-again", test_round_trip);
  csv_fixture_add ("/report/vcard/rewind/same-again", test_rewind);

  return g_test_run ();
}
