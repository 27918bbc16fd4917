/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Calls on names and attributes. The kernel is told to remember nothing: every look is a call to the server. */

#define _GNU_SOURCE

#include "share-fs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#define ONE_QUESTION_US 500

/* Answers with the outcome of a system call, unless the answer is lost. */
static void
answer (fuse_req_t req,
        ShareClass class_,
        int        result)
{
  int code = result != 0 ? errno : 0;
  int lost = share_gate_answer (class_);

  fuse_reply_err (req, lost != 0 ? lost : code);
}

/* Whether the server can be reached; if it cannot, that is the answer. */
static gboolean
enter (fuse_req_t req,
       ShareClass class_)
{
  int code = share_gate (class_);

  if (code != 0)
    fuse_reply_err (req, code);

  return code == 0;
}

static int
folder_of (fuse_ino_t ino)
{
  return share_nodes_get (ino)->fd;
}

static char *
path_of (fuse_ino_t ino)
{
  return g_strdup_printf ("/proc/self/fd/%d", share_nodes_get (ino)->fd);
}

static gboolean
is_control (fuse_ino_t  parent,
            const char *name)
{
  return parent == FUSE_ROOT_ID && g_str_equal (name, SHARE_CONTROL_NAME);
}

static void
answer_entry (fuse_req_t  req,
              fuse_ino_t  parent,
              const char *name)
{
  struct fuse_entry_param entry;
  int code = share_nodes_look_up (parent, name, &entry);

  if (code != 0)
    fuse_reply_err (req, code);
  else
    fuse_reply_entry (req, &entry);
}

static void
share_lookup (fuse_req_t  req,
              fuse_ino_t  parent,
              const char *name)
{
  if (is_control (parent, name) || enter (req, SHARE_NAME))
    answer_entry (req, parent, name);
}

static void
share_forget (fuse_req_t req,
              fuse_ino_t ino,
              uint64_t   lookups)
{
  share_nodes_forget (ino, lookups);
  fuse_reply_none (req);
}

static void
answer_attr (fuse_req_t req,
             fuse_ino_t ino)
{
  struct stat info;

  if (fstatat (folder_of (ino), "", &info, AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW) != 0)
    fuse_reply_err (req, errno);
  else
    fuse_reply_attr (req, &info, 0);
}

/* The kernel remembers nothing, so it looks a file up and asks for its attributes at once when a program asks for them by name.
 * For a server that is one question. */
static gboolean
was_just_looked_up (fuse_ino_t             ino,
                    struct fuse_file_info *fi)
{
  return fi == NULL && ino != FUSE_ROOT_ID && g_get_monotonic_time () - share_nodes_get (ino)->looked_up_at < ONE_QUESTION_US;
}

static void
share_getattr (fuse_req_t             req,
               fuse_ino_t             ino,
               struct fuse_file_info *fi)
{
  struct stat info;

  if (ino == SHARE_CONTROL_INO)
    {
      share_control_fill_attr (&info);
      fuse_reply_attr (req, &info, 0);
    }
  else if (was_just_looked_up (ino, fi) || enter (req, SHARE_ATTRIBUTES))
    answer_attr (req, ino);
}

static int
change_size (fuse_ino_t             ino,
             off_t                  size,
             struct fuse_file_info *fi)
{
  g_autofree char *path = path_of (ino);
  int code;

  if (fi == NULL)
    code = truncate (path, size) != 0 ? errno : 0;
  else if (((ShareHandle *) (guintptr) fi->fh)->session != share_get_session ())
    code = ESTALE;
  else
    code = ftruncate (((ShareHandle *) (guintptr) fi->fh)->fd, size) != 0 ? errno : 0;

  return code != 0 ? code : share_gate_answer (SHARE_TRUNCATE);
}

static int
change_times (fuse_ino_t   ino,
              struct stat *attr,
              int          to_set)
{
  g_autofree char *path = path_of (ino);
  struct timespec times[2] = { { 0, UTIME_OMIT }, { 0, UTIME_OMIT } };

  if ((to_set & FUSE_SET_ATTR_ATIME_NOW) != 0)
    times[0].tv_nsec = UTIME_NOW;
  else if ((to_set & FUSE_SET_ATTR_ATIME) != 0)
    times[0] = attr->st_atim;
  if ((to_set & FUSE_SET_ATTR_MTIME_NOW) != 0)
    times[1].tv_nsec = UTIME_NOW;
  else if ((to_set & FUSE_SET_ATTR_MTIME) != 0)
    times[1] = attr->st_mtim;

  return utimensat (AT_FDCWD, path, times, 0) != 0 ? errno : 0;
}

static int
change_owner (fuse_ino_t   ino,
              struct stat *attr,
              int          to_set)
{
  uid_t uid = (to_set & FUSE_SET_ATTR_UID) != 0 ? attr->st_uid : (uid_t) -1;
  gid_t gid = (to_set & FUSE_SET_ATTR_GID) != 0 ? attr->st_gid : (gid_t) -1;

  return fchownat (folder_of (ino), "", uid, gid, AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW) != 0 ? errno : 0;
}

static int
change_mode (fuse_ino_t ino,
             mode_t     mode)
{
  g_autofree char *path = path_of (ino);

  return chmod (path, mode) != 0 ? errno : 0;
}

static void
share_setattr (fuse_req_t             req,
               fuse_ino_t             ino,
               struct stat           *attr,
               int                    to_set,
               struct fuse_file_info *fi)
{
  int code = 0;

  if (ino == SHARE_CONTROL_INO)
    {
      share_getattr (req, ino, fi);
      return;
    }
  if (!enter (req, (to_set & FUSE_SET_ATTR_SIZE) != 0 ? SHARE_TRUNCATE : SHARE_ATTRIBUTES))
    return;

  if ((to_set & FUSE_SET_ATTR_MODE) != 0)
    code = change_mode (ino, attr->st_mode);
  if (code == 0 && (to_set & (FUSE_SET_ATTR_UID | FUSE_SET_ATTR_GID)) != 0)
    code = change_owner (ino, attr, to_set);
  if (code == 0 && (to_set & FUSE_SET_ATTR_SIZE) != 0)
    code = change_size (ino, attr->st_size, fi);
  if (code == 0 && (to_set & (FUSE_SET_ATTR_ATIME | FUSE_SET_ATTR_MTIME)) != 0)
    code = change_times (ino, attr, to_set);
  if (code != 0)
    fuse_reply_err (req, code);
  else
    answer_attr (req, ino);
}

static void
share_readlink (fuse_req_t req,
                fuse_ino_t ino)
{
  char target[4096];
  ssize_t length;

  if (!enter (req, SHARE_NAME))
    return;

  length = readlinkat (folder_of (ino), "", target, sizeof target - 1);
  if (length < 0)
    {
      fuse_reply_err (req, errno);
      return;
    }
  target[length] = '\0';
  fuse_reply_readlink (req, target);
}

static void
share_mkdir (fuse_req_t  req,
             fuse_ino_t  parent,
             const char *name,
             mode_t      mode)
{
  if (!enter (req, SHARE_NAME))
    return;

  if (mkdirat (folder_of (parent), name, mode) != 0)
    fuse_reply_err (req, errno);
  else
    answer_entry (req, parent, name);
}

static void
share_symlink (fuse_req_t  req,
               const char *target,
               fuse_ino_t  parent,
               const char *name)
{
  if (!enter (req, SHARE_NAME))
    return;

  if (symlinkat (target, folder_of (parent), name) != 0)
    fuse_reply_err (req, errno);
  else
    answer_entry (req, parent, name);
}

static void
share_link (fuse_req_t  req,
            fuse_ino_t  ino,
            fuse_ino_t  parent,
            const char *name)
{
  g_autofree char *path = path_of (ino);

  if (!enter (req, SHARE_NAME))
    return;

  if (linkat (AT_FDCWD, path, folder_of (parent), name, AT_SYMLINK_FOLLOW) != 0)
    fuse_reply_err (req, errno);
  else
    answer_entry (req, parent, name);
}

static void
share_unlink (fuse_req_t  req,
              fuse_ino_t  parent,
              const char *name)
{
  if (enter (req, SHARE_NAME))
    answer (req, SHARE_NAME, unlinkat (folder_of (parent), name, 0));
}

static void
share_rmdir (fuse_req_t  req,
             fuse_ino_t  parent,
             const char *name)
{
  if (enter (req, SHARE_NAME))
    answer (req, SHARE_NAME, unlinkat (folder_of (parent), name, AT_REMOVEDIR));
}

static void
share_rename (fuse_req_t    req,
              fuse_ino_t    parent,
              const char   *name,
              fuse_ino_t    new_parent,
              const char   *new_name,
              unsigned int  flags)
{
  if (enter (req, SHARE_NAME))
    answer (req, SHARE_NAME, renameat2 (folder_of (parent), name, folder_of (new_parent), new_name, flags));
}

static void
share_access (fuse_req_t req,
              fuse_ino_t ino,
              int        mask)
{
  g_autofree char *path = path_of (ino);

  if (ino == SHARE_CONTROL_INO)
    fuse_reply_err (req, 0);
  else if (enter (req, SHARE_ATTRIBUTES))
    answer (req, SHARE_ATTRIBUTES, access (path, mask));
}

static void
share_statfs (fuse_req_t req,
              fuse_ino_t ino)
{
  struct statvfs info;

  if (!enter (req, SHARE_ATTRIBUTES))
    return;

  if (fstatvfs (folder_of (FUSE_ROOT_ID), &info) != 0)
    fuse_reply_err (req, errno);
  else
    fuse_reply_statfs (req, &info);
}

static void
share_opendir (fuse_req_t             req,
               fuse_ino_t             ino,
               struct fuse_file_info *fi)
{
  int fd;

  if (!enter (req, SHARE_OPEN))
    return;

  fd = openat (folder_of (ino), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    {
      fuse_reply_err (req, errno);
      return;
    }
  fi->fh = (guintptr) fdopendir (fd);
  fuse_reply_open (req, fi);
}

static void
share_readdir (fuse_req_t             req,
               fuse_ino_t             ino,
               size_t                 size,
               off_t                  offset,
               struct fuse_file_info *fi)
{
  DIR *folder = (DIR *) (guintptr) fi->fh;
  g_autofree char *buffer = g_malloc (size);
  gsize filled = 0;
  struct dirent *entry;

  if (!enter (req, SHARE_NAME))
    return;

  seekdir (folder, offset);
  while ((entry = readdir (folder)) != NULL)
    {
      const struct stat info = { .st_ino = entry->d_ino, .st_mode = (mode_t) entry->d_type << 12 };
      gsize needed = fuse_add_direntry (req, buffer + filled, size - filled, entry->d_name, &info, telldir (folder));

      if (needed > size - filled)
        break;
      filled += needed;
    }
  fuse_reply_buf (req, buffer, filled);
}

static void
share_releasedir (fuse_req_t             req,
                  fuse_ino_t             ino,
                  struct fuse_file_info *fi)
{
  closedir ((DIR *) (guintptr) fi->fh);
  fuse_reply_err (req, 0);
}

static void
share_fsyncdir (fuse_req_t             req,
                fuse_ino_t             ino,
                int                    only_data,
                struct fuse_file_info *fi)
{
  if (enter (req, SHARE_SYNC))
    answer (req, SHARE_SYNC, share_lies_about_sync () ? 0 : fsync (dirfd ((DIR *) (guintptr) fi->fh)));
}

void
share_names_add_calls (struct fuse_lowlevel_ops *calls)
{
  calls->lookup = share_lookup;
  calls->forget = share_forget;
  calls->getattr = share_getattr;
  calls->setattr = share_setattr;
  calls->readlink = share_readlink;
  calls->mkdir = share_mkdir;
  calls->symlink = share_symlink;
  calls->link = share_link;
  calls->unlink = share_unlink;
  calls->rmdir = share_rmdir;
  calls->rename = share_rename;
  calls->access = share_access;
  calls->statfs = share_statfs;
  calls->opendir = share_opendir;
  calls->readdir = share_readdir;
  calls->releasedir = share_releasedir;
  calls->fsyncdir = share_fsyncdir;
}
