/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-name-word-private.h"

/* Which of many texts might have a word, by their marks alone. */

/* Whether an entry lacks something. What is not asked for is not looked at: with a million entries it is reading the marks that
 * takes time. */
#define LACKS(shelf, mark, i, wanted) ((wanted) != 0 && ((wanted) & ~(shelf)->mark[i]) != 0)

static inline gboolean
meets (const PursuitNameShelf *shelf,
       guint                   i,
       const PursuitNameParse *parse)
{
  return !LACKS (shelf, initials, i, parse->initials) && !LACKS (shelf, pairs, i, parse->pairs) &&
         !LACKS (shelf, syllables, i, parse->syllables) && !LACKS (shelf, letters, i, parse->letters) &&
         (parse->any_syllable == 0 || (parse->any_syllable & shelf->syllables[i]) != 0);
}

static inline gboolean
may_be_read (const PursuitNameShelf *shelf,
             guint                   i,
             const PursuitNameWord  *word)
{
  /* at least what the word begins with: most texts do not have it */
  if (!meets (shelf, i, &word->common))
    return FALSE;

  for (guint g = 0; g < word->n_groups; g++)
    {
      guint n = word->groups[g].n;
      const PursuitNameParse *parses = word->parses + word->groups[g].first;

      if (!meets (shelf, i, &word->groups[g].common))
        continue;
      if (n == 1)
        return TRUE;
      for (guint k = 0; k < n; k++)
        if (meets (shelf, i, &parses[k]))
          return TRUE;
    }

  return FALSE;
}

/* In which ways the text might have the word. */
PursuitNameWays
pursuit_name_get_ways (const PursuitNameShelf *shelf,
                       guint                   i,
                       const PursuitNameWord  *word)
{
  PursuitNameWays ways = 0;

  if (!LACKS (shelf, letters, i, word->letters) && !LACKS (shelf, grams, i, word->grams))
    ways |= PURSUIT_NAME_LITERAL;
  if (word->n_units > 0 && may_be_read (shelf, i, word))
    ways |= PURSUIT_NAME_PINYIN;
  if (word->digits != NULL && !LACKS (shelf, grams, i, word->digit_grams))
    ways |= PURSUIT_NAME_DIGITS;

  return ways;
}

/* What a text must have at least for each of the ways; what is not asked for is known when the function is made, so that the
 * loop has no branches: a text that the processor cannot foresee costs more than looking at all of its marks. */
static inline guint
sieve (const PursuitNameShelf *shelf,
       const PursuitNameWord  *word,
       guint                   from,
       guint                   to,
       guint32                *out_places,
       gboolean                with_letters,
       gboolean                with_grams,
       gboolean                with_readings,
       gboolean                with_digits)
{
  const PursuitNameParse *read = &word->common;
  guint n = 0;

  for (guint i = from; i < to; i++)
    {
      guint64 lacks = 0;
      gboolean passes;

      if (with_letters)
        lacks |= word->letters & ~shelf->letters[i];
      if (with_grams)
        lacks |= word->grams & ~shelf->grams[i];
      passes = lacks == 0;
      if (with_readings)
        passes |= ((read->pairs & ~shelf->pairs[i]) | (read->initials & ~shelf->initials[i]) |
                   (read->syllables & ~shelf->syllables[i]) | (with_letters ? read->letters & ~shelf->letters[i] : 0)) == 0;
      if (with_digits)
        passes |= (word->digit_grams & ~shelf->grams[i]) == 0;
      out_places[n] = i;
      n += passes ? 1 : 0;
    }

  return n;
}

/**
 * pursuit_name_sieve:
 * @shelf: entries
 * @word: a word
 * @from: the first entry to look at
 * @to: the one after the last, at most %PURSUIT_NAME_CHUNK further
 * @out_places: (out): those that might have the word
 *
 * A quick look that leaves out most of what pursuit_name_get_ways() says 0 of, and nothing else.
 *
 * Returns: how many were left in @out_places
 */
guint
pursuit_name_sieve (const PursuitNameShelf *shelf,
                    const PursuitNameWord  *word,
                    guint                   from,
                    guint                   to,
                    guint32                *out_places)
{
  gboolean with_letters = word->letters != 0;
  gboolean with_grams = word->grams != 0;

  /* one letter: no mark says where it is not */
  if (!with_letters && !with_grams)
    return sieve (shelf, word, from, to, out_places, FALSE, FALSE, FALSE, FALSE);
  if (word->digits != NULL)
    return sieve (shelf, word, from, to, out_places, TRUE, TRUE, word->n_units > 0, TRUE);
  if (word->n_units == 0 && !with_grams)
    return sieve (shelf, word, from, to, out_places, TRUE, FALSE, FALSE, FALSE);
  if (word->n_units == 0)
    return sieve (shelf, word, from, to, out_places, TRUE, TRUE, FALSE, FALSE);
  if (!with_letters)
    return sieve (shelf, word, from, to, out_places, FALSE, TRUE, TRUE, FALSE);

  return sieve (shelf, word, from, to, out_places, TRUE, TRUE, TRUE, FALSE);
}
