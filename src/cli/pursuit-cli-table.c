/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-cli-table-private.h"

#include <string.h>

/* What stands between two columns. */
#define GAP 2

typedef struct
{
  char *title;
  gboolean is_number;
  guint width;
} Column;

/*
 * PursuitTable is a table for people: aligned columns, as wide as a terminal shows them. Rows may be written in pieces;
 * the first piece decides how wide a column is, so that a long list needs no memory for all of its rows.
 */
struct _PursuitTable
{
  GArray *columns;      /* Column */
  GPtrArray *cells;     /* row by row */
  gboolean has_titles;
  gboolean begun;
};

static void
clear_column (gpointer data)
{
  g_free (((Column *) data)->title);
}

/**
 * pursuit_table_new:
 *
 * Returns: (transfer full): a table without columns
 */
PursuitTable *
pursuit_table_new (void)
{
  PursuitTable *self = g_new0 (PursuitTable, 1);

  self->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  g_array_set_clear_func (self->columns, clear_column);
  self->cells = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * pursuit_table_free:
 * @self: (transfer full): a table
 */
void
pursuit_table_free (PursuitTable *self)
{
  g_array_unref (self->columns);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

/* Chinese characters take two places of a terminal, marks that sit on another character none. */
static guint
measure (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }

  return width;
}

/**
 * pursuit_table_add_column:
 * @self: a table without cells
 * @title: (nullable): its heading
 * @is_number: whether to align it to the right
 */
void
pursuit_table_add_column (PursuitTable *self,
                          const char   *title,
                          gboolean      is_number)
{
  Column column = { g_strdup (title), is_number, title != NULL ? measure (title) : 0 };

  self->has_titles |= title != NULL;
  g_array_append_val (self->columns, column);
}

/**
 * pursuit_table_add_cell:
 * @self: a table
 * @cell: (nullable): a text
 *
 * Adds the next cell; as many as there are columns make a row.
 */
void
pursuit_table_add_cell (PursuitTable *self,
                        const char   *cell)
{
  g_ptr_array_add (self->cells, pursuit_text_make_plain (cell));
}

/**
 * pursuit_table_take_cell:
 * @self: a table
 * @cell: (transfer full) (nullable): a text
 *
 * As pursuit_table_add_cell().
 */
void
pursuit_table_take_cell (PursuitTable *self,
                         char         *cell)
{
  pursuit_table_add_cell (self, cell);
  g_free (cell);
}

static void
append_cell (GString    *line,
             Column     *column,
             gboolean    is_last,
             const char *cell)
{
  guint width = measure (cell);
  guint pad = column->width > width ? column->width - width : 0;

  if (column->is_number)
    g_string_append_printf (line, "%*s", (int) pad, "");
  g_string_append (line, cell);
  if (!is_last)
    g_string_append_printf (line, "%*s", (int) (column->is_number ? GAP : pad + GAP), "");
}

static void
write_titles (PursuitTable  *self,
              PursuitOutput *output)
{
  g_autoptr(GString) line = g_string_new (NULL);

  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *column = &g_array_index (self->columns, Column, i);

      append_cell (line, column, i + 1 == self->columns->len, column->title != NULL ? column->title : "");
    }
  pursuit_output_line (output, "%s", g_strchomp (line->str));
}

static void
measure_columns (PursuitTable *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      Column *column = &g_array_index (self->columns, Column, i % self->columns->len);

      column->width = MAX (column->width, measure (g_ptr_array_index (self->cells, i)));
    }
}

/**
 * pursuit_table_write:
 * @self: a table with whole rows
 * @output: where to
 *
 * Writes the rows that were added since the last call, the first time below the headings.
 */
void
pursuit_table_write (PursuitTable  *self,
                     PursuitOutput *output)
{
  guint n_columns = self->columns->len;

  g_return_if_fail (n_columns > 0 && self->cells->len % n_columns == 0);

  if (!self->begun)
    {
      measure_columns (self);
      if (self->has_titles)
        write_titles (self, output);
      self->begun = TRUE;
    }

  for (guint row = 0; row < self->cells->len; row += n_columns)
    {
      g_autoptr(GString) line = g_string_new (NULL);

      for (guint i = 0; i < n_columns; i++)
        append_cell (line, &g_array_index (self->columns, Column, i), i + 1 == n_columns,
                     g_ptr_array_index (self->cells, row + i));
      pursuit_output_line (output, "%s", g_strchomp (line->str));
    }
  g_ptr_array_set_size (self->cells, 0);
}
