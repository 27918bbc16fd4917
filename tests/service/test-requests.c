/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Requests for a role (TEAM-4): who asks, who answers, and what follows. Ma leads the seller Li; Chief is the executive. */

#include "desk-fixture.h"
#include "pursuit-error.h"
#include "pursuit-records.h"
#include "pursuit-requests.h"

static gint64
find_role (DeskFixture *fixture,
           const char  *system_role)
{
  return desk_fixture_int (fixture, "SELECT min(id) FROM role WHERE system_role = '%s'", system_role);
}

/* Chief coordinates the executives. */
static void
furnish (DeskFixture *fixture)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE role SET coordinator_id = %lld WHERE system_role = 'executive'",
                                          (long long) desk_fixture_find (fixture, "staff", "Chief"));

  desk_fixture_add_customer (fixture, "Mill", "Li");
  desk_fixture_add_deal (fixture, "Line", "Mill", "Li", 123400, 4);
  store_fixture_raw (&fixture->base, sql);
}

static PursuitRoleRequest *
make_request (DeskFixture *fixture)
{
  return g_object_new (PURSUIT_TYPE_ROLE_REQUEST, "deal-id", G_GINT64_CONSTANT (1), "role-id", find_role (fixture, "executive"),
                       "needed-on", "2026-03-20", "purpose", "A visit of our chief", "hours", G_GINT64_CONSTANT (4), NULL);
}

static gint64
ask (DeskFixture *fixture,
     const char  *who)
{
  g_autoptr(PursuitRoleRequest) request = make_request (fixture);
  g_autoptr(GError) error = NULL;

  desk_fixture_sign_in (fixture, who);
  pursuit_requests_ask (fixture->desk, request, NULL, &error);
  g_assert_no_error (error);

  return PURSUIT_RECORD (request)->id;
}

static gboolean
answer (DeskFixture          *fixture,
        const char           *who,
        PursuitRequestState   state,
        const char           *person,
        const char           *reason,
        gint64               *out_entry_id,
        GError              **error)
{
  const PursuitAnswer answer = { .request_id = 1, .state = state, .hours = -1, .reason = reason,
                                 .staff_id = person != NULL ? desk_fixture_find (fixture, "staff", person) : 0 };

  desk_fixture_sign_in (fixture, who);
  return pursuit_requests_answer (fixture->desk, &answer, out_entry_id, error);
}

static void
assert_refused (DeskFixture         *fixture,
                const char          *who,
                PursuitRequestState  state,
                const char          *person,
                int                  code)
{
  g_autofree char *before = desk_fixture_text (fixture, "SELECT state || revision FROM role_request");
  g_autoptr(GError) error = NULL;
  g_autofree char *after = NULL;

  g_assert_false (answer (fixture, who, state, person, NULL, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, code);
  after = desk_fixture_text (fixture, "SELECT state || revision FROM role_request");
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM assignment WHERE deleted_at = 0"), ==, 0);
}

static void
test_ask (DeskFixture   *fixture,
          gconstpointer  data)
{
  g_autofree char *row = NULL;

  furnish (fixture);
  ask (fixture, "Li");
  row = desk_fixture_text (fixture, "SELECT state || ' ' || stage || ' ' || customer_id || ' ' || (requester_id = %lld) FROM role_request",
                           (long long) desk_fixture_find (fixture, "staff", "Li"));
  g_assert_cmpstr (row, ==, "asked 4 1 1");
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM journal WHERE entity = 'role_request' AND verb = 'create'"), ==, 1);
  desk_fixture_assert_sound (fixture);
}

/* What cannot be asked: for a day that is over, a role that works on no deals, somebody who left, without saying what for. */
static void
test_ask_badly (DeskFixture   *fixture,
                gconstpointer  data)
{
  gint64 sun;

  furnish (fixture);
  sun = desk_fixture_find (fixture, "staff", "Sun");
  store_fixture_raw (&fixture->base, "UPDATE staff SET inactive = 1 WHERE name = 'Sun'");
  desk_fixture_sign_in (fixture, "Li");
  for (int i = 0; i < 5; i++)
    {
      g_autoptr(PursuitRoleRequest) request = make_request (fixture);
      g_autoptr(GError) error = NULL;

      if (i == 0)
        g_object_set (request, "needed-on", "2026-03-16", NULL);
      else if (i == 1)
        g_object_set (request, "role-id", find_role (fixture, "administrator"), NULL);
      else if (i == 2)
        g_object_set (request, "staff-id", sun, NULL);
      else if (i == 3)
        g_object_set (request, "purpose", " ", NULL);
      else
        g_object_set (request, "state", (gint64) PURSUIT_REQUEST_ACCEPTED, NULL);
      g_assert_false (pursuit_requests_ask (fixture->desk, request, NULL, &error));
      g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
    }
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM role_request"), ==, 0);
}

/* Asking takes the right to ask: Zhao sells elsewhere. */
static void
test_ask_elsewhere (DeskFixture   *fixture,
                    gconstpointer  data)
{
  g_autoptr(PursuitRoleRequest) request = NULL;
  g_autoptr(GError) error = NULL;

  furnish (fixture);
  request = make_request (fixture);
  desk_fixture_sign_in (fixture, "Zhao");
  g_assert_false (pursuit_requests_ask (fixture->desk, request, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
}

static void
test_accept (DeskFixture   *fixture,
             gconstpointer  data)
{
  g_autofree char *row = NULL;
  g_autofree char *entry = NULL;
  gint64 entry_id, undo_id;

  furnish (fixture);
  ask (fixture, "Li");
  g_assert_true (answer (fixture, "Chief", PURSUIT_REQUEST_ACCEPTED, NULL, NULL, &entry_id, NULL));
  row = desk_fixture_text (fixture, "SELECT r.state || ' ' || s.name || ' ' || a.from_stage || '-' || a.until_stage || ' ' || a.hours"
                                    " FROM role_request r JOIN assignment a ON a.request_id = r.id JOIN staff s ON s.id = a.staff_id");
  g_assert_cmpstr (row, ==, "accepted Chief 4-4 4");
  entry = desk_fixture_text (fixture, "SELECT group_concat(verb, ' ') FROM journal WHERE entity IN ('role_request', 'assignment')");
  g_assert_cmpstr (entry, ==, "create accept");

  /* Taken back, and done again. */
  g_assert_true (pursuit_records_undo (fixture->desk, entry_id, &undo_id, NULL));
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM assignment WHERE deleted_at = 0"), ==, 0);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM role_request WHERE state = 'asked' AND answered_at = 0"), ==, 1);
  g_assert_true (pursuit_records_undo (fixture->desk, undo_id, NULL, NULL));
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM assignment WHERE deleted_at = 0"), ==, 1);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM assignment"), ==, 1);
  desk_fixture_assert_sound (fixture);
}

/* Whoever coordinates the role sends somebody else; whoever is only asked does not. */
static void
test_name_another (DeskFixture   *fixture,
                   gconstpointer  data)
{
  g_autofree char *sql = NULL;

  furnish (fixture);
  ask (fixture, "Li");
  sql = g_strdup_printf ("UPDATE role_request SET staff_id = %lld", (long long) desk_fixture_find (fixture, "staff", "Zhu"));
  store_fixture_raw (&fixture->base, sql);
  assert_refused (fixture, "Zhu", PURSUIT_REQUEST_ACCEPTED, "Sun", PURSUIT_ERROR_DENIED);
  g_assert_true (answer (fixture, "Chief", PURSUIT_REQUEST_ACCEPTED, "Sun", NULL, NULL, NULL));
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM role_request r JOIN assignment a USING (staff_id)"
                                              " JOIN staff s ON s.id = a.staff_id WHERE s.name = 'Sun'"), ==, 1);
}

static void
test_refusals (DeskFixture   *fixture,
               gconstpointer  data)
{
  furnish (fixture);
  ask (fixture, "Li");
  store_fixture_raw (&fixture->base, "UPDATE staff SET inactive = 1 WHERE name = 'Sun'");
  assert_refused (fixture, "Li", PURSUIT_REQUEST_ACCEPTED, NULL, PURSUIT_ERROR_DENIED);
  assert_refused (fixture, "Zhao", PURSUIT_REQUEST_DECLINED, NULL, PURSUIT_ERROR_DENIED);
  assert_refused (fixture, "Chief", PURSUIT_REQUEST_WITHDRAWN, NULL, PURSUIT_ERROR_DENIED);
  assert_refused (fixture, "Chief", PURSUIT_REQUEST_DECLINED, NULL, PURSUIT_ERROR_INVALID);
  assert_refused (fixture, "Chief", PURSUIT_REQUEST_DONE, NULL, PURSUIT_ERROR_INVALID);
  assert_refused (fixture, "Chief", PURSUIT_REQUEST_ACCEPTED, "Sun", PURSUIT_ERROR_INVALID);
  /* The rules of every assignment: the process has no such role any more. */
  store_fixture_raw (&fixture->base, "UPDATE stage_role SET deleted_at = 1");
  assert_refused (fixture, "Chief", PURSUIT_REQUEST_ACCEPTED, NULL, PURSUIT_ERROR_INVALID);
  g_assert_true (answer (fixture, "Chief", PURSUIT_REQUEST_DECLINED, NULL, "On leave", NULL, NULL));
  assert_refused (fixture, "Chief", PURSUIT_REQUEST_ACCEPTED, NULL, PURSUIT_ERROR_INVALID);
  assert_refused (fixture, "Li", PURSUIT_REQUEST_WITHDRAWN, NULL, PURSUIT_ERROR_INVALID);
}

/* The administrator answers what nobody else can; whoever asked says that it is done. */
static void
test_done (DeskFixture   *fixture,
           gconstpointer  data)
{
  furnish (fixture);
  store_fixture_raw (&fixture->base, "UPDATE role SET coordinator_id = NULL");
  ask (fixture, "Li");
  assert_refused (fixture, "Chief", PURSUIT_REQUEST_ACCEPTED, NULL, PURSUIT_ERROR_DENIED);
  g_assert_true (answer (fixture, "Root", PURSUIT_REQUEST_ACCEPTED, "Chief", NULL, NULL, NULL));
  g_assert_true (answer (fixture, "Li", PURSUIT_REQUEST_DONE, NULL, NULL, NULL, NULL));
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM role_request r JOIN staff s ON s.id = r.answered_by_id"
                                              " WHERE r.state = 'done' AND s.name = 'Root'"), ==, 1);
}

/* The ways that are the same for every record do not answer, and delete nothing that was answered. */
static void
test_generic_paths (DeskFixture   *fixture,
                    gconstpointer  data)
{
  g_autoptr(PursuitRecord) original = NULL;
  g_autoptr(PursuitRecord) edited = NULL;
  g_autoptr(GError) error = NULL;

  furnish (fixture);
  ask (fixture, "Li");
  original = pursuit_records_load (fixture->desk, PURSUIT_TYPE_ROLE_REQUEST, 1, NULL);
  edited = pursuit_record_copy (original);
  g_object_set (edited, "state", (gint64) PURSUIT_REQUEST_ACCEPTED, NULL);
  g_assert_false (pursuit_records_save (fixture->desk, original, edited, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_clear_error (&error);
  g_object_set (edited, "state", (gint64) PURSUIT_REQUEST_ASKED, "purpose", "A talk", NULL);
  g_assert_true (pursuit_records_save (fixture->desk, original, edited, NULL, NULL));
  g_assert_true (answer (fixture, "Chief", PURSUIT_REQUEST_DECLINED, NULL, "On leave", NULL, NULL));
  desk_fixture_sign_in (fixture, "Li");
  g_assert_false (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_ROLE_REQUEST, 1, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
}

static guint
count (DeskFixture        *fixture,
       const char         *who,
       PursuitRequestList  list)
{
  g_autoptr(GPtrArray) items = NULL;

  desk_fixture_sign_in (fixture, who);
  items = pursuit_requests_list (fixture->desk, list, NULL);
  g_assert_nonnull (items);

  return items->len;
}

static void
assert_counts (DeskFixture *fixture,
               const char  *who,
               guint        waiting,
               guint        mine,
               guint        open)
{
  PursuitRequestCounts counts;

  g_assert_cmpuint (count (fixture, who, PURSUIT_REQUESTS_WAITING), ==, waiting);
  g_assert_cmpuint (count (fixture, who, PURSUIT_REQUESTS_MINE), ==, mine);
  g_assert_cmpuint (count (fixture, who, PURSUIT_REQUESTS_OPEN), ==, open);
  g_assert_true (pursuit_requests_count (fixture->desk, &counts, NULL));
  g_assert_cmpint (counts.n_waiting, ==, waiting);
  g_assert_cmpint (counts.n_mine, ==, mine);
  g_assert_cmpint (counts.n_open, ==, open);
}

/* Everybody finds what is theirs, and no more than they may see. */
static void
test_lists (DeskFixture   *fixture,
            gconstpointer  data)
{
  furnish (fixture);
  ask (fixture, "Li");
  assert_counts (fixture, "Chief", 1, 0, 1);
  assert_counts (fixture, "Li", 0, 1, 1);
  assert_counts (fixture, "Ma", 0, 0, 1);
  assert_counts (fixture, "Zhao", 0, 0, 0);
  assert_counts (fixture, "Root", 0, 0, 1);
  store_fixture_raw (&fixture->base, "UPDATE role SET coordinator_id = NULL");
  assert_counts (fixture, "Root", 1, 0, 1);
  g_assert_cmpuint (count (fixture, "Ma", PURSUIT_REQUESTS_ANSWERED), ==, 0);
  g_assert_true (answer (fixture, "Root", PURSUIT_REQUEST_DECLINED, NULL, "On leave", NULL, NULL));
  assert_counts (fixture, "Root", 0, 0, 0);
  g_assert_cmpuint (count (fixture, "Ma", PURSUIT_REQUESTS_ANSWERED), ==, 1);
  g_assert_cmpuint (count (fixture, "Zhao", PURSUIT_REQUESTS_ANSWERED), ==, 0);
}

/* The soonest first, overdue marked, amounts only for those who may see them. */
static void
test_items (DeskFixture   *fixture,
            gconstpointer  data)
{
  g_autoptr(GPtrArray) items = NULL;
  PursuitRequestCounts counts;
  PursuitRequestItem *first;

  furnish (fixture);
  ask (fixture, "Li");
  ask (fixture, "Li");
  store_fixture_raw (&fixture->base, "UPDATE role_request SET needed_on = '2026-03-13' WHERE id = 2");
  desk_fixture_sign_in (fixture, "Chief");
  items = pursuit_requests_list (fixture->desk, PURSUIT_REQUESTS_WAITING, NULL);
  first = g_ptr_array_index (items, 0);
  g_assert_cmpint (first->id, ==, 2);
  g_assert_true (first->is_overdue && first->may_answer && first->may_choose && !first->is_mine);
  g_assert_cmpint (first->amount, ==, 123400);
  g_assert_cmpstr (first->customer, ==, "Mill");
  g_assert_true (pursuit_requests_count (fixture->desk, &counts, NULL));
  g_assert_cmpint (counts.n_overdue, ==, 1);

  g_clear_pointer (&items, g_ptr_array_unref);
  desk_fixture_sign_in (fixture, "Sun");
  items = pursuit_requests_list (fixture->desk, PURSUIT_REQUESTS_OPEN, NULL);
  first = g_ptr_array_index (items, 0);
  g_assert_true (first->hides_amount);
  g_assert_cmpint (first->amount, ==, 0);
}

#define ADD(path, func) g_test_add (path, DeskFixture, NULL, desk_fixture_set_up, func, desk_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/service/requests/ask", test_ask);
  ADD ("/service/requests/ask/refuses-what-cannot-be", test_ask_badly);
  ADD ("/service/requests/ask/only-where-one-may", test_ask_elsewhere);
  ADD ("/service/requests/accept/assigns-and-is-undone", test_accept);
  ADD ("/service/requests/accept/coordinator-names-another", test_name_another);
  ADD ("/service/requests/answer/refusals", test_refusals);
  ADD ("/service/requests/answer/done", test_done);
  ADD ("/service/requests/generic-paths-are-guarded", test_generic_paths);
  ADD ("/service/requests/lists", test_lists);
  ADD ("/service/requests/lists/items", test_items);

  return g_test_run ();
}
