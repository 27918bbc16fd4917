/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-deal-dialog.h"

G_BEGIN_DECLS

void               pursuit_win_flow_begin_async  (GtkWidget            *over,
                                                  PursuitWorker        *worker,
                                                  gint64                deal_id,
                                                  const char           *title,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
PursuitDealDialog *pursuit_win_flow_begin_finish (GAsyncResult         *result);

G_END_DECLS
