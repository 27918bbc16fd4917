/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-backup.h"
#include "pursuit-desk.h"

G_BEGIN_DECLS

/**
 * PursuitBackup:
 * @path: the file
 * @manifest: what it is
 * @is_whole: whether the file is there with as many bytes as when it was checked
 * @is_second: whether it lies in the second folder only
 * @trouble: (nullable): after making it: why it could not be put into the second folder, one sentence
 *
 * One backup.
 */
typedef struct
{
  char *path;
  PursuitManifest *manifest;
  gboolean is_whole;
  gboolean is_second;
  char *trouble;
} PursuitBackup;

/**
 * PursuitBackupState:
 * @folder: where this computer keeps them
 * @second_folder: (nullable): the second place
 * @last_at: when the newest good one was made, 0 for never
 * @n_good: how many one could go back to
 * @size: bytes of all of them
 * @is_overdue: whether there has been none for three days, although there would have been something to back up
 * @warning: (nullable): one sentence to show at once, %NULL when all is well
 * @advice: (nullable): one sentence that could be heeded, to show beside the rest
 *
 * How the backups of a database stand.
 */
typedef struct
{
  char *folder;
  char *second_folder;
  gint64 last_at;
  guint n_good;
  gint64 size;
  gboolean is_overdue;
  char *warning;
  char *advice;
} PursuitBackupState;

/**
 * PursuitBackups:
 *
 * Where the backups of one database are. Holds no connection: it may be used on any thread, by one at a time.
 */
typedef struct _PursuitBackups PursuitBackups;

PursuitBackups *pursuit_backups_new            (PursuitDesk     *desk) G_GNUC_WARN_UNUSED_RESULT;
void            pursuit_backups_free           (PursuitBackups  *self);
const char     *pursuit_backups_get_folder     (PursuitBackups  *self);
const char     *pursuit_backups_get_second     (PursuitBackups  *self);
gboolean        pursuit_backups_set_second     (PursuitBackups  *self,
                                                const char      *folder,
                                                GError         **error);
GPtrArray      *pursuit_backups_list           (PursuitBackups  *self) G_GNUC_WARN_UNUSED_RESULT;
PursuitBackup  *pursuit_backups_find_last      (PursuitBackups  *self) G_GNUC_WARN_UNUSED_RESULT;
PursuitBackup  *pursuit_backups_find           (PursuitBackups  *self,
                                                const char      *name,
                                                GError         **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray      *pursuit_backups_list_for_path  (const char      *path) G_GNUC_WARN_UNUSED_RESULT;
gboolean        pursuit_backups_is_backup      (const char      *path);

void            pursuit_backup_free            (PursuitBackup   *self);
gboolean        pursuit_backup_is_good         (const PursuitBackup *self);

PursuitBackupState *pursuit_backups_get_state  (PursuitDesk     *desk,
                                                GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void            pursuit_backup_state_free      (PursuitBackupState *self);

/**
 * PursuitBackupJob:
 *
 * A backup on its way: begun where the connection is, finished on any thread.
 */
typedef struct _PursuitBackupJob PursuitBackupJob;

gboolean          pursuit_backups_is_due       (PursuitDesk        *desk);
PursuitBackupJob *pursuit_backup_job_new       (PursuitDesk        *desk,
                                                const char         *reason,
                                                GCancellable       *cancellable,
                                                GError            **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitBackup    *pursuit_backup_job_finish    (PursuitBackupJob   *self,
                                                GCancellable       *cancellable,
                                                GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void              pursuit_backup_job_free      (PursuitBackupJob   *self);
PursuitBackup    *pursuit_backups_take         (PursuitDesk        *desk,
                                                const char         *reason,
                                                GCancellable       *cancellable,
                                                GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitBackups, pursuit_backups_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitBackup, pursuit_backup_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitBackupState, pursuit_backup_state_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitBackupJob, pursuit_backup_job_free)

G_END_DECLS
