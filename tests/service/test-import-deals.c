/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"

#include "pursuit-error.h"

#define DEALS \
  "SELECT d.external_id, d.title, t.position, d.status, d.amount, d.probability, d.opened_on, d.closed_on, d.lost_reason" \
  " FROM deal d JOIN stage t ON t.id = d.stage_id ORDER BY d.id"
#define MOVES \
  "SELECT m.deal_id, f.position, t.position, m.from_status, m.to_status, date(m.moved_at / 1000000, 'unixepoch'), m.reason" \
  " FROM stage_move m LEFT JOIN stage f ON f.id = m.from_stage_id JOIN stage t ON t.id = m.to_stage_id ORDER BY m.id"

static void
bring_basics (ScratchDesk *scratch)
{
  import_fixture_bring (scratch, PURSUIT_IMPORT_CUSTOMERS, array_source_new ("a.csv", "name", "Cancity", "Isdom", NULL));
  import_fixture_bring (scratch, PURSUIT_IMPORT_PRODUCTS, array_source_new ("p.csv", "name", "GTX Pro", "MG Special", NULL));
  import_fixture_bring (scratch, PURSUIT_IMPORT_STAFF, array_source_new ("s.csv", "name", "Moses Frase", NULL));
}

static PursuitRowSource *
pipeline_source (void)
{
  return array_source_new ("sales_pipeline.csv",
                           "opportunity_id|sales_agent|product|account|deal_stage|engage_date|close_date|close_value",
                           "W1|Moses Frase|GTXPro|Cancity|Won|20-10-16|01-03-17|1,054",
                           "L1|Moses Frase|MG Special|Isdom|Lost|25-10-16|11-03-17|0", "O1|Moses Frase|GTXPro||4|03-11-16||",
                           "O2|Moses Frase|MG Special|Cancity|Planning|||", NULL);
}

static PursuitImportReport *
run_pipeline (ScratchDesk      *scratch,
              PursuitRowSource *source)
{
  g_autoptr(PursuitImport) import = import_fixture_open (PURSUIT_IMPORT_DEALS, source);
  g_autoptr(GError) error = NULL;
  PursuitImportReport *report;

  pursuit_import_set_date_order (import, PURSUIT_DATE_ORDER_DMY);
  report = pursuit_import_run (import, scratch->desk, FALSE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return report;
}

static void
test_pipeline (ScratchDesk   *scratch,
               gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) report = NULL;
  g_autoptr(PursuitImportReport) again = NULL;

  bring_basics (scratch);
  report = run_pipeline (scratch, pipeline_source ());
  assert_counts (report, "4 0 0 0 0");
  assert_notes (report,
                "“GTXPro” was taken as “GTX Pro” in 2 rows.\n"
                "1 deal without a customer was put under “No customer given”.");
  scratch_desk_assert (scratch, DEALS,
                       "W1|GTX Pro – Cancity|8|won|105400|100|2016-10-20|2017-03-01|-\n"
                       "L1|MG Special – Isdom|1|lost|0|0|2016-10-25|2017-03-11|Imported without a reason\n"
                       "O1|GTX Pro|4|open|0|40|2016-11-03|-|-\n"
                       "O2|MG Special – Cancity|1|open|0|10|-|-|-");
  scratch_desk_assert (scratch, MOVES,
                       "1|-|1|-|open|2016-10-20|-\n"
                       "1|1|8|open|won|2017-03-01|-\n"
                       "2|-|1|-|open|2016-10-25|-\n"
                       "2|1|1|open|lost|2017-03-11|Imported without a reason\n"
                       "3|-|4|-|open|2016-11-03|-\n"
                       "4|-|1|-|open|2026-03-17|-");
  scratch_desk_assert (scratch, "SELECT name, placeholder FROM customer WHERE placeholder", "No customer given|1");
  scratch_desk_assert (scratch, "SELECT date(stage_entered_at / 1000000, 'unixepoch'), max_position FROM deal",
                       "2017-03-01|8\n2016-10-25|1\n2016-11-03|4\n2026-03-17|1");

  again = run_pipeline (scratch, pipeline_source ());
  assert_counts (again, "0 0 4 0 0");
  scratch_desk_assert (scratch, "SELECT count(*) FROM stage_move", "6");
}

static void
test_moves_on (ScratchDesk   *scratch,
               gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) report = NULL;

  bring_basics (scratch);
  report = run_pipeline (scratch, pipeline_source ());
  g_clear_pointer (&report, pursuit_import_report_free);
  report = run_pipeline (scratch,
                         array_source_new ("later.csv", "opportunity_id|account|deal_stage|close_date|close_value|lost reason|winning competitor",
                                           "W1|Isdom|Lost|02-03-17||too dear|Rival",   /* it was lost after all */
                                           "L1||Proposal||||", "O1||Won|10-03-26|12万||", "O2||4||700||", NULL));
  assert_counts (report, "0 3 0 1 0");
  scratch_desk_assert (scratch, DEALS,
                       "W1|GTX Pro – Cancity|8|lost|105400|0|2016-10-20|2017-03-02|too dear\n"
                       "L1|MG Special – Isdom|3|open|0|30|2016-10-25|-|-\n"
                       "O1|GTX Pro|8|won|12000000|100|2016-11-03|2026-03-10|-\n"
                       "O2|MG Special – Cancity|4|open|70000|40|-|-|-");
  scratch_desk_assert (scratch, MOVES " LIMIT -1 OFFSET 6",
                       "1|8|8|won|open|2026-03-17|-\n"
                       "1|8|8|open|lost|2017-03-02|too dear\n"
                       "2|1|1|lost|open|2026-03-17|-\n"
                       "2|1|3|open|open|2026-03-17|Imported from a file\n"
                       "3|4|8|open|won|2026-03-10|-\n"
                       "4|1|4|open|open|2026-03-17|Imported from a file");
  scratch_desk_assert (scratch, "SELECT c.name, d.lost_to FROM deal d JOIN customer c ON c.id = d.customer_id WHERE d.external_id = 'W1'",
                       "Isdom|Rival");
}

static void
test_unknown_stages (ScratchDesk   *scratch,
                     gconstpointer  unused)
{
  g_autoptr(PursuitImport) import =
    import_fixture_open (PURSUIT_IMPORT_DEALS,
                         array_source_new ("p.csv", "id|account|stage", "1||Prospecting", "2||Won", "3||Engaging", "4||prospecting", NULL));
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) wrong = NULL;
  g_auto(GStrv) unknown = pursuit_import_list_unknown_stages (import, scratch->desk, NULL, &error);
  g_autoptr(PursuitImportReport) report = NULL;

  g_assert_no_error (error);
  g_assert_true (g_strv_equal ((const char * const *) unknown, (const char * const[]) { "Prospecting", "Engaging", "prospecting", NULL }));
  g_assert_null (pursuit_import_run (import, scratch->desk, FALSE, NULL, NULL, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==,
                   "“Prospecting”, “Engaging”, “prospecting” in “p.csv” are no stages here; say which of the 8 stages they are, "
                   "as with --stage LABEL=N");
  g_clear_error (&error);

  g_assert_true (pursuit_import_map_stage (import, "Prospecting", 9, NULL));
  g_assert_null (pursuit_import_run (import, scratch->desk, FALSE, NULL, NULL, NULL, &wrong));
  g_assert_cmpstr (wrong->message, ==, "There is no stage 9; the process has 8 stages.");

  g_assert_true (pursuit_import_map_stage (import, "Prospecting", 1, NULL));
  g_assert_true (pursuit_import_map_stage (import, "engaging", 4, NULL));
  report = pursuit_import_run (import, scratch->desk, FALSE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_counts (report, "3 0 0 1 0");
  assert_said (report, PURSUIT_OUTCOME_DOUBTFUL, "Row 3 of “p.csv”: the deal is closed, but the day is missing; today was taken");
  scratch_desk_assert (scratch, "SELECT d.title, t.position, d.status FROM deal d JOIN stage t ON t.id = d.stage_id ORDER BY d.id",
                       "1|1|open\n2|8|won\n3|4|open\n4|1|open");
}

static void
test_stage_words (ScratchDesk   *scratch,
                  gconstpointer  unused)
{
  static const char *const rows[][2] = {
    { "2", "2|open" },          { "First proposal sent", "3|open" }, { "negotiation", "7|open" },   { "赢单", "8|won" },
    { "成交", "8|won" },        { "贏單", "8|won" },                 { "Closed Won", "8|won" },     { "输单", "1|lost" },
    { "丟單", "1|lost" },       { "Lost", "1|lost" },                { "LOST ", "1|lost" },         { "进行中", "1|open" },
    { "", "1|open" },           { "拜访调研", "2|open" },            { "商務談判", "7|open" },
  };
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr(GString) expected = g_string_new (NULL);
  g_autoptr(PursuitImportReport) report = NULL;

  g_ptr_array_add (lines, g_strsplit ("编号|客户|阶段|成交日期", "|", -1));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *line = g_strdup_printf ("%u||%s|2026-01-02", i, rows[i][0]);

      g_ptr_array_add (lines, g_strsplit (line, "|", -1));
      g_string_append_printf (expected, "%s%s", i > 0 ? "\n" : "", rows[i][1]);
    }
  report = import_fixture_run (scratch, PURSUIT_IMPORT_DEALS, array_source_new_rows ("s.csv", lines));
  assert_counts (report, "15 0 0 0 0");
  scratch_desk_assert (scratch, "SELECT t.position, d.status FROM deal d JOIN stage t ON t.id = d.stage_id ORDER BY d.id", expected->str);
  scratch_desk_assert (scratch, "SELECT DISTINCT status, expected_close, closed_on FROM deal ORDER BY 1",
                       "lost|-|2026-01-02\nopen|2026-01-02|-\nwon|-|2026-01-02");
}

static void
test_stage_and_status (ScratchDesk   *scratch,
                       gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) report =
    import_fixture_run_good (scratch, PURSUIT_IMPORT_DEALS,
                             array_source_new ("s.csv", "项目名称|客户|阶段|状态|成交日期", "A||5|丢单|2026-01-02", "B||3|进行中|",
                                               "C||6|赢单|2026-01-02", "D||Lost|赢单|2026-01-02", NULL));

  assert_counts (report, "3 0 0 0 1");
  assert_said (report, PURSUIT_OUTCOME_REFUSED, "Row 5 of “s.csv”, column “状态”: the deal cannot be both won and lost");
  scratch_desk_assert (scratch, "SELECT d.title, t.position, d.status, d.max_position FROM deal d JOIN stage t ON t.id = d.stage_id ORDER BY d.id",
                       "A|5|lost|5\nB|3|open|3\nC|8|won|8");
}

static void
test_refusals (ScratchDesk   *scratch,
               gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) report = NULL;

  bring_basics (scratch);
  report = import_fixture_run_good (scratch, PURSUIT_IMPORT_DEALS,
                                    array_source_new ("p.csv", "id|sales_agent|product|account|engage_date|value",
                                                      "1|Nobody|GTX Pro|Isdom||1", "2|Moses Frase|XYZ|Isdom||1",
                                                      "3|Moses Frase|GTX Pro|Acme||1", "4|||Acme 2||1", "5|||Isdom|03-04-17|1",
                                                      "6|||Isdom||much", "7|||||5", "7|||||6", "|||||7", NULL));
  assert_counts (report, "1 0 0 0 8");
  assert_said (report, PURSUIT_OUTCOME_REFUSED,
               "Row 2 of “p.csv”, column “sales_agent”: there is no member of staff “Nobody”\n"
               "Row 3 of “p.csv”, column “product”: there is no product “XYZ”\n"
               "Row 4 of “p.csv”, column “account”: there is no customer “Acme”\n"
               "Row 5 of “p.csv”, column “account”: there is no customer “Acme 2”\n"
               "Row 6 of “p.csv”, column “engage_date”: “03-04-17” can be read as more than one date, so the order of day, "
               "month and year must be given\n"
               "Row 7 of “p.csv”, column “value”: “much” is not an amount of money\n"
               "Row 9 of “p.csv”, column “id”: “7” stands in row 8 already\n"
               "Row 10 of “p.csv”: Deal is missing.");
  assert_notes (report,
                "1 deal without a customer was put under “No customer given”.\n"
                "2 rows name customers who are not known: import the customers first.");
}

/* Without a number a deal is known by its title at its customer; several of one title each take their own. */
static void
test_known_by_title (ScratchDesk   *scratch,
                     gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) first = NULL;

  bring_basics (scratch);
  import_fixture_bring (scratch, PURSUIT_IMPORT_DEALS,
                        array_source_new ("n.csv", "id|title|account|value", "1|Line|Isdom|1", "2|Line|Isdom|2", NULL));
  first = import_fixture_run_good (scratch, PURSUIT_IMPORT_DEALS,
                                   array_source_new ("t.csv", "title|account|value", "Line|Isdom|3", "LINE|Isdom|2", "Line|Isdom|9",
                                                     "Line|Cancity|4", "Line||5", NULL));
  assert_counts (first, "2 2 0 0 1");
  assert_said (first, PURSUIT_OUTCOME_REFUSED, "Row 4 of “t.csv”, column “title”: “Line” stands in row 2 already");
  scratch_desk_assert (scratch, "SELECT external_id, title, amount FROM deal ORDER BY id",
                       "1|Line|300\n2|LINE|200\n-|Line|400\n-|Line|500");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  scratch_desk_add ("/service/import/deals/stand-where-the-file-says", test_pipeline);
  scratch_desk_add ("/service/import/deals/move-on-with-history", test_moves_on);
  scratch_desk_add ("/service/import/deals/unknown-stages-are-refused-together", test_unknown_stages);
  scratch_desk_add ("/service/import/deals/words-for-stages", test_stage_words);
  scratch_desk_add ("/service/import/deals/stage-and-status", test_stage_and_status);
  scratch_desk_add ("/service/import/deals/refusals-say-where", test_refusals);
  scratch_desk_add ("/service/import/deals/known-by-title", test_known_by_title);

  return g_test_run ();
}
