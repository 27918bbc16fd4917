/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Calls on open files. Each goes through the gate, is done on the backing file, and its answer goes through the gate again. */

#define _GNU_SOURCE

#include "share-fs.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static ShareHandle *
handle_of (const struct fuse_file_info *fi)
{
  return (ShareHandle *) (guintptr) fi->fh;
}

/* A file that was open when the server forgot this machine is of no use any more, even when the cable is in again. */
static int
enter (ShareClass                   class_,
       const struct fuse_file_info *fi)
{
  int code = share_gate (class_);

  return code == 0 && handle_of (fi)->session != share_get_session () ? ESTALE : code;
}

/* Answers with what the call came to, unless the answer is lost. */
static void
answer (fuse_req_t req,
        ShareClass class_,
        int        code)
{
  int lost = share_gate_answer (class_);

  fuse_reply_err (req, lost != 0 ? lost : code);
}

static int
open_node (ShareNode *node,
           int        flags)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", node->fd);

  return open (path, (flags & ~(O_NOFOLLOW | O_DIRECT)) | O_CLOEXEC);
}

/* Takes @fd. Nothing is kept in this machine's cache. */
static void
make_handle (struct fuse_file_info *fi,
             ShareNode             *node,
             int                    fd)
{
  ShareHandle *handle = g_new (ShareHandle, 1);

  *handle = (ShareHandle) { node, fd, share_get_session () };
  fi->fh = (guintptr) handle;
  fi->direct_io = TRUE;
}

static void
share_open (fuse_req_t             req,
            fuse_ino_t             ino,
            struct fuse_file_info *fi)
{
  int code;
  int fd;

  if (ino == SHARE_CONTROL_INO)
    {
      fi->direct_io = TRUE;
      fuse_reply_open (req, fi);
      return;
    }

  code = share_gate (SHARE_OPEN);
  fd = code == 0 ? open_node (share_nodes_get (ino), fi->flags) : -1;
  if (code == 0 && fd < 0)
    code = errno;
  if (code != 0)
    {
      fuse_reply_err (req, code);
      return;
    }

  make_handle (fi, share_nodes_get (ino), fd);
  fuse_reply_open (req, fi);
}

static void
share_create (fuse_req_t             req,
              fuse_ino_t             parent,
              const char            *name,
              mode_t                 mode,
              struct fuse_file_info *fi)
{
  struct fuse_entry_param entry;
  int code = share_gate (SHARE_OPEN);
  int fd = -1;

  if (code == 0)
    {
      fd = openat (share_nodes_get (parent)->fd, name, (fi->flags & ~O_DIRECT) | O_CREAT | O_CLOEXEC, mode);
      code = fd < 0 ? errno : share_nodes_look_up (parent, name, &entry);
    }
  if (code != 0)
    {
      if (fd >= 0)
        close (fd);
      fuse_reply_err (req, code);
      return;
    }

  make_handle (fi, share_nodes_get (entry.ino), fd);
  fuse_reply_create (req, &entry, fi);
}

static void
read_report (fuse_req_t req,
             size_t     size,
             off_t      offset)
{
  g_autofree char *report = share_control_dup_report ();
  gsize length = strlen (report);

  fuse_reply_buf (req, report + MIN ((gsize) offset, length), MIN (size, length - MIN ((gsize) offset, length)));
}

static void
share_read (fuse_req_t             req,
            fuse_ino_t             ino,
            size_t                 size,
            off_t                  offset,
            struct fuse_file_info *fi)
{
  g_autofree char *buffer = NULL;
  ssize_t n_read;
  int code;

  if (ino == SHARE_CONTROL_INO)
    {
      read_report (req, size, offset);
      return;
    }

  code = enter (SHARE_READ, fi);
  if (code == 0)
    {
      buffer = g_malloc (size);
      n_read = pread (handle_of (fi)->fd, buffer, size, offset);
      code = n_read < 0 ? errno : share_gate_answer (SHARE_READ);
    }
  if (code != 0)
    fuse_reply_err (req, code);
  else
    fuse_reply_buf (req, buffer, (size_t) n_read);
}

static void
share_write (fuse_req_t             req,
             fuse_ino_t             ino,
             const char            *buffer,
             size_t                 size,
             off_t                  offset,
             struct fuse_file_info *fi)
{
  ssize_t written = (ssize_t) size;
  int code;

  if (ino == SHARE_CONTROL_INO)
    code = share_control_write (buffer, size);
  else
    {
      code = enter (SHARE_WRITE, fi);
      if (code == 0)
        {
          written = pwrite (handle_of (fi)->fd, buffer, size, offset);
          code = written < 0 ? errno : share_gate_answer (SHARE_WRITE);
        }
    }
  if (code != 0)
    fuse_reply_err (req, code);
  else
    fuse_reply_write (req, (size_t) written);
}

static void
share_fsync (fuse_req_t             req,
             fuse_ino_t             ino,
             int                    only_data,
             struct fuse_file_info *fi)
{
  int code;

  if (ino == SHARE_CONTROL_INO)
    {
      fuse_reply_err (req, 0);
      return;
    }

  code = enter (SHARE_SYNC, fi);
  if (code == 0 && !share_lies_about_sync ())
    {
      code = (only_data ? fdatasync (handle_of (fi)->fd) : fsync (handle_of (fi)->fd)) != 0 ? errno : 0;
      answer (req, SHARE_SYNC, code);
      return;
    }
  fuse_reply_err (req, code);
}

/* A descriptor was closed, perhaps not the last one of this open file. */
static void
share_flush (fuse_req_t             req,
             fuse_ino_t             ino,
             struct fuse_file_info *fi)
{
  if (ino != SHARE_CONTROL_INO)
    share_locks_forget_owner (handle_of (fi), fi->lock_owner);
  fuse_reply_err (req, 0);
}

static void
share_release (fuse_req_t             req,
               fuse_ino_t             ino,
               struct fuse_file_info *fi)
{
  if (ino != SHARE_CONTROL_INO)
    {
      ShareHandle *handle = handle_of (fi);

      share_gate (SHARE_CLOSE);
      share_locks_forget_handle (handle);
      close (handle->fd);
      g_free (handle);
    }
  fuse_reply_err (req, 0);
}

static void
share_getlk (fuse_req_t             req,
             fuse_ino_t             ino,
             struct fuse_file_info *fi,
             struct flock          *lock)
{
  int code = ino == SHARE_CONTROL_INO ? EINVAL : enter (SHARE_LOCK, fi);

  if (code == 0 && share_grants_every_lock ())
    lock->l_type = F_UNLCK;
  else if (code == 0)
    code = share_locks_get (handle_of (fi), fi->lock_owner, lock);
  if (code != 0)
    fuse_reply_err (req, code);
  else
    fuse_reply_lock (req, lock);
}

static void
share_setlk (fuse_req_t             req,
             fuse_ino_t             ino,
             struct fuse_file_info *fi,
             struct flock          *lock,
             int                    wait)
{
  int code = ino == SHARE_CONTROL_INO ? EINVAL : enter (SHARE_LOCK, fi);

  if (code == 0 && !share_grants_every_lock ())
    {
      answer (req, SHARE_LOCK, share_locks_set (req, handle_of (fi), fi->lock_owner, lock, wait));
      return;
    }
  fuse_reply_err (req, code);
}

void
share_files_add_calls (struct fuse_lowlevel_ops *calls)
{
  calls->open = share_open;
  calls->create = share_create;
  calls->read = share_read;
  calls->write = share_write;
  calls->fsync = share_fsync;
  calls->flush = share_flush;
  calls->release = share_release;
  calls->getlk = share_getlk;
  calls->setlk = share_setlk;
}
