/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A file that was found to be damaged is not written to any more, by this opening or the next; a false alarm passes. */

#include <string.h>

#include "pursuit-customer.h"
#include "pursuit-error.h"
#include "pursuit-share-vfs-private.h"
#include "pursuit-store-private.h"
#include "store-fixture.h"

#define PAGE 4096

static void
set_up (StoreFixture  *fixture,
        gconstpointer  data)
{
  store_fixture_set_up (fixture, data);
  store_fixture_fill (fixture);
  store_fixture_close (fixture);
}

/* Overwrites the page that customers begin on, with something that is no kind of page. */
static void
spoil (StoreFixture *fixture)
{
  gint64 page = store_fixture_int (fixture, "SELECT rootpage FROM sqlite_schema WHERE name = 'customer'");
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
  memset (content + (page - 1) * PAGE, 0x55, PAGE);
  g_assert_true (g_file_set_contents_full (fixture->path, content, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
read_customer (StoreFixture *fixture,
               int           code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitRecord) record = pursuit_store_load (fixture->store, PURSUIT_TYPE_CUSTOMER, 1, &error);

  if (code < 0)
    {
      g_assert_no_error (error);
      g_assert_nonnull (record);
      return;
    }
  g_assert_null (record);
  g_assert_error (error, PURSUIT_ERROR, code);
}

static void
assert_cannot_write (StoreFixture *fixture)
{
  g_auto(PursuitTx) tx = { NULL };
  g_autoptr(GError) error = NULL;

  g_assert_false (pursuit_tx_begin (&tx, fixture->store, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DAMAGED);
  g_assert_cmpstr (error->message, ==, "“test.pursuit” is damaged and is not written to any more.");
  g_assert_true (pursuit_store_is_damaged (fixture->store));
  g_assert_true (pursuit_store_is_read_only (fixture->store));
}

static void
write_setting (StoreFixture *fixture)
{
  g_auto(PursuitTx) tx = { NULL };
  g_autoptr(GError) error = NULL;

  pursuit_tx_begin (&tx, fixture->store, &error);
  g_assert_no_error (error);
  pursuit_store_put_setting (fixture->store, "colour", "red", &error);
  g_assert_no_error (error);
  pursuit_tx_commit (&tx, &error);
  g_assert_no_error (error);
}

static void
test_not_written (StoreFixture  *fixture,
                  gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;

  spoil (fixture);
  before = store_fixture_hash_file (fixture);
  store_fixture_open (fixture);
  g_assert_false (pursuit_store_is_damaged (fixture->store));
  read_customer (fixture, PURSUIT_ERROR_DAMAGED);
  assert_cannot_write (fixture);

  /* A second look does not help, and what is not damaged can still be read. */
  g_assert_false (pursuit_store_reopen (fixture->store, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DAMAGED);
  assert_cannot_write (fixture);
  g_assert_cmpint (pursuit_store_count (fixture->store, pursuit_record_type_from_table ("staff"), NULL), ==, 1);
  store_fixture_close (fixture);

  /* Nor does the next opening write, although it has not come across the damage yet. */
  store_fixture_open (fixture);
  assert_cannot_write (fixture);
  g_assert_nonnull (pursuit_store_get_read_only_reason (fixture->store));
  store_fixture_close (fixture);
  after = store_fixture_hash_file (fixture);
  g_assert_cmpstr (after, ==, before);
}

static void
test_put_right (StoreFixture  *fixture,
                gconstpointer  data)
{
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
  spoil (fixture);
  store_fixture_open (fixture);
  read_customer (fixture, PURSUIT_ERROR_DAMAGED);
  store_fixture_close (fixture);
  g_assert_true (g_file_set_contents_full (fixture->path, content, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  store_fixture_open (fixture);
  g_assert_false (pursuit_store_is_damaged (fixture->store));
  read_customer (fixture, -1);
  write_setting (fixture);
}

/* What a server that was started anew said of a sound file. */
static void
test_false_alarm (StoreFixture  *fixture,
                  gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  store_fixture_open (fixture);
  pursuit_db_set_error (fixture->store->db, SQLITE_CORRUPT, &error);
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DAMAGED);
  g_clear_error (&error);
  write_setting (fixture);
  g_assert_false (pursuit_store_is_damaged (fixture->store));
}

/* On a share the bytes are fetched and looked at here. */
static void
test_on_share (StoreFixture  *fixture,
               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  store_fixture_open (fixture);
  fixture->store->place->kind = PURSUIT_PLACE_SHARE;
  fixture->store->db->is_damaged = TRUE;
  g_assert_true (pursuit_store_reopen (fixture->store, &error));
  g_assert_no_error (error);
  write_setting (fixture);
  store_fixture_close (fixture);

  spoil (fixture);
  store_fixture_open (fixture);
  fixture->store->place->kind = PURSUIT_PLACE_SHARE;
  read_customer (fixture, PURSUIT_ERROR_DAMAGED);
  g_assert_false (pursuit_store_reopen (fixture->store, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DAMAGED);
  assert_cannot_write (fixture);
}

/* Damage that shows in the middle of a transaction ends it, even if whoever saw it went on. */
static void
test_in_transaction (StoreFixture  *fixture,
                     gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  spoil (fixture);
  before = store_fixture_hash_file (fixture);
  store_fixture_open (fixture);
  {
    g_auto(PursuitTx) tx = { NULL };
    g_autoptr(GError) error = NULL;

    g_assert_true (pursuit_tx_begin (&tx, fixture->store, NULL));
    g_assert_true (pursuit_store_put_setting (fixture->store, "colour", "red", NULL));
    read_customer (fixture, PURSUIT_ERROR_DAMAGED);
    g_assert_false (pursuit_tx_commit (&tx, &error));
    g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_DAMAGED);
  }
  store_fixture_close (fixture);
  after = store_fixture_hash_file (fixture);
  g_assert_cmpstr (after, ==, before);
}

#define ADD(path, func) g_test_add (path, StoreFixture, NULL, set_up, func, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/store/damage/is-not-written-to-any-more", test_not_written);
  ADD ("/store/damage/put-right-is-written-again", test_put_right);
  ADD ("/store/damage/false-alarm-passes", test_false_alarm);
  ADD ("/store/damage/looked-at-here-when-on-a-share", test_on_share);
  ADD ("/store/damage/ends-a-transaction", test_in_transaction);

  return g_test_run ();
}
