/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-query-model.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_JOURNAL_WINDOW (pursuit_journal_window_get_type ())
G_DECLARE_FINAL_TYPE (PursuitJournalWindow, pursuit_journal_window, PURSUIT, JOURNAL_WINDOW, AdwWindow)

GtkWidget         *pursuit_journal_window_new       (GtkWindow            *parent,
                                                     PursuitWorker        *worker) G_GNUC_WARN_UNUSED_RESULT;
PursuitQueryModel *pursuit_journal_window_get_model (PursuitJournalWindow *self);

G_END_DECLS
