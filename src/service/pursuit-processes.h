/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"
#include "pursuit-process-book.h"

G_BEGIN_DECLS

/* The verbs of processes (STG-5): each is one transaction and one journal entry, which pursuit_records_undo() takes back as a
 * whole. Everybody may read a process; only administrators change one.
 *
 *   draft ── publish ──▶ published ── retire ──▶ retired
 *     ▲                      │  ▲                   │
 *     └── a new version ─────┘  └───── publish ─────┘
 *
 * What deals follow keeps its stages, positions, milestones and probabilities; for anything else there is a new version, to
 * which running deals are moved over with pursuit-processes-migrate.h. */

/**
 * PursuitProcessInfo:
 * @process: the process
 * @n_stages: how many stages it has
 * @n_milestones: how many milestones, all stages together
 * @n_deals: how many deals follow it, closed ones too
 * @n_open: how many of them are open
 * @is_newest: whether it is the newest published version of its code: what a new deal is offered
 *
 * What a list of processes says of one.
 */
typedef struct
{
  PursuitProcess *process;
  guint n_stages;
  guint n_milestones;
  gint64 n_deals;
  gint64 n_open;
  gboolean is_newest;
} PursuitProcessInfo;

void                pursuit_process_info_free      (PursuitProcessInfo  *info);
GPtrArray          *pursuit_processes_list         (PursuitDesk         *desk,
                                                    GError             **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitProcessBook *pursuit_processes_load         (PursuitDesk         *desk,
                                                    gint64               process_id,
                                                    GError             **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitProcessBook *pursuit_processes_parse        (PursuitDesk         *desk,
                                                    const char          *text,
                                                    gsize                length,
                                                    GError             **error) G_GNUC_WARN_UNUSED_RESULT;
PursuitProcessBook *pursuit_processes_read_shipped (PursuitDesk        *desk,
                                                    const char          *code,
                                                    GError             **error) G_GNUC_WARN_UNUSED_RESULT;
char               *pursuit_processes_export       (PursuitDesk         *desk,
                                                    gint64               process_id,
                                                    GError             **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean            pursuit_processes_import       (PursuitDesk         *desk,
                                                    PursuitProcessBook  *book,
                                                    gint64              *out_process_id,
                                                    gint64              *out_entry_id,
                                                    GError             **error);
gboolean            pursuit_processes_draft        (PursuitDesk         *desk,
                                                    gint64               process_id,
                                                    gint64              *out_process_id,
                                                    gint64              *out_entry_id,
                                                    GError             **error);
gboolean            pursuit_processes_save         (PursuitDesk         *desk,
                                                    PursuitProcessBook  *original,
                                                    PursuitProcessBook  *edited,
                                                    gint64              *out_entry_id,
                                                    GError             **error);
gboolean            pursuit_processes_delete       (PursuitDesk         *desk,
                                                    gint64               process_id,
                                                    gint64              *out_entry_id,
                                                    GError             **error);
gboolean            pursuit_processes_publish      (PursuitDesk         *desk,
                                                    gint64               process_id,
                                                    gint64              *out_entry_id,
                                                    GError             **error);
gboolean            pursuit_processes_retire       (PursuitDesk         *desk,
                                                    gint64               process_id,
                                                    gint64              *out_entry_id,
                                                    GError             **error);
gboolean            pursuit_processes_set_standard (PursuitDesk         *desk,
                                                    gint64               process_id,
                                                    gint64              *out_entry_id,
                                                    GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitProcessInfo, pursuit_process_info_free)

G_END_DECLS
