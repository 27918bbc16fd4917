/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-text-query-private.h"

#include <string.h>

#include "pursuit-pinyin.h"

/* Reads letters that somebody typed as Chinese: “baojia” and “haikangwe” as syllables, “bj” as their first letters. */

/* Readings of one word; there are hardly ever more than two. */
#define MOST_READINGS 8
#define MOST_LETTERS 60
/* The longest syllable is “zhuang”. */
#define LONGEST_SYLLABLE 6
/* More first letters than a phrase has characters are a Latin word. */
#define MOST_INITIALS 12

typedef struct
{
  PursuitTextWord *word;
  const char *letters;
  gsize length;
  gsize starts[MOST_LETTERS + 1];       /* of the syllables so far */
  guint n;
  gboolean dead[MOST_LETTERS + 1];      /* from here on there is no reading */
  guint n_readings;
} Reader;

/* What the letters are to a syllable: nothing, its beginning, or all of it. */
typedef enum
{
  NO_SYLLABLE,
  BEGINNING,
  SYLLABLE,
} Fit;

static Fit
fits_syllable (const char *letters,
               gsize       length)
{
  Fit fit = NO_SYLLABLE;

  for (guint i = 0; i < pursuit_pinyin_n_syllables () && fit != SYLLABLE; i++)
    {
      const char *syllable = pursuit_pinyin_spell (i);

      if (strncmp (syllable, letters, length) == 0)
        fit = syllable[length] == '\0' ? SYLLABLE : BEGINNING;
    }

  return fit;
}

static void
add_reading (Reader   *self,
             gboolean  is_incomplete)
{
  PursuitTextPhrase *phrase = pursuit_text_word_add (self->word);

  self->starts[self->n] = self->length;
  for (guint i = 0; i < self->n; i++)
    g_ptr_array_add (phrase->tokens, g_strdup_printf (PURSUIT_TOKEN_SYLLABLE "%.*s", (int) (self->starts[i + 1] - self->starts[i]),
                                                      self->letters + self->starts[i]));
  phrase->prefix = is_incomplete;
  self->n_readings++;
}

/* Its first consonant alone begins far too many syllables. */
static gboolean
may_end_with (const char *letters,
              gsize       length)
{
  return length >= 2 && letters[1] != 'h';
}

/* Splits what is left from @at on, long syllables first. Only the last one may be incomplete. */
static gboolean
read_from (Reader   *self,
           gsize     at,
           gboolean  is_incomplete)
{
  gsize left = self->length - at;
  gboolean any = FALSE;

  if (left == 0)
    {
      add_reading (self, is_incomplete);
      return TRUE;
    }
  if (self->dead[at])
    return FALSE;

  self->starts[self->n++] = at;
  for (gsize length = MIN (left, LONGEST_SYLLABLE); length > 0 && self->n_readings < MOST_READINGS; length--)
    {
      Fit fit = fits_syllable (self->letters + at, length);

      if (fit == SYLLABLE)
        any |= read_from (self, at + length, FALSE);
      else if (fit == BEGINNING && length == left && self->n > 1 && may_end_with (self->letters + at, length))
        any |= read_from (self, at + length, TRUE);
    }
  self->n--;
  self->dead[at] = !any && self->n_readings < MOST_READINGS;

  return any;
}

static gboolean
are_initials (const char *letters,
              gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (fits_syllable (letters + i, 1) == NO_SYLLABLE)
      return FALSE;

  return length >= 2 && length <= MOST_INITIALS;
}

/*
 * pursuit_text_word_add_pinyin:
 *
 * Lets @word also be found where @letters spell the Chinese that stands there, or its first letters.
 */
void
pursuit_text_word_add_pinyin (PursuitTextWord *word,
                              const char      *letters)
{
  Reader reader = { .word = word, .letters = letters, .length = strlen (letters) };

  if (reader.length < 2 || reader.length > MOST_LETTERS || strspn (letters, "abcdefghijklmnopqrstuvwxyz") != reader.length)
    return;

  read_from (&reader, 0, FALSE);
  if (are_initials (letters, reader.length))
    {
      PursuitTextPhrase *phrase = pursuit_text_word_add (word);

      for (gsize i = 0; i + 1 < reader.length; i++)
        g_ptr_array_add (phrase->tokens, g_strdup_printf (PURSUIT_TOKEN_INITIALS "%c%c", letters[i], letters[i + 1]));
    }
}
