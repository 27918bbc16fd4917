/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-row.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_CUSTOMER_ROW (pursuit_customer_row_get_type ())
G_DECLARE_FINAL_TYPE (PursuitCustomerRow, pursuit_customer_row, PURSUIT, CUSTOMER_ROW, GtkWidget)

GtkWidget  *pursuit_customer_row_new     (void) G_GNUC_WARN_UNUSED_RESULT;
void        pursuit_customer_row_show    (PursuitCustomerRow *self,
                                          PursuitRow         *row,
                                          const char         *currency);
PursuitRow *pursuit_customer_row_get_row (PursuitCustomerRow *self);

G_END_DECLS
