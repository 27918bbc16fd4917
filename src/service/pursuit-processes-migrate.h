/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-process-mapping.h"
#include "pursuit-processes.h"

G_BEGIN_DECLS

/**
 * PursuitMigration:
 * @from: the process that deals leave
 * @to: the process that they are to follow
 * @mapping: (element-type PursuitStageMapping): where each stage of @from goes; change it with pursuit_process_mapping_set()
 * @n_deals: (element-type gint64): how many open deals stand in each stage of @from, beside @mapping
 *
 * What moving deals over would do (STG-5).
 */
typedef struct
{
  PursuitProcessBook *from;
  PursuitProcessBook *to;
  GArray *mapping;
  GArray *n_deals;
} PursuitMigration;

/**
 * PursuitMigrated:
 * @n_moved: how many deals follow the other process now
 * @n_left: how many stayed, because their stage goes nowhere
 * @n_proofs: how many proofs of milestones went along
 * @n_proofs_left: how many stayed with milestones that have no counterpart; they are kept, and count no more
 * @entry_id: the journal entry, 0 when there was nothing to do or it was not done
 *
 * What became of it.
 */
typedef struct
{
  gint64 n_moved;
  gint64 n_left;
  gint64 n_proofs;
  gint64 n_proofs_left;
  gint64 entry_id;
} PursuitMigrated;

PursuitMigration *pursuit_processes_plan_migration (PursuitDesk       *desk,
                                                    gint64             from_id,
                                                    gint64             to_id,
                                                    GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void              pursuit_migration_free           (PursuitMigration  *self);
GPtrArray        *pursuit_migration_list_lost      (PursuitMigration  *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean          pursuit_processes_migrate        (PursuitDesk       *desk,
                                                    PursuitMigration  *migration,
                                                    gboolean           dry_run,
                                                    GCancellable      *cancellable,
                                                    PursuitMigrated   *out_migrated,
                                                    GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitMigration, pursuit_migration_free)

G_END_DECLS
