/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-assignment.h"
#include "pursuit-coverage.h"
#include "pursuit-desk.h"
#include "pursuit-team-gaps.h"

G_BEGIN_DECLS

/* Who works on a deal in which role, and what is still wanting (TEAM-1 to TEAM-3). */

#define PURSUIT_VERB_RELEASE "release"

PursuitCoverage *pursuit_team_read_coverage (PursuitDesk        *desk,
                                             gint64              deal_id,
                                             GError            **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean         pursuit_team_assign        (PursuitDesk        *desk,
                                             PursuitAssignment  *assignment,
                                             gint64             *out_entry_id,
                                             GError            **error);
gboolean         pursuit_team_release       (PursuitDesk        *desk,
                                             gint64              assignment_id,
                                             const char         *day,
                                             const char         *reason,
                                             gint64             *out_entry_id,
                                             GError            **error);

GPtrArray       *pursuit_team_list_gaps     (PursuitDesk        *desk,
                                             const PursuitQuery *query,
                                             GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
