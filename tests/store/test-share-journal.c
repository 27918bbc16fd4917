/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The journal that is collected in memory: what is on the disk when, and that nobody who reads it can tell. */

#include "pursuit-share-journal-private.h"
#include "scratch-db.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *dir;
  char *path;
  sqlite3_file *file;
} Fixture;

static int
open_journal (Fixture    *fixture,
              const char *path)
{
  sqlite3_vfs *base = sqlite3_vfs_find ("unix");

  fixture->file = g_malloc ((gsize) pursuit_share_journal_get_size (base));

  return pursuit_share_journal_open (base, path, fixture->file,
                                     SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_assert_cmpint (sqlite3_initialize (), ==, SQLITE_OK);
  fixture->dir = scratch_dir_new ();
  fixture->path = g_build_filename (fixture->dir, "test.journal", NULL);
  g_assert_cmpint (open_journal (fixture, fixture->path), ==, SQLITE_OK);
}

static void
close_journal (Fixture *fixture)
{
  if (fixture->file == NULL)
    return;
  g_assert_cmpint (fixture->file->pMethods->xClose (fixture->file), ==, SQLITE_OK);
  g_clear_pointer (&fixture->file, g_free);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  close_journal (fixture);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_free (fixture->path);
  scratch_dir_remove (fixture->dir);
}

static int
put (Fixture    *fixture,
     const char *text,
     gint64      offset)
{
  return fixture->file->pMethods->xWrite (fixture->file, text, (int) strlen (text), offset);
}

static int
sync_journal (Fixture *fixture)
{
  return fixture->file->pMethods->xSync (fixture->file, SQLITE_SYNC_FULL);
}

/* What SQLite would read; @length bytes at @offset. */
static void
assert_reads (Fixture    *fixture,
              gint64      offset,
              const char *expected)
{
  char text[32] = "";

  g_assert_cmpint (fixture->file->pMethods->xRead (fixture->file, text, (int) strlen (expected), offset), ==, SQLITE_OK);
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_size (Fixture *fixture,
             gint64   expected)
{
  sqlite3_int64 size = -1;

  g_assert_cmpint (fixture->file->pMethods->xFileSize (fixture->file, &size), ==, SQLITE_OK);
  g_assert_cmpint (size, ==, expected);
}

/* What a colleague finds. */
static void
assert_on_disk (Fixture    *fixture,
                const char *expected)
{
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (fixture->path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, expected);
}

static void
test_sent_at_sync (Fixture       *fixture,
                   gconstpointer  data)
{
  g_assert_cmpint (put (fixture, "one", 0), ==, SQLITE_OK);
  g_assert_cmpint (put (fixture, "two", 3), ==, SQLITE_OK);
  assert_on_disk (fixture, "");
  assert_size (fixture, 6);
  assert_reads (fixture, 0, "onetwo");
  assert_reads (fixture, 2, "et");

  g_assert_cmpint (sync_journal (fixture), ==, SQLITE_OK);
  assert_on_disk (fixture, "onetwo");
  assert_size (fixture, 6);
  assert_reads (fixture, 1, "net");
}

static void
test_elsewhere (Fixture       *fixture,
                gconstpointer  data)
{
  g_assert_cmpint (put (fixture, "onetwo", 0), ==, SQLITE_OK);
  g_assert_cmpint (put (fixture, "X", 1), ==, SQLITE_OK);
  assert_on_disk (fixture, "onetwo");
  assert_reads (fixture, 1, "X");
  assert_reads (fixture, 0, "oXet");
  assert_on_disk (fixture, "oXetwo");
  assert_size (fixture, 6);
}

/* A run that is larger than the memory for it goes in several pieces. */
static void
test_long (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *page = g_strnfill (4096, 'p');
  g_autofree char *large = g_strnfill (100000, 'l');
  GStatBuf info;

  for (int i = 0; i < 100; i++)
    g_assert_cmpint (put (fixture, page, i * 4096), ==, SQLITE_OK);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_size, >, 0);
  assert_size (fixture, 100 * 4096);
  g_assert_cmpint (put (fixture, large, 100 * 4096), ==, SQLITE_OK);
  g_assert_cmpint (sync_journal (fixture), ==, SQLITE_OK);
  assert_size (fixture, 100 * 4096 + 100000);
  assert_reads (fixture, 100 * 4096 - 2, "ppll");
}

static void
test_truncate (Fixture       *fixture,
               gconstpointer  data)
{
  g_assert_cmpint (put (fixture, "one", 0), ==, SQLITE_OK);
  g_assert_cmpint (sync_journal (fixture), ==, SQLITE_OK);
  g_assert_cmpint (put (fixture, "two", 3), ==, SQLITE_OK);
  g_assert_cmpint (fixture->file->pMethods->xTruncate (fixture->file, 0), ==, SQLITE_OK);
  assert_size (fixture, 0);
  g_assert_cmpint (put (fixture, "three", 0), ==, SQLITE_OK);
  close_journal (fixture);
  assert_on_disk (fixture, "three");
}

/* Nothing can be sent, and the pages are still there for taking them back. */
static void
test_full_disk (Fixture       *fixture,
                gconstpointer  data)
{
  close_journal (fixture);
  g_assert_cmpint (open_journal (fixture, "/dev/full"), ==, SQLITE_OK);
  g_assert_cmpint (put (fixture, "before", 0), ==, SQLITE_OK);
  g_assert_cmpint (sync_journal (fixture), ==, SQLITE_FULL);
  assert_reads (fixture, 0, "before");
  g_assert_cmpint (put (fixture, "elsewhere", 100), ==, SQLITE_FULL);
  assert_reads (fixture, 0, "before");
  g_assert_cmpint (fixture->file->pMethods->xClose (fixture->file), ==, SQLITE_FULL);
  g_clear_pointer (&fixture->file, g_free);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/store/share-journal/sent-at-sync", test_sent_at_sync);
  ADD ("/store/share-journal/write-elsewhere-sends", test_elsewhere);
  ADD ("/store/share-journal/long-runs", test_long);
  ADD ("/store/share-journal/truncate-forgets", test_truncate);
  ADD ("/store/share-journal/full-disk-keeps-the-pages", test_full_disk);

  return g_test_run ();
}
