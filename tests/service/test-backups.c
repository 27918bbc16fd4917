/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Backups are made when they are due, kept where they belong, and good ones are told from others. */

#include "backup-fixture.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-error.h"
#include "pursuit-records.h"
#include "pursuit-way-back.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

typedef BackupFixture Fixture;

static char *
folder_of (Fixture *fixture)
{
  g_autoptr(PursuitBackups) where = pursuit_backups_new (fixture->base.desk);

  return g_strdup (pursuit_backups_get_folder (where));
}

static guint
count_listed (Fixture *fixture)
{
  g_autoptr(PursuitBackups) where = pursuit_backups_new (fixture->base.desk);
  g_autoptr(GPtrArray) backups = pursuit_backups_list (where);

  return backups->len;
}

static void
test_take (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(PursuitBackup) backup = NULL;
  g_autoptr(PursuitBackups) where = NULL;
  g_autoptr(GPtrArray) backups = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = folder_of (fixture);
  g_autofree char *name = g_path_get_basename (folder);
  struct stat info;

  g_assert_true (g_str_has_prefix (name, "test-"));
  backup = backup_fixture_take (fixture, PURSUIT_BACKUP_ASKED);
  g_assert_true (pursuit_backup_is_good (backup));
  g_assert_null (backup->trouble);
  g_assert_cmpint (backup->manifest->at, ==, DESK_NOW);
  g_assert_true (pursuit_backup_verify (backup->path, NULL, &error));
  g_assert_cmpint (stat (backup->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpuint (backup_fixture_count (fixture, folder), ==, 2);

  where = pursuit_backups_new (fixture->base.desk);
  backups = pursuit_backups_list (where);
  g_assert_cmpuint (backups->len, ==, 1);
  g_assert_cmpstr (((PursuitBackup *) g_ptr_array_index (backups, 0))->path, ==, backup->path);
  g_assert_true (pursuit_backups_is_backup (backup->path));
  g_assert_false (pursuit_backups_is_backup (fixture->base.base.path));
}

static void
test_denied (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *folder = folder_of (fixture);
  g_autoptr(PursuitBackup) backup = NULL;
  g_autoptr(GError) error = NULL;

  desk_fixture_sign_in (&fixture->base, "Li");
  g_assert_null (pursuit_backups_take (fixture->base.desk, PURSUIT_BACKUP_ASKED, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  g_assert_cmpuint (backup_fixture_count (fixture, folder), ==, 0);
  backup = backup_fixture_take (fixture, PURSUIT_BACKUP_AUTOMATIC);
  g_assert_true (pursuit_backup_is_good (backup));
}

/* After an hour, and only when something happened. */
static void
test_due (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(PursuitBackup) backup = NULL;

  g_assert_true (pursuit_backups_is_due (fixture->base.desk));
  backup = backup_fixture_take (fixture, PURSUIT_BACKUP_AUTOMATIC);
  backup_fixture_pass_time (59);
  desk_fixture_add_customer (&fixture->base, "Mill", "Li");
  g_assert_false (pursuit_backups_is_due (fixture->base.desk));
  backup_fixture_pass_time (1);
  g_assert_true (pursuit_backups_is_due (fixture->base.desk));
  pursuit_backup_free (g_steal_pointer (&backup));
  backup = backup_fixture_take (fixture, PURSUIT_BACKUP_AUTOMATIC);
  backup_fixture_pass_time (24 * 60);
  g_assert_false (pursuit_backups_is_due (fixture->base.desk));
  desk_fixture_add_customer (&fixture->base, "Press", "Li");
  g_assert_true (pursuit_backups_is_due (fixture->base.desk));
  /* The clock was put back by two days. */
  backup_fixture_pass_time (-3 * 24 * 60);
  g_assert_true (pursuit_backups_is_due (fixture->base.desk));
}

static void
test_due_read_only (Fixture       *fixture,
                    gconstpointer  data)
{
  desk_fixture_reopen (&fixture->base, PURSUIT_STORE_READ_ONLY);
  g_assert_false (pursuit_backups_is_due (fixture->base.desk));
}

static void
test_due_when_last_is_gone (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr(PursuitBackup) backup = backup_fixture_take (fixture, PURSUIT_BACKUP_AUTOMATIC);

  g_assert_false (pursuit_backups_is_due (fixture->base.desk));
  g_assert_cmpint (truncate (backup->path, 5000), ==, 0);
  g_assert_true (pursuit_backups_is_due (fixture->base.desk));
}

static void
test_lease (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *folder = folder_of (fixture);
  g_autoptr(PursuitBackup) asked = NULL;
  g_autoptr(PursuitBackup) automatic = NULL;
  g_autoptr(GError) error = NULL;
  int fd;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  g_assert_cmpint (flock (fd, LOCK_EX), ==, 0);
  g_assert_null (pursuit_backups_take (fixture->base.desk, PURSUIT_BACKUP_AUTOMATIC, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_BUSY);
  g_assert_cmpstr (error->message, ==, "Another window is backing up “test.pursuit” already.");
  asked = backup_fixture_take (fixture, PURSUIT_BACKUP_ASKED);
  close (fd);
  automatic = backup_fixture_take (fixture, PURSUIT_BACKUP_AUTOMATIC);
}

static gboolean
keep_before (PursuitDesk  *desk,
             const char   *reason,
             GError      **error)
{
  g_auto(PursuitWayBack) way_back = { NULL };

  return pursuit_way_back_begin (&way_back, desk, reason, NULL, error) && pursuit_way_back_end (&way_back, error);
}

/* Nothing has changed since: another one would say the same. */
static void
test_before (Fixture       *fixture,
             gconstpointer  data)
{
  g_assert_true (keep_before (fixture->base.desk, PURSUIT_BACKUP_BEFORE_IMPORT, NULL));
  g_assert_cmpuint (count_listed (fixture), ==, 1);
  g_assert_true (keep_before (fixture->base.desk, PURSUIT_BACKUP_BEFORE_IMPORT, NULL));
  g_assert_cmpuint (count_listed (fixture), ==, 1);
  desk_fixture_add_customer (&fixture->base, "Mill", "Li");
  g_assert_true (keep_before (fixture->base.desk, PURSUIT_BACKUP_BEFORE_MERGE, NULL));
  g_assert_cmpuint (count_listed (fixture), ==, 2);
}

/* Whoever gives up in the middle leaves no half of a backup. */
static void
test_given_up (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *folder = folder_of (fixture);

  {
    g_auto(PursuitWayBack) way_back = { NULL };

    g_assert_true (pursuit_way_back_begin (&way_back, fixture->base.desk, PURSUIT_BACKUP_BEFORE_IMPORT, NULL, NULL));
  }
  g_assert_cmpuint (backup_fixture_count (fixture, folder), ==, 2 * count_listed (fixture));
}

/* Cancelling ends the check, unless that has ended already. */
static void
test_check_cancelled (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *folder = folder_of (fixture);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  {
    g_auto(PursuitWayBack) way_back = { NULL };

    g_assert_true (pursuit_way_back_begin (&way_back, fixture->base.desk, PURSUIT_BACKUP_BEFORE_IMPORT, cancellable, NULL));
    g_cancellable_cancel (cancellable);
    g_assert_true (g_cancellable_is_cancelled (way_back.cancellable));
    if (!pursuit_way_back_end (&way_back, &error))
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  }
  g_assert_cmpuint (backup_fixture_count (fixture, folder), ==, 2 * count_listed (fixture));
}

/* What is damaged gives no way back, and then nothing is changed. */
static void
test_no_way_back (Fixture       *fixture,
                  gconstpointer  data)
{
  g_auto(PursuitWayBack) way_back = { NULL };
  g_autoptr(GError) error = NULL;

  store_fixture_raw (&fixture->base.base, "PRAGMA ignore_check_constraints = ON; UPDATE stage SET probability = 500");
  g_assert_true (pursuit_way_back_begin (&way_back, fixture->base.desk, PURSUIT_BACKUP_BEFORE_IMPORT, NULL, NULL));
  g_assert_false (pursuit_way_back_end (&way_back, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DAMAGED);
}

static void
test_before_anything (void)
{
  g_autofree char *home = scratch_dir_new ();
  g_autofree char *path = g_build_filename (home, "new.pursuit", NULL);
  g_autoptr(PursuitDesk) desk = pursuit_desk_create (path, "CNY", NULL);

  g_setenv ("PURSUIT_BACKUP_HOME", home, TRUE);
  g_assert_true (keep_before (desk, PURSUIT_BACKUP_BEFORE_IMPORT, NULL));
  g_assert_false (pursuit_backups_is_due (desk));
  g_clear_object (&desk);
  backup_fixture_remove (home);
}

static void
test_nowhere (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *file = g_build_filename (fixture->home, "file", NULL);
  g_autofree char *message = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = NULL;

  g_assert_true (g_file_set_contents (file, "", -1, NULL));
  g_setenv ("PURSUIT_BACKUP_HOME", file, TRUE);
  folder = folder_of (fixture);
  message = g_strdup_printf ("The folder “%s” cannot take backups: Not a directory.", folder);
  g_assert_false (keep_before (fixture->base.desk, PURSUIT_BACKUP_BEFORE_IMPORT, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *folder = folder_of (fixture);
  g_autoptr(GError) error = NULL;
  PursuitBackupJob *job;

  job = pursuit_backup_job_new (fixture->base.desk, PURSUIT_BACKUP_ASKED, cancellable, &error);
  g_assert_no_error (error);
  g_cancellable_cancel (cancellable);
  g_assert_null (pursuit_backup_job_finish (job, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (backup_fixture_count (fixture, folder), ==, 0);
}

static gpointer
finish_thread (gpointer job)
{
  return pursuit_backup_job_finish (job, NULL, NULL);
}

/* While the copy is looked through, the desk is free. */
static void
test_other_thread (Fixture       *fixture,
                   gconstpointer  data)
{
  PursuitBackupJob *job = pursuit_backup_job_new (fixture->base.desk, PURSUIT_BACKUP_ASKED, NULL, NULL);
  GThread *thread = g_thread_new ("finish", finish_thread, job);
  g_autoptr(PursuitBackup) backup = NULL;

  desk_fixture_add_customer (&fixture->base, "Mill", "Li");
  backup = g_thread_join (thread);
  g_assert_true (pursuit_backup_is_good (backup));
  g_assert_cmpint (pursuit_manifest_get_rows (backup->manifest, "customer"), ==, 0);
}

static void
set_second (Fixture    *fixture,
            const char *second)
{
  g_autoptr(PursuitBackups) where = pursuit_backups_new (fixture->base.desk);
  g_autoptr(GError) error = NULL;

  pursuit_backups_set_second (where, second, &error);
  g_assert_no_error (error);
}

static void
test_second (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *second = scratch_dir_new ();
  g_autofree char *base = NULL;
  g_autoptr(PursuitBackup) backup = NULL;
  g_autoptr(PursuitBackup) found = NULL;
  g_autoptr(PursuitBackups) where = NULL;
  g_autoptr(GPtrArray) backups = NULL;

  set_second (fixture, second);
  backup = backup_fixture_take (fixture, PURSUIT_BACKUP_ASKED);
  g_assert_null (backup->trouble);
  g_assert_cmpuint (count_listed (fixture), ==, 1);

  pursuit_backup_remove (backup->path);
  where = pursuit_backups_new (fixture->base.desk);
  g_assert_cmpstr (pursuit_backups_get_second (where), ==, second);
  backups = pursuit_backups_list (where);
  g_assert_cmpuint (backups->len, ==, 1);
  base = g_path_get_basename (backup->path);
  found = pursuit_backups_find (where, base, NULL);
  g_assert_true (found->is_second);
  g_assert_true (pursuit_backup_verify (found->path, NULL, NULL));
  set_second (fixture, NULL);
  g_assert_cmpuint (count_listed (fixture), ==, 0);
  backup_fixture_remove (second);
}

/* A disk that was unplugged is no reason to be without a backup. */
/* Of two files of one name it is the whole one that is offered. */
static void
test_second_whole (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *second = scratch_dir_new ();
  g_autoptr(PursuitBackup) backup = NULL;
  g_autoptr(PursuitBackups) where = NULL;
  g_autoptr(GPtrArray) backups = NULL;

  set_second (fixture, second);
  backup = backup_fixture_take (fixture, PURSUIT_BACKUP_ASKED);
  g_assert_true (g_file_set_contents (backup->path, "", 0, NULL));
  where = pursuit_backups_new (fixture->base.desk);
  backups = pursuit_backups_list (where);
  g_assert_cmpuint (backups->len, ==, 1);
  g_assert_true (pursuit_backup_is_good (g_ptr_array_index (backups, 0)));
  g_assert_true (((PursuitBackup *) g_ptr_array_index (backups, 0))->is_second);
  set_second (fixture, NULL);
  backup_fixture_remove (second);
}

static void
test_second_away (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *second = scratch_dir_new ();
  g_autofree char *sentence = g_strdup_printf ("The folder “%s” is not there.", second);
  g_autofree char *warning = g_strdup_printf ("The folder “%s” for backups is not there.", second);
  g_autoptr(PursuitBackup) backup = NULL;
  g_autoptr(PursuitBackupState) state = NULL;

  set_second (fixture, second);
  backup_fixture_remove (second);
  backup = backup_fixture_take (fixture, PURSUIT_BACKUP_ASKED);
  g_assert_cmpstr (backup->trouble, ==, sentence);
  g_assert_true (pursuit_backup_is_good (backup));
  state = pursuit_backups_get_state (fixture->base.desk, NULL);
  g_assert_cmpstr (state->warning, ==, warning);
  set_second (fixture, NULL);
}

static void
test_second_refused (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(PursuitBackups) where = pursuit_backups_new (fixture->base.desk);
  g_autoptr(GError) error = NULL;

  g_assert_false (pursuit_backups_set_second (where, fixture->base.base.path, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_null (pursuit_backups_get_second (where));
}

/* The state is what the folder and the journal say. */
static void
test_state (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(PursuitBackupState) fresh = pursuit_backups_get_state (fixture->base.desk, NULL);
  g_autoptr(PursuitBackupState) never = NULL;
  g_autoptr(PursuitBackupState) good = NULL;
  g_autoptr(PursuitBackupState) old = NULL;
  g_autoptr(PursuitBackup) backup = NULL;

  g_assert_null (fresh->warning);
  backup_fixture_pass_time (3 * 24 * 60 + 1);
  never = pursuit_backups_get_state (fixture->base.desk, NULL);
  g_assert_true (never->is_overdue);
  g_assert_cmpstr (never->warning, ==, "There is no backup of this database yet.");

  backup = backup_fixture_take (fixture, PURSUIT_BACKUP_AUTOMATIC);
  backup_fixture_pass_time (10 * 24 * 60);
  good = pursuit_backups_get_state (fixture->base.desk, NULL);
  g_assert_null (good->warning);
  g_assert_cmpuint (good->n_good, ==, 1);
  g_assert_cmpint (good->last_at, ==, backup->manifest->at);
  g_assert_cmpint (good->size, ==, backup->manifest->size);

  desk_fixture_add_customer (&fixture->base, "Mill", "Li");
  backup_fixture_pass_time (3 * 24 * 60 + 1);
  old = pursuit_backups_get_state (fixture->base.desk, NULL);
  g_assert_true (old->is_overdue);
  g_assert_true (g_str_has_prefix (old->warning, "The last checked backup is of 20 Mar 2026"));
}

/* A day of work: the folder holds one for each hour and nothing else. */
static void
test_rotation (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *folder = folder_of (fixture);

  for (int i = 0; i < 12; i++)
    {
      g_autoptr(PursuitBackup) backup = backup_fixture_take (fixture, PURSUIT_BACKUP_AUTOMATIC);

      backup_fixture_pass_time (30);
    }
  /* From 6:32 to 12:02: the last of 6, 7, 8, 9, 10, 11 and 12 o'clock. */
  g_assert_cmpuint (count_listed (fixture), ==, 7);
  g_assert_cmpuint (backup_fixture_count (fixture, folder), ==, 14);
}

static void
touch_old (const char *folder,
           const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  const struct timespec times[2] = { { .tv_sec = 1000 }, { .tv_sec = 1000 } };

  g_assert_true (g_file_set_contents (path, "x", -1, NULL));
  g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
}

static void
test_leftovers (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *folder = folder_of (fixture);
  g_autofree char *note = g_build_filename (folder, "note.txt", NULL);
  g_autofree char *under_way = g_build_filename (folder, "now.pursuit.0001.part", NULL);
  g_autoptr(PursuitBackup) backup = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  touch_old (folder, "old.pursuit.0000.part");
  touch_old (folder, "gone.pursuit.json");
  touch_old (folder, "note.txt");
  g_assert_true (g_file_set_contents (under_way, "x", -1, NULL));
  backup = backup_fixture_take (fixture, PURSUIT_BACKUP_ASKED);
  g_assert_cmpuint (backup_fixture_count (fixture, folder), ==, 4);
  g_assert_true (g_file_test (note, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (under_way, G_FILE_TEST_EXISTS));
}

/* Whoever opens one looks at it, and changes nothing. */
static void
test_opened (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(PursuitBackup) backup = backup_fixture_take (fixture, PURSUIT_BACKUP_ASKED);
  g_autofree char *name = g_path_get_basename (backup->path);
  g_autofree char *sentence = g_strdup_printf ("“%s” is a backup and can only be read.", name);
  g_autoptr(PursuitDesk) desk = pursuit_desk_open (backup->path, PURSUIT_STORE_NONE, NULL);
  g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Mill", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (pursuit_store_is_read_only (pursuit_desk_get_store (desk)));
  g_assert_cmpstr (pursuit_store_get_read_only_reason (pursuit_desk_get_store (desk)), ==, sentence);
  g_assert_false (pursuit_records_create (desk, customer, NULL, &error));
  g_assert_cmpstr (error->message, ==, sentence);
  g_clear_object (&desk);
  g_assert_true (pursuit_backup_verify (backup->path, NULL, NULL));
}

/* The program can be led to them when the database itself says nothing any more. */
static void
test_for_path (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(PursuitBackup) backup = backup_fixture_take (fixture, PURSUIT_BACKUP_ASKED);
  g_autoptr(GPtrArray) found = pursuit_backups_list_for_path (fixture->base.base.path);
  g_autoptr(GPtrArray) none = pursuit_backups_list_for_path ("/nowhere/test.pursuit");

  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (((PursuitBackup *) g_ptr_array_index (found, 0))->path, ==, backup->path);
  g_assert_cmpuint (none->len, ==, 0);
}

#define ADD(path, func) \
  g_test_add ("/service/backups/" path, Fixture, NULL, backup_fixture_set_up, func, backup_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("take/is-listed-and-good", test_take);
  ADD ("take/needs-the-right-when-asked-for", test_denied);
  ADD ("take/nowhere", test_nowhere);
  ADD ("take/cancelled", test_cancelled);
  ADD ("take/finished-on-another-thread", test_other_thread);
  ADD ("take/one-at-a-time", test_lease);
  ADD ("due/after-an-hour-with-changes", test_due);
  ADD ("due/not-when-read-only", test_due_read_only);
  ADD ("due/when-the-last-is-cut-short", test_due_when_last_is_gone);
  ADD ("before/once-for-each-state", test_before);
  ADD ("before/given-up", test_given_up);
  ADD ("before/no-way-back", test_no_way_back);
  ADD ("before/cancelled", test_check_cancelled);
  g_test_add_func ("/service/backups/before/nothing-to-go-back-to", test_before_anything);
  ADD ("second/has-a-copy", test_second);
  ADD ("second/has-a-copy-whole", test_second_whole);
  ADD ("second/away-is-said", test_second_away);
  ADD ("second/no-folder-is-refused", test_second_refused);
  ADD ("state", test_state);
  ADD ("rotation", test_rotation);
  ADD ("leftovers", test_leftovers);
  ADD ("opened-for-reading", test_opened);
  ADD ("for-path", test_for_path);

  return g_test_run ();
}
