/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-money-private.h"
#include "pursuit-text-private.h"

#include <string.h>

typedef struct
{
  gboolean has_mark;
  gboolean has_multiplier;
  guint    power;
} Unit;

static gboolean
read_literal (const char **p,
              const char  *literal)
{
  if (!g_str_has_prefix (*p, literal))
    return FALSE;

  *p += strlen (literal);
  return TRUE;
}

static void
skip_lead (const char **p)
{
  *p += strspn (*p, " ,:'_");
}

/* 000s, '000 */
static gboolean
read_zeros (const char **p,
            guint       *out_power)
{
  gsize n_zeros = strspn (*p, "0");

  if (n_zeros != 3 && n_zeros != 6)
    return FALSE;

  *out_power = (guint) n_zeros;
  *p += n_zeros;
  read_literal (p, "'s");
  read_literal (p, "s");
  return TRUE;
}

/*
 * Reads a unit of money that fills the text up to @end: 万元, USD millions, in $m, 单位：万元, 元/台.
 */
static gboolean
read_unit (const char *text,
           const char *end,
           Unit       *out_unit)
{
  g_autofree char *content = g_strndup (text, (gsize) (end - text));
  const char *p = content;
  Unit unit = { .power = 0 };
  gboolean is_foreign = FALSE;

  skip_lead (&p);
  if (read_literal (&p, "单位") || read_literal (&p, "units") || read_literal (&p, "unit"))
    skip_lead (&p);
  read_literal (&p, "in ");
  skip_lead (&p);

  unit.has_mark = pursuit_money_read_mark (&p, NULL, &is_foreign);
  skip_lead (&p);
  unit.has_multiplier = pursuit_money_read_multiplier (&p, &unit.power) || read_zeros (&p, &unit.power);
  skip_lead (&p);
  read_literal (&p, "of ");
  unit.has_mark |= pursuit_money_read_mark (&p, NULL, &is_foreign);
  skip_lead (&p);

  /* what the amount is for does not matter */
  if ((*p != '\0' && *p != '/') || (!unit.has_mark && !unit.has_multiplier))
    return FALSE;

  *out_unit = unit;
  return TRUE;
}

/* The end of the header without what marks a required column. */
static const char *
find_end (const char *folded)
{
  const char *end = folded + strlen (folded);

  while (end > folded && strchr (" *:", end[-1]) != NULL)
    end--;

  return end;
}

static const char *
find_bracketed_unit (const char *folded,
                     const char *end,
                     Unit       *out_unit)
{
  for (const char *p = folded; p < end; p = g_utf8_next_char (p))
    {
      const char *close = pursuit_text_find_close (p);

      if (close != NULL && g_utf8_next_char (close) == end &&
          read_unit (g_utf8_next_char (p), close, out_unit))
        return p;
    }

  return NULL;
}

/*
 * A unit without brackets must say more: 金额/万元, revenue, $m, revenue in millions, 金额万元; but
 * the K of "Size K" is none, nor is the 万 at the end of a name.
 */
static const char *
find_bare_unit (const char *folded,
                const char *end,
                Unit       *out_unit)
{
  for (const char *p = g_utf8_next_char (folded); p < end; p = g_utf8_next_char (p))
    {
      Unit unit;
      gboolean is_parted = strchr (" /,:-_", *p) != NULL;
      const char *start = is_parted ? p + 1 : p;

      if ((!is_parted && !pursuit_text_is_han (g_utf8_get_char (p))) || start >= end ||
          !read_unit (start, end, &unit) || !unit.has_multiplier)
        continue;

      if (unit.has_mark || (is_parted && end - start > 1))
        {
          *out_unit = unit;
          return p;
        }
    }

  return NULL;
}

/* Where the unit of a folded header begins, or NULL. */
static const char *
find_unit (const char *folded,
           Unit       *out_unit)
{
  const char *end = find_end (folded);
  const char *found;

  if (end == folded)
    return NULL;

  found = find_bracketed_unit (folded, end, out_unit);
  return found != NULL ? found : find_bare_unit (folded, end, out_unit);
}

/**
 * pursuit_text_fold_header:
 * @text: (nullable): the head of a column
 *
 * Folds the head of a column like pursuit_text_fold_key(), without the unit of money at its end,
 * so that `金额（万元）`, `金額` and `金额*` are the same.
 *
 * Returns: (transfer full): the key
 */
char *
pursuit_text_fold_header (const char *text)
{
  char *folded = pursuit_text_fold (text);
  Unit unit;
  const char *found = find_unit (folded, &unit);

  if (found != NULL && found > folded)
    folded[found - folded] = '\0';

  pursuit_text_keep_key (folded);
  return folded;
}

/**
 * pursuit_text_header_unit:
 * @text: (nullable): the head of a column
 * @out_factor: (out): what the amounts in the column are to be multiplied with
 *
 * Recognises the unit of money in the head of a column: `金额（万元）` is 10 000, `Revenue (USD
 * millions)` 1 000 000, `金额（元）` 1.
 *
 * Returns: %TRUE when there is one and @out_factor was set
 */
gboolean
pursuit_text_header_unit (const char *text,
                          gint64     *out_factor)
{
  g_autofree char *folded = pursuit_text_fold (text);
  Unit unit;
  gint64 factor = 1;

  g_return_val_if_fail (out_factor != NULL, FALSE);

  if (find_unit (folded, &unit) == NULL)
    return FALSE;

  for (guint i = 0; i < unit.power; i++)
    factor *= 10;

  *out_factor = factor;
  return TRUE;
}
