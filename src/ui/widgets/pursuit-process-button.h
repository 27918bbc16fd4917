/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_PROCESS_BUTTON (pursuit_process_button_get_type ())
G_DECLARE_FINAL_TYPE (PursuitProcessButton, pursuit_process_button, PURSUIT, PROCESS_BUTTON, AdwBin)

void        pursuit_process_button_read        (PursuitProcessButton *self,
                                                PursuitWorker        *worker);
void        pursuit_process_button_handle_news (PursuitProcessButton *self,
                                                GPtrArray            *entries);
void        pursuit_process_button_show        (PursuitProcessButton *self,
                                                const char           *name,
                                                const char           *name_zh,
                                                gint64                version);
const char *pursuit_process_button_get_label   (PursuitProcessButton *self);

G_END_DECLS
