/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"

#include "pursuit-csv-reader.h"
#include "pursuit-error.h"

/* The export that the program is tried on; it is not part of the source. */
static PursuitRowSource *
open_real (const char *name)
{
  const char *shared = g_getenv ("PURSUIT_SHARED");
  g_autofree char *path = g_build_filename (shared != NULL ? shared : "", "data", "crm-sales-opportunities", name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  PursuitCsvReader *reader;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;
  reader = pursuit_csv_reader_new (file, NULL, &error);
  g_assert_no_error (error);

  return PURSUIT_ROW_SOURCE (reader);
}

static PursuitImportReport *
run_pipeline (ScratchDesk *scratch)
{
  g_autoptr(PursuitImport) import = import_fixture_open (PURSUIT_IMPORT_DEALS, open_real ("sales_pipeline.csv"));
  g_autoptr(GError) error = NULL;
  PursuitImportReport *report;

  pursuit_import_set_date_order (import, PURSUIT_DATE_ORDER_DMY);
  g_assert_true (pursuit_import_map_stage (import, "Prospecting", 1, NULL));
  g_assert_true (pursuit_import_map_stage (import, "Engaging", 4, NULL));
  report = pursuit_import_run (import, scratch->desk, FALSE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return report;
}

static gboolean
bring_all (ScratchDesk *scratch)
{
  static const struct
  {
    PursuitImportKind kind;
    const char *name;
    const char *counts;
  } files[] = {
    { PURSUIT_IMPORT_CUSTOMERS, "accounts.csv", "85 0 0 0 0" },
    { PURSUIT_IMPORT_PRODUCTS, "products.csv", "7 0 0 0 0" },
    { PURSUIT_IMPORT_STAFF, "sales_teams.csv", "35 0 0 0 0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      PursuitRowSource *source = open_real (files[i].name);
      g_autoptr(PursuitImportReport) report = NULL;

      if (source == NULL)
        {
          g_test_skip ("the real data are not here; set PURSUIT_SHARED");
          return FALSE;
        }
      report = import_fixture_run (scratch, files[i].kind, source);
      assert_counts (report, files[i].counts);
    }

  return TRUE;
}

static void
test_truths (ScratchDesk   *scratch,
             gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) report = NULL;
  g_autoptr(PursuitImportReport) again = NULL;

  if (!bring_all (scratch))
    return;

  report = run_pipeline (scratch);
  assert_counts (report, "8800 0 0 0 0");
  assert_notes (report,
                "“GTXPro” was taken as “GTX Pro” in 1480 rows.\n"
                "1425 deals without a customer were put under “No customer given”.\n"
                "These columns were left out: engage_quarter, close_quarter.");
  scratch_desk_assert (scratch, "SELECT status, count(*), sum(amount) FROM deal GROUP BY 1 ORDER BY 1",
                       "lost|2473|0\nopen|2089|0\nwon|4238|1000553400");
  scratch_desk_assert (scratch, "SELECT t.position, count(*) FROM deal d JOIN stage t ON t.id = d.stage_id WHERE d.status = 'open'"
                                " GROUP BY 1 ORDER BY 1",
                       "1|500\n4|1589");
  scratch_desk_assert (scratch, "SELECT count(*) FROM deal d JOIN customer c ON c.id = d.customer_id WHERE c.placeholder", "1425");
  scratch_desk_assert (scratch, "SELECT count(*) FROM stage_move", "15511");   /* 8 800 came in, 6 711 were closed */
  scratch_desk_assert (scratch, "SELECT min(opened_on), max(closed_on) FROM deal", "2016-10-20|2017-12-31");

  again = run_pipeline (scratch);
  assert_counts (again, "0 0 8800 0 0");
}

static void
test_tree (ScratchDesk   *scratch,
           gconstpointer  unused)
{
  if (!bring_all (scratch))
    return;

  scratch_desk_assert (scratch, "SELECT count(*) FROM customer WHERE parent_id IS NOT NULL", "15");
  scratch_desk_assert (scratch,
                       "SELECT r.system_role, count(*) FROM staff s JOIN role r ON r.id = s.role_id GROUP BY 1 ORDER BY 1",
                       "manager|6\nseller|35");
  scratch_desk_assert (scratch,
                       "SELECT p.name, u.name, l.name, count(s.id) FROM org_unit u JOIN org_unit p ON p.id = u.parent_id"
                       " JOIN staff l ON l.id = u.lead_id JOIN staff s ON s.unit_id = u.id AND s.manager_id = l.id"
                       " GROUP BY u.id ORDER BY 1, 2",
                       "Central|Dustin Brinkmann|Dustin Brinkmann|5\nCentral|Melvin Marxen|Melvin Marxen|6\n"
                       "East|Cara Losch|Cara Losch|6\nEast|Rocco Neubert|Rocco Neubert|6\n"
                       "West|Celia Rouche|Celia Rouche|6\nWest|Summer Sewald|Summer Sewald|6");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  scratch_desk_add ("/service/import/real/deals-are-all-there", test_truths);
  scratch_desk_add ("/service/import/real/staff-and-subsidiaries", test_tree);

  return g_test_run ();
}
