/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-share-table-private.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

/*
 * Which databases this process has open, so that none on a share is opened twice. Two handles of one computer that hold locks
 * at once leave a read lock behind on an SMB server, and then nobody can save (shared-database.md 2.5). On a local disk several
 * connections are no harm.
 */

typedef struct
{
  dev_t device;
  ino_t inode;
  guint n_open;
} OpenFile;

static GMutex lock;
static GArray *open_files;   /* of OpenFile: one or two, so it is searched from end to end */
static GArray *shares;       /* of dev_t */

static gboolean
is_on_share (dev_t device)
{
  for (guint i = 0; shares != NULL && i < shares->len; i++)
    if (g_array_index (shares, dev_t, i) == device)
      return TRUE;

  return FALSE;
}

static OpenFile *
find_open (dev_t device,
           ino_t inode)
{
  for (guint i = 0; open_files != NULL && i < open_files->len; i++)
    {
      OpenFile *file = &g_array_index (open_files, OpenFile, i);

      if (file->device == device && file->inode == inode)
        return file;
    }

  return NULL;
}

/**
 * pursuit_share_table_add_share:
 * @path: a file or folder on a share
 *
 * From now on no file of that mount is opened a second time. May be called from any thread; a path that cannot be looked at
 * is left out.
 */
void
pursuit_share_table_add_share (const char *path)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&lock);
  GStatBuf info;

  if (g_stat (path, &info) != 0 || is_on_share (info.st_dev))
    return;
  if (shares == NULL)
    shares = g_array_new (FALSE, FALSE, sizeof (dev_t));
  g_array_append_val (shares, info.st_dev);
}

/* For the tests, to which a disk is a share and then a disk again. */
void
pursuit_share_table_forget (void)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&lock);

  if (shares != NULL)
    g_array_set_size (shares, 0);
}

/**
 * pursuit_share_table_enter:
 * @device: the mount
 * @inode: the file
 *
 * Notes that a connection to a file is opened.
 *
 * Returns: %FALSE when there is one already and the file is on a share; then there is nothing to leave
 */
gboolean
pursuit_share_table_enter (dev_t device,
                           ino_t inode)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&lock);
  OpenFile *file = find_open (device, inode);

  if (file != NULL)
    {
      if (is_on_share (device))
        return FALSE;
      file->n_open++;
      return TRUE;
    }

  if (open_files == NULL)
    open_files = g_array_new (FALSE, FALSE, sizeof (OpenFile));
  g_array_append_val (open_files, ((OpenFile) { device, inode, 1 }));
  return TRUE;
}

/**
 * pursuit_share_table_leave:
 * @device: the mount
 * @inode: the file, as it was entered
 *
 * Notes that a connection was closed.
 */
void
pursuit_share_table_leave (dev_t device,
                           ino_t inode)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&lock);
  OpenFile *file = find_open (device, inode);

  g_assert (file != NULL);
  if (--file->n_open == 0)
    g_array_remove_index_fast (open_files, (guint) (file - &g_array_index (open_files, OpenFile, 0)));
}
