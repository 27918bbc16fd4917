/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"

#include "pursuit-error.h"
#include "pursuit-import-decide.h"
#include "pursuit-import-private.h"
#include "pursuit-records.h"

/* Rows that look like somebody who is there already. */

#define CUSTOMERS "SELECT name, phone, region, external_id FROM customer WHERE deleted_at = 0 ORDER BY id"

static void
bring_two (ScratchDesk *scratch)
{
  import_fixture_bring (scratch, PURSUIT_IMPORT_CUSTOMERS,
                        array_source_new ("a.csv", "name|phone|region|registration code|website|email",
                                          "沧澜船舶|0531-8888 5512|华东|91370100MA3C12345X|www.canglan.com|",
                                          "江苏鹤鸣重工机械制造|||||", NULL));
}

static PursuitImportReport *
run (ScratchDesk      *scratch,
     PursuitRowSource *source,
     PursuitDoubtful   doubtful)
{
  g_autoptr(PursuitImport) import = import_fixture_open (PURSUIT_IMPORT_CUSTOMERS, source);
  g_autoptr(GError) error = NULL;
  PursuitImportReport *report;

  pursuit_import_set_doubtful (import, doubtful);
  report = pursuit_import_run (import, scratch->desk, FALSE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return report;
}

static void
test_kept_out (ScratchDesk   *scratch,
               gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) report = NULL;

  bring_two (scratch);
  report = run (scratch,
                array_source_new ("b.csv", "name|phone|registration code|email|website",
                                  "A|+86 531 88885512|||", "B||91370100ma3c12345x||", "C|||info@canglan.com|",
                                  "D|||info@qq.com|", "E|0531-8888 5513|||", "江苏鹤鸣重工机械制作||||", "江苏鹤鸣第二重工机械制造||||",
                                  "江苏鹤鸣重工机械东造||||", "沧澜船舶集团有限公司||||", NULL),
                PURSUIT_DOUBTFUL_KEEP_OUT);
  assert_counts (report, "4 0 0 5 0");
  g_assert_cmpuint (report->n_kept_out, ==, 5);
  assert_said (report, PURSUIT_OUTCOME_DOUBTFUL,
               "Row 2 of “b.csv”, column “name”: like “沧澜船舶”: same phone\n"
               "Row 3 of “b.csv”, column “name”: like “沧澜船舶”: same registration code\n"
               "Row 4 of “b.csv”, column “name”: like “沧澜船舶”: same domain\n"
               "Row 7 of “b.csv”, column “name”: like “江苏鹤鸣重工机械制造”: name 90 % alike\n"
               "Row 10 of “b.csv”, column “name”: like “沧澜船舶”: same name");
  scratch_desk_assert (scratch, "SELECT name FROM customer ORDER BY id",
                       "沧澜船舶\n江苏鹤鸣重工机械制造\nD\nE\n江苏鹤鸣第二重工机械制造\n江苏鹤鸣重工机械东造");
}

/* Whoever is in the file under a name of their own is not meant by another row. */
static void
test_claimed (ScratchDesk   *scratch,
              gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) report = NULL;

  bring_two (scratch);
  report = run (scratch, array_source_new ("b.csv", "name|phone", "沧澜船舶|0531-8888 5512", "A|0531-8888 5512", "B|0531-8888 5512", NULL),
                PURSUIT_DOUBTFUL_KEEP_OUT);
  assert_counts (report, "2 0 1 0 0");
}

/* Two numbers in the other system are two customers there. */
static void
test_numbered (ScratchDesk   *scratch,
               gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) report = NULL;

  import_fixture_bring (scratch, PURSUIT_IMPORT_CUSTOMERS, array_source_new ("a.csv", "id|name|phone", "1|Acme|0531-8888 5512", NULL));
  report = run (scratch, array_source_new ("b.csv", "id|name|phone", "2|Beta|0531-8888 5512", "|Gamma|0531-8888 5512", NULL),
                PURSUIT_DOUBTFUL_KEEP_OUT);
  assert_counts (report, "1 0 0 1 0");
  scratch_desk_assert (scratch, CUSTOMERS, "Acme|0531-8888 5512|-|1\nBeta|0531-8888 5512|-|2");
}

static void
test_all_alike (ScratchDesk   *scratch,
                gconstpointer  unused)
{
  static const char *const rows = "name|phone|region";
  g_autoptr(PursuitImportReport) skipped = NULL;
  g_autoptr(PursuitImportReport) merged = NULL;
  g_autoptr(PursuitImportReport) created = NULL;
  g_autoptr(PursuitImportReport) again = NULL;

  bring_two (scratch);
  skipped = run (scratch, array_source_new ("b.csv", rows, "沧澜|053188885512|华北", NULL), PURSUIT_DOUBTFUL_SKIP);
  assert_counts (skipped, "0 0 0 1 0");
  g_assert_cmpint (skipped->entry_id, ==, 0);

  merged = run (scratch, array_source_new ("b.csv", rows, "沧澜|0531-8888 5512|华北", NULL), PURSUIT_DOUBTFUL_MERGE);
  assert_counts (merged, "0 0 0 1 0");
  assert_said (merged, PURSUIT_OUTCOME_DOUBTFUL, "Row 2 of “b.csv”, column “name”: “沧澜” was taken as “沧澜船舶”");
  scratch_desk_assert (scratch, CUSTOMERS, "沧澜船舶|0531-8888 5512|华北|-\n江苏鹤鸣重工机械制造|-|-|-");

  created = run (scratch, array_source_new ("b.csv", rows, "沧澜|053188885512|华南", NULL), PURSUIT_DOUBTFUL_CREATE);
  assert_counts (created, "1 0 0 0 0");
  /* From now on it is known by its own name. */
  again = run (scratch, array_source_new ("b.csv", rows, "沧澜|053188885512|华南", NULL), PURSUIT_DOUBTFUL_KEEP_OUT);
  assert_counts (again, "0 0 1 0 0");
}

static const PursuitImportRow *
find_row (PursuitImportReport *report,
          guint64              number)
{
  for (guint i = 0; i < report->rows->len; i++)
    {
      const PursuitImportRow *row = g_ptr_array_index (report->rows, i);

      if (row->row == number)
        return row;
    }

  g_assert_not_reached ();
}

static char *
print_differences (const PursuitImportLikeness *likeness)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < likeness->differences->len; i++)
    {
      const PursuitImportDifference *difference = g_ptr_array_index (likeness->differences, i);

      g_string_append_printf (all, "%s: %s|%s %c\n", difference->label, difference->here, difference->there, difference->take ? '>' : '<');
    }

  return g_string_free (all, FALSE);
}

#define DECIDED_ROWS "name|phone|region|industry", "沧澜|0531-88885512|华北|Ships", "Beta|0531-8888-5512|华南|", "Gamma|053188885512||", \
                     "Delta|+86 531 8888 5512||"

static void
decide_row (PursuitImport       *import,
            PursuitImportReport *preview,
            guint64              row,
            guint                change,
            PursuitDoubtful      what)
{
  const PursuitImportLikeness *likeness = find_row (preview, row)->likeness;

  pursuit_import_decide (import, row, &(PursuitImportDecision) { likeness->fingerprint + change, what, likeness->id, 0 });
}

static PursuitImport *
decide (ScratchDesk *scratch)
{
  PursuitImport *import = import_fixture_open (PURSUIT_IMPORT_CUSTOMERS, array_source_new ("b.csv", DECIDED_ROWS, NULL));
  g_autoptr(PursuitImportReport) preview = pursuit_import_run (import, scratch->desk, TRUE, NULL, NULL, NULL, NULL);
  const PursuitImportLikeness *first = find_row (preview, 2)->likeness;
  g_autofree char *differences = print_differences (first);
  const PursuitImportDifference *region = g_ptr_array_index (first->differences, 1);

  g_assert_cmpstr (differences, ==,
                   "Name: 沧澜船舶|沧澜 <\nRegion: 华东|华北 >\nIndustry: |Ships >\nPhone: 0531-8888 5512|0531-88885512 >\n");
  pursuit_import_decide (import, 2, &(PursuitImportDecision) { first->fingerprint, PURSUIT_DOUBTFUL_MERGE, first->id, region->field });
  decide_row (import, preview, 3, 0, PURSUIT_DOUBTFUL_CREATE);
  decide_row (import, preview, 4, 0, PURSUIT_DOUBTFUL_SKIP);
  /* About a row that was there before. */
  decide_row (import, preview, 5, 1, PURSUIT_DOUBTFUL_CREATE);

  return import;
}

static void
test_one_by_one (ScratchDesk   *scratch,
                 gconstpointer  unused)
{
  g_autoptr(PursuitImport) import = NULL;
  g_autoptr(PursuitImportReport) report = NULL;

  bring_two (scratch);
  import = decide (scratch);
  scratch_desk_assert (scratch, "SELECT count(*) FROM customer", "2");
  report = pursuit_import_run (import, scratch->desk, FALSE, NULL, NULL, NULL, NULL);
  assert_counts (report, "1 1 0 2 0");
  g_assert_cmpuint (report->n_kept_out, ==, 2);
  assert_said (report, PURSUIT_OUTCOME_CHANGED, "Region: 华东 → 华北");
  scratch_desk_assert (scratch, CUSTOMERS, "沧澜船舶|0531-8888 5512|华北|-\n江苏鹤鸣重工机械制造|-|-|-\nBeta|0531-8888-5512|华南|-");

  g_assert_true (pursuit_records_undo (scratch->desk, report->entry_id, NULL, NULL));
  scratch_desk_assert (scratch, CUSTOMERS, "沧澜船舶|0531-8888 5512|华东|-\n江苏鹤鸣重工机械制造|-|-|-");
}

static void
test_contacts (ScratchDesk   *scratch,
               gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) report = NULL;
  g_autoptr(PursuitImport) import = NULL;

  import_fixture_bring (scratch, PURSUIT_IMPORT_CUSTOMERS, array_source_new ("a.csv", "name", "Acme", "Beta", NULL));
  import_fixture_bring (scratch, PURSUIT_IMPORT_CONTACTS, array_source_new ("c.csv", "contact|company|phone|email",
                                                                            "Ann|Acme|139 0000 5512|ann@acme.com", NULL));
  report = import_fixture_run (scratch, PURSUIT_IMPORT_CONTACTS,
                               array_source_new ("d.csv", "contact|company|phone|email|title", "Anna|Beta|13900005512||Head",
                                                 "Ann|Beta|||", "Bob|Beta||Ann@Acme.com|", NULL));
  assert_counts (report, "1 0 0 2 0");
  assert_said (report, PURSUIT_OUTCOME_DOUBTFUL, "Row 2 of “d.csv”, column “contact”: like “Ann”: same phone\n"
                                                 "Row 4 of “d.csv”, column “contact”: like “Ann”: same e-mail address");

  /* To be like somebody is no reason to move to another company. */
  import = import_fixture_open (PURSUIT_IMPORT_CONTACTS, array_source_new ("e.csv", "contact|company|phone|title", "Anna|Beta|13900005512|Head", NULL));
  pursuit_import_set_doubtful (import, PURSUIT_DOUBTFUL_MERGE);
  g_clear_pointer (&report, pursuit_import_report_free);
  report = pursuit_import_run (import, scratch->desk, FALSE, NULL, NULL, NULL, NULL);
  scratch_desk_assert (scratch, "SELECT p.name, c.name, p.title FROM contact p JOIN customer c ON c.id = p.customer_id ORDER BY p.id",
                       "Ann|Acme|Head\nAnn|Beta|-");
}

/* The company above a row that stays out is no company above anybody. */
static void
test_parent_kept_out (ScratchDesk   *scratch,
                      gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) report = NULL;

  bring_two (scratch);
  report = run (scratch, array_source_new ("b.csv", "name|phone|subsidiary of", "A|0531-8888 5512|B", "B||", "C||A", NULL),
                PURSUIT_DOUBTFUL_KEEP_OUT);
  assert_counts (report, "1 0 0 2 0");
  g_assert_cmpuint (report->n_kept_out, ==, 1);
  scratch_desk_assert (scratch, "SELECT name, parent_id FROM customer WHERE id > 2 ORDER BY id", "B|-\nC|-");
}

static PursuitImport *
open_many (guint n)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  g_ptr_array_add (rows, g_strsplit ("name|phone|registration code", "|", -1));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *row = g_strdup_printf ("Company %u|%s|%s", i, i % 2 == 0 ? "0531-8888 5512" : "", i % 2 == 1 ? "91370100MA3C12345X" : "");

      g_ptr_array_add (rows, g_strsplit (row, "|", -1));
    }

  return import_fixture_open (PURSUIT_IMPORT_CUSTOMERS, array_source_new_rows ("many.csv", rows));
}

static guint
count_alike (PursuitImportReport *report,
             guint64             *out_first,
             guint64             *out_last)
{
  guint n = 0;

  for (guint i = 0; i < report->rows->len; i++)
    {
      const PursuitImportRow *row = g_ptr_array_index (report->rows, i);

      if (row->likeness == NULL)
        continue;
      *out_first = n == 0 ? row->row : *out_first;
      *out_last = row->row;
      n++;
    }

  return n;
}

/* There may be more rows to decide than a report keeps: they are seen page by page, and decided kind by kind. */
static void
test_many (ScratchDesk   *scratch,
           gconstpointer  unused)
{
  g_autoptr(PursuitImport) import = open_many (2500);
  g_autoptr(PursuitImportReport) report = NULL;
  guint64 first = 0, last = 0;

  bring_two (scratch);
  pursuit_import_set_page (import, 2000);
  report = pursuit_import_run (import, scratch->desk, TRUE, NULL, NULL, NULL, NULL);
  assert_counts (report, "0 0 0 2500 0");
  g_assert_cmpuint (report->n_kept_out, ==, 2500);
  g_assert_cmpuint (report->n_alike[PURSUIT_DUPLICATE_PHONE], ==, 1250);
  g_assert_cmpuint (report->n_alike[PURSUIT_DUPLICATE_CODE], ==, 1250);
  g_assert_cmpuint (report->first_kept_out, ==, 2000);
  g_assert_cmpuint (count_alike (report, &first, &last), ==, 500);
  g_assert_cmpuint (first, ==, 2002);
  g_assert_cmpuint (last, ==, 2501);

  pursuit_import_set_page (import, 0);
  pursuit_import_set_doubtful_alike (import, PURSUIT_DUPLICATE_PHONE, PURSUIT_DOUBTFUL_CREATE);
  g_clear_pointer (&report, pursuit_import_report_free);
  report = pursuit_import_run (import, scratch->desk, FALSE, NULL, NULL, NULL, NULL);
  assert_counts (report, "1250 0 0 1250 0");
  g_assert_cmpuint (count_alike (report, &first, &last), ==, 1000);
  scratch_desk_assert (scratch, "SELECT count(*) FROM customer", "1252");
}

static gboolean
collect_row (const char * const  *cells,
             gpointer             user_data,
             GError             **error)
{
  g_ptr_array_add (user_data, g_strdupv ((char **) cells));
  return TRUE;
}

static void
decide_in_file (GPtrArray  *rows,
                guint       index,
                const char *decision)
{
  char **cells = g_ptr_array_index (rows, index);

  g_free (cells[1]);
  cells[1] = g_strdup (decision);
}

/* What is to be decided goes out as a table, and comes back filled in. */
static void
test_file (ScratchDesk   *scratch,
           gconstpointer  unused)
{
  g_autoptr(PursuitImport) import = open_many (4);
  g_autoptr(PursuitImport) again = NULL;
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr(PursuitRowSource) decisions = NULL;
  g_autoptr(PursuitImportReport) preview = NULL;
  g_autoptr(PursuitImportReport) report = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *row = NULL;

  bring_two (scratch);
  pursuit_import_set_doubts (import, collect_row, NULL, rows);
  preview = pursuit_import_run (import, scratch->desk, TRUE, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (rows->len, ==, 5);
  row = g_strjoinv ("|", g_ptr_array_index (rows, 1));
  g_assert_true (g_str_has_prefix (row, "2||k"));
  g_assert_true (g_str_has_suffix (row, "|沧澜船舶|same phone|Company 0|0531-8888 5512|"));

  decide_in_file (rows, 1, " Create Another ");
  decide_in_file (rows, 2, "MERGE");
  decide_in_file (rows, 3, "skip");
  /* a row that is another one by now */
  g_free (((char **) g_ptr_array_index (rows, 4))[2]);
  ((char **) g_ptr_array_index (rows, 4))[2] = g_strdup ("k00000001");
  decide_in_file (rows, 4, "create");
  decisions = array_source_new_rows ("decided.csv", rows);
  again = open_many (4);
  g_assert_true (pursuit_import_read_decisions (again, decisions, &error));
  g_assert_no_error (error);
  report = pursuit_import_run (again, scratch->desk, FALSE, NULL, NULL, NULL, NULL);
  assert_counts (report, "1 0 0 3 0");
  g_assert_cmpuint (report->n_kept_out, ==, 2);
  scratch_desk_assert (scratch, "SELECT name FROM customer WHERE id > 2", "Company 0");
}

static void
test_bad_file (ScratchDesk   *scratch,
               gconstpointer  unused)
{
  static const struct { const char *header; const char *row; const char *message; } cases[] = {
    { "a|b", "1|2", "“d.csv” is no list of doubtful rows." },
    { "row|decision|check", "2|perhaps|k1", "Row 2 of “d.csv”: “perhaps” cannot be done with a doubtful row; say merge, create or skip." },
    { "row|decision|check", "2|merge|12", "Row 2 of “d.csv”: the number of the row or its check is missing." },
    { "row|decision|check", "x|merge|k12", "Row 2 of “d.csv”: the number of the row or its check is missing." },
    { "row|decision|check", "2|merge|", "Row 2 of “d.csv”: the number of the row or its check is missing." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PursuitImport) import = open_many (1);
      g_autoptr(PursuitRowSource) source = array_source_new ("d.csv", cases[i].header, cases[i].row, NULL);
      g_autoptr(GError) error = NULL;

      g_assert_false (pursuit_import_read_decisions (import, source, &error));
      g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

/* Where there are too many for that, names that differ in one character are not found, and the report says so. */
static void
test_too_many_names (ScratchDesk   *scratch,
                     gconstpointer  unused)
{
  g_autoptr(PursuitImport) import = import_fixture_open (PURSUIT_IMPORT_CUSTOMERS, array_source_new ("b.csv", "name", "江苏鹤鸣重工机械制作", NULL));
  g_autoptr(PursuitImportReport) report = NULL;

  bring_two (scratch);
  import->most_similar = 2;
  report = pursuit_import_run (import, scratch->desk, TRUE, NULL, NULL, NULL, NULL);
  assert_counts (report, "0 0 0 1 0");
  assert_notes (report, "");
  import->most_similar = 1;
  g_clear_pointer (&report, pursuit_import_report_free);
  report = pursuit_import_run (import, scratch->desk, TRUE, NULL, NULL, NULL, NULL);
  assert_counts (report, "1 0 0 0 0");
  assert_notes (report, "There are so many customers that names were only compared as they are, not those that differ in one character.");
}

static void
test_words (void)
{
  PursuitDoubtful doubtful = PURSUIT_DOUBTFUL_KEEP_OUT;

  g_assert_true (pursuit_doubtful_parse ("merge", &doubtful));
  g_assert_cmpint (doubtful, ==, PURSUIT_DOUBTFUL_MERGE);
  g_assert_true (pursuit_doubtful_parse ("create", &doubtful));
  g_assert_cmpint (doubtful, ==, PURSUIT_DOUBTFUL_CREATE);
  g_assert_true (pursuit_doubtful_parse ("skip", &doubtful));
  g_assert_cmpint (doubtful, ==, PURSUIT_DOUBTFUL_SKIP);
  g_assert_false (pursuit_doubtful_parse ("", &doubtful));
  g_assert_false (pursuit_doubtful_parse ("keep", &doubtful));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  scratch_desk_add ("/service/import/alike/stays-out", test_kept_out);
  scratch_desk_add ("/service/import/alike/not-when-another-row-is-meant", test_claimed);
  scratch_desk_add ("/service/import/alike/not-when-numbers-differ", test_numbered);
  scratch_desk_add ("/service/import/alike/all-in-the-same-way", test_all_alike);
  scratch_desk_add ("/service/import/alike/one-by-one-and-back", test_one_by_one);
  scratch_desk_add ("/service/import/alike/contacts", test_contacts);
  scratch_desk_add ("/service/import/alike/parent-that-stays-out", test_parent_kept_out);
  scratch_desk_add ("/service/import/alike/any-number-of-rows", test_many);
  scratch_desk_add ("/service/import/alike/decided-in-a-file", test_file);
  scratch_desk_add ("/service/import/alike/bad-file-of-decisions", test_bad_file);
  scratch_desk_add ("/service/import/alike/too-many-names", test_too_many_names);
  g_test_add_func ("/service/import/alike/words", test_words);

  return g_test_run ();
}
