/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The share VFS on a server that says no. The linker puts server_fcntl() between the VFS and the system: it refuses
 * what an SMB server refuses, to change a lock in place, and whatever else a test plans.
 */

#define _GNU_SOURCE /* F_OFD_SETLK */

#include "pursuit-share-vfs-private.h"
#include "scratch-db.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdarg.h>

#define PENDING_START 0x40000000
#define RESERVED_START 0x40000001
#define SHARED_START 0x40000002

/* The next requests of this kind are refused. */
typedef struct
{
  short type;
  off_t start;
  int refusal;
  int times;
} Refusal;

static Refusal planned;
static int changes_in_place;
static int lock_requests;
static GHashTable *held_types; /* "fd start" -> type of the lock that is held there */

int __real_fcntl64 (int fd, int command, ...);
int __wrap_fcntl64 (int fd, int command, ...);

static gboolean
is_planned (const struct flock *request)
{
  if (planned.times == 0 || request->l_type != planned.type || request->l_start != planned.start)
    return FALSE;

  planned.times--;

  return TRUE;
}

static int
server_fcntl (int           fd,
              int           command,
              struct flock *request)
{
  g_autofree char *key = g_strdup_printf ("%d %" G_GINT64_FORMAT, fd, (gint64) request->l_start);
  int held = GPOINTER_TO_INT (g_hash_table_lookup (held_types, key)) - 1;
  int result;

  lock_requests++;
  if (is_planned (request))
    {
      errno = planned.refusal;
      return -1;
    }

  if (held >= 0 && request->l_type != F_UNLCK && held != request->l_type)
    {
      changes_in_place++;
      errno = EACCES;
      return -1;
    }

  result = __real_fcntl64 (fd, command, request);
  if (result == 0 && request->l_type == F_UNLCK)
    g_hash_table_remove (held_types, key);
  else if (result == 0)
    g_hash_table_insert (held_types, g_steal_pointer (&key), GINT_TO_POINTER (request->l_type + 1));

  return result;
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

  return command == F_OFD_SETLK ? server_fcntl (fd, command, arg) : __real_fcntl64 (fd, command, arg);
}

typedef struct
{
  char *dir;
  char *path;
  sqlite3 *first;
  sqlite3 *second;
  sqlite3_file *first_file;
  sqlite3_file *second_file;
} Fixture;

static sqlite3 *
open_connection (const char    *path,
                 sqlite3_file **out_file)
{
  sqlite3 *db = scratch_open (path, PURSUIT_SHARE_VFS);

  g_assert_cmpint (sqlite3_file_control (db, "main", SQLITE_FCNTL_FILE_POINTER, out_file), ==, SQLITE_OK);

  return db;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  held_types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  changes_in_place = 0;
  fixture->dir = scratch_dir_new ();
  fixture->path = g_build_filename (fixture->dir, "refusals.db", NULL);
  fixture->first = open_connection (fixture->path, &fixture->first_file);
  scratch_exec (fixture->first, "CREATE TABLE line (note TEXT); INSERT INTO line VALUES ('one')");
  fixture->second = open_connection (fixture->path, &fixture->second_file);
  lock_requests = 0;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *journal = g_strconcat (fixture->path, "-journal", NULL);

  g_assert_cmpint (planned.times, ==, 0);
  scratch_close (fixture->second);
  scratch_close (fixture->first);
  g_unlink (journal);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  scratch_dir_remove (fixture->dir);
  g_free (fixture->path);
  g_clear_pointer (&held_types, g_hash_table_unref);
}

static void
refuse (short type,
        off_t start,
        int   refusal)
{
  planned = (Refusal) { type, start, refusal, 1 };
}

static int
lock (sqlite3_file *file,
      int           level)
{
  return file->pMethods->xLock (file, level);
}

static int
unlock (sqlite3_file *file,
        int           level)
{
  return file->pMethods->xUnlock (file, level);
}

static int
get_level (sqlite3 *db)
{
  int level = -1;

  g_assert_cmpint (sqlite3_file_control (db, "main", SQLITE_FCNTL_LOCKSTATE, &level), ==, SQLITE_OK);

  return level;
}

/* The reason for this VFS: saving, waiting and reading again never ask the server for what it cannot do. */
static void
test_never_in_place (Fixture       *fixture,
                     gconstpointer  data)
{
  scratch_exec (fixture->first, "INSERT INTO line VALUES ('two')");
  scratch_exec (fixture->second, "BEGIN; SELECT * FROM line");
  scratch_exec (fixture->first, "BEGIN IMMEDIATE; INSERT INTO line VALUES ('three')");
  g_assert_cmpint (scratch_try (fixture->first, "COMMIT"), ==, SQLITE_BUSY);
  scratch_exec (fixture->second, "COMMIT");
  scratch_exec (fixture->first, "COMMIT");
  g_assert_cmpint (scratch_int (fixture->second, "SELECT count (*) FROM line"), ==, 3);

  g_assert_cmpint (lock (fixture->first_file, SQLITE_LOCK_SHARED), ==, SQLITE_OK);
  g_assert_cmpint (lock (fixture->first_file, SQLITE_LOCK_EXCLUSIVE), ==, SQLITE_OK);
  g_assert_cmpint (unlock (fixture->first_file, SQLITE_LOCK_SHARED), ==, SQLITE_OK);
  g_assert_cmpint (unlock (fixture->first_file, SQLITE_LOCK_NONE), ==, SQLITE_OK);

  g_assert_cmpint (changes_in_place, ==, 0);
  g_assert_cmpint (lock_requests, >, 20); /* the server was really asked */
}

/* Each request is a round trip on a share: a read must not cost more than these four. */
static void
test_read_is_cheap (Fixture       *fixture,
                    gconstpointer  data)
{
  g_assert_cmpint (lock (fixture->first_file, SQLITE_LOCK_SHARED), ==, SQLITE_OK);
  g_assert_cmpint (unlock (fixture->first_file, SQLITE_LOCK_NONE), ==, SQLITE_OK);
  g_assert_cmpint (lock_requests, ==, 4);
}

typedef struct
{
  int refusal;
  int reading; /* what asking for a read lock gives */
  int writing;
} RefusalCase;

static void
test_codes (Fixture       *fixture,
            gconstpointer  data)
{
  static const RefusalCase cases[] = {
    { EACCES, SQLITE_BUSY, SQLITE_BUSY },
    { EAGAIN, SQLITE_BUSY, SQLITE_BUSY },
    { EBUSY, SQLITE_BUSY, SQLITE_BUSY },
    { ENOLCK, SQLITE_BUSY, SQLITE_BUSY },
    { ETIMEDOUT, SQLITE_BUSY, SQLITE_BUSY },
    { EPERM, SQLITE_PERM, SQLITE_PERM },
    { EIO, SQLITE_IOERR_RDLOCK, SQLITE_IOERR_LOCK },
    { EINTR, SQLITE_OK, SQLITE_OK },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", g_strerror (cases[i].refusal));
      refuse (F_RDLCK, SHARED_START, cases[i].refusal);
      g_assert_cmpint (lock (fixture->first_file, SQLITE_LOCK_SHARED), ==, cases[i].reading);
      if (cases[i].reading != SQLITE_OK)
        g_assert_cmpint (lock (fixture->first_file, SQLITE_LOCK_SHARED), ==, SQLITE_OK);

      refuse (F_WRLCK, RESERVED_START, cases[i].refusal);
      g_assert_cmpint (lock (fixture->first_file, SQLITE_LOCK_RESERVED), ==, cases[i].writing);

      refuse (F_UNLCK, SHARED_START, cases[i].refusal);
      g_assert_cmpint (unlock (fixture->first_file, SQLITE_LOCK_NONE), ==,
                       cases[i].refusal == EINTR ? SQLITE_OK : SQLITE_IOERR_UNLOCK);
      g_assert_cmpint (get_level (fixture->first), ==, SQLITE_LOCK_NONE);
    }
}

/* A reader that is not let in leaves no door shut behind it. */
static void
test_refused_reader (Fixture       *fixture,
                     gconstpointer  data)
{
  refuse (F_RDLCK, SHARED_START, EACCES);
  g_assert_cmpint (lock (fixture->first_file, SQLITE_LOCK_SHARED), ==, SQLITE_BUSY);
  g_assert_cmpint (get_level (fixture->first), ==, SQLITE_LOCK_NONE);
  scratch_exec (fixture->second, "INSERT INTO line VALUES ('two')");

  /* Nor one that could not shut it: then it does not read either. */
  refuse (F_UNLCK, PENDING_START, EIO);
  g_assert_cmpint (lock (fixture->first_file, SQLITE_LOCK_SHARED), ==, SQLITE_IOERR_UNLOCK);
  g_assert_cmpint (get_level (fixture->first), ==, SQLITE_LOCK_NONE);
}

/* Refused the write lock, and the read lock does not come back: nobody gets in until SQLite has given up. */
static void
test_writer_loses_read_lock (Fixture       *fixture,
                             gconstpointer  data)
{
  g_assert_cmpint (lock (fixture->first_file, SQLITE_LOCK_SHARED), ==, SQLITE_OK);
  g_assert_cmpint (lock (fixture->first_file, SQLITE_LOCK_RESERVED), ==, SQLITE_OK);
  g_assert_cmpint (lock (fixture->second_file, SQLITE_LOCK_SHARED), ==, SQLITE_OK);
  refuse (F_RDLCK, SHARED_START, EIO);
  g_assert_cmpint (lock (fixture->first_file, SQLITE_LOCK_EXCLUSIVE), ==, SQLITE_IOERR_RDLOCK);
  g_assert_cmpint (lock (fixture->second_file, SQLITE_LOCK_EXCLUSIVE), ==, SQLITE_BUSY);
  g_assert_cmpint (unlock (fixture->second_file, SQLITE_LOCK_NONE), ==, SQLITE_OK);
  g_assert_cmpint (lock (fixture->second_file, SQLITE_LOCK_SHARED), ==, SQLITE_BUSY);

  /* Asked to go on reading, it takes the read lock anew. */
  g_assert_cmpint (unlock (fixture->first_file, SQLITE_LOCK_SHARED), ==, SQLITE_OK);
  g_assert_cmpint (lock (fixture->second_file, SQLITE_LOCK_SHARED), ==, SQLITE_OK);
  g_assert_cmpint (lock (fixture->second_file, SQLITE_LOCK_EXCLUSIVE), ==, SQLITE_BUSY);
  g_assert_cmpint (unlock (fixture->second_file, SQLITE_LOCK_NONE), ==, SQLITE_OK);
  g_assert_cmpint (unlock (fixture->first_file, SQLITE_LOCK_NONE), ==, SQLITE_OK);
}

/* Without a read lock there is no reading: it holds nothing at all, and says so. */
static void
test_cannot_resume_reading (Fixture       *fixture,
                            gconstpointer  data)
{
  g_assert_cmpint (lock (fixture->first_file, SQLITE_LOCK_SHARED), ==, SQLITE_OK);
  g_assert_cmpint (lock (fixture->first_file, SQLITE_LOCK_EXCLUSIVE), ==, SQLITE_OK);
  refuse (F_RDLCK, SHARED_START, EIO);
  g_assert_cmpint (unlock (fixture->first_file, SQLITE_LOCK_SHARED), ==, SQLITE_IOERR_RDLOCK);
  g_assert_cmpint (get_level (fixture->first), ==, SQLITE_LOCK_NONE);
  scratch_exec (fixture->second, "INSERT INTO line VALUES ('two')");
}

/* Each kind of lock request of a save is refused once, as by a server that goes away: all of the save or nothing. */
static void
test_save_is_whole (Fixture       *fixture,
                    gconstpointer  data)
{
  static const short types[] = { F_RDLCK, F_WRLCK, F_UNLCK };
  static const off_t starts[] = { PENDING_START, RESERVED_START, SHARED_START };
  int refused = 0;

  for (guint i = 0; i < G_N_ELEMENTS (types) * G_N_ELEMENTS (starts); i++)
    {
      g_autofree char *verdict = NULL;
      gint64 before = scratch_int (fixture->second, "SELECT count (*) FROM line");
      gint64 after;
      int rc;

      refuse (types[i / G_N_ELEMENTS (starts)], starts[i % G_N_ELEMENTS (starts)], EIO);
      rc = scratch_try (fixture->first,
                        "BEGIN IMMEDIATE; INSERT INTO line VALUES ('a'); INSERT INTO line VALUES ('b'); COMMIT");
      if (!sqlite3_get_autocommit (fixture->first))
        scratch_try (fixture->first, "ROLLBACK");
      refused += planned.times == 0;
      planned.times = 0;

      /* After trouble with a share the program opens anew; that is also what drops a lock the server would not. */
      scratch_close (fixture->first);
      fixture->first = open_connection (fixture->path, &fixture->first_file);
      after = scratch_int (fixture->second, "SELECT count (*) FROM line");
      verdict = scratch_text (fixture->second, "PRAGMA integrity_check");
      g_assert_cmpstr (verdict, ==, "ok");
      g_assert_true (after == before + 2 || (after == before && rc != SQLITE_OK));
    }
  g_assert_cmpint (refused, >=, 7);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (pursuit_share_vfs_register ());

  ADD ("/store/share-vfs/server/never-changes-a-lock-in-place", test_never_in_place);
  ADD ("/store/share-vfs/server/read-costs-four-requests", test_read_is_cheap);
  ADD ("/store/share-vfs/server/refusals-have-their-codes", test_codes);
  ADD ("/store/share-vfs/server/refused-reader-blocks-nobody", test_refused_reader);
  ADD ("/store/share-vfs/server/writer-without-read-lock-keeps-out-others", test_writer_loses_read_lock);
  ADD ("/store/share-vfs/server/no-reading-without-a-read-lock", test_cannot_resume_reading);
  ADD ("/store/share-vfs/server/save-is-whole", test_save_is_whole);

  return g_test_run ();
}
