/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-target.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "pursuit-xlsx-reader.h"

/* A workbook from outside. The first letter says what the rest is: "z" the whole archive, or one of its parts, around which a
 * sound one is made, since no change to an archive as a whole gets past its checksums: "r" rows, "s" strings, "f" formats, "w"
 * the workbook, "t" its relations. */

#define TYPES "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

static const struct
{
  char letter;
  const char *name;
  const char *text;
} parts[] = {
  { '-', "[Content_Types].xml", "<Types/>" },
  { '-', "_rels/.rels", "<Relationships><Relationship Id='a' Type='" TYPES "officeDocument' Target='xl/workbook.xml'/></Relationships>" },
  { 'w', "xl/workbook.xml", "<workbook><sheets><sheet name='a' id='a'/></sheets></workbook>" },
  { 't', "xl/_rels/workbook.xml.rels",
    "<Relationships><Relationship Id='a' Type='" TYPES "worksheet' Target='sheet.xml'/>"
    "<Relationship Id='b' Type='" TYPES "sharedStrings' Target='strings.xml'/>"
    "<Relationship Id='c' Type='" TYPES "styles' Target='styles.xml'/></Relationships>" },
  { 's', "xl/strings.xml", "<sst><si><t>a</t></si><si><r><t>b</t></r></si></sst>" },
  { 'f', "xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='22'/><xf numFmtId='20'/></cellXfs></styleSheet>" },
  { 'r', "xl/sheet.xml",
    "<worksheet><sheetData><row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row><row><c s='1'><v>46098.5</v></c>"
    "<c s='2'><v>46098.5</v></c></row></sheetData></worksheet>" },
};

static char *
get_path (void)
{
  static char *path = NULL;

  if (path == NULL)
    path = g_strdup_printf ("%s/pursuit-fuzz-%d.xlsx", g_access ("/dev/shm", W_OK) == 0 ? "/dev/shm" : g_get_tmp_dir (), (int) getpid ());

  return path;
}

static void
write_archive (const guint8 *bytes,
               gsize         length)
{
  int fd = g_open (get_path (), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  if (length > 0)
    g_assert_cmpint (write (fd, bytes, length), ==, length);
  close (fd);
}

static void
write_parts (char          letter,
             const guint8 *bytes,
             gsize         length)
{
  zip_t *zip = zip_open (get_path (), ZIP_CREATE | ZIP_TRUNCATE, NULL);

  g_assert_nonnull (zip);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      gboolean is_given = parts[i].letter == letter;
      zip_source_t *source = zip_source_buffer (zip, is_given ? (const void *) bytes : parts[i].text,
                                                is_given ? length : strlen (parts[i].text), 0);
      zip_int64_t index = zip_file_add (zip, parts[i].name, source, 0);

      g_assert_cmpint (index, >=, 0);
      zip_set_file_compression (zip, (zip_uint64_t) index, ZIP_CM_STORE, 0);
    }
  g_assert_cmpint (zip_close (zip), ==, 0);
}

static void
read_all (PursuitRowSource *source)
{
  const char * const *cells;
  guint n_columns = g_strv_length ((char **) pursuit_row_source_get_header (source));
  g_autofree char *note = NULL;
  gboolean goes_on = TRUE;

  for (guint n = 0; goes_on; n++)
    {
      g_autoptr(GError) error = NULL;
      const char * const *refused;

      goes_on = pursuit_row_source_next (source, &cells, &error) ? cells != NULL : pursuit_row_source_get_refused (source) != NULL;
      refused = pursuit_row_source_get_refused (source);
      g_assert_cmpuint (n, <, 1000000);
      for (guint i = 0; error == NULL && cells != NULL && cells[i] != NULL; i++)
        g_assert_true (i < n_columns && g_utf8_validate (cells[i], -1, NULL));
      for (guint i = 0; refused != NULL && refused[i] != NULL; i++)
        g_assert_true (g_utf8_validate (refused[i], -1, NULL));
    }
  g_assert_true (pursuit_row_source_get_progress (source) <= 1.0);
  note = pursuit_row_source_dup_note (source);
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes,
                        gsize         length)
{
  g_autoptr(GFile) file = g_file_new_for_path (get_path ());
  g_autoptr(PursuitXlsxReader) reader = NULL;
  g_autoptr(GError) error = NULL;

  if (length == 0 || bytes[0] == 'z')
    write_archive (bytes + (length > 0), length > 0 ? length - 1 : 0);
  else
    write_parts ((char) bytes[0], bytes + 1, length - 1);

  reader = pursuit_xlsx_reader_new (file, NULL, &error);
  g_assert_true ((reader == NULL) == (error != NULL));
  if (reader != NULL)
    {
      read_all (PURSUIT_ROW_SOURCE (reader));
      if (pursuit_row_source_rewind (PURSUIT_ROW_SOURCE (reader), NULL))
        read_all (PURSUIT_ROW_SOURCE (reader));
    }
  g_unlink (get_path ());

  return 0;
}
