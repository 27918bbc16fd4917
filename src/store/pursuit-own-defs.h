/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-own-set.h"
#include "pursuit-store.h"

G_BEGIN_DECLS

PursuitOwnSet *pursuit_own_defs_get          (PursuitStore      *store,
                                              GError           **error);
gboolean       pursuit_own_defs_count_values (PursuitStore      *store,
                                              GType              type,
                                              const char        *key,
                                              const char        *value,
                                              gint64            *out_count,
                                              GError           **error);

G_END_DECLS
