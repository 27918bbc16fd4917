/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whichever way grade, funnel and relationship level of a customer change: it is dated, with who and why (DOS-3, CUS-1, CUS-8). */

#include "array-source.h"
#include "desk-fixture.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-import.h"
#include "pursuit-records.h"
#include "pursuit-standing.h"

#define MILL 1

static void
set_up (DeskFixture   *fixture,
        gconstpointer  data)
{
  desk_fixture_set_up (fixture, data);
  desk_fixture_add_customer (fixture, "Mill", "Li");
}

/* As a second witness sees it: "grade 0>1 Li why" a line, in the order of writing. */
static char *
print_moves (DeskFixture *fixture)
{
  return desk_fixture_text (fixture,
    "SELECT coalesce (group_concat (x, '|'), '') FROM (SELECT kind || ' ' || from_value || '>' || to_value || ' ' ||"
    " coalesce (s.name, '-') || ' ' || coalesce (reason, '-') AS x FROM standing_move m LEFT JOIN staff s ON s.id = m.staff_id"
    " ORDER BY m.id)");
}

static void
assert_moves (DeskFixture *fixture,
              const char  *expected)
{
  g_autofree char *moves = print_moves (fixture);

  g_assert_cmpstr (moves, ==, expected);
  desk_fixture_assert_sound (fixture);
}

static gboolean
judge (DeskFixture          *fixture,
       PursuitStandingKind   kind,
       gint64                value,
       const char           *reason,
       gint64               *out_entry_id,
       GError              **error)
{
  const PursuitStandingChange change = { .customer_id = MILL, .kind = kind, .value = value, .reason = reason };

  return pursuit_standing_change (fixture->desk, &change, out_entry_id, error);
}

static gint64
add_interested (DeskFixture *fixture)
{
  g_autoptr(PursuitRecord) contact = g_object_new (PURSUIT_TYPE_CONTACT, "customer-id", (gint64) MILL, "name",
                                                   "Gao", "interest", "Drives", NULL);

  g_assert_true (pursuit_records_create (fixture->desk, contact, NULL, NULL));
  return contact->id;
}

static void
test_change (DeskFixture   *fixture,
             gconstpointer  data)
{
  gint64 entry_id;

  desk_fixture_sign_in (fixture, "Li");
  g_assert_true (judge (fixture, PURSUIT_STANDING_KIND_GRADE, PURSUIT_GRADE_B, "  Framework contract ", &entry_id, NULL));
  g_assert_true (judge (fixture, PURSUIT_STANDING_KIND_LEVEL, 2, "Ran for a year", NULL, NULL));
  assert_moves (fixture, "grade 0>2 Li Framework contract|level 0>2 Li Ran for a year");
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT moved_at FROM standing_move WHERE id = 1"), ==, DESK_NOW);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM journal WHERE id = %" G_GINT64_FORMAT
                                     " AND verb = 'grade' AND entity = 'customer' AND entity_id = 1", entry_id), ==, 1);
}

/* The one rule of CUS-8, by each way on which somebody could try. */
static void
test_opportunity_needs_interest (DeskFixture   *fixture,
                                 gconstpointer  data)
{
  g_autoptr(PursuitRecord) fresh = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "New", "funnel",
                                                 (gint64) PURSUIT_FUNNEL_OPPORTUNITY, NULL);
  g_autoptr(PursuitRecord) original = pursuit_records_load (fixture->desk, PURSUIT_TYPE_CUSTOMER, MILL, NULL);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);
  g_autoptr(GError) error = NULL;

  g_object_set (edited, "funnel", (gint64) PURSUIT_FUNNEL_OPPORTUNITY, NULL);
  g_assert_false (judge (fixture, PURSUIT_STANDING_KIND_FUNNEL, PURSUIT_FUNNEL_OPPORTUNITY, "They called", NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (pursuit_records_save (fixture->desk, original, edited, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (pursuit_records_create (fixture->desk, fresh, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  assert_moves (fixture, "");

  add_interested (fixture);
  g_assert_true (pursuit_records_save (fixture->desk, original, edited, NULL, NULL));
  assert_moves (fixture, "funnel 0>2 - -");
}

/* Who has left, was deleted or is interested in nothing does not make an opportunity; and what is one stays one. */
static void
test_who_counts (DeskFixture   *fixture,
                 gconstpointer  data)
{
  static const char *const states[] = { "interest = NULL", "interest = ' '", "left_on = '2026-01-01'", "deleted_at = 1" };
  g_autoptr(PursuitRecord) original = NULL;
  g_autoptr(PursuitRecord) edited = NULL;

  add_interested (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *spoil = g_strdup_printf ("UPDATE contact SET interest = 'Drives', left_on = NULL, deleted_at = 0;"
                                                "UPDATE contact SET %s;", states[i]);

      store_fixture_raw (&fixture->base, spoil);
      g_assert_false (judge (fixture, PURSUIT_STANDING_KIND_FUNNEL, PURSUIT_FUNNEL_OPPORTUNITY, NULL, NULL, NULL));
    }
  store_fixture_raw (&fixture->base, "UPDATE contact SET deleted_at = 0");
  g_assert_true (judge (fixture, PURSUIT_STANDING_KIND_FUNNEL, PURSUIT_FUNNEL_OPPORTUNITY, NULL, NULL, NULL));

  store_fixture_raw (&fixture->base, "UPDATE contact SET deleted_at = 1");
  original = pursuit_records_load (fixture->desk, PURSUIT_TYPE_CUSTOMER, MILL, NULL);
  edited = pursuit_record_copy (original);
  g_object_set (edited, "phone", "123", NULL);
  g_assert_true (pursuit_records_save (fixture->desk, original, edited, NULL, NULL));
}

static void
test_rights_and_conflict (DeskFixture   *fixture,
                          gconstpointer  data)
{
  g_autoptr(PursuitRecord) seen = pursuit_records_load (fixture->desk, PURSUIT_TYPE_CUSTOMER, MILL, NULL);
  PursuitStandingChange change = { .customer_id = MILL, .kind = PURSUIT_STANDING_KIND_GRADE, .value = PURSUIT_GRADE_A,
                                   .seen = PURSUIT_CUSTOMER (seen) };
  g_autoptr(GError) error = NULL;

  desk_fixture_sign_in (fixture, "Zhao");
  g_assert_false (judge (fixture, PURSUIT_STANDING_KIND_GRADE, PURSUIT_GRADE_B, NULL, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  g_assert_null (pursuit_standing_read (fixture->desk, MILL, NULL));
  g_clear_error (&error);

  desk_fixture_sign_in (fixture, "Ma");
  g_assert_true (judge (fixture, PURSUIT_STANDING_KIND_GRADE, PURSUIT_GRADE_B, NULL, NULL, NULL));
  desk_fixture_sign_in (fixture, "Li");
  g_assert_false (pursuit_standing_change (fixture->desk, &change, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "Grade B"));
  /* Of something else nobody has been quicker. */
  change.kind = PURSUIT_STANDING_KIND_FUNNEL;
  change.value = PURSUIT_FUNNEL_LEAD;
  g_assert_true (pursuit_standing_change (fixture->desk, &change, NULL, NULL));
  assert_moves (fixture, "grade 0>2 Ma -|funnel 0>1 Li -");
}

static void
test_records_and_undo (DeskFixture   *fixture,
                       gconstpointer  data)
{
  g_autoptr(PursuitRecord) fresh = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "New", "grade", (gint64) PURSUIT_GRADE_C, NULL);
  gint64 entry_id, undo_id;

  g_assert_true (pursuit_records_create (fixture->desk, fresh, NULL, NULL));
  g_assert_true (judge (fixture, PURSUIT_STANDING_KIND_GRADE, PURSUIT_GRADE_A, "Large", &entry_id, NULL));
  g_assert_true (pursuit_records_undo (fixture->desk, entry_id, &undo_id, NULL));
  g_assert_true (pursuit_records_undo (fixture->desk, undo_id, NULL, NULL));
  assert_moves (fixture, "grade 0>3 - -|grade 0>1 - Large|grade 1>0 - Undone|grade 0>1 - Undone");
}

static gint64
import (DeskFixture      *fixture,
        PursuitRowSource *source,
        char            **out_notes)
{
  g_autoptr(PursuitRowSource) owned = source;
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitImport) customers = pursuit_import_new (PURSUIT_IMPORT_CUSTOMERS, owned, &error);
  g_autoptr(PursuitImportReport) report = pursuit_import_run (customers, fixture->desk, FALSE, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_ptr_array_add (report->notes, NULL);
  *out_notes = g_strjoinv ("|", (char **) report->notes->pdata);
  g_ptr_array_remove_index (report->notes, report->notes->len - 1);

  return report->entry_id;
}

/* New ones are dated at once, changed ones one by one, and the undo too. */
static void
test_import (DeskFixture   *fixture,
             gconstpointer  data)
{
  g_autofree char *notes = NULL;
  gint64 entry_id;

  entry_id = import (fixture, array_source_new ("c.csv", "name|grade|funnel|relationship level", "Mill|B|lead|", "New|A|lead|2",
                                                "Plain|||", NULL), &notes);
  assert_moves (fixture, "grade 0>2 - -|funnel 0>1 - -|grade 0>1 - -|funnel 0>1 - -|level 0>2 - -");
  g_assert_true (pursuit_records_undo (fixture->desk, entry_id, NULL, NULL));
  assert_moves (fixture, "grade 0>2 - -|funnel 0>1 - -|grade 0>1 - -|funnel 0>1 - -|level 0>2 - -|"
                         "grade 2>0 - Undone|funnel 1>0 - Undone");
}

/* CUS-8 refuses no row: a new customer is a lead, another one stays what it was, and the report says so. */
static void
test_import_of_opportunities (DeskFixture   *fixture,
                              gconstpointer  data)
{
  g_autofree char *notes = NULL;
  g_autofree char *more = NULL;

  import (fixture, array_source_new ("c.csv", "name|funnel", "New|opportunity", "Mill|opportunity", NULL), &notes);
  g_assert_cmpstr (notes, ==,
                   "1 new customer came in as a lead, not as an opportunity: nobody there is named as interested.|"
                   "1 customer did not become an opportunity: nobody there is named as interested.");
  assert_moves (fixture, "funnel 0>1 - -");

  add_interested (fixture);
  import (fixture, array_source_new ("c.csv", "name|funnel", "Mill|opportunity", NULL), &more);
  g_assert_cmpstr (more, ==, "");
  assert_moves (fixture, "funnel 0>1 - -|funnel 0>2 - -");
}

/* Whoever writes fields cannot say what shows a level (CUS-1). */
static void
test_level_is_no_field (DeskFixture   *fixture,
                        gconstpointer  data)
{
  g_autoptr(PursuitRecord) fresh = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "New", "relationship-level", G_GINT64_CONSTANT (1), NULL);
  g_autoptr(PursuitRecord) before = pursuit_records_load (fixture->desk, PURSUIT_TYPE_CUSTOMER, MILL, NULL);
  g_autoptr(PursuitRecord) after = pursuit_record_copy (before);
  g_autoptr(GError) error = NULL;

  g_assert_false (pursuit_records_create (fixture->desk, fresh, NULL, NULL));
  PURSUIT_CUSTOMER (after)->relationship_level = 4;
  g_assert_false (pursuit_records_save (fixture->desk, before, after, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "A relationship level takes evidence: judge “Mill” by itself, and say what shows it.");
  assert_moves (fixture, "");

  /* That it is not known takes none. */
  g_assert_true (judge (fixture, PURSUIT_STANDING_KIND_LEVEL, 2, "A year", NULL, NULL));
  g_clear_object (&before);
  g_clear_object (&after);
  before = pursuit_records_load (fixture->desk, PURSUIT_TYPE_CUSTOMER, MILL, NULL);
  after = pursuit_record_copy (before);
  PURSUIT_CUSTOMER (after)->relationship_level = 0;
  g_assert_true (pursuit_records_save (fixture->desk, before, after, NULL, NULL));
}

/* What was an opportunity comes back as one only while somebody is interested (CUS-8); until then nothing is undone. */
static void
test_undo_needs_interest (DeskFixture   *fixture,
                          gconstpointer  data)
{
  gint64 contact_id = add_interested (fixture);
  g_autoptr(GError) error = NULL;
  gint64 entry_id, edit_id;
  g_autoptr(PursuitRecord) before = NULL;
  g_autoptr(PursuitRecord) after = NULL;

  g_assert_true (judge (fixture, PURSUIT_STANDING_KIND_FUNNEL, PURSUIT_FUNNEL_OPPORTUNITY, "Asked", NULL, NULL));
  g_assert_true (judge (fixture, PURSUIT_STANDING_KIND_FUNNEL, PURSUIT_FUNNEL_LEAD, "Lost interest", &entry_id, NULL));
  before = pursuit_records_load (fixture->desk, PURSUIT_TYPE_CONTACT, contact_id, NULL);
  after = pursuit_record_copy (before);
  g_object_set (after, "interest", NULL, NULL);
  g_assert_true (pursuit_records_save (fixture->desk, before, after, &edit_id, NULL));

  g_assert_false (pursuit_records_undo (fixture->desk, entry_id, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "“Mill” is no opportunity yet: first name a person there who is interested, and in what.");
  assert_moves (fixture, "funnel 0>2 - Asked|funnel 2>1 - Lost interest");
  g_assert_true (pursuit_records_undo (fixture->desk, edit_id, NULL, NULL));
  g_assert_true (pursuit_records_undo (fixture->desk, entry_id, NULL, NULL));
  assert_moves (fixture, "funnel 0>2 - Asked|funnel 2>1 - Lost interest|funnel 1>2 - Undone");
}

/* The newest first, with names; what a second program writes wrongly is found. */
static void
test_read_and_check (DeskFixture   *fixture,
                     gconstpointer  data)
{
  g_autoptr(GPtrArray) moves = NULL;
  g_autoptr(GPtrArray) findings = NULL;
  const PursuitStandingMove *newest;

  desk_fixture_sign_in (fixture, "Li");
  g_assert_true (judge (fixture, PURSUIT_STANDING_KIND_LEVEL, 2, "A year", NULL, NULL));
  pursuit_time_set_now (DESK_NOW + G_TIME_SPAN_DAY);
  g_assert_true (judge (fixture, PURSUIT_STANDING_KIND_LEVEL, 3, "Praise", NULL, NULL));
  moves = pursuit_standing_read (fixture->desk, MILL, NULL);
  g_assert_cmpuint (moves->len, ==, 2);
  newest = g_ptr_array_index (moves, 0);
  g_assert_cmpint (newest->from, ==, 2);
  g_assert_cmpint (newest->to, ==, 3);
  g_assert_cmpstr (newest->staff, ==, "Li");
  g_assert_cmpstr (newest->reason, ==, "Praise");
  g_assert_cmpint (newest->at, ==, DESK_NOW + G_TIME_SPAN_DAY);

  desk_fixture_assert_sound (fixture);
  store_fixture_raw (&fixture->base, "UPDATE customer SET relationship_level = 5");
  findings = pursuit_store_check (fixture->base.store, NULL, NULL);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (findings, 0), ==, "How customer 1 is judged does not agree with its history.");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/service/standing/change/is-dated", DeskFixture, NULL, set_up, test_change, desk_fixture_tear_down);
  g_test_add ("/service/standing/opportunity-needs-interest", DeskFixture, NULL, set_up, test_opportunity_needs_interest,
              desk_fixture_tear_down);
  g_test_add ("/service/standing/who-counts-as-interested", DeskFixture, NULL, set_up, test_who_counts,
              desk_fixture_tear_down);
  g_test_add ("/service/standing/rights-and-conflict", DeskFixture, NULL, set_up, test_rights_and_conflict,
              desk_fixture_tear_down);
  g_test_add ("/service/standing/records-and-undo", DeskFixture, NULL, set_up, test_records_and_undo,
              desk_fixture_tear_down);
  g_test_add ("/service/standing/level-is-no-field", DeskFixture, NULL, set_up, test_level_is_no_field, desk_fixture_tear_down);
  g_test_add ("/service/standing/undo-needs-interest", DeskFixture, NULL, set_up, test_undo_needs_interest, desk_fixture_tear_down);
  g_test_add ("/service/standing/import", DeskFixture, NULL, set_up, test_import, desk_fixture_tear_down);
  g_test_add ("/service/standing/import-of-opportunities", DeskFixture, NULL, set_up, test_import_of_opportunities,
              desk_fixture_tear_down);
  g_test_add ("/service/standing/read-and-check", DeskFixture, NULL, set_up, test_read_and_check, desk_fixture_tear_down);

  return g_test_run ();
}
