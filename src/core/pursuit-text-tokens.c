/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-text-tokens.h"

#include <string.h>

#include "pursuit-pinyin.h"
#include "pursuit-text-private.h"

/*
 * Cuts long text into what is searched for. Latin words and numbers are one token each. Chinese has no words between spaces: each
 * character becomes a pair with the next one, so that a word of any length is found as a phrase of pairs and a single character
 * as what pairs begin with; only the last one stands alone. At the same place stands the pinyin, in all readings. Everything
 * else only separates.
 *
 * What is cut here is kept in files: a change of the result goes with PURSUIT_TEXT_INDEX_VERSION (pursuit-text-index.c).
 */

/* A token longer than this is no word that somebody types. */
#define LONGEST 64

typedef enum
{
  GAP,
  LETTER,
  DIGIT,
  IDEOGRAPH,
} CharKind;

typedef struct
{
  PursuitTokenFunc func;
  gpointer data;
  int answer;           /* of the function, once it is not 0 */

  /* The word that is being read. */
  CharKind kind;
  char word[LONGEST + 8];
  int length;
  gsize start;
  gsize end;

  /* The character before this one, which waits for its neighbour. */
  gunichar ideograph;
  gsize ideograph_start;
  gsize ideograph_end;
} Cutter;

/*
 * pursuit_text_is_ideograph:
 *
 * Returns: %TRUE for Chinese and kana, which are written without spaces
 */
gboolean
pursuit_text_is_ideograph (gunichar c)
{
  return pursuit_text_is_han (c) || (c >= 0x3041 && c <= 0x312f && c != 0x30fb) || (c >= 0x31a0 && c <= 0x31ff);
}

static CharKind
get_kind (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalpha ((char) c) ? LETTER : g_ascii_isdigit ((char) c) ? DIGIT : GAP;
  if (pursuit_text_is_ideograph (c))
    return IDEOGRAPH;
  if (g_unichar_isdigit (c))
    return DIGIT;

  return g_unichar_isalnum (c) || g_unichar_ismark (c) ? LETTER : GAP;
}

static void
emit (Cutter      *self,
      const char  *token,
      int          length,
      gsize        start,
      gsize        end,
      gboolean     colocated)
{
  if (self->answer == 0)
    self->answer = self->func (self->data, token, length, start, end, colocated);
}

static void
end_word (Cutter *self)
{
  if (self->length == 0)
    return;

  self->word[self->length] = '\0';
  emit (self, self->word, self->length, self->start, self->end, FALSE);
  self->length = 0;
}

static void
emit_syllables (Cutter *self)
{
  const guint16 *syllables;
  guint n = pursuit_pinyin_list (self->ideograph, &syllables);

  for (guint i = 0; i < n; i++)
    {
      const char *syllable = pursuit_pinyin_spell (syllables[i]);
      gsize length = strlen (syllable);
      char token[16] = PURSUIT_TOKEN_SYLLABLE;

      g_assert (length + 2 <= sizeof token);
      memcpy (token + 1, syllable, length + 1);
      emit (self, token, (int) length + 1, self->ideograph_start, self->ideograph_end, TRUE);
    }
}

/* The letters that readings of @c begin with, a bit each. */
static guint
get_initials (gunichar c)
{
  const guint16 *syllables;
  guint n = pursuit_pinyin_list (c, &syllables);
  guint initials = 0;

  for (guint i = 0; i < n; i++)
    initials |= 1u << (*pursuit_pinyin_spell (syllables[i]) - 'a');

  return initials;
}

static void
emit_initials (Cutter   *self,
               gunichar  next,
               gsize     next_end)
{
  guint second = get_initials (next);

  if (second == 0)
    return;
  for (guint a = get_initials (self->ideograph); a != 0; a &= a - 1)
    for (guint b = second; b != 0; b &= b - 1)
      {
        const char token[] = { *PURSUIT_TOKEN_INITIALS, (char) ('a' + g_bit_nth_lsf (a, -1)), (char) ('a' + g_bit_nth_lsf (b, -1)), '\0' };

        emit (self, token, 3, self->ideograph_start, next_end, TRUE);
      }
}

/* @next is 0 at the end of a run. */
static void
end_ideograph (Cutter   *self,
               gunichar  next,
               gsize     next_end)
{
  char token[16];
  int length;

  if (self->ideograph == 0)
    return;

  length = g_unichar_to_utf8 (self->ideograph, token);
  if (next != 0)
    length += g_unichar_to_utf8 (next, token + length);
  token[length] = '\0';
  emit (self, token, length, self->ideograph_start, next != 0 ? next_end : self->ideograph_end, FALSE);
  if (next != 0)
    emit_initials (self, next, next_end);
  emit_syllables (self);
  self->ideograph = 0;
}

static void
add_to_word (Cutter   *self,
             CharKind  kind,
             gunichar  c,
             gsize     start,
             gsize     end)
{
  if (kind != self->kind)
    end_word (self);
  if (self->length == 0)
    {
      self->kind = kind;
      self->start = start;
    }
  self->end = end;
  if (self->length < LONGEST - 6)
    self->length += g_unichar_to_utf8 (c, self->word + self->length);
}

/* One folded character, which stands in the text from @start to @end. */
static void
add (Cutter   *self,
     gunichar  c,
     gsize     start,
     gsize     end)
{
  CharKind kind = get_kind (c);

  if (kind == IDEOGRAPH)
    {
      end_word (self);
      end_ideograph (self, c, end);
      self->ideograph = c;
      self->ideograph_start = start;
      self->ideograph_end = end;
      return;
    }

  end_ideograph (self, 0, 0);
  if (kind == GAP)
    end_word (self);
  else
    add_to_word (self, kind, c, start, end);
}

/* A character that folding cannot treat alone, with the marks that belong to it. What vanishes does not separate. */
static void
add_folded (Cutter     *self,
            const char *text,
            gsize       start,
            gsize       end)
{
  g_autofree char *piece = g_strndup (text + start, end - start);
  g_autofree char *folded = pursuit_text_fold (piece);

  if (*folded == '\0' && g_unichar_isspace (g_utf8_get_char (piece)))
    add (self, ' ', start, end);
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    add (self, g_utf8_get_char (p), start, end);
}

static gsize
skip_marks (const char *text,
            gsize       length,
            gsize       at)
{
  while (at < length && (guchar) text[at] >= 0xcc)
    {
      gunichar c = g_utf8_get_char_validated (text + at, (gssize) (length - at));

      if (c >= (gunichar) -2 || !g_unichar_ismark (c))
        break;
      at += (gsize) g_unichar_to_utf8 (c, NULL);
    }

  return at;
}

/**
 * pursuit_text_tokenize:
 * @text: (array length=length): any bytes; what is no UTF-8 separates
 * @length: how many
 * @func: gets the tokens in the order of their places
 * @data: for @func
 *
 * Cuts text into folded tokens, see pursuit_text_fold().
 *
 * Returns: 0, or what @func stopped with
 */
int
pursuit_text_tokenize (const char       *text,
                       gsize             length,
                       PursuitTokenFunc  func,
                       gpointer          data)
{
  Cutter cutter = { .func = func, .data = data };
  gsize at = 0;

  while (at < length && cutter.answer == 0)
    {
      gunichar c = g_utf8_get_char_validated (text + at, (gssize) (length - at));
      gsize start = at;
      gunichar plain;

      if (c >= (gunichar) -2 || c == 0)
        {
          at++;
          add (&cutter, ' ', start, at);
          continue;
        }

      at += (gsize) g_unichar_to_utf8 (c, NULL);
      plain = pursuit_text_fold_simple (c);
      if (plain == 0 || (at < length && (guchar) text[at] >= 0xcc && skip_marks (text, length, at) > at))
        {
          at = skip_marks (text, length, at);
          add_folded (&cutter, text, start, at);
        }
      else
        add (&cutter, plain, start, at);
    }

  end_ideograph (&cutter, 0, 0);
  end_word (&cutter);
  return cutter.answer;
}
