/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-import-trace.h"
#include "pursuit-processes.h"

G_BEGIN_DECLS

/**
 * PursuitProcessWork:
 * @desk: a desk, within a transaction
 * @store: its store
 * @trace: (nullable): what was done so far; %NULL where nobody takes it back
 *
 * One verb of processes while it writes its records.
 */
typedef struct
{
  PursuitDesk *desk;
  PursuitStore *store;
  PursuitImportTrace *trace;
} PursuitProcessWork;

gboolean            pursuit_process_work_begin       (PursuitProcessWork  *self,
                                                      PursuitTx           *tx,
                                                      PursuitDesk         *desk,
                                                      GError             **error);
gboolean            pursuit_process_work_end         (PursuitProcessWork  *self,
                                                      PursuitTx           *tx,
                                                      const char          *verb,
                                                      PursuitProcess      *process,
                                                      gint64              *out_entry_id,
                                                      GError             **error);
void                pursuit_process_work_clear       (PursuitProcessWork  *self);
gboolean            pursuit_process_work_insert      (PursuitProcessWork  *self,
                                                      PursuitRecord       *record,
                                                      GError             **error);
gboolean            pursuit_process_work_update      (PursuitProcessWork  *self,
                                                      PursuitRecord       *before,
                                                      PursuitRecord       *after,
                                                      GError             **error);
gboolean            pursuit_process_work_delete      (PursuitProcessWork  *self,
                                                      PursuitRecord       *record,
                                                      GError             **error);
gboolean            pursuit_process_work_insert_book (PursuitProcessWork  *self,
                                                      PursuitProcessBook  *book,
                                                      GError             **error);
PursuitProcessBook *pursuit_processes_read           (PursuitStore        *store,
                                                      gint64               process_id,
                                                      GError             **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean            pursuit_processes_next_version   (PursuitStore        *store,
                                                      const char          *code,
                                                      gint64              *out_version,
                                                      GError             **error);
PursuitFieldMask    pursuit_process_get_free_fields  (PursuitRecord       *record);
gboolean            pursuit_processes_require_free   (PursuitDesk         *desk,
                                                      PursuitRecord       *before,
                                                      PursuitRecord       *after,
                                                      GError             **error);
char               *pursuit_process_dup_title        (PursuitProcess      *process) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PursuitProcessWork, pursuit_process_work_clear)

G_END_DECLS
