/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-row.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_CLOSED_DEAL_ROW (pursuit_closed_deal_row_get_type ())
G_DECLARE_FINAL_TYPE (PursuitClosedDealRow, pursuit_closed_deal_row, PURSUIT, CLOSED_DEAL_ROW, GtkWidget)

GtkWidget *pursuit_closed_deal_row_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void       pursuit_closed_deal_row_show (PursuitClosedDealRow *self,
                                         PursuitRow           *row,
                                         const char           *currency);

G_END_DECLS
