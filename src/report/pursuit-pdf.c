/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-pdf.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-error.h"
#include "pursuit-font-pages.h"
#include "pursuit-locale.h"
#include "pursuit-pdf-private.h"
#include "pursuit-str.h"

/*
 * A paper as PDF, A4:
 *
 *   set_block()    sets one block after the other; what goes where is remembered, nothing is drawn
 *   draw()         draws the pages, now that it is known how many there are
 *
 * The same paper gives the same bytes, as long as the fonts are the same: no clock and no random number is asked.
 */

/* Below a heading there is room for something, or it goes to the next page. */
#define ROOM_BELOW_HEADING 60.0

static const struct
{
  double size;
  gboolean is_bold;
} prints[PURSUIT_PDF_N_FONTS] = {
  [PURSUIT_PDF_BODY] = { 9.5, FALSE },       [PURSUIT_PDF_SMALL] = { 8, FALSE },  [PURSUIT_PDF_SMALL_BOLD] = { 8, TRUE },
  [PURSUIT_PDF_SUBHEAD] = { 10.5, TRUE },    [PURSUIT_PDF_HEAD] = { 13, TRUE },   [PURSUIT_PDF_FIGURE] = { 16, TRUE },
  [PURSUIT_PDF_TITLE] = { 21, TRUE },
};

static const struct
{
  double red;
  double green;
  double blue;
} inks[] = {
  [PURSUIT_PDF_TEXT] = { 0.12, 0.12, 0.14 },   [PURSUIT_PDF_PALE] = { 0.42, 0.42, 0.45 }, [PURSUIT_PDF_ACCENT] = { 0.10, 0.37, 0.71 },
  [PURSUIT_PDF_LINE] = { 0.84, 0.84, 0.85 },   [PURSUIT_PDF_GROUND] = { 0.955, 0.96, 0.97 },
};

static void
mark_clear (gpointer data)
{
  PursuitPdfMark *mark = data;

  g_clear_pointer (&mark->line, pango_layout_line_unref);
  g_clear_object (&mark->layout);
}

static PangoContext *
make_context (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  gboolean is_traditional = pursuit_locale_get_script () == PURSUIT_LOCALE_HANT;
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_language (context, pango_language_from_string (is_traditional ? "zh-tw" : "zh-cn"));

  return context;
}

/* Among Latin letters a Chinese font has quotation marks that are far too wide; among Chinese ones they are right. */
static const char *
get_families (void)
{
  switch (pursuit_locale_get_script ())
    {
    case PURSUIT_LOCALE_HANS:
      return "Noto Sans CJK SC,Sans";
    case PURSUIT_LOCALE_HANT:
      return "Noto Sans CJK TC,Sans";
    case PURSUIT_LOCALE_OTHER:
    default:
      return "Cantarell,Noto Sans CJK SC,Sans";
    }
}

static PangoFontDescription *
make_font (PursuitPdfFont font)
{
  PangoFontDescription *description = pango_font_description_new ();

  pango_font_description_set_family_static (description, get_families ());
  pango_font_description_set_size (description, (int) (prints[font].size * PANGO_SCALE));
  pango_font_description_set_weight (description, prints[font].is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);

  return description;
}

static void
pdf_init (PursuitPdf *self)
{
  self->context = make_context ();
  for (guint i = 0; i < PURSUIT_PDF_N_FONTS; i++)
    self->fonts[i] = make_font (i);
  self->marks = g_array_new (FALSE, FALSE, sizeof (PursuitPdfMark));
  g_array_set_clear_func (self->marks, mark_clear);
  self->bookmarks = g_array_new (FALSE, FALSE, sizeof (PursuitPdfBookmark));
  self->y = PURSUIT_PDF_TOP;
}

static void
pdf_clear (PursuitPdf *self)
{
  g_array_unref (self->marks);
  g_array_unref (self->bookmarks);
  for (guint i = 0; i < PURSUIT_PDF_N_FONTS; i++)
    pango_font_description_free (self->fonts[i]);
  g_object_unref (self->context);
}

static void
set_text (PursuitPdf     *self,
          PursuitPdfFont  font,
          PursuitPdfInk   ink,
          const char     *text)
{
  g_autoptr(PangoLayout) layout = pursuit_pdf_make_layout (self, font, text, PURSUIT_PDF_INNER);

  pursuit_pdf_put_text (self, layout, PURSUIT_PDF_SIDE, ink);
}

static void
set_heading (PursuitPdf     *self,
             PursuitPdfFont  font,
             guint           level,
             const char     *text)
{
  g_autoptr(PangoLayout) layout = pursuit_pdf_make_layout (self, font, text, PURSUIT_PDF_INNER);
  PursuitPdfBookmark bookmark = { .level = level, .text = text };

  if (self->y > PURSUIT_PDF_TOP)
    self->y += level == 0 ? 16 : 10;
  pursuit_pdf_need (self, pursuit_pdf_get_height (layout) + ROOM_BELOW_HEADING);
  bookmark.page = self->page;
  bookmark.y = self->y;
  g_array_append_val (self->bookmarks, bookmark);
  pursuit_pdf_put_text (self, layout, PURSUIT_PDF_SIDE, level == 0 ? PURSUIT_PDF_ACCENT : PURSUIT_PDF_TEXT);
  if (level == 0)
    {
      self->y += 2;
      pursuit_pdf_put_rect (self, PURSUIT_PDF_SIDE, self->y, PURSUIT_PDF_INNER, 0.6, PURSUIT_PDF_LINE);
      self->y += 6;
    }
  else
    self->y += 3;
}

static void
set_block (PursuitPdf              *self,
           const PursuitPaperBlock *block)
{
  switch (block->kind)
    {
    case PURSUIT_PAPER_HEADING:
      set_heading (self, PURSUIT_PDF_HEAD, 0, block->text);
      break;
    case PURSUIT_PAPER_SUBHEADING:
      set_heading (self, PURSUIT_PDF_SUBHEAD, 1, block->text);
      break;
    case PURSUIT_PAPER_TEXT:
      set_text (self, PURSUIT_PDF_BODY, PURSUIT_PDF_TEXT, block->text);
      self->y += 5;
      break;
    case PURSUIT_PAPER_NOTE:
      set_text (self, PURSUIT_PDF_SMALL, PURSUIT_PDF_PALE, block->text);
      self->y += 4;
      break;
    case PURSUIT_PAPER_FIGURES:
      pursuit_pdf_set_figures (self, block);
      break;
    case PURSUIT_PAPER_FIELDS:
      pursuit_pdf_set_fields (self, block);
      break;
    case PURSUIT_PAPER_TABLE:
      pursuit_pdf_set_table (self, block);
      break;
    case PURSUIT_PAPER_PAGE:
    default:
      pursuit_pdf_break_page (self);
      break;
    }
}

static void
set_paper (PursuitPdf         *self,
           const PursuitPaper *paper)
{
  set_text (self, PURSUIT_PDF_TITLE, PURSUIT_PDF_TEXT, paper->title);
  if (!pursuit_str_empty (paper->subtitle))
    {
      self->y += 1;
      set_text (self, PURSUIT_PDF_BODY, PURSUIT_PDF_PALE, paper->subtitle);
    }
  self->y += 7;
  pursuit_pdf_put_rect (self, PURSUIT_PDF_SIDE, self->y, PURSUIT_PDF_INNER, 1.6, PURSUIT_PDF_ACCENT);
  self->y += 12;

  for (guint i = 0; i < paper->blocks->len; i++)
    set_block (self, g_ptr_array_index (paper->blocks, i));
}

/* What stands on every page: its number of how many, who printed it; from the second on, what it is about. */
static void
set_margins (PursuitPdf         *self,
             const PursuitPaper *paper,
             guint               n_pages)
{
  for (self->page = 0; self->page < n_pages; self->page++)
    {
      /* Translators: the number of a page, and how many there are */
      g_autofree char *number = g_strdup_printf (_("%1$u / %2$u"), self->page + 1, n_pages);
      g_autoptr(PangoLayout) right = pursuit_pdf_make_layout (self, PURSUIT_PDF_SMALL, number, PURSUIT_PDF_INNER);
      g_autoptr(PangoLayout) left = pursuit_pdf_make_layout (self, PURSUIT_PDF_SMALL, paper->footer != NULL ? paper->footer : "",
                                                             PURSUIT_PDF_INNER - 80);
      g_autoptr(PangoLayout) above = pursuit_pdf_make_layout (self, PURSUIT_PDF_SMALL, paper->title, PURSUIT_PDF_INNER);
      const double y = PURSUIT_PDF_HEIGHT - PURSUIT_PDF_BOTTOM + 22;
      guint first = 0;

      pango_layout_set_ellipsize (left, PANGO_ELLIPSIZE_END);
      pango_layout_set_ellipsize (above, PANGO_ELLIPSIZE_END);
      pango_layout_set_alignment (right, PANGO_ALIGN_RIGHT);
      pursuit_pdf_put_lines (self, left, PURSUIT_PDF_SIDE, y, PURSUIT_PDF_HEIGHT, PURSUIT_PDF_PALE, &first);
      first = 0;
      pursuit_pdf_put_lines (self, right, PURSUIT_PDF_SIDE, y, PURSUIT_PDF_HEIGHT, PURSUIT_PDF_PALE, &first);
      first = 0;
      if (self->page > 0)
        pursuit_pdf_put_lines (self, above, PURSUIT_PDF_SIDE, PURSUIT_PDF_TOP - 28, PURSUIT_PDF_HEIGHT, PURSUIT_PDF_PALE, &first);
    }
}

static int
compare_marks (gconstpointer a,
               gconstpointer b)
{
  const PursuitPdfMark *left = a;
  const PursuitPdfMark *right = b;

  return left->page < right->page ? -1 : left->page > right->page;
}

static void
draw_mark (cairo_t              *cr,
           const PursuitPdfMark *mark)
{
  cairo_set_source_rgb (cr, inks[mark->ink].red, inks[mark->ink].green, inks[mark->ink].blue);
  if (mark->line == NULL)
    {
      cairo_rectangle (cr, mark->x, mark->y, mark->width, mark->height);
      cairo_fill (cr);
      return;
    }

  cairo_move_to (cr, mark->x, mark->y);
  pango_cairo_show_layout_line (cr, mark->line);
}

static void
draw (PursuitPdf      *self,
      cairo_surface_t *surface,
      guint            n_pages)
{
  cairo_t *cr = cairo_create (surface);
  guint next = 0;

  for (guint page = 0; page < n_pages; page++)
    {
      while (next < self->marks->len && g_array_index (self->marks, PursuitPdfMark, next).page == page)
        draw_mark (cr, &g_array_index (self->marks, PursuitPdfMark, next++));
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
}

static void
add_bookmarks (PursuitPdf      *self,
               cairo_surface_t *surface)
{
  int above = CAIRO_PDF_OUTLINE_ROOT;

  for (guint i = 0; i < self->bookmarks->len; i++)
    {
      const PursuitPdfBookmark *bookmark = &g_array_index (self->bookmarks, PursuitPdfBookmark, i);
      char y[G_ASCII_DTOSTR_BUF_SIZE];
      g_autofree char *link = g_strdup_printf ("page=%u pos=[0 %s]", bookmark->page + 1,
                                               g_ascii_formatd (y, sizeof y, "%.1f", bookmark->y));
      int id = cairo_pdf_surface_add_outline (surface, bookmark->level == 0 ? CAIRO_PDF_OUTLINE_ROOT : above, bookmark->text, link, 0);

      if (bookmark->level == 0)
        above = id;
    }
}

static void
set_metadata (cairo_surface_t      *surface,
              cairo_pdf_metadata_t  what,
              const char           *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  cairo_pdf_surface_set_metadata (surface, what, valid);
}

static void
describe (cairo_surface_t    *surface,
          const PursuitPaper *paper)
{
  g_autoptr(GDateTime) at = g_date_time_new_from_unix_utc (paper->at / G_USEC_PER_SEC);
  g_autofree char *iso = g_date_time_format (at, "%Y-%m-%dT%H:%M:%SZ");

  set_metadata (surface, CAIRO_PDF_METADATA_TITLE, paper->title);
  if (paper->author != NULL)
    set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, paper->author);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Pursuit");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, iso);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, iso);
}

static cairo_status_t
write_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
write_pages (PursuitPdf          *self,
             const PursuitPaper  *paper,
             guint                n_pages,
             GError             **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_cb, bytes, PURSUIT_PDF_WIDTH, PURSUIT_PDF_HEIGHT);
  cairo_status_t status;

  describe (surface, paper);
  draw (self, surface, n_pages);
  add_bookmarks (self, surface);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("The PDF file could not be made: %s."), cairo_status_to_string (status));
  return NULL;
}

/**
 * pursuit_pdf_make:
 * @paper: what is to be printed
 * @out_n_pages: (out) (optional): how many pages it takes
 * @error: return location
 *
 * Sets a paper on A4, with its fonts in the file. The same paper gives the same bytes on one computer.
 *
 * Fails with %PURSUIT_ERROR_STORAGE when there is not enough memory.
 *
 * Returns: (transfer full): the file
 */
GBytes *
pursuit_pdf_make (const PursuitPaper  *paper,
                  guint               *out_n_pages,
                  GError             **error)
{
  PursuitPdf self = { NULL };
  GBytes *bytes;
  guint n_pages;

  g_return_val_if_fail (paper != NULL, NULL);

  pursuit_font_pages_keep ();
  pdf_init (&self);
  set_paper (&self, paper);
  n_pages = self.page + 1;
  set_margins (&self, paper, n_pages);
  g_array_sort (self.marks, compare_marks);
  bytes = write_pages (&self, paper, n_pages, error);
  pdf_clear (&self);

  if (bytes != NULL && out_n_pages != NULL)
    *out_n_pages = n_pages;
  return bytes;
}
