/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-name-word-private.h"

#include "pursuit-pinyin.h"

/* One word that is looked for: in texts as it stands, as pinyin, and as a telephone number. */

static void
take_marks (PursuitNameWord *self)
{
  const char *end = self->text + self->length;
  char last = '\0';

  for (const char *p = self->text; p < end;)
    {
      gunichar c = pursuit_name_read_char (&p);

      if (self->n_chars++ == 0)
        {
          self->start = pursuit_name_mark_start (c);
          self->head = pursuit_name_mark_head (c);
        }
      if (c >= 0x80)
        self->letters |= pursuit_name_mark_letter (c);
      else if (last != '\0')
        self->grams |= pursuit_name_mark_gram (last, (char) c);
      last = c < 0x80 ? (char) c : '\0';
    }
}

/* A number may be typed with other separators than it was noted with. */
static void
take_digits (PursuitNameWord *self)
{
  g_autoptr(GString) digits = g_string_new (NULL);

  for (const char *p = self->text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      {
        if (digits->len > 0)
          self->digit_grams |= pursuit_name_mark_gram (digits->str[digits->len - 1], *p);
        g_string_append_c (digits, *p);
      }
    else if (!pursuit_name_separates_digits (*p))
      return;

  if (digits->len < 3)
    return;
  self->n_digits = digits->len;
  self->digits = g_strdup (digits->str);
}

/* Chinese characters and letters, at least one of them a letter: nothing else is typed as pinyin. */
static gboolean
take_units (PursuitNameWord *self)
{
  const char *end = self->text + self->length;
  gboolean has_letter = FALSE;
  guint n = 0;

  if (self->n_chars > PURSUIT_NAME_MOST_UNITS)
    return FALSE;

  for (const char *p = self->text; p < end; n++)
    {
      gunichar c = pursuit_name_read_char (&p);

      if (c >= 0x80 ? !pursuit_name_is_han (c) : !g_ascii_isalnum ((char) c))
        return FALSE;
      self->has_han |= c >= 0x80;
      has_letter |= c < 0x80 && g_ascii_isalpha ((char) c);
      self->units[n] = c;
      if (c < 0x80)
        self->ascii[c] |= G_GUINT64_CONSTANT (1) << n;
    }
  if (has_letter)
    self->n_units = n;

  return has_letter;
}

static void
take_steps (PursuitNameWord *self)
{
  self->steps = g_new0 (PursuitNameSteps, pursuit_pinyin_n_syllables ());
  for (guint s = 0; s < pursuit_pinyin_n_syllables (); s++)
    {
      PursuitNameSteps *steps = &self->steps[s];
      const char *spelled = pursuit_pinyin_spell (s);
      gboolean has_two = strchr ("zcs", spelled[0]) != NULL && spelled[1] == 'h';

      steps->length = (guint8) strlen (spelled);
      for (guint place = 0; place < self->n_units; place++)
        {
          guint64 bit = G_GUINT64_CONSTANT (1) << place;
          guint n = pursuit_name_word_count_common (self, place, spelled);

          if (n >= 1)
            steps->initial |= bit;
          if (n >= 2 && has_two)
            steps->two |= bit;
          if (n == steps->length)
            steps->whole |= bit;
          if (n > 0 && place + n == self->n_units)
            steps->part |= bit;
          if (n > 0)
            steps->all |= bit;
        }
    }
}

/**
 * pursuit_name_word_new:
 * @folded: where a folded word begins
 * @length: its bytes
 *
 * Returns: (transfer full): the word, ready to be looked for
 */
PursuitNameWord *
pursuit_name_word_new (const char *folded,
                       gsize       length)
{
  PursuitNameWord *self = g_new0 (PursuitNameWord, 1);

  self->text = g_strndup (folded, length);
  self->length = length;
  self->rarest = (gsize) (g_utf8_next_char (self->text) - self->text) - 1;
  take_marks (self);
  take_digits (self);
  if (take_units (self))
    {
      take_steps (self);
      pursuit_name_word_parse (self);
    }

  return self;
}

/**
 * pursuit_name_word_free:
 * @self: (transfer full): a word
 */
void
pursuit_name_word_free (PursuitNameWord *self)
{
  g_free (self->text);
  g_free (self->steps);
  g_free (self->digits);
  g_free (self);
}

/**
 * pursuit_name_words_new:
 * @folded: a folded text
 *
 * Returns: (transfer full) (element-type PursuitNameWord): its words, ready to be looked for; of absurdly many or long ones
 *   only the first, and of these the beginning
 */
GPtrArray *
pursuit_name_words_new (const char *folded)
{
  GPtrArray *words = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_name_word_free);

  for (const char *p = folded; *p != '\0' && words->len < PURSUIT_NAME_MOST_WORDS;)
    {
      gsize length = strcspn (p, " ");
      gsize used = 0;

      while (used < length && used < PURSUIT_NAME_LONGEST_WORD)
        used = (gsize) (g_utf8_next_char (p + used) - p);
      if (used > 0)
        g_ptr_array_add (words, pursuit_name_word_new (p, used));
      p += length;
      p += strspn (p, " ");
    }

  return words;
}

/**
 * pursuit_name_words_join:
 * @words: (element-type PursuitNameWord): words
 *
 * Returns: (transfer full) (nullable): the number that several numbers may be, as in 138 0013 8000
 */
PursuitNameWord *
pursuit_name_words_join (GPtrArray *words)
{
  g_autoptr(GString) digits = g_string_new (NULL);

  if (words->len < 2)
    return NULL;
  for (guint i = 0; i < words->len; i++)
    {
      const PursuitNameWord *word = g_ptr_array_index (words, i);

      for (const char *p = word->text; *p != '\0'; p++)
        if (g_ascii_isdigit (*p))
          g_string_append_c (digits, *p);
        else if (!pursuit_name_separates_digits (*p))
          return NULL;
    }

  return digits->len >= 3 ? pursuit_name_word_new (digits->str, digits->len) : NULL;
}

/* memmem() prepares for long texts, which takes longer than to go through one of ours. Of a Chinese character the last byte
 * is looked for: the first is that of every other one, too. */
static const char *
find_bytes (const PursuitNameWord *self,
            const char            *from,
            const char            *end)
{
  while ((gsize) (end - from) >= self->length)
    {
      const char *last = end - self->length;
      const char *at = memchr (from + self->rarest, self->text[self->rarest], (gsize) (last - from) + 1);

      if (at == NULL)
        return NULL;
      at -= self->rarest;
      if (memcmp (at, self->text, self->length) == 0)
        return at;
      from = at + 1;
    }

  return NULL;
}

static gboolean
begins_word (const PursuitNameText *text,
             const char            *at)
{
  return at == text->text || pursuit_name_is_separator (g_utf8_get_char (g_utf8_prev_char (at)));
}

/**
 * pursuit_name_word_find:
 * @self: a word
 * @text: a text
 * @needed: the worst place that is of interest
 *
 * Returns: where in @text the word stands as it was typed, at its best place; nowhere when that is worse than @needed
 */
PursuitNameWhere
pursuit_name_word_find (const PursuitNameWord  *self,
                        const PursuitNameText  *text,
                        PursuitNameWhere        needed)
{
  const char *end = text->text + text->length;
  const char *at;

  if (self->length <= text->length && memcmp (text->text, self->text, self->length) == 0)
    return self->length == text->name_length ? PURSUIT_NAME_WHOLE : PURSUIT_NAME_PREFIX;
  if (needed < PURSUIT_NAME_WORD_START)
    return PURSUIT_NAME_NOWHERE;

  at = find_bytes (self, text->text, end);
  if (at == NULL)
    return PURSUIT_NAME_NOWHERE;
  for (; at != NULL; at = find_bytes (self, at + 1, end))
    if (begins_word (text, at))
      return PURSUIT_NAME_WORD_START;

  return needed == PURSUIT_NAME_INSIDE ? PURSUIT_NAME_INSIDE : PURSUIT_NAME_NOWHERE;
}

/* A reading in progress: bit n says that the first n units of the word have been read up to here. */
typedef struct
{
  guint64 any;          /* begun anywhere */
  guint64 word;         /* begun where a word begins */
  guint64 name;         /* begun where the name begins */
} Reading;

/* What one Chinese character of the text adds to what was read before it. */
static inline guint64
read_han (const PursuitNameWord *self,
          gunichar               c,
          const guint16         *list,
          guint                  n,
          guint64                before)
{
  guint64 after = 0;

  if (before == 0)
    return 0;

  for (guint i = 0; i < n; i++)
    {
      const PursuitNameSteps *steps = &self->steps[list[i]];

      if ((before & steps->all) == 0)
        continue;
      after |= (before & steps->initial) << 1;
      after |= (before & steps->two) << 2;
      after |= (before & steps->whole) << steps->length;
      if ((before & steps->part) != 0)
        after |= G_GUINT64_CONSTANT (1) << self->n_units;
    }
  if (self->has_han)
    for (guint i = 0; i < self->n_units; i++)
      if (self->units[i] == c)
        after |= (before & (G_GUINT64_CONSTANT (1) << i)) << 1;

  return after;
}

/* The same for a letter or digit of the name, which stands for itself. */
static inline void
read_other (const PursuitNameWord *self,
            gunichar               c,
            gboolean               is_in_name,
            Reading               *at)
{
  guint64 places = is_in_name && c < 0x80 ? self->ascii[c] : 0;

  at->any = (at->any & places) << 1;
  at->word = (at->word & places) << 1;
  at->name = (at->name & places) << 1;
}

static inline void
read_one (const PursuitNameWord *self,
          gunichar               c,
          gboolean               is_han,
          gboolean               is_in_name,
          Reading               *at)
{
  const guint16 *list = NULL;
  guint n;

  if (!is_han)
    {
      read_other (self, c, is_in_name, at);
      return;
    }

  n = pursuit_pinyin_list (c, &list);
  at->any = read_han (self, c, list, n, at->any);
  at->word = read_han (self, c, list, n, at->word);
  at->name = read_han (self, c, list, n, at->name);
}

/**
 * pursuit_name_word_read:
 * @self: a word with units
 * @text: a text
 * @needed: the worst place that is of interest
 *
 * Reads the Chinese characters of @text in all ways in which they can be typed: whole syllables, initials, the characters
 * themselves, and at the end of the word the beginning of a syllable. Letters and digits of the name are read as they stand.
 *
 * Returns: where in @text the word can be read, at its best place; nowhere when that is worse than @needed
 */
PursuitNameWhere
pursuit_name_word_read (const PursuitNameWord *self,
                        const PursuitNameText *text,
                        PursuitNameWhere       needed)
{
  const char *end = text->text + text->length;
  const guint64 done = G_GUINT64_CONSTANT (1) << self->n_units;
  PursuitNameWhere best = PURSUIT_NAME_NOWHERE;
  Reading at = { 0 };
  gboolean is_start = TRUE;
  gboolean was_han = FALSE;
  gboolean has_gap = FALSE;

  for (const char *p = text->text; p < end;)
    {
      gboolean is_name_start = p == text->text;
      gboolean is_in_name = (gsize) (p - text->text) < text->name_length;
      gunichar c = pursuit_name_read_char (&p);
      gboolean is_han = pursuit_name_is_han (c);

      if (!is_han && pursuit_name_is_separator (c))
        {
          /* characters may have something between them; letters are another word then */
          if (!was_han)
            at = (Reading) { 0 };
          has_gap = is_start = TRUE;
          continue;
        }
      if (has_gap && !is_han)
        at = (Reading) { 0 };
      at.any |= needed == PURSUIT_NAME_INSIDE;
      at.word |= is_start && needed >= PURSUIT_NAME_WORD_START;
      at.name |= is_name_start;
      read_one (self, c, is_han, is_in_name, &at);
      was_han = is_han;
      has_gap = is_start = FALSE;

      if ((at.name & done) != 0)
        best = MIN (best, (gsize) (p - text->text) == text->name_length ? PURSUIT_NAME_WHOLE : PURSUIT_NAME_PREFIX);
      else if ((at.word & done) != 0)
        best = MIN (best, PURSUIT_NAME_WORD_START);
      else if ((at.any & done) != 0)
        best = MIN (best, PURSUIT_NAME_INSIDE);

      /* it gets no better any more */
      if (at.name == 0 && (best <= PURSUIT_NAME_WORD_START || needed < PURSUIT_NAME_WORD_START))
        break;
    }

  return best;
}

static gboolean
dial_from (const PursuitNameWord *self,
           const char            *p,
           const char            *end)
{
  gsize n = 0;

  for (; p < end && n < self->n_digits; p++)
    if (*p == self->digits[n])
      n++;
    else if (!pursuit_name_separates_digits (*p))
      return FALSE;

  return n == self->n_digits;
}

/**
 * pursuit_name_word_dial:
 * @self: a word with digits
 * @text: a text
 *
 * Returns: %TRUE when the digits stand in @text, whatever separates them
 */
gboolean
pursuit_name_word_dial (const PursuitNameWord *self,
                        const PursuitNameText *text)
{
  const char *end = text->text + text->length;

  for (const char *p = text->text; (p = memchr (p, self->digits[0], (gsize) (end - p))) != NULL; p++)
    if (dial_from (self, p, end))
      return TRUE;

  return FALSE;
}

/**
 * pursuit_name_word_look:
 * @word: a word
 * @text: a text
 * @ways: in which ways it might have the word
 * @needed: the worst place that is of interest
 * @out_way: (out): in which way it has
 *
 * Returns: the best place where @text has the word
 */
PursuitNameWhere
pursuit_name_word_look (const PursuitNameWord *word,
                        const PursuitNameText *text,
                        PursuitNameWays        ways,
                        PursuitNameWhere       needed,
                        PursuitNameWays       *out_way)
{
  PursuitNameWhere where = PURSUIT_NAME_NOWHERE;

  *out_way = PURSUIT_NAME_LITERAL;
  if ((ways & PURSUIT_NAME_LITERAL) != 0)
    where = pursuit_name_word_find (word, text, needed);
  if ((ways & PURSUIT_NAME_PINYIN) != 0 && where > PURSUIT_NAME_PREFIX)
    {
      PursuitNameWhere better = where == PURSUIT_NAME_NOWHERE ? needed : MIN (needed, where - 1);
      PursuitNameWhere read = pursuit_name_word_read (word, text, better);

      if (read != PURSUIT_NAME_NOWHERE)
        {
          *out_way = PURSUIT_NAME_PINYIN;
          where = read;
        }
    }
  if (where == PURSUIT_NAME_NOWHERE && (ways & PURSUIT_NAME_DIGITS) != 0 && needed == PURSUIT_NAME_INSIDE &&
      pursuit_name_word_dial (word, text))
    {
      *out_way = PURSUIT_NAME_DIGITS;
      where = PURSUIT_NAME_INSIDE;
    }

  return where;
}
