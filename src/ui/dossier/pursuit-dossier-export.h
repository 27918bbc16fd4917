/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-worker.h"

G_BEGIN_DECLS

void pursuit_dossier_export_start (GtkWidget     *widget,
                                   PursuitWorker *worker,
                                   gint64         customer_id,
                                   const char    *name);

G_END_DECLS
