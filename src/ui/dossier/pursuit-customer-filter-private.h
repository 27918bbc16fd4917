/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-customer-counts.h"
#include "pursuit-customer-filter.h"
#include "pursuit-facet-menu.h"
#include "pursuit-filter-menu.h"

#define PURSUIT_N_FACET_MENUS 5

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
  PursuitFacetMenu *tag;
  PursuitFacetMenu *source;
  PursuitFilterMenu *saved;
  GtkWidget *active;

  GtkToggleButton *grades[PURSUIT_N_GRADES];     /* from PURSUIT_GRADE_A */
  GtkToggleButton *funnels[PURSUIT_N_FUNNELS];   /* from PURSUIT_FUNNEL_POTENTIAL */
  PursuitFacetMenu *menus[PURSUIT_N_FACET_MENUS];
  GPtrArray *own_menus;                  /* PursuitFacetMenu, of the house's own choices */
  GHashTable *names;                     /* of owners, by their number as text */
  GCancellable *naming;                  /* of owners under way */
  gboolean shows_all_chips;
  PursuitWorker *worker;
  PursuitQuery *query;
  guint timeout_id;                      /* of the next counting */
  GCancellable *cancellable;             /* of the counting under way */
  gboolean is_showing;                   /* the toggles follow the query, not the other way round */
};

gboolean pursuit_customer_filter_make_own_menus (PursuitCustomerFilter *self);
const char *pursuit_customer_filter_get_own_label (PursuitCustomerFilter *self,
                                            const char            *field,
                                            const char            *value);
void pursuit_customer_filter_value_toggled_cb (PursuitCustomerFilter *self,
                                            const char            *value,
                                            const char            *label,
                                            gboolean               is_chosen,
                                            PursuitFacetMenu      *menu);
void pursuit_customer_filter_stop_counting (PursuitCustomerFilter *self);
void pursuit_customer_filter_stop_naming   (PursuitCustomerFilter *self);
void pursuit_customer_filter_show_chips    (PursuitCustomerFilter *self);
void pursuit_customer_filter_set_chosen    (PursuitCustomerFilter *self,
                                            const char            *field,
                                            const char            *value,
                                            gboolean               is_chosen);

G_END_DECLS
