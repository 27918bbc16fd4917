/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What tokens begin with that stand beside Chinese: its pinyin, and the first letters of that and of the next one's. No word of a
 * text begins so. */
#define PURSUIT_TOKEN_SYLLABLE "="
#define PURSUIT_TOKEN_INITIALS "~"

/**
 * PursuitTokenFunc:
 * @data: what was given to pursuit_text_tokenize()
 * @token: the token, folded; lent, ends with a zero
 * @length: its length in bytes
 * @start: where in the text it begins
 * @end: where it ends
 * @colocated: it stands at the same place as the token before it
 *
 * Returns: 0 to go on, anything else to stop
 */
typedef int (*PursuitTokenFunc) (gpointer    data,
                                 const char *token,
                                 int         length,
                                 gsize       start,
                                 gsize       end,
                                 gboolean    colocated);

int pursuit_text_tokenize (const char       *text,
                           gsize             length,
                           PursuitTokenFunc  func,
                           gpointer          data);

G_END_DECLS
