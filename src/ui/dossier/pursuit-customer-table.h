/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-customer-filter.h"
#include "pursuit-query-model.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_CUSTOMER_TABLE (pursuit_customer_table_get_type ())
G_DECLARE_FINAL_TYPE (PursuitCustomerTable, pursuit_customer_table, PURSUIT, CUSTOMER_TABLE, GtkWidget)

void               pursuit_customer_table_set_source     (PursuitCustomerTable  *self,
                                                          PursuitWorker         *worker,
                                                          PursuitQueryModel     *model,
                                                          PursuitCustomerFilter *filter);
GtkMultiSelection *pursuit_customer_table_get_selection  (PursuitCustomerTable  *self);
PursuitQuery      *pursuit_customer_table_dup_selected   (PursuitCustomerTable  *self) G_GNUC_WARN_UNUSED_RESULT;
char             **pursuit_customer_table_dup_columns    (PursuitCustomerTable  *self) G_GNUC_WARN_UNUSED_RESULT;
void               pursuit_customer_table_set_columns    (PursuitCustomerTable  *self,
                                                          const char            *layout);
void               pursuit_customer_table_show_columns   (PursuitCustomerTable  *self,
                                                          const char *const     *names);
char              *pursuit_customer_table_dup_layout     (PursuitCustomerTable  *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
