/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-contact.h"
#include "pursuit-post-form.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

void pursuit_contact_ask_post   (GtkWidget           *widget,
                                 PursuitWorker       *worker,
                                 PursuitContact      *contact,
                                 PursuitPostQuestion  question);
void pursuit_contact_ask_erase  (GtkWidget           *widget,
                                 PursuitWorker       *worker,
                                 PursuitContact      *contact);
void pursuit_contact_ask_export (GtkWidget           *widget,
                                 PursuitWorker       *worker,
                                 PursuitContact      *contact,
                                 gboolean             as_card);

G_END_DECLS
