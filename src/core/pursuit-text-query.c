/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-text-query-private.h"

#include <string.h>

#include "pursuit-text-private.h"
#include "pursuit-text-tokens.h"

/* What people type has a few words; the rest of a whole pasted page is not looked for. */
#define MOST_BYTES 8192
#define MOST_WORDS 16
#define MOST_PLACES 64

static void
phrase_free (PursuitTextPhrase *self)
{
  g_ptr_array_unref (self->tokens);
  g_free (self);
}

static void
word_free (PursuitTextWord *self)
{
  g_ptr_array_unref (self->phrases);
  g_free (self);
}

/* An empty phrase that is as good as the others; lent. */
PursuitTextPhrase *
pursuit_text_word_add (PursuitTextWord *word)
{
  PursuitTextPhrase *phrase = g_new0 (PursuitTextPhrase, 1);

  phrase->tokens = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (word->phrases, phrase);

  return phrase;
}

/* The first token of each place of a typed word. */
static int
note_place_cb (gpointer    data,
               const char *token,
               int         length,
               gsize       start,
               gsize       end,
               gboolean    colocated)
{
  GPtrArray *places = data;

  if (colocated)
    return 0;
  if (places->len == MOST_PLACES)
    return 1;
  g_ptr_array_add (places, g_strdup (token));

  return 0;
}

static gboolean
is_pair (const char *token)
{
  return pursuit_text_is_ideograph (g_utf8_get_char (token)) && *g_utf8_next_char (token) != '\0';
}

static void
add_as_typed (PursuitTextWord *word,
              GPtrArray       *places)
{
  PursuitTextPhrase *phrase = pursuit_text_word_add (word);
  const char *last = g_ptr_array_index (places, places->len - 1);

  for (guint i = 0; i < places->len; i++)
    g_ptr_array_add (phrase->tokens, g_strdup (g_ptr_array_index (places, i)));

  /* The pair before it says it already; of a character alone all pairs that it begins are meant. Of Latin words the end may be
   * missing, but what begins with one letter is almost everything. */
  if (places->len > 1 && is_pair (g_ptr_array_index (places, places->len - 2)))
    g_ptr_array_set_size (phrase->tokens, (int) places->len - 1);
  else
    phrase->prefix = last[1] != '\0' && !is_pair (last);
}

static PursuitTextWord *
word_new (const char *typed)
{
  g_autoptr(GPtrArray) places = g_ptr_array_new_with_free_func (g_free);
  PursuitTextWord *self;

  pursuit_text_tokenize (typed, strlen (typed), note_place_cb, places);
  if (places->len == 0)
    return NULL;

  self = g_new0 (PursuitTextWord, 1);
  self->phrases = g_ptr_array_new_with_free_func ((GDestroyNotify) phrase_free);
  add_as_typed (self, places);
  if (places->len == 1)
    pursuit_text_word_add_pinyin (self, g_ptr_array_index (places, 0));

  return self;
}

/**
 * pursuit_text_query_new:
 * @words: (nullable): what somebody typed, of any length and content
 *
 * Returns: (transfer full) (nullable): what it asks for: each word, in any order; the last letters of a Latin word may be
 *   missing, and it may be pinyin or the first letters of it. %NULL when there is neither letter nor digit in it
 */
PursuitTextQuery *
pursuit_text_query_new (const char *words)
{
  g_autofree char *typed = words != NULL ? g_strndup (words, MOST_BYTES) : NULL;
  g_autofree char *folded = pursuit_text_fold (typed);
  g_auto(GStrv) parts = g_strsplit (folded, " ", -1);
  g_autoptr(PursuitTextQuery) self = g_new0 (PursuitTextQuery, 1);

  self->words = g_ptr_array_new_with_free_func ((GDestroyNotify) word_free);
  for (guint i = 0; parts[i] != NULL && self->words->len < MOST_WORDS; i++)
    {
      PursuitTextWord *word = word_new (parts[i]);

      if (word != NULL)
        g_ptr_array_add (self->words, word);
    }

  return self->words->len > 0 ? g_steal_pointer (&self) : NULL;
}

/**
 * pursuit_text_query_free:
 * @self: (transfer full): a query
 */
void
pursuit_text_query_free (PursuitTextQuery *self)
{
  g_ptr_array_unref (self->words);
  g_free (self);
}

/* Tokens have neither quotes nor spaces in them. */
static void
append_phrase (GString                 *match,
               const PursuitTextPhrase *phrase)
{
  for (guint i = 0; i < phrase->tokens->len; i++)
    g_string_append_printf (match, "%s%s", i == 0 ? "\"" : " ", (const char *) g_ptr_array_index (phrase->tokens, i));
  g_string_append (match, phrase->prefix ? "\" *" : "\"");
}

/**
 * pursuit_text_query_dup_match:
 * @self: a query
 *
 * Returns: (transfer full): the right side of a MATCH, made of quoted tokens only
 */
char *
pursuit_text_query_dup_match (PursuitTextQuery *self)
{
  GString *match = g_string_new (NULL);

  for (guint i = 0; i < self->words->len; i++)
    {
      const PursuitTextWord *word = g_ptr_array_index (self->words, i);

      g_string_append (match, i == 0 ? "(" : " AND (");
      for (guint k = 0; k < word->phrases->len; k++)
        {
          if (k > 0)
            g_string_append (match, " OR ");
          append_phrase (match, g_ptr_array_index (word->phrases, k));
        }
      g_string_append_c (match, ')');
    }

  return g_string_free (match, FALSE);
}
