/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-text.h"

G_BEGIN_DECLS

gboolean    pursuit_text_is_han     (gunichar    c);
gboolean    pursuit_text_is_ideograph (gunichar  c);
gunichar    pursuit_text_fold_simple (gunichar   c);
gboolean    pursuit_text_is_in_key  (gunichar    c);
void        pursuit_text_keep_key   (char       *folded);
const char *pursuit_text_find_close (const char *opening);

/* The next character of valid text; g_utf8_get_char() is a call, and this is done for every character that is imported. */
static inline gunichar
pursuit_text_read_char (const guchar **p)
{
  const guchar *s = *p;

  if (s[0] < 0x80)
    {
      *p += 1;
      return s[0];
    }
  if (s[0] >= 0xe0 && s[0] < 0xf0)
    {
      *p += 3;
      return (gunichar) (s[0] & 0x0f) << 12 | (gunichar) (s[1] & 0x3f) << 6 | (s[2] & 0x3f);
    }

  *p = (const guchar *) g_utf8_next_char ((const char *) s);
  return g_utf8_get_char ((const char *) s);
}

G_END_DECLS
