/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-people.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_SIDEBAR (pursuit_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (PursuitSidebar, pursuit_sidebar, PURSUIT, SIDEBAR, GtkWidget)

void pursuit_sidebar_set_worker   (PursuitSidebar *self,
                                   PursuitWorker  *worker);
void pursuit_sidebar_set_people   (PursuitSidebar *self,
                                   PursuitPeople  *people);
void pursuit_sidebar_select       (PursuitSidebar *self,
                                   const char     *view);
void pursuit_sidebar_count_again  (PursuitSidebar *self);

G_END_DECLS
