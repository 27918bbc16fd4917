/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-coverage.h"
#include "pursuit-store.h"

G_BEGIN_DECLS

/* Who works on a deal, and what its process asks for (TEAM-1 to TEAM-3). */

gboolean  pursuit_team_lookup_coverage (PursuitStore     *store,
                                        PursuitCoverage  *coverage,
                                        gint64            process_id,
                                        GError          **error);
GArray   *pursuit_team_lookup_defaults (PursuitStore     *store,
                                        gint64            seller_id,
                                        GError          **error) G_GNUC_WARN_UNUSED_RESULT;

GArray   *pursuit_team_lookup_spans    (PursuitStore     *store,
                                        GType             type,
                                        gint64            deal_id,
                                        GError          **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
