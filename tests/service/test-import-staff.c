/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"

#include "pursuit-error.h"

#define STAFF \
  "SELECT s.name, u.name, m.name, r.system_role FROM staff s LEFT JOIN org_unit u ON u.id = s.unit_id" \
  " LEFT JOIN staff m ON m.id = s.manager_id LEFT JOIN role r ON r.id = s.role_id WHERE s.deleted_at = 0 ORDER BY s.name"
#define UNITS \
  "SELECT u.name, p.name, s.name FROM org_unit u LEFT JOIN org_unit p ON p.id = u.parent_id" \
  " LEFT JOIN staff s ON s.id = u.lead_id ORDER BY u.id"

static PursuitRowSource *
tree_source (void)
{
  return array_source_new ("sales_teams.csv", "sales_agent|manager|regional_office", "Anna|Dustin|Central", "Cecily|Dustin|Central",
                           "Jonathan|Melvin|Central", "Violet|Cara|East", NULL);
}

static void
test_tree (ScratchDesk   *scratch,
           gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) report = import_fixture_run (scratch, PURSUIT_IMPORT_STAFF, tree_source ());
  g_autoptr(PursuitImportReport) again = import_fixture_run (scratch, PURSUIT_IMPORT_STAFF, tree_source ());

  assert_counts (report, "4 0 0 0 0");
  assert_notes (report, "3 managers without rows of their own were added.\n5 units were added to the organisation.");
  scratch_desk_assert (scratch, UNITS,
                       "Central|-|-\nDustin|Central|Dustin\nMelvin|Central|Melvin\nEast|-|-\nCara|East|Cara");
  scratch_desk_assert (scratch, STAFF,
                       "Anna|Dustin|Dustin|seller\nCara|Cara|-|manager\nCecily|Dustin|Dustin|seller\nDustin|Dustin|-|manager\n"
                       "Jonathan|Melvin|Melvin|seller\nMelvin|Melvin|-|manager\nViolet|Cara|Cara|seller");
  assert_counts (again, "0 0 4 0 0");
}

static void
test_renamed_team (ScratchDesk   *scratch,
                   gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) again = NULL;

  import_fixture_bring (scratch, PURSUIT_IMPORT_STAFF, tree_source ());
  scratch_desk_exec (scratch, "UPDATE org_unit SET name = 'Hunters', name_key = 'hunters' WHERE name = 'Dustin'");
  again = import_fixture_run (scratch, PURSUIT_IMPORT_STAFF, tree_source ());
  assert_counts (again, "0 0 4 0 0");
  scratch_desk_assert (scratch, "SELECT count(*) FROM org_unit", "5");
}

static void
test_managers_with_rows (ScratchDesk   *scratch,
                         gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) report =
    import_fixture_run (scratch, PURSUIT_IMPORT_STAFF,
                        array_source_new ("s.csv", "name|manager|office|title", "Ann|Bob|East|", "Cid|Dan|East|", "Bob|Dan|East|Lead",
                                          "Dan|||Director", NULL));

  assert_counts (report, "4 0 0 0 0");
  scratch_desk_assert (scratch, STAFF,
                       "Ann|Bob|Bob|seller\nBob|Dan|Dan|manager\nCid|Dan|Dan|seller\nDan|Dan|-|manager");
  scratch_desk_assert (scratch, "SELECT name, title FROM staff WHERE title IS NOT NULL ORDER BY name", "Bob|Lead\nDan|Director");
}

/* Somebody who came in as a seller turns out to lead others. */
static void
test_seller_becomes_manager (ScratchDesk   *scratch,
                             gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) report =
    import_fixture_run (scratch, PURSUIT_IMPORT_STAFF,
                        array_source_new ("s.csv", "姓名|主管|大区", "周晓岚||华东", "林若溪|周晓岚|华东", NULL));

  assert_counts (report, "2 0 0 0 0");
  scratch_desk_assert (scratch, STAFF, "周晓岚|华东|-|manager\n林若溪|周晓岚|周晓岚|seller");
}

static void
test_units (ScratchDesk   *scratch,
            gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) report =
    import_fixture_run (scratch, PURSUIT_IMPORT_STAFF,
                        array_source_new ("s.csv", "name|department|manager|role|left", "Ann|Pre-sales|Bob|Pre-sales engineer|no",
                                          "Bob|Pre-sales||技術諮詢顧問|no", "Cid|presales|||yes", NULL));
  g_autoptr(PursuitImportReport) again = NULL;

  assert_counts (report, "3 0 0 0 0");
  scratch_desk_assert (scratch, UNITS, "Pre-sales|-|-");
  scratch_desk_assert (scratch, STAFF,
                       "Ann|Pre-sales|Bob|presales\nBob|Pre-sales|-|consultant\nCid|Pre-sales|-|seller");

  again = import_fixture_run (scratch, PURSUIT_IMPORT_STAFF,
                              array_source_new ("s.csv", "name|unit", "Ann|Sales", "Bob|pre sales", NULL));
  assert_counts (again, "0 1 1 0 0");
  scratch_desk_assert (scratch, UNITS, "Pre-sales|-|-\nSales|-|-");
}

static void
test_refusals (ScratchDesk   *scratch,
               gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) report =
    import_fixture_run_good (scratch, PURSUIT_IMPORT_STAFF,
                             array_source_new ("s.csv", "name|role|manager|office", "Ann|Wizard|Bob|East", "|Seller|Cid|West",
                                               "Dan|Seller||North", "Dan|Seller|Eve|South", NULL));

  assert_counts (report, "1 0 0 0 3");
  assert_said (report, PURSUIT_OUTCOME_REFUSED,
               "Row 2 of “s.csv”, column “role”: there is no role “Wizard”\n"
               "Row 3 of “s.csv”, column “name”: Name is missing.\n"
               "Row 5 of “s.csv”, column “name”: “Dan” stands in row 4 already");
  /* A refused row leaves neither managers nor units behind. */
  scratch_desk_assert (scratch, STAFF, "Dan|North|-|seller");
  scratch_desk_assert (scratch, UNITS, "North|-|-");
}

static void
test_no_self_made_administrator (ScratchDesk   *scratch,
                                 gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) report = NULL;

  import_fixture_bring (scratch, PURSUIT_IMPORT_STAFF,
                        array_source_new ("s.csv", "name|role", "Max|Sales manager", "Ada|Administrator", NULL));
  g_assert_true (pursuit_desk_sign_in (scratch->desk, 1, NULL));
  report = import_fixture_run_good (scratch, PURSUIT_IMPORT_STAFF, array_source_new ("s.csv", "name|role", "Max|Administrator", NULL));
  assert_counts (report, "0 0 0 0 1");
  scratch_desk_assert (scratch, STAFF, "Ada|-|-|administrator\nMax|-|-|manager");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  scratch_desk_add ("/service/import/staff/managers-and-offices-make-the-tree", test_tree);
  scratch_desk_add ("/service/import/staff/a-renamed-team-is-known-by-its-lead", test_renamed_team);
  scratch_desk_add ("/service/import/staff/managers-may-have-rows", test_managers_with_rows);
  scratch_desk_add ("/service/import/staff/who-leads-is-a-manager", test_seller_becomes_manager);
  scratch_desk_add ("/service/import/staff/units-alone", test_units);
  scratch_desk_add ("/service/import/staff/refused-rows-leave-nothing", test_refusals);
  scratch_desk_add ("/service/import/staff/nobody-becomes-administrator-by-a-file", test_no_self_made_administrator);

  return g_test_run ();
}
