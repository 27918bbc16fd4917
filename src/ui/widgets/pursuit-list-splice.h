/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether two items look the same, so that the row of the first can stay. */
typedef gboolean (*PursuitSameFunc) (gpointer a,
                                     gpointer b);

void pursuit_list_splice (GListStore      *store,
                          GPtrArray       *items,
                          guint            n_items,
                          PursuitSameFunc  is_same);

G_END_DECLS
