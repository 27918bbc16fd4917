/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-row.h"

G_BEGIN_DECLS

void pursuit_placeholder_show (GtkWidget  *widget,
                               PursuitRow *row);

G_END_DECLS
