/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_REQUEST_INBOX (pursuit_request_inbox_get_type ())
G_DECLARE_FINAL_TYPE (PursuitRequestInbox, pursuit_request_inbox, PURSUIT, REQUEST_INBOX, GtkWidget)

void pursuit_request_inbox_set_worker (PursuitRequestInbox *self,
                                       PursuitWorker       *worker);
void pursuit_request_inbox_read       (PursuitRequestInbox *self);

G_END_DECLS
