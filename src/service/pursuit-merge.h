/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"
#include "pursuit-journal.h"
#include "pursuit-record-combine.h"

G_BEGIN_DECLS

/**
 * PursuitMerge:
 * @type: %PURSUIT_TYPE_CUSTOMER or %PURSUIT_TYPE_CONTACT
 * @winner_id: the record that stays
 * @loser_id: the record that becomes part of it
 * @winner_revision: as it was seen, 0 for whatever it is by now
 * @loser_revision: the same of the other one
 * @has_choices: whether @combining says what was chosen; else pursuit_record_suggest_combining() does
 * @combining: what was chosen, field by field
 *
 * What is to become one (DOS-6).
 */
typedef struct
{
  GType type;
  gint64 winner_id;
  gint64 loser_id;
  gint64 winner_revision;
  gint64 loser_revision;
  gboolean has_choices;
  PursuitCombining combining;
} PursuitMerge;

gboolean pursuit_merge_records    (PursuitDesk         *desk,
                                   const PursuitMerge  *merge,
                                   gint64              *out_entry_id,
                                   GError             **error);
gboolean pursuit_merge_find_kept  (PursuitDesk         *desk,
                                   GType                type,
                                   gint64               id,
                                   gint64              *out_id,
                                   GError             **error);

/**
 * PursuitMergeField:
 * @field: which field
 * @winner: what the record that stays says, as people read it, "" for nothing
 * @loser: what the other one says
 * @can_join: whether both can be kept
 *
 * One field in which the two differ.
 */
typedef struct
{
  const PursuitField *field;
  char *winner;
  char *loser;
  gboolean can_join;
} PursuitMergeField;

/**
 * PursuitMergeCount:
 * @type: a record type; %G_TYPE_INVALID never
 * @n_winner: how many records of it belong to the one that stays, or refer to it
 * @n_loser: how many will move
 */
typedef struct
{
  GType type;
  gint64 n_winner;
  gint64 n_loser;
} PursuitMergeCount;

/**
 * PursuitMergePreview:
 * @winner: the record that stays, as it is now
 * @loser: the other one
 * @fields: (element-type PursuitMergeField): in which they differ, in the order of the record, then those that the house has added;
 *   not those that the actor may not see
 * @counts: (element-type PursuitMergeCount): what belongs to either, kinds of which there is none left out
 * @suggested: what is best when nobody says otherwise
 *
 * What a merge would do.
 */
typedef struct
{
  PursuitRecord *winner;
  PursuitRecord *loser;
  GPtrArray *fields;
  GArray *counts;
  PursuitCombining suggested;
} PursuitMergePreview;

PursuitMergePreview *pursuit_merge_preview      (PursuitDesk          *desk,
                                                 GType                 type,
                                                 gint64                winner_id,
                                                 gint64                loser_id,
                                                 GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void                 pursuit_merge_preview_free (PursuitMergePreview  *self);

gboolean pursuit_merge_is_entry  (const PursuitJournalEntry  *entry);
gboolean pursuit_merge_take_back (PursuitDesk                *desk,
                                  const PursuitJournalEntry  *entry,
                                  gint64                     *out_entry_id,
                                  GError                    **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitMergePreview, pursuit_merge_preview_free)

G_END_DECLS
