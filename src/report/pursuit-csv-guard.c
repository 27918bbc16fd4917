/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-csv-guard.h"

#include <string.h>

/*
 * A spreadsheet runs a cell that begins like a formula, even a quoted one. Whoever can type a customer's name
 * could so run commands on the machine of the colleague who opens the export. An apostrophe in front makes
 * the cell text; our own import takes it away again. A text that begins like a guarded one is guarded once more,
 * so that every text comes back exactly as it went out.
 */

static gboolean
starts_formula (const char *text)
{
  static const char * const wide[] = { "＝", "＋", "－", "＠" };

  if (*text == '\0')
    return FALSE;

  if (strchr ("=+-@\t\r\n", *text) != NULL)
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (wide); i++)
    if (g_str_has_prefix (text, wide[i]))
      return TRUE;

  return FALSE;
}

/* Amounts and telephone numbers stay as they are: ^[+-]?[0-9 ().-]+$ */
static gboolean
is_plain_number (const char *text)
{
  gsize length = strspn (text, "0123456789 ().-");

  if (length == 0 && (*text == '+' || *text == '-'))
    {
      text++;
      length = strspn (text, "0123456789 ().-");
    }

  return length > 0 && text[length] == '\0';
}

static const char *
skip_apostrophes (const char *text)
{
  return text + strspn (text, "'");
}

/**
 * pursuit_csv_needs_guard:
 * @cell: the text of a cell
 *
 * Returns: %TRUE when @cell is to be written with an apostrophe in front
 */
gboolean
pursuit_csv_needs_guard (const char *cell)
{
  g_return_val_if_fail (cell != NULL, FALSE);

  if (*cell == '\'')
    return starts_formula (skip_apostrophes (cell));

  return starts_formula (cell) && !is_plain_number (cell);
}

/**
 * pursuit_csv_is_guarded:
 * @cell: the text of a cell in a file
 *
 * Returns: %TRUE when the text begins after the first character of @cell, which is an apostrophe
 */
gboolean
pursuit_csv_is_guarded (const char *cell)
{
  g_return_val_if_fail (cell != NULL, FALSE);

  return *cell == '\'' && starts_formula (skip_apostrophes (cell));
}
