/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-worker.h"

G_BEGIN_DECLS

void pursuit_document_taking_open (GtkWidget     *widget,
                                   PursuitWorker *worker,
                                   gint64         document_id,
                                   gint64         version);
void pursuit_document_taking_save (GtkWidget     *widget,
                                   PursuitWorker *worker,
                                   gint64         document_id,
                                   gint64         version);

G_END_DECLS
