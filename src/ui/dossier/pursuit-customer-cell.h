/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pursuit-field.h"
#include "pursuit-row.h"

G_BEGIN_DECLS

/**
 * PursuitCustomerColumn:
 * @name: stable, as an export has it
 * @title: a message id
 * @column: of a row of customers
 * @form: how it is written
 * @width: in pixels, at first
 * @order: (nullable): what the list is ordered by for it, as the filter names it
 * @begins_large: whether that order begins with the largest
 * @own: of %PURSUIT_CELL_FORM_OWN the field that the house has added
 */
typedef struct
{
  const char *name;
  const char *title;
  guint column;
  enum { PURSUIT_CELL_FORM_TEXT, PURSUIT_CELL_FORM_GRADE, PURSUIT_CELL_FORM_FUNNEL, PURSUIT_CELL_FORM_NUMBER,
         PURSUIT_CELL_FORM_PERCENT, PURSUIT_CELL_FORM_MONEY, PURSUIT_CELL_FORM_AGO, PURSUIT_CELL_FORM_OWNER,
         PURSUIT_CELL_FORM_OWN } form;
  int width;
  const char *order;
  gboolean begins_large;
  const PursuitField *own;
} PursuitCustomerColumn;

#define PURSUIT_TYPE_CUSTOMER_CELL (pursuit_customer_cell_get_type ())
G_DECLARE_FINAL_TYPE (PursuitCustomerCell, pursuit_customer_cell, PURSUIT, CUSTOMER_CELL, GtkWidget)

GtkWidget                   *pursuit_customer_cell_new      (const PursuitCustomerColumn *column) G_GNUC_WARN_UNUSED_RESULT;
void                         pursuit_customer_cell_show     (PursuitCustomerCell         *self,
                                                             PursuitRow                  *row,
                                                             const char                  *currency);
const PursuitCustomerColumn *pursuit_customer_columns_list  (guint                       *out_n);
const PursuitCustomerColumn *pursuit_customer_columns_get_own (const PursuitField        *field);

G_END_DECLS
