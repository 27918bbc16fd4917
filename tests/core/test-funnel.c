/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Conversion from stage to stage, and PERF-2. */

#include "pursuit-funnel.h"

static void
test_count (void)
{
  PursuitFunnelStep steps[] = { { .open = 4, .lost = 6 }, { .open = 2, .lost = 3 }, { .open = 1, .lost = 0 } };

  pursuit_funnel_count (steps, G_N_ELEMENTS (steps), 4);
  g_assert_cmpint (steps[0].reached, ==, 20);
  g_assert_cmpint (steps[0].advanced, ==, 10);
  g_assert_cmpint (steps[1].reached, ==, 10);
  g_assert_cmpint (steps[1].advanced, ==, 5);
  g_assert_cmpint (steps[2].reached, ==, 5);
  g_assert_cmpint (steps[2].advanced, ==, 4);
  g_assert_cmpfloat_with_epsilon (pursuit_funnel_get_conversion (&steps[0]), 0.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (pursuit_funnel_get_conversion (&steps[2]), 0.8, 1e-9);
}

static void
test_count_nothing (void)
{
  PursuitFunnelStep steps[] = { { .open = 0 }, { .open = 0 } };

  pursuit_funnel_count (steps, G_N_ELEMENTS (steps), 0);
  g_assert_cmpint (steps[0].reached, ==, 0);
  g_assert_cmpfloat (pursuit_funnel_get_conversion (&steps[0]), ==, -1);
}

static void
test_velocity (void)
{
  static const struct
  {
    PursuitClosings closings;
    gint64 n_open;
    gint64 velocity;
  } cases[] = {
    { { .won = 0, .lost = 5 }, 10, -1 },
    { { .won = 2, .lost = 0, .won_amount = 100 }, 10, -1 },                                     /* no cycle is known */
    { { .won = 10, .lost = 30, .won_amount = 5000000, .timed = 5, .days = 500 }, 40, 50000 },   /* 40 x 1/4 x 500000 / 100 */
    { { .won = 1, .lost = 0, .won_amount = 700, .timed = 1, .days = 0 }, 3, 2100 },
    { { .won = 1, .lost = 0, .won_amount = 700, .timed = 1, .days = 7 }, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (pursuit_closings_get_velocity (&cases[i].closings, cases[i].n_open), ==, cases[i].velocity);
}

static void
test_closings (void)
{
  const PursuitClosings none = { 0 };
  const PursuitClosings some = { .won = 3, .lost = 1, .won_amount = 1000, .timed = 2, .days = 85 };

  g_assert_cmpfloat (pursuit_closings_get_win_rate (&none), ==, -1);
  g_assert_cmpfloat (pursuit_closings_get_cycle (&none), ==, -1);
  g_assert_cmpint (pursuit_closings_get_average (&none), ==, -1);
  g_assert_cmpfloat_with_epsilon (pursuit_closings_get_win_rate (&some), 0.75, 1e-9);
  g_assert_cmpfloat_with_epsilon (pursuit_closings_get_cycle (&some), 42.5, 1e-9);
  g_assert_cmpint (pursuit_closings_get_average (&some), ==, 333);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/funnel/count/reached-is-the-sum-of-what-became-of-it", test_count);
  g_test_add_func ("/core/funnel/count/nothing-converts-to-nothing", test_count_nothing);
  g_test_add_func ("/core/funnel/velocity/is-the-growth-formula", test_velocity);
  g_test_add_func ("/core/funnel/closings/know-what-is-unknown", test_closings);

  return g_test_run ();
}
