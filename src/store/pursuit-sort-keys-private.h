/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-sort-keys.h"
#include "pursuit-store-private.h"

G_BEGIN_DECLS

void pursuit_sort_keys_meet (PursuitStore *self,
                             gboolean      later);

G_END_DECLS
