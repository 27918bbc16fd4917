/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pursuit_level_bar_make_plain (GtkLevelBar *bar);

G_END_DECLS
