/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_SUCCESSION_WINDOW (pursuit_succession_window_get_type ())
G_DECLARE_FINAL_TYPE (PursuitSuccessionWindow, pursuit_succession_window, PURSUIT, SUCCESSION_WINDOW, AdwWindow)

PursuitSuccessionWindow *pursuit_succession_window_new     (GtkWindow                *parent,
                                                            PursuitWorker            *worker);
void                     pursuit_succession_window_choose  (PursuitSuccessionWindow  *self,
                                                            gint64                    leaver_id,
                                                            const char               *leaver,
                                                            gint64                    to_id,
                                                            const char               *to);

G_END_DECLS
