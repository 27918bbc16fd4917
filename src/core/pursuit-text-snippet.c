/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-text-query-private.h"

#include <string.h>

#include "pursuit-text-private.h"
#include "pursuit-text-tokens.h"

/*
 * Finds the words of a query in the text itself, folded by the same rules as the index, and cuts out the part around them. The
 * index only says which texts to look at: what it has too much, because another program changed the file, is noticed here.
 */

/* How much is shown before the first word and in all, in bytes; a Chinese character has three and is twice as wide. */
#define BEFORE 36
#define SHOWN 150
/* More places of one word than these cannot be seen in it anyway. */
#define MOST_HITS 200

typedef struct
{
  guint place;
  guint offset;         /* into the text of all tokens */
  gsize start;
  gsize end;
} Token;

typedef struct
{
  GArray *tokens;       /* Token, by place */
  GArray *firsts;       /* guint: the first token of each place, and the end of all */
  GString *text;        /* the tokens, each with a zero behind it */
} Places;

typedef struct
{
  gsize start;
  gsize end;
  guint word;
} Hit;

static int
note_token_cb (gpointer    data,
               const char *token,
               int         length,
               gsize       start,
               gsize       end,
               gboolean    colocated)
{
  Places *self = data;
  Token noted = { 0, (guint) self->text->len, start, end };

  if (!colocated)
    g_array_append_val (self->firsts, self->tokens->len);
  noted.place = self->firsts->len - 1;
  g_array_append_val (self->tokens, noted);
  g_string_append_len (self->text, token, length + 1);

  return 0;
}

static void
places_init (Places     *self,
             const char *text)
{
  self->tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  self->firsts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->text = g_string_new (NULL);
  pursuit_text_tokenize (text, strlen (text), note_token_cb, self);
  g_array_append_val (self->firsts, self->tokens->len);
}

static void
places_clear (Places *self)
{
  g_array_unref (self->tokens);
  g_array_unref (self->firsts);
  g_string_free (self->text, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Places, places_clear)

/* The token at @place that is @wanted, or begins like it. */
static const Token *
find_at (const Places *self,
         guint         place,
         const char   *wanted,
         gboolean      prefix)
{
  guint end = g_array_index (self->firsts, guint, place + 1);

  for (guint i = g_array_index (self->firsts, guint, place); i < end; i++)
    {
      const Token *token = &g_array_index (self->tokens, Token, i);
      const char *text = self->text->str + token->offset;

      if (prefix ? g_str_has_prefix (text, wanted) : g_str_equal (text, wanted))
        return token;
    }

  return NULL;
}

/* Where a match ends: of a pair that begins with the character that was looked for, with that character. */
static gsize
get_end (const Places *self,
         const Token  *token,
         const char   *wanted)
{
  const char *text = self->text->str + token->offset;

  if (!pursuit_text_is_ideograph (g_utf8_get_char (text)) || g_str_equal (text, wanted))
    return token->end;

  return g_array_index (self->tokens, Token, g_array_index (self->firsts, guint, token->place + 1)).start;
}

static gboolean
matches_at (const Places            *self,
            guint                    place,
            const PursuitTextPhrase *phrase,
            Hit                     *out_hit)
{
  guint n = phrase->tokens->len;

  if (place + n > self->firsts->len - 1)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const Token *token = find_at (self, place + i, g_ptr_array_index (phrase->tokens, i), phrase->prefix && i == n - 1);

      if (token == NULL)
        return FALSE;
      if (i == 0)
        out_hit->start = token->start;
      out_hit->end = get_end (self, token, g_ptr_array_index (phrase->tokens, i));
    }

  return TRUE;
}

static gboolean
find_word (const Places          *self,
           const PursuitTextWord *word,
           guint                  number,
           GArray                *hits)
{
  guint before = hits->len;
  Hit hit = { 0, 0, number };

  for (guint place = 0; place + 1 < self->firsts->len && hits->len - before < MOST_HITS; place++)
    for (guint k = 0; k < word->phrases->len; k++)
      if (matches_at (self, place, g_ptr_array_index (word->phrases, k), &hit))
        {
          g_array_append_val (hits, hit);
          break;
        }

  return hits->len > before;
}

static int
compare_hits (gconstpointer a,
              gconstpointer b)
{
  const Hit *one = a;
  const Hit *two = b;

  if (one->start != two->start)
    return one->start < two->start ? -1 : 1;

  return one->end < two->end ? -1 : one->end > two->end;
}

/* Where to look: at the place from which most of the words can be seen at once. */
static gsize
choose_start (GArray *hits)
{
  gsize best = g_array_index (hits, Hit, 0).start;
  int most = 0;

  for (guint i = 0; i < hits->len; i++)
    {
      const Hit *first = &g_array_index (hits, Hit, i);
      guint seen = 0;
      int n = 0;

      for (guint k = i; k < hits->len && g_array_index (hits, Hit, k).end <= first->start + SHOWN - BEFORE; k++)
        seen |= 1u << g_array_index (hits, Hit, k).word;
      for (; seen != 0; seen &= seen - 1)
        n++;
      if (n > most)
        {
          most = n;
          best = first->start;
        }
    }

  return best;
}

/* Line ends become spaces, and what would be taken for a mark, or is no character, is left out. */
static void
append_shown (GString    *out,
              const char *text,
              gsize       start,
              gsize       end)
{
  for (const char *p = text + start; p < text + end;)
    {
      gunichar c = g_utf8_get_char_validated (p, text + end - p);

      if (c >= (gunichar) -2)
        {
          p++;
          continue;
        }
      p = g_utf8_next_char (p);
      if (g_unichar_isspace (c))
        {
          if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c (out, ' ');
        }
      else if (!g_unichar_iscntrl (c))
        g_string_append_unichar (out, c);
    }
}

static gboolean
is_continuation (char byte)
{
  return ((guchar) byte & 0xc0) == 0x80;
}

/* Rather at the beginning of a word than within it. */
static gsize
choose_from (const char *text,
             gsize       first)
{
  gsize from = first > BEFORE ? first - BEFORE : 0;

  while (from > 0 && is_continuation (text[from]))
    from--;
  if (from == 0 || !g_ascii_isalnum (text[from]) || !g_ascii_isalnum (text[from - 1]))
    return from;
  for (gsize at = from; at < first; at++)
    if (text[at] == ' ')
      return at + 1;

  return from;
}

static char *
cut_out (const char *text,
         GArray     *hits)
{
  gsize length = strlen (text);
  gsize first = choose_start (hits);
  gsize at = choose_from (text, first);
  gsize to = MIN (at + SHOWN, length);
  GString *out = g_string_new (at > 0 ? "…" : "");

  for (guint i = 0; i < hits->len; i++)
    {
      const Hit *hit = &g_array_index (hits, Hit, i);

      /* The place that was chosen is shown whole, however long it is. */
      if (hit->start < at || (hit->end > to && hit->start != first))
        continue;
      append_shown (out, text, at, hit->start);
      g_string_append (out, PURSUIT_MATCH_BEGIN);
      append_shown (out, text, hit->start, hit->end);
      g_string_append (out, PURSUIT_MATCH_END);
      at = hit->end;
    }
  to = MAX (to, at);
  while (to < length && is_continuation (text[to]))
    to++;
  append_shown (out, text, at, to);
  if (to < length)
    g_string_append (out, "…");

  return g_string_free (out, FALSE);
}

/**
 * pursuit_text_query_dup_snippet:
 * @self: a query
 * @text: the text that is said to match
 *
 * Cuts one line out of @text: what stands around the words, each of them between %PURSUIT_MATCH_BEGIN and %PURSUIT_MATCH_END.
 *
 * Returns: (transfer full) (nullable): the line; %NULL when not every word occurs in @text
 */
char *
pursuit_text_query_dup_snippet (PursuitTextQuery *self,
                                const char       *text)
{
  g_autoptr(GArray) hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  g_auto(Places) places = { NULL };

  places_init (&places, text);
  for (guint i = 0; i < self->words->len; i++)
    if (!find_word (&places, g_ptr_array_index (self->words, i), i, hits))
      return NULL;

  g_array_sort (hits, compare_hits);
  return cut_out (text, hits);
}
