/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

GArray *pursuit_journal_list_unviewed (PursuitStore  *store,
                                       const char    *entity,
                                       GArray        *ids,
                                       gint64         actor_id,
                                       const char    *actor,
                                       gint64         since,
                                       GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
