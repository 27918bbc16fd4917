/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The verbs that are the same for every record: create, save with others saving too, delete; and what follows. */

#include "desk-fixture.h"
#include "pursuit-activity.h"
#include "pursuit-contact.h"
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
  desk_fixture_add_customer (fixture, "Press", "Li");
}

static PursuitRecord *
load (DeskFixture *fixture,
      GType        type,
      gint64       id)
{
  g_autoptr(GError) error = NULL;
  PursuitRecord *record = pursuit_store_load (fixture->base.store, type, id, &error);

  g_assert_no_error (error);

  return record;
}

static gint64
n_entries (DeskFixture *fixture)
{
  return desk_fixture_int (fixture, "SELECT count(*) FROM journal");
}

static void
assert_last_entry (DeskFixture *fixture,
                   const char  *expected)
{
  g_autofree char *found =
    desk_fixture_text (fixture, "SELECT actor || ' ' || verb || ' ' || entity || ' ' || coalesce (before, '-') || ' ' || after"
                                " FROM journal JOIN journal_payload ON journal_id = id ORDER BY id DESC");

  g_assert_cmpstr (found, ==, expected);
}

static void
test_create (DeskFixture   *fixture,
             gconstpointer  data)
{
  g_autoptr(PursuitRecord) contact = g_object_new (PURSUIT_TYPE_CONTACT, "name", "Ms X", "customer-id", G_GINT64_CONSTANT (1),
                                                   NULL);
  gint64 before = n_entries (fixture);
  gint64 entry_id = 0;

  desk_fixture_sign_in (fixture, "Li");
  g_assert_true (pursuit_records_create (fixture->desk, contact, &entry_id, NULL));
  g_assert_cmpint (contact->id, ==, 1);
  g_assert_cmpint (entry_id, ==, before + 1);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT customer_id FROM journal WHERE id = %d", (int) entry_id), ==, 1);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT actor_id FROM journal WHERE id = %d", (int) entry_id), ==,
                   desk_fixture_find (fixture, "staff", "Li"));
}

static void
test_create_refused (DeskFixture   *fixture,
                     gconstpointer  data)
{
  g_autoptr(PursuitRecord) nameless = g_object_new (PURSUIT_TYPE_CONTACT, "customer-id", G_GINT64_CONSTANT (1), NULL);
  g_autoptr(PursuitRecord) stray = g_object_new (PURSUIT_TYPE_CONTACT, "name", "X", "customer-id", G_GINT64_CONSTANT (9), NULL);
  g_autoptr(GError) error = NULL;
  gint64 before = n_entries (fixture);

  g_assert_false (pursuit_records_create (fixture->desk, nameless, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "Name is missing.");
  g_clear_error (&error);
  g_assert_false (pursuit_records_create (fixture->desk, stray, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "There is no Customer with the number 9.");
  g_assert_cmpint (stray->id, ==, 0);
  g_assert_cmpint (n_entries (fixture), ==, before);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM contact"), ==, 0);
}

static void
test_save (DeskFixture   *fixture,
           gconstpointer  data)
{
  g_autoptr(PursuitRecord) original = load (fixture, PURSUIT_TYPE_CUSTOMER, 1);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);
  gint64 before = n_entries (fixture);
  gint64 entry_id = 0;

  desk_fixture_sign_in (fixture, "Li");
  g_object_set (edited, "phone", "123", NULL);
  g_assert_true (pursuit_records_save (fixture->desk, original, edited, &entry_id, NULL));
  g_assert_cmpint (entry_id, ==, before + 1);
  g_assert_cmpint (edited->revision, ==, 2);
  assert_last_entry (fixture, "Li edit customer {\"phone\":null,\"completeness\":9} {\"phone\":\"123\",\"completeness\":18}");

  /* What was saved can be edited on. */
  g_object_set (edited, "phone", "124", NULL);
  g_clear_object (&original);
  original = load (fixture, PURSUIT_TYPE_CUSTOMER, 1);
  g_assert_true (pursuit_records_save (fixture->desk, original, edited, &entry_id, NULL));
  assert_last_entry (fixture, "Li edit customer {\"phone\":\"123\"} {\"phone\":\"124\"}");
}

static void
test_save_nothing (DeskFixture   *fixture,
                   gconstpointer  data)
{
  g_autoptr(PursuitRecord) original = load (fixture, PURSUIT_TYPE_CUSTOMER, 1);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);
  gint64 before = n_entries (fixture);
  gint64 entry_id = 7;

  g_assert_true (pursuit_records_save (fixture->desk, original, edited, &entry_id, NULL));
  g_assert_cmpint (entry_id, ==, 0);
  g_assert_cmpint (n_entries (fixture), ==, before);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT revision FROM customer WHERE id = 1"), ==, 1);
}

/* Somebody else saves in between. */
static void
save_as_somebody (DeskFixture *fixture,
                  const char  *property,
                  const char  *text)
{
  g_autoptr(PursuitRecord) original = load (fixture, PURSUIT_TYPE_CUSTOMER, 1);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);

  g_object_set (edited, property, text, NULL);
  g_assert_true (pursuit_records_save (fixture->desk, original, edited, NULL, NULL));
}

static void
test_merge (DeskFixture   *fixture,
            gconstpointer  data)
{
  g_autoptr(PursuitRecord) original = load (fixture, PURSUIT_TYPE_CUSTOMER, 1);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);
  g_autofree char *found = NULL;

  desk_fixture_sign_in (fixture, "Li");
  save_as_somebody (fixture, "email", "theirs");
  save_as_somebody (fixture, "tags", "same");
  g_object_set (edited, "phone", "mine", "tags", "same", NULL);
  g_assert_true (pursuit_records_save (fixture->desk, original, edited, NULL, NULL));
  found = desk_fixture_text (fixture, "SELECT phone || ' ' || email || ' ' || tags || ' ' || revision FROM customer WHERE id = 1");
  g_assert_cmpstr (found, ==, "mine theirs same 4");
  g_assert_cmpstr (PURSUIT_CUSTOMER (edited)->email, ==, "theirs");
  g_assert_cmpint (edited->revision, ==, 4);
  assert_last_entry (fixture, "Li edit customer {\"phone\":null,\"completeness\":9} {\"phone\":\"mine\",\"completeness\":18}");
}

static void
test_conflict (DeskFixture   *fixture,
               gconstpointer  data)
{
  g_autoptr(PursuitRecord) original = load (fixture, PURSUIT_TYPE_CUSTOMER, 1);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);
  g_autoptr(GError) error = NULL;
  g_autofree char *found = NULL;

  save_as_somebody (fixture, "phone", "theirs");
  save_as_somebody (fixture, "region", "North");
  g_object_set (edited, "phone", "mine", "region", "South", "email", "kept", NULL);
  g_assert_false (pursuit_records_save (fixture->desk, original, edited, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_CONFLICT);
  g_assert_cmpstr (error->message, ==, "Somebody else changed the same thing of “Mill” meanwhile: Region, Phone.");
  g_assert_cmpstr (PURSUIT_CUSTOMER (edited)->phone, ==, "mine");
  g_assert_cmpstr (PURSUIT_CUSTOMER (edited)->email, ==, "kept");
  g_assert_cmpint (edited->revision, ==, 1);
  found = desk_fixture_text (fixture, "SELECT phone || ' ' || region || coalesce (email, '') FROM customer WHERE id = 1");
  g_assert_cmpstr (found, ==, "theirs North");
}

/* What rules keep cannot be set by saving. */
static void
test_derived (DeskFixture   *fixture,
              gconstpointer  data)
{
  g_autoptr(PursuitRecord) original = NULL;
  g_autoptr(PursuitRecord) edited = NULL;
  gint64 id = desk_fixture_add_deal (fixture, "Press line", "Mill", "Li", 100, 3);

  original = load (fixture, PURSUIT_TYPE_DEAL, id);
  edited = pursuit_record_copy (original);
  g_object_set (edited, "stage-id", G_GINT64_CONSTANT (8), "status", (gint64) PURSUIT_DEAL_WON, "probability",
                G_GINT64_CONSTANT (99), "closed-on", "2026-01-01", "max-position", G_GINT64_CONSTANT (8), "title", "Line 2",
                NULL);
  g_assert_true (pursuit_records_save (fixture->desk, original, edited, NULL, NULL));
  g_assert_cmpint (PURSUIT_DEAL (edited)->stage_id, ==, 3);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT stage_id = 3 AND status = 'open' AND probability = 30 AND"
                                              " closed_on IS NULL AND max_position = 3 AND title = 'Line 2' FROM deal"), ==, 1);
}

static void
test_save_refused (DeskFixture   *fixture,
                   gconstpointer  data)
{
  g_autoptr(PursuitRecord) original = load (fixture, PURSUIT_TYPE_CUSTOMER, 1);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);
  g_autoptr(GError) error = NULL;

  g_object_set (edited, "name", " ", NULL);
  g_assert_false (pursuit_records_save (fixture->desk, original, edited, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_cmpstr (PURSUIT_CUSTOMER (edited)->name, ==, " ");
  g_clear_error (&error);

  g_object_set (edited, "name", "X", NULL);
  g_assert_true (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_CUSTOMER, 1, NULL, NULL));
  g_assert_false (pursuit_records_save (fixture->desk, original, edited, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "“Mill” was deleted; restore it first.");
}

static void
test_delete (DeskFixture   *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  gint64 before = n_entries (fixture);
  gint64 entry_id = 0;

  desk_fixture_sign_in (fixture, "Li");
  g_assert_true (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_CUSTOMER, 2, &entry_id, NULL));
  g_assert_cmpint (entry_id, ==, before + 1);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT deleted_at FROM customer WHERE id = 2"), ==, DESK_NOW);
  assert_last_entry (fixture, "Li delete customer {\"deleted\":false} {\"deleted\":true}");
  g_assert_false (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_CUSTOMER, 2, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (pursuit_records_restore (fixture->desk, PURSUIT_TYPE_CUSTOMER, 2, NULL, NULL));
  g_assert_false (pursuit_records_restore (fixture->desk, PURSUIT_TYPE_CUSTOMER, 2, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "“Press” is not deleted.");
  g_clear_error (&error);
  g_assert_false (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_CUSTOMER, 99, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND);
}

static void
test_delete_with_open_deals (DeskFixture   *fixture,
                             gconstpointer  data)
{
  static const char *const sentences[] = { "“Mill” still has 1 open deal: close it first.",
                                           "“Mill” still has 2 open deals: close them first." };

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autoptr(GError) error = NULL;

      desk_fixture_add_deal (fixture, "Line", "Mill", "Li", 100, 3);
      g_assert_false (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_CUSTOMER, 1, NULL, &error));
      g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, sentences[i]);
    }
  g_assert_true (pursuit_deals_win (fixture->desk, 1, NULL, NULL));
  g_assert_true (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_DEAL, 2, NULL, NULL));
  g_assert_true (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_CUSTOMER, 1, NULL, NULL));
}

static gint64
last_contact (DeskFixture *fixture,
              int          customer_id)
{
  return desk_fixture_int (fixture, "SELECT last_contact_at FROM customer WHERE id = %d", customer_id);
}

static gint64
add_activity (DeskFixture         *fixture,
              PursuitActivityKind  kind,
              gint64               at,
              gint64              *out_entry_id)
{
  g_autoptr(PursuitRecord) activity = g_object_new (PURSUIT_TYPE_ACTIVITY, "subject", "Talk", "customer-id",
                                                    G_GINT64_CONSTANT (1), "kind", (gint64) kind, "happened-at", at, NULL);

  g_assert_true (pursuit_records_create (fixture->desk, activity, out_entry_id, NULL));

  return activity->id;
}

static void
edit_activity (DeskFixture *fixture,
               gint64       id,
               const char  *property,
               gint64       number)
{
  g_autoptr(PursuitRecord) original = load (fixture, PURSUIT_TYPE_ACTIVITY, id);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);

  g_object_set (edited, property, number, NULL);
  g_assert_true (pursuit_records_save (fixture->desk, original, edited, NULL, NULL));
}

/* VIS-8: a call or a visit is contact, a note is not; the date follows whatever becomes of them. */
static void
test_last_contact (DeskFixture   *fixture,
                   gconstpointer  data)
{
  gint64 note, call, visit, entry_id;

  note = add_activity (fixture, PURSUIT_ACTIVITY_NOTE, 5000, NULL);
  g_assert_cmpint (last_contact (fixture, 1), ==, 0);
  call = add_activity (fixture, PURSUIT_ACTIVITY_CALL, 2000, NULL);
  g_assert_cmpint (last_contact (fixture, 1), ==, 2000);
  visit = add_activity (fixture, PURSUIT_ACTIVITY_VISIT, 1000, &entry_id);
  g_assert_cmpint (last_contact (fixture, 1), ==, 2000);
  edit_activity (fixture, visit, "happened-at", 3000);
  g_assert_cmpint (last_contact (fixture, 1), ==, 3000);
  edit_activity (fixture, note, "kind", PURSUIT_ACTIVITY_CALL);
  g_assert_cmpint (last_contact (fixture, 1), ==, 5000);
  edit_activity (fixture, note, "kind", PURSUIT_ACTIVITY_NOTE);
  g_assert_cmpint (last_contact (fixture, 1), ==, 3000);
  g_assert_true (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_ACTIVITY, visit, &entry_id, NULL));
  g_assert_cmpint (last_contact (fixture, 1), ==, 2000);
  g_assert_true (pursuit_records_undo (fixture->desk, entry_id, &entry_id, NULL));
  g_assert_cmpint (last_contact (fixture, 1), ==, 3000);
  g_assert_true (pursuit_records_undo (fixture->desk, entry_id, NULL, NULL));
  g_assert_true (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_ACTIVITY, call, NULL, NULL));
  g_assert_cmpint (last_contact (fixture, 1), ==, 0);
}

/* An activity that was written down with the wrong customer. */
static void
test_last_contact_moves (DeskFixture   *fixture,
                         gconstpointer  data)
{
  gint64 visit = add_activity (fixture, PURSUIT_ACTIVITY_VISIT, 1000, NULL);
  gint64 entry_id;

  edit_activity (fixture, visit, "customer-id", 2);
  g_assert_cmpint (last_contact (fixture, 1), ==, 0);
  g_assert_cmpint (last_contact (fixture, 2), ==, 1000);
  entry_id = desk_fixture_int (fixture, "SELECT max (id) FROM journal");
  g_assert_true (pursuit_records_undo (fixture->desk, entry_id, NULL, NULL));
  g_assert_cmpint (last_contact (fixture, 1), ==, 1000);
  g_assert_cmpint (last_contact (fixture, 2), ==, 0);
}

/* Who and when are filled in. */
static void
test_activity_defaults (DeskFixture   *fixture,
                        gconstpointer  data)
{
  g_autoptr(PursuitRecord) activity = g_object_new (PURSUIT_TYPE_ACTIVITY, "subject", "Talk", "customer-id",
                                                    G_GINT64_CONSTANT (1), NULL);

  desk_fixture_sign_in (fixture, "Li");
  g_assert_true (pursuit_records_create (fixture->desk, activity, NULL, NULL));
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT happened_at FROM activity"), ==, DESK_NOW);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT staff_id FROM activity"), ==, desk_fixture_find (fixture, "staff", "Li"));
}

/* Following a visit does not hinder whoever edits the customer meanwhile. */
static void
test_save_beside_visit (DeskFixture   *fixture,
                        gconstpointer  data)
{
  g_autoptr(PursuitRecord) original = load (fixture, PURSUIT_TYPE_CUSTOMER, 1);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);

  add_activity (fixture, PURSUIT_ACTIVITY_VISIT, 1000, NULL);
  g_object_set (edited, "phone", "1", NULL);
  g_assert_true (pursuit_records_save (fixture->desk, original, edited, NULL, NULL));
  g_assert_cmpint (PURSUIT_CUSTOMER (edited)->last_contact_at, ==, 1000);
  g_assert_cmpint (last_contact (fixture, 1), ==, 1000);
}

#define ADD(path, func) g_test_add (path, DeskFixture, NULL, set_up, func, desk_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/service/records/create/journal-once", test_create);
  ADD ("/service/records/create/refusals", test_create_refused);
  ADD ("/service/records/save/journal-once", test_save);
  ADD ("/service/records/save/nothing", test_save_nothing);
  ADD ("/service/records/save/merges-different-fields", test_merge);
  ADD ("/service/records/save/conflict-names-the-fields", test_conflict);
  ADD ("/service/records/save/derived-cannot-be-set", test_derived);
  ADD ("/service/records/save/refusals", test_save_refused);
  ADD ("/service/records/save/beside-a-visit", test_save_beside_visit);
  ADD ("/service/records/delete/and-restore", test_delete);
  ADD ("/service/records/delete/with-open-deals", test_delete_with_open_deals);
  ADD ("/service/activities/last-contact-follows", test_last_contact);
  ADD ("/service/activities/last-contact-moves", test_last_contact_moves);
  ADD ("/service/activities/defaults", test_activity_defaults);

  return g_test_run ();
}
