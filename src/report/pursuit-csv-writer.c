/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-csv-writer.h"

#include "pursuit-csv-guard.h"
#include "pursuit-error.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Rows are written together, so that a share is not asked for each. */
#define FLUSH_SIZE (64 * 1024)

/*
 * PursuitCsvWriter: rows into a CSV file that Excel, LibreOffice and our own import read.
 *
 * Everything goes into a new file beside the wanted one, which takes its place only when all of it is on the
 * disk: whoever looks sees the old file or the complete new one. GIO's own replacing writes a file that did
 * not exist before in place, so it is done here.
 */
struct _PursuitCsvWriter
{
  GObject  parent_instance;

  char    *name;       /* for messages */
  char    *path;       /* what is replaced in the end, links followed */
  char    *temporary;  /* what is written meanwhile; NULL once it is in place */
  int      fd;
  GString *buffer;
  GError  *failure;
};

G_DEFINE_FINAL_TYPE (PursuitCsvWriter, pursuit_csv_writer, G_TYPE_OBJECT)

static void
pursuit_csv_writer_finalize (GObject *object)
{
  PursuitCsvWriter *self = PURSUIT_CSV_WRITER (object);

  if (self->fd >= 0)
    close (self->fd);
  if (self->temporary != NULL)
    g_unlink (self->temporary);

  g_free (self->name);
  g_free (self->path);
  g_free (self->temporary);
  g_string_free (self->buffer, TRUE);
  g_clear_error (&self->failure);

  G_OBJECT_CLASS (pursuit_csv_writer_parent_class)->finalize (object);
}

static void
pursuit_csv_writer_class_init (PursuitCsvWriterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pursuit_csv_writer_finalize;
}

static void
pursuit_csv_writer_init (PursuitCsvWriter *self)
{
  self->fd = -1;
  self->buffer = g_string_sized_new (2 * FLUSH_SIZE);
}

/* Says in one sentence why the file could not be written. */
static void
set_write_error (GError     **error,
                 int          saved_errno,
                 const char  *name)
{
  const char *format;

  switch (saved_errno)
    {
    case ENOSPC:
    case EDQUOT:
      format = _("“%s” cannot be written: the disk is full");
      break;
    case EACCES:
    case EPERM:
      format = _("“%s” cannot be written: you do not have permission to write in its folder");
      break;
    case EROFS:
      format = _("“%s” cannot be written: its disk is read-only");
      break;
    case ENOENT:
    case ENOTDIR:
      format = _("“%s” cannot be written: its folder does not exist");
      break;
    case EFBIG:
      format = _("“%s” cannot be written: the disk does not take files of this size");
      break;
    default:
      format = _("“%s” cannot be written: %s");
      break;
    }

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, format, name, g_strerror (saved_errno));
}

/* Keeps the first failure, so that a caller who goes on hears of it in the end. */
static gboolean
fail (PursuitCsvWriter  *self,
      int                saved_errno,
      GError           **error)
{
  if (self->failure == NULL)
    set_write_error (&self->failure, saved_errno, self->name);
  g_propagate_error (error, g_error_copy (self->failure));

  return FALSE;
}

static gboolean
flush_buffer (PursuitCsvWriter  *self,
              GError           **error)
{
  gsize done = 0;

  while (done < self->buffer->len)
    {
      gssize n = write (self->fd, self->buffer->str + done, self->buffer->len - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail (self, errno, error);
      done += (gsize) n;
    }

  g_string_truncate (self->buffer, 0);

  return TRUE;
}

/* @info: (out): what is known of the file that will be replaced; its mode is 0 when there is none */
static gboolean
check_target (PursuitCsvWriter  *self,
              struct stat       *info,
              GError           **error)
{
  const char *format;

  if (stat (self->path, info) != 0)
    {
      info->st_mode = 0;
      return TRUE;
    }

  if (S_ISDIR (info->st_mode))
    format = _("“%s” is a folder");
  else if (!S_ISREG (info->st_mode))
    format = _("“%s” is a device or a pipe, not a file");
  else if (faccessat (AT_FDCWD, self->path, W_OK, AT_EACCESS) != 0)
    format = _("“%s” cannot be written: the file is read-only");
  else
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, format, self->name);

  return FALSE;
}

static gboolean
open_temporary (PursuitCsvWriter  *self,
                GError           **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *template = g_build_filename (folder, ".pursuit-export-XXXXXX", NULL);
  struct stat info;

  if (!check_target (self, &info, error))
    return FALSE;

  self->fd = g_mkstemp_full (template, O_WRONLY | O_CLOEXEC, 0666);
  if (self->fd < 0)
    {
      set_write_error (error, errno, self->name);
      return FALSE;
    }
  self->temporary = g_steal_pointer (&template);

  /* Who could not read the old file shall not read the new one; some shares keep no modes. */
  if (info.st_mode != 0 && fchmod (self->fd, info.st_mode & 0777) != 0)
    g_debug ("The mode of %s could not be kept: %s", self->path, g_strerror (errno));

  return TRUE;
}

/**
 * pursuit_csv_writer_new:
 * @file: the file to write; replaced if it exists
 * @error: return location for the refusal
 *
 * Begins a CSV file: UTF-8 with a byte-order mark, which Excel needs, commas, every cell quoted, lines ended
 * by CR LF. Nothing is seen of it before pursuit_csv_writer_close(); without that, nothing is left behind.
 *
 * Fails with %PURSUIT_ERROR_INVALID when @file is not on a mounted file system, and with
 * %PURSUIT_ERROR_STORAGE when it is a folder or its folder cannot be written.
 *
 * Returns: (transfer full): a writer without rows
 */
PursuitCsvWriter *
pursuit_csv_writer_new (GFile   *file,
                        GError **error)
{
  g_autoptr (PursuitCsvWriter) self = NULL;
  g_autofree char *path = NULL;
  g_autofree char *basename = NULL;
  g_autofree char *target = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (PURSUIT_TYPE_CSV_WRITER, NULL);
  basename = g_file_get_basename (file);
  self->name = g_filename_display_name (basename);

  path = g_file_get_path (file);
  if (path == NULL)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                   _("“%s” is not in a folder that this computer has mounted"), self->name);
      return NULL;
    }

  /* A link to the file stays a link. */
  target = realpath (path, NULL);
  self->path = g_strdup (target != NULL ? target : path);
  if (!open_temporary (self, error))
    return NULL;

  g_string_append (self->buffer, "\xEF\xBB\xBF");

  return g_steal_pointer (&self);
}

static void
append_cell (GString    *buffer,
             const char *cell)
{
  const char *quote;

  g_string_append_c (buffer, '"');
  if (pursuit_csv_needs_guard (cell))
    g_string_append_c (buffer, '\'');

  while ((quote = strchr (cell, '"')) != NULL)
    {
      g_string_append_len (buffer, cell, quote - cell + 1);
      g_string_append_c (buffer, '"');
      cell = quote + 1;
    }

  g_string_append (buffer, cell);
  g_string_append_c (buffer, '"');
}

/**
 * pursuit_csv_writer_add_row:
 * @self: a writer that is not closed
 * @cells: (array zero-terminated=1): the cells, in UTF-8; the first row is the header
 * @error: return location for the refusal
 *
 * Adds a row. A text that a spreadsheet would run as a formula gets an apostrophe in front, which
 * #PursuitCsvReader takes away again; plain amounts and telephone numbers stay as they are.
 *
 * Fails with %PURSUIT_ERROR_STORAGE when the disk is full or refuses; every later call then fails alike.
 *
 * Returns: %TRUE when the row was taken; it is on the disk only after pursuit_csv_writer_close()
 */
gboolean
pursuit_csv_writer_add_row (PursuitCsvWriter    *self,
                            const char * const  *cells,
                            GError             **error)
{
  g_return_val_if_fail (PURSUIT_IS_CSV_WRITER (self), FALSE);
  g_return_val_if_fail (self->temporary != NULL, FALSE);
  g_return_val_if_fail (cells != NULL && cells[0] != NULL, FALSE);

  if (self->failure != NULL)
    return fail (self, 0, error);

  for (gsize i = 0; cells[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (self->buffer, ',');
      append_cell (self->buffer, cells[i]);
    }
  g_string_append (self->buffer, "\r\n");

  return self->buffer->len < FLUSH_SIZE || flush_buffer (self, error);
}

/* Makes the new name survive a power cut. A file system that cannot do that is no reason to fail. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;

  if (fsync (fd) != 0)
    g_debug ("%s could not be synchronised: %s", folder, g_strerror (errno));
  close (fd);
}

/**
 * pursuit_csv_writer_close:
 * @self: a writer
 * @error: return location for the refusal
 *
 * Finishes the file and puts it in its place.
 *
 * Fails with %PURSUIT_ERROR_STORAGE when the disk is full or refuses, now or in an earlier call; a file that
 * was there before is then unchanged, and dropping @self removes what was written.
 *
 * Returns: %TRUE when the complete file is on the disk; the writer takes no more rows
 */
gboolean
pursuit_csv_writer_close (PursuitCsvWriter  *self,
                          GError           **error)
{
  int fd;

  g_return_val_if_fail (PURSUIT_IS_CSV_WRITER (self), FALSE);
  g_return_val_if_fail (self->temporary != NULL, FALSE);

  if (self->failure != NULL)
    return fail (self, 0, error);

  if (!flush_buffer (self, error))
    return FALSE;
  if (fsync (self->fd) != 0)
    return fail (self, errno, error);

  /* A share may tell only now that it is full. */
  fd = self->fd;
  self->fd = -1;
  if (close (fd) != 0)
    return fail (self, errno, error);
  if (g_rename (self->temporary, self->path) != 0)
    return fail (self, errno, error);

  g_clear_pointer (&self->temporary, g_free);
  sync_folder (self->path);

  return TRUE;
}
