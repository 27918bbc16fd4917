/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PursuitPaperKind:
 * @PURSUIT_PAPER_HEADING: what a part is called
 * @PURSUIT_PAPER_SUBHEADING: what a part of a part is called
 * @PURSUIT_PAPER_TEXT: something to read, of any length
 * @PURSUIT_PAPER_NOTE: the same, of less weight
 * @PURSUIT_PAPER_FIGURES: a few figures in large print; the cells are name and figure in turn
 * @PURSUIT_PAPER_FIELDS: labels with values; the cells are label and value in turn
 * @PURSUIT_PAPER_TABLE: rows in columns; the first row is its head
 * @PURSUIT_PAPER_PAGE: what follows begins on a new page
 *
 * What a piece of a paper is.
 */
typedef enum
{
  PURSUIT_PAPER_HEADING,
  PURSUIT_PAPER_SUBHEADING,
  PURSUIT_PAPER_TEXT,
  PURSUIT_PAPER_NOTE,
  PURSUIT_PAPER_FIGURES,
  PURSUIT_PAPER_FIELDS,
  PURSUIT_PAPER_TABLE,
  PURSUIT_PAPER_PAGE,
} PursuitPaperKind;

/**
 * PursuitPaperBlock:
 * @kind: what it is
 * @text: (nullable): what a heading, a text or a note says
 * @cells: (nullable) (element-type utf8): of figures, fields and tables; never %NULL elements
 * @n_columns: how many cells a row has
 * @numbers: bit n is set when the n-th column is one of numbers
 *
 * One piece of a paper.
 */
typedef struct
{
  PursuitPaperKind kind;
  char *text;
  GPtrArray *cells;
  guint n_columns;
  guint numbers;
} PursuitPaperBlock;

/**
 * PursuitPaper:
 * @title: what it is about
 * @subtitle: (nullable): what else to know at once
 * @footer: (nullable): stands on each page: when and by whom it was printed
 * @author: (nullable): who printed it
 * @at: when, UTC microseconds
 * @blocks: (element-type PursuitPaperBlock): what is on it
 *
 * Something to be printed, without a word about how it looks: whoever knows records writes it, whoever knows files of a kind
 * sets it (pursuit-pdf.h).
 */
typedef struct
{
  char *title;
  char *subtitle;
  char *footer;
  char *author;
  gint64 at;
  GPtrArray *blocks;
} PursuitPaper;

PursuitPaper      *pursuit_paper_new          (const char         *title,
                                               const char         *author,
                                               gint64              at) G_GNUC_WARN_UNUSED_RESULT;
void               pursuit_paper_free         (PursuitPaper       *self);
void               pursuit_paper_add          (PursuitPaper       *self,
                                               PursuitPaperKind    kind,
                                               const char         *text);
void               pursuit_paper_add_figure   (PursuitPaper       *self,
                                               const char         *label,
                                               const char         *figure);
void               pursuit_paper_add_field    (PursuitPaper       *self,
                                               const char         *label,
                                               const char         *value);
PursuitPaperBlock *pursuit_paper_add_table    (PursuitPaper       *self,
                                               guint               numbers,
                                               ...) G_GNUC_NULL_TERMINATED;
void               pursuit_paper_table_add    (PursuitPaperBlock  *table,
                                               const char         *cell);
void               pursuit_paper_table_take   (PursuitPaperBlock  *table,
                                               char               *cell);
guint              pursuit_paper_count_rows   (const PursuitPaperBlock *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitPaper, pursuit_paper_free)

G_END_DECLS
