/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-picker-row.h"

#include "pursuit-date.h"
#include "pursuit-placeholder.h"
#include "pursuit-ui-types.h"

/* How far one level of a tree is indented; the height of a line of text. */
#define INDENT 18

/*
 * PursuitPickerRow is one line of a picker: what a record is called, and a word that tells it from its namesakes.
 */
struct _PursuitPickerRow
{
  GtkWidget parent_instance;

  GtkWidget *name;
  GtkWidget *detail;
  PursuitRow *row;
  PursuitList list;
};

G_DEFINE_FINAL_TYPE (PursuitPickerRow, pursuit_picker_row, GTK_TYPE_WIDGET)

static int
find_detail_column (PursuitList list)
{
  switch (list)
    {
    case PURSUIT_LIST_CUSTOMERS:
      return PURSUIT_CUSTOMER_ROW_REGION;
    case PURSUIT_LIST_CONTACTS:
      return PURSUIT_CONTACT_ROW_TITLE;
    case PURSUIT_LIST_DEALS:
      return PURSUIT_DEAL_ROW_CUSTOMER;
    case PURSUIT_LIST_STAFF:
      return PURSUIT_STAFF_ROW_UNIT;
    case PURSUIT_LIST_PRODUCTS:
      return PURSUIT_PRODUCT_ROW_SERIES;
    case PURSUIT_LIST_DOCUMENTS:
      return PURSUIT_DOCUMENT_ROW_DEAL;
    case PURSUIT_LIST_UNITS:
    case PURSUIT_LIST_ACTIVITIES:
    case PURSUIT_LIST_TIMELINE:
    case PURSUIT_LIST_JOURNAL:
    default:
      return -1;
    }
}

/* Visits and calls of the same name are told apart by their day. */
static char *
dup_detail (PursuitPickerRow *self)
{
  int column = find_detail_column (self->list);

  if (self->row == NULL || !pursuit_row_is_loaded (self->row))
    return NULL;
  if (self->list == PURSUIT_LIST_ACTIVITIES)
    return pursuit_date_from_time (pursuit_row_get_number (self->row, PURSUIT_ACTIVITY_ROW_HAPPENED_AT));

  return column >= 0 ? g_strdup (pursuit_row_get_text (self->row, (guint) column)) : NULL;
}

static void
update (PursuitPickerRow *self)
{
  g_autofree char *detail = dup_detail (self);
  const char *name = self->row != NULL && pursuit_row_is_loaded (self->row)
                       ? pursuit_row_get_text (self->row, pursuit_picker_row_get_name_column (self->list))
                       : NULL;
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  pursuit_placeholder_show (GTK_WIDGET (self), self->row);
  if (self->row != NULL && !pursuit_row_is_loaded (self->row))
    return;

  gtk_label_set_text (GTK_LABEL (self->name), name != NULL ? name : "");
  gtk_label_set_text (GTK_LABEL (self->detail), detail != NULL ? detail : "");
  gtk_widget_set_visible (self->detail, detail != NULL);
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, name != NULL ? name : "", -1);
}

static void
row_changed_cb (PursuitRow       *row,
                PursuitPickerRow *self)
{
  update (self);
}

static void
pursuit_picker_row_dispose (GObject *object)
{
  PursuitPickerRow *self = PURSUIT_PICKER_ROW (object);

  if (self->row != NULL)
    g_signal_handlers_disconnect_by_data (self->row, self);
  g_clear_object (&self->row);
  gtk_widget_dispose_template (GTK_WIDGET (self), PURSUIT_TYPE_PICKER_ROW);

  G_OBJECT_CLASS (pursuit_picker_row_parent_class)->dispose (object);
}

static void
pursuit_picker_row_class_init (PursuitPickerRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pursuit_picker_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, PURSUIT_TEMPLATE ("widgets/picker-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, PursuitPickerRow, name);
  gtk_widget_class_bind_template_child (widget_class, PursuitPickerRow, detail);
}

static void
pursuit_picker_row_init (PursuitPickerRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pursuit_picker_row_new:
 *
 * Returns: (transfer floating): a line that shows nothing yet
 */
GtkWidget *
pursuit_picker_row_new (void)
{
  return g_object_new (PURSUIT_TYPE_PICKER_ROW, NULL);
}

/**
 * pursuit_picker_row_get_name_column:
 * @list: a list
 *
 * Returns: the column that says what a record is called
 */
guint
pursuit_picker_row_get_name_column (PursuitList list)
{
  return list == PURSUIT_LIST_ACTIVITIES ? PURSUIT_ACTIVITY_ROW_SUBJECT : 0;
}

/**
 * pursuit_picker_row_show:
 * @self: a line
 * @row: (nullable): what to show from now on; %NULL for nothing
 * @list: the list that @row is of
 * @depth: how deep it stands in a tree, else 0
 *
 * Shows another record, and follows it while its values are on their way.
 */
void
pursuit_picker_row_show (PursuitPickerRow *self,
                         PursuitRow       *row,
                         PursuitList       list,
                         guint             depth)
{
  g_return_if_fail (PURSUIT_IS_PICKER_ROW (self));

  if (self->row != NULL)
    g_signal_handlers_disconnect_by_data (self->row, self);
  g_set_object (&self->row, row);
  self->list = list;
  if (row != NULL)
    g_signal_connect (row, "changed", G_CALLBACK (row_changed_cb), self);

  gtk_widget_set_margin_start (self->name, (int) depth * INDENT);
  update (self);
}
