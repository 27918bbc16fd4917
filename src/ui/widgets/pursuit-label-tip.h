/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pursuit_label_tip_when_cut (GtkLabel *label);

G_END_DECLS
