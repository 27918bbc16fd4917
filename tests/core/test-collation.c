/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The order of names. */

#include "pursuit-collation-private.h"

#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

static int
compare (const char *a,
         const char *b)
{
  guint8 x[PURSUIT_COLLATION_KEY_SIZE], y[PURSUIT_COLLATION_KEY_SIZE];
  gsize n_x = pursuit_collation_make_key (a, x);
  gsize n_y = pursuit_collation_make_key (b, y);
  int order = memcmp (x, y, MIN (n_x, n_y));

  return order != 0 ? order : (n_x > n_y) - (n_x < n_y);
}

static const char *const places[] = {
  "(株)", "1号线", "3M", "阿里巴巴", "安徽海康", "北京机床", "本钢", "蚌埠玻璃", "泵业", "长沙磨床", "長沙磨床廠", "常熟", "成都",
  "重庆机械", "楚天", "大连港", "鹅湖", "福州", "广州", "杭州海康威视", "济南", "会计之友", "快克", "昆明", "兰州", "六安", "路桥",
  "旅顺", "潘达", "番禺", "单县", "上海", "沈阳", "苏州", "台州", "太原", "武汉", "西安", "夏华", "厦门航空", "厦门银行", "盐城",
  "铅山", "银川", "乐清", "月坛", "郑州", "珠海", "ABB", "abc", "Ärzte", "Zeta", NULL,
};

static const char *const people[] = {
  "陈明", "万俟雪", "莫言", "区明", "欧阳修", "秦明", "仇明", "沙明", "单明", "王明", "谢军", "解明", "曾明", "查明", "宅急送", "翟明",
  "詹明", "张明", "长孙明", "赵明", NULL,
};

static const char *const numbers[] = {
  "第2期", "第10期", "第10期a", "第10期b", "第011期", "第100期", "第100000000000000000000000000000000期", "第二期", NULL,
};

/* Each stands before the next. */
static void
test_order (gconstpointer data)
{
  const char *const *names = data;

  for (guint i = 1; names[i] != NULL; i++)
    if (compare (names[i - 1], names[i]) >= 0)
      g_error ("“%s” does not stand before “%s”", names[i - 1], names[i]);
}

static void
test_readings (void)
{
  /* A surname is one at the beginning of a short name, a place is one anywhere. */
  g_assert_cmpint (compare ("解明", "街道"), >, 0);
  g_assert_cmpint (compare ("解放汽车集团", "界首"), <, 0);
  g_assert_cmpint (compare ("湖南长沙", "湖南常德"), >, 0);
  g_assert_cmpint (compare ("湖南长沙", "湖南郴州"), <, 0);
  g_assert_cmpint (compare ("成长", "成为"), >, 0);
  g_assert_cmpint (compare ("中国银行", "中国银川"), >, 0);
  g_assert_cmpint (compare ("中国银行", "中国银河"), <, 0);

  /* Read in the same way, not taken for the same. */
  g_assert_cmpint (compare ("海康威视", "海康威視"), !=, 0);
  g_assert_cmpint (compare ("abc", "ABC"), !=, 0);
  g_assert_cmpint (compare ("abc", "abc"), ==, 0);
}

static UCollator *
make_collator (void)
{
  UErrorCode code = U_ZERO_ERROR;
  UCollator *collator = ucol_open ("zh@collation=pinyin", &code);

  ucol_setAttribute (collator, UCOL_NUMERIC_COLLATION, UCOL_ON, &code);
  g_assert_true (U_SUCCESS (code));
  return collator;
}

/* Where nothing of ours comes in, the keys are in the order in which the engine compares the texts themselves. */
static void
test_monotone (void)
{
  static const char *const parts[] = { "海", "康", "威", "视", "東", "东", "a", "B", "ß", "é", "1", "20", "003", " ", "-", "（", "𠮷", "株" };
  UCollator *collator = make_collator ();
  GRand *rand = g_rand_new_with_seed (20260317);

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr(GString) a = g_string_new (NULL);
      g_autoptr(GString) b = g_string_new (NULL);
      UChar x[64], y[64];
      UErrorCode code = U_ZERO_ERROR;
      int32_t n_x, n_y;
      int ours, theirs;

      for (int i = g_rand_int_range (rand, 0, 5); i >= 0; i--)
        g_string_append (a, parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))]);
      for (int i = g_rand_int_range (rand, 0, 5); i >= 0; i--)
        g_string_append (b, parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))]);
      u_strFromUTF8 (x, G_N_ELEMENTS (x), &n_x, a->str, -1, &code);
      u_strFromUTF8 (y, G_N_ELEMENTS (y), &n_y, b->str, -1, &code);
      ours = compare (a->str, b->str);
      theirs = ucol_strcoll (collator, x, n_x, y, n_y);
      if ((ours > 0) - (ours < 0) != (theirs > 0) - (theirs < 0))
        g_error ("“%s” and “%s”: %d instead of %d", a->str, b->str, ours, theirs);
    }
  g_rand_free (rand);
  ucol_close (collator);
}

static void
test_odd_input (void)
{
  guint8 key[PURSUIT_COLLATION_KEY_SIZE + 1];
  g_autofree char *digits = g_strnfill (10000, '7');
  g_autoptr(GString) page = g_string_new (NULL);
  static const char *const odd[] = {
    "\xed\xa0\x80", "\xed\xb0\x80x", "\xff\xfe", "\xe6\xb5", "x\xf0\x9f\x98", "\x01\x02", "\xef\xbb\xbf", "ﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺ",
    "a\xcc\x80\xcc\x81\xcc\x82\xcc\x83\xcc\x84",
  };

  g_assert_cmpuint (pursuit_collation_make_key (NULL, key), ==, 0);
  g_assert_cmpuint (pursuit_collation_make_key ("", key), ==, 0);
  key[PURSUIT_COLLATION_KEY_SIZE] = 0x5a;
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    g_assert_cmpuint (pursuit_collation_make_key (odd[i], key), <=, PURSUIT_COLLATION_KEY_SIZE);

  /* What is too long is cut off, and still stands where its beginning puts it. */
  g_assert_cmpuint (pursuit_collation_make_key (digits, key), <=, PURSUIT_COLLATION_KEY_SIZE);
  for (guint i = 0; i < 10000; i++)
    g_string_append (page, "𠮷");
  g_assert_cmpuint (pursuit_collation_make_key (page->str, key), <=, PURSUIT_COLLATION_KEY_SIZE);
  g_string_truncate (page, 0);
  for (guint i = 0; i < 10000; i++)
    g_string_append (page, "海");
  g_assert_cmpuint (pursuit_collation_make_key (page->str, key), <=, PURSUIT_COLLATION_KEY_SIZE);
  g_assert_cmpint (key[PURSUIT_COLLATION_KEY_SIZE], ==, 0x5a);
  g_assert_cmpint (compare (page->str, "海康"), <, 0);
  g_assert_cmpint (compare (page->str, "海"), >, 0);
}

static gpointer
make_keys_job (gpointer data)
{
  for (guint round = 0; round < 200; round++)
    for (guint i = 1; places[i] != NULL; i++)
      g_assert_cmpint (compare (places[i - 1], places[i]), <, 0);

  return NULL;
}

/* The worker, an import and a copy make keys at the same time. */
static void
test_threads (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("keys", make_keys_job, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

static void
assert_version (UCollator *collator)
{
  UVersionInfo version;

  ucol_getVersion (collator, version);
  g_assert_cmpint (pursuit_collation_get_version () & 0xffffffff, ==,
                   (guint32) version[0] << 24 | version[1] << 16 | version[2] << 8 | version[3]);
  g_assert_cmpint (pursuit_collation_get_version () >> 32, >, 0);
}

static void
test_version (void)
{
  UCollator *collator = make_collator ();

  assert_version (collator);
  g_assert_cmpstr (pursuit_collation_get_name (), ==, "zh@collation=pinyin");
  ucol_close (collator);
}

/* What is known from the build is what the engine says, and costs nothing. In a process of its own: other tests make keys. */
static void
test_version_unread (void)
{
  UCollator *collator;
  guint8 key[PURSUIT_COLLATION_KEY_SIZE];

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
      return;
    }

  g_assert_cmpint (pursuit_collation_get_version (), >, 0);
  g_assert_false (pursuit_collation_is_read ());
  collator = make_collator ();
  assert_version (collator);
  g_assert_cmpuint (pursuit_collation_make_key ("海康", key), >, 0);
  g_assert_true (pursuit_collation_is_read ());
  assert_version (collator);
  ucol_close (collator);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/core/collation/order/places", places, test_order);
  g_test_add_data_func ("/core/collation/order/people", people, test_order);
  g_test_add_data_func ("/core/collation/order/numbers", numbers, test_order);
  g_test_add_func ("/core/collation/readings", test_readings);
  g_test_add_func ("/core/collation/monotone", test_monotone);
  g_test_add_func ("/core/collation/odd-input", test_odd_input);
  g_test_add_func ("/core/collation/threads", test_threads);
  g_test_add_func ("/core/collation/version", test_version);
  g_test_add_func ("/core/collation/version-without-the-data", test_version_unread);

  return g_test_run ();
}
