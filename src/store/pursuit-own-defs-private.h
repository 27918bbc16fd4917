/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-own-defs.h"

G_BEGIN_DECLS

gboolean pursuit_own_defs_complete   (PursuitStore   *store,
                                      PursuitRecord  *record,
                                      GError        **error);
char    *pursuit_own_defs_dup_search (PursuitStore   *store,
                                      PursuitRecord  *record) G_GNUC_WARN_UNUSED_RESULT;
gboolean pursuit_own_defs_check      (PursuitStore   *store,
                                      PursuitRecord  *record,
                                      GError        **error);
gboolean pursuit_own_defs_follow     (PursuitStore   *store,
                                      PursuitRecord  *record,
                                      GError        **error);
void     pursuit_own_defs_forget     (PursuitStore   *store);

G_END_DECLS
