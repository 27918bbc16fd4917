/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-coverage.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_COVERAGE_CELL_VIEW (pursuit_coverage_cell_view_get_type ())
G_DECLARE_FINAL_TYPE (PursuitCoverageCellView, pursuit_coverage_cell_view, PURSUIT, COVERAGE_CELL_VIEW, GtkWidget)

GtkWidget *pursuit_coverage_cell_view_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void       pursuit_coverage_cell_view_show (PursuitCoverageCellView    *self,
                                            const PursuitCoverageRole  *role,
                                            const PursuitCoverageStage *stage,
                                            const PursuitCoverageCell  *cell,
                                            gboolean                    is_present);

G_END_DECLS
