/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pursuit_offer_make   (GtkWidget  *widget,
                           const char *text,
                           const char *label,
                           const char *action,
                           GVariant   *target);
void pursuit_offer_accept (gint64      id);

G_END_DECLS
