/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whoever alters the journal is found out, and the entry is named: for each entry, each column and each way to go about it. */

#include <string.h>

#include "pursuit-journal-private.h"
#include "pursuit-journal-verify.h"
#include "pursuit-share-vfs-private.h"
#include "store-fixture.h"

#define N_ENTRIES 30
#define AT G_GINT64_CONSTANT (1773729120000007)

/* A journal, and a second connection that nothing holds back; `kept_*` are what was written. */
typedef struct
{
  StoreFixture base;
  sqlite3 *raw;
  char *anchor;   /* the hash of the last entry */
} Fixture;

static void
add_entry (PursuitStore *store,
           int           i)
{
  g_autofree char *after = g_strdup_printf ("{\"amount\":%d}", i);
  PursuitJournalEntry entry = {
    .at = AT + i * (gint64) G_USEC_PER_SEC,
    .actor_id = i % 3,
    .actor = (char *) (i % 2 == 0 ? "李娜" : "Zhang Wei"),
    .verb = (char *) "edit",
    .entity = (char *) "deal",
    .entity_id = i % 4,
    .customer_id = i % 2,
    .deal_id = i % 5,
    .undoes_id = i % 7 == 0 ? i - 1 : 0,
    .before = (char *) (i % 3 == 0 ? NULL : "{\"amount\":0}"),
    .after = i % 8 == 0 ? NULL : after,
  };
  g_auto(PursuitTx) tx = { NULL };
  g_autoptr(GError) error = NULL;

  pursuit_tx_begin (&tx, store, &error);
  g_assert_no_error (error);
  pursuit_journal_add (store, &entry, &error);
  g_assert_no_error (error);
  pursuit_tx_commit (&tx, &error);
  g_assert_no_error (error);
}

static PursuitJournalVerdict *
verify (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  PursuitJournalVerdict *verdict = pursuit_journal_verify (fixture->base.store, NULL, &error);

  g_assert_no_error (error);
  return verdict;
}

/* Raw access without locks and triggers in the way, and without waiting for a disk. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(PursuitJournalVerdict) verdict = NULL;

  store_fixture_set_up (&fixture->base, data);
  for (int i = 1; i <= N_ENTRIES; i++)
    add_entry (fixture->base.store, i);
  fixture->raw = scratch_open (fixture->base.path, PURSUIT_SHARE_VFS);
  scratch_exec (fixture->raw, "PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF");
  for (;;)
    {
      g_autofree char *name = scratch_text (fixture->raw, "SELECT (SELECT 'DROP TRIGGER ' || name FROM sqlite_schema"
                                                          " WHERE type = 'trigger' AND tbl_name LIKE 'journal%' LIMIT 1)");

      if (name == NULL)
        break;
      scratch_exec (fixture->raw, name);
    }
  scratch_exec (fixture->raw, "CREATE TABLE kept_journal AS SELECT * FROM journal;"
                              "CREATE TABLE kept_payload AS SELECT * FROM journal_payload");
  verdict = verify (fixture);
  g_assert_cmpuint (verdict->findings->len, ==, 0);
  g_assert_cmpint (verdict->n_entries, ==, N_ENTRIES);
  g_assert_cmpint (verdict->last_id, ==, N_ENTRIES);
  fixture->anchor = g_strdup (verdict->last_hash);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_free (fixture->anchor);
  scratch_close (fixture->raw);
  store_fixture_tear_down (&fixture->base, data);
}

static void
put_back (Fixture *fixture)
{
  scratch_exec (fixture->raw, "DELETE FROM journal; INSERT INTO journal SELECT * FROM kept_journal;"
                              "DELETE FROM journal_payload; INSERT INTO journal_payload SELECT * FROM kept_payload");
}

static void
exec (Fixture    *fixture,
      const char *format,
      ...) G_GNUC_PRINTF (2, 3);

static void
exec (Fixture    *fixture,
      const char *format,
      ...)
{
  g_autofree char *sql = NULL;
  va_list args;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);
  scratch_exec (fixture->raw, sql);
}

/* "altered 4|removed 5-6" */
static char *
list_findings (PursuitJournalVerdict *verdict)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < verdict->findings->len; i++)
    {
      const PursuitJournalFinding *finding = g_ptr_array_index (verdict->findings, i);

      g_string_append_printf (text, "%s%s %d", i > 0 ? "|" : "", pursuit_journal_finding_get_nick (finding->kind),
                              (int) finding->id);
      if (finding->last_id != finding->id)
        g_string_append_printf (text, "-%d", (int) finding->last_id);
      g_assert_cmpuint (strlen (finding->sentence), >, 10);
    }

  return g_string_free (text, FALSE);
}

static void
expect (Fixture    *fixture,
        const char *expected)
{
  g_autoptr(PursuitJournalVerdict) verdict = verify (fixture);
  g_autofree char *found = list_findings (verdict);

  g_assert_cmpstr (found, ==, expected);
}

/* As somebody sees it who noted down the last entry. */
static void
expect_anchored (Fixture    *fixture,
                 const char *expected)
{
  g_autoptr(PursuitJournalVerdict) verdict = verify (fixture);
  g_autofree char *found = NULL;
  g_autoptr(GError) error = NULL;

  pursuit_journal_check_anchor (fixture->base.store, verdict, N_ENTRIES, AT, fixture->anchor, &error);
  g_assert_no_error (error);
  found = list_findings (verdict);
  g_assert_cmpstr (found, ==, expected);
}

/* Makes an entry fit itself again, as a forger would who knows how the chain is made. */
static void
forge_hash (Fixture *fixture,
            int      id)
{
  g_autoptr(PursuitJournalEntry) entry = pursuit_journal_load (fixture->base.store, id, NULL);
  guint8 hash[PURSUIT_JOURNAL_HASH_SIZE];
  sqlite3_stmt *stmt = NULL;

  sqlite3_prepare_v2 (fixture->raw, "SELECT prev_hash, payload_hash FROM journal WHERE id = $1", -1, &stmt, NULL);
  sqlite3_bind_int (stmt, 1, id);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  pursuit_journal_hash_entry (entry, sqlite3_column_blob (stmt, 0), sqlite3_column_blob (stmt, 1), hash);
  sqlite3_finalize (stmt);
  sqlite3_prepare_v2 (fixture->raw, "UPDATE journal SET hash = ?2 WHERE id = ?1", -1, &stmt, NULL);
  sqlite3_bind_int (stmt, 1, id);
  sqlite3_bind_blob (stmt, 2, hash, sizeof hash, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_DONE);
  sqlite3_finalize (stmt);
}

/* What a value can be turned into; what a constraint refuses, or changes nothing, is not counted. */
static const char *const changes[] = {
  "CASE typeof (%1$s) WHEN 'integer' THEN %1$s + 1 WHEN 'text' THEN %1$s || 'x' WHEN 'blob' THEN zeroblob (length (%1$s))"
  " ELSE 1000 + %2$s END",
  "CASE typeof (%1$s) WHEN 'integer' THEN -%1$s WHEN 'text' THEN %1$s || char (0) || 'x'"
  " WHEN 'blob' THEN substr (%1$s, 2) ELSE '0' END",
  "CASE typeof (%1$s) WHEN 'text' THEN '' WHEN 'blob' THEN x'' ELSE '' END",
  "NULL",
};

static guint
alter_everywhere (Fixture    *fixture,
                  const char *table,
                  const char *key,
                  const char *column,
                  const char *nick)
{
  guint n = 0;

  for (int id = 1; id <= N_ENTRIES; id++)
    for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
      {
        g_autofree char *value = g_strdup_printf (changes[i], column, key);
        g_autofree char *sql = g_strdup_printf ("UPDATE %s SET %s = %s WHERE %s = %d AND %s IS NOT %s", table, column, value,
                                                key, id, column, value);
        g_autofree char *expected = g_strdup_printf ("%s %d", nick, id);

        if (scratch_try (fixture->raw, sql) != SQLITE_OK || sqlite3_changes (fixture->raw) == 0)
          continue;
        expect (fixture, expected);
        put_back (fixture);
        n++;
      }

  return n;
}

static GPtrArray *
list_columns (Fixture    *fixture,
              const char *table)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *stmt = NULL;

  sqlite3_prepare_v2 (fixture->raw, "SELECT name FROM pragma_table_info ($1) WHERE pk = 0", -1, &stmt, NULL);
  sqlite3_bind_text (stmt, 1, table, -1, SQLITE_STATIC);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    g_ptr_array_add (names, g_strdup ((const char *) sqlite3_column_text (stmt, 0)));
  sqlite3_finalize (stmt);

  return names;
}

/* The columns are those of the file: a column that is added later and not hashed fails here. */
static void
test_altered (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) columns = list_columns (fixture, "journal");
  guint n = 0;

  g_assert_cmpuint (columns->len, >=, 14);
  for (guint i = 0; i < columns->len; i++)
    {
      guint n_column = alter_everywhere (fixture, "journal", "id", g_ptr_array_index (columns, i), "altered");

      g_assert_cmpuint (n_column, >=, N_ENTRIES);
      n += n_column;
    }
  g_test_message ("%u alterations of %u columns, each found", n, columns->len);
}

/* Entries that were made before saves had numbers are hashed without. */
static void
test_old_altered (Fixture       *fixture,
                  gconstpointer  data)
{
  exec (fixture, "UPDATE journal SET client = NULL, seq = NULL");
  for (int id = 1; id <= N_ENTRIES; id++)
    {
      if (id > 1)
        exec (fixture, "UPDATE journal SET prev_hash = (SELECT hash FROM journal WHERE id = %1$d - 1) WHERE id = %1$d", id);
      forge_hash (fixture, id);
    }
  exec (fixture, "DELETE FROM kept_journal; INSERT INTO kept_journal SELECT * FROM journal");
  expect (fixture, "");
  for (int id = 1; id <= N_ENTRIES; id++)
    {
      g_autofree char *expected = g_strdup_printf ("altered %d", id);

      exec (fixture, "UPDATE journal SET seq = 3 WHERE id = %d", id);
      expect (fixture, expected);
      exec (fixture, "UPDATE journal SET client = '' WHERE id = %d", id);
      expect (fixture, expected);
      put_back (fixture);
    }
}

static void
test_payload_altered (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(GPtrArray) columns = list_columns (fixture, "journal_payload");

  g_assert_cmpuint (columns->len, ==, 3);
  for (guint i = 0; i < columns->len; i++)
    g_assert_cmpuint (alter_everywhere (fixture, "journal_payload", "journal_id", g_ptr_array_index (columns, i),
                                        "payload-altered"),
                      >=, N_ENTRIES);

  exec (fixture, "UPDATE journal_payload SET journal_id = 99 WHERE journal_id = 4;"
                 "UPDATE journal_payload SET journal_id = 4 WHERE journal_id = 5;"
                 "UPDATE journal_payload SET journal_id = 5 WHERE journal_id = 99");
  expect (fixture, "payload-altered 4|payload-altered 5");
}

static void
test_renumbered (Fixture       *fixture,
                 gconstpointer  data)
{
  for (int id = 1; id <= N_ENTRIES; id++)
    {
      g_autofree char *far = g_strdup_printf ("%smoved %d", id < N_ENTRIES ? "" : "", 1000 + id);
      g_autofree char *both = g_strdup_printf ("removed %d|moved %d", id, 1000 + id);
      g_autofree char *below = g_strdup_printf ("moved %d|removed %d", -id, id);

      exec (fixture, "UPDATE journal SET id = 1000 + id WHERE id = %d", id);
      expect (fixture, id < N_ENTRIES ? both : far);
      put_back (fixture);
      exec (fixture, "UPDATE journal SET id = -id WHERE id = %d", id);
      expect (fixture, id < N_ENTRIES ? below : "moved -30|cut-off 30");
      put_back (fixture);
    }
}

static void
test_removed (Fixture       *fixture,
              gconstpointer  data)
{
  for (int id = 1; id < N_ENTRIES; id++)
    {
      g_autofree char *one = g_strdup_printf ("removed %d", id);
      g_autofree char *pushed = g_strdup_printf (id + 1 < N_ENTRIES ? "removed %1$d|moved %1$d-29" : "removed %1$d|moved %1$d",
                                                 id);

      exec (fixture, "DELETE FROM journal WHERE id = %1$d; DELETE FROM journal_payload WHERE journal_id = %1$d", id);
      expect (fixture, one);
      exec (fixture, "UPDATE journal SET id = -id WHERE id > %d; UPDATE journal SET id = -id - 1 WHERE id < 0;"
                     "DELETE FROM journal_payload", id);
      expect (fixture, pushed);
      put_back (fixture);
    }

  exec (fixture, "DELETE FROM journal WHERE id BETWEEN 4 AND 9 OR id IN (1, 2, 20)");
  expect (fixture, "removed 1-2|removed 4-9|removed 20");
  exec (fixture, "DELETE FROM journal");
  expect (fixture, "cut-off 1-30");
}

static void
test_swapped (Fixture       *fixture,
              gconstpointer  data)
{
  for (int i = 1; i <= N_ENTRIES; i++)
    for (int j = i + 1; j <= N_ENTRIES; j++)
      {
        g_autofree char *expected = g_strdup_printf ("moved %d|moved %d", i, j);

        exec (fixture, "UPDATE journal SET id = 999 WHERE id = %1$d; UPDATE journal SET id = %1$d WHERE id = %2$d;"
                       "UPDATE journal SET id = %2$d WHERE id = 999", i, j);
        expect (fixture, expected);
        put_back (fixture);
      }
}

#define COLUMNS_BUT_ID "at, actor_id, actor, verb, entity, entity_id, customer_id, deal_id, payload_hash, prev_hash, hash"

static void
test_inserted (Fixture       *fixture,
               gconstpointer  data)
{
  for (int id = 1; id <= N_ENTRIES; id++)
    {
      g_autofree char *expected = g_strdup_printf (id < N_ENTRIES ? "inserted %d|moved %d-31" : "inserted %d|moved %d", id, id + 1);

      exec (fixture, "UPDATE journal SET id = -id WHERE id >= %1$d; UPDATE journal SET id = 1 - id WHERE id < 0;"
                     "UPDATE journal_payload SET journal_id = -journal_id WHERE journal_id >= %1$d;"
                     "UPDATE journal_payload SET journal_id = 1 - journal_id WHERE journal_id < 0;"
                     "INSERT INTO journal (id, " COLUMNS_BUT_ID ") SELECT %1$d, " COLUMNS_BUT_ID
                     " FROM journal WHERE id = %1$d + 1; UPDATE journal SET actor = 'Forger' WHERE id = %1$d", id);
      forge_hash (fixture, id);
      expect (fixture, expected);
      put_back (fixture);
    }

  exec (fixture, "INSERT INTO journal (id, " COLUMNS_BUT_ID ") SELECT 0, " COLUMNS_BUT_ID " FROM journal WHERE id = 1");
  forge_hash (fixture, 0);
  expect (fixture, "inserted 0");
}

/* An entry that is whole in itself in the place of another. */
static void
test_exchanged (Fixture       *fixture,
                gconstpointer  data)
{
  for (int id = 1; id < N_ENTRIES; id++)
    {
      g_autofree char *expected = g_strdup_printf (id + 1 < N_ENTRIES ? "exchanged %d" : "exchanged %d-30", id);

      exec (fixture, "UPDATE journal SET actor = 'Forger' WHERE id = %d", id);
      forge_hash (fixture, id);
      expect (fixture, expected);
      put_back (fixture);

      exec (fixture, "UPDATE journal SET prev_hash = randomblob (32) WHERE id = %d", id);
      forge_hash (fixture, id);
      expect (fixture, id == 1 ? "exchanged 1|exchanged 1" : id + 1 < N_ENTRIES ? expected : "exchanged 29");
      put_back (fixture);
    }
}

/* Nothing follows the last entry, and whoever writes all of it anew is consistent: this is what anchors are for. */
static void
test_tail (Fixture       *fixture,
           gconstpointer  data)
{
  expect_anchored (fixture, "");
  for (int n = 1; n <= N_ENTRIES; n++)
    {
      g_autofree char *expected = g_strdup_printf (n > 1 ? "cut-off %d-30" : "cut-off %d", N_ENTRIES + 1 - n);

      exec (fixture, "DELETE FROM journal WHERE id > %1$d; DELETE FROM journal_payload WHERE journal_id > %1$d", N_ENTRIES - n);
      expect (fixture, "");
      expect_anchored (fixture, expected);
      put_back (fixture);
    }

  exec (fixture, "UPDATE journal SET actor = 'Forger' WHERE id = 12");
  for (int id = 12; id <= N_ENTRIES; id++)
    {
      exec (fixture, "UPDATE journal SET prev_hash = (SELECT hash FROM journal WHERE id = %1$d - 1) WHERE id = %1$d", id);
      forge_hash (fixture, id);
    }
  expect (fixture, "");
  expect_anchored (fixture, "rewritten 30");
}

/* Personal data can be erased from a payload, and what remains still verifies (shared-database.md 3.9). */
static void
test_erased (Fixture       *fixture,
             gconstpointer  data)
{
  for (int id = 1; id <= N_ENTRIES; id++)
    {
      g_autoptr(PursuitJournalVerdict) verdict = NULL;

      exec (fixture, "DELETE FROM journal_payload WHERE journal_id = %d", id);
      expect_anchored (fixture, "");
      verdict = verify (fixture);
      g_assert_cmpint (verdict->n_erased, ==, id);
    }
  g_assert_cmpint (scratch_int (fixture->raw, "SELECT count(*) FROM journal_payload"), ==, 0);
}

/* One thing that is wrong does not hide another. */
static void
test_several (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(PursuitJournalVerdict) verdict = NULL;
  const PursuitJournalFinding *finding;

  exec (fixture, "UPDATE journal SET actor = 'Nobody' WHERE id IN (3, 4, 29); DELETE FROM journal WHERE id = 7;"
                 "UPDATE journal_payload SET after = '{}' WHERE journal_id = 11");
  expect (fixture, "altered 3|altered 4|removed 7|payload-altered 11|altered 29");

  verdict = verify (fixture);
  finding = g_ptr_array_index (verdict->findings, 0);
  g_assert_cmpint (finding->at, ==, AT + 3 * G_USEC_PER_SEC);
  g_assert_cmpstr (finding->actor, ==, "Nobody");
  g_assert_cmpstr (finding->sentence, ==, "Entry 3 (edit, Nobody, 17 Mar 2026 06:32) was altered later.");
  finding = g_ptr_array_index (verdict->findings, 2);
  g_assert_cmpstr (finding->sentence, ==, "Entry 7 was removed; the next one is of 17 Mar 2026 06:32.");
}

/* Nonsense in every column of every entry is many findings, and no more than can be read. */
static void
test_nonsense (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(PursuitJournalVerdict) verdict = NULL;

  exec (fixture, "DELETE FROM journal; WITH RECURSIVE n (i) AS (SELECT -5 UNION ALL SELECT i + 1 FROM n WHERE i < 1500),"
                 " ids (id) AS (SELECT i FROM n UNION SELECT 9223372036854775807 UNION SELECT -9223372036854775808)"
                 " INSERT INTO journal (id, at, actor, verb, entity, entity_id, payload_hash, prev_hash, hash)"
                 " SELECT id, 9223372036854775807 - (id & 255), CAST (x'fffe' AS TEXT), 'x', 'y', 0, randomblob (id & 32),"
                 " randomblob (32), randomblob (32) FROM ids");
  verdict = verify (fixture);
  g_assert_cmpint (verdict->n_entries, ==, 1508);
  g_assert_cmpint (verdict->last_id, ==, G_MAXINT64);
  g_assert_cmpuint (verdict->findings->len, ==, 1000);
  g_assert_cmpuint (verdict->n_more, ==, 509);
  for (guint i = 0; i < verdict->findings->len; i++)
    g_assert_true (g_utf8_validate (((PursuitJournalFinding *) g_ptr_array_index (verdict->findings, i))->sentence, -1, NULL));
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (pursuit_journal_verify (fixture->base.store, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Nobody waits for a journal that is being read: the lock is given back between batches, and the end may move on. */
static void
test_others_write (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(PursuitJournalVerdict) verdict = NULL;
  g_autoptr(GTimer) timer = NULL;
  double seconds;

  for (int i = N_ENTRIES + 1; i <= 3000; i++)
    add_entry (fixture->base.store, i);
  timer = g_timer_new ();
  verdict = verify (fixture);
  seconds = g_timer_elapsed (timer, NULL);
  g_assert_cmpint (verdict->n_entries, ==, 3000);
  g_assert_cmpuint (verdict->findings->len, ==, 0);
  g_test_message ("%.0f entries a second", 3000 / seconds);
  g_assert_cmpint (scratch_try (fixture->raw, "BEGIN EXCLUSIVE; COMMIT"), ==, SQLITE_OK);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/store/journal-verify/altered-is-named", test_altered);
  ADD ("/store/journal-verify/altered-old-entry-is-named", test_old_altered);
  ADD ("/store/journal-verify/altered-payload-is-named", test_payload_altered);
  ADD ("/store/journal-verify/renumbered-is-named", test_renumbered);
  ADD ("/store/journal-verify/removed-is-named", test_removed);
  ADD ("/store/journal-verify/swapped-is-named", test_swapped);
  ADD ("/store/journal-verify/inserted-is-named", test_inserted);
  ADD ("/store/journal-verify/exchanged-is-named", test_exchanged);
  ADD ("/store/journal-verify/anchor-finds-what-is-consistent", test_tail);
  ADD ("/store/journal-verify/erased-payload-verifies", test_erased);
  ADD ("/store/journal-verify/one-does-not-hide-another", test_several);
  ADD ("/store/journal-verify/nonsense-is-survived", test_nonsense);
  ADD ("/store/journal-verify/cancelled", test_cancelled);
  ADD ("/store/journal-verify/lock-is-given-back", test_others_write);

  return g_test_run ();
}
