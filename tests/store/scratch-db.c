/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Raw SQLite for tests: looks at a database without any of the store's code, so that the code is not its own witness. */

#define _GNU_SOURCE /* AT_EACCESS */

#include "scratch-db.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* Opening reads the schema, and may meet a colleague's commit. */
#define OPEN_PATIENCE_MS 30000

#define NOBODY 65534
/* More than all tests that run at once need; a container may have very little memory there. */
#define ENOUGH ((guint64) 512 << 20)

/**
 * scratch_get_fast_dir:
 *
 * Returns: memory where there is enough, for hundreds of databases with full sync must not take a disk's time; otherwise the
 * temporary folder
 */
const char *
scratch_get_fast_dir (void)
{
  static const char memory[] = "/dev/shm";
  struct statvfs info;

  if (g_access (memory, W_OK | X_OK) == 0 && statvfs (memory, &info) == 0 && (guint64) info.f_bavail * info.f_frsize >= ENOUGH)
    return memory;

  return g_get_tmp_dir ();
}

/**
 * scratch_dir_new:
 *
 * Makes an empty directory, in memory if the system has such a place.
 *
 * Returns: (transfer full): its path, for scratch_dir_remove()
 */
char *
scratch_dir_new (void)
{
  char *dir = g_build_filename (scratch_get_fast_dir (), "pursuit-test-XXXXXX", NULL);

  g_assert_nonnull (g_mkdtemp (dir));

  return dir;
}

/**
 * scratch_nobody_is_missing:
 *
 * For what root is never refused: a test of it becomes user 65534, which a container may not have, or which may have no way to
 * the temporary folder.
 *
 * Returns: %TRUE when the test cannot run here; it is then marked as skipped
 */
gboolean
scratch_nobody_is_missing (void)
{
  gboolean may_write;

  if (geteuid () != 0)
    return FALSE;

  if (seteuid (NOBODY) != 0)
    {
      g_test_skip ("nobody else to become: user 65534 is not there");
      return TRUE;
    }
  may_write = faccessat (AT_FDCWD, scratch_get_fast_dir (), W_OK | X_OK, AT_EACCESS) == 0;
  g_assert_cmpint (seteuid (0), ==, 0);
  if (!may_write)
    g_test_skip ("others may not use the temporary folder");

  return !may_write;
}

/**
 * scratch_dir_remove:
 * @dir: (transfer full): a directory of scratch_dir_new()
 *
 * Removes @dir; the test fails if something is still in it.
 */
void
scratch_dir_remove (char *dir)
{
  if (g_rmdir (dir) != 0)
    g_error ("%s is not empty: the test, or what it tests, left something behind", dir);

  g_free (dir);
}

/**
 * scratch_write:
 * @path: a file, new or not
 * @bytes: what it holds from now on
 * @length: how many bytes
 *
 * Overwrites a file in place, as `cp` does. (g_file_set_contents_full() would put another file in its place or, told not to,
 * leave the end of a longer one standing.)
 */
void
scratch_write (const char *path,
               const void *bytes,
               gsize       length)
{
  FILE *file = g_fopen (path, "wbe");

  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (bytes, 1, length, file), ==, length);
  g_assert_cmpint (fclose (file), ==, 0);
}

/**
 * scratch_open:
 * @path: a file, made if there is none
 * @vfs: the VFS to go through
 *
 * Opens a connection the way the program works: journal truncated, full sync.
 * A lock of another connection then gives `SQLITE_BUSY` at once.
 *
 * Returns: (transfer full): a connection for scratch_close()
 */
sqlite3 *
scratch_open (const char *path,
              const char *vfs)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs), ==, SQLITE_OK);
  sqlite3_extended_result_codes (db, TRUE);
  sqlite3_busy_timeout (db, OPEN_PATIENCE_MS);
  scratch_exec (db, "PRAGMA synchronous = FULL; PRAGMA journal_mode = TRUNCATE");
  sqlite3_busy_timeout (db, 0);

  return db;
}

/**
 * scratch_close:
 * @db: (transfer full): a connection without unfinished statements
 */
void
scratch_close (sqlite3 *db)
{
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

/**
 * scratch_try:
 * @db: a connection
 * @sql: statements
 *
 * Returns: how it went, as an extended result code
 */
int
scratch_try (sqlite3    *db,
             const char *sql)
{
  return sqlite3_exec (db, sql, NULL, NULL, NULL);
}

/**
 * scratch_exec:
 * @db: a connection
 * @sql: statements that must succeed
 */
void
scratch_exec (sqlite3    *db,
              const char *sql)
{
  int rc = scratch_try (db, sql);

  if (rc != SQLITE_OK)
    g_error ("%s: %s (%d)", sql, sqlite3_errmsg (db), rc);
}

/**
 * scratch_text:
 * @db: a connection
 * @sql: a query
 *
 * Returns: (transfer full): the first column of the first row; if the query fails, SQLite's sentence about it
 */
char *
scratch_text (sqlite3    *db,
              const char *sql)
{
  sqlite3_stmt *stmt = NULL;
  char *text = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) == SQLITE_OK && sqlite3_step (stmt) == SQLITE_ROW)
    text = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  else
    text = g_strdup (sqlite3_errmsg (db));
  sqlite3_finalize (stmt);

  return text;
}

/**
 * scratch_int:
 * @db: a connection
 * @sql: a query that must give a row
 *
 * Returns: the first column of the first row
 */
gint64
scratch_int (sqlite3    *db,
             const char *sql)
{
  sqlite3_stmt *stmt = NULL;
  gint64 value;

  if (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) != SQLITE_OK || sqlite3_step (stmt) != SQLITE_ROW)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
  value = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);

  return value;
}
