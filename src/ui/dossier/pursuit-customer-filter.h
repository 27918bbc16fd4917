/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-query.h"
#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_CUSTOMER_FILTER (pursuit_customer_filter_get_type ())
G_DECLARE_FINAL_TYPE (PursuitCustomerFilter, pursuit_customer_filter, PURSUIT, CUSTOMER_FILTER, GtkWidget)

void                pursuit_customer_filter_set_worker   (PursuitCustomerFilter *self,
                                                          PursuitWorker         *worker);
const PursuitQuery *pursuit_customer_filter_get_query    (PursuitCustomerFilter *self);
void                pursuit_customer_filter_set_query    (PursuitCustomerFilter *self,
                                                          const PursuitQuery    *query);
void                pursuit_customer_filter_set_columns  (PursuitCustomerFilter *self,
                                                          const char *const     *columns);
void                pursuit_customer_filter_show_saved   (PursuitCustomerFilter *self,
                                                          gint64                 id);
gboolean            pursuit_customer_filter_is_active    (PursuitCustomerFilter *self);
const char         *pursuit_customer_filter_get_order    (PursuitCustomerFilter *self);
void                pursuit_customer_filter_clear        (PursuitCustomerFilter *self);
void                pursuit_customer_filter_recount      (PursuitCustomerFilter *self);
void                pursuit_customer_filter_step_aside   (PursuitCustomerFilter *self);
void                pursuit_customer_filter_focus_search (PursuitCustomerFilter *self);
GtkWidget          *pursuit_customer_filter_get_search   (PursuitCustomerFilter *self);
GtkWidget          *pursuit_customer_filter_get_toggle   (PursuitCustomerFilter *self,
                                                          const char            *field,
                                                          int                    value);

G_END_DECLS
