/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-process-book.h"
#include "pursuit-store.h"

G_BEGIN_DECLS

const char *const  *pursuit_standard_list_codes (void);
PursuitProcessBook *pursuit_standard_read       (const char    *code,
                                                 GPtrArray     *roles,
                                                 GError       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean            pursuit_standard_install    (PursuitStore  *store,
                                                 gint64        *out_process_id,
                                                 GError       **error);

G_END_DECLS
