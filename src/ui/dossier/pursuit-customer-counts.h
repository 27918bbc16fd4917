/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-worker.h"

G_BEGIN_DECLS

#define PURSUIT_N_GRADES 3
#define PURSUIT_N_FUNNELS 3

/**
 * PursuitCustomerCounts:
 * @total: all customers that the actor may see, -1 when only some were counted
 * @grades: of each grade, from %PURSUIT_GRADE_A
 * @funnels: in each step of the funnel, from %PURSUIT_FUNNEL_POTENTIAL
 *
 * How many customers the facets of the list would bring.
 */
typedef struct
{
  gint64 total;
  gint64 grades[PURSUIT_N_GRADES];
  gint64 funnels[PURSUIT_N_FUNNELS];
} PursuitCustomerCounts;

gpointer pursuit_customer_counts_job (PursuitDesk   *desk,
                                      gpointer       data,
                                      GCancellable  *cancellable,
                                      GError       **error);

G_END_DECLS
