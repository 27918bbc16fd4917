/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The simulated share itself: what is shown with it is worth as much as it is. */

#define _GNU_SOURCE /* F_OFD_SETLK */

#include "machines.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static const char *no_share;   /* why nothing can be mounted */

typedef struct
{
  Machines *machines;
  int here;      /* the same file, open on either machine */
  int there;
} Fixture;

static int
open_on (Fixture *fixture,
         guint    machine)
{
  g_autofree char *path = machines_dup_path (fixture->machines, machine, "file");
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);

  return fd;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  char *reason = NULL;

  fixture->machines = machines_new (2, &reason);
  if (fixture->machines == NULL)
    {
      no_share = reason;
      return;
    }
  fixture->here = open_on (fixture, 0);
  fixture->there = open_on (fixture, 1);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->machines == NULL)
    return;
  close (fixture->here);
  close (fixture->there);
  machines_free (fixture->machines);
}

/* Gives 0 or what the lock was refused with. */
static int
try_lock (int   fd,
          int   command,
          short type)
{
  struct flock request = { .l_type = type, .l_whence = SEEK_SET, .l_start = 0x40000001, .l_len = 1 };

  return fcntl (fd, command, &request) == 0 ? 0 : errno;
}

static short
probe (int   fd,
       short type)
{
  struct flock request = { .l_type = type, .l_whence = SEEK_SET, .l_start = 0x40000001, .l_len = 1 };

  g_assert_cmpint (fcntl (fd, F_OFD_GETLK, &request), ==, 0);

  return request.l_type;
}

static gboolean
is_free (gpointer data)
{
  int fd = GPOINTER_TO_INT (data);

  return try_lock (fd, F_OFD_SETLK, F_WRLCK) == 0;
}

/* The server hears of a closed file a moment after close() has returned. */
static void
wait_until_free (int fd)
{
  for (int i = 0; !is_free (GINT_TO_POINTER (fd)); i++)
    {
      g_assert_cmpint (i, <, 5000);
      g_usleep (2000);
    }
}

/* @data: the command that locks, OFD or POSIX */
static void
test_exclude (Fixture       *fixture,
              gconstpointer  data)
{
  int command = GPOINTER_TO_INT (data);

  g_assert_cmpint (try_lock (fixture->here, command, F_WRLCK), ==, 0);
  g_assert_cmpint (try_lock (fixture->there, F_OFD_SETLK, F_WRLCK), ==, EAGAIN);
  g_assert_cmpint (try_lock (fixture->there, F_SETLK, F_RDLCK), ==, EAGAIN);
  g_assert_cmpint (probe (fixture->there, F_RDLCK), ==, F_WRLCK);
  g_assert_cmpint (probe (fixture->here, F_RDLCK), ==, command == F_SETLK ? F_WRLCK : F_UNLCK);

  g_assert_cmpint (try_lock (fixture->here, command, F_UNLCK), ==, 0);
  g_assert_cmpint (try_lock (fixture->there, F_OFD_SETLK, F_RDLCK), ==, 0);
  g_assert_cmpint (try_lock (fixture->here, command, F_RDLCK), ==, 0);
  g_assert_cmpint (try_lock (fixture->here, command, F_WRLCK), ==, EAGAIN);
}

/* An open file takes its locks along; POSIX locks even go with another descriptor of the file. */
static void
test_close (Fixture       *fixture,
            gconstpointer  data)
{
  int other = open_on (fixture, 0);

  g_assert_cmpint (try_lock (fixture->here, F_OFD_SETLK, F_WRLCK), ==, 0);
  close (other);
  g_assert_cmpint (try_lock (fixture->there, F_OFD_SETLK, F_WRLCK), ==, EAGAIN);
  close (fixture->here);
  wait_until_free (fixture->there);
  g_assert_cmpint (try_lock (fixture->there, F_OFD_SETLK, F_UNLCK), ==, 0);

  fixture->here = open_on (fixture, 0);
  g_assert_cmpint (try_lock (fixture->here, F_SETLK, F_WRLCK), ==, 0);
  other = open_on (fixture, 0);
  close (other);
  wait_until_free (fixture->there);
}

static int
try_write (int fd)
{
  return pwrite (fd, "x", 1, 0) == 1 ? 0 : errno;
}

/* The cable of a machine that holds a lock is pulled: others wait for the lease, then it is out for good. */
static void
test_cut_off (Fixture       *fixture,
              gconstpointer  data)
{
  int again;

  g_assert_cmpint (try_lock (fixture->here, F_OFD_SETLK, F_WRLCK), ==, 0);
  machines_set (fixture->machines, 0, "lease_ms=0\ndown=1\n");
  g_assert_cmpint (try_write (fixture->here), ==, EIO);
  g_assert_cmpint (try_lock (fixture->there, F_OFD_SETLK, F_WRLCK), ==, EAGAIN);

  /* Back in time, it still holds the lock. */
  machines_set (fixture->machines, 0, "down=0\n");
  g_assert_cmpint (try_write (fixture->here), ==, 0);
  g_assert_cmpint (try_lock (fixture->there, F_OFD_SETLK, F_WRLCK), ==, EAGAIN);

  machines_set (fixture->machines, 0, "lease_ms=30\ndown=1\n");
  wait_until_free (fixture->there);
  machines_set (fixture->machines, 0, "down=0\n");
  g_assert_cmpint (try_write (fixture->here), ==, ESTALE);
  again = open_on (fixture, 0);
  g_assert_cmpint (try_write (again), ==, 0);
  g_assert_cmpint (try_lock (again, F_OFD_SETLK, F_WRLCK), ==, EAGAIN);
  close (again);
}

/* A machine without power does not give its locks back by closing. */
static void
test_power_cut (Fixture       *fixture,
                gconstpointer  data)
{
  g_assert_cmpint (try_lock (fixture->here, F_OFD_SETLK, F_WRLCK), ==, 0);
  machines_set (fixture->machines, 0, "lease_ms=0\ndown=1\n");
  close (fixture->here);
  while (machines_get (fixture->machines, 0, "close") == 0)
    g_usleep (1000);
  g_assert_cmpint (try_lock (fixture->there, F_OFD_SETLK, F_WRLCK), ==, EAGAIN);
  machines_set (fixture->machines, 0, "lease_ms=10\n");
  wait_until_free (fixture->there);

  machines_set (fixture->machines, 0, "down=0\n");
  fixture->here = open_on (fixture, 0);
}

static void
test_broken_locks (Fixture       *fixture,
                   gconstpointer  data)
{
  machines_set (fixture->machines, 0, "no_locks=1\n");
  g_assert_cmpint (try_lock (fixture->there, F_OFD_SETLK, F_WRLCK), ==, 0);
  g_assert_cmpint (try_lock (fixture->here, F_OFD_SETLK, F_WRLCK), ==, 0);
  g_assert_cmpint (probe (fixture->here, F_WRLCK), ==, F_UNLCK);
}

/* What makes the engine's own way of locking useless on SMB. */
static void
test_smb_locks (Fixture       *fixture,
                gconstpointer  data)
{
  machines_set (fixture->machines, 0, "smb_locks=1\n");
  g_assert_cmpint (try_lock (fixture->here, F_OFD_SETLK, F_RDLCK), ==, 0);
  g_assert_cmpint (try_lock (fixture->here, F_OFD_SETLK, F_WRLCK), ==, EACCES);
  g_assert_cmpint (try_lock (fixture->here, F_OFD_SETLK, F_UNLCK), ==, 0);
  g_assert_cmpint (try_lock (fixture->here, F_OFD_SETLK, F_WRLCK), ==, 0);
  g_assert_cmpint (try_lock (fixture->there, F_OFD_SETLK, F_RDLCK), ==, EAGAIN);
}

static void
test_faults (Fixture       *fixture,
             gconstpointer  data)
{
  char byte = '\0';

  machines_set (fixture->machines, 0, "fail_classes=write,truncate\nfail_errno=28\nfail_at=2\n");
  g_assert_cmpint (try_write (fixture->here), ==, 0);
  g_assert_cmpint (fsync (fixture->here), ==, 0);
  g_assert_cmpint (try_write (fixture->here), ==, ENOSPC);
  g_assert_cmpint (try_write (fixture->here), ==, 0);
  g_assert_cmpint (machines_get (fixture->machines, 0, "faults"), ==, 1);

  /* Only the answer is lost. */
  machines_set (fixture->machines, 0, "fail_at=0\nfail_errno=5\nfail_after=1\nfail_at=1\n");
  g_assert_cmpint (pwrite (fixture->here, "y", 1, 7), ==, -1);
  g_assert_cmpint (errno, ==, EIO);
  g_assert_cmpint (pread (fixture->there, &byte, 1, 7), ==, 1);
  g_assert_cmpint (byte, ==, 'y');
}

static void
test_nothing_cached (Fixture       *fixture,
                     gconstpointer  data)
{
  char text[4] = "";
  GStatBuf info;
  g_autofree char *path = machines_dup_path (fixture->machines, 1, "file");

  g_assert_cmpint (pread (fixture->there, text, 3, 0), ==, 0);
  g_assert_cmpint (pwrite (fixture->here, "one", 3, 0), ==, 3);
  g_assert_cmpint (pread (fixture->there, text, 3, 0), ==, 3);
  g_assert_cmpstr (text, ==, "one");
  g_assert_cmpint (ftruncate (fixture->here, 1), ==, 0);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, 1);
  g_assert_cmpint (machines_get (fixture->machines, 1, "read"), ==, 2);
}

#define DELAY_US 20000

static void
test_delay (Fixture       *fixture,
            gconstpointer  data)
{
  gint64 began;

  machines_set (fixture->machines, 0, "delay_us=" G_STRINGIFY (DELAY_US) "\n");
  began = g_get_monotonic_time ();
  g_assert_cmpint (try_write (fixture->here), ==, 0);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, DELAY_US);
}

typedef void (*Case) (Fixture       *fixture,
                      gconstpointer  data);

typedef struct
{
  const char *path;
  Case func;
  gconstpointer data;
} Row;

static void
run_case (Fixture       *fixture,
          gconstpointer  data)
{
  const Row *row = data;

  if (fixture->machines == NULL)
    g_test_skip (no_share);
  else
    row->func (fixture, row->data);
}

int
main (int    argc,
      char **argv)
{
  static const Row rows[] = {
    { "/faults/share/locks/exclude-across-machines", test_exclude, GINT_TO_POINTER (F_OFD_SETLK) },
    { "/faults/share/locks/exclude-across-machines-posix", test_exclude, GINT_TO_POINTER (F_SETLK) },
    { "/faults/share/locks/go-with-the-open-file", test_close, NULL },
    { "/faults/share/locks/broken-on-demand", test_broken_locks, NULL },
    { "/faults/share/locks/no-upgrade-on-smb", test_smb_locks, NULL },
    { "/faults/share/cut-off/waits-for-the-lease", test_cut_off, NULL },
    { "/faults/share/cut-off/power-cut-keeps-locks", test_power_cut, NULL },
    { "/faults/share/faults/nth-call-and-lost-answer", test_faults, NULL },
    { "/faults/share/cache/nothing-is-kept", test_nothing_cached, NULL },
    { "/faults/share/delay/each-call-takes-it", test_delay, NULL },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_test_add (rows[i].path, Fixture, &rows[i], set_up, run_case, tear_down);

  return g_test_run ();
}
