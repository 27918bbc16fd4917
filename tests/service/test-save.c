/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One intention of a person as data: written down and read back, done once however often it is sent. */

#include "desk-fixture.h"
#include "pursuit-activity.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-deal.h"
#include "pursuit-error.h"
#include "pursuit-records.h"
#include "pursuit-role-request.h"
#include "pursuit-save.h"

#include <string.h>

#define CLIENT "0123456789abcdef0123456789abcdef"

static PursuitRecord *
load (DeskFixture *fixture,
      GType        type,
      gint64       id)
{
  PursuitRecord *record = pursuit_records_load (fixture->desk, type, id, NULL);

  g_assert_nonnull (record);
  return record;
}

/* One of each verb, for a house with customer 1, deal 1 in stage 2 and a newest journal entry. */
static PursuitSave *
make_save (DeskFixture     *fixture,
           PursuitSaveVerb  verb)
{
  g_autoptr(PursuitRecord) customer = load (fixture, PURSUIT_TYPE_CUSTOMER, 1);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (customer);
  g_autoptr(PursuitRecord) fresh = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "“New”\n{[", NULL);
  PursuitSave *save;
  gint64 last_id;

  g_object_set (edited, "phone", "0123", NULL);
  if (verb == PURSUIT_SAVE_CREATE)
    return pursuit_save_new_create (fresh);
  if (verb == PURSUIT_SAVE_EDIT || verb == PURSUIT_SAVE_REVIVE)
    {
      save = pursuit_save_new_edit (customer, edited);
      save->verb = verb;
      return save;
    }
  if (verb == PURSUIT_SAVE_UNDO)
    {
      g_assert_true (pursuit_journal_get_last (fixture->base.store, &last_id, NULL));
      return pursuit_save_new_undo (last_id);
    }

  if (verb == PURSUIT_SAVE_STANDING)
    {
      save = pursuit_save_new (verb, PURSUIT_TYPE_CUSTOMER, 1);
      save->original = g_steal_pointer (&customer);
      save->other = g_strdup ("level");
      save->position = 3;
      save->text = g_strdup ("They \"praise\" us");
      return save;
    }

  if (verb == PURSUIT_SAVE_ASSESS)
    {
      save = pursuit_save_new (verb, PURSUIT_TYPE_CUSTOMER, 1);
      save->other = g_strdup ("2026-Q2");
      return save;
    }

  if (verb == PURSUIT_SAVE_POST || verb == PURSUIT_SAVE_LEAVE || verb == PURSUIT_SAVE_COME_BACK)
    {
      save = pursuit_save_new (verb, PURSUIT_TYPE_CONTACT, 1);
      save->ref_id = verb == PURSUIT_SAVE_POST ? 2 : 0;   /* the one that was created */
      save->text = verb != PURSUIT_SAVE_LEAVE ? g_strdup_printf ("Head of \"%s\"", verb == PURSUIT_SAVE_POST ? "drives" : "pumps") : NULL;
      save->day = verb != PURSUIT_SAVE_COME_BACK ? g_strdup ("2026-03-10") : NULL;
      return save;
    }

  if (verb == PURSUIT_SAVE_ANSWER)
    {
      save = pursuit_save_new (verb, PURSUIT_TYPE_ROLE_REQUEST, 1);
      save->other = g_strdup ("accepted");
      save->ref_id = desk_fixture_find (fixture, "staff", "Chief");
      save->position = 3;
      save->text = g_strdup ("With \"pleasure\"");
      return save;
    }

  save = pursuit_save_new (verb, PURSUIT_TYPE_DEAL, 1);
  save->position = verb == PURSUIT_SAVE_MOVE ? 3 : verb == PURSUIT_SAVE_BUYER_STAGE ? 4 : verb == PURSUIT_SAVE_ESTIMATE ? 45 : 0;
  save->override = verb == PURSUIT_SAVE_MOVE;
  save->ref_id = verb == PURSUIT_SAVE_HAND_OVER ? desk_fixture_find (fixture, "staff", "Sun") : 0;
  save->text = g_strdup ("why \\ \"not\"");
  save->other = g_strdup ("Acme");
  save->day = g_strdup (verb == PURSUIT_SAVE_PARK ? "2026-04-01" : "2026-03-10");
  return save;
}

static void
add_things (DeskFixture *fixture)
{
  desk_fixture_add_customer (fixture, "Mill", "Li");
  store_fixture_raw (&fixture->base,
                     "INSERT INTO contact (created_at, changed_at, customer_id, name) VALUES (1, 1, 1, 'Gao');"
                     "INSERT INTO bond (created_at, changed_at, customer_id, contact_id, staff_id, period, level)"
                     " SELECT 1, 1, 1, 1, id, '2026-Q1', 2 FROM staff WHERE name = 'Li';");
  desk_fixture_add_deal (fixture, "Line", "Mill", "Li", 1000, 2);
  store_fixture_raw (&fixture->base,
                     "INSERT INTO role_request (created_at, changed_at, customer_id, deal_id, role_id, stage, needed_on, purpose)"
                     " SELECT 1, 1, 1, 1, id, 2, '2026-03-20', 'A visit' FROM role WHERE system_role = 'executive' LIMIT 1;");
}

static void
assert_same_record (PursuitRecord *one,
                    PursuitRecord *other)
{
  g_assert_cmpint (one != NULL, ==, other != NULL);
  if (one == NULL)
    return;

  g_assert_cmpint (pursuit_record_diff (one, other), ==, 0);
  g_assert_cmpint (one->id, ==, other->id);
  g_assert_cmpint (one->revision, ==, other->revision);
  g_assert_cmpint (one->changed_at, ==, other->changed_at);
}

static void
test_json (DeskFixture   *fixture,
           gconstpointer  data)
{
  add_things (fixture);
  for (int verb = PURSUIT_SAVE_CREATE; verb <= PURSUIT_SAVE_UNDO; verb++)
    {
      g_autoptr(PursuitSave) save = make_save (fixture, (PursuitSaveVerb) verb);
      g_autoptr(PursuitSave) back = NULL;
      g_autoptr(GError) error = NULL;
      g_autofree char *json = NULL;
      g_autofree char *again = NULL;

      save->client = g_strdup (CLIENT);
      save->seq = 7;
      save->made_at = DESK_NOW;
      save->actor_id = 3;
      save->actor = g_strdup ("Sun");
      json = pursuit_save_to_json (save);
      back = pursuit_save_from_json (json, &error);
      g_assert_no_error (error);
      g_assert_cmpint (back->verb, ==, save->verb);
      g_assert_cmpint (back->type, ==, save->type);
      g_assert_cmpint (back->position, ==, save->position);
      g_assert_cmpint (back->override, ==, save->override);
      g_assert_cmpint (back->ref_id, ==, save->ref_id);
      assert_same_record (save->original, back->original);
      assert_same_record (save->edited, back->edited);
      g_assert_true (back->is_tried);
      again = pursuit_save_to_json (back);
      g_assert_cmpstr (again, ==, json);
    }
}

/* Giving the probability back to the stage is no percentage. */
static void
test_json_unset (void)
{
  g_autoptr(PursuitSave) save = pursuit_save_new (PURSUIT_SAVE_ESTIMATE, PURSUIT_TYPE_DEAL, 1);
  g_autoptr(PursuitSave) back = NULL;
  g_autofree char *json = NULL;

  save->position = -1;
  json = pursuit_save_to_json (save);
  back = pursuit_save_from_json (json, NULL);
  g_assert_nonnull (back);
  g_assert_cmpint (back->position, ==, -1);
}

static void
assert_refused (const char *json)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitSave) save = pursuit_save_from_json (json, &error);

  g_assert_null (save);
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
}

/* A file that was cut off at any byte is refused, whichever verb it holds. */
static void
test_truncated (DeskFixture   *fixture,
                gconstpointer  data)
{
  add_things (fixture);
  for (int verb = PURSUIT_SAVE_CREATE; verb <= PURSUIT_SAVE_UNDO; verb++)
    {
      g_autoptr(PursuitSave) save = make_save (fixture, (PursuitSaveVerb) verb);
      g_autofree char *json = pursuit_save_to_json (save);

      for (gsize length = 0; length < strlen (json); length++)
        {
          g_autofree char *part = g_strndup (json, length);

          assert_refused (part);
        }
    }
}

static void
test_foreign (void)
{
  static const char *const foreign[] = {
    "null",
    "[]",
    "\xff\xfe",
    "{}",
    "{\"format\":2,\"verb\":\"undo\",\"entry\":1}",
    "{\"format\":\"1\",\"verb\":\"undo\",\"entry\":1}",
    "{\"format\":1,\"verb\":\"burn\",\"entry\":1}",
    "{\"format\":1,\"verb\":[\"undo\"],\"entry\":1}",
    "{\"format\":1,\"verb\":\"undo\",\"entry\":-1}",
    "{\"format\":1,\"verb\":\"undo\",\"entry\":1.5}",
    "{\"format\":1,\"verb\":\"undo\",\"entry\":1,\"client\":\"x\"}",
    "{\"format\":1,\"verb\":\"delete\",\"id\":1}",
    "{\"format\":1,\"verb\":\"delete\",\"type\":\"journal\",\"id\":1}",
    "{\"format\":1,\"verb\":\"move\",\"type\":\"customer\",\"id\":1,\"position\":2}",
    "{\"format\":1,\"verb\":\"move\",\"type\":\"deal\",\"id\":1,\"position\":99999999999}",
    "{\"format\":1,\"verb\":\"win\",\"type\":\"deal\",\"id\":1,\"day\":\"2026-02-30\"}",
    "{\"format\":1,\"verb\":\"edit\",\"type\":\"customer\",\"id\":1}",
    "{\"format\":1,\"verb\":\"create\",\"type\":\"customer\",\"edited\":{\"fields\":{\"name\":7}}}",
    "{\"format\":1,\"verb\":\"create\",\"type\":\"customer\",\"edited\":7}",
  };
  g_autofree char *deep = g_strnfill (100000, '[');

  for (guint i = 0; i < G_N_ELEMENTS (foreign); i++)
    assert_refused (foreign[i]);
  assert_refused (deep);
}

/* Whatever a byte of it becomes, reading ends in a save or in a refusal. */
static void
test_flipped (DeskFixture   *fixture,
              gconstpointer  data)
{
  g_autoptr(PursuitSave) save = NULL;
  g_autofree char *json = NULL;
  guint n_refused = 0;

  add_things (fixture);
  save = make_save (fixture, PURSUIT_SAVE_EDIT);
  json = pursuit_save_to_json (save);
  for (gsize i = 0; json[i] != '\0'; i++)
    {
      const char was = json[i];
      g_autoptr(PursuitSave) back = NULL;

      json[i] = (char) (was ^ (1 << (i % 7)));
      if (json[i] != '\0')
        back = pursuit_save_from_json (json, NULL);
      n_refused += back == NULL;
      json[i] = was;
    }
  g_assert_cmpuint (n_refused, >, 100);
}

static gint64
apply (DeskFixture *fixture,
       PursuitSave *save)
{
  g_autoptr(GError) error = NULL;
  gint64 entry_id;

  pursuit_save_apply (save, fixture->desk, &entry_id, &error);
  g_assert_no_error (error);

  return entry_id;
}

static void
put_back (DeskFixture     *fixture,
          PursuitSaveVerb  verb)
{
  g_autoptr(PursuitSave) save = pursuit_save_new (verb, PURSUIT_TYPE_DEAL, 1);

  apply (fixture, save);
}

static char *
newest_entry (DeskFixture *fixture)
{
  return desk_fixture_text (fixture, "SELECT verb || ' ' || entity || ' ' || coalesce (entity_id, 0) FROM journal ORDER BY id DESC LIMIT 1");
}

/* Every verb that the window knows does what it does when it is called directly. */
static void
test_apply (DeskFixture   *fixture,
            gconstpointer  data)
{
  static const struct
  {
    PursuitSaveVerb verb;
    const char *entry;
  } cases[] = {
    { PURSUIT_SAVE_CREATE, "create customer 2" },
    { PURSUIT_SAVE_EDIT, "edit customer 1" },
    { PURSUIT_SAVE_STANDING, "level customer 1" },
    { PURSUIT_SAVE_ASSESS, "assess bond 0" },
    { PURSUIT_SAVE_POST, "post contact 1" },
    { PURSUIT_SAVE_LEAVE, "leave contact 1" },
    { PURSUIT_SAVE_COME_BACK, "come-back contact 1" },
    { PURSUIT_SAVE_ANSWER, "accept role_request 1" },
    { PURSUIT_SAVE_PLAN, "edit deal 1" },
    { PURSUIT_SAVE_MOVE, "move deal 1" },
    { PURSUIT_SAVE_UNDO, "undo deal 1" },
    { PURSUIT_SAVE_BUYER_STAGE, "buyer-stage deal 1" },
    { PURSUIT_SAVE_PARK, "park deal 1" },
    { PURSUIT_SAVE_UNPARK, "unpark deal 1" },
    { PURSUIT_SAVE_ESTIMATE, "estimate deal 1" },
    { PURSUIT_SAVE_WIN, "win deal 1" },
    { PURSUIT_SAVE_HAND_OVER, "hand-over deal 1" },
    { PURSUIT_SAVE_ACCEPT, "accept deal 1" },
    { PURSUIT_SAVE_REOPEN, "reopen deal 1" },
    { PURSUIT_SAVE_LOSE, "lose deal 1" },
    { PURSUIT_SAVE_DELETE, "delete deal 1" },
    { PURSUIT_SAVE_RESTORE, "restore deal 1" },
  };

  add_things (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PursuitSave) save = make_save (fixture, cases[i].verb);
      gint64 entry_id = apply (fixture, save);
      g_autofree char *entry = newest_entry (fixture);

      g_assert_cmpstr (entry, ==, cases[i].entry);
      g_assert_cmpint (entry_id, ==, desk_fixture_int (fixture, "SELECT max (id) FROM journal"));
    }
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM customer WHERE phone = '0123'"), ==, 1);
  desk_fixture_assert_sound (fixture);
}

/* A save that is sent again because nobody heard the answer is done once, and says the same. */
static void
test_apply_once (DeskFixture   *fixture,
                 gconstpointer  data)
{
  add_things (fixture);
  for (int verb = PURSUIT_SAVE_CREATE; verb <= PURSUIT_SAVE_UNDO; verb++)
    {
      g_autoptr(PursuitSave) save = NULL;
      g_autoptr(PursuitSave) copy = NULL;
      gint64 entry_id, n_entries;

      if (verb == PURSUIT_SAVE_RESTORE || verb == PURSUIT_SAVE_REVIVE || verb == PURSUIT_SAVE_REOPEN)
        continue;
      save = make_save (fixture, (PursuitSaveVerb) verb);
      save->client = g_strdup (CLIENT);
      save->seq = verb + 1;
      copy = pursuit_save_copy (save);
      copy->is_tried = TRUE;
      entry_id = apply (fixture, save);
      n_entries = desk_fixture_int (fixture, "SELECT count(*) FROM journal");

      g_assert_cmpint (apply (fixture, copy), ==, entry_id);
      g_assert_cmpint (copy->id, ==, save->id);
      g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM journal"), ==, n_entries);
      if (verb == PURSUIT_SAVE_DELETE)
        put_back (fixture, PURSUIT_SAVE_RESTORE);
      if (verb == PURSUIT_SAVE_WIN || verb == PURSUIT_SAVE_LOSE)
        put_back (fixture, PURSUIT_SAVE_REOPEN);
    }
}

/* A number that its verb did not come to use is not left to the next transaction. */
static void
test_refused_number (DeskFixture   *fixture,
                     gconstpointer  data)
{
  g_autoptr(PursuitRecord) nameless = pursuit_record_new (PURSUIT_TYPE_CUSTOMER);
  g_autoptr(PursuitSave) save = pursuit_save_new_create (nameless);
  gint64 entry_id;

  save->client = g_strdup (CLIENT);
  save->seq = 1;
  g_assert_false (pursuit_save_apply (save, fixture->desk, &entry_id, NULL));
  desk_fixture_add_customer (fixture, "Next", NULL);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM journal WHERE client = '" CLIENT "'"), ==, 0);
}

/* What one person left is not written in the name of another. */
static void
test_other_actor (DeskFixture   *fixture,
                  gconstpointer  data)
{
  g_autoptr(PursuitSave) save = NULL;
  g_autoptr(GError) error = NULL;
  gint64 entry_id;

  add_things (fixture);
  save = make_save (fixture, PURSUIT_SAVE_MOVE);
  save->client = g_strdup (CLIENT);
  save->seq = 1;
  save->actor = g_strdup ("Owner");
  desk_fixture_sign_in (fixture, "Root");
  g_assert_false (pursuit_save_apply (save, fixture->desk, &entry_id, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  g_assert_cmpstr (error->message, ==, "This was made by “Owner”, who has to be signed in to send it.");
}

/* Two changes of one field by one person, the first one still waiting: the second begins where the first ends. */
static void
test_follow (DeskFixture   *fixture,
             gconstpointer  data)
{
  g_autoptr(PursuitRecord) shown = NULL;
  g_autoptr(PursuitRecord) one = NULL;
  g_autoptr(PursuitRecord) two = NULL;
  g_autoptr(PursuitSave) first = NULL;
  g_autoptr(PursuitSave) second = NULL;

  add_things (fixture);
  shown = load (fixture, PURSUIT_TYPE_CUSTOMER, 1);
  one = pursuit_record_copy (shown);
  two = pursuit_record_copy (shown);
  g_object_set (one, "phone", "1", "website", "one.example", NULL);
  g_object_set (two, "phone", "2", "region", "North", NULL);
  first = pursuit_save_new_edit (shown, one);
  second = pursuit_save_new_edit (shown, two);
  pursuit_save_follow (second, first);
  apply (fixture, first);
  apply (fixture, second);
  g_clear_object (&shown);
  shown = load (fixture, PURSUIT_TYPE_CUSTOMER, 1);
  g_assert_cmpstr (PURSUIT_CUSTOMER (shown)->phone, ==, "2");
  g_assert_cmpstr (PURSUIT_CUSTOMER (shown)->website, ==, "one.example");
  g_assert_cmpstr (PURSUIT_CUSTOMER (shown)->region, ==, "North");
}

/* The same with a next step that still waits, and with a deletion of what was seen before one's own change. */
static void
test_follow_deal (DeskFixture   *fixture,
                  gconstpointer  data)
{
  g_autoptr(PursuitRecord) shown = NULL;
  g_autoptr(PursuitRecord) edited = NULL;
  g_autoptr(PursuitSave) plan = NULL;
  g_autoptr(PursuitSave) edit = NULL;
  g_autoptr(PursuitSave) delete = NULL;

  add_things (fixture);
  shown = load (fixture, PURSUIT_TYPE_DEAL, 1);
  edited = pursuit_record_copy (shown);
  g_object_set (edited, "next-step", "Call again", "notes", "Long", NULL);
  plan = make_save (fixture, PURSUIT_SAVE_PLAN);
  edit = pursuit_save_new_edit (shown, edited);
  delete = pursuit_save_new (PURSUIT_SAVE_DELETE, PURSUIT_TYPE_DEAL, 1);
  delete->original = pursuit_record_copy (shown);
  pursuit_save_follow (edit, plan);
  pursuit_save_follow (delete, plan);
  pursuit_save_follow (delete, edit);
  apply (fixture, plan);
  apply (fixture, edit);
  g_assert_cmpstr (PURSUIT_DEAL (edit->edited)->next_step, ==, "Call again");
  g_assert_cmpstr (PURSUIT_DEAL (edit->edited)->next_step_on, ==, "2026-03-10");
  apply (fixture, delete);
}

#define ADD(path, func) g_test_add (path, DeskFixture, NULL, desk_fixture_set_up, func, desk_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/service/save/json/comes-back", test_json);
  ADD ("/service/save/json/truncated-is-refused", test_truncated);
  ADD ("/service/save/json/flipped-bits", test_flipped);
  g_test_add_func ("/service/save/json/foreign-is-refused", test_foreign);
  g_test_add_func ("/service/save/json/probability-of-the-stage", test_json_unset);
  ADD ("/service/save/apply/every-verb", test_apply);
  ADD ("/service/save/apply/once", test_apply_once);
  ADD ("/service/save/apply/refused-number-is-not-left", test_refused_number);
  ADD ("/service/save/apply/in-ones-own-name", test_other_actor);
  ADD ("/service/save/follow/ones-own-change", test_follow);
  ADD ("/service/save/follow/ones-own-plan", test_follow_deal);

  return g_test_run ();
}
