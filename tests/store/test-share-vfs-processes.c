/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The share VFS between processes: this program starts itself again with a verb, see child_main(). */

#include "pursuit-busy-private.h"
#include "pursuit-share-vfs-private.h"
#include "scratch-db.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define STOCK_VFS "unix"
#define CHILD_ARGUMENT "--child"
#define INCREMENTS 120
#define ROWS 200

/* To root no file is read-only, so a child of root becomes somebody who owns nothing. */
#define NOBODY 65534

/* The child */

/* Two pipes instead of sleeping: it says that it is ready, and goes on when it is told. */
static void
wait_for_parent (void)
{
  putchar ('r');
  fflush (stdout);
  while (getchar () != EOF)
    ;
}

static int
child_increment (sqlite3 *db)
{
  PursuitBusy busy;

  pursuit_busy_install (&busy, db, 30000);
  wait_for_parent ();
  for (int i = 0; i < INCREMENTS; i++)
    {
      g_autofree char *sql = NULL;

      scratch_exec (db, "BEGIN IMMEDIATE");
      sql = g_strdup_printf ("UPDATE counter SET n = %" G_GINT64_FORMAT,
                             scratch_int (db, "SELECT n FROM counter") + 1);
      scratch_exec (db, sql);
      scratch_exec (db, "COMMIT");
    }

  return 0;
}

/* The cache is too small for the change, so that half of it is in the file when the parent kills us. */
static int
child_write_half (sqlite3 *db)
{
  scratch_exec (db, "PRAGMA cache_size = 5; BEGIN IMMEDIATE; UPDATE line SET note = hex (randomblob (150))");
  wait_for_parent ();

  return 0;
}

static int
child_try_to_write (sqlite3 *db)
{
  return scratch_try (db, "BEGIN IMMEDIATE");
}

/* Asks for writing, as the program does, and gets reading only. */
static int
child_read_only (sqlite3 *db)
{
  if (sqlite3_db_readonly (db, "main") != 1 || scratch_int (db, "SELECT n FROM counter") != 0)
    return 1;

  return scratch_try (db, "UPDATE counter SET n = 1") == SQLITE_READONLY ? 0 : 1;
}

typedef struct
{
  const char *verb;
  int (*run) (sqlite3 *db);
} ChildVerb;

static const ChildVerb child_verbs[] = {
  { "increment", child_increment },
  { "write-half", child_write_half },
  { "try-to-write", child_try_to_write },
  { "read-only", child_read_only },
};

static int
child_main (const char *verb,
            const char *path,
            const char *vfs)
{
  sqlite3 *db;
  int status = 99;

  g_assert_true (pursuit_share_vfs_register ());
  if (g_str_equal (verb, "read-only") && geteuid () == 0 && setuid (NOBODY) != 0)
    return 98;

  db = scratch_open (path, vfs);
  for (guint i = 0; i < G_N_ELEMENTS (child_verbs); i++)
    if (g_str_equal (verb, child_verbs[i].verb))
      status = child_verbs[i].run (db);
  sqlite3_close (db);

  return status;
}

/* The parent */

typedef struct
{
  char *dir;
  char *path;
  char *journal;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  sqlite3 *db;

  fixture->dir = scratch_dir_new ();
  fixture->path = g_build_filename (fixture->dir, "share.db", NULL);
  fixture->journal = g_strconcat (fixture->path, "-journal", NULL);
  db = scratch_open (fixture->path, PURSUIT_SHARE_VFS);
  scratch_exec (db,
                "CREATE TABLE counter (n INTEGER NOT NULL); INSERT INTO counter VALUES (0);"
                "CREATE TABLE line (note TEXT NOT NULL);"
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT " G_STRINGIFY (ROWS) ")"
                " INSERT INTO line SELECT hex (zeroblob (150)) FROM n;");
  scratch_close (db);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  GStatBuf info;

  if (g_stat (fixture->journal, &info) == 0)
    {
      g_assert_cmpint (info.st_size, ==, 0);
      g_assert_cmpint (g_unlink (fixture->journal), ==, 0);
    }
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  scratch_dir_remove (fixture->dir);
  g_free (fixture->journal);
  g_free (fixture->path);
}

static GSubprocess *
start_child (Fixture    *fixture,
             const char *verb,
             const char *vfs)
{
  g_autoptr(GError) error = NULL;
  GSubprocess *child;

  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                            "/proc/self/exe", CHILD_ARGUMENT, verb, fixture->path, vfs, NULL);
  g_assert_no_error (error);

  return child;
}

static void
wait_until_ready (GSubprocess *child)
{
  char ready = '\0';

  g_assert_cmpint (g_input_stream_read (g_subprocess_get_stdout_pipe (child), &ready, 1, NULL, NULL), ==, 1);
  g_assert_cmpint (ready, ==, 'r');
}

static void
let_go_on (GSubprocess *child)
{
  g_assert_true (g_output_stream_close (g_subprocess_get_stdin_pipe (child), NULL, NULL));
}

static void
assert_exits_with (GSubprocess *child,
                   int          status)
{
  g_assert_true (g_subprocess_wait (child, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (child));
  g_assert_cmpint (g_subprocess_get_exit_status (child), ==, status);
}

static void
assert_sound (sqlite3 *db)
{
  g_autofree char *verdict = scratch_text (db, "PRAGMA integrity_check");

  g_assert_cmpstr (verdict, ==, "ok");
}

/* @data: the VFS of the second process; the first one uses ours. */
static void
test_two_processes (Fixture       *fixture,
                    gconstpointer  data)
{
  const char *vfs[] = { PURSUIT_SHARE_VFS, data };
  GSubprocess *children[G_N_ELEMENTS (vfs)];
  sqlite3 *db;

  for (guint i = 0; i < G_N_ELEMENTS (vfs); i++)
    children[i] = start_child (fixture, "increment", vfs[i]);
  for (guint i = 0; i < G_N_ELEMENTS (vfs); i++)
    wait_until_ready (children[i]);
  for (guint i = 0; i < G_N_ELEMENTS (vfs); i++)
    let_go_on (children[i]);
  for (guint i = 0; i < G_N_ELEMENTS (vfs); i++)
    {
      assert_exits_with (children[i], 0);
      g_object_unref (children[i]);
    }

  db = scratch_open (fixture->path, PURSUIT_SHARE_VFS);
  g_assert_cmpint (scratch_int (db, "SELECT n FROM counter"), ==, G_N_ELEMENTS (vfs) * INCREMENTS);
  assert_sound (db);
  scratch_close (db);
}

static void
assert_child_hears (Fixture    *fixture,
                    const char *vfs,
                    int         rc)
{
  g_autoptr(GSubprocess) child = start_child (fixture, "try-to-write", vfs);

  assert_exits_with (child, rc);
}

static void
test_writer_excludes (Fixture       *fixture,
                      gconstpointer  data)
{
  sqlite3 *db = scratch_open (fixture->path, PURSUIT_SHARE_VFS);

  scratch_exec (db, "BEGIN IMMEDIATE");
  assert_child_hears (fixture, PURSUIT_SHARE_VFS, SQLITE_BUSY);
  assert_child_hears (fixture, STOCK_VFS, SQLITE_BUSY);
  scratch_exec (db, "COMMIT");
  assert_child_hears (fixture, PURSUIT_SHARE_VFS, SQLITE_OK);
  assert_child_hears (fixture, STOCK_VFS, SQLITE_OK);

  scratch_close (db);
}

/* @data: the VFS of the process that is killed. */
static void
test_hot_journal (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GSubprocess) child = NULL;
  g_autofree char *before = NULL, *after = NULL, *journal = NULL;
  gsize length, length_after, journal_length;
  sqlite3 *db;

  db = scratch_open (fixture->path, PURSUIT_SHARE_VFS);
  g_assert_true (g_file_get_contents (fixture->path, &before, &length, NULL));
  child = start_child (fixture, "write-half", data);
  wait_until_ready (child);

  g_assert_cmpint (scratch_try (db, "SELECT count (*) FROM line"), ==, SQLITE_BUSY);
  g_subprocess_force_exit (child);
  g_assert_true (g_subprocess_wait (child, NULL, NULL));
  g_assert_true (g_subprocess_get_if_signaled (child));

  /* There is something to roll back: the file has changed, and the journal holds what it was. */
  g_assert_true (g_file_get_contents (fixture->path, &after, &length_after, NULL));
  g_assert_true (length != length_after || memcmp (before, after, length) != 0);
  g_assert_true (g_file_get_contents (fixture->journal, &journal, &journal_length, NULL));
  g_assert_cmpuint (journal_length, >, 0);

  g_assert_cmpint (scratch_int (db, "SELECT count (*) FROM line WHERE note = hex (zeroblob (150))"), ==, ROWS);
  assert_sound (db);
  scratch_close (db);
}

static void
test_unwritable (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GSubprocess) child = NULL;

  if (scratch_nobody_is_missing ())
    return;

  g_assert_cmpint (g_chmod (fixture->dir, 0755), ==, 0);
  g_assert_cmpint (g_chmod (fixture->path, 0444), ==, 0);
  child = start_child (fixture, "read-only", PURSUIT_SHARE_VFS);
  assert_exits_with (child, 0);
}

#define ADD(name, data, func) g_test_add (name, Fixture, data, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  if (argc == 5 && g_str_equal (argv[1], CHILD_ARGUMENT))
    return child_main (argv[2], argv[3], argv[4]);

  g_test_init (&argc, &argv, NULL);
  g_assert_true (pursuit_share_vfs_register ());

  ADD ("/store/share-vfs/processes/increments-add-up", PURSUIT_SHARE_VFS, test_two_processes);
  ADD ("/store/share-vfs/processes/increments-add-up-beside-stock", STOCK_VFS, test_two_processes);
  ADD ("/store/share-vfs/processes/one-writer-at-a-time", NULL, test_writer_excludes);
  ADD ("/store/share-vfs/processes/killed-writer-is-rolled-back", PURSUIT_SHARE_VFS, test_hot_journal);
  ADD ("/store/share-vfs/processes/killed-stock-writer-is-rolled-back", STOCK_VFS, test_hot_journal);
  ADD ("/store/share-vfs/processes/unwritable-file-is-read", NULL, test_unwritable);

  return g_test_run ();
}
