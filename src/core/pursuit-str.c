/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-str.h"

#include <string.h>

/**
 * pursuit_set_str:
 * @str_pointer: (inout) (not optional) (nullable): the string to replace
 * @new_str: (nullable): the new value, copied
 *
 * Replaces a string; the same as g_set_str(), which our floor does not have.
 *
 * Returns: %TRUE when the value differs from the old one
 */
gboolean
pursuit_set_str (char       **str_pointer,
                 const char  *new_str)
{
  char *copy;

  g_return_val_if_fail (str_pointer != NULL, FALSE);

  if (g_strcmp0 (*str_pointer, new_str) == 0)
    return FALSE;

  copy = g_strdup (new_str);
  g_free (*str_pointer);
  *str_pointer = copy;

  return TRUE;
}

/* White space of any script: Chinese text is padded with the wide U+3000. */
static gboolean
begins_with_space (const char *str)
{
  gunichar c = g_utf8_get_char_validated (str, -1);

  return c != (gunichar) -1 && c != (gunichar) -2 && g_unichar_isspace (c);
}

static const char *
skip_space (const char *str)
{
  while (begins_with_space (str))
    str = g_utf8_next_char (str);

  return str;
}

/**
 * pursuit_str_empty:
 * @str: (nullable): a string
 *
 * Returns: %TRUE when @str is %NULL, empty or only white space
 */
gboolean
pursuit_str_empty (const char *str)
{
  if (str == NULL || *str == '\0')
    return TRUE;
  if (g_ascii_isgraph (*str))
    return FALSE;

  return *skip_space (str) == '\0';
}

/**
 * pursuit_str_dup_stripped:
 * @str: a string
 *
 * Returns: (transfer full): @str without the white space around it
 */
char *
pursuit_str_dup_stripped (const char *str)
{
  const char *start;
  const char *end;
  const char *last;

  g_return_val_if_fail (str != NULL, NULL);

  start = skip_space (str);
  end = start + strlen (start);
  while ((last = g_utf8_find_prev_char (start, end)) != NULL && begins_with_space (last))
    end = last;

  return g_strndup (start, (gsize) (end - start));
}

/**
 * pursuit_str_excerpt:
 * @str: (nullable): text from outside, not even necessarily valid
 *
 * Prepares foreign text for being quoted in a message: one line, valid UTF-8, cut to 40 characters.
 *
 * Returns: (transfer full): the text to quote
 */
char *
pursuit_str_excerpt (const char *str)
{
  const glong limit = 40;
  g_autofree char *valid = g_utf8_make_valid (str != NULL ? str : "", -1);
  g_autofree char *cut = NULL;

  for (char *p = valid; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';

  g_strstrip (valid);
  if (g_utf8_strlen (valid, -1) <= limit)
    return g_steal_pointer (&valid);

  cut = g_utf8_substring (valid, 0, limit - 1);
  return g_strconcat (cut, "…", NULL);
}
