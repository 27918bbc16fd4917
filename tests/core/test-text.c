/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-text.h"

#include <string.h>

typedef struct
{
  const char *text;
  const char *expected;
} Case;

static const Case fold_cases[] = {
  { NULL, "" },
  { "", "" },
  { "  \t\n ", "" },
  { "GTX Pro", "gtx pro" },
  { "  GTX \t\r\n Pro  ", "gtx pro" },
  { "海康威视", "海康威视" },
  { "海康威視數字技術", "海康威视数字技术" },
  { "臺灣積體電路製造股份有限公司", "台湾积体电路制造股份有限公司" },
  { "中興通訊 滙豐 裏裡里 為爲为", "中兴通讯 汇丰 里里里 为为为" },
  { "ＧＴＸ　Ｐｒｏ１２", "gtx pro12" },
  { "（上海）", "(上海)" },
  { "【重点】、。", "【重点】、。" },
  { "Élan Žižkov Ærø Łódź", "elan zizkov aero lodz" },
  { "E\u0301lan", "elan" },
  { "Ελλάδα", "ελλαδα" },
  { "Straße İstanbul", "strasse istanbul" },
  { "ﬁn Ⅳ ① ㎏ ㈱", "fin iv 1 kg (株)" },
  { "Foo™ Bar℠", "foo bar" },
  { "O’Brien “x” – y", "o'brien \"x\" - y" },
  { "a\u00a0b\u3000c", "a b c" },
  { "a\u200bb\ufeffc\u00ad", "abc" },
  { "a\001b\177", "ab" },
  { "がぎ ガ ｶﾞ", "がぎ ガ ガ" },
  { "한국전자", "한국전자" },
  { "⾦⾊ 金", "金色 金" },
  { "\U00020000\U0002a700", "\U00020000\U0002a700" },
  { "Nestlé 雀巢（中國）", "nestle 雀巢(中国)" },
  { "张三·李四", "张三·李四" },
};

static const Case key_cases[] = {
  { NULL, "" },
  { "GTX Pro", "gtxpro" },
  { "GTXPro", "gtxpro" },
  { "gtx-pro.", "gtxpro" },
  { "海康 威视（杭州）", "海康威视杭州" },
  { "A+", "a+" },
  { "AT&T", "att" },
  { "张三·李四", "张三李四" },
  { "【重点】、客户_1", "重点客户1" },
  { "〇一", "〇一" },
  { "-- !?", "" },
};

static const Case company_cases[] = {
  { NULL, "" },
  { "", "" },
  { "海康威视", "海康威视" },
  { "海康威视数字技术股份有限公司", "海康威视数字技术" },
  { "海康威視數字技術股份有限公司", "海康威视数字技术" },
  { "植株", "植株" },
  { "华为技术有限公司", "华为技术" },
  { "北京小米科技有限责任公司", "北京小米科技" },
  { "海尔集团公司", "海尔" },
  { "海尔集团", "海尔" },
  { "阿里巴巴集团有限公司", "阿里巴巴" },
  { "上海电气（集团）总公司", "上海电气" },
  { "中国建筑（集团）有限公司", "中国建筑" },
  { "顺丰控股(集团)股份有限公司", "顺丰控股" },
  { "海康威视（上海）有限公司", "海康威视上海" },
  { "海康威视(上海)", "海康威视上海" },
  { "某某【集团】", "某某" },
  { "京东方电子公司", "京东方电子" },
  { "海康威视上海分公司", "海康威视上海分公司" },
  { "平安保险杭州支公司", "平安保险杭州支公司" },
  { "某某投资（有限合伙）", "某某投资" },
  { "公司", "公司" },
  { "集团", "集团" },
  { "（集团）", "集团" },
  { "有限公司", "有限" },
  { "Acme Corporation", "acme" },
  { "Acme Co., Ltd.", "acme" },
  { "ACME CO.,LTD", "acme" },
  { "Acme Co.Ltd", "acme" },
  { "Acme, Inc.", "acme" },
  { "Acme Holding Company Limited", "acmeholding" },
  { "Acme (Pty) Ltd", "acme" },
  { "Acme (China) Co., Ltd.", "acmechina" },
  { "Acme GmbH & Co. KG", "acme" },
  { "Acme S.A.", "acme" },
  { "Acme S.p.A.", "acme" },
  { "Acme Pte. Ltd.", "acme" },
  { "Heming Steel Group Co., Ltd.", "hemingsteel" },
  { "Gekko & Co", "gekko" },
  { "Y-corporation", "y" },
  { "Cisco", "cisco" },
  { "Codehow", "codehow" },
  { "Zencorporation", "zencorporation" },
  { "Kan-code", "kancode" },
  { "Wendy's", "wendys" },
  { "Company", "company" },
  { "Co., Ltd.", "co" },
  { "腾讯Inc", "腾讯" },
  { "3M中国有限公司", "3m中国" },
  { "华为技术有限公司 Huawei Co., Ltd.", "华为技术有限公司huawei" },
  { "日立製作所株式會社", "日立制作所" },
  { "...", "..." },
};

static const Case header_cases[] = {
  { "预计金额（万元）", "预计金额" },
  { "預計金額 (萬元)", "预计金额" },
  { "预计金额", "预计金额" },
  { "金额*", "金额" },
  { "金额（元）*：", "金额" },
  { "Revenue (USD millions)", "revenue" },
  { "Revenue in millions", "revenue" },
  { "金额/万元", "金额" },
  { "金额万元", "金额" },
  { "close_value", "closevalue" },
  { "Office Location", "officelocation" },
  { "电话（手机）", "电话手机" },
  { "Size (k", "sizek" },
  { "（万元）", "万元" },
  { "", "" },
  { NULL, "" },
};

static const struct { const char *text; gint64 factor; } unit_cases[] = {
  { "金额（万元）", 10000 },
  { "金額（萬元）", 10000 },
  { "金额(万)", 10000 },
  { "金额【千元】", 1000 },
  { "金额(亿)", 100000000 },
  { "金额（百万美元）", 1000000 },
  { "金额（人民币万元）", 10000 },
  { "金额（单位：万元）", 10000 },
  { "金额（元）", 1 },
  { "单价（元/台）", 1 },
  { "产值（万元/年）", 10000 },
  { "金额/万元", 10000 },
  { "金额：万元", 10000 },
  { "金额万元", 10000 },
  { "Revenue (millions)", 1000000 },
  { "Revenue (USD millions)", 1000000 },
  { "Revenue (in millions of USD)", 1000000 },
  { "Revenue (in thousands)", 1000 },
  { "Revenue in millions", 1000000 },
  { "Revenue, USD thousand", 1000 },
  { "Revenue (k)", 1000 },
  { "Revenue (m)", 1000000 },
  { "Revenue ($M)", 1000000 },
  { "Revenue (€ bn)", 1000000000 },
  { "Revenue ('000)", 1000 },
  { "Revenue ($000s)", 1000 },
  { "Revenue [USD]", 1 },
  { "revenue_usd_m", 1000000 },
  { "Revenue (k) *", 1000 },
};

static const char *const no_unit_cases[] = {
  "", "金额", "revenue", "close_value", "电话（手机）", "数量（台）", "Size K", "Plan B", "万元", "万达",
  "Revenue (est.)", "Revenue (1000 k)", "客户（公司）", "Revenue (m", "Height (cm)", "Growth (%)",
  "Millionaire", "Amount USD",
};

typedef char *(*Fold) (const char *text);

static void
assert_folds (Fold        fold,
              const Case *cases,
              gsize       n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *folded = fold (cases[i].text);

      g_assert_cmpstr (folded, ==, cases[i].expected);
    }
}

static void
test_fold (void)
{
  g_autofree char *mended = pursuit_text_fold ("A\xff" "B");

  assert_folds (pursuit_text_fold, fold_cases, G_N_ELEMENTS (fold_cases));
  g_assert_cmpstr (mended, ==, "a\ufffdb");
}

static void
test_fold_key (void)
{
  assert_folds (pursuit_text_fold_key, key_cases, G_N_ELEMENTS (key_cases));
}

static void
test_fold_company (void)
{
  assert_folds (pursuit_text_fold_company, company_cases, G_N_ELEMENTS (company_cases));
}

static void
test_fold_header (void)
{
  assert_folds (pursuit_text_fold_header, header_cases, G_N_ELEMENTS (header_cases));
}

static gunichar
get_random_char (GRand *rand)
{
  static const gunichar starts[] = { 0x20, 0xa0, 0x250, 0x300, 0x370, 0x2000, 0x2e80, 0x3000, 0x3400, 0x4e00,
                                     0xac00, 0xf900, 0xfe10, 0xff00, 0x1f100, 0x20000 };
  gunichar c;

  do
    c = starts[g_rand_int_range (rand, 0, G_N_ELEMENTS (starts))] + (gunichar) g_rand_int_range (rand, 0, 0x400);
  while (!g_unichar_validate (c) || !g_unichar_isdefined (c));

  return c;
}

/* Folding is a projection, and the quick way gives what the thorough way gives. */
static void
test_fold_twice (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *once = NULL;
      g_autofree char *twice = NULL;
      g_autofree char *thorough = NULL;

      for (int n = g_rand_int_range (rand, 1, 6); n > 0; n--)
        g_string_append_unichar (text, get_random_char (rand));

      once = pursuit_text_fold (text->str);
      twice = pursuit_text_fold (once);
      g_assert_cmpstr (twice, ==, once);

      g_string_append (text, "|É");
      thorough = pursuit_text_fold (text->str);
      g_assert_true (g_str_has_suffix (thorough, "|e"));
      thorough[strlen (thorough) - 2] = '\0';
      g_strchomp (thorough);
      g_assert_cmpstr (thorough, ==, once);
    }
}

static void
test_fold_company_never_empty (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);
  static const char *const parts[] = { "公司", "集团", "有限", "分", "（", "）", "(", ")", "Co", ".", ",", " ",
                                       "Ltd", "Inc", "海", "A", "-" };

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) name = g_string_new (NULL);
      g_autofree char *folded = NULL;
      g_autofree char *key = NULL;

      for (int n = g_rand_int_range (rand, 1, 7); n > 0; n--)
        g_string_append (name, parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))]);

      folded = pursuit_text_fold (name->str);
      key = pursuit_text_fold_company (name->str);
      g_assert_cmpint (*key == '\0', ==, *folded == '\0');
    }
}

static void
test_header_unit (void)
{
  gint64 factor = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (unit_cases); i++)
    {
      g_test_message ("%s", unit_cases[i].text);
      g_assert_true (pursuit_text_header_unit (unit_cases[i].text, &factor));
      g_assert_cmpint (factor, ==, unit_cases[i].factor);
    }

  factor = 4711;
  for (gsize i = 0; i < G_N_ELEMENTS (no_unit_cases); i++)
    {
      g_test_message ("%s", no_unit_cases[i]);
      g_assert_false (pursuit_text_header_unit (no_unit_cases[i], &factor));
    }

  g_assert_false (pursuit_text_header_unit (NULL, &factor));
  g_assert_cmpint (factor, ==, 4711);
}

static void
test_matches (void)
{
  g_assert_true (pursuit_text_matches ("acme steel group", "steel"));
  g_assert_true (pursuit_text_matches ("acme steel group", "group acme"));
  g_assert_true (pursuit_text_matches ("acme steel group", "cm ee"));
  g_assert_true (pursuit_text_matches ("海康威视", "威视 海"));
  g_assert_true (pursuit_text_matches ("acme", ""));
  g_assert_true (pursuit_text_matches ("acme", "  "));
  g_assert_true (pursuit_text_matches ("", ""));
  g_assert_false (pursuit_text_matches ("acme steel group", "steel x"));
  g_assert_false (pursuit_text_matches ("acme steel", "acmesteel"));
  g_assert_false (pursuit_text_matches ("", "a"));
  g_assert_false (pursuit_text_matches ("海康", "海康威"));
}

static void
test_initial (void)
{
  static const Case cases[] = {
    { NULL, "" }, { "", "" }, { " - ", "" }, { "王伟", "王" }, { "heming", "H" }, { "élan", "É" },
    { "（上海）海康", "上" }, { "ｇtx", "G" }, { "3M", "3" }, { "\"Acme\"", "A" }, { "\U00020000a", "\U00020000" },
    { "\xff", "" },
  };

  assert_folds (pursuit_text_initial, cases, G_N_ELEMENTS (cases));
}

static double
measure (Fold        fold,
         const char *text)
{
  const guint n = 20000;
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < n; i++)
    g_free (fold (text));

  return (double) (g_get_monotonic_time () - start) / n;
}

/* A trademark sign is no letter of a name, but sends the whole text the long way. */
static void
check_both_ways (const char *text)
{
  g_autofree char *marked = g_strconcat (text, "™", NULL);
  g_autofree char *quick = pursuit_text_fold (text);
  g_autofree char *slow = pursuit_text_fold (marked);

  g_assert_cmpstr (quick, ==, slow);
}

static void
test_fold_letters_both_ways (void)
{
  for (gunichar c = 0x20; c < 0x2100; c++)
    {
      char letter[8] = "";
      g_autofree char *within = NULL;

      if (c == 0x2028 || c == 0x2029)     /* line breaks of their own, at the end of which nothing may follow */
        continue;
      letter[g_unichar_to_utf8 (c, letter)] = '\0';
      within = g_strdup_printf ("Ab %s%se\xcc\x81 国", letter, letter);
      check_both_ways (letter);
      check_both_ways (within);
    }
}

static void
test_fold_texts_both_ways (void)
{
  static const char *const parts[] = { "A", "z", " ", "\t", "　", "é", "ß", "Ł", "İ", "ŉ", "×", "国", "國", "Ａ", "（", "“", "—",
                                       "·", "\xcc\x81", "ﬁ", "𠀀", "7", "-", "\x7f", "\x01" };

  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);

      for (int n = g_test_rand_int_range (0, 12); n > 0; n--)
        g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
      check_both_ways (text->str);
    }
}

static void
test_fold_invalid (void)
{
  static const char *const broken[] = { "\xe0\x80\xa1", "\xe4\xb8", "a\xe4", "\xed\xa0\x80", "\xc1\xa1", "\xc3", "\xf0\x9f", "\xff",
                                        "国\xe5\x9b", "\xe0\x81\x81z" };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *valid = g_utf8_make_valid (broken[i], -1);
      g_autofree char *expected = pursuit_text_fold (valid);
      g_autofree char *folded = pursuit_text_fold (broken[i]);

      g_assert_true (g_utf8_validate (folded, -1, NULL));
      g_assert_cmpstr (folded, ==, expected);
    }
}

/* The limit is ten times the budget, for a build that checks itself. Asked only where the computer has nothing else to do. */
static void
test_fold_quickly (void)
{
  double han = measure (pursuit_text_fold, "杭州海康威視數字技術公司");
  double ascii = measure (pursuit_text_fold, "Heming Steel");
  double company = measure (pursuit_text_fold_company, "杭州海康威视数字技术股份有限公司");

  g_test_message ("fold: Chinese %.3f us, ASCII %.3f us; company %.3f us", han, ascii, company);
  g_assert_cmpfloat (han, <, 10);
  g_assert_cmpfloat (ascii, <, 10);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/text/fold/cases", test_fold);
  g_test_add_func ("/core/text/fold/twice-changes-nothing", test_fold_twice);
  g_test_add_func ("/core/text/fold/letters-both-ways", test_fold_letters_both_ways);
  g_test_add_func ("/core/text/fold/texts-both-ways", test_fold_texts_both_ways);
  g_test_add_func ("/core/text/fold/invalid-is-made-valid", test_fold_invalid);
  if (g_test_slow ())
    g_test_add_func ("/core/text/fold/quick", test_fold_quickly);
  g_test_add_func ("/core/text/fold-key/cases", test_fold_key);
  g_test_add_func ("/core/text/fold-company/cases", test_fold_company);
  g_test_add_func ("/core/text/fold-company/never-empty", test_fold_company_never_empty);
  g_test_add_func ("/core/text/fold-header/cases", test_fold_header);
  g_test_add_func ("/core/text/header-unit/factor", test_header_unit);
  g_test_add_func ("/core/text/matches/every-word", test_matches);
  g_test_add_func ("/core/text/initial/cases", test_initial);

  return g_test_run ();
}
