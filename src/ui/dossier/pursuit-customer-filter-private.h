/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-customer-counts.h"
#include "pursuit-customer-filter.h"
#include "pursuit-facet-menu.h"

G_BEGIN_DECLS

/*
 * PursuitCustomerFilter says which customers are listed and in what order: words, facets with counts, menus of values.
 * It holds a PursuitQuery and emits "changed" when that is another one; whoever shows the list takes the query from here.
 *
 * The counts of a facet are among what all other filters leave, so that they say what choosing it would bring.
 */
struct _PursuitCustomerFilter
{
  GtkWidget parent_instance;

  GtkSearchEntry *search;
  GtkToggleButton *grade_a;
  GtkToggleButton *grade_b;
  GtkToggleButton *grade_c;
  GtkToggleButton *potential;
  GtkToggleButton *lead;
  GtkToggleButton *opportunity;
  PursuitFacetMenu *region;
  PursuitFacetMenu *owner;
  PursuitFacetMenu *industry;
  GtkWidget *active;
  GtkWidget *region_chip;
  GtkWidget *owner_chip;
  GtkWidget *industry_chip;

  GtkToggleButton *grades[PURSUIT_N_GRADES];     /* from PURSUIT_GRADE_A */
  GtkToggleButton *funnels[PURSUIT_N_FUNNELS];   /* from PURSUIT_FUNNEL_POTENTIAL */
  PursuitWorker *worker;
  PursuitQuery *query;
  guint timeout_id;                      /* of the next counting */
  GCancellable *cancellable;             /* of the counting under way */
  gboolean is_showing;                   /* the toggles follow the query, not the other way round */
};

void pursuit_customer_filter_stop_counting (PursuitCustomerFilter *self);

G_END_DECLS
