/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

gboolean pursuit_sort_keys_has_more (PursuitStore  *store);
gboolean pursuit_sort_keys_continue (PursuitStore  *store,
                                     gboolean      *out_ready,
                                     GError       **error);

G_END_DECLS
