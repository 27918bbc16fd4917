/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-customer-filter.h"
#include "pursuit-query-model.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_CUSTOMER_LIST (pursuit_customer_list_get_type ())
G_DECLARE_FINAL_TYPE (PursuitCustomerList, pursuit_customer_list, PURSUIT, CUSTOMER_LIST, GtkWidget)

void                   pursuit_customer_list_set_worker   (PursuitCustomerList *self,
                                                           PursuitWorker       *worker);
PursuitQueryModel     *pursuit_customer_list_get_model    (PursuitCustomerList *self);
PursuitCustomerFilter *pursuit_customer_list_get_filter   (PursuitCustomerList *self);
gint64                 pursuit_customer_list_get_selected (PursuitCustomerList *self);
void                   pursuit_customer_list_select       (PursuitCustomerList *self,
                                                           gint64               customer_id);
gboolean               pursuit_customer_list_is_settled   (PursuitCustomerList *self);
gboolean               pursuit_customer_list_is_empty     (PursuitCustomerList *self);

G_END_DECLS
