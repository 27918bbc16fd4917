/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-store.h"

G_BEGIN_DECLS

#define PURSUIT_FIGURES_MONTHS 12

/**
 * PursuitRelative:
 * @id: a customer
 * @name: what it is called
 * @depth: how far below the head of the family it is, from 1
 *
 * A subsidiary, or a subsidiary of one.
 */
typedef struct
{
  gint64 id;
  char *name;
  int depth;
} PursuitRelative;

/**
 * PursuitCustomerFigures:
 * @n_visits: how many calls, visits and meetings there were
 * @family: (element-type PursuitRelative): subsidiaries and theirs, each below its parent; at most 100
 * @group: how many customers the group had at the end of each of the last months, the customer itself included
 * @n_new: how many of them came in those months
 * @traded: the amount traded up to the end of each of the last months
 * @traded_lately: the amount traded in those months
 * @traded_before: the amount traded in the twelve months before those
 * @first_year: the year of the first purchase, 0 for none
 * @purchases: the purchases of each of the last months
 * @n_lately: how many purchases those are
 * @n_all: how many purchases there ever were
 * @level_before: the relationship level before the present one, -1 when it never changed
 * @next_step: (nullable): what is to be done next in an open deal
 * @next_step_on: (nullable): when, an ISO date
 * @with: (nullable): who of us knows the customer beside its owner, separated by commas
 * @has_interested: whether anybody there is named as interested in something
 *
 * What the head of a dossier and its tiles show beside the customer's own fields.
 */
typedef struct
{
  gint64 n_visits;
  GPtrArray *family;
  double group[PURSUIT_FIGURES_MONTHS];
  gint64 n_new;
  double traded[PURSUIT_FIGURES_MONTHS];
  gint64 traded_lately;
  gint64 traded_before;
  int first_year;
  double purchases[PURSUIT_FIGURES_MONTHS];
  gint64 n_lately;
  gint64 n_all;
  int level_before;
  char *next_step;
  char *next_step_on;
  char *with;
  gboolean has_interested;
} PursuitCustomerFigures;

PursuitCustomerFigures *pursuit_customer_figures_read (PursuitStore            *store,
                                                       gint64                   customer_id,
                                                       const char              *today,
                                                       const char              *comma,
                                                       GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
void                    pursuit_customer_figures_free (PursuitCustomerFigures  *self);
gboolean                pursuit_customer_is_below     (PursuitStore            *store,
                                                       gint64                   customer_id,
                                                       gint64                   above_id,
                                                       gboolean                *out_is_below,
                                                       GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitCustomerFigures, pursuit_customer_figures_free)

G_END_DECLS
