/* SPDX-License-Identifier: GPL-3.0-or-later */

/* CUS-2: how well the people at a customer and ours know each other, quarter by quarter. */

#include "desk-fixture.h"
#include "pursuit-bond.h"
#include "pursuit-error.h"
#include "pursuit-records.h"
#include "pursuit-wall-verbs.h"

#define MILL 1
#define FANG 1     /* decides */
#define PENG 2     /* approves */
#define GAO 3
#define STRANGER 4 /* of another customer */
#define GONE 5     /* has left */

static void
set_up (DeskFixture   *fixture,
        gconstpointer  data)
{
  desk_fixture_set_up (fixture, data);
  desk_fixture_add_customer (fixture, "Mill", "Li");
  desk_fixture_add_customer (fixture, "Other", "Li");
  store_fixture_raw (&fixture->base,
                     "INSERT INTO contact (created_at, changed_at, customer_id, name, buying_role, left_on) VALUES"
                     " (1, 1, 1, 'Fang', 'decider', NULL), (1, 1, 1, 'Peng', 'approver', NULL), (1, 1, 1, 'Gao', NULL, NULL),"
                     " (1, 1, 2, 'Stranger', 'decider', NULL), (1, 1, 1, 'Gone', 'decider', '2026-01-01');");
}

static gint64
find_staff (DeskFixture *fixture,
            const char  *name)
{
  return desk_fixture_find (fixture, "staff", name);
}

static gboolean
set (DeskFixture  *fixture,
     const char   *period,
     gint64        contact_id,
     const char   *staff,
     int           level,
     int           target,
     GError      **error)
{
  const PursuitWallChange change = { contact_id, find_staff (fixture, staff), level, target, NULL };

  return pursuit_wall_set (fixture->desk, MILL, period, &change, NULL, NULL, error);
}

static void
must_set (DeskFixture *fixture,
          const char  *period,
          gint64       contact_id,
          const char  *staff,
          int          level,
          int          target)
{
  g_autoptr(GError) error = NULL;

  set (fixture, period, contact_id, staff, level, target, &error);
  g_assert_no_error (error);
}

/* As a second witness sees it. */
static char *
print (DeskFixture *fixture)
{
  return desk_fixture_text (fixture,
    "SELECT coalesce (group_concat (x, '|'), '') FROM (SELECT period || ' ' || p.name || ' ' || s.name || ' ' || level || '/' ||"
    " target || ' ' || assessed_on || ' ' || coalesce (a.name, '-') AS x FROM bond b JOIN contact p ON p.id = b.contact_id"
    " JOIN staff s ON s.id = b.staff_id LEFT JOIN staff a ON a.id = b.assessed_by_id WHERE b.deleted_at = 0"
    " ORDER BY period, p.id, s.id)");
}

static void
assert_cells (DeskFixture *fixture,
              const char  *expected)
{
  g_autofree char *found = print (fixture);

  g_assert_cmpstr (found, ==, expected);
  desk_fixture_assert_sound (fixture);
}

static void
test_set (DeskFixture   *fixture,
          gconstpointer  data)
{
  desk_fixture_sign_in (fixture, "Li");
  must_set (fixture, NULL, FANG, "Li", 1, 3);
  must_set (fixture, "2026 q1", FANG, "Li", 2, -1);
  assert_cells (fixture, "2026-Q1 Fang Li 2/3 2026-03-17 Li");
  g_assert_true (pursuit_wall_clear (fixture->desk, MILL, NULL, FANG, find_staff (fixture, "Li"), NULL, NULL));
  assert_cells (fixture, "");
  g_assert_false (pursuit_wall_clear (fixture->desk, MILL, NULL, FANG, find_staff (fixture, "Li"), NULL, NULL));
}

typedef struct
{
  const char *period;
  gint64 contact_id;
  const char *staff;
  int level;
  int target;
  const char *refusal;
} Refusal;

static void
test_refusals (DeskFixture   *fixture,
               gconstpointer  data)
{
  static const Refusal cases[] = {
    { NULL, FANG, "Li", 6, -1, "*" },
    { NULL, FANG, "Li", 1, 6, "*" },
    { NULL, STRANGER, "Li", 1, -1, "“Stranger” belongs to another customer." },
    { NULL, GONE, "Li", 1, -1, "“Gone” has left the company*" },
    { NULL, FANG, "Zhao", 1, -1, "“Zhao” is not with us any more." },
    { "2026", FANG, "Li", 1, -1, "“2026” is no quarter*" },
    { "2026-Q5", FANG, "Li", 1, -1, "“2026-Q5” is no quarter*" },
    { "26-Q1", FANG, "Li", 1, -1, "*is no quarter*" },
  };

  store_fixture_raw (&fixture->base, "UPDATE staff SET inactive = 1 WHERE name = 'Zhao'");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Refusal *c = &cases[i];
      g_autoptr(GError) error = NULL;

      g_assert_false (set (fixture, c->period, c->contact_id, c->staff, c->level, c->target, &error));
      g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
      g_assert_true (g_pattern_match_simple (c->refusal, error->message));
    }
  assert_cells (fixture, "");
}

/* What was said of somebody who has left or was let go stays, and may be corrected. */
static void
test_history_stays (DeskFixture   *fixture,
                    gconstpointer  data)
{
  must_set (fixture, "2025-Q4", FANG, "Li", 2, 0);
  store_fixture_raw (&fixture->base, "UPDATE staff SET inactive = 1 WHERE name = 'Li'; UPDATE contact SET left_on = '2026-02-01'");
  must_set (fixture, "2025-Q4", FANG, "Li", 3, -1);
  assert_cells (fixture, "2025-Q4 Fang Li 3/0 2026-03-17 -");
}

static void
test_rights (DeskFixture   *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitWall) wall = NULL;

  must_set (fixture, NULL, FANG, "Li", 2, 0);
  desk_fixture_sign_in (fixture, "Sun");
  g_assert_false (set (fixture, NULL, FANG, "Li", 3, -1, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_false (pursuit_wall_assess (fixture->desk, MILL, "2026-Q2", NULL, 0, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  wall = pursuit_wall_read (fixture->desk, MILL, NULL, NULL);
  g_assert_false (wall->may_edit);
  desk_fixture_sign_in (fixture, "Zhao");
  g_assert_null (pursuit_wall_read (fixture->desk, MILL, NULL, NULL));
}

static const PursuitWallPerson *
find_person (PursuitWall *wall,
             gint64       id)
{
  for (guint i = 0; i < wall->people->len; i++)
    if (((PursuitWallPerson *) g_ptr_array_index (wall->people, i))->id == id)
      return g_ptr_array_index (wall->people, i);

  return NULL;
}

/* Who decides or approves and is known by nobody as well as we want; and how it went. */
static void
test_read (DeskFixture   *fixture,
           gconstpointer  data)
{
  g_autoptr(PursuitWall) wall = NULL;
  g_autoptr(PursuitWall) empty = NULL;
  g_autoptr(GArray) trend = NULL;

  must_set (fixture, "2025-Q3", FANG, "Li", 1, 2);
  must_set (fixture, "2025-Q4", FANG, "Li", 2, 2);
  must_set (fixture, "2025-Q4", PENG, "Ma", 0, 0);
  must_set (fixture, "2025-Q4", GAO, "Ma", 4, 5);
  wall = pursuit_wall_read (fixture->desk, MILL, NULL, NULL);
  g_assert_cmpstr (wall->period, ==, "2025-Q4");
  g_assert_cmpstr (wall->present, ==, "2026-Q1");
  g_assert_cmpstr (wall->assessed_on, ==, DESK_TODAY);
  g_assert_cmpuint (wall->people->len, ==, 3);
  g_assert_cmpuint (wall->staff->len, ==, 2);
  g_assert_cmpint (wall->n_holes, ==, 1);
  g_assert_false (find_person (wall, FANG)->is_hole);
  g_assert_true (find_person (wall, PENG)->is_hole);
  g_assert_false (find_person (wall, GAO)->is_hole);
  g_assert_cmpint (find_person (wall, FANG)->before, ==, 1);
  g_assert_cmpint (pursuit_wall_find_cell (wall, FANG, find_staff (fixture, "Li"))->before, ==, 1);
  g_assert_null (pursuit_wall_find_cell (wall, FANG, find_staff (fixture, "Ma")));
  g_assert_cmpuint (wall->periods->len, ==, 2);
  g_assert_cmpint (pursuit_wall_find_period (wall, "2025-Q3")->n_holes, ==, 2);
  g_assert_cmpint (pursuit_wall_find_period (wall, "2025-Q4")->sum, ==, 6);
  trend = pursuit_wall_list_trend (wall, FANG);
  g_assert_cmpuint (trend->len, ==, 2);
  g_assert_cmpint (g_array_index (trend, int, 0), ==, 1);
  g_assert_cmpint (g_array_index (trend, int, 1), ==, 2);

  empty = pursuit_wall_read (fixture->desk, MILL, "2026-Q1", NULL);
  g_assert_cmpuint (empty->cells->len, ==, 0);
  g_assert_cmpint (empty->n_holes, ==, 2);
}

/* A new quarter begins with the last one, without those who have left, and with what is different; one entry undoes it all. */
static void
test_assess (DeskFixture   *fixture,
             gconstpointer  data)
{
  const PursuitWallChange changes[] = { { FANG, find_staff (fixture, "Li"), 3, -1, "Lunch" },
                                        { GAO, find_staff (fixture, "Ma"), 1, 2, NULL } };
  gint64 entry_id;

  must_set (fixture, "2025-Q4", FANG, "Li", 2, 3);
  must_set (fixture, "2025-Q4", PENG, "Zhao", 1, 0);
  must_set (fixture, "2025-Q4", PENG, "Li", 1, 2);
  store_fixture_raw (&fixture->base, "UPDATE staff SET inactive = 1 WHERE name = 'Zhao'; UPDATE bond SET assessed_on = '2025-12-01'");
  desk_fixture_sign_in (fixture, "Li");
  g_assert_true (pursuit_wall_assess (fixture->desk, MILL, NULL, changes, G_N_ELEMENTS (changes), &entry_id, NULL));
  assert_cells (fixture, "2025-Q4 Fang Li 2/3 2025-12-01 -|2025-Q4 Peng Li 1/2 2025-12-01 -|2025-Q4 Peng Zhao 1/0 2025-12-01 -|"
                         "2026-Q1 Fang Li 3/3 2026-03-17 Li|2026-Q1 Peng Li 1/2 2026-03-17 Li|2026-Q1 Gao Ma 1/2 2026-03-17 Li");
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT customer_id FROM journal WHERE id = %" G_GINT64_FORMAT, entry_id), ==, MILL);
  g_assert_true (pursuit_records_undo (fixture->desk, entry_id, NULL, NULL));
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM bond WHERE period = '2026-Q1' AND deleted_at = 0"), ==, 0);
}

static void
test_assess_refusals (DeskFixture   *fixture,
                      gconstpointer  data)
{
  const PursuitWallChange changes[] = { { FANG, find_staff (fixture, "Li"), 3, -1, NULL },
                                        { STRANGER, find_staff (fixture, "Li"), 1, -1, NULL } };
  g_autoptr(GError) error = NULL;
  gint64 entry_id;

  g_assert_false (pursuit_wall_assess (fixture->desk, MILL, NULL, NULL, 0, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (pursuit_wall_assess (fixture->desk, MILL, NULL, changes, 2, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  assert_cells (fixture, "");
  g_clear_error (&error);

  g_assert_true (pursuit_wall_assess (fixture->desk, MILL, NULL, changes, 1, &entry_id, NULL));
  must_set (fixture, NULL, FANG, "Li", 4, -1);
  g_assert_false (pursuit_records_undo (fixture->desk, entry_id, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT);
  assert_cells (fixture, "2026-Q1 Fang Li 4/0 2026-03-17 -");
}

/* There is one cell for two people in a quarter, whoever makes it. */
static void
test_only_one (DeskFixture   *fixture,
               gconstpointer  data)
{
  g_autoptr(PursuitRecord) bond = g_object_new (PURSUIT_TYPE_BOND, "customer-id", (gint64) MILL, "contact-id", (gint64) FANG,
                                                "staff-id", find_staff (fixture, "Li"), "level", G_GINT64_CONSTANT (2), NULL);
  g_autoptr(PursuitRecord) again = pursuit_record_copy (bond);
  g_autoptr(GError) error = NULL;

  g_assert_true (pursuit_records_create (fixture->desk, bond, NULL, NULL));
  g_assert_false (pursuit_records_create (fixture->desk, again, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  assert_cells (fixture, "2026-Q1 Fang Li 2/0 2026-03-17 -");
}

#define ADD(path, func) g_test_add ("/service/wall/" path, DeskFixture, NULL, set_up, func, desk_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("set/writes-changes-and-clears", test_set);
  ADD ("set/refusals", test_refusals);
  ADD ("set/history-stays", test_history_stays);
  ADD ("set/only-one", test_only_one);
  ADD ("rights", test_rights);
  ADD ("read/holes-and-trend", test_read);
  ADD ("assess/copies-changes-undoes", test_assess);
  ADD ("assess/refusals", test_assess_refusals);

  return g_test_run ();
}
