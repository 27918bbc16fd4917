/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

gboolean pursuit_journal_has_view (PursuitStore  *store,
                                   const char    *entity,
                                   gint64         entity_id,
                                   gint64         actor_id,
                                   const char    *actor,
                                   gint64         since,
                                   gboolean      *out_noted,
                                   GError       **error);

G_END_DECLS
