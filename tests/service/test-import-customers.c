/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"

#include "pursuit-error.h"
#include "pursuit-records.h"

#define CUSTOMERS "SELECT name, region, grade, estimated_revenue, external_id FROM customer WHERE deleted_at = 0 ORDER BY id"

static void
test_values (ScratchDesk   *scratch,
             gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) report =
    import_fixture_run (scratch, PURSUIT_IMPORT_CUSTOMERS,
                        array_source_new ("客户.csv", "客户编号|客户名称|区域|级别|预估业绩（万元）", "K1| 海岳港务集团有限公司 |华东|A类|1,234.5678",
                                          "K2|沧澜重工||b|", "|云启新能源|华北|C|¥0.5", NULL));

  assert_counts (report, "3 0 0 0 0");
  assert_notes (report, "");
  scratch_desk_assert (scratch, CUSTOMERS,
                       "海岳港务集团有限公司|华东|a|1234567800|K1\n"
                       "沧澜重工|-|b|0|K2\n"
                       "云启新能源|华北|c|500000|-");
  /* What lists need is there as if it had been typed. */
  scratch_desk_assert (scratch, "SELECT name_key, search <> '', completeness > 0, revision FROM customer WHERE id = 1",
                       "海岳港务|1|1|1");
}

static void
test_again_unchanged (ScratchDesk   *scratch,
                      gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) report = NULL;

  import_fixture_bring (scratch, PURSUIT_IMPORT_CUSTOMERS,
                        array_source_new ("a.csv", "id|name|region", "1|Acme Inc.|East", "|Béta|West", NULL));
  report = import_fixture_run (scratch, PURSUIT_IMPORT_CUSTOMERS,
                               array_source_new ("a.csv", "id|name|region", "1|Acme Inc.|East", "|Béta|West", NULL));
  assert_counts (report, "0 0 2 0 0");
  g_assert_cmpint (report->entry_id, ==, 0);
  scratch_desk_assert (scratch, "SELECT count(*), max(revision) FROM customer", "2|1");
}

static void
test_again_changed (ScratchDesk   *scratch,
                    gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) report = NULL;

  import_fixture_bring (scratch, PURSUIT_IMPORT_CUSTOMERS,
                        array_source_new ("a.csv", "id|name|region|grade", "1|Acme|East|B", "2|Beta|West|A", "|Gamma|North|", NULL));
  report = import_fixture_run (scratch, PURSUIT_IMPORT_CUSTOMERS,
                               array_source_new ("b.csv", "id|name|region|grade",
                                                 "1|Acme Steel||A",   /* known by its number: renamed; blank changes nothing */
                                                 "2|Beta|West|a",
                                                 "3|Gamma|South|",    /* known by its name: takes the number */
                                                 "4|Delta|South|", NULL));
  assert_counts (report, "1 2 1 0 0");
  assert_said (report, PURSUIT_OUTCOME_CHANGED, "Name: Acme → Acme Steel\nGrade: Grade B → Grade A\nRegion: North → South");
  scratch_desk_assert (scratch, CUSTOMERS, "Acme Steel|East|a|0|1\nBeta|West|a|0|2\nGamma|South|-|0|3\nDelta|South|-|0|4");
}

static void
test_likely_duplicate (ScratchDesk   *scratch,
                       gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) report = NULL;

  import_fixture_bring (scratch, PURSUIT_IMPORT_CUSTOMERS,
                        array_source_new ("a.csv", "id|name|region", "|鹤鸣钢铁集团有限公司|华北", "7|Acme Ltd.|East", "|GTX Works|", NULL));
  report = import_fixture_run (scratch, PURSUIT_IMPORT_CUSTOMERS,
                               array_source_new ("b.csv", "id|name|region", "|鹤鸣钢铁（集团）有限公司|华东", "8|Acme|West",
                                                 "|gtx works|East", NULL));
  assert_counts (report, "0 1 0 2 0");
  g_assert_cmpuint (report->n_kept_out, ==, 1);
  assert_said (report, PURSUIT_OUTCOME_DOUBTFUL,
               "Row 2 of “b.csv”, column “name”: like “鹤鸣钢铁集团有限公司”: same name\n"
               "Row 3 of “b.csv”, column “name”: “Acme” has the number 8 here, but 7 is called so as well");
  assert_notes (report, "“gtx works” was taken as “GTX Works” in 1 row.");
  scratch_desk_assert (scratch, "SELECT name, region, external_id FROM customer ORDER BY id",
                       "鹤鸣钢铁集团有限公司|华北|-\nAcme Ltd.|East|7\nGTX Works|East|-\nAcme|West|8");
}

static void
test_duplicates_in_file (ScratchDesk   *scratch,
                         gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) report =
    import_fixture_run_good (scratch, PURSUIT_IMPORT_CUSTOMERS,
                             array_source_new ("a.csv", "id|name", "1|Acme", "1|Beta", "|acme", "2|Gamma", "|Gamma", "|", NULL));

  assert_counts (report, "2 0 0 0 4");
  assert_said (report, PURSUIT_OUTCOME_REFUSED,
               "Row 3 of “a.csv”, column “id”: “1” stands in row 2 already\n"
               "Row 4 of “a.csv”, column “name”: “acme” stands in row 2 already\n"
               "Row 6 of “a.csv”, column “name”: “Gamma” stands in row 5 already\n"
               "Row 7 of “a.csv”, column “name”: Name is missing.");
}

static void
test_bad_values (ScratchDesk   *scratch,
                 gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) report =
    import_fixture_run_good (scratch, PURSUIT_IMPORT_CUSTOMERS,
                             array_source_new ("a.csv", "name|estimated revenue|employees|grade|founded", "A|1,234.50|1,000|A|1999",
                                               "B|¥12万|||", "C|约¥12万|||", "D|$5|||", "E||many||", "F||-1||", "G|||Z|",
                                               "H||||9999", "!odd", NULL));

  assert_counts (report, "1 0 0 1 7");
  assert_said (report, PURSUIT_OUTCOME_DOUBTFUL,
               "Row 3 of “a.csv”, column “estimated revenue”: “¥12万” was read as ¥120,000");
  assert_said (report, PURSUIT_OUTCOME_REFUSED,
               "Row 4 of “a.csv”, column “estimated revenue”: “约¥12万” is not an amount of money\n"
               "Row 5 of “a.csv”, column “estimated revenue”: “$5” is in another currency than CNY\n"
               "Row 6 of “a.csv”, column “employees”: “many” is not a whole number.\n"
               "Row 7 of “a.csv”, column “employees”: “-1” is outside the range of Employees, 0 to 100000000.\n"
               "Row 8 of “a.csv”, column “grade”: “Z” is not a known value for Grade.\n"
               "Row 9 of “a.csv”, column “founded”: “9999” is outside the range of Founded, 0 to 3000.\n"
               "Row 10 of “a.csv” is odd");
  scratch_desk_assert (scratch, "SELECT name, estimated_revenue, employees FROM customer", "A|123450|1000\nB|12000000|0");
}

static void
test_parents (ScratchDesk   *scratch,
              gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) report =
    import_fixture_run (scratch, PURSUIT_IMPORT_CUSTOMERS,
                        array_source_new ("a.csv", "account|subsidiary_of", "Codehow|Acme Corporation", "Acme Corporation|",
                                          "Iselectrics|acme corporation", "Lonely|Nobody", "Own|Own", NULL));
  g_autoptr(PursuitImportReport) again = NULL;

  assert_counts (report, "3 0 0 2 0");
  assert_said (report, PURSUIT_OUTCOME_DOUBTFUL,
               "Row 5 of “a.csv”, column “subsidiary_of”: there is no customer “Nobody”\n"
               "Row 6 of “a.csv”, column “subsidiary_of”: “Own” cannot be its own subsidiary.");
  scratch_desk_assert (scratch, "SELECT c.name, p.name FROM customer c LEFT JOIN customer p ON p.id = c.parent_id ORDER BY c.id",
                       "Codehow|Acme Corporation\nAcme Corporation|-\nIselectrics|Acme Corporation\nLonely|-\nOwn|-");

  again = import_fixture_run (scratch, PURSUIT_IMPORT_CUSTOMERS,
                              array_source_new ("a.csv", "account|subsidiary_of", "Codehow|Acme Corporation",
                                                "Acme Corporation|Zeta", "Zeta|", "Lonely|Codehow", NULL));
  assert_counts (again, "1 2 1 0 0");
}

static void
test_owner (ScratchDesk   *scratch,
            gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) report = NULL;

  import_fixture_bring (scratch, PURSUIT_IMPORT_STAFF, array_source_new ("s.csv", "姓名", "林若溪", "陈卓", NULL));
  report = import_fixture_run (scratch, PURSUIT_IMPORT_CUSTOMERS,
                               array_source_new ("a.csv", "name|业务员", "A|林若溪", "B|陈 卓", "C|林若夕", NULL));
  assert_counts (report, "2 0 0 1 0");
  assert_said (report, PURSUIT_OUTCOME_DOUBTFUL, "Row 4 of “a.csv”, column “业务员”: there is no member of staff “林若夕”; perhaps “林若溪” is meant");
  assert_notes (report, "“陈 卓” was taken as “陈卓” in 1 row.");
  scratch_desk_assert (scratch, "SELECT c.name, s.name FROM customer c LEFT JOIN staff s ON s.id = c.owner_id ORDER BY c.id",
                       "A|林若溪\nB|陈卓\nC|-");
}

static void
test_unknown_people (ScratchDesk   *scratch,
                     gconstpointer  unused)
{
  static const char *const expected = "林若夕 1 林若溪|Jon Smith 2 John Smith|李明 1 -|Nobody 1 -|";
  g_autoptr(PursuitImportReport) report = NULL;
  g_autoptr(GString) people = g_string_new (NULL);
  g_autoptr(PursuitImport) import = NULL;
  g_autoptr(PursuitImportReport) mapped = NULL;

  import_fixture_bring (scratch, PURSUIT_IMPORT_STAFF, array_source_new ("s.csv", "姓名", "陈卓", "林若溪", "李娜", "John Smith", NULL));
  report = import_fixture_run (scratch, PURSUIT_IMPORT_CUSTOMERS,
                               array_source_new ("a.csv", "name|业务员", "A|林若夕", "B|Jon Smith", "C|Jon Smith", "D|李明", "E|Nobody", NULL));
  for (guint i = 0; i < report->people->len; i++)
    {
      const PursuitImportPerson *person = g_ptr_array_index (report->people, i);

      g_string_append_printf (people, "%s %u %s|", person->text, (guint) person->n_rows,
                              person->suggestion != NULL ? person->suggestion : "-");
    }
  g_assert_cmpstr (people->str, ==, expected);

  import = import_fixture_open (PURSUIT_IMPORT_CUSTOMERS, array_source_new ("a.csv", "name|业务员", "A|林若夕", "E|Nobody", NULL));
  pursuit_import_map_person (import, "林若夕", ((PursuitImportPerson *) g_ptr_array_index (report->people, 0))->suggestion_id);
  mapped = pursuit_import_run (import, scratch->desk, FALSE, NULL, NULL, NULL, NULL);
  assert_counts (mapped, "0 1 0 1 0");
  g_assert_cmpuint (mapped->people->len, ==, 1);
  scratch_desk_assert (scratch, "SELECT s.name FROM customer c JOIN staff s ON s.id = c.owner_id", "林若溪");
}

static void
test_contacts (ScratchDesk   *scratch,
               gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) report = NULL;
  g_autoptr(PursuitImportReport) again = NULL;

  import_fixture_bring (scratch, PURSUIT_IMPORT_CUSTOMERS, array_source_new ("a.csv", "name", "Acme Corp", "Beta", NULL));
  report = import_fixture_run_good (scratch, PURSUIT_IMPORT_CONTACTS,
                                    array_source_new ("c.csv", "contact|company|reports to|birthday|buying role",
                                                      "Ann|Acme Corporation|Bob|1990-02-03|决策者", "Bob|Acme Corp|||",
                                                      "Ann|Beta|Bob||", "ann|Acme Corp|||", "Zoe|Nowhere|||", "Yve||||",
                                                      "Max|Beta||1990-02-30|", NULL));
  assert_counts (report, "2 0 0 1 4");
  assert_said (report, PURSUIT_OUTCOME_DOUBTFUL,
               "Row 4 of “c.csv”, column “reports to”: there is no contact “Bob” at this customer");
  assert_said (report, PURSUIT_OUTCOME_REFUSED,
               "Row 5 of “c.csv”, column “contact”: “ann” stands in row 2 already\n"
               "Row 6 of “c.csv”, column “company”: there is no customer “Nowhere”\n"
               "Row 7 of “c.csv”, column “company”: Customer is missing.\n"
               "Row 8 of “c.csv”, column “birthday”: “1990-02-30” is not a day of the calendar");
  assert_notes (report, "“Acme Corporation” was taken as “Acme Corp” in 1 row.");
  scratch_desk_assert (scratch,
                       "SELECT p.name, c.name, b.name, p.birthday, p.buying_role FROM contact p JOIN customer c ON c.id = p.customer_id"
                       " LEFT JOIN contact b ON b.id = p.reports_to_id ORDER BY p.id",
                       "Ann|Acme Corp|Bob|1990-02-03|decider\nBob|Acme Corp|-|-|-\nAnn|Beta|-|-|-");

  again = import_fixture_run (scratch, PURSUIT_IMPORT_CONTACTS,
                              array_source_new ("c.csv", "contact|company|reports to|phone", "Ann|Acme Corp|Bob|",
                                                "Bob|Acme Corp||139 0000 5512", "Cid|Acme Corp|Ann|", NULL));
  assert_counts (again, "1 1 1 0 0");
}

static void
test_products (ScratchDesk   *scratch,
               gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) report =
    import_fixture_run (scratch, PURSUIT_IMPORT_PRODUCTS,
                        array_source_new ("p.csv", "product|sales_price|retired", "GTX Pro|4821|no", "MG Special|55.5|是", NULL));
  g_autoptr(PursuitImportReport) again =
    import_fixture_run (scratch, PURSUIT_IMPORT_PRODUCTS,
                        array_source_new ("p.csv", "product|sales_price", "GTXPro|4900", "MG Special|55.50", NULL));

  assert_counts (report, "2 0 0 0 0");
  assert_counts (again, "0 1 1 0 0");
  assert_notes (again, "“GTXPro” was taken as “GTX Pro” in 1 row.");
  scratch_desk_assert (scratch, "SELECT name, price, retired FROM product", "GTX Pro|490000|0\nMG Special|5550|1");
}

static void
test_deleted_come_back (ScratchDesk   *scratch,
                        gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) report = NULL;

  import_fixture_bring (scratch, PURSUIT_IMPORT_PRODUCTS, array_source_new ("p.csv", "id|name", "1|A", "|B", NULL));
  g_assert_true (pursuit_records_delete (scratch->desk, pursuit_record_type_from_table ("product"), 1, NULL, NULL));
  g_assert_true (pursuit_records_delete (scratch->desk, pursuit_record_type_from_table ("product"), 2, NULL, NULL));

  report = import_fixture_run (scratch, PURSUIT_IMPORT_PRODUCTS, array_source_new ("p.csv", "id|name", "1|A2", "|B", NULL));
  assert_counts (report, "2 0 0 0 0");
  assert_notes (report, "1 row brought back a record that had been deleted.");
  scratch_desk_assert (scratch, "SELECT id, name FROM product WHERE deleted_at = 0", "1|A2\n3|B");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  scratch_desk_add ("/service/import/customers/values", test_values);
  scratch_desk_add ("/service/import/customers/again-is-unchanged", test_again_unchanged);
  scratch_desk_add ("/service/import/customers/again-changes-what-differs", test_again_changed);
  scratch_desk_add ("/service/import/customers/likely-duplicates-are-doubtful", test_likely_duplicate);
  scratch_desk_add ("/service/import/customers/duplicates-in-the-file-are-refused", test_duplicates_in_file);
  scratch_desk_add ("/service/import/customers/bad-values-are-refused", test_bad_values);
  scratch_desk_add ("/service/import/customers/parents-may-come-later", test_parents);
  scratch_desk_add ("/service/import/customers/owners-are-found", test_owner);
  scratch_desk_add ("/service/import/customers/unknown-people-are-suggested", test_unknown_people);
  scratch_desk_add ("/service/import/contacts/belong-to-customers", test_contacts);
  scratch_desk_add ("/service/import/products/spelling-does-not-matter", test_products);
  scratch_desk_add ("/service/import/products/deleted-ones-come-back", test_deleted_come_back);

  return g_test_run ();
}
