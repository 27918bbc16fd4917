/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-command-word.h"

#include "pursuit-pinyin.h"

#include <string.h>

/* Where a word stands in a text, both folded: as it is typed, or as the sound of Chinese characters. */

/* Nobody types more of a sound; trying all readings of more characters would take its time. */
#define MOST_LETTERS 24

static const char *match_sound (const char *text,
                                const char *word);

/* One reading of the character before @next: its whole syllable, its first letter, or as much of it as is typed so far. */
static const char *
match_syllable (const char *next,
                const char *word,
                const char *syllable,
                guint      *tried)
{
  guint letter = 1u << (*syllable - 'a');
  const char *end = NULL;

  if (g_str_has_prefix (syllable, word))
    return next;
  if (g_str_has_prefix (word, syllable))
    end = match_sound (next, word + strlen (syllable));
  if (end == NULL && *word == *syllable && (*tried & letter) == 0)
    {
      *tried |= letter;
      end = match_sound (next, word + 1);
    }

  return end;
}

/* How far @word goes in @text when it is spoken from the beginning of @text on; %NULL when it is not. */
static const char *
match_sound (const char *text,
             const char *word)
{
  gunichar c = g_utf8_get_char (text);
  const char *next;
  const char *end = NULL;
  const guint16 *syllables;
  guint n;
  guint tried = 0;

  if (*word == '\0')
    return text;
  if (c == 0)
    return NULL;

  next = g_utf8_next_char (text);
  if (g_utf8_get_char (word) == c)
    end = match_sound (next, g_utf8_next_char (word));
  n = pursuit_pinyin_list (c, &syllables);
  for (guint i = 0; i < n && end == NULL; i++)
    end = match_syllable (next, word, pursuit_pinyin_spell (syllables[i]), &tried);

  return end;
}

static gboolean
find_sound (const char *text,
            const char *word,
            gsize      *out_start,
            gsize      *out_end)
{
  const guint16 *syllables;

  if (strlen (word) > MOST_LETTERS || strpbrk (word, "abcdefghijklmnopqrstuvwxyz") == NULL)
    return FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *end = pursuit_pinyin_list (g_utf8_get_char (p), &syllables) > 0 ? match_sound (p, word) : NULL;

      if (end == NULL)
        continue;
      *out_start = (gsize) (p - text);
      *out_end = (gsize) (end - text);
      return TRUE;
    }

  return FALSE;
}

/**
 * pursuit_command_word_begins:
 * @text: a folded text
 * @at: the place of a character in it
 *
 * Returns: whether a word begins there; every Chinese character is one
 */
gboolean
pursuit_command_word_begins (const char *text,
                             gsize       at)
{
  gunichar here = g_utf8_get_char (text + at);
  gunichar before = at > 0 ? g_utf8_get_char (g_utf8_prev_char (text + at)) : 0;

  return at == 0 || !g_unichar_isalnum (here) || here >= 0x3000 || !g_unichar_isalnum (before) || before >= 0x3000;
}

/**
 * pursuit_command_word_find:
 * @text: a folded text
 * @word: a folded word
 * @out_start: (out): where it begins
 * @out_end: (out): where it ends
 *
 * Looks for a word where it fits best: as it stands, at the beginning of a word of @text, then within one; then as pinyin,
 * whole syllables and first letters mixed.
 *
 * Returns: whether it occurs
 */
gboolean
pursuit_command_word_find (const char *text,
                           const char *word,
                           gsize      *out_start,
                           gsize      *out_end)
{
  const char *best = *word != '\0' ? strstr (text, word) : NULL;

  for (const char *at = best; at != NULL; at = strstr (at + 1, word))
    if (pursuit_command_word_begins (text, (gsize) (at - text)))
      {
        best = at;
        break;
      }
  if (best == NULL)
    return *word != '\0' && find_sound (text, word, out_start, out_end);

  *out_start = (gsize) (best - text);
  *out_end = *out_start + strlen (word);
  return TRUE;
}
