/* SPDX-License-Identifier: GPL-3.0-or-later */

/* “Check this folder”: what is found in a sound folder, and in one that lacks something. The linker puts the functions named
 * __wrap_ between the tests of the folder and the system, so that each property can be taken away. */

#define _GNU_SOURCE /* F_OFD_SETLK */

#include "pursuit-error.h"
#include "pursuit-place-check.h"
#include "pursuit-place-private.h"
#include "scratch-db.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdarg.h>
#include <string.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

typedef enum
{
  SOUND,
  NO_LOCKS,             /* the file system knows none */
  LOCKS_OF_A_PROCESS,   /* and not of a handle, as once upon a time */
  ALL_LOCKS_GRANTED,
  NO_UPGRADE,           /* SMB: a lock cannot be changed in place */
  SLOW_LINE,
  NO_SYNC,
  SLOW_DISK,
  NO_TRUNCATION,
  FULL,
  OTHER_TIME,
} Lack;

static Lack lack;
static short held_type = F_UNLCK;   /* of the first lock of a handle, for NO_UPGRADE */
static int held_fd = -1;

int __real_fcntl64 (int fd, int command, ...);
int __wrap_fcntl64 (int fd, int command, ...);
int __real_fsync (int fd);
int __wrap_fsync (int fd);
int __real_ftruncate64 (int fd, off_t size);
int __wrap_ftruncate64 (int fd, off_t size);
int __real_statvfs64 (const char *path, struct statvfs *info);
int __wrap_statvfs64 (const char *path, struct statvfs *info);
time_t __real_time (time_t *out_time);
time_t __wrap_time (time_t *out_time);
gint64 __wrap_g_get_monotonic_time (void);

/* What is measured goes by a clock of the test's own: the computer that runs it may be as slow as it likes. */
static gint64 now_us;

static gboolean
changes_in_place (int                 fd,
                  const struct flock *request)
{
  gboolean changes = fd == held_fd && held_type != F_UNLCK && request->l_type != F_UNLCK && request->l_type != held_type;

  if (!changes && (request->l_type != F_UNLCK || fd == held_fd))
    {
      held_fd = fd;
      held_type = request->l_type;
    }

  return changes;
}

static int
lock_with_lack (int           fd,
                struct flock *request)
{
  if (lack == NO_LOCKS)
    {
      errno = ENOLCK;
      return -1;
    }
  if (lack == NO_UPGRADE && changes_in_place (fd, request))
    {
      errno = EACCES;
      return -1;
    }
  now_us += lack == SLOW_LINE ? 6000 : 50;
  if (lack == ALL_LOCKS_GRANTED)
    return 0;

  return __real_fcntl64 (fd, lack == LOCKS_OF_A_PROCESS ? F_SETLK : F_OFD_SETLK, request);
}

int
__wrap_fcntl64 (int fd,
                int command,
                ...)
{
  va_list args;
  void *arg;

  va_start (args, command);
  arg = va_arg (args, void *);
  va_end (args);

  return command == F_OFD_SETLK ? lock_with_lack (fd, arg) : __real_fcntl64 (fd, command, arg);
}

int
__wrap_fsync (int fd)
{
  now_us += lack == SLOW_DISK ? 210000 : 2000;
  if (lack != NO_SYNC)
    return __real_fsync (fd);

  errno = EIO;
  return -1;
}

int
__wrap_ftruncate64 (int   fd,
                    off_t size)
{
  if (lack != NO_TRUNCATION || size > 0)
    return __real_ftruncate64 (fd, size);

  errno = EPERM;
  return -1;
}

int
__wrap_statvfs64 (const char     *path,
                  struct statvfs *info)
{
  int result = __real_statvfs64 (path, info);

  info->f_bavail = lack == FULL ? 1 : (fsblkcnt_t) (G_GUINT64_CONSTANT (1) << 40) / info->f_frsize;

  return result;
}

gint64
__wrap_g_get_monotonic_time (void)
{
  return now_us;
}

time_t
__wrap_time (time_t *out_time)
{
  return __real_time (out_time) - (lack == OTHER_TIME ? 200 : 0);
}

typedef struct
{
  char *dir;
  GPtrArray *findings;
  PursuitPlace *place;
} Fixture;

#define TABLE_SHARE "1 0 0:1 / / rw - cifs //nas/sales rw,vers=3.1.1,cache=strict\n"
#define TABLE_LOCAL "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n"

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  *fixture = (Fixture) { .dir = scratch_dir_new () };
  lack = SOUND;
  pursuit_place_set_table (TABLE_SHARE);
}

/* Nothing may be left in the folder. */
static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  pursuit_place_set_table (NULL);
  lack = SOUND;
  g_clear_pointer (&fixture->findings, g_ptr_array_unref);
  g_clear_pointer (&fixture->place, pursuit_place_free);
  scratch_dir_remove (fixture->dir);
}

static void
check (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  fixture->findings = pursuit_place_check (fixture->dir, NULL, &fixture->place, &error);
  g_assert_no_error (error);
}

static const PursuitPlaceFinding *
find (Fixture    *fixture,
      const char *id)
{
  for (guint i = 0; i < fixture->findings->len; i++)
    {
      const PursuitPlaceFinding *finding = g_ptr_array_index (fixture->findings, i);

      if (g_str_equal (finding->id, id))
        return finding;
    }

  g_error ("nothing was found out about %s", id);
}

static void
test_sound (Fixture       *fixture,
            gconstpointer  data)
{
  check (fixture);
  g_assert_cmpuint (fixture->findings->len, ==, 12);
  g_assert_cmpuint (pursuit_place_count_failures (fixture->findings), ==, 0);
  g_assert_cmpint (fixture->place->kind, ==, PURSUIT_PLACE_SHARE);
  for (guint i = 0; i < fixture->findings->len; i++)
    {
      const PursuitPlaceFinding *finding = g_ptr_array_index (fixture->findings, i);

      g_assert_cmpstr (pursuit_place_verdict_to_word (finding->verdict), ==, "passed");
      g_assert_true (g_str_has_suffix (finding->finding, "."));
      g_assert_null (finding->remedy);
    }
  g_assert_cmpint (find (fixture, "round-trip")->value, ==, 50);
  g_assert_cmpint (find (fixture, "sync")->value, ==, 2000);
  g_assert_cmpint (find (fixture, "space")->value, >, 0);
  g_assert_cmpint (ABS (find (fixture, "clock")->value), <=, 2);
}

typedef struct
{
  const char *name;
  Lack lack;
  const char *failing;   /* the tests that fail, in their order */
  const char *says;      /* part of the first of those findings */
} Lacking;

static const Lacking lacking[] = {
  { "no-locks", NO_LOCKS, "locks|lock-upgrade|locks-and-closing|round-trip", "cannot be locked: No locks available." },
  { "locks-of-a-process", LOCKS_OF_A_PROCESS, "locks|lock-upgrade|locks-and-closing", "the same lock at once" },
  { "all-locks-granted", ALL_LOCKS_GRANTED, "locks|lock-upgrade|locks-and-closing", "the same lock at once" },
  { "no-sync", NO_SYNC, "sync", "cannot be made to last: Input/output error." },
  { "no-truncation", NO_TRUNCATION, "truncation|freshness", "cannot be shortened" },
  { "full", FULL, "space", "are free." },
  { "other-time", OTHER_TIME, "clock", "differs from this computer’s by 200 seconds." },
};

static char *
dup_failing (Fixture *fixture)
{
  g_autoptr(GString) ids = g_string_new (NULL);

  for (guint i = 0; i < fixture->findings->len; i++)
    {
      const PursuitPlaceFinding *finding = g_ptr_array_index (fixture->findings, i);

      if (finding->verdict == PURSUIT_PLACE_FAILED)
        g_string_append_printf (ids, "%s%s", ids->len > 0 ? "|" : "", finding->id);
    }

  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static void
test_lacking (Fixture       *fixture,
              gconstpointer  data)
{
  const Lacking *c = data;
  g_auto(GStrv) ids = g_strsplit (c->failing, "|", -1);
  g_autofree char *failing = NULL;

  lack = c->lack;
  check (fixture);
  failing = dup_failing (fixture);
  g_assert_cmpstr (failing, ==, c->failing);
  g_assert_cmpuint (pursuit_place_count_failures (fixture->findings), ==, g_strv_length (ids));
  g_assert_nonnull (strstr (find (fixture, ids[0])->finding, c->says));
  if (g_str_has_prefix (c->failing, "locks"))
    g_assert_cmpstr (find (fixture, "locks")->remedy, ==, "mount -t cifs //SERVER/SHARE MOUNT-POINT -o credentials=FILE,vers=3.1.1");
}

/* The stock engine could not write there, and we can. */
static void
test_no_upgrade (Fixture       *fixture,
                 gconstpointer  data)
{
  lack = NO_UPGRADE;
  check (fixture);
  g_assert_cmpuint (pursuit_place_count_failures (fixture->findings), ==, 0);
  g_assert_nonnull (strstr (find (fixture, "lock-upgrade")->finding, "other programs with SQLite cannot write here"));
}

static void
test_slow_line (Fixture       *fixture,
                gconstpointer  data)
{
  const PursuitPlaceFinding *finding;

  lack = SLOW_LINE;
  check (fixture);
  finding = find (fixture, "round-trip");
  g_assert_cmpint (finding->verdict, ==, PURSUIT_PLACE_ADVICE);
  g_assert_cmpint (finding->value, ==, 6000);
  g_assert_nonnull (strstr (finding->finding, "PostgreSQL"));
  g_assert_cmpuint (pursuit_place_count_failures (fixture->findings), ==, 0);
}

static void
test_slow_disk (Fixture       *fixture,
                gconstpointer  data)
{
  lack = SLOW_DISK;
  check (fixture);
  g_assert_cmpint (find (fixture, "sync")->verdict, ==, PURSUIT_PLACE_ADVICE);
  g_assert_cmpint (find (fixture, "sync")->value, ==, 210000);
  g_assert_cmpuint (pursuit_place_count_failures (fixture->findings), ==, 0);
}

static void
test_unsafe_kind (Fixture       *fixture,
                  gconstpointer  data)
{
  pursuit_place_set_table ("1 0 0:1 / / rw - nfs nas:/sales rw,vers=3,nolock,local_lock=all\n");
  check (fixture);
  g_assert_cmpuint (pursuit_place_count_failures (fixture->findings), ==, 1);
  g_assert_nonnull (strstr (find (fixture, "kind")->finding, "nolock"));
  g_assert_cmpstr (find (fixture, "kind")->remedy, ==, "mount -t nfs4 SERVER:/SHARE MOUNT-POINT -o vers=4.2,hard");
}

static void
test_synced (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *mark = g_build_filename (fixture->dir, ".stfolder", NULL);

  pursuit_place_set_table (TABLE_LOCAL);
  g_assert_cmpint (g_mkdir (mark, 0700), ==, 0);
  check (fixture);
  g_rmdir (mark);
  g_assert_cmpuint (pursuit_place_count_failures (fixture->findings), ==, 1);
  g_assert_nonnull (strstr (find (fixture, "kind")->finding, "Syncthing"));
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (pursuit_place_check (fixture->dir, cancellable, &fixture->place, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (fixture->place);
}

static void
test_missing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (fixture->dir, "nowhere", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (pursuit_place_check (folder, NULL, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND);
}

/* Root may write everywhere, so a child becomes nobody. */
static void
test_read_only (void)
{
  g_autofree char *failing = NULL;
  Fixture fixture;

  if (!g_test_subprocess ())
    {
      if (scratch_nobody_is_missing ())
        return;

      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  if (getuid () == 0)
    g_assert_cmpint (setuid (65534), ==, 0);
  set_up (&fixture, NULL);
  g_assert_cmpint (g_chmod (fixture.dir, 0500), ==, 0);
  check (&fixture);
  failing = dup_failing (&fixture);
  g_assert_cmpstr (failing, ==, "files");
  g_assert_cmpuint (fixture.findings->len, ==, 2);
  g_assert_cmpstr (find (&fixture, "files")->finding, ==, "Nothing can be made in it: Permission denied.");
  tear_down (&fixture, NULL);
}

#define ADD(path, data, func) g_test_add (path, Fixture, data, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/store/place-check/sound", NULL, test_sound);
  for (guint i = 0; i < G_N_ELEMENTS (lacking); i++)
    {
      g_autofree char *path = g_strconcat ("/store/place-check/fails/", lacking[i].name, NULL);

      ADD (path, &lacking[i], test_lacking);
    }
  ADD ("/store/place-check/locks-that-cannot-be-changed-pass", NULL, test_no_upgrade);
  ADD ("/store/place-check/a-slow-line-is-advised", NULL, test_slow_line);
  ADD ("/store/place-check/a-slow-disk-is-advised", NULL, test_slow_disk);
  ADD ("/store/place-check/fails/unsafe-kind", NULL, test_unsafe_kind);
  ADD ("/store/place-check/fails/synchronised", NULL, test_synced);
  ADD ("/store/place-check/cancelled-leaves-nothing", NULL, test_cancelled);
  ADD ("/store/place-check/missing-folder", NULL, test_missing);
  g_test_add_func ("/store/place-check/fails/read-only", test_read_only);

  return g_test_run ();
}
