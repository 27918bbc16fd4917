/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-record.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

void pursuit_deletion_start (GtkWidget     *widget,
                             PursuitWorker *worker,
                             PursuitRecord *seen,
                             const char    *anyway);

G_END_DECLS
