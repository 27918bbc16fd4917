/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "pursuit-activity.h"
#include "pursuit-assignment.h"
#include "pursuit-bond.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-deals.h"
#include "pursuit-document.h"
#include "pursuit-dossier.h"
#include "pursuit-employment.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-milestone.h"
#include "pursuit-proof.h"
#include "pursuit-records.h"
#include "pursuit-rival.h"
#include "pursuit-stakeholder.h"
#include "pursuit-strategy.h"

static JsonObject *
parse (const char *text)
{
  GError *error = NULL;
  g_autoptr(JsonNode) node = json_from_string (text, &error);

  g_assert_no_error (error);

  return json_node_dup_object (node);
}

static void
add_contact (DeskFixture *fixture,
             gint64       customer_id,
             const char  *name)
{
  g_autoptr(PursuitRecord) contact = g_object_new (PURSUIT_TYPE_CONTACT, "customer-id", customer_id, "name", name, NULL);
  GError *error = NULL;

  g_assert_true (pursuit_records_create (fixture->desk, contact, NULL, &error));
  g_assert_no_error (error);
}

/* Everything of this customer and nothing of another. */
static void
test_holds_the_whole (DeskFixture   *fixture,
                      gconstpointer  data)
{
  gint64 mine = desk_fixture_add_customer (fixture, "Heming Steel", "Li");
  gint64 other = desk_fixture_add_customer (fixture, "Haiyue Port", "Li");
  g_autofree char *text = NULL;
  g_autoptr(JsonObject) dossier = NULL;
  GError *error = NULL;

  add_contact (fixture, mine, "Gao Huimin");
  add_contact (fixture, other, "Tian Ye");
  text = pursuit_dossier_export_json (fixture->desk, mine, &error);
  g_assert_no_error (error);
  dossier = parse (text);

  g_assert_cmpstr (json_object_get_string_member (dossier, "currency"), ==, pursuit_desk_get_currency (fixture->desk));
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (dossier, "customer"), "name"), ==,
                   "Heming Steel");
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (dossier, "customer"), "id"), ==, mine);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (dossier, "contacts")), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (
                     json_array_get_object_element (json_object_get_array_member (dossier, "contacts"), 0), "name"),
                   ==, "Gao Huimin");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (dossier, "deals")), ==, 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (dossier, "activities")), ==, 0);
}

/* Who may look may not always take away. */
static void
test_needs_the_right (DeskFixture   *fixture,
                      gconstpointer  data)
{
  gint64 customer_id = desk_fixture_add_customer (fixture, "Heming Steel", "Li");
  g_autoptr(GError) error = NULL;
  g_autofree char *own = NULL;

  desk_fixture_sign_in (fixture, "Sun");
  g_assert_null (pursuit_dossier_export_json (fixture->desk, customer_id, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);

  g_clear_error (&error);
  desk_fixture_sign_in (fixture, "Li");
  own = pursuit_dossier_export_json (fixture->desk, customer_id, &error);
  g_assert_no_error (error);
  g_assert_nonnull (own);
}

static gint64
create (DeskFixture   *fixture,
        PursuitRecord *record)
{
  g_autoptr(PursuitRecord) owned = record;
  g_autoptr(GError) error = NULL;

  pursuit_records_create (fixture->desk, record, NULL, &error);
  g_assert_no_error (error);
  return record->id;
}

static void
set_grade (DeskFixture *fixture,
           gint64       customer_id)
{
  g_autoptr(PursuitRecord) original = pursuit_store_load (fixture->base.store, PURSUIT_TYPE_CUSTOMER, customer_id, NULL);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);

  g_object_set (edited, "grade", (gint64) PURSUIT_GRADE_A, NULL);
  g_assert_true (pursuit_records_save (fixture->desk, original, edited, NULL, NULL));
}

/* A customer with one of everything, and another one with a person and a deal. */
static gint64
furnish (DeskFixture *fixture)
{
  gint64 mine = desk_fixture_add_customer (fixture, "Heming Steel", "Li");
  gint64 other = desk_fixture_add_customer (fixture, "Haiyue Port", "Li");
  gint64 li = desk_fixture_find (fixture, "staff", "Li");
  gint64 deal = desk_fixture_add_deal (fixture, "Refit", "Heming Steel", "Li", 1000, 1);
  gint64 contact = create (fixture, g_object_new (PURSUIT_TYPE_CONTACT, "customer-id", mine, "name", "Gao Huimin", "ambition", "To lead", NULL));

  create (fixture, g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "Heming Pipes", "parent-id", mine, NULL));
  create (fixture, g_object_new (PURSUIT_TYPE_ACTIVITY, "customer-id", mine, "deal-id", deal, "kind", (gint64) PURSUIT_ACTIVITY_VISIT,
                                 "subject", "First visit", "happened-at", (gint64) DESK_NOW, NULL));
  create (fixture, g_object_new (PURSUIT_TYPE_DOCUMENT, "customer-id", mine, "name", "Tender", NULL));
  create (fixture, g_object_new (PURSUIT_TYPE_EMPLOYMENT, "customer-id", mine, "contact-id", contact, "title", "Engineer", NULL));
  create (fixture, g_object_new (PURSUIT_TYPE_BOND, "customer-id", mine, "contact-id", contact, "staff-id", li, "period", "2026-Q1", NULL));
  create (fixture, g_object_new (PURSUIT_TYPE_PROOF, "deal-id", deal, "milestone-id",
                                 desk_fixture_int (fixture, "SELECT m.id FROM milestone m JOIN deal d USING (stage_id) WHERE d.id = %lld LIMIT 1",
                                                   (long long) deal), "kind", (gint64) PURSUIT_PROOF_DATE, NULL));
  create (fixture, g_object_new (PURSUIT_TYPE_STAKEHOLDER, "deal-id", deal, "contact-id", contact, NULL));
  create (fixture, g_object_new (PURSUIT_TYPE_RIVAL, "deal-id", deal, "name", "Copper Gate", NULL));
  create (fixture, g_object_new (PURSUIT_TYPE_STRATEGY, "deal-id", deal, "goal", "Pilot", NULL));
  create (fixture, g_object_new (PURSUIT_TYPE_ASSIGNMENT, "deal-id", deal, "role-id", (gint64) PURSUIT_SYSTEM_ROLE_COMMERCIAL, "staff-id",
                                 li, NULL));
  store_fixture_raw (&fixture->base, "INSERT INTO role_request (created_at, changed_at, customer_id, deal_id, role_id, needed_on, purpose)"
                                     " SELECT 1, 1, customer_id, id, 6, '2026-04-01', 'Check' FROM deal WHERE title = 'Refit';");
  set_grade (fixture, mine);
  g_assert_true (pursuit_deals_move (fixture->desk, deal, 2, NULL, NULL, NULL));
  g_assert_true (pursuit_deals_set_buyer_stage (fixture->desk, deal, 2, "They wrote", NULL, NULL));
  create (fixture, g_object_new (PURSUIT_TYPE_CONTACT, "customer-id", other, "name", "Tian Ye", NULL));
  desk_fixture_add_deal (fixture, "Quay", "Haiyue Port", "Li", 1000, 1);

  return mine;
}

static JsonObject *
take_out (DeskFixture *fixture,
          gint64       customer_id)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = pursuit_dossier_export_json (fixture->desk, customer_id, &error);

  g_assert_no_error (error);
  return parse (text);
}

static guint
count (JsonObject *dossier,
       const char *member)
{
  if (!json_object_has_member (dossier, member))
    g_error ("the dossier has no “%s”", member);

  return json_array_get_length (json_object_get_array_member (dossier, member));
}

/* Every table of the file that refers to a customer, a person or a deal has its place in the dossier: one that is added later makes
 * this fail until somebody has thought of it. The schema is asked, not our code. */
static void
test_forgets_nothing (DeskFixture   *fixture,
                      gconstpointer  data)
{
  static const struct { const char *table; const char *member; } places[] = {
    { "activity", "activities" },    { "bond", "bonds" },             { "buyer_move", "buyer_moves" }, { "contact", "contacts" },
    { "customer", "subsidiaries" },  { "deal", "deals" },             { "document", "documents" },     { "employment", "employments" },
    { "proof", "proofs" },           { "rival", "rivals" },           { "stage_move", "stage_moves" }, { "stakeholder", "stakeholders" },
    { "standing_move", "standing_moves" }, { "strategy", "strategies" },
    { "assignment", "assignments" }, { "role_request", "role_requests" },
    { "customer_tag", NULL },     /* follows from the customer's tags */
    { "journal_customer", NULL }, /* finds entries of the journal, which are in the timeline */
    { "not_duplicate", NULL },    /* what is nobody's own */
  };
  g_autoptr(JsonObject) dossier = take_out (fixture, furnish (fixture));
  g_autofree char *tables = desk_fixture_text (fixture,
    "SELECT group_concat (DISTINCT m.name) FROM sqlite_schema m, pragma_foreign_key_list (m.name) f"
    " WHERE m.type = 'table' AND f.\"table\" IN ('customer', 'contact', 'deal')");
  g_auto(GStrv) names = g_strsplit (tables, ",", -1);

  g_assert_cmpuint (g_strv_length (names), >, 12);
  for (guint i = 0; names[i] != NULL; i++)
    {
      gboolean is_placed = FALSE;

      for (guint j = 0; j < G_N_ELEMENTS (places); j++)
        if (g_str_equal (places[j].table, names[i]))
          {
            is_placed = TRUE;
            if (places[j].member != NULL && count (dossier, places[j].member) == 0)
              g_error ("“%s” is empty", places[j].member);
          }
      if (!is_placed && json_object_has_member (dossier, names[i]))
        is_placed = TRUE;
      if (!is_placed)
        g_error ("the dossier does not have %s", names[i]);
    }
}

/* Numbers have names, documents their versions, nothing of another customer is there. */
static void
test_reads_by_itself (DeskFixture   *fixture,
                      gconstpointer  data)
{
  g_autoptr(JsonObject) dossier = take_out (fixture, furnish (fixture));
  JsonObject *names = json_object_get_object_member (dossier, "names");
  g_autofree char *li = g_strdup_printf ("%lld", (long long) desk_fixture_find (fixture, "staff", "Li"));

  g_assert_cmpstr (json_object_get_string_member (dossier, "format"), ==, "pursuit-dossier");
  g_assert_cmpint (json_object_get_int_member (dossier, "format_version"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (names, "staff"), li), ==, "Li");
  g_assert_true (json_object_has_member (names, "stage"));
  g_assert_cmpuint (count (dossier, "contacts"), ==, 1);
  g_assert_cmpuint (count (dossier, "deals"), ==, 1);
  g_assert_cmpuint (count (dossier, "timeline"), >, 5);
  g_assert_true (json_object_has_member (json_array_get_object_element (json_object_get_array_member (dossier, "documents"), 0), "versions"));
}

/* Another team's manager gets the dossier without the profile; whoever gets it leaves a trace. */
static void
test_respects_profiles (DeskFixture   *fixture,
                        gconstpointer  data)
{
  gint64 id = furnish (fixture);
  g_autoptr(JsonObject) of_zhu = NULL;
  g_autoptr(JsonObject) of_li = NULL;
  JsonObject *contact;

  desk_fixture_sign_in (fixture, "Zhu");
  of_zhu = take_out (fixture, id);
  contact = json_array_get_object_element (json_object_get_array_member (of_zhu, "contacts"), 0);
  g_assert_false (json_object_get_boolean_member (contact, "profile_shown"));
  g_assert_true (json_object_get_null_member (contact, "ambition"));
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count (*) FROM journal WHERE verb = 'view'"), ==, 0);

  desk_fixture_sign_in (fixture, "Li");
  of_li = take_out (fixture, id);
  contact = json_array_get_object_element (json_object_get_array_member (of_li, "contacts"), 0);
  g_assert_true (json_object_get_boolean_member (contact, "profile_shown"));
  g_assert_cmpstr (json_object_get_string_member (contact, "ambition"), ==, "To lead");
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count (*) FROM journal WHERE verb = 'view'"), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/service/dossier-json/holds-the-whole", DeskFixture, NULL, desk_fixture_set_up, test_holds_the_whole,
              desk_fixture_tear_down);
  g_test_add ("/service/dossier-json/forgets-nothing", DeskFixture, NULL, desk_fixture_set_up, test_forgets_nothing,
              desk_fixture_tear_down);
  g_test_add ("/service/dossier-json/reads-by-itself", DeskFixture, NULL, desk_fixture_set_up, test_reads_by_itself,
              desk_fixture_tear_down);
  g_test_add ("/service/dossier-json/respects-profiles", DeskFixture, NULL, desk_fixture_set_up, test_respects_profiles,
              desk_fixture_tear_down);
  g_test_add ("/service/dossier-json/needs-the-right", DeskFixture, NULL, desk_fixture_set_up, test_needs_the_right,
              desk_fixture_tear_down);

  return g_test_run ();
}
