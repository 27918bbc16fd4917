/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE             /* memmem() */
#include "pursuit-text-private.h"

#include "pursuit-han-table.h"

#include <string.h>

/* Letters that Unicode does not decompose, though a person who types in a hurry does. */
static const struct
{
  gunichar    letter;
  const char *plain;
} undecomposed[] = {
  { 0x00e6, "ae" },             /* æ */
  { 0x00f0, "d" },              /* ð */
  { 0x00f8, "o" },              /* ø */
  { 0x0111, "d" },              /* đ */
  { 0x0127, "h" },              /* ħ */
  { 0x0131, "i" },              /* ı */
  { 0x0142, "l" },              /* ł */
  { 0x0153, "oe" },             /* œ */
  { 0x0167, "t" },              /* ŧ */
};

/*
 * pursuit_text_is_han:
 *
 * Returns: %TRUE for a Chinese character
 */
gboolean
pursuit_text_is_han (gunichar c)
{
  return (c >= PURSUIT_HAN_FIRST && c <= PURSUIT_HAN_LAST) || c == 0x3007 /* 〇 */ ||
         (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff);
}

/* Writes the plain form of @c, which is never longer in UTF-8 than @c itself. */
static char *
put_char (char     *out,
          gunichar  c)
{
  if (c >= PURSUIT_HAN_FIRST && c <= PURSUIT_HAN_LAST)
    {
      guint16 simplified = pursuit_han_simplified[c - PURSUIT_HAN_FIRST];

      *out++ = (char) (0xe0 | simplified >> 12);
      *out++ = (char) (0x80 | (simplified >> 6 & 0x3f));
      *out++ = (char) (0x80 | (simplified & 0x3f));
      return out;
    }

  if (c < 0x80)
    {
      *out++ = g_ascii_tolower ((char) c);
      return out;
    }

  return out + g_unichar_to_utf8 (c, out);
}

/* Typographic quotes and dashes are typed as the plain ones. */
static gunichar
get_plain (gunichar c)
{
  if (c >= 0xff01 && c <= 0xff5e)
    return c - 0xfee0;
  if (c >= 0x2010 && c <= 0x2015)
    return '-';
  if (c >= 0x2018 && c <= 0x201b)
    return '\'';
  if (c >= 0x201c && c <= 0x201f)
    return '"';

  return c;
}

/* Whether normalization leaves @c alone, get_plain() aside; a mark that would change it is not simple itself. */
static gboolean
is_simple (gunichar c)
{
  return c < 0x80 ||
         (c >= PURSUIT_HAN_FIRST && c <= PURSUIT_HAN_LAST) ||
         (c >= 0x3000 && c <= 0x3003) ||        /* 　、。〃 */
         (c >= 0x3007 && c <= 0x3015) ||        /* 〇 and brackets */
         (c >= 0xff01 && c <= 0xff5e) ||
         (c >= 0x2012 && c <= 0x2015) ||
         (c >= 0x2018 && c <= 0x201f) ||
         c == 0xb7 /* · */;
}

/*
 * pursuit_text_fold_simple:
 *
 * Returns: what pursuit_text_fold() makes of @c when no mark follows, 0 when that takes more than a look at @c
 */
gunichar
pursuit_text_fold_simple (gunichar c)
{
  if (!is_simple (c))
    return 0;

  c = get_plain (c);
  if (c >= PURSUIT_HAN_FIRST && c <= PURSUIT_HAN_LAST)
    return pursuit_han_simplified[c - PURSUIT_HAN_FIRST];

  return c < 0x80 ? (gunichar) g_ascii_tolower ((char) c) : c;
}

#define LATIN_FIRST 0xc0
#define LATIN_LAST 0x17f

/* What the letters of Latin languages are when they have been normalized, where that is plain ASCII; else empty. */
typedef char LatinTable[LATIN_LAST - LATIN_FIRST + 1][3];

static const LatinTable *get_latin_table (void);

/*
 * Reads a character that is_simple() or a Latin letter may be: up to three bytes. Text has not been checked yet, so that
 * whatever is not well-formed is told apart here; what this takes for a character in spite of that, is_simple() refuses.
 */
static inline gboolean
read_common (const guchar **p,
             gunichar      *out_char)
{
  const guchar *s = *p;

  if (s[0] < 0x80)
    {
      *p += 1;
      *out_char = s[0];
      return TRUE;
    }
  if (s[0] >= 0xe0 && s[0] < 0xf0 && (s[1] & 0xc0) == 0x80 && (s[2] & 0xc0) == 0x80)
    {
      *p += 3;
      *out_char = (gunichar) (s[0] & 0x0f) << 12 | (gunichar) (s[1] & 0x3f) << 6 | (s[2] & 0x3f);
      return *out_char >= 0x800;
    }
  if (s[0] >= 0xc2 && s[0] < 0xe0 && (s[1] & 0xc0) == 0x80)
    {
      *p += 2;
      *out_char = (gunichar) (s[0] & 0x1f) << 6 | (s[1] & 0x3f);
      return TRUE;
    }

  return FALSE;
}

/* Where folded text is written, and whether white space was left out before what comes next. */
typedef struct
{
  char *start;
  char *end;
  gboolean has_gap;
} Folded;

static inline void
close_gap (Folded *out)
{
  if (out->has_gap && out->end > out->start)
    *out->end++ = ' ';
  out->has_gap = FALSE;
}

/* Most of most texts: letters, digits and punctuation in ASCII. */
static inline const guchar *
fold_ascii (const guchar *p,
            Folded       *out)
{
  char *end;

  close_gap (out);
  for (end = out->end; *p > ' ' && *p < 0x7f; p++)
    *end++ = (char) (*p | (guchar) ((guint) (*p - 'A') < 26) << 5);
  out->end = end;

  return p;
}

static inline void
fold_char (gunichar  c,
           Folded   *out)
{
  if (c < PURSUIT_HAN_FIRST || c > PURSUIT_HAN_LAST)
    c = get_plain (c);
  if (c == ' ' || (c >= '\t' && c <= '\r') || c == 0x3000)
    out->has_gap = TRUE;
  else if (c >= ' ' && c != 0x7f)
    {
      close_gap (out);
      out->end = put_char (out->end, c);
    }
}

/*
 * Writes @text into @out, which must have room for as many bytes. Stops with %FALSE at a character that wants
 * normalization, and at what is no character.
 */
static gboolean
fold_common (const char *text,
             char       *out)
{
  const LatinTable *latin = NULL;
  const guchar *p = (const guchar *) text;
  Folded folded = { out, out, FALSE };
  gunichar c;

  while (*p != '\0')
    {
      if (*p > ' ' && *p < 0x7f)
        {
          p = fold_ascii (p, &folded);
          continue;
        }
      if (!read_common (&p, &c))
        return FALSE;
      if (is_simple (c))
        {
          fold_char (c, &folded);
          continue;
        }
      if (c < LATIN_FIRST || c > LATIN_LAST)
        return FALSE;

      latin = latin != NULL ? latin : get_latin_table ();
      if ((*latin)[c - LATIN_FIRST][0] == '\0')
        return FALSE;
      fold_ascii ((const guchar *) (*latin)[c - LATIN_FIRST], &folded);
    }

  *folded.end = '\0';
  return TRUE;
}

/* The same for text that is valid and normalized: every character is what it is. */
static void
fold_normalized (const char *text,
                 char       *out)
{
  Folded folded = { out, out, FALSE };

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    fold_char (g_utf8_get_char (p), &folded);
  *folded.end = '\0';
}

/* The marks of Latin, Greek and Cyrillic letters; those of kana and of Indian scripts make other letters. */
static gboolean
is_accent (gunichar c)
{
  return (c >= 0x0300 && c <= 0x036f) || (c >= 0x1ab0 && c <= 0x1aff) || (c >= 0x1dc0 && c <= 0x1dff) ||
         (c >= 0x20d0 && c <= 0x20ff) || (c >= 0xfe20 && c <= 0xfe2f);
}

static void
append_unaccented (GString  *out,
                   gunichar  c)
{
  if (is_accent (c) || g_unichar_type (c) == G_UNICODE_FORMAT)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (undecomposed); i++)
    if (undecomposed[i].letter == c)
      {
        g_string_append (out, undecomposed[i].plain);
        return;
      }

  g_string_append_unichar (out, g_unichar_isspace (c) ? ' ' : c);
}

/* The long way: compatibility forms, case, accents, invisible characters. */
static char *
normalize (const char *text)
{
  g_autoptr (GString) marked = g_string_sized_new (strlen (text) + 1);
  g_autoptr (GString) plain = NULL;
  g_autofree char *decomposed = NULL;
  g_autofree char *folded = NULL;

  /* ™ and ℠ are no letters of the name, though Unicode would spell them out. */
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) != 0x2122 && g_utf8_get_char (p) != 0x2120)
      g_string_append_unichar (marked, get_plain (g_utf8_get_char (p)));

  decomposed = g_utf8_normalize (marked->str, -1, G_NORMALIZE_ALL);
  folded = g_utf8_casefold (decomposed, -1);
  plain = g_string_sized_new (strlen (folded) + 1);
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    append_unaccented (plain, g_utf8_get_char (p));

  return g_utf8_normalize (plain->str, -1, G_NORMALIZE_ALL_COMPOSE);
}

/* A letter whose plain form is longer than itself, or no ASCII, stays with the long way. */
static void
fill_latin_table (LatinTable table)
{
  for (gunichar c = LATIN_FIRST; c <= LATIN_LAST; c++)
    {
      char letter[8] = "";
      g_autofree char *plain = NULL;

      letter[g_unichar_to_utf8 (c, letter)] = '\0';
      plain = normalize (letter);
      if (strlen (plain) < sizeof table[0] && g_str_is_ascii (plain))
        strcpy (table[c - LATIN_FIRST], plain);
    }
}

static const LatinTable *
get_latin_table (void)
{
  static LatinTable table;
  static gsize is_filled;

  if (g_once_init_enter (&is_filled))
    {
      fill_latin_table (table);
      g_once_init_leave (&is_filled, 1);
    }

  return (const LatinTable *) &table;
}

/* Whatever is not common: invalid text is made valid first. */
static char *
fold_slowly (const char *text)
{
  g_autofree char *valid = g_utf8_validate (text, -1, NULL) ? NULL : g_utf8_make_valid (text, -1);
  g_autofree char *normalized = normalize (valid != NULL ? valid : text);
  char *out = g_malloc (strlen (normalized) + 1);

  fold_normalized (normalized, out);
  return out;
}

/**
 * pursuit_text_fold:
 * @text: (nullable): any text
 *
 * Brings text into the form in which it is searched: compatibility forms and full-width letters
 * made plain, case and accents removed, traditional characters made simplified, white space
 * single and trimmed. Folding twice changes nothing. Names in ASCII and common Chinese take
 * well under a microsecond.
 *
 * Returns: (transfer full): the folded text, empty for %NULL
 */
char *
pursuit_text_fold (const char *text)
{
  char *out;

  if (text == NULL)
    return g_strdup ("");

  out = g_malloc (strlen (text) + 1);
  if (fold_common (text, out))
    return out;

  g_free (out);
  return fold_slowly (text);
}

/*
 * pursuit_text_is_in_key:
 *
 * A plus belongs to the name: A+ is not A.
 */
gboolean
pursuit_text_is_in_key (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum ((char) c) || c == '+';

  return pursuit_text_is_han (c) || g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/*
 * pursuit_text_keep_key:
 *
 * Drops in place what does not belong into a key.
 */
void
pursuit_text_keep_key (char *folded)
{
  const guchar *p = (const guchar *) folded;
  char *out = folded;

  while (*p != '\0')
    {
      const guchar *start = p;

      if (!pursuit_text_is_in_key (pursuit_text_read_char (&p)))
        continue;
      while (start < p)
        *out++ = (char) *start++;
    }

  *out = '\0';
}

/*
 * pursuit_text_find_close:
 *
 * Returns: the bracket that closes the one that @opening begins with; %NULL when @opening begins
 *   with none or it is never closed
 */
const char *
pursuit_text_find_close (const char *opening)
{
  static const char *const pairs[][2] = { { "(", ")" }, { "[", "]" }, { "{", "}" }, { "【", "】" },
                                          { "〔", "〕" }, { "「", "」" }, { "《", "》" } };

  /* nearly every character is none, and is known by its first bytes */
  if (strchr ("([{", *opening) == NULL && !g_str_has_prefix (opening, "\xe3\x80"))
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (g_str_has_prefix (opening, pairs[i][0]))
      return strstr (opening, pairs[i][1]);

  return NULL;
}

/**
 * pursuit_text_fold_key:
 * @text: (nullable): any text
 *
 * Folds like pursuit_text_fold() and drops spaces and punctuation, so that `GTX Pro` and
 * `GTXPro` are the same.
 *
 * Returns: (transfer full): the key; empty when @text has neither letter nor digit
 */
char *
pursuit_text_fold_key (const char *text)
{
  char *folded = pursuit_text_fold (text);

  pursuit_text_keep_key (folded);
  return folded;
}

/**
 * pursuit_text_matches:
 * @folded_haystack: a folded text
 * @folded_needle: a folded text
 *
 * Returns: %TRUE when every word of @folded_needle occurs in @folded_haystack, in any order;
 *   so also when it has no word
 */
gboolean
pursuit_text_matches (const char *folded_haystack,
                      const char *folded_needle)
{
  gsize length;
  const char *word;

  g_return_val_if_fail (folded_haystack != NULL, FALSE);
  g_return_val_if_fail (folded_needle != NULL, FALSE);

  length = strlen (folded_haystack);
  for (word = folded_needle; *word != '\0';)
    {
      gsize word_length = strcspn (word, " ");

      if (word_length > 0 && memmem (folded_haystack, length, word, word_length) == NULL)
        return FALSE;
      word += word_length;
      word += strspn (word, " ");
    }

  return TRUE;
}

/**
 * pursuit_text_initial:
 * @name: (nullable): a name
 *
 * Returns: (transfer full): what stands for @name in an avatar: its first Chinese character, letter
 *   (upper case) or digit; empty when there is none
 */
char *
pursuit_text_initial (const char *name)
{
  char initial[8] = "";

  if (name == NULL || !g_utf8_validate (name, -1, NULL))
    return g_strdup ("");

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = get_plain (g_utf8_get_char (p));

      if (!pursuit_text_is_han (c) && !g_unichar_isalnum (c))
        continue;

      initial[g_unichar_to_utf8 (g_unichar_toupper (c), initial)] = '\0';
      break;
    }

  return g_strdup (initial);
}
