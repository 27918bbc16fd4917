/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-pdf-private.h"

/* Tables: columns as wide as what is in them, as far as there is room; a head on every page; rows that stay whole unless they are
 * higher than a page. */

#define PAD_X 4.0
#define PAD_Y 2.6

/* A column is never narrower than this, whatever the others want. */
#define LEAST_WIDTH 30.0

/* So many rows say how wide the columns are to be. */
#define MOST_MEASURED 400

typedef struct
{
  PursuitPdf *pdf;
  const PursuitPaperBlock *block;
  double *widths;     /* with padding */
} Table;

static const char *
get_cell (const PursuitPaperBlock *block,
          guint                    row,
          guint                    column)
{
  return g_ptr_array_index (block->cells, row * block->n_columns + column);
}

static PangoLayout *
make_cell (Table  *self,
           guint   row,
           guint   column,
           double  width)
{
  PangoLayout *layout = pursuit_pdf_make_layout (self->pdf, row == 0 ? PURSUIT_PDF_SMALL_BOLD : PURSUIT_PDF_SMALL,
                                                 get_cell (self->block, row, column), width);

  if (self->block->numbers & (1u << column))
    pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);

  return layout;
}

static double
measure_column (Table *self,
                guint  column)
{
  const guint n_rows = MIN (pursuit_paper_count_rows (self->block) + 1, MOST_MEASURED);
  double widest = LEAST_WIDTH;

  for (guint row = 0; row < n_rows; row++)
    {
      g_autoptr(PangoLayout) layout = make_cell (self, row, column, PURSUIT_PDF_INNER);

      pango_layout_set_alignment (layout, PANGO_ALIGN_LEFT);
      /* Rounding must not break a line that just fits. */
      widest = MAX (widest, pursuit_pdf_get_width (layout) + 2 * PAD_X + 0.5);
    }

  return widest;
}

/* Who wants no more than a fair share gets it; what is left is shared by the others, again and again. */
static void
shrink_columns (Table *self)
{
  const guint n = self->block->n_columns;
  g_autofree gboolean *is_settled = g_new0 (gboolean, n);
  double room = PURSUIT_PDF_INNER;
  guint n_open = n;
  gboolean has_settled;

  do
    {
      const double share = room / n_open;

      has_settled = FALSE;
      for (guint i = 0; i < n; i++)
        if (!is_settled[i] && self->widths[i] <= share)
          {
            is_settled[i] = TRUE;
            has_settled = TRUE;
            room -= self->widths[i];
            n_open--;
          }
    }
  while (has_settled && n_open > 0);

  for (guint i = 0; i < n; i++)
    if (!is_settled[i])
      self->widths[i] = room / n_open;
}

static void
choose_widths (Table *self)
{
  double sum = 0;

  for (guint i = 0; i < self->block->n_columns; i++)
    {
      self->widths[i] = measure_column (self, i);
      sum += self->widths[i];
    }
  if (sum > PURSUIT_PDF_INNER)
    {
      shrink_columns (self);
      return;
    }

  for (guint i = 0; i < self->block->n_columns; i++)
    self->widths[i] *= PURSUIT_PDF_INNER / sum;
}

static GPtrArray *
make_row (Table  *self,
          guint   row,
          double *out_height)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_object_unref);

  *out_height = 0;
  for (guint i = 0; i < self->block->n_columns; i++)
    {
      PangoLayout *layout = make_cell (self, row, i, self->widths[i] - 2 * PAD_X);

      *out_height = MAX (*out_height, pursuit_pdf_get_height (layout));
      g_ptr_array_add (cells, layout);
    }

  return cells;
}

/* Puts as much of a row as has room, and says whether that was all. */
static gboolean
put_cells (Table     *self,
           GPtrArray *cells,
           guint     *firsts)
{
  const double room = pursuit_pdf_get_room (self->pdf) - 2 * PAD_Y;
  double x = PURSUIT_PDF_SIDE;
  double height = 0;
  gboolean is_all = TRUE;

  for (guint i = 0; i < cells->len; i++)
    {
      PangoLayout *layout = g_ptr_array_index (cells, i);
      const double put = pursuit_pdf_put_lines (self->pdf, layout, x + PAD_X, self->pdf->y + PAD_Y, room, PURSUIT_PDF_TEXT, &firsts[i]);

      height = MAX (height, put);
      is_all &= firsts[i] >= (guint) pango_layout_get_line_count (layout);
      x += self->widths[i];
    }
  self->pdf->y += height + 2 * PAD_Y;
  pursuit_pdf_put_rect (self->pdf, PURSUIT_PDF_SIDE, self->pdf->y, PURSUIT_PDF_INNER, 0.5, PURSUIT_PDF_LINE);

  return is_all;
}

static void
put_head (Table *self)
{
  g_autofree guint *firsts = g_new0 (guint, self->block->n_columns);
  double height;
  g_autoptr(GPtrArray) cells = make_row (self, 0, &height);

  pursuit_pdf_put_rect (self->pdf, PURSUIT_PDF_SIDE, self->pdf->y, PURSUIT_PDF_INNER, height + 2 * PAD_Y, PURSUIT_PDF_GROUND);
  put_cells (self, cells, firsts);
}

static void
begin_page (Table *self)
{
  pursuit_pdf_break_page (self->pdf);
  put_head (self);
}

static void
put_row (Table *self,
         guint  row)
{
  g_autofree guint *firsts = g_new0 (guint, self->block->n_columns);
  double height;
  g_autoptr(GPtrArray) cells = make_row (self, row, &height);

  if (pursuit_pdf_get_room (self->pdf) < height + 2 * PAD_Y)
    begin_page (self);
  while (!put_cells (self, cells, firsts))
    begin_page (self);
}

/**
 * pursuit_pdf_set_table:
 * @self: a paper that is set
 * @table: a table
 *
 * Puts a table where the paper has come to; one without rows is left out.
 */
void
pursuit_pdf_set_table (PursuitPdf              *self,
                       const PursuitPaperBlock *table)
{
  const guint n_rows = pursuit_paper_count_rows (table);
  g_autofree double *widths = g_new0 (double, MAX (table->n_columns, 1));
  Table setting = { self, table, widths };

  if (n_rows == 0)
    return;

  choose_widths (&setting);
  pursuit_pdf_need (self, 3 * LEAST_WIDTH);
  put_head (&setting);
  for (guint row = 1; row <= n_rows; row++)
    put_row (&setting, row);
  self->y += 8;
}
