/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* F_OFD_SETLK */
#include "pursuit-salvage-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "pursuit-error.h"

/* A damaged file and its journal are copied as they are before anybody works with them; the file itself is only read. */

#define PIECE (1024 * 1024)

/* Where the engine keeps its locks: whoever writes takes these bytes for itself. */
#define LOCK_FIRST 0x40000002
#define LOCK_LENGTH 510

static gboolean
refuse (const char  *format,
        const char  *path,
        int          code,
        GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, PURSUIT_ERROR, code == ENOENT ? PURSUIT_ERROR_NOT_FOUND : PURSUIT_ERROR_STORAGE, format, name,
               g_strerror (code));
  return FALSE;
}

/* Nobody is to write into it meanwhile; a place without locks has none to take. */
static gboolean
lock (int          fd,
      const char  *path,
      GError     **error)
{
  struct flock request = { .l_type = F_RDLCK, .l_whence = SEEK_SET, .l_start = LOCK_FIRST, .l_len = LOCK_LENGTH };
  g_autofree char *name = NULL;

  if (fcntl (fd, F_OFD_SETLK, &request) == 0 || (errno != EAGAIN && errno != EACCES))
    return TRUE;

  name = g_filename_display_name (path);
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_BUSY, _("“%s” is being written to; close it everywhere first."), name);
  return FALSE;
}

static gboolean
write_all (int           fd,
           const guint8 *bytes,
           gsize         length)
{
  while (length > 0)
    {
      gssize n = write (fd, bytes, length);

      if (n < 0 && errno != EINTR)
        return FALSE;
      if (n > 0)
        {
          bytes += n;
          length -= (gsize) n;
        }
    }

  return TRUE;
}

/* Both copies at once: one to keep, one to work with. */
static gboolean
copy (int            from,
      const char    *source,
      const int     *to,
      GChecksum     *sum,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE);

  for (;;)
    {
      gssize n = read (from, piece, PIECE);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return refuse (_("“%1$s” cannot be read: %2$s."), source, errno, error);
      if (n == 0)
        return TRUE;
      g_checksum_update (sum, piece, n);
      if (!write_all (to[0], piece, (gsize) n) || !write_all (to[1], piece, (gsize) n))
        return refuse (_("The copy of “%1$s” cannot be written: %2$s."), source, errno, error);
    }
}

static int
make_file (const char  *path,
           int          mode,
           GError     **error)
{
  int fd = g_open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, mode);

  if (fd < 0)
    refuse (_("“%1$s” cannot be written: %2$s."), path, errno, error);

  return fd;
}

/* Gives the hash of what was copied. A file that is not there has none. */
static gboolean
copy_file (const char    *source,
           const char    *kept,
           const char    *work,
           char         **out_sha256,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  int from = g_open (source, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  int to[2] = { -1, -1 };
  gboolean ok;

  if (from < 0)
    return refuse (_("“%1$s” cannot be read: %2$s."), source, errno, error);

  ok = lock (from, source, error) && (to[0] = make_file (kept, 0444, error)) >= 0 &&
       (to[1] = make_file (work, 0600, error)) >= 0 && copy (from, source, to, sum, cancellable, error);
  if (ok && fsync (to[0]) != 0)
    ok = refuse (_("“%1$s” cannot be written: %2$s."), kept, errno, error);
  for (guint i = 0; i < 2; i++)
    if (to[i] >= 0)
      close (to[i]);
  close (from);
  if (ok && out_sha256 != NULL)
    *out_sha256 = g_strdup (g_checksum_get_string (sum));

  return ok;
}

void
pursuit_salvage_remove_work (const char *work)
{
  g_autofree char *journal = g_strconcat (work, "-journal", NULL);

  g_unlink (work);
  g_unlink (journal);
}

/* Copies the file and its journal into @folder, which is made, once to keep and once to work with. Gives the hash of the file. */
char *
pursuit_salvage_keep_evidence (const char    *damaged,
                               const char    *folder,
                               char         **out_work,
                               GCancellable  *cancellable,
                               GError       **error)
{
  g_autofree char *name = g_path_get_basename (damaged);
  g_autofree char *kept = g_build_filename (folder, name, NULL);
  g_autofree char *work = g_build_filename (folder, "work.part", NULL);
  g_autofree char *journal = g_strconcat (damaged, "-journal", NULL);
  g_autofree char *kept_journal = g_strconcat (kept, "-journal", NULL);
  g_autofree char *work_journal = g_strconcat (work, "-journal", NULL);
  char *sha256 = NULL;

  if (!g_file_test (damaged, G_FILE_TEST_IS_REGULAR))
    {
      refuse (_("“%1$s” cannot be read: %2$s."), damaged, g_file_test (damaged, G_FILE_TEST_EXISTS) ? EINVAL : ENOENT, error);
      return NULL;
    }
  if (g_mkdir (folder, 0777) != 0)
    {
      refuse (_("“%1$s” cannot be made: %2$s."), folder, errno, error);
      return NULL;
    }

  if (copy_file (damaged, kept, work, &sha256, cancellable, error) &&
      (!g_file_test (journal, G_FILE_TEST_IS_REGULAR) || copy_file (journal, kept_journal, work_journal, NULL, cancellable, error)))
    {
      *out_work = g_steal_pointer (&work);
      return sha256;
    }

  g_free (sha256);
  pursuit_salvage_remove_work (work);
  g_unlink (kept);
  g_unlink (kept_journal);
  g_rmdir (folder);
  return NULL;
}
