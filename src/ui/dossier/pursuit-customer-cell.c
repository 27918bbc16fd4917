/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-customer-cell.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-field.h"
#include "pursuit-money.h"
#include "pursuit-own-set.h"
#include "pursuit-placeholder.h"
#include "pursuit-row-own.h"
#include "pursuit-row-watch.h"
#include "pursuit-template.h"
#include "pursuit-ui-types.h"

/*
 * PursuitCustomerCell is one cell of the table of customers; a row whose values are on their way shows a bar.
 */
struct _PursuitCustomerCell
{
  GtkWidget parent_instance;

  GtkLabel *label;

  const PursuitCustomerColumn *column;
  PursuitRow *row;
  char *currency;
};

G_DEFINE_FINAL_TYPE (PursuitCustomerCell, pursuit_customer_cell, GTK_TYPE_WIDGET)

static const PursuitCustomerColumn columns[] = {
  { "name", N_("Name"), PURSUIT_CUSTOMER_ROW_NAME, PURSUIT_CELL_FORM_TEXT, 240, "name", FALSE },
  { "grade", N_("Grade"), PURSUIT_CUSTOMER_ROW_GRADE, PURSUIT_CELL_FORM_GRADE, 80, "grade", FALSE },
  { "funnel", N_("Funnel"), PURSUIT_CUSTOMER_ROW_FUNNEL, PURSUIT_CELL_FORM_FUNNEL, 150, NULL, FALSE },
  { "region", N_("Region"), PURSUIT_CUSTOMER_ROW_REGION, PURSUIT_CELL_FORM_TEXT, 110, NULL, FALSE },
  { "industry", N_("Industry"), PURSUIT_CUSTOMER_ROW_INDUSTRY, PURSUIT_CELL_FORM_TEXT, 120, NULL, FALSE },
  { "owner", N_("Owner"), PURSUIT_CUSTOMER_ROW_OWNER, PURSUIT_CELL_FORM_OWNER, 120, NULL, FALSE },
  { "last_contact_at", N_("Last contact"), PURSUIT_CUSTOMER_ROW_LAST_CONTACT_AT, PURSUIT_CELL_FORM_AGO, 120, "contact", TRUE },
  { "open_count", N_("Open deals"), PURSUIT_CUSTOMER_ROW_OPEN_COUNT, PURSUIT_CELL_FORM_NUMBER, 100, NULL, FALSE },
  { "open_amount", N_("Open amount"), PURSUIT_CUSTOMER_ROW_OPEN_AMOUNT, PURSUIT_CELL_FORM_MONEY, 130, NULL, FALSE },
  { "completeness", N_("Completeness"), PURSUIT_CUSTOMER_ROW_COMPLETENESS, PURSUIT_CELL_FORM_PERCENT, 110, NULL, FALSE },
  { "short_name", N_("Short name"), PURSUIT_CUSTOMER_ROW_SHORT_NAME, PURSUIT_CELL_FORM_TEXT, 120, NULL, FALSE },
};

/**
 * pursuit_customer_columns_list:
 * @out_n: (out): how many there are
 *
 * Returns: (transfer none) (array length=out_n): what a table of customers can show, in the usual order
 */
const PursuitCustomerColumn *
pursuit_customer_columns_list (guint *out_n)
{
  *out_n = G_N_ELEMENTS (columns);
  return columns;
}

static int
get_own_width (const PursuitField *field)
{
  return field->own->kind == PURSUIT_OWN_TEXT ? 160 : 120;
}

/**
 * pursuit_customer_columns_get_own:
 * @field: a field that the house has added to customers
 *
 * Returns: (transfer none): its column, there for good as the field is
 */
const PursuitCustomerColumn *
pursuit_customer_columns_get_own (const PursuitField *field)
{
  static GHashTable *known;
  PursuitCustomerColumn *column;

  if (known == NULL)
    known = g_hash_table_new (NULL, NULL);
  column = g_hash_table_lookup (known, field);
  if (column == NULL)
    {
      column = g_new0 (PursuitCustomerColumn, 1);
      *column = (PursuitCustomerColumn) { field->name, field->label, PURSUIT_CUSTOMER_ROW_EXTRA, PURSUIT_CELL_FORM_OWN,
                                          get_own_width (field), field->name, FALSE, field };
      g_hash_table_insert (known, (gpointer) field, column);
    }

  return column;
}

static char *
dup_text (PursuitCustomerCell *self)
{
  const char *text = pursuit_row_get_text (self->row, self->column->column);
  gint64 number = pursuit_row_get_number (self->row, self->column->column);

  switch (self->column->form)
    {
    case PURSUIT_CELL_FORM_GRADE:
      return g_strdup (number != PURSUIT_GRADE_NONE ? pursuit_enum_get_label (PURSUIT_TYPE_GRADE, (int) number) : "");
    case PURSUIT_CELL_FORM_FUNNEL:
      return g_strdup (pursuit_enum_get_label (PURSUIT_TYPE_FUNNEL, (int) number));
    case PURSUIT_CELL_FORM_NUMBER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, number);
    case PURSUIT_CELL_FORM_PERCENT:
      return g_strdup_printf ("%" G_GINT64_FORMAT "%%", number);
    case PURSUIT_CELL_FORM_MONEY:
      return number != 0 ? pursuit_money_format (number, self->currency, PURSUIT_MONEY_SHORT) : g_strdup ("");
    case PURSUIT_CELL_FORM_AGO:
      return number != 0 ? pursuit_time_format_ago (number) : g_strdup (_("no contact yet"));
    case PURSUIT_CELL_FORM_OWNER:
      return g_strdup (text != NULL ? text : _("Public pool"));
    case PURSUIT_CELL_FORM_OWN:
      return pursuit_row_format_own (self->row, self->column->column, self->column->own, self->currency);
    case PURSUIT_CELL_FORM_TEXT:
    default:
      return g_strdup (text != NULL ? text : "");
    }
}

/* What may be longer than its column. */
static gboolean
is_text (const PursuitCustomerColumn *column)
{
  return column->form == PURSUIT_CELL_FORM_TEXT || (column->own != NULL && column->own->kind == PURSUIT_KIND_TEXT);
}

static void
update (PursuitCustomerCell *self)
{
  g_autofree char *text = self->row != NULL && pursuit_row_is_loaded (self->row) ? dup_text (self) : NULL;

  pursuit_placeholder_show (GTK_WIDGET (self), self->row);
  gtk_label_set_text (self->label, text != NULL ? text : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), is_text (self->column) && text != NULL && *text != '\0' ? text : NULL);
}

static void
changed_cb (PursuitRow          *row,
            PursuitCustomerCell *self)
{
  g_assert (PURSUIT_IS_CUSTOMER_CELL (self));

  update (self);
}

static void
pursuit_customer_cell_dispose (GObject *object)
{
  PursuitCustomerCell *self = PURSUIT_CUSTOMER_CELL (object);

  pursuit_row_watch (&self->row, NULL, G_CALLBACK (changed_cb), self);
  pursuit_template_dispose (GTK_WIDGET (self), PURSUIT_TYPE_CUSTOMER_CELL);

  G_OBJECT_CLASS (pursuit_customer_cell_parent_class)->dispose (object);
}

static void
pursuit_customer_cell_finalize (GObject *object)
{
  g_free (PURSUIT_CUSTOMER_CELL (object)->currency);

  G_OBJECT_CLASS (pursuit_customer_cell_parent_class)->finalize (object);
}

static void
pursuit_customer_cell_class_init (PursuitCustomerCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_customer_cell_dispose;
  G_OBJECT_CLASS (klass)->finalize = pursuit_customer_cell_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("dossier/customer-cell.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitCustomerCell, label);
}

static void
pursuit_customer_cell_init (PursuitCustomerCell *self)
{
  self->column = &columns[0];
  gtk_widget_init_template (GTK_WIDGET (self));
}

static gboolean
is_number (const PursuitCustomerColumn *column)
{
  if (column->own != NULL)
    return column->own->kind == PURSUIT_KIND_NUMBER || column->own->kind == PURSUIT_KIND_MONEY;

  return column->form == PURSUIT_CELL_FORM_NUMBER || column->form == PURSUIT_CELL_FORM_PERCENT || column->form == PURSUIT_CELL_FORM_MONEY;
}

/**
 * pursuit_customer_cell_new:
 * @column: what it shows; there for good
 *
 * Returns: (transfer floating): an empty cell
 */
GtkWidget *
pursuit_customer_cell_new (const PursuitCustomerColumn *column)
{
  PursuitCustomerCell *self = g_object_new (PURSUIT_TYPE_CUSTOMER_CELL, NULL);

  self->column = column;
  if (is_number (column))
    {
      gtk_label_set_xalign (self->label, 1);
      gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
    }

  return GTK_WIDGET (self);
}

/**
 * pursuit_customer_cell_show:
 * @self: a cell
 * @row: (nullable): a row of customers
 * @currency: (nullable): the house currency
 *
 * Shows what a row says, and follows it.
 */
void
pursuit_customer_cell_show (PursuitCustomerCell *self,
                            PursuitRow          *row,
                            const char          *currency)
{
  g_return_if_fail (PURSUIT_IS_CUSTOMER_CELL (self));

  g_free (self->currency);
  self->currency = g_strdup (currency);
  pursuit_row_watch (&self->row, row, G_CALLBACK (changed_cb), self);
  update (self);
}
