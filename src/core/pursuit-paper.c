/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-paper.h"

#include "pursuit-str.h"

/* What is to be printed: a title and a row of blocks. */

static void
block_free (gpointer data)
{
  PursuitPaperBlock *self = data;

  g_free (self->text);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_free (self);
}

/**
 * pursuit_paper_new:
 * @title: what it is about
 * @author: (nullable): who prints it
 * @at: when, UTC microseconds
 *
 * Returns: (transfer full): an empty paper
 */
PursuitPaper *
pursuit_paper_new (const char *title,
                   const char *author,
                   gint64      at)
{
  PursuitPaper *self = g_new0 (PursuitPaper, 1);

  self->title = g_strdup (title);
  self->author = g_strdup (author);
  self->at = at;
  self->blocks = g_ptr_array_new_with_free_func (block_free);

  return self;
}

/**
 * pursuit_paper_free:
 * @self: (transfer full): a paper
 */
void
pursuit_paper_free (PursuitPaper *self)
{
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->footer);
  g_free (self->author);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

static PursuitPaperBlock *
add_block (PursuitPaper     *self,
           PursuitPaperKind  kind)
{
  PursuitPaperBlock *block = g_new0 (PursuitPaperBlock, 1);

  block->kind = kind;
  g_ptr_array_add (self->blocks, block);

  return block;
}

/**
 * pursuit_paper_add:
 * @self: a paper
 * @kind: a heading, a text, a note or a new page
 * @text: (nullable): what it says; a text that is blank is left out
 *
 * Adds something that is not made of cells.
 */
void
pursuit_paper_add (PursuitPaper     *self,
                   PursuitPaperKind  kind,
                   const char       *text)
{
  g_return_if_fail (kind != PURSUIT_PAPER_FIGURES && kind != PURSUIT_PAPER_FIELDS && kind != PURSUIT_PAPER_TABLE);

  if (kind != PURSUIT_PAPER_PAGE && pursuit_str_empty (text))
    return;

  add_block (self, kind)->text = g_strdup (text);
}

/* Pairs go on in the block before, as long as nothing else came. */
static void
add_pair (PursuitPaper     *self,
          PursuitPaperKind  kind,
          const char       *label,
          const char       *value)
{
  PursuitPaperBlock *last = self->blocks->len > 0 ? g_ptr_array_index (self->blocks, self->blocks->len - 1) : NULL;

  if (last == NULL || last->kind != kind)
    {
      last = add_block (self, kind);
      last->cells = g_ptr_array_new_with_free_func (g_free);
      last->n_columns = 2;
    }
  g_ptr_array_add (last->cells, g_strdup (label));
  g_ptr_array_add (last->cells, g_strdup (value));
}

/**
 * pursuit_paper_add_figure:
 * @self: a paper
 * @label: what it counts
 * @figure: the figure, as people read it
 *
 * Adds a figure in large print beside those before it.
 */
void
pursuit_paper_add_figure (PursuitPaper *self,
                          const char   *label,
                          const char   *figure)
{
  add_pair (self, PURSUIT_PAPER_FIGURES, label, figure);
}

/**
 * pursuit_paper_add_field:
 * @self: a paper
 * @label: what the field is called
 * @value: (nullable): what it holds; one that is blank is left out
 *
 * Adds a labelled value below those before it.
 */
void
pursuit_paper_add_field (PursuitPaper *self,
                         const char   *label,
                         const char   *value)
{
  if (!pursuit_str_empty (value))
    add_pair (self, PURSUIT_PAPER_FIELDS, label, value);
}

/**
 * pursuit_paper_add_table:
 * @self: a paper
 * @numbers: bit n is set when the n-th column is one of numbers
 * @...: the titles of the columns, ended by %NULL
 *
 * Returns: (transfer none): a table without rows
 */
PursuitPaperBlock *
pursuit_paper_add_table (PursuitPaper *self,
                         guint         numbers,
                         ...)
{
  PursuitPaperBlock *table = add_block (self, PURSUIT_PAPER_TABLE);
  const char *title;
  va_list titles;

  table->cells = g_ptr_array_new_with_free_func (g_free);
  table->numbers = numbers;
  va_start (titles, numbers);
  while ((title = va_arg (titles, const char *)) != NULL)
    g_ptr_array_add (table->cells, g_strdup (title));
  va_end (titles);
  table->n_columns = table->cells->len;

  return table;
}

/**
 * pursuit_paper_table_add:
 * @table: a table
 * @cell: (nullable): what the next cell says
 */
void
pursuit_paper_table_add (PursuitPaperBlock *table,
                         const char        *cell)
{
  pursuit_paper_table_take (table, g_strdup (cell));
}

/**
 * pursuit_paper_table_take:
 * @table: a table
 * @cell: (nullable) (transfer full): what the next cell says
 */
void
pursuit_paper_table_take (PursuitPaperBlock *table,
                          char              *cell)
{
  g_ptr_array_add (table->cells, cell != NULL ? cell : g_strdup (""));
}

/**
 * pursuit_paper_count_rows:
 * @table: a table
 *
 * Returns: how many whole rows there are below the head
 */
guint
pursuit_paper_count_rows (const PursuitPaperBlock *table)
{
  return table->n_columns > 0 && table->cells->len > 0 ? table->cells->len / table->n_columns - 1 : 0;
}
