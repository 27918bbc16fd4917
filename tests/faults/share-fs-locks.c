/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Byte-range locks as the server keeps them: for each (file, lock owner) of this machine an open file description of the
 * backing file, which carries the locks. Another mount of the same folder is another process with descriptions of its own,
 * so the kernel keeps two machines apart just as a server would.
 *
 * An owner is what the kernel calls one: the process for POSIX locks, the open file for OFD locks. POSIX locks go when the
 * process closes any descriptor of the file (FLUSH names the owner); OFD locks go with their open file (RELEASE).
 */

#define _GNU_SOURCE /* F_OFD_SETLK */

#include "share-fs.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* How often somebody who waits for a lock asks again. */
#define RETRY_US 2000

typedef struct
{
  dev_t device;
  ino_t inode;
  guint64 owner;
  const ShareHandle *handle; /* through which it was first locked; never looked into */
  int fd;
  gboolean is_orphan;        /* given up while the server could not be told */
} Holder;

static GMutex lock;
static GPtrArray *holders;

static void
holder_free (gpointer data)
{
  Holder *holder = data;

  close (holder->fd);
  g_free (holder);
}

/* Called with the lock held. */
static Holder *
find_holder (const ShareHandle *handle,
             guint64            owner)
{
  if (holders == NULL)
    holders = g_ptr_array_new_with_free_func (holder_free);
  for (guint i = 0; i < holders->len; i++)
    {
      Holder *holder = g_ptr_array_index (holders, i);

      if (holder->owner == owner && holder->inode == handle->node->inode && holder->device == handle->node->device &&
          !holder->is_orphan)
        return holder;
    }

  return NULL;
}

static int
open_again (const ShareHandle *handle)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", handle->fd);
  int fd = open (path, O_RDWR | O_CLOEXEC);

  return fd >= 0 ? fd : open (path, O_RDONLY | O_CLOEXEC);
}

static Holder *
add_holder (const ShareHandle *handle,
            guint64            owner)
{
  Holder *holder;
  int fd = open_again (handle);

  if (fd < 0)
    return NULL;

  holder = g_new (Holder, 1);
  *holder = (Holder) { handle->node->device, handle->node->inode, owner, handle, fd, FALSE };
  g_ptr_array_add (holders, holder);

  return holder;
}

/* Whether somebody has a lock there, be it the owner: an open file that was never locked through sees both. */
static gboolean
is_locked (const ShareHandle  *handle,
           const struct flock *wanted)
{
  struct flock probe = *wanted;
  int fd = open_again (handle);
  gboolean locked = FALSE;

  probe.l_pid = 0;
  if (fd < 0)
    return FALSE;
  if (fcntl (fd, F_OFD_GETLK, &probe) == 0)
    locked = probe.l_type != F_UNLCK;
  close (fd);

  return locked;
}

static int
try_lock (const ShareHandle  *handle,
          guint64             owner,
          const struct flock *wanted)
{
  struct flock request = *wanted;
  Holder *holder;
  int code = 0;

  if (wanted->l_type == F_WRLCK && share_locks_like_smb () && is_locked (handle, wanted))
    return EACCES;

  request.l_pid = 0;
  g_mutex_lock (&lock);
  holder = find_holder (handle, owner);
  if (holder == NULL && request.l_type != F_UNLCK && (holder = add_holder (handle, owner)) == NULL)
    code = ENOLCK;
  if (holder != NULL && fcntl (holder->fd, F_OFD_SETLK, &request) != 0)
    code = errno;
  g_mutex_unlock (&lock);

  return code;
}

/**
 * share_locks_set:
 * @req: the call, which may be interrupted
 * @handle: an open file
 * @owner: who locks
 * @wanted: what, or `F_UNLCK`
 * @wait: until it can be had
 *
 * Returns: 0 or an error number
 */
int
share_locks_set (fuse_req_t         req,
                 const ShareHandle *handle,
                 guint64            owner,
                 struct flock      *wanted,
                 gboolean           wait)
{
  int code;

  while ((code = try_lock (handle, owner, wanted)) == EAGAIN && wait)
    {
      if (fuse_req_interrupted (req))
        return EINTR;
      g_usleep (RETRY_US);
    }

  return code;
}

/**
 * share_locks_get:
 * @handle: an open file
 * @owner: who asks
 * @probe: (inout): what would be locked; becomes what is in the way
 *
 * Returns: 0 or an error number
 */
int
share_locks_get (const ShareHandle *handle,
                 guint64            owner,
                 struct flock      *probe)
{
  Holder *holder;
  int code = 0;
  int fd;

  probe->l_pid = 0;
  g_mutex_lock (&lock);
  holder = find_holder (handle, owner);
  fd = holder != NULL ? holder->fd : open_again (handle);
  if (fd < 0 || fcntl (fd, F_OFD_GETLK, probe) != 0)
    code = errno;
  if (holder == NULL && fd >= 0)
    close (fd);
  g_mutex_unlock (&lock);

  probe->l_pid = 0;
  return code;
}

typedef gboolean (*HolderFunc) (const Holder      *holder,
                                const ShareHandle *handle,
                                guint64            owner);

/* While the machine is cut off the server does not hear that a lock is given up. */
static void
give_up (HolderFunc         is_meant,
         const ShareHandle *handle,
         guint64            owner)
{
  g_mutex_lock (&lock);
  for (guint i = holders != NULL ? holders->len : 0; i-- > 0;)
    {
      Holder *holder = g_ptr_array_index (holders, i);

      if (!is_meant (holder, handle, owner))
        continue;
      if (handle != NULL && share_is_down ())
        holder->is_orphan = TRUE;
      else
        g_ptr_array_remove_index_fast (holders, i);
    }
  g_mutex_unlock (&lock);
}

static gboolean
is_of_owner (const Holder      *holder,
             const ShareHandle *handle,
             guint64            owner)
{
  return holder->owner == owner && holder->inode == handle->node->inode && holder->device == handle->node->device;
}

static gboolean
is_of_handle (const Holder      *holder,
              const ShareHandle *handle,
              guint64            unused)
{
  return holder->handle == handle;
}

static gboolean
is_orphan (const Holder      *holder,
           const ShareHandle *unused,
           guint64            owner)
{
  return holder->is_orphan;
}

static gboolean
is_any (const Holder      *holder,
        const ShareHandle *unused,
        guint64            owner)
{
  return TRUE;
}

/* The process closed a descriptor of the file: its POSIX locks on it go. */
void
share_locks_forget_owner (const ShareHandle *handle,
                          guint64            owner)
{
  give_up (is_of_owner, handle, owner);
}

/* The open file is gone, and with it its OFD locks. */
void
share_locks_forget_handle (const ShareHandle *handle)
{
  give_up (is_of_handle, handle, 0);
}

/* The server hears at last what was given up meanwhile. */
void
share_locks_drop_orphans (void)
{
  give_up (is_orphan, NULL, 0);
}

/* The server forgets this machine. */
void
share_locks_drop_all (void)
{
  give_up (is_any, NULL, 0);
}

/**
 * share_locks_count:
 *
 * Returns: how many (file, owner) pairs have, or had, a lock
 */
guint
share_locks_count (void)
{
  guint count;

  g_mutex_lock (&lock);
  count = holders != NULL ? holders->len : 0;
  g_mutex_unlock (&lock);

  return count;
}
