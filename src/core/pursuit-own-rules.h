/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-own-field.h"

G_BEGIN_DECLS

gboolean  pursuit_own_rules_check    (PursuitOwnField  *definition,
                                      GPtrArray        *others,
                                      GError          **error);
char     *pursuit_own_rules_make_key (PursuitOwnField  *definition,
                                      GPtrArray        *others) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
