/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening a database where it lies: on a disk, on a share, where locks do not hold, in a synchronised folder, under a second name. */

#include "pursuit-claim.h"
#include "pursuit-customer.h"
#include "pursuit-error.h"
#include "pursuit-place-private.h"
#include "pursuit-share-table-private.h"
#include "pursuit-store-private.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define TABLE_SHARE "1 0 0:1 / / rw - cifs //nas/sales rw,vers=3.1.1,cache=strict\n"
#define TABLE_UNSAFE "1 0 0:1 / / rw - fuse.sshfs nas:/sales rw\n"
#define UNSAFE_READING                                                                                                  \
  "“test.pursuit” can only be read. Folders mounted with sshfs do not pass locks on to the server, so two computers could" \
  " write at once."

static void
set_up (StoreFixture  *fixture,
        gconstpointer  data)
{
  store_fixture_set_up (fixture, data);
  store_fixture_fill (fixture);
  store_fixture_close (fixture);
  g_setenv ("PURSUIT_PATIENCE_MS", "20", TRUE);
}

static void
tear_down (StoreFixture  *fixture,
           gconstpointer  data)
{
  pursuit_place_set_table (NULL);
  pursuit_share_table_forget ();
  store_fixture_tear_down (fixture, data);
}

static PursuitStore *
open_with (StoreFixture      *fixture,
           PursuitStoreFlags  flags)
{
  g_autoptr(GError) error = NULL;
  PursuitStore *store = pursuit_store_open (fixture->path, flags, &error);

  g_assert_no_error (error);

  return store;
}

static void
assert_refused (StoreFixture      *fixture,
                PursuitStoreFlags  flags,
                PursuitError       code,
                const char        *part)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (pursuit_store_open (fixture->path, flags, &error));
  g_assert_error (error, PURSUIT_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, part));
}

static gboolean
can_write (PursuitStore  *store,
           GError       **error)
{
  g_auto(PursuitTx) tx = { NULL };

  return pursuit_tx_begin (&tx, store, error);
}

/* On a share */

static void
test_share (StoreFixture  *fixture,
            gconstpointer  data)
{
  g_autoptr(PursuitPlace) copy = NULL;
  const PursuitPlace *place;

  pursuit_place_set_table (TABLE_SHARE);
  fixture->store = open_with (fixture, PURSUIT_STORE_NONE);
  place = pursuit_store_get_place (fixture->store);
  g_assert_cmpint (place->kind, ==, PURSUIT_PLACE_SHARE);
  g_assert_cmpint (place->round_trip_us, >, 0);
  copy = pursuit_place_copy (place);
  g_assert_cmpint (copy->round_trip_us, ==, place->round_trip_us);
  g_assert_cmpstr (copy->options, ==, place->options);
  g_assert_cmpstr (place->reason, ==, NULL);
  g_assert_true (can_write (fixture->store, NULL));
  g_assert_true (pursuit_claim_is_held (fixture->path, NULL));

  store_fixture_close (fixture);
  g_assert_false (pursuit_claim_is_held (fixture->path, NULL));
}

/* One process: in another one the claim is what refuses. */
static void
test_share_other_process (StoreFixture  *fixture,
                          gconstpointer  data)
{
  int status;
  pid_t pid;

  pursuit_place_set_table (TABLE_SHARE);
  fixture->store = open_with (fixture, PURSUIT_STORE_NONE);
  pid = fork ();
  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      g_autofree char *holder = g_strdup_printf ("(process %d) on this computer.", (int) getppid ());
      g_autoptr(GError) error = NULL;
      PursuitStore *store = pursuit_store_open (fixture->path, PURSUIT_STORE_NONE, &error);

      _exit (store == NULL && g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_BUSY) &&
             strstr (error->message, holder) != NULL ? 0 : 1);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_cmpint (status, ==, 0);
}

/* One connection: for reading only the claim does not ask, and the VFS refuses. */
static void
test_share_one_connection (StoreFixture  *fixture,
                           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  pursuit_place_set_table (TABLE_SHARE);
  fixture->store = open_with (fixture, PURSUIT_STORE_NONE);
  assert_refused (fixture, PURSUIT_STORE_NONE, PURSUIT_ERROR_BUSY, "“test.pursuit” is open in this program already.");
  assert_refused (fixture, PURSUIT_STORE_READ_ONLY, PURSUIT_ERROR_BUSY, "“test.pursuit” is open in this program already.");

  g_assert_true (pursuit_store_reopen (fixture->store, &error));
  g_assert_no_error (error);
  g_assert_true (can_write (fixture->store, NULL));
  store_fixture_close (fixture);
  fixture->store = open_with (fixture, PURSUIT_STORE_READ_ONLY);
  g_assert_false (pursuit_claim_is_held (fixture->path, NULL));
}

/* It went away and came back without locks that reach the server. */
static void
test_share_mounted_anew (StoreFixture  *fixture,
                         gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  pursuit_place_set_table (TABLE_SHARE);
  fixture->store = open_with (fixture, PURSUIT_STORE_NONE);
  pursuit_place_set_table (TABLE_UNSAFE);
  g_assert_true (pursuit_store_reopen (fixture->store, &error));
  g_assert_no_error (error);
  g_assert_true (pursuit_store_is_read_only (fixture->store));
  g_assert_cmpstr (pursuit_store_get_read_only_reason (fixture->store), ==, UNSAFE_READING);
  g_assert_false (can_write (fixture->store, NULL));
}

static void
test_share_create (StoreFixture  *fixture,
                   gconstpointer  data)
{
  pursuit_place_set_table (TABLE_SHARE);
  assert_refused (fixture, PURSUIT_STORE_CREATE, PURSUIT_ERROR_STORAGE, "exists already");
  g_assert_false (pursuit_claim_is_held (fixture->path, NULL));
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  fixture->store = open_with (fixture, PURSUIT_STORE_CREATE);
  g_assert_true (pursuit_claim_is_held (fixture->path, NULL));
}

/* On a local disk nobody needs to know of anybody. */
static void
test_local (StoreFixture  *fixture,
            gconstpointer  data)
{
  g_autoptr(PursuitStore) second = NULL;

  pursuit_place_set_table ("1 0 8:1 / / rw - ext4 /dev/sda1 rw\n");
  fixture->store = open_with (fixture, PURSUIT_STORE_NONE);
  second = open_with (fixture, PURSUIT_STORE_NONE);
  g_assert_cmpint (pursuit_store_get_place (second)->round_trip_us, ==, 0);
  g_assert_false (pursuit_claim_is_held (fixture->path, NULL));
  g_assert_true (can_write (second, NULL));
}

/* Where locks do not hold */

static void
test_unsafe (StoreFixture  *fixture,
             gconstpointer  data)
{
  g_autofree char *before = store_fixture_hash_file (fixture);
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;

  pursuit_place_set_table (TABLE_UNSAFE);
  fixture->store = open_with (fixture, PURSUIT_STORE_NONE);
  g_assert_true (pursuit_store_is_read_only (fixture->store));
  g_assert_cmpstr (pursuit_store_get_read_only_reason (fixture->store), ==, UNSAFE_READING);
  g_assert_false (can_write (fixture->store, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
  g_assert_cmpstr (error->message, ==, UNSAFE_READING);
  g_assert_cmpint (pursuit_store_count (fixture->store, pursuit_record_type_from_table ("deal"), NULL), ==, 1);
  g_assert_false (pursuit_claim_is_held (fixture->path, NULL));

  store_fixture_close (fixture);
  after = store_fixture_hash_file (fixture);
  g_assert_cmpstr (before, ==, after);
}

static void
test_unsafe_alone (StoreFixture  *fixture,
                   gconstpointer  data)
{
  pursuit_place_set_table (TABLE_UNSAFE);
  fixture->store = open_with (fixture, PURSUIT_STORE_ALONE);
  g_assert_false (pursuit_store_is_read_only (fixture->store));
  g_assert_null (pursuit_store_get_read_only_reason (fixture->store));
  g_assert_true (can_write (fixture->store, NULL));
  g_assert_true (pursuit_claim_is_held (fixture->path, NULL));
  assert_refused (fixture, PURSUIT_STORE_ALONE, PURSUIT_ERROR_BUSY, "is open in this program already.");
}

static void
test_unsafe_create (StoreFixture  *fixture,
                    gconstpointer  data)
{
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  pursuit_place_set_table (TABLE_UNSAFE);
  assert_refused (fixture, PURSUIT_STORE_NONE, PURSUIT_ERROR_NOT_FOUND, "test.pursuit");
  assert_refused (fixture, PURSUIT_STORE_CREATE, PURSUIT_ERROR_STORAGE, "“test.pursuit” cannot be used here. Folders mounted with sshfs");
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  fixture->store = open_with (fixture, PURSUIT_STORE_CREATE | PURSUIT_STORE_ALONE);
  g_assert_true (can_write (fixture->store, NULL));
}

/* In a synchronised folder */

static void
test_synced (StoreFixture  *fixture,
             gconstpointer  data)
{
  g_autofree char *mark = g_build_filename (fixture->dir, ".stfolder", NULL);
  g_autofree char *before = store_fixture_hash_file (fixture);
  g_autofree char *after = NULL;

  g_assert_cmpint (g_mkdir (mark, 0700), ==, 0);
  assert_refused (fixture, PURSUIT_STORE_NONE, PURSUIT_ERROR_STORAGE,
                  "“test.pursuit” cannot be used here. This folder is kept in step by Syncthing,");
  assert_refused (fixture, PURSUIT_STORE_ALONE, PURSUIT_ERROR_STORAGE, "Syncthing");
  fixture->store = open_with (fixture, PURSUIT_STORE_READ_ONLY);
  g_assert_true (pursuit_store_is_read_only (fixture->store));
  store_fixture_close (fixture);
  after = store_fixture_hash_file (fixture);
  g_assert_cmpstr (before, ==, after);

  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  assert_refused (fixture, PURSUIT_STORE_NONE, PURSUIT_ERROR_NOT_FOUND, "test.pursuit");
  assert_refused (fixture, PURSUIT_STORE_CREATE, PURSUIT_ERROR_STORAGE, "Syncthing");
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_rmdir (mark), ==, 0);
}

/* Under a second name */

static void
test_hard_link (StoreFixture  *fixture,
                gconstpointer  data)
{
  g_autofree char *second = g_build_filename (fixture->dir, "second", NULL);
  g_autofree char *before = store_fixture_hash_file (fixture);
  g_autofree char *after = NULL;

  g_assert_cmpint (link (fixture->path, second), ==, 0);
  fixture->store = open_with (fixture, PURSUIT_STORE_NONE);
  g_assert_true (pursuit_store_is_read_only (fixture->store));
  g_assert_nonnull (strstr (pursuit_store_get_read_only_reason (fixture->store), "hard link"));
  store_fixture_close (fixture);
  after = store_fixture_hash_file (fixture);
  g_assert_cmpstr (before, ==, after);

  g_assert_cmpint (g_unlink (second), ==, 0);
  fixture->store = open_with (fixture, PURSUIT_STORE_NONE);
  g_assert_false (pursuit_store_is_read_only (fixture->store));
}

/* The engine follows a link, and keeps the journal where the file is. */
static void
test_link_beside (StoreFixture  *fixture,
                  gconstpointer  data)
{
  g_autofree char *name = g_build_filename (fixture->dir, "link", NULL);
  g_autoptr(PursuitStore) store = NULL;

  g_assert_cmpint (symlink ("test.pursuit", name), ==, 0);
  store = pursuit_store_open (name, PURSUIT_STORE_NONE, NULL);
  g_assert_nonnull (store);
  g_assert_false (pursuit_store_is_read_only (store));
  g_clear_object (&store);
  g_assert_cmpint (g_unlink (name), ==, 0);
}

static void
test_link_elsewhere (StoreFixture  *fixture,
                     gconstpointer  data)
{
  g_autofree char *dir = g_dir_make_tmp ("pursuit-place-XXXXXX", NULL);
  g_autofree char *name = g_build_filename (dir, "link", NULL);
  g_autoptr(PursuitStore) store = NULL;

  g_assert_cmpint (symlink (fixture->path, name), ==, 0);
  store = pursuit_store_open (name, PURSUIT_STORE_NONE, NULL);
  g_assert_nonnull (store);
  if (pursuit_mount_get_id (dir) == pursuit_mount_get_id (fixture->dir))
    g_test_skip ("this computer has one mount for both folders");
  else
    {
      g_assert_true (pursuit_store_is_read_only (store));
      g_assert_nonnull (strstr (pursuit_store_get_read_only_reason (store), "leads to another disk"));
    }
  g_clear_object (&store);
  g_unlink (name);
  g_rmdir (dir);
}

static int
get_kept (PursuitStore *store)
{
  int kept = 0, most;

  g_assert_cmpint (sqlite3_db_status (store->db->handle, SQLITE_DBSTATUS_CACHE_USED, &kept, &most, 0), ==, SQLITE_OK);
  return kept;
}

/* Memory is given back where the system has the same pages ready, and kept where each would be fetched again. */
static void
test_rest (StoreFixture  *fixture,
           gconstpointer  data)
{
  int kept;

  store_fixture_open (fixture);
  g_assert_cmpint (pursuit_store_count (fixture->store, PURSUIT_TYPE_CUSTOMER, NULL), ==, 1);
  kept = get_kept (fixture->store);
  g_assert_cmpint (kept, >, 0);

  fixture->store->place->kind = PURSUIT_PLACE_SHARE;
  pursuit_store_rest (fixture->store);
  g_assert_cmpint (get_kept (fixture->store), ==, kept);

  fixture->store->place->kind = PURSUIT_PLACE_LOCAL;
  pursuit_store_rest (fixture->store);
  g_assert_cmpint (get_kept (fixture->store), <, kept);
  g_assert_cmpint (pursuit_store_count (fixture->store, PURSUIT_TYPE_CUSTOMER, NULL), ==, 1);
}

#define ADD(path, func) g_test_add (path, StoreFixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/store/place/local/needs-no-claim", test_local);
  ADD ("/store/place/unsafe/is-read-only-and-says-why", test_unsafe);
  ADD ("/store/place/unsafe/can-be-used-alone", test_unsafe_alone);
  ADD ("/store/place/unsafe/nothing-is-made-there", test_unsafe_create);
  ADD ("/store/place/synced/is-refused-but-for-reading", test_synced);
  ADD ("/store/place/name/a-hard-link-is-read-only", test_hard_link);
  ADD ("/store/place/name/a-link-beside-is-followed", test_link_beside);
  ADD ("/store/place/name/a-link-to-another-mount-is-read-only", test_link_elsewhere);
  ADD ("/store/place/share/is-claimed-and-measured", test_share);
  ADD ("/store/place/share/another-process-is-refused", test_share_other_process);
  ADD ("/store/place/share/one-connection", test_share_one_connection);
  ADD ("/store/place/share/can-be-made-there", test_share_create);
  ADD ("/store/place/share/mounted-anew-without-locks", test_share_mounted_anew);
  ADD ("/store/place/rest/a-share-is-not-read-again", test_rest);

  return g_test_run ();
}
