/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "pursuit-own-set.h"

G_BEGIN_DECLS

char *pursuit_own_changes_describe (const PursuitOwnSet *set,
                                    GType                type,
                                    const char          *before,
                                    JsonObject          *after,
                                    const char          *currency) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
