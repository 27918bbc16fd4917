/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-query-model.h"

G_BEGIN_DECLS

typedef PursuitRow *(*PursuitRowOfChild) (gpointer child);

void   pursuit_list_place_keep      (GtkListView       *view,
                                     PursuitQueryModel *model,
                                     PursuitRowOfChild  get_row);
gint64 pursuit_list_place_get_first (GtkListView       *view,
                                     PursuitRowOfChild  get_row);

G_END_DECLS
