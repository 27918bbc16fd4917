/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_MERGE_WINDOW (pursuit_merge_window_get_type ())
G_DECLARE_FINAL_TYPE (PursuitMergeWindow, pursuit_merge_window, PURSUIT, MERGE_WINDOW, AdwWindow)

GtkWidget *pursuit_merge_window_new   (GtkWidget          *opener,
                                       PursuitWorker      *worker,
                                       GType               type,
                                       gint64              winner_id,
                                       gint64              loser_id) G_GNUC_WARN_UNUSED_RESULT;
void       pursuit_merge_window_merge (PursuitMergeWindow *self);

G_END_DECLS
