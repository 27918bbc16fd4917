/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Another state in place of the present one: whichever call to the disk fails, it is the one or the other. */

#include "fault-vfs.h"
#include "pursuit-backup.h"
#include "pursuit-deal.h"
#include "pursuit-error.h"
#include "pursuit-replace.h"
#include "pursuit-share-vfs-private.h"
#include "pursuit-store-private.h"
#include "store-fixture.h"

#include <glib/gstdio.h>

typedef struct
{
  StoreFixture base;
  char *dir;
  char *copy_path;
  PursuitStore *copy;   /* the state before there was anything */
  char *content;        /* of the live file */
  gsize length;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_auto(PursuitTx) tx = { NULL };

  store_fixture_set_up (&fixture->base, data);
  fixture->dir = scratch_dir_new ();
  fixture->copy_path = g_build_filename (fixture->dir, "copy", NULL);
  g_assert_true (pursuit_store_copy (fixture->base.store, fixture->copy_path, NULL, NULL));
  fixture->copy = pursuit_store_open (fixture->copy_path, PURSUIT_STORE_NONE, NULL);
  g_assert_true (pursuit_tx_begin (&tx, fixture->copy, NULL));
  g_assert_true (pursuit_store_adopt_identity (fixture->copy, fixture->base.store, NULL));
  g_assert_true (pursuit_tx_commit (&tx, NULL));
  store_fixture_fill (&fixture->base);
  /* Large enough that pages are written before the end. */
  store_fixture_raw (&fixture->base,
                     "WITH RECURSIVE n (i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n LIMIT 40)"
                     " INSERT INTO customer (id, created_at, changed_at, name, notes, search)"
                     " SELECT i, 1, 1, 'x' || i, hex (zeroblob (400)), 'x' FROM n");
  store_fixture_close (&fixture->base);
  g_assert_true (g_file_get_contents (fixture->base.path, &fixture->content, &fixture->length, NULL));
  if (sqlite3_vfs_find (FAULT_VFS) == NULL)
    fault_vfs_register (PURSUIT_SHARE_VFS);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *journal = g_strconcat (fixture->copy_path, "-journal", NULL);

  g_assert_finalize_object (fixture->copy);
  g_unlink (fixture->copy_path);
  g_unlink (journal);
  scratch_dir_remove (fixture->dir);
  g_free (fixture->copy_path);
  g_free (fixture->content);
  store_fixture_tear_down (&fixture->base, data);
}

static void
write_fresh (Fixture *fixture)
{
  g_autofree char *journal = g_strconcat (fixture->base.path, "-journal", NULL);

  store_fixture_close (&fixture->base);
  g_unlink (journal);
  g_assert_true (g_file_set_contents_full (fixture->base.path, fixture->content, (gssize) fixture->length,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

/* One try with the n-th call failing; returns whether anything failed. */
static gboolean
run (Fixture *fixture,
     int      n,
     int      code,
     gboolean sticky)
{
  g_autoptr(GError) error = NULL;
  PursuitStore *store;
  gboolean done, hit;

  write_fresh (fixture);
  pursuit_db_set_vfs (FAULT_VFS);
  store_fixture_open (&fixture->base);
  store = fixture->base.store;
  g_assert_true (pursuit_store_seize (store, NULL));
  fault_vfs_arm (n, code, sticky);
  done = pursuit_store_replace (store, fixture->copy, NULL, &error);
  pursuit_store_release (store, NULL);
  hit = fault_vfs_hits () > 0;
  fault_vfs_disarm ();
  pursuit_db_set_vfs (NULL);

  store_fixture_open (&fixture->base);
  g_assert_cmpint (pursuit_store_get_generation (fixture->base.store), ==,
                   store_fixture_int (&fixture->base, "SELECT count(*) FROM deal") == 0 ? 2 : 1);
  g_assert_cmpint (store_fixture_int (&fixture->base, "SELECT count(*) FROM customer"), ==,
                   pursuit_store_get_generation (fixture->base.store) == 2 ? 0 : 41);
  if (done)
    g_assert_cmpint (pursuit_store_get_generation (fixture->base.store), ==, 2);
  else
    g_assert_nonnull (error);
  g_assert_cmpint (store_fixture_int (&fixture->base, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"),
                   ==, 0);
  g_assert_true (hit || done);

  return hit;
}

static void
test_any_call_fails (Fixture       *fixture,
                     gconstpointer  data)
{
  int n = 1;

  while (run (fixture, n, SQLITE_IOERR, FALSE))
    n++;
  g_assert_cmpint (n, >, 30);
}

static void
test_power_fails (Fixture       *fixture,
                  gconstpointer  data)
{
  int n = 1;

  while (run (fixture, n, SQLITE_IOERR, TRUE))
    n += 3;
  g_assert_cmpint (n, >, 30);
}

static void
test_full_disk (Fixture       *fixture,
                gconstpointer  data)
{
  int n = 1;

  while (run (fixture, n, SQLITE_FULL, TRUE))
    n += 5;
  g_assert_cmpint (n, >, 30);
}

/* While it is seized nobody else gets in; what they ask for is then the new state. */
static void
test_seized (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(PursuitStore) other = NULL;
  g_autoptr(GError) error = NULL;

  g_setenv ("PURSUIT_PATIENCE_MS", "20", TRUE);
  store_fixture_open (&fixture->base);
  other = pursuit_store_open (fixture->base.path, PURSUIT_STORE_NONE, NULL);
  g_unsetenv ("PURSUIT_PATIENCE_MS");
  g_assert_true (pursuit_store_seize (fixture->base.store, NULL));
  g_assert_cmpint (pursuit_store_count (other, PURSUIT_TYPE_DEAL, &error), ==, -1);
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_BUSY);
  g_assert_true (pursuit_store_replace (fixture->base.store, fixture->copy, NULL, NULL));
  g_assert_true (pursuit_store_release (fixture->base.store, NULL));
  g_assert_cmpint (pursuit_store_count (other, PURSUIT_TYPE_DEAL, NULL), ==, 0);
}

#define ADD(path, data, func) g_test_add ("/store/replace/" path, Fixture, data, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("any-call-fails", NULL, test_any_call_fails);
  ADD ("disk-is-full", NULL, test_full_disk);
  ADD ("power-fails", NULL, test_power_fails);
  ADD ("nobody-else-meanwhile", NULL, test_seized);

  return g_test_run ();
}
