/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-query-model.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_DEALS_VIEW (pursuit_deals_view_get_type ())
G_DECLARE_FINAL_TYPE (PursuitDealsView, pursuit_deals_view, PURSUIT, DEALS_VIEW, GtkWidget)

void pursuit_deals_view_set_models (PursuitDealsView  *self,
                                    PursuitQueryModel *open,
                                    PursuitQueryModel *won,
                                    PursuitQueryModel *lost);
void pursuit_deals_view_set_terms  (PursuitDealsView  *self,
                                    guint              n_stages,
                                    const char        *currency,
                                    gboolean           editable);

G_END_DECLS
