/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"

#include "pursuit-error.h"
#include "pursuit-import-decide.h"
#include "pursuit-records.h"

/* Persons who come in: where they work now, whom they report to, and companies that come with them. */

#define POSTS "SELECT c.name, e.title, e.until_on IS NOT NULL FROM employment e JOIN customer c ON c.id = e.customer_id" \
              " WHERE e.deleted_at = 0 ORDER BY e.id"
#define WANG "SELECT c.name, p.title, p.reports_to_id, p.buying_role, p.interest, p.phone FROM contact p" \
             " JOIN customer c ON c.id = p.customer_id WHERE p.external_id = '7'"

static void
bring_two_customers (ScratchDesk *scratch)
{
  import_fixture_bring (scratch, PURSUIT_IMPORT_CUSTOMERS, array_source_new ("c.csv", "name", "Acme", "Beta", NULL));
}

static PursuitImportReport *
bring_contacts (ScratchDesk      *scratch,
                PursuitRowSource *source)
{
  PursuitImportReport *report = import_fixture_run (scratch, PURSUIT_IMPORT_CONTACTS, source);

  g_assert_nonnull (report);
  return report;
}

/* As when somebody writes it down: what is not said of the new post is not known (DOS-2). */
static void
test_moved (ScratchDesk   *scratch,
            gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) first = NULL;
  g_autoptr(PursuitImportReport) second = NULL;
  g_autoptr(GError) error = NULL;

  bring_two_customers (scratch);
  first = bring_contacts (scratch, array_source_new ("p.csv", "id|name|customer|title|buying role|interest|reports to|phone",
                                                     "8|Boss|Acme|||||", "7|Wang|Acme|Buyer|decider|Speed|Boss|138", NULL));
  assert_counts (first, "2 0 0 0 0");
  scratch_desk_assert (scratch, WANG, "Acme|Buyer|1|decider|Speed|138");

  second = bring_contacts (scratch, array_source_new ("q.csv", "id|name|customer|title", "7|Wang|Beta|Head of Purchase", NULL));
  assert_counts (second, "0 1 0 0 0");
  scratch_desk_assert (scratch, WANG, "Beta|Head of Purchase|-|-|-|138");
  scratch_desk_assert (scratch, POSTS, "Acme|Buyer|1");

  g_assert_true (pursuit_records_undo (scratch->desk, second->entry_id, NULL, &error));
  g_assert_no_error (error);
  scratch_desk_assert (scratch, WANG, "Acme|Buyer|1|decider|Speed|138");
  scratch_desk_assert (scratch, POSTS, "");
}

/* What merely is written otherwise is no other post. */
static void
test_stayed (ScratchDesk   *scratch,
             gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) first = NULL;
  g_autoptr(PursuitImportReport) second = NULL;

  bring_two_customers (scratch);
  first = bring_contacts (scratch, array_source_new ("p.csv", "id|name|customer|title|interest", "7|Wang|Acme|Buyer|Speed", NULL));
  second = bring_contacts (scratch, array_source_new ("q.csv", "id|name|customer|phone", "7|Wang|ACME|138", NULL));
  assert_counts (second, "0 1 0 0 0");
  scratch_desk_assert (scratch, WANG, "Acme|Buyer|-|-|Speed|138");
  scratch_desk_assert (scratch, POSTS, "");
}

/* Nobody reports to themselves, not through others either, and not from one row to the next. */
static void
test_circle (ScratchDesk   *scratch,
             gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) report = NULL;

  bring_two_customers (scratch);
  report = bring_contacts (scratch, array_source_new ("p.csv", "name|customer|reports to", "A|Acme|B", "B|Acme|C", "C|Acme|A", "D|Acme|A", NULL));
  assert_counts (report, "3 0 0 1 0");
  assert_said (report, PURSUIT_OUTCOME_DOUBTFUL,
               "Row 4 of “p.csv”, column “reports to”: “A” reports to “C” already, directly or through others; it cannot be the other"
               " way round too.");
  scratch_desk_assert (scratch, "SELECT p.name, b.name FROM contact p LEFT JOIN contact b ON b.id = p.reports_to_id ORDER BY p.id",
                       "A|B\nB|C\nC|-\nD|A");
}

static PursuitImportReport *
bring_cards (ScratchDesk      *scratch,
             PursuitRowSource *source)
{
  g_autoptr(PursuitImport) import = import_fixture_open (PURSUIT_IMPORT_CONTACTS, source);
  g_autoptr(GError) error = NULL;
  PursuitImportReport *report;

  pursuit_import_set_new_customers (import, TRUE);
  pursuit_import_set_allow_refused (import, TRUE);
  report = pursuit_import_run (import, scratch->desk, FALSE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return report;
}

/* A card that does not come in brings no company, neither refused nor kept out; the first that does brings it. */
static void
test_no_company_left (ScratchDesk   *scratch,
                      gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) first = NULL;
  g_autoptr(PursuitImportReport) report = NULL;

  bring_two_customers (scratch);
  first = bring_contacts (scratch, array_source_new ("p.csv", "name|customer|phone|birthday", "Wang|Acme|13800001111|", NULL));
  report = bring_cards (scratch, array_source_new ("q.vcf", "name|customer|phone|birthday",
                                                   "|North||",                     /* nobody */
                                                   "Li|South||31 of May",          /* no day */
                                                   "Wang Wei|West|13800001111|",   /* perhaps somebody else */
                                                   "Zhao|North||", "Qian|North||", NULL));
  assert_counts (report, "1 0 0 2 2");
  g_assert_cmpuint (report->n_kept_out, ==, 1);
  scratch_desk_assert (scratch, "SELECT name FROM customer ORDER BY id", "Acme\nBeta\nNorth");
  scratch_desk_assert (scratch, "SELECT p.name, c.name FROM contact p JOIN customer c ON c.id = p.customer_id ORDER BY p.id",
                       "Wang|Acme\nZhao|North\nQian|North");
}

/* What only the database refuses is refused with all that was made for it. */
static void
test_nothing_half_done (ScratchDesk   *scratch,
                        gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) report = NULL;

  scratch_desk_exec (scratch, "CREATE TRIGGER no_bad BEFORE INSERT ON contact WHEN NEW.name = 'Bad'"
                              " BEGIN SELECT RAISE (ABORT, 'not this one'); END");
  report = bring_cards (scratch, array_source_new ("q.vcf", "name|customer", "Zhao|North", "Bad|South", "Li|South", "Bad|West", NULL));
  assert_counts (report, "0 0 0 2 2");
  scratch_desk_assert (scratch, "SELECT p.name, c.name FROM customer c LEFT JOIN contact p ON c.id = p.customer_id ORDER BY c.id",
                       "Zhao|North\nLi|South");
}

/* A doubtful person whom somebody merges moves to the company of the card, if that was chosen; otherwise it is not made. */
static void
decide (ScratchDesk *scratch,
        gboolean     with_customer)
{
  g_autoptr(PursuitImport) import =
    import_fixture_open (PURSUIT_IMPORT_CONTACTS, array_source_new ("q.vcf", "name|customer|phone|title", "Wang Wei|West|13800001111|Head", NULL));
  g_autoptr(PursuitImportReport) preview = NULL;
  g_autoptr(PursuitImportReport) report = NULL;
  const PursuitImportLikeness *likeness;
  PursuitImportDecision decision;

  pursuit_import_set_new_customers (import, TRUE);
  preview = pursuit_import_run (import, scratch->desk, TRUE, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (preview->n_kept_out, ==, 1);
  likeness = ((const PursuitImportRow *) g_ptr_array_index (preview->rows, 0))->likeness;
  decision = (PursuitImportDecision) { likeness->fingerprint, PURSUIT_DOUBTFUL_MERGE, likeness->id, 0 };
  for (guint i = 0; i < likeness->differences->len; i++)
    {
      const PursuitImportDifference *difference = g_ptr_array_index (likeness->differences, i);

      if (g_str_equal (difference->label, "Customer"))
        g_assert_cmpstr (difference->there, ==, "West");
      if (difference->take || (with_customer && g_str_equal (difference->label, "Customer")))
        decision.take |= difference->field;
    }
  pursuit_import_decide (import, 2, &decision);
  report = pursuit_import_run (import, scratch->desk, FALSE, NULL, NULL, NULL, NULL);
  g_assert_nonnull (report);
}

static void
test_decided_card (ScratchDesk   *scratch,
                   gconstpointer  unused)
{
  g_autoptr(PursuitImportReport) first = NULL;

  bring_two_customers (scratch);
  first = bring_contacts (scratch, array_source_new ("p.csv", "id|name|customer|phone|title", "7|Wang|Acme|13800001111|Buyer", NULL));
  decide (scratch, FALSE);
  scratch_desk_assert (scratch, WANG, "Acme|Head|-|-|-|13800001111");
  scratch_desk_assert (scratch, "SELECT count(*) FROM customer", "2");
  decide (scratch, TRUE);
  scratch_desk_assert (scratch, WANG, "West|Head|-|-|-|13800001111");
  scratch_desk_assert (scratch, POSTS, "Acme|Head|1");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  scratch_desk_add ("/service/import/contacts/who-works-elsewhere-keeps-the-post", test_moved);
  scratch_desk_add ("/service/import/contacts/who-stays-has-no-other-post", test_stayed);
  scratch_desk_add ("/service/import/contacts/no-circle-of-reports", test_circle);
  scratch_desk_add ("/service/import/contacts/no-company-without-its-person", test_no_company_left);
  scratch_desk_add ("/service/import/contacts/nothing-half-done", test_nothing_half_done);
  scratch_desk_add ("/service/import/contacts/company-of-a-decided-card", test_decided_card);

  return g_test_run ();
}
