/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pursuit-worker.h"

G_BEGIN_DECLS

void pursuit_toasts_install (GtkWidget       *widget,
                             AdwToastOverlay *overlay,
                             PursuitWorker   *worker);

G_END_DECLS
