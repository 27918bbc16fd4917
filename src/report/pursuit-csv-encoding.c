/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-csv-encoding.h"

#include <string.h>

/* A damaged UTF-8 file has few bad bytes among its characters; in GB18030 it is the other way round. */
#define WIDE_PER_BAD 4
/* So many bad bytes prove that the file is not merely damaged. */
#define SETTLED_BAD 256
/* So many characters of several bytes without a bad one are not an accident of another encoding. */
#define SETTLED_WIDE 4096
/* Text in UTF-16 has at least one ASCII character (a separator, a line break) in so many, */
#define UNITS_PER_ASCII 32
/* and at least one for so many Chinese ones that look like two ASCII characters; text with NULs has not. */
#define PAIRS_PER_ASCII 4

static gboolean
begins_with (const char *head,
             gsize       length,
             const char *mark,
             gsize       mark_length)
{
  return length >= mark_length && memcmp (head, mark, mark_length) == 0;
}

/**
 * pursuit_csv_is_workbook:
 * @head: (array length=length): the first bytes of a file
 * @length: how many there are
 *
 * Returns: %TRUE when this is an Excel or LibreOffice file (or another archive), which people pick by mistake
 */
gboolean
pursuit_csv_is_workbook (const char *head,
                         gsize       length)
{
  return begins_with (head, length, "PK\003\004", 4) ||
         begins_with (head, length, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
}

/**
 * pursuit_csv_encoding_by_bom:
 * @head: (array length=length): the first bytes of a file
 * @length: how many there are
 *
 * Returns: (nullable): the encoding that a byte-order mark tells; %NULL when there is none
 */
const char *
pursuit_csv_encoding_by_bom (const char *head,
                             gsize       length)
{
  if (begins_with (head, length, "\xEF\xBB\xBF", 3))
    return "UTF-8";
  if (begins_with (head, length, "\xFF\xFE", 2))
    return "UTF-16LE";
  if (begins_with (head, length, "\xFE\xFF", 2))
    return "UTF-16BE";
  if (begins_with (head, length, "\x84\x31\x95\x33", 4))
    return "GB18030";

  return NULL;
}

static gboolean
is_text_ascii (guint8 byte)
{
  return (byte >= 0x20 && byte < 0x7F) || byte == '\t' || byte == '\r' || byte == '\n';
}

/**
 * pursuit_csv_encoding_by_zeros:
 * @head: (array length=length): the first bytes of a file that has no byte-order mark
 * @length: how many there are
 *
 * Tells UTF-16 by the zero bytes beside ASCII characters: separators and line breaks are always among them.
 *
 * Returns: (nullable): UTF-16LE or UTF-16BE; %NULL when it is neither
 */
const char *
pursuit_csv_encoding_by_zeros (const char *head,
                               gsize       length)
{
  const guint8 *bytes = (const guint8 *) head;
  gsize n_little = 0, n_big = 0, n_pairs = 0, n_units = length / 2, n_least;

  for (gsize i = 0; i < n_units; i++)
    {
      guint8 first = bytes[2 * i], second = bytes[2 * i + 1];

      if (first == 0 && second == 0)
        return NULL;
      if (second == 0 && is_text_ascii (first))
        n_little++;
      else if (first == 0 && is_text_ascii (second))
        n_big++;
      else if (is_text_ascii (first) && is_text_ascii (second))
        n_pairs++;
    }

  n_least = MAX (n_units / UNITS_PER_ASCII, n_pairs / PAIRS_PER_ASCII);

  /* 一 (U+4E00) looks like a swapped N, but no text has more of it than of separators. */
  if (n_little > 2 * n_big && n_little >= n_least)
    return "UTF-16LE";
  if (n_big > 2 * n_little && n_big >= n_least)
    return "UTF-16BE";

  return NULL;
}

static gboolean
is_ascii (char c)
{
  return (guint8) (c - 1) < 0x7F;
}

/* Moves to the first byte that is NUL or not ASCII; eight at a time, since most of most files is ASCII. */
static const char *
skip_ascii (const char *p,
            const char *end)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  const guint64 highs = G_GUINT64_CONSTANT (0x8080808080808080);

  while (end - p >= 8)
    {
      guint64 word;

      memcpy (&word, p, sizeof word);
      if (((word | (word - ones)) & highs) != 0)
        break;
      p += 8;
    }

  while (p < end && is_ascii (*p))
    p++;

  return p;
}

/* Returns the length of the well-formed sequence at @p; 0 when there is none, or when it is cut. */
static gsize
sequence_length (const char *p,
                 const char *end)
{
  const guint8 *b = (const guint8 *) p;
  gunichar c;

  /* Nearly all Chinese characters; the lead bytes left out have rules of their own. */
  if (end - p >= 3 && b[0] > 0xE0 && b[0] < 0xED && (b[1] & 0xC0) == 0x80 && (b[2] & 0xC0) == 0x80)
    return 3;

  c = *p == '\0' ? (gunichar) -1 : g_utf8_get_char_validated (p, MIN (end - p, 6));

  return c == (gunichar) -1 || c == (gunichar) -2 ? 0 : (gsize) (g_utf8_next_char (p) - p);
}

/**
 * pursuit_csv_utf8_span:
 * @text: (array length=length): some bytes
 * @length: how many there are
 * @n_wide: (inout): incremented by the number of characters of several bytes
 *
 * Returns: the length of the longest beginning that is UTF-8 without NUL
 */
gsize
pursuit_csv_utf8_span (const char *text,
                       gsize       length,
                       guint64    *n_wide)
{
  const char *end = text + length;
  const char *p = text;

  for (;;)
    {
      gsize taken;

      if (p < end && is_ascii (*p))
        p = skip_ascii (p, end);
      if (p == end)
        break;

      taken = sequence_length (p, end);
      if (taken == 0)
        break;
      (*n_wide)++;
      p += taken;
    }

  return (gsize) (p - text);
}

/**
 * pursuit_csv_utf8_is_cut:
 * @rest: (array length=length): what pursuit_csv_utf8_span() left
 * @length: how many bytes there are
 *
 * Returns: %TRUE when @rest is the beginning of a character whose other bytes have not been read yet
 */
gboolean
pursuit_csv_utf8_is_cut (const char *rest,
                         gsize       length)
{
  return length > 0 && length < 4 && memchr (rest, '\0', length) == NULL &&
         g_utf8_get_char_validated (rest, (gssize) length) == (gunichar) -2;
}

/**
 * pursuit_csv_tally_add:
 * @tally: a tally
 * @text: (array length=length): the next bytes of the file
 * @length: how many there are
 *
 * Counts what these bytes are as UTF-8. NUL counts as nothing: it is an error in every encoding.
 *
 * Returns: how many bytes were counted; the rest, a cut character, is to be given again with the next bytes
 */
gsize
pursuit_csv_tally_add (PursuitCsvTally *tally,
                       const char      *text,
                       gsize            length)
{
  gsize done = 0;

  for (;;)
    {
      done += pursuit_csv_utf8_span (text + done, length - done, &tally->n_wide);
      if (done == length || pursuit_csv_utf8_is_cut (text + done, length - done))
        return done;

      if (text[done] != '\0')
        tally->n_bad++;
      done++;
    }
}

/**
 * pursuit_csv_tally_is_utf8:
 * @tally: the tally of a file
 *
 * Decides between UTF-8 and a national encoding. A file with a few broken characters stays UTF-8, so that the
 * reader can name the row that is broken instead of showing all of it as nonsense.
 *
 * Returns: %TRUE when the file is meant as UTF-8
 */
gboolean
pursuit_csv_tally_is_utf8 (const PursuitCsvTally *tally)
{
  return tally->n_wide >= WIDE_PER_BAD * tally->n_bad;
}

/**
 * pursuit_csv_tally_is_settled:
 * @tally: the tally of the first part of a file
 *
 * Returns: %TRUE when it is certain enough what pursuit_csv_tally_is_utf8() would say at the end of the file
 */
gboolean
pursuit_csv_tally_is_settled (const PursuitCsvTally *tally)
{
  if (tally->n_bad == 0)
    return tally->n_wide >= SETTLED_WIDE;

  return tally->n_bad >= SETTLED_BAD && !pursuit_csv_tally_is_utf8 (tally);
}
