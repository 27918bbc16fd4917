/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files that are no databases of ours, or not any more: opened, looked at and refused in one clear sentence, without a crash
 * and without a byte written. */

#include "pursuit-db-private.h"
#include "pursuit-error.h"
#include "pursuit-journal.h"
#include "pursuit-share-vfs-private.h"
#include "verb-cases.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  DeskFixture base;
  char *path;              /* where the hostile file is put */
  char *good;              /* the bytes of a database with something in it */
  gsize length;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  desk_fixture_set_up (&fixture->base, data);
  verb_cases_furnish (&fixture->base);
  fixture->path = g_build_filename (fixture->base.base.dir, "hostile.pursuit", NULL);
  g_assert_true (g_file_get_contents (fixture->base.base.path, &fixture->good, &fixture->length, NULL));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *journal = g_strconcat (fixture->path, "-journal", NULL);

  g_unlink (journal);
  g_remove (fixture->path);
  g_free (fixture->path);
  g_free (fixture->good);
  desk_fixture_tear_down (&fixture->base, data);
}

static void
write_hostile (Fixture    *fixture,
               const char *bytes,
               gsize       length)
{
  g_autofree char *journal = g_strconcat (fixture->path, "-journal", NULL);

  g_unlink (journal);
  scratch_write (fixture->path, bytes, length);
}

static void
assert_sentence (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == PURSUIT_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_null (strchr (error->message, '\n'));
  g_assert_cmpint (error->code, !=, PURSUIT_ERROR_BUSY);
}

/* What somebody does with a file that opened: looks at the lists, the journal and the check. */
static void
look_around (PursuitDesk *desk)
{
  PursuitStore *store = pursuit_desk_get_store (desk);

  for (PursuitList list = PURSUIT_LIST_CUSTOMERS; list <= PURSUIT_LIST_DOCUMENTS; list++)
    {
      g_autoptr(PursuitQuery) query = pursuit_query_new (list);
      g_autoptr(GError) error = NULL;
      g_autoptr(GArray) ids = pursuit_desk_query_ids (desk, query, 50, &error);
      g_autoptr(GPtrArray) rows = NULL;

      if (ids != NULL)
        rows = pursuit_desk_query_rows (desk, list, (const gint64 *) (gpointer) ids->data, ids->len, &error);
      if (rows == NULL)
        assert_sentence (error);
    }
  {
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) entries = pursuit_journal_list_last (store, 50, &error);

    if (entries == NULL)
      assert_sentence (error);
  }
  {
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) findings = pursuit_store_check (store, NULL, &error);

    if (findings == NULL)
      assert_sentence (error);
  }
}

/* What the file says of the indices that follow from its records; NULL when it cannot be read. */
static char *
read_stamps (const char *path)
{
  g_autofree char *uri = g_strdup_printf ("file:%s?immutable=1", path);
  g_autoptr(GString) stamps = g_string_new (NULL);
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  gboolean ok = sqlite3_open_v2 (uri, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL) == SQLITE_OK &&
                sqlite3_prepare_v2 (db, "SELECT name || recipe || version FROM derived"
                                        " UNION ALL SELECT version || '/' || kind || '/' || last_id FROM text_state", -1, &stmt, NULL) == SQLITE_OK;
  int code = SQLITE_DONE;

  while (ok && (code = sqlite3_step (stmt)) == SQLITE_ROW)
    g_string_append_printf (stamps, "%s\n", (const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  sqlite3_close (db);

  return ok && code == SQLITE_DONE ? g_string_free (g_steal_pointer (&stamps), FALSE) : NULL;
}

/* An index that says of itself that it is stale is made anew, without a word; nothing else of the file is written. */
static gboolean
has_stale_index (Fixture *fixture)
{
  g_autofree char *good = read_stamps (fixture->base.base.path);
  g_autofree char *here = read_stamps (fixture->path);

  g_assert_nonnull (good);
  return here != NULL && !g_str_equal (good, here);
}

/* Opens what lies there, looks at it if that is possible, and makes sure that it stays as it was. */
static gboolean
opens (Fixture    *fixture,
       const char *bytes,
       gsize       length)
{
  g_autoptr(PursuitDesk) desk = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *after = NULL;
  gsize length_after;
  gboolean stale;

  write_hostile (fixture, bytes, length);
  stale = has_stale_index (fixture);
  desk = pursuit_desk_open (fixture->path, PURSUIT_STORE_NONE, &error);
  if (desk != NULL)
    look_around (desk);
  else
    assert_sentence (error);
  g_clear_object (&desk);

  g_assert_true (g_file_get_contents (fixture->path, &after, &length_after, NULL));
  if (stale && error == NULL)
    return TRUE;
  g_assert_cmpuint (length_after, ==, length);
  g_assert_true (memcmp (after, bytes, length) == 0);

  return error == NULL;
}

/* At every page boundary, and a little before and after it. */
static void
test_truncated (Fixture       *fixture,
                gconstpointer  data)
{
  guint page_size = (guchar) fixture->good[16] << 8 | (guchar) fixture->good[17];

  g_assert_cmpuint (page_size, >=, 512);
  for (gsize length = 0; length < fixture->length; length += page_size)
    {
      g_assert_false (opens (fixture, fixture->good, length));
      if (length > 0)
        g_assert_false (opens (fixture, fixture->good, length - 1));
      g_assert_false (opens (fixture, fixture->good, length + 1));
    }
  g_assert_true (opens (fixture, fixture->good, fixture->length));
}

static guint
get_flips (void)
{
  const char *text = g_getenv ("PURSUIT_FAULT_FLIPS");

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : 1000;
}

/* One to sixteen bits of a copy: header, structure or content. */
static void
test_flipped (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GRand) dice = g_rand_new_with_seed (20260317);
  guint n = get_flips ();
  guint n_opened = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *bytes = g_memdup2 (fixture->good, fixture->length);
      guint n_bits = 1u << g_rand_int_range (dice, 0, 5);

      while (n_bits-- > 0)
        {
          /* The header is small and matters most. */
          gsize at = (gsize) g_rand_int_range (dice, 0, i % 4 == 0 ? 512 : (gint32) fixture->length);

          bytes[at] = (char) (bytes[at] ^ (1 << g_rand_int_range (dice, 0, 8)));
        }
      n_opened += opens (fixture, bytes, fixture->length);
    }

  g_test_message ("%u files with flipped bits: %u opened, %u refused", n, n_opened, n - n_opened);
  g_assert_cmpuint (n_opened, >, 0);
  g_assert_cmpuint (n_opened, <, n);
}

/* Whole pages of noise: what a broken disk gives back. */
static void
test_noise (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GRand) dice = g_rand_new_with_seed (7);
  const gsize page_size = 4096;

  for (gsize at = 0; at + page_size <= fixture->length; at += page_size)
    {
      g_autofree char *bytes = g_memdup2 (fixture->good, fixture->length);

      for (gsize i = 0; i < page_size; i++)
        bytes[at + i] = at % (2 * page_size) == 0 ? (char) g_rand_int (dice) : '\0';
      opens (fixture, bytes, fixture->length);
    }
}

static const char *const planted[] = {
  "CREATE TRIGGER evil AFTER INSERT ON journal BEGIN DELETE FROM customer; END",
  "CREATE TRIGGER evil AFTER UPDATE ON deal BEGIN UPDATE deal SET amount = 1; END",
  "CREATE VIEW evil AS SELECT load_extension ('x')",
  "CREATE VIEW staff_list AS SELECT * FROM staff",
  "DROP TRIGGER journal_keeps_rows",
  "DROP INDEX journal_by_save",
  "ALTER TABLE customer RENAME COLUMN name TO title",
  "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE customer (id)' WHERE name = 'customer'",
  "PRAGMA user_version = 1000",
  "PRAGMA application_id = 1",
  "DELETE FROM identity",
  "UPDATE identity SET uuid = 'zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz'",
};

/* By somebody who knows SQLite, in a file that else is ours. */
static void
test_planted (Fixture       *fixture,
              gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (planted); i++)
    {
      g_autofree char *bytes = NULL;
      gsize length;
      sqlite3 *db;

      write_hostile (fixture, fixture->good, fixture->length);
      db = scratch_open (fixture->path, "unix");
      scratch_exec (db, planted[i]);
      scratch_close (db);
      g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
      if (opens (fixture, bytes, length))
        g_error ("opened although: %s", planted[i]);
    }
}

static void
assert_refused (Fixture    *fixture,
                const char *path)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (pursuit_desk_open (path, PURSUIT_STORE_NONE, &error));
  assert_sentence (error);
}

static void
test_zeros (Fixture       *fixture,
            gconstpointer  data)
{
  const gint64 size = G_GINT64_CONSTANT (2) * 1024 * 1024 * 1024;
  GStatBuf info;
  int fd = g_open (fixture->path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);

  g_assert_cmpint (ftruncate (fd, size), ==, 0);
  close (fd);
  assert_refused (fixture, fixture->path);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, size);
  g_assert_cmpint (info.st_blocks, ==, 0);
}

/* A directory, a pipe, a link to nothing, a link to itself, a device. */
static void
test_no_files (Fixture       *fixture,
               gconstpointer  data)
{
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  assert_refused (fixture, fixture->path);
  g_assert_cmpint (g_rmdir (fixture->path), ==, 0);

  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  assert_refused (fixture, fixture->path);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);

  g_assert_cmpint (symlink ("/nowhere/at/all", fixture->path), ==, 0);
  assert_refused (fixture, fixture->path);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);

  g_assert_cmpint (symlink ("hostile.pursuit", fixture->path), ==, 0);
  assert_refused (fixture, fixture->path);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);

  assert_refused (fixture, "/dev/zero");
  assert_refused (fixture, "/dev/null");
}

/* A link to a database on the same disk is that database. */
static void
test_link (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(PursuitDesk) desk = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (symlink ("test.pursuit", fixture->path), ==, 0);
  desk = pursuit_desk_open (fixture->path, PURSUIT_STORE_NONE, &error);
  if (desk == NULL)
    assert_sentence (error);
}

static void
test_others (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const schemas[] = {
    "CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO customer VALUES (1, 'x')",
    "PRAGMA application_id = 252006673; CREATE TABLE gpkg (x)",
    "PRAGMA page_size = 65536; CREATE TABLE t (x)",
    "PRAGMA auto_vacuum = FULL; PRAGMA encoding = 'UTF-16'; CREATE TABLE t (x)",
  };

  for (guint i = 0; i < G_N_ELEMENTS (schemas); i++)
    {
      g_autofree char *bytes = NULL;
      gsize length;
      sqlite3 *db;

      g_remove (fixture->path);
      db = scratch_open (fixture->path, "unix");
      scratch_exec (db, schemas[i]);
      scratch_close (db);
      g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
      g_assert_false (opens (fixture, bytes, length));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define TEST(name, function) g_test_add ("/faults/hostile/" name, Fixture, NULL, set_up, function, tear_down)
  TEST ("truncated", test_truncated);
  TEST ("flipped", test_flipped);
  TEST ("noise", test_noise);
  TEST ("planted", test_planted);
  TEST ("zeros", test_zeros);
  TEST ("no-files", test_no_files);
  TEST ("link", test_link);
  TEST ("others", test_others);
#undef TEST

  return g_test_run ();
}
