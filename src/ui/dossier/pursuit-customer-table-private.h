/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-customer-cell.h"
#include "pursuit-customer-table.h"
#include "pursuit-query-run.h"

G_BEGIN_DECLS

/*
 * PursuitCustomerTable shows the customers of the list as a table, of which several rows can be selected.
 *
 *   PursuitQueryModel (of the list) -> GtkMultiSelection -> GtkColumnView
 *
 * Columns are dragged, made wider and left out; that is remembered on this computer. The rows come in order from the database: a
 * click on a header is passed on to the filter. What is selected is remembered by id, all of a filter as that.
 */
struct _PursuitCustomerTable
{
  GtkWidget parent_instance;

  GtkMenuButton *columns;
  GtkColumnView *view;
  GtkActionBar *bar;
  GtkLabel *selected;
  GtkLabel *figures;
  GtkDrawingArea *trend;

  PursuitWorker *worker;
  PursuitQueryModel *model;
  PursuitCustomerFilter *filter;
  GtkMultiSelection *selection;
  GHashTable *ids;              /* gint64: who is selected, unless all are */
  gboolean has_all;
  char *narrowed;               /* by what the list is, for which the selection was made */
  gboolean is_restoring;
  gboolean is_laying_out;
  char *elsewhere;              /* the part of the layout that names own fields of another house */
  const PursuitCustomerColumn *probed;
  PursuitFigures counted;
  GCancellable *cancellable;
};

const char *pursuit_customer_table_get_currency (PursuitCustomerTable *self);
void        pursuit_customer_table_make_columns (PursuitCustomerTable *self);
void        pursuit_customer_table_follow_own_fields (PursuitCustomerTable *self);
void        pursuit_customer_table_forget_own_fields (PursuitCustomerTable *self);
void        pursuit_customer_table_show_usual   (GtkWidget            *widget,
                                                 const char           *action_name,
                                                 GVariant             *parameter);
void        pursuit_customer_table_move_to_front (GtkWidget          *widget,
                                                 const char           *action_name,
                                                 GVariant             *parameter);

G_END_DECLS
