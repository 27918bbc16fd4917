/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-records.h"

G_BEGIN_DECLS

gboolean pursuit_records_require          (PursuitDesk    *desk,
                                           PursuitRecord  *record,
                                           PursuitRight    right,
                                           GError        **error);
gboolean pursuit_records_require_change   (PursuitDesk    *desk,
                                           PursuitRecord  *before,
                                           PursuitRecord  *after,
                                           GError        **error);
gboolean pursuit_records_require_alive    (PursuitRecord  *record,
                                           GError        **error);
gboolean pursuit_records_require_customer (PursuitDesk    *desk,
                                           PursuitRecord  *record,
                                           GError        **error);
gboolean pursuit_records_may_go           (PursuitDesk    *desk,
                                           PursuitRecord  *record,
                                           GError        **error);
gboolean pursuit_records_follow           (PursuitDesk    *desk,
                                           PursuitRecord  *before,
                                           PursuitRecord  *after,
                                           GError        **error);
gboolean pursuit_records_put_back         (PursuitRecord  *record,
                                           JsonObject     *before,
                                           JsonObject     *after,
                                           GError        **error);
gboolean pursuit_records_write_history    (PursuitDesk    *desk,
                                           PursuitRecord  *before,
                                           PursuitRecord  *after,
                                           GError        **error);

G_END_DECLS
