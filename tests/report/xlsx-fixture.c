/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xlsx-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <zip.h>

#include "pursuit-error.h"

/* Workbooks made part by part, so that each can be wrong in its own way. */

#define TYPES "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define MAIN "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
#define RELATIONS "xmlns='http://schemas.openxmlformats.org/package/2006/relationships'"

static const struct
{
  const char *name;
  const char *text;
} usual_parts[] = {
  { "[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>" },
  { "_rels/.rels",
    "<Relationships " RELATIONS "><Relationship Id='rId1' Type='" TYPES "officeDocument' Target='xl/workbook.xml'/></Relationships>" },
  { "xl/workbook.xml",
    "<workbook " MAIN " xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><workbookPr/><sheets>"
    "<sheet name='Notes' sheetId='1' state='hidden' r:id='rId9'/><sheet name='客户' sheetId='2' r:id='rId1'/>"
    "<sheet name='Chart' sheetId='3' r:id='rId4'/></sheets></workbook>" },
  { "xl/_rels/workbook.xml.rels",
    "<Relationships " RELATIONS "><Relationship Id='rId1' Type='" TYPES "worksheet' Target='worksheets/sheet1.xml'/>"
    "<Relationship Id='rId9' Type='" TYPES "worksheet' Target='/xl/worksheets/sheet2.xml'/>"
    "<Relationship Id='rId4' Type='" TYPES "chartsheet' Target='chartsheets/sheet1.xml'/>"
    "<Relationship Id='rId2' Type='" TYPES "sharedStrings' Target='sharedStrings.xml'/>"
    "<Relationship Id='rId3' Type='" TYPES "styles' Target='styles.xml'/></Relationships>" },
  { "xl/sharedStrings.xml",
    "<sst " MAIN "><si><t>名称</t></si><si><r><rPr><b/></rPr><t xml:space='preserve'>鹤鸣 </t></r><r><t>钢铁</t></r>"
    "<rPh sb='0' eb='1'><t>hèmíng</t></rPh></si><si><t>two_x000A_lines &amp; more</t></si><si/></sst>" },
  { "xl/styles.xml",
    "<styleSheet " MAIN "><numFmts><numFmt numFmtId='164' formatCode='yyyy\"年\"m\"月\"d\"日\";@'/><numFmt numFmtId='165' "
    "formatCode='[$-804]yyyy-mm-dd\\ hh:mm'/><numFmt numFmtId='166' formatCode='000000'/><numFmt numFmtId='167' "
    "formatCode='[Red]#,##0.00\"days\"'/></numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/>"
    "<xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='20'/><xf numFmtId='166'/><xf numFmtId='167'/>"
    "<xf numFmtId='10'/></cellXfs></styleSheet>" },
  { "xl/worksheets/sheet2.xml",
    "<worksheet " MAIN "><sheetData><row r='1'><c t='str'><v>Note</v></c></row><row r='2'><c t='str'><v>hidden</v></c></row>"
    "</sheetData></worksheet>" },
};

void
xlsx_fixture_set_part (XlsxFixture *self,
                       const char  *name,
                       const char  *text)
{
  if (text != NULL)
    g_hash_table_insert (self->parts, g_strdup (name), g_strdup (text));
  else
    g_hash_table_remove (self->parts, name);
}

void
xlsx_fixture_set_rows (XlsxFixture *self,
                       const char  *rows)
{
  g_autofree char *sheet = g_strdup_printf ("<worksheet " MAIN "><dimension ref='A1:C3'/><sheetData>%s</sheetData>"
                                            "<mergeCells><mergeCell ref='A1:B1'/></mergeCells></worksheet>", rows);

  xlsx_fixture_set_part (self, "xl/worksheets/sheet1.xml", sheet);
}

void
xlsx_fixture_set_up (XlsxFixture   *self,
                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;

  self->folder = g_dir_make_tmp ("pursuit-xlsx-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (self->folder, "book.xlsx", NULL);
  self->file = g_file_new_for_path (path);
  self->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (usual_parts); i++)
    xlsx_fixture_set_part (self, usual_parts[i].name, usual_parts[i].text);
}

void
xlsx_fixture_tear_down (XlsxFixture   *self,
                        gconstpointer  data)
{
  g_unlink (g_file_peek_path (self->file));
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_clear_object (&self->file);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->parts, g_hash_table_unref);
}

void
xlsx_fixture_write (XlsxFixture *self)
{
  zip_t *zip = zip_open (g_file_peek_path (self->file), ZIP_CREATE | ZIP_TRUNCATE, NULL);
  GHashTableIter iter;
  gpointer name, text;

  g_assert_nonnull (zip);
  g_hash_table_iter_init (&iter, self->parts);
  while (g_hash_table_iter_next (&iter, &name, &text))
    g_assert_cmpint (zip_file_add (zip, name, zip_source_buffer (zip, text, strlen (text), 0), ZIP_FL_ENC_UTF_8), >=, 0);
  g_assert_cmpint (zip_close (zip), ==, 0);
}

PursuitXlsxReader *
xlsx_fixture_open (XlsxFixture *self,
                   const char  *sheet)
{
  g_autoptr(GError) error = NULL;
  PursuitXlsxReader *reader = pursuit_xlsx_reader_new (self->file, sheet, &error);

  g_assert_no_error (error);
  g_assert_nonnull (reader);

  return reader;
}

static void
append_row (GString            *out,
            guint64             row,
            const char * const *cells)
{
  g_autofree char *joined = g_strjoinv ("|", (char **) cells);

  g_string_append_printf (out, "%" G_GUINT64_FORMAT ":%s/", row, joined);
}

static char *
print_all (PursuitRowSource *source)
{
  GString *out = g_string_new (NULL);
  const char * const *header = pursuit_row_source_get_header (source);
  const char * const *cells = header;

  while (cells != NULL)
    {
      g_autoptr(GError) error = NULL;

      g_assert_cmpuint (g_strv_length ((char **) cells), ==, g_strv_length ((char **) header));
      append_row (out, pursuit_row_source_get_row (source), cells);
      while (!pursuit_row_source_next (source, &cells, &error))
        {
          g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
          g_clear_error (&error);
          g_string_append_c (out, '!');
          append_row (out, pursuit_row_source_get_row (source), pursuit_row_source_get_refused (source));
        }
    }

  return g_string_free (out, FALSE);
}

/* A sheet of these rows as "1:a|b/2:1|2/", a refused row as "!3:…/"; the same when it is read a second time.
 * @rows: (nullable): NULL to read the file that is there */
char *
xlsx_fixture_print (XlsxFixture *self,
                    const char  *rows)
{
  g_autoptr(PursuitXlsxReader) reader = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *first = NULL;
  char *second;

  if (rows != NULL)
    {
      xlsx_fixture_set_rows (self, rows);
      xlsx_fixture_write (self);
    }
  reader = xlsx_fixture_open (self, NULL);
  first = print_all (PURSUIT_ROW_SOURCE (reader));
  pursuit_row_source_rewind (PURSUIT_ROW_SOURCE (reader), &error);
  g_assert_no_error (error);
  second = print_all (PURSUIT_ROW_SOURCE (reader));
  g_assert_cmpstr (first, ==, second);

  return second;
}

/* Opens what cannot be opened, or else reads until the file turns out to be broken. */
GError *
xlsx_fixture_refuse (XlsxFixture *self,
                     const char  *sheet)
{
  GError *error = NULL;
  g_autoptr(PursuitXlsxReader) reader = pursuit_xlsx_reader_new (self->file, sheet, &error);
  const char * const *cells = NULL;

  g_assert_true ((reader == NULL) == (error != NULL));
  while (error == NULL)
    {
      if (pursuit_row_source_next (PURSUIT_ROW_SOURCE (reader), &cells, &error))
        g_assert_nonnull (cells);
      else if (g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID))
        g_clear_error (&error);
    }

  return error;
}
