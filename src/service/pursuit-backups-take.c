/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-backups-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "pursuit-backups-folder.h"
#include "pursuit-date.h"
#include "pursuit-error.h"
#include "pursuit-journal-compare.h"

/*
 * Making a backup:
 *
 *   thread of the connection          any other thread
 *   pursuit_backup_job_new() ────────▶ pursuit_backup_job_finish()
 *   copies, some 30 ms for 50 MB       checks the copy, names it, copies it to the second folder, thins out
 */

/* What is due after an hour. */
#define INTERVAL (60 * 60 * (gint64) G_USEC_PER_SEC)
/* A clock that was put back must not stop backups until it has caught up. */
#define MOST_AHEAD (24 * INTERVAL)

struct _PursuitBackupJob
{
  PursuitBackups *where;
  char *name;        /* of the database, for sentences */
  char *reason;
  gint64 at;
  char *target;
  char *part;        /* NULL once it has its name */
  int lease_fd;      /* -1 for none */
};

/**
 * pursuit_backup_job_free:
 * @self: (transfer full): a job
 *
 * Gives up what was not finished; nothing is left behind.
 */
void
pursuit_backup_job_free (PursuitBackupJob *self)
{
  if (self->part != NULL)
    pursuit_backup_remove (self->part);
  if (self->lease_fd >= 0)
    close (self->lease_fd);
  g_clear_pointer (&self->where, pursuit_backups_free);
  g_free (self->name);
  g_free (self->reason);
  g_free (self->target);
  g_free (self->part);
  g_free (self);
}

/* Two programs of one person need not both do it; the kernel gives the lock back with the program. */
static gboolean
take_lease (PursuitBackupJob  *self,
            GError           **error)
{
  if (!g_str_equal (self->reason, PURSUIT_BACKUP_AUTOMATIC))
    return TRUE;

  self->lease_fd = g_open (self->where->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (self->lease_fd >= 0 && flock (self->lease_fd, LOCK_EX | LOCK_NB) == 0)
    return TRUE;

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_BUSY, _("Another window is backing up “%s” already."), self->name);
  return FALSE;
}

/* By the clock, so that a folder lists them in order; the digits keep two of one second apart. */
static char *
dup_target (const char *folder,
            gint64      at)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autofree char *clock = g_date_time_format (time, "%Y%m%dT%H%M%SZ");
  g_autofree char *name = g_strdup_printf ("%s-%04x" PURSUIT_BACKUP_SUFFIX, clock, g_random_int () & 0xffff);

  return g_build_filename (folder, name, NULL);
}

/**
 * pursuit_backup_job_new:
 * @desk: a desk, outside any transaction
 * @reason: why, such as %PURSUIT_BACKUP_ASKED
 * @cancellable: (nullable): ends it
 * @error: return location
 *
 * Copies the database into this computer's folder. What is asked for needs the right to administer; what the program does by
 * itself needs none, for whoever can open the file can copy it.
 *
 * Fails with %PURSUIT_ERROR_DENIED, %PURSUIT_ERROR_BUSY when another program is making an automatic one just now, or
 * %PURSUIT_ERROR_STORAGE, and as pursuit_store_copy(); nothing is left behind then.
 *
 * Returns: (transfer full): what pursuit_backup_job_finish() makes a backup of, on any thread
 */
PursuitBackupJob *
pursuit_backup_job_new (PursuitDesk   *desk,
                        const char    *reason,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr(PursuitBackupJob) self = g_new0 (PursuitBackupJob, 1);
  g_autofree char *part = NULL;

  self->lease_fd = -1;
  self->where = pursuit_backups_new (desk);
  self->name = g_filename_display_basename (self->where->path);
  self->reason = g_strdup (reason);
  self->at = pursuit_time_now ();
  self->target = dup_target (self->where->folder, self->at);
  part = pursuit_backup_dup_part (self->target);
  if ((g_str_equal (reason, PURSUIT_BACKUP_ASKED) && !pursuit_desk_require (desk, PURSUIT_RIGHT_ADMINISTER, error)) ||
      !pursuit_backups_make_folder (self->where->folder, error) || !take_lease (self, error) ||
      !pursuit_store_copy (pursuit_desk_get_store (desk), part, cancellable, error))
    return NULL;

  self->part = g_steal_pointer (&part);
  return g_steal_pointer (&self);
}

/* The same bytes once more, elsewhere. */
static gboolean
copy_to_second (PursuitBackupJob       *self,
                const PursuitManifest  *manifest,
                GCancellable           *cancellable,
                GError                **error)
{
  g_autofree char *folder = pursuit_backups_dup_second_folder (self->where);
  g_autofree char *base = g_path_get_basename (self->target);
  g_autofree char *target = NULL;
  g_autofree char *part = NULL;
  g_autofree char *hash = NULL;

  if (!g_file_test (self->where->second, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("The folder “%s” is not there."), self->where->second);
      return FALSE;
    }
  if (!pursuit_backups_make_folder (folder, error))
    return FALSE;

  target = g_build_filename (folder, base, NULL);
  part = pursuit_backup_dup_part (target);
  hash = pursuit_backups_copy_file (self->target, part, cancellable, error);
  if (hash != NULL && !g_str_equal (hash, manifest->sha256))
    g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("The backup “%s” is not what it was when it was made."), base);
  else if (hash != NULL && pursuit_backup_keep (part, target, manifest, error))
    {
      pursuit_backups_tidy (folder);
      return TRUE;
    }

  pursuit_backup_remove (part);
  return FALSE;
}

static PursuitBackup *
make_backup (PursuitBackupJob *self,
             PursuitManifest  *manifest,
             GCancellable     *cancellable)
{
  PursuitBackup *backup = g_new0 (PursuitBackup, 1);
  g_autoptr(GError) error = NULL;

  backup->path = g_strdup (self->target);
  backup->manifest = manifest;
  backup->is_whole = TRUE;
  if (self->where->second != NULL && !copy_to_second (self, manifest, cancellable, &error))
    backup->trouble = g_strdup (error->message);
  pursuit_backups_tidy (self->where->folder);

  return backup;
}

static PursuitBackup *
finish (PursuitBackupJob  *self,
        GCancellable      *cancellable,
        GError           **error)
{
  g_autoptr(PursuitManifest) manifest = pursuit_backup_check (self->part, self->name, cancellable, error);

  if (manifest == NULL)
    return NULL;

  manifest->database = g_strdup (self->name);
  manifest->path = g_filename_display_name (self->where->path);
  manifest->reason = g_strdup (self->reason);
  manifest->at = self->at;
  if (!pursuit_backup_keep (self->part, self->target, manifest, error))
    return NULL;

  g_clear_pointer (&self->part, g_free);
  return make_backup (self, g_steal_pointer (&manifest), cancellable);
}

/**
 * pursuit_backup_job_finish:
 * @self: (transfer full): a job
 * @cancellable: (nullable): ends it
 * @error: return location
 *
 * Checks the copy on the calling thread, gives it its name, copies it to the second folder and removes backups that are not
 * kept any longer. That the second folder cannot be reached is no failure, see the field trouble.
 *
 * Fails with %PURSUIT_ERROR_DAMAGED when the database is damaged, %PURSUIT_ERROR_STORAGE when the disk is full or refuses,
 * %G_IO_ERROR_CANCELLED; nothing is left behind then.
 *
 * Returns: (transfer full): the backup
 */
PursuitBackup *
pursuit_backup_job_finish (PursuitBackupJob  *self,
                           GCancellable      *cancellable,
                           GError           **error)
{
  g_autoptr(PursuitBackupJob) job = self;

  return finish (job, cancellable, error);
}

/**
 * pursuit_backup_job_finish_or_keep:
 * @self: (transfer full): a job
 *
 * Like pursuit_backup_job_finish(), for what must not be lost although it may be no good: a copy that is damaged is kept as it
 * is, without a manifest, under a name that ends with ".damaged".
 *
 * Returns: (transfer full) (nullable): the file's path; %NULL when there is none any more
 */
char *
pursuit_backup_job_finish_or_keep (PursuitBackupJob *self)
{
  g_autoptr(PursuitBackupJob) job = self;
  g_autoptr(PursuitBackup) backup = finish (job, NULL, NULL);
  g_autofree char *evidence = g_strconcat (job->target, ".damaged", NULL);

  if (backup != NULL)
    return g_strdup (backup->path);
  if (g_rename (job->part, evidence) != 0)
    return NULL;

  g_clear_pointer (&job->part, g_free);
  return g_steal_pointer (&evidence);
}

/**
 * pursuit_backups_take:
 * @desk: a desk, outside any transaction
 * @reason: why
 * @cancellable: (nullable): ends it
 * @error: return location
 *
 * Makes a backup from the beginning to the end. Fails as pursuit_backup_job_new() and pursuit_backup_job_finish().
 *
 * Returns: (transfer full): the backup
 */
PursuitBackup *
pursuit_backups_take (PursuitDesk   *desk,
                      const char    *reason,
                      GCancellable  *cancellable,
                      GError       **error)
{
  PursuitBackupJob *job = pursuit_backup_job_new (desk, reason, cancellable, error);

  return job != NULL ? pursuit_backup_job_finish (job, cancellable, error) : NULL;
}

/* The entry that making a database writes: before there is another one nothing is lost with it. */
#define FIRST_ENTRY 1

/* Whether something would be lost if @last were all that there is. What cannot be asked counts as nothing new. */
gboolean
pursuit_backups_has_news (PursuitDesk          *desk,
                          const PursuitBackup  *last)
{
  PursuitStore *store = pursuit_desk_get_store (desk);
  g_autofree char *hash = NULL;
  gint64 last_id;

  if (!pursuit_journal_get_last (store, &last_id, NULL) || last_id <= FIRST_ENTRY)
    return FALSE;
  if (last == NULL || last->manifest->journal_id != last_id)
    return TRUE;

  hash = pursuit_journal_dup_hash (store, last_id, NULL);
  return hash != NULL && g_strcmp0 (hash, last->manifest->journal_hash) != 0;
}

static gboolean
is_old (const PursuitBackup *last,
        gint64               interval)
{
  gint64 age = last != NULL ? pursuit_time_now () - last->manifest->at : G_MAXINT64;

  return age >= interval || age < -MOST_AHEAD;
}

/**
 * pursuit_backups_is_due:
 * @desk: a desk, on its thread
 *
 * Whether to make an automatic backup: the last good one is older than an hour and something happened since. The cheap answer
 * is the usual one: a folder of this computer is listed and a small file read; the database is asked only when an hour is over.
 *
 * Returns: %TRUE when it is time
 */
gboolean
pursuit_backups_is_due (PursuitDesk *desk)
{
  g_autoptr(PursuitBackups) where = NULL;
  g_autoptr(PursuitBackup) last = NULL;

  if (pursuit_store_is_read_only (pursuit_desk_get_store (desk)))
    return FALSE;
  where = pursuit_backups_new (desk);
  last = pursuit_backups_find_last (where);
  return is_old (last, INTERVAL) && pursuit_backups_has_news (desk, last);
}
