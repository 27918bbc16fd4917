/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which months a report is about. */

#include "pursuit-period.h"

static void
test_months (void)
{
  static const struct
  {
    PursuitPeriod period;
    const char *today;
    gint64 first, last;
  } cases[] = {
    { PURSUIT_PERIOD_ALL, "2026-03-17", 0, 0 },
    { PURSUIT_PERIOD_TWELVE_MONTHS, "2026-03-17", 202504, 202603 },
    { PURSUIT_PERIOD_TWELVE_MONTHS, "2026-12-31", 202601, 202612 },
    { PURSUIT_PERIOD_TWELVE_MONTHS, "2026-01-01", 202502, 202601 },
    { PURSUIT_PERIOD_YEAR, "2026-03-17", 202601, 202612 },
    { PURSUIT_PERIOD_QUARTER, "2026-01-01", 202601, 202603 },
    { PURSUIT_PERIOD_QUARTER, "2026-06-30", 202604, 202606 },
    { PURSUIT_PERIOD_QUARTER, "2026-12-31", 202610, 202612 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 first, last;

      pursuit_period_get_months (cases[i].period, cases[i].today, &first, &last);
      g_assert_cmpint (first, ==, cases[i].first);
      g_assert_cmpint (last, ==, cases[i].last);
    }
}

static void
test_nicks (void)
{
  PursuitPeriod period;

  for (guint i = 0; i < PURSUIT_N_PERIODS; i++)
    {
      g_assert_true (pursuit_period_from_nick (pursuit_period_get_nick ((PursuitPeriod) i), &period));
      g_assert_cmpuint (period, ==, i);
      g_assert_nonnull (pursuit_period_get_label ((PursuitPeriod) i));
    }
  g_assert_false (pursuit_period_from_nick ("decade", &period));
  g_assert_false (pursuit_period_from_nick (NULL, &period));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/period/months/whole-ones", test_months);
  g_test_add_func ("/core/period/nicks/there-and-back", test_nicks);

  return g_test_run ();
}
