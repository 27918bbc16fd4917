/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening: every file that is not a database of ours gets one sentence that names it, and keeps every byte. */

#include "fault-vfs.h"
#include "pursuit-db-private.h"
#include "pursuit-error.h"
#include "pursuit-share-vfs-private.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
write_file (StoreFixture *fixture,
            const char   *content,
            gssize        length)
{
  g_assert_true (g_file_set_contents (fixture->path, content, length, NULL));
}

/* A database with something in it, closed. */
static void
make_database (StoreFixture *fixture)
{
  g_autoptr(GError) error = NULL;

  fixture->store = pursuit_store_open (fixture->path, PURSUIT_STORE_CREATE, &error);
  g_assert_no_error (error);
  store_fixture_fill (fixture);
  store_fixture_close (fixture);
}

/* Refused for reading and for writing, and not a byte of it or a file beside it has changed. */
static void
assert_refuses_unchanged (StoreFixture *fixture,
                          PursuitError  code,
                          const char   *sentence)
{
  g_autofree char *hash = store_fixture_hash_file (fixture);
  g_autofree char *files = store_fixture_list_files (fixture);
  g_autofree char *hash_after = NULL;
  g_autofree char *files_after = NULL;

  store_fixture_refuses (fixture, PURSUIT_STORE_NONE, code, sentence);
  store_fixture_refuses (fixture, PURSUIT_STORE_READ_ONLY, code, sentence);
  hash_after = store_fixture_hash_file (fixture);
  files_after = store_fixture_list_files (fixture);
  g_assert_cmpstr (hash, ==, hash_after);
  g_assert_cmpstr (files, ==, files_after);
}

static void
test_missing (StoreFixture  *fixture,
              gconstpointer  data)
{
  g_autofree char *sentence = g_strdup_printf ("There is no file “%s”.", fixture->path);
  g_autofree char *files = NULL;

  store_fixture_refuses (fixture, PURSUIT_STORE_NONE, PURSUIT_ERROR_NOT_FOUND, sentence);
  store_fixture_refuses (fixture, PURSUIT_STORE_READ_ONLY, PURSUIT_ERROR_NOT_FOUND, sentence);
  files = store_fixture_list_files (fixture);
  g_assert_cmpstr (files, ==, "");
}

static void
test_folder (StoreFixture  *fixture,
             gconstpointer  data)
{
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  store_fixture_refuses (fixture, PURSUIT_STORE_NONE, PURSUIT_ERROR_STORAGE, "“test.pursuit” is a folder, not a database.");
  g_assert_cmpint (g_rmdir (fixture->path), ==, 0);
}

/* Opening a pipe for reading would wait for ever. */
static void
test_pipe (StoreFixture  *fixture,
           gconstpointer  data)
{
  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  store_fixture_refuses (fixture, PURSUIT_STORE_NONE, PURSUIT_ERROR_STORAGE, "“test.pursuit” is not a file.");
}

static void
test_empty (StoreFixture  *fixture,
            gconstpointer  data)
{
  write_file (fixture, "", 0);
  assert_refuses_unchanged (fixture, PURSUIT_ERROR_STORAGE, "“test.pursuit” is empty, not a database.");
}

static void
test_not_sqlite (StoreFixture  *fixture,
                 gconstpointer  data)
{
  g_autofree char *text = g_strnfill (5000, 'x');

  write_file (fixture, "name,amount\n", -1);
  assert_refuses_unchanged (fixture, PURSUIT_ERROR_STORAGE, "“test.pursuit” is not a database.");
  write_file (fixture, text, 5000);
  assert_refuses_unchanged (fixture, PURSUIT_ERROR_STORAGE, "“test.pursuit” is not a database.");
}

static void
test_foreign (StoreFixture  *fixture,
              gconstpointer  data)
{
  store_fixture_raw (fixture, "CREATE TABLE customer (id INTEGER PRIMARY KEY); PRAGMA user_version = 1");
  assert_refuses_unchanged (fixture, PURSUIT_ERROR_STORAGE, "“test.pursuit” is a database of another program.");
}

static void
cut_to (StoreFixture *fixture,
        off_t         size)
{
  g_assert_cmpint (truncate (fixture->path, size), ==, 0);
}

static off_t
size_of (StoreFixture *fixture)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);

  return info.st_size;
}

static void
test_truncated (StoreFixture  *fixture,
                gconstpointer  data)
{
  const char *sentence = "“test.pursuit” is incomplete: a part of the file is missing at its end.";

  make_database (fixture);
  cut_to (fixture, size_of (fixture) - 1);
  assert_refuses_unchanged (fixture, PURSUIT_ERROR_DAMAGED, sentence);
  cut_to (fixture, size_of (fixture) / 2);
  assert_refuses_unchanged (fixture, PURSUIT_ERROR_DAMAGED, sentence);
  cut_to (fixture, 100);
  assert_refuses_unchanged (fixture, PURSUIT_ERROR_DAMAGED, sentence);
  cut_to (fixture, 99);
  assert_refuses_unchanged (fixture, PURSUIT_ERROR_STORAGE, "“test.pursuit” is not a database.");
}

/* The header is ours, what follows is noise. */
static void
test_damaged (StoreFixture  *fixture,
              gconstpointer  data)
{
  g_autofree char *content = NULL;
  gsize length;

  make_database (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
  for (gsize i = 100; i < length; i++)
    content[i] = (char) g_test_rand_int ();
  content[100] = 0x55;   /* no kind of page has this byte */
  write_file (fixture, content, (gssize) length);
  assert_refuses_unchanged (fixture, PURSUIT_ERROR_DAMAGED, "“test.pursuit” is damaged.");
}

static void
test_newer (StoreFixture  *fixture,
            gconstpointer  data)
{
  g_autofree char *sentence =
    g_strdup_printf ("“test.pursuit” was made by a newer version of Pursuit (format %d, this one reads up to %d).",
                     pursuit_store_get_newest () + 1, pursuit_store_get_newest ());
  g_autofree char *sql = g_strdup_printf ("PRAGMA user_version = %d", pursuit_store_get_newest () + 1);

  make_database (fixture);
  store_fixture_raw (fixture, sql);
  assert_refuses_unchanged (fixture, PURSUIT_ERROR_NEWER, sentence);
}

static void
test_no_version (StoreFixture  *fixture,
                 gconstpointer  data)
{
  make_database (fixture);
  store_fixture_raw (fixture, "PRAGMA user_version = 0");
  assert_refuses_unchanged (fixture, PURSUIT_ERROR_STORAGE, "“test.pursuit” is not a Pursuit database.");
  store_fixture_raw (fixture, "PRAGMA user_version = -5");
  assert_refuses_unchanged (fixture, PURSUIT_ERROR_STORAGE, "“test.pursuit” is not a Pursuit database.");
}

/* Somebody saves and saves: we wait as long as our patience lasts, then say so. */
static void
test_locked (StoreFixture  *fixture,
             gconstpointer  data)
{
  sqlite3 *db;

  make_database (fixture);
  db = scratch_open (fixture->path, PURSUIT_SHARE_VFS);
  scratch_exec (db, "BEGIN EXCLUSIVE");
  g_setenv ("PURSUIT_PATIENCE_MS", "20", TRUE);
  assert_refuses_unchanged (fixture, PURSUIT_ERROR_BUSY,
                            "“test.pursuit” is locked by another program; try again in a moment.");
  g_unsetenv ("PURSUIT_PATIENCE_MS");
  scratch_exec (db, "ROLLBACK");
  scratch_close (db);
  store_fixture_open (fixture);
}

typedef struct
{
  const char *name;
  const char *sql;
  const char *culprit;   /* NULL: is let in */
} Tampering;

static const Tampering tamperings[] = {
  { "trigger-added", "CREATE TRIGGER spy AFTER UPDATE ON deal BEGIN DELETE FROM stage_move; END", "spy" },
  { "view-added", "CREATE VIEW everything AS SELECT * FROM deal", "everything" },
  { "trigger-dropped", "DROP TRIGGER journal_keeps_rows", "journal_keeps_rows" },
  { "index-dropped", "DROP INDEX deal_on_board", "deal_on_board" },
  { "table-dropped", "DROP TABLE document", "document" },
  { "table-changed", "ALTER TABLE deal ADD COLUMN colour TEXT", "deal" },
  { "trigger-changed",
    "DROP TRIGGER journal_keeps_rows;"
    "CREATE TRIGGER journal_keeps_rows BEFORE DELETE ON journal BEGIN SELECT 1; END", "journal_keeps_rows" },
  { "table-added", "CREATE TABLE note_of_mine (text TEXT); CREATE INDEX mine ON note_of_mine (text)", NULL },
  { "statistics-added", "ANALYZE", NULL },
};

static void
test_tampered (StoreFixture  *fixture,
               gconstpointer  data)
{
  const Tampering *tampering = data;
  g_autofree char *sentence = NULL;

  make_database (fixture);
  store_fixture_raw (fixture, tampering->sql);
  if (tampering->culprit == NULL)
    {
      store_fixture_open (fixture);
      return;
    }

  sentence = g_strdup_printf ("“test.pursuit” was altered by another program: “%s” is not as it was made.",
                              tampering->culprit);
  assert_refuses_unchanged (fixture, PURSUIT_ERROR_STORAGE, sentence);
}

/* A write that is cut off at some call to the disk, as when the power fails: nothing after it reaches the disk.
 * Returns whether it was cut off at all. */
static gboolean
write_until_cut (StoreFixture *fixture,
                 int           n)
{
  sqlite3 *db = NULL;
  int hits;

  g_assert_cmpint (sqlite3_open_v2 (fixture->path, &db, SQLITE_OPEN_READWRITE, FAULT_VFS), ==, SQLITE_OK);
  scratch_exec (db, "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL");
  fault_vfs_arm (n, SQLITE_IOERR, TRUE);
  scratch_try (db, "UPDATE customer SET notes = hex (zeroblob (40000))");
  hits = fault_vfs_hits ();
  sqlite3_close (db);
  fault_vfs_disarm ();

  return hits > 0;
}

static gboolean
is_shorter_than_it_says (StoreFixture *fixture)
{
  g_autofree char *content = NULL;
  gsize length;
  const guint8 *header;

  g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
  header = (const guint8 *) content;

  return length < ((gsize) header[28] << 24 | header[29] << 16 | header[30] << 8 | header[31]) * 4096;
}

/* A crash in the middle of a commit may leave a file that is shorter than its header says, and the way back beside it. */
static void
test_crashes (StoreFixture  *fixture,
              gconstpointer  data)
{
  g_autofree char *journal = g_strconcat (fixture->path, "-journal", NULL);
  g_autofree char *fresh = NULL;
  gboolean cut = TRUE;
  gsize length;
  guint short_files = 0;

  fault_vfs_register (PURSUIT_SHARE_VFS);
  make_database (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &fresh, &length, NULL));
  for (int n = 1; cut; n++)
    {
      gint64 notes;

      write_file (fixture, fresh, (gssize) length);
      g_unlink (journal);
      cut = write_until_cut (fixture, n);
      short_files += is_shorter_than_it_says (fixture);
      store_fixture_open (fixture);
      notes = store_fixture_int (fixture, "SELECT length (notes) FROM customer");
      g_assert_true (notes < 100 || notes == 80000);
      g_assert_true (cut || notes == 80000);
      g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"),
                       ==, 1);
      store_fixture_close (fixture);
    }
  g_assert_cmpuint (short_files, >, 0);
}

static void
test_create (StoreFixture  *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->store = pursuit_store_open (fixture->path, PURSUIT_STORE_CREATE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pursuit_store_get_path (fixture->store), ==, fixture->path);
  g_assert_false (pursuit_store_is_read_only (fixture->store));
  g_assert_cmpint (pursuit_store_get_version (fixture->store), ==, pursuit_store_get_newest ());
  g_assert_cmpint (store_fixture_int (fixture, "PRAGMA user_version"), ==, pursuit_store_get_newest ());
  g_assert_cmpint (store_fixture_int (fixture, "PRAGMA application_id"), ==, PURSUIT_APPLICATION_ID);
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM journal"), ==, 0);
}

static void
test_create_exists (StoreFixture  *fixture,
                    gconstpointer  data)
{
  g_autofree char *hash = NULL;
  g_autofree char *hash_after = NULL;

  make_database (fixture);
  hash = store_fixture_hash_file (fixture);
  store_fixture_refuses (fixture, PURSUIT_STORE_CREATE, PURSUIT_ERROR_STORAGE, "“test.pursuit” exists already.");
  hash_after = store_fixture_hash_file (fixture);
  g_assert_cmpstr (hash, ==, hash_after);
}

static void
test_create_nowhere (StoreFixture  *fixture,
                     gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "nowhere", "new.pursuit", NULL);
  g_autofree char *sentence = g_strdup_printf ("“%s” cannot be made: No such file or directory.", path);
  g_autoptr(GError) error = NULL;

  g_assert_null (pursuit_store_open (path, PURSUIT_STORE_CREATE, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
  g_assert_cmpstr (error->message, ==, sentence);
}

static void
test_read_only_flag (StoreFixture  *fixture,
                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_auto(PursuitTx) tx = { NULL };
  g_autofree char *hash = NULL;
  g_autofree char *hash_after = NULL;

  make_database (fixture);
  hash = store_fixture_hash_file (fixture);
  fixture->store = pursuit_store_open (fixture->path, PURSUIT_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_true (pursuit_store_is_read_only (fixture->store));
  g_assert_false (pursuit_tx_begin (&tx, fixture->store, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
  g_assert_cmpstr (error->message, ==, "“test.pursuit” can only be read.");
  g_assert_null (pursuit_store_get_read_only_reason (fixture->store));
  store_fixture_close (fixture);
  hash_after = store_fixture_hash_file (fixture);
  g_assert_cmpstr (hash, ==, hash_after);
}

/* The administrator of the machine may read and write everything, so these run as nobody in particular. */
static void
become_nobody (void)
{
  if (getuid () == 0)
    g_assert_cmpint (setuid (65534), ==, 0);
}

static void
test_unreadable (StoreFixture  *fixture,
                 gconstpointer  data)
{
  make_database (fixture);
  g_assert_cmpint (g_chmod (fixture->path, 0200), ==, 0);
  store_fixture_refuses (fixture, PURSUIT_STORE_NONE, PURSUIT_ERROR_STORAGE,
                         "“test.pursuit” cannot be read: Permission denied.");
}

static void
test_read_only_file (StoreFixture  *fixture,
                     gconstpointer  data)
{
  make_database (fixture);
  g_assert_cmpint (g_chmod (fixture->path, 0400), ==, 0);
  store_fixture_open (fixture);
  g_assert_true (pursuit_store_is_read_only (fixture->store));
  g_assert_cmpstr (pursuit_store_get_read_only_reason (fixture->store), ==,
                   "“test.pursuit” can only be read. You may not write the file.");
  store_fixture_close (fixture);
  g_assert_cmpint (g_chmod (fixture->path, 0600), ==, 0);
}

static void
test_read_only_folder (StoreFixture  *fixture,
                       gconstpointer  data)
{
  g_autofree char *journal = g_strconcat (fixture->path, "-journal", NULL);

  make_database (fixture);
  g_unlink (journal);
  g_assert_cmpint (g_chmod (fixture->dir, 0500), ==, 0);
  store_fixture_open (fixture);
  g_assert_true (pursuit_store_is_read_only (fixture->store));
  g_assert_cmpstr (pursuit_store_get_read_only_reason (fixture->store), ==,
                   "“test.pursuit” can only be read. You may not write in its folder, where every change needs a journal.");
  g_assert_cmpint (pursuit_store_count (fixture->store, pursuit_record_type_from_table ("deal"), NULL), ==, 1);
  store_fixture_close (fixture);
  g_assert_cmpint (g_chmod (fixture->dir, 0700), ==, 0);
}

static void
test_create_forbidden (StoreFixture  *fixture,
                       gconstpointer  data)
{
  g_autofree char *sentence = g_strdup_printf ("“%s” cannot be made: Permission denied.", fixture->path);

  g_assert_cmpint (g_chmod (fixture->dir, 0500), ==, 0);
  store_fixture_refuses (fixture, PURSUIT_STORE_CREATE, PURSUIT_ERROR_STORAGE, sentence);
  g_assert_cmpint (g_chmod (fixture->dir, 0700), ==, 0);
}

typedef void (*FixtureFunc) (StoreFixture  *fixture,
                             gconstpointer  data);

static void
run_as_nobody (gconstpointer data)
{
  StoreFixture fixture;

  if (!g_test_subprocess ())
    {
      if (scratch_nobody_is_missing ())
        return;

      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  become_nobody ();
  store_fixture_set_up_closed (&fixture, NULL);
  ((FixtureFunc) data) (&fixture, NULL);
  store_fixture_tear_down (&fixture, NULL);
}

#define ADD(path, data, func) \
  g_test_add (path, StoreFixture, data, store_fixture_set_up_closed, func, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/store/open/missing", NULL, test_missing);
  ADD ("/store/open/folder", NULL, test_folder);
  ADD ("/store/open/pipe", NULL, test_pipe);
  ADD ("/store/open/empty", NULL, test_empty);
  ADD ("/store/open/not-sqlite", NULL, test_not_sqlite);
  ADD ("/store/open/foreign", NULL, test_foreign);
  ADD ("/store/open/truncated", NULL, test_truncated);
  ADD ("/store/open/damaged", NULL, test_damaged);
  ADD ("/store/open/newer", NULL, test_newer);
  ADD ("/store/open/no-version", NULL, test_no_version);
  ADD ("/store/open/locked", NULL, test_locked);
  ADD ("/store/open/after-a-crash-anywhere", NULL, test_crashes);
  ADD ("/store/open/read-only-flag", NULL, test_read_only_flag);
  ADD ("/store/create/stamps-the-file", NULL, test_create);
  ADD ("/store/create/exists-already", NULL, test_create_exists);
  ADD ("/store/create/nowhere", NULL, test_create_nowhere);
  for (guint i = 0; i < G_N_ELEMENTS (tamperings); i++)
    {
      g_autofree char *path = g_strconcat ("/store/open/tampered/", tamperings[i].name, NULL);

      ADD (path, &tamperings[i], test_tampered);
    }
  g_test_add_data_func ("/store/open/unreadable", (gconstpointer) test_unreadable, run_as_nobody);
  g_test_add_data_func ("/store/open/read-only-file", (gconstpointer) test_read_only_file, run_as_nobody);
  g_test_add_data_func ("/store/open/read-only-folder", (gconstpointer) test_read_only_folder, run_as_nobody);
  g_test_add_data_func ("/store/create/forbidden", (gconstpointer) test_create_forbidden, run_as_nobody);

  return g_test_run ();
}
