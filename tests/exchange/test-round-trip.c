/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"

#include <glib/gstdio.h>

#include "pursuit-csv-reader.h"
#include "pursuit-csv-writer.h"
#include "pursuit-export.h"

/* What goes out as CSV and comes in again unchanged changes nothing. */

static const struct
{
  PursuitList list;
  PursuitImportKind kind;
} kinds[] = {
  { PURSUIT_LIST_STAFF, PURSUIT_IMPORT_STAFF },         { PURSUIT_LIST_PRODUCTS, PURSUIT_IMPORT_PRODUCTS },
  { PURSUIT_LIST_CUSTOMERS, PURSUIT_IMPORT_CUSTOMERS }, { PURSUIT_LIST_CONTACTS, PURSUIT_IMPORT_CONTACTS },
  { PURSUIT_LIST_DEALS, PURSUIT_IMPORT_DEALS },
};

static void
fill (ScratchDesk *scratch)
{
  import_fixture_bring (scratch, PURSUIT_IMPORT_STAFF,
                        array_source_new ("s.csv", "工号|name|manager|office|role|phone", "7|周晓岚||华东|Sales manager|",
                                          "8|林若溪|周晓岚|华东||+86 139 0000 5512", "|=SUM(A1)|孟凡星|华北||", "|Ann|||Finance|", NULL));
  import_fixture_bring (scratch, PURSUIT_IMPORT_STAFF, array_source_new ("t.csv", "name|unit|manager", "Zoe|Pre-sales|Ann", NULL));
  import_fixture_bring (scratch, PURSUIT_IMPORT_PRODUCTS,
                        array_source_new ("p.csv", "name|series|price|retired", "GTX Pro|GTX|4,821.05|no", "'MG, \"Special\"|MG||yes", NULL));
  import_fixture_bring (scratch, PURSUIT_IMPORT_CUSTOMERS,
                        array_source_new ("c.csv",
                                          "id|name|grade|funnel|owner|region|subsidiary of|revenue|estimated revenue|employees|founded|"
                                          "relationship level|notes",
                                          "K1|海岳港务集团有限公司|A|线索|林若溪|华东|沧澜重工|1|1234.5万|20|1999|3|two\nlines, and = more",
                                          "|沧澜重工||||=1+1||-5.05||||0|+ plus", "|Acme Corp||||||||||0|", "K2|Acme Inc|||Ann||Acme Corp||||||", NULL));
  import_fixture_bring (scratch, PURSUIT_IMPORT_CONTACTS,
                        array_source_new ("n.csv", "id|name|customer|reports to|attitude|birthday|role|wechat",
                                          "|侯志平|海岳港务集团有限公司|陈卓|-2|1980-02-29|决策者|hou", "|陈卓|海岳港务集团有限公司||||审批人|",
                                          "1|Sam|Acme Corp||0|||", "2|Sam|Acme Corp||2|||", NULL));
  import_fixture_bring (scratch, PURSUIT_IMPORT_DEALS,
                        array_source_new ("d.csv",
                                          "id|title|customer|stage|close date|value|owner|product|opened|next step|next step on|lost because|lost to",
                                          "D1|Line|沧澜重工|Won|2026-01-02|12.34|林若溪|GTX Pro|2025-03-04||||",
                                          "D2|Line|沧澜重工|5||||||call|2026-04-01||", "D3|Lost one||Lost|2026-02-03|7||||||too dear|Rival",
                                          "|No number|Acme Inc||||||||||", "D5|-Minus||2|2026-09-09||Ann||||||", NULL));
}

static gboolean
add_row_cb (const char * const  *cells,
            gpointer             user_data,
            GError             **error)
{
  return pursuit_csv_writer_add_row (user_data, cells, error);
}

static char *
export_to (ScratchDesk *scratch,
           PursuitList  list,
           const char  *name)
{
  char *path = g_build_filename (scratch->dir, name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitCsvWriter) writer = pursuit_csv_writer_new (file, &error);
  g_autoptr(PursuitQuery) query = pursuit_query_new (list);

  g_assert_no_error (error);
  g_assert_true (pursuit_export_records (scratch->desk, scratch->desk, query, PURSUIT_EXPORT_NONE, add_row_cb, writer, NULL, &error));
  g_assert_true (pursuit_csv_writer_close (writer, &error));

  return path;
}

static PursuitRowSource *
open_csv (const char *path)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  PursuitCsvReader *reader = pursuit_csv_reader_new (file, NULL, &error);

  g_assert_no_error (error);
  return PURSUIT_ROW_SOURCE (reader);
}

static void
test_unchanged (ScratchDesk   *scratch,
                gconstpointer  unused)
{
  fill (scratch);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = export_to (scratch, kinds[i].list, "out.csv");
      g_autoptr(PursuitImportReport) report = import_fixture_run (scratch, kinds[i].kind, open_csv (path));

      g_test_message ("list %d: %lu rows", kinds[i].list, (gulong) report->n_rows);
      g_assert_cmpuint (report->n_rows, >=, 2);
      g_assert_cmpuint (report->counts[PURSUIT_OUTCOME_UNCHANGED], ==, report->n_rows);
      g_assert_cmpint (report->entry_id, ==, 0);
      assert_notes (report, "");
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
}

/* Into a new database they bring the same records. */
static void
test_moves_house (ScratchDesk   *scratch,
                  gconstpointer  unused)
{
  static const char *const looks[] = {
    "SELECT s.name, u.name, m.name, r.name, s.phone FROM staff s LEFT JOIN org_unit u ON u.id = s.unit_id"
    " LEFT JOIN staff m ON m.id = s.manager_id LEFT JOIN role r ON r.id = s.role_id ORDER BY s.name",
    "SELECT external_id, name, series, price, retired FROM product ORDER BY name",
    "SELECT c.external_id, c.name, c.grade, c.funnel, s.name, c.region, p.name, c.estimated_revenue, c.annual_revenue, c.employees,"
    " c.founded_year, c.relationship_level, c.notes, c.completeness FROM customer c"
    " LEFT JOIN staff s ON s.id = c.owner_id LEFT JOIN customer p ON p.id = c.parent_id WHERE NOT c.placeholder ORDER BY c.name",
    "SELECT n.external_id, n.name, c.name, b.name, n.attitude, n.birthday, n.buying_role, n.wechat FROM contact n"
    " JOIN customer c ON c.id = n.customer_id LEFT JOIN contact b ON b.id = n.reports_to_id ORDER BY n.name, n.external_id",
    "SELECT d.external_id, d.title, c.name, t.position, d.status, d.amount, d.probability, s.name, p.name, d.opened_on, d.expected_close,"
    " d.closed_on, d.next_step, d.next_step_on, d.lost_reason, d.lost_to, d.max_position FROM deal d"
    " JOIN customer c ON c.id = d.customer_id JOIN stage t ON t.id = d.stage_id LEFT JOIN staff s ON s.id = d.owner_id"
    " LEFT JOIN product p ON p.id = d.product_id ORDER BY d.title, d.external_id",
  };
  ScratchDesk other = { NULL };

  fill (scratch);
  scratch_desk_set_up (&other, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = export_to (scratch, kinds[i].list, "out.csv");
      g_autoptr(PursuitImportReport) report = import_fixture_run (&other, kinds[i].kind, open_csv (path));
      g_autofree char *here = scratch_desk_text (scratch, looks[i]);

      g_assert_cmpuint (report->n_rows, >=, 2);
      scratch_desk_assert (&other, looks[i], here);
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  scratch_desk_tear_down (&other, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  scratch_desk_add ("/exchange/round-trip/unchanged", test_unchanged);
  scratch_desk_add ("/exchange/round-trip/into-a-new-database", test_moves_house);

  return g_test_run ();
}
