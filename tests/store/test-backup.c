/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Backups are whole or not there at all; the check finds what is wrong. */

#include "fault-vfs.h"
#include "pursuit-backup.h"
#include "pursuit-deal.h"
#include "pursuit-error.h"
#include "pursuit-journal.h"
#include "pursuit-share-vfs-private.h"
#include "pursuit-store-private.h"
#include "sample-record.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>

#define NAME_OF(fixture) g_strconcat ((fixture)->path, ".copy", NULL)

static void
assert_only_database (StoreFixture *fixture)
{
  g_autofree char *files = store_fixture_list_files (fixture);

  g_assert_cmpstr (files, ==, "test.pursuit");
}

static void
remove_backup (const char *target)
{
  g_autofree char *manifest = pursuit_manifest_dup_name (target);

  g_assert_cmpint (g_unlink (target), ==, 0);
  g_assert_cmpint (g_unlink (manifest), ==, 0);
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
  remove_backup (target);
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
  g_autofree char *message = g_strdup_printf ("The copy “%s” cannot be written: No such file or directory.", target);
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

/* Files may not grow beyond some bytes for a while: as a full disk, this shows in the middle of a copy. */
static void
limit_file_size (rlim_t bytes)
{
  struct rlimit limit;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = bytes;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
test_full_disk (StoreFixture  *fixture,
                gconstpointer  data)
{
  g_autofree char *target = NAME_OF (fixture);
  g_autofree char *sentence = g_strdup_printf ("The copy “%s” cannot be written: File too large.", target);
  g_autoptr(GError) error = NULL;
  gboolean done;

  store_fixture_fill (fixture);
  limit_file_size (40000);
  done = pursuit_store_backup (fixture->store, target, &error);
  limit_file_size (RLIM_INFINITY);
  g_assert_false (done);
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
  g_assert_cmpstr (error->message, ==, sentence);
  assert_only_database (fixture);
}

static void
test_cancelled (StoreFixture  *fixture,
                gconstpointer  data)
{
  g_autofree char *target = NAME_OF (fixture);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  store_fixture_fill (fixture);
  g_cancellable_cancel (cancellable);
  g_assert_false (pursuit_store_copy (fixture->store, target, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_only_database (fixture);
  g_assert_true (pursuit_store_copy (fixture->store, target, NULL, NULL));
  g_clear_error (&error);
  g_assert_null (pursuit_backup_check (target, "test.pursuit", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_unlink (target), ==, 0);
}

/* What the manifest says is what is in the copy. */
static void
test_manifest (StoreFixture  *fixture,
               gconstpointer  data)
{
  g_autofree char *target = NAME_OF (fixture);
  g_autofree char *hash = NULL;
  g_autofree char *content = NULL;
  g_autofree char *sum = NULL;
  g_autoptr(PursuitManifest) manifest = NULL;
  g_autoptr(GError) error = NULL;
  gsize length;

  store_fixture_fill (fixture);
  add_journal_entry (fixture, "edit");
  add_journal_entry (fixture, "edit");
  hash = store_fixture_text (fixture, "SELECT lower (hex (hash)) FROM journal WHERE id = 2");
  g_assert_true (pursuit_store_backup (fixture->store, target, &error));
  manifest = pursuit_manifest_load (target, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (manifest->database, ==, "test.pursuit");
  g_assert_cmpstr (manifest->path, ==, fixture->path);
  g_assert_cmpstr (manifest->reason, ==, "asked");
  g_assert_cmpint (manifest->schema, ==, pursuit_store_get_newest ());
  g_assert_cmpint (manifest->journal_id, ==, 2);
  g_assert_cmpstr (manifest->journal_hash, ==, hash);
  g_assert_cmpint (pursuit_manifest_get_rows (manifest, "deal"), ==, 1);
  g_assert_cmpint (pursuit_manifest_get_rows (manifest, "journal"), ==, 2);
  g_assert_null (manifest->findings);
  g_assert_true (g_file_get_contents (target, &content, &length, NULL));
  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) content, length);
  g_assert_cmpint (manifest->size, ==, length);
  g_assert_cmpstr (manifest->sha256, ==, sum);
  g_assert_true (pursuit_backup_verify (target, NULL, &error));
  remove_backup (target);
}

/* One bit is enough. */
static void
test_altered (StoreFixture  *fixture,
              gconstpointer  data)
{
  g_autofree char *target = NAME_OF (fixture);
  g_autofree char *content = NULL;
  g_autoptr(GError) error = NULL;
  gsize length;

  store_fixture_fill (fixture);
  g_assert_true (pursuit_store_backup (fixture->store, target, NULL));
  g_assert_true (g_file_get_contents (target, &content, &length, NULL));
  content[length - 1] ^= 1;
  g_assert_true (g_file_set_contents (target, content, (gssize) length, NULL));
  g_assert_false (pursuit_backup_verify (target, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
  g_assert_cmpstr (error->message, ==, "The backup “test.pursuit.copy” is not what it was when it was made.");
  remove_backup (target);
}

/* What is wrong with the content goes along; a file that the engine cannot read does not become a backup. */
static void
test_unsound (StoreFixture  *fixture,
              gconstpointer  data)
{
  g_autofree char *target = NAME_OF (fixture);
  g_autoptr(PursuitManifest) manifest = NULL;
  g_autoptr(GError) error = NULL;

  store_fixture_fill (fixture);
  store_fixture_raw (fixture, "UPDATE contact SET reports_to_id = 99");
  g_assert_true (pursuit_store_backup (fixture->store, target, &error));
  manifest = pursuit_manifest_load (target, NULL);
  g_assert_cmpuint (g_strv_length (manifest->findings), ==, 1);
  g_assert_cmpstr (manifest->findings[0], ==, "A row of “contact” refers to something that does not exist.");
  remove_backup (target);

  store_fixture_raw (fixture, "PRAGMA ignore_check_constraints = ON; UPDATE stage SET probability = 500");
  g_assert_false (pursuit_store_backup (fixture->store, target, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DAMAGED);
  g_assert_cmpstr (error->message, ==,
                   "“test.pursuit” is damaged, so its copy is no backup: CHECK constraint failed in stage.");
  assert_only_database (fixture);
}

static const char *const no_manifests[] = {
  "", "null", "[]", "{}", "{\"format\":1}", "\xff\xfe", "{\"format\":\"1\",\"at\":5,\"rows\":[],\"journal\":7}",
  "{\"format\":2,\"database\":\"a\",\"path\":\"a\",\"at\":\"2026-03-17T10:00:00Z\",\"reason\":\"asked\",\"sha256\":\"\"}",
};

/* Whatever lies there under that name. */
static void
test_no_manifest (StoreFixture  *fixture,
                  gconstpointer  data)
{
  g_autofree char *target = NAME_OF (fixture);
  g_autofree char *name = pursuit_manifest_dup_name (target);

  g_assert_null (pursuit_manifest_load (target, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (no_manifests); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_true (g_file_set_contents (name, no_manifests[i], -1, NULL));
      g_assert_null (pursuit_manifest_load (target, &error));
      g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND);
    }
  g_assert_false (pursuit_store_backup (fixture->store, target, NULL));
  g_assert_cmpint (g_unlink (name), ==, 0);
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
        remove_backup (target);
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
  { "total", "UPDATE deal_stage_total SET weighted = weighted + 1", "The totals of stage 1 do not agree with its deals." },
  { "total-missing", "DELETE FROM deal_stage_total", "The totals of stage 1 do not agree with its deals." },
  { "total-of-nothing", "INSERT INTO deal_stage_total VALUES (1, 'won', 8, 0, 5, 0)",
    "The totals of stage 1 do not agree with its deals." },
  { "outcome-of-nothing", "INSERT INTO deal_outcome_total VALUES (-1, 1, 202603, 'won', 8, 1, 5, 0, 0)",
    "The summary of the deals closed in month 202603 does not agree with them." },
  { "stay-of-nothing", "INSERT INTO deal_stay_total VALUES (-1, 1, 2026030, 1, 5)",
    "The summary of the time in stage 1 does not agree with its deals." },
  { "reference", "UPDATE contact SET reports_to_id = 99", "A row of “contact” refers to something that does not exist." },
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
  ADD ("/store/backup/cancelled", NULL, test_cancelled);
  ADD ("/store/backup/manifest-says-what-is-in-it", NULL, test_manifest);
  ADD ("/store/backup/altered-is-noticed", NULL, test_altered);
  ADD ("/store/backup/unsound", NULL, test_unsound);
  ADD ("/store/backup/no-manifest", NULL, test_no_manifest);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = g_strconcat ("/store/check/finds/", damages[i].name, NULL);

      ADD (path, &damages[i], test_check);
    }
  ADD ("/store/check/cancelled", NULL, test_check_cancelled);
  ADD ("/store/check/stays-short", NULL, test_check_is_short);

  return g_test_run ();
}
