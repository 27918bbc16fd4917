/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-csv-reader.h"

/* The export that the program is tried on; it is not part of the source. */
static char *
real_file (const char *name)
{
  const char *shared = g_getenv ("PURSUIT_SHARED");

  return g_build_filename (shared != NULL ? shared : "", "data", "crm-sales-opportunities", name, NULL);
}

static void
check_file (const char *name,
            guint       n_columns,
            guint       n_rows)
{
  g_autofree char *path = real_file (name);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (PursuitCsvReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  const char * const *cells = NULL;
  guint n = 0;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the real data are not here; set PURSUIT_SHARED");
      return;
    }

  reader = pursuit_csv_reader_new (file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length ((char **) pursuit_row_source_get_header (PURSUIT_ROW_SOURCE (reader))), ==,
                    n_columns);

  while (pursuit_row_source_next (PURSUIT_ROW_SOURCE (reader), &cells, &error) && cells != NULL)
    n++;
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, n_rows);
  g_assert_cmpuint (pursuit_row_source_get_row (PURSUIT_ROW_SOURCE (reader)), ==, n_rows + 1);
}

static void
test_accounts (void)
{
  check_file ("accounts.csv", 7, 85);
}

static void
test_products (void)
{
  check_file ("products.csv", 3, 7);
}

static void
test_staff (void)
{
  check_file ("sales_teams.csv", 3, 35);
}

static void
test_deals (void)
{
  check_file ("sales_pipeline.csv", 10, 8800);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report/csv-real/accounts/85-rows", test_accounts);
  g_test_add_func ("/report/csv-real/products/7-rows", test_products);
  g_test_add_func ("/report/csv-real/staff/35-rows", test_staff);
  g_test_add_func ("/report/csv-real/deals/8800-rows", test_deals);

  return g_test_run ();
}
