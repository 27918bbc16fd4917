/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-date.h"
#include "pursuit-error.h"

#include <string.h>

#define DAY_US (86400 * (gint64) G_USEC_PER_SEC)

#define AUTO PURSUIT_DATE_ORDER_AUTO
#define YMD  PURSUIT_DATE_ORDER_YMD
#define DMY  PURSUIT_DATE_ORDER_DMY
#define MDY  PURSUIT_DATE_ORDER_MDY

typedef struct
{
  const char       *text;
  PursuitDateOrder  order;
  const char       *iso;
} ParseCase;

static const ParseCase parse_cases[] = {
  { "2026-03-17", AUTO, "2026-03-17" },
  { "2026-03-17", DMY, "2026-03-17" },
  { "2026/3/4", AUTO, "2026-03-04" },
  { "2026/3/4", MDY, "2026-03-04" },
  { "2026.3.4", AUTO, "2026-03-04" },
  { "20260317", AUTO, "2026-03-17" },
  { "20260317", DMY, "2026-03-17" },
  { "2026年3月4日", AUTO, "2026-03-04" },
  { "2026年3月4号", AUTO, "2026-03-04" },
  { "2026 年 3 月 4 日", AUTO, "2026-03-04" },
  { "26年3月4日", AUTO, "2026-03-04" },
  { "99年12月31日", DMY, "1999-12-31" },
  { "２０２６－０３－１７", AUTO, "2026-03-17" },
  { "２０２６年３月４日", AUTO, "2026-03-04" },
  { "17.03.2026", AUTO, "2026-03-17" },
  { "17/3/2026", AUTO, "2026-03-17" },
  { "3/17/2026", AUTO, "2026-03-17" },
  { "3/3/2026", AUTO, "2026-03-03" },
  { "04.03.2026", DMY, "2026-03-04" },
  { "04.03.2026", MDY, "2026-04-03" },
  { "17.03.2026", YMD, "2026-03-17" },
  { "20-10-16", DMY, "2016-10-20" },
  { "20-10-16", YMD, "2020-10-16" },
  { "10-20-16", MDY, "2016-10-20" },
  { "01-03-17", DMY, "2017-03-01" },
  { "31/12/99", AUTO, "1999-12-31" },
  { "1/1/70", DMY, "1970-01-01" },
  { "1/1/69", DMY, "2069-01-01" },
  { "1/1/00", DMY, "2000-01-01" },
  { "2024-02-29", AUTO, "2024-02-29" },
  { "2000-02-29", AUTO, "2000-02-29" },
  { "1600-02-29", AUTO, "1600-02-29" },
  { "0001-01-01", AUTO, "0001-01-01" },
  { "9999-12-31", AUTO, "9999-12-31" },
  { "  2026-03-17\t", AUTO, "2026-03-17" },
  { "2026-03-17 06:32", AUTO, "2026-03-17" },
  { "2026-03-17T06:32:00Z", AUTO, "2026-03-17" },
  { "2026-03-17T06:32:00.123+08:00", AUTO, "2026-03-17" },
  { "2026/3/4 0:00:00", AUTO, "2026-03-04" },
  { "3/17/2026 6:32 PM", AUTO, "2026-03-17" },
  { "2026年3月4日 上午10:30", AUTO, "2026-03-04" },
  { "2026年3月4日10时30分", AUTO, "2026-03-04" },
  { "17 Mar 2026", AUTO, "2026-03-17" },
  { "17 March 2026", AUTO, "2026-03-17" },
  { "March 17, 2026", AUTO, "2026-03-17" },
  { "17-Mar-26", AUTO, "2026-03-17" },
  { "2026-Sept-01", AUTO, "2026-09-01" },
  { "4 may 2026 10:00", MDY, "2026-05-04" },
};

static const ParseCase refused_cases[] = {
  { "", AUTO, "A date is missing" },
  { "  ", AUTO, "A date is missing" },
  { "soon", AUTO, "“soon” is not a date" },
  { "2026", AUTO, "“2026” is not a date" },
  { "2026-03", AUTO, "“2026-03” is not a date" },
  { "2026年3月", AUTO, "“2026年3月” is not a date" },
  { "46098", AUTO, "“46098” is not a date" },
  { "2026-3/4", AUTO, "“2026-3/4” is not a date" },
  { "2026年3-4", AUTO, "“2026年3-4” is not a date" },
  { "3月4月2026", DMY, "“3月4月2026” is not a date" },
  { "2026-003-04", AUTO, "“2026-003-04” is not a date" },
  { "202-03-04", AUTO, "“202-03-04” is not a date" },
  { "20261-03-04", AUTO, "“20261-03-04” is not a date" },
  { "2026-03-2026", AUTO, "“2026-03-2026” is not a date" },
  { "1/2/3", DMY, "“1/2/3” is not a date" },
  { "-2026-03-04", AUTO, "“-2026-03-04” is not a date" },
  { "2026--03-04", AUTO, "“2026--03-04” is not a date" },
  { "202603171", AUTO, "“202603171” is not a date" },
  { "2026-03-17x", AUTO, "“2026-03-17x” is not a date" },
  { "2026-03-17 to 2026-03-18", AUTO, "“2026-03-17 to 2026-03-18” is not a date" },
  { "2026-03-17 2026-03-18", AUTO, "“2026-03-17 2026-03-18” is not a date" },
  { "about 2026-03-17", AUTO, "“about 2026-03-17” is not a date" },
  { "17 Foo 2026", AUTO, "“17 Foo 2026” is not a date" },
  { "17 Ma 2026", AUTO, "“17 Ma 2026” is not a date" },
  { "2025-02-30", AUTO, "“2025-02-30” is not a day of the calendar" },
  { "2025-02-29", AUTO, "“2025-02-29” is not a day of the calendar" },
  { "1900-02-29", AUTO, "“1900-02-29” is not a day of the calendar" },
  { "2026-13-01", AUTO, "“2026-13-01” is not a day of the calendar" },
  { "2026-00-01", AUTO, "“2026-00-01” is not a day of the calendar" },
  { "2026-04-31", AUTO, "“2026-04-31” is not a day of the calendar" },
  { "0000-00-00", AUTO, "“0000-00-00” is not a day of the calendar" },
  { "20261301", AUTO, "“20261301” is not a day of the calendar" },
  { "03/17/2026", DMY, "“03/17/2026” is not a day of the calendar" },
  { "30-02-16", DMY, "“30-02-16” is not a day of the calendar" },
  { "31 Feb 2026", AUTO, "“31 Feb 2026” is not a day of the calendar" },
  { "04.03.2026", AUTO,
    "“04.03.2026” can be read as more than one date, so the order of day, month and year must be given" },
  { "04.03.2026", YMD,
    "“04.03.2026” can be read as more than one date, so the order of day, month and year must be given" },
  { "20-10-16", AUTO,
    "“20-10-16” can be read as more than one date, so the order of day, month and year must be given" },
};

static void
test_parse_accepts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parse_cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *iso = NULL;

      g_test_message ("%s", parse_cases[i].text);
      pursuit_date_parse (parse_cases[i].text, parse_cases[i].order, &iso, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (iso, ==, parse_cases[i].iso);
    }
}

static void
test_parse_refuses (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused_cases); i++)
    {
      g_autoptr (GError) error = NULL;
      char *iso = NULL;

      g_assert_false (pursuit_date_parse (refused_cases[i].text, refused_cases[i].order, &iso, &error));
      g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, refused_cases[i].iso);
      g_assert_null (iso);
    }

  g_assert_false (pursuit_date_parse ("2026\xff", AUTO, &(char *) { NULL }, NULL));
}

/* Whatever is made of dates and near dates: it is a day of the calendar, or refused with nothing given. */
static void
test_parse_anything (void)
{
  static const char *const numbers[] = { "2026", "26", "3", "17", "31", "02", "0", "Mar", "１", "00000", "99", "\xe5" };
  static const char *const marks[] = { "-", "/", ".", "年", "月", "日", " ", "T10:00", ", ", "é" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  guint n_dates = 0;

  for (guint i = 0; i < 100000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *iso = NULL;

      for (int n = g_rand_int_range (rand, 2, 4); n > 0; n--)
        {
          g_string_append (text, numbers[g_rand_int_range (rand, 0, G_N_ELEMENTS (numbers))]);
          g_string_append (text, marks[g_rand_int_range (rand, 0, G_N_ELEMENTS (marks))]);
        }
      g_string_append (text, numbers[g_rand_int_range (rand, 0, G_N_ELEMENTS (numbers))]);

      if (pursuit_date_parse (text->str, (PursuitDateOrder) (i % 4), &iso, NULL))
        n_dates++;
      g_assert_true (iso == NULL || pursuit_date_is_valid (iso));
    }

  g_assert_cmpuint (n_dates, >, 100);
}

static void
test_order_parse (void)
{
  g_autoptr (GError) error = NULL;
  PursuitDateOrder order = AUTO;

  g_assert_true (pursuit_date_order_parse ("dmy", &order, NULL));
  g_assert_cmpint (order, ==, DMY);
  g_assert_true (pursuit_date_order_parse ("MDY", &order, NULL));
  g_assert_cmpint (order, ==, MDY);
  g_assert_true (pursuit_date_order_parse ("auto", &order, NULL));
  g_assert_cmpint (order, ==, AUTO);

  order = YMD;
  g_assert_false (pursuit_date_order_parse ("ydm", &order, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_cmpint (order, ==, YMD);
}

/* GDate is the slow and obvious twin. */
static void
test_days_like_gdate (void)
{
  GDate date;
  g_autofree char *iso = g_strdup ("0001-01-01");

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, 1);
  for (int i = 0; iso != NULL; i += 37)
    {
      char *next = pursuit_date_add_days (iso, 37);
      char expected[16];

      g_snprintf (expected, sizeof expected, "%04d-%02d-%02d", g_date_get_year (&date),
                  (int) g_date_get_month (&date), g_date_get_day (&date));
      g_assert_cmpstr (iso, ==, expected);
      g_assert_cmpint (pursuit_date_days_between ("0001-01-01", iso), ==, i);
      g_assert_true (pursuit_date_is_valid (iso));

      g_date_add_days (&date, 37);
      g_free (iso);
      iso = next;
    }

  g_assert_cmpint (g_date_get_year (&date), ==, 10000);
}

static void
test_days_of_no_date (void)
{
  g_assert_false (pursuit_date_is_valid (NULL));
  g_assert_false (pursuit_date_is_valid (""));
  g_assert_false (pursuit_date_is_valid ("2026-3-4"));
  g_assert_false (pursuit_date_is_valid ("2026-02-30"));
  g_assert_false (pursuit_date_is_valid ("2026-03-17T00:00:00Z"));
  g_assert_cmpint (pursuit_date_days_between ("2026-03-17", "2026-03-10"), ==, -7);
  g_assert_cmpint (pursuit_date_days_between (NULL, "2026-03-10"), ==, 0);
  g_assert_cmpint (pursuit_date_days_between ("2026-03-10", "soon"), ==, 0);
  g_assert_null (pursuit_date_add_days ("soon", 1));
  g_assert_null (pursuit_date_add_days ("9999-12-31", 1));
  g_assert_null (pursuit_date_add_days ("0001-01-01", -1));
}

static void
test_week_and_quarter (void)
{
  static const char *const cases[][5] = {
    { "2026-03-17", "2026-03-16", "2026-03-22", "2026-01-01", "2026-03-31" },
    { "2026-03-16", "2026-03-16", "2026-03-22", "2026-01-01", "2026-03-31" },
    { "2026-03-22", "2026-03-16", "2026-03-22", "2026-01-01", "2026-03-31" },
    { "2026-04-01", "2026-03-30", "2026-04-05", "2026-04-01", "2026-06-30" },
    { "2026-09-30", "2026-09-28", "2026-10-04", "2026-07-01", "2026-09-30" },
    { "1969-12-31", "1969-12-29", "1970-01-04", "1969-10-01", "1969-12-31" },
    { "soon", NULL, NULL, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *monday = NULL;
      g_autofree char *sunday = NULL;
      g_autofree char *first = NULL;
      g_autofree char *last = NULL;

      pursuit_date_week (cases[i][0], &monday, &sunday);
      pursuit_date_quarter (cases[i][0], &first, &last);
      g_assert_cmpstr (monday, ==, cases[i][1]);
      g_assert_cmpstr (sunday, ==, cases[i][2]);
      g_assert_cmpstr (first, ==, cases[i][3]);
      g_assert_cmpstr (last, ==, cases[i][4]);
    }
}

static void
test_time_iso (void)
{
  static const struct { const char *text; gint64 us; const char *iso; } cases[] = {
    { "2026-03-17T06:32:00Z", 1773729120000000, "2026-03-17T06:32:00Z" },
    { "2026-03-17T06:32:00.123456789Z", 1773729120123456, "2026-03-17T06:32:00.123456Z" },
    { "2026-03-17T14:32:00+08:00", 1773729120000000, "2026-03-17T06:32:00Z" },
    { "2026-03-17T14:32+0800", 1773729120000000, "2026-03-17T06:32:00Z" },
    { "2026-03-17 01:02:00-05:30", 1773729120000000, "2026-03-17T06:32:00Z" },
    { "2026-03-17", 1773705600000000, "2026-03-17T00:00:00Z" },
    { "1969-12-31T23:59:59.5Z", -500000, "1969-12-31T23:59:59.500000Z" },
  };
  static const char *const refused[] = { "", "now", "2026-02-30T00:00:00Z", "2026-03-17T", "2026-03-17T24:00:00Z",
                                         "2026-03-17T06:60:00Z", "2026-03-17T06:32:61Z", "2026-03-17T06:32:00X",
                                         "2026-03-17T06:32:00.Z", "2026-03-17T06:32:00+8", "2026-03-17Z06:32" };
  gint64 us = 4711;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *iso = NULL;

      g_assert_true (pursuit_time_from_iso (cases[i].text, &us));
      g_assert_cmpint (us, ==, cases[i].us);
      iso = pursuit_time_to_iso (us);
      g_assert_cmpstr (iso, ==, cases[i].iso);
    }

  us = 4711;
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_false (pursuit_time_from_iso (refused[i], &us));
  g_assert_false (pursuit_time_from_iso (NULL, &us));
  g_assert_cmpint (us, ==, 4711);
  g_assert_null (pursuit_time_to_iso (0));
}

static void
test_time_of_date (void)
{
  g_autofree char *before = pursuit_date_from_time (-1);
  g_autofree char *date = pursuit_date_from_time (1773729120000000);

  g_assert_cmpint (pursuit_time_from_date ("2026-03-17"), ==, 1773705600000000);
  g_assert_cmpint (pursuit_time_from_date ("soon"), ==, 0);
  g_assert_cmpint (pursuit_time_from_date (NULL), ==, 0);
  g_assert_cmpstr (date, ==, "2026-03-17");
  g_assert_cmpstr (before, ==, "1969-12-31");
  g_assert_null (pursuit_date_from_time (0));
}

static void
test_now (void)
{
  gint64 now;

  pursuit_time_set_now (1773729120000000);
  g_assert_cmpint (pursuit_time_now (), ==, 1773729120000000);
  g_assert_cmpint (pursuit_time_days_since (1773729120000000), ==, 0);
  g_assert_cmpint (pursuit_time_days_since (1773729120000000 - DAY_US + 1), ==, 0);
  g_assert_cmpint (pursuit_time_days_since (1773729120000000 - DAY_US), ==, 1);
  g_assert_cmpint (pursuit_time_days_since (0), ==, 0);

  pursuit_time_set_now (0);
  now = pursuit_time_now ();
  g_assert_cmpint (ABS (g_get_real_time () - now), <, 60 * G_USEC_PER_SEC);
}

static void
test_now_from_environment (void)
{
  if (g_test_subprocess ())
    {
      g_setenv ("PURSUIT_NOW", "2026-03-17T06:32:00Z", TRUE);
      g_assert_cmpint (pursuit_time_now (), ==, 1773729120000000);
      return;
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

typedef char *(*Format) (const char *iso);

static void
assert_format (Format      format,
               const char *iso,
               const char *expected)
{
  g_autofree char *text = format (iso);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_ago (const char *iso,
            const char *expected)
{
  g_autofree char *text = NULL;
  gint64 us = 0;

  g_assert_true (iso == NULL || pursuit_time_from_iso (iso, &us));
  text = pursuit_time_format_ago (us);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_format (void)
{
  g_autofree char *time = NULL;
  g_autofree char *no_time = pursuit_time_format (0);

  assert_format (pursuit_date_format, "2026-03-07", "7 Mar 2026");
  assert_format (pursuit_date_format, "soon", "soon");
  assert_format (pursuit_date_format, NULL, "");
  g_setenv ("LANGUAGE", "zh_TW", TRUE);
  assert_format (pursuit_date_format, "2026-03-07", "2026-03-07");
  g_unsetenv ("LANGUAGE");

  time = pursuit_time_format (1773729120000000);
  g_assert_cmpstr (time, ==, "17 Mar 2026 06:32");
  g_assert_cmpstr (no_time, ==, "");
}

static void
test_format_relative (void)
{
  pursuit_time_set_now (1773729120000000);
  assert_format (pursuit_date_format_relative, "2026-03-17", "today");
  assert_format (pursuit_date_format_relative, "2026-03-18", "tomorrow");
  assert_format (pursuit_date_format_relative, "2026-03-16", "overdue 1 day");
  assert_format (pursuit_date_format_relative, "2026-03-06", "overdue 11 days");
  assert_format (pursuit_date_format_relative, "2026-03-19", "19 Mar");
  assert_format (pursuit_date_format_relative, "2027-01-04", "4 Jan 2027");
  assert_format (pursuit_date_format_relative, NULL, "");

  g_setenv ("LANGUAGE", "zh_CN", TRUE);
  assert_format (pursuit_date_format_relative, "2026-03-19", "03-19");
  assert_format (pursuit_date_format_relative, "2027-01-04", "2027-01-04");
  g_unsetenv ("LANGUAGE");
  pursuit_time_set_now (0);
}

static void
test_format_ago (void)
{
  pursuit_time_set_now (1773729120000000);
  assert_ago ("2026-03-17T00:00:00Z", "today");
  assert_ago ("2026-03-17T23:00:00Z", "today");
  assert_ago ("2026-03-16T23:59:59Z", "yesterday");
  assert_ago ("2026-03-15T23:59:59Z", "2 days ago");
  assert_ago ("2026-02-15T00:00:00Z", "30 days ago");
  assert_ago ("2026-02-14T00:00:00Z", "14 Feb 2026");
  assert_ago ("2026-03-18T00:00:00Z", "18 Mar 2026");
  assert_ago (NULL, "");
  pursuit_time_set_now (0);
}

/* 23:30 UTC on the 16th is the morning of the 17th in Shanghai. */
static void
test_today_is_local (void)
{
  if (g_test_subprocess ())
    {
      g_autofree char *today = NULL;

      g_setenv ("TZ", "CST-8", TRUE);
      pursuit_time_set_now (1773703800000000);
      today = pursuit_date_today ();
      g_assert_cmpstr (today, ==, "2026-03-17");
      assert_ago ("2026-03-16T15:59:00Z", "yesterday");
      assert_ago ("2026-03-16T16:01:00Z", "today");
      assert_format (pursuit_date_format_relative, "2026-03-17", "today");
      return;
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

static void
test_parse_quickly (void)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *iso = NULL;

      g_assert_true (pursuit_date_parse ("20-10-16", DMY, &iso, NULL));
      g_assert_cmpstr (iso, ==, "2016-10-20");
    }

  g_test_message ("%.3f us a date", (double) (g_get_monotonic_time () - start) / 20000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/date/parse/accepts", test_parse_accepts);
  g_test_add_func ("/core/date/parse/refuses", test_parse_refuses);
  g_test_add_func ("/core/date/parse/anything", test_parse_anything);
  g_test_add_func ("/core/date/parse/many", test_parse_quickly);
  g_test_add_func ("/core/date/order/parse", test_order_parse);
  g_test_add_func ("/core/date/days/like-gdate", test_days_like_gdate);
  g_test_add_func ("/core/date/days/of-no-date", test_days_of_no_date);
  g_test_add_func ("/core/date/week-and-quarter", test_week_and_quarter);
  g_test_add_func ("/core/date/format/by-language", test_format);
  g_test_add_func ("/core/date/format/relative-to-today", test_format_relative);
  g_test_add_func ("/core/date/today-is-local", test_today_is_local);
  g_test_add_func ("/core/time/iso", test_time_iso);
  g_test_add_func ("/core/time/of-a-date", test_time_of_date);
  g_test_add_func ("/core/time/now-can-be-fixed", test_now);
  g_test_add_func ("/core/time/now-from-environment", test_now_from_environment);
  g_test_add_func ("/core/time/format-ago", test_format_ago);

  return g_test_run ();
}
