/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* F_OFD_SETLK, statx() */

#include "pursuit-place-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_PAIRS 20
#define MOST_LOOKS 5
/* Over a line that is slower than this, fewer pairs tell enough. */
#define MOST_TIME_US 500000

/* In the page of the lock bytes, where SQLite stores nothing, but behind the bytes that it locks. */
#define MEASURED_BYTE 0x40000300

/* Sets or gives up a lock without waiting: F_RDLCK, F_WRLCK or F_UNLCK. Returns 0 or an errno. */
int
pursuit_place_set_lock (int     fd,
                        short   type,
                        gint64  start,
                        gint64  length)
{
  struct flock request = { .l_type = type, .l_whence = SEEK_SET, .l_start = (off_t) start, .l_len = (off_t) length };
  int result;

  do
    result = fcntl (fd, F_OFD_SETLK, &request);
  while (result != 0 && errno == EINTR);

  return result == 0 ? 0 : errno;
}

static gint64
time_locks (int fd)
{
  gint64 begun = g_get_monotonic_time ();
  gint64 passed = 0;
  guint n = 0;

  while (n < MOST_PAIRS && passed < MOST_TIME_US && pursuit_place_set_lock (fd, F_RDLCK, MEASURED_BYTE, 1) == 0 &&
         pursuit_place_set_lock (fd, F_UNLCK, MEASURED_BYTE, 1) == 0)
    {
      n++;
      passed = g_get_monotonic_time () - begun;
    }

  return n > 0 ? MAX (passed / (2 * n), 1) : 0;
}

/* An SMB client that is alone with a file may keep its locks to itself; this question it has to pass on. */
static gint64
time_looks (int fd)
{
  gint64 begun = g_get_monotonic_time ();
  gint64 passed = 0;
  struct statx info;
  guint n = 0;

  while (n < MOST_LOOKS && passed < MOST_TIME_US &&
         statx (fd, "", AT_EMPTY_PATH | AT_STATX_FORCE_SYNC, STATX_MTIME, &info) == 0)
    {
      n++;
      passed = g_get_monotonic_time () - begun;
    }

  return n > 0 ? passed / n : 0;
}

/**
 * pursuit_place_measure:
 * @path: a file on a share that can be read
 *
 * Locks and unlocks a byte that nobody else looks at, twenty times unless that takes too long, and asks a few times how old the
 * file is.
 *
 * Returns: how many microseconds the slower of these requests takes, at least 1; 0 when nothing can be locked
 */
gint64
pursuit_place_measure (const char *path)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gint64 locks, looks;

  if (fd < 0)
    return 0;
  locks = time_locks (fd);
  looks = locks > 0 ? time_looks (fd) : 0;
  close (fd);

  return MAX (locks, looks);
}
