/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"

G_BEGIN_DECLS

/* The verb of a wall that was assessed as a whole, see pursuit-wall-verbs.h. */
#define PURSUIT_VERB_ASSESS "assess"

gboolean pursuit_import_take_back    (PursuitDesk                *desk,
                                      const PursuitJournalEntry  *entry,
                                      gint64                     *out_entry_id,
                                      GError                    **error);
gboolean pursuit_import_require_undo (PursuitDesk                *desk,
                                      const PursuitJournalEntry  *entry,
                                      GError                    **error);
gboolean pursuit_import_is_whole     (const PursuitJournalEntry  *entry);
gboolean pursuit_import_is_large     (const PursuitJournalEntry  *entry);

G_END_DECLS
