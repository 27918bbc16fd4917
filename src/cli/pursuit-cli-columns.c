/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-columns-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-cli-answer-private.h"
#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-money.h"
#include "pursuit-str.h"

/* How a column of a list is written. */
typedef enum
{
  PURSUIT_COLUMN_TEXT,
  PURSUIT_COLUMN_MESSAGE,   /* a stored message id: translated for people, as stored in JSON */
  PURSUIT_COLUMN_DATE,
  PURSUIT_COLUMN_NUMBER,
  PURSUIT_COLUMN_ID,        /* 0 is none */
  PURSUIT_COLUMN_MONEY,
  PURSUIT_COLUMN_TIME,
  PURSUIT_COLUMN_BOOL,
  PURSUIT_COLUMN_ENUM,
} PursuitColumnKind;

/**
 * PursuitColumn:
 * @key: its key in JSON
 * @title: (nullable): its heading, a message id; without one it is left out for people
 * @kind: how its values are written
 * @type: the type of %PURSUIT_COLUMN_ENUM
 *
 * One column of a list, described once for people and for programs.
 */
typedef struct
{
  const char *key;
  const char *title;
  PursuitColumnKind kind;
  PursuitTypeFunc type;
} PursuitColumn;

#define TEXT PURSUIT_COLUMN_TEXT
#define MESSAGE PURSUIT_COLUMN_MESSAGE
#define DATE PURSUIT_COLUMN_DATE
#define NUMBER PURSUIT_COLUMN_NUMBER
#define ID PURSUIT_COLUMN_ID
#define MONEY PURSUIT_COLUMN_MONEY
#define TIME PURSUIT_COLUMN_TIME
#define BOOL PURSUIT_COLUMN_BOOL
#define ENUM PURSUIT_COLUMN_ENUM

/* The columns of each list, by the numbers of pursuit-row.h: keys are stable, headings are for people. */

static const PursuitColumn customer_columns[] = {
  [PURSUIT_CUSTOMER_ROW_NAME] = { "name", N_("Name"), TEXT },
  [PURSUIT_CUSTOMER_ROW_SHORT_NAME] = { "short_name", NULL, TEXT },
  [PURSUIT_CUSTOMER_ROW_GRADE] = { "grade", N_("Grade"), ENUM, pursuit_grade_get_type },
  [PURSUIT_CUSTOMER_ROW_FUNNEL] = { "funnel", N_("Funnel"), ENUM, pursuit_funnel_get_type },
  [PURSUIT_CUSTOMER_ROW_REGION] = { "region", N_("Region"), TEXT },
  [PURSUIT_CUSTOMER_ROW_INDUSTRY] = { "industry", N_("Industry"), TEXT },
  [PURSUIT_CUSTOMER_ROW_OWNER_ID] = { "owner_id", NULL, ID },
  [PURSUIT_CUSTOMER_ROW_OWNER] = { "owner", N_("Owner"), TEXT },
  [PURSUIT_CUSTOMER_ROW_LAST_CONTACT_AT] = { "last_contact_at", N_("Last contact"), TIME },
  [PURSUIT_CUSTOMER_ROW_COMPLETENESS] = { "completeness", NULL, NUMBER },
  [PURSUIT_CUSTOMER_ROW_OPEN_COUNT] = { "open_count", N_("Open deals"), NUMBER },
  [PURSUIT_CUSTOMER_ROW_OPEN_AMOUNT] = { "open_amount", N_("Open amount"), MONEY },
  [PURSUIT_CUSTOMER_ROW_PLACEHOLDER] = { "placeholder", NULL, BOOL },
};

static const PursuitColumn contact_columns[] = {
  [PURSUIT_CONTACT_ROW_NAME] = { "name", N_("Name"), TEXT },
  [PURSUIT_CONTACT_ROW_TITLE] = { "title", N_("Title"), TEXT },
  [PURSUIT_CONTACT_ROW_CUSTOMER_ID] = { "customer_id", NULL, ID },
  [PURSUIT_CONTACT_ROW_CUSTOMER] = { "customer", N_("Customer"), TEXT },
  [PURSUIT_CONTACT_ROW_BUYING_ROLE] = { "buying_role", N_("Buying role"), ENUM, pursuit_buying_role_get_type },
  [PURSUIT_CONTACT_ROW_ATTITUDE] = { "attitude", N_("Attitude"), NUMBER },
  [PURSUIT_CONTACT_ROW_PHONE] = { "phone", N_("Phone"), TEXT },
  [PURSUIT_CONTACT_ROW_EMAIL] = { "email", N_("E-mail"), TEXT },
};

static const PursuitColumn deal_columns[] = {
  [PURSUIT_DEAL_ROW_TITLE] = { "title", N_("Deal"), TEXT },
  [PURSUIT_DEAL_ROW_CUSTOMER_ID] = { "customer_id", NULL, ID },
  [PURSUIT_DEAL_ROW_CUSTOMER] = { "customer", N_("Customer"), TEXT },
  [PURSUIT_DEAL_ROW_STATUS] = { "status", N_("Status"), ENUM, pursuit_deal_status_get_type },
  [PURSUIT_DEAL_ROW_STAGE_ID] = { "stage_id", NULL, ID },
  [PURSUIT_DEAL_ROW_POSITION] = { "position", N_("Stage"), NUMBER },
  [PURSUIT_DEAL_ROW_STAGE] = { "stage", NULL, MESSAGE },
  [PURSUIT_DEAL_ROW_EXPECTED_DAYS] = { "expected_days", NULL, NUMBER },
  [PURSUIT_DEAL_ROW_STAGE_ENTERED_AT] = { "stage_entered_at", NULL, TIME },
  [PURSUIT_DEAL_ROW_AMOUNT] = { "amount", N_("Amount"), MONEY },
  [PURSUIT_DEAL_ROW_PROBABILITY] = { "probability", NULL, NUMBER },
  [PURSUIT_DEAL_ROW_OWNER_ID] = { "owner_id", NULL, ID },
  [PURSUIT_DEAL_ROW_OWNER] = { "owner", N_("Seller"), TEXT },
  [PURSUIT_DEAL_ROW_PRODUCT] = { "product", N_("Product"), TEXT },
  [PURSUIT_DEAL_ROW_NEXT_STEP] = { "next_step", N_("Next step"), TEXT },
  [PURSUIT_DEAL_ROW_NEXT_STEP_ON] = { "next_step_on", N_("Next step on"), DATE },
  [PURSUIT_DEAL_ROW_EXPECTED_CLOSE] = { "expected_close", NULL, DATE },
  [PURSUIT_DEAL_ROW_CLOSED_ON] = { "closed_on", N_("Closed"), DATE },
  [PURSUIT_DEAL_ROW_LOST_REASON] = { "lost_reason", NULL, TEXT },
  [PURSUIT_DEAL_ROW_REVISION] = { "revision", NULL, NUMBER },
  [PURSUIT_DEAL_ROW_STAGE_ZH] = { "stage_zh", NULL, TEXT },
  [PURSUIT_DEAL_ROW_BUYER_POSITION] = { "buyer_position", NULL, ID },
  [PURSUIT_DEAL_ROW_GAP] = { "gap", NULL, NUMBER },
  [PURSUIT_DEAL_ROW_MISSING] = { "missing", NULL, NUMBER },
  [PURSUIT_DEAL_ROW_PROBABILITY_MANUAL] = { "probability_manual", NULL, BOOL },
  [PURSUIT_DEAL_ROW_PARKED_UNTIL] = { "parked_until", NULL, DATE },
  [PURSUIT_DEAL_ROW_PARKED_REASON] = { "parked_reason", NULL, TEXT },
  [PURSUIT_DEAL_ROW_LAST_CONTACT_AT] = { "last_contact_at", NULL, TIME },
  [PURSUIT_DEAL_ROW_ACCEPTED_ON] = { "accepted_on", NULL, DATE },
};

static const PursuitColumn activity_columns[] = {
  [PURSUIT_ACTIVITY_ROW_KIND] = { "kind", N_("Kind"), ENUM, pursuit_activity_kind_get_type },
  [PURSUIT_ACTIVITY_ROW_SUBJECT] = { "subject", N_("Subject"), TEXT },
  [PURSUIT_ACTIVITY_ROW_BODY] = { "body", NULL, TEXT },
  [PURSUIT_ACTIVITY_ROW_HAPPENED_AT] = { "happened_at", N_("When"), TIME },
  [PURSUIT_ACTIVITY_ROW_STAFF] = { "staff", N_("By"), TEXT },
  [PURSUIT_ACTIVITY_ROW_CONTACT] = { "contact", N_("Person"), TEXT },
  [PURSUIT_ACTIVITY_ROW_DEAL] = { "deal", N_("Deal"), TEXT },
  [PURSUIT_ACTIVITY_ROW_CUSTOMER] = { "customer", N_("Customer"), TEXT },
};

static const PursuitColumn timeline_columns[] = {
  [PURSUIT_TIMELINE_ROW_SOURCE] = { "source", NULL, NUMBER },
  [PURSUIT_TIMELINE_ROW_AT] = { "at", N_("When"), TIME },
  [PURSUIT_TIMELINE_ROW_ACTOR] = { "actor", N_("By"), TEXT },
  [PURSUIT_TIMELINE_ROW_KIND] = { "status", N_("Status"), ENUM, pursuit_deal_status_get_type },
  [PURSUIT_TIMELINE_ROW_TEXT] = { "deal", NULL, TEXT },
  [PURSUIT_TIMELINE_ROW_DETAIL] = { "reason", N_("Reason"), MESSAGE },
  [PURSUIT_TIMELINE_ROW_FROM] = { "from", N_("From"), ID },
  [PURSUIT_TIMELINE_ROW_TO] = { "to", N_("To"), ID },
  [PURSUIT_TIMELINE_ROW_VERB] = { "verb", NULL, TEXT },
  [PURSUIT_TIMELINE_ROW_ENTITY] = { "entity", NULL, TEXT },
  [PURSUIT_TIMELINE_ROW_NAME] = { "name", NULL, TEXT },
  [PURSUIT_TIMELINE_ROW_NAME_ZH] = { "name_zh", NULL, TEXT },
  [PURSUIT_TIMELINE_ROW_FROM_NAME] = { "from_name", NULL, TEXT },
  [PURSUIT_TIMELINE_ROW_FROM_NAME_ZH] = { "from_name_zh", NULL, TEXT },
  [PURSUIT_TIMELINE_ROW_MISSING] = { "missing", NULL, TEXT },
};

static const PursuitColumn staff_columns[] = {
  [PURSUIT_STAFF_ROW_NAME] = { "name", N_("Name"), TEXT },
  [PURSUIT_STAFF_ROW_TITLE] = { "title", N_("Title"), TEXT },
  [PURSUIT_STAFF_ROW_UNIT] = { "unit", N_("Unit"), TEXT },
  [PURSUIT_STAFF_ROW_MANAGER] = { "manager", N_("Reports to"), TEXT },
  [PURSUIT_STAFF_ROW_ROLE] = { "role", N_("Role"), MESSAGE },
  [PURSUIT_STAFF_ROW_PHONE] = { "phone", N_("Phone"), TEXT },
  [PURSUIT_STAFF_ROW_EMAIL] = { "email", N_("E-mail"), TEXT },
  [PURSUIT_STAFF_ROW_INACTIVE] = { "inactive", NULL, BOOL },
};

static const PursuitColumn unit_columns[] = {
  [PURSUIT_UNIT_ROW_NAME] = { "name", N_("Name"), TEXT },
  [PURSUIT_UNIT_ROW_PARENT_ID] = { "parent_id", NULL, ID },
  [PURSUIT_UNIT_ROW_PARENT] = { "parent", N_("Part of"), TEXT },
  [PURSUIT_UNIT_ROW_LEAD] = { "lead", N_("Led by"), TEXT },
};

static const PursuitColumn product_columns[] = {
  [PURSUIT_PRODUCT_ROW_NAME] = { "name", N_("Name"), TEXT },
  [PURSUIT_PRODUCT_ROW_SERIES] = { "series", N_("Series"), TEXT },
  [PURSUIT_PRODUCT_ROW_PRICE] = { "price", N_("Price"), MONEY },
  [PURSUIT_PRODUCT_ROW_RETIRED] = { "retired", NULL, BOOL },
};

static const PursuitColumn document_columns[] = {
  [PURSUIT_DOCUMENT_ROW_NAME] = { "name", N_("Name"), TEXT },
  [PURSUIT_DOCUMENT_ROW_LOCATION] = { "location", N_("Location"), TEXT },
  [PURSUIT_DOCUMENT_ROW_CUSTOMER] = { "customer", N_("Customer"), TEXT },
  [PURSUIT_DOCUMENT_ROW_DEAL] = { "deal", N_("Deal"), TEXT },
  [PURSUIT_DOCUMENT_ROW_DEAL_ID] = { "deal_id", NULL, ID },
  [PURSUIT_DOCUMENT_ROW_VERSION] = { "version", N_("Version"), ID },
  [PURSUIT_DOCUMENT_ROW_SIZE] = { "size", N_("Bytes"), ID },
  [PURSUIT_DOCUMENT_ROW_MEDIA_TYPE] = { "media_type", NULL, TEXT },
  [PURSUIT_DOCUMENT_ROW_ADDED_AT] = { "added_at", N_("Added"), TIME },
  [PURSUIT_DOCUMENT_ROW_STAFF] = { "staff", N_("By"), TEXT },
};

static const struct
{
  const PursuitColumn *columns;
  guint n;
} lists[] = {
  [PURSUIT_LIST_CUSTOMERS] = { customer_columns, G_N_ELEMENTS (customer_columns) },
  [PURSUIT_LIST_CONTACTS] = { contact_columns, G_N_ELEMENTS (contact_columns) },
  [PURSUIT_LIST_DEALS] = { deal_columns, G_N_ELEMENTS (deal_columns) },
  [PURSUIT_LIST_ACTIVITIES] = { activity_columns, G_N_ELEMENTS (activity_columns) },
  [PURSUIT_LIST_TIMELINE] = { timeline_columns, G_N_ELEMENTS (timeline_columns) },
  [PURSUIT_LIST_STAFF] = { staff_columns, G_N_ELEMENTS (staff_columns) },
  [PURSUIT_LIST_UNITS] = { unit_columns, G_N_ELEMENTS (unit_columns) },
  [PURSUIT_LIST_PRODUCTS] = { product_columns, G_N_ELEMENTS (product_columns) },
  [PURSUIT_LIST_DOCUMENTS] = { document_columns, G_N_ELEMENTS (document_columns) },
};

static void
set_member (JsonObject          *object,
            const PursuitColumn *column,
            PursuitRow          *row,
            guint                i)
{
  gint64 number = pursuit_row_get_number (row, i);
  const char *nick;

  switch (column->kind)
    {
    case TEXT:
    case MESSAGE:
    case DATE:
      pursuit_answer_set_text (object, column->key, pursuit_row_get_text (row, i));
      return;
    case TIME:
      pursuit_answer_set_time (object, column->key, number);
      return;
    case BOOL:
      json_object_set_boolean_member (object, column->key, number != 0);
      return;
    case ENUM:
      nick = pursuit_enum_get_nick (column->type (), (int) number);
      pursuit_answer_set_text (object, column->key, g_strcmp0 (nick, "none") != 0 ? nick : NULL);
      return;
    case ID:
    case NUMBER:
    case MONEY:
    default:
      if (number != 0 || column->kind != ID)
        json_object_set_int_member (object, column->key, number);
      else
        json_object_set_null_member (object, column->key);
    }
}

/**
 * pursuit_columns_describe:
 * @list: the list
 * @row: one of its rows
 *
 * Returns: (transfer full): the row for programs
 */
JsonObject *
pursuit_columns_describe (PursuitList  list,
                          PursuitRow  *row)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", pursuit_row_get_id (row));
  for (guint i = 0; i < lists[list].n; i++)
    set_member (object, &lists[list].columns[i], row, i);

  return object;
}

/* The ids of a timeline are made up for the list; nothing can be done with them. */
static gboolean
has_number (PursuitList list)
{
  return list != PURSUIT_LIST_TIMELINE;
}

/**
 * pursuit_columns_make_table:
 * @list: the list
 *
 * Returns: (transfer full): a table with its headings
 */
PursuitTable *
pursuit_columns_make_table (PursuitList list)
{
  PursuitTable *table = pursuit_table_new ();

  if (has_number (list))
    pursuit_table_add_column (table, _("No."), TRUE);
  for (guint i = 0; i < lists[list].n; i++)
    {
      const PursuitColumn *column = &lists[list].columns[i];

      if (column->title != NULL)
        pursuit_table_add_column (table, _(column->title),
                                  column->kind == NUMBER || column->kind == MONEY || column->kind == ID);
    }

  return table;
}

static char *
format_cell (PursuitCli          *self,
             const PursuitColumn *column,
             PursuitRow          *row,
             guint                i)
{
  gint64 number = pursuit_row_get_number (row, i);
  const char *text = pursuit_row_get_text (row, i);

  switch (column->kind)
    {
    case MESSAGE:
      return g_strdup (pursuit_str_empty (text) ? "" : _(text));
    case DATE:
      return pursuit_str_empty (text) ? NULL : pursuit_date_format (text);
    case MONEY:
      return pursuit_money_format (number, pursuit_desk_get_currency (self->desk), PURSUIT_MONEY_FULL);
    case TIME:
      return number != 0 ? pursuit_time_format (number) : NULL;
    case BOOL:
      return g_strdup (number != 0 ? _("Yes") : _("No"));
    case ENUM:
      return g_strdup (pursuit_enum_get_label (column->type (), (int) number));
    case ID:
    case NUMBER:
      return number != 0 || column->kind == NUMBER ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : NULL;
    case TEXT:
    default:
      return g_strdup (text);
    }
}

/**
 * pursuit_columns_add_to_table:
 * @self: a run with an open desk
 * @list: the list
 * @row: one of its rows
 * @table: a table of pursuit_columns_make_table()
 *
 * Adds the row for people.
 */
void
pursuit_columns_add_to_table (PursuitCli   *self,
                              PursuitList   list,
                              PursuitRow   *row,
                              PursuitTable *table)
{
  if (has_number (list))
    pursuit_table_take_cell (table, g_strdup_printf ("%" G_GINT64_FORMAT, pursuit_row_get_id (row)));
  for (guint i = 0; i < lists[list].n; i++)
    if (lists[list].columns[i].title != NULL)
      pursuit_table_take_cell (table, format_cell (self, &lists[list].columns[i], row, i));
}

/**
 * pursuit_columns_find:
 * @list: a list
 * @key: a word
 * @out_column: (out): the column that it is the key of
 *
 * Returns: %TRUE when the list has such a column
 */
gboolean
pursuit_columns_find (PursuitList  list,
                      const char  *key,
                      guint       *out_column)
{
  for (guint i = 0; i < lists[list].n; i++)
    if (g_strcmp0 (lists[list].columns[i].key, key) == 0)
      {
        *out_column = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * pursuit_columns_append_keys:
 * @list: a list
 * @keys: gets the keys of its columns, with commas between them
 */
void
pursuit_columns_append_keys (PursuitList  list,
                             GString     *keys)
{
  for (guint i = 0; i < lists[list].n; i++)
    g_string_append_printf (keys, "%s%s", keys->len > 0 ? ", " : "", lists[list].columns[i].key);
}

/**
 * pursuit_columns_add_heading:
 * @list: a list
 * @column: one of its columns
 * @table: gets its heading; where people do not see it otherwise, its key
 */
void
pursuit_columns_add_heading (PursuitList   list,
                             guint         column,
                             PursuitTable *table)
{
  const PursuitColumn *described = &lists[list].columns[column];

  pursuit_table_add_column (table, described->title != NULL ? _(described->title) : described->key,
                            described->kind == NUMBER || described->kind == MONEY || described->kind == ID);
}

/**
 * pursuit_columns_format_cell:
 * @self: a run with an open desk
 * @list: the list
 * @row: one of its rows
 * @column: one of its columns
 *
 * Returns: (transfer full) (nullable): the value for people
 */
char *
pursuit_columns_format_cell (PursuitCli  *self,
                             PursuitList  list,
                             PursuitRow  *row,
                             guint        column)
{
  return format_cell (self, &lists[list].columns[column], row, column);
}

/**
 * pursuit_columns_set_member:
 * @object: gets the value for programs
 * @list: the list
 * @row: one of its rows
 * @column: one of its columns
 */
void
pursuit_columns_set_member (JsonObject  *object,
                            PursuitList  list,
                            PursuitRow  *row,
                            guint        column)
{
  set_member (object, &lists[list].columns[column], row, column);
}
