/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Undo from the journal: every verb, there and back and there again. */

#include "desk-fixture.h"
#include "pursuit-activity.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-deals.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-product.h"
#include "pursuit-records.h"

static void
set_up (DeskFixture   *fixture,
        gconstpointer  data)
{
  desk_fixture_set_up (fixture, data);
  desk_fixture_add_customer (fixture, "Mill", "Li");
  desk_fixture_add_deal (fixture, "Press line", "Mill", "Li", 1000050, 3);
  pursuit_time_set_now (DESK_NOW + 1);
}

/* Everything that an undo must restore, as one text: all records but for their revisions and times of change. */
static char *
picture (DeskFixture *fixture)
{
  return desk_fixture_text (fixture,
    "SELECT group_concat (x, '|') FROM ("
    "SELECT 'c' || id || (deleted_at <> 0) || name || coalesce (phone, '') || coalesce (grade, '') || completeness ||"
    " coalesce (owner_id, '') || last_contact_at || search AS x FROM customer"
    " UNION ALL SELECT 'd' || id || (deleted_at <> 0) || title || stage_id || status || amount || probability ||"
    " coalesce (closed_on, '') || coalesce (lost_reason, '') || coalesce (lost_to, '') || stage_entered_at || max_position"
    " FROM deal"
    " UNION ALL SELECT 'p' || id || (deleted_at <> 0) || name || coalesce (email, '') FROM contact"
    " UNION ALL SELECT 'a' || id || (deleted_at <> 0) || subject || kind || happened_at FROM activity"
    " UNION ALL SELECT 't' || stage_id || status || count || amount || weighted FROM deal_total WHERE count > 0"
    " ORDER BY 1)");
}

static gboolean
undo (DeskFixture  *fixture,
      gint64        entry_id,
      gint64       *out_entry_id,
      GError      **error)
{
  return pursuit_records_undo (fixture->desk, entry_id, out_entry_id, error);
}

static gint64
must_undo (DeskFixture *fixture,
           gint64       entry_id)
{
  g_autoptr(GError) error = NULL;
  gint64 undo_id = 0;

  undo (fixture, entry_id, &undo_id, &error);
  g_assert_no_error (error);

  return undo_id;
}

static gint64
edit_customer (DeskFixture *fixture,
               const char  *property,
               const char  *text)
{
  g_autoptr(PursuitRecord) original = pursuit_store_load (fixture->base.store, PURSUIT_TYPE_CUSTOMER, 1, NULL);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);
  g_autoptr(GError) error = NULL;
  gint64 entry_id = 0;

  g_object_set (edited, property, text, NULL);
  pursuit_records_save (fixture->desk, original, edited, &entry_id, &error);
  g_assert_no_error (error);

  return entry_id;
}

static gint64
add_visit (DeskFixture *fixture)
{
  g_autoptr(PursuitRecord) visit = g_object_new (PURSUIT_TYPE_ACTIVITY, "subject", "Visit", "customer-id",
                                                 G_GINT64_CONSTANT (1), "kind", (gint64) PURSUIT_ACTIVITY_VISIT, NULL);
  gint64 entry_id = 0;

  g_assert_true (pursuit_records_create (fixture->desk, visit, &entry_id, NULL));

  return entry_id;
}

/* Each verb, done once; returns its entry. */
static gint64
do_verb (DeskFixture *fixture,
         const char  *verb)
{
  gint64 id = 0;

  if (g_str_equal (verb, "move"))
    g_assert_true (pursuit_deals_move (fixture->desk, 1, 6, "why", &id, NULL));
  else if (g_str_equal (verb, "win"))
    g_assert_true (pursuit_deals_win (fixture->desk, 1, &id, NULL));
  else if (g_str_equal (verb, "lose"))
    g_assert_true (pursuit_deals_lose (fixture->desk, 1, "price", "Rival", &id, NULL));
  else if (g_str_equal (verb, "delete"))
    g_assert_true (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_DEAL, 1, &id, NULL));
  else if (g_str_equal (verb, "edit"))
    id = edit_customer (fixture, "phone", "123");
  else if (g_str_equal (verb, "visit"))
    id = add_visit (fixture);
  else if (g_str_equal (verb, "create deal"))
    {
      g_autoptr(PursuitDeal) deal = g_object_new (PURSUIT_TYPE_DEAL, "title", "New", "customer-id", G_GINT64_CONSTANT (1),
                                                  "amount", G_GINT64_CONSTANT (77), NULL);

      g_assert_true (pursuit_deals_create (fixture->desk, deal, 2, &id, NULL));
    }
  else if (g_str_equal (verb, "create contact"))
    {
      g_autoptr(PursuitRecord) contact = g_object_new (PURSUIT_TYPE_CONTACT, "name", "Ms X", "email", "x@y", "customer-id",
                                                       G_GINT64_CONSTANT (1), NULL);

      g_assert_true (pursuit_records_create (fixture->desk, contact, &id, NULL));
    }
  g_assert_cmpint (id, >, 0);

  return id;
}

/* What comes before the verb itself, so that the picture can be taken in between. */
static void
prepare_verb (DeskFixture *fixture,
              const char  *verb)
{
  if (g_str_equal (verb, "reopen"))
    g_assert_true (pursuit_deals_lose (fixture->desk, 1, "price", "Rival", NULL, NULL));
  else if (g_str_equal (verb, "restore"))
    g_assert_true (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_DEAL, 1, NULL, NULL));
}

static gint64
finish_verb (DeskFixture *fixture,
             const char  *verb)
{
  gint64 id = 0;

  if (g_str_equal (verb, "reopen"))
    g_assert_true (pursuit_deals_reopen (fixture->desk, 1, &id, NULL));
  else if (g_str_equal (verb, "restore"))
    g_assert_true (pursuit_records_restore (fixture->desk, PURSUIT_TYPE_DEAL, 1, &id, NULL));
  else
    id = do_verb (fixture, verb);

  return id;
}

/* Later by a microsecond than what it undoes, so that times must be restored rather than happen to be equal. */
static void
test_there_and_back (DeskFixture   *fixture,
                     gconstpointer  data)
{
  const char *verb = data;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autofree char *again = NULL;
  gint64 entry_id, undo_id, redo_id;

  prepare_verb (fixture, verb);
  before = picture (fixture);
  pursuit_time_set_now (DESK_NOW + 3);
  entry_id = finish_verb (fixture, verb);
  after = picture (fixture);
  g_assert_cmpstr (before, !=, after);

  pursuit_time_set_now (DESK_NOW + 4);
  undo_id = must_undo (fixture, entry_id);
  undone = picture (fixture);
  if (!g_str_has_prefix (verb, "create") && !g_str_equal (verb, "visit"))
    g_assert_cmpstr (undone, ==, before);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT undoes_id FROM journal WHERE id = %" G_GINT64_FORMAT, undo_id), ==,
                   entry_id);

  pursuit_time_set_now (DESK_NOW + 5);
  redo_id = must_undo (fixture, undo_id);
  redone = picture (fixture);
  g_assert_cmpstr (redone, ==, after);

  must_undo (fixture, redo_id);
  again = picture (fixture);
  g_assert_cmpstr (again, ==, undone);
  desk_fixture_assert_sound (fixture);
}

/* What was created is deleted by the undo; nothing else differs. */
static void
test_create_back (DeskFixture   *fixture,
                  gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 entry_id = do_verb (fixture, "create contact");

  must_undo (fixture, entry_id);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT deleted_at FROM contact"), ==, DESK_NOW + 1);
  entry_id = do_verb (fixture, "visit");
  before = desk_fixture_text (fixture, "SELECT last_contact_at FROM customer");
  g_assert_cmpstr (before, !=, "0");
  must_undo (fixture, entry_id);
  after = desk_fixture_text (fixture, "SELECT last_contact_at FROM customer");
  g_assert_cmpstr (after, ==, "0");
}

/* Every path of a stage writes its history, the undo too. */
static void
test_history (DeskFixture   *fixture,
              gconstpointer  data)
{
  g_autofree char *last = NULL;
  gint64 entry_id = do_verb (fixture, "win");

  must_undo (fixture, entry_id);
  last = desk_fixture_text (fixture, "SELECT from_stage_id || '>' || to_stage_id || ' ' || from_status || '>' || to_status"
                                     " || ' ' || reason FROM stage_move ORDER BY id DESC");
  g_assert_cmpstr (last, ==, "8>3 won>open Undone");
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM stage_move"), ==, 3);
}

static void
assert_refused (DeskFixture  *fixture,
                gint64        entry_id,
                PursuitError  code,
                const char   *sentence)
{
  g_autofree char *before = picture (fixture);
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;
  gint64 n_entries = desk_fixture_int (fixture, "SELECT count(*) FROM journal");

  g_assert_false (undo (fixture, entry_id, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, (int) code);
  if (sentence != NULL)
    g_assert_cmpstr (error->message, ==, sentence);
  after = picture (fixture);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM journal"), ==, n_entries);
}

static void
test_twice (DeskFixture   *fixture,
            gconstpointer  data)
{
  gint64 entry_id = do_verb (fixture, "move");

  must_undo (fixture, entry_id);
  assert_refused (fixture, entry_id, PURSUIT_ERROR_INVALID, "This was undone already.");
}

static void
test_no_entry (DeskFixture   *fixture,
               gconstpointer  data)
{
  assert_refused (fixture, 999, PURSUIT_ERROR_NOT_FOUND, "The journal has no entry 999.");
  assert_refused (fixture, 1, PURSUIT_ERROR_INVALID, "Entry 1 cannot be undone.");
}

static void
test_changed_since (DeskFixture   *fixture,
                    gconstpointer  data)
{
  gint64 move_id = do_verb (fixture, "move");
  gint64 edit_id = edit_customer (fixture, "phone", "1");
  gint64 other_id;

  g_assert_true (pursuit_deals_move (fixture->desk, 1, 7, "because", NULL, NULL));
  assert_refused (fixture, move_id, PURSUIT_ERROR_CONFLICT, "“Press line” was changed since; it cannot be undone.");
  edit_customer (fixture, "phone", "2");
  assert_refused (fixture, edit_id, PURSUIT_ERROR_CONFLICT, "“Mill” was changed since; it cannot be undone.");

  /* A change of something else does not stand in the way, and stays. */
  edit_id = edit_customer (fixture, "phone", "3");
  other_id = edit_customer (fixture, "email", "e");
  must_undo (fixture, edit_id);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT phone = '2' AND email = 'e' FROM customer"), ==, 1);
  must_undo (fixture, other_id);
}

/* What was created and changed since is not thrown away. */
static void
test_created_and_changed (DeskFixture   *fixture,
                          gconstpointer  data)
{
  gint64 create_id = desk_fixture_int (fixture, "SELECT id FROM journal WHERE verb = 'create' AND entity = 'deal'");

  g_assert_true (pursuit_deals_move (fixture->desk, 1, 7, "because", NULL, NULL));
  assert_refused (fixture, create_id, PURSUIT_ERROR_CONFLICT, "“Press line” was changed since; it cannot be undone.");
}

/* A customer with open deals is not deleted, on this path either. */
static void
test_create_with_open_deals (DeskFixture   *fixture,
                             gconstpointer  data)
{
  gint64 create_id = desk_fixture_int (fixture, "SELECT id FROM journal WHERE verb = 'create' AND entity = 'customer'");

  assert_refused (fixture, create_id, PURSUIT_ERROR_INVALID, "“Mill” still has 1 open deal: close it first.");
}

static void
test_deleted_since (DeskFixture   *fixture,
                    gconstpointer  data)
{
  gint64 move_id = do_verb (fixture, "move");
  gint64 win_id = do_verb (fixture, "win");
  gint64 delete_id = do_verb (fixture, "delete");

  assert_refused (fixture, win_id, PURSUIT_ERROR_NOT_FOUND, "“Press line” was deleted; restore it first.");
  must_undo (fixture, delete_id);
  g_assert_true (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_CUSTOMER, 1, NULL, NULL));
  assert_refused (fixture, win_id, PURSUIT_ERROR_NOT_FOUND, "“Mill” was deleted; restore it first.");
  assert_refused (fixture, delete_id, PURSUIT_ERROR_INVALID, "This was undone already.");
  g_assert_true (pursuit_records_restore (fixture->desk, PURSUIT_TYPE_CUSTOMER, 1, NULL, NULL));
  must_undo (fixture, win_id);
  must_undo (fixture, move_id);
}

/* What somebody else did takes the right to do the opposite. */
static void
test_rights (DeskFixture   *fixture,
             gconstpointer  data)
{
  gint64 create_id, delete_id, move_id;

  desk_fixture_sign_in (fixture, "Li");
  desk_fixture_add_customer (fixture, "Of Li", NULL);
  create_id = desk_fixture_int (fixture, "SELECT max (id) FROM journal");
  move_id = do_verb (fixture, "move");
  desk_fixture_sign_in (fixture, "Wang");
  assert_refused (fixture, move_id, PURSUIT_ERROR_DENIED, NULL);
  desk_fixture_sign_in (fixture, "Sun");
  assert_refused (fixture, move_id, PURSUIT_ERROR_DENIED, NULL);
  /* The executive changes everything and deletes nothing, except what they made themselves. */
  desk_fixture_sign_in (fixture, "Chief");
  assert_refused (fixture, create_id, PURSUIT_ERROR_DENIED, NULL);
  must_undo (fixture, move_id);
  desk_fixture_add_customer (fixture, "Of Chief", NULL);
  must_undo (fixture, desk_fixture_int (fixture, "SELECT max (id) FROM journal"));
  desk_fixture_sign_in (fixture, "Li");
  delete_id = must_undo (fixture, create_id);
  desk_fixture_sign_in (fixture, "Zhao");
  assert_refused (fixture, delete_id, PURSUIT_ERROR_DENIED, NULL);
}

/* Giving a customer back takes the right to give, unless one has just taken it. */
static void
test_rights_owner (DeskFixture   *fixture,
                   gconstpointer  data)
{
  g_autoptr(PursuitRecord) original = NULL;
  g_autoptr(PursuitRecord) edited = NULL;
  gint64 id = desk_fixture_add_customer (fixture, "Pool", NULL);
  gint64 given_id = 0, taken_id = 0;

  original = pursuit_store_load (fixture->base.store, PURSUIT_TYPE_CUSTOMER, id, NULL);
  edited = pursuit_record_copy (original);
  g_object_set (edited, "owner-id", desk_fixture_find (fixture, "staff", "Li"), NULL);
  g_assert_true (pursuit_records_save (fixture->desk, original, edited, &given_id, NULL));
  desk_fixture_sign_in (fixture, "Li");
  assert_refused (fixture, given_id, PURSUIT_ERROR_DENIED, NULL);
  desk_fixture_sign_in (fixture, "Root");
  must_undo (fixture, given_id);

  desk_fixture_sign_in (fixture, "Li");
  g_clear_object (&original);
  original = pursuit_store_load (fixture->base.store, PURSUIT_TYPE_CUSTOMER, id, NULL);
  g_object_set (edited, "owner-id", desk_fixture_find (fixture, "staff", "Li"), NULL);
  edited->revision = original->revision;
  g_assert_true (pursuit_records_save (fixture->desk, original, edited, &taken_id, NULL));
  must_undo (fixture, taken_id);
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT owner_id IS NULL FROM customer WHERE name = 'Pool'"), ==, 1);
}

/* Whose payload was erased cannot be taken back. */
static void
test_erased (DeskFixture   *fixture,
             gconstpointer  data)
{
  gint64 entry_id = do_verb (fixture, "create contact");
  g_autofree char *sql = g_strdup_printf ("DROP TRIGGER journal_payload_keeps_rows;"
                                          "DELETE FROM journal_payload WHERE journal_id = %d", (int) entry_id);
  g_autofree char *sentence = g_strdup_printf ("Entry %d cannot be undone.", (int) entry_id);

  store_fixture_raw (&fixture->base, sql);
  assert_refused (fixture, entry_id, PURSUIT_ERROR_INVALID, sentence);
}

#define ADD(path, func) g_test_add (path, DeskFixture, NULL, set_up, func, desk_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  static const char *const verbs[] = { "move", "win", "lose", "reopen", "delete", "restore", "edit", "visit", "create deal",
                                       "create contact" };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autofree char *path = g_strdelimit (g_strconcat ("/service/undo/there-and-back/", verbs[i], NULL), " ", '-');

      g_test_add (path, DeskFixture, verbs[i], set_up, test_there_and_back, desk_fixture_tear_down);
    }
  ADD ("/service/undo/create-is-deleted", test_create_back);
  ADD ("/service/undo/writes-history", test_history);
  ADD ("/service/undo/twice-is-refused", test_twice);
  ADD ("/service/undo/no-such-entry", test_no_entry);
  ADD ("/service/undo/changed-since", test_changed_since);
  ADD ("/service/undo/created-and-changed", test_created_and_changed);
  ADD ("/service/undo/created-with-open-deals", test_create_with_open_deals);
  ADD ("/service/undo/deleted-since", test_deleted_since);
  ADD ("/service/undo/rights", test_rights);
  ADD ("/service/undo/rights-to-give", test_rights_owner);
  ADD ("/service/undo/erased", test_erased);

  return g_test_run ();
}
