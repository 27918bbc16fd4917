/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-place-check-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

/*
 * Locks, as the share VFS uses them. One computer alone cannot prove that they reach the others, which is why the kind of the
 * mount is looked at too; but where they do not even hold here, nothing has to be proven.
 */

#define RESERVED_BYTE 0x40000001
#define SHARED_RANGE 0x40000002
#define SHARED_LENGTH 510

static int
lock_one (int   fd,
          short type)
{
  return pursuit_place_set_lock (fd, type, RESERVED_BYTE, 1);
}

static int
lock_range (int   fd,
            short type)
{
  return pursuit_place_set_lock (fd, type, SHARED_RANGE, SHARED_LENGTH);
}

static gboolean
is_refusal (int code)
{
  return code == EAGAIN || code == EACCES;
}

static void
release (PursuitPlaceTest *self)
{
  lock_one (self->first, F_UNLCK);
  lock_one (self->second, F_UNLCK);
  lock_range (self->first, F_UNLCK);
  lock_range (self->second, F_UNLCK);
}

const char *
pursuit_place_get_mount_line (const PursuitPlace *place)
{
  if (g_str_has_prefix (place->file_system, "nfs"))
    return "mount -t nfs4 SERVER:/SHARE MOUNT-POINT -o vers=4.2,hard";

  return "mount -t cifs //SERVER/SHARE MOUNT-POINT -o credentials=FILE,vers=3.1.1";
}

void
pursuit_place_test_locks (PursuitPlaceTest    *self,
                          PursuitPlaceFinding *finding)
{
  const char *line = pursuit_place_get_mount_line (self->place);
  int code = lock_one (self->first, F_WRLCK);

  if (code != 0)
    pursuit_place_fail (finding, line, _("Parts of a file cannot be locked: %s."), g_strerror (code));
  else if (!is_refusal (lock_one (self->second, F_RDLCK)) || !is_refusal (lock_one (self->second, F_WRLCK)))
    pursuit_place_fail (finding, line, _("Two programs get the same lock at once."));
  else if (lock_range (self->first, F_RDLCK) != 0 || lock_range (self->second, F_RDLCK) != 0)
    pursuit_place_fail (finding, line, _("Two programs cannot hold a lock for reading at once."));
  else
    pursuit_place_pass (finding, _("A lock keeps other programs out, and readers let each other in."));
  release (self);
}

/* The stock engine turns a lock for reading into one for writing in place, which SMB refuses. */
void
pursuit_place_test_upgrade (PursuitPlaceTest    *self,
                            PursuitPlaceFinding *finding)
{
  const char *line = pursuit_place_get_mount_line (self->place);
  gboolean stock_works, ours_works;

  stock_works = lock_range (self->first, F_RDLCK) == 0 && lock_range (self->first, F_WRLCK) == 0;
  lock_range (self->first, F_UNLCK);
  ours_works = lock_range (self->first, F_RDLCK) == 0 && lock_range (self->first, F_UNLCK) == 0 &&
               lock_range (self->first, F_WRLCK) == 0 && is_refusal (lock_range (self->second, F_RDLCK));
  release (self);

  if (!ours_works)
    pursuit_place_fail (finding, line, _("A lock for reading cannot be followed by one for writing."));
  else if (!stock_works)
    pursuit_place_pass (finding, _("A lock for reading can be followed by one for writing the way Pursuit does it; other"
                                  " programs with SQLite cannot write here."));
  else
    pursuit_place_pass (finding, _("A lock for reading can become one for writing."));
}

/* Older locks of a process all vanish when it closes any of its handles of the file. */
void
pursuit_place_test_closing (PursuitPlaceTest    *self,
                            PursuitPlaceFinding *finding)
{
  const char *line = pursuit_place_get_mount_line (self->place);
  int code = lock_one (self->first, F_WRLCK);
  int third = open (self->path, O_RDWR | O_CLOEXEC);

  if (third >= 0)
    close (third);
  if (code == 0 && third >= 0 && is_refusal (lock_one (self->second, F_RDLCK)))
    pursuit_place_pass (finding, _("A lock stays when the file is closed elsewhere."));
  else
    pursuit_place_fail (finding, line, _("A lock is lost when the file is closed elsewhere."));
  release (self);
}
