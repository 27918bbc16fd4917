/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-export-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-money.h"
#include "pursuit-query-run.h"

/* Lists go out as they are shown: their columns, in their order, as far as the actor may see. */

/* So many rows are read at a time. */
#define PAGE_SIZE 256

typedef enum
{
  TEXT,
  DATE,
  MESSAGE,   /* a message id: a stage, a role */
  NUMBER,
  MONEY,
  YES_NO,
  TIME,
  ENUM,
} Form;

typedef struct
{
  guint column;
  const char *label;
  Form form;
  GType (*type) (void);
  gboolean is_price;
} Column;

static const Column customer_columns[] = {
  { PURSUIT_CUSTOMER_ROW_NAME, N_("Name"), TEXT },
  { PURSUIT_CUSTOMER_ROW_SHORT_NAME, N_("Short name"), TEXT },
  { PURSUIT_CUSTOMER_ROW_GRADE, N_("Grade"), ENUM, pursuit_grade_get_type },
  { PURSUIT_CUSTOMER_ROW_FUNNEL, N_("Funnel"), ENUM, pursuit_funnel_get_type },
  { PURSUIT_CUSTOMER_ROW_REGION, N_("Region"), TEXT },
  { PURSUIT_CUSTOMER_ROW_INDUSTRY, N_("Industry"), TEXT },
  { PURSUIT_CUSTOMER_ROW_OWNER, N_("Owner"), TEXT },
  { PURSUIT_CUSTOMER_ROW_LAST_CONTACT_AT, N_("Last contact"), TIME },
  { PURSUIT_CUSTOMER_ROW_COMPLETENESS, N_("Completeness"), NUMBER },
  { PURSUIT_CUSTOMER_ROW_OPEN_COUNT, N_("Open deals"), NUMBER },
  { PURSUIT_CUSTOMER_ROW_OPEN_AMOUNT, N_("Open amount"), MONEY },
};

static const Column contact_columns[] = {
  { PURSUIT_CONTACT_ROW_NAME, N_("Name"), TEXT },
  { PURSUIT_CONTACT_ROW_TITLE, N_("Title"), TEXT },
  { PURSUIT_CONTACT_ROW_CUSTOMER, N_("Customer"), TEXT },
  { PURSUIT_CONTACT_ROW_BUYING_ROLE, N_("Role in the purchase"), ENUM, pursuit_buying_role_get_type },
  { PURSUIT_CONTACT_ROW_ATTITUDE, N_("Attitude to us"), NUMBER },
  { PURSUIT_CONTACT_ROW_PHONE, N_("Phone"), TEXT },
  { PURSUIT_CONTACT_ROW_EMAIL, N_("E-mail"), TEXT },
};

static const Column deal_columns[] = {
  { PURSUIT_DEAL_ROW_TITLE, N_("Deal"), TEXT },
  { PURSUIT_DEAL_ROW_CUSTOMER, N_("Customer"), TEXT },
  { PURSUIT_DEAL_ROW_STATUS, N_("Status"), ENUM, pursuit_deal_status_get_type },
  { PURSUIT_DEAL_ROW_POSITION, N_("Position"), NUMBER },
  { PURSUIT_DEAL_ROW_STAGE, N_("Stage"), MESSAGE },
  { PURSUIT_DEAL_ROW_STAGE_ENTERED_AT, N_("In this stage since"), TIME },
  { PURSUIT_DEAL_ROW_AMOUNT, N_("Amount"), MONEY },
  { PURSUIT_DEAL_ROW_PROBABILITY, N_("Win probability"), NUMBER },
  { PURSUIT_DEAL_ROW_OWNER, N_("Seller"), TEXT },
  { PURSUIT_DEAL_ROW_PRODUCT, N_("Product"), TEXT },
  { PURSUIT_DEAL_ROW_NEXT_STEP, N_("Next step"), TEXT },
  { PURSUIT_DEAL_ROW_NEXT_STEP_ON, N_("Next step on"), DATE },
  { PURSUIT_DEAL_ROW_EXPECTED_CLOSE, N_("Expected close"), DATE },
  { PURSUIT_DEAL_ROW_CLOSED_ON, N_("Closed"), DATE },
  { PURSUIT_DEAL_ROW_LOST_REASON, N_("Lost because"), MESSAGE },
};

static const Column activity_columns[] = {
  { PURSUIT_ACTIVITY_ROW_HAPPENED_AT, N_("When"), TIME },
  { PURSUIT_ACTIVITY_ROW_KIND, N_("Kind"), ENUM, pursuit_activity_kind_get_type },
  { PURSUIT_ACTIVITY_ROW_SUBJECT, N_("Subject"), TEXT },
  { PURSUIT_ACTIVITY_ROW_BODY, N_("Text"), TEXT },
  { PURSUIT_ACTIVITY_ROW_STAFF, N_("Who"), TEXT },
  { PURSUIT_ACTIVITY_ROW_CONTACT, N_("Contact"), TEXT },
  { PURSUIT_ACTIVITY_ROW_DEAL, N_("Deal"), TEXT },
  { PURSUIT_ACTIVITY_ROW_CUSTOMER, N_("Customer"), TEXT },
};

static const Column timeline_columns[] = {
  { PURSUIT_TIMELINE_ROW_AT, N_("When"), TIME },
  { PURSUIT_TIMELINE_ROW_ACTOR, N_("Who"), TEXT },
  { PURSUIT_TIMELINE_ROW_VERB, N_("What"), TEXT },
  { PURSUIT_TIMELINE_ROW_TEXT, N_("Subject"), TEXT },
  { PURSUIT_TIMELINE_ROW_DETAIL, N_("Text"), MESSAGE },
  { PURSUIT_TIMELINE_ROW_FROM, N_("From stage"), NUMBER },
  { PURSUIT_TIMELINE_ROW_TO, N_("To stage"), NUMBER },
};

static const Column staff_columns[] = {
  { PURSUIT_STAFF_ROW_NAME, N_("Name"), TEXT },
  { PURSUIT_STAFF_ROW_TITLE, N_("Title"), TEXT },
  { PURSUIT_STAFF_ROW_UNIT, N_("Unit"), TEXT },
  { PURSUIT_STAFF_ROW_MANAGER, N_("Reports to"), TEXT },
  { PURSUIT_STAFF_ROW_ROLE, N_("Role"), MESSAGE },
  { PURSUIT_STAFF_ROW_PHONE, N_("Phone"), TEXT },
  { PURSUIT_STAFF_ROW_EMAIL, N_("E-mail"), TEXT },
  { PURSUIT_STAFF_ROW_INACTIVE, N_("Has left"), YES_NO },
};

static const Column unit_columns[] = {
  { PURSUIT_UNIT_ROW_NAME, N_("Name"), TEXT },
  { PURSUIT_UNIT_ROW_PARENT, N_("Part of"), TEXT },
  { PURSUIT_UNIT_ROW_LEAD, N_("Led by"), TEXT },
};

static const Column product_columns[] = {
  { PURSUIT_PRODUCT_ROW_NAME, N_("Name"), TEXT },
  { PURSUIT_PRODUCT_ROW_SERIES, N_("Series"), TEXT },
  { PURSUIT_PRODUCT_ROW_PRICE, N_("List price"), MONEY, .is_price = TRUE },
  { PURSUIT_PRODUCT_ROW_RETIRED, N_("No longer sold"), YES_NO },
};

static const Column document_columns[] = {
  { PURSUIT_DOCUMENT_ROW_NAME, N_("Name"), TEXT },
  { PURSUIT_DOCUMENT_ROW_LOCATION, N_("Location"), TEXT },
  { PURSUIT_DOCUMENT_ROW_CUSTOMER, N_("Customer"), TEXT },
  { PURSUIT_DOCUMENT_ROW_DEAL, N_("Deal"), TEXT },
  { PURSUIT_DOCUMENT_ROW_VERSION, N_("Version"), NUMBER },
  { PURSUIT_DOCUMENT_ROW_SIZE, N_("Bytes"), NUMBER },
  { PURSUIT_DOCUMENT_ROW_ADDED_AT, N_("Added"), TIME },
  { PURSUIT_DOCUMENT_ROW_STAFF, N_("By"), TEXT },
};

static const Column journal_columns[] = {
  { PURSUIT_JOURNAL_ROW_AT, N_("When"), TIME },
  { PURSUIT_JOURNAL_ROW_ACTOR, N_("Who"), TEXT },
  { PURSUIT_JOURNAL_ROW_VERB, N_("What"), TEXT },
  { PURSUIT_JOURNAL_ROW_ENTITY, N_("Kind"), TEXT },
  { PURSUIT_JOURNAL_ROW_ENTITY_ID, N_("Number"), NUMBER },
  { PURSUIT_JOURNAL_ROW_BEFORE, N_("Before"), TEXT },
  { PURSUIT_JOURNAL_ROW_AFTER, N_("After"), TEXT },
};

#define SHAPE(columns) { columns, G_N_ELEMENTS (columns) }

static const struct
{
  const Column *columns;
  guint n;
} shapes[] = {
  [PURSUIT_LIST_CUSTOMERS] = SHAPE (customer_columns),
  [PURSUIT_LIST_CONTACTS] = SHAPE (contact_columns),
  [PURSUIT_LIST_DEALS] = SHAPE (deal_columns),
  [PURSUIT_LIST_ACTIVITIES] = SHAPE (activity_columns),
  [PURSUIT_LIST_TIMELINE] = SHAPE (timeline_columns),
  [PURSUIT_LIST_STAFF] = SHAPE (staff_columns),
  [PURSUIT_LIST_UNITS] = SHAPE (unit_columns),
  [PURSUIT_LIST_PRODUCTS] = SHAPE (product_columns),
  [PURSUIT_LIST_DOCUMENTS] = SHAPE (document_columns),
  [PURSUIT_LIST_JOURNAL] = SHAPE (journal_columns),
};

typedef struct
{
  PursuitDesk *desk;
  PursuitList list;
  gboolean with_prices;
  PursuitRowSink sink;
  gpointer user_data;
} Export;

/**
 * pursuit_export_format_money:
 * @minor: an amount in minor units
 * @currency: the house currency
 *
 * Writes an amount so that any spreadsheet takes it for a number.
 *
 * Returns: (transfer full): "1234.50"
 */
char *
pursuit_export_format_money (gint64      minor,
                             const char *currency)
{
  guint digits = pursuit_money_get_digits (currency);
  guint64 unit = (guint64) pursuit_money_get_unit (currency);
  guint64 magnitude = minor < 0 ? -(guint64) minor : (guint64) minor;

  if (digits == 0)
    return g_strdup_printf ("%s%" G_GUINT64_FORMAT, minor < 0 ? "-" : "", magnitude);

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT, minor < 0 ? "-" : "", magnitude / unit,
                          (int) digits, magnitude % unit);
}

static char *
format_cell (Export       *self,
             PursuitRow   *row,
             const Column *column)
{
  const char *text = column->form <= MESSAGE ? pursuit_row_get_text (row, column->column) : NULL;
  gint64 number = column->form > MESSAGE ? pursuit_row_get_number (row, column->column) : 0;

  switch (column->form)
    {
    case TEXT:
    case DATE:
      return g_strdup (text != NULL ? text : "");
    case MESSAGE:
      return g_strdup (text != NULL && *text != '\0' ? _(text) : "");
    case MONEY:
      return pursuit_export_format_money (number, pursuit_desk_get_currency (self->desk));
    case YES_NO:
      return g_strdup (number ? _("Yes") : _("No"));
    case TIME:
      return number != 0 ? pursuit_time_to_iso (number) : g_strdup ("");
    case ENUM:
      return g_strdup (pursuit_enum_get_label (column->type (), (int) number));
    case NUMBER:
    default:
      return g_strdup_printf ("%" G_GINT64_FORMAT, number);
    }
}

/* @row: (nullable): NULL for the header */
static gboolean
write_row (Export      *self,
           PursuitRow  *row,
           GError     **error)
{
  g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < shapes[self->list].n; i++)
    {
      const Column *column = &shapes[self->list].columns[i];

      if (!column->is_price || self->with_prices)
        g_ptr_array_add (cells, row != NULL ? format_cell (self, row, column) : g_strdup (_(column->label)));
    }
  g_ptr_array_add (cells, NULL);

  return self->sink ((const char * const *) cells->pdata, self->user_data, error);
}

static PursuitCellKind
get_kind (Form form)
{
  switch (form)
    {
    case DATE:
      return PURSUIT_CELL_DATE;
    case NUMBER:
      return PURSUIT_CELL_NUMBER;
    case MONEY:
      return PURSUIT_CELL_MONEY;
    case TIME:
      return PURSUIT_CELL_TIME;
    case TEXT:
    case MESSAGE:
    case YES_NO:
    case ENUM:
    default:
      return PURSUIT_CELL_TEXT;
    }
}

/**
 * pursuit_export_list_kinds:
 * @desk: who asks
 * @list: a list
 * @out_n: (out): how many columns there will be
 *
 * Returns: (transfer full) (array length=out_n): what is in the columns that pursuit_export_list() writes
 */
PursuitCellKind *
pursuit_export_list_kinds (PursuitDesk *desk,
                           PursuitList  list,
                           guint       *out_n)
{
  gboolean with_prices = pursuit_desk_get_scope (desk, PURSUIT_RIGHT_PRICE) != PURSUIT_SCOPE_NONE;
  PursuitCellKind *kinds = g_new0 (PursuitCellKind, shapes[list].n);
  guint n = 0;

  for (guint i = 0; i < shapes[list].n; i++)
    if (!shapes[list].columns[i].is_price || with_prices)
      kinds[n++] = get_kind (shapes[list].columns[i].form);

  *out_n = n;
  return kinds;
}

/* What somebody may take out reaches no further than what they may see. */
PursuitQuery *
pursuit_export_scope_query (PursuitDesk         *desk,
                            const PursuitQuery  *query,
                            GError             **error)
{
  PursuitQuery *scoped;

  if (!pursuit_desk_require (desk, PURSUIT_RIGHT_EXPORT, error))
    return NULL;

  scoped = pursuit_desk_scope_query (desk, query);
  scoped->scope = MIN (scoped->scope, pursuit_desk_get_scope (desk, PURSUIT_RIGHT_EXPORT));
  return scoped;
}

/**
 * pursuit_export_list:
 * @desk: a desk
 * @query: what to list
 * @sink: (scope call): takes the rows, the labels of the columns first
 * @user_data: for @sink
 * @cancellable: (nullable): ends it
 * @error: return location
 *
 * Takes a list out as it is shown, in pages: memory does not grow with the list but for eight bytes a row. Amounts are plain
 * numbers, dates and times ISO 8601.
 *
 * Fails with %PURSUIT_ERROR_DENIED without the right, %PURSUIT_ERROR_STORAGE, %G_IO_ERROR_CANCELLED, or as @sink fails.
 *
 * Returns: %TRUE when @sink has taken everything
 */
gboolean
pursuit_export_list (PursuitDesk         *desk,
                     const PursuitQuery  *query,
                     PursuitRowSink       sink,
                     gpointer             user_data,
                     GCancellable        *cancellable,
                     GError             **error)
{
  Export self = { desk, query->list, pursuit_desk_get_scope (desk, PURSUIT_RIGHT_PRICE) != PURSUIT_SCOPE_NONE, sink, user_data };
  g_autoptr(PursuitQuery) scoped = pursuit_export_scope_query (desk, query, error);
  g_autoptr(GArray) ids = NULL;

  if (scoped == NULL)
    return FALSE;
  ids = pursuit_store_query_ids (pursuit_desk_get_store (desk), scoped, 0, error);
  if (ids == NULL || !write_row (&self, NULL, error))
    return FALSE;

  for (guint first = 0; first < ids->len; first += PAGE_SIZE)
    {
      g_autoptr(GPtrArray) rows =
        pursuit_store_query_rows (pursuit_desk_get_store (desk), query->list, &g_array_index (ids, gint64, first),
                                  MIN (PAGE_SIZE, ids->len - first), error);

      if (rows == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        if (!write_row (&self, g_ptr_array_index (rows, i), error))
          return FALSE;
    }

  return TRUE;
}
