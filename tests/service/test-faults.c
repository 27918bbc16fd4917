/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A disk that fails in the middle of a verb: whichever call it is, the verb is done entirely or not at all, the journal
 * agrees with the records, and whoever asked gets one sentence. */

#include "array-source.h"
#include "desk-fixture.h"
#include "fault-vfs.h"
#include "pursuit-contact.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-db-private.h"
#include "pursuit-deals.h"
#include "pursuit-error.h"
#include "pursuit-import.h"
#include "pursuit-records.h"
#include "pursuit-share-vfs-private.h"

#include <glib/gstdio.h>
#include <string.h>

typedef gboolean (*Verb) (PursuitDesk  *desk,
                          GError      **error);

typedef struct
{
  const char *name;
  Verb verb;
} VerbCase;

typedef struct
{
  DeskFixture base;
  char *fresh;         /* the bytes of the file before each run */
  gsize length;
  char *before;
  char *after;
} Fixture;

static gboolean
create_customer (PursuitDesk  *desk,
                 GError      **error)
{
  g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", "New", NULL);

  return pursuit_records_create (desk, customer, NULL, error);
}

static gboolean
create_deal (PursuitDesk  *desk,
             GError      **error)
{
  g_autoptr(PursuitDeal) deal = g_object_new (PURSUIT_TYPE_DEAL, "title", "New", "customer-id", G_GINT64_CONSTANT (1),
                                              "amount", G_GINT64_CONSTANT (5), NULL);

  return pursuit_deals_create (desk, deal, 2, NULL, error);
}

static gboolean
save (PursuitDesk  *desk,
      GError      **error)
{
  g_autoptr(PursuitRecord) original = pursuit_store_load (pursuit_desk_get_store (desk), PURSUIT_TYPE_CUSTOMER, 1, error);
  g_autoptr(PursuitRecord) edited = original != NULL ? pursuit_record_copy (original) : NULL;

  if (edited == NULL)
    return FALSE;
  g_object_set (edited, "phone", "123", NULL);

  return pursuit_records_save (desk, original, edited, NULL, error);
}

static gboolean
move (PursuitDesk  *desk,
      GError      **error)
{
  return pursuit_deals_move (desk, 1, 6, "why", NULL, error);
}

static gboolean
win (PursuitDesk  *desk,
     GError      **error)
{
  return pursuit_deals_win (desk, 1, NULL, error);
}

static gboolean
delete (PursuitDesk  *desk,
        GError      **error)
{
  return pursuit_records_delete (desk, PURSUIT_TYPE_CUSTOMER, 2, NULL, error);
}

/* The newest entry is that of a move. */
static gboolean
undo (PursuitDesk  *desk,
      GError      **error)
{
  gint64 last_id;

  return pursuit_journal_get_last (pursuit_desk_get_store (desk), &last_id, error) &&
         pursuit_records_undo (desk, last_id, NULL, error);
}

/* Changes a deal that is there, and brings one in whose customer is still to be made. */
static gboolean
import (PursuitDesk  *desk,
        GError      **error)
{
  g_autoptr(PursuitRowSource) source = array_source_new ("deals.csv", "title|customer|stage|value|close date", "Line|Mill|won|7|2026-02-03",
                                                         "New||2|9|", NULL);
  g_autoptr(PursuitImport) deals = pursuit_import_new (PURSUIT_IMPORT_DEALS, source, error);
  g_autoptr(PursuitImportReport) report = NULL;

  if (deals == NULL)
    return FALSE;
  pursuit_import_set_allow_refused (deals, TRUE);
  report = pursuit_import_run (deals, desk, FALSE, NULL, NULL, NULL, error);

  return report != NULL;
}

static const VerbCase verbs[] = {
  { "create-customer", create_customer },
  { "create-deal", create_deal },
  { "save", save },
  { "move", move },
  { "win", win },
  { "delete", delete },
  { "undo", undo },
  { "import", import },
};

/* The records that the verbs change, their history and what the journal says of them. */
static char *
picture (DeskFixture *fixture)
{
  return desk_fixture_text (fixture,
    "SELECT group_concat (x, '|') FROM ("
    "SELECT 'c' || id || revision || (deleted_at <> 0) || coalesce (phone, '') AS x FROM customer"
    " UNION ALL SELECT 'd' || id || revision || (deleted_at <> 0) || stage_id || status || probability FROM deal"
    " UNION ALL SELECT 'm' || id || to_stage_id || to_status FROM stage_move"
    " UNION ALL SELECT 't' || stage_id || status || count || amount || weighted FROM deal_total WHERE count > 0"
    " UNION ALL SELECT 'j' || id || verb || entity || entity_id || length (after) FROM journal"
    "   JOIN journal_payload ON journal_id = id ORDER BY 1)");
}

static void
write_fresh (Fixture *fixture)
{
  g_autofree char *journal = g_strconcat (fixture->base.base.path, "-journal", NULL);
  g_autoptr(GError) error = NULL;

  g_unlink (journal);
  g_file_set_contents_full (fixture->base.base.path, fixture->fresh, (gssize) fixture->length, G_FILE_SET_CONTENTS_NONE,
                            0600, &error);
  g_assert_no_error (error);
}

/* The fixture's own desk is closed; each run opens one of its own. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const VerbCase *c = data;
  g_autoptr(GError) error = NULL;

  desk_fixture_set_up (&fixture->base, data);
  desk_fixture_add_customer (&fixture->base, "Mill", "Li");
  desk_fixture_add_customer (&fixture->base, "Press", "Li");
  desk_fixture_add_deal (&fixture->base, "Line", "Mill", "Li", 1000, 2);
  g_assert_true (pursuit_deals_move (fixture->base.desk, 1, 3, NULL, NULL, NULL));
  desk_fixture_reopen (&fixture->base, PURSUIT_STORE_NONE);
  fixture->before = picture (&fixture->base);
  g_assert_true (g_file_get_contents (fixture->base.base.path, &fixture->fresh, &fixture->length, NULL));

  c->verb (fixture->base.desk, &error);
  g_assert_no_error (error);
  fixture->after = picture (&fixture->base);
  g_assert_cmpstr (fixture->before, !=, fixture->after);
  if (sqlite3_vfs_find (FAULT_VFS) == NULL)
    fault_vfs_register (PURSUIT_SHARE_VFS);
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

/* A disk that is full, or one that does not answer. */
static void
assert_trouble (const GError *error)
{
  if (!g_error_matches (error, PURSUIT_ERROR, PURSUIT_ERROR_AWAY))
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
  pursuit_db_set_vfs (FAULT_VFS);
  desk = pursuit_desk_open (fixture->base.base.path, PURSUIT_STORE_NONE, NULL);
  pursuit_db_set_vfs (NULL);
  fault_vfs_arm (n, code, sticky);
  done = c->verb (desk, &error);
  hit = fault_vfs_hits () > 0;
  g_clear_object (&desk);
  fault_vfs_disarm ();

  desk_fixture_reopen (&fixture->base, PURSUIT_STORE_NONE);
  found = picture (&fixture->base);
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
    n++;
  g_assert_cmpint (n, >, 10);
}

static void
test_power_fails (Fixture       *fixture,
                  gconstpointer  data)
{
  int n = 1;

  while (run (fixture, data, n, SQLITE_IOERR, TRUE))
    n++;
  g_assert_cmpint (n, >, 10);
}

static void
test_disk_full (Fixture       *fixture,
                gconstpointer  data)
{
  int n = 1;

  while (run (fixture, data, n, SQLITE_FULL, FALSE))
    n++;
  g_assert_cmpint (n, >, 3);
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

  if (sqlite3_vfs_find (FAULT_VFS) == NULL)
    fault_vfs_register (PURSUIT_SHARE_VFS);
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

  if (sqlite3_vfs_find (FAULT_VFS) == NULL)
    fault_vfs_register (PURSUIT_SHARE_VFS);
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
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autofree char *once = g_strconcat ("/service/faults/any-call/", verbs[i].name, NULL);
      g_autofree char *sticky = g_strconcat ("/service/faults/power/", verbs[i].name, NULL);
      g_autofree char *full = g_strconcat ("/service/faults/disk-full/", verbs[i].name, NULL);

      g_test_add (once, Fixture, &verbs[i], set_up, test_any_call_fails, tear_down);
      g_test_add (sticky, Fixture, &verbs[i], set_up, test_power_fails, tear_down);
      g_test_add (full, Fixture, &verbs[i], set_up, test_disk_full, tear_down);
    }
  g_test_add ("/service/faults/create-database", DeskFixture, NULL, desk_fixture_set_up, test_create,
              desk_fixture_tear_down);
  g_test_add ("/service/faults/create-database-leaves-nothing", DeskFixture, NULL, desk_fixture_set_up,
              test_create_leaves_nothing, desk_fixture_tear_down);

  return g_test_run ();
}
