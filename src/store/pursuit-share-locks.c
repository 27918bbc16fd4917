/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The locks of the "share" VFS: what they are for, and why they are taken like this, stands in pursuit-share-vfs.c. */

#define _GNU_SOURCE /* F_OFD_SETLK */

#include "pursuit-share-file-private.h"
#include "pursuit-share-vfs-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

typedef struct
{
  off_t start;
  off_t length;
} ByteRange;

/* Part of SQLite's file format: it never stores anything at these bytes. */
static const ByteRange pending_byte  = { 0x40000000, 1 };
static const ByteRange reserved_byte = { 0x40000001, 1 };
static const ByteRange shared_range  = { 0x40000002, 510 };

/* On a share any of these can mean "another machine holds it" or "the server is short of locks": worth another try. */
static int
refusal_to_rc (int   refusal,
               short type)
{
  if (type == F_UNLCK)
    return SQLITE_IOERR_UNLOCK;

  switch (refusal)
    {
    case EACCES:
    case EAGAIN:
    case EBUSY:
    case ENOLCK:
    case ETIMEDOUT:
      return SQLITE_BUSY;

    case EPERM:
      return SQLITE_PERM;

    default:
      return type == F_RDLCK ? SQLITE_IOERR_RDLOCK : SQLITE_IOERR_LOCK;
    }
}

/* The only place that changes a lock: @type is F_RDLCK, F_WRLCK or F_UNLCK; never waits. */
static int
set_lock (PursuitShareFile *self,
          short             type,
          const ByteRange  *range)
{
  struct flock request = {
    .l_type = type,
    .l_whence = SEEK_SET,
    .l_start = range->start,
    .l_len = range->length,
  };
  int result;

  do
    result = fcntl (self->lock_fd, F_OFD_SETLK, &request);
  while (result != 0 && errno == EINTR);

  return result == 0 ? SQLITE_OK : refusal_to_rc (errno, type);
}

/* The read lock on the PENDING byte is the door that a waiting writer keeps shut. */
static int
enter_shared (PursuitShareFile *self)
{
  int rc, door_rc;

  rc = set_lock (self, F_RDLCK, &pending_byte);
  if (rc != SQLITE_OK)
    return rc;

  rc = set_lock (self, F_RDLCK, &shared_range);
  door_rc = set_lock (self, F_UNLCK, &pending_byte);
  if (rc == SQLITE_OK && door_rc != SQLITE_OK)
    {
      set_lock (self, F_UNLCK, &shared_range);
      rc = door_rc;
    }

  if (rc == SQLITE_OK)
    {
      self->is_reading = TRUE;
      self->level = SQLITE_LOCK_SHARED;
    }

  return rc;
}

static int
enter_reserved (PursuitShareFile *self)
{
  int rc = set_lock (self, F_WRLCK, &reserved_byte);

  if (rc == SQLITE_OK)
    self->level = SQLITE_LOCK_RESERVED;

  return rc;
}

/*
 * Between the lock on RESERVED and now nobody else can have written - unless the server gave our locks up while we could not
 * be reached, and a lock that is asked for anew says nothing about those that are gone. Then what we are about to write was
 * made from a state that is no more.
 */
static gboolean
is_as_it_was (PursuitShareFile *self)
{
  guint8 version[PURSUIT_SHARE_VERSION_SIZE];
  int rc = pursuit_share_vfs_read_whole (self->real, version, PURSUIT_SHARE_VERSION_SIZE, PURSUIT_SHARE_VERSION_OFFSET);

  /* A new database has no header yet: what is missing is read as zeros. */
  return (rc == SQLITE_OK || rc == SQLITE_IOERR_SHORT_READ) && memcmp (version, self->version, PURSUIT_SHARE_VERSION_SIZE) == 0;
}

/*
 * Busy leaves the file at PENDING, so that no new reader enters before the next try. If not even the read lock comes
 * back, the bytes that keep writers and readers out stay ours until SQLite has rolled back and unlocks.
 */
static int
enter_exclusive (PursuitShareFile *self)
{
  gboolean is_for_writing = self->level >= SQLITE_LOCK_RESERVED;
  int rc;

  if (self->level < SQLITE_LOCK_PENDING)
    {
      rc = set_lock (self, F_WRLCK, &pending_byte);
      if (rc != SQLITE_OK)
        return rc;
      self->level = SQLITE_LOCK_PENDING;
    }

  rc = set_lock (self, F_UNLCK, &shared_range);
  if (rc != SQLITE_OK)
    return rc;
  self->is_reading = FALSE;

  rc = set_lock (self, F_WRLCK, &shared_range);
  if (rc == SQLITE_OK && is_for_writing && !is_as_it_was (self))
    rc = SQLITE_IOERR_LOCK;
  else if (rc == SQLITE_OK)
    self->level = SQLITE_LOCK_EXCLUSIVE;
  else if (set_lock (self, F_RDLCK, &shared_range) == SQLITE_OK)
    self->is_reading = TRUE;
  else
    rc = SQLITE_IOERR_RDLOCK;

  return rc;
}

int
pursuit_share_file_lock (sqlite3_file *file,
                         int           level)
{
  PursuitShareFile *self = (PursuitShareFile *) file;

  if (self->level >= level)
    return SQLITE_OK;

  switch (level)
    {
    case SQLITE_LOCK_SHARED:
      return enter_shared (self);

    case SQLITE_LOCK_RESERVED:
      return enter_reserved (self);

    case SQLITE_LOCK_EXCLUSIVE:
      return enter_exclusive (self);

    default: /* SQLite never asks for PENDING */
      return SQLITE_MISUSE;
    }
}

/* From a write lock back to a read lock; also not in place, and PENDING still keeps everybody out. */
static int
resume_reading (PursuitShareFile *self)
{
  int rc;

  if (self->is_reading)
    return SQLITE_OK;

  rc = set_lock (self, F_UNLCK, &shared_range);
  if (rc != SQLITE_OK)
    return rc;

  if (set_lock (self, F_RDLCK, &shared_range) != SQLITE_OK)
    return SQLITE_IOERR_RDLOCK;

  self->is_reading = TRUE;
  return SQLITE_OK;
}

/* Every lock that has to go is given up even if one of them cannot be; the first trouble is reported. */
int
pursuit_share_file_unlock (sqlite3_file *file,
                           int           level)
{
  PursuitShareFile *self = (PursuitShareFile *) file;
  int held = self->level;
  int rc = SQLITE_OK;
  int step_rc;

  if (held <= level)
    return SQLITE_OK;

  if (level == SQLITE_LOCK_SHARED && (rc = resume_reading (self)) != SQLITE_OK)
    level = SQLITE_LOCK_NONE; /* better nothing than a read lock that is not there */

  if (level == SQLITE_LOCK_NONE)
    {
      step_rc = set_lock (self, F_UNLCK, &shared_range);
      rc = rc == SQLITE_OK ? step_rc : rc;
      self->is_reading = FALSE;
    }

  if (held >= SQLITE_LOCK_RESERVED)
    {
      step_rc = set_lock (self, F_UNLCK, &reserved_byte);
      rc = rc == SQLITE_OK ? step_rc : rc;
    }

  if (held >= SQLITE_LOCK_PENDING)
    {
      step_rc = set_lock (self, F_UNLCK, &pending_byte);
      rc = rc == SQLITE_OK ? step_rc : rc;
    }

  self->level = level;
  return rc;
}

/* Asks with a read lock: asked with a write lock, two askers on a server could take each other for the writer. */
int
pursuit_share_file_check_reserved (sqlite3_file *file,
                                   int          *out_reserved)
{
  PursuitShareFile *self = (PursuitShareFile *) file;
  struct flock probe = {
    .l_type = F_RDLCK,
    .l_whence = SEEK_SET,
    .l_start = reserved_byte.start,
    .l_len = reserved_byte.length,
  };

  *out_reserved = self->level >= SQLITE_LOCK_RESERVED;
  if (*out_reserved)
    return SQLITE_OK;

  if (fcntl (self->lock_fd, F_OFD_GETLK, &probe) != 0)
    return SQLITE_IOERR_CHECKRESERVEDLOCK;

  *out_reserved = probe.l_type != F_UNLCK;
  return SQLITE_OK;
}
