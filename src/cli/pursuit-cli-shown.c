/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-shown-private.h"

#include <glib/gi18n-lib.h>

#include "pursuit-customer.h"
#include "pursuit-own-fields.h"
#include "pursuit-row-own.h"

/* One of the columns: of the list, or a field that the house has added. */
typedef struct
{
  guint column;
  const PursuitField *own;   /* NULL for a column of the list */
} Shown;

struct _PursuitShown
{
  PursuitCli *cli;
  PursuitList list;
  GArray *columns;   /* Shown; NULL for the usual ones */
};

/* The fields that the rows of a list come with. */
static const PursuitField *const *
list_own (PursuitCli  *cli,
          PursuitList  list,
          guint       *out_n)
{
  *out_n = 0;
  if (list != PURSUIT_LIST_CUSTOMERS)
    return NULL;

  return pursuit_own_set_list (pursuit_desk_get_own_set (cli->desk, NULL), PURSUIT_TYPE_CUSTOMER, out_n);
}

static gboolean
find_own (PursuitCli  *cli,
          PursuitList  list,
          const char  *name,
          Shown       *out_shown)
{
  guint n;
  const PursuitField *const *fields = list_own (cli, list, &n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (fields[i]->name, name))
      {
        *out_shown = (Shown) { PURSUIT_CUSTOMER_ROW_EXTRA, fields[i] };
        return TRUE;
      }

  return FALSE;
}

static gboolean
refuse (PursuitCli  *cli,
        PursuitList  list,
        const char  *name,
        GError     **error)
{
  g_autoptr(GString) known = g_string_new (NULL);
  guint n;
  const PursuitField *const *fields = list_own (cli, list, &n);

  pursuit_columns_append_keys (list, known);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (known, ", %s", fields[i]->name);

  return pursuit_cli_misuse (error, _("“%1$s” is no column of this list; its columns are: %2$s."), name, known->str);
}

/**
 * pursuit_shown_new:
 * @cli: a run with an open desk
 * @list: the list
 * @names: (nullable): keys of columns with commas between them, %NULL for the usual ones
 * @error: return location
 *
 * Fails with %G_OPTION_ERROR_FAILED when one of them is none; the sentence names them all.
 *
 * Returns: (transfer full): what is shown
 */
PursuitShown *
pursuit_shown_new (PursuitCli   *cli,
                   PursuitList   list,
                   const char   *names,
                   GError      **error)
{
  g_autoptr(PursuitShown) self = g_new0 (PursuitShown, 1);
  g_auto(GStrv) words = names != NULL ? g_strsplit (names, ",", -1) : NULL;

  self->cli = cli;
  self->list = list;
  if (words != NULL)
    self->columns = g_array_new (FALSE, FALSE, sizeof (Shown));
  for (guint i = 0; words != NULL && (words[i] != NULL || i == 0); i++)
    {
      const char *word = words[i] != NULL ? words[i] : "";
      Shown shown = { 0, NULL };

      if (!pursuit_columns_find (list, word, &shown.column) && !find_own (cli, list, word, &shown))
        {
          refuse (cli, list, word, error);
          return NULL;
        }
      g_array_append_val (self->columns, shown);
    }

  return g_steal_pointer (&self);
}

/**
 * pursuit_shown_free:
 * @self: (transfer full): what is shown
 */
void
pursuit_shown_free (PursuitShown *self)
{
  g_clear_pointer (&self->columns, g_array_unref);
  g_free (self);
}

static gboolean
is_number (const PursuitField *field)
{
  return field->kind == PURSUIT_KIND_NUMBER || field->kind == PURSUIT_KIND_MONEY;
}

/**
 * pursuit_shown_make_table:
 * @self: what is shown
 *
 * Returns: (transfer full): a table with its headings
 */
PursuitTable *
pursuit_shown_make_table (const PursuitShown *self)
{
  PursuitTable *table;

  if (self->columns == NULL)
    return pursuit_columns_make_table (self->list);

  table = pursuit_table_new ();
  for (guint i = 0; i < self->columns->len; i++)
    {
      const Shown *shown = &g_array_index (self->columns, Shown, i);

      if (shown->own != NULL)
        pursuit_table_add_column (table, _(shown->own->label), is_number (shown->own));
      else
        pursuit_columns_add_heading (self->list, shown->column, table);
    }

  return table;
}

/**
 * pursuit_shown_add_to_table:
 * @self: what is shown
 * @row: a row of the list
 * @table: a table of pursuit_shown_make_table()
 *
 * Adds the row for people.
 */
void
pursuit_shown_add_to_table (const PursuitShown *self,
                            PursuitRow         *row,
                            PursuitTable       *table)
{
  if (self->columns == NULL)
    {
      pursuit_columns_add_to_table (self->cli, self->list, row, table);
      return;
    }

  for (guint i = 0; i < self->columns->len; i++)
    {
      const Shown *shown = &g_array_index (self->columns, Shown, i);

      pursuit_table_take_cell (table, shown->own != NULL
                                        ? pursuit_row_format_own (row, shown->column, shown->own,
                                                                  pursuit_desk_get_currency (self->cli->desk))
                                        : pursuit_columns_format_cell (self->cli, self->list, row, shown->column));
    }
}

/* As "show" has it: a number as a number, a choice by its key. */
static void
set_own (JsonObject  *object,
         PursuitRow  *row,
         const Shown *shown)
{
  g_autoptr(PursuitRecord) record = pursuit_row_hold_own (row, shown->column, shown->own);
  g_autoptr(PursuitExtra) extra = pursuit_record_dup_extra (record, NULL);
  PursuitExtraType type = PURSUIT_EXTRA_NONE;
  const char *text = extra != NULL ? pursuit_extra_get (extra, shown->own->own->key, &type) : NULL;
  g_autoptr(JsonNode) node = type == PURSUIT_EXTRA_NUMBER ? json_from_string (text, NULL) : NULL;

  if (node != NULL)
    json_object_set_member (object, shown->own->name, g_steal_pointer (&node));
  else if (type == PURSUIT_EXTRA_BOOL)
    json_object_set_boolean_member (object, shown->own->name, g_str_equal (text, "true"));
  else if (type == PURSUIT_EXTRA_TEXT)
    json_object_set_string_member (object, shown->own->name, text);
  else
    json_object_set_null_member (object, shown->own->name);
}

/**
 * pursuit_shown_describe:
 * @self: what is shown
 * @row: a row of the list
 *
 * Returns: (transfer full): the row for programs
 */
JsonObject *
pursuit_shown_describe (const PursuitShown *self,
                        PursuitRow         *row)
{
  JsonObject *object;

  if (self->columns == NULL)
    return pursuit_columns_describe (self->list, row);

  object = json_object_new ();
  json_object_set_int_member (object, "id", pursuit_row_get_id (row));
  for (guint i = 0; i < self->columns->len; i++)
    {
      const Shown *shown = &g_array_index (self->columns, Shown, i);

      if (shown->own != NULL)
        set_own (object, row, shown);
      else
        pursuit_columns_set_member (object, self->list, row, shown->column);
    }

  return object;
}
