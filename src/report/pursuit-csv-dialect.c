/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-csv-dialect.h"

#include <string.h>

/* So many rows tell the separator; more would not tell it better. */
#define MAX_ROWS 100

static gboolean
ends_line (char c)
{
  return c == '\n' || c == '\r';
}

/* Returns the place after the closing quote of the field that opens at @p. */
static const char *
skip_quoted (const char *p,
             const char *end)
{
  for (p++; p < end; p++)
    {
      if (*p != '"')
        continue;
      if (p + 1 == end || p[1] != '"')
        return p + 1;
      p++;
    }

  return end;
}

/* Counts the separators of the row at *@p and moves *@p behind it; -1 when the row is cut by @end. */
static int
count_row (const char **p,
           const char  *end,
           char         separator,
           gboolean     complete)
{
  int count = 0;
  gboolean at_start = TRUE;

  while (*p < end && !ends_line (**p))
    {
      if (at_start && **p == '"')
        {
          *p = skip_quoted (*p, end);
          at_start = FALSE;
          continue;
        }

      at_start = **p == separator;
      if (at_start)
        count++;
      (*p)++;
    }

  return *p < end || complete ? count : -1;
}

/* Weighs how many columns @separator gives against how many rows agree with the header about it. */
static double
score_separator (const char *text,
                 const char *end,
                 char        separator,
                 gboolean    complete)
{
  int n_header = -1, n_rows = 0, n_same = 0;

  for (const char *p = text; p < end && n_rows < MAX_ROWS; )
    {
      int count;

      if (ends_line (*p))
        {
          p++;
          continue;
        }

      count = count_row (&p, end, separator, complete || n_header < 0);
      if (count < 0)
        break;
      if (n_header < 0)
        n_header = count;
      n_rows++;
      if (count == n_header)
        n_same++;
    }

  if (n_header <= 0)
    return 0.0;

  return (double) n_header * n_same * n_same / n_rows / n_rows;
}

/**
 * pursuit_csv_guess_separator:
 * @text: the beginning of a file
 * @length: its length in bytes
 * @complete: whether this is the whole file, so that the last row is not cut
 *
 * Finds what separates the cells by looking outside of quotes at the first rows: the separator that makes
 * many columns and on which the rows agree.
 *
 * Returns: comma, semicolon or tab; comma when there is only one column
 */
char
pursuit_csv_guess_separator (const char *text,
                             gsize       length,
                             gboolean    complete)
{
  static const char candidates[] = { ',', ';', '\t' };
  char best = ',';
  double best_score = 0.0;

  g_return_val_if_fail (text != NULL || length == 0, ',');

  for (gsize i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      double score = score_separator (text, text + length, candidates[i], complete);

      if (score > best_score)
        {
          best = candidates[i];
          best_score = score;
        }
    }

  return best;
}

/**
 * pursuit_csv_separator_line:
 * @text: the beginning of a file
 * @length: its length in bytes
 * @out_separator: (out): the separator which that line names
 *
 * Recognises a first line such as `sep=;`, with which a file tells Excel its separator and which no
 * spreadsheet shows or counts.
 *
 * Returns: how many bytes the line takes with its end; 0 when there is no such line
 */
gsize
pursuit_csv_separator_line (const char *text,
                            gsize       length,
                            char       *out_separator)
{
  gsize taken = strlen ("sep=") + 1;

  g_return_val_if_fail (text != NULL || length == 0, 0);
  g_return_val_if_fail (out_separator != NULL, 0);

  if (length <= taken || g_ascii_strncasecmp (text, "sep=", strlen ("sep=")) != 0 ||
      !ends_line (text[taken]) ||
      (text[taken - 1] != '\t' && !g_ascii_ispunct (text[taken - 1])) || text[taken - 1] == '"')
    return 0;

  *out_separator = text[taken - 1];
  if (length > taken + 1 && text[taken] == '\r' && text[taken + 1] == '\n')
    taken++;

  return taken + 1;
}
