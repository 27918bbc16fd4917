/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The fault harness itself, and SQLite under it: a save through the share VFS is in the file entirely or not at all,
 * whichever call fails. The same loop without a journal must find halves, or the harness would prove nothing.
 */

#include "fault-vfs.h"
#include "pursuit-share-vfs-private.h"
#include "scratch-db.h"

#include <glib/gstdio.h>

#define SAVES 3
#define LINES_PER_SAVE 24

/* As the program works; and two ways that must not be safe. */
#define SAFE "PRAGMA synchronous = FULL; PRAGMA journal_mode = TRUNCATE; PRAGMA cache_size = 5"
#define NO_JOURNAL "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF; PRAGMA cache_size = 5"

typedef struct
{
  char *dir;
  char *path;
  char *journal;
  char *fresh; /* the bytes of the file before each run */
  gsize fresh_length;
} Fixture;

typedef struct
{
  int points;  /* runs in which something failed */
  int broken;  /* damaged files, and files with a part of a save */
  int lost;    /* acknowledged saves that are not there */
  int unsaved; /* runs in which at least one save was refused */
} Tally;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  sqlite3 *db;

  fixture->dir = scratch_dir_new ();
  fixture->path = g_build_filename (fixture->dir, "fault.db", NULL);
  fixture->journal = g_strconcat (fixture->path, "-journal", NULL);

  db = scratch_open (fixture->path, PURSUIT_SHARE_VFS);
  scratch_exec (db,
                "CREATE TABLE account (id INTEGER PRIMARY KEY, balance INTEGER NOT NULL);"
                "CREATE TABLE line (id INTEGER PRIMARY KEY, note TEXT NOT NULL);"
                "CREATE INDEX line_by_note ON line (note);"
                "INSERT INTO account VALUES (1, 1000), (2, 1000);");
  scratch_close (db);
  g_unlink (fixture->journal);
  g_file_get_contents (fixture->path, &fixture->fresh, &fixture->fresh_length, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_unlink (fixture->journal);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  scratch_dir_remove (fixture->dir);
  g_free (fixture->fresh);
  g_free (fixture->journal);
  g_free (fixture->path);
}

static void
write_fresh (Fixture *fixture)
{
  g_unlink (fixture->journal);
  scratch_write (fixture->path, fixture->fresh, (gsize) fixture->fresh_length);
}

/* More pages than the cache holds, so that the database file is written before the commit as well as at it. */
static int
save (sqlite3 *db)
{
  int rc = scratch_try (db, "BEGIN IMMEDIATE");

  if (rc == SQLITE_OK)
    rc = scratch_try (db, "UPDATE account SET balance = balance - 10 WHERE id = 1");
  if (rc == SQLITE_OK)
    rc = scratch_try (db,
                      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                      " LIMIT " G_STRINGIFY (LINES_PER_SAVE) ")"
                      " INSERT INTO line (note) SELECT hex (zeroblob (150)) || i FROM n");
  if (rc == SQLITE_OK)
    rc = scratch_try (db, "UPDATE account SET balance = balance + 10 WHERE id = 2");
  if (rc == SQLITE_OK)
    rc = scratch_try (db, "COMMIT");
  if (rc != SQLITE_OK && !sqlite3_get_autocommit (db))
    scratch_try (db, "ROLLBACK");

  return rc;
}

/* Returns how many saves were acknowledged. */
static int
run_saves (Fixture    *fixture,
           const char *pragmas)
{
  sqlite3 *db = NULL;
  int acknowledged = 0;

  if (sqlite3_open_v2 (fixture->path, &db, SQLITE_OPEN_READWRITE, FAULT_VFS) == SQLITE_OK &&
      scratch_try (db, pragmas) == SQLITE_OK)
    for (int i = 0; i < SAVES; i++)
      acknowledged += save (db) == SQLITE_OK;
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);

  return acknowledged;
}

/* The answer is not a number unless each line and both accounts tell of the same number of saves. */
static const char sql_whole_saves[] =
  "SELECT iif (a.balance + b.balance = 2000"
  "            AND (SELECT count (*) FROM line) * 10 = (1000 - a.balance) * " G_STRINGIFY (LINES_PER_SAVE) ","
  "            (1000 - a.balance) / 10,"
  "            'a part of a save')"
  "  FROM account a, account b"
  " WHERE a.id = 1 AND b.id = 2";

/* Looks at the file as the next start of the program would; -1 for a damaged file or a part of a save. */
static int
count_whole_saves (Fixture *fixture)
{
  g_autofree char *verdict = NULL, *whole = NULL;
  sqlite3 *db = NULL;
  gint64 saves = -1;

  g_assert_cmpint (sqlite3_open_v2 (fixture->path, &db, SQLITE_OPEN_READWRITE, PURSUIT_SHARE_VFS), ==, SQLITE_OK);
  verdict = scratch_text (db, "PRAGMA integrity_check");
  whole = scratch_text (db, sql_whole_saves);
  scratch_close (db);

  if (!g_str_equal (verdict, "ok") || !g_ascii_string_to_signed (whole, 10, 0, SAVES, &saves, NULL))
    return -1;

  return saves;
}

static void
tally_run (Fixture *fixture,
           int      acknowledged,
           Tally   *tally)
{
  int found = count_whole_saves (fixture);

  tally->points++;
  tally->unsaved += acknowledged < SAVES;
  tally->broken += found < 0;
  tally->lost += found >= 0 && found < acknowledged;
}

/* Every call that can fail with @code fails once in a run of its own. */
static void
loop_faults (Fixture    *fixture,
             const char *pragmas,
             int         code,
             gboolean    sticky,
             Tally      *tally)
{
  for (int n = 1;; n++)
    {
      int acknowledged, hits;

      write_fresh (fixture);
      fault_vfs_arm (n, code, sticky);
      acknowledged = run_saves (fixture, pragmas);
      hits = fault_vfs_hits ();
      fault_vfs_disarm ();
      if (hits == 0)
        {
          g_assert_cmpint (acknowledged, ==, SAVES);
          return;
        }
      tally_run (fixture, acknowledged, tally);
    }
}

static void
assert_all_or_nothing (const Tally *tally,
                       int          at_least)
{
  g_test_message ("%d fault points, %d with a refused save", tally->points, tally->unsaved);
  g_assert_cmpint (tally->points, >=, at_least);
  g_assert_cmpint (tally->unsaved, >, 0);
  g_assert_cmpint (tally->broken, ==, 0);
  g_assert_cmpint (tally->lost, ==, 0);
}

static void
test_broken_disk (Fixture       *fixture,
                  gconstpointer  data)
{
  Tally tally = { 0 };

  loop_faults (fixture, SAFE, SQLITE_IOERR, FALSE, &tally);
  loop_faults (fixture, SAFE, SQLITE_IOERR, TRUE, &tally);
  assert_all_or_nothing (&tally, 200);
}

static void
test_refused_writes (Fixture       *fixture,
                     gconstpointer  data)
{
  Tally tally = { 0 };

  loop_faults (fixture, SAFE, SQLITE_FULL, FALSE, &tally);
  loop_faults (fixture, SAFE, SQLITE_FULL, TRUE, &tally);
  assert_all_or_nothing (&tally, 100);
}

static void
test_full_disk (Fixture       *fixture,
                gconstpointer  data)
{
  Tally tally = { 0 };
  int hits;

  for (gint64 free_bytes = 0;; free_bytes += 1500)
    {
      int acknowledged;

      write_fresh (fixture);
      fault_vfs_fill_disk (free_bytes);
      acknowledged = run_saves (fixture, SAFE);
      hits = fault_vfs_hits ();
      fault_vfs_disarm ();
      if (hits == 0)
        break;
      tally_run (fixture, acknowledged, &tally);
    }
  assert_all_or_nothing (&tally, 20);
}

/* The harness has teeth: without a journal the very same faults leave halves behind. */
static void
test_finds_halves (Fixture       *fixture,
                   gconstpointer  data)
{
  Tally tally = { 0 };

  loop_faults (fixture, NO_JOURNAL, SQLITE_IOERR_WRITE, TRUE, &tally);
  g_test_message ("%d fault points, %d broken", tally.points, tally.broken);
  g_assert_cmpint (tally.points, >=, 20);
  g_assert_cmpint (tally.broken, >, tally.points / 4);
}

static void
test_counts_the_same (Fixture       *fixture,
                      gconstpointer  data)
{
  int all, writes;

  write_fresh (fixture);
  fault_vfs_disarm ();
  g_assert_cmpint (run_saves (fixture, SAFE), ==, SAVES);
  all = fault_vfs_count ();

  write_fresh (fixture);
  fault_vfs_arm (all + 1, SQLITE_IOERR, TRUE);
  g_assert_cmpint (run_saves (fixture, SAFE), ==, SAVES);
  g_assert_cmpint (fault_vfs_count (), ==, all);
  g_assert_cmpint (fault_vfs_hits (), ==, 0);

  write_fresh (fixture);
  fault_vfs_arm (G_MAXINT, SQLITE_FULL, FALSE);
  g_assert_cmpint (run_saves (fixture, SAFE), ==, SAVES);
  writes = fault_vfs_count ();
  g_assert_cmpint (writes, >, SAVES);
  g_assert_cmpint (writes, <, all);
  fault_vfs_disarm ();
}

static void
test_once_and_for_good (Fixture       *fixture,
                        gconstpointer  data)
{
  write_fresh (fixture);
  fault_vfs_arm (1, SQLITE_IOERR_FSYNC, FALSE);
  g_assert_cmpint (run_saves (fixture, SAFE), ==, SAVES - 1);
  g_assert_cmpint (fault_vfs_hits (), ==, 1);
  fault_vfs_disarm ();
  g_assert_cmpint (count_whole_saves (fixture), ==, SAVES - 1);

  write_fresh (fixture);
  fault_vfs_arm (1, SQLITE_IOERR_FSYNC, TRUE);
  g_assert_cmpint (run_saves (fixture, SAFE), ==, 0);
  g_assert_cmpint (fault_vfs_hits (), >=, SAVES);
  fault_vfs_disarm ();
  g_assert_cmpint (count_whole_saves (fixture), ==, 0);
}

static void
test_codes (Fixture       *fixture,
            gconstpointer  data)
{
  static const int codes[] = {
    SQLITE_CANTOPEN, SQLITE_FULL, SQLITE_IOERR_READ, SQLITE_IOERR_WRITE, SQLITE_IOERR_FSYNC, SQLITE_IOERR_LOCK,
    SQLITE_IOERR_FSTAT,
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      sqlite3 *db = NULL;
      int rc;

      write_fresh (fixture);
      fault_vfs_arm (1, codes[i], TRUE);
      rc = sqlite3_open_v2 (fixture->path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, FAULT_VFS);
      if (rc == SQLITE_OK)
        rc = save (db);
      fault_vfs_disarm ();
      sqlite3_close (db);
      g_assert_cmpint (rc, ==, codes[i]);
    }
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (pursuit_share_vfs_register ());
  fault_vfs_register (PURSUIT_SHARE_VFS);

  ADD ("/store/fault-vfs/count/repeats-exactly", test_counts_the_same);
  ADD ("/store/fault-vfs/arm/once-or-for-good", test_once_and_for_good);
  ADD ("/store/fault-vfs/arm/gives-the-code", test_codes);
  ADD ("/store/fault-vfs/loop/finds-halves-without-a-journal", test_finds_halves);
  ADD ("/store/share-vfs/broken-disk/all-or-nothing", test_broken_disk);
  ADD ("/store/share-vfs/refused-writes/all-or-nothing", test_refused_writes);
  ADD ("/store/share-vfs/full-disk/all-or-nothing", test_full_disk);

  return g_test_run ();
}
