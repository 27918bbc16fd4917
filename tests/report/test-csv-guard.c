/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-csv-guard.h"

static void
test_guarded (void)
{
  static const char * const cells[] = {
    "=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\t",
    "＝1", "＋1", "－1", "＠x",
    "+", "-2+3+cmd", "+a", "'=1", "''=1", "'＝1", "'\t", "'+86 139", "'-5", "-12€", "+1,5", "- x",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_test_message ("“%s”", cells[i]);
      g_assert_true (pursuit_csv_needs_guard (cells[i]));
    }
}

static void
test_plain (void)
{
  static const char * const cells[] = {
    "", "a", "1", "-5", "-1234.50", "+86 139 1234 5678", "+86 (010) 6552-9988",
    "-", "--", "+-", "-1-2", "a=b", " =1", "海康",
    "'", "''", "'60s", "'a=b", "＃", "1=1", "(=)",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_test_message ("“%s”", cells[i]);
      g_assert_false (pursuit_csv_needs_guard (cells[i]));
      g_assert_false (pursuit_csv_is_guarded (cells[i]));
    }
}

/* Every short text of the characters that matter comes back as it went out. */
static void
test_reversible (void)
{
  static const char * const parts[] = { "'", "=", "+", "-", "@", "\t", "\r", "\n", "＝", "1", " ", "a", "" };
  const gsize n = G_N_ELEMENTS (parts);

  for (gsize i = 0; i < n * n * n * n; i++)
    {
      g_autofree char *cell = g_strconcat (parts[i % n], parts[i / n % n], parts[i / n / n % n],
                                           parts[i / n / n / n], NULL);
      g_autofree char *written = g_strconcat (pursuit_csv_needs_guard (cell) ? "'" : "", cell, NULL);

      g_assert_cmpstr (written + (pursuit_csv_is_guarded (written) ? 1 : 0), ==, cell);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report/csv-guard/formula/guarded", test_guarded);
  g_test_add_func ("/report/csv-guard/plain/untouched", test_plain);
  g_test_add_func ("/report/csv-guard/every-text/reversible", test_reversible);

  return g_test_run ();
}
