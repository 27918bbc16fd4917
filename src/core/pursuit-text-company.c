/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-text-private.h"

#include <string.h>

#define SUFFIX(text) { text, sizeof (text) - 1 }

/* What says only that it is a company; where one ends with another, the longer stands first. */
static const struct
{
  const char *text;
  gsize       length;
} han_suffixes[] = {
  SUFFIX ("股份有限责任公司"),
  SUFFIX ("有限责任公司"),
  SUFFIX ("股份有限公司"),
  SUFFIX ("有限公司"),
  SUFFIX ("股份公司"),
  SUFFIX ("集团公司"),
  SUFFIX ("总公司"),
  SUFFIX ("公司"),
  SUFFIX ("集团"),
  SUFFIX ("有限责任"),
  SUFFIX ("有限合伙"),
  SUFFIX ("普通合伙"),
  SUFFIX ("株式会社"),
};

static const char *const latin_suffixes[] = {
  "ab", "ag", "as", "aps", "asa", "bhd", "bv", "cie", "co", "colimited", "coltd", "companies", "company",
  "corp", "corporation", "gmbh", "group", "grp", "inc", "incorporated", "kg", "kgaa", "kk", "limited",
  "llc", "llp", "lp", "ltd", "mbh", "nv", "ohg", "oy", "oyj", "plc", "pte", "pty", "sa", "sarl", "sas",
  "sdn", "spa", "srl",
};

typedef enum
{
  DROPPED,
  PARTING,
  HAN,
  LETTER,
} Sort;

static Sort
get_sort (gunichar c)
{
  if (c < 0x80)
    return pursuit_text_is_in_key (c) ? LETTER : c == '.' || c == '\'' ? DROPPED : PARTING;
  if (pursuit_text_is_han (c))
    return HAN;

  return pursuit_text_is_in_key (c) ? LETTER : PARTING;
}

/*
 * Folded text as words with one space between them. Dots and apostrophes vanish (S.A., Wendy's),
 * other punctuation parts words, and so does the border between Chinese and other letters.
 */
static void
append_words (GString    *words,
              const char *text,
              const char *end)
{
  const guchar *p = (const guchar *) text;
  const guchar *next = p;
  Sort last = PARTING;
  Sort sort = p < (const guchar *) end ? get_sort (pursuit_text_read_char (&next)) : PARTING;

  while (p < (const guchar *) end)
    {
      const guchar *start = p;
      Sort run = sort;

      /* what is of one sort goes together */
      for (p = next; p < (const guchar *) end; p = next)
        if ((sort = get_sort (pursuit_text_read_char (&next))) != run)
          break;

      if (run == DROPPED)
        continue;
      if (run != last && words->len > 0 && words->str[words->len - 1] != ' ')
        g_string_append_c (words, ' ');
      if (run != PARTING)
        g_string_append_len (words, (const char *) start, p - start);
      last = run;
    }
}

static void
trim_end (GString *words)
{
  while (words->len > 0 && words->str[words->len - 1] == ' ')
    g_string_truncate (words, words->len - 1);
}

/* A branch is not its company, so 分公司 stays whole. */
static gboolean
is_branch (const GString *words,
           gsize          length,
           const char    *suffix)
{
  const gsize n = strlen ("分");

  return length >= n && strcmp (suffix, "公司") == 0 &&
         (strncmp (words->str + length - n, "分", n) == 0 || strncmp (words->str + length - n, "支", n) == 0);
}

/* Whether the last character is one that a suffix ends with: nearly every name is done after one look. */
static gboolean
may_end_in_suffix (const GString *words)
{
  static const char lasts[][4] = { "司", "团", "任", "伙", "社" };

  for (gsize i = 0; words->len >= 3 && i < G_N_ELEMENTS (lasts); i++)
    if (memcmp (words->str + words->len - 3, lasts[i], 3) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
drop_han_suffix (GString *words,
                 gsize    min_left)
{
  if (!may_end_in_suffix (words))
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (han_suffixes); i++)
    {
      gsize length = han_suffixes[i].length;

      if (words->len < length + min_left ||
          memcmp (words->str + words->len - length, han_suffixes[i].text, length) != 0)
        continue;
      if (is_branch (words, words->len - length, han_suffixes[i].text))
        return FALSE;

      g_string_truncate (words, words->len - length);
      trim_end (words);
      return TRUE;
    }

  return FALSE;
}

static gboolean
drop_latin_suffix (GString *words,
                   gsize    min_left)
{
  const char *space = strrchr (words->str, ' ');
  const char *word = space != NULL ? space + 1 : words->str;

  if ((gsize) (word - words->str) < min_left || !g_ascii_isalpha (*word))
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (latin_suffixes); i++)
    if (strcmp (word, latin_suffixes[i]) == 0)
      {
        g_string_truncate (words, (gsize) (word - words->str));
        trim_end (words);
        return TRUE;
      }

  return FALSE;
}

static void
drop_suffixes (GString *words,
               gsize    min_left)
{
  trim_end (words);
  while (words->len > 0 && (drop_han_suffix (words, min_left) || drop_latin_suffix (words, min_left)))
    ;
}

/* Whether brackets hold nothing but a form of company: （集团）, (Pty). */
static gboolean
is_form (const char *text,
         const char *end)
{
  g_autoptr (GString) words = g_string_sized_new ((gsize) (end - text) + 16);

  append_words (words, text, end);
  drop_suffixes (words, 0);
  return words->len == 0;
}

static GString *
split_words (const char *folded)
{
  GString *words = g_string_sized_new (strlen (folded) + 16);
  const char *start = folded;

  /* most names have no brackets */
  if (strpbrk (folded, "([{") == NULL && strstr (folded, "\xe3\x80") == NULL)
    {
      append_words (words, folded, folded + strlen (folded));
      return words;
    }

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *close = pursuit_text_find_close (p);

      if (close == NULL || !is_form (g_utf8_next_char (p), close))
        continue;

      append_words (words, start, p);
      start = g_utf8_next_char (close);
      p = close;
    }

  append_words (words, start, folded + strlen (folded));
  return words;
}

/**
 * pursuit_text_fold_company:
 * @name: (nullable): the name of a company
 *
 * Folds a name into what identifies the company: like pursuit_text_fold_key(), without the form
 * of company at the end (有限公司, 集团, Co., Ltd., GmbH) and without brackets, whose contents
 * stay unless they are such a form too. A branch (分公司) keeps its name.
 *
 * Returns: (transfer full): the key; empty only when @name is
 */
char *
pursuit_text_fold_company (const char *name)
{
  g_autofree char *folded = pursuit_text_fold (name);
  GString *words = split_words (folded);

  drop_suffixes (words, 1);
  pursuit_text_keep_key (words->str);
  if (*words->str != '\0')
    return g_string_free (words, FALSE);

  /* nothing but brackets around a form, or no letter at all */
  g_string_assign (words, folded);
  pursuit_text_keep_key (words->str);
  if (*words->str == '\0')
    g_string_assign (words, folded);

  return g_string_free (words, FALSE);
}
