/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store-private.h"

G_BEGIN_DECLS

gboolean pursuit_store_make_sort_keys (PursuitStore  *self,
                                       GError       **error);

G_END_DECLS
