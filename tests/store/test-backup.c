/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Backups are whole or not there at all; the check finds what is wrong. */

#include "fault-vfs.h"
#include "pursuit-deal.h"
#include "pursuit-error.h"
#include "pursuit-journal.h"
#include "pursuit-share-vfs-private.h"
#include "pursuit-store-private.h"
#include "sample-record.h"
#include "store-fixture.h"

#include <glib/gstdio.h>

#define NAME_OF(fixture) g_strconcat ((fixture)->path, ".copy", NULL)

static void
assert_only_database (StoreFixture *fixture)
{
  g_autofree char *files = store_fixture_list_files (fixture);

  g_assert_cmpstr (files, ==, "test.pursuit");
}

static void
add_journal_entry (StoreFixture *fixture,
                   const char   *verb)
{
  g_auto(PursuitTx) tx = { NULL };
  PursuitJournalEntry entry = { .actor = (char *) "Li Na", .verb = (char *) verb, .entity = (char *) "deal", .entity_id = 1,
                                .deal_id = 1, .before = (char *) "{\"amount\":1}", .after = (char *) "{\"amount\":2}" };

  g_assert_true (pursuit_tx_begin (&tx, fixture->store, NULL));
  g_assert_true (pursuit_journal_add (fixture->store, &entry, NULL));
  g_assert_true (pursuit_tx_commit (&tx, NULL));
}

static void
test_copy (StoreFixture  *fixture,
           gconstpointer  data)
{
  g_autofree char *target = NAME_OF (fixture);
  g_autoptr(PursuitStore) copy = NULL;
  g_autoptr(GPtrArray) findings = NULL;
  g_autoptr(GError) error = NULL;

  store_fixture_fill (fixture);
  add_journal_entry (fixture, "edit");
  pursuit_store_backup (fixture->store, target, &error);
  g_assert_no_error (error);

  copy = pursuit_store_open (target, PURSUIT_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (pursuit_store_count (copy, PURSUIT_TYPE_DEAL, NULL), ==, 1);
  findings = pursuit_store_check (copy, NULL, NULL);
  g_assert_cmpuint (findings->len, ==, 0);
  g_clear_object (&copy);
  g_assert_cmpint (g_unlink (target), ==, 0);
  assert_only_database (fixture);
}

static void
test_exists (StoreFixture  *fixture,
             gconstpointer  data)
{
  g_autofree char *target = NAME_OF (fixture);
  g_autofree char *sentence = g_strdup_printf ("“%s” exists already.", target);
  g_autofree char *content = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (target, "precious", -1, NULL));
  g_assert_false (pursuit_store_backup (fixture->store, target, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
  g_assert_cmpstr (error->message, ==, sentence);
  g_assert_true (g_file_get_contents (target, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "precious");
  g_assert_cmpint (g_unlink (target), ==, 0);
}

static void
test_nowhere (StoreFixture  *fixture,
              gconstpointer  data)
{
  g_autofree char *target = g_build_filename (fixture->dir, "nowhere", "copy", NULL);
  g_autofree char *message = g_strdup_printf ("The backup “%s” cannot be written: No such file or directory.", target);
  g_autoptr(GError) error = NULL;

  g_assert_false (pursuit_store_backup (fixture->store, target, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
  g_assert_cmpstr (error->message, ==, message);
  assert_only_database (fixture);
}

/* Nothing can be read while a colleague writes: an empty copy is no backup. */
static void
test_locked (StoreFixture  *fixture,
             gconstpointer  data)
{
  g_autofree char *target = NAME_OF (fixture);
  g_autoptr(GError) error = NULL;
  sqlite3 *db;

  store_fixture_fill (fixture);
  g_setenv ("PURSUIT_PATIENCE_MS", "20", TRUE);
  store_fixture_open (fixture);
  g_unsetenv ("PURSUIT_PATIENCE_MS");
  db = scratch_open (fixture->path, PURSUIT_SHARE_VFS);
  scratch_exec (db, "BEGIN EXCLUSIVE");
  g_assert_false (pursuit_store_backup (fixture->store, target, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_BUSY);
  g_assert_cmpstr (error->message, ==, "“test.pursuit” is locked by another program; try again in a moment.");
  assert_only_database (fixture);
  scratch_exec (db, "ROLLBACK");
  scratch_close (db);
}

static void
open_on_failing_disk (StoreFixture *fixture)
{
  store_fixture_close (fixture);
  if (sqlite3_vfs_find (FAULT_VFS) == NULL)
    fault_vfs_register (PURSUIT_SHARE_VFS);
  pursuit_db_set_vfs (FAULT_VFS);
  store_fixture_open (fixture);
}

static void
test_full_disk (StoreFixture  *fixture,
                gconstpointer  data)
{
  g_autofree char *target = NAME_OF (fixture);
  g_autoptr(GError) error = NULL;

  store_fixture_fill (fixture);
  open_on_failing_disk (fixture);
  fault_vfs_fill_disk (40000);
  g_assert_false (pursuit_store_backup (fixture->store, target, &error));
  g_assert_cmpint (fault_vfs_hits (), >, 0);
  fault_vfs_disarm ();
  pursuit_db_set_vfs (NULL);
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
  g_assert_cmpstr (error->message, ==, "The disk that holds “test.pursuit.copy” is full.");
  assert_only_database (fixture);
}

/* Whichever call to the disk fails: the backup is whole, or it is refused and leaves nothing. */
static void
test_faults (StoreFixture  *fixture,
             gconstpointer  data)
{
  g_autofree char *target = NAME_OF (fixture);
  g_autofree char *hash = NULL;
  g_autofree char *hash_after = NULL;
  gboolean hit = TRUE;
  int refused = 0;

  store_fixture_fill (fixture);
  open_on_failing_disk (fixture);
  hash = store_fixture_hash_file (fixture);
  for (int n = 1; hit; n++)
    {
      g_autoptr(GError) error = NULL;
      gboolean done;

      fault_vfs_arm (n, SQLITE_IOERR, FALSE);
      done = pursuit_store_backup (fixture->store, target, &error);
      hit = fault_vfs_hits () > 0;
      fault_vfs_disarm ();
      if (done)
        g_assert_cmpint (g_unlink (target), ==, 0);
      else if (!g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_AWAY))
        g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
      refused += !done;
      assert_only_database (fixture);
    }
  pursuit_db_set_vfs (NULL);
  g_assert_cmpint (refused, >, 10);
  hash_after = store_fixture_hash_file (fixture);
  g_assert_cmpstr (hash, ==, hash_after);
}

typedef struct
{
  const char *name;
  const char *sql;
  const char *finding;
} Damage;

static const Damage damages[] = {
  { "none", "SELECT 1", "" },
  { "total", "UPDATE deal_total SET weighted = weighted + 1", "The totals of stage 1 do not agree with its deals." },
  { "total-missing", "DELETE FROM deal_total", "The totals of stage 1 do not agree with its deals." },
  { "total-of-nothing", "INSERT INTO deal_total VALUES (1, 'won', 0, 5, 0)",
    "The totals of stage 1 do not agree with its deals." },
  { "reference", "UPDATE contact SET customer_id = 99", "A row of “contact” refers to something that does not exist." },
  { "journal", "DROP TRIGGER journal_keeps_content; UPDATE journal SET actor = 'Nobody', at = 1773729120000007 WHERE id = 2",
    "Entry 2 (edit, Nobody, 17 Mar 2026 06:32) was altered later." },
  { "constraint", "PRAGMA ignore_check_constraints = ON; UPDATE stage SET probability = 500",
    "The file is damaged: CHECK constraint failed in stage." },
};

static void
test_check (StoreFixture  *fixture,
            gconstpointer  data)
{
  const Damage *damage = data;
  g_autoptr(GPtrArray) findings = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *all = NULL;

  store_fixture_fill (fixture);
  for (int i = 0; i < 3; i++)
    add_journal_entry (fixture, "edit");
  store_fixture_raw (fixture, damage->sql);
  findings = pursuit_store_check (fixture->store, NULL, &error);
  g_assert_no_error (error);
  g_ptr_array_add (findings, NULL);
  all = g_strjoinv ("|", (char **) findings->pdata);
  g_assert_cmpstr (all, ==, damage->finding);
}

static void
test_check_cancelled (StoreFixture  *fixture,
                      gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (pursuit_store_check (fixture->store, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* However much is wrong, the list stays short enough to read. */
static void
test_check_is_short (StoreFixture  *fixture,
                     gconstpointer  data)
{
  g_autoptr(GPtrArray) findings = NULL;

  store_fixture_fill (fixture);
  store_fixture_raw (fixture,
    "WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n LIMIT 500)"
    " INSERT INTO contact (id, created_at, changed_at, name, customer_id) SELECT i, 1, 1, 'x', 1000 + i FROM n");
  findings = pursuit_store_check (fixture->store, NULL, NULL);
  g_assert_cmpuint (findings->len, ==, 20);
}

#define ADD(path, data, func) \
  g_test_add (path, StoreFixture, data, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/store/backup/is-a-sound-copy", NULL, test_copy);
  ADD ("/store/backup/exists-already", NULL, test_exists);
  ADD ("/store/backup/nowhere", NULL, test_nowhere);
  ADD ("/store/backup/locked", NULL, test_locked);
  ADD ("/store/backup/full-disk", NULL, test_full_disk);
  ADD ("/store/backup/any-call-fails", NULL, test_faults);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = g_strconcat ("/store/check/finds/", damages[i].name, NULL);

      ADD (path, &damages[i], test_check);
    }
  ADD ("/store/check/cancelled", NULL, test_check_cancelled);
  ADD ("/store/check/stays-short", NULL, test_check_is_short);

  return g_test_run ();
}
