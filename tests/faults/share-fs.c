/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * share-fs [--delay-us N] BACKING MOUNT: a machine's view of a folder on a server, for tests. BACKING is the server; each
 * mount of it is a client machine of its own. As with a network file system that caches nothing every call costs a round
 * trip, and byte-range locks are kept by the server, so that two mounts of one folder exclude each other.
 *
 * MOUNT/.control says what the network does: write "key=value" lines, read settings and counts (share-fs-control.c):
 *
 *   delay_us, hang_ms   how long each call takes; whoever hangs is let go when hang_ms is 0 again
 *   down=1              the cable is out: every call fails, and after lease_ms the server drops this machine's locks and
 *                       what it had open is stale (keep_handles=1: only the locks go)
 *   fail_at=N           the n-th call from now fails, once, or fail_count times (-1 for ever), with fail_errno, among
 *                       fail_classes (all, or of read,write,truncate,sync,lock,open,name,attributes,close);
 *                       fail_after=1: the server does it, but the answer is lost
 *   no_locks=1          grants every lock and tells the server nothing
 *   no_fsync=1          says that everything is on the disk
 *   smb_locks=1         refuses to turn a read lock into a write lock in place, with EACCES, as SMB servers do
 *   drop_locks=1        the server forgets this machine's locks now
 *   reset=1             counts from 0
 *
 * Prints "mounted" when it is. Ends, and unmounts, when it is told to, when its standard input is closed, or when whoever
 * started it dies: no mount is left behind.
 */

#define _GNU_SOURCE

#include "share-fs.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What the mount is called in /proc/self/mountinfo, after "fuse.". */
#define SUBTYPE "pursuit-share"

static void
set_up (void                  *data,
        struct fuse_conn_info *connection)
{
  connection->want |= connection->capable & FUSE_CAP_POSIX_LOCKS;
  connection->want &= ~(unsigned) (FUSE_CAP_WRITEBACK_CACHE | FUSE_CAP_AUTO_INVAL_DATA);
}

/* The standard input is a pipe from whoever wants the mount: its end is theirs. */
static gpointer
watch_thread (gpointer data)
{
  char byte;
  ssize_t n;

  while ((n = read (STDIN_FILENO, &byte, 1)) > 0 || (n < 0 && errno == EINTR))
    ;
  kill (getpid (), SIGTERM);

  return NULL;
}

static struct fuse_session *
mount_on (const char *mount_point)
{
  struct fuse_args args = FUSE_ARGS_INIT (0, NULL);
  struct fuse_lowlevel_ops calls = { .init = set_up };
  struct fuse_session *session = NULL;

  share_files_add_calls (&calls);
  share_names_add_calls (&calls);
  if (fuse_opt_add_arg (&args, "share-fs") == 0 &&
      fuse_opt_add_arg (&args, "-osubtype=" SUBTYPE ",fsname=" SUBTYPE ",auto_unmount") == 0)
    session = fuse_session_new (&args, &calls, sizeof calls, NULL);
  fuse_opt_free_args (&args);
  if (session != NULL && fuse_session_mount (session, mount_point) != 0)
    g_clear_pointer (&session, fuse_session_destroy);

  return session;
}

static int
serve (struct fuse_session *session)
{
  struct fuse_loop_config *config = fuse_loop_cfg_create ();
  int code;

  fuse_set_signal_handlers (session);
  puts ("mounted");
  fflush (stdout);
  g_thread_unref (g_thread_new ("watch", watch_thread, NULL));
  code = fuse_session_loop_mt (session, config);
  fuse_loop_cfg_destroy (config);
  fuse_remove_signal_handlers (session);

  return code;
}

int
main (int    argc,
      char **argv)
{
  struct fuse_session *session;
  gint64 delay_us = 0;
  int first = 1;

  if (argc == 5 && g_str_equal (argv[1], "--delay-us"))
    {
      delay_us = g_ascii_strtoll (argv[2], NULL, 10);
      first = 3;
    }
  if (argc != first + 2)
    {
      fputs ("share-fs [--delay-us N] BACKING MOUNT\n", stderr);
      return 2;
    }

  umask (0);
  share_nodes_init (argv[first]);
  share_control_init (delay_us);
  session = mount_on (argv[first + 1]);
  if (session == NULL)
    return 1;

  serve (session);
  fuse_session_unmount (session);
  fuse_session_destroy (session);

  return 0;
}
