/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

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
