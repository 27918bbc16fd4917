/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-bond.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_BOND_POPOVER (pursuit_bond_popover_get_type ())
G_DECLARE_FINAL_TYPE (PursuitBondPopover, pursuit_bond_popover, PURSUIT, BOND_POPOVER, GtkPopover)

GtkWidget *pursuit_bond_popover_new (const char         *title,
                                     PursuitBond        *bond,
                                     const char         *assessed,
                                     gboolean            editable,
                                     gboolean            at_target) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
