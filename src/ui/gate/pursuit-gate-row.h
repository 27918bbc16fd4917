/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-gate.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_GATE_ROW (pursuit_gate_row_get_type ())
G_DECLARE_FINAL_TYPE (PursuitGateRow, pursuit_gate_row, PURSUIT, GATE_ROW, GtkListBoxRow)

GtkWidget        *pursuit_gate_row_new           (PursuitWorker         *worker) G_GNUC_WARN_UNUSED_RESULT;
void              pursuit_gate_row_show          (PursuitGateRow        *self,
                                                  PursuitDeal           *deal,
                                                  const PursuitGateItem *item,
                                                  gboolean               editable);
PursuitMilestone *pursuit_gate_row_get_milestone (PursuitGateRow        *self);
int               pursuit_gate_row_get_position  (PursuitGateRow        *self);
gboolean          pursuit_gate_row_is_missing    (PursuitGateRow        *self);
gboolean          pursuit_gate_row_is_shown      (PursuitGateRow        *self);
gboolean          pursuit_gate_row_is_changed    (PursuitGateRow        *self);
gboolean          pursuit_gate_row_focus         (PursuitGateRow        *self);
void              pursuit_gate_row_open          (PursuitGateRow        *self);

G_END_DECLS
