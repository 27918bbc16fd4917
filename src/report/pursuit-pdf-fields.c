/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-pdf-private.h"

/* Labels with values, two beside each other where both are short; and figures in large print. */

#define GAP 18.0
#define LABEL_WIDTH 92.0
#define ROW_GAP 3.0

/* So many figures stand beside each other. */
#define MOST_FIGURES 4
#define FIGURE_PAD 8.0

static const double half = (PURSUIT_PDF_INNER - GAP) / 2;

static const char *
get_cell (const PursuitPaperBlock *block,
          guint                    index)
{
  return index < block->cells->len ? g_ptr_array_index (block->cells, index) : "";
}

static gboolean
fits_in_half (PursuitPdf *self,
              const char *value)
{
  g_autoptr(PangoLayout) layout = pursuit_pdf_make_layout (self, PURSUIT_PDF_BODY, value, PURSUIT_PDF_INNER);

  return pango_layout_get_line_count (layout) == 1 && pursuit_pdf_get_width (layout) < half - LABEL_WIDTH;
}

/* Puts a pair at the height to which the paper has come, and says how high it is. */
static double
put_short (PursuitPdf              *self,
           const PursuitPaperBlock *fields,
           guint                    pair,
           double                   x)
{
  g_autoptr(PangoLayout) label = pursuit_pdf_make_layout (self, PURSUIT_PDF_SMALL, get_cell (fields, 2 * pair), LABEL_WIDTH - 6);
  g_autoptr(PangoLayout) value = pursuit_pdf_make_layout (self, PURSUIT_PDF_BODY, get_cell (fields, 2 * pair + 1), half - LABEL_WIDTH);
  guint first_of_label = 0;
  guint first_of_value = 0;
  const double of_label = pursuit_pdf_put_lines (self, label, x, self->y + 1.5, PURSUIT_PDF_HEIGHT, PURSUIT_PDF_PALE, &first_of_label);
  const double of_value = pursuit_pdf_put_lines (self, value, x + LABEL_WIDTH, self->y, PURSUIT_PDF_HEIGHT, PURSUIT_PDF_TEXT,
                                                 &first_of_value);

  return MAX (of_label + 1.5, of_value);
}

static void
put_long (PursuitPdf              *self,
          const PursuitPaperBlock *fields,
          guint                    pair)
{
  g_autoptr(PangoLayout) label = pursuit_pdf_make_layout (self, PURSUIT_PDF_SMALL, get_cell (fields, 2 * pair), LABEL_WIDTH - 6);
  g_autoptr(PangoLayout) value = pursuit_pdf_make_layout (self, PURSUIT_PDF_BODY, get_cell (fields, 2 * pair + 1),
                                                          PURSUIT_PDF_INNER - LABEL_WIDTH);
  const double height = pursuit_pdf_get_height (label) + 1.5;
  const guint page = self->page;
  const double y = self->y;
  guint first = 0;

  pursuit_pdf_put_lines (self, label, PURSUIT_PDF_SIDE, self->y + 1.5, PURSUIT_PDF_HEIGHT, PURSUIT_PDF_PALE, &first);
  pursuit_pdf_put_text (self, value, PURSUIT_PDF_SIDE + LABEL_WIDTH, PURSUIT_PDF_TEXT);
  if (self->page == page)
    self->y = MAX (self->y, y + height);
}

/**
 * pursuit_pdf_set_fields:
 * @self: a paper that is set
 * @fields: labels and values
 *
 * Puts labelled values where the paper has come to.
 */
void
pursuit_pdf_set_fields (PursuitPdf              *self,
                        const PursuitPaperBlock *fields)
{
  const guint n = fields->cells->len / 2;

  for (guint i = 0; i < n; i++)
    {
      const gboolean is_short = fits_in_half (self, get_cell (fields, 2 * i + 1));

      pursuit_pdf_need (self, 30);
      if (!is_short)
        put_long (self, fields, i);
      else
        {
          double height = put_short (self, fields, i, PURSUIT_PDF_SIDE);

          if (i + 1 < n && fits_in_half (self, get_cell (fields, 2 * i + 3)))
            {
              const double beside = put_short (self, fields, ++i, PURSUIT_PDF_SIDE + half + GAP);

              height = MAX (height, beside);
            }
          self->y += height;
        }
      self->y += ROW_GAP;
    }
  self->y += 3;
}

static double
put_figure (PursuitPdf              *self,
            const PursuitPaperBlock *figures,
            guint                    pair,
            double                   x,
            double                   width)
{
  g_autoptr(PangoLayout) label = pursuit_pdf_make_layout (self, PURSUIT_PDF_SMALL, get_cell (figures, 2 * pair), width - 2 * FIGURE_PAD);
  g_autoptr(PangoLayout) figure = pursuit_pdf_make_layout (self, PURSUIT_PDF_FIGURE, get_cell (figures, 2 * pair + 1), width - 2 * FIGURE_PAD);
  double height;
  guint first = 0;

  pango_layout_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  pango_layout_set_ellipsize (figure, PANGO_ELLIPSIZE_END);
  height = pursuit_pdf_get_height (label) + pursuit_pdf_get_height (figure) + 2 * FIGURE_PAD - 4;
  pursuit_pdf_put_rect (self, x, self->y, width, height, PURSUIT_PDF_GROUND);
  pursuit_pdf_put_lines (self, label, x + FIGURE_PAD, self->y + FIGURE_PAD - 2, PURSUIT_PDF_HEIGHT, PURSUIT_PDF_PALE, &first);
  first = 0;
  pursuit_pdf_put_lines (self, figure, x + FIGURE_PAD, self->y + FIGURE_PAD - 2 + pursuit_pdf_get_height (label), PURSUIT_PDF_HEIGHT,
                         PURSUIT_PDF_TEXT, &first);

  return height;
}

/**
 * pursuit_pdf_set_figures:
 * @self: a paper that is set
 * @figures: names and figures
 *
 * Puts figures in large print beside each other where the paper has come to.
 */
void
pursuit_pdf_set_figures (PursuitPdf              *self,
                         const PursuitPaperBlock *figures)
{
  const guint n = figures->cells->len / 2;
  const guint n_beside = CLAMP (n, 1, MOST_FIGURES);
  const double gap = 8;
  const double width = (PURSUIT_PDF_INNER - gap * (n_beside - 1)) / n_beside;

  for (guint i = 0; i < n; i += n_beside)
    {
      double height = 0;

      pursuit_pdf_need (self, 60);
      for (guint j = 0; j < n_beside && i + j < n; j++)
        {
          const double put = put_figure (self, figures, i + j, PURSUIT_PDF_SIDE + j * (width + gap), width);

          height = MAX (height, put);
        }
      self->y += height + gap;
    }
  self->y += 2;
}
