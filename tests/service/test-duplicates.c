/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may be there twice (DOS-6): found by keys that are kept as records are written. */

#include "desk-fixture.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-duplicate-finding.h"
#include "pursuit-duplicate-keys.h"
#include "pursuit-duplicates.h"
#include "pursuit-error.h"
#include "pursuit-merge.h"
#include "pursuit-records.h"

/* As the window does after opening. */
static void
catch_up (DeskFixture *fixture)
{
  g_autoptr(GError) error = NULL;

  pursuit_duplicates_catch_up (fixture->desk, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (pursuit_duplicates_has_more (fixture->base.store));
}

static void
set_up (DeskFixture   *fixture,
        gconstpointer  data)
{
  desk_fixture_set_up (fixture, data);
  catch_up (fixture);
}

static gint64
add_customer (DeskFixture *fixture,
              const char  *name,
              const char  *owner,
              const char  *phone,
              const char  *email)
{
  g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", name, "phone", phone, "email", email, "owner-id",
                                                    desk_fixture_find (fixture, "staff", owner), NULL);

  g_assert_true (pursuit_records_create (fixture->desk, customer, NULL, NULL));
  return customer->id;
}

static gint64
add_contact (DeskFixture *fixture,
             gint64       customer_id,
             const char  *name,
             const char  *phone)
{
  g_autoptr(PursuitRecord) contact = g_object_new (PURSUIT_TYPE_CONTACT, "name", name, "phone", phone, "customer-id", customer_id, NULL);

  g_assert_true (pursuit_records_create (fixture->desk, contact, NULL, NULL));
  return contact->id;
}

static void
set_phone (DeskFixture *fixture,
           gint64       customer_id,
           const char  *phone)
{
  g_autoptr(PursuitRecord) original = pursuit_store_load (fixture->base.store, PURSUIT_TYPE_CUSTOMER, customer_id, NULL);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);

  g_object_set (edited, "phone", phone, NULL);
  g_assert_true (pursuit_records_save (fixture->desk, original, edited, NULL, NULL));
}

static void
assert_pairs (DeskFixture *fixture,
              GType        type,
              const char  *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) pairs = pursuit_duplicates_list (fixture->desk, type, 0, 100, NULL, &error);
  g_autoptr(GString) found = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < pairs->len; i++)
    {
      const PursuitLikelyPair *pair = g_ptr_array_index (pairs, i);
      g_autofree char *reasons = pursuit_duplicate_dup_reasons (pair->first.kinds);

      g_string_append_printf (found, "%s%s = %s: %s", i > 0 ? "|" : "", pair->first.name, pair->second.name, reasons);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_kept_at_write_time (DeskFixture   *fixture,
                         gconstpointer  data)
{
  gint64 mill = add_customer (fixture, "Mill Ltd.", "Li", "021-5566 7788", NULL);
  gint64 twin = add_customer (fixture, "MILL", "Li", "+86 21 55667788", NULL);

  add_customer (fixture, "Press", "Zhao", NULL, "a@press.example");
  g_assert_false (pursuit_duplicates_has_more (fixture->base.store));
  assert_pairs (fixture, PURSUIT_TYPE_CUSTOMER, "Mill Ltd. = MILL: same name, same phone");
  set_phone (fixture, twin, "010-1234 5678");
  assert_pairs (fixture, PURSUIT_TYPE_CUSTOMER, "Mill Ltd. = MILL: same name");
  set_phone (fixture, mill, NULL);
  set_phone (fixture, mill, "01012345678");
  assert_pairs (fixture, PURSUIT_TYPE_CUSTOMER, "Mill Ltd. = MILL: same name, same phone");
  g_assert_true (pursuit_records_delete (fixture->desk, PURSUIT_TYPE_CUSTOMER, twin, NULL, NULL));
  assert_pairs (fixture, PURSUIT_TYPE_CUSTOMER, "");
  g_assert_true (pursuit_records_restore (fixture->desk, PURSUIT_TYPE_CUSTOMER, twin, NULL, NULL));
  assert_pairs (fixture, PURSUIT_TYPE_CUSTOMER, "Mill Ltd. = MILL: same name, same phone");
  desk_fixture_assert_sound (fixture);
}

static void
test_contacts (DeskFixture   *fixture,
               gconstpointer  data)
{
  gint64 mill = add_customer (fixture, "Mill", "Li", NULL, NULL);
  gint64 press = add_customer (fixture, "Press", "Li", NULL, NULL);
  const PursuitMerge merge = { .type = PURSUIT_TYPE_CUSTOMER, .winner_id = mill, .loser_id = press };
  gint64 entry_id;

  add_contact (fixture, mill, "Ann", "13912345678");
  add_contact (fixture, press, "ann", NULL);
  add_contact (fixture, press, "Bob", "+86 139 1234 5678");
  assert_pairs (fixture, PURSUIT_TYPE_CONTACT, "Ann = Bob: same phone");

  /* who came to one customer together is known by name */
  g_assert_true (pursuit_merge_records (fixture->desk, &merge, &entry_id, NULL));
  assert_pairs (fixture, PURSUIT_TYPE_CONTACT, "Ann = ann: same name|Ann = Bob: same phone");
  g_assert_true (pursuit_records_undo (fixture->desk, entry_id, NULL, NULL));
  assert_pairs (fixture, PURSUIT_TYPE_CONTACT, "Ann = Bob: same phone");
  desk_fixture_assert_sound (fixture);
}

static void
test_dismissed (DeskFixture   *fixture,
                gconstpointer  data)
{
  gint64 mill = add_customer (fixture, "Mill", "Li", NULL, NULL);
  gint64 twin = add_customer (fixture, "Mill", "Li", NULL, NULL);
  g_autoptr(PursuitRecord) record = pursuit_store_load (fixture->base.store, PURSUIT_TYPE_CUSTOMER, twin, NULL);
  g_autoptr(GPtrArray) found = NULL;
  gint64 entry_id;

  g_assert_true (pursuit_duplicates_dismiss (fixture->desk, PURSUIT_TYPE_CUSTOMER, twin, mill, &entry_id, NULL));
  assert_pairs (fixture, PURSUIT_TYPE_CUSTOMER, "");
  found = pursuit_duplicates_find (fixture->desk, record, 5, NULL);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_true (pursuit_records_undo (fixture->desk, entry_id, NULL, NULL));
  assert_pairs (fixture, PURSUIT_TYPE_CUSTOMER, "Mill = Mill: same name");
}

/* What is only typed is compared as well; of others' customers nothing but their being there is said. */
static void
test_find (DeskFixture   *fixture,
           gconstpointer  data)
{
  g_autoptr(PursuitRecord) typed = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "mill co. ltd", "phone", "02155667788", NULL);
  g_autoptr(GPtrArray) found = NULL;
  const PursuitDuplicate *duplicate;

  add_customer (fixture, "Mill", "Li", NULL, NULL);
  add_customer (fixture, "Zhao’s Mill", "Zhao", "021-55667788", NULL);
  desk_fixture_sign_in (fixture, "Li");
  found = pursuit_duplicates_find (fixture->desk, typed, 5, NULL);

  g_assert_cmpuint (found->len, ==, 2);
  duplicate = g_ptr_array_index (found, 0);
  g_assert_cmpstr (duplicate->name, ==, "Mill");
  duplicate = g_ptr_array_index (found, 1);
  g_assert_null (duplicate->name);
  assert_pairs (fixture, PURSUIT_TYPE_CUSTOMER, "");
}

static void
test_rights (DeskFixture   *fixture,
             gconstpointer  data)
{
  gint64 mill = add_customer (fixture, "Mill", "Zhao", NULL, NULL);
  gint64 twin = add_customer (fixture, "Mill", "Zhao", NULL, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) pairs = NULL;

  desk_fixture_sign_in (fixture, "Sun");
  pairs = pursuit_duplicates_list (fixture->desk, PURSUIT_TYPE_CUSTOMER, 0, 10, NULL, &error);
  g_assert_null (pairs);
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
  g_clear_error (&error);
  desk_fixture_sign_in (fixture, "Li");
  g_assert_false (pursuit_duplicates_dismiss (fixture->desk, PURSUIT_TYPE_CUSTOMER, mill, twin, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DENIED);
}

/* Keys are made piece by piece where there are none, and anew where they were made by another recipe. */
static void
test_made_later (DeskFixture   *fixture,
                 gconstpointer  data)
{
  add_customer (fixture, "Mill", "Li", NULL, NULL);
  add_customer (fixture, "Mill", "Li", NULL, NULL);
  store_fixture_raw (&fixture->base, "UPDATE duplicate_state SET version = 0; INSERT INTO duplicate_key VALUES (1, 2, 'x', 1), (1, 2, 'x', 2)");
  g_assert_true (pursuit_duplicates_has_more (fixture->base.store));
  catch_up (fixture);
  assert_pairs (fixture, PURSUIT_TYPE_CUSTOMER, "Mill = Mill: same name");
  g_assert_cmpint (desk_fixture_int (fixture, "SELECT count(*) FROM duplicate_key"), ==, 2);

  store_fixture_raw (&fixture->base, "DELETE FROM duplicate_key WHERE record_id = 2");
  {
    g_autoptr(GPtrArray) findings = pursuit_store_check (fixture->base.store, NULL, NULL);

    g_assert_cmpuint (findings->len, ==, 1);
  }
}

/* What a hundred share says nothing about two of them. */
static void
test_common_keys (DeskFixture   *fixture,
                  gconstpointer  data)
{
  for (guint i = 0; i < 13; i++)
    {
      g_autofree char *name = g_strdup_printf ("Branch %c", (char) ('A' + i));

      add_customer (fixture, name, "Li", "021-55667788", NULL);
    }
  assert_pairs (fixture, PURSUIT_TYPE_CUSTOMER, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/service/duplicates/kept-at-write-time", DeskFixture, NULL, set_up, test_kept_at_write_time, desk_fixture_tear_down);
  g_test_add ("/service/duplicates/contacts", DeskFixture, NULL, set_up, test_contacts, desk_fixture_tear_down);
  g_test_add ("/service/duplicates/dismissed", DeskFixture, NULL, set_up, test_dismissed, desk_fixture_tear_down);
  g_test_add ("/service/duplicates/find", DeskFixture, NULL, set_up, test_find, desk_fixture_tear_down);
  g_test_add ("/service/duplicates/rights", DeskFixture, NULL, set_up, test_rights, desk_fixture_tear_down);
  g_test_add ("/service/duplicates/made-later", DeskFixture, NULL, set_up, test_made_later, desk_fixture_tear_down);
  g_test_add ("/service/duplicates/common-keys", DeskFixture, NULL, set_up, test_common_keys, desk_fixture_tear_down);

  return g_test_run ();
}
