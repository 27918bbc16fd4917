/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"

G_BEGIN_DECLS

/**
 * PursuitComparedField:
 * @field: which field; static
 * @is_conflict: whether it was changed here too, to something else; %FALSE when only others changed it
 * @original: as people read it: what editing began with, "" for nothing
 * @theirs: what it is now
 * @mine: what was typed
 * @at: when theirs was written, 0 when the journal does not tell
 * @who: (nullable): who wrote it
 * @entry_id: the journal entry, 0 for none
 *
 * One field of which there is more than one opinion.
 */
typedef struct
{
  const PursuitField *field;
  gboolean is_conflict;
  char *original;
  char *theirs;
  char *mine;
  gint64 at;
  char *who;
  gint64 entry_id;
} PursuitComparedField;

/**
 * PursuitComparison:
 * @current: the record as it is now
 * @conflict: the fields that were changed here and there, to different values
 * @fields: (element-type PursuitComparedField): every field that others changed since, in the order of the record
 * @deleted_at: when it was deleted, 0 when it was not
 * @deleted_by: (nullable): who deleted it
 *
 * What became of a record while somebody was editing it.
 */
typedef struct
{
  PursuitRecord *current;
  PursuitFieldMask conflict;
  GPtrArray *fields;
  gint64 deleted_at;
  char *deleted_by;
} PursuitComparison;

PursuitComparison          *pursuit_records_compare          (PursuitDesk              *desk,
                                                              PursuitRecord            *original,
                                                              PursuitRecord            *edited,
                                                              GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
void                        pursuit_comparison_free          (PursuitComparison        *self);
const PursuitComparedField *pursuit_comparison_find          (const PursuitComparison  *self,
                                                              const char               *name);
char                       *pursuit_comparison_dup_changes   (const PursuitComparison  *self) G_GNUC_WARN_UNUSED_RESULT;
char                       *pursuit_comparison_dup_change    (const PursuitComparison  *self,
                                                              const char               *name) G_GNUC_WARN_UNUSED_RESULT;
char                       *pursuit_comparison_dup_merged    (const PursuitComparison  *self) G_GNUC_WARN_UNUSED_RESULT;
char                       *pursuit_comparison_dup_deletion  (const PursuitComparison  *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitComparison, pursuit_comparison_free)

G_END_DECLS
