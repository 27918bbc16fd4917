/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-query-model.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_LIST_STATUS (pursuit_list_status_get_type ())
G_DECLARE_FINAL_TYPE (PursuitListStatus, pursuit_list_status, PURSUIT, LIST_STATUS, GtkWidget)

void        pursuit_list_status_set_model    (PursuitListStatus *self,
                                              PursuitQueryModel *model);
gboolean    pursuit_list_status_is_needed    (PursuitListStatus *self);
const char *pursuit_list_status_get_sentence (PursuitListStatus *self);

G_END_DECLS
