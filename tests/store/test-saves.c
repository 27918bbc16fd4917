/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Saves are idempotent and witnessed: each has a number, one whose answer was lost is asked for again, and this computer
 * notices when saves that were acknowledged are gone. */

#include "fault-vfs.h"
#include "pursuit-db-private.h"
#include "pursuit-error.h"
#include "pursuit-local.h"
#include "pursuit-receipts.h"
#include "pursuit-share-vfs-private.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static void
set_up (StoreFixture  *fixture,
        gconstpointer  data)
{
  g_autofree char *home = NULL;

  store_fixture_set_up (fixture, data);
  home = g_build_filename (fixture->dir, "state", NULL);
  g_setenv ("PURSUIT_STATE_HOME", home, TRUE);
}

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
tear_down (StoreFixture  *fixture,
           gconstpointer  data)
{
  static const char *const made[] = { "state", "older", "older-journal", "other", "other-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (made); i++)
    {
      g_autofree char *path = g_build_filename (fixture->dir, made[i], NULL);

      remove_tree (path);
    }
  store_fixture_tear_down (fixture, data);
}

/* One intention: a journal entry about the thing with the number @about. */
static gboolean
save (PursuitStore  *store,
      gint64         about,
      gint64        *out_entry_id,
      GError       **error)
{
  PursuitJournalEntry entry = { .actor = (char *) "Li Na", .verb = (char *) "edit", .entity = (char *) "deal", .entity_id = about,
                                .after = (char *) "{\"title\":\"“x”\"}" };
  g_auto(PursuitTx) tx = { NULL };

  if (!pursuit_tx_begin (&tx, store, error) || !pursuit_journal_add (store, &entry, error) ||
      !pursuit_tx_commit (&tx, error))
    return FALSE;

  if (out_entry_id != NULL)
    *out_entry_id = entry.id;
  return TRUE;
}

static gint64
save_well (StoreFixture *fixture,
           gint64        about)
{
  g_autoptr(GError) error = NULL;
  gint64 entry_id = 0;

  save (fixture->store, about, &entry_id, &error);
  g_assert_no_error (error);

  return entry_id;
}

static gboolean
is_whole (StoreFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  gboolean whole = FALSE;

  pursuit_receipts_check (fixture->store, &whole, &error);
  g_assert_no_error (error);

  return whole;
}

static GPtrArray *
list_missing (StoreFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *missing = pursuit_receipts_list_missing (fixture->store, &error);

  g_assert_no_error (error);
  return missing;
}

static char *
keep_copy (StoreFixture *fixture)
{
  g_autofree char *content = NULL;
  char *copy = g_build_filename (fixture->dir, "older", NULL);
  gsize length;

  g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
  g_assert_true (g_file_set_contents (copy, content, (gssize) length, NULL));

  return copy;
}

/* As `cp` does it, and a synchronising program behind everybody's back: the engine does not notice. */
static void
put_copy_back (StoreFixture *fixture,
               const char   *copy)
{
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (copy, &content, &length, NULL));
  scratch_write (fixture->path, content, length);
}

static void
test_numbers (StoreFixture  *fixture,
              gconstpointer  data)
{
  g_autofree char *numbers = NULL;
  g_autofree char *expected = NULL;
  const char *client = pursuit_store_get_client (fixture->store);

  save_well (fixture, 1);
  save_well (fixture, 2);
  numbers = store_fixture_text (fixture, "SELECT group_concat (client || ' ' || seq, ', ') FROM journal");
  expected = g_strdup_printf ("%s 1, %s 2", client, client);
  g_assert_cmpstr (numbers, ==, expected);

  g_free (g_steal_pointer (&expected));
  expected = g_strdup (client);
  store_fixture_close (fixture);
  store_fixture_open (fixture);
  g_assert_cmpstr (pursuit_store_get_client (fixture->store), !=, expected);
}

static void
test_tried_again (StoreFixture  *fixture,
                  gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  gint64 entry_id, found_id;

  g_assert_true (pursuit_journal_find_save (fixture->store, "somebody", 7, &found_id, NULL));
  g_assert_cmpint (found_id, ==, 0);
  pursuit_store_set_save (fixture->store, "somebody", 7);
  entry_id = save_well (fixture, 1);
  g_assert_true (pursuit_journal_find_save (fixture->store, "somebody", 7, &found_id, NULL));
  g_assert_cmpint (found_id, ==, entry_id);

  /* The next save is one of its own again. */
  save_well (fixture, 2);
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM journal WHERE client = 'somebody'"), ==, 1);

  /* Whoever does not ask first is stopped by the file. */
  pursuit_store_set_save (fixture->store, "somebody", 7);
  g_assert_false (save (fixture->store, 3, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM journal"), ==, 2);
  save_well (fixture, 4);
}

static void
open_on_failing_disk (StoreFixture *fixture)
{
  store_fixture_close (fixture);
  if (sqlite3_vfs_find (FAULT_VFS) == NULL)
    fault_vfs_register (PURSUIT_SHARE_VFS);
  pursuit_db_set_vfs (FAULT_VFS);
  store_fixture_open (fixture);
}

/* Whichever call fails once: what is said to be done is in the file, and what is said to have failed is not. */
static void
test_lost_answer (StoreFixture  *fixture,
                  gconstpointer  data)
{
  gboolean hit = TRUE;
  int asked_again = 0;

  open_on_failing_disk (fixture);
  for (int n = 1; hit; n++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM journal WHERE entity_id = %d", n);
      g_autoptr(GError) error = NULL;
      gboolean done;

      fault_vfs_arm (n, SQLITE_IOERR, FALSE);
      done = save (fixture->store, n, NULL, &error);
      hit = fault_vfs_hits () > 0;
      fault_vfs_disarm ();
      asked_again += hit && done;
      if (!done)
        g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_AWAY);
      g_assert_cmpint (store_fixture_int (fixture, sql), ==, done ? 1 : 0);
    }
  pursuit_db_set_vfs (NULL);

  g_test_message ("%d saves were found done after their answer was lost", asked_again);
  g_assert_cmpint (asked_again, >, 0);
}

/* Nobody answers any more: nothing is said to be done, and as soon as somebody does, the same save goes through once. */
static void
test_away (StoreFixture  *fixture,
           gconstpointer  data)
{
  gboolean hit = TRUE;

  open_on_failing_disk (fixture);
  for (int n = 1; hit; n++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM journal WHERE entity_id = %d", n);
      g_autoptr(GError) error = NULL;
      gint64 found_id;
      gboolean done;

      fault_vfs_arm (n, SQLITE_IOERR, TRUE);
      pursuit_store_set_save (fixture->store, "me", n);
      done = save (fixture->store, n, NULL, &error);
      hit = fault_vfs_hits () > 0;
      if (hit)
        {
          g_assert_false (done);
          g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_AWAY);
          g_assert_false (save (fixture->store, n, NULL, NULL));
        }
      fault_vfs_disarm ();
      g_assert_true (pursuit_store_reopen (fixture->store, NULL));
      g_assert_true (pursuit_journal_find_save (fixture->store, "me", n, &found_id, NULL));
      if (found_id == 0)
        {
          pursuit_store_set_save (fixture->store, "me", n);
          save_well (fixture, n);
        }
      g_assert_cmpint (store_fixture_int (fixture, sql), ==, 1);
    }
  pursuit_db_set_vfs (NULL);
}

/* What nobody acknowledged is no receipt, whatever is saved after it: nobody is told later that it is gone. */
static void
test_away_is_no_receipt (StoreFixture  *fixture,
                         gconstpointer  data)
{
  gboolean hit = TRUE;
  int n_given_up = 0;

  open_on_failing_disk (fixture);
  for (int n = 1; hit; n++)
    {
      g_autoptr(GPtrArray) missing = NULL;

      fault_vfs_arm (n, SQLITE_IOERR, TRUE);
      n_given_up += !save (fixture->store, n, NULL, NULL);
      hit = fault_vfs_hits () > 0;
      fault_vfs_disarm ();
      g_assert_true (pursuit_store_reopen (fixture->store, NULL));
      save_well (fixture, 1000 + n);
      missing = list_missing (fixture);
      g_assert_cmpuint (missing->len, ==, 0);
    }
  pursuit_db_set_vfs (NULL);
  g_assert_cmpint (n_given_up, >, 0);
}

static void
test_replaced (StoreFixture  *fixture,
               gconstpointer  data)
{
  g_autofree char *other = g_build_filename (fixture->dir, "other", NULL);
  g_autoptr(PursuitStore) store = pursuit_store_open (other, PURSUIT_STORE_CREATE, NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *copy = NULL;

  g_assert_cmpstr (pursuit_store_get_uuid (store), !=, pursuit_store_get_uuid (fixture->store));
  g_clear_object (&store);
  copy = keep_copy (fixture);
  put_copy_back (fixture, other);
  g_assert_false (pursuit_store_reopen (fixture->store, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
  g_assert_cmpstr (error->message, ==, "“test.pursuit” was replaced by another database; open it anew.");
  g_clear_error (&error);

  g_assert_false (save (fixture->store, 1, NULL, &error));
  put_copy_back (fixture, copy);
  save_well (fixture, 2);
}

static void
test_read_only (StoreFixture  *fixture,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (pursuit_store_get_read_only_reason (fixture->store));
  pursuit_store_set_read_only (fixture->store, "The locks do not hold.");
  g_assert_true (pursuit_store_is_read_only (fixture->store));
  g_assert_false (save (fixture->store, 1, NULL, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
  g_assert_cmpstr (error->message, ==, "The locks do not hold.");

  pursuit_store_set_read_only (fixture->store, NULL);
  g_assert_false (pursuit_store_is_read_only (fixture->store));
  save_well (fixture, 1);
}

static void
test_look (StoreFixture  *fixture,
           gconstpointer  data)
{
  gboolean changed = TRUE;

  g_assert_true (pursuit_store_look (fixture->store, &changed, NULL));
  g_assert_false (changed);
  save_well (fixture, 1);
  g_assert_true (pursuit_store_look (fixture->store, &changed, NULL));
  g_assert_false (changed);

  store_fixture_raw (fixture, "UPDATE identity SET generation = 2");
  g_assert_true (pursuit_store_look (fixture->store, &changed, NULL));
  g_assert_true (changed);
  g_assert_true (pursuit_store_look (fixture->store, &changed, NULL));
  g_assert_false (changed);

  g_assert_true (pursuit_store_reopen (fixture->store, NULL));
  g_assert_cmpint (pursuit_store_get_generation (fixture->store), ==, 2);
  g_assert_true (pursuit_store_look (fixture->store, &changed, NULL));
  g_assert_true (changed);
}

static void
assert_receipt (GPtrArray *receipts,
                guint      index,
                gint64     about)
{
  const PursuitReceipt *receipt = g_ptr_array_index (receipts, index);

  g_assert_cmpint (receipt->entry->entity_id, ==, about);
  g_assert_cmpint (receipt->generation, ==, 1);
  g_assert_cmpstr (receipt->entry->actor, ==, "Li Na");
  g_assert_cmpstr (receipt->entry->verb, ==, "edit");
  g_assert_cmpstr (receipt->entry->after, ==, "{\"title\":\"“x”\"}");
  g_assert_null (receipt->entry->before);
}

/* integrity_check finds nothing wrong with an old copy. */
static void
test_lost_saves (StoreFixture  *fixture,
                 gconstpointer  data)
{
  g_autoptr(GPtrArray) missing = NULL;
  g_autofree char *copy = NULL;

  g_assert_true (is_whole (fixture));
  save_well (fixture, 1);
  copy = keep_copy (fixture);
  save_well (fixture, 2);
  save_well (fixture, 3);
  g_assert_true (is_whole (fixture));
  missing = list_missing (fixture);
  g_assert_cmpuint (missing->len, ==, 0);

  store_fixture_close (fixture);
  put_copy_back (fixture, copy);
  store_fixture_open (fixture);
  g_assert_false (is_whole (fixture));
  g_clear_pointer (&missing, g_ptr_array_unref);
  missing = list_missing (fixture);
  g_assert_cmpuint (missing->len, ==, 2);
  assert_receipt (missing, 0, 2);
  assert_receipt (missing, 1, 3);

  /* Nobody wants them: the file counts as whole, now and at the next start. */
  pursuit_receipts_settle (fixture->store);
  g_assert_true (is_whole (fixture));
  store_fixture_close (fixture);
  store_fixture_open (fixture);
  g_assert_true (is_whole (fixture));
  g_clear_pointer (&missing, g_ptr_array_unref);
  missing = list_missing (fixture);
  g_assert_cmpuint (missing->len, ==, 0);
}

/* Somebody's window is open all the while, and others go on saving into the old copy. */
static void
test_lost_while_open (StoreFixture  *fixture,
                      gconstpointer  data)
{
  g_autoptr(GPtrArray) missing = NULL;
  g_autofree char *copy = keep_copy (fixture);

  save_well (fixture, 1);
  put_copy_back (fixture, copy);
  {
    g_autoptr(PursuitStore) other = pursuit_store_open (fixture->path, PURSUIT_STORE_NONE, NULL);

    g_assert_true (save (other, 8, NULL, NULL));
    g_assert_true (save (other, 9, NULL, NULL));
  }
  g_assert_true (pursuit_store_reopen (fixture->store, NULL));
  g_assert_false (is_whole (fixture));
  missing = list_missing (fixture);
  g_assert_cmpuint (missing->len, ==, 1);
  assert_receipt (missing, 0, 1);

  /* Also for whoever comes later. */
  store_fixture_close (fixture);
  store_fixture_open (fixture);
  g_assert_false (is_whole (fixture));
}

static void
test_copy_elsewhere (StoreFixture  *fixture,
                     gconstpointer  data)
{
  g_autofree char *copy = keep_copy (fixture);
  g_autoptr(PursuitStore) other = NULL;
  g_autoptr(GPtrArray) missing = NULL;
  gboolean whole = FALSE;

  save_well (fixture, 1);
  other = pursuit_store_open (copy, PURSUIT_STORE_NONE, NULL);
  g_assert_true (pursuit_receipts_check (other, &whole, NULL));
  g_assert_true (whole);
  missing = pursuit_receipts_list_missing (other, NULL);
  g_assert_cmpuint (missing->len, ==, 0);
}

static void
test_rolled_back (StoreFixture  *fixture,
                  gconstpointer  data)
{
  PursuitJournalEntry entry = { .actor = (char *) "x", .verb = (char *) "edit", .entity = (char *) "deal" };

  save_well (fixture, 1);
  {
    g_auto(PursuitTx) tx = { NULL };

    g_assert_true (pursuit_tx_begin (&tx, fixture->store, NULL));
    g_assert_true (pursuit_journal_add (fixture->store, &entry, NULL));
  }
  g_assert_true (is_whole (fixture));
  save_well (fixture, 2);
  store_fixture_close (fixture);
  store_fixture_open (fixture);
  g_assert_true (is_whole (fixture));
}

/* What a crash or somebody's editor made of the file of receipts: what can be read counts, the rest does not. */
static void
test_broken_receipts (StoreFixture  *fixture,
                      gconstpointer  data)
{
  static const char *const rubbish[] = {
    "", "\n\n", "{", "[]\n", "null\n", "{\"path\":1}\n", "\xff\xfe\n", "{\"path\":\"x\",\"hash\":\"00\"}\n", "{\"id\":\n",
  };
  g_autofree char *dir = pursuit_local_dup_dir (pursuit_store_get_uuid (fixture->store));
  g_autofree char *path = g_build_filename (dir, "saves.jsonl", NULL);
  g_autofree char *good = NULL;
  gsize length;

  save_well (fixture, 1);
  g_assert_true (g_file_get_contents (path, &good, &length, NULL));
  g_assert_true (g_str_has_suffix (good, "\n"));
  for (guint i = 0; i < G_N_ELEMENTS (rubbish); i++)
    {
      g_autofree char *spoilt = g_strconcat (rubbish[i], good, rubbish[i], NULL);

      g_assert_true (g_file_set_contents (path, spoilt, -1, NULL));
      store_fixture_close (fixture);
      store_fixture_open (fixture);
      g_assert_true (is_whole (fixture));
    }
  for (gsize cut = 0; cut < length; cut += 7)
    {
      g_assert_true (g_file_set_contents (path, good, (gssize) cut, NULL));
      store_fixture_close (fixture);
      store_fixture_open (fixture);
      g_assert_true (is_whole (fixture));
      g_ptr_array_unref (list_missing (fixture));
    }

  /* No receipts at all, and nowhere to keep them: the work goes on. */
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_setenv ("PURSUIT_STATE_HOME", "/dev/null/nowhere", TRUE);
  store_fixture_close (fixture);
  store_fixture_open (fixture);
  save_well (fixture, 2);
  g_assert_true (is_whole (fixture));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define TEST(name, function) g_test_add ("/store/saves/" name, StoreFixture, NULL, set_up, function, tear_down)
  TEST ("numbers", test_numbers);
  TEST ("tried-again", test_tried_again);
  TEST ("lost-answer", test_lost_answer);
  TEST ("away", test_away);
  TEST ("replaced", test_replaced);
  TEST ("read-only", test_read_only);
  TEST ("look", test_look);
  TEST ("receipts/lost", test_lost_saves);
  TEST ("receipts/lost-while-open", test_lost_while_open);
  TEST ("receipts/copy-elsewhere", test_copy_elsewhere);
  TEST ("receipts/rolled-back", test_rolled_back);
  TEST ("receipts/broken", test_broken_receipts);
  TEST ("receipts/away", test_away_is_no_receipt);
#undef TEST

  return g_test_run ();
}
