/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-standing-rules.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_STANDING_POPOVER (pursuit_standing_popover_get_type ())
G_DECLARE_FINAL_TYPE (PursuitStandingPopover, pursuit_standing_popover, PURSUIT, STANDING_POPOVER, GtkPopover)

void     pursuit_standing_popover_show_customer (PursuitStandingPopover *self,
                                                 PursuitWorker          *worker,
                                                 PursuitStandingKind     kind,
                                                 PursuitCustomer        *customer,
                                                 gboolean                editable);
gboolean pursuit_standing_popover_is_reading    (PursuitStandingPopover *self);

G_END_DECLS
