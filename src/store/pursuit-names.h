/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-name-index.h"
#include "pursuit-store.h"

G_BEGIN_DECLS

/* The owner of a customer that is gone: nobody sees it, but its deals are still found by its name. */
#define PURSUIT_NAMES_GONE (-1)

gboolean          pursuit_store_prepare_names (PursuitStore     *self,
                                               GError          **error);
gboolean          pursuit_store_prepare_some_names (PursuitStore *self,
                                               gboolean         *out_done,
                                               GError          **error);
PursuitNameIndex *pursuit_store_get_names     (PursuitStore     *self);
guint             pursuit_names_day           (gint64            at);

G_END_DECLS
