/* SPDX-License-Identifier: GPL-3.0-or-later */

/* STG-3: how long a deal was in each stage that it left, and what the classes of length tell. */

#include "pursuit-stays.h"

#include "pursuit-date.h"

#define MARCH G_GINT64_CONSTANT (1773729120000000)   /* 2026-03-17 06:32 */
#define DAY G_TIME_SPAN_DAY

static void
assert_add (const char *stays,
            gint64      stage_id,
            gint64      entered_at,
            gint64      left_at,
            const char *expected)
{
  g_autofree char *found = pursuit_stays_add (stays, stage_id, entered_at, left_at);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_add (void)
{
  assert_add (NULL, 4, MARCH - 2 * DAY, MARCH, ";4:2026031:0000172800");
  assert_add (";4:2026031:0000172800", 5, MARCH - 1, MARCH, ";4:2026031:0000172800;5:2026030:0000000000");
  assert_add (";3:2025121:0000172800;4:2026020:0000000060", 4, MARCH - 40 * DAY, MARCH,
              ";3:2025121:0000172800;4:2026035:0003456060");
  assert_add (NULL, 4, MARCH - 20000 * DAY, MARCH, ";4:2026039:1728000000");
}

/* What has no beginning, or ends before it, says nothing. */
static void
test_add_unknown (void)
{
  assert_add (NULL, 4, 0, MARCH, NULL);
  assert_add (";4:2026031:0000172800", 4, MARCH + 1, MARCH, ";4:2026031:0000172800");
  assert_add (NULL, 0, MARCH - DAY, MARCH, NULL);
}

/* Whatever somebody wrote there, it is read as far as it makes sense. */
static void
test_add_to_nonsense (void)
{
  assert_add ("never", 4, MARCH - DAY, MARCH, ";4:2026031:0000086400");
  assert_add (";7:", 4, MARCH - DAY, MARCH, ";4:2026031:0000086400");
  assert_add ("99999999999999999999:x:y", 4, MARCH - DAY, MARCH, ";4:2026031:0000086400");
}

static void
test_classify (void)
{
  static const gint64 days[] = { 1, 3, 7, 14, 30, 60, 90, 180, 365 };

  g_assert_cmpuint (pursuit_stays_classify (0), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_assert_cmpuint (pursuit_stays_classify (days[i] * 86400 - 1), ==, i);
      g_assert_cmpuint (pursuit_stays_classify (days[i] * 86400), ==, i + 1);
    }
  g_assert_cmpuint (pursuit_stays_classify (G_MAXINT64), ==, PURSUIT_STAY_CLASSES - 1);
}

static void
test_median (void)
{
  static const struct
  {
    gint64 counts[PURSUIT_STAY_CLASSES];
    double median;
  } cases[] = {
    { { 0 }, -1 },
    { { 0, 0, 0, 0, 1 }, 22 },                 /* in the middle of 14 to 30 */
    { { 0, 0, 0, 0, 5, 5 }, 30 },
    { { 0, 0, 0, 0, 4, 8 }, 37.5 },            /* 2 of 8 into 30 to 60 */
    { { 10, 0, 0, 0, 0, 0, 0, 0, 0, 1 }, 0.55 },
    { { 1, 0, 0, 0, 0, 0, 0, 0, 0, 10 }, 365 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat_with_epsilon (pursuit_stays_get_median (cases[i].counts), cases[i].median, 1e-9);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/stays/add/counts-visits-together", test_add);
  g_test_add_func ("/core/stays/add/knows-nothing-without-a-beginning", test_add_unknown);
  g_test_add_func ("/core/stays/add/survives-nonsense", test_add_to_nonsense);
  g_test_add_func ("/core/stays/classify/borders", test_classify);
  g_test_add_func ("/core/stays/median/lies-within-its-class", test_median);

  return g_test_run ();
}
