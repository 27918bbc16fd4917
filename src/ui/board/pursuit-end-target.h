/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-enums.h"
#include "pursuit-query-run.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_END_TARGET (pursuit_end_target_get_type ())
G_DECLARE_FINAL_TYPE (PursuitEndTarget, pursuit_end_target, PURSUIT, END_TARGET, GtkButton)

void pursuit_end_target_set_status   (PursuitEndTarget    *self,
                                      PursuitDealStatus    status);
void pursuit_end_target_show_totals  (PursuitEndTarget    *self,
                                      const PursuitTotals *totals,
                                      const char          *currency);
void pursuit_end_target_set_dragging (PursuitEndTarget    *self,
                                      gboolean             dragging);

G_END_DECLS
