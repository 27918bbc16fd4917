/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-merge.h"

G_BEGIN_DECLS

#define PURSUIT_MERGE_VERB "merge"
#define PURSUIT_UNMERGE_VERB "unmerge"

/* What belonged to a loser, and what became of it: the part of the journal entry by which it is taken back.
 *
 *   before: { fields of the winner..., "kept": { "stakeholder": [[ID, { fields }], ...] } }
 *   after:  { fields of the winner..., "merge": { "loser": ID, "name": "...",
 *             "moved": { "activity.customer_id": [[FIRST, LAST], ...] }, "deleted": { "stakeholder": [ID, ...] } },
 *             "kept": { "stakeholder": [[ID, { fields }], ...] } }
 */
typedef struct
{
  JsonObject *moved;
  JsonObject *deleted;
  JsonObject *kept_before;
  JsonObject *kept_after;
} PursuitMergeTrace;

void     pursuit_merge_trace_init      (PursuitMergeTrace  *self);
void     pursuit_merge_trace_clear     (PursuitMergeTrace  *self);

gboolean pursuit_merge_move_children   (PursuitDesk        *desk,
                                        GType               type,
                                        gint64              from_id,
                                        gint64              to_id,
                                        PursuitMergeTrace  *trace,
                                        GError            **error);
gboolean pursuit_merge_require         (PursuitDesk        *desk,
                                        PursuitRecord      *record,
                                        GError            **error);
gboolean pursuit_merge_require_apart   (PursuitDesk        *desk,
                                        PursuitRecord      *winner,
                                        PursuitRecord      *loser,
                                        GError            **error);
gboolean pursuit_merge_load_both       (PursuitDesk        *desk,
                                        GType               type,
                                        gint64              winner_id,
                                        gint64              loser_id,
                                        PursuitRecord     **out_winner,
                                        PursuitRecord     **out_loser,
                                        GError            **error);
PursuitFieldMask pursuit_merge_select_written (PursuitRecordClass *klass);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PursuitMergeTrace, pursuit_merge_trace_clear)

G_END_DECLS
