/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-backups-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "pursuit-backups-rotation.h"
#include "pursuit-date.h"
#include "pursuit-error.h"

/* Backups as files: copying them, and thinning them out. */

#define PIECE 65536

/* What a crash left behind is not touched before whoever may still be at it is done. */
#define SECONDS_OF_PARTS (24 * 60 * 60)

static gboolean
refuse (const char  *path,
        int          code,
        GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("“%1$s” cannot be copied: %2$s."), name, g_strerror (code));
  return FALSE;
}

static gboolean
write_all (int            fd,
           const guint8  *piece,
           gssize         length,
           const char    *to,
           GError       **error)
{
  while (length > 0)
    {
      gssize n = write (fd, piece, (gsize) length);

      if (n < 0 && errno != EINTR)
        return refuse (to, errno, error);
      n = MAX (n, 0);
      piece += n;
      length -= n;
    }

  return TRUE;
}

static gboolean
copy_pieces (int            from_fd,
             const char    *from,
             int            to_fd,
             const char    *to,
             GChecksum     *sum,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE);

  for (;;)
    {
      gssize n = read (from_fd, piece, PIECE);

      if (n == 0)
        return TRUE;
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return refuse (from, errno, error);
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !write_all (to_fd, piece, n, to, error))
        return FALSE;
      g_checksum_update (sum, piece, n);
    }
}

/**
 * pursuit_backups_copy_file:
 * @from: a file that nobody writes
 * @to: a file that does not exist yet
 * @cancellable: (nullable): looked at on the way
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_STORAGE or %G_IO_ERROR_CANCELLED; nothing is left behind then.
 *
 * Returns: (transfer full): the SHA-256 of what was copied
 */
char *
pursuit_backups_copy_file (const char    *from,
                           const char    *to,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  int from_fd = g_open (from, O_RDONLY | O_CLOEXEC, 0);
  int to_fd = from_fd >= 0 ? g_open (to, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600) : -1;
  gboolean made = to_fd >= 0;
  gboolean ok = made || refuse (from_fd >= 0 ? to : from, errno, error);

  ok = ok && copy_pieces (from_fd, from, to_fd, to, sum, cancellable, error);
  if (from_fd >= 0)
    close (from_fd);
  if (made && close (to_fd) != 0 && ok)
    ok = refuse (to, errno, error);
  if (made && !ok)
    g_unlink (to);

  return ok ? g_strdup (g_checksum_get_string (sum)) : NULL;
}

static gboolean
is_wanted (const char *reason)
{
  return !g_str_equal (reason, PURSUIT_BACKUP_AUTOMATIC);
}

static void
thin_out (const char *folder)
{
  g_autoptr(GPtrArray) backups = pursuit_backups_list_folder (folder, PURSUIT_BACKUP_SUFFIX);
  g_autofree PursuitBackupAge *ages = g_new0 (PursuitBackupAge, backups->len);

  for (guint i = 0; i < backups->len; i++)
    {
      const PursuitBackup *backup = g_ptr_array_index (backups, i);

      ages[i].at = backup->manifest->at;
      ages[i].is_good = pursuit_backup_is_good (backup);
      ages[i].is_wanted = is_wanted (backup->manifest->reason);
    }
  pursuit_backups_choose (ages, backups->len, pursuit_time_now ());
  for (guint i = 0; i < backups->len; i++)
    if (!ages[i].keep)
      pursuit_backup_remove (((PursuitBackup *) g_ptr_array_index (backups, i))->path);
}

static gboolean
is_left_over (const char *path)
{
  g_autofree char *copy = NULL;
  GStatBuf info;

  if (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode) ||
      info.st_mtime > g_get_real_time () / G_USEC_PER_SEC - SECONDS_OF_PARTS)
    return FALSE;
  if (g_str_has_suffix (path, PURSUIT_PART_SUFFIX))
    return TRUE;
  if (!g_str_has_suffix (path, PURSUIT_BACKUP_SUFFIX ".json"))
    return FALSE;

  copy = g_strndup (path, strlen (path) - strlen (".json"));
  return !g_file_test (copy, G_FILE_TEST_EXISTS);
}

static void
remove_left_over (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (is_left_over (path))
        g_unlink (path);
    }
}

/**
 * pursuit_backups_tidy:
 * @folder: a folder of backups of one database
 *
 * Removes the backups that are not kept any longer, see pursuit_backups_choose(), and what a crash left behind. What cannot
 * be removed stays: the next one tries again.
 */
void
pursuit_backups_tidy (const char *folder)
{
  thin_out (folder);
  remove_left_over (folder);
}
