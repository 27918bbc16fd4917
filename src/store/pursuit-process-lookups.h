/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

/* What the verbs of processes ask. */

/**
 * PursuitProcessCounts:
 * @n_stages: its stages
 * @n_milestones: their milestones
 * @n_deals: the deals that follow it, closed ones too
 * @n_open: the open ones
 *
 * How much belongs to a process; what was deleted does not count.
 */
typedef struct
{
  gint64 n_stages;
  gint64 n_milestones;
  gint64 n_deals;
  gint64 n_open;
} PursuitProcessCounts;

gboolean  pursuit_lookup_standard_process (PursuitStore          *store,
                                           gint64                *out_id,
                                           GError               **error);
gboolean  pursuit_lookup_process_version  (PursuitStore          *store,
                                           const char            *code,
                                           gint64                *out_version,
                                           GError               **error);
gboolean  pursuit_lookup_process_counts   (PursuitStore          *store,
                                           gint64                 process_id,
                                           PursuitProcessCounts  *out_counts,
                                           GError               **error);
gboolean  pursuit_lookup_draft_with_deals (PursuitStore          *store,
                                           gint64                *out_id,
                                           GError               **error);
gboolean  pursuit_lookup_open_deals_in_stage (PursuitStore       *store,
                                           gint64                 stage_id,
                                           gint64                *out_count,
                                           GError               **error);
GArray   *pursuit_lookup_deals_in_stage   (PursuitStore          *store,
                                           gint64                 stage_id,
                                           GError               **error) G_GNUC_WARN_UNUSED_RESULT;
GArray   *pursuit_lookup_proofs_of_deal   (PursuitStore          *store,
                                           gint64                 deal_id,
                                           GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
