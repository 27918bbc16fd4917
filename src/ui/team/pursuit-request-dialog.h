/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-worker.h"

G_BEGIN_DECLS

void pursuit_request_dialog_present (GtkWidget     *widget,
                                     PursuitWorker *worker,
                                     gint64         deal_id,
                                     gint64         stage,
                                     gint64         role_id);

G_END_DECLS
