/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "pursuit-paper.h"

G_BEGIN_DECLS

/* A4 in points, and what stays free around. */
#define PURSUIT_PDF_WIDTH 595.276
#define PURSUIT_PDF_HEIGHT 841.890
#define PURSUIT_PDF_SIDE 51.0
#define PURSUIT_PDF_TOP 62.0
#define PURSUIT_PDF_BOTTOM 62.0

/**
 * PursuitPdfInk:
 *
 * What something is drawn with.
 */
typedef enum
{
  PURSUIT_PDF_TEXT,
  PURSUIT_PDF_PALE,
  PURSUIT_PDF_ACCENT,
  PURSUIT_PDF_LINE,
  PURSUIT_PDF_GROUND,
} PursuitPdfInk;

/**
 * PursuitPdfFont:
 *
 * The sizes of print.
 */
typedef enum
{
  PURSUIT_PDF_BODY,
  PURSUIT_PDF_SMALL,
  PURSUIT_PDF_SMALL_BOLD,
  PURSUIT_PDF_SUBHEAD,
  PURSUIT_PDF_HEAD,
  PURSUIT_PDF_FIGURE,
  PURSUIT_PDF_TITLE,
  PURSUIT_PDF_N_FONTS,
} PursuitPdfFont;

/* What lies on a page: a line of print, or a filled rectangle. It is drawn when it is known how many pages there are. */
typedef struct
{
  guint page;
  double x;
  double y;               /* of a line of print: its baseline */
  double width;
  double height;
  PursuitPdfInk ink;
  PangoLayout *layout;    /* which holds the line */
  PangoLayoutLine *line;  /* NULL for a rectangle */
} PursuitPdfMark;

typedef struct
{
  guint page;
  double y;
  guint level;
  const char *text;
} PursuitPdfBookmark;

/* A paper while it is set. Nothing is drawn meanwhile: @marks remembers what goes where. */
typedef struct
{
  PangoContext *context;
  PangoFontDescription *fonts[PURSUIT_PDF_N_FONTS];
  GArray *marks;          /* PursuitPdfMark */
  GArray *bookmarks;      /* PursuitPdfBookmark */
  guint page;             /* the one that is being filled, from 0 */
  double y;               /* where the next thing goes */
} PursuitPdf;

PangoLayout *pursuit_pdf_make_layout (PursuitPdf         *self,
                                      PursuitPdfFont      font,
                                      const char         *text,
                                      double              width);
double       pursuit_pdf_get_height  (PangoLayout        *layout);
double       pursuit_pdf_get_width   (PangoLayout        *layout);
double       pursuit_pdf_get_room    (PursuitPdf         *self);
void         pursuit_pdf_break_page  (PursuitPdf         *self);
void         pursuit_pdf_need        (PursuitPdf         *self,
                                      double              height);
void         pursuit_pdf_put_rect    (PursuitPdf         *self,
                                      double              x,
                                      double              y,
                                      double              width,
                                      double              height,
                                      PursuitPdfInk       ink);
double       pursuit_pdf_put_lines   (PursuitPdf         *self,
                                      PangoLayout        *layout,
                                      double              x,
                                      double              y,
                                      double              room,
                                      PursuitPdfInk       ink,
                                      guint              *first);
void         pursuit_pdf_put_text    (PursuitPdf         *self,
                                      PangoLayout        *layout,
                                      double              x,
                                      PursuitPdfInk       ink);
void         pursuit_pdf_set_table   (PursuitPdf         *self,
                                      const PursuitPaperBlock *table);
void         pursuit_pdf_set_fields  (PursuitPdf         *self,
                                      const PursuitPaperBlock *fields);
void         pursuit_pdf_set_figures (PursuitPdf         *self,
                                      const PursuitPaperBlock *figures);

#define PURSUIT_PDF_INNER (PURSUIT_PDF_WIDTH - 2 * PURSUIT_PDF_SIDE)

G_END_DECLS
