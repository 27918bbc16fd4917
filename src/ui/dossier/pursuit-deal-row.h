/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-row.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_DEAL_ROW (pursuit_deal_row_get_type ())
G_DECLARE_FINAL_TYPE (PursuitDealRow, pursuit_deal_row, PURSUIT, DEAL_ROW, GtkWidget)

GtkWidget  *pursuit_deal_row_new     (void) G_GNUC_WARN_UNUSED_RESULT;
void        pursuit_deal_row_show    (PursuitDealRow *self,
                                      PursuitRow     *deal,
                                      guint           n_stages,
                                      const char     *currency);
PursuitRow *pursuit_deal_row_get_deal (PursuitDealRow *self);

G_END_DECLS
