/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "pursuit-backups.h"
#include "pursuit-recovery.h"

G_BEGIN_DECLS

/**
 * PursuitSalvage:
 * @target: the new database
 * @evidence: the folder with the damaged file and its journal as they were, the rows that could not be placed, and the report
 * @sha256: the hash of the damaged file
 * @recovery: what was found
 * @backup: (nullable): the newest good backup of what lay there
 * @n_in_backup: how much of what is missing that backup has
 * @findings: (element-type utf8): what is not as it was, a sentence each; the first ones are the gravest
 * @is_sound: whether the new database is in order, but for what is missing in its journal
 *
 * What was saved of a damaged database.
 */
typedef struct
{
  char *target;
  char *evidence;
  char *sha256;
  PursuitRecovery *recovery;
  PursuitBackup *backup;
  gint64 n_in_backup;
  GPtrArray *findings;
  gboolean is_sound;
} PursuitSalvage;

PursuitSalvage *pursuit_salvage_run         (const char            *damaged,
                                             const char            *target,
                                             GCancellable          *cancellable,
                                             GError               **error) G_GNUC_WARN_UNUSED_RESULT;
void            pursuit_salvage_free        (PursuitSalvage        *self);
JsonObject     *pursuit_salvage_to_json     (const PursuitSalvage  *self) G_GNUC_WARN_UNUSED_RESULT;
char           *pursuit_salvage_dup_text    (const PursuitSalvage  *self) G_GNUC_WARN_UNUSED_RESULT;
PursuitBackup  *pursuit_salvage_find_backup (const char            *path) G_GNUC_WARN_UNUSED_RESULT;
char           *pursuit_salvage_dup_advice  (const char            *path) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitSalvage, pursuit_salvage_free)

G_END_DECLS
