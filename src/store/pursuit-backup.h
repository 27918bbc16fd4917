/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-manifest.h"
#include "pursuit-store.h"

G_BEGIN_DECLS

/* What a file that is not a backup yet ends with. */
#define PURSUIT_PART_SUFFIX ".part"

/* Why a backup was made, as its manifest says. */
#define PURSUIT_BACKUP_AUTOMATIC "automatic"
#define PURSUIT_BACKUP_ASKED "asked"
#define PURSUIT_BACKUP_BEFORE_IMPORT "before-import"
#define PURSUIT_BACKUP_BEFORE_MERGE "before-merge"
#define PURSUIT_BACKUP_BEFORE_MIGRATION "before-migration"
#define PURSUIT_BACKUP_BEFORE_MOVING "before-moving"
#define PURSUIT_BACKUP_BEFORE_RESTORE "before-restore"
#define PURSUIT_BACKUP_BEFORE_SUCCESSION "before-succession"
#define PURSUIT_BACKUP_BEFORE_BULK "before-bulk"
#define PURSUIT_BACKUP_BEFORE_UNDO "before-undo"

gboolean         pursuit_store_copy     (PursuitStore           *self,
                                         const char             *target,
                                         GCancellable           *cancellable,
                                         GError                **error);
PursuitManifest *pursuit_backup_check   (const char             *copy,
                                         const char             *name,
                                         GCancellable           *cancellable,
                                         GError                **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean         pursuit_backup_keep    (const char             *copy,
                                         const char             *target,
                                         const PursuitManifest  *manifest,
                                         GError                **error);
gboolean         pursuit_backup_verify  (const char             *backup,
                                         GCancellable           *cancellable,
                                         GError                **error);
char            *pursuit_backup_dup_part (const char            *target) G_GNUC_WARN_UNUSED_RESULT;
void             pursuit_backup_remove  (const char             *backup);

G_END_DECLS
