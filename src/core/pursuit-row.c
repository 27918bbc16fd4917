/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-row.h"

#include "pursuit-str.h"

typedef struct
{
  gint64 number;
  char *text;
} Value;

/*
 * PursuitRow is one line of a list: an id and the values that the list shows. It begins as a placeholder when its values
 * are still on the way from the worker; "changed" says that they came or became others.
 */
struct _PursuitRow
{
  GObject parent_instance;

  gint64 id;
  guint n_columns;
  Value *values;   /* NULL while a placeholder */
};

G_DEFINE_FINAL_TYPE (PursuitRow, pursuit_row, G_TYPE_OBJECT)

static guint changed_signal;

static void
pursuit_row_finalize (GObject *object)
{
  PursuitRow *self = PURSUIT_ROW (object);

  for (guint i = 0; self->values != NULL && i < self->n_columns; i++)
    g_free (self->values[i].text);
  g_free (self->values);

  G_OBJECT_CLASS (pursuit_row_parent_class)->finalize (object);
}

static void
pursuit_row_class_init (PursuitRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pursuit_row_finalize;

  /**
   * PursuitRow::changed:
   *
   * The row's values came or changed.
   */
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
pursuit_row_init (PursuitRow *self)
{
}

/**
 * pursuit_row_new:
 * @id: the record's id
 * @n_columns: how many columns the list has
 *
 * Returns: (transfer full): a placeholder
 */
PursuitRow *
pursuit_row_new (gint64 id,
                 guint  n_columns)
{
  PursuitRow *self = g_object_new (PURSUIT_TYPE_ROW, NULL);

  self->id = id;
  self->n_columns = n_columns;

  return self;
}

/**
 * pursuit_row_get_id:
 * @self: a row
 *
 * Returns: the record's id
 */
gint64
pursuit_row_get_id (PursuitRow *self)
{
  g_return_val_if_fail (PURSUIT_IS_ROW (self), 0);

  return self->id;
}

/**
 * pursuit_row_is_loaded:
 * @self: a row
 *
 * Returns: %FALSE while the row is a placeholder
 */
gboolean
pursuit_row_is_loaded (PursuitRow *self)
{
  g_return_val_if_fail (PURSUIT_IS_ROW (self), FALSE);

  return self->values != NULL;
}

/**
 * pursuit_row_get_number:
 * @self: a row
 * @column: a number column of its list
 *
 * Returns: the value, 0 in a placeholder
 */
gint64
pursuit_row_get_number (PursuitRow *self,
                        guint       column)
{
  g_return_val_if_fail (PURSUIT_IS_ROW (self) && column < self->n_columns, 0);

  return self->values != NULL ? self->values[column].number : 0;
}

/**
 * pursuit_row_get_text:
 * @self: a row
 * @column: a text column of its list
 *
 * Returns: (nullable): the value, lent; %NULL in a placeholder
 */
const char *
pursuit_row_get_text (PursuitRow *self,
                      guint       column)
{
  g_return_val_if_fail (PURSUIT_IS_ROW (self) && column < self->n_columns, NULL);

  return self->values != NULL ? self->values[column].text : NULL;
}

static Value *
ensure_values (PursuitRow *self)
{
  if (self->values == NULL)
    self->values = g_new0 (Value, self->n_columns);

  return self->values;
}

/**
 * pursuit_row_set_number:
 * @self: a row being filled
 * @column: a number column
 * @number: the value
 *
 * For whoever fills a row: nothing is emitted.
 */
void
pursuit_row_set_number (PursuitRow *self,
                        guint       column,
                        gint64      number)
{
  g_return_if_fail (PURSUIT_IS_ROW (self) && column < self->n_columns);

  ensure_values (self)[column].number = number;
}

/**
 * pursuit_row_set_text:
 * @self: a row being filled
 * @column: a text column
 * @text: (nullable): the value, copied
 *
 * For whoever fills a row: nothing is emitted.
 */
void
pursuit_row_set_text (PursuitRow *self,
                      guint       column,
                      const char *text)
{
  g_return_if_fail (PURSUIT_IS_ROW (self) && column < self->n_columns);

  pursuit_set_str (&ensure_values (self)[column].text, text);
}

static gboolean
is_same (PursuitRow *self,
         PursuitRow *other)
{
  if (self->values == NULL || other->values == NULL)
    return self->values == other->values;

  for (guint i = 0; i < self->n_columns; i++)
    if (self->values[i].number != other->values[i].number ||
        g_strcmp0 (self->values[i].text, other->values[i].text) != 0)
      return FALSE;

  return TRUE;
}

/**
 * pursuit_row_fill:
 * @self: a row that is being shown
 * @from: the same row as the worker read it; its values are taken over
 *
 * Fills a placeholder, or brings a row up to date, and emits "changed" once if anything differs.
 */
void
pursuit_row_fill (PursuitRow *self,
                  PursuitRow *from)
{
  Value *values;

  g_return_if_fail (PURSUIT_IS_ROW (self) && PURSUIT_IS_ROW (from));
  g_return_if_fail (self->id == from->id && self->n_columns == from->n_columns);

  if (self == from || is_same (self, from))
    return;

  values = self->values;
  self->values = from->values;
  from->values = values;
  g_signal_emit (self, changed_signal, 0);
}

/**
 * pursuit_list_n_columns:
 * @list: a list
 *
 * Returns: how many columns its rows have
 */
guint
pursuit_list_n_columns (PursuitList list)
{
  switch (list)
    {
    case PURSUIT_LIST_CUSTOMERS:
      return PURSUIT_CUSTOMER_ROW_N_COLUMNS;
    case PURSUIT_LIST_CONTACTS:
      return PURSUIT_CONTACT_ROW_N_COLUMNS;
    case PURSUIT_LIST_DEALS:
      return PURSUIT_DEAL_ROW_N_COLUMNS;
    case PURSUIT_LIST_ACTIVITIES:
      return PURSUIT_ACTIVITY_ROW_N_COLUMNS;
    case PURSUIT_LIST_TIMELINE:
      return PURSUIT_TIMELINE_ROW_N_COLUMNS;
    case PURSUIT_LIST_STAFF:
      return PURSUIT_STAFF_ROW_N_COLUMNS;
    case PURSUIT_LIST_UNITS:
      return PURSUIT_UNIT_ROW_N_COLUMNS;
    case PURSUIT_LIST_PRODUCTS:
      return PURSUIT_PRODUCT_ROW_N_COLUMNS;
    case PURSUIT_LIST_DOCUMENTS:
      return PURSUIT_DOCUMENT_ROW_N_COLUMNS;
    case PURSUIT_LIST_JOURNAL:
      return PURSUIT_JOURNAL_ROW_N_COLUMNS;
    default:
      g_return_val_if_reached (0);
    }
}
