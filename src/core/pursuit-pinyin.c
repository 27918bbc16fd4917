/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-pinyin.h"

#include "pursuit-han-table.h"
#include "pursuit-pinyin-table.h"

/**
 * pursuit_pinyin_list:
 * @c: a folded character
 * @out_syllables: (out) (array): the numbers of its readings, the usual one first; constant
 *
 * All readings of a Chinese character as they are typed: without tones, with v and with u for ü, and those of the traditional
 * characters that fold into it.
 *
 * Returns: how many there are, 0 for any other character; never more than 6
 */
guint
pursuit_pinyin_list (gunichar        c,
                     const guint16 **out_syllables)
{
  const guint16 *list;

  if (c < PURSUIT_HAN_FIRST || c > PURSUIT_HAN_LAST)
    return 0;

  list = pursuit_pinyin_lists + pursuit_pinyin_places[c - PURSUIT_HAN_FIRST];
  *out_syllables = list + 1;
  return list[0];
}

/**
 * pursuit_pinyin_n_syllables:
 *
 * Returns: how many syllables there are, by number from 0 in alphabetical order
 */
guint
pursuit_pinyin_n_syllables (void)
{
  return PURSUIT_PINYIN_N;
}

/**
 * pursuit_pinyin_spell:
 * @syllable: the number of a syllable
 *
 * Returns: its letters, constant
 */
const char *
pursuit_pinyin_spell (guint syllable)
{
  g_return_val_if_fail (syllable < PURSUIT_PINYIN_N, NULL);

  return pursuit_pinyin_syllables[syllable];
}
