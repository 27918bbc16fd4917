/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Customers and their subsidiaries, and the figures that a dossier shows of them (DOS-7). */

#include "array-source.h"
#include "desk-fixture.h"
#include "pursuit-activity.h"
#include "pursuit-customer-figures.h"
#include "pursuit-customer.h"
#include "pursuit-deals.h"
#include "pursuit-dossier.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-import.h"
#include "pursuit-records.h"

#define GROUP 1
#define MILL 2
#define LINE 3

static void
set_up (DeskFixture   *fixture,
        gconstpointer  data)
{
  desk_fixture_set_up (fixture, data);
  desk_fixture_add_customer (fixture, "Group", "Li");
  desk_fixture_add_customer (fixture, "Mill", "Li");
  desk_fixture_add_customer (fixture, "Line", "Li");
}

static gboolean
put_below (DeskFixture  *fixture,
           gint64        customer_id,
           gint64        parent_id,
           gint64       *out_entry_id,
           GError      **error)
{
  g_autoptr(PursuitRecord) original = pursuit_records_load (fixture->desk, PURSUIT_TYPE_CUSTOMER, customer_id, error);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);

  g_object_set (edited, "parent-id", parent_id, NULL);
  return pursuit_records_save (fixture->desk, original, edited, out_entry_id, error);
}

/* However long the way round is, and by undo too. */
static void
test_no_circles (DeskFixture   *fixture,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  gint64 entry_id;

  g_assert_true (put_below (fixture, GROUP, LINE, NULL, NULL));
  g_assert_true (put_below (fixture, GROUP, 0, &entry_id, NULL));
  g_assert_true (put_below (fixture, MILL, GROUP, NULL, NULL));
  g_assert_true (put_below (fixture, LINE, MILL, NULL, NULL));
  g_assert_false (put_below (fixture, GROUP, LINE, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "“Group” cannot be a subsidiary of “Line”, which belongs to it.");
  g_clear_error (&error);
  g_assert_false (pursuit_records_undo (fixture->desk, entry_id, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT coalesce (parent_id, 0) FROM customer WHERE id = 1"), ==, 0);
}

/* A file that names each of two as part of the other: one of them stays where it is, and is to be looked at. */
static void
test_imported_circle (DeskFixture   *fixture,
                      gconstpointer  data)
{
  g_autoptr(PursuitRowSource) source = array_source_new ("c.csv", "name|subsidiary of", "Mill|Line", "Line|Mill", NULL);
  g_autoptr(PursuitImport) customers = pursuit_import_new (PURSUIT_IMPORT_CUSTOMERS, source, NULL);
  g_autoptr(PursuitImportReport) report = NULL;

  pursuit_import_set_allow_refused (customers, TRUE);
  report = pursuit_import_run (customers, fixture->desk, FALSE, NULL, NULL, NULL, NULL);
  g_assert_nonnull (report);
  g_assert_cmpuint (report->counts[PURSUIT_OUTCOME_REFUSED] + report->counts[PURSUIT_OUTCOME_DOUBTFUL], ==, 1);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM customer WHERE parent_id IS NOT NULL"), ==, 1);
}

/* A circle that another program made ends, too. */
static void
test_family (DeskFixture   *fixture,
             gconstpointer  data)
{
  g_autoptr(PursuitDossier) dossier = NULL;
  g_autoptr(PursuitDossier) round = NULL;
  const PursuitRelative *line;

  g_assert_true (put_below (fixture, MILL, GROUP, NULL, NULL));
  g_assert_true (put_below (fixture, LINE, MILL, NULL, NULL));
  dossier = pursuit_dossier_read (fixture->desk, GROUP, NULL);
  g_assert_cmpuint (dossier->figures->family->len, ==, 2);
  line = g_ptr_array_index (dossier->figures->family, 1);
  g_assert_cmpstr (line->name, ==, "Line");
  g_assert_cmpint (line->depth, ==, 2);
  g_assert_cmpfloat (dossier->figures->group[PURSUIT_FIGURES_MONTHS - 1], ==, 3);
  g_assert_cmpfloat (dossier->figures->group[0], ==, 0);

  store_fixture_raw (&fixture->base, "UPDATE customer SET parent_id = 3 WHERE id = 1");
  round = pursuit_dossier_read (fixture->desk, GROUP, NULL);
  g_assert_cmpuint (round->figures->family->len, ==, 2);
}

static void
win (DeskFixture *fixture,
     const char  *title,
     gint64       amount,
     const char  *closed_on)
{
  gint64 deal_id = desk_fixture_add_deal (fixture, title, "Mill", "Li", amount, 8);
  g_autofree char *close = g_strdup_printf ("UPDATE deal SET closed_on = '%s' WHERE id = %" G_GINT64_FORMAT, closed_on, deal_id);

  g_assert_true (pursuit_deals_win (fixture->desk, deal_id, NULL, NULL));
  store_fixture_raw (&fixture->base, close);
}

/* Today is in March 2026. */
static void
test_purchases (DeskFixture   *fixture,
                gconstpointer  data)
{
  g_autoptr(PursuitCustomerFigures) figures = NULL;

  win (fixture, "Oldest", 100, "2021-05-01");
  win (fixture, "Year before", 200, "2025-03-31");
  win (fixture, "First month", 300, "2025-04-01");
  win (fixture, "Now", 400, "2026-03-02");
  figures = pursuit_customer_figures_read (fixture->base.store, MILL, DESK_TODAY, ", ", NULL);
  g_assert_cmpint (figures->n_all, ==, 4);
  g_assert_cmpint (figures->n_lately, ==, 2);
  g_assert_cmpint (figures->traded_lately, ==, 700);
  g_assert_cmpint (figures->traded_before, ==, 200);
  g_assert_cmpint (figures->first_year, ==, 2021);
  g_assert_cmpfloat (figures->purchases[0], ==, 1);
  g_assert_cmpfloat (figures->purchases[PURSUIT_FIGURES_MONTHS - 1], ==, 1);
  g_assert_cmpfloat (figures->traded[0], ==, 600);
  g_assert_cmpfloat (figures->traded[PURSUIT_FIGURES_MONTHS - 1], ==, 1000);
}

static void
add_activity (DeskFixture *fixture,
              gint64       kind)
{
  g_autoptr(PursuitRecord) activity = g_object_new (PURSUIT_TYPE_ACTIVITY, "customer-id", (gint64) MILL, "kind", kind, "subject",
                                                    "Talked", NULL);

  g_assert_true (pursuit_records_create (fixture->desk, activity, NULL, NULL));
}

/* A note is no contact: neither in the count nor in the list. */
static void
test_contact_only (DeskFixture   *fixture,
                   gconstpointer  data)
{
  g_autoptr(PursuitQuery) query = pursuit_query_new (PURSUIT_LIST_ACTIVITIES);
  g_autoptr(PursuitCustomerFigures) figures = NULL;
  gint64 count;

  add_activity (fixture, PURSUIT_ACTIVITY_NOTE);
  add_activity (fixture, PURSUIT_ACTIVITY_VISIT);
  add_activity (fixture, PURSUIT_ACTIVITY_MEETING);
  query->customer_id = MILL;
  query->contacts_only = TRUE;
  g_assert_true (pursuit_desk_query_count (fixture->desk, query, &count, NULL));
  g_assert_cmpint (count, ==, 2);
  figures = pursuit_customer_figures_read (fixture->base.store, MILL, DESK_TODAY, ", ", NULL);
  g_assert_cmpint (figures->n_visits, ==, 2);
}

/* Who stands on the wall, what comes next, and what the level was. */
static void
test_head (DeskFixture   *fixture,
           gconstpointer  data)
{
  g_autoptr(PursuitCustomerFigures) figures = NULL;

  desk_fixture_add_deal (fixture, "Line 1", "Mill", "Wang", 100, 2);
  store_fixture_raw (&fixture->base,
                     "UPDATE deal SET next_step = 'Call them', next_step_on = '2026-03-20';"
                     "INSERT INTO contact (created_at, changed_at, customer_id, name) VALUES (1, 1, 2, 'Gao');"
                     "INSERT INTO bond (created_at, changed_at, customer_id, contact_id, staff_id, period, level)"
                     " SELECT 1, 1, 2, 1, id, '2026-Q1', 2 FROM staff WHERE name IN ('Ma', 'Li');"
                     "INSERT INTO standing_move (customer_id, kind, from_value, to_value, moved_at) VALUES"
                     " (2, 'level', 0, 2, 1), (2, 'level', 2, 3, 2), (2, 'grade', 0, 1, 3);");
  figures = pursuit_customer_figures_read (fixture->base.store, MILL, DESK_TODAY, ", ", NULL);
  g_assert_cmpstr (figures->with, ==, "Ma, Wang");
  g_assert_cmpstr (figures->next_step, ==, "Call them");
  g_assert_cmpstr (figures->next_step_on, ==, "2026-03-20");
  g_assert_cmpint (figures->level_before, ==, 2);
  g_assert_false (figures->has_interested);
}

#define ADD(path, func) g_test_add ("/service/family/" path, DeskFixture, NULL, set_up, func, desk_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("no-circles", test_no_circles);
  ADD ("imported-circle", test_imported_circle);
  ADD ("listed-below-its-head", test_family);
  ADD ("purchases-by-month", test_purchases);
  ADD ("contact-is-no-note", test_contact_only);
  ADD ("head", test_head);

  return g_test_run ();
}
