/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_DEAL_PANE (pursuit_deal_pane_get_type ())
G_DECLARE_FINAL_TYPE (PursuitDealPane, pursuit_deal_pane, PURSUIT, DEAL_PANE, GtkWidget)

void   pursuit_deal_pane_set_worker (PursuitDealPane *self,
                                     PursuitWorker   *worker);
void   pursuit_deal_pane_show       (PursuitDealPane *self,
                                     gint64           deal_id);
gint64 pursuit_deal_pane_get_deal   (PursuitDealPane *self);

G_END_DECLS
