/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-deal.h"
#include "pursuit-team.h"

G_BEGIN_DECLS

gboolean pursuit_team_add                 (PursuitDesk        *desk,
                                           PursuitAssignment  *assignment,
                                           gint64             *out_entry_id,
                                           GError            **error);
gboolean pursuit_team_begin               (PursuitDesk        *desk,
                                           PursuitDeal        *deal,
                                           GError            **error);
gboolean pursuit_team_fill_coverage       (PursuitDesk        *desk,
                                           PursuitDeal        *deal,
                                           PursuitCoverage    *coverage,
                                           GError            **error);

/* pursuit-team-rules.c */
gboolean pursuit_team_complete_assignment (PursuitDesk        *desk,
                                           PursuitAssignment  *assignment,
                                           GError            **error);
gboolean pursuit_team_require_assignment  (PursuitDesk        *desk,
                                           PursuitDeal        *deal,
                                           PursuitAssignment  *before,
                                           PursuitAssignment  *after,
                                           GError            **error);

G_END_DECLS
