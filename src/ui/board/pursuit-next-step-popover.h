/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PURSUIT_TYPE_NEXT_STEP_POPOVER (pursuit_next_step_popover_get_type ())
G_DECLARE_FINAL_TYPE (PursuitNextStepPopover, pursuit_next_step_popover, PURSUIT, NEXT_STEP_POPOVER, GtkPopover)

GtkWidget *pursuit_next_step_popover_new (const char *text,
                                          const char *date) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
