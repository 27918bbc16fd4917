/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A database that another program switched to a write-ahead log: what is in the log is kept, and the log is gone. */

#include "pursuit-error.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <sys/wait.h>
#include <unistd.h>

#define STOCK_VFS "unix"

/* Another program, in a process of its own: closing a file here would drop its locks. */
typedef struct
{
  pid_t pid;
  int go;   /* closing this ends it */
} Other;

static int
run_other (const char *path,
           const char *sql,
           gboolean    closes,
           int         ready,
           int         go)
{
  sqlite3 *db = NULL;
  char byte = 0;

  if (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, STOCK_VFS) != SQLITE_OK ||
      scratch_try (db, "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0") != SQLITE_OK || scratch_try (db, sql) != SQLITE_OK)
    return 1;
  if (write (ready, "r", 1) != 1 || read (go, &byte, 1) != 0)
    return 1;
  if (closes)
    sqlite3_close (db);

  return 0;
}

/* Returns once the other program has the file open and has run @sql. */
static Other
other_start (StoreFixture *fixture,
             const char   *sql,
             gboolean      closes)
{
  int ready[2], go[2];
  Other self;
  char byte;

  g_assert_cmpint (pipe (ready), ==, 0);
  g_assert_cmpint (pipe (go), ==, 0);
  self.pid = fork ();
  g_assert_cmpint (self.pid, >=, 0);
  if (self.pid == 0)
    {
      close (go[1]);
      _exit (run_other (fixture->path, sql, closes, ready[1], go[0]));
    }

  close (ready[1]);
  close (go[0]);
  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  close (ready[0]);
  self.go = go[1];

  return self;
}

static void
other_end (Other *self)
{
  int status;

  close (self->go);
  g_assert_cmpint (waitpid (self->pid, &status, 0), ==, self->pid);
  g_assert_cmpint (status, ==, 0);
}

static void
make_database (StoreFixture  *fixture,
               gconstpointer  data)
{
  store_fixture_set_up (fixture, data);
  store_fixture_fill (fixture);
  store_fixture_close (fixture);
}

#define CHANGE "UPDATE customer SET notes = 'from the log'"

/* As the program itself leaves a file: one, with a rollback journal, and with what was in the log. */
static void
assert_brought_back (StoreFixture *fixture,
                     const char   *notes)
{
  g_autofree char *files = NULL;
  g_autofree char *found = NULL;
  g_autofree char *content = NULL;
  gsize length;

  store_fixture_open (fixture);
  g_assert_false (pursuit_store_is_read_only (fixture->store));
  files = store_fixture_list_files (fixture);
  g_assert_cmpstr (files, ==, "test.pursuit");
  found = store_fixture_text (fixture, "SELECT notes FROM customer WHERE id = 1");
  if (notes != NULL)
    g_assert_cmpstr (found, ==, notes);
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"), ==, 1);
  store_fixture_close (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
  g_assert_cmpint (content[18], ==, 1);
  g_assert_cmpint (content[19], ==, 1);
}

static gint64
size_of_log (StoreFixture *fixture)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  GStatBuf info;

  return g_stat (log, &info) == 0 ? info.st_size : 0;
}

static void
test_clean (StoreFixture  *fixture,
            gconstpointer  data)
{
  Other other = other_start (fixture, CHANGE, TRUE);

  other_end (&other);
  g_assert_cmpint (size_of_log (fixture), ==, 0);
  assert_brought_back (fixture, "from the log");
}

/* The other program crashed, and what it saved is in the log only. */
static void
test_hot (StoreFixture  *fixture,
          gconstpointer  data)
{
  Other other = other_start (fixture, CHANGE, FALSE);

  other_end (&other);
  g_assert_cmpint (size_of_log (fixture), >, 0);
  assert_brought_back (fixture, "from the log");
}

/* Much was saved, and the file has grown in the log only: it is shorter than what the log says. */
static void
test_hot_and_large (StoreFixture  *fixture,
                    gconstpointer  data)
{
  Other other = other_start (fixture, "UPDATE customer SET notes = hex (zeroblob (400000)); PRAGMA wal_checkpoint (PASSIVE);"
                                      "UPDATE customer SET notes = hex (zeroblob (900000))", FALSE);

  other_end (&other);
  assert_brought_back (fixture, NULL);
  g_assert_cmpint (store_fixture_int (fixture, "SELECT length (notes) FROM customer"), ==, 1800000);
}

static void
test_in_use (StoreFixture  *fixture,
             gconstpointer  data)
{
  Other other = other_start (fixture, CHANGE, TRUE);
  g_autofree char *before = store_fixture_hash_file (fixture);
  g_autofree char *after = NULL;
  gint64 log_size = size_of_log (fixture);

  g_setenv ("PURSUIT_PATIENCE_MS", "20", TRUE);
  store_fixture_refuses (fixture, PURSUIT_STORE_NONE, PURSUIT_ERROR_BUSY,
                  "Somebody has “test.pursuit” open in another program, which switched it to a write-ahead log; close it there"
                  " first.");
  g_unsetenv ("PURSUIT_PATIENCE_MS");
  after = store_fixture_hash_file (fixture);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (size_of_log (fixture), ==, log_size);
  g_assert_cmpint (log_size, >, 0);

  other_end (&other);
  assert_brought_back (fixture, "from the log");
}

typedef struct
{
  Other *other;
  gint64 after_us;
} Ending;

static gpointer
end_thread (gpointer data)
{
  Ending *ending = data;

  g_usleep (ending->after_us);
  other_end (ending->other);

  return NULL;
}

/* Within our patience the other program may still let go. */
static void
test_waits (StoreFixture  *fixture,
            gconstpointer  data)
{
  Other other = other_start (fixture, CHANGE, TRUE);
  Ending ending = { &other, 20000 };
  GThread *thread = g_thread_new ("end", end_thread, &ending);

  assert_brought_back (fixture, "from the log");
  g_thread_join (thread);
}

static void
test_read_only (StoreFixture  *fixture,
                gconstpointer  data)
{
  const char *sentence = "“test.pursuit” was switched to a write-ahead log by another program and cannot be read like that;"
                         " open it once where it can be written.";
  Other other = other_start (fixture, CHANGE, FALSE);
  g_autofree char *before = NULL;
  g_autofree char *files = NULL;
  g_autofree char *after = NULL;
  g_autofree char *files_after = NULL;
  gint64 log_size;

  store_fixture_refuses (fixture, PURSUIT_STORE_READ_ONLY, PURSUIT_ERROR_STORAGE, sentence);
  other_end (&other);
  before = store_fixture_hash_file (fixture);
  files = store_fixture_list_files (fixture);
  log_size = size_of_log (fixture);
  store_fixture_refuses (fixture, PURSUIT_STORE_READ_ONLY, PURSUIT_ERROR_STORAGE, sentence);
  after = store_fixture_hash_file (fixture);
  files_after = store_fixture_list_files (fixture);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (files, ==, files_after);
  g_assert_cmpint (size_of_log (fixture), ==, log_size);
  assert_brought_back (fixture, "from the log");
}

static void
remove_beside (StoreFixture *fixture,
               const char   *suffix)
{
  g_autofree char *path = g_strconcat (fixture->path, suffix, NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* A file that is not ours is not touched, log or no log. */
static void
test_foreign (StoreFixture  *fixture,
              gconstpointer  data)
{
  Other other = other_start (fixture, "PRAGMA application_id = 7; PRAGMA wal_checkpoint (PASSIVE);" CHANGE, FALSE);
  gint64 log_size;

  other_end (&other);
  log_size = size_of_log (fixture);
  store_fixture_refuses (fixture, PURSUIT_STORE_NONE, PURSUIT_ERROR_STORAGE, "“test.pursuit” is a database of another program.");
  g_assert_cmpint (size_of_log (fixture), ==, log_size);
  remove_beside (fixture, "-wal");
  remove_beside (fixture, "-shm");
}

#define ADD(path, func) g_test_add (path, StoreFixture, NULL, make_database, func, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/store/wal/closed-properly", test_clean);
  ADD ("/store/wal/keeps-what-is-in-the-log-only", test_hot);
  ADD ("/store/wal/keeps-a-large-log", test_hot_and_large);
  ADD ("/store/wal/in-use-is-refused-unchanged", test_in_use);
  ADD ("/store/wal/in-use-is-waited-for", test_waits);
  ADD ("/store/wal/read-only-is-refused-unchanged", test_read_only);
  ADD ("/store/wal/foreign-is-left-alone", test_foreign);

  return g_test_run ();
}
