/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-duplicates.h"

G_BEGIN_DECLS

int      pursuit_duplicates_get_entity (GType            type);
void     pursuit_duplicates_meet    (PursuitStore   *store);
gboolean pursuit_duplicates_put_new (PursuitStore   *store,
                                     PursuitRecord  *record,
                                     GError        **error);
gboolean pursuit_duplicates_before  (PursuitStore   *store,
                                     PursuitRecord  *record,
                                     GError        **error);
gboolean pursuit_duplicates_move    (PursuitStore   *store,
                                     GType           type,
                                     gint64          id,
                                     gboolean        is_after,
                                     GError        **error);
gboolean pursuit_duplicates_check   (PursuitStore   *store,
                                     const char     *format,
                                     GPtrArray      *findings,
                                     GError        **error);

G_END_DECLS
