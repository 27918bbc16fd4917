/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-pdf-private.h"

/* Print on pages: lines that are put where there is room, the rest on the next page. */

/**
 * pursuit_pdf_make_layout:
 * @self: a paper that is set
 * @font: how large
 * @text: what it says
 * @width: how wide at most, in points
 *
 * Returns: (transfer full): the text in lines; words that are too long are broken
 */
PangoLayout *
pursuit_pdf_make_layout (PursuitPdf     *self,
                         PursuitPdfFont  font,
                         const char     *text,
                         double          width)
{
  PangoLayout *layout = pango_layout_new (self->context);
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  pango_layout_set_font_description (layout, self->fonts[font]);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_text (layout, valid, -1);

  return layout;
}

/**
 * pursuit_pdf_get_height:
 * @layout: lines
 *
 * Returns: their height in points
 */
double
pursuit_pdf_get_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

/**
 * pursuit_pdf_get_width:
 * @layout: lines
 *
 * Returns: the width of the longest in points
 */
double
pursuit_pdf_get_width (PangoLayout *layout)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  return (double) logical.width / PANGO_SCALE;
}

/**
 * pursuit_pdf_get_room:
 * @self: a paper that is set
 *
 * Returns: how much is left of the page
 */
double
pursuit_pdf_get_room (PursuitPdf *self)
{
  return PURSUIT_PDF_HEIGHT - PURSUIT_PDF_BOTTOM - self->y;
}

/**
 * pursuit_pdf_break_page:
 * @self: a paper that is set
 *
 * Goes on with a new page, unless this one is still empty.
 */
void
pursuit_pdf_break_page (PursuitPdf *self)
{
  if (self->y <= PURSUIT_PDF_TOP)
    return;

  self->page++;
  self->y = PURSUIT_PDF_TOP;
}

/**
 * pursuit_pdf_need:
 * @self: a paper that is set
 * @height: what is to stay together
 *
 * Goes on with a new page when there is less room than that.
 */
void
pursuit_pdf_need (PursuitPdf *self,
                  double      height)
{
  if (pursuit_pdf_get_room (self) < height)
    pursuit_pdf_break_page (self);
}

/**
 * pursuit_pdf_put_rect:
 * @self: a paper that is set
 * @x: left
 * @y: top
 * @width: how wide
 * @height: how high
 * @ink: what it is filled with
 */
void
pursuit_pdf_put_rect (PursuitPdf    *self,
                      double         x,
                      double         y,
                      double         width,
                      double         height,
                      PursuitPdfInk  ink)
{
  PursuitPdfMark mark = { self->page, x, y, width, height, ink, NULL, NULL };

  g_array_append_val (self->marks, mark);
}

/* The first line of a piece begins at its top, wherever it stood in the whole. */
static void
put_line (PursuitPdf      *self,
          PangoLayoutIter *iter,
          double           x,
          double           y,
          int              top,
          PursuitPdfInk    ink)
{
  PursuitPdfMark mark = { .page = self->page, .ink = ink };
  PangoRectangle logical;

  pango_layout_iter_get_line_extents (iter, NULL, &logical);
  mark.x = x + (double) logical.x / PANGO_SCALE;
  mark.y = y + (double) (pango_layout_iter_get_baseline (iter) - top) / PANGO_SCALE;
  mark.layout = g_object_ref (pango_layout_iter_get_layout (iter));
  mark.line = pango_layout_line_ref (pango_layout_iter_get_line_readonly (iter));
  g_array_append_val (self->marks, mark);
}

/**
 * pursuit_pdf_put_lines:
 * @self: a paper that is set
 * @layout: lines
 * @x: left
 * @y: top
 * @room: how high at most
 * @ink: what they are printed with
 * @first: (inout): the first line to put; then the first that had no room, or how many there are
 *
 * Puts the lines that have room; none when not even one has.
 *
 * Returns: how high they are together
 */
double
pursuit_pdf_put_lines (PursuitPdf    *self,
                       PangoLayout   *layout,
                       double         x,
                       double         y,
                       double         room,
                       PursuitPdfInk  ink,
                       guint         *first)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  double height = 0;
  int top = 0;
  guint n = 0;

  do
    {
      PangoRectangle logical;
      double below;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      if (n == *first)
        top = logical.y;
      below = (double) (logical.y + logical.height - top) / PANGO_SCALE;
      if (n >= *first && below > room + 0.01)
        break;
      if (n >= *first)
        {
          put_line (self, iter, x, y, top, ink);
          height = below;
        }
      n++;
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);

  *first = MAX (n, *first);
  return height;
}

/**
 * pursuit_pdf_put_text:
 * @self: a paper that is set
 * @layout: lines
 * @x: left
 * @ink: what they are printed with
 *
 * Puts all lines where the paper has come to, on as many pages as it takes.
 */
void
pursuit_pdf_put_text (PursuitPdf    *self,
                      PangoLayout   *layout,
                      double         x,
                      PursuitPdfInk  ink)
{
  const guint n = (guint) pango_layout_get_line_count (layout);
  guint first = 0;

  for (;;)
    {
      self->y += pursuit_pdf_put_lines (self, layout, x, self->y, pursuit_pdf_get_room (self), ink, &first);
      if (first >= n)
        return;
      pursuit_pdf_break_page (self);
    }
}
