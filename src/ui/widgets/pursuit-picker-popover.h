/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-query.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_PICKER_POPOVER (pursuit_picker_popover_get_type ())
G_DECLARE_FINAL_TYPE (PursuitPickerPopover, pursuit_picker_popover, PURSUIT, PICKER_POPOVER, GtkPopover)

GtkWidget *pursuit_picker_popover_new        (void) G_GNUC_WARN_UNUSED_RESULT;
void       pursuit_picker_popover_set_source (PursuitPickerPopover *self,
                                              PursuitWorker        *worker,
                                              const PursuitQuery   *query,
                                              const char           *none_label);

G_END_DECLS
