/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rights that a house gives otherwise than they are shipped. */

#include "desk-fixture.h"
#include "pursuit-customer.h"
#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-records.h"
#include "pursuit-rights-verbs.h"
#include "pursuit-role.h"
#include "pursuit-staff.h"

static void
set_up (DeskFixture   *fixture,
        gconstpointer  data)
{
  desk_fixture_set_up (fixture, data);
  desk_fixture_add_customer (fixture, "Of Li", "Li");
  desk_fixture_add_customer (fixture, "Of Zhao", "Zhao");
}

static gint64
find_role (DeskFixture *fixture,
           const char  *nick)
{
  return desk_fixture_int (fixture, "SELECT min (id) FROM role WHERE system_role = '%s'", nick);
}

static gint64
set_right (DeskFixture  *fixture,
           const char   *role,
           PursuitRight  right,
           PursuitScope  scope)
{
  g_autoptr(GError) error = NULL;
  gint64 entry_id;

  pursuit_rights_set (fixture->desk, find_role (fixture, role), right, scope, &entry_id, &error);
  g_assert_no_error (error);

  return entry_id;
}

static gboolean
change_grade (DeskFixture  *fixture,
              const char   *customer,
              GError      **error)
{
  g_autoptr(PursuitRecord) original = pursuit_store_load (fixture->base.store, PURSUIT_TYPE_CUSTOMER,
                                                          desk_fixture_find (fixture, "customer", customer), NULL);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);

  PURSUIT_CUSTOMER (edited)->employees++;
  return pursuit_records_save (fixture->desk, original, edited, NULL, error);
}

static gboolean
give_role (DeskFixture  *fixture,
           const char   *person,
           gint64        role_id,
           GError      **error)
{
  g_autoptr(PursuitRecord) original = pursuit_store_load (fixture->base.store, PURSUIT_TYPE_STAFF,
                                                          desk_fixture_find (fixture, "staff", person), NULL);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);

  PURSUIT_STAFF (edited)->role_id = role_id;
  return pursuit_records_save (fixture->desk, original, edited, NULL, error);
}

static void
assert_refused (gboolean     done,
                GError     **error,
                int          code,
                const char  *sentence)
{
  g_assert_false (done);
  g_assert_error (*error, PURSUIT_ERROR, code);
  g_assert_cmpstr ((*error)->message, ==, sentence);
  g_clear_error (error);
}

/* A role may do what the file says, more or less than it is shipped, and the refusal names who could by the same. */
static void
test_overrides (DeskFixture   *fixture,
                gconstpointer  data)
{
  GError *error = NULL;

  set_right (fixture, "seller", PURSUIT_RIGHT_EDIT, PURSUIT_SCOPE_ALL);
  set_right (fixture, "executive", PURSUIT_RIGHT_EDIT, PURSUIT_SCOPE_NONE);
  desk_fixture_sign_in (fixture, "Li");
  g_assert_true (change_grade (fixture, "Of Zhao", NULL));
  desk_fixture_sign_in (fixture, "Chief");
  assert_refused (change_grade (fixture, "Of Zhao", &error), &error, PURSUIT_ERROR_DENIED,
                  "A person with the role “Executive” may not change this."
                  " It can be done by: Administrator, Sales manager, Seller, Commercial manager.");
}

/* One entry each; back to what is shipped nothing is kept. */
static void
test_undo (DeskFixture   *fixture,
           gconstpointer  data)
{
  gint64 seller = find_role (fixture, "seller");
  gint64 first = set_right (fixture, "seller", PURSUIT_RIGHT_DELETE, PURSUIT_SCOPE_NONE);
  gint64 second = set_right (fixture, "seller", PURSUIT_RIGHT_DELETE, PURSUIT_SCOPE_TEAM);
  gint64 third;

  g_assert_cmpint (first, >, 0);
  g_assert_cmpint (second, ==, first + 1);
  g_assert_cmpint (set_right (fixture, "seller", PURSUIT_RIGHT_DELETE, PURSUIT_SCOPE_TEAM), ==, 0);
  g_assert_true (pursuit_records_undo (fixture->desk, second, NULL, NULL));
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT scope IS NULL FROM role_right WHERE deleted_at = 0"), ==, 1);
  g_assert_true (pursuit_rights_reset (fixture->desk, seller, PURSUIT_RIGHT_DELETE, &third, NULL));
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM role_right WHERE deleted_at = 0"), ==, 0);
  g_assert_true (pursuit_rights_reset (fixture->desk, seller, PURSUIT_RIGHT_DELETE, &second, NULL));
  g_assert_cmpint (second, ==, 0);
  g_assert_true (pursuit_records_undo (fixture->desk, third, NULL, NULL));
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM role_right WHERE deleted_at = 0"), ==, 1);
}

/* Who is signed in follows without signing in again, taking back included. */
static void
test_refresh (DeskFixture   *fixture,
              gconstpointer  data)
{
  gint64 entry_id;

  desk_fixture_sign_in (fixture, "Root");
  entry_id = set_right (fixture, "administrator", PURSUIT_RIGHT_PRICE, PURSUIT_SCOPE_NONE);
  g_assert_cmpint (pursuit_desk_get_scope (fixture->desk, PURSUIT_RIGHT_PRICE), ==, PURSUIT_SCOPE_NONE);
  g_assert_true (pursuit_records_undo (fixture->desk, entry_id, NULL, NULL));
  g_assert_cmpint (pursuit_desk_get_scope (fixture->desk, PURSUIT_RIGHT_PRICE), ==, PURSUIT_SCOPE_ALL);

  desk_fixture_sign_in (fixture, "Li");
  store_fixture_raw (&fixture->base, "UPDATE staff SET inactive = 1 WHERE name = 'Li';");
  g_assert_true (pursuit_desk_refresh (fixture->desk, NULL));
  g_assert_cmpint (pursuit_desk_get_scope (fixture->desk, PURSUIT_RIGHT_VIEW), ==, PURSUIT_SCOPE_NONE);
}

static void
test_refused (DeskFixture   *fixture,
              gconstpointer  data)
{
  gint64 seller = find_role (fixture, "seller");
  gint64 n_entries;
  GError *error = NULL;

  assert_refused (pursuit_rights_set (fixture->desk, seller, PURSUIT_RIGHT_PRICE, PURSUIT_SCOPE_TEAM, NULL, &error), &error,
                  PURSUIT_ERROR_INVALID, "“Team” is no scope for “Prices”.");
  desk_fixture_sign_in (fixture, "Ma");
  n_entries = desk_fixture_int (fixture, "SELECT count(*) FROM journal");
  assert_refused (pursuit_rights_set (fixture->desk, seller, PURSUIT_RIGHT_EDIT, PURSUIT_SCOPE_ALL, NULL, &error), &error,
                  PURSUIT_ERROR_DENIED,
                  "A person with the role “Sales manager” may not administer the database. It can be done by: Administrator.");
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM journal"), ==, n_entries);
}

#define LAST "Nobody could administer the database any more. Give somebody else a role that may do so first."

/* The last who may administer keeps that, by whatever way it is taken. */
static void
test_last_administrator (DeskFixture   *fixture,
                         gconstpointer  data)
{
  gint64 role = find_role (fixture, "administrator");
  gint64 root = desk_fixture_find (fixture, "staff", "Root");
  GError *error = NULL;

  desk_fixture_sign_in (fixture, "Root");
  assert_refused (pursuit_rights_set (fixture->desk, role, PURSUIT_RIGHT_ADMINISTER, PURSUIT_SCOPE_NONE, NULL, &error), &error,
                  PURSUIT_ERROR_INVALID, LAST);
  assert_refused (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_ROLE, role, NULL, &error), &error, PURSUIT_ERROR_INVALID,
                  LAST);
  assert_refused (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_STAFF, root, NULL, &error), &error, PURSUIT_ERROR_INVALID,
                  LAST);
  assert_refused (give_role (fixture, "Root", find_role (fixture, "seller"), &error), &error, PURSUIT_ERROR_INVALID, LAST);
  g_assert_cmpint (pursuit_desk_get_scope (fixture->desk, PURSUIT_RIGHT_ADMINISTER), ==, PURSUIT_SCOPE_ALL);

  set_right (fixture, "executive", PURSUIT_RIGHT_ADMINISTER, PURSUIT_SCOPE_ALL);
  set_right (fixture, "administrator", PURSUIT_RIGHT_ADMINISTER, PURSUIT_SCOPE_NONE);
  g_assert_cmpint (pursuit_desk_get_scope (fixture->desk, PURSUIT_RIGHT_ADMINISTER), ==, PURSUIT_SCOPE_NONE);
}

/* Nobody gives a role that may do more than their own, by what the roles may now. */
static void
test_covers (DeskFixture   *fixture,
             gconstpointer  data)
{
  gint64 manager = find_role (fixture, "manager");
  GError *error = NULL;

  set_right (fixture, "seller", PURSUIT_RIGHT_ERASE, PURSUIT_SCOPE_ALL);
  desk_fixture_sign_in (fixture, "Ma");
  g_assert_true (give_role (fixture, "Li", manager, NULL));
  g_assert_false (give_role (fixture, "Li", find_role (fixture, "seller"), &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  g_clear_error (&error);
}

/* A role of the house's own begins with nothing. */
static void
test_own_role (DeskFixture   *fixture,
               gconstpointer  data)
{
  g_autoptr(PursuitRecord) role = g_object_new (PURSUIT_TYPE_ROLE, "name", "Trainee", NULL);
  g_autoptr(PursuitRights) rights = NULL;

  g_assert_true (pursuit_records_create (fixture->desk, role, NULL, NULL));
  g_assert_true (pursuit_rights_set (fixture->desk, role->id, PURSUIT_RIGHT_VIEW, PURSUIT_SCOPE_OWN, NULL, NULL));
  rights = pursuit_rights_load (fixture->base.store, role->id, NULL);
  g_assert_cmpstr (rights->role, ==, "Trainee");
  for (guint right = 0; right < PURSUIT_N_RIGHTS; right++)
    g_assert_cmpint (rights->scopes[right], ==, right == PURSUIT_RIGHT_VIEW ? PURSUIT_SCOPE_OWN : PURSUIT_SCOPE_NONE);
}

#define ADD(path, func) g_test_add (path, DeskFixture, NULL, set_up, func, desk_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/service/rights-data/overrides", test_overrides);
  ADD ("/service/rights-data/undo", test_undo);
  ADD ("/service/rights-data/refresh", test_refresh);
  ADD ("/service/rights-data/refused", test_refused);
  ADD ("/service/rights-data/last-administrator", test_last_administrator);
  ADD ("/service/rights-data/covers", test_covers);
  ADD ("/service/rights-data/own-role", test_own_role);

  return g_test_run ();
}
