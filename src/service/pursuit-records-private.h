/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-records.h"

G_BEGIN_DECLS

gboolean pursuit_records_require (PursuitDesk    *desk,
                                  PursuitRecord  *record,
                                  PursuitRight    right,
                                  GError        **error);
gboolean pursuit_records_follow  (PursuitDesk    *desk,
                                  PursuitRecord  *record,
                                  GError        **error);

G_END_DECLS
