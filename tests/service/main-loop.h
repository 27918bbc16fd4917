/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-worker.h"

G_BEGIN_DECLS

typedef gboolean (*MainLoopCondition) (gpointer data);

void          main_loop_run_until  (MainLoopCondition  condition,
                                    gpointer           data);
void          main_loop_look_again (void);
void          main_loop_drain      (void);
void          main_loop_keep_cb    (GObject           *source,
                                    GAsyncResult      *result,
                                    gpointer           user_data);
GAsyncResult *main_loop_await      (GAsyncResult     **slot) G_GNUC_WARN_UNUSED_RESULT;
void          main_loop_shut_down  (PursuitWorker     *worker);
void          main_loop_end_worker (PursuitWorker     *worker);

G_END_DECLS
