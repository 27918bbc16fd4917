/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-quarter.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-date.h"
#include "pursuit-error.h"

/**
 * pursuit_quarter_is_valid:
 * @quarter: (nullable): what may be one
 *
 * Returns: %TRUE when it is written as quarters are: "2026-Q1"
 */
gboolean
pursuit_quarter_is_valid (const char *quarter)
{
  if (quarter == NULL || strlen (quarter) != strlen ("2026-Q1"))
    return FALSE;
  for (guint i = 0; i < 4; i++)
    if (!g_ascii_isdigit (quarter[i]))
      return FALSE;

  return quarter[4] == '-' && quarter[5] == 'Q' && quarter[6] >= '1' && quarter[6] <= '4';
}

static int
get_year (const char *quarter)
{
  return (int) g_ascii_strtoll (quarter, NULL, 10);
}

static int
get_number (const char *quarter)
{
  return quarter[6] - '0';
}

/**
 * pursuit_quarter_of:
 * @iso: a date
 *
 * Returns: (transfer full) (nullable): its quarter; %NULL when @iso is no date
 */
char *
pursuit_quarter_of (const char *iso)
{
  if (!pursuit_date_is_valid (iso))
    return NULL;

  return g_strdup_printf ("%.4s-Q%d", iso, ((int) g_ascii_strtoll (iso + 5, NULL, 10) - 1) / 3 + 1);
}

/**
 * pursuit_quarter_add:
 * @quarter: a quarter
 * @n: how many quarters later, or earlier when it is negative
 *
 * Returns: (transfer full): that quarter
 */
char *
pursuit_quarter_add (const char *quarter,
                     int         n)
{
  int number;

  g_return_val_if_fail (pursuit_quarter_is_valid (quarter), NULL);

  number = CLAMP (get_year (quarter) * 4 + get_number (quarter) - 1 + n, 0, 9999 * 4 + 3);
  return g_strdup_printf ("%04d-Q%d", number / 4, number % 4 + 1);
}

/**
 * pursuit_quarter_parse:
 * @text: what somebody wrote, such as "2026-Q1", "2026 q1" or "2026Q1"
 * @out_quarter: (out) (transfer full): the quarter
 * @error: return location
 *
 * Fails with %PURSUIT_ERROR_INVALID when it is none.
 *
 * Returns: %TRUE when it is one
 */
gboolean
pursuit_quarter_parse (const char  *text,
                       char       **out_quarter,
                       GError     **error)
{
  g_autofree char *bare = g_ascii_strup (text, -1);
  g_autofree char *quarter = NULL;
  char *to = bare;

  for (const char *from = bare; *from != '\0'; from++)
    if (*from != ' ' && *from != '-')
      *to++ = *from;
  *to = '\0';
  if (strlen (bare) == strlen ("2026Q1"))
    quarter = g_strdup_printf ("%.4s-%s", bare, bare + 4);
  if (pursuit_quarter_is_valid (quarter))
    {
      *out_quarter = g_steal_pointer (&quarter);
      return TRUE;
    }

  g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” is no quarter; write one as 2026-Q1."), text);
  return FALSE;
}

/**
 * pursuit_quarter_format:
 * @quarter: a quarter
 *
 * Returns: (transfer full): what people call it
 */
char *
pursuit_quarter_format (const char *quarter)
{
  g_return_val_if_fail (pursuit_quarter_is_valid (quarter), NULL);

  /* Translators: a quarter: %1$d is the year, %2$d the number from 1 to 4 */
  return g_strdup_printf (_("%1$d Q%2$d"), get_year (quarter), get_number (quarter));
}
