/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How characters are read, from the generated table. */

#include "pursuit-pinyin.h"
#include "pursuit-text.h"

#include <string.h>

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* "chang zhang" in alphabetical order. */
static char *
dup_readings (const char *character)
{
  g_autofree char *folded = pursuit_text_fold (character);
  g_autoptr(GPtrArray) spelled = g_ptr_array_new ();
  const guint16 *list = NULL;
  guint n = pursuit_pinyin_list (g_utf8_get_char (folded), &list);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (spelled, (gpointer) pursuit_pinyin_spell (list[i]));
  g_ptr_array_sort (spelled, compare);
  g_ptr_array_add (spelled, NULL);

  return g_strjoinv (" ", (char **) spelled->pdata);
}

static void
test_readings (void)
{
  static const struct { const char *character; const char *expected; } cases[] = {
    { "海", "hai" },
    { "长", "chang zhang" },
    { "長", "chang zhang" },
    { "重", "chong zhong" },
    { "厦", "sha xia" },
    { "吕", "lu lv" },
    { "女", "nu nv" },
    { "a", "" },
    { "の", "" },
    { " ", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = dup_readings (cases[i].character);

      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

static gboolean
is_read (const char *character,
         const char *syllable)
{
  g_autofree char *found = dup_readings (character);
  g_auto(GStrv) list = g_strsplit (found, " ", -1);

  return g_strv_contains ((const char *const *) list, syllable);
}

/* Surnames, places and what folds into another character keep the reading that people use. */
static void
test_unusual_readings (void)
{
  static const struct { const char *character; const char *syllable; } cases[] = {
    { "行", "hang" }, { "行", "xing" }, { "单", "shan" }, { "仇", "qiu" }, { "解", "xie" }, { "曾", "zeng" },
    { "覃", "qin" }, { "六", "lu" }, { "蚌", "beng" }, { "乐", "yue" }, { "乾", "qian" }, { "后", "hou" }, { "徵", "zheng" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (!is_read (cases[i].character, cases[i].syllable))
      g_error ("%s is not read %s", cases[i].character, cases[i].syllable);
}

/* Nearly every character of daily use can be typed, with letters only and by no more readings than promised. */
static void
test_whole_table (void)
{
  guint n_read = 0;

  for (gunichar c = 0x4e00; c <= 0x9fa5; c++)
    {
      const guint16 *list = NULL;
      guint n = pursuit_pinyin_list (c, &list);

      g_assert_cmpuint (n, <=, 6);
      n_read += n > 0;
      for (guint i = 0; i < n; i++)
        {
          const char *spelled = pursuit_pinyin_spell (list[i]);

          g_assert_cmpuint (strspn (spelled, "abcdefghijklmnopqrstuvwxyz"), ==, strlen (spelled));
          g_assert_cmpuint (strlen (spelled), >, 0);
        }
    }
  g_assert_cmpuint (n_read, >, 18000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/pinyin/reads-characters", test_readings);
  g_test_add_func ("/core/pinyin/knows-unusual-readings", test_unusual_readings);
  g_test_add_func ("/core/pinyin/table-is-sound", test_whole_table);

  return g_test_run ();
}
