/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-error.h"
#include "pursuit-money.h"

#include <string.h>

typedef struct
{
  const char *text;
  const char *currency;
  gint64      minor;
} ParseCase;

static const ParseCase parse_cases[] = {
  { "1234.5", "CNY", 123450 },
  { "1,234.50", "CNY", 123450 },
  { "0", "CNY", 0 },
  { "-0", "CNY", 0 },
  { ".5", "CNY", 50 },
  { "007", "CNY", 700 },
  { "¥1,234", "CNY", 123400 },
  { "￥１，２３４．５０", "CNY", 123450 },
  { "$5", "USD", 500 },
  { "$5", "HKD", 500 },
  { "NT$ 5,000", "TWD", 500000 },
  { "US$5", "USD", 500 },
  { "5 usd", "USD", 500 },
  { "12万", "CNY", 12000000 },
  { "¥12万", "CNY", 12000000 },
  { "12萬", "TWD", 12000000 },
  { "1.5亿", "CNY", 15000000000 },
  { "1.5億", "TWD", 15000000000 },
  { "1.2亿元", "CNY", 12000000000 },
  { "3千", "CNY", 300000 },
  { "3百万", "CNY", 300000000 },
  { "2万亿", "CNY", 200000000000000 },
  { "50w", "CNY", 50000000 },
  { "1.23456万", "CNY", 1234560 },
  { "1.2M", "USD", 120000000 },
  { "1.2 million", "USD", 120000000 },
  { "860K", "USD", 86000000 },
  { "1.5bn", "USD", 150000000000 },
  { "100元", "CNY", 10000 },
  { "100 元整", "CNY", 10000 },
  { "5万美元", "USD", 5000000 },
  { "RMB 100", "CNY", 10000 },
  { "RMB100", "CNY", 10000 },
  { "人民币 100 元", "CNY", 10000 },
  { "100 CNY", "CNY", 10000 },
  { "7 MOP", "MOP", 700 },
  { "CHF 7", "CHF", 700 },
  { "  100  ", "CNY", 10000 },
  { "\t100\u00a0", "CNY", 10000 },
  { "\u3000１００\u3000", "CNY", 10000 },
  { "+100", "CNY", 10000 },
  { "-100", "CNY", -10000 },
  { "−100", "CNY", -10000 },
  { "－１００", "CNY", -10000 },
  { "-¥12万", "CNY", -12000000 },
  { "¥-100", "CNY", -10000 },
  { "(1,234.50)", "CNY", -123450 },
  { "（1,234.50）", "CNY", -123450 },
  { "(¥100)", "CNY", -10000 },
  { "0.004", "CNY", 0 },
  { "0.005", "CNY", 1 },
  { "-0.005", "CNY", -1 },
  { "2.675", "CNY", 268 },
  { "1.00499999999999999999999999999999999999999999999999999999999999999999999999", "CNY", 100 },
  { "1234.5", "JPY", 1235 },
  { "¥1,234", "JPY", 1234 },
  { "12万", "KRW", 120000 },
  { "1.2345", "KWD", 1235 },
  { "92233720368547758.07", "CNY", G_MAXINT64 },
  { "-92233720368547758.07", "CNY", -G_MAXINT64 },
  { "€5", NULL, 500 },
  { "¥1,460 万", "CNY", 1460000000 },
  { "$14.6 M", "USD", 1460000000 },
};

static const ParseCase refused_cases[] = {
  { "", "CNY" },
  { "   ", "CNY" },
  { "text", "CNY" },
  { "about 12", "CNY" },
  { "约12万", "CNY" },
  { "12万左右", "CNY" },
  { "1,23", "CNY" },
  { "1,2345", "CNY" },
  { "1234,567", "CNY" },
  { ",123", "CNY" },
  { "1,234,", "CNY" },
  { "1,,234", "CNY" },
  { "1.234,50", "CNY" },
  { "1.2.3", "CNY" },
  { "1..2", "CNY" },
  { "5.", "CNY" },
  { ".", "CNY" },
  { "1 234", "CNY" },
  { "12-15", "CNY" },
  { "--5", "CNY" },
  { "-(5)", "CNY" },
  { "(-5)", "CNY" },
  { "(5", "CNY" },
  { "5)", "CNY" },
  { "-¥-5", "CNY" },
  { "¥", "CNY" },
  { "万", "CNY" },
  { "1.2 MX", "CNY" },
  { "12%", "CNY" },
  { "1e5", "CNY" },
  { "0x10", "CNY" },
  { "NaN", "CNY" },
  { "\xff" "12", "CNY" },
  { "92233720368547758.08", "CNY" },
  { "92233720368547758.075", "CNY" },
  { "99999999999999999999", "CNY" },
  { "99999999万亿", "CNY" },
  { "$5", "CNY" },
  { "5美元", "CNY" },
  { "HK$5", "USD" },
  { "€5", "USD" },
};

typedef struct
{
  gint64      minor;
  const char *currency;
  const char *full;
  const char *shortened[3];     /* en, zh_CN, zh_TW */
} FormatCase;

static const FormatCase format_cases[] = {
  { 0, "CNY", "¥0", { "¥0", "¥0", "¥0" } },
  { 5, "CNY", "¥0.05", { "¥0.05", "¥0.05", "¥0.05" } },
  { 123400, "CNY", "¥1,234", { "¥1,234", "¥1,234", "¥1,234" } },
  { 123450, "USD", "$1,234.50", { "$1,234.50", "$1,234.50", "$1,234.50" } },
  { -123450, "USD", "-$1,234.50", { "-$1,234.50", "-$1,234.50", "-$1,234.50" } },
  { 999999, "CNY", "¥9,999.99", { "¥9,999.99", "¥9,999.99", "¥9,999.99" } },
  { 1000000, "CNY", "¥10,000", { "¥10 K", "¥10,000", "¥10,000" } },
  { 1234567, "CNY", "¥12,345.67", { "¥12.3 K", "¥12,345.67", "¥12,345.67" } },
  { 1500000, "CNY", "¥15,000", { "¥15 K", "¥15,000", "¥15,000" } },
  { 86000000, "CNY", "¥860,000", { "¥860 K", "¥86 万", "¥86 萬" } },
  { 9994999, "CNY", "¥99,949.99", { "¥99.9 K", "¥99,949.99", "¥99,949.99" } },
  { 9995000, "CNY", "¥99,950", { "¥100 K", "¥99,950", "¥99,950" } },
  { 99949999, "CNY", "¥999,499.99", { "¥999 K", "¥99.9 万", "¥99.9 萬" } },
  { 99950000, "CNY", "¥999,500", { "¥1 M", "¥100 万", "¥100 萬" } },
  { 1460000000, "CNY", "¥14,600,000", { "¥14.6 M", "¥1,460 万", "¥1,460 萬" } },
  { -1460000000, "CNY", "-¥14,600,000", { "-¥14.6 M", "-¥1,460 万", "-¥1,460 萬" } },
  { 1465000000, "CNY", "¥14,650,000", { "¥14.7 M", "¥1,465 万", "¥1,465 萬" } },
  { 9999499999, "CNY", "¥99,994,999.99", { "¥100 M", "¥9,999 万", "¥9,999 萬" } },
  { 9999500000, "CNY", "¥99,995,000", { "¥100 M", "¥10,000 万", "¥10,000 萬" } },
  { 10500000000, "CNY", "¥105,000,000", { "¥105 M", "¥10,500 万", "¥10,500 萬" } },
  { 18000000000, "CNY", "¥180,000,000", { "¥180 M", "¥18,000 万", "¥18,000 萬" } },
  { 18031000000, "CNY", "¥180,310,000", { "¥180 M", "¥18,031 万", "¥18,031 萬" } },
  { 123456789012, "CNY", "¥1,234,567,890.12", { "¥1.2 B", "¥12.35 亿", "¥12.35 億" } },
  { 500000000000000, "CNY", "¥5,000,000,000,000", { "¥5,000 B", "¥50,000 亿", "¥50,000 億" } },
  { 26768000, "CNY", "¥267,680", { "¥268 K", "¥26.8 万", "¥26.8 萬" } },
  { 1460000, "JPY", "¥1,460,000", { "¥1.5 M", "¥146 万", "¥146 萬" } },
  { 1460000000, "TWD", "NT$14,600,000", { "NT$14.6 M", "NT$1,460 万", "NT$1,460 萬" } },
  { 123450, "CHF", "CHF 1,234.50", { "CHF 1,234.50", "CHF 1,234.50", "CHF 1,234.50" } },
  { 1234, "KWD", "KWD 1.234", { "KWD 1.234", "KWD 1.234", "KWD 1.234" } },
  { 123450, NULL, "1,234.50", { "1,234.50", "1,234.50", "1,234.50" } },
  { G_MININT64, "CNY", "-¥92,233,720,368,547,758.08",
    { "-¥92,233,720 B", "-¥922,337,203.69 亿", "-¥922,337,203.69 億" } },
};

static void
test_parse_accepts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parse_cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 minor = -1;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_true (pursuit_money_parse (parse_cases[i].text, parse_cases[i].currency, &minor, &error));
      g_assert_no_error (error);
      g_assert_cmpint (minor, ==, parse_cases[i].minor);
    }
}

static void
test_parse_refuses (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused_cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 minor = 4711;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_false (pursuit_money_parse (refused_cases[i].text, refused_cases[i].currency, &minor, &error));
      g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
      g_assert_cmpint (minor, ==, 4711);
    }
}

static void
test_parse_in_unit (void)
{
  static const struct
  {
    const char *text;
    gint64      factor;
    gint64      minor;
    gboolean    own_unit;
  } cases[] = {
    { "1,234.50", 1, 123450, FALSE },
    { "1,234.50", 10000, 1234500000, FALSE },
    { "1,234.567891", 10000, 1234567891, FALSE },       /* nothing is rounded in between */
    { "¥0.00005元", 10000, 50, FALSE },
    { "1100.04", 1000000, 110004000000, FALSE },
    { "12万", 10000, 12000000, TRUE },
    { "12万", 1, 12000000, TRUE },
    { "5k", 1000000, 500000, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 minor = -1;
      gboolean own_unit = !cases[i].own_unit;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_true (pursuit_money_parse_in (cases[i].text, "CNY", cases[i].factor, &minor, &own_unit, &error));
      g_assert_no_error (error);
      g_assert_cmpint (minor, ==, cases[i].minor);
      g_assert_cmpint (own_unit, ==, cases[i].own_unit);
    }
}

static void
test_parse_quotes (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) long_error = NULL;
  g_autofree char *long_text = g_strnfill (10000, 'x');
  gint64 minor;

  g_assert_false (pursuit_money_parse ("约\n12万", "CNY", &minor, &error));
  g_assert_cmpstr (error->message, ==, "“约 12万” is not an amount of money");

  g_assert_false (pursuit_money_parse (long_text, "CNY", &minor, &long_error));
  g_assert_cmpuint (strlen (long_error->message), <, 100);
}

/* Whatever is made of amounts and near amounts: what was understood can be shown and read again. */
static void
test_parse_anything (void)
{
  static const char *const parts[] = { "1", "234", "0", "999", ",", ".", "-", "(", ")", "¥", "RMB", "万", "亿", "M", "k",
                                       "元", " ", "+", "５", "12", "\xe5", "x" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  guint n_amounts = 0;

  for (guint i = 0; i < 100000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *shown = NULL;
      gint64 minor, again = 0;

      for (int n = g_rand_int_range (rand, 1, 8); n > 0; n--)
        g_string_append (text, parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))]);

      if (!pursuit_money_parse (text->str, "CNY", &minor, NULL))
        continue;

      n_amounts++;
      shown = pursuit_money_format (minor, "CNY", PURSUIT_MONEY_FULL);
      g_assert_true (pursuit_money_parse (shown, "CNY", &again, NULL));
      g_assert_cmpint (again, ==, minor);
    }

  g_assert_cmpuint (n_amounts, >, 1000);
}

static void
test_format_full (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (format_cases); i++)
    {
      g_autofree char *full = pursuit_money_format (format_cases[i].minor, format_cases[i].currency,
                                                    PURSUIT_MONEY_FULL);

      g_assert_cmpstr (full, ==, format_cases[i].full);
    }
}

static void
test_format_short (void)
{
  static const char *const languages[] = { "en_GB", "zh_CN.UTF-8", "zh_TW:en" };

  for (gsize l = 0; l < G_N_ELEMENTS (languages); l++)
    {
      g_setenv ("LANGUAGE", languages[l], TRUE);
      for (gsize i = 0; i < G_N_ELEMENTS (format_cases); i++)
        {
          g_autofree char *text = pursuit_money_format (format_cases[i].minor, format_cases[i].currency,
                                                        PURSUIT_MONEY_SHORT);

          g_assert_cmpstr (text, ==, format_cases[i].shortened[l]);
        }
    }

  g_unsetenv ("LANGUAGE");
}

/* What is shown in full can be typed back. */
static void
test_format_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  static const char *const currencies[] = { "CNY", "JPY", "KWD", "CHF", "TWD", NULL };

  for (guint i = 0; i < 2000; i++)
    {
      gint64 minor = ((gint64) g_rand_int (rand) << 31 ^ g_rand_int (rand)) >> g_rand_int_range (rand, 0, 60);
      const char *currency = currencies[i % G_N_ELEMENTS (currencies)];
      g_autofree char *text = pursuit_money_format (i % 2 == 0 ? minor : -minor, currency, PURSUIT_MONEY_FULL);
      gint64 back = 0;

      g_assert_true (pursuit_money_parse (text, currency, &back, NULL));
      g_assert_cmpint (back, ==, i % 2 == 0 ? minor : -minor);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/money/parse/accepts", test_parse_accepts);
  g_test_add_func ("/core/money/parse/refuses", test_parse_refuses);
  g_test_add_func ("/core/money/parse/in-a-unit-that-stands-elsewhere", test_parse_in_unit);
  g_test_add_func ("/core/money/parse/quotes-the-text", test_parse_quotes);
  g_test_add_func ("/core/money/parse/anything", test_parse_anything);
  g_test_add_func ("/core/money/format/full", test_format_full);
  g_test_add_func ("/core/money/format/short-follows-the-language", test_format_short);
  g_test_add_func ("/core/money/format/full-can-be-read-back", test_format_round_trip);

  return g_test_run ();
}
