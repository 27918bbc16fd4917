/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-compare-field.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

void pursuit_compare_list_show      (GtkBox                  *box,
                                     const PursuitComparison *comparison);
void pursuit_compare_list_clear     (GtkBox                  *box);
void pursuit_compare_list_apply     (GtkBox                  *box,
                                     PursuitRecord           *current,
                                     PursuitRecord           *edited);
void pursuit_compare_list_ask_async (PursuitWorker           *worker,
                                     PursuitRecord           *original,
                                     PursuitRecord           *edited,
                                     GCancellable            *cancellable,
                                     GAsyncReadyCallback      callback,
                                     gpointer                 user_data);

G_END_DECLS
