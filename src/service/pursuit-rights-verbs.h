/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-desk.h"

G_BEGIN_DECLS

/* What a house changes of the shipped rights. Each is one transaction and one journal entry, which pursuit_records_undo() takes
 * back. */

GPtrArray *pursuit_rights_list                (PursuitDesk    *desk,
                                               GError        **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean pursuit_rights_set                   (PursuitDesk    *desk,
                                               gint64          role_id,
                                               PursuitRight    right,
                                               PursuitScope    scope,
                                               gint64         *out_entry_id,
                                               GError        **error);
gboolean pursuit_rights_reset                 (PursuitDesk    *desk,
                                               gint64          role_id,
                                               PursuitRight    right,
                                               gint64         *out_entry_id,
                                               GError        **error);
gboolean pursuit_rights_require_administrator (PursuitDesk    *desk,
                                               PursuitRecord  *before,
                                               PursuitRecord  *after,
                                               GError        **error);

G_END_DECLS
