/* SPDX-License-Identifier: GPL-3.0-or-later */

/* TEAM-1 to TEAM-3: who works on a deal in which role, and what is still wanting. */

#include "desk-fixture.h"
#include "pursuit-deals-gate.h"
#include "pursuit-deals.h"
#include "pursuit-default-member.h"
#include "pursuit-error.h"
#include "pursuit-processes-migrate.h"
#include "pursuit-processes.h"
#include "pursuit-records.h"
#include "pursuit-team.h"

#define LINE 1

/* In stages 3 and 4 the house needs pre-sales, in 6 an executive for large deals; the seller leads 1 to 5, commercial 6 to 8. */
static void
set_up (DeskFixture   *fixture,
        gconstpointer  data)
{
  desk_fixture_set_up (fixture, data);
  desk_fixture_add_customer (fixture, "Mill", "Li");
  store_fixture_raw (&fixture->base,
                     "DELETE FROM stage_role;"
                     "INSERT INTO stage_role (created_at, changed_at, stage_id, role_id, need, from_amount)"
                     " SELECT 1, 1, s.id, r.id, 'required', CASE s.position WHEN 6 THEN 5000 ELSE 0 END FROM stage s JOIN role r"
                     " ON r.system_role = CASE s.position WHEN 6 THEN 'executive' ELSE 'presales' END"
                     " WHERE s.process_id = 1 AND s.position IN (3, 4, 6);"
                     "UPDATE stage SET lead_role_id = (SELECT id FROM role WHERE system_role ="
                     " CASE WHEN stage.position < 6 THEN 'seller' ELSE 'commercial' END) WHERE process_id = 1;"
                     "INSERT INTO staff (created_at, changed_at, name, inactive) VALUES (1, 1, 'Gone', 1);");
  desk_fixture_add_deal (fixture, "Line", "Mill", "Li", 1000, 2);
}

static gint64
find_role (DeskFixture *fixture,
           const char  *nick)
{
  return desk_fixture_int (fixture, "SELECT min (id) FROM role WHERE system_role = '%s'", nick);
}

static gboolean
assign (DeskFixture  *fixture,
        const char   *role,
        const char   *name,
        int           from,
        int           until,
        gint64       *out_id,
        GError      **error)
{
  g_autoptr(PursuitAssignment) assignment =
    g_object_new (PURSUIT_TYPE_ASSIGNMENT, "deal-id", (gint64) LINE, "role-id", find_role (fixture, role), "staff-id",
                  desk_fixture_find (fixture, "staff", name), "from-stage", (gint64) from, "until-stage", (gint64) until, NULL);
  gboolean done = pursuit_team_assign (fixture->desk, assignment, NULL, error);

  if (done && out_id != NULL)
    *out_id = PURSUIT_RECORD (assignment)->id;
  return done;
}

static PursuitCoverageState
get_state (DeskFixture *fixture,
           const char  *role,
           int          position)
{
  g_autoptr(PursuitCoverage) coverage = pursuit_team_read_coverage (fixture->desk, LINE, NULL);
  const PursuitCoverageCell *cell = pursuit_coverage_find_cell (coverage, find_role (fixture, role), position);

  g_assert_nonnull (cell);
  return cell->state;
}

static void
test_covers (DeskFixture   *fixture,
             gconstpointer  data)
{
  gint64 id;

  g_assert_cmpint (get_state (fixture, "presales", 3), ==, PURSUIT_COVERAGE_MISSING);
  g_assert_cmpint (get_state (fixture, "presales", 4), ==, PURSUIT_COVERAGE_PENDING);
  g_assert_cmpint (get_state (fixture, "executive", 6), ==, PURSUIT_COVERAGE_OPTIONAL);
  g_assert_cmpint (get_state (fixture, "seller", 5), ==, PURSUIT_COVERAGE_FILLED);
  g_assert_true (assign (fixture, "presales", "Sun", 3, 4, &id, NULL));
  g_assert_cmpint (get_state (fixture, "presales", 3), ==, PURSUIT_COVERAGE_FILLED);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT hours FROM assignment WHERE id = %d", (int) id), ==, 4);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM journal WHERE entity = 'assignment' AND deal_id = 1"), ==, 1);
}

static void
test_release (DeskFixture   *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  gint64 id, entry_id;

  g_assert_true (assign (fixture, "presales", "Sun", 3, 4, &id, NULL));
  g_assert_false (pursuit_team_release (fixture->desk, id, "2026-03-18", NULL, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (pursuit_team_release (fixture->desk, id, NULL, "Ill", &entry_id, NULL));
  g_assert_cmpint (get_state (fixture, "presales", 3), ==, PURSUIT_COVERAGE_MISSING);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM assignment WHERE released_on = '" DESK_TODAY "' AND deleted_at = 0"),
                   ==, 1);
  g_assert_false (pursuit_team_release (fixture->desk, id, NULL, NULL, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_true (pursuit_records_undo (fixture->desk, entry_id, NULL, NULL));
  g_assert_cmpint (get_state (fixture, "presales", 3), ==, PURSUIT_COVERAGE_FILLED);
}

typedef struct
{
  const char *role;
  const char *name;
  int from;
  int until;
  const char *says;
} Refusal;

static const Refusal refusals[] = {
  { "presales", "Gone", 0, 0, "not with us" },
  { "manager", "Ma", 0, 0, "not a role that people have" },
  { "finance", "Sun", 0, 0, "has no role" },
  { "presales", "Sun", 4, 3, "comes after" },
  { "presales", "Sun", 3, 9, "has no stage 9" },
  { "commercial", "Chief", 7, 8, "leads in stage 7 already" },
  { "commercial", "Zhu", 6, 6, "has this role in stage 6 already" },
};

static void
test_refuses (DeskFixture   *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) first = NULL;

  assign (fixture, "commercial", "Zhu", 6, 7, NULL, &first);
  g_assert_no_error (first);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      const Refusal *c = &refusals[i];
      g_autoptr(GError) error = NULL;

      g_assert_false (assign (fixture, c->role, c->name, c->from, c->until, NULL, &error));
      g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, c->says));
    }
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM assignment"), ==, 1);
}

/* The lead is handed on along the stages, and nobody comes back into somebody else's place. */
static void
test_no_way_round (DeskFixture   *fixture,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitRecord) original = NULL;
  g_autoptr(PursuitRecord) edited = NULL;
  gint64 first, entry_id, second;

  g_assert_true (assign (fixture, "commercial", "Zhu", 6, 7, &first, NULL));
  g_assert_true (assign (fixture, "commercial", "Chief", 8, 8, &second, NULL));
  original = pursuit_store_load (fixture->base.store, PURSUIT_TYPE_ASSIGNMENT, second, NULL);
  edited = pursuit_record_copy (original);
  g_object_set (edited, "from-stage", G_GINT64_CONSTANT (7), NULL);
  g_assert_false (pursuit_records_save (fixture->desk, original, edited, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_clear_error (&error);
  g_object_set (edited, "from-stage", G_GINT64_CONSTANT (8), "staff-id", desk_fixture_find (fixture, "staff", "Ma"), NULL);
  g_assert_false (pursuit_records_save (fixture->desk, original, edited, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_true (pursuit_team_release (fixture->desk, first, NULL, NULL, &entry_id, NULL));
  g_assert_true (assign (fixture, "commercial", "Ma", 7, 7, NULL, NULL));
  g_assert_false (pursuit_records_undo (fixture->desk, entry_id, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
}

static void
test_rights (DeskFixture   *fixture,
             gconstpointer  data)
{
  static const struct { const char *name; gboolean may; } people[] = {
    { "Chief", TRUE }, { "Ma", TRUE }, { "Li", TRUE }, { "Wang", FALSE }, { "Zhu", FALSE }, { "Sun", FALSE }, { "Qian", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr(GError) error = NULL;
      gint64 id = 0;

      desk_fixture_sign_in (fixture, people[i].name);
      g_assert_cmpint (assign (fixture, "presales", "Sun", 3, 4, &id, &error), ==, people[i].may);
      if (!people[i].may)
        g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
      else
        g_assert_true (pursuit_team_release (fixture->desk, id, NULL, NULL, NULL, NULL));
    }
  desk_fixture_sign_in (fixture, "Li");
  g_assert_true (assign (fixture, "presales", "Sun", 3, 4, NULL, NULL));
  desk_fixture_sign_in (fixture, "Sun");
  g_assert_false (pursuit_team_release (fixture->desk, desk_fixture_int (fixture, "SELECT max (id) FROM assignment"), NULL, NULL, NULL,
                                        NULL));
}

/* A new deal begins with those who work with its owner, in the stages that have their roles. */
static void
test_default_team (DeskFixture   *fixture,
                   gconstpointer  data)
{
  static const char *const roles[] = { "presales", "finance" };
  g_autofree char *team = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autoptr(PursuitRecord) member =
        g_object_new (PURSUIT_TYPE_DEFAULT_MEMBER, "seller-id", desk_fixture_find (fixture, "staff", "Li"), "role-id",
                      find_role (fixture, roles[i]), "staff-id", desk_fixture_find (fixture, "staff", "Sun"), NULL);

      g_assert_true (pursuit_records_create (fixture->desk, member, NULL, NULL));
    }
  desk_fixture_add_deal (fixture, "Second", "Mill", "Li", 1000, 1);
  team = desk_fixture_text (fixture, "SELECT group_concat (deal_id || ' ' || from_stage || '-' || until_stage || ' ' || hours, ',')"
                                     " FROM assignment");
  g_assert_cmpstr (team, ==, "2 3-4 4");
}

static char *
dup_gaps (DeskFixture *fixture)
{
  g_autoptr(GPtrArray) gaps = pursuit_team_list_gaps (fixture->desk, NULL, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < gaps->len; i++)
    {
      const PursuitTeamGap *gap = g_ptr_array_index (gaps, i);

      g_string_append_printf (text, "%s%s %d %s%s", i > 0 ? "|" : "", gap->title, gap->position, gap->role, gap->is_asked ? "?" : "");
    }

  return g_string_free (text, FALSE);
}

/* The list of all gaps says the same as the matrix of each deal. */
static void
test_gaps (DeskFixture   *fixture,
           gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *others = NULL;
  g_autofree char *asked = NULL;

  desk_fixture_add_deal (fixture, "Large", "Mill", "Li", 5000, 5);
  desk_fixture_add_deal (fixture, "Small", "Mill", "Li", 4999, 5);
  before = dup_gaps (fixture);
  g_assert_cmpstr (before, ==, "Line 3 Pre-sales engineer|Large 6 Executive");
  store_fixture_raw (&fixture->base,
                     "INSERT INTO role_request (created_at, changed_at, customer_id, deal_id, role_id, stage, needed_on, purpose)"
                     " SELECT 1, 1, 1, 2, id, 6, '2026-04-01', 'Talk' FROM role WHERE system_role = 'executive';");
  asked = dup_gaps (fixture);
  g_assert_cmpstr (asked, ==, "Line 3 Pre-sales engineer|Large 6 Executive?");
  g_assert_true (assign (fixture, "presales", "Sun", 3, 3, NULL, NULL));
  after = dup_gaps (fixture);
  g_assert_cmpstr (after, ==, "Large 6 Executive?");
  desk_fixture_sign_in (fixture, "Zhao");
  others = dup_gaps (fixture);
  g_assert_cmpstr (others, ==, "");
}

/* Before a move the gate says which roles the stage will want; asking for one is enough. */
static void
test_gate (DeskFixture   *fixture,
           gconstpointer  data)
{
  g_autoptr(PursuitGate) before = pursuit_deals_read_gate (fixture->desk, LINE, 3, NULL);
  g_autoptr(PursuitGate) back = pursuit_deals_read_gate (fixture->desk, LINE, 1, NULL);
  g_autoptr(PursuitGate) asked = NULL;

  g_assert_cmpstr (before->missing_roles, ==, "Pre-sales engineer");
  g_assert_null (back->missing_roles);
  store_fixture_raw (&fixture->base,
                     "INSERT INTO role_request (created_at, changed_at, customer_id, deal_id, role_id, stage, needed_on, purpose)"
                     " SELECT 1, 1, 1, 1, id, 3, '2026-04-01', 'Talk' FROM role WHERE system_role = 'presales';");
  asked = pursuit_deals_read_gate (fixture->desk, LINE, 3, NULL);
  g_assert_null (asked->missing_roles);
  g_assert_true (pursuit_deals_move (fixture->desk, LINE, 3, NULL, NULL, NULL));
}

/* Who works on a deal goes on in the stages that became of theirs, and back. */
static void
test_migrates (DeskFixture   *fixture,
               gconstpointer  data)
{
  g_autoptr(PursuitProcessBook) original = NULL;
  g_autoptr(PursuitProcessBook) edited = NULL;
  g_autoptr(PursuitMigration) migration = NULL;
  g_autoptr(GError) error = NULL;
  PursuitMigrated migrated;
  gint64 draft_id;

  g_assert_true (assign (fixture, "presales", "Sun", 3, 4, NULL, NULL));
  g_assert_true (assign (fixture, "commercial", "Zhu", 6, 0, NULL, NULL));
  g_assert_true (pursuit_processes_draft (fixture->desk, 1, &draft_id, NULL, NULL));
  original = pursuit_processes_load (fixture->desk, draft_id, NULL);
  edited = pursuit_process_book_copy (original);
  pursuit_process_book_remove_stage (edited, 0);
  pursuit_processes_save (fixture->desk, original, edited, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (pursuit_processes_publish (fixture->desk, draft_id, NULL, NULL));
  migration = pursuit_processes_plan_migration (fixture->desk, 1, draft_id, NULL);
  pursuit_processes_migrate (fixture->desk, migration, FALSE, NULL, &migrated, &error);
  g_assert_no_error (error);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM assignment WHERE from_stage = 2 AND until_stage = 3"), ==, 1);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM assignment WHERE from_stage = 5 AND until_stage = 0"), ==, 1);
  g_assert_true (pursuit_records_undo (fixture->desk, migrated.entry_id, NULL, NULL));
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM assignment WHERE from_stage = 3 AND until_stage = 4"), ==, 1);
}

/* Who may not see the deal does not see its team. */
static void
test_hidden (DeskFixture   *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitCoverage) coverage = NULL;

  desk_fixture_sign_in (fixture, "Zhao");
  coverage = pursuit_team_read_coverage (fixture->desk, LINE, &error);
  g_assert_null (coverage);
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
}

#define ADD(path, function) \
  g_test_add ("/service/team/" path, DeskFixture, NULL, set_up, function, desk_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("covers", test_covers);
  ADD ("release-keeps-history", test_release);
  ADD ("refuses", test_refuses);
  ADD ("no-way-round-the-rules", test_no_way_round);
  ADD ("rights", test_rights);
  ADD ("default-team", test_default_team);
  ADD ("gaps-across-deals", test_gaps);
  ADD ("gate-names-missing-roles", test_gate);
  ADD ("follows-the-process", test_migrates);
  ADD ("hidden-with-the-deal", test_hidden);

  return g_test_run ();
}
