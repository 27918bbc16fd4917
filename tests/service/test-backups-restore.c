/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Going back to a backup: entirely or not at all, never without a way forward again, and only to where it came from. */

#include "backup-fixture.h"
#include "fault-vfs.h"
#include "pursuit-backups-restore.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-deals.h"
#include "pursuit-error.h"
#include "pursuit-local.h"
#include "pursuit-place.h"
#include "pursuit-records.h"
#include "pursuit-share-vfs-private.h"
#include "pursuit-store-private.h"

#include <glib/gstdio.h>
#include <string.h>

typedef BackupFixture Fixture;

#define CUSTOMERS "SELECT group_concat (name, '|') FROM (SELECT name FROM customer WHERE deleted_at = 0 ORDER BY id)"

static void
assert_customers (Fixture    *fixture,
                  const char *expected)
{
  g_autofree char *found = desk_fixture_text (&fixture->base, CUSTOMERS);

  g_assert_cmpstr (found, ==, expected);
}

static void
assert_sound (Fixture *fixture)
{
  g_autoptr(GPtrArray) findings = pursuit_store_check (pursuit_desk_get_store (fixture->base.desk), NULL, NULL);

  g_assert_cmpuint (findings->len, ==, 0);
}

static void
add_as (Fixture    *fixture,
        const char *person,
        const char *customer)
{
  desk_fixture_sign_in (&fixture->base, person);
  desk_fixture_add_customer (&fixture->base, customer, person);
  desk_fixture_sign_in (&fixture->base, "Root");
}

static gint64
restore (Fixture              *fixture,
         const PursuitBackup  *backup,
         char                **out_kept)
{
  g_autoptr(GError) error = NULL;
  gint64 entry_id = 0;

  pursuit_backups_restore (fixture->base.desk, backup->path, NULL, out_kept, &entry_id, &error);
  g_assert_no_error (error);
  return entry_id;
}

static void
test_restore (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(PursuitBackup) backup = NULL;
  g_autoptr(PursuitManifest) kept = NULL;
  g_autofree char *kept_path = NULL;
  PursuitStore *store = pursuit_desk_get_store (fixture->base.desk);
  g_autofree char *uuid = g_strdup (pursuit_store_get_uuid (store));
  gint64 before_id, entry_id, last_id;

  add_as (fixture, "Li", "Mill");
  backup = backup_fixture_take (fixture, PURSUIT_BACKUP_ASKED);
  g_assert_true (pursuit_journal_get_last (store, &before_id, NULL));
  add_as (fixture, "Ma", "Press");
  add_as (fixture, "Li", "Forge");
  entry_id = restore (fixture, backup, &kept_path);

  assert_customers (fixture, "Mill");
  assert_sound (fixture);
  g_assert_cmpint (entry_id, ==, before_id + 1);
  g_assert_true (pursuit_journal_get_last (store, &last_id, NULL));
  g_assert_cmpint (last_id, ==, entry_id);
  g_assert_cmpstr (pursuit_store_get_uuid (store), ==, uuid);
  g_assert_cmpint (pursuit_store_get_generation (store), ==, 2);
  kept = pursuit_manifest_load (kept_path, NULL);
  g_assert_cmpstr (kept->reason, ==, "before-restore");
  g_assert_cmpint (pursuit_manifest_get_rows (kept, "customer"), ==, 3);
  desk_fixture_add_customer (&fixture->base, "Next", "Li");
  assert_sound (fixture);
}

/* What was there before the restore is a backup as any other. */
static void
test_forward_again (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(PursuitBackup) backup = NULL;
  g_autofree char *kept = NULL;
  g_autoptr(PursuitRestorePreview) preview = NULL;

  add_as (fixture, "Li", "Mill");
  backup = backup_fixture_take (fixture, PURSUIT_BACKUP_ASKED);
  add_as (fixture, "Ma", "Press");
  restore (fixture, backup, &kept);
  preview = pursuit_backups_preview (fixture->base.desk, kept, NULL, NULL);
  g_assert_cmpint (preview->n_lost, ==, 1);
  g_assert_cmpint (preview->n_returning, ==, 1);
  g_assert_true (pursuit_backups_restore (fixture->base.desk, kept, NULL, NULL, NULL, NULL));
  assert_customers (fixture, "Mill|Press");
  assert_sound (fixture);
  g_assert_cmpint (pursuit_store_get_generation (pursuit_desk_get_store (fixture->base.desk)), ==, 3);
}

static const PursuitRestoreRows *
find_rows (const PursuitRestorePreview *preview,
           const char                  *table)
{
  for (guint i = 0; i < preview->rows->len; i++)
    {
      const PursuitRestoreRows *rows = &g_array_index (preview->rows, PursuitRestoreRows, i);

      if (g_str_equal (rows->table, table))
        return rows;
    }

  return NULL;
}

static void
test_preview (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(PursuitBackup) backup = NULL;
  g_autoptr(PursuitRestorePreview) nothing = NULL;
  g_autoptr(PursuitRestorePreview) preview = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *nothing_sentence = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  add_as (fixture, "Li", "Mill");
  backup = backup_fixture_take (fixture, PURSUIT_BACKUP_ASKED);
  nothing = pursuit_backups_preview (fixture->base.desk, backup->path, NULL, NULL);
  nothing_sentence = pursuit_restore_preview_dup_sentence (nothing);
  g_assert_cmpstr (nothing_sentence, ==, "Nothing was saved since.");
  add_as (fixture, "Ma", "Press");
  add_as (fixture, "Li", "Forge");
  add_as (fixture, "Li", "Works");

  before = store_fixture_hash_file (&fixture->base.base);
  preview = pursuit_backups_preview (fixture->base.desk, backup->path, NULL, NULL);
  sentence = pursuit_restore_preview_dup_sentence (preview);
  g_assert_cmpstr (sentence, ==, "3 saves came later and would go. 2 people made them.");
  g_assert_true (preview->is_same_database);
  g_assert_false (preview->is_older_format);
  g_assert_cmpint (find_rows (preview, "customer")->now, ==, 4);
  g_assert_cmpint (find_rows (preview, "customer")->then, ==, 1);
  after = store_fixture_hash_file (&fixture->base.base);
  g_assert_cmpstr (before, ==, after);
}

static void
assert_refused (Fixture    *fixture,
                const char *path,
                int         code,
                const char *message)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *before = store_fixture_hash_file (&fixture->base.base);
  g_autofree char *after = NULL;

  g_assert_false (pursuit_backups_restore (fixture->base.desk, path, NULL, NULL, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, code);
  if (message != NULL)
    g_assert_cmpstr (error->message, ==, message);
  after = store_fixture_hash_file (&fixture->base.base);
  g_assert_cmpstr (before, ==, after);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(PursuitBackup) backup = backup_fixture_take (fixture, PURSUIT_BACKUP_ASKED);
  g_autofree char *name = g_path_get_basename (backup->path);
  g_autofree char *altered = g_strdup_printf ("The backup “%s” is not what it was when it was made.", name);
  FILE *file = NULL;

  desk_fixture_add_customer (&fixture->base, "Mill", "Li");
  assert_refused (fixture, fixture->base.base.path, PURSUIT_ERROR_NOT_FOUND,
                  "“test.pursuit” is no backup: nothing beside it says what it is.");
  desk_fixture_sign_in (&fixture->base, "Ma");
  assert_refused (fixture, backup->path, PURSUIT_ERROR_DENIED, NULL);
  desk_fixture_sign_in (&fixture->base, "Root");

  file = g_fopen (backup->path, "r+");
  g_assert_cmpint (fseek (file, -1, SEEK_END), ==, 0);
  g_assert_cmpint (fputc ('x', file), ==, 'x');
  fclose (file);
  assert_refused (fixture, backup->path, PURSUIT_ERROR_STORAGE, altered);
  desk_fixture_reopen (&fixture->base, PURSUIT_STORE_READ_ONLY);
  assert_refused (fixture, backup->path, PURSUIT_ERROR_STORAGE, NULL);
}

static void
test_other_database (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->home, "other.pursuit", NULL);
  g_autofree char *copy = g_strconcat (path, ".copy", NULL);
  g_autoptr(PursuitDesk) other = pursuit_desk_create (path, "CNY", NULL);
  g_autoptr(PursuitRestorePreview) preview = NULL;

  g_assert_true (pursuit_store_backup (pursuit_desk_get_store (other), copy, NULL));
  preview = pursuit_backups_preview (fixture->base.desk, copy, NULL, NULL);
  g_assert_false (preview->is_same_database);
  assert_refused (fixture, copy, PURSUIT_ERROR_INVALID, "This is a backup of another database, “other.pursuit”.");
}

/* Somebody who stays in the file is not thrown out. */
static void
test_busy (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(PursuitBackup) backup = backup_fixture_take (fixture, PURSUIT_BACKUP_ASKED);
  sqlite3 *reader;

  g_setenv ("PURSUIT_PATIENCE_MS", "20", TRUE);
  desk_fixture_reopen (&fixture->base, PURSUIT_STORE_NONE);
  reader = scratch_open (fixture->base.base.path, PURSUIT_SHARE_VFS);
  scratch_exec (reader, "BEGIN");
  g_assert_cmpint (scratch_int (reader, "SELECT count(*) FROM staff"), >, 0);
  assert_refused (fixture, backup->path, PURSUIT_ERROR_BUSY, NULL);
  scratch_exec (reader, "ROLLBACK");
  scratch_close (reader);
  g_unsetenv ("PURSUIT_PATIENCE_MS");
  g_assert_true (pursuit_backups_restore (fixture->base.desk, backup->path, NULL, NULL, NULL, NULL));
}

/* Whoever has it open sees it as a change, and can go on. */
/* A newer program brought the file up to date while this one had it open: nothing of an older format is put into it. */
static void
test_upgraded_meanwhile (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(PursuitBackup) backup = backup_fixture_take (fixture, PURSUIT_BACKUP_ASKED);
  g_autofree char *upgrade = g_strdup_printf ("PRAGMA user_version = %d", pursuit_store_get_newest () + 1);
  g_autofree char *back = g_strdup_printf ("PRAGMA user_version = %d", pursuit_store_get_newest ());
  g_autoptr(GError) error = NULL;

  desk_fixture_add_customer (&fixture->base, "Mill", NULL);
  store_fixture_raw (&fixture->base.base, upgrade);
  g_assert_false (pursuit_backups_restore (fixture->base.desk, backup->path, NULL, NULL, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NEWER);

  store_fixture_raw (&fixture->base.base, back);
  assert_customers (fixture, "Mill");
}

static void
test_other_window (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(PursuitBackup) backup = NULL;
  g_autoptr(PursuitStore) other = NULL;
  g_autoptr(PursuitRecord) customer = NULL;
  g_autoptr(GError) error = NULL;
  gboolean changed;

  add_as (fixture, "Li", "Mill");
  backup = backup_fixture_take (fixture, PURSUIT_BACKUP_ASKED);
  add_as (fixture, "Li", "Press");
  other = pursuit_store_open (fixture->base.base.path, PURSUIT_STORE_NONE, NULL);
  g_assert_cmpint (pursuit_store_count (other, PURSUIT_TYPE_CUSTOMER, NULL), ==, 2);
  restore (fixture, backup, NULL);
  g_assert_true (pursuit_store_look (other, &changed, &error));
  g_assert_true (changed);
  g_assert_cmpint (pursuit_store_count (other, PURSUIT_TYPE_CUSTOMER, NULL), ==, 1);
  customer = pursuit_store_load (other, PURSUIT_TYPE_CUSTOMER, 2, &error);
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(PursuitBackup) backup = backup_fixture_take (fixture, PURSUIT_BACKUP_ASKED);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  desk_fixture_add_customer (&fixture->base, "Mill", "Li");
  g_cancellable_cancel (cancellable);
  g_assert_false (pursuit_backups_restore (fixture->base.desk, backup->path, cancellable, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_customers (fixture, "Mill");
}

/* The damage is kept as it is: it may be all that there is of the last hour. */
static void
test_damaged_present (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(PursuitBackup) backup = NULL;
  g_autofree char *kept = NULL;

  add_as (fixture, "Li", "Mill");
  backup = backup_fixture_take (fixture, PURSUIT_BACKUP_ASKED);
  store_fixture_raw (&fixture->base.base, "PRAGMA ignore_check_constraints = ON; UPDATE stage SET probability = 500");
  restore (fixture, backup, &kept);
  g_assert_true (g_str_has_suffix (kept, ".pursuit.damaged"));
  g_assert_true (g_file_test (kept, G_FILE_TEST_IS_REGULAR));
  g_assert_false (pursuit_backups_is_backup (fixture->base.base.path));
  assert_customers (fixture, "Mill");
  assert_sound (fixture);
}

/* One try with the n-th call to the disk failing, whichever file it is for; returns whether any failed. */
static gboolean
restore_with_fault (Fixture             *fixture,
                    const PursuitBackup *backup,
                    int                  n)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *found = NULL;
  gboolean done, hit;

  pursuit_db_set_vfs (FAULT_VFS);
  desk_fixture_reopen (&fixture->base, PURSUIT_STORE_NONE);
  fault_vfs_arm (n, SQLITE_IOERR, FALSE);
  done = pursuit_backups_restore (fixture->base.desk, backup->path, NULL, NULL, NULL, &error);
  hit = fault_vfs_hits () > 0;
  fault_vfs_disarm ();
  pursuit_db_set_vfs (NULL);

  desk_fixture_reopen (&fixture->base, PURSUIT_STORE_NONE);
  found = desk_fixture_text (&fixture->base, CUSTOMERS);
  g_assert_true (done || error != NULL);
  g_assert_true (g_str_equal (found, "Mill") || (!done && g_str_equal (found, "Mill|Press")));
  assert_sound (fixture);
  if (g_str_equal (found, "Mill"))
    desk_fixture_add_customer (&fixture->base, "Press", "Li");

  return hit;
}

static void
test_faults (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(PursuitBackup) backup = NULL;
  int n = 1;

  if (sqlite3_vfs_find (FAULT_VFS) == NULL)
    fault_vfs_register (PURSUIT_SHARE_VFS);
  add_as (fixture, "Li", "Mill");
  backup = backup_fixture_take (fixture, PURSUIT_BACKUP_ASKED);
  add_as (fixture, "Li", "Press");
  while (restore_with_fault (fixture, backup, n))
    n += 23;
  g_assert_cmpint (n, >, 200);
}

/* The file of a program that knew five steps, with one customer. */
static void
make_old (const char *path)
{
  static const char content[] =
    "INSERT INTO customer (name, created_at, changed_at, search) VALUES ('Mill', 1, 1, 'mill');"
    "INSERT INTO journal (at, actor, verb, entity, entity_id, payload_hash, prev_hash, hash)"
    " VALUES (1, 'Li', 'create', 'customer', 1, zeroblob (32), zeroblob (32), randomblob (32));";
  g_autoptr(PursuitDb) db = pursuit_db_open_plain (path, "old.pursuit", NULL);
  g_autoptr(GError) error = NULL;

  pursuit_schema_migrate (db, path, 5, &error);
  g_assert_no_error (error);
  g_assert_true (pursuit_db_exec (db, content, NULL));
}

/* A backup from before the format changed is brought up to date on the way; the backup itself is not touched. */
static void
test_older_format (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->home, "old.pursuit", NULL);
  g_autoptr(PursuitDesk) desk = NULL;
  g_autoptr(PursuitBackups) where = NULL;
  g_autoptr(PursuitBackup) backup = NULL;
  g_autoptr(PursuitRestorePreview) preview = NULL;
  g_autoptr(PursuitRecord) press = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Press", NULL);
  g_autoptr(GError) error = NULL;

  make_old (path);
  desk = pursuit_desk_open (path, PURSUIT_STORE_NONE, &error);
  g_assert_no_error (error);
  g_assert_true (pursuit_records_create (desk, press, NULL, NULL));
  where = pursuit_backups_new (desk);
  backup = pursuit_backups_find (where, "last", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (backup->manifest->reason, ==, "before-migration");

  preview = pursuit_backups_preview (desk, backup->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (preview->is_older_format);
  g_assert_true (preview->is_same_database);
  g_assert_cmpint (preview->n_lost, ==, 1);
  g_assert_true (pursuit_backups_restore (desk, backup->path, NULL, NULL, NULL, NULL));
  g_assert_cmpint (pursuit_store_count (pursuit_desk_get_store (desk), PURSUIT_TYPE_CUSTOMER, NULL), ==, 1);
  g_assert_cmpint (pursuit_store_get_version (pursuit_desk_get_store (desk)), ==, pursuit_store_get_newest ());
  g_assert_cmpint (pursuit_store_get_generation (pursuit_desk_get_store (desk)), ==, 2);
  g_assert_true (pursuit_backup_verify (backup->path, NULL, NULL));
}

/* Where only one connection may be open, and where a copy beside the file is as far away as the file. */
static void
test_on_share (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->home, "old.pursuit", NULL);
  g_autofree char *beside = g_strconcat (path, ".v5.backup", NULL);
  g_autofree char *formats = pursuit_local_dup_formats_dir ();
  g_autoptr(PursuitPlace) place = pursuit_place_classify (fixture->home, NULL);
  g_autoptr(PursuitDesk) desk = NULL;
  g_autoptr(PursuitBackups) where = NULL;
  g_autoptr(PursuitBackup) backup = NULL;
  g_autoptr(PursuitBackup) next = NULL;
  g_autoptr(PursuitManifest) manifest = NULL;
  g_autoptr(PursuitRecord) press = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Press", NULL);
  g_autoptr(GError) error = NULL;

  make_old (path);
  g_setenv ("PURSUIT_SHARE_TYPES", place->file_system, TRUE);
  desk = pursuit_desk_open (path, PURSUIT_STORE_NONE, &error);
  g_assert_no_error (error);
  g_assert_true (pursuit_records_create (desk, press, NULL, NULL));
  manifest = pursuit_manifest_load (beside, &error);
  g_assert_no_error (error);
  pursuit_backup_remove (beside);
  where = pursuit_backups_new (desk);
  backup = pursuit_backups_find (where, "last", &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (backup->path, formats));
  pursuit_backups_restore (desk, backup->path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (pursuit_store_count (pursuit_desk_get_store (desk), PURSUIT_TYPE_CUSTOMER, NULL), ==, 1);
  next = pursuit_backups_take (desk, PURSUIT_BACKUP_ASKED, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&desk);
  g_unsetenv ("PURSUIT_SHARE_TYPES");
}

#define ADD(path, func) \
  g_test_add ("/service/restore/" path, Fixture, NULL, backup_fixture_set_up, func, backup_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("is-as-it-was", test_restore);
  ADD ("forward-again", test_forward_again);
  ADD ("preview-says-what-goes", test_preview);
  ADD ("refused", test_refused);
  ADD ("other-database", test_other_database);
  ADD ("busy", test_busy);
  ADD ("upgraded-meanwhile", test_upgraded_meanwhile);
  ADD ("seen-by-others", test_other_window);
  ADD ("cancelled", test_cancelled);
  ADD ("damaged-present-is-kept", test_damaged_present);
  ADD ("whatever-call-fails", test_faults);
  ADD ("older-format", test_older_format);
  ADD ("on-a-share", test_on_share);

  return g_test_run ();
}
