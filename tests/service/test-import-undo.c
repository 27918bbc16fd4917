/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"

#include "pursuit-activity.h"
#include "pursuit-customer.h"
#include "pursuit-deals.h"
#include "pursuit-error.h"
#include "pursuit-records.h"

static gint64
bring_customers (ScratchDesk *scratch)
{
  return import_fixture_bring (scratch, PURSUIT_IMPORT_CUSTOMERS,
                               array_source_new ("a.csv", "id|name|region|subsidiary_of", "1|Acme|East|Beta", "2|Beta|West|", "|Gamma||", NULL));
}

static void
assert_conflict (ScratchDesk *scratch,
                 gint64       entry_id,
                 const char  *message)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (pursuit_records_undo (scratch->desk, entry_id, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT);
  g_assert_cmpstr (error->message, ==, message);
}

static void
undo (ScratchDesk *scratch,
      gint64       entry_id)
{
  g_autoptr(GError) error = NULL;
  gint64 undo_id = 0;

  pursuit_records_undo (scratch->desk, entry_id, &undo_id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (undo_id, >, entry_id);
}

static void
test_created (ScratchDesk   *scratch,
              gconstpointer  unused)
{
  gint64 entry_id = bring_customers (scratch);
  g_autoptr(PursuitImportReport) again = NULL;
  g_autoptr(GError) error = NULL;

  undo (scratch, entry_id);
  scratch_desk_assert (scratch, "SELECT count(*), sum(deleted_at = 0) FROM customer", "3|0");
  g_assert_false (pursuit_records_undo (scratch->desk, entry_id, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);

  /* What has a number comes back as it was, what has none comes anew. */
  again = import_fixture_run (scratch, PURSUIT_IMPORT_CUSTOMERS,
                              array_source_new ("a.csv", "id|name|region|subsidiary_of", "1|Acme|East|Beta", "2|Beta|West|", "|Gamma||", NULL));
  assert_counts (again, "3 0 0 0 0");
  scratch_desk_assert (scratch, "SELECT c.id, c.name, p.name FROM customer c LEFT JOIN customer p ON p.id = c.parent_id"
                                " WHERE c.deleted_at = 0 ORDER BY c.id",
                       "1|Acme|Beta\n2|Beta|-\n4|Gamma|-");

  undo (scratch, again->entry_id);
  scratch_desk_assert (scratch, "SELECT count(*) FROM customer WHERE deleted_at = 0", "0");
}

static void
test_changed (ScratchDesk   *scratch,
              gconstpointer  unused)
{
  gint64 entry_id;

  bring_customers (scratch);
  entry_id = import_fixture_bring (scratch, PURSUIT_IMPORT_CUSTOMERS,
                                   array_source_new ("b.csv", "id|name|region|subsidiary_of|grade", "1|Acme Steel|North|Delta|A",
                                                     "9|Gamma|South||", "10|Delta|||", NULL));
  scratch_desk_assert (scratch, "SELECT name, region, grade, parent_id, external_id FROM customer WHERE deleted_at = 0 ORDER BY id",
                       "Acme Steel|North|a|4|1\nBeta|West|-|-|2\nGamma|South|-|-|9\nDelta|-|-|-|10");
  undo (scratch, entry_id);
  scratch_desk_assert (scratch, "SELECT name, region, grade, parent_id, external_id FROM customer WHERE deleted_at = 0 ORDER BY id",
                       "Acme|East|-|2|1\nBeta|West|-|-|2\nGamma|-|-|-|-");
}

static gint64
edit_region (ScratchDesk *scratch,
             gint64       id,
             const char  *region)
{
  g_autoptr(PursuitRecord) record = pursuit_store_load (scratch->store, PURSUIT_TYPE_CUSTOMER, id, NULL);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (record);
  gint64 entry_id = 0;

  pursuit_record_set_text (edited, pursuit_record_type_find (PURSUIT_TYPE_CUSTOMER, "region"), region);
  g_assert_true (pursuit_records_save (scratch->desk, record, edited, &entry_id, NULL));
  return entry_id;
}

static void
test_changed_since (ScratchDesk   *scratch,
                    gconstpointer  unused)
{
  gint64 first = bring_customers (scratch);
  gint64 second = import_fixture_bring (scratch, PURSUIT_IMPORT_CUSTOMERS,
                                        array_source_new ("b.csv", "id|name|region", "2|Beta|North", "3|New|", NULL));

  edit_region (scratch, 2, "Far North");
  assert_conflict (scratch, second, "The import of “b.csv” cannot be undone: “Beta” was changed since.");
  scratch_desk_assert (scratch, "SELECT sum(deleted_at = 0), max(region) FROM customer", "4|Far North");

  edit_region (scratch, 1, "Far East");
  assert_conflict (scratch, first, "The import of “a.csv” cannot be undone: “Acme” was changed since.");
  edit_region (scratch, 1, "East");
  edit_region (scratch, 3, "Far South");
  scratch_desk_assert (scratch, "SELECT count(*) FROM customer WHERE deleted_at <> 0", "0");
}

/* What was deleted since is gone already; what was changed and undone is as it was. */
static void
test_touched_and_undone (ScratchDesk   *scratch,
                         gconstpointer  unused)
{
  gint64 entry_id = import_fixture_bring (scratch, PURSUIT_IMPORT_CUSTOMERS, array_source_new ("a.csv", "name", "A", "B", "C", NULL));
  gint64 edit_id;

  g_assert_true (pursuit_records_delete (scratch->desk, PURSUIT_TYPE_CUSTOMER, 3, NULL, NULL));
  edit_id = edit_region (scratch, 1, "East");
  assert_conflict (scratch, entry_id, "The import of “a.csv” cannot be undone: “A” was changed since.");
  scratch_desk_assert (scratch, "SELECT id FROM customer WHERE deleted_at = 0", "1\n2");
  undo (scratch, edit_id);
  undo (scratch, entry_id);
  scratch_desk_assert (scratch, "SELECT count(*) FROM customer WHERE deleted_at = 0", "0");
}

static void
test_in_use (ScratchDesk   *scratch,
             gconstpointer  unused)
{
  gint64 customers = import_fixture_bring (scratch, PURSUIT_IMPORT_CUSTOMERS, array_source_new ("a.csv", "name", "A", NULL));
  gint64 contacts = import_fixture_bring (scratch, PURSUIT_IMPORT_CONTACTS, array_source_new ("c.csv", "name|customer", "Ann|A", NULL));

  assert_conflict (scratch, customers,
                   "The import of “a.csv” cannot be undone: 1 record (Contact) belongs to what it brought in.");
  scratch_desk_assert (scratch, "SELECT count(*) FROM customer WHERE deleted_at = 0", "1");
  undo (scratch, contacts);
  undo (scratch, customers);
  scratch_desk_assert (scratch, "SELECT count(*) FROM customer WHERE deleted_at = 0", "0");
}

static void
test_staff (ScratchDesk   *scratch,
            gconstpointer  unused)
{
  gint64 first = import_fixture_bring (scratch, PURSUIT_IMPORT_STAFF, array_source_new ("s.csv", "name|manager|office", "Ann|Bob|East", NULL));
  gint64 second = import_fixture_bring (scratch, PURSUIT_IMPORT_STAFF,
                                        array_source_new ("t.csv", "name|manager|office", "Ann|Cid|West", "Dan|Ann|West", NULL));

  undo (scratch, second);
  scratch_desk_assert (scratch, "SELECT s.name, u.name FROM staff s JOIN org_unit u ON u.id = s.unit_id WHERE s.deleted_at = 0 ORDER BY s.name",
                       "Ann|Bob\nBob|Bob");
  undo (scratch, first);
  scratch_desk_assert (scratch, "SELECT count(*) FROM staff WHERE deleted_at = 0 UNION ALL SELECT count(*) FROM org_unit WHERE deleted_at = 0",
                       "0\n0");
}

static void
test_deals (ScratchDesk   *scratch,
            gconstpointer  unused)
{
  gint64 first = import_fixture_bring (scratch, PURSUIT_IMPORT_DEALS,
                                       array_source_new ("d.csv", "id|customer|stage|close date|value", "1||2||5", "2||Won|2026-01-02|7", NULL));
  gint64 second = import_fixture_bring (scratch, PURSUIT_IMPORT_DEALS,
                                        array_source_new ("e.csv", "id|customer|stage|close date", "1||Won|2026-02-03", NULL));

  scratch_desk_assert (scratch, "SELECT sum(count), sum(amount) FROM deal_total WHERE status = 'won'", "2|1200");
  undo (scratch, second);
  scratch_desk_assert (scratch, "SELECT t.position, d.status, d.closed_on FROM deal d JOIN stage t ON t.id = d.stage_id ORDER BY d.id",
                       "2|open|-\n8|won|2026-01-02");
  scratch_desk_assert (scratch, "SELECT from_status, to_status, reason FROM stage_move WHERE deal_id = 1 ORDER BY id",
                       "-|open|-\nopen|won|-\nwon|open|Undone");
  undo (scratch, first);
  scratch_desk_assert (scratch, "SELECT sum(deleted_at = 0) FROM deal UNION ALL SELECT sum(deleted_at = 0) FROM customer", "0\n0");
  scratch_desk_assert (scratch, "SELECT sum(count), sum(amount) FROM deal_total", "0|0");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  scratch_desk_add ("/service/import/undo/takes-back-what-came", test_created);
  scratch_desk_add ("/service/import/undo/puts-back-what-changed", test_changed);
  scratch_desk_add ("/service/import/undo/conflict-when-changed-since", test_changed_since);
  scratch_desk_add ("/service/import/undo/what-was-undone-does-not-count", test_touched_and_undone);
  scratch_desk_add ("/service/import/undo/conflict-when-in-use", test_in_use);
  scratch_desk_add ("/service/import/undo/staff-and-units", test_staff);
  scratch_desk_add ("/service/import/undo/deals-and-their-totals", test_deals);

  return g_test_run ();
}
