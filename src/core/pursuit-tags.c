/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-tags.h"

#include "pursuit-str.h"
#include "pursuit-text.h"

/* The tags of a customer are kept as one text, "key account, export"; people and files separate them as they like. */

/**
 * pursuit_tags_is_separator:
 * @c: a character
 *
 * Returns: %TRUE when a tag ends there
 */
gboolean
pursuit_tags_is_separator (gunichar c)
{
  /* a comma and a semicolon, narrow and wide, and the Chinese sign for enumerations */
  return c == ',' || c == ';' || c == 0xff0c || c == 0xff1b || c == 0x3001 || c == '\n' || c == '\r' || c == '\t';
}

static gboolean
has_tag (GPtrArray  *tags,
         const char *tag)
{
  g_autofree char *key = pursuit_text_fold_key (tag);

  for (guint i = 0; i < tags->len; i++)
    {
      g_autofree char *other = pursuit_text_fold_key (g_ptr_array_index (tags, i));

      if (g_str_equal (other, key) || g_str_equal (g_ptr_array_index (tags, i), tag))
        return TRUE;
    }

  return FALSE;
}

static void
take_tag (GPtrArray  *tags,
          const char *start,
          const char *end)
{
  g_autofree char *text = g_strndup (start, (gsize) (end - start));
  g_autofree char *tag = pursuit_str_dup_stripped (text);

  if (*tag != '\0' && !has_tag (tags, tag))
    g_ptr_array_add (tags, g_steal_pointer (&tag));
}

/**
 * pursuit_tags_split:
 * @text: (nullable): tags, separated by any of the usual signs
 *
 * Returns: (transfer full) (element-type utf8): the tags in their order; of those that differ in case, width or script only
 *   the first
 */
GPtrArray *
pursuit_tags_split (const char *text)
{
  GPtrArray *tags = g_ptr_array_new_with_free_func (g_free);
  const char *start = text;

  for (const char *p = text; p != NULL; p = g_utf8_next_char (p))
    if (*p == '\0' || pursuit_tags_is_separator (g_utf8_get_char (p)))
      {
        take_tag (tags, start, p);
        start = g_utf8_next_char (p);
        if (*p == '\0')
          break;
      }

  return tags;
}

/**
 * pursuit_tags_join:
 * @tags: (element-type utf8): tags
 *
 * Returns: (transfer full) (nullable): them as they are kept, %NULL for none
 */
char *
pursuit_tags_join (GPtrArray *tags)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < tags->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? ", " : "", (const char *) g_ptr_array_index (tags, i));

  return g_string_free (all, all->len == 0);
}

/**
 * pursuit_tags_settle:
 * @text: (nullable): tags, separated by any of the usual signs
 *
 * Returns: (transfer full) (nullable): the same in their one form, none of them twice
 */
char *
pursuit_tags_settle (const char *text)
{
  g_autoptr(GPtrArray) tags = pursuit_tags_split (text);

  return pursuit_tags_join (tags);
}
