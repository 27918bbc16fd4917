/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PursuitXlsxText:
 * @text: what has been collected
 * @in_text: whether the reading is within a `<t>`
 * @phonetic: how deep it is in phonetic runs, which are no part of the text
 *
 * The text of a shared or an inline string: its runs joined, whatever their formats.
 */
typedef struct
{
  GString *text;
  gboolean in_text;
  guint phonetic;
} PursuitXlsxText;

void     pursuit_xlsx_text_start (PursuitXlsxText  *self,
                                  const char       *name);
gboolean pursuit_xlsx_text_end   (PursuitXlsxText  *self,
                                  const char       *name);
gboolean pursuit_xlsx_text_add   (PursuitXlsxText  *self,
                                  const char       *piece,
                                  gsize             length);
void     pursuit_xlsx_unescape   (GString          *text,
                                  gsize             from);

G_END_DECLS
