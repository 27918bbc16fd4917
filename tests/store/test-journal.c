/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The journal is append-only and its chain holds; test-journal-verify.c alters it. */

#include "pursuit-date.h"
#include "pursuit-error.h"
#include "pursuit-journal-verify.h"
#include "pursuit-journal.h"
#include "pursuit-share-vfs-private.h"
#include "store-fixture.h"

#define NOW G_GINT64_CONSTANT (1773729120000007)
#define N_ENTRIES 9

static gint64
add_entry (StoreFixture *fixture,
           gint64        deal_id,
           gint64        undoes_id,
           const char   *before,
           const char   *after)
{
  g_auto(PursuitTx) tx = { NULL };
  g_autoptr(GError) error = NULL;
  PursuitJournalEntry entry = {
    .actor_id = 7,
    .actor = (char *) "李娜",
    .verb = (char *) "edit",
    .entity = (char *) "deal",
    .entity_id = deal_id,
    .customer_id = deal_id % 2,
    .deal_id = deal_id,
    .undoes_id = undoes_id,
    .before = (char *) before,
    .after = (char *) after,
  };

  g_assert_true (pursuit_tx_begin (&tx, fixture->store, &error));
  pursuit_journal_add (fixture->store, &entry, &error);
  g_assert_no_error (error);
  g_assert_true (pursuit_tx_commit (&tx, &error));

  return entry.id;
}

static void
set_up (StoreFixture  *fixture,
        gconstpointer  data)
{
  pursuit_time_set_now (NOW);
  store_fixture_set_up (fixture, data);
  for (int i = 1; i <= N_ENTRIES; i++)
    {
      g_autofree char *after = g_strdup_printf ("{\"amount\":%d}", i);

      g_assert_cmpint (add_entry (fixture, i, 0, i == 1 ? NULL : "{\"amount\":0}", after), ==, i);
    }
}

static void
tear_down (StoreFixture  *fixture,
           gconstpointer  data)
{
  store_fixture_tear_down (fixture, data);
  pursuit_time_set_now (0);
}

static void
assert_whole (StoreFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitJournalVerdict) verdict = pursuit_journal_verify (fixture->store, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (verdict->findings->len, ==, 0);
}

static void
test_load (StoreFixture  *fixture,
           gconstpointer  data)
{
  g_autoptr(PursuitJournalEntry) entry = pursuit_journal_load (fixture->store, 3, NULL);
  g_autoptr(PursuitJournalEntry) first = pursuit_journal_load (fixture->store, 1, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (entry->id, ==, 3);
  g_assert_cmpint (entry->at, ==, NOW);
  g_assert_cmpint (entry->actor_id, ==, 7);
  g_assert_cmpstr (entry->actor, ==, "李娜");
  g_assert_cmpstr (entry->verb, ==, "edit");
  g_assert_cmpstr (entry->entity, ==, "deal");
  g_assert_cmpint (entry->entity_id, ==, 3);
  g_assert_cmpint (entry->customer_id, ==, 1);
  g_assert_cmpint (entry->deal_id, ==, 3);
  g_assert_cmpint (entry->undoes_id, ==, 0);
  g_assert_cmpstr (entry->before, ==, "{\"amount\":0}");
  g_assert_cmpstr (entry->after, ==, "{\"amount\":3}");
  g_assert_null (first->before);

  g_assert_null (pursuit_journal_load (fixture->store, 99, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "The journal has no entry 99.");
}

static char *
ids_of (GPtrArray *entries)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    g_string_append_printf (ids, "%s%d", i > 0 ? "|" : "",
                            (int) ((PursuitJournalEntry *) g_ptr_array_index (entries, i))->id);
  g_ptr_array_unref (entries);

  return g_string_free (ids, FALSE);
}

static void
test_lists (StoreFixture  *fixture,
            gconstpointer  data)
{
  g_autofree char *since = ids_of (pursuit_journal_list_since (fixture->store, 6, 2, NULL));
  g_autofree char *rest = ids_of (pursuit_journal_list_since (fixture->store, 6, 100, NULL));
  g_autofree char *last = ids_of (pursuit_journal_list_last (fixture->store, 3, NULL));
  g_autofree char *about = ids_of (pursuit_journal_list_about (fixture->store, "deal", 4, 100, NULL));
  gint64 newest;

  g_assert_cmpstr (since, ==, "7|8");
  g_assert_cmpstr (rest, ==, "7|8|9");
  g_assert_cmpstr (last, ==, "9|8|7");
  g_assert_cmpstr (about, ==, "4");
  g_assert_true (pursuit_journal_get_last (fixture->store, &newest, NULL));
  g_assert_cmpint (newest, ==, 9);
}

static void
test_empty (StoreFixture  *fixture,
            gconstpointer  data)
{
  g_autofree char *since = ids_of (pursuit_journal_list_since (fixture->store, 0, 10, NULL));
  gint64 newest = -1;

  g_assert_cmpstr (since, ==, "");
  g_assert_true (pursuit_journal_get_last (fixture->store, &newest, NULL));
  g_assert_cmpint (newest, ==, 0);
  assert_whole (fixture);
}

static void
test_undone (StoreFixture  *fixture,
             gconstpointer  data)
{
  gboolean undone = TRUE;
  sqlite3 *db;

  g_assert_true (pursuit_journal_is_undone (fixture->store, 4, &undone, NULL));
  g_assert_false (undone);
  add_entry (fixture, 4, 4, "{}", "{}");
  g_assert_true (pursuit_journal_is_undone (fixture->store, 4, &undone, NULL));
  g_assert_true (undone);
  assert_whole (fixture);

  /* Twice is refused by the file itself. */
  db = scratch_open (fixture->path, PURSUIT_SHARE_VFS);
  g_assert_cmpint (scratch_try (db, "INSERT INTO journal SELECT id + 1, at, actor_id, actor, verb, entity, entity_id,"
                                    " customer_id, deal_id, undoes_id, payload_hash, prev_hash, hash, NULL, NULL FROM"
                                    " journal WHERE undoes_id = 4"), ==, SQLITE_CONSTRAINT_UNIQUE);
  scratch_close (db);
}

/* The chain, recomputed by hand for one entry, so that its form is fixed for ever. */
static void
test_hash_by_hand (StoreFixture  *fixture,
                   gconstpointer  data)
{
  g_autoptr(GChecksum) payload = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr(GChecksum) chain = g_checksum_new (G_CHECKSUM_SHA256);
  sqlite3 *db = scratch_open (fixture->path, PURSUIT_SHARE_VFS);
  sqlite3_stmt *stmt = NULL;
  g_autofree char *save = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT p.salt, j.prev_hash, j.payload_hash, lower (hex (j.payload_hash)),"
                                           " lower (hex (j.hash)), (SELECT hash FROM journal WHERE id = 2) = j.prev_hash"
                                           ", j.client || '|' || j.seq || '|'"
                                           " FROM journal j JOIN journal_payload p ON p.journal_id = j.id WHERE j.id = 3",
                                       -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_bytes (stmt, 0), ==, 16);
  g_checksum_update (payload, sqlite3_column_blob (stmt, 0), 16);
  g_checksum_update (payload, (const guchar *) "{\"amount\":0}\0{\"amount\":3}", 26);
  g_assert_cmpstr (g_checksum_get_string (payload), ==, (const char *) sqlite3_column_text (stmt, 3));

  g_checksum_update (chain, sqlite3_column_blob (stmt, 1), 32);
  g_checksum_update (chain, (const guchar *) "3,1773729120000007,7,3,1,3,0\0李娜\0edit\0deal\0", 46);
  save = g_strdelimit (g_strdup ((const char *) sqlite3_column_text (stmt, 6)), "|", '\0');
  g_checksum_update (chain, (const guchar *) save, sqlite3_column_bytes (stmt, 6));
  g_checksum_update (chain, sqlite3_column_blob (stmt, 2), 32);
  g_assert_cmpstr (g_checksum_get_string (chain), ==, (const char *) sqlite3_column_text (stmt, 4));
  g_assert_cmpint (sqlite3_column_int (stmt, 5), ==, 1);
  sqlite3_finalize (stmt);
  scratch_close (db);
}

static void
test_append_only (StoreFixture  *fixture,
                  gconstpointer  data)
{
  static const char *const attempts[] = {
    "UPDATE journal SET actor = 'Nobody' WHERE id = 3",
    "DELETE FROM journal WHERE id = 3",
    "DELETE FROM journal",
    "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE id = 3",
    "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE id = 9",
    "INSERT INTO journal (at, actor, verb, entity, entity_id, payload_hash, prev_hash, hash)"
    " VALUES (1, 'x', 'x', 'x', 1, x'', x'', x'')",
    "UPDATE journal_payload SET after = '{}' WHERE journal_id = 9",
    "UPDATE OR REPLACE journal_payload SET journal_id = 8 WHERE journal_id = 9",
    "INSERT OR REPLACE INTO journal_payload SELECT * FROM journal_payload WHERE journal_id = 3",
    "INSERT OR REPLACE INTO journal_payload SELECT * FROM journal_payload WHERE journal_id = 9",
  };
  sqlite3 *db = scratch_open (fixture->path, PURSUIT_SHARE_VFS);

  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_assert_cmpint (scratch_try (db, attempts[i]), ==, SQLITE_CONSTRAINT_TRIGGER);
      g_assert_cmpstr (sqlite3_errmsg (db), ==, "the journal is append-only");
    }
  scratch_close (db);
  assert_whole (fixture);
}

/* Personal data can be erased together with an entry that says so, and only so; the chain still verifies. */
static void
test_erased (StoreFixture  *fixture,
             gconstpointer  data)
{
  PursuitJournalEntry entry = { .actor = (char *) "x", .verb = (char *) "erase", .entity = (char *) "deal" };
  g_autoptr(PursuitJournalEntry) erased = NULL;
  g_autoptr(PursuitJournalVerdict) verdict = NULL;
  g_autoptr(GError) error = NULL;

  {
    g_auto(PursuitTx) tx = { NULL };

    g_assert_true (pursuit_tx_begin (&tx, fixture->store, NULL));
    g_assert_false (pursuit_journal_erase (fixture->store, 4, &error));
    g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID);
  }
  {
    g_auto(PursuitTx) tx = { NULL };

    g_assert_true (pursuit_tx_begin (&tx, fixture->store, NULL));
    g_assert_true (pursuit_journal_add (fixture->store, &entry, NULL));
    g_assert_true (pursuit_journal_erase (fixture->store, 4, NULL));
    g_assert_true (pursuit_tx_commit (&tx, NULL));
  }

  erased = pursuit_journal_load (fixture->store, 4, NULL);
  g_assert_cmpstr (erased->actor, ==, "李娜");
  g_assert_null (erased->before);
  g_assert_null (erased->after);
  add_entry (fixture, 1, 0, NULL, "{}");
  verdict = pursuit_journal_verify (fixture->store, NULL, NULL);
  g_assert_cmpuint (verdict->findings->len, ==, 0);
  g_assert_cmpint (verdict->n_erased, ==, 1);
}

/* Equal payloads do not look equal: nobody can guess at erased ones by trying. */
static void
test_salt (StoreFixture  *fixture,
           gconstpointer  data)
{
  add_entry (fixture, 1, 0, NULL, "{}");
  add_entry (fixture, 1, 0, NULL, "{}");
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(DISTINCT salt) FROM journal_payload"), ==, N_ENTRIES + 2);
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(DISTINCT payload_hash) FROM journal"), ==, N_ENTRIES + 2);
}

/* An entry that is rolled back leaves no gap. */
static void
test_rolled_back (StoreFixture  *fixture,
                  gconstpointer  data)
{
  {
    g_auto(PursuitTx) tx = { NULL };
    PursuitJournalEntry entry = { .actor = (char *) "x", .verb = (char *) "edit", .entity = (char *) "deal" };

    g_assert_true (pursuit_tx_begin (&tx, fixture->store, NULL));
    g_assert_true (pursuit_journal_add (fixture->store, &entry, NULL));
  }
  g_assert_cmpint (add_entry (fixture, 1, 0, NULL, "{}"), ==, N_ENTRIES + 1);
  assert_whole (fixture);
}

#define ADD(path, data, func) g_test_add (path, StoreFixture, data, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/store/journal/load", NULL, test_load);
  ADD ("/store/journal/lists", NULL, test_lists);
  g_test_add ("/store/journal/empty", StoreFixture, NULL, store_fixture_set_up, test_empty, store_fixture_tear_down);
  ADD ("/store/journal/undone-once", NULL, test_undone);
  ADD ("/store/journal/hash-by-hand", NULL, test_hash_by_hand);
  ADD ("/store/journal/append-only", NULL, test_append_only);
  ADD ("/store/journal/erased-only-with-an-entry-that-says-so", NULL, test_erased);
  ADD ("/store/journal/salts-differ", NULL, test_salt);
  ADD ("/store/journal/rolled-back-leaves-no-gap", NULL, test_rolled_back);

  return g_test_run ();
}
