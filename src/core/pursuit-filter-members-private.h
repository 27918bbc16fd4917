/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-filter-definition.h"

G_BEGIN_DECLS

gboolean pursuit_filter_read_member   (PursuitQuery       *query,
                                       const char         *name,
                                       JsonNode           *node);
void     pursuit_filter_write_members (const PursuitQuery *query,
                                       JsonObject         *object);

G_END_DECLS
