/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-backups.h"

G_BEGIN_DECLS

/**
 * PursuitRestoreRows:
 * @table: a table
 * @now: how many rows it has
 * @then: how many it would have
 */
typedef struct
{
  const char *table;
  gint64 now;
  gint64 then;
} PursuitRestoreRows;

/**
 * PursuitRestorePreview:
 * @manifest: what the backup is
 * @is_same_database: whether it is a state of this very database; another is refused
 * @n_lost: how many saves would go
 * @n_lost_people: of how many people
 * @n_returning: how many saves would come back that are not in the database now, because an older state was put back before
 * @is_older_format: whether it is brought up to date on the way
 * @rows: (element-type PursuitRestoreRows): what is in it, the record types in the order of pursuit_record_types()
 *
 * What going back to a backup would mean.
 */
typedef struct
{
  PursuitManifest *manifest;
  gboolean is_same_database;
  gint64 n_lost;
  gint64 n_lost_people;
  gint64 n_returning;
  gboolean is_older_format;
  GArray *rows;
} PursuitRestorePreview;

PursuitRestorePreview *pursuit_backups_preview      (PursuitDesk            *desk,
                                                     const char             *file,
                                                     GCancellable           *cancellable,
                                                     GError                **error) G_GNUC_WARN_UNUSED_RESULT;
void                   pursuit_restore_preview_free (PursuitRestorePreview  *self);
char                  *pursuit_restore_preview_dup_sentence (const PursuitRestorePreview *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean               pursuit_backups_restore      (PursuitDesk            *desk,
                                                     const char             *file,
                                                     GCancellable           *cancellable,
                                                     char                  **out_kept,
                                                     gint64                 *out_entry_id,
                                                     GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitRestorePreview, pursuit_restore_preview_free)

G_END_DECLS
