/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A disk that fails in the middle of a verb: whichever call it is, the verb is done entirely or not at all, the journal
 * agrees with the records, and whoever asked gets one sentence. */

#include "verb-cases.h"

#include "fault-vfs.h"
#include "pursuit-db-private.h"
#include "pursuit-error.h"
#include "pursuit-share-vfs-private.h"

#include <glib/gstdio.h>
#include <string.h>

/* The disk fails below what the program does to the engine's calls. Locks are the program's own: they are refused above. */
#define SHARE_ON_FAULT "share-on-fault"
#define DISK_FAULT "fault-of-disk"

/* Which calls fail is told by a run without sanitizers; those look at the memory of the ways out, which repeat themselves, and take
 * ten times as long. */
#ifdef __SANITIZE_ADDRESS__
#define STRIDE 5
#else
#define STRIDE 1
#endif

typedef struct
{
  DeskFixture base;
  char *fresh;         /* the bytes of the file before each run */
  gsize length;
  char *before;
  char *after;
} Fixture;

static void
write_fresh (Fixture *fixture)
{
  g_autofree char *journal = g_strconcat (fixture->base.base.path, "-journal", NULL);

  g_unlink (journal);
  scratch_write (fixture->base.base.path, fixture->fresh, fixture->length);
}

static void
register_vfs (void)
{
  if (sqlite3_vfs_find (FAULT_VFS) != NULL)
    return;

  fault_vfs_register (PURSUIT_SHARE_VFS);
  fault_vfs_register_as (DISK_FAULT, "unix");
  pursuit_share_vfs_register_over (SHARE_ON_FAULT, DISK_FAULT);
}

/* The fixture's own desk is closed; each run opens one of its own. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const VerbCase *c = data;
  g_autoptr(GError) error = NULL;

  desk_fixture_set_up (&fixture->base, data);
  verb_cases_furnish (&fixture->base);
  desk_fixture_reopen (&fixture->base, PURSUIT_STORE_NONE);
  fixture->before = verb_cases_picture (&fixture->base);
  g_assert_true (g_file_get_contents (fixture->base.base.path, &fixture->fresh, &fixture->length, NULL));

  c->verb (fixture->base.desk, &error);
  g_assert_no_error (error);
  fixture->after = verb_cases_picture (&fixture->base);
  g_assert_cmpstr (fixture->before, !=, fixture->after);
  register_vfs ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_free (fixture->fresh);
  g_free (fixture->before);
  g_free (fixture->after);
  desk_fixture_tear_down (&fixture->base, data);
}

/* A disk that is full, that does not answer or answers nonsense, a lock that is not given. */
static void
assert_trouble (const GError *error)
{
  if (!g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_AWAY) &&
      !g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_DAMAGED) &&
      !g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_BUSY))
    g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
}

static void
assert_one_sentence (const GError *error)
{
  assert_trouble (error);
  g_assert_true (g_str_has_prefix (error->message, "“test.pursuit”") || g_str_has_prefix (error->message, "The disk that"));
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_null (strchr (error->message, '\n'));
}

/* One run with the n-th call failing; returns whether anything failed. */
static gboolean
run (Fixture        *fixture,
     const VerbCase *c,
     int             n,
     int             code,
     gboolean        sticky)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitDesk) desk = NULL;
  g_autofree char *found = NULL;
  gboolean done, hit;

  write_fresh (fixture);
  pursuit_db_set_vfs (code == SQLITE_BUSY ? FAULT_VFS : SHARE_ON_FAULT);
  desk = pursuit_desk_open (fixture->base.base.path, PURSUIT_STORE_NONE, NULL);
  pursuit_db_set_vfs (NULL);
  fault_vfs_arm (n, code, sticky);
  done = c->verb (desk, &error);
  hit = fault_vfs_hits () > 0;
  g_clear_object (&desk);
  fault_vfs_disarm ();

  desk_fixture_reopen (&fixture->base, PURSUIT_STORE_NONE);
  found = verb_cases_picture (&fixture->base);
  g_assert_true (g_str_equal (found, fixture->after) || (!done && g_str_equal (found, fixture->before)));
  desk_fixture_assert_sound (&fixture->base);
  if (!done)
    assert_one_sentence (error);
  g_assert_true (hit || done);

  return hit;
}

static void
test_any_call_fails (Fixture       *fixture,
                     gconstpointer  data)
{
  int n = 1;

  while (run (fixture, data, n, SQLITE_IOERR, FALSE))
    n += STRIDE;
  g_assert_cmpint (n, >, 10);
}

static void
test_power_fails (Fixture       *fixture,
                  gconstpointer  data)
{
  int n = 1;

  while (run (fixture, data, n, SQLITE_IOERR, TRUE))
    n += STRIDE;
  g_assert_cmpint (n, >, 10);
}

static void
test_disk_full (Fixture       *fixture,
                gconstpointer  data)
{
  int n = 1;

  while (run (fixture, data, n, SQLITE_FULL, FALSE))
    n += STRIDE;
  g_assert_cmpint (n, >, 3);
}

/* The server gives half of a page. */
static void
test_short_read (Fixture       *fixture,
                 gconstpointer  data)
{
  int n = 1;

  while (run (fixture, data, n, SQLITE_IOERR_SHORT_READ, FALSE))
    n += STRIDE;
  g_assert_cmpint (n, >, 3);
}

/* The server refuses a lock: once, then it is asked for again; for good, then nothing happens. */
static void
test_lock_refused (Fixture       *fixture,
                   gconstpointer  data)
{
  int n = 1;

  g_setenv ("PURSUIT_PATIENCE_MS", "1", TRUE);
  while (run (fixture, data, n, SQLITE_BUSY, FALSE) && run (fixture, data, n, SQLITE_BUSY, TRUE))
    n++;
  g_unsetenv ("PURSUIT_PATIENCE_MS");
  g_assert_cmpint (n, >, 2);
}

/* Making a database: it is whole or it is not there. */
static void
test_create (DeskFixture   *fixture,
             gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->base.dir, "new.pursuit", NULL);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  gboolean hit = TRUE;
  int n_refused = 0;

  register_vfs ();
  pursuit_db_set_vfs (FAULT_VFS);
  for (int n = 1; hit; n++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(PursuitDesk) desk = NULL;

      fault_vfs_arm (n, SQLITE_IOERR, FALSE);
      desk = pursuit_desk_create (path, NULL, &error);
      hit = fault_vfs_hits () > 0;
      fault_vfs_disarm ();
      g_assert_true (hit || desk != NULL);
      n_refused += desk == NULL;
      g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, desk != NULL);
      g_clear_object (&desk);
      g_unlink (journal);
      g_unlink (path);
    }
  pursuit_db_set_vfs (NULL);
  g_assert_cmpint (n_refused, >, 10);
}

/* The same through the store alone, which leaves nothing behind either, not even an empty journal. */
static void
test_create_leaves_nothing (DeskFixture   *fixture,
                            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->base.dir, "new.pursuit", NULL);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);

  register_vfs ();
  pursuit_db_set_vfs (FAULT_VFS);
  for (int n = 5; n < 200; n += 13)
    {
      g_autoptr(GError) error = NULL;

      fault_vfs_arm (n, SQLITE_IOERR, TRUE);
      g_assert_null (pursuit_desk_create (path, NULL, &error));
      fault_vfs_disarm ();
      assert_trouble (error);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
      g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));
    }
  pursuit_db_set_vfs (NULL);
}

int
main (int    argc,
      char **argv)
{
  const VerbCase *verbs;
  guint n_verbs;

  g_test_init (&argc, &argv, NULL);

  verbs = verb_cases_list (&n_verbs);
  for (guint i = 0; i < n_verbs; i++)
    {
      g_autofree char *once = g_strconcat ("/service/faults/any-call/", verbs[i].name, NULL);
      g_autofree char *sticky = g_strconcat ("/service/faults/power/", verbs[i].name, NULL);
      g_autofree char *full = g_strconcat ("/service/faults/disk-full/", verbs[i].name, NULL);
      g_autofree char *read = g_strconcat ("/service/faults/short-read/", verbs[i].name, NULL);
      g_autofree char *lock = g_strconcat ("/service/faults/lock-refused/", verbs[i].name, NULL);

      g_test_add (once, Fixture, &verbs[i], set_up, test_any_call_fails, tear_down);
      g_test_add (sticky, Fixture, &verbs[i], set_up, test_power_fails, tear_down);
      g_test_add (full, Fixture, &verbs[i], set_up, test_disk_full, tear_down);
      g_test_add (read, Fixture, &verbs[i], set_up, test_short_read, tear_down);
      g_test_add (lock, Fixture, &verbs[i], set_up, test_lock_refused, tear_down);
    }
  g_test_add ("/service/faults/create-database", DeskFixture, NULL, desk_fixture_set_up, test_create,
              desk_fixture_tear_down);
  g_test_add ("/service/faults/create-database-leaves-nothing", DeskFixture, NULL, desk_fixture_set_up,
              test_create_leaves_nothing, desk_fixture_tear_down);

  return g_test_run ();
}
