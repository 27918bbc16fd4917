/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */

#include "pursuit-xlsx-package.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <zip.h>

#include "pursuit-error.h"

/* A workbook has a few dozen parts; with pictures some hundreds. */
#define MAX_ENTRIES 10000
/* So much of the directory of an old file is looked at. */
#define OLE_DIRECTORY 4096

#define ZIP_MARK "PK\003\004"
#define ZIP_END_MARK "PK\005\006"
#define OLE_MARK "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

/*
 * PursuitXlsxPackage: the zip archive that an .xlsx file is.
 *
 * What people pick by mistake begins alike: old .xls files and those with a password are OLE files, text documents and
 * OpenDocument are zip archives. Each gets its own sentence, which says what to do.
 */
struct _PursuitXlsxPackage
{
  char *name;
  guint64 size;
  zip_t *zip;
};

static gssize
read_at (GFile   *file,
         goffset  offset,
         char    *buffer,
         gsize    size)
{
  g_autoptr(GFileInputStream) stream = g_file_read (file, NULL, NULL);
  gsize n = 0;

  if (stream == NULL || !g_seekable_seek (G_SEEKABLE (stream), offset, G_SEEK_SET, NULL, NULL) ||
      !g_input_stream_read_all (G_INPUT_STREAM (stream), buffer, size, &n, NULL, NULL))
    return -1;

  return (gssize) n;
}

static gboolean
begins_with (const char *head,
             gssize      length,
             const char *mark)
{
  return length >= (gssize) strlen (mark) && memcmp (head, mark, strlen (mark)) == 0;
}

/**
 * pursuit_xlsx_is_package:
 * @file: any file
 *
 * Tells by the first bytes, whatever the name, whether @file is for pursuit_xlsx_package_open(): a zip archive, or an OLE
 * file, of which it says better why it cannot be read.
 *
 * Returns: %TRUE when it is no text file
 */
gboolean
pursuit_xlsx_is_package (GFile *file)
{
  char head[8] = { 0 };
  gssize n;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) != G_FILE_TYPE_REGULAR)
    return FALSE;
  n = read_at (file, 0, head, sizeof head);

  return begins_with (head, n, ZIP_MARK) || begins_with (head, n, ZIP_END_MARK) || begins_with (head, n, OLE_MARK);
}

static gboolean
has_utf16 (const char *bytes,
           gsize       length,
           const char *ascii)
{
  gsize n = strlen (ascii);
  g_autofree char *wide = g_malloc0 (2 * n);

  for (gsize i = 0; i < n; i++)
    wide[2 * i] = ascii[i];

  return memmem (bytes, length, wide, 2 * n) != NULL;
}

static guint32
read_le32 (const char *bytes)
{
  guint32 value;

  memcpy (&value, bytes, sizeof value);

  return GUINT32_FROM_LE (value);
}

/* The names in the directory of an OLE file tell what made it. */
static void
refuse_ole (GFile       *file,
            const char  *name,
            GError     **error)
{
  char head[512] = { 0 };
  char directory[OLE_DIRECTORY];
  gssize n = read_at (file, 0, head, sizeof head);
  guint shift = (guint8) head[30] == 12 ? 12 : 9;
  goffset offset = ((goffset) read_le32 (head + 48) + 1) << shift;
  const char *format;

  n = n == sizeof head ? read_at (file, offset, directory, sizeof directory) : -1;
  if (n > 0 && (has_utf16 (directory, (gsize) n, "EncryptedPackage") || has_utf16 (directory, (gsize) n, "EncryptionInfo")))
    format = _("“%s” is protected by a password; remove it in the spreadsheet program and save the file again");
  else if (n > 0 && (has_utf16 (directory, (gsize) n, "Workbook") || has_utf16 (directory, (gsize) n, "Book")))
    format = _("“%s” is in the old Excel format (.xls); save it as .xlsx");
  else
    format = _("“%s” is a document of an old Office format and not a workbook; save the table as .xlsx");

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, format, name);
}

static gboolean
refuse_zip (const char  *name,
            int          code,
            GError     **error)
{
  zip_error_t cause;

  zip_error_init_with_code (&cause, code);
  if (code == ZIP_ER_NOENT)
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("“%s” does not exist"), name);
  else if (code == ZIP_ER_NOZIP || code == ZIP_ER_INCONS || code == ZIP_ER_EOF)
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE,
                 _("“%s” is damaged or was not copied completely: the end of the workbook is missing"), name);
  else
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("“%s” cannot be read: %s"), name,
                 zip_error_strerror (&cause));
  zip_error_fini (&cause);

  return FALSE;
}

static gboolean
open_zip (PursuitXlsxPackage  *self,
          GFile               *file,
          GError             **error)
{
  g_autofree char *path = g_file_get_path (file);
  int code = 0;

  if (path == NULL)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                   _("“%s” is not in a folder that this computer has mounted"), self->name);
      return FALSE;
    }
  self->zip = zip_open (path, ZIP_RDONLY, &code);
  if (self->zip == NULL)
    return refuse_zip (self->name, code, error);
  if (zip_get_num_entries (self->zip, 0) > MAX_ENTRIES)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE,
                   _("“%s” has far more parts than a workbook, so it is not opened"), self->name);
      return FALSE;
    }

  return TRUE;
}

/* Whoever has a zip archive of something else hears what it is. */
static gboolean
check_kind (PursuitXlsxPackage  *self,
            GError             **error)
{
  const char *format;

  if (pursuit_xlsx_package_has (self, "xl/workbook.bin"))
    format = _("“%s” is a binary workbook (.xlsb); save it as .xlsx");
  else if (pursuit_xlsx_package_has (self, "[Content_Types].xml") &&
           !pursuit_xlsx_package_has (self, "word/document.xml") &&
           !pursuit_xlsx_package_has (self, "ppt/presentation.xml"))
    return TRUE;
  else if (pursuit_xlsx_package_has (self, "mimetype") && pursuit_xlsx_package_has (self, "content.xml"))
    format = _("“%s” is in the OpenDocument format; save it as .xlsx");
  else
    format = _("“%s” is an archive or a document of another kind, not a workbook (.xlsx)");

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, format, self->name);

  return FALSE;
}

/**
 * pursuit_xlsx_package_open:
 * @file: a file that pursuit_xlsx_is_package() recognised
 * @error: return location for the refusal
 *
 * Opens the archive of a workbook. It stays open, so that another file of that name does not get mixed in.
 *
 * Fails with %PURSUIT_ERROR_INVALID when @file is something else that somebody can save as .xlsx, and with
 * %PURSUIT_ERROR_STORAGE when it is damaged, cannot be read, or has too many parts.
 *
 * Returns: (transfer full): the open package
 */
PursuitXlsxPackage *
pursuit_xlsx_package_open (GFile   *file,
                           GError **error)
{
  g_autoptr(PursuitXlsxPackage) self = NULL;
  g_autoptr(GFileInfo) info = NULL;
  g_autofree char *basename = NULL;
  char head[8] = { 0 };
  gssize n;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_new0 (PursuitXlsxPackage, 1);
  basename = g_file_get_basename (file);
  self->name = g_filename_display_name (basename);
  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  self->size = info != NULL ? (guint64) g_file_info_get_size (info) : 0;

  n = read_at (file, 0, head, sizeof head);
  if (begins_with (head, n, OLE_MARK))
    {
      refuse_ole (file, self->name, error);
      return NULL;
    }
  if (!open_zip (self, file, error) || !check_kind (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * pursuit_xlsx_package_free:
 * @self: (transfer full): a package
 */
void
pursuit_xlsx_package_free (PursuitXlsxPackage *self)
{
  if (self->zip != NULL)
    zip_discard (self->zip);
  g_free (self->name);
  g_free (self);
}

/**
 * pursuit_xlsx_package_get_name:
 * @self: a package
 *
 * Returns: (transfer none): the file's display name, for messages
 */
const char *
pursuit_xlsx_package_get_name (PursuitXlsxPackage *self)
{
  return self->name;
}

/**
 * pursuit_xlsx_package_get_zip:
 * @self: a package
 *
 * Returns: (transfer none): the open `zip_t`
 */
gpointer
pursuit_xlsx_package_get_zip (PursuitXlsxPackage *self)
{
  return self->zip;
}

/**
 * pursuit_xlsx_package_get_size:
 * @self: a package
 *
 * Returns: how many bytes the whole file has
 */
guint64
pursuit_xlsx_package_get_size (PursuitXlsxPackage *self)
{
  return self->size;
}

/**
 * pursuit_xlsx_package_has:
 * @self: a package
 * @path: the name of a part, without a slash in front
 *
 * Returns: %TRUE when there is such a part
 */
gboolean
pursuit_xlsx_package_has (PursuitXlsxPackage *self,
                          const char         *path)
{
  return zip_name_locate (self->zip, path, ZIP_FL_NOCASE) >= 0;
}
