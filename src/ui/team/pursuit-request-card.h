/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-request-lookups.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_REQUEST_CARD (pursuit_request_card_get_type ())
G_DECLARE_FINAL_TYPE (PursuitRequestCard, pursuit_request_card, PURSUIT, REQUEST_CARD, GtkWidget)

GtkWidget *pursuit_request_card_new    (PursuitWorker            *worker,
                                        const PursuitRequestItem *item) G_GNUC_WARN_UNUSED_RESULT;
gint64     pursuit_request_card_get_id (PursuitRequestCard       *self);

G_END_DECLS
