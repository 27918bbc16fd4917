/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-xlsx-text.h"

#include <string.h>

/* Spreadsheets end at 32 767 characters; whatever is longer than this is no text of a cell. */
#define MAX_TEXT (1024 * 1024)
/* _x000D_ */
#define ESCAPE_LENGTH 7

/* A run begins or ends; @name is the element's. */
void
pursuit_xlsx_text_start (PursuitXlsxText *self,
                         const char      *name)
{
  if (g_str_equal (name, "rPh"))
    self->phonetic++;
  else if (g_str_equal (name, "t"))
    self->in_text = self->phonetic == 0;
}

/* Returns TRUE when that was the end of a run. */
gboolean
pursuit_xlsx_text_end (PursuitXlsxText *self,
                       const char      *name)
{
  if (g_str_equal (name, "rPh") && self->phonetic > 0)
    self->phonetic--;
  else if (g_str_equal (name, "t"))
    {
      self->in_text = FALSE;
      return TRUE;
    }

  return FALSE;
}

/* Returns FALSE when the text is longer than any cell's. */
gboolean
pursuit_xlsx_text_add (PursuitXlsxText *self,
                       const char      *piece,
                       gsize            length)
{
  if (self->in_text)
    g_string_append_len (self->text, piece, (gssize) length);

  return self->text->len <= MAX_TEXT;
}

static gboolean
read_escape (const char *p,
             gunichar   *out_character)
{
  gunichar value = 0;

  if (p[0] != '_' || p[1] != 'x' || strnlen (p, ESCAPE_LENGTH) < ESCAPE_LENGTH || p[ESCAPE_LENGTH - 1] != '_')
    return FALSE;
  for (guint i = 2; i < ESCAPE_LENGTH - 1; i++)
    {
      if (!g_ascii_isxdigit (p[i]))
        return FALSE;
      value = value << 4 | (gunichar) g_ascii_xdigit_value (p[i]);
    }

  *out_character = value;
  return TRUE;
}

/**
 * pursuit_xlsx_unescape:
 * @text: a text
 * @from: where in it to begin
 *
 * Puts back the characters that XML cannot hold or would change, which spreadsheets write as `_x000D_`. A NUL is left out, halves of
 * a surrogate pair stay as they are.
 */
void
pursuit_xlsx_unescape (GString *text,
                       gsize    from)
{
  char *out = text->str + from;
  const char *p = strstr (out, "_x");

  if (p == NULL)
    return;

  for (out = (char *) p; *p != '\0';)
    {
      gunichar character = 0;

      if (!read_escape (p, &character) || (character >= 0xd800 && character <= 0xdfff))
        *out++ = *p++;
      else
        {
          if (character != 0)
            out += g_unichar_to_utf8 (character, out);
          p += ESCAPE_LENGTH;
        }
    }
  g_string_truncate (text, (gsize) (out - text->str));
}
