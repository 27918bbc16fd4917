/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store-private.h"

G_BEGIN_DECLS

typedef struct _PursuitFacets PursuitFacets;

gboolean pursuit_facets_defer  (PursuitStore   *store,
                                GError        **error);
gboolean pursuit_facets_before (PursuitStore   *store,
                                PursuitRecord  *record,
                                GError        **error);
gboolean pursuit_facets_after_insert (PursuitStore *store,
                                PursuitRecord  *record,
                                GError        **error);
gboolean pursuit_facets_settle (PursuitStore   *store,
                                GError        **error);
void     pursuit_facets_forget (PursuitStore   *store);
gboolean pursuit_facets_check  (PursuitStore   *store,
                                const char     *format,
                                guint           most,
                                GPtrArray      *findings,
                                GError        **error);

G_END_DECLS
