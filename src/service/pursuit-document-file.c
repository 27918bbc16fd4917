/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-document-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "pursuit-document-versions.h"
#include "pursuit-error.h"
#include "pursuit-file-name.h"

/*
 * PursuitDocumentFile is a file that somebody wants to keep with a customer. It is read twice, in pieces: once before any
 * lock is held, so that what is refused is refused early and a slow disk makes nobody wait, and once into the database. In
 * between it stays open, and the second reading has to find what the first one found.
 */
struct _PursuitDocumentFile
{
  int fd;                /* -1 for bytes */
  GBytes *bytes;
  char *name;
  char *media_type;
  char *checksum;
  gint64 size;
};

/* So much of a file says what it is. */
#define HEAD_BYTES 4096

/**
 * pursuit_document_file_free:
 * @self: (transfer full): a file
 */
void
pursuit_document_file_free (PursuitDocumentFile *self)
{
  if (self->fd >= 0)
    g_close (self->fd, NULL);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->name);
  g_free (self->media_type);
  g_free (self->checksum);
  g_free (self);
}

static gboolean
refuse (GError     **error,
        const char  *format,
        const char  *name)
{
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, format, name);
  return FALSE;
}

static gboolean
refuse_unreadable (GError     **error,
                   const char  *name,
                   int          code)
{
  g_set_error (error, PURSUIT_ERROR, code == ENOENT ? PURSUIT_ERROR_NOT_FOUND : PURSUIT_ERROR_INVALID,
               _("“%1$s” cannot be read: %2$s."), name, g_strerror (code));
  return FALSE;
}

static gboolean
may_be_kept (const char  *name,
             gint64       size,
             gint64       limit,
             GError     **error)
{
  g_autofree char *is = g_format_size_full ((guint64) MAX (size, 0), G_FORMAT_SIZE_IEC_UNITS);
  g_autofree char *most = g_format_size_full ((guint64) limit, G_FORMAT_SIZE_IEC_UNITS);

  if (size == 0)
    return refuse (error, _("“%s” is empty."), name);
  if (size <= limit)
    return TRUE;

  /* Translators: %1$s is a file, %2$s and %3$s are sizes such as "25 MiB" */
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
               _("“%1$s” is too large to be kept here: it has %2$s, and the limit is %3$s. An administrator can raise it."),
               name, is, most);
  return FALSE;
}

/* Devices and pipes are not even opened: some wait for a writer, some do something. */
static gboolean
open_file (PursuitDocumentFile  *self,
           const char           *path,
           gint64                limit,
           GError              **error)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    return refuse_unreadable (error, self->name, errno);
  if (S_ISDIR (info.st_mode))
    return refuse (error, _("“%s” is a folder: add the files in it."), self->name);
  if (!S_ISREG (info.st_mode))
    return refuse (error, _("“%s” is a device or a pipe, not a file."), self->name);

  self->fd = g_open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC, 0);
  if (self->fd < 0 || fstat (self->fd, &info) != 0)
    return refuse_unreadable (error, self->name, errno);
  if (!S_ISREG (info.st_mode))
    return refuse (error, _("“%s” is a device or a pipe, not a file."), self->name);

  self->size = info.st_size;
  return may_be_kept (self->name, self->size, limit, error);
}

/* As many bytes as there are from @offset on, @length at most; -1 with errno on failure. */
static gssize
read_some (PursuitDocumentFile *self,
           gint64               offset,
           guint8              *buffer,
           gsize                length)
{
  gsize n_read = 0;

  if (self->bytes != NULL)
    {
      gsize size = g_bytes_get_size (self->bytes);

      n_read = (gsize) offset < size ? MIN (length, size - (gsize) offset) : 0;
      memcpy (buffer, (const guint8 *) g_bytes_get_data (self->bytes, NULL) + (n_read > 0 ? offset : 0), n_read);
      return (gssize) n_read;
    }

  while (n_read < length)
    {
      gssize n = pread (self->fd, buffer + n_read, length - n_read, offset + (gint64) n_read);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return -1;
      if (n == 0)
        break;
      n_read += (gsize) n;
    }
  return (gssize) n_read;
}

/**
 * pursuit_document_file_set_changed:
 * @self: a file
 * @error: return location
 *
 * Sets %PURSUIT_ERROR_INVALID for a file that is not what it was when it was opened.
 */
void
pursuit_document_file_set_changed (PursuitDocumentFile  *self,
                                   GError              **error)
{
  refuse (error, _("“%s” was changed while it was being read: try again when it is finished."), self->name);
}

static void
guess_media_type (PursuitDocumentFile *self,
                  const guint8        *head,
                  gsize                length)
{
  g_autofree char *type = g_content_type_guess (self->name, head, MIN (length, HEAD_BYTES), NULL);

  self->media_type = g_content_type_get_mime_type (type);
}

/* Reads everything once. A file that somebody writes to grows, perhaps beyond the limit. */
static gboolean
look_through (PursuitDocumentFile      *self,
              gint64                    limit,
              PursuitDocumentProgress   progress,
              gpointer                  data,
              GCancellable             *cancellable,
              GError                  **error)
{
  g_autofree guint8 *buffer = g_malloc (PURSUIT_DOCUMENT_PIECE);
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gint64 done = 0;

  for (;;)
    {
      gssize n;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      n = read_some (self, done, buffer, PURSUIT_DOCUMENT_PIECE);
      if (n < 0)
        return refuse_unreadable (error, self->name, errno);
      if (n == 0)
        break;
      if (done == 0)
        guess_media_type (self, buffer, (gsize) n);
      g_checksum_update (checksum, buffer, n);
      done += n;
      if (done > limit && !may_be_kept (self->name, done, limit, error))
        return FALSE;
      if (progress != NULL)
        progress (MIN (done, self->size), self->size, data);
    }

  if (done != self->size)
    {
      pursuit_document_file_set_changed (self, error);
      return FALSE;
    }
  self->checksum = g_strdup (g_checksum_get_string (checksum));
  return TRUE;
}

static PursuitDocumentFile *
file_new (const char *name)
{
  PursuitDocumentFile *self = g_new0 (PursuitDocumentFile, 1);

  self->fd = -1;
  self->name = pursuit_file_name_make_safe (name);

  return self;
}

/**
 * pursuit_document_file_open:
 * @path: (type filename): a file
 * @limit: how many bytes are allowed
 * @progress: (nullable): told how far it is
 * @data: for @progress
 * @cancellable: (nullable): looked at at each piece
 * @error: return location
 *
 * Opens a file and reads it once, a piece at a time, on any thread. A file that is too large is not read at all.
 *
 * Fails with %PURSUIT_ERROR_INVALID when it is too large (also when it grows meanwhile), empty, no file, changed while it was
 * being read or cannot be read; with %PURSUIT_ERROR_NOT_FOUND when it is not there; with %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the file, to be used by one thread at a time
 */
PursuitDocumentFile *
pursuit_document_file_open (const char               *path,
                            gint64                    limit,
                            PursuitDocumentProgress   progress,
                            gpointer                  data,
                            GCancellable             *cancellable,
                            GError                  **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr(PursuitDocumentFile) self = file_new (name);

  if (!open_file (self, path, limit, error) || !look_through (self, limit, progress, data, cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * pursuit_document_file_new_for_bytes:
 * @name: what it is to be called
 * @bytes: its content, such as a picture from the clipboard
 * @limit: how many bytes are allowed
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_INVALID when it is too large or empty.
 *
 * Returns: (transfer full): a file that is on no disk
 */
PursuitDocumentFile *
pursuit_document_file_new_for_bytes (const char  *name,
                                     GBytes      *bytes,
                                     gint64       limit,
                                     GError     **error)
{
  g_autoptr(PursuitDocumentFile) self = file_new (name);

  self->bytes = g_bytes_ref (bytes);
  self->size = (gint64) g_bytes_get_size (bytes);
  if (!may_be_kept (self->name, self->size, limit, error) || !look_through (self, limit, NULL, NULL, NULL, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * pursuit_document_file_get_name:
 * @self: a file
 *
 * Returns: its name without folders, fit for any folder
 */
const char *
pursuit_document_file_get_name (PursuitDocumentFile *self)
{
  return self->name;
}

/**
 * pursuit_document_file_get_media_type:
 * @self: a file
 *
 * Returns: (nullable): what it is, by its name and its first bytes
 */
const char *
pursuit_document_file_get_media_type (PursuitDocumentFile *self)
{
  return self->media_type;
}

/**
 * pursuit_document_file_get_checksum:
 * @self: a file
 *
 * Returns: SHA-256 of its content, in hexadecimal
 */
const char *
pursuit_document_file_get_checksum (PursuitDocumentFile *self)
{
  return self->checksum;
}

/**
 * pursuit_document_file_get_size:
 * @self: a file
 *
 * Returns: how many bytes it has
 */
gint64
pursuit_document_file_get_size (PursuitDocumentFile *self)
{
  return self->size;
}

/**
 * pursuit_document_file_read:
 * @self: a file
 * @offset: where to begin
 * @buffer: (out caller-allocates): gets the bytes
 * @length: how many
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_INVALID when the file cannot be read any more or has become shorter.
 *
 * Returns: %TRUE when all of them were read
 */
gboolean
pursuit_document_file_read (PursuitDocumentFile  *self,
                            gint64                offset,
                            guint8               *buffer,
                            gsize                 length,
                            GError              **error)
{
  gssize n = read_some (self, offset, buffer, length);

  if (n < 0)
    return refuse_unreadable (error, self->name, errno);
  if ((gsize) n == length)
    return TRUE;

  pursuit_document_file_set_changed (self, error);
  return FALSE;
}
