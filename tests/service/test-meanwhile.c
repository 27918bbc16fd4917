/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two people and one record: what was changed, moved or deleted while somebody else looked at it. */

#include "desk-fixture.h"
#include "pursuit-comparison.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-deals.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-records.h"

static void
set_up (DeskFixture   *fixture,
        gconstpointer  data)
{
  desk_fixture_set_up (fixture, data);
  desk_fixture_add_customer (fixture, "Mill", "Li");
  desk_fixture_add_deal (fixture, "Refit", "Mill", "Li", 1000, 2);
}

static PursuitRecord *
load (DeskFixture *fixture,
      GType        type)
{
  g_autoptr(GError) error = NULL;
  PursuitRecord *record = pursuit_records_load (fixture->desk, type, 1, &error);

  g_assert_no_error (error);

  return record;
}

/* Somebody changes one field of the customer. */
static void
change (DeskFixture *fixture,
        const char  *who,
        const char  *field,
        const char  *text)
{
  g_autoptr(PursuitRecord) original = NULL;
  g_autoptr(PursuitRecord) edited = NULL;
  g_autoptr(GError) error = NULL;

  desk_fixture_sign_in (fixture, who);
  original = load (fixture, PURSUIT_TYPE_CUSTOMER);
  edited = pursuit_record_copy (original);
  g_object_set (edited, field, text, NULL);
  pursuit_records_save (fixture->desk, original, edited, NULL, &error);
  g_assert_no_error (error);
}

static char *
print (const PursuitComparison *comparison)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < comparison->fields->len; i++)
    {
      const PursuitComparedField *field = g_ptr_array_index (comparison->fields, i);

      g_string_append_printf (text, "%s%s%s %s/%s/%s %s", i > 0 ? "|" : "", field->is_conflict ? "!" : "",
                              field->field->name, field->original, field->theirs, field->mine, field->who);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_compare_names_fields (DeskFixture   *fixture,
                           gconstpointer  data)
{
  g_autoptr(PursuitComparison) comparison = NULL;
  g_autoptr(PursuitRecord) original = NULL;
  g_autoptr(PursuitRecord) edited = NULL;
  g_autofree char *text = NULL;
  g_autofree char *sentence = NULL;
  g_autoptr(GError) error = NULL;

  desk_fixture_sign_in (fixture, "Li");
  original = load (fixture, PURSUIT_TYPE_CUSTOMER);
  change (fixture, "Ma", "region", "West");
  pursuit_time_set_now (DESK_NOW + 2 * G_USEC_PER_SEC);
  change (fixture, "Chief", "phone", "123");
  change (fixture, "Chief", "industry", "Steel");
  desk_fixture_sign_in (fixture, "Li");
  pursuit_time_set_now (DESK_NOW + 5 * G_USEC_PER_SEC);

  edited = pursuit_record_copy (original);
  g_object_set (edited, "region", "South", "industry", "Steel", NULL);
  comparison = pursuit_records_compare (fixture->desk, original, edited, &error);
  g_assert_no_error (error);
  text = print (comparison);
  /* What both set to the same is no news; what only they changed is no conflict. */
  g_assert_cmpstr (text, ==, "!region /West/South Ma|phone /123/ Chief");
  g_assert_cmpint (pursuit_comparison_find (comparison, "phone")->at, ==, DESK_NOW + 2 * G_USEC_PER_SEC);
  g_assert_null (pursuit_comparison_find (comparison, "industry"));
  sentence = pursuit_comparison_dup_changes (comparison);
  g_assert_cmpstr (sentence, ==, "Chief changed Region, Phone 3 s ago.");
  g_assert_false (pursuit_records_save (fixture->desk, original, edited, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT);
}

/* After a save it tells what came in from others. */
static void
test_compare_after_save (DeskFixture   *fixture,
                         gconstpointer  data)
{
  g_autoptr(PursuitComparison) comparison = NULL;
  g_autoptr(PursuitRecord) original = NULL;
  g_autoptr(PursuitRecord) edited = NULL;
  g_autoptr(PursuitRecord) typed = NULL;
  g_autofree char *text = NULL;

  desk_fixture_sign_in (fixture, "Li");
  original = load (fixture, PURSUIT_TYPE_CUSTOMER);
  change (fixture, "Ma", "phone", "123");
  desk_fixture_sign_in (fixture, "Li");
  edited = pursuit_record_copy (original);
  g_object_set (edited, "region", "South", NULL);
  typed = pursuit_record_copy (edited);
  g_assert_true (pursuit_records_save (fixture->desk, original, edited, NULL, NULL));

  comparison = pursuit_records_compare (fixture->desk, original, typed, NULL);
  text = print (comparison);
  g_assert_cmpstr (text, ==, "phone /123/ Ma");
  g_assert_cmpuint (comparison->conflict, ==, 0);
}

/* An owner is named, not numbered. */
static void
test_compare_reads_references (DeskFixture   *fixture,
                               gconstpointer  data)
{
  g_autoptr(PursuitComparison) comparison = NULL;
  g_autoptr(PursuitRecord) original = NULL;
  g_autoptr(PursuitRecord) edited = NULL;
  g_autofree char *text = NULL;

  desk_fixture_sign_in (fixture, "Ma");
  original = load (fixture, PURSUIT_TYPE_CUSTOMER);
  edited = pursuit_record_copy (original);
  PURSUIT_CUSTOMER (edited)->owner_id = desk_fixture_find (fixture, "staff", "Wang");
  g_assert_true (pursuit_records_save (fixture->desk, original, edited, NULL, NULL));

  g_object_set (edited, "owner-id", G_GINT64_CONSTANT (0), NULL);
  comparison = pursuit_records_compare (fixture->desk, original, edited, NULL);
  text = print (comparison);
  g_assert_cmpstr (text, ==, "!owner_id Li/Wang/ Ma");
}

static void
test_revive (DeskFixture   *fixture,
             gconstpointer  data)
{
  g_autoptr(PursuitComparison) comparison = NULL;
  g_autoptr(PursuitRecord) original = NULL;
  g_autoptr(PursuitRecord) edited = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *verbs = NULL;
  g_autoptr(GError) error = NULL;
  gint64 entry_id = 0;

  desk_fixture_add_customer (fixture, "Press", "Li");
  desk_fixture_sign_in (fixture, "Root");
  original = pursuit_records_load (fixture->desk, PURSUIT_TYPE_CUSTOMER, 2, NULL);
  edited = pursuit_record_copy (original);
  g_object_set (edited, "region", "South", NULL);
  g_assert_false (pursuit_records_revive (fixture->desk, original, edited, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_clear_error (&error);

  desk_fixture_sign_in (fixture, "Ma");
  g_assert_true (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_CUSTOMER, 2, NULL, NULL));
  desk_fixture_sign_in (fixture, "Root");
  g_assert_false (pursuit_records_save (fixture->desk, original, edited, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  comparison = pursuit_records_compare (fixture->desk, original, edited, NULL);
  sentence = pursuit_comparison_dup_deletion (comparison);
  g_assert_cmpstr (sentence, ==, "Ma deleted “Press” 0 s ago.");

  g_assert_true (pursuit_records_revive (fixture->desk, original, edited, &entry_id, &error));
  g_assert_no_error (error);
  verbs = desk_fixture_text (fixture, "SELECT group_concat (verb || ' ' || actor, '|') FROM"
                                      " (SELECT * FROM journal WHERE entity = 'customer' AND entity_id = 2 ORDER BY id)");
  g_assert_cmpstr (verbs + strlen (verbs) - strlen ("delete Ma|restore Root|edit Root"), ==,
                   "delete Ma|restore Root|edit Root");
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT deleted_at = 0 AND region = 'South' FROM customer WHERE id = 2"), ==, 1);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT max (id) FROM journal WHERE verb = 'restore'"), ==, entry_id);
  g_assert_cmpint (edited->deleted_at, ==, 0);
}

/* Both or neither: a change that conflicts leaves the record deleted. */
static void
test_revive_is_whole (DeskFixture   *fixture,
                      gconstpointer  data)
{
  g_autoptr(PursuitRecord) original = NULL;
  g_autoptr(PursuitRecord) edited = NULL;
  g_autoptr(GError) error = NULL;
  gint64 n_entries;

  desk_fixture_sign_in (fixture, "Root");
  pursuit_deals_lose (fixture->desk, 1, "price", NULL, NULL, NULL);
  original = load (fixture, PURSUIT_TYPE_CUSTOMER);
  change (fixture, "Ma", "region", "West");
  g_assert_true (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_CUSTOMER, 1, NULL, NULL));
  edited = pursuit_record_copy (original);
  g_object_set (edited, "region", "South", NULL);
  n_entries = desk_fixture_int (fixture, "SELECT count(*) FROM journal");

  desk_fixture_sign_in (fixture, "Root");
  g_assert_false (pursuit_records_revive (fixture->desk, original, edited, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT deleted_at != 0 FROM customer WHERE id = 1"), ==, 1);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM journal"), ==, n_entries);
}

static void
test_delete_of_changed (DeskFixture   *fixture,
                        gconstpointer  data)
{
  g_autoptr(PursuitRecord) seen = NULL;
  g_autoptr(PursuitRecord) deal = NULL;
  g_autoptr(GError) error = NULL;

  desk_fixture_sign_in (fixture, "Root");
  deal = load (fixture, PURSUIT_TYPE_DEAL);
  g_assert_true (pursuit_deals_move (fixture->desk, 1, 4, "because", NULL, NULL));
  g_assert_false (pursuit_records_delete_seen (fixture->desk, deal, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT);
  g_assert_true (g_str_has_prefix (error->message, "Root moved “Refit” to “"));
  g_assert_true (g_str_has_suffix (error->message, "” 0 s ago."));
  g_clear_error (&error);
  g_clear_object (&deal);
  deal = load (fixture, PURSUIT_TYPE_DEAL);
  g_assert_true (pursuit_records_delete_seen (fixture->desk, deal, NULL, &error));

  seen = load (fixture, PURSUIT_TYPE_CUSTOMER);
  change (fixture, "Ma", "phone", "123");
  desk_fixture_sign_in (fixture, "Root");
  g_assert_false (pursuit_records_delete_seen (fixture->desk, seen, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT);
  g_assert_cmpstr (error->message, ==, "Ma changed Phone 0 s ago.");
  g_assert_true (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_CUSTOMER, 1, NULL, NULL));
}

/* A newer revision alone, such as after something was changed and changed back, does not stand in the way. */
static void
test_delete_of_same (DeskFixture   *fixture,
                     gconstpointer  data)
{
  g_autoptr(PursuitRecord) seen = NULL;
  g_autoptr(GError) error = NULL;

  desk_fixture_sign_in (fixture, "Root");
  pursuit_records_delete (fixture->desk, PURSUIT_TYPE_DEAL, 1, NULL, NULL);
  seen = load (fixture, PURSUIT_TYPE_CUSTOMER);
  change (fixture, "Ma", "phone", "123");
  change (fixture, "Ma", "phone", NULL);
  desk_fixture_sign_in (fixture, "Root");
  g_assert_true (pursuit_records_delete_seen (fixture->desk, seen, NULL, &error));
  g_assert_no_error (error);
}

static void
test_move_expects (DeskFixture   *fixture,
                   gconstpointer  data)
{
  PursuitDealChange change = { .verb = "move", .deal_id = 1, .position = 6, .reason = "because" };
  g_autoptr(PursuitRecord) seen = NULL;
  g_autoptr(GError) error = NULL;
  gint64 n_entries;

  desk_fixture_sign_in (fixture, "Li");
  seen = load (fixture, PURSUIT_TYPE_DEAL);
  change.seen = (PursuitDealSeen) { PURSUIT_DEAL (seen)->stage_id, PURSUIT_DEAL (seen)->status, NULL };
  desk_fixture_sign_in (fixture, "Ma");
  g_assert_true (pursuit_deals_move (fixture->desk, 1, 4, "because", NULL, NULL));
  n_entries = desk_fixture_int (fixture, "SELECT count(*) FROM journal");

  desk_fixture_sign_in (fixture, "Li");
  pursuit_time_set_now (DESK_NOW + 3 * G_USEC_PER_SEC);
  g_assert_false (pursuit_deals_change (fixture->desk, &change, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT);
  g_assert_true (g_str_has_prefix (error->message, "Ma moved “Refit” to “"));
  g_assert_true (g_str_has_suffix (error->message, "” 3 s ago."));
  g_clear_error (&error);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM journal"), ==, n_entries);

  /* Told again, knowingly. */
  change.seen.stage_id = 0;
  g_assert_true (pursuit_deals_change (fixture->desk, &change, NULL, &error));
  g_assert_no_error (error);
}

/* The person's own move, made before the board followed, is not somebody else's. */
static void
test_move_after_own (DeskFixture   *fixture,
                     gconstpointer  data)
{
  PursuitDealChange change = { .verb = "move", .deal_id = 1, .position = 6, .reason = "because" };
  g_autoptr(PursuitRecord) seen = NULL;
  g_autoptr(GError) error = NULL;

  desk_fixture_sign_in (fixture, "Li");
  seen = load (fixture, PURSUIT_TYPE_DEAL);
  change.seen = (PursuitDealSeen) { PURSUIT_DEAL (seen)->stage_id, PURSUIT_DEAL (seen)->status, NULL };
  g_assert_true (pursuit_deals_move (fixture->desk, 1, 4, "because", NULL, NULL));
  g_assert_true (pursuit_deals_change (fixture->desk, &change, NULL, &error));
  g_assert_no_error (error);
}

/* Closed by somebody else: where it stood is the same, what it is is not. */
static void
test_close_expects (DeskFixture   *fixture,
                    gconstpointer  data)
{
  PursuitDealChange change = { .verb = "lose", .deal_id = 1, .reason = "price" };
  g_autoptr(PursuitRecord) seen = NULL;
  g_autoptr(GError) error = NULL;

  desk_fixture_sign_in (fixture, "Ma");
  seen = load (fixture, PURSUIT_TYPE_DEAL);
  change.seen = (PursuitDealSeen) { PURSUIT_DEAL (seen)->stage_id, PURSUIT_DEAL (seen)->status, NULL };
  g_assert_true (pursuit_deals_win (fixture->desk, 1, NULL, NULL));
  desk_fixture_sign_in (fixture, "Li");
  g_assert_false (pursuit_deals_change (fixture->desk, &change, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT);
  g_assert_cmpstr (error->message, ==, "Ma closed “Refit” as won 0 s ago.");
  g_clear_error (&error);

  change = (PursuitDealChange) { .verb = "reopen", .deal_id = 1, .seen = change.seen };
  g_assert_false (pursuit_deals_change (fixture->desk, &change, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/service/meanwhile/" name, DeskFixture, NULL, set_up, func, desk_fixture_tear_down)
  ADD ("compare/names-fields", test_compare_names_fields);
  ADD ("compare/tells-what-was-merged", test_compare_after_save);
  ADD ("compare/reads-references", test_compare_reads_references);
  ADD ("revive/restores-and-saves", test_revive);
  ADD ("revive/both-or-neither", test_revive_is_whole);
  ADD ("delete/refused-when-changed", test_delete_of_changed);
  ADD ("delete/same-again-is-no-change", test_delete_of_same);
  ADD ("move/refused-when-moved", test_move_expects);
  ADD ("move/own-is-no-surprise", test_move_after_own);
  ADD ("close/refused-when-closed", test_close_expects);

  return g_test_run ();
}
