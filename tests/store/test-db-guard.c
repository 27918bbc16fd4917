/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a connection may not be made to do, by a mistake of ours or by what somebody planted in the file. */

#include "pursuit-db-private.h"
#include "pursuit-store-private.h"
#include "store-fixture.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *sql;
} Statement;

static const Statement refused[] = {
  { "attach", "ATTACH ':memory:' AS other" },
  { "detach", "DETACH main" },
  { "create-table", "CREATE TABLE mine (n INTEGER)" },
  { "create-temporary-table", "CREATE TEMP TABLE mine (n INTEGER)" },
  { "create-index", "CREATE INDEX mine ON deal (title)" },
  { "create-trigger", "CREATE TRIGGER mine AFTER INSERT ON deal BEGIN SELECT 1; END" },
  { "create-view", "CREATE VIEW mine AS SELECT 1" },
  { "create-virtual-table", "CREATE VIRTUAL TABLE mine USING fts5 (text)" },
  { "drop-table", "DROP TABLE document" },
  { "drop-index", "DROP INDEX deal_on_board" },
  { "drop-trigger", "DROP TRIGGER journal_keeps_rows" },
  { "alter-table", "ALTER TABLE deal ADD COLUMN colour TEXT" },
  { "reindex", "REINDEX" },
  { "vacuum", "VACUUM" },
  { "vacuum-into", "VACUUM INTO '/dev/null/nowhere'" },
  { "journal-mode", "PRAGMA journal_mode = WAL" },
  { "journal-mode-off", "PRAGMA journal_mode = OFF" },
  { "locking-mode", "PRAGMA locking_mode = EXCLUSIVE" },
  { "synchronous", "PRAGMA synchronous = OFF" },
  { "user-version", "PRAGMA user_version = 7" },
  { "application-id", "PRAGMA application_id = 7" },
  { "writable-schema", "PRAGMA writable_schema = ON" },
  { "foreign-keys", "PRAGMA foreign_keys = OFF" },
  { "trusted-schema", "PRAGMA trusted_schema = ON" },
  { "temporary-files", "PRAGMA temp_store_directory = '/'" },
  { "checkpoint", "PRAGMA wal_checkpoint" },
};

static const Statement allowed[] = {
  { "user-version", "PRAGMA user_version" },
  { "journal-mode", "PRAGMA journal_mode" },
  { "data-version", "PRAGMA data_version" },
  { "integrity-check", "PRAGMA integrity_check (1)" },
  { "integrity-check-as-a-table", "SELECT * FROM pragma_integrity_check" },
  { "quick-check", "PRAGMA quick_check" },
  { "foreign-key-check", "PRAGMA foreign_key_check" },
  { "table-info", "SELECT name FROM pragma_table_info ('deal')" },
  { "statistics", "PRAGMA analysis_limit = 100; ANALYZE deal" },
  { "optimize", "PRAGMA optimize" },
  { "cache", "PRAGMA cache_size = -32000; PRAGMA shrink_memory" },
  { "update", "UPDATE deal SET title = title WHERE id = 0" },
  { "read-transaction", "BEGIN; SELECT count(*) FROM deal; COMMIT" },
};

static void
test_refused (StoreFixture  *fixture,
              gconstpointer  data)
{
  const Statement *statement = data;
  g_autofree char *before = store_fixture_hash_file (fixture);
  g_autofree char *after = NULL;

  g_assert_cmpint (scratch_try (fixture->store->db->handle, statement->sql), !=, SQLITE_OK);
  after = store_fixture_hash_file (fixture);
  g_assert_cmpstr (before, ==, after);
}

static void
test_allowed (StoreFixture  *fixture,
              gconstpointer  data)
{
  const Statement *statement = data;

  scratch_exec (fixture->store->db->handle, statement->sql);
}

/* Each refusal is the guard's, not a mistake in the statement. */
static void
test_lifted (StoreFixture  *fixture,
             gconstpointer  data)
{
  PursuitDb *db = fixture->store->db;

  g_assert_true (pursuit_db_set_guarded (db, FALSE));
  scratch_exec (db->handle, "ATTACH ':memory:' AS other; DETACH other; CREATE TABLE mine (n INTEGER); DROP TABLE mine;"
                            "CREATE TEMP TABLE mine (n INTEGER); DROP TABLE mine; VACUUM; PRAGMA synchronous = FULL");
  g_assert_false (pursuit_db_set_guarded (db, TRUE));
  g_assert_cmpint (scratch_try (db->handle, "CREATE TABLE mine (n INTEGER)"), ==, SQLITE_AUTH);
}

static void
test_limits (StoreFixture  *fixture,
             gconstpointer  data)
{
  sqlite3 *db = fixture->store->db->handle;

  g_assert_cmpint (scratch_int (db, "SELECT length (zeroblob (50000000))"), ==, 50000000);
  g_assert_cmpint (scratch_try (db, "SELECT zeroblob (50000001)"), ==, SQLITE_TOOBIG);
  g_assert_cmpint (sqlite3_limit (db, SQLITE_LIMIT_ATTACHED, -1), ==, 0);
  g_assert_cmpint (sqlite3_limit (db, SQLITE_LIMIT_VARIABLE_NUMBER, -1), ==, 2000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strconcat ("/store/guard/refuses/", refused[i].name, NULL);

      g_test_add (path, StoreFixture, &refused[i], store_fixture_set_up, test_refused, store_fixture_tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (allowed); i++)
    {
      g_autofree char *path = g_strconcat ("/store/guard/allows/", allowed[i].name, NULL);

      g_test_add (path, StoreFixture, &allowed[i], store_fixture_set_up, test_allowed, store_fixture_tear_down);
    }
  g_test_add ("/store/guard/can-be-lifted", StoreFixture, NULL, store_fixture_set_up, test_lifted, store_fixture_tear_down);
  g_test_add ("/store/guard/limits-sizes", StoreFixture, NULL, store_fixture_set_up, test_limits, store_fixture_tear_down);

  return g_test_run ();
}
