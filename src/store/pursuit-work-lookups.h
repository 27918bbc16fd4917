/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

GArray *pursuit_lookup_work (PursuitStore  *store,
                             gint64         staff_id,
                             guint          limit,
                             GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
