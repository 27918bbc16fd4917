/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-export-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-money.h"
#include "pursuit-own-fields.h"
#include "pursuit-query-run.h"
#include "pursuit-row-own.h"

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
  const char *name;     /* stable, by which it is chosen; NULL in lists whose columns are not chosen */
  const char *label;
  Form form;
  GType (*type) (void);
  gboolean is_price;
  const PursuitField *own;   /* a field that the house has added; NULL for the others */
} Column;

static const Column customer_columns[] = {
  { PURSUIT_CUSTOMER_ROW_NAME, "name", N_("Name"), TEXT },
  { PURSUIT_CUSTOMER_ROW_SHORT_NAME, "short_name", N_("Short name"), TEXT },
  { PURSUIT_CUSTOMER_ROW_GRADE, "grade", N_("Grade"), ENUM, pursuit_grade_get_type },
  { PURSUIT_CUSTOMER_ROW_FUNNEL, "funnel", N_("Funnel"), ENUM, pursuit_funnel_get_type },
  { PURSUIT_CUSTOMER_ROW_REGION, "region", N_("Region"), TEXT },
  { PURSUIT_CUSTOMER_ROW_INDUSTRY, "industry", N_("Industry"), TEXT },
  { PURSUIT_CUSTOMER_ROW_OWNER, "owner", N_("Owner"), TEXT },
  { PURSUIT_CUSTOMER_ROW_LAST_CONTACT_AT, "last_contact_at", N_("Last contact"), TIME },
  { PURSUIT_CUSTOMER_ROW_COMPLETENESS, "completeness", N_("Completeness"), NUMBER },
  { PURSUIT_CUSTOMER_ROW_OPEN_COUNT, "open_count", N_("Open deals"), NUMBER },
  { PURSUIT_CUSTOMER_ROW_OPEN_AMOUNT, "open_amount", N_("Open amount"), MONEY },
};

static const Column contact_columns[] = {
  { PURSUIT_CONTACT_ROW_NAME, NULL, N_("Name"), TEXT },
  { PURSUIT_CONTACT_ROW_TITLE, NULL, N_("Title"), TEXT },
  { PURSUIT_CONTACT_ROW_CUSTOMER, NULL, N_("Customer"), TEXT },
  { PURSUIT_CONTACT_ROW_BUYING_ROLE, NULL, N_("Role in the purchase"), ENUM, pursuit_buying_role_get_type },
  { PURSUIT_CONTACT_ROW_ATTITUDE, NULL, N_("Attitude to us"), NUMBER },
  { PURSUIT_CONTACT_ROW_PHONE, NULL, N_("Phone"), TEXT },
  { PURSUIT_CONTACT_ROW_EMAIL, NULL, N_("E-mail"), TEXT },
};

static const Column deal_columns[] = {
  { PURSUIT_DEAL_ROW_TITLE, NULL, N_("Deal"), TEXT },
  { PURSUIT_DEAL_ROW_CUSTOMER, NULL, N_("Customer"), TEXT },
  { PURSUIT_DEAL_ROW_STATUS, NULL, N_("Status"), ENUM, pursuit_deal_status_get_type },
  { PURSUIT_DEAL_ROW_POSITION, NULL, N_("Position"), NUMBER },
  { PURSUIT_DEAL_ROW_STAGE, NULL, N_("Stage"), MESSAGE },
  { PURSUIT_DEAL_ROW_STAGE_ENTERED_AT, NULL, N_("In this stage since"), TIME },
  { PURSUIT_DEAL_ROW_AMOUNT, NULL, N_("Amount"), MONEY },
  { PURSUIT_DEAL_ROW_PROBABILITY, NULL, N_("Win probability"), NUMBER },
  { PURSUIT_DEAL_ROW_OWNER, NULL, N_("Seller"), TEXT },
  { PURSUIT_DEAL_ROW_PRODUCT, NULL, N_("Product"), TEXT },
  { PURSUIT_DEAL_ROW_NEXT_STEP, NULL, N_("Next step"), TEXT },
  { PURSUIT_DEAL_ROW_NEXT_STEP_ON, NULL, N_("Next step on"), DATE },
  { PURSUIT_DEAL_ROW_EXPECTED_CLOSE, NULL, N_("Expected close"), DATE },
  { PURSUIT_DEAL_ROW_CLOSED_ON, NULL, N_("Closed"), DATE },
  { PURSUIT_DEAL_ROW_LOST_REASON, NULL, N_("Lost because"), MESSAGE },
};

static const Column activity_columns[] = {
  { PURSUIT_ACTIVITY_ROW_HAPPENED_AT, NULL, N_("When"), TIME },
  { PURSUIT_ACTIVITY_ROW_KIND, NULL, N_("Kind"), ENUM, pursuit_activity_kind_get_type },
  { PURSUIT_ACTIVITY_ROW_SUBJECT, NULL, N_("Subject"), TEXT },
  { PURSUIT_ACTIVITY_ROW_BODY, NULL, N_("Text"), TEXT },
  { PURSUIT_ACTIVITY_ROW_STAFF, NULL, N_("Who"), TEXT },
  { PURSUIT_ACTIVITY_ROW_CONTACT, NULL, N_("Contact"), TEXT },
  { PURSUIT_ACTIVITY_ROW_DEAL, NULL, N_("Deal"), TEXT },
  { PURSUIT_ACTIVITY_ROW_CUSTOMER, NULL, N_("Customer"), TEXT },
};

static const Column timeline_columns[] = {
  { PURSUIT_TIMELINE_ROW_AT, NULL, N_("When"), TIME },
  { PURSUIT_TIMELINE_ROW_ACTOR, NULL, N_("Who"), TEXT },
  { PURSUIT_TIMELINE_ROW_VERB, NULL, N_("What"), TEXT },
  { PURSUIT_TIMELINE_ROW_TEXT, NULL, N_("Subject"), TEXT },
  { PURSUIT_TIMELINE_ROW_DETAIL, NULL, N_("Text"), MESSAGE },
  { PURSUIT_TIMELINE_ROW_FROM, NULL, N_("From stage"), NUMBER },
  { PURSUIT_TIMELINE_ROW_TO, NULL, N_("To stage"), NUMBER },
};

static const Column staff_columns[] = {
  { PURSUIT_STAFF_ROW_NAME, NULL, N_("Name"), TEXT },
  { PURSUIT_STAFF_ROW_TITLE, NULL, N_("Title"), TEXT },
  { PURSUIT_STAFF_ROW_UNIT, NULL, N_("Unit"), TEXT },
  { PURSUIT_STAFF_ROW_MANAGER, NULL, N_("Reports to"), TEXT },
  { PURSUIT_STAFF_ROW_ROLE, NULL, N_("Role"), MESSAGE },
  { PURSUIT_STAFF_ROW_PHONE, NULL, N_("Phone"), TEXT },
  { PURSUIT_STAFF_ROW_EMAIL, NULL, N_("E-mail"), TEXT },
  { PURSUIT_STAFF_ROW_INACTIVE, NULL, N_("Has left"), YES_NO },
};

static const Column unit_columns[] = {
  { PURSUIT_UNIT_ROW_NAME, NULL, N_("Name"), TEXT },
  { PURSUIT_UNIT_ROW_PARENT, NULL, N_("Part of"), TEXT },
  { PURSUIT_UNIT_ROW_LEAD, NULL, N_("Led by"), TEXT },
};

static const Column product_columns[] = {
  { PURSUIT_PRODUCT_ROW_NAME, NULL, N_("Name"), TEXT },
  { PURSUIT_PRODUCT_ROW_SERIES, NULL, N_("Series"), TEXT },
  { PURSUIT_PRODUCT_ROW_PRICE, NULL, N_("List price"), MONEY, .is_price = TRUE },
  { PURSUIT_PRODUCT_ROW_RETIRED, NULL, N_("No longer sold"), YES_NO },
};

static const Column document_columns[] = {
  { PURSUIT_DOCUMENT_ROW_NAME, NULL, N_("Name"), TEXT },
  { PURSUIT_DOCUMENT_ROW_LOCATION, NULL, N_("Location"), TEXT },
  { PURSUIT_DOCUMENT_ROW_CUSTOMER, NULL, N_("Customer"), TEXT },
  { PURSUIT_DOCUMENT_ROW_DEAL, NULL, N_("Deal"), TEXT },
  { PURSUIT_DOCUMENT_ROW_VERSION, NULL, N_("Version"), NUMBER },
  { PURSUIT_DOCUMENT_ROW_SIZE, NULL, N_("Bytes"), NUMBER },
  { PURSUIT_DOCUMENT_ROW_ADDED_AT, NULL, N_("Added"), TIME },
  { PURSUIT_DOCUMENT_ROW_STAFF, NULL, N_("By"), TEXT },
};

static const Column journal_columns[] = {
  { PURSUIT_JOURNAL_ROW_AT, NULL, N_("When"), TIME },
  { PURSUIT_JOURNAL_ROW_ACTOR, NULL, N_("Who"), TEXT },
  { PURSUIT_JOURNAL_ROW_VERB, NULL, N_("What"), TEXT },
  { PURSUIT_JOURNAL_ROW_ENTITY, NULL, N_("Kind"), TEXT },
  { PURSUIT_JOURNAL_ROW_ENTITY_ID, NULL, N_("Number"), NUMBER },
  { PURSUIT_JOURNAL_ROW_BEFORE, NULL, N_("Before"), TEXT },
  { PURSUIT_JOURNAL_ROW_AFTER, NULL, N_("After"), TEXT },
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
  GArray *columns;         /* Column */
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

/* As a spreadsheet takes it, and as an import reads it again. */
static char *
format_own (Export       *self,
            PursuitRow   *row,
            const Column *column)
{
  g_autoptr(PursuitRecord) record = pursuit_row_hold_own (row, column->column, column->own);

  if (column->form == MONEY)
    return pursuit_record_is_blank (record, column->own)
             ? g_strdup ("")
             : pursuit_export_format_money (pursuit_record_get_number (record, column->own), pursuit_desk_get_currency (self->desk));
  if (column->own->kind == PURSUIT_KIND_CHOICE)
    return pursuit_row_format_own (row, column->column, column->own, NULL);

  return g_strdup (pursuit_record_is_blank (record, column->own) ? "" : pursuit_record_get_text (record, column->own));
}

static char *
format_cell (Export       *self,
             PursuitRow   *row,
             const Column *column)
{
  const char *text = column->form <= MESSAGE ? pursuit_row_get_text (row, column->column) : NULL;
  gint64 number = column->form > MESSAGE ? pursuit_row_get_number (row, column->column) : 0;

  if (column->own != NULL)
    return format_own (self, row, column);
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

  for (guint i = 0; i < self->columns->len; i++)
    {
      const Column *column = &g_array_index (self->columns, Column, i);

      g_ptr_array_add (cells, row != NULL ? format_cell (self, row, column) : g_strdup (_(column->label)));
    }
  g_ptr_array_add (cells, NULL);

  return self->sink ((const char * const *) cells->pdata, self->user_data, error);
}

static Form
get_form_of_own (const PursuitField *field)
{
  switch (field->own->kind)
    {
    case PURSUIT_OWN_NUMBER:
      return NUMBER;
    case PURSUIT_OWN_MONEY:
      return MONEY;
    case PURSUIT_OWN_DATE:
      return DATE;
    case PURSUIT_OWN_TEXT:
    case PURSUIT_OWN_CHOICE:
    case PURSUIT_OWN_YES_NO:
    default:
      return TEXT;
    }
}

/* All columns of a list in their order; the fields that a house has added to customers stand after the others. */
static GArray *
list_columns (PursuitDesk *desk,
              PursuitList  list)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (Column));
  guint n = 0;
  const PursuitField *const *fields =
    list == PURSUIT_LIST_CUSTOMERS ? pursuit_own_set_list (pursuit_desk_get_own_set (desk, NULL), PURSUIT_TYPE_CUSTOMER, &n) : NULL;

  g_array_append_vals (columns, shapes[list].columns, shapes[list].n);
  for (guint i = 0; i < n; i++)
    {
      const Column column = {
        .column = PURSUIT_CUSTOMER_ROW_EXTRA,
        .name = fields[i]->name,
        .label = fields[i]->label,
        .form = get_form_of_own (fields[i]),
        .own = fields[i],
      };

      g_array_append_val (columns, column);
    }

  return columns;
}

static const Column *
find_column (GArray     *columns,
             const char *name)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_strcmp0 (g_array_index (columns, Column, i).name, name) == 0)
      return &g_array_index (columns, Column, i);

  return NULL;
}

/* Those of @names in their order, or all of the list; what may not be seen is left out. */
static GArray *
choose_columns (PursuitDesk        *desk,
                PursuitList         list,
                const char *const  *names)
{
  gboolean with_prices = pursuit_desk_get_scope (desk, PURSUIT_RIGHT_PRICE) != PURSUIT_SCOPE_NONE;
  g_autoptr(GArray) all = list_columns (desk, list);
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (Column));

  for (guint i = 0; names != NULL ? names[i] != NULL : i < all->len; i++)
    {
      const Column *column = names != NULL ? find_column (all, names[i]) : &g_array_index (all, Column, i);

      if (column != NULL && (!column->is_price || with_prices))
        g_array_append_vals (columns, column, 1);
    }

  return columns;
}

/**
 * pursuit_export_check_columns:
 * @desk: who asks
 * @list: a list
 * @names: (nullable) (array zero-terminated=1): names of columns; "own." and its key for a field that the house has added
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_INVALID when one of them is no column of the list, or there are none; the sentence names them all.
 *
 * Returns: %TRUE when pursuit_export_list() can write just these
 */
gboolean
pursuit_export_check_columns (PursuitDesk        *desk,
                              PursuitList         list,
                              const char *const  *names,
                              GError            **error)
{
  g_autoptr(GArray) columns = list_columns (desk, list);
  g_autoptr(GString) known = g_string_new (NULL);
  guint n = 0;

  while (names != NULL && names[n] != NULL && find_column (columns, names[n]) != NULL)
    n++;
  if (names == NULL || (n > 0 && names[n] == NULL))
    return TRUE;

  for (guint i = 0; i < columns->len; i++)
    if (g_array_index (columns, Column, i).name != NULL)
      g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", g_array_index (columns, Column, i).name);
  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%1$s” is no column of this list; its columns are: %2$s."),
               names[n] != NULL ? names[n] : "", known->str);
  return FALSE;
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
 * @names: (nullable) (array zero-terminated=1): the columns that are shown, in their order, %NULL for all
 * @out_n: (out): how many columns there will be
 *
 * Returns: (transfer full) (array length=out_n): what is in the columns that pursuit_export_list() writes
 */
PursuitCellKind *
pursuit_export_list_kinds (PursuitDesk       *desk,
                           PursuitList        list,
                           const char *const *names,
                           guint             *out_n)
{
  g_autoptr(GArray) columns = choose_columns (desk, list, names);
  PursuitCellKind *kinds = g_new0 (PursuitCellKind, columns->len + 1);

  for (guint i = 0; i < columns->len; i++)
    kinds[i] = get_kind (g_array_index (columns, Column, i).form);

  *out_n = columns->len;
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
  pursuit_desk_narrow_query (desk, scoped, PURSUIT_RIGHT_EXPORT);
  return scoped;
}

/**
 * pursuit_export_list:
 * @desk: a desk
 * @query: what to list
 * @names: (nullable) (array zero-terminated=1): the columns that are shown, in their order, %NULL for all; see
 *   pursuit_export_check_columns()
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
                     const char *const   *names,
                     PursuitRowSink       sink,
                     gpointer             user_data,
                     GCancellable        *cancellable,
                     GError             **error)
{
  g_autoptr(GArray) columns = choose_columns (desk, query->list, names);
  Export self = { desk, query->list, columns, sink, user_data };
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
        pursuit_desk_query_rows (desk, query->list, &g_array_index (ids, gint64, first), MIN (PAGE_SIZE, ids->len - first), error);

      if (rows == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        if (!write_row (&self, g_ptr_array_index (rows, i), error))
          return FALSE;
    }

  return TRUE;
}
