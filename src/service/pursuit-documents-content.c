/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-documents.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pursuit-documents-private.h"
#include "pursuit-error.h"
#include "pursuit-file-name.h"
#include "pursuit-path.h"
#include "pursuit-records-private.h"

/* Taking documents out: what cannot be shown to be what was added does not become a file. */

#define MOST_NUMBERS 1000

static PursuitDocumentVersion *
load_version (PursuitDesk       *desk,
              gint64             document_id,
              gint64             version,
              PursuitDocument  **out_document,
              GError           **error)
{
  g_autoptr(PursuitRecord) record = pursuit_records_load (desk, PURSUIT_TYPE_DOCUMENT, document_id, error);
  PursuitDocumentVersion *found;

  if (record == NULL || !pursuit_records_require_alive (record, error))
    return NULL;
  if (version == 0)
    version = PURSUIT_DOCUMENT (record)->version;
  if (version == 0)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                   _("“%s” says only where a file is; it is not kept here."), pursuit_record_get_name (record));
      return NULL;
    }

  found = pursuit_document_versions_load (pursuit_desk_get_store (desk), document_id, version, error);
  if (found != NULL && out_document != NULL)
    *out_document = PURSUIT_DOCUMENT (g_steal_pointer (&record));
  return found;
}

static gboolean
read_version (PursuitDesk                   *desk,
              const PursuitDocumentVersion  *version,
              PursuitDocumentSink            sink,
              gpointer                       data,
              GCancellable                  *cancellable,
              GError                       **error)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (gint64 i = 0; i < pursuit_document_version_n_pieces (version); i++)
    {
      g_autoptr(GBytes) bytes = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      bytes = pursuit_document_versions_read_piece (pursuit_desk_get_store (desk), version, i, error);
      if (bytes == NULL)
        return FALSE;
      g_checksum_update (checksum, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
      if (sink != NULL && !sink (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), data, error))
        return FALSE;
    }

  if (g_str_equal (g_checksum_get_string (checksum), version->checksum))
    return TRUE;

  pursuit_document_versions_set_damage (version, error);
  return FALSE;
}

/**
 * pursuit_documents_read:
 * @desk: a desk
 * @document_id: a document
 * @version: the number of a version, 0 for the present one
 * @sink: (nullable): given one piece after the other; %NULL to find out only whether the content is sound
 * @data: for @sink
 * @cancellable: (nullable): looked at at each piece
 * @error: return location
 *
 * Reads a document, a piece at a time, and compares it with its checksum. That is known after the last piece only: who
 * cannot take back what was handed on reads without a sink first.
 *
 * Fails with %PURSUIT_ERROR_STORAGE when the content is not what was added, %PURSUIT_ERROR_INVALID when there is none,
 * %PURSUIT_ERROR_NOT_FOUND when document or version is not there or deleted, %PURSUIT_ERROR_DENIED, as @sink, or with
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: %TRUE when all of it was read and is sound
 */
gboolean
pursuit_documents_read (PursuitDesk          *desk,
                        gint64                document_id,
                        gint64                version,
                        PursuitDocumentSink   sink,
                        gpointer              data,
                        GCancellable         *cancellable,
                        GError              **error)
{
  g_autoptr(PursuitDocumentVersion) found = load_version (desk, document_id, version, NULL, error);

  return found != NULL && read_version (desk, found, sink, data, cancellable, error);
}

static gboolean
refuse_file (const char  *path,
             int          code,
             GError     **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("“%1$s” cannot be written: %2$s."), name, g_strerror (code));
  return FALSE;
}

typedef struct
{
  const char *path;
  int fd;
} Target;

static gboolean
write_piece (const guint8  *bytes,
             gsize          length,
             gpointer       data,
             GError       **error)
{
  Target *target = data;

  while (length > 0)
    {
      gssize n = write (target->fd, bytes, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return refuse_file (target->path, n < 0 ? errno : EIO, error);
      bytes += n;
      length -= (gsize) n;
    }

  return TRUE;
}

/* Writes a version beside @path, which gets that name once it is whole and sound. */
static gboolean
write_file (PursuitDesk                   *desk,
            const PursuitDocumentVersion  *version,
            const char                    *path,
            mode_t                         mode,
            GCancellable                  *cancellable,
            GError                       **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *aside = g_build_filename (folder, ".pursuit-XXXXXX", NULL);
  Target target = { path, -1 };
  gboolean done;

  target.fd = g_mkstemp_full (aside, O_WRONLY | O_CLOEXEC, 0600);
  if (target.fd < 0)
    return refuse_file (path, errno, error);

  done = read_version (desk, version, write_piece, &target, cancellable, error);
  if (done && (fchmod (target.fd, mode) != 0 || fsync (target.fd) != 0))
    done = refuse_file (path, errno, error);
  if (!g_close (target.fd, NULL) && done)
    done = refuse_file (path, EIO, error);
  if (done && g_rename (aside, path) != 0)
    done = refuse_file (path, errno, error);
  if (!done)
    g_unlink (aside);

  return done;
}

/* What it is called outside: as people call it, with the suffix by which other programs know it. */
static char *
dup_file_name (PursuitDocument              *document,
               const PursuitDocumentVersion *version)
{
  g_autofree char *safe = pursuit_file_name_make_safe (document->name);
  g_autofree char *name = pursuit_file_name_add_suffix (safe, version->file_name);

  return pursuit_file_name_make_safe (name);
}

/**
 * pursuit_documents_dup_file_name:
 * @desk: a desk
 * @document_id: a document
 * @version: the number of a version, 0 for the present one
 * @error: return location
 *
 * Fails as pursuit_documents_read() before it reads.
 *
 * Returns: (transfer full): what a file of it is to be called
 */
char *
pursuit_documents_dup_file_name (PursuitDesk  *desk,
                                 gint64        document_id,
                                 gint64        version,
                                 GError      **error)
{
  g_autoptr(PursuitDocument) document = NULL;
  g_autoptr(PursuitDocumentVersion) found = load_version (desk, document_id, version, &document, error);

  return found != NULL ? dup_file_name (document, found) : NULL;
}

static gboolean
is_not_database (PursuitDesk  *desk,
                 const char   *path,
                 GError      **error)
{
  g_autofree char *name = NULL;

  if (!pursuit_path_is_same (path, pursuit_store_get_path (pursuit_desk_get_store (desk))))
    return TRUE;

  name = g_filename_display_basename (path);
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is the database itself."), name);
  return FALSE;
}

/**
 * pursuit_documents_save_as:
 * @desk: a desk
 * @document_id: a document
 * @version: the number of a version, 0 for the present one
 * @path: (type filename): where to; a file that is there is replaced, once the new one is whole
 * @cancellable: (nullable): looked at at each piece
 * @error: return location
 *
 * Fails as pursuit_documents_read(), with %PURSUIT_ERROR_STORAGE when the file cannot be written, %PURSUIT_ERROR_INVALID when
 * it is the database; a file that was there is then as it was.
 *
 * Returns: %TRUE when the file holds the document
 */
gboolean
pursuit_documents_save_as (PursuitDesk   *desk,
                           gint64         document_id,
                           gint64         version,
                           const char    *path,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autoptr(PursuitDocumentVersion) found = load_version (desk, document_id, version, NULL, error);

  return found != NULL && is_not_database (desk, path, error) && write_file (desk, found, path, 0644, cancellable, error);
}

/* A name in @folder that nobody has; the file is made, empty, so that it stays so. */
static char *
take_name (const char  *folder,
           const char  *name,
           GError     **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  for (guint i = 2;; i++)
    {
      g_autofree char *numbered = NULL;
      int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

      if (fd >= 0)
        {
          g_close (fd, NULL);
          return g_steal_pointer (&path);
        }
      if (errno != EEXIST || i > MOST_NUMBERS)
        {
          refuse_file (path, errno, error);
          return NULL;
        }
      numbered = pursuit_file_name_number (name, i);
      g_free (path);
      path = g_build_filename (folder, numbered, NULL);
    }
}

static char *
write_in_folder (PursuitDesk                   *desk,
                 const PursuitDocumentVersion  *version,
                 const char                    *folder,
                 const char                    *name,
                 GCancellable                  *cancellable,
                 GError                       **error)
{
  g_autofree char *path = take_name (folder, name, error);

  if (path == NULL)
    return NULL;
  if (write_file (desk, version, path, 0644, cancellable, error))
    return g_steal_pointer (&path);

  g_unlink (path);
  return NULL;
}

/**
 * pursuit_documents_export:
 * @desk: a desk
 * @document_id: a document
 * @version: the number of a version, 0 for the present one
 * @folder: (type filename): a folder
 * @cancellable: (nullable): looked at at each piece
 * @error: return location
 *
 * Writes a document into a folder under a name of its own: what is there is never replaced.
 *
 * Fails as pursuit_documents_save_as(); nothing is left in the folder then.
 *
 * Returns: (transfer full) (type filename): the file
 */
char *
pursuit_documents_export (PursuitDesk   *desk,
                          gint64         document_id,
                          gint64         version,
                          const char    *folder,
                          GCancellable  *cancellable,
                          GError       **error)
{
  g_autoptr(PursuitDocument) document = NULL;
  g_autoptr(PursuitDocumentVersion) found = load_version (desk, document_id, version, &document, error);
  g_autofree char *name = found != NULL ? dup_file_name (document, found) : NULL;

  return found != NULL ? write_in_folder (desk, found, folder, name, cancellable, error) : NULL;
}

/**
 * pursuit_documents_copy:
 * @desk: a desk
 * @document_id: a document
 * @version: the number of a version, 0 for the present one
 * @folder: (type filename): a private folder
 * @cancellable: (nullable): looked at at each piece
 * @error: return location
 *
 * Writes a document into a folder that is there for it alone, for this person's eyes and not to be written to: what is
 * changed there would be lost.
 *
 * Fails as pursuit_documents_save_as().
 *
 * Returns: (transfer full) (type filename): the file
 */
char *
pursuit_documents_copy (PursuitDesk   *desk,
                        gint64         document_id,
                        gint64         version,
                        const char    *folder,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr(PursuitDocument) document = NULL;
  g_autoptr(PursuitDocumentVersion) found = load_version (desk, document_id, version, &document, error);
  g_autofree char *name = found != NULL ? dup_file_name (document, found) : NULL;
  g_autofree char *path = found != NULL ? g_build_filename (folder, name, NULL) : NULL;

  return found != NULL && write_file (desk, found, path, 0400, cancellable, error) ? g_steal_pointer (&path) : NULL;
}
