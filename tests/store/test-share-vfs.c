/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The share VFS as one process sees it; several processes are in test-share-vfs-processes.c. */

#include "pursuit-busy-private.h"
#include "pursuit-share-vfs-private.h"
#include "scratch-db.h"

#include <fcntl.h>
#include <glib/gstdio.h>

#define STOCK_VFS "unix"

typedef struct
{
  char *dir;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  sqlite3 *db;

  fixture->dir = scratch_dir_new ();
  fixture->path = g_build_filename (fixture->dir, "share.db", NULL);
  db = scratch_open (fixture->path, PURSUIT_SHARE_VFS);
  scratch_exec (db, "CREATE TABLE counter (n INTEGER NOT NULL); INSERT INTO counter VALUES (0)");
  scratch_close (db);
}

/* The emptied journal is the only file that may stay beside a database. */
static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *journal = g_strconcat (fixture->path, "-journal", NULL);
  GStatBuf info;

  if (g_stat (journal, &info) == 0)
    {
      g_assert_cmpint (info.st_size, ==, 0);
      g_assert_cmpint (g_unlink (journal), ==, 0);
    }
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  scratch_dir_remove (fixture->dir);
  g_free (fixture->path);
}

static sqlite3_file *
main_file (sqlite3 *db)
{
  sqlite3_file *file = NULL;

  g_assert_cmpint (sqlite3_file_control (db, "main", SQLITE_FCNTL_FILE_POINTER, &file), ==, SQLITE_OK);
  g_assert_nonnull (file);

  return file;
}

static int
get_level (sqlite3 *db)
{
  int level = -1;

  g_assert_cmpint (sqlite3_file_control (db, "main", SQLITE_FCNTL_LOCKSTATE, &level), ==, SQLITE_OK);

  return level;
}

static guint
count_descriptors (void)
{
  g_autoptr(GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

/* Files */

static void
test_save_and_read (Fixture       *fixture,
                    gconstpointer  data)
{
  sqlite3 *db = scratch_open (fixture->path, PURSUIT_SHARE_VFS);
  g_autofree char *journal = NULL, *verdict = NULL;
  char *vfs_name = NULL;

  journal = scratch_text (db, "PRAGMA journal_mode");
  g_assert_cmpstr (journal, ==, "truncate");
  g_assert_cmpint (scratch_int (db, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint (sqlite3_file_control (db, "main", SQLITE_FCNTL_VFSNAME, &vfs_name), ==, SQLITE_OK);
  g_assert_cmpstr (vfs_name, ==, "share/unix");
  sqlite3_free (vfs_name);
  scratch_exec (db, "UPDATE counter SET n = 41; UPDATE counter SET n = n + 1");
  g_assert_cmpint (get_level (db), ==, SQLITE_LOCK_NONE);
  scratch_close (db);

  db = scratch_open (fixture->path, STOCK_VFS);
  g_assert_cmpint (scratch_int (db, "SELECT n FROM counter"), ==, 42);
  verdict = scratch_text (db, "PRAGMA integrity_check");
  g_assert_cmpstr (verdict, ==, "ok");
  scratch_close (db);
}

static void
test_no_wal (Fixture       *fixture,
             gconstpointer  data)
{
  sqlite3 *db = scratch_open (fixture->path, PURSUIT_SHARE_VFS);
  g_autofree char *journal = scratch_text (db, "PRAGMA journal_mode = WAL");

  g_assert_cmpstr (journal, ==, "truncate");
  scratch_exec (db, "UPDATE counter SET n = 1");
  scratch_close (db);
}

/* As open sequence step 7 does it: a file that another program left in WAL mode is brought back. */
static void
test_wal_file (Fixture       *fixture,
               gconstpointer  data)
{
  sqlite3 *db = scratch_open (fixture->path, STOCK_VFS);
  g_autofree char *journal = NULL;

  scratch_exec (db, "PRAGMA journal_mode = WAL; UPDATE counter SET n = 7");
  scratch_close (db);

  g_assert_cmpint (sqlite3_open_v2 (fixture->path, &db, SQLITE_OPEN_READWRITE, PURSUIT_SHARE_VFS), ==, SQLITE_OK);
  g_assert_cmpint (scratch_try (db, "SELECT n FROM counter"), ==, SQLITE_CANTOPEN);
  scratch_exec (db, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = TRUNCATE; PRAGMA locking_mode = NORMAL");
  g_assert_cmpint (scratch_int (db, "SELECT n FROM counter"), ==, 7);
  journal = scratch_text (db, "PRAGMA journal_mode");
  g_assert_cmpstr (journal, ==, "truncate");
  scratch_close (db);
}

static void
test_read_only (Fixture       *fixture,
                gconstpointer  data)
{
  sqlite3 *writer = scratch_open (fixture->path, PURSUIT_SHARE_VFS);
  sqlite3 *reader = NULL;

  g_assert_cmpint (sqlite3_open_v2 (fixture->path, &reader, SQLITE_OPEN_READONLY, PURSUIT_SHARE_VFS), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_db_readonly (reader, "main"), ==, 1);
  g_assert_cmpint (scratch_try (reader, "UPDATE counter SET n = 1"), ==, SQLITE_READONLY);

  /* Its read lock is a real one: a writer waits for it, and it waits for a writer. */
  scratch_exec (reader, "BEGIN; SELECT n FROM counter");
  scratch_exec (writer, "BEGIN IMMEDIATE; UPDATE counter SET n = 1");
  g_assert_cmpint (scratch_try (writer, "COMMIT"), ==, SQLITE_BUSY);
  scratch_exec (reader, "COMMIT");
  g_assert_cmpint (scratch_try (reader, "SELECT n FROM counter"), ==, SQLITE_BUSY);
  scratch_exec (writer, "COMMIT");
  g_assert_cmpint (scratch_int (reader, "SELECT n FROM counter"), ==, 1);

  scratch_close (reader);
  scratch_close (writer);
}

/* A statement that reads on keeps its read lock from one commit to the next: the second finds what the first one wrote. */
static void
test_commits_while_reading (Fixture       *fixture,
                            gconstpointer  data)
{
  sqlite3 *db = scratch_open (fixture->path, PURSUIT_SHARE_VFS);
  sqlite3_stmt *reading = NULL;

  scratch_exec (db, "CREATE TABLE line (n INTEGER); INSERT INTO line VALUES (1), (2), (3)");
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT n FROM line", -1, &reading, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (reading), ==, SQLITE_ROW);
  for (int n = 2; n < 5; n++)
    g_assert_cmpint (scratch_try (db, "UPDATE counter SET n = n + 1"), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (reading), ==, SQLITE_ROW);
  sqlite3_finalize (reading);
  scratch_close (db);
}

static void
test_cannot_open (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *missing = g_build_filename (fixture->dir, "missing.db", NULL);
  const char *paths[] = { missing, fixture->dir };
  guint before = count_descriptors ();
  sqlite3 *db = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_assert_cmpint (sqlite3_open_v2 (paths[i], &db, SQLITE_OPEN_READWRITE, PURSUIT_SHARE_VFS), ==, SQLITE_CANTOPEN);
      scratch_close (db);
    }
  for (int i = 0; i < 10; i++)
    scratch_close (scratch_open (fixture->path, PURSUIT_SHARE_VFS));
  g_assert_cmpuint (count_descriptors (), ==, before);
  g_assert_false (g_file_test (missing, G_FILE_TEST_EXISTS));
}

/* A colleague replaces the file in the instant between our two openings of it. */
static const char *swap_path;
static const char *swap_away;

static int
open_and_swap (const char *path,
               int         flags,
               int         mode)
{
  int fd = open (path, flags, mode);

  if (swap_path != NULL && g_str_equal (path, swap_path))
    {
      swap_path = NULL;
      g_assert_cmpint (g_rename (path, swap_away), ==, 0);
      g_assert_true (g_file_set_contents (path, "", 0, NULL));
    }

  return fd;
}

static void
test_replaced_while_opening (Fixture       *fixture,
                             gconstpointer  data)
{
  sqlite3_vfs *stock = sqlite3_vfs_find (STOCK_VFS);
  g_autofree char *away = g_strconcat (fixture->path, ".away", NULL);
  guint before = count_descriptors ();
  sqlite3 *db = NULL;

  swap_path = fixture->path;
  swap_away = away;
  g_assert_cmpint (stock->xSetSystemCall (stock, "open", (sqlite3_syscall_ptr) open_and_swap), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_open_v2 (fixture->path, &db, SQLITE_OPEN_READWRITE, PURSUIT_SHARE_VFS), ==, SQLITE_CANTOPEN);
  scratch_close (db);
  g_assert_cmpint (stock->xSetSystemCall (stock, "open", NULL), ==, SQLITE_OK);
  g_assert_null (swap_path);
  g_assert_cmpuint (count_descriptors (), ==, before);

  g_assert_cmpint (g_rename (away, fixture->path), ==, 0);
}

/* Locks */

/* What one side holds, what the other side asks for; the answer, and the level where that leaves the other side. */
typedef struct
{
  int held;
  int asked;
  int answer;
  int reached;
} LockCase;

static const LockCase lock_cases[] = {
  { SQLITE_LOCK_NONE, SQLITE_LOCK_SHARED, SQLITE_OK, SQLITE_LOCK_SHARED },
  { SQLITE_LOCK_NONE, SQLITE_LOCK_RESERVED, SQLITE_OK, SQLITE_LOCK_RESERVED },
  { SQLITE_LOCK_NONE, SQLITE_LOCK_EXCLUSIVE, SQLITE_OK, SQLITE_LOCK_EXCLUSIVE },
  { SQLITE_LOCK_SHARED, SQLITE_LOCK_SHARED, SQLITE_OK, SQLITE_LOCK_SHARED },
  { SQLITE_LOCK_SHARED, SQLITE_LOCK_RESERVED, SQLITE_OK, SQLITE_LOCK_RESERVED },
  { SQLITE_LOCK_SHARED, SQLITE_LOCK_EXCLUSIVE, SQLITE_BUSY, SQLITE_LOCK_PENDING },
  { SQLITE_LOCK_RESERVED, SQLITE_LOCK_SHARED, SQLITE_OK, SQLITE_LOCK_SHARED },
  { SQLITE_LOCK_RESERVED, SQLITE_LOCK_RESERVED, SQLITE_BUSY, SQLITE_LOCK_SHARED },
  { SQLITE_LOCK_RESERVED, SQLITE_LOCK_EXCLUSIVE, SQLITE_BUSY, SQLITE_LOCK_SHARED },
  { SQLITE_LOCK_EXCLUSIVE, SQLITE_LOCK_SHARED, SQLITE_BUSY, SQLITE_LOCK_NONE },
};

/* Climbs as SQLite does: a read lock first, RESERVED before EXCLUSIVE. */
static int
climb (sqlite3 *db,
       int      level)
{
  static const int rungs[] = { SQLITE_LOCK_SHARED, SQLITE_LOCK_RESERVED, SQLITE_LOCK_EXCLUSIVE };
  sqlite3_file *file = main_file (db);
  int rc = SQLITE_OK;

  for (guint i = 0; i < G_N_ELEMENTS (rungs) && rc == SQLITE_OK && rungs[i] <= level; i++)
    rc = file->pMethods->xLock (file, rungs[i]);

  return rc;
}

static void
let_go (sqlite3 *db)
{
  sqlite3_file *file = main_file (db);

  g_assert_cmpint (file->pMethods->xUnlock (file, SQLITE_LOCK_NONE), ==, SQLITE_OK);
}

typedef struct
{
  const char *holder;
  const char *asker;
} VfsPair;

static const VfsPair both_ours = { PURSUIT_SHARE_VFS, PURSUIT_SHARE_VFS };
static const VfsPair ours_first = { PURSUIT_SHARE_VFS, STOCK_VFS };
static const VfsPair stock_first = { STOCK_VFS, PURSUIT_SHARE_VFS };

static void
test_lock_table (Fixture       *fixture,
                 gconstpointer  data)
{
  const VfsPair *pair = data;
  sqlite3 *holder = scratch_open (fixture->path, pair->holder);
  sqlite3 *asker = scratch_open (fixture->path, pair->asker);
  sqlite3_file *asking = main_file (asker);

  for (guint i = 0; i < G_N_ELEMENTS (lock_cases); i++)
    {
      const LockCase *this = &lock_cases[i];
      int reserved = -1;

      g_test_message ("held %d, asked %d", this->held, this->asked);
      g_assert_cmpint (climb (holder, this->held), ==, SQLITE_OK);
      g_assert_cmpint (asking->pMethods->xCheckReservedLock (asking, &reserved), ==, SQLITE_OK);
      g_assert_cmpint (reserved, ==, this->held >= SQLITE_LOCK_RESERVED);
      g_assert_cmpint (climb (asker, this->asked), ==, this->answer);
      g_assert_cmpint (get_level (asker), ==, this->reached);
      let_go (asker);
      let_go (holder);
    }

  scratch_close (asker);
  scratch_close (holder);
}

/* A writer that waits for a reader shuts the door to new readers, then gets in with its second try. */
static void
test_pending (Fixture       *fixture,
              gconstpointer  data)
{
  const VfsPair *pair = data;
  sqlite3 *writer = scratch_open (fixture->path, PURSUIT_SHARE_VFS);
  sqlite3 *reader = scratch_open (fixture->path, PURSUIT_SHARE_VFS);
  sqlite3 *newcomer = scratch_open (fixture->path, pair->asker);
  sqlite3_file *writing = main_file (writer);

  g_assert_cmpint (climb (reader, SQLITE_LOCK_SHARED), ==, SQLITE_OK);
  g_assert_cmpint (climb (writer, SQLITE_LOCK_EXCLUSIVE), ==, SQLITE_BUSY);
  g_assert_cmpint (climb (newcomer, SQLITE_LOCK_SHARED), ==, SQLITE_BUSY);
  let_go (reader);
  g_assert_cmpint (climb (newcomer, SQLITE_LOCK_SHARED), ==, SQLITE_BUSY);
  g_assert_cmpint (writing->pMethods->xLock (writing, SQLITE_LOCK_EXCLUSIVE), ==, SQLITE_OK);

  /* Back to reading: others may read and write again, but not past this read lock. */
  g_assert_cmpint (writing->pMethods->xUnlock (writing, SQLITE_LOCK_SHARED), ==, SQLITE_OK);
  g_assert_cmpint (get_level (writer), ==, SQLITE_LOCK_SHARED);
  g_assert_cmpint (climb (newcomer, SQLITE_LOCK_EXCLUSIVE), ==, SQLITE_BUSY);
  g_assert_cmpint (get_level (newcomer), ==, SQLITE_LOCK_PENDING);
  let_go (newcomer);
  let_go (writer);
  g_assert_cmpint (climb (newcomer, SQLITE_LOCK_EXCLUSIVE), ==, SQLITE_OK);
  let_go (newcomer);

  scratch_close (newcomer);
  scratch_close (reader);
  scratch_close (writer);
}

/* Between the read lock and the write lock the range is let go; after a refusal the read lock must be back. */
static void
test_refused_writer_still_reads (Fixture       *fixture,
                                 gconstpointer  data)
{
  sqlite3 *first = scratch_open (fixture->path, PURSUIT_SHARE_VFS);
  sqlite3 *second = scratch_open (fixture->path, PURSUIT_SHARE_VFS);
  sqlite3_file *first_file = main_file (first);

  g_assert_cmpint (climb (second, SQLITE_LOCK_SHARED), ==, SQLITE_OK);
  g_assert_cmpint (climb (first, SQLITE_LOCK_EXCLUSIVE), ==, SQLITE_BUSY);
  g_assert_cmpint (first_file->pMethods->xUnlock (first_file, SQLITE_LOCK_SHARED), ==, SQLITE_OK);
  g_assert_cmpint (climb (second, SQLITE_LOCK_EXCLUSIVE), ==, SQLITE_BUSY);
  let_go (first);
  g_assert_cmpint (climb (second, SQLITE_LOCK_EXCLUSIVE), ==, SQLITE_OK);
  let_go (second);

  scratch_close (second);
  scratch_close (first);
}

/* A backup or a preview in this process closes its own descriptor of the file; POSIX locks would be gone. */
static void
test_lock_survives_other_close (Fixture       *fixture,
                                gconstpointer  data)
{
  sqlite3 *writer = scratch_open (fixture->path, PURSUIT_SHARE_VFS);
  sqlite3 *other = scratch_open (fixture->path, PURSUIT_SHARE_VFS);
  g_autofree char *bytes = NULL;

  scratch_exec (writer, "BEGIN IMMEDIATE");
  scratch_close (other);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, NULL, NULL));

  other = scratch_open (fixture->path, PURSUIT_SHARE_VFS);
  g_assert_cmpint (scratch_try (other, "BEGIN IMMEDIATE"), ==, SQLITE_BUSY);
  scratch_exec (writer, "COMMIT");
  scratch_exec (other, "BEGIN IMMEDIATE; COMMIT");

  scratch_close (other);
  scratch_close (writer);
}

/* Contention */

#define INCREMENTS 120

typedef struct
{
  const char *path;
  int failures;
} Incrementer;

/* Read, then write what was read plus one: an increment is lost as soon as two of them overlap. */
static gpointer
increment_job (gpointer data)
{
  Incrementer *self = data;
  sqlite3 *db = scratch_open (self->path, PURSUIT_SHARE_VFS);
  PursuitBusy busy;

  pursuit_busy_install (&busy, db, 30000);
  for (int i = 0; i < INCREMENTS; i++)
    {
      g_autofree char *sql = NULL;

      if (scratch_try (db, "BEGIN IMMEDIATE") != SQLITE_OK)
        {
          self->failures++;
          continue;
        }
      sql = g_strdup_printf ("UPDATE counter SET n = %" G_GINT64_FORMAT,
                             scratch_int (db, "SELECT n FROM counter") + 1);
      self->failures += scratch_try (db, sql) != SQLITE_OK;
      self->failures += scratch_try (db, "COMMIT") != SQLITE_OK;
    }
  scratch_close (db);

  return NULL;
}

static void
test_two_connections (Fixture       *fixture,
                      gconstpointer  data)
{
  Incrementer workers[2] = { { fixture->path }, { fixture->path } };
  GThread *threads[G_N_ELEMENTS (workers)];
  g_autofree char *verdict = NULL;
  sqlite3 *db;

  for (guint i = 0; i < G_N_ELEMENTS (workers); i++)
    threads[i] = g_thread_new ("increment", increment_job, &workers[i]);
  for (guint i = 0; i < G_N_ELEMENTS (workers); i++)
    {
      g_thread_join (threads[i]);
      g_assert_cmpint (workers[i].failures, ==, 0);
    }

  db = scratch_open (fixture->path, PURSUIT_SHARE_VFS);
  g_assert_cmpint (scratch_int (db, "SELECT n FROM counter"), ==, G_N_ELEMENTS (workers) * INCREMENTS);
  verdict = scratch_text (db, "PRAGMA integrity_check");
  g_assert_cmpstr (verdict, ==, "ok");
  scratch_close (db);
}

/* Registering */

static gpointer
register_job (gpointer data)
{
  return GINT_TO_POINTER (pursuit_share_vfs_register ());
}

static void
test_register (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("register", register_job, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_true (GPOINTER_TO_INT (g_thread_join (threads[i])));

  g_assert_nonnull (sqlite3_vfs_find (PURSUIT_SHARE_VFS));
  g_assert_cmpstr (sqlite3_vfs_find (NULL)->zName, !=, PURSUIT_SHARE_VFS);
}

#define ADD(name, data, func) g_test_add (name, Fixture, data, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (pursuit_share_vfs_register ());

  g_test_add_func ("/store/share-vfs/register/any-thread-any-time", test_register);
  ADD ("/store/share-vfs/file/saves-and-reads", NULL, test_save_and_read);
  ADD ("/store/share-vfs/file/no-wal", NULL, test_no_wal);
  ADD ("/store/share-vfs/file/brings-back-a-wal-file", NULL, test_wal_file);
  ADD ("/store/share-vfs/file/read-only", NULL, test_read_only);
  ADD ("/store/share-vfs/file/commits-while-reading", NULL, test_commits_while_reading);
  ADD ("/store/share-vfs/open/refusal-leaves-nothing-open", NULL, test_cannot_open);
  ADD ("/store/share-vfs/open/refuses-a-file-replaced-meanwhile", NULL, test_replaced_while_opening);
  ADD ("/store/share-vfs/lock/table/ours", &both_ours, test_lock_table);
  ADD ("/store/share-vfs/lock/table/stock-asks", &ours_first, test_lock_table);
  ADD ("/store/share-vfs/lock/table/stock-holds", &stock_first, test_lock_table);
  ADD ("/store/share-vfs/lock/pending/keeps-newcomers-out", &both_ours, test_pending);
  ADD ("/store/share-vfs/lock/pending/keeps-stock-newcomers-out", &ours_first, test_pending);
  ADD ("/store/share-vfs/lock/refused-writer-still-reads", NULL, test_refused_writer_still_reads);
  ADD ("/store/share-vfs/lock/survives-a-close-elsewhere", NULL, test_lock_survives_other_close);
  ADD ("/store/share-vfs/contention/two-connections", NULL, test_two_connections);

  return g_test_run ();
}
