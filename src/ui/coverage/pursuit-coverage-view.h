/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-coverage.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_COVERAGE_VIEW (pursuit_coverage_view_get_type ())
G_DECLARE_FINAL_TYPE (PursuitCoverageView, pursuit_coverage_view, PURSUIT, COVERAGE_VIEW, GtkWidget)

void                   pursuit_coverage_view_set_worker   (PursuitCoverageView *self,
                                                           PursuitWorker       *worker);
void                   pursuit_coverage_view_set_deal     (PursuitCoverageView *self,
                                                           gint64               deal_id);
void                   pursuit_coverage_view_read         (PursuitCoverageView *self);
const PursuitCoverage *pursuit_coverage_view_get_coverage (PursuitCoverageView *self);

G_END_DECLS
