/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The schema and the field tables say the same; an older file becomes what a fresh one is. */

#include "pursuit-deal-rules.h"
#include "pursuit-error.h"
#include "pursuit-share-vfs-private.h"
#include "pursuit-store-private.h"
#include "sample-record.h"
#include "store-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* The columns that every record has, in the order of the file. */
#define FIXED "id|revision|created_at|changed_at|deleted_at|external_id"

static gboolean
has_none (const PursuitField *field)
{
  int value;

  return pursuit_enum_from_nick (field->type (), "none", &value);
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The names in one order: later steps can only add columns at the end. */
static char *
sort_names (const char *names)
{
  g_auto(GStrv) all = g_strsplit (names, "|", -1);

  qsort (all, g_strv_length (all), sizeof *all, compare_texts);
  return g_strjoinv ("|", all);
}

static void
test_columns (StoreFixture  *fixture,
              gconstpointer  data)
{
  guint n;
  const GType *types = pursuit_record_types (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GTypeClass) type_class = g_type_class_ref (types[i]);
      PursuitRecordClass *klass = PURSUIT_RECORD_CLASS (type_class);
      g_autoptr(GString) expected = g_string_new (FIXED);
      g_autofree char *sql =
        g_strdup_printf ("SELECT group_concat (name, '|') FROM pragma_table_info ('%s')", klass->table);
      g_autofree char *columns = store_fixture_text (fixture, sql);
      g_autofree char *found = sort_names (columns);
      g_autofree char *wanted = NULL;

      for (guint f = 0; f < klass->n_fields; f++)
        g_string_append_printf (expected, "|%s", klass->fields[f].name);
      if (pursuit_record_class_select (klass, PURSUIT_FIELD_SEARCHED) != 0)
        g_string_append (expected, "|search");
      if (klass->fold_name != NULL)
        g_string_append (expected, "|name_key");
      if (klass->sorts_names)
        g_string_append (expected, "|sort_key");
      /* What triggers keep of its customer. */
      if (g_str_equal (klass->table, "deal"))
        g_string_append (expected, "|customer_region|contacted_at");
      wanted = sort_names (expected->str);
      g_assert_cmpstr (found, ==, wanted);
    }
}

static const char *
column_type (const PursuitField *field)
{
  return pursuit_field_is_text (field) || field->kind == PURSUIT_KIND_ENUM ? "TEXT" : "INTEGER";
}

static gboolean
is_nullable (const PursuitField *field)
{
  if (field->flags & PURSUIT_FIELD_REQUIRED)
    return FALSE;
  if (field->kind == PURSUIT_KIND_ENUM)
    return has_none (field);

  return pursuit_field_is_text (field) || field->kind == PURSUIT_KIND_REF;
}

typedef void (*CheckField) (sqlite3            *db,
                            PursuitRecordClass *klass,
                            const PursuitField *field);

/* The data of a test is the check; it is made for every field of every type, on a filled database. */
static void
for_every_field (StoreFixture  *fixture,
                 gconstpointer  data)
{
  CheckField check = (CheckField) data;
  sqlite3 *db;
  guint n;
  const GType *types = pursuit_record_types (&n);

  store_fixture_fill (fixture);
  db = scratch_open (fixture->path, PURSUIT_SHARE_VFS);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GTypeClass) type_class = g_type_class_ref (types[i]);
      PursuitRecordClass *klass = PURSUIT_RECORD_CLASS (type_class);

      for (guint f = 0; f < klass->n_fields; f++)
        check (db, klass, &klass->fields[f]);
    }
  scratch_close (db);
}

static void
check_type (sqlite3            *db,
            PursuitRecordClass *klass,
            const PursuitField *field)
{
  g_autofree char *sql = g_strdup_printf ("SELECT type || ' ' || (\"notnull\" OR 0) FROM pragma_table_info ('%s')"
                                          " WHERE name = '%s'", klass->table, field->name);
  g_autofree char *found = scratch_text (db, sql);
  g_autofree char *expected = g_strdup_printf ("%s %d", column_type (field), !is_nullable (field));
  g_autofree char *where = g_strdup_printf ("%s.%s: %s", klass->table, field->name, found);
  g_autofree char *wanted = g_strdup_printf ("%s.%s: %s", klass->table, field->name, expected);

  g_assert_cmpstr (where, ==, wanted);
}

static gboolean
accepts (sqlite3            *db,
         PursuitRecordClass *klass,
         const PursuitField *field,
         const char         *literal)
{
  g_autofree char *sql = g_strdup_printf ("BEGIN; UPDATE %s SET %s = %s", klass->table, field->name, literal);
  int code = scratch_try (db, sql);

  scratch_exec (db, "ROLLBACK");
  g_assert_true (code == SQLITE_OK || (code & 0xff) == SQLITE_CONSTRAINT);

  return code == SQLITE_OK;
}

static void
assert_accepts (sqlite3            *db,
                PursuitRecordClass *klass,
                const PursuitField *field,
                const char         *literal,
                gboolean            expected)
{
  if (accepts (db, klass, field, literal) != expected)
    g_error ("%s.%s must %s %s", klass->table, field->name, expected ? "take" : "refuse", literal);
}

static void
check_number_limits (sqlite3            *db,
                     PursuitRecordClass *klass,
                     const PursuitField *field)
{
  const gint64 numbers[] = { field->min - 1, field->min, field->max, field->max + 1, -1, 0, 1, 2 };

  /* A version can be given to one process only, a position to one stage; both have one row here. */
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *literal = g_strdup_printf ("%" G_GINT64_FORMAT, numbers[i]);

      assert_accepts (db, klass, field, literal, pursuit_field_is_in_range (field, numbers[i]));
    }
}

static void
check_nicks (sqlite3            *db,
             PursuitRecordClass *klass,
             const PursuitField *field)
{
  g_autoptr(GEnumClass) values = g_type_class_ref (field->type ());

  for (guint i = 0; i < values->n_values; i++)
    {
      g_autofree char *literal = g_strdup_printf ("'%s'", values->values[i].value_nick);

      assert_accepts (db, klass, field, literal, !g_str_equal (values->values[i].value_nick, "none"));
    }
  assert_accepts (db, klass, field, "'nonsense'", FALSE);
  assert_accepts (db, klass, field, "''", FALSE);
}

/* What pursuit_record_validate() refuses the schema refuses, and the other way round. */
static void
check_limits (sqlite3            *db,
              PursuitRecordClass *klass,
              const PursuitField *field)
{
  assert_accepts (db, klass, field, "NULL", is_nullable (field));
  if (field->kind == PURSUIT_KIND_ENUM)
    check_nicks (db, klass, field);
  else if (field->kind == PURSUIT_KIND_DATE)
    {
      assert_accepts (db, klass, field, "'2026-03-17'", TRUE);
      assert_accepts (db, klass, field, "'2026-3-17'", FALSE);
      assert_accepts (db, klass, field, "'soon'", FALSE);
    }
  else if (pursuit_field_is_text (field))
    {
      assert_accepts (db, klass, field, "'x'", TRUE);
      assert_accepts (db, klass, field, "'  '", !(field->flags & PURSUIT_FIELD_REQUIRED));
      assert_accepts (db, klass, field, "5.5", TRUE);
    }
  else if (field->kind != PURSUIT_KIND_REF)
    {
      check_number_limits (db, klass, field);
      assert_accepts (db, klass, field, "'x'", FALSE);
    }
}

static void
check_reference (sqlite3            *db,
                 PursuitRecordClass *klass,
                 const PursuitField *field)
{
  g_autofree char *sql = g_strdup_printf ("SELECT coalesce ((SELECT \"table\" || ' ' || \"to\" || ' ' || on_delete"
                                          " FROM pragma_foreign_key_list ('%s') WHERE \"from\" = '%s'), '')",
                                          klass->table, field->name);
  g_autofree char *found = scratch_text (db, sql);
  g_autofree char *expected = NULL;

  if (field->kind == PURSUIT_KIND_REF)
    expected = g_strdup_printf ("%s id RESTRICT", pursuit_record_type_get_table (field->type ()));
  g_assert_cmpstr (found, ==, expected != NULL ? expected : "");
}

/* Every index of ours is on columns that the file has, and the tables are strict. */
static void
test_strict (StoreFixture  *fixture,
             gconstpointer  data)
{
  g_assert_cmpint (store_fixture_int (fixture,
                                      "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
                                      " AND name NOT LIKE 'sqlite%' AND NOT strict"), ==, 0);
}

#define SCHEMA_TEXT \
  "SELECT group_concat (x, char (10)) FROM (SELECT type || ' ' || name || ' ' || coalesce (sql, '') AS x" \
  " FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY 1)"

/* A file of version 1 with deals in it, as the program of that time left it. */
static void
make_v1 (StoreFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PursuitDb) db = pursuit_db_open (fixture->path, TRUE, FALSE, &error);

  g_assert_no_error (error);
  g_assert_true (pursuit_schema_migrate (db, fixture->path, 1, &error));
  g_assert_no_error (error);
  g_clear_pointer (&db, pursuit_db_close);
  store_fixture_raw (fixture,
    "PRAGMA foreign_keys = ON;"
    "INSERT INTO process (id, created_at, changed_at, name) VALUES (1, 1, 1, 'Selling');"
    "INSERT INTO stage (id, created_at, changed_at, process_id, position, name, buyer_name, probability)"
    " VALUES (1, 1, 1, 1, 1, 'First', 'First', 10), (2, 1, 1, 1, 2, 'Second', 'Second', 33);"
    "INSERT INTO customer (id, created_at, changed_at, name) VALUES (1, 1, 1, 'Mill');"
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 200)"
    " INSERT INTO deal (created_at, changed_at, deleted_at, customer_id, title, process_id, stage_id, status, amount,"
    " probability) SELECT 1, 1, i % 11 = 0, 1, 'Deal ' || i, 1, 1 + i % 2, CASE i % 3 WHEN 0 THEN 'open' WHEN 1 THEN 'won'"
    " ELSE 'lost' END, i * 7919, i % 101 FROM n");
}

/* The twin of the totals: every deal is read and weighed by the rule. */
static void
assert_totals (StoreFixture *fixture)
{
  static const char *const statuses[] = { "open", "won", "lost" };

  for (int stage = 1; stage <= 2; stage++)
    for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
      {
        gint64 counted[3] = { 0, 0, 0 };
        g_autofree char *where = g_strdup_printf ("WHERE stage_id = %d AND status = '%s'", stage, statuses[i]);
        g_autofree char *sql = g_strdup_printf ("SELECT amount, probability FROM deal %s AND deleted_at = 0", where);
        g_autofree char *kept = g_strdup_printf ("SELECT count || ' ' || amount || ' ' || weighted FROM deal_total %s", where);
        g_autofree char *found = store_fixture_text (fixture, kept);
        g_autofree char *expected = NULL;
        sqlite3 *db = scratch_open (fixture->path, PURSUIT_SHARE_VFS);
        sqlite3_stmt *stmt = NULL;

        g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
        while (sqlite3_step (stmt) == SQLITE_ROW)
          {
            counted[0]++;
            counted[1] += sqlite3_column_int64 (stmt, 0);
            counted[2] += pursuit_deal_weigh (sqlite3_column_int64 (stmt, 0), sqlite3_column_int64 (stmt, 1));
          }
        sqlite3_finalize (stmt);
        scratch_close (db);
        expected = g_strdup_printf ("%d %d %d", (int) counted[0], (int) counted[1], (int) counted[2]);
        g_assert_cmpstr (found, ==, expected);
      }
}

static void
remove_file (StoreFixture *fixture,
             const char   *suffix)
{
  g_autofree char *path = g_strconcat (fixture->path, suffix, NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
remove_backup (StoreFixture *fixture,
               const char   *suffix)
{
  g_autofree char *manifest = pursuit_manifest_dup_name (suffix);

  remove_file (fixture, suffix);
  remove_file (fixture, manifest);
}

static void
test_migrate (StoreFixture  *fixture,
              gconstpointer  data)
{
  g_autofree char *files = NULL;
  g_autofree char *backup_path = g_strconcat (fixture->path, ".v1.backup", NULL);
  sqlite3 *backup;

  make_v1 (fixture);
  store_fixture_open (fixture);
  g_assert_cmpint (pursuit_store_get_version (fixture->store), ==, pursuit_store_get_newest ());
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM deal"), ==, 200);
  g_assert_cmpint (store_fixture_int (fixture, "PRAGMA application_id"), ==, PURSUIT_APPLICATION_ID);
  assert_totals (fixture);

  g_assert_cmpint (sqlite3_open (backup_path, &backup), ==, SQLITE_OK);
  g_assert_cmpint (scratch_int (backup, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (scratch_int (backup, "SELECT count(*) FROM deal"), ==, 200);
  scratch_close (backup);

  store_fixture_open (fixture);
  files = store_fixture_list_files (fixture);
  g_assert_cmpstr (files, ==, "test.pursuit|test.pursuit.v1.backup|test.pursuit.v1.backup.json");
  remove_backup (fixture, ".v1.backup");
}

static void
test_migrated_is_fresh (StoreFixture  *fixture,
                        gconstpointer  data)
{
  g_autofree char *migrated = NULL;
  g_autofree char *fresh = NULL;

  make_v1 (fixture);
  store_fixture_open (fixture);
  migrated = store_fixture_text (fixture, SCHEMA_TEXT);
  store_fixture_close (fixture);
  remove_file (fixture, "");
  remove_backup (fixture, ".v1.backup");

  fixture->store = pursuit_store_open (fixture->path, PURSUIT_STORE_CREATE, NULL);
  fresh = store_fixture_text (fixture, SCHEMA_TEXT);
  g_assert_cmpstr (migrated, ==, fresh);
  g_assert_cmpuint (strlen (fresh), >, 5000);
}

/* An older backup, whatever it holds, is neither overwritten nor trusted. */
static void
test_migrate_keeps_backups (StoreFixture  *fixture,
                            gconstpointer  data)
{
  g_autofree char *old = g_strconcat (fixture->path, ".v1.backup", NULL);
  g_autofree char *content = NULL;
  g_autofree char *files = NULL;

  make_v1 (fixture);
  g_assert_true (g_file_set_contents (old, "precious", -1, NULL));
  store_fixture_open (fixture);
  g_assert_true (g_file_get_contents (old, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "precious");
  files = store_fixture_list_files (fixture);
  g_assert_cmpstr (files, ==, "test.pursuit|test.pursuit.v1-2.backup|test.pursuit.v1-2.backup.json|test.pursuit.v1.backup");
  remove_file (fixture, ".v1.backup");
  remove_backup (fixture, ".v1-2.backup");
}

static void
test_migrate_read_only (StoreFixture  *fixture,
                        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *hash_after = NULL;
  g_autofree char *files = NULL;

  make_v1 (fixture);
  hash = store_fixture_hash_file (fixture);
  g_assert_null (pursuit_store_open (fixture->path, PURSUIT_STORE_READ_ONLY, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
  g_assert_cmpstr (error->message, ==, "“test.pursuit” has an older format and cannot be brought up to date, because it can"
                                       " only be read.");
  hash_after = store_fixture_hash_file (fixture);
  g_assert_cmpstr (hash, ==, hash_after);
  files = store_fixture_list_files (fixture);
  g_assert_cmpstr (files, ==, "test.pursuit");
}

/* A step that cannot be made leaves the file and the folder as they were. */
static void
test_migrate_fails (StoreFixture  *fixture,
                    gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *hash_after = NULL;
  g_autofree char *files = NULL;

  make_v1 (fixture);
  store_fixture_raw (fixture, "CREATE TABLE deal_total (x INTEGER)");
  hash = store_fixture_hash_file (fixture);
  g_assert_null (pursuit_store_open (fixture->path, PURSUIT_STORE_NONE, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE);
  g_assert_cmpstr (error->message, ==, "“test.pursuit” cannot be used: table deal_total already exists.");
  hash_after = store_fixture_hash_file (fixture);
  g_assert_cmpstr (hash, ==, hash_after);
  files = store_fixture_list_files (fixture);
  g_assert_cmpstr (files, ==, "test.pursuit");
}

/* Somebody who is there, on another computer: a presence file with a lock. */
static int
visit (StoreFixture *fixture)
{
  static const char card[] =
    "{\"person\":\"Li Na\",\"machine\":\"SALES-07\",\"beat\":1,\"place\":\"another machine\"}";
  g_autofree char *folder = g_strconcat (fixture->path, ".presence", NULL);
  g_autofree char *path = g_build_filename (folder, "6f1d2c7e-5d7a-4b7e-9a52-0d6d0e1f2a3b", NULL);
  int fd;

  g_assert_cmpint (g_mkdir (folder, 0777), ==, 0);
  fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  g_assert_cmpint (pursuit_presence_set_lock (fd, F_WRLCK, PURSUIT_PRESENCE_ALIVE_BYTE), ==, 0);
  g_assert_cmpint (write (fd, card, sizeof card - 1), ==, sizeof card - 1);

  return fd;
}

static void
test_migrate_alone (StoreFixture  *fixture,
                    gconstpointer  data)
{
  g_autoptr(PursuitStore) store = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *hash_after = NULL;
  int fd;

  make_v1 (fixture);
  hash = store_fixture_hash_file (fixture);
  fd = visit (fixture);
  store = pursuit_store_open (fixture->path, PURSUIT_STORE_NONE, &error);
  g_assert_null (store);
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, "Li Na (SALES-07)"));
  hash_after = store_fixture_hash_file (fixture);
  g_assert_cmpstr (hash, ==, hash_after);

  remove_file (fixture, ".presence/6f1d2c7e-5d7a-4b7e-9a52-0d6d0e1f2a3b");
  close (fd);
  store_fixture_open (fixture);
  g_assert_cmpint (pursuit_store_get_version (fixture->store), ==, pursuit_store_get_newest ());
  remove_backup (fixture, ".v1.backup");
}

static void
test_current_with_others (StoreFixture  *fixture,
                          gconstpointer  data)
{
  g_autoptr(PursuitStore) second = NULL;
  g_autoptr(GError) error = NULL;

  second = pursuit_store_open (fixture->path, PURSUIT_STORE_NONE, &error);
  g_assert_no_error (error);
}

static void
test_upgraded_meanwhile (StoreFixture  *fixture,
                         gconstpointer  data)
{
  g_auto(PursuitTx) tx = { NULL };
  g_autoptr(GError) error = NULL;
  g_autofree char *sql = g_strdup_printf ("PRAGMA user_version = %d", pursuit_store_get_newest () + 1);
  g_autofree char *back = g_strdup_printf ("PRAGMA user_version = %d", pursuit_store_get_newest ());

  store_fixture_raw (fixture, sql);
  g_assert_false (pursuit_tx_begin (&tx, fixture->store, &error));
  g_assert_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NEWER);
  g_clear_error (&error);

  store_fixture_raw (fixture, back);     /* also shows that no lock was left */
  g_assert_true (pursuit_tx_begin (&tx, fixture->store, &error));
  g_assert_no_error (error);
}

static gpointer
migrate_thread (gpointer data)
{
  PursuitDb *db = data;
  GError *error = NULL;

  pursuit_schema_migrate (db, sqlite3_db_filename (db->handle, "main"), pursuit_schema_get_newest (), &error);

  return error;
}

/* Two colleagues open the same old file: whoever comes second finds it done. */
static void
test_migrate_twice_at_once (StoreFixture  *fixture,
                            gconstpointer  data)
{
  g_autoptr(PursuitDb) slow = NULL;
  g_autoptr(PursuitDb) quick = NULL;
  GThread *thread;
  gpointer error;
  g_autofree char *sql = NULL;

  make_v1 (fixture);
  slow = pursuit_db_open (fixture->path, FALSE, FALSE, NULL);
  quick = pursuit_db_open (fixture->path, FALSE, FALSE, NULL);
  pursuit_db_set_guarded (quick, FALSE);
  g_assert_true (pursuit_db_exec (quick, "BEGIN IMMEDIATE", NULL));
  thread = g_thread_new ("slow", migrate_thread, slow);
  while (pursuit_busy_get_waits (&slow->busy) == 0)
    g_thread_yield ();
  sql = g_strdup_printf ("PRAGMA user_version = %d; COMMIT", pursuit_schema_get_newest ());
  g_assert_true (pursuit_db_exec (quick, sql, NULL));

  error = g_thread_join (thread);
  g_assert_null (error);
  g_assert_cmpint (store_fixture_int (fixture, "PRAGMA user_version"), ==, pursuit_schema_get_newest ());
  g_assert_cmpint (store_fixture_int (fixture, "SELECT count(*) FROM sqlite_schema WHERE name = 'deal_total'"), ==, 0);
  remove_backup (fixture, ".v1.backup");
}

#define ADD(path, data, func) \
  g_test_add (path, StoreFixture, data, store_fixture_set_up, func, store_fixture_tear_down)
#define ADD_CLOSED(path, func) \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up_closed, func, store_fixture_tear_down)

/* What was worked out when the program was built is what the steps make. */
static void
test_expected (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GHashTable) made = pursuit_schema_make_expected (pursuit_schema_get_newest (), &error);
  g_autoptr(GHashTable) known = pursuit_schema_get_newest_expected ();
  GHashTableIter iter;
  gpointer name, definition;

  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (known), ==, g_hash_table_size (made));
  g_assert_cmpuint (g_hash_table_size (known), >, 50);
  g_hash_table_iter_init (&iter, made);
  while (g_hash_table_iter_next (&iter, &name, &definition))
    g_assert_cmpstr (g_hash_table_lookup (known, name), ==, definition);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/store/schema/columns-are-fields", NULL, test_columns);
  ADD ("/store/schema/tables-are-strict", NULL, test_strict);
  ADD ("/store/schema/types-fit", (gconstpointer) check_type, for_every_field);
  ADD ("/store/schema/limits-fit", (gconstpointer) check_limits, for_every_field);
  ADD ("/store/schema/references-fit", (gconstpointer) check_reference, for_every_field);
  g_test_add_func ("/store/schema/expected-is-what-the-steps-make", test_expected);
  ADD_CLOSED ("/store/migrate/keeps-rows", test_migrate);
  ADD_CLOSED ("/store/migrate/ends-as-a-fresh-file", test_migrated_is_fresh);
  ADD_CLOSED ("/store/migrate/keeps-older-backups", test_migrate_keeps_backups);
  ADD_CLOSED ("/store/migrate/read-only", test_migrate_read_only);
  ADD_CLOSED ("/store/migrate/failed-step-leaves-no-trace", test_migrate_fails);
  ADD_CLOSED ("/store/migrate/twice-at-once", test_migrate_twice_at_once);
  ADD_CLOSED ("/store/migrate/only-alone", test_migrate_alone);
  ADD ("/store/migrate/current-needs-not-be-alone", NULL, test_current_with_others);
  ADD ("/store/migrate/stops-the-older-program", NULL, test_upgraded_meanwhile);

  return g_test_run ();
}
