/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

GPtrArray *pursuit_lost_to_list (PursuitStore  *store,
                                 guint          most,
                                 GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
