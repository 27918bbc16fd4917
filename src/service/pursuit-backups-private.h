/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-backups.h"

G_BEGIN_DECLS

struct _PursuitBackups
{
  char *path;        /* the database */
  char *uuid;
  char *folder;      /* on this computer */
  char *second;      /* chosen, NULL for none */
};

/* What the files of backups are called. */
#define PURSUIT_BACKUP_SUFFIX ".pursuit"

GPtrArray *pursuit_backups_list_folder (const char   *folder,
                                        const char   *suffix) G_GNUC_WARN_UNUSED_RESULT;
char      *pursuit_backups_dup_second_folder (PursuitBackups *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean   pursuit_backups_has_news    (PursuitDesk   *desk,
                                        const PursuitBackup *last);
char      *pursuit_backup_job_finish_or_keep (PursuitBackupJob *self) G_GNUC_WARN_UNUSED_RESULT;
void       pursuit_backups_tidy        (const char   *folder);
char      *pursuit_backups_copy_file   (const char    *from,
                                        const char    *to,
                                        GCancellable  *cancellable,
                                        GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
