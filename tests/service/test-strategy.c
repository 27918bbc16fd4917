/* SPDX-License-Identifier: GPL-3.0-or-later */

/* CUS-7: the strategy sheet of a deal: who decides, who competes, both tracks, and what changed since last time. */

#include "desk-fixture.h"
#include "pursuit-date.h"
#include "pursuit-deals.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-records.h"
#include "pursuit-red-flags.h"
#include "pursuit-rival.h"
#include "pursuit-strategy-read.h"
#include "pursuit-tracks.h"

/* A deal in stage 2, with three people at the customer and one elsewhere. */
static void
set_up (DeskFixture   *fixture,
        gconstpointer  data)
{
  desk_fixture_set_up (fixture, data);
  desk_fixture_add_customer (fixture, "Mill", "Li");
  desk_fixture_add_customer (fixture, "Other", "Li");
  desk_fixture_add_deal (fixture, "Furnace", "Mill", "Li", 86000, 2);
  store_fixture_raw (&fixture->base, "UPDATE process SET silence_days = 30; DELETE FROM milestone;");
  store_fixture_raw (&fixture->base,
                     "INSERT INTO contact (created_at, changed_at, customer_id, name, buying_role, attitude)"
                     " VALUES (1, 1, 1, 'Gao', 'decider', 1), (1, 1, 1, 'Wei', 'coach', 2), (1, 1, 1, 'Tan', NULL, 0),"
                     " (1, 1, 2, 'Stranger', 'decider', 0)");
}

static gint64
add (DeskFixture   *fixture,
     PursuitRecord *record)
{
  g_autoptr(PursuitRecord) owned = record;
  g_autoptr(GError) error = NULL;

  g_assert_true (pursuit_records_create (fixture->desk, owned, NULL, &error));
  g_assert_no_error (error);
  return owned->id;
}

static PursuitRecord *
make_person (gint64            contact_id,
             PursuitBuyingRole role,
             gint64            influence)
{
  return g_object_new (PURSUIT_TYPE_STAKEHOLDER, "deal-id", G_GINT64_CONSTANT (1), "contact-id", contact_id, "role",
                       (gint64) role, "influence", influence, NULL);
}

static PursuitRecord *
make_rival (const char      *name,
            PursuitStanding  standing)
{
  return g_object_new (PURSUIT_TYPE_RIVAL, "deal-id", G_GINT64_CONSTANT (1), "name", name, "standing", (gint64) standing,
                       NULL);
}

static PursuitRecord *
make_review (const char *goal)
{
  return g_object_new (PURSUIT_TYPE_STRATEGY, "deal-id", G_GINT64_CONSTANT (1), "goal", goal, NULL);
}

static void
change (DeskFixture *fixture,
        GType        type,
        gint64       id,
        const char  *property,
        gint64       number)
{
  g_autoptr(PursuitRecord) original = pursuit_records_load (fixture->desk, type, id, NULL);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);

  g_object_set (edited, property, number, NULL);
  g_assert_true (pursuit_records_save (fixture->desk, original, edited, NULL, NULL));
}

static PursuitStrategySheet *
read_sheet (DeskFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  PursuitStrategySheet *sheet = pursuit_strategy_read (fixture->desk, 1, &error);

  g_assert_no_error (error);
  return sheet;
}

static char *
join (GPtrArray *texts)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; i < texts->len; i++)
    g_ptr_array_add (all, g_ptr_array_index (texts, i));
  g_ptr_array_add (all, NULL);

  return g_strjoinv ("|", (char **) all->pdata);
}

static char *
join_flags (GPtrArray *flags)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < flags->len; i++)
    g_ptr_array_add (ids, (gpointer) ((PursuitRedFlag *) g_ptr_array_index (flags, i))->id);

  return join (ids);
}

static void
test_of_a_new_deal (DeskFixture   *fixture,
                    gconstpointer  data)
{
  g_autoptr(PursuitStrategySheet) sheet = read_sheet (fixture);
  g_autofree char *flags = join_flags (sheet->flags);

  g_assert_cmpstr (sheet->customer->name, ==, "Mill");
  g_assert_cmpint (sheet->stage->position, ==, 2);
  g_assert_cmpuint (sheet->stages->len, ==, 8);
  g_assert_cmpstr (g_hash_table_lookup (sheet->names, "owner_id"), ==, "Li");
  g_assert_cmpuint (sheet->tracks->len, ==, 1);
  g_assert_cmpuint (sheet->people->len + sheet->rivals->len + sheet->reviews->len + sheet->changes->len, ==, 0);
  g_assert_cmpuint (sheet->offered->len, ==, 2);
  g_assert_true (sheet->may_edit);
  g_assert_cmpstr (flags, ==, "no-decider|silent|no-step|no-coach");
}

static void
test_orders_people_by_influence (DeskFixture   *fixture,
                                 gconstpointer  data)
{
  g_autoptr(PursuitStrategySheet) sheet = NULL;

  add (fixture, make_person (3, PURSUIT_BUYING_ROLE_USER, 1));
  add (fixture, make_person (1, PURSUIT_BUYING_ROLE_DECIDER, 5));
  sheet = read_sheet (fixture);

  g_assert_cmpuint (sheet->people->len, ==, 2);
  g_assert_cmpstr (((PursuitStrategyPerson *) g_ptr_array_index (sheet->people, 0))->contact->name, ==, "Gao");
  g_assert_cmpstr (((PursuitStrategyPerson *) g_ptr_array_index (sheet->people, 1))->contact->name, ==, "Tan");
  g_assert_cmpuint (sheet->offered->len, ==, 1);
  g_assert_cmpstr (((PursuitContact *) g_ptr_array_index (sheet->offered, 0))->name, ==, "Wei");
  g_assert_cmpint (((PursuitStrategyPerson *) g_ptr_array_index (sheet->people, 0))->stakeholder->customer_id, ==, 1);
}

static void
test_says_what_changed (DeskFixture   *fixture,
                        gconstpointer  data)
{
  g_autoptr(PursuitStrategySheet) sheet = NULL;
  g_autofree char *changes = NULL;
  gint64 gao = add (fixture, make_person (1, PURSUIT_BUYING_ROLE_DECIDER, 5));
  gint64 wei = add (fixture, make_person (2, PURSUIT_BUYING_ROLE_COACH, 2));
  gint64 rival = add (fixture, make_rival ("Northwind", PURSUIT_STANDING_LEVEL));

  change (fixture, PURSUIT_TYPE_DEAL, 1, "amount", 90000);
  pursuit_time_set_now (DESK_NOW + 1);
  add (fixture, make_review ("Win it"));

  pursuit_time_set_now (DESK_NOW + 2);
  change (fixture, PURSUIT_TYPE_STAKEHOLDER, gao, "attitude", -1);
  change (fixture, PURSUIT_TYPE_DEAL, 1, "amount", 95000);
  change (fixture, PURSUIT_TYPE_DEAL, 1, "amount", 99000);
  change (fixture, PURSUIT_TYPE_RIVAL, rival, "standing", PURSUIT_STANDING_AHEAD);
  change (fixture, PURSUIT_TYPE_RIVAL, rival, "standing", PURSUIT_STANDING_LEVEL);
  g_assert_true (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_STAKEHOLDER, wei, NULL, NULL));
  add (fixture, make_person (3, PURSUIT_BUYING_ROLE_USER, 1));

  sheet = read_sheet (fixture);
  changes = join (sheet->changes);
  g_assert_cmpint (sheet->since, ==, DESK_NOW + 1);
  g_assert_cmpstr (changes, ==,
                   "Tan has a part in the purchase now: User|Wei has no part in the purchase any more.|"
                   "Amount: ¥900 → ¥990|Gao, Attitude to us: 0 → -1");
}

static void
test_says_which_steps_were_taken (DeskFixture   *fixture,
                                  gconstpointer  data)
{
  g_autoptr(PursuitStrategySheet) sheet = NULL;
  g_autofree char *changes = NULL;

  add (fixture, make_review ("Win it"));
  store_fixture_raw (&fixture->base,
                     "INSERT INTO buyer_move (deal_id, from_stage_id, to_stage_id, moved_at, evidence)"
                     " VALUES (1, NULL, 1, 5, NULL), (1, 1, 2, 1773729120000016, 'Budget letter')");
  store_fixture_raw (&fixture->base, "UPDATE deal SET buyer_stage_id = 2");
  sheet = read_sheet (fixture);
  changes = join (sheet->changes);

  g_assert_cmpstr (changes, ==, "The buyer went to stage 2, Feasibility studied, budget set: Budget letter");
  g_assert_cmpint (sheet->buyer_stage->position, ==, 2);
  g_assert_cmpuint (sheet->tracks->len, ==, 3);
  g_assert_cmpint (((PursuitTrackMove *) g_ptr_array_index (sheet->tracks, 0))->gap, ==, 0);
  g_assert_cmpint (((PursuitTrackMove *) g_ptr_array_index (sheet->tracks, 1))->gap, ==, 1);
  g_assert_false (((PursuitTrackMove *) g_ptr_array_index (sheet->tracks, 2))->knows_gap);
}

/* What a stage that was left required and nobody showed warns; what is to be shown later does not, nor the hand-over. */
static void
test_counts_what_was_left_open (DeskFixture   *fixture,
                                gconstpointer  data)
{
  g_autoptr(PursuitStrategySheet) before = NULL;
  g_autoptr(PursuitStrategySheet) after = NULL;
  g_autofree char *flags = NULL;
  g_autofree char *calm = NULL;

  store_fixture_raw (&fixture->base,
                     "INSERT INTO milestone (id, created_at, changed_at, stage_id, position, name, kind, required, handover)"
                     " VALUES (901, 1, 1, 1, 1, 'Budget', 'buyer-act', 1, 0), (902, 1, 1, 1, 2, 'Talk', 'our-act', 0, 0),"
                     " (903, 1, 1, 2, 1, 'Criteria', 'buyer-act', 1, 0), (904, 1, 1, 1, 3, 'Manual', 'document', 1, 1)");
  before = read_sheet (fixture);
  g_assert_cmpuint (before->milestones->items->len, ==, 4);
  flags = join_flags (before->flags);
  g_assert_nonnull (strstr (flags, "missing"));

  store_fixture_raw (&fixture->base,
                     "INSERT INTO proof (created_at, changed_at, customer_id, deal_id, milestone_id, kind, done_on, note)"
                     " VALUES (1, 1, 1, 1, 901, 'note', '2026-03-01', 'By letter')");
  after = read_sheet (fixture);
  calm = join_flags (after->flags);
  g_assert_null (strstr (calm, "missing"));
}

static void
test_review_is_signed (DeskFixture   *fixture,
                       gconstpointer  data)
{
  g_autoptr(PursuitStrategySheet) sheet = NULL;
  const PursuitStrategyReview *review;

  desk_fixture_sign_in (fixture, "Li");
  add (fixture, make_review ("Win it"));
  sheet = read_sheet (fixture);
  review = g_ptr_array_index (sheet->reviews, 0);

  g_assert_cmpstr (review->staff, ==, "Li");
  g_assert_cmpstr (review->strategy->written_on, ==, DESK_TODAY);
  g_assert_cmpstr (review->strategy->goal, ==, "Win it");
}

static void
refuse (DeskFixture   *fixture,
        PursuitRecord *record,
        int            code,
        const char    *says)
{
  g_autoptr(PursuitRecord) owned = record;
  g_autoptr(GError) error = NULL;

  g_assert_false (pursuit_records_create (fixture->desk, owned, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, code);
  g_assert_nonnull (strstr (error->message, says));
}

static void
test_refuses_what_does_not_belong (DeskFixture   *fixture,
                                   gconstpointer  data)
{
  add (fixture, make_person (1, PURSUIT_BUYING_ROLE_DECIDER, 5));
  refuse (fixture, make_person (1, PURSUIT_BUYING_ROLE_USER, 1), PURSUIT_ERROR_INVALID, "has a part in this deal already");
  refuse (fixture, make_person (4, PURSUIT_BUYING_ROLE_USER, 1), PURSUIT_ERROR_INVALID, "belongs to another customer");
  desk_fixture_sign_in (fixture, "Zhao");
  refuse (fixture, make_rival ("Northwind", PURSUIT_STANDING_LEVEL), PURSUIT_ERROR_DENIED, "");
  desk_fixture_sign_in (fixture, "Li");
  g_assert_true (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_DEAL, 1, NULL, NULL));
  refuse (fixture, make_rival ("Northwind", PURSUIT_STANDING_LEVEL), PURSUIT_ERROR_NOT_FOUND, "deleted");
}

static void
test_is_seen_by_those_who_may (DeskFixture   *fixture,
                               gconstpointer  data)
{
  g_autoptr(PursuitStrategySheet) sheet = NULL;
  g_autoptr(GError) error = NULL;

  desk_fixture_sign_in (fixture, "Zhao");
  g_assert_null (pursuit_strategy_read (fixture->desk, 1, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  g_clear_error (&error);

  store_fixture_raw (&fixture->base, "UPDATE deal SET receiver_id = (SELECT id FROM staff WHERE name = 'Sun')");
  desk_fixture_sign_in (fixture, "Sun");
  sheet = read_sheet (fixture);
  g_assert_false (sheet->may_edit);
  g_assert_true (sheet->may_accept);

  desk_fixture_sign_in (fixture, "Li");
  g_assert_true (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_DEAL, 1, NULL, NULL));
  g_assert_null (pursuit_strategy_read (fixture->desk, 1, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND);
}

#define ADD(path, func) g_test_add ("/service/strategy/" path, DeskFixture, NULL, set_up, func, desk_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("of-a-new-deal", test_of_a_new_deal);
  ADD ("orders-people-by-influence", test_orders_people_by_influence);
  ADD ("says-what-changed", test_says_what_changed);
  ADD ("says-which-steps-were-taken", test_says_which_steps_were_taken);
  ADD ("counts-what-was-left-open", test_counts_what_was_left_open);
  ADD ("review-is-signed", test_review_is_signed);
  ADD ("refuses-what-does-not-belong", test_refuses_what_does_not_belong);
  ADD ("is-seen-by-those-who-may", test_is_seen_by_those_who_may);

  return g_test_run ();
}
